/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include "cam-contact-error.h"
#include "cam-name-fold.h"
#include "cam-vcard-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

CamContactFile *
cam_contact_file_new (void)
{
  CamContactFile *self = g_atomic_rc_box_new0 (CamContactFile);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_contact_entry_free);
  return self;
}

static void
file_clear (gpointer data)
{
  CamContactFile *self = data;

  g_ptr_array_unref (self->entries);
  g_strfreev (self->names);
}

void
cam_contact_file_unref (CamContactFile *self)
{
  g_atomic_rc_box_release_full (self, file_clear);
}

static void
tell_progress (double   fraction,
               gpointer data)
{
  g_atomic_int_set ((gint *) data, (gint) (CLAMP (fraction, 0, 1) * 900));
}

static void
take_refused (CamContactFile        *self,
              const CamVcardRefused *refused)
{
  CamContactEntry *entry = cam_contact_entry_new (CAM_CONTACT_PERSON);

  entry->line = refused->line;
  cam_contact_entry_set (entry, CAM_CONTACT_NAME, refused->name);
  entry->reason = g_strdup (refused->reason);
  g_ptr_array_add (self->entries, entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const CamContactEntry *left = *(CamContactEntry *const *) a, *right = *(CamContactEntry *const *) b;

  return left->line < right->line ? -1 : left->line > right->line;
}

CamContactFile *
cam_contact_file_new_cards (GBytes        *bytes,
                            gint          *thousandths,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CamVcardFile) cards = cam_vcard_read (bytes, tell_progress, thousandths, cancellable, &local);
  g_autoptr (CamContactFile) self = NULL;
  guint64 pixels_left = CAM_CONTACT_MAX_PIXELS, checked = CAM_CONTACT_MAX_PIXELS;

  if (cards == NULL && local->domain == CAM_CONTACT_ERROR)
    g_set_error_literal (error, CAM_ERROR, local->code == CAM_CONTACT_ERROR_TOO_BIG ? CAM_ERROR_TOO_BIG : CAM_ERROR_CORRUPT,
                         local->message);
  else if (cards == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (cards == NULL)
    return NULL;
  self = cam_contact_file_new ();
  for (guint i = 0; i < cards->cards->len; i++)
    {
      if ((i % 200 == 0 || pixels_left < checked) && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      checked = pixels_left;
      g_ptr_array_add (self->entries, cam_contact_entry_from_card (g_ptr_array_index (cards->cards, i), &pixels_left));
    }
  for (guint i = 0; i < cards->refused->len; i++)
    take_refused (self, g_ptr_array_index (cards->refused, i));
  g_ptr_array_sort (self->entries, compare_entries);
  return g_steal_pointer (&self);
}

gboolean
cam_contact_file_names (CamContactFile *self,
                        const char     *text)
{
  g_autofree char *folded = cam_name_fold (text);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const CamContactEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *name = NULL;
      g_auto (GStrv) parts = NULL;

      if (entry->table != CAM_CONTACT_PERSON || entry->text[CAM_CONTACT_NAME] == NULL)
        continue;
      name = cam_name_fold (entry->text[CAM_CONTACT_NAME]);
      parts = g_strsplit (name, " ", -1);
      for (guint j = 0; parts[j] != NULL; j++)
        if (g_utf8_strlen (parts[j], -1) > 2 && strstr (folded, parts[j]) != NULL)
          return TRUE;
    }
  return FALSE;
}

static const char *const kinds[] = { "phone", "email" };
static const CamContactText kind_texts[] = { CAM_CONTACT_PHONE, CAM_CONTACT_EMAIL };

static gboolean
is_same_address (const CamContactMore *own,
                 const CamContactMore *address)
{
  g_autofree char *a = cam_contact_fold_value ("address", own->value);
  g_autofree char *b = cam_contact_fold_value ("address", address->value);

  return g_str_equal (a, b) && (address->postcode == NULL || g_strcmp0 (own->postcode, address->postcode) == 0);
}

/* Whether the row has it, in whatever way it is written. */
static gboolean
has_value (const CamContactEntry *stored,
           const char            *kind,
           const char            *value,
           const char            *postcode)
{
  g_autofree char *folded = cam_contact_fold_value (kind, value);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind) && stored->text[kind_texts[i]] != NULL)
      {
        g_autofree char *own = cam_contact_fold_value (kind, stored->text[kind_texts[i]]);

        if (g_str_equal (own, folded))
          return TRUE;
      }
  if (g_str_equal (kind, "website") && g_strcmp0 (stored->text[CAM_CONTACT_WEBSITE], value) == 0)
    return TRUE;
  for (guint i = 0; i < stored->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (stored->more, i);
      g_autofree char *own = g_str_equal (more->kind, kind) ? cam_contact_fold_value (kind, more->value) : NULL;

      if (own != NULL && g_str_equal (own, folded) && (postcode == NULL || g_strcmp0 (more->postcode, postcode) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
compare_contacts (const CamContactEntry *entry,
                  CamContactChange      *change)
{
  const CamContactEntry *stored = change->stored;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *value = entry->text[kind_texts[i]];

      if (value == NULL || g_strcmp0 (value, stored->text[kind_texts[i]]) == 0
          || (!entry->replaces && has_value (stored, kinds[i], value, NULL)))
        continue;
      if (entry->replaces || stored->text[kind_texts[i]] == NULL)
        change->texts |= 1u << kind_texts[i];
      else
        change->further[i] = TRUE;
    }
  for (guint i = 0; i < entry->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (entry->more, i);

      if (!has_value (stored, more->kind, more->value, more->postcode))
        change->more[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

/* Of a card that came from here: "urn:uuid:" and what the row has. */
static gboolean
is_own_uid (const CamContactEntry *stored,
            const char            *uid)
{
  return g_str_has_suffix (uid, stored->uuid);
}

/* Categories that name a group are told by who belongs to it. */
static gboolean
is_extra_changed (const CamContactEntry *entry,
                  const CamContactEntry *stored,
                  CamContactBook        *book)
{
  CamContactGroups *groups = cam_contact_book_get_groups (book);
  g_autofree char *value = NULL;
  g_autofree char *own = NULL;

  if (entry->replaces || g_strcmp0 (entry->text[CAM_CONTACT_EXTRA], stored->text[CAM_CONTACT_EXTRA]) == 0)
    return FALSE;
  value = cam_contact_groups_filter_extra (groups, entry->text[CAM_CONTACT_EXTRA]);
  own = cam_contact_groups_filter_extra (groups, stored->text[CAM_CONTACT_EXTRA]);
  return !cam_contact_extra_is_same (value, own);
}

/* A place that somebody gave the address here stays. */
static void
compare_place (const CamContactEntry *entry,
               CamContactChange      *change)
{
  const CamContactMore *address = cam_contact_entry_get_address (entry);

  if (entry->table != CAM_CONTACT_ORGANISATION || address == NULL || !address->has_point)
    return;
  for (guint i = 0; i < change->stored->more->len; i++)
    {
      const CamContactMore *own = g_ptr_array_index (change->stored->more, i);

      if (!g_str_equal (own->kind, "address") || !is_same_address (own, address))
        continue;
      if (!own->has_point && own->uuid != NULL)
        change->place = own;
      return;
    }
}

static gboolean
is_changed (const CamContactEntry *entry,
            const CamContactEntry *stored,
            CamContactBook        *book,
            CamContactText         text)
{
  const char *value = entry->text[text], *own = stored->text[text];

  if (text == CAM_CONTACT_EXTRA)
    return is_extra_changed (entry, stored, book);
  if (value == NULL || cam_contact_text_get_column (text, entry->table) == NULL || g_strcmp0 (value, own) == 0)
    return FALSE;
  if (text == CAM_CONTACT_UID)
    return own == NULL && !is_own_uid (stored, value);
  if (text == CAM_CONTACT_NAME && own != NULL)
    {
      g_autofree char *a = cam_name_fold (value);
      g_autofree char *b = cam_name_fold (own);

      /* Found by its names, it has several; and accents are not lost to a program that has none. */
      return entry->text[CAM_CONTACT_UID] != NULL && entry->table == CAM_CONTACT_PERSON && !g_str_equal (a, b);
    }
  return text != CAM_CONTACT_PHONE && text != CAM_CONTACT_EMAIL;
}

static void
compare_organisation (const CamContactEntry *entry,
                      CamContactBook        *book,
                      CamContactChange      *change)
{
  const CamContactEntry *found = NULL;

  if (entry->organisation == NULL)
    return;
  found = cam_contact_book_find_organisation (book, entry->organisation);
  change->makes_organisation = found == NULL;
  change->organisation = change->stored == NULL || found == NULL
                         || g_strcmp0 (change->stored->organisation_uuid, found->uuid) != 0;
}

static gboolean
compare_picture (const CamContactEntry  *entry,
                 CamContactSelect        select,
                 gpointer                source,
                 CamContactChange       *change,
                 GError                **error)
{
  g_autoptr (GBytes) own = NULL;
  g_autoptr (GError) local = NULL;

  change->picture = entry->picture != NULL;
  if (entry->picture == NULL || change->stored == NULL)
    return TRUE;
  own = cam_contact_load_picture (change->stored, select, source, NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  change->picture = own == NULL || !g_bytes_equal (own, entry->picture);
  return TRUE;
}

gboolean
cam_contact_compare (const CamContactEntry  *entry,
                     CamContactBook         *book,
                     CamContactSelect        select,
                     gpointer                source,
                     CamContactChange       *change,
                     GError                **error)
{
  const CamContactEntry *stored = cam_contact_book_find (book, entry);
  g_autoptr (GPtrArray) joins = NULL;

  memset (change, 0, sizeof *change);
  if (stored != NULL && stored->line != 0)
    {
      change->is_twin = TRUE;
      change->twin_line = stored->line;
      return TRUE;
    }
  change->stored = stored;
  joins = cam_contact_groups_list_joins (cam_contact_book_get_groups (book), entry, stored);
  change->groups = joins != NULL;
  compare_organisation (entry, book, change);
  if (stored == NULL)
    {
      change->picture = entry->picture != NULL;
      return TRUE;
    }
  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    if (is_changed (entry, stored, book, i))
      change->texts |= 1u << i;
  compare_contacts (entry, change);
  compare_place (entry, change);
  change->do_not_contact = entry->do_not_contact && !stored->do_not_contact;
  return compare_picture (entry, select, source, change, error);
}

gboolean
cam_contact_change_is_any (const CamContactChange *self)
{
  return !self->is_twin && (self->stored == NULL || self->texts != 0 || self->organisation || self->do_not_contact || self->picture
                            || self->groups || self->place != NULL
                            || self->further[0] || self->further[1] || self->more[0] != 0 || self->more[1] != 0);
}

gboolean
cam_contact_change_has_more (const CamContactChange *self,
                             guint                   i)
{
  return self->stored == NULL || (self->more[i / 64] >> (i % 64) & 1) != 0;
}

void
cam_contact_book_note (CamContactBook        *book,
                       const CamContactEntry *entry,
                       const char            *uuid)
{
  CamContactEntry *copy = cam_contact_entry_new (entry->table);

  copy->line = entry->line;
  copy->uuid = uuid != NULL ? g_strdup (uuid) : g_strdup_printf ("line %u", entry->line);
  for (guint i = 0; i < CAM_CONTACT_EXTRA; i++)
    copy->text[i] = g_strdup (entry->text[i]);
  copy->organisation = g_strdup (entry->organisation);
  for (guint i = 0; i < entry->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (entry->more, i);

      cam_contact_entry_add (copy, more->kind, NULL, more->value, NULL);
    }
  cam_contact_book_take (book, copy);
}

const char *
cam_contact_book_note_organisation (CamContactBook *book,
                                    const char     *name,
                                    const char     *uuid)
{
  CamContactEntry *made = cam_contact_entry_new (CAM_CONTACT_ORGANISATION);

  made->uuid = uuid != NULL ? g_strdup (uuid) : g_strconcat ("made ", name, NULL);
  cam_contact_entry_set (made, CAM_CONTACT_NAME, name);
  cam_contact_book_take (book, made);
  return made->uuid;
}
