/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-work-private.h"

#include "cam-activity-work-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Makes one event of another: from a template, a template of one, the rest of a series. */

/* What hangs on an event. Columns that end in "_on" and "_at" are moved, all others are as they were. */
typedef struct
{
  const char *table;
  gboolean    in_new;
  gboolean    in_template;
  const char *columns[10];
} Hanging;

static const Hanging hangings[] = {
  { "event_task", TRUE, TRUE, { "name", "days_before", "due_on", "owner", "position", NULL } },
  { "event_risk", TRUE, TRUE, { "name", "likelihood", "severity", "control", "owner", "position", NULL } },
  { "event_priority", TRUE, TRUE, { "priority_uuid", NULL } },
  { "event_area", TRUE, FALSE, { "area_uuid", NULL } },
  { "event_partner", TRUE, TRUE, { "organisation_uuid", "role", NULL } },
  { "event_person", FALSE, FALSE, { "person_uuid", "role", NULL } },
  { "event_invitation", FALSE, FALSE, { "organisation_uuid", "person_uuid", "name", "invited_on", "reply", "replied_on",
                                        "places", NULL } },
  { "event_session", FALSE, FALSE, { "name", "kind", "room", "starts_at", "ends_at", "organisation_uuid", "speakers",
                                     "capacity", "position", NULL } },
};

/* Of a template only what is said of any such event; of a series everything but what belongs to its calendar file. */
static const char *const columns_of_any[] = { "kind", "aim", "description", "audience", "format", "capacity", NULL };
static const char *const columns_of_following[] = {
  "kind", "aim", "description", "audience", "format", "status", "all_day", "time_zone", "venue_uuid", "room",
  "vehicle_uuid", "online_link", "lead", "lead_uuid", "capacity", NULL
};

static gboolean
is_copied (const Hanging *hanging,
           CamEventCopy   kind)
{
  return kind == CAM_EVENT_COPY_FOLLOWING || (kind == CAM_EVENT_COPY_NEW ? hanging->in_new : hanging->in_template);
}

static gboolean
is_personal (const char *column)
{
  return g_str_equal (column, "owner");
}

/* A day as many days later, a time as many minutes; NULL for what is none. */
static char *
dup_moved (const char           *text,
           const CamEventStarts *starts)
{
  CamWallTime time = cam_wall_time_from_text (text);
  const CamWallTime last = (CamWallTime) 3652059 * CAM_WALL_TIME_DAY;  /* 9999-12-31 */
  gboolean is_day = strchr (text, 'T') == NULL;
  CamWallTime moved = 0;

  if (time == CAM_WALL_TIME_NONE)
    return NULL;
  if (starts->was == CAM_WALL_TIME_NONE || starts->is == CAM_WALL_TIME_NONE)
    moved = time;
  else if (is_day)
    moved = time + (starts->is / CAM_WALL_TIME_DAY - starts->was / CAM_WALL_TIME_DAY) * CAM_WALL_TIME_DAY;
  else
    moved = time + starts->is - starts->was;
  return moved >= CAM_WALL_TIME_DAY && moved <= last ? cam_wall_time_to_text (moved, is_day) : NULL;
}

/* (transfer full) */
static CamValue
copy_cell (CamCursor *cursor,
           guint      at)
{
  g_autoptr (GBytes) blob = NULL;

  return cam_value_copy (cam_cursor_get_value (cursor, at, &blob));
}

/* (transfer full) */
static CamValue
copy_value (CamCursor            *cursor,
            guint                 at,
            const char           *column,
            CamEventCopy          kind,
            const CamEventStarts *starts)
{
  gboolean is_day = g_str_has_suffix (column, "_on");
  CamValue moved = { .type = CAM_VALUE_TEXT };

  if (kind == CAM_EVENT_COPY_TEMPLATE && (is_day || is_personal (column)))
    return cam_null ();
  if (cam_cursor_get_text (cursor, at) == NULL || (!is_day && !g_str_has_suffix (column, "_at"))
      || g_str_equal (column, "invited_on") || g_str_equal (column, "replied_on"))
    return copy_cell (cursor, at);
  moved.text = dup_moved (cam_cursor_get_text (cursor, at), starts);
  return moved.text != NULL ? moved : cam_null ();
}

