/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-graph.h"

#include "cam-period.h"

/* Memberships change on few days. Between two of these they are the same, so that what was found for one day holds
 * for the others of its stretch. */

typedef struct
{
  guint   area;
  guint32 from;  /* 0: always */
  guint32 to;    /* G_MAXUINT32: for ever */
} Edge;

struct _CamAreaGraph
{
  GHashTable *numbers;  /* uuid → number + 1 */
  GPtrArray  *uuids;    /* of each area, borrowed from numbers */
  GPtrArray  *wider;    /* of each area: NULL, or GArray of Edge to those that it belongs to */
  GPtrArray  *inner;    /* the same to those that belong to it */
  GArray     *breaks;   /* guint32: days on which a stretch begins, sorted */
  GHashTable *found;    /* area and stretch → GArray of guint */
};

static void
edges_free (GArray *edges)
{
  if (edges != NULL)
    g_array_unref (edges);
}

void
cam_area_graph_free (CamAreaGraph *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->uuids);
  g_ptr_array_unref (self->wider);
  g_ptr_array_unref (self->inner);
  g_array_unref (self->breaks);
  g_hash_table_unref (self->found);
  g_free (self);
}

guint
cam_area_graph_get_number (CamAreaGraph *self,
                           const char   *uuid)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, uuid));
  char *copy = NULL;

  if (number > 0)
    return number - 1;
  copy = g_strdup (uuid);
  g_ptr_array_add (self->uuids, copy);
  g_ptr_array_add (self->wider, NULL);
  g_ptr_array_add (self->inner, NULL);
  g_hash_table_insert (self->numbers, copy, GUINT_TO_POINTER (self->uuids->len));
  return self->uuids->len - 1;
}

guint
cam_area_graph_get_n (CamAreaGraph *self)
{
  return self->uuids->len;
}

static void
append_edge (GPtrArray *edges,
             guint      from,
             Edge       edge)
{
  if (edges->pdata[from] == NULL)
    edges->pdata[from] = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_array_append_val ((GArray *) edges->pdata[from], edge);
}

static void
add_edge (CamAreaGraph *self,
          const char   *area,
          const char   *wider,
          guint32       from,
          guint32       to)
{
  guint inner_number, wider_number;

  if (area == NULL || wider == NULL)
    return;
  inner_number = cam_area_graph_get_number (self, area);
  wider_number = cam_area_graph_get_number (self, wider);
  append_edge (self->wider, inner_number, (Edge) { wider_number, from, to });
  append_edge (self->inner, wider_number, (Edge) { inner_number, from, to });
}

static gboolean
load_members (CamAreaGraph          *self,
              const CamTrackSource  *source,
              GError               **error)
{
  const char *columns[] = { "member_uuid", "area_uuid", "valid_from", "valid_to", NULL };
  g_autoptr (CamCursor) cursor = cam_track_select (source, "area_member", columns, "WHERE deleted = 0", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      guint32 from = cam_day_from_text (cam_cursor_get_text (cursor, 2));
      guint32 to = cam_day_from_text (cam_cursor_get_text (cursor, 3));
      guint32 behind = to + 1;

      add_edge (self, cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1), from,
                to > 0 ? to : G_MAXUINT32);
      if (from > 0)
        g_array_append_val (self->breaks, from);
      if (to > 0)
        g_array_append_val (self->breaks, behind);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* In the order of the index, which has the parent: in the row it lies behind the outline. Whether the row is deleted
 * lies there too, and does no harm: nothing leads to an area that is. */
static gboolean
load_parents (CamAreaGraph          *self,
              const CamTrackSource  *source,
              GError               **error)
{
  const char *columns[] = { "uuid", "parent_uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_track_select (source, "area", columns,
                                                   "WHERE parent_uuid IS NOT NULL ORDER BY parent_uuid", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    add_edge (self, cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1), 0, G_MAXUINT32);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return (one > other) - (one < other);
}

static void
sort_breaks (CamAreaGraph *self)
{
  guint kept = 0;

  g_array_sort (self->breaks, compare_days);
  for (guint i = 0; i < self->breaks->len; i++)
    if (kept == 0 || g_array_index (self->breaks, guint32, i) != g_array_index (self->breaks, guint32, kept - 1))
      g_array_index (self->breaks, guint32, kept++) = g_array_index (self->breaks, guint32, i);
  g_array_set_size (self->breaks, kept);
}

CamAreaGraph *
cam_area_graph_load (CamStore  *store,
                     GError   **error)
{
  const CamTrackSource source = { store, NULL };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return cam_area_graph_load_from (&source, error);
}

CamAreaGraph *
cam_area_graph_load_from (const CamTrackSource  *source,
                          GError               **error)
{
  g_autoptr (CamAreaGraph) self = g_new0 (CamAreaGraph, 1);

  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->uuids = g_ptr_array_new ();
  self->wider = g_ptr_array_new_with_free_func ((GDestroyNotify) edges_free);
  self->inner = g_ptr_array_new_with_free_func ((GDestroyNotify) edges_free);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  if (!load_members (self, source, error) || !load_parents (self, source, error))
    return NULL;
  sort_breaks (self);
  return g_steal_pointer (&self);
}

/* How many stretches begin on or before @day. */
static guint
get_stretch (CamAreaGraph *self,
             guint32       day)
{
  guint low = 0, high = self->breaks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->breaks, guint32, middle) <= day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* @number and everything that its edges lead to on @day. Areas may belong to each other in a circle, by mistake or
 * through a merge: none is gone to twice. */
static GArray *
follow (GPtrArray *edges_of,
        guint      number,
        guint32    day)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (found, number);
  g_hash_table_add (seen, GUINT_TO_POINTER (number));
  for (guint i = 0; i < found->len; i++)
    {
      const GArray *edges = edges_of->pdata[g_array_index (found, guint, i)];

      for (guint j = 0; edges != NULL && j < edges->len; j++)
        {
          const Edge *edge = &g_array_index (edges, Edge, j);

          if (edge->from <= day && day <= edge->to && g_hash_table_add (seen, GUINT_TO_POINTER (edge->area)))
            g_array_append_val (found, edge->area);
        }
    }
  return found;
}

const GArray *
cam_area_graph_get_wider (CamAreaGraph *self,
                          guint         number,
                          guint32       day)
{
  gint64 key = ((gint64) number << 32) | get_stretch (self, day);
  GArray *found = NULL;

  g_return_val_if_fail (number < self->uuids->len, NULL);

  found = g_hash_table_lookup (self->found, &key);
  if (found == NULL)
    {
      found = follow (self->wider, number, day);
      g_hash_table_insert (self->found, g_memdup2 (&key, sizeof key), found);
    }
  return found;
}

GPtrArray *
cam_area_graph_list_around (CamAreaGraph *self,
                            guint         number,
                            guint32       day)
{
  const GArray *wider = cam_area_graph_get_wider (self, number, day);
  GPtrArray *uuids = g_ptr_array_new ();
  g_autoptr (GArray) inner = NULL;

  g_return_val_if_fail (wider != NULL, uuids);

  inner = follow (self->inner, number, day);
  for (guint i = 0; i < wider->len; i++)
    g_ptr_array_add (uuids, self->uuids->pdata[g_array_index (wider, guint, i)]);
  /* The first is the area itself, which is there already. */
  for (guint i = 1; i < inner->len; i++)
    g_ptr_array_add (uuids, self->uuids->pdata[g_array_index (inner, guint, i)]);
  return uuids;
}
