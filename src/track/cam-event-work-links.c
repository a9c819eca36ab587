/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-link-work.h"
#include "cam-period.h"
#include "cam-record.h"
#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

/* What an event is linked to, how many came to it, and what is made of what they said. */

static const struct
{
  CamLink     link;
  const char *target;
} links[] = {
  [CAM_EVENT_LINK_AREA] = { { "event_area", "event_uuid", "area_uuid" }, "area" },
  [CAM_EVENT_LINK_PRIORITY] = { { "event_priority", "event_uuid", "priority_uuid" }, "priority" },
  [CAM_EVENT_LINK_PARTNER] = { { "event_partner", "event_uuid", "organisation_uuid" }, "organisation" },
  [CAM_EVENT_LINK_PERSON] = { { "event_person", "event_uuid", "person_uuid" }, "person" },
};

gboolean
cam_event_link_put (CamWriter     *writer,
                    CamEventLink   kind,
                    const char    *event,
                    const char    *other,
                    char         **made,
                    GError       **error)
{
  return cam_link_put (writer, &links[kind].link, event, other, made, error);
}

gboolean
cam_event_write_link (CamWriter  *writer,
                      gpointer    data,
                      GError    **error)
{
  CamEventWork *self = data;

  if (!cam_work_need_row (writer, "event", self->uuid, error))
    return FALSE;
  if (self->set)
    return cam_work_need_row (writer, links[self->link].target, self->other, error)
           && cam_event_link_put (writer, self->link, self->uuid, self->other, &self->made, error);
  return cam_link_remove (writer, &links[self->link].link, self->uuid, self->other, error);
}

gboolean
cam_event_write_link_named (CamWriter  *writer,
                            gpointer    data,
                            GError    **error)
{
  CamEventWork *self = data;
  const CamCell cell = { "name", cam_text (self->name) };
  g_autofree char *other = NULL;

  if (self->name == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("What is added has a name."));
      return FALSE;
    }
  if (!cam_work_need_row (writer, "event", self->uuid, error))
    return FALSE;
  other = cam_writer_insert (writer, links[self->link].target, &cell, 1, error);
  return other != NULL && cam_event_link_put (writer, self->link, self->uuid, other, &self->made, error);
}

/* Puts the record of @table that is chosen, or a new one by its name, into @column of the event. */
static gboolean
write_reference (CamWriter     *writer,
                 CamEventWork  *self,
                 const char    *table,
                 const char    *column,
                 GError       **error)
{
  const CamCell name = { "name", cam_text (self->name) };
  CamCell cell = { column, cam_text (self->other) };

  if (!cam_work_need_row (writer, "event", self->uuid, error)
      || (self->other != NULL && !cam_work_need_row (writer, table, self->other, error)))
    return FALSE;
  if (self->other == NULL && self->name != NULL)
    {
      self->made = cam_writer_insert (writer, table, &name, 1, error);
      if (self->made == NULL)
        return FALSE;
      cell.value = cam_text (self->made);
    }
  return cam_writer_update (writer, "event", self->uuid, &cell, 1, error);
}

gboolean
cam_event_write_venue (CamWriter  *writer,
                       gpointer    data,
                       GError    **error)
{
  return write_reference (writer, data, "venue", "venue_uuid", error);
}

gboolean
cam_event_write_vehicle (CamWriter  *writer,
                         gpointer    data,
                         GError    **error)
{
  return write_reference (writer, data, "vehicle", "vehicle_uuid", error);
}

