/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-track-apply.h"

#include <glib/gi18n-lib.h>

#include <string.h>

void
cam_event_work_free (CamEventWork *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->starts_at);
  g_free (self->ends_at);
  g_free (self->original_at);
  g_free (self->word);
  g_free (self->other);
  g_strfreev (self->areas);
  g_free (self->made);
  g_free (self);
}

void
cam_event_brief_clear (CamEventBrief *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->starts_at, g_free);
  g_clear_pointer (&self->ends_at, g_free);
  g_clear_pointer (&self->time_zone, g_free);
  g_clear_pointer (&self->recurrence, g_free);
}

gboolean
cam_event_brief_read (CamEventBrief  *self,
                      CamWriter      *writer,
                      const char     *uuid,
                      GError        **error)
{
  const char *columns[] = { "name", "starts_at", "ends_at", "time_zone", "recurrence", "all_day", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = NULL;

  if (!cam_work_need_row (writer, "event", uuid, error))
    return FALSE;
  cursor = cam_writer_select (writer, "event", columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  self->name = g_strdup (cam_cursor_get_text (cursor, 0));
  self->starts_at = g_strdup (cam_cursor_get_text (cursor, 1));
  self->ends_at = g_strdup (cam_cursor_get_text (cursor, 2));
  self->time_zone = g_strdup (cam_cursor_get_text (cursor, 3));
  if (cam_cursor_get_text (cursor, 4) != NULL && *cam_cursor_get_text (cursor, 4) != '\0')
    self->recurrence = g_strdup (cam_cursor_get_text (cursor, 4));
  self->all_day = cam_cursor_get_integer (cursor, 5) != 0;
  return TRUE;
}

static gboolean
is_written (const char *text,
            gboolean    all_day)
{
  return cam_wall_time_from_text (text) != CAM_WALL_TIME_NONE && strlen (text) == (all_day ? 10 : 16)
         && (all_day || text[10] == 'T');
}

gboolean
cam_event_check_times (const char  *starts_at,
                       const char  *ends_at,
                       gboolean     all_day,
                       GError     **error)
{
  if (is_written (starts_at, all_day)
      && (ends_at == NULL || (is_written (ends_at, all_day) && strcmp (ends_at, starts_at) >= 0)))
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("An event begins at a time, and ends no earlier."));
  return FALSE;
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

static CamEventWork *
new_change (const char   *label,
            CamWriteFunc  func,
            const char   *uuid)
{
  CamEventWork *self = g_new0 (CamEventWork, 1);

  self->label = label;
  self->func = func;
  self->uuid = g_strdup (uuid);
  return self;
}

CamEventWork *
cam_event_work_new_add (const char        *name,
                          const char        *starts_at,
                          const char        *ends_at,
                          gboolean           all_day,
                          const char *const *areas,
                          const char        *from)
{
  CamEventWork *self = new_change (_("Add event"), cam_event_write_add, NULL);

  self->name = trim (name);
  self->starts_at = trim (starts_at);
  self->ends_at = trim (ends_at);
  self->all_day = all_day;
  self->areas = g_strdupv ((char **) areas);
  self->other = g_strdup (from);
  return self;
}

CamEventWork *
cam_event_work_new_template (const char *from)
{
  g_return_val_if_fail (from != NULL, NULL);

  return new_change (_("Make template of event"), cam_event_write_template, from);
}

CamEventWork *
cam_event_work_new_checklist (const char *event,
                              const char *from)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);

  self = new_change (_("Add lines to checklist"), cam_event_write_checklist, event);
  self->other = g_strdup (from);
  return self;
}

CamEventWork *
cam_event_work_new_move (const char    *event,
                           const char    *original_at,
                           CamEventScope  scope,
                           const char    *starts_at,
                           const char    *ends_at,
                           gboolean       all_day)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (scope == CAM_EVENT_SCOPE_ONE ? _("Move one date of event") : _("Move event"), cam_event_write_move,
                     event);
  self->original_at = g_strdup (original_at);
  self->scope = scope;
  self->starts_at = trim (starts_at);
  self->ends_at = trim (ends_at);
  self->all_day = all_day;
  return self;
}

CamEventWork *
cam_event_work_new_repeat (const char *event,
                             const char *original_at,
                             const char *rule)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (_("Change how event repeats"), cam_event_write_repeat, event);
  self->original_at = g_strdup (original_at);
  self->word = trim (rule);
  return self;
}

