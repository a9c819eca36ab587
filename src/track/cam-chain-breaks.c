/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-chain.h"

#include "cam-last-change.h"
#include "cam-period.h"
#include "cam-wait-graph.h"

/* Without a word for so many days an activity is silent. */
#define SILENT_DAYS 30

typedef struct
{
  CamStore     *store;
  guint32       today;
  char         *owner;       /* folded, NULL for everybody's */
  GHashTable   *in_areas;    /* uuids of activities; NULL for everywhere */
  GHashTable   *served;      /* uuids of outcomes that those serve */
  GHashTable   *outcomes;    /* uuids of those that are there */
  GHashTable   *said;        /* uuid → last day of a note or a change of status */
  CamWaitGraph *graph;       /* of what is not done; NULL where nothing waits */
  GPtrArray    *items;
} Finder;

typedef void (*TakeFunc) (Finder    *self,
                          CamCursor *cursor);

static gboolean
each (Finder          *self,
      const char      *table,
      const char     **columns,
      const char      *clause,
      TakeFunc         take,
      GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      take (self, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_owner (Finder     *self,
          const char *owner)
{
  g_autofree char *folded = NULL;

  if (self->owner == NULL)
    return TRUE;
  if (owner == NULL)
    return FALSE;
  folded = cam_track_fold_owner (owner);
  return g_str_equal (folded, self->owner);
}

static void
add_item (Finder       *self,
          CamTrackKind  kind,
          const char   *table,
          CamCursor    *cursor,
          const char   *owner,
          guint32       day,
          char         *sentence)
{
  g_ptr_array_add (self->items, cam_track_item_new (kind, table, cam_cursor_get_text (cursor, 0),
                                                    cam_cursor_get_text (cursor, 1), owner, day, self->today, sentence));
}

/* An instant or a day; anything may stand in a file. */
static guint32
get_day_of_instant (const char *text)
{
  char day[11] = { 0 };

  if (text == NULL)
    return 0;
  g_strlcpy (day, text, sizeof day);
  return cam_day_from_text (day);
}

static void
note_day (Finder     *self,
          const char *uuid,
          guint32     day)
{
  guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (self->said, uuid));

  if (day > known)
    g_hash_table_insert (self->said, g_strdup (uuid), GUINT_TO_POINTER (day));
}

static void
take_note (Finder    *self,
           CamCursor *cursor)
{
  note_day (self, cam_cursor_get_text (cursor, 0), get_day_of_instant (cam_cursor_get_text (cursor, 1)));
}

static gboolean
load_said (Finder  *self,
           GError **error)
{
  const char *columns[] = { "activity_uuid", "said_at", NULL };
  g_autoptr (GHashTable) changes = NULL;
  GHashTableIter iter;
  gpointer uuid = NULL, instant = NULL;

  changes = cam_store_list_last_changes (self->store, "activity", "status",
                                         "status = 'started' AND deleted = 0 AND is_template = 0", error);
  if (changes == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &uuid, &instant))
    note_day (self, uuid, get_day_of_instant (instant));
  return each (self, "activity_note", columns,
               "WHERE deleted = 0 AND activity_uuid IN (SELECT uuid FROM activity NOT INDEXED WHERE status = 'started' AND deleted = 0)",
               take_note, error);
}

static void
take_outcome (Finder    *self,
              CamCursor *cursor)
{
  g_hash_table_add (self->outcomes, g_strdup (cam_cursor_get_text (cursor, 0)));
}

static void
take_wait (Finder    *self,
           CamCursor *cursor)
{
  cam_wait_graph_add_wait (self->graph, cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1));
}

static gboolean
load_areas (Finder             *self,
            const char *const  *areas,
            GError            **error)
{
  const char *columns[] = { "activity_uuid", NULL };

  if (areas == NULL)
    return TRUE;
  self->in_areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; areas[i] != NULL; i++)
    {
      const CamValue params[] = { cam_text (areas[i]) };
      g_autoptr (CamCursor) cursor = cam_store_select (self->store, "activity_area", columns,
                                                       "WHERE area_uuid = ?1 AND deleted = 0", params, 1, error);
      g_autoptr (GError) local_error = NULL;

      if (cursor == NULL)
        return FALSE;
      while (cam_cursor_next (cursor, &local_error))
        if (!cam_cursor_is_null (cursor, 0))
          g_hash_table_add (self->in_areas, g_strdup (cam_cursor_get_text (cursor, 0)));
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

static void
look_at_dates (Finder     *self,
               CamCursor  *cursor,
               const char *owner,
               const char *status)
{
  guint32 due = cam_day_from_text (cam_cursor_get_text (cursor, 5));
  guint32 started = cam_day_from_text (cam_cursor_get_text (cursor, 4));
  guint32 last = GPOINTER_TO_UINT (g_hash_table_lookup (self->said, cam_cursor_get_text (cursor, 0)));

  if (due != 0 && due < self->today)
    add_item (self, CAM_TRACK_OVERDUE, "activity", cursor, owner, due, NULL);
  if (g_strcmp0 (status, "started") != 0)
    return;
  last = MAX (last, started);
  if (last + SILENT_DAYS < self->today)
    add_item (self, CAM_TRACK_SILENT, "activity", cursor, owner, last, NULL);
}

static void
take_activity (Finder    *self,
               CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  const char *owner = cam_cursor_get_text (cursor, 2);
  const char *outcome = cam_cursor_get_text (cursor, 3);
  const char *status = cam_cursor_get_text (cursor, 6);
  gboolean has_outcome = outcome != NULL && g_hash_table_contains (self->outcomes, outcome);

  if (self->graph != NULL && g_strcmp0 (status, "done") != 0)
    cam_wait_graph_add_activity (self->graph, uuid, cam_cursor_get_text (cursor, 1));
  if (self->in_areas != NULL && !g_hash_table_contains (self->in_areas, uuid))
    return;
  if (has_outcome && self->served != NULL)
    g_hash_table_add (self->served, g_strdup (outcome));
  if (!is_owner (self, owner))
    return;
  if (!has_outcome)
    add_item (self, CAM_TRACK_NO_OUTCOME, "activity", cursor, owner, cam_day_from_text (cam_cursor_get_text (cursor, 5)),
              NULL);
  if (g_strcmp0 (status, "done") != 0)
    look_at_dates (self, cursor, owner, status);
}

static gboolean
look_at_circular (Finder      *self,
                  const char  *uuid,
                  GError     **error)
{
  const char *columns[] = { "uuid", "name", "owner", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->in_areas != NULL && !g_hash_table_contains (self->in_areas, uuid))
    return TRUE;
  cursor = cam_store_select (self->store, "activity", columns, "WHERE uuid = ?1", params, 1, error);
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error) && is_owner (self, cam_cursor_get_text (cursor, 2)))
    add_item (self, CAM_TRACK_CIRCLE, "activity", cursor, cam_cursor_get_text (cursor, 2), 0,
              cam_wait_graph_dup_circle (self->graph, uuid));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* After all activities were seen. */