gboolean
cam_event_write_count (CamWriter  *writer,
                       gpointer    data,
                       GError    **error)
{
  CamEventWork *self = data;
  const CamValue is[] = { cam_text (self->uuid), cam_text (self->starts_at), cam_text (self->name) };
  g_autofree char *key = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (cam_day_from_text (self->starts_at) == 0 || self->name == NULL
      || (self->count != CAM_INTEGER_NONE && (self->count < 0 || self->count > 10000000)))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("A count is of a group, on a day, and not below 0."));
      return FALSE;
    }
  if (!cam_work_need_row (writer, "event", self->uuid, error))
    return FALSE;
  rows = cam_work_find_rows (writer, "event_attendance",
                             "WHERE event_uuid = ?1 AND occurred_on = ?2 AND group_name = ?3 AND deleted = 0 ORDER BY fid",
                             is, 3, error);
  if (rows == NULL || self->count == CAM_INTEGER_NONE)
    return cam_work_delete_rows (writer, "event_attendance", rows, error);
  key = g_strconcat ("event_attendance:", self->uuid, ":", self->starts_at, ":", self->name, NULL);
  uuid = rows->len > 0 ? g_strdup (g_ptr_array_index (rows, 0)) : cam_uuid_from_name (key);
  {
    const CamCell cells[] = {
      { "uuid", cam_text (uuid) },
      { "deleted", cam_integer (0) },
      { "event_uuid", cam_text (self->uuid) },
      { "occurred_on", cam_text (self->starts_at) },
      { "group_name", cam_text (self->name) },
      { "count", cam_integer (self->count) },
    };

    if (rows->len > 0)
      return cam_writer_update (writer, "event_attendance", uuid, cells + 5, 1, error);
    return cam_work_put_row (writer, "event_attendance", cells, G_N_ELEMENTS (cells), error);
  }
}

typedef struct
{
  char *event;
  char *body;
  char *activity;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->event);
  g_free (said->body);
  g_free (said->activity);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static gboolean
read_said (CamWriter   *writer,
           const char  *feedback,
           Said        *said,
           GError     **error)
{
  const char *columns[] = { "event_uuid", "body", "activity_uuid", NULL };
  const CamValue is[] = { cam_text (feedback) };
  g_autoptr (CamCursor) cursor = NULL;

  if (!cam_work_need_row (writer, "event_feedback", feedback, error))
    return FALSE;
  cursor = cam_writer_select (writer, "event_feedback", columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  said->event = g_strdup (cam_cursor_get_text (cursor, 0));
  said->body = g_strdup (cam_cursor_get_text (cursor, 1));
  said->activity = g_strdup (cam_cursor_get_text (cursor, 2));
  return TRUE;
}

/* What was made of it and deleted since may be made again. */
static gboolean
check_none_yet (CamWriter   *writer,
                const char  *activity,
                GError     **error)
{
  const CamValue is[] = { cam_text (activity) };
  g_autoptr (GPtrArray) rows = NULL;

  if (activity == NULL)
    return TRUE;
  rows = cam_work_find_rows (writer, "activity", "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("There is an activity for this already."));
  return FALSE;
}

static gboolean
copy_areas (CamWriter   *writer,
            const char  *event,
            const char  *activity,
            GError     **error)
{
  const char *columns[] = { "area_uuid", NULL };
  const CamValue is[] = { cam_text (event) };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "event_area", columns, "WHERE event_uuid = ?1 AND deleted = 0",
                                                    is, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *area = cam_cursor_get_text (cursor, 0);

      if (area != NULL && !cam_activity_link_put (writer, CAM_ACTIVITY_LINK_AREA, activity, area, NULL, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_event_write_activity (CamWriter  *writer,
                          gpointer    data,
                          GError    **error)
{
  CamEventWork *self = data;
  g_auto (Said) said = { 0 };
  g_autofree char *key = g_strconcat ("activity:of-feedback:", self->uuid, NULL);
  g_autofree char *uuid = cam_uuid_from_name (key);

  if (!read_said (writer, self->uuid, &said, error) || !check_none_yet (writer, said.activity, error)
      || (said.event != NULL && !cam_work_need_row (writer, "event", said.event, error))
      || (self->other != NULL && !cam_work_need_row (writer, "priority", self->other, error)))
    return FALSE;
  {
    const CamCell cells[] = {
      { "uuid", cam_text (uuid) },
      { "deleted", cam_integer (0) },
      { "name", cam_text (self->name != NULL ? self->name : said.body) },
      { "description", cam_text (self->name != NULL ? said.body : NULL) },
      { "status", cam_text ("planned") },
      { "priority_uuid", cam_text (self->other) },
      { "event_uuid", cam_text (said.event) },
    };
    const CamCell back = { "activity_uuid", cam_text (uuid) };

    if (!cam_work_put_row (writer, "activity", cells, G_N_ELEMENTS (cells), error)
        || !cam_writer_update (writer, "event_feedback", self->uuid, &back, 1, error))
      return FALSE;
  }
  self->made = g_strdup (uuid);
  return said.event == NULL || copy_areas (writer, said.event, uuid, error);
}
