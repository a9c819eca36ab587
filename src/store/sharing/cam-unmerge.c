/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-backup-private.h"
#include "cam-erase-private.h"
#include "cam-store-private.h"

/* Taking a merge back means that it never was: the file becomes what the backup holds that was made before.
 * Undoing what came in cell by cell would be an edit, and would undo it on everybody's laptop with the next
 * exchange. What was erased meanwhile stays erased: the backup was cleaned, too. */

static gboolean
copy_back (CamSession  *session,
           const char  *backup,
           GError     **error)
{
  g_autoptr (CamDb) source = cam_db_open (backup, CAM_DB_READ_ONLY, error);
  sqlite3 *handle = cam_db_get_handle (session->db);
  sqlite3_backup *copy = NULL;
  int code = SQLITE_OK;

  if (source == NULL)
    return FALSE;
  copy = sqlite3_backup_init (handle, "main", cam_db_get_handle (source), "main");
  /* In one step: it is one transaction of the file that is written. */
  if (copy != NULL)
    code = sqlite3_backup_step (copy, -1);
  sqlite3_backup_finish (copy);
  if (code == SQLITE_DONE)
    return TRUE;
  return cam_db_set_error (handle, code != SQLITE_OK ? code : sqlite3_errcode (handle), error);
}

/* The numbers of this copy may have gone on since: then it is another copy from here. What can be undone in the
 * backup still can. */
gboolean
cam_session_claim (CamSession  *session,
                   GError     **error)
{
  gint64 copy = 0;

  if (!cam_db_run (session->db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  if (cam_place_claim (session->place, session->db, TRUE, &copy, error)
      && cam_db_run (session->db, "COMMIT", NULL, 0, error))
    {
      session->copy = copy;
      session->unclaimed = FALSE;
      return cam_db_load_tables (session->db, error)
             && cam_db_query_integer (session->db, "PRAGMA data_version", NULL, 0, 0, &session->data_version, error);
    }
  cam_session_roll_back (session);
  return FALSE;
}

/* What was erased since stays erased, also where the backup could not be cleaned. */
static gboolean
erase_again (CamSession  *session,
             GPtrArray   *erased,
             GError     **error)
{
  g_autoptr (CamErasure) erasure = cam_erasure_new ();
  guint n = 0;

  if (erased->len == 0)
    return TRUE;
  if (!cam_db_run (session->db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  if (!cam_erase_rows (session->db, erased, &n, error) || !cam_db_run (session->db, "COMMIT", NULL, 0, error))
    {
      cam_session_roll_back (session);
      return FALSE;
    }
  cam_erase_finish_now (session->db, session->path, NULL, NULL, NULL, erasure);
  return TRUE;
}

static gboolean
forget (CamSession  *session,
        gint64       id,
        GError     **error)
{
  const CamValue params[] = { cam_integer (id) };

  return cam_db_run (session->db, "DELETE FROM cam_undo WHERE merge = ?1", params, 1, error);
}

/* What was just backed up is what the file holds until it is written over. */
static void
read_elsewhere (CamSession *session)
{
  g_autoptr (GPtrArray) backups = cam_backup_list (session->path, NULL);
  const CamBackup *newest = backups != NULL && backups->len > 0 ? g_ptr_array_index (backups, 0) : NULL;

  if (session->aside != NULL && newest != NULL)
    session->aside (newest->path, session->aside_data);
}

gboolean
cam_merge_take_back (CamSession   *session,
                     gint64        id,
                     CamChanges  **changes,
                     GError      **error)
{
  const CamValue params[] = { cam_integer (id) };
  g_autofree char *backup = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) erased = cam_erase_list_erased (session->db, error);
  gint64 clock = session->clock;

  *changes = NULL;
  if (erased == NULL)
    return FALSE;
  backup = cam_db_query_text (session->db, "SELECT backup FROM cam_merge WHERE id = ?1", params, 1, error);
  label = cam_db_query_text (session->db, "SELECT label FROM cam_merge WHERE id = ?1", params, 1, NULL);
  if (backup == NULL || !g_file_test (backup, G_FILE_TEST_IS_REGULAR))
    {
      if (!forget (session, id, error))
        return FALSE;
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                           "The backup that was made before the import is no longer there, so it cannot be undone.");
      return FALSE;
    }
  if (!cam_backup_check_copy (backup, error)
      || !cam_backup_make_now (session->db, session->path, "undo", NULL, error))
    return FALSE;
  read_elsewhere (session);
  if (!copy_back (session, backup, error))
    return FALSE;
  session->clock = clock;
  session->unclaimed = TRUE;
  if (!cam_session_claim (session, error) || !erase_again (session, erased, error))
    return FALSE;
  *changes = cam_changes_new_everything (label);
  return TRUE;
}