static gboolean
find_circles (Finder  *self,
              GError **error)
{
  const char *waits[] = { "activity_uuid", "blocker_uuid", NULL };
  g_autoptr (GPtrArray) circular = NULL;

  if (self->graph == NULL)
    return TRUE;
  if (!each (self, "activity_block", waits, "NOT INDEXED WHERE deleted = 0 AND blocker_uuid IS NOT NULL", take_wait, error))
    return FALSE;
  circular = cam_wait_graph_list_circular (self->graph);
  for (guint i = 0; i < circular->len; i++)
    if (!look_at_circular (self, g_ptr_array_index (circular, i), error))
      return FALSE;
  return TRUE;
}

static void
take_unmeasured (Finder    *self,
                 CamCursor *cursor)
{
  if (self->owner != NULL
      || (self->served != NULL && !g_hash_table_contains (self->served, cam_cursor_get_text (cursor, 0))))
    return;
  add_item (self, CAM_TRACK_NO_MEASURE, "outcome", cursor, NULL, 0, NULL);
}

static void
take_unread (Finder    *self,
             CamCursor *cursor)
{
  const char *owner = cam_cursor_get_text (cursor, 2);
  const char *outcome = cam_cursor_get_text (cursor, 3);
  const char *activity = cam_cursor_get_text (cursor, 4);

  if (!is_owner (self, owner))
    return;
  if (self->in_areas != NULL && !(outcome != NULL && g_hash_table_contains (self->served, outcome))
      && !(activity != NULL && g_hash_table_contains (self->in_areas, activity)))
    return;
  add_item (self, CAM_TRACK_NO_READING, "measure", cursor, owner, 0, NULL);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  CamTrackItem *one = *(CamTrackItem *const *) a;
  CamTrackItem *other = *(CamTrackItem *const *) b;
  int by_kind = (int) cam_track_item_get_kind (one) - (int) cam_track_item_get_kind (other);
  guint32 day = cam_track_item_get_day (one);
  guint32 other_day = cam_track_item_get_day (other);

  if (by_kind != 0)
    return by_kind;
  /* What has no day comes last. */
  day = day == 0 ? G_MAXUINT32 : day;
  other_day = other_day == 0 ? G_MAXUINT32 : other_day;
  if (day != other_day)
    return day < other_day ? -1 : 1;
  return g_strcmp0 (cam_track_item_get_title (one), cam_track_item_get_title (other));
}

/* Where nearly every row is wanted, an index only adds a look-up for each: hence NOT INDEXED. */
static gboolean
find (Finder             *self,
      const char *const  *areas,
      GError            **error)
{
  const char *uuids[] = { "uuid", "name", NULL };
  const char *activities[] = { "uuid", "name", "owner", "outcome_uuid", "starts_on", "due_on", "status", NULL };
  const char *measures[] = { "uuid", "name", "owner", "outcome_uuid", "activity_uuid", NULL };

  return load_areas (self, areas, error) && each (self, "outcome", uuids, "WHERE deleted = 0", take_outcome, error)
         && load_said (self, error)
         && each (self, "activity", activities, "NOT INDEXED WHERE deleted = 0 AND is_template = 0 AND status <> 'stopped'",
                  take_activity, error)
         && find_circles (self, error)
         && each (self, "outcome", uuids,
                  "WHERE deleted = 0 AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.outcome_uuid = outcome.uuid"
                  " AND m.deleted = 0)", take_unmeasured, error)
         && each (self, "measure", measures,
                  "WHERE deleted = 0 AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.measure_uuid = measure.uuid"
                  " AND r.deleted = 0)", take_unread, error);
}

GPtrArray *
cam_chain_list_breaks (CamStore           *store,
                       const char         *owner,
                       const char *const  *areas,
                       guint32             today,
                       GError            **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder self = { .store = store, .today = today, .outcomes = outcomes, .said = said, .items = items };
  gboolean found = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self.owner = owner != NULL ? cam_track_fold_owner (owner) : NULL;
  self.graph = cam_store_count (store, "activity_block") > 0 ? cam_wait_graph_new () : NULL;
  found = find (&self, areas, error);
  g_free (self.owner);
  g_clear_pointer (&self.in_areas, g_hash_table_unref);
  g_clear_pointer (&self.served, g_hash_table_unref);
  g_clear_pointer (&self.graph, cam_wait_graph_free);
  if (!found)
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}
