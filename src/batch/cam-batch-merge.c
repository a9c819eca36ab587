/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-age.h"
#include "cam-input-file.h"
#include "cam-merge.h"
#include "cam-passphrase.h"
#include "cam-private-file.h"

/* Every copy is opened and compared on a connection that can only look. The store is opened for writing when all
 * of them are known to be good, so that a refusal leaves each byte as it was. What can fail after that is the disk:
 * each copy is a step of its own, so those before stay, and the answer says how each one came out. */

static const char outcome_merged[] = "merged";
static const char outcome_nothing[] = "nothing_new";
static const char outcome_looked[] = "looked";
static const char outcome_failed[] = "failed";
static const char outcome_untried[] = "untried";

typedef struct
{
  const char     *path;      /* as it was given */
  CamPrivateFile *plain;     /* what lay under the passphrase; NULL where there was none */
  CamMergeReport *report;
  const char     *outcome;   /* a word of the answer */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_pointer (&copy->plain, cam_private_file_free);
  g_clear_object (&copy->report);
  g_free (copy);
}

static const char *
get_readable (const Copy *copy)
{
  return copy->plain != NULL ? cam_private_file_get_path (copy->plain) : copy->path;
}

/* What the refusals of several copies are about. */
static void
name_copy (const char  *path,
           GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);

  if (error != NULL && *error != NULL)
    g_prefix_error (error, "“%s”: ", shown);
}

static gboolean
take_off_passphrase (Copy        *copy,
                     const char  *passphrase,
                     GError     **error)
{
  if (!cam_age_is_file (copy->path))
    return TRUE;
  if (passphrase == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "The copy is under a passphrase; --passphrase-file names the file that has it.");
      return FALSE;
    }
  copy->plain = cam_private_file_new (error);
  return copy->plain != NULL
         && cam_age_decrypt_file (copy->path, get_readable (copy), passphrase, NULL, NULL, NULL, error);
}

/* A preview opens the copy only after it has looked that it is not the store's own file; what is under a
 * passphrase cannot be. */
static gboolean
read_copy (CamBatch    *batch,
           Copy        *copy,
           const char  *passphrase,
           GError     **error)
{
  if (!cam_input_is_same (copy->path, batch->path) && !take_off_passphrase (copy, passphrase, error))
    return FALSE;
  copy->report = cam_merge_preview (batch->store, get_readable (copy), error);
  return copy->report != NULL;
}

static gboolean
read_all (CamBatch    *batch,
          GPtrArray   *copies,
          const char  *passphrase,
          GError     **error)
{
  for (guint i = 0; i < batch->arguments->len; i++)
    {
      Copy *copy = g_new0 (Copy, 1);

      g_ptr_array_add (copies, copy);
      copy->path = g_ptr_array_index (batch->arguments, i);
      if (!read_copy (batch, copy, passphrase, error))
        {
          name_copy (copy->path, error);
          return FALSE;
        }
    }
  return TRUE;
}

static void
tell_as_json (CamBatch   *batch,
              const Copy *copy)
{
  static const char *const names[CAM_MERGE_N_KINDS] = {
    [CAM_MERGE_NEW] = "new",
    [CAM_MERGE_CHANGED] = "changed",
    [CAM_MERGE_BOTH] = "both",
    [CAM_MERGE_DELETED] = "deleted",
    [CAM_MERGE_ERASED] = "erased",
  };

  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", copy->path);
  for (guint kind = 0; kind < CAM_MERGE_N_KINDS; kind++)
    cam_batch_add_integer (batch, names[kind], cam_merge_report_count (copy->report, (CamMergeKind) kind));
  cam_batch_add_integer (batch, "conflicts", cam_merge_report_get_conflicts (copy->report));
  cam_batch_add_integer (batch, "dangling", cam_merge_report_get_dangling (copy->report));
  json_builder_set_member_name (batch->builder, "partial");
  json_builder_add_boolean_value (batch->builder, cam_merge_report_is_partial (copy->report));
  json_builder_set_member_name (batch->builder, "nothing_new");
  json_builder_add_boolean_value (batch->builder, cam_merge_report_is_empty (copy->report));
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  cam_batch_add_text (batch, "outcome", copy->outcome);
  json_builder_end_object (batch->builder);
}

