/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-lines.h"

#include "cam-contact-export.h"
#include "cam-contact-import.h"
#include "cam-input-file.h"
#include "cam-period.h"
#include "cam-privacy.h"

static GListModel *
read_import (CamBatch    *batch,
             const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  g_autoptr (CamContactImport) import = cam_batch_is_table (path) ? cam_contact_import_new_table (batch->store, bytes, NULL)
                                                                  : cam_contact_import_new (batch->store, bytes);

  return cam_file_import_preview (CAM_FILE_IMPORT (import), error) ? G_LIST_MODEL (g_steal_pointer (&import)) : NULL;
}

static guint
get_count (GListModel       *import,
           CamImportVerdict  verdict)
{
  return cam_file_import_get_count (CAM_FILE_IMPORT (import), verdict);
}

static void
tell_more (CamBatch   *batch,
           GListModel *import)
{
  guint n_organisations = cam_contact_import_get_n_organisations (CAM_CONTACT_IMPORT (import));

  if (batch->json)
    cam_batch_add_integer (batch, "further_organisations", n_organisations);
  else if (n_organisations > 0)
    g_string_append_printf (batch->out, "Organisations that people in it work for, and that are new: %u.\n", n_organisations);
}

static gboolean
apply (CamBatch    *batch,
       GListModel  *import,
       const char  *path,
       GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *source = cam_contact_import_dup_source (CAM_CONTACT_IMPORT (import), shown);
  g_autofree char *label = g_strdup_printf ("Import partners from %s", source);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  const CamContactBasis basis = { .basis = cam_lawful_basis_to_text (cam_lawful_basis_from_text (batch->basis)), .source = source,
                                  .collected_on = today };

  return cam_contact_import_apply (CAM_CONTACT_IMPORT (import), label, &basis, error);
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

static gboolean
import_partners (CamBatch    *batch,
                 const char  *path,
                 GError     **error)
{
  static const CamBatchLines lines = {
    .whose = "the partners",
    .nothing = "nobody",
    .changes = "changes",
    .members = { "name" },
    .has_odd = TRUE,
    .n_shown = 1,
    .read = read_import,
    .get_count = get_count,
    .apply = apply,
    .tell_more = tell_more,
  };

  return check_basis (batch, error) && cam_batch_import_lines (batch, path, &lines, error);
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
