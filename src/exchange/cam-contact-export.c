/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-export.h"

#include "cam-contact-private.h"
#include "cam-csv-writer.h"
#include "cam-file-import.h"
#include "cam-output-file.h"
#include "cam-picture.h"
#include "cam-vcard-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The main thread reads, between frames; a thread makes the file. */

#define SLICE_US 5000

typedef struct
{
  char                    *path;
  gboolean                 is_table;
  CamContactExportOptions  options;
  char                    *group_uuid;
  char                    *today;
  GHashTable              *wanted;      /* uuids; NULL: all */
  gboolean                 has_wanted;
  CamContactBook          *book;
  gboolean                 has_book;
  GPtrArray               *chosen;      /* (element-type CamContactEntry) */
  guint                    n_pictures;  /* so many were looked for */
  CamContactExportCounts   counts;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_free (self->path);
  g_free (self->group_uuid);
  g_free (self->today);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_ptr_array_unref (self->chosen);
  cam_contact_book_free (self->book);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static Export *
export_new (const char                     *path,
            const CamContactExportOptions  *options,
            GError                        **error)
{
  g_autofree char *small = g_ascii_strdown (path, -1);
  gboolean is_table = g_str_has_suffix (small, ".csv");
  Export *self = NULL;

  if (!is_table && !g_str_has_suffix (small, ".vcf"))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, _("Contacts are written as .vcf or .csv; end the name with one of these."));
      return NULL;
    }
  self = g_new0 (Export, 1);
  self->path = g_strdup (path);
  self->is_table = is_table;
  if (options != NULL)
    self->options = *options;
  self->group_uuid = g_strdup (self->options.group_uuid);
  self->today = g_strdup (self->options.today);
  if (self->options.uuids != NULL)
    {
      self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; self->options.uuids[i] != NULL; i++)
        g_hash_table_add (self->wanted, g_strdup (self->options.uuids[i]));
    }
  self->chosen = g_ptr_array_new ();
  self->book = cam_contact_book_new ();
  cam_contact_book_set_today (self->book, self->today);
  return self;
}

