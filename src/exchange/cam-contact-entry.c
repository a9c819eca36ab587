/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-private.h"

#include "cam-email.h"
#include "cam-phone.h"

#include <glib/gi18n-lib.h>

/* Nobody has more, and a file may hold anything. */
#define MAX_MORE 100

static const struct
{
  const char *columns[2];   /* of people, of organisations */
  const char *label;
} texts[CAM_CONTACT_N_TEXTS] = {
  [CAM_CONTACT_NAME] = { { "name", "name" }, N_("name") },
  [CAM_CONTACT_JOB_TITLE] = { { "job_title", NULL }, N_("job title") },
  [CAM_CONTACT_PHONE] = { { "phone", "phone" }, N_("phone") },
  [CAM_CONTACT_EMAIL] = { { "email", "email" }, N_("e-mail") },
  [CAM_CONTACT_ADDRESS] = { { "address", NULL }, N_("address") },
  [CAM_CONTACT_POSTCODE] = { { "postcode", NULL }, N_("postcode") },
  [CAM_CONTACT_WEBSITE] = { { NULL, "website" }, N_("website") },
  [CAM_CONTACT_NOTE] = { { "note", "note" }, N_("note") },
  [CAM_CONTACT_LANGUAGES] = { { "languages", NULL }, N_("languages") },
  [CAM_CONTACT_SHORT_NAME] = { { NULL, "short_name" }, N_("short name") },
  [CAM_CONTACT_OTHER_NAMES] = { { NULL, "other_names" }, N_("other names") },
  [CAM_CONTACT_SECTOR] = { { NULL, "sector" }, N_("sector") },
  [CAM_CONTACT_OFFERS] = { { NULL, "offers" }, N_("what they offer") },
  [CAM_CONTACT_UID] = { { "vcard_uid", "vcard_uid" }, N_("identity in contact files") },
  [CAM_CONTACT_EXTRA] = { { "vcard_extra", "vcard_extra" }, N_("further entries of the card") },
};

static void
more_free (gpointer data)
{
  CamContactMore *self = data;

  g_free (self->label);
  g_free (self->value);
  g_free (self->postcode);
  g_free (self->uuid);
  g_free (self);
}

CamContactEntry *
cam_contact_entry_new (CamContactTable table)
{
  CamContactEntry *self = g_new0 (CamContactEntry, 1);

  self->table = table;
  self->more = g_ptr_array_new_with_free_func (more_free);
  self->odd = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cam_contact_entry_free (CamContactEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    g_free (self->text[i]);
  g_ptr_array_unref (self->more);
  g_free (self->organisation);
  g_free (self->organisation_uuid);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_clear_pointer (&self->memberships, g_array_unref);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->reason);
  g_ptr_array_unref (self->odd);
  g_free (self);
}

const char *
cam_contact_text_get_column (CamContactText  text,
                             CamContactTable table)
{
  return texts[text].columns[table];
}

const char *
cam_contact_text_get_label (CamContactText text)
{
  return _(texts[text].label);
}

char *
cam_contact_clean (const char *text)
{
  g_autofree char *clean = g_strdup (text);
  char *to = clean;

  for (const char *at = text; *at != '\0'; at++)
    if (((guchar) *at >= ' ' && *at != '\177') || *at == '\t' || *at == '\n')
      *to++ = *at;
  *to = '\0';
  return g_strstrip (g_steal_pointer (&clean));
}

void
cam_contact_entry_set (CamContactEntry *self,
                       CamContactText   text,
                       const char      *value)
{
  g_autofree char *clean = value != NULL ? cam_contact_clean (value) : NULL;

  g_clear_pointer (&self->text[text], g_free);
  if (clean != NULL && *clean != '\0')
    self->text[text] = g_steal_pointer (&clean);
}

gboolean
cam_contact_entry_add (CamContactEntry *self,
                       const char      *kind,
                       const char      *label,
                       const char      *value,
                       const char      *postcode)
{
  g_autofree char *clean = value != NULL ? cam_contact_clean (value) : NULL;
  CamContactMore *more = NULL;

  if (clean == NULL || *clean == '\0' || self->more->len >= MAX_MORE)
    return FALSE;
  for (guint i = 0; i < self->more->len; i++)
    {
      const CamContactMore *other = g_ptr_array_index (self->more, i);

      if (g_str_equal (other->kind, kind) && g_str_equal (other->value, clean))
        return FALSE;
    }
  more = g_new0 (CamContactMore, 1);
  more->kind = kind;
  more->label = label != NULL && *label != '\0' ? g_strdup (label) : NULL;
  more->value = g_steal_pointer (&clean);
  more->postcode = postcode != NULL && *postcode != '\0' ? g_strdup (postcode) : NULL;
  g_ptr_array_add (self->more, more);
  return TRUE;
}

void
cam_contact_entry_add_category (CamContactEntry *self,
                                const char      *name)
{
  g_autofree char *clean = cam_contact_clean (name);

  if (*clean == '\0')
    return;
  if (self->categories == NULL)
    self->categories = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (self->categories, clean, g_str_equal, NULL))
    g_ptr_array_add (self->categories, g_steal_pointer (&clean));
}

CamContactMore *
cam_contact_entry_get_address (const CamContactEntry *self)
{
  for (guint i = 0; i < self->more->len; i++)
    if (g_str_equal (((CamContactMore *) g_ptr_array_index (self->more, i))->kind, "address"))
      return g_ptr_array_index (self->more, i);
  return NULL;
}

void
cam_contact_entry_add_odd (CamContactEntry *self,
                           const char      *sentence)
{
  for (guint i = 0; i < self->odd->len; i++)
    if (g_str_equal (g_ptr_array_index (self->odd, i), sentence))
      return;
  g_ptr_array_add (self->odd, g_strdup (sentence));
}

/* Small letters, without what stands between them. */
static char *
fold_words (const char *text)
{
  g_autofree char *small = g_utf8_casefold (text, -1);
  GString *folded = g_string_new (NULL);

  for (const char *at = small; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (folded, g_utf8_get_char (at));
  return g_string_free_and_steal (folded);
}

char *
cam_contact_fold_value (const char *kind,
                        const char *value)
{
  char *folded = NULL;

  if (g_str_equal (kind, "phone"))
    folded = cam_phone_fold (value);
  else if (g_str_equal (kind, "email"))
    folded = cam_email_fold (value);
  return folded != NULL ? folded : fold_words (value);
}
