/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-work-private.h"

#include "cam-activity.h"
#include "cam-track-apply.h"

#include <glib/gi18n-lib.h>

const char *cam_work_slip_columns[] = { "former_on", NULL };

void
cam_activity_change_free (CamActivityChange *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->text);
  g_free (self->word);
  g_free (self->starts_on);
  g_free (self->day);
  g_free (self->other);
  g_strfreev (self->areas);
  g_free (self->author);
  g_free (self->now);
  g_free (self->made);
  g_free (self);
}

void
cam_activity_brief_clear (CamActivityBrief *self)
{
  g_clear_pointer (&self->starts_on, g_free);
  g_clear_pointer (&self->due_on, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->repeats, g_free);
}

/* The first row of @cursor. CAM_ERROR_NOT_FOUND where there is none. */
static gboolean
read_one (CamCursor   *cursor,
          const char  *table,
          GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The row of “%s” is not there any more.", table);
  return FALSE;
}

gboolean
cam_activity_brief_read (CamActivityBrief  *self,
                         CamWriter         *writer,
                         const char        *uuid,
                         GError           **error)
{
  const char *columns[] = { "starts_on", "due_on", "status", "repeats", "is_template", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "activity", columns, "WHERE uuid = ?1 AND deleted = 0",
                                                    params, 1, error);

  if (!read_one (cursor, "activity", error))
    return FALSE;
  self->starts_on = g_strdup (cam_cursor_get_text (cursor, 0));
  self->due_on = g_strdup (cam_cursor_get_text (cursor, 1));
  self->status = g_strdup (cam_cursor_get_text (cursor, 2));
  self->repeats = g_strdup (cam_cursor_get_text (cursor, 3));
  self->is_template = cam_cursor_get_integer (cursor, 4) != 0;
  return TRUE;
}

gboolean
cam_work_need_row (CamWriter   *writer,
                   const char  *table,
                   const char  *uuid,
                   GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, table, columns, "WHERE uuid = ?1 AND deleted = 0", params, 1,
                                                    error);

  return read_one (cursor, table, error);
}

