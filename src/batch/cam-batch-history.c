/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-history-reader.h"

#define N_PAGE 100
#define DEFAULT_LIMIT 50

static const char *
kind_to_word (CamHistoryKind kind)
{
  switch (kind)
    {
    case CAM_HISTORY_UNDO:
      return "undo";
    case CAM_HISTORY_REDO:
      return "redo";
    case CAM_HISTORY_OUTSIDE:
      return "outside";
    case CAM_HISTORY_MERGE:
      return "merge";
    case CAM_HISTORY_ERASE:
      return "erase";
    case CAM_HISTORY_EDIT:
    default:
      return "edit";
    }
}

/* A day is one of the clock on the wall; an instant says its own. */
static char *
dup_since (CamBatch  *batch,
           GError   **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *shown = g_utf8_make_valid (batch->since, -1);
  g_autofree char *midnight = g_strconcat (shown, "T00:00:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight, zone);
  g_autoptr (GDateTime) utc = NULL;

  if (time == NULL)
    time = g_date_time_new_from_iso8601 (shown, zone);
  utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  if (utc != NULL)
    return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is no date such as 2026-01-31, and no time such as 2026-01-31T10:00:00Z.", shown);
  return NULL;
}

static gboolean
check_uuid (const char  *uuid,
            GError     **error)
{
  g_autofree char *shown = g_utf8_make_valid (uuid, -1);

  if (g_uuid_string_is_valid (uuid))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s” is not a uuid.", shown);
  return FALSE;
}

static void
tell_change (CamBatch        *batch,
             CamHistoryEntry *entry)
{
  const char *column = cam_history_entry_get_column (entry);
  const char *old_text = cam_history_entry_get_old_text (entry);
  const char *new_text = cam_history_entry_get_new_text (entry);

  if (!batch->json)
    {
      g_string_append_printf (batch->out, "    %s %s", cam_history_entry_get_table (entry),
                              cam_history_entry_get_title (entry));
      if (column == NULL)
        g_string_append (batch->out, ": added\n");
      else
        g_string_append_printf (batch->out, ": %s: %s → %s\n", column, old_text != NULL ? old_text : "",
                                new_text != NULL ? new_text : "");
      return;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "table", cam_history_entry_get_table (entry));
  cam_batch_add_text (batch, "uuid", cam_history_entry_get_uuid (entry));
  cam_batch_add_text (batch, "title", cam_history_entry_get_title (entry));
  cam_batch_add_text (batch, "column", column);
  cam_batch_add_text (batch, "old", old_text);
  cam_batch_add_text (batch, "new", new_text);
  json_builder_end_object (batch->builder);
}

static gboolean
tell_changes (CamBatch          *batch,
              CamHistoryAction  *action,
              GError           **error)
{
  GListModel *changes = cam_history_action_get_changes (action);

  while (cam_history_action_has_more (action) && g_list_model_get_n_items (changes) < CAM_HISTORY_MAX_COUNT)
    if (!cam_history_action_read_more (action, error))
      return FALSE;
  for (guint i = 0; i < MIN (g_list_model_get_n_items (changes), CAM_HISTORY_MAX_COUNT); i++)
    {
      g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (changes, i);

      tell_change (batch, entry);
    }
  return TRUE;
}

static gboolean
tell_action (CamBatch          *batch,
             CamHistoryAction  *action,
             GError           **error)
{
  const char *author = cam_history_action_get_author (action);
  const char *copy = cam_history_action_get_copy_name (action);

  if (!batch->json)
    {
      g_string_append_printf (batch->out, "%s  %s", cam_history_action_get_at (action),
                              cam_history_action_get_label (action));
      if (author != NULL && *author != '\0')
        g_string_append_printf (batch->out, "  (%s)", author);
      if (!cam_history_action_is_here (action))
        g_string_append_printf (batch->out, "  in %s", copy != NULL ? copy : "another copy");
      g_string_append_c (batch->out, '\n');
      return tell_changes (batch, action, error);
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "at", cam_history_action_get_at (action));
  cam_batch_add_text (batch, "label", cam_history_action_get_label (action));
  cam_batch_add_text (batch, "author", author);
  cam_batch_add_text (batch, "kind", kind_to_word (cam_history_action_get_kind (action)));
  cam_batch_add_text (batch, "copy", copy);
  json_builder_set_member_name (batch->builder, "here");
  json_builder_add_boolean_value (batch->builder, cam_history_action_is_here (action));
  json_builder_set_member_name (batch->builder, "changes");
  json_builder_begin_array (batch->builder);
  if (!tell_changes (batch, action, error))
    return FALSE;
  json_builder_end_array (batch->builder);
  json_builder_set_member_name (batch->builder, "more");
  json_builder_add_boolean_value (batch->builder, cam_history_action_has_more (action));
  json_builder_end_object (batch->builder);
  return TRUE;
}

static gboolean
tell_history (CamBatch          *batch,
              CamHistoryReader  *reader,
              GError           **error)
{
  guint limit = batch->limit > 0 ? batch->limit : DEFAULT_LIMIT;
  gboolean at_end = FALSE;
  guint n_told = 0;

  while (!at_end && n_told < limit)
    {
      g_autoptr (GPtrArray) actions = cam_history_reader_next (reader, MIN (N_PAGE, limit - n_told), &at_end,
                                                               error);

      if (actions == NULL)
        return FALSE;
      for (guint i = 0; i < actions->len; i++)
        if (!tell_action (batch, g_ptr_array_index (actions, i), error))
          return FALSE;
      n_told += actions->len;
    }
  if (!batch->json && n_told == 0)
    g_string_append (batch->out, "Nothing was changed.\n");
  return TRUE;
}

gboolean
cam_batch_history (CamBatch  *batch,
                   GError   **error)
{
  const char *kinds[] = { batch->kind, NULL };
  CamHistoryFilter filter = { .author = batch->author, .tables = batch->kind != NULL ? kinds : NULL };
  g_autoptr (CamHistoryReader) reader = NULL;
  g_autofree char *since = NULL;

  if (batch->since != NULL && (since = dup_since (batch, error)) == NULL)
    return FALSE;
  filter.from = since;
  if (batch->arguments->len > 0)
    {
      filter.uuid = g_ptr_array_index (batch->arguments, 0);
      if (!check_uuid (filter.uuid, error))
        return FALSE;
    }
  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  reader = cam_history_reader_new (batch->store, &filter, error);
  if (reader == NULL)
    return FALSE;
  if (batch->json)
    json_builder_begin_array (batch->builder);
  if (!tell_history (batch, reader, error))
    return FALSE;
  if (batch->json)
    json_builder_end_array (batch->builder);
  return TRUE;
}
