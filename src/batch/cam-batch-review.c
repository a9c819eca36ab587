/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-conflict.h"
#include "cam-duplicate-finder.h"

static void
tell_value_json (CamBatch         *batch,
                 CamConflictValue *value)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "text", cam_conflict_value_get_text (value));
  cam_batch_add_text (batch, "author", cam_conflict_value_get_author (value));
  cam_batch_add_text (batch, "at", cam_conflict_value_get_at (value));
  json_builder_set_member_name (batch->builder, "mine");
  json_builder_add_boolean_value (batch->builder, cam_conflict_value_is_mine (value));
  json_builder_set_member_name (batch->builder, "shown");
  json_builder_add_boolean_value (batch->builder, cam_conflict_value_is_shown (value));
  json_builder_set_member_name (batch->builder, "available");
  json_builder_add_boolean_value (batch->builder, cam_conflict_value_is_available (value));
  json_builder_end_object (batch->builder);
}

static void
tell_conflict_json (CamBatch    *batch,
                    CamConflict *conflict)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "table", cam_conflict_get_table (conflict));
  cam_batch_add_text (batch, "uuid", cam_conflict_get_uuid (conflict));
  cam_batch_add_text (batch, "column", cam_conflict_get_column (conflict));
  cam_batch_add_text (batch, "title", cam_conflict_get_title (conflict));
  json_builder_set_member_name (batch->builder, "values");
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < cam_conflict_get_n_values (conflict); i++)
    tell_value_json (batch, cam_conflict_get_value (conflict, i));
  json_builder_end_array (batch->builder);
  json_builder_end_object (batch->builder);
}

static void
tell_conflict (CamBatch    *batch,
               CamConflict *conflict)
{
  if (batch->json)
    {
      tell_conflict_json (batch, conflict);
      return;
    }
  g_string_append_printf (batch->out, "%s: %s (%s %s)\n", cam_conflict_get_title (conflict),
                          cam_conflict_get_column (conflict), cam_conflict_get_table (conflict),
                          cam_conflict_get_uuid (conflict));
  for (guint i = 0; i < cam_conflict_get_n_values (conflict); i++)
    {
      CamConflictValue *value = cam_conflict_get_value (conflict, i);
      const char *text = cam_conflict_value_get_text (value);
      const char *author = cam_conflict_value_get_author (value);
      const char *at = cam_conflict_value_get_at (value);

      g_string_append_printf (batch->out, "  %u  %s  (%s, %s%s)\n", i + 1, text != NULL ? text : "—",
                              author != NULL && *author != '\0' ? author : "unknown",
                              at != NULL ? at : "unknown", i == 0 ? ", shown" : "");
    }
}

static gboolean
list_conflicts (CamBatch  *batch,
                GError   **error)
{
  g_autoptr (CamConflictList) list = NULL;
  guint n = 0;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  list = cam_conflict_list_new (batch->store);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CamConflict) conflict = g_list_model_get_item (G_LIST_MODEL (list), i);

      tell_conflict (batch, conflict);
    }
  if (batch->json)
    json_builder_end_array (batch->builder);
  else if (n == 0)
    g_string_append (batch->out, "There is nothing to settle.\n");
  return TRUE;
}

static CamConflict *
find_conflict (CamBatch    *batch,
               const char  *uuid,
               const char  *column,
               GError     **error)
{
  g_autoptr (CamConflictList) list = cam_conflict_list_new (batch->store);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CamConflict) conflict = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (cam_conflict_get_uuid (conflict), uuid)
          && g_str_equal (cam_conflict_get_column (conflict), column))
        return g_steal_pointer (&conflict);
    }
  g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "Nothing waits to be settled in “%s” of “%s”.", column, uuid);
  return NULL;
}

