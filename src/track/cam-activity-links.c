/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-work-private.h"

#include "cam-link-work.h"
#include "cam-uuid-name.h"
#include "cam-wait-graph.h"

/* What an activity is linked to, and what it waits for. */

const char *
cam_activity_link_get_table (CamActivityLink kind)
{
  switch (kind)
    {
    case CAM_ACTIVITY_LINK_PARTNER:
      return "activity_partner";
    case CAM_ACTIVITY_LINK_CORPORATE:
      return "activity_corporate";
    case CAM_ACTIVITY_LINK_EVENT:
      return "activity_event";
    case CAM_ACTIVITY_LINK_AREA:
    default:
      return "activity_area";
    }
}

const char *
cam_activity_link_get_column (CamActivityLink kind)
{
  switch (kind)
    {
    case CAM_ACTIVITY_LINK_PARTNER:
      return "organisation_uuid";
    case CAM_ACTIVITY_LINK_CORPORATE:
      return "corporate_priority_uuid";
    case CAM_ACTIVITY_LINK_EVENT:
      return "event_uuid";
    case CAM_ACTIVITY_LINK_AREA:
    default:
      return "area_uuid";
    }
}

const char *
cam_activity_link_get_target (CamActivityLink kind)
{
  switch (kind)
    {
    case CAM_ACTIVITY_LINK_PARTNER:
      return "organisation";
    case CAM_ACTIVITY_LINK_CORPORATE:
      return "corporate_priority";
    case CAM_ACTIVITY_LINK_EVENT:
      return "event";
    case CAM_ACTIVITY_LINK_AREA:
    default:
      return "area";
    }
}

static const CamLink block_link = { "activity_block", "activity_uuid", "blocker_uuid" };

static CamLink
get_link (CamActivityLink kind)
{
  return (CamLink) { cam_activity_link_get_table (kind), "activity_uuid", cam_activity_link_get_column (kind) };
}

gboolean
cam_activity_link_put (CamWriter        *writer,
                       CamActivityLink   kind,
                       const char       *activity,
                       const char       *other,
                       char            **made,
                       GError          **error)
{
  CamLink link = get_link (kind);

  return cam_link_put (writer, &link, activity, other, made, error);
}

gboolean
cam_activity_write_link (CamWriter  *writer,
                         gpointer    data,
                         GError    **error)
{
  CamActivityChange *self = data;
  CamLink link = get_link (self->link);

  if (!cam_work_need_row (writer, "activity", self->uuid, error))
    return FALSE;
  if (self->set)
    return cam_work_need_row (writer, cam_activity_link_get_target (self->link), self->other, error)
           && cam_activity_link_put (writer, self->link, self->uuid, self->other, &self->made, error);
  return cam_link_remove (writer, &link, self->uuid, self->other, error);
}

/* Ends with FALSE at the end too; @local_error says which end it was. */
static gboolean
next_row (CamCursor  *cursor,
          GError    **error)
{
  return cursor != NULL && cam_cursor_next (cursor, error);
}