static gboolean
copy_one (CamWriter            *writer,
          const Hanging        *hanging,
          CamCursor            *cursor,
          CamEventCopy          kind,
          const char           *to,
          const CamEventStarts *starts,
          GError              **error)
{
  CamCell cells[G_N_ELEMENTS (hanging->columns) + 1] = { { "event_uuid", cam_text (to) } };
  guint n_cells = 1;
  g_autofree char *made = NULL;

  for (guint i = 0; hanging->columns[i] != NULL; i++, n_cells++)
    cells[n_cells] = (CamCell) { hanging->columns[i], copy_value (cursor, i, hanging->columns[i], kind, starts) };
  made = cam_writer_insert (writer, hanging->table, cells, n_cells, error);
  for (guint i = 1; i < n_cells; i++)
    cam_value_clear (&cells[i].value);
  return made != NULL;
}

static gboolean
copy_table (CamWriter            *writer,
            const Hanging        *hanging,
            CamEventCopy          kind,
            const char           *from,
            const char           *to,
            const CamEventStarts *starts,
            GError              **error)
{
  const CamValue is[] = { cam_text (from) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_writer_select (writer, hanging->table, (const char **) hanging->columns,
                              "WHERE event_uuid = ?1 AND deleted = 0 ORDER BY fid", is, 1, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!copy_one (writer, hanging, cursor, kind, to, starts, error))
      return FALSE;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_event_copy_hanging (CamWriter     *writer,
                        CamEventCopy   kind,
                        const char    *from,
                        const char    *to,
                        CamEventStarts starts,
                        GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (hangings); i++)
    if (is_copied (&hangings[i], kind) && !copy_table (writer, &hangings[i], kind, from, to, &starts, error))
      return FALSE;
  return TRUE;
}

gboolean
cam_event_copy_row (CamWriter      *writer,
                    CamEventCopy    kind,
                    const char     *from,
                    const CamCell  *cells,
                    guint           n_cells,
                    GError        **error)
{
  const char *const *columns = kind == CAM_EVENT_COPY_FOLLOWING ? columns_of_following : columns_of_any;
  const CamValue is[] = { cam_text (from) };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CamCell));
  g_autoptr (CamCursor) cursor = NULL;
  g_autofree char *made = NULL;

  cursor = cam_writer_select (writer, "event", (const char **) columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  for (guint i = 0; columns[i] != NULL; i++)
    {
      CamCell cell = { columns[i], copy_cell (cursor, i) };
      gboolean is_over = FALSE;

      for (guint j = 0; j < n_cells && !is_over; j++)
        is_over = g_str_equal (cells[j].column, columns[i]);
      if (!is_over)
        g_array_append_val (all, cell);
      else
        cam_value_clear (&cell.value);
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  {
    guint n_own = all->len;

    g_array_append_vals (all, cells, n_cells);
    made = cam_writer_insert (writer, "event", (const CamCell *) (gpointer) all->data, all->len, error);
    for (guint i = 0; i < n_own; i++)
      cam_value_clear (&g_array_index (all, CamCell, i).value);
  }
  return made != NULL;
}

/* The first area, priority and the like are put in one by one: what is there already is no second time. */
static gboolean
add_areas (CamWriter       *writer,
           CamEventWork  *self,
           GError         **error)
{
  for (guint i = 0; self->areas != NULL && self->areas[i] != NULL; i++)
    if (!cam_work_need_row (writer, "area", self->areas[i], error)
        || !cam_event_link_put (writer, CAM_EVENT_LINK_AREA, self->made, self->areas[i], NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
cam_event_write_add (CamWriter  *writer,
                     gpointer    data,
                     GError    **error)
{
  CamEventWork *self = data;
  g_auto (CamEventBrief) brief = { 0 };
  CamEventStarts starts = { CAM_WALL_TIME_NONE, CAM_WALL_TIME_NONE };

  if (self->name == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "An event has a name.");
      return FALSE;
    }
  if (!cam_event_check_times (self->starts_at, self->ends_at, self->all_day, error)
      || (self->other != NULL && !cam_event_brief_read (&brief, writer, self->other, error)))
    return FALSE;
  self->made = g_uuid_string_random ();
  {
    const CamCell cells[] = {
      { "uuid", cam_text (self->made) },
      { "name", cam_text (self->name) },
      { "status", cam_text ("planned") },
      { "all_day", cam_integer (self->all_day) },
      { "starts_at", cam_text (self->starts_at) },
      { "ends_at", cam_text (self->ends_at) },
      { "made_from_uuid", cam_text (self->other) },
    };
    g_autofree char *made = NULL;

    if (self->other != NULL)
      {
        if (!cam_event_copy_row (writer, CAM_EVENT_COPY_NEW, self->other, cells, G_N_ELEMENTS (cells), error))
          return FALSE;
        starts.was = cam_wall_time_from_text (brief.starts_at);
        starts.is = cam_wall_time_from_text (self->starts_at);
        return cam_event_copy_hanging (writer, CAM_EVENT_COPY_NEW, self->other, self->made, starts, error)
               && add_areas (writer, self, error);
      }
    made = cam_writer_insert (writer, "event", cells, G_N_ELEMENTS (cells), error);
    return made != NULL && add_areas (writer, self, error);
  }
}

gboolean
cam_event_write_template (CamWriter  *writer,
                          gpointer    data,
                          GError    **error)
{
  CamEventWork *self = data;
  const CamEventStarts starts = { CAM_WALL_TIME_NONE, CAM_WALL_TIME_NONE };
  g_auto (CamEventBrief) brief = { 0 };

  if (!cam_event_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  self->made = g_uuid_string_random ();
  {
    const CamCell cells[] = {
      { "uuid", cam_text (self->made) },
      { "name", cam_text (brief.name) },
      { "is_template", cam_integer (1) },
      { "made_from_uuid", cam_text (self->uuid) },
    };

    return cam_event_copy_row (writer, CAM_EVENT_COPY_TEMPLATE, self->uuid, cells, G_N_ELEMENTS (cells), error)
           && cam_event_copy_hanging (writer, CAM_EVENT_COPY_TEMPLATE, self->uuid, self->made, starts, error);
  }
}

static gboolean
has_checklist (CamWriter   *writer,
               const char  *event,
               GError     **error)
{
  static const char *const columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (event) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_writer_select (writer, "event_task", (const char **) columns, "WHERE event_uuid = ?1 AND deleted = 0 LIMIT 1",
                              is, 1, error);
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("That one has no checklist."));
  return FALSE;
}

gboolean
cam_event_write_checklist (CamWriter  *writer,
                           gpointer    data,
                           GError    **error)
{
  CamEventWork *self = data;
  g_auto (CamEventBrief) to = { 0 };
  g_auto (CamEventBrief) from = { 0 };
  CamEventStarts starts = { CAM_WALL_TIME_NONE, CAM_WALL_TIME_NONE };

  if (!cam_event_brief_read (&to, writer, self->uuid, error) || !cam_event_brief_read (&from, writer, self->other, error)
      || !has_checklist (writer, self->other, error))
    return FALSE;
  starts.was = cam_wall_time_from_text (from.starts_at);
  starts.is = cam_wall_time_from_text (to.starts_at);
  return copy_table (writer, &hangings[0], CAM_EVENT_COPY_NEW, self->other, self->uuid, &starts, error);
}
