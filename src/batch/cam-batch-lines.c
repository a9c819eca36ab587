/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-lines.h"

#include "cam-input-file.h"

/* More than these say nothing new to a person. */
#define MAX_SHOWN 50

/* What of an import is listed. */
typedef enum
{
  LIST_CHANGED,
  LIST_ODD,
  LIST_PROBLEMS,
} List;

gboolean
cam_batch_is_table (const char *path)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  return g_str_has_suffix (small, ".csv") || g_str_has_suffix (small, ".tsv");
}

static GListModel *
read_file (CamBatch             *batch,
           const char           *path,
           const CamBatchLines  *lines,
           GError              **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;

  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that %s are to go into.", shown, lines->whose);
      return NULL;
    }
  bytes = cam_input_read (path, error);
  return bytes != NULL ? lines->read (batch, path, bytes, error) : NULL;
}

static guint
count_useful (GListModel          *import,
              const CamBatchLines *lines)
{
  return lines->get_count (import, CAM_IMPORT_NEW) + lines->get_count (import, CAM_IMPORT_CHANGED);
}

static char *
dup_text (GObject    *item,
          const char *property)
{
  char *text = NULL;

  g_object_get (item, property, &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

static guint
get_line (GObject *item)
{
  guint line = 0;

  g_object_get (item, "line", &line, NULL);
  return line;
}

static gboolean
check_has_use (GListModel           *import,
               const char           *path,
               const CamBatchLines  *lines,
               GError              **error)
{
  g_autoptr (GObject) first = g_list_model_get_item (import, 0);
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *reason = NULL;

  if (count_useful (import, lines) + lines->get_count (import, CAM_IMPORT_SAME) > 0)
    return TRUE;
  if (first == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” has %s in it.", shown, lines->nothing);
      return FALSE;
    }
  reason = dup_text (first, "reason");
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "Nothing in “%s” can be imported; the first reason, in line %u: %s", shown,
               get_line (first), reason);
  return FALSE;
}

/* The sentence about an item where it is to be listed, else NULL. */
static char *
dup_sentence (GObject *item,
              List     list)
{
  guint verdict = 0;
  g_autofree char *odd = NULL;

  g_object_get (item, "verdict", &verdict, NULL);
  if (list != LIST_ODD)
    return verdict == (list == LIST_CHANGED ? CAM_IMPORT_CHANGED : CAM_IMPORT_PROBLEM) ? dup_text (item, "reason") : NULL;
  odd = verdict != CAM_IMPORT_PROBLEM ? dup_text (item, "odd") : NULL;
  return odd != NULL && *odd != '\0' ? g_steal_pointer (&odd) : NULL;
}

static void
tell_list_as_json (CamBatch            *batch,
                   GListModel          *import,
                   const CamBatchLines *lines,
                   const char          *name,
                   List                 list)
{
  guint n = g_list_model_get_n_items (import);

  json_builder_set_member_name (batch->builder, name);
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (import, i);
      g_autofree char *sentence = dup_sentence (item, list);

      if (sentence == NULL)
        continue;
      json_builder_begin_object (batch->builder);
      cam_batch_add_integer (batch, "line", get_line (item));
      for (guint j = 0; j < G_N_ELEMENTS (lines->members) && lines->members[j] != NULL; j++)
        {
          g_autofree char *text = dup_text (item, lines->members[j]);

          cam_batch_add_text (batch, lines->members[j], text);
        }
      cam_batch_add_text (batch, "reason", sentence);
      json_builder_end_object (batch->builder);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_as_json (CamBatch            *batch,
              GListModel          *import,
              const char          *path,
              const CamBatchLines *lines)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  if (lines->tell_head != NULL)
    lines->tell_head (batch, import);
  cam_batch_add_integer (batch, "new", lines->get_count (import, CAM_IMPORT_NEW));
  cam_batch_add_integer (batch, "changed", lines->get_count (import, CAM_IMPORT_CHANGED));
  cam_batch_add_integer (batch, "same", lines->get_count (import, CAM_IMPORT_SAME));
  cam_batch_add_integer (batch, "problem", lines->get_count (import, CAM_IMPORT_PROBLEM));
  if (lines->tell_more != NULL)
    lines->tell_more (batch, import);
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  tell_list_as_json (batch, import, lines, lines->changes, LIST_CHANGED);
  if (lines->has_odd)
    tell_list_as_json (batch, import, lines, "odd", LIST_ODD);
  tell_list_as_json (batch, import, lines, "problems", LIST_PROBLEMS);
  json_builder_end_object (batch->builder);
}

static void
tell_item (CamBatch            *batch,
           GObject             *item,
           const CamBatchLines *lines,
           const char          *sentence)
{
  g_string_append_printf (batch->out, "  line %u", get_line (item));
  for (guint i = 0; i < lines->n_shown; i++)
    {
      g_autofree char *text = dup_text (item, lines->members[i]);

      g_string_append_printf (batch->out, ", %s", i == 0 && *text == '\0' && lines->no_first != NULL ? lines->no_first : text);
    }
  g_string_append_printf (batch->out, ": %s\n", sentence);
}

/* The first ones. */
static void
tell_list (CamBatch            *batch,
           GListModel          *import,
           const CamBatchLines *lines,
           List                 list)
{
  guint n = g_list_model_get_n_items (import);
  guint n_meant = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (import, i);
      g_autofree char *sentence = dup_sentence (item, list);

      if (sentence != NULL && n_meant++ < MAX_SHOWN)
        tell_item (batch, item, lines, sentence);
    }
  if (n_meant > MAX_SHOWN)
    g_string_append_printf (batch->out, "  … and %u more, which --json tells\n", n_meant - MAX_SHOWN);
}

static void
tell_as_text (CamBatch            *batch,
              GListModel          *import,
              const char          *path,
              const CamBatchLines *lines)
{
  g_autofree char *shown = g_filename_display_basename (path);

  g_string_append_printf (batch->out, "%s%s: %u new, %u changed, %u the same, %u with a problem\n", shown,
                          batch->dry_run ? " (nothing written)" : "",
                          lines->get_count (import, CAM_IMPORT_NEW), lines->get_count (import, CAM_IMPORT_CHANGED),
                          lines->get_count (import, CAM_IMPORT_SAME), lines->get_count (import, CAM_IMPORT_PROBLEM));
  if (lines->tell_more != NULL)
    lines->tell_more (batch, import);
  tell_list (batch, import, lines, LIST_CHANGED);
  if (lines->has_odd)
    tell_list (batch, import, lines, LIST_ODD);
  tell_list (batch, import, lines, LIST_PROBLEMS);
}

gboolean
cam_batch_import_lines (CamBatch             *batch,
                        const char           *path,
                        const CamBatchLines  *lines,
                        GError              **error)
{
  g_autoptr (GListModel) import = NULL;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  import = read_file (batch, path, lines, error);
  if (import == NULL || !check_has_use (import, path, lines, error))
    return FALSE;
  if (!batch->dry_run && count_useful (import, lines) > 0)
    {
      g_clear_object (&import);
      if (!cam_batch_open_to_write (batch, error))
        return FALSE;
      import = read_file (batch, path, lines, error);
      if (import == NULL || !lines->apply (batch, import, path, error))
        return FALSE;
    }
  if (batch->json)
    tell_as_json (batch, import, path, lines);
  else
    tell_as_text (batch, import, path, lines);
  return TRUE;
}