/* Looked at before the file is opened for writing, so that a refusal changes nothing in it. */
static gboolean
check_choice (CamBatch    *batch,
              const char  *uuid,
              const char  *column,
              guint64      number,
              GError     **error)
{
  g_autoptr (CamConflict) conflict = NULL;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  conflict = find_conflict (batch, uuid, column, error);
  if (conflict == NULL)
    return FALSE;
  if (number <= cam_conflict_get_n_values (conflict))
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "There are only %u values to choose from.",
               cam_conflict_get_n_values (conflict));
  return FALSE;
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
settle (CamBatch  *batch,
        GError   **error)
{
  g_autofree char *uuid = g_utf8_make_valid (g_ptr_array_index (batch->arguments, 1), -1);
  g_autofree char *column = g_utf8_make_valid (g_ptr_array_index (batch->arguments, 2), -1);
  g_autofree char *label = NULL;
  g_autoptr (CamConflict) conflict = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (g_ptr_array_index (batch->arguments, 3), 10, 1, G_MAXUINT, &number, NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Name the value by its number in the list, from 1 on.");
      return FALSE;
    }
  if (!check_choice (batch, uuid, column, number, error) || !cam_batch_open_to_write (batch, error))
    return FALSE;
  conflict = find_conflict (batch, uuid, column, error);
  if (conflict == NULL)
    return FALSE;
  label = cam_conflict_is_personal (conflict)
            ? g_strdup_printf ("Settle “%s” of somebody", column)
            : g_strdup_printf ("Settle “%s” of “%s”", column, cam_conflict_get_title (conflict));
  cam_conflict_settle_async (batch->store, conflict, (guint) number - 1, label, NULL, settled_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!cam_conflict_settle_finish (batch->store, result, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_integer (batch, "left", cam_conflict_count (batch->store));
      json_builder_end_object (batch->builder);
    }
  else
    g_string_append_printf (batch->out, "Settled. %u left.\n", cam_conflict_count (batch->store));
  return TRUE;
}

gboolean
cam_batch_conflicts (CamBatch  *batch,
                     GError   **error)
{
  if (batch->arguments->len == 0)
    return list_conflicts (batch, error);
  if (batch->arguments->len == 4 && g_str_equal (g_ptr_array_index (batch->arguments, 0), "settle"))
    return settle (batch, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "Settling takes the record, the field and the number of the value.");
  return FALSE;
}

static const char *
reason_to_word (CamDuplicateReason reason)
{
  switch (reason)
    {
    case CAM_DUPLICATE_NEAR_NAME:
      return "near-name";
    case CAM_DUPLICATE_SAME_CONTACT:
      return "same-contact";
    case CAM_DUPLICATE_SAME_NAME:
    default:
      return "same-name";
    }
}

static void
tell_pair (CamBatch         *batch,
           CamDuplicatePair *pair)
{
  if (!batch->json)
    {
      g_string_append_printf (batch->out, "%s: %s (%s), %s (%s)\n", cam_duplicate_pair_get_table (pair),
                              cam_duplicate_pair_get_one_title (pair), cam_duplicate_pair_get_one_uuid (pair),
                              cam_duplicate_pair_get_other_title (pair),
                              cam_duplicate_pair_get_other_uuid (pair));
      return;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "table", cam_duplicate_pair_get_table (pair));
  cam_batch_add_text (batch, "reason", reason_to_word (cam_duplicate_pair_get_reason (pair)));
  cam_batch_add_text (batch, "one", cam_duplicate_pair_get_one_title (pair));
  cam_batch_add_text (batch, "one_uuid", cam_duplicate_pair_get_one_uuid (pair));
  cam_batch_add_text (batch, "other", cam_duplicate_pair_get_other_title (pair));
  cam_batch_add_text (batch, "other_uuid", cam_duplicate_pair_get_other_uuid (pair));
  json_builder_end_object (batch->builder);
}

gboolean
cam_batch_duplicates (CamBatch  *batch,
                      GError   **error)
{
  g_autoptr (GPtrArray) pairs = NULL;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  pairs = cam_duplicate_find (batch->store, error);
  if (pairs == NULL)
    return FALSE;
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < pairs->len; i++)
    tell_pair (batch, g_ptr_array_index (pairs, i));
  if (batch->json)
    json_builder_end_array (batch->builder);
  else if (pairs->len == 0)
    g_string_append (batch->out, "Nothing looks as if it had been typed twice.\n");
  return TRUE;
}