static void
tell_as_text (CamBatch   *batch,
              const Copy *copy)
{
  CamMergeReport *report = copy->report;
  g_autofree char *shown = g_filename_display_basename (copy->path);
  guint n_conflicts = cam_merge_report_get_conflicts (report);

  g_string_append_printf (batch->out, "%s%s: ", shown, batch->dry_run ? " (nothing written)" : "");
  if (copy->outcome == outcome_failed || copy->outcome == outcome_untried)
    {
      g_string_append (batch->out, copy->outcome == outcome_failed ? "not merged\n" : "not tried any more\n");
      return;
    }
  if (cam_merge_report_is_empty (report))
    {
      g_string_append (batch->out, "nothing new\n");
      return;
    }
  g_string_append_printf (batch->out, "%u new, %u changed, %u changed on both sides, %u deleted, %u erased\n",
                          cam_merge_report_count (report, CAM_MERGE_NEW),
                          cam_merge_report_count (report, CAM_MERGE_CHANGED),
                          cam_merge_report_count (report, CAM_MERGE_BOTH),
                          cam_merge_report_count (report, CAM_MERGE_DELETED),
                          cam_merge_report_count (report, CAM_MERGE_ERASED));
  if (n_conflicts > 0)
    g_string_append_printf (batch->out, "  %u to settle\n", n_conflicts);
}

/* What an earlier copy of the same command brought is not new in the next. */
static gboolean
apply (CamBatch  *batch,
       Copy      *copy,
       GError   **error)
{
  g_autofree char *shown = g_filename_display_basename (copy->path);
  g_autofree char *label = g_strdup_printf ("Import “%s”", shown);
  CamMergeReport *report = cam_merge (batch->store, get_readable (copy), label, CAM_MERGE_DEFAULT, error);

  copy->outcome = report != NULL ? outcome_merged : outcome_failed;
  if (report == NULL)
    return FALSE;
  g_object_unref (copy->report);
  copy->report = report;
  if (cam_merge_report_is_empty (report))
    copy->outcome = outcome_nothing;
  return TRUE;
}

static gboolean
apply_all (CamBatch   *batch,
           GPtrArray  *copies,
           GError    **error)
{
  gboolean is_useful = FALSE;

  for (guint i = 0; i < copies->len; i++)
    {
      Copy *copy = g_ptr_array_index (copies, i);
      gboolean is_empty = cam_merge_report_is_empty (copy->report);

      is_useful |= !is_empty;
      copy->outcome = is_empty ? outcome_nothing : batch->dry_run ? outcome_looked : outcome_untried;
    }
  if (!is_useful || batch->dry_run)
    return TRUE;
  if (!cam_batch_open_to_write (batch, error))
    return FALSE;
  for (guint i = 0; i < copies->len; i++)
    if (!apply (batch, g_ptr_array_index (copies, i), error))
      {
        name_copy (((Copy *) g_ptr_array_index (copies, i))->path, error);
        batch->refusal_has_answer = i > 0;
        return FALSE;
      }
  return TRUE;
}

static void
tell_all (CamBatch  *batch,
          GPtrArray *copies)
{
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < copies->len; i++)
    {
      if (batch->json)
        tell_as_json (batch, g_ptr_array_index (copies, i));
      else
        tell_as_text (batch, g_ptr_array_index (copies, i));
    }
  if (batch->json)
    json_builder_end_array (batch->builder);
}

gboolean
cam_batch_merge (CamBatch  *batch,
                 GError   **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (copy_free);
  char *passphrase = NULL;
  gboolean done;

  if (batch->passphrase_file != NULL)
    {
      passphrase = cam_passphrase_read_file (batch->passphrase_file, error);
      if (passphrase == NULL)
        return FALSE;
    }
  done = cam_batch_open_to_read (batch, error) && read_all (batch, copies, passphrase, error)
         && apply_all (batch, copies, error);
  cam_passphrase_free (passphrase);
  if (done || batch->refusal_has_answer)
    tell_all (batch, copies);
  return done;
}