/* All of them, whatever their status: what is done may be taken up again. */
static CamWaitGraph *
read_graph (CamWriter  *writer,
            GError    **error)
{
  const char *names[] = { "uuid", "name", NULL };
  const char *pairs[] = { "activity_uuid", "blocker_uuid", NULL };
  g_autoptr (CamWaitGraph) graph = cam_wait_graph_new ();
  g_autoptr (CamCursor) activities = NULL;
  g_autoptr (CamCursor) blocks = NULL;
  g_autoptr (GError) local_error = NULL;

  activities = cam_writer_select (writer, "activity", names, "WHERE deleted = 0 AND uuid IS NOT NULL", NULL, 0,
                                  &local_error);
  while (next_row (activities, &local_error))
    cam_wait_graph_add_activity (graph, cam_cursor_get_text (activities, 0), cam_cursor_get_text (activities, 1));
  if (local_error == NULL)
    blocks = cam_writer_select (writer, "activity_block", pairs, "WHERE deleted = 0 AND blocker_uuid IS NOT NULL", NULL, 0,
                                &local_error);
  while (next_row (blocks, &local_error))
    cam_wait_graph_add_wait (graph, cam_cursor_get_text (blocks, 0), cam_cursor_get_text (blocks, 1));
  if (local_error == NULL)
    return g_steal_pointer (&graph);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
check_circle (CamWriter   *writer,
              const char  *activity,
              const char  *blocker,
              GError     **error)
{
  g_autoptr (CamWaitGraph) graph = read_graph (writer, error);
  g_autofree char *circle = NULL;

  if (graph == NULL)
    return FALSE;
  circle = cam_wait_graph_dup_new_circle (graph, activity, blocker);
  if (circle == NULL)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, circle);
  return FALSE;
}

/* Something else than an activity: every reason is a row of its own. */
static gboolean
write_reason (CamWriter          *writer,
              CamActivityChange  *self,
              GError            **error)
{
  const CamCell cells[] = {
    { "activity_uuid", cam_text (self->uuid) },
    { "reason", cam_text (self->text) },
  };

  if (self->text == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "It is not said what the activity waits for.");
      return FALSE;
    }
  self->made = cam_writer_insert (writer, "activity_block", cells, G_N_ELEMENTS (cells), error);
  return self->made != NULL;
}

gboolean
cam_activity_write_block (CamWriter  *writer,
                          gpointer    data,
                          GError    **error)
{
  CamActivityChange *self = data;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *uuid = NULL;
  const CamCell reason = { "reason", cam_text (self->text) };

  if (!cam_work_need_row (writer, "activity", self->uuid, error))
    return FALSE;
  if (self->other == NULL)
    return write_reason (writer, self, error);
  if (!cam_work_need_row (writer, "activity", self->other, error)
      || !check_circle (writer, self->uuid, self->other, error))
    return FALSE;
  rows = cam_link_find (writer, &block_link, self->uuid, self->other, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len > 0)
    return self->text == NULL
           || cam_writer_update (writer, "activity_block", g_ptr_array_index (rows, 0), &reason, 1, error);
  uuid = cam_link_dup_uuid (&block_link, self->uuid, self->other);
  {
    const CamCell cells[] = {
      { "uuid", cam_text (uuid) },
      { "deleted", cam_integer (0) },
      { "activity_uuid", cam_text (self->uuid) },
      { "blocker_uuid", cam_text (self->other) },
      reason,
    };

    if (!cam_work_put_row (writer, "activity_block", cells, G_N_ELEMENTS (cells), error))
      return FALSE;
  }
  self->made = g_steal_pointer (&uuid);
  return TRUE;
}

gboolean
cam_activity_write_unblock (CamWriter  *writer,
                            gpointer    data,
                            GError    **error)
{
  CamActivityChange *self = data;
  const char *columns[] = { "activity_uuid", "blocker_uuid", NULL };
  const CamValue params[] = { cam_text (self->uuid) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *activity = NULL;
  g_autofree char *blocker = NULL;

  if (!cam_work_need_row (writer, "activity_block", self->uuid, error))
    return FALSE;
  cursor = cam_writer_select (writer, "activity_block", columns, "WHERE uuid = ?1", params, 1, error);
  if (!next_row (cursor, error))
    return FALSE;
  activity = g_strdup (cam_cursor_get_text (cursor, 0));
  blocker = g_strdup (cam_cursor_get_text (cursor, 1));
  g_clear_pointer (&cursor, cam_cursor_free);
  if (activity == NULL || blocker == NULL)
    return cam_writer_delete (writer, "activity_block", self->uuid, error);
  rows = cam_link_find (writer, &block_link, activity, blocker, error);
  return cam_work_delete_rows (writer, "activity_block", rows, error);
}
