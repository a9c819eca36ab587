/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-timeline-private.h"

#include "cam-period.h"
#include "cam-wall-time.h"

/* Which lines a timeline has. ?1 is the uuid of the organisation or person, or a JSON list of areas. */

typedef struct
{
  CamTimelineSource  source;
  CamTimelineKind    kind;      /* of the first day that a row has */
  CamTimelineKind    last;      /* of the last day; the same where only the first counts */
  const char        *columns[5];  /* behind fid: days, the first that is there counts; "/" before the last day */
  const char        *clauses[3];  /* by CamTimelineOf; NULL where there are none */
} Source;

#define IN_AREAS "IN (SELECT value FROM json_each (?1))"
#define NO_TAG " AND group_uuid IN (SELECT uuid FROM partner_group WHERE deleted = 0 AND kind <> 'tag')"

static const Source sources[] = {
  { CAM_TIMELINE_FROM_INTERACTION, CAM_TIMELINE_INTERACTION, CAM_TIMELINE_INTERACTION, { "happened_on" },
    { "organisation_uuid = ?1",
      "(person_uuid = ?1 OR uuid IN (SELECT interaction_uuid FROM interaction_person WHERE person_uuid = ?1 AND deleted = 0))",
      "area_uuid " IN_AREAS } },
  { CAM_TIMELINE_FROM_EVENT, CAM_TIMELINE_EVENT, CAM_TIMELINE_EVENT, { "starts_at", "recurrence", "uuid" },
    { "is_template = 0 AND uuid IN (SELECT event_uuid FROM event_partner WHERE organisation_uuid = ?1 AND deleted = 0"
      " UNION SELECT event_uuid FROM event_invitation WHERE organisation_uuid = ?1 AND deleted = 0"
      " UNION SELECT event_uuid FROM event_session WHERE organisation_uuid = ?1 AND deleted = 0)",
      "is_template = 0 AND (lead_uuid = ?1 OR uuid IN (SELECT event_uuid FROM event_person WHERE person_uuid = ?1"
      " AND deleted = 0 UNION SELECT event_uuid FROM event_invitation WHERE person_uuid = ?1 AND deleted = 0))",
      "is_template = 0 AND uuid IN (SELECT event_uuid FROM event_area WHERE deleted = 0 AND area_uuid " IN_AREAS ")" } },
  { CAM_TIMELINE_FROM_ACTIVITY, CAM_TIMELINE_ACTIVITY, CAM_TIMELINE_ACTIVITY, { "done_on", "due_on", "starts_on" },
    { "is_template = 0 AND (lead_uuid = ?1 OR uuid IN (SELECT activity_uuid FROM activity_partner"
      " WHERE organisation_uuid = ?1 AND deleted = 0))",
      NULL,
      "is_template = 0 AND uuid IN (SELECT activity_uuid FROM activity_area WHERE deleted = 0 AND area_uuid " IN_AREAS ")" } },
  { CAM_TIMELINE_FROM_PRIORITY, CAM_TIMELINE_PLAN, CAM_TIMELINE_PLAN, { NULL },
    { "organisation_uuid = ?1 AND priority_uuid IN (SELECT uuid FROM priority WHERE deleted = 0)", NULL, NULL } },
  { CAM_TIMELINE_FROM_READING, CAM_TIMELINE_PLAN, CAM_TIMELINE_PLAN, { "ends_on", "starts_on" },
    { NULL, NULL, "area_uuid " IN_AREAS " AND measure_uuid IN (SELECT uuid FROM measure WHERE deleted = 0)" } },
  { CAM_TIMELINE_FROM_GROUP_ORGANISATION, CAM_TIMELINE_JOINED, CAM_TIMELINE_LEFT, { "starts_on", "/", "ends_on" },
    { "organisation_uuid = ?1" NO_TAG, NULL, NULL } },
  { CAM_TIMELINE_FROM_GROUP_PERSON, CAM_TIMELINE_JOINED, CAM_TIMELINE_LEFT, { "starts_on", "/", "ends_on" },
    { NULL, "person_uuid = ?1" NO_TAG, NULL } },
  { CAM_TIMELINE_FROM_ROLE, CAM_TIMELINE_JOINED, CAM_TIMELINE_LEFT, { "starts_on", "/", "ends_on" },
    { NULL, "person_uuid = ?1", NULL } },
  { CAM_TIMELINE_FROM_PERSON, CAM_TIMELINE_JOINED, CAM_TIMELINE_LEFT, { "role_since", "/", "role_until" },
    { NULL, "uuid = ?1 AND organisation_uuid IS NOT NULL", NULL } },
};

static const char *const names[CAM_TIMELINE_N_SOURCES] = {
  [CAM_TIMELINE_FROM_INTERACTION] = "interaction",
  [CAM_TIMELINE_FROM_EVENT] = "event",
  [CAM_TIMELINE_FROM_ACTIVITY] = "activity",
  [CAM_TIMELINE_FROM_PRIORITY] = "organisation_priority",
  [CAM_TIMELINE_FROM_READING] = "reading",
  [CAM_TIMELINE_FROM_GROUP_ORGANISATION] = "group_organisation",
  [CAM_TIMELINE_FROM_GROUP_PERSON] = "group_person",
  [CAM_TIMELINE_FROM_ROLE] = "person_role",
  [CAM_TIMELINE_FROM_PERSON] = "person",
};

void
cam_timeline_question_free (gpointer data)
{
  CamTimelineQuestion *self = data;

  g_free (self->uuid);
  g_free (self->areas);
  g_free (self);
}

