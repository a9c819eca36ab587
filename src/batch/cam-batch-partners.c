/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-contact-export.h"
#include "cam-contact-import.h"
#include "cam-input-file.h"
#include "cam-period.h"
#include "cam-privacy.h"

/* More than these say nothing new to a person. */
#define MAX_SHOWN 50

static gboolean
is_table (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ".csv") || g_str_has_suffix (small, ".tsv");
}

static CamContactImport *
read_file (CamBatch    *batch,
           const char  *path,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamContactImport) import = NULL;

  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that the partners are to go into.", shown);
      return NULL;
    }
  bytes = cam_input_read (path, error);
  if (bytes == NULL)
    return NULL;
  import = is_table (path) ? cam_contact_import_new_table (batch->store, bytes, NULL) : cam_contact_import_new (batch->store, bytes);
  if (!cam_contact_import_preview (import, error))
    return NULL;
  return g_steal_pointer (&import);
}

static guint
count_useful (CamContactImport *import)
{
  return cam_contact_import_get_count (import, CAM_IMPORT_NEW) + cam_contact_import_get_count (import, CAM_IMPORT_CHANGED);
}

/* A file of which nothing at all can be used is refused with its first reason. */
static gboolean
check_has_use (CamContactImport  *import,
               const char        *path,
               GError           **error)
{
  g_autoptr (CamContactItem) first = g_list_model_get_item (G_LIST_MODEL (import), 0);
  g_autofree char *shown = g_filename_display_basename (path);

  if (count_useful (import) + cam_contact_import_get_count (import, CAM_IMPORT_SAME) > 0)
    return TRUE;
  if (first == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” has nobody in it.", shown);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "Nothing in “%s” can be imported; the first reason, in line %u: %s",
                 shown, cam_contact_item_get_line (first), cam_contact_item_get_reason (first));
  return FALSE;
}

static gboolean
is_odd (CamContactItem *item)
{
  return cam_contact_item_get_verdict (item) != CAM_IMPORT_PROBLEM && *cam_contact_item_get_odd (item) != '\0';
}

static gboolean
is_changed (CamContactItem *item)
{
  return cam_contact_item_get_verdict (item) == CAM_IMPORT_CHANGED;
}

static gboolean
is_problem (CamContactItem *item)
{
  return cam_contact_item_get_verdict (item) == CAM_IMPORT_PROBLEM;
}

static const char *
get_sentence (CamContactItem *item,
              gboolean      (*is_meant) (CamContactItem *item))
{
  return is_meant == is_odd ? cam_contact_item_get_odd (item) : cam_contact_item_get_reason (item);
}

static void
tell_items_json (CamBatch         *batch,
                 CamContactImport *import,
                 const char       *name,
                 gboolean        (*is_meant) (CamContactItem *item))
{
  json_builder_set_member_name (batch->builder, name);
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (!is_meant (item))
        continue;
      json_builder_begin_object (batch->builder);
      cam_batch_add_integer (batch, "line", cam_contact_item_get_line (item));
      cam_batch_add_text (batch, "name", cam_contact_item_get_name (item));
      cam_batch_add_text (batch, "reason", get_sentence (item, is_meant));
      json_builder_end_object (batch->builder);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_import_as_json (CamBatch         *batch,
                     CamContactImport *import,
                     const char       *path)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  cam_batch_add_integer (batch, "new", cam_contact_import_get_count (import, CAM_IMPORT_NEW));
  cam_batch_add_integer (batch, "changed", cam_contact_import_get_count (import, CAM_IMPORT_CHANGED));
  cam_batch_add_integer (batch, "same", cam_contact_import_get_count (import, CAM_IMPORT_SAME));
  cam_batch_add_integer (batch, "problem", cam_contact_import_get_count (import, CAM_IMPORT_PROBLEM));
  cam_batch_add_integer (batch, "further_organisations", cam_contact_import_get_n_organisations (import));
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  tell_items_json (batch, import, "changes", is_changed);
  tell_items_json (batch, import, "odd", is_odd);
  tell_items_json (batch, import, "problems", is_problem);
  json_builder_end_object (batch->builder);
}

static void
tell_items (CamBatch         *batch,
            CamContactImport *import,
            gboolean        (*is_meant) (CamContactItem *item))
{
  guint n_meant = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (is_meant (item) && n_meant++ < MAX_SHOWN)
        g_string_append_printf (batch->out, "  line %u, %s: %s\n", cam_contact_item_get_line (item), cam_contact_item_get_name (item),
                                get_sentence (item, is_meant));
    }
  if (n_meant > MAX_SHOWN)
    g_string_append_printf (batch->out, "  … and %u more, which --json tells\n", n_meant - MAX_SHOWN);
}

