/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"
#include "cam-batch-events.h"

#include "cam-atlas.h"
#include "cam-event-export.h"
#include "cam-event-import.h"
#include "cam-input-file.h"
#include "cam-period.h"

/* More than these say nothing new to a person. */
#define MAX_SHOWN 50

static gboolean
is_table (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ".csv") || g_str_has_suffix (small, ".tsv");
}

static CamEventImport *
read_file (CamBatch    *batch,
           const char  *path,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamEventImport) import = NULL;

  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that the events are to go into.", shown);
      return NULL;
    }
  bytes = cam_input_read (path, error);
  if (bytes == NULL)
    return NULL;
  import = is_table (path) ? cam_event_import_new_table (batch->store, bytes, NULL) : cam_event_import_new (batch->store, bytes);
  if (!cam_event_import_preview (import, error))
    return NULL;
  return g_steal_pointer (&import);
}

static guint
count_useful (CamEventImport *import)
{
  return cam_event_import_get_count (import, CAM_IMPORT_NEW) + cam_event_import_get_count (import, CAM_IMPORT_CHANGED);
}

/* A file of which nothing at all can be used is refused with its first reason. */
static gboolean
check_has_use (CamEventImport  *import,
               const char      *path,
               GError         **error)
{
  g_autoptr (CamEventItem) first = g_list_model_get_item (G_LIST_MODEL (import), 0);
  g_autofree char *shown = g_filename_display_basename (path);

  if (count_useful (import) + cam_event_import_get_count (import, CAM_IMPORT_SAME) > 0)
    return TRUE;
  if (first == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” has no events in it.", shown);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "Nothing in “%s” can be imported; the first reason, in line %u: %s",
                 shown, cam_event_item_get_line (first), cam_event_item_get_reason (first));
  return FALSE;
}

static gboolean
is_odd (CamEventItem *item)
{
  return cam_event_item_get_verdict (item) != CAM_IMPORT_PROBLEM && *cam_event_item_get_odd (item) != '\0';
}

static gboolean
is_changed (CamEventItem *item)
{
  return cam_event_item_get_verdict (item) == CAM_IMPORT_CHANGED;
}

static gboolean
is_problem (CamEventItem *item)
{
  return cam_event_item_get_verdict (item) == CAM_IMPORT_PROBLEM;
}

static void
tell_items_json (CamBatch       *batch,
                 CamEventImport *import,
                 const char     *name,
                 gboolean      (*is_meant) (CamEventItem *item))
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (import));

  json_builder_set_member_name (batch->builder, name);
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (!is_meant (item))
        continue;
      json_builder_begin_object (batch->builder);
      cam_batch_add_integer (batch, "line", cam_event_item_get_line (item));
      cam_batch_add_text (batch, "name", cam_event_item_get_name (item));
      cam_batch_add_text (batch, "time", cam_event_item_get_time (item));
      cam_batch_add_text (batch, "reason", is_meant == is_odd ? cam_event_item_get_odd (item) : cam_event_item_get_reason (item));
      json_builder_end_object (batch->builder);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_import_as_json (CamBatch       *batch,
                     CamEventImport *import,
                     const char     *path)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  cam_batch_add_text (batch, "calendar", cam_event_import_get_name (import));
  cam_batch_add_integer (batch, "new", cam_event_import_get_count (import, CAM_IMPORT_NEW));
  cam_batch_add_integer (batch, "changed", cam_event_import_get_count (import, CAM_IMPORT_CHANGED));
  cam_batch_add_integer (batch, "same", cam_event_import_get_count (import, CAM_IMPORT_SAME));
  cam_batch_add_integer (batch, "problem", cam_event_import_get_count (import, CAM_IMPORT_PROBLEM));
  cam_batch_add_integer (batch, "people_left_out", cam_event_import_get_n_people (import));
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  tell_items_json (batch, import, "changes", is_changed);
  tell_items_json (batch, import, "odd", is_odd);
  tell_items_json (batch, import, "problems", is_problem);
  json_builder_end_object (batch->builder);
}

static void
tell_items (CamBatch       *batch,
            CamEventImport *import,
            gboolean      (*is_meant) (CamEventItem *item))
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (import));
  guint n_meant = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (is_meant (item) && n_meant++ < MAX_SHOWN)
        g_string_append_printf (batch->out, "  line %u, %s: %s\n", cam_event_item_get_line (item), cam_event_item_get_name (item),
                                is_meant == is_odd ? cam_event_item_get_odd (item) : cam_event_item_get_reason (item));
    }
  if (n_meant > MAX_SHOWN)
    g_string_append_printf (batch->out, "  … and %u more, which --json tells\n", n_meant - MAX_SHOWN);
}

static void
tell_import_as_text (CamBatch       *batch,
                     CamEventImport *import,
                     const char     *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  guint n_people = cam_event_import_get_n_people (import);

  g_string_append_printf (batch->out, "%s%s: %u new, %u changed, %u the same, %u with a problem\n", shown,
                          batch->dry_run ? " (nothing written)" : "",
                          cam_event_import_get_count (import, CAM_IMPORT_NEW),
                          cam_event_import_get_count (import, CAM_IMPORT_CHANGED),
                          cam_event_import_get_count (import, CAM_IMPORT_SAME),
                          cam_event_import_get_count (import, CAM_IMPORT_PROBLEM));
  if (n_people > 0)
    g_string_append_printf (batch->out, "Organisers and guests are left out: %u.\n", n_people);
  tell_items (batch, import, is_changed);
  tell_items (batch, import, is_odd);
  tell_items (batch, import, is_problem);
}

/* As with readings: read and compared on a connection that can only look, then once more on the one that writes. */
static gboolean
import_events (CamBatch    *batch,
               const char  *path,
               GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *label = g_strdup_printf ("Import events from %s", shown);
  g_autoptr (CamEventImport) import = NULL;

  if (!cam_batch_open_to_read (batch, error))
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
      if (import == NULL || !cam_event_import_apply (import, label, error))
        return FALSE;
    }
  if (batch->json)
    tell_import_as_json (batch, import, path);
  else
    tell_import_as_text (batch, import, path);
  return TRUE;
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