void
cam_timeline_answer_free (gpointer data)
{
  CamTimelineAnswer *self = data;

  g_array_unref (self->entries);
  g_ptr_array_unref (self->repeating);
  g_free (self);
}

const char *
cam_timeline_get_table (CamTimelineSource source)
{
  g_return_val_if_fail (source < CAM_TIMELINE_N_SOURCES, NULL);

  return names[source];
}

/* Names that stand in lines of other rows first. */
#define N_NAMED 4
static const char *const followed[] = {
  "priority", "measure", "partner_group", "organisation",
  "interaction", "event", "activity", "organisation_priority", "reading", "group_organisation", "group_person",
  "person_role", "person", "interaction_person", "event_partner", "event_person", "event_invitation", "event_session",
  "event_area", "event_date", "activity_partner", "activity_area", "area_member", "area",
};
G_STATIC_ASSERT (G_N_ELEMENTS (followed) == CAM_TIMELINE_N_TABLES);

const char *
cam_timeline_get_followed (guint number)
{
  g_return_val_if_fail (number < G_N_ELEMENTS (followed), NULL);

  return followed[number];
}

gboolean
cam_timeline_is_named (guint number)
{
  return number < N_NAMED;
}

/* A day, or the day of a time. */
static guint32
read_day (const char *text)
{
  guint32 day = cam_day_from_text (text);

  return day != 0 || text == NULL ? day : cam_wall_time_get_day (cam_wall_time_from_text (text));
}

static void
add_entry (CamTimelineAnswer *answer,
           const Source      *source,
           gint64             fid,
           CamTimelineKind    kind,
           guint32            day)
{
  CamTimelineEntry entry = { .fid = fid, .day = day, .kind = (guint8) kind, .source = (guint8) source->source };

  g_array_append_val (answer->entries, entry);
}

/* What begins and ends has two lines, or one where a day is missing. */
static void
take_row (CamTimelineAnswer *answer,
          const Source      *source,
          CamCursor         *cursor)
{
  gint64 fid = cam_cursor_get_integer (cursor, 0);
  guint32 first = 0, last = 0;
  gboolean is_last = FALSE;
  guint column = 1;

  for (guint i = 0; i < G_N_ELEMENTS (source->columns) && source->columns[i] != NULL; i++)
    if (g_str_equal (source->columns[i], "/"))
      is_last = TRUE;
    else
      {
        guint32 day = read_day (cam_cursor_get_text (cursor, column++));

        if (is_last)
          last = day;
        else
          first = first != 0 ? first : day;
      }
  if (first != 0 || last == 0)
    add_entry (answer, source, fid, source->kind, first);
  if (last != 0)
    add_entry (answer, source, fid, source->last, last);
}

static void
take_event (CamTimelineAnswer *answer,
            const Source      *source,
            GHashTable        *changed,
            CamCursor         *cursor)
{
  const char *recurrence = cam_cursor_get_text (cursor, 2);
  const char *uuid = cam_cursor_get_text (cursor, 3);

  if (uuid != NULL && ((recurrence != NULL && *recurrence != '\0') || g_hash_table_contains (changed, uuid)))
    g_ptr_array_add (answer->repeating, g_strdup (uuid));
  else
    add_entry (answer, source, cam_cursor_get_integer (cursor, 0), source->kind, read_day (cam_cursor_get_text (cursor, 1)));
}

static gboolean
read_source (CamReader                  *reader,
             const CamTimelineQuestion  *question,
             const Source               *source,
             GHashTable                 *changed,
             CamTimelineAnswer          *answer,
             GError                    **error)
{
  const char *columns[G_N_ELEMENTS (source->columns) + 2] = { "fid", NULL };
  const CamValue is[] = { cam_text (question->areas != NULL ? question->areas : question->uuid) };
  g_autofree char *clause = g_strconcat ("WHERE deleted = 0 AND ", source->clauses[question->of], NULL);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  guint n_columns = 1;

  for (guint i = 0; i < G_N_ELEMENTS (source->columns) && source->columns[i] != NULL; i++)
    if (!g_str_equal (source->columns[i], "/"))
      columns[n_columns++] = source->columns[i];
  columns[n_columns] = NULL;
  cursor = cam_reader_select (reader, names[source->source], columns, clause, is, 1, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (source->source == CAM_TIMELINE_FROM_EVENT)
      take_event (answer, source, changed, cursor);
    else
      take_row (answer, source, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Events of which somebody changed or added a date. */
static GHashTable *
read_changed (CamReader  *reader,
              GError    **error)
{
  const char *columns[] = { "event_uuid", NULL };
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CamCursor) cursor = cam_reader_select (reader, "event_date", columns,
                                                    "WHERE deleted = 0 AND event_uuid IS NOT NULL", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_hash_table_add (changed, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&changed);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gpointer
cam_timeline_read (CamReader  *reader,
                   gpointer    data,
                   GError    **error)
{
  const CamTimelineQuestion *question = data;
  CamTimelineAnswer *answer = NULL;
  g_autoptr (GHashTable) changed = read_changed (reader, error);

  if (changed == NULL)
    return NULL;
  answer = g_new0 (CamTimelineAnswer, 1);
  answer->entries = g_array_new (FALSE, FALSE, sizeof (CamTimelineEntry));
  answer->repeating = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i].clauses[question->of] != NULL
        && !read_source (reader, question, &sources[i], changed, answer, error))
      {
        cam_timeline_answer_free (answer);
        return NULL;
      }
  return answer;
}