static void
tell_import_as_text (CamBatch         *batch,
                     CamContactImport *import,
                     const char       *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  guint n_organisations = cam_contact_import_get_n_organisations (import);

  g_string_append_printf (batch->out, "%s%s: %u new, %u changed, %u the same, %u with a problem\n", shown,
                          batch->dry_run ? " (nothing written)" : "",
                          cam_contact_import_get_count (import, CAM_IMPORT_NEW),
                          cam_contact_import_get_count (import, CAM_IMPORT_CHANGED),
                          cam_contact_import_get_count (import, CAM_IMPORT_SAME),
                          cam_contact_import_get_count (import, CAM_IMPORT_PROBLEM));
  if (n_organisations > 0)
    g_string_append_printf (batch->out, "Organisations that people in it work for, and that are new: %u.\n", n_organisations);
  tell_items (batch, import, is_changed);
  tell_items (batch, import, is_odd);
  tell_items (batch, import, is_problem);
}

static gboolean
apply (CamBatch          *batch,
       CamContactImport  *import,
       const char        *path,
       GError           **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *source = cam_contact_import_dup_source (import, shown);
  g_autofree char *label = g_strdup_printf ("Import partners from %s", source);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  const CamContactBasis basis = { .basis = cam_lawful_basis_to_text (cam_lawful_basis_from_text (batch->basis)), .source = source,
                                  .collected_on = today };

  return cam_contact_import_apply (import, label, &basis, error);
}

/* Words that are no basis would stand in the file as if somebody had thought about it. */
static gboolean
check_basis (CamBatch  *batch,
             GError   **error)
{
  g_autofree char *shown = batch->basis != NULL ? g_utf8_make_valid (batch->basis, -1) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (shown == NULL || cam_lawful_basis_to_text (cam_lawful_basis_from_text (shown)) != NULL)
    return TRUE;
  for (guint i = CAM_BASIS_CONSENT; i < CAM_BASIS_OTHER; i++)
    g_string_append_printf (names, "%s“%s”", i == CAM_BASIS_CONSENT ? "" : i + 1 < CAM_BASIS_OTHER ? ", " : " or ",
                            cam_lawful_basis_to_text ((CamLawfulBasis) i));
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s” is no lawful basis; say %s.", shown, names->str);
  return FALSE;
}

/* As with events: read and compared on a connection that can only look, then once more on the one that writes. */
static gboolean
import_partners (CamBatch    *batch,
                 const char  *path,
                 GError     **error)
{
  g_autoptr (CamContactImport) import = NULL;

  if (!check_basis (batch, error) || !cam_batch_open_to_read (batch, error))
    return FALSE;
  import = read_file (batch, path, error);
  if (import == NULL || !check_has_use (import, path, error))
    return FALSE;
  if (!batch->dry_run && count_useful (import) > 0)
    {
      g_clear_object (&import);
      if (!cam_batch_open_to_write (batch, error))
        return FALSE;
      import = read_file (batch, path, error);
      if (import == NULL || !apply (batch, import, path, error))
        return FALSE;
    }
  if (batch->json)
    tell_import_as_json (batch, import, path);
  else
    tell_import_as_text (batch, import, path);
  return TRUE;
}

/* Before there is a group of that name, "CRG" is who is marked so. */
static gboolean
find_group (CamBatch                 *batch,
            CamContactExportOptions  *options,
            char                    **uuid,
            GError                  **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *word = batch->group != NULL ? g_utf8_make_valid (batch->group, -1) : NULL;

  if (word == NULL)
    return TRUE;
  *uuid = cam_contact_export_find_group (batch->store, word, &local);
  options->group_uuid = *uuid;
  options->crg = *uuid == NULL && g_error_matches (local, CAM_ERROR, CAM_ERROR_NOT_FOUND) && g_ascii_strcasecmp (word, "crg") == 0;
  if (*uuid != NULL || options->crg)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
export_partners (CamBatch    *batch,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  CamContactExportOptions options = { .today = today, .restricted = batch->restricted, .bom = batch->bom };
  CamContactExportCounts counts = { 0 };
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *group = NULL;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that the partners are in; name another one.", shown);
      return FALSE;
    }
  if (!find_group (batch, &options, &group, error) || !cam_contact_export (batch->store, path, &options, &counts, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "file", shown);
      cam_batch_add_integer (batch, "people", counts.people);
      cam_batch_add_integer (batch, "organisations", counts.organisations);
      cam_batch_add_integer (batch, "restricted_left_out", counts.restricted);
      json_builder_end_object (batch->builder);
      return TRUE;
    }
  g_string_append_printf (batch->out, "Wrote %u people and %u organisations to “%s”.\n", counts.people, counts.organisations, shown);
  if (counts.restricted > 0)
    g_string_append_printf (batch->out, "People who are restricted are left out: %u.\n", counts.restricted);
  return TRUE;
}

gboolean
cam_batch_partners (CamBatch  *batch,
                    GError   **error)
{
  const char *what = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);

  if (g_str_equal (what, "export") && !batch->dry_run && batch->basis == NULL)
    return export_partners (batch, path, error);
  if (g_str_equal (what, "import") && batch->group == NULL && !batch->restricted && !batch->bom)
    return import_partners (batch, path, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       g_str_equal (what, "export") ? "--dry-run and --basis are for imports."
                       : g_str_equal (what, "import") ? "--group, --restricted and --bom are for exports."
                                                      : "Partners can be imported or exported: say “import” or “export”.");
  return FALSE;
}
