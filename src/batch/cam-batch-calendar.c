/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-events.h"
#include "cam-batch-lines.h"

#include "cam-atlas.h"
#include "cam-event-export.h"
#include "cam-event-import.h"
#include "cam-input-file.h"
#include "cam-period.h"

static GListModel *
read_import (CamBatch    *batch,
             const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  g_autoptr (CamEventImport) import = cam_batch_is_table (path) ? cam_event_import_new_table (batch->store, bytes, NULL)
                                                                : cam_event_import_new (batch->store, bytes);

  return cam_file_import_preview (CAM_FILE_IMPORT (import), error) ? G_LIST_MODEL (g_steal_pointer (&import)) : NULL;
}

static guint
get_count (GListModel       *import,
           CamImportVerdict  verdict)
{
  return cam_file_import_get_count (CAM_FILE_IMPORT (import), verdict);
}

static void
tell_head (CamBatch   *batch,
           GListModel *import)
{
  cam_batch_add_text (batch, "calendar", cam_event_import_get_name (CAM_EVENT_IMPORT (import)));
}

static void
tell_more (CamBatch   *batch,
           GListModel *import)
{
  guint n_people = cam_event_import_get_n_people (CAM_EVENT_IMPORT (import));

  if (batch->json)
    cam_batch_add_integer (batch, "people_left_out", n_people);
  else if (n_people > 0)
    g_string_append_printf (batch->out, "Organisers and guests are left out: %u.\n", n_people);
}

static gboolean
apply (CamBatch    *batch,
       GListModel  *import,
       const char  *path,
       GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *label = g_strdup_printf ("Import events from %s", shown);

  return cam_file_import_apply (CAM_FILE_IMPORT (import), label, error);
}

static gboolean
import_events (CamBatch    *batch,
               const char  *path,
               GError     **error)
{
  static const CamBatchLines lines = {
    .whose = "the events",
    .nothing = "no events",
    .changes = "changes",
    .members = { "name", "time" },
    .has_odd = TRUE,
    .n_shown = 1,
    .read = read_import,
    .get_count = get_count,
    .apply = apply,
    .tell_head = tell_head,
    .tell_more = tell_more,
  };

  return cam_batch_import_lines (batch, path, &lines, error);
}

static gboolean
read_day (const char  *text,
          guint32     *day,
          GError     **error)
{
  g_autofree char *shown = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  *day = cam_day_from_text (text);
  if (text == NULL || *day != 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s” is no day; write it like 2026-03-31.", shown);
  return FALSE;
}

static gboolean
write_file (CamBatch              *batch,
            const char            *path,
            CamEventExportOptions *options,
            CamEventExportCounts  *counts,
            GError               **error)
{
  g_autofree char *area = NULL;
  g_autoptr (CamAtlas) atlas = NULL;

  if (batch->area != NULL)
    {
      area = cam_batch_find_area (batch, batch->area, error);
      atlas = area != NULL ? cam_atlas_new (batch->store) : NULL;
      if (atlas == NULL || !cam_atlas_load (atlas, error))
        return FALSE;
      options->area_uuid = area;
      options->locate = cam_atlas_locate;
      options->locate_data = atlas;
    }
  return cam_event_export (batch->store, path, cam_day_today (), options, counts, error);
}

static gboolean
export_events (CamBatch    *batch,
               const char  *path,
               GError     **error)
{
  CamEventExportOptions options = { .kind = batch->kind, .feed = batch->feed };
  CamEventExportCounts counts = { 0 };
  g_autofree char *shown = g_filename_display_name (path);

  if (!cam_batch_check_kind (batch->kind, error) || !read_day (batch->from, &options.from, error) || !read_day (batch->to, &options.to, error)
      || !cam_batch_open_to_read (batch, error))
    return FALSE;
  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that the events are in; name another one.", shown);
      return FALSE;
    }
  if (!write_file (batch, path, &options, &counts, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "file", shown);
      cam_batch_add_integer (batch, "events", counts.events);
      cam_batch_add_integer (batch, "dates", counts.dates);
      json_builder_end_object (batch->builder);
    }
  else if (counts.dates > 0)
    g_string_append_printf (batch->out, "Wrote %u dates of %u events to “%s”.\n", counts.dates, counts.events, shown);
  else
    g_string_append_printf (batch->out, "Wrote %u events to “%s”.\n", counts.events, shown);
  return TRUE;
}

gboolean
cam_batch_events (CamBatch  *batch,
                  GError   **error)
{
  const char *what = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);

  if (g_str_equal (what, "export") && !batch->dry_run)
    return export_events (batch, path, error);
  if (g_str_equal (what, "import") && batch->from == NULL && batch->to == NULL && batch->area == NULL && batch->kind == NULL
      && !batch->feed)
    return import_events (batch, path, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       g_str_equal (what, "export") ? "--dry-run is for imports."
                       : g_str_equal (what, "import") ? "--from, --to, --area, --kind and --feed are for exports."
                                                      : "Events can be imported or exported: say “import” or “export”.");
  return FALSE;
}