gboolean
cam_work_put_row (CamWriter      *writer,
                  const char     *table,
                  const CamCell  *cells,
                  guint           n_cells,
                  GError        **error)
{
  const char *columns[] = { "deleted", NULL };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, table, columns, "WHERE uuid = ?1", &cells[0].value, 1, error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *inserted = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    {
      gboolean deleted = cam_cursor_get_integer (cursor, 0) != 0;

      g_clear_pointer (&cursor, cam_cursor_free);
      return !deleted || cam_writer_update (writer, table, cells[0].value.text, cells + 1, n_cells - 1, error);
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  inserted = cam_writer_insert (writer, table, cells, n_cells, error);
  return inserted != NULL;
}

gboolean
cam_work_read_promised (CamCursor  *cursor,
                        char      **promised,
                        GError    **error)
{
  g_autoptr (GError) local_error = NULL;

  *promised = NULL;
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    *promised = g_strdup (cam_cursor_get_text (cursor, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_day (const char  *day,
           GError     **error)
{
  if (day == NULL || cam_day_from_text (day) != 0)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is no date.", day);
  return FALSE;
}

static gboolean
write_move (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  CamActivityChange *self = data;
  g_auto (CamActivityBrief) brief = { 0 };
  const CamCell due = { "due_on", cam_text (self->day) };

  if (!check_day (self->day, error) || !cam_activity_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  if (g_strcmp0 (brief.due_on, self->day) == 0)
    return TRUE;
  if (brief.due_on != NULL && !brief.is_template)
    {
      const CamCell cells[] = {
        { "activity_uuid", cam_text (self->uuid) },
        { "former_on", cam_text (brief.due_on) },
        { "due_on", cam_text (self->day) },
        { "reason", cam_text (self->text) },
        { "author", cam_text (self->author) },
        { "said_at", cam_text (self->now) },
      };

      self->made = cam_writer_insert (writer, "activity_slip", cells, G_N_ELEMENTS (cells), error);
      if (self->made == NULL)
        return FALSE;
    }
  return cam_writer_update (writer, "activity", self->uuid, &due, 1, error);
}

static gboolean
write_note (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  CamActivityChange *self = data;
  const CamCell cells[] = {
    { "activity_uuid", cam_text (self->uuid) },
    { "body", cam_text (self->text) },
    { "author", cam_text (self->author) },
    { "said_at", cam_text (self->now) },
  };

  if (self->text == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The note is empty.");
      return FALSE;
    }
  if (!cam_work_need_row (writer, "activity", self->uuid, error))
    return FALSE;
  self->made = cam_writer_insert (writer, "activity_note", cells, G_N_ELEMENTS (cells), error);
  return self->made != NULL;
}

static gboolean
write_status (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  CamActivityChange *self = data;
  g_autoptr (CamRecordClass) record_class = g_type_class_ref (CAM_TYPE_ACTIVITY);
  g_auto (CamActivityBrief) brief = { 0 };
  gboolean is_done = g_strcmp0 (self->word, "done") == 0;
  const CamCell cells[] = {
    { "status", cam_text (self->word) },
    { "done_on", cam_text (is_done ? self->day : NULL) },
  };

  if (self->word == NULL || !cam_column_accepts_text (&record_class->columns[CAM_ACTIVITY_STATUS], self->word)
      || (is_done && self->day == NULL))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The status is none, or the day of the end is missing.");
      return FALSE;
    }
  if (!check_day (self->day, error) || !cam_activity_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  if (is_done && g_strcmp0 (brief.status, "done") == 0)
    return TRUE;
  if (!cam_writer_update (writer, "activity", self->uuid, cells, G_N_ELEMENTS (cells), error))
    return FALSE;
  return !is_done || brief.repeats == NULL || brief.is_template
         || cam_activity_write_next (writer, self->uuid, &brief, &self->made, error);
}

/* Text as a person typed it; NULL where nothing is left. */
static char *
trim (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL || *g_strstrip (valid) == '\0')
    return NULL;
  return g_steal_pointer (&valid);
}

static CamActivityChange *
new_change (const char    *label,
            CamWriteFunc   func,
            const char    *uuid)
{
  CamActivityChange *self = g_new0 (CamActivityChange, 1);

  self->label = label;
  self->func = func;
  self->uuid = g_strdup (uuid);
  return self;
}

CamActivityChange *
cam_activity_change_new_move (const char *activity,
                              const char *due_on,
                              const char *reason)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (activity != NULL, NULL);

  self = new_change (_("Move due date"), write_move, activity);
  self->day = trim (due_on);
  self->text = trim (reason);
  return self;
}

CamActivityChange *
cam_activity_change_new_note (const char *activity,
                              const char *body)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (activity != NULL, NULL);

  self = new_change (_("Add progress note"), write_note, activity);
  self->text = trim (body);
  return self;
}

static const char *
get_status_label (const char *status)
{
  static const char *const labels[][2] = {
    { "planned", N_("Mark activity as planned") },
    { "started", N_("Mark activity as started") },
    { "paused", N_("Pause activity") },
    { "done", N_("Mark activity as done") },
    { "stopped", N_("Stop activity") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i][0], status) == 0)
      return _(labels[i][1]);
  return _("Change status of activity");
}

CamActivityChange *
cam_activity_change_new_status (const char *activity,
                                const char *status,
                                const char *day)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (activity != NULL, NULL);

  self = new_change (get_status_label (status), write_status, activity);
  self->word = g_strdup (status);
  self->day = trim (day);
  return self;
}

CamActivityChange *
cam_activity_change_new_make (const char        *from,
                              const char        *name,
                              const char        *starts_on,
                              const char        *due_on,
                              const char *const *areas)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (from != NULL, NULL);

  self = new_change (_("Make activity"), cam_activity_write_make, from);
  self->text = trim (name);
  self->starts_on = trim (starts_on);
  self->day = trim (due_on);
  self->areas = g_strdupv ((char **) areas);
  return self;
}