static gboolean
add_uuids (CamStore        *store,
           GHashTable      *uuids,
           const char      *table,
           const char      *column,
           const char      *clause,
           const CamValue  *params,
           guint            n_params,
           GError         **error)
{
  const char *columns[] = { column, NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, params, n_params, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (cam_cursor_get_text (cursor, 0) != NULL)
      g_hash_table_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Who belongs to the group; of who was asked for, those. */
static gboolean
find_wanted (Export    *self,
             CamStore  *store,
             GError   **error)
{
  static const char of_group[] = "WHERE deleted = 0 AND group_uuid = ?1 AND (?2 IS NULL OR ((starts_on IS NULL OR starts_on <= ?2)"
                                 " AND (ends_on IS NULL OR ends_on >= ?2)))";
  const CamValue params[] = { cam_text (self->group_uuid), cam_text (self->today) };
  g_autoptr (GHashTable) members = NULL;

  if (self->group_uuid == NULL && !self->options.crg)
    return TRUE;
  members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self->group_uuid != NULL
      && (!add_uuids (store, members, "group_organisation", "organisation_uuid", of_group, params, 2, error)
          || !add_uuids (store, members, "group_person", "person_uuid", of_group, params, 2, error)))
    return FALSE;
  if (self->options.crg
      && (!add_uuids (store, members, "organisation", "uuid", "WHERE deleted = 0 AND crg = 1", NULL, 0, error)
          || !add_uuids (store, members, "person", "uuid", "WHERE deleted = 0 AND team_role IN ('crg_chair', 'crg_member')", NULL, 0,
                         error)))
    return FALSE;
  if (self->wanted != NULL)
    {
      GHashTableIter iter;
      gpointer uuid = NULL;

      g_hash_table_iter_init (&iter, members);
      while (g_hash_table_iter_next (&iter, &uuid, NULL))
        if (!g_hash_table_contains (self->wanted, uuid))
          g_hash_table_iter_remove (&iter);
      g_hash_table_unref (self->wanted);
    }
  self->wanted = g_steal_pointer (&members);
  return TRUE;
}

static void
choose (Export          *self,
        CamContactTable  table)
{
  GPtrArray *entries = cam_contact_book_list (self->book, table);

  for (guint i = 0; i < entries->len; i++)
    {
      CamContactEntry *entry = g_ptr_array_index (entries, i);

      if (self->wanted != NULL && !g_hash_table_contains (self->wanted, entry->uuid))
        continue;
      if (entry->restricted && !self->options.restricted)
        {
          self->counts.restricted++;
          continue;
        }
      if (!self->is_table)
        cam_contact_groups_name (cam_contact_book_get_groups (self->book), entry);
      g_ptr_array_add (self->chosen, entry);
      if (table == CAM_CONTACT_PERSON)
        self->counts.people++;
      else
        self->counts.organisations++;
    }
}

static gboolean
load_picture (CamStore         *store,
              CamContactEntry  *entry,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) picture = cam_contact_load_picture (entry, cam_file_import_select, store, NULL, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (picture == NULL || cam_picture_get_media_type (picture) == NULL)
    return TRUE;
  entry->media = cam_picture_get_media_type (picture);
  entry->picture = g_steal_pointer (&picture);
  return TRUE;
}

/* A little of it. */
static gboolean
read_some (Export    *self,
           CamStore  *store,
           gboolean  *done,
           GError   **error)
{
  *done = FALSE;
  if (!self->has_wanted)
    {
      self->has_wanted = TRUE;
      return find_wanted (self, store, error);
    }
  if (!self->has_book)
    {
      if (!cam_contact_book_load_some (self->book, cam_file_import_select, store, &self->has_book, error))
        return FALSE;
      if (self->has_book && !self->options.no_organisations)
        choose (self, CAM_CONTACT_ORGANISATION);
      if (self->has_book && !self->options.no_people)
        choose (self, CAM_CONTACT_PERSON);
      return TRUE;
    }
  *done = self->is_table || self->n_pictures == self->chosen->len;
  return *done || load_picture (store, g_ptr_array_index (self->chosen, self->n_pictures++), error);
}

static char *
join_more (const CamContactEntry *entry,
           const char            *kind,
           const char            *first)
{
  g_autoptr (GString) text = g_string_new (first);

  for (guint i = 0; i < entry->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (entry->more, i);

      /* One that has a semicolon in it would come back as two. */
      g_autofree char *value = g_strdelimit (g_strdup (more->value), ";", ',');

      if (g_str_equal (more->kind, kind))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", value);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
append_place (GString               *line,
              const CamContactEntry *entry)
{
  const CamContactMore *first = NULL;

  if (entry->table == CAM_CONTACT_PERSON)
    {
      cam_csv_append_text (line, entry->text[CAM_CONTACT_ADDRESS]);
      cam_csv_append_text (line, entry->text[CAM_CONTACT_POSTCODE]);
      return;
    }
  for (guint i = 0; i < entry->more->len && first == NULL; i++)
    if (g_str_equal (((CamContactMore *) g_ptr_array_index (entry->more, i))->kind, "address"))
      first = g_ptr_array_index (entry->more, i);
  cam_csv_append_text (line, first != NULL ? first->value : NULL);
  cam_csv_append_text (line, first != NULL ? first->postcode : NULL);
}

static void
append_line (GString               *text,
             const CamContactEntry *entry)
{
  static const CamContactText last[] = { CAM_CONTACT_SECTOR, CAM_CONTACT_SHORT_NAME, CAM_CONTACT_OTHER_NAMES, CAM_CONTACT_OFFERS,
                                         CAM_CONTACT_LANGUAGES, CAM_CONTACT_NOTE };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *phones = join_more (entry, "phone", NULL);
  g_autofree char *emails = join_more (entry, "email", NULL);
  g_autofree char *websites = join_more (entry, "website", entry->text[CAM_CONTACT_WEBSITE]);

  cam_csv_append_text (line, entry->table == CAM_CONTACT_PERSON ? "person" : "organisation");
  cam_csv_append_text (line, entry->text[CAM_CONTACT_NAME]);
  cam_csv_append_text (line, entry->organisation);
  cam_csv_append_text (line, entry->text[CAM_CONTACT_JOB_TITLE]);
  cam_csv_append_text (line, entry->text[CAM_CONTACT_EMAIL]);
  cam_csv_append_text (line, emails);
  cam_csv_append_text (line, entry->text[CAM_CONTACT_PHONE]);
  cam_csv_append_text (line, phones);
  append_place (line, entry);
  cam_csv_append_text (line, websites);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    cam_csv_append_text (line, entry->text[last[i]]);
  cam_csv_append_text (line, entry->do_not_contact ? "yes" : NULL);
  cam_csv_append_text (line, entry->text[CAM_CONTACT_UID] != NULL ? entry->text[CAM_CONTACT_UID] : entry->uuid);
  cam_csv_end_line (line);
  g_string_append_len (text, line->str, (gssize) line->len);
}

static GBytes *
make_table (Export *self)
{
  static const char *const names[] = { "kind", "name", "organisation", "job_title", "email", "other_emails", "phone", "other_phones",
                                       "address", "postcode", "website", "sector", "short_name", "other_names", "offers", "languages",
                                       "note", "do_not_contact", "uid" };
  GString *text = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cam_csv_append_text (line, names[i]);
  cam_csv_end_line (line);
  if (self->options.bom)
    g_string_append (text, "\xef\xbb\xbf");
  g_string_append_len (text, line->str, (gssize) line->len);
  for (guint i = 0; i < self->chosen->len; i++)
    append_line (text, g_ptr_array_index (self->chosen, i));
  return g_string_free_to_bytes (text);
}

static GBytes *
make_cards (Export *self)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_vcard_free);

  for (guint i = 0; i < self->chosen->len; i++)
    g_ptr_array_add (cards, cam_contact_entry_to_card (g_ptr_array_index (self->chosen, i)));
  return cam_vcard_write (cards, self->options.old_version ? CAM_VCARD_3_0 : CAM_VCARD_4_0);
}

static gboolean
write_file (Export  *self,
            GError **error)
{
  g_autoptr (GBytes) bytes = self->is_table ? make_table (self) : make_cards (self);
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return cam_output_write (self->path, data != NULL ? data : "", length, error);
}

gboolean
cam_contact_export (CamStore                      *store,
                    const char                    *path,
                    const CamContactExportOptions *options,
                    CamContactExportCounts        *counts,
                    GError                       **error)
{
  g_autoptr (Export) self = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store) && path != NULL, FALSE);

  self = export_new (path, options, error);
  if (self == NULL)
    return FALSE;
  while (!done)
    if (!read_some (self, store, &done, error))
      return FALSE;
  if (!write_file (self, error))
    return FALSE;
  if (counts != NULL)
    *counts = self->counts;
  return TRUE;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GTask *outer = task_data;
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error) && write_file (g_task_get_task_data (outer), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
read_cb (gpointer user_data)
{
  GTask *task = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean done = FALSE;
  GError *error = NULL;
  g_autoptr (GTask) writing = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (!done && g_get_monotonic_time () < until)
    if (!read_some (g_task_get_task_data (task), g_task_get_source_object (task), &done, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!done)
    return G_SOURCE_CONTINUE;
  /* Without a source: see cam-contact-import.c. */
  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (task));
  g_task_set_source_tag (writing, read_cb);
  g_task_set_task_data (writing, task, NULL);
  g_task_run_in_thread (writing, write_in_thread);
  return G_SOURCE_REMOVE;
}

void
cam_contact_export_async (CamStore                      *store,
                          const char                    *path,
                          const CamContactExportOptions *options,
                          GCancellable                  *cancellable,
                          GAsyncReadyCallback            callback,
                          gpointer                       user_data)
{
  GTask *task = NULL;
  Export *self = NULL;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_STORE (store) && path != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_contact_export_async);
  self = export_new (path, options, &error);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, self, export_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, read_cb, task, g_object_unref);
}

gboolean
cam_contact_export_finish (CamStore                *store,
                           GAsyncResult            *result,
                           CamContactExportCounts  *counts,
                           GError                 **error)
{
  const Export *self = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  self = g_task_get_task_data (G_TASK (result));
  if (counts != NULL && self != NULL)
    *counts = self->counts;
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
cam_contact_export_find_group (CamStore    *store,
                               const char  *word,
                               GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue params[] = { cam_text (word) };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autofree char *uuid = NULL;
  guint n = 0;

  g_return_val_if_fail (CAM_IS_STORE (store) && word != NULL, NULL);

  cursor = cam_store_select (store, "partner_group", columns, "WHERE deleted = 0 AND (uuid = ?1 OR name = ?1 COLLATE NOCASE"
                             " OR short_name = ?1 COLLATE NOCASE) ORDER BY fid", params, 1, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    if (n++ == 0)
      uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (n == 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no group “%s”.", word);
  else if (n > 1)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” could be several groups; name it by its uuid.", word);
  return n == 1 ? g_steal_pointer (&uuid) : NULL;
}