static const char *
get_status_label (const char *status,
                  gboolean    one)
{
  if (g_strcmp0 (status, "cancelled") == 0)
    return one ? _("Cancel one date of event") : _("Cancel event");
  if (g_strcmp0 (status, "held") == 0)
    return one ? _("Mark one date of event as held") : _("Mark event as held");
  return one ? _("Change status of one date of event") : _("Change status of event");
}

CamEventWork *
cam_event_work_new_status (const char *event,
                             const char *original_at,
                             const char *status)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (get_status_label (status, original_at != NULL), cam_event_write_status, event);
  self->original_at = g_strdup (original_at);
  self->word = g_strdup (status);
  return self;
}

CamEventWork *
cam_event_work_new_date_venue (const char *event,
                               const char *original_at,
                               const char *venue,
                               const char *name)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL && original_at != NULL, NULL);

  self = new_change (_("Change venue of one date of event"), cam_event_write_date_venue, event);
  self->original_at = g_strdup (original_at);
  self->other = g_strdup (venue);
  self->name = trim (name);
  return self;
}

CamEventWork *
cam_event_work_new_date_note (const char *event,
                              const char *original_at,
                              const char *note)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL && original_at != NULL, NULL);

  self = new_change (_("Change note on one date of event"), cam_event_write_date_note, event);
  self->original_at = g_strdup (original_at);
  self->word = trim (note);
  return self;
}

static const char *
get_link_label (CamEventLink kind,
                gboolean     set)
{
  switch (kind)
    {
    case CAM_EVENT_LINK_PRIORITY:
      return set ? _("Add priority to event") : _("Take priority off event");
    case CAM_EVENT_LINK_PARTNER:
      return set ? _("Add partner to event") : _("Take partner off event");
    case CAM_EVENT_LINK_PERSON:
      return set ? _("Add person to event") : _("Take person off event");
    case CAM_EVENT_LINK_AREA:
    default:
      return set ? _("Add area to event") : _("Take area off event");
    }
}

CamEventWork *
cam_event_work_new_link (const char   *event,
                           CamEventLink  kind,
                           const char   *other,
                           gboolean      set)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL && other != NULL, NULL);

  self = new_change (get_link_label (kind, set), cam_event_write_link, event);
  self->link = kind;
  self->other = g_strdup (other);
  self->set = set;
  return self;
}

CamEventWork *
cam_event_work_new_link_named (const char   *event,
                                 CamEventLink  kind,
                                 const char   *name)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL && kind != CAM_EVENT_LINK_AREA, NULL);

  self = new_change (get_link_label (kind, TRUE), cam_event_write_link_named, event);
  self->link = kind;
  self->name = trim (name);
  return self;
}

CamEventWork *
cam_event_work_new_venue (const char *event,
                            const char *venue,
                            const char *name)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (_("Change venue of event"), cam_event_write_venue, event);
  self->other = g_strdup (venue);
  self->name = trim (name);
  return self;
}

CamEventWork *
cam_event_work_new_vehicle (const char *event,
                            const char *vehicle,
                            const char *name)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (_("Change vehicle of event"), cam_event_write_vehicle, event);
  self->other = g_strdup (vehicle);
  self->name = trim (name);
  return self;
}

CamEventWork *
cam_event_work_new_count (const char *event,
                            const char *day,
                            const char *group,
                            gint64      count)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  self = new_change (_("Count who came to event"), cam_event_write_count, event);
  self->starts_at = trim (day);
  self->name = trim (group);
  self->count = count;
  return self;
}

CamEventWork *
cam_event_work_new_activity (const char *feedback,
                               const char *name,
                               const char *priority)
{
  CamEventWork *self = NULL;

  g_return_val_if_fail (feedback != NULL, NULL);

  self = new_change (_("Make activity of feedback"), cam_event_write_activity, feedback);
  self->name = trim (name);
  self->other = g_strdup (priority);
  return self;
}

void
cam_event_work_apply_async (CamEventWork      *self,
                              CamStore            *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (CAM_IS_STORE (store));

  cam_track_apply_async (store, self->label, self->func, self, (GDestroyNotify) cam_event_work_free, &self->made, cancellable,
                         callback, user_data);
}

gboolean
cam_event_work_apply_finish (CamStore      *store,
                               GAsyncResult  *result,
                               char         **made,
                               GError       **error)
{
  return cam_track_apply_finish (store, result, made, error);
}

gboolean
cam_event_work_apply (CamEventWork  *self,
                        CamStore        *store,
                        char           **made,
                        GError         **error)
{
  g_autoptr (CamEventWork) change = self;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  if (!cam_store_write (store, change->label, change->func, change, error))
    return FALSE;
  if (made != NULL)
    *made = g_steal_pointer (&change->made);
  return TRUE;
}
