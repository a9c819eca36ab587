/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-events.h"

#include "cam-clash.h"
#include "cam-event-rules.h"
#include "cam-travel-settings.h"

/* How far ahead is looked where nobody says. */
#define DAYS_AHEAD 90u

typedef struct
{
  CamBatch          *batch;
  const CamExpander *expander;
  CamEventDates     *dates;
  GHashTable        *persons;  /* uuid of an event → GPtrArray of uuids, ended by NULL */
  GHashTable        *areas;    /* the same */
  GHashTable        *told;     /* what was told from the other side; a clash is one of both */
  CamDriveTime       drive;
  guint              n_clashes;
} Answer;

static gboolean
load_pairs (CamBatch     *batch,
            const char   *table,
            const char   *column,
            GHashTable   *pairs,
            GError      **error)
{
  const char *columns[] = { "event_uuid", column, NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (batch->store, table, columns, "WHERE deleted = 0", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *event = cam_cursor_get_text (cursor, 0);
      GPtrArray *uuids = event != NULL ? g_hash_table_lookup (pairs, event) : NULL;

      if (event == NULL || cam_cursor_is_null (cursor, 1))
        continue;
      if (uuids == NULL)
        {
          uuids = g_ptr_array_new_null_terminated (1, g_free, TRUE);
          g_hash_table_insert (pairs, g_strdup (event), uuids);
        }
      g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 1)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char *const *
find_uuids (GHashTable *pairs,
            const char *event)
{
  GPtrArray *uuids = g_hash_table_lookup (pairs, event);

  return uuids != NULL ? (const char *const *) uuids->pdata : NULL;
}

/* FALSE where the other event's date told it already. */
static gboolean
is_new (Answer                   *self,
        const CamEventInstance *date,
        const CamClash           *clash)
{
  const char *one = date->event->uuid;
  const char *other = clash->other_uuid;

  if (other == NULL)
    return TRUE;
  return g_hash_table_add (self->told,
                           g_strdup_printf ("%u %s %s %s %u", clash->kind, g_strcmp0 (one, other) < 0 ? one : other,
                                            g_strcmp0 (one, other) < 0 ? other : one,
                                            clash->person_uuid != NULL ? clash->person_uuid : "",
                                            cam_wall_time_get_day (date->starts)));
}

static void
tell_json (CamBatch                 *batch,
           const CamEventInstance *date,
           const CamClash           *clash)
{
  g_autofree char *starts = cam_wall_time_to_text (date->starts, date->event->all_day);
  /* Of what lasts all day the end is behind its last day. */
  g_autofree char *ends = cam_wall_time_to_text (date->event->all_day ? date->ends - CAM_WALL_TIME_DAY : date->ends,
                                                 date->event->all_day);

  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "kind", cam_clash_kind_to_word (clash->kind));
  cam_batch_add_text (batch, "event_uuid", date->event->uuid);
  cam_batch_add_text (batch, "event", date->event->name);
  cam_batch_add_text (batch, "starts_at", starts);
  cam_batch_add_text (batch, "ends_at", ends);
  cam_batch_add_text (batch, "other_uuid", clash->other_uuid);
  cam_batch_add_text (batch, "holiday_uuid", clash->holiday_uuid);
  cam_batch_add_text (batch, "person_uuid", clash->person_uuid);
  cam_batch_add_text (batch, "vehicle_uuid", clash->vehicle_uuid);
  cam_batch_add_text (batch, "sentence", clash->sentence);
  json_builder_end_object (batch->builder);
}

static void
tell_clashes (Answer                   *self,
              const CamEventInstance *date,
              GPtrArray                *clashes)
{
  g_autofree char *day = cam_day_format (cam_wall_time_get_day (date->starts), cam_day_today ());
  g_autofree char *span = cam_wall_time_format_span (date->starts, date->ends, date->event->all_day);
  gboolean is_first = TRUE;

  for (guint i = 0; i < clashes->len; i++)
    {
      const CamClash *clash = g_ptr_array_index (clashes, i);

      if (!is_new (self, date, clash))
        continue;
      self->n_clashes++;
      if (self->batch->json)
        {
          tell_json (self->batch, date, clash);
          continue;
        }
      if (is_first)
        g_string_append_printf (self->batch->out, "%s, %s, %s\n", date->event->name != NULL ? date->event->name : "—", day,
                                span);
      g_string_append_printf (self->batch->out, "  %s\n", clash->sentence);
      is_first = FALSE;
    }
}

static gboolean
check_date (Answer                    *self,
            const CamEventInstance  *date,
            GError                   **error)
{
  const CamEventRow *event = date->event;
  const CamClashDate asked = {
    .event_uuid = event->uuid, .starts = date->starts, .ends = date->ends, .all_day = event->all_day,
    .time_zone = event->time_zone, .venue_uuid = cam_event_instance_get_venue (date), .room = event->room,
    .vehicle_uuid = event->vehicle_uuid,
    .lead = event->lead, .lead_uuid = event->lead_uuid, .person_uuids = find_uuids (self->persons, event->uuid),
    .area_uuids = find_uuids (self->areas, event->uuid), .audience = event->audience, .capacity = event->capacity,
  };
  g_autoptr (GPtrArray) clashes = NULL;

  if (date->cancelled || g_strcmp0 (cam_event_instance_get_status (date), "cancelled") == 0
      || date->starts < CAM_WALL_TIME_DAY)
    return TRUE;
  clashes = cam_clash_find (self->batch->store, &asked, self->drive, self->expander, error);
  if (clashes != NULL)
    tell_clashes (self, date, clashes);
  return clashes != NULL;
}

static gboolean
check_dates (Answer   *self,
             GError  **error)
{
  gboolean done = TRUE;

  if (self->batch->json)
    json_builder_begin_array (self->batch->builder);
  for (guint i = 0; done && i < cam_event_dates_get_n (self->dates); i++)
    done = check_date (self, cam_event_dates_get (self->dates, i), error);
  if (done && self->batch->json)
    json_builder_end_array (self->batch->builder);
  else if (done && self->n_clashes == 0)
    g_string_append (self->batch->out, "Nothing clashes.\n");
  return done;
}

static GHashTable *
new_pairs (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
cam_batch_clashes (CamBatch  *batch,
                   GError   **error)
{
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (CamEventDates) dates = NULL;
  g_autoptr (GHashTable) persons = new_pairs ();
  g_autoptr (GHashTable) areas = new_pairs ();
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Answer answer = { batch, cam_event_rules_get_expander (rules), NULL, persons, areas, told };
  guint32 from, until;

  if (!cam_batch_take_range (batch, error))
    return FALSE;
  until = cam_day_from_text (batch->until);
  from = batch->from != NULL ? cam_day_from_text (batch->from)
         : until != 0        ? MIN (until, cam_day_today ())
                             : cam_day_today ();
  if (until == 0)
    until = from + DAYS_AHEAD;
  if (!cam_batch_open_to_read (batch, error) || !load_pairs (batch, "event_person", "person_uuid", persons, error)
      || !load_pairs (batch, "event_area", "area_uuid", areas, error))
    return FALSE;
  dates = cam_event_dates_load (batch->store, from, until, answer.expander, NULL, NULL, error);
  answer.dates = dates;
  answer.drive = cam_travel_settings_load (batch->store);
  return dates != NULL && check_dates (&answer, error);
}