void
cam_activity_change_set_priority (CamActivityChange *self,
                                  const char        *priority)
{
  g_return_if_fail (self != NULL && self->func == cam_activity_write_make);

  g_set_str (&self->other, priority);
}

CamActivityChange *
cam_activity_change_new_template (const char *from,
                                  const char *name)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (from != NULL, NULL);

  self = new_change (_("Make template of activity"), cam_activity_write_template, from);
  self->text = trim (name);
  return self;
}

static const char *
get_link_label (CamActivityLink kind,
                gboolean        set)
{
  switch (kind)
    {
    case CAM_ACTIVITY_LINK_PARTNER:
      return set ? _("Add partner to activity") : _("Take partner off activity");
    case CAM_ACTIVITY_LINK_CORPORATE:
      return set ? _("Add corporate priority to activity") : _("Take corporate priority off activity");
    case CAM_ACTIVITY_LINK_EVENT:
      return set ? _("Add event to activity") : _("Take event off activity");
    case CAM_ACTIVITY_LINK_AREA:
    default:
      return set ? _("Add area to activity") : _("Take area off activity");
    }
}

CamActivityChange *
cam_activity_change_new_link (const char      *activity,
                              CamActivityLink  kind,
                              const char      *other,
                              gboolean         set)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (activity != NULL && other != NULL, NULL);

  self = new_change (get_link_label (kind, set), cam_activity_write_link, activity);
  self->link = kind;
  self->other = g_strdup (other);
  self->set = set;
  return self;
}

CamActivityChange *
cam_activity_change_new_block (const char *activity,
                               const char *blocker,
                               const char *reason)
{
  CamActivityChange *self = NULL;

  g_return_val_if_fail (activity != NULL, NULL);

  self = new_change (_("Say what activity waits for"), cam_activity_write_block, activity);
  self->other = g_strdup (blocker);
  self->text = trim (reason);
  return self;
}

CamActivityChange *
cam_activity_change_new_unblock (const char *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  return new_change (_("Take away what activity waits for"), cam_activity_write_unblock, block);
}

static void
prepare (CamActivityChange *self,
         CamStore          *store)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->author = g_strdup (cam_store_get_author (store));
  /* With parts of a second: which of two slips was the first must be seen. */
  self->now = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%fZ");
}

void
cam_activity_change_apply_async (CamActivityChange   *self,
                                 CamStore            *store,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (CAM_IS_STORE (store));

  prepare (self, store);
  cam_track_apply_async (store, self->label, self->func, self, (GDestroyNotify) cam_activity_change_free, &self->made, cancellable,
                         callback, user_data);
}

gboolean
cam_activity_change_apply_finish (CamStore      *store,
                                  GAsyncResult  *result,
                                  char         **made,
                                  GError       **error)
{
  return cam_track_apply_finish (store, result, made, error);
}

gboolean
cam_activity_change_apply (CamActivityChange  *self,
                           CamStore           *store,
                           char              **made,
                           GError            **error)
{
  g_autoptr (CamActivityChange) change = self;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  prepare (change, store);
  if (!cam_store_write (store, change->label, change->func, change, error))
    return FALSE;
  if (made != NULL)
    *made = g_steal_pointer (&change->made);
  return TRUE;
}

char *
cam_activity_dup_promised (CamStore    *store,
                           const char  *activity,
                           GError     **error)
{
  const CamValue params[] = { cam_text (activity) };
  g_autoptr (CamCursor) cursor = NULL;
  char *promised = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  cursor = cam_store_select (store, "activity_slip", cam_work_slip_columns, CAM_WORK_SLIP_CLAUSE, params, 1, error);
  cam_work_read_promised (cursor, &promised, error);
  return promised;
}
