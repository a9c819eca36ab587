/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-atlas.h"

#include "cam-atlas-private.h"

#include <math.h>
#include <string.h>

/* Above this many changed areas it is quicker to read all. */
#define MAX_SINGLE_READS 400

/* Rows are read on the main thread, which is quick, and their outlines parsed on a worker, which is
 * not. One such batch is under way at a time; what changes meanwhile is noted and read after it. */
struct _CamAtlas
{
  GObject     parent_instance;

  CamStore   *store;
  GHashTable *entries;   /* fid -> CamAtlasEntry, owned */
  GHashTable *by_uuid;   /* uuid -> CamAtlasEntry */
  GPtrArray  *levels[CAM_N_LEVELS];  /* valid entries by name */
  GPtrArray  *outlined;  /* valid entries with an outline, widest level first */
  CamBounds  *bounds;    /* of each of outlined, side by side so that a search runs through memory */
  GHashTable *members;   /* cluster uuid -> uuids */
  GHashTable *clusters;  /* member uuid -> uuids */
  guint64     serial;
  gboolean    loaded;

  GHashTable *stale;     /* set of fids to read again */
  gboolean    stale_all;
  gboolean    stale_members;
  gboolean    busy;      /* a batch is on the worker */
  guint       generation;  /* a batch of an older one is dropped */
};

G_DEFINE_FINAL_TYPE (CamAtlas, cam_atlas, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What travels to the worker and back. */
typedef struct
{
  GPtrArray *entries;
  GArray    *fids;  /* what was asked for; NULL for all */
  guint      generation;
} Batch;

static void
batch_free (Batch *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->fids, g_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static void
rebuild_index (CamAtlas *self)
{
  g_autoptr (GPtrArray) all = g_hash_table_get_values_as_ptr_array (self->entries);

  g_ptr_array_sort (all, cam_atlas_entry_compare);
  g_hash_table_remove_all (self->by_uuid);
  g_ptr_array_set_size (self->outlined, 0);
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    g_ptr_array_set_size (self->levels[i], 0);
  for (guint i = 0; i < all->len; i++)
    {
      CamAtlasEntry *entry = g_ptr_array_index (all, i);

      g_hash_table_insert (self->by_uuid, entry->area.uuid, entry);
      if (!entry->valid)
        continue;
      g_ptr_array_add (self->levels[entry->area.level], entry);
      if (entry->area.outline != NULL)
        g_ptr_array_add (self->outlined, entry);
    }
  g_free (self->bounds);
  self->bounds = g_new (CamBounds, self->outlined->len);
  for (guint i = 0; i < self->outlined->len; i++)
    self->bounds[i] = ((CamAtlasEntry *) g_ptr_array_index (self->outlined, i))->area.bounds;
}

/* Moves what @fid names out of the atlas, to live until "changed" has been heard. */
static void
retire (CamAtlas  *self,
        gint64     fid,
        GPtrArray *retired)
{
  gpointer key, entry;

  if (!g_hash_table_steal_extended (self->entries, &fid, &key, &entry))
    return;
  g_ptr_array_add (retired, entry);
}

static void
merge_batch (CamAtlas *self,
             Batch    *batch)
{
  g_autoptr (GPtrArray) retired =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cam_atlas_entry_free);
  g_autoptr (GPtrArray) entries = g_steal_pointer (&batch->entries);

  if (batch->fids == NULL)
    {
      g_autoptr (GPtrArray) old = g_hash_table_steal_all_values (self->entries);

      g_ptr_array_extend_and_steal (retired, g_steal_pointer (&old));
    }
  for (guint i = 0; batch->fids != NULL && i < batch->fids->len; i++)
    retire (self, g_array_index (batch->fids, gint64, i), retired);
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      CamAtlasEntry *entry = g_ptr_array_index (entries, i);

      /* The key lives inside the value. */
      g_hash_table_insert (self->entries, &entry->fid, entry);
    }
  rebuild_index (self);
  self->loaded = TRUE;
  self->serial++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GHashTable *
new_list_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
read_stale_members (CamAtlas  *self,
                    GError   **error)
{
  g_autoptr (GHashTable) members = new_list_table ();
  g_autoptr (GHashTable) clusters = new_list_table ();

  if (!self->stale_members)
    return TRUE;
  if (!cam_atlas_read_members (self->store, members, clusters, error))
    return FALSE;
  self->stale_members = FALSE;
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->clusters, g_hash_table_unref);
  self->members = g_steal_pointer (&members);
  self->clusters = g_steal_pointer (&clusters);
  return TRUE;
}

/* Reads the rows of whatever is stale, and notes that it no longer is. */
static Batch *
read_stale (CamAtlas  *self,
            GError   **error)
{
  g_autoptr (Batch) batch = g_new0 (Batch, 1);

  if (!self->stale_all)
    {
      GHashTableIter iter;
      gpointer key;

      batch->fids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_iter_init (&iter, self->stale);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_array_append_vals (batch->fids, key, 1);
    }
  if (!read_stale_members (self, error))
    return NULL;
  batch->entries = batch->fids != NULL
                     ? cam_atlas_read_entries (self->store, (const gint64 *) batch->fids->data,
                                               batch->fids->len, error)
                     : cam_atlas_read_entries (self->store, NULL, 0, error);
  if (batch->entries == NULL)
    return NULL;
  self->stale_all = FALSE;
  g_hash_table_remove_all (self->stale);
  batch->generation = self->generation;
  return g_steal_pointer (&batch);
}

static void start_batch (CamAtlas *self);

static void
batch_parsed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (CamAtlas) self = user_data;
  Batch *batch = g_task_get_task_data (G_TASK (result));

  self->busy = FALSE;
  if (batch->generation == self->generation)
    merge_batch (self, batch);
  start_batch (self);
}

static void
parse_batch_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  Batch *batch = task_data;

  cam_atlas_parse_entries (batch->entries);
  g_task_return_boolean (task, TRUE);
}

/* The task has no source object: a task may drop its last reference on the worker, and the atlas
 * must be finalised on the main thread, so the reference travels with the callback. */
static void
start_batch (CamAtlas *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Batch *batch;

  if (self->busy ||
      !(self->stale_all || self->stale_members || g_hash_table_size (self->stale) > 0))
    return;
  batch = read_stale (self, &error);
  if (batch == NULL)
    {
      g_info ("the areas cannot be read: %s", error->message);
      return;
    }
  self->busy = TRUE;
  task = g_task_new (NULL, NULL, batch_parsed_cb, g_object_ref (self));
  g_task_set_source_tag (task, start_batch);
  g_task_set_task_data (task, batch, (GDestroyNotify) batch_free);
  g_task_run_in_thread (task, parse_batch_thread);
}

static void
store_changed_cb (CamStore   *store,
                  CamChanges *changes,
                  CamAtlas   *self)
{
  guint n_rows = 0;
  const gint64 *rows = cam_changes_get_rows (changes, "area", &n_rows);

  if (cam_changes_has_table (changes, "area_member"))
    self->stale_members = TRUE;
  for (guint i = 0; i < n_rows && !self->stale_all; i++)
    g_hash_table_add (self->stale, g_memdup2 (&rows[i], sizeof rows[i]));
  if (g_hash_table_size (self->stale) > MAX_SINGLE_READS)
    self->stale_all = TRUE;
  start_batch (self);
}

static void
cam_atlas_dispose (GObject *object)
{
  CamAtlas *self = CAM_ATLAS (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_atlas_parent_class)->dispose (object);
}

static void
cam_atlas_finalize (GObject *object)
{
  CamAtlas *self = CAM_ATLAS (object);

  g_clear_pointer (&self->by_uuid, g_hash_table_unref);
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    g_clear_pointer (&self->levels[i], g_ptr_array_unref);
  g_clear_pointer (&self->outlined, g_ptr_array_unref);
  g_clear_pointer (&self->bounds, g_free);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->clusters, g_hash_table_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);

  G_OBJECT_CLASS (cam_atlas_parent_class)->finalize (object);
}

static void
cam_atlas_class_init (CamAtlasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cam_atlas_dispose;
  object_class->finalize = cam_atlas_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cam_atlas_init (CamAtlas *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) cam_atlas_entry_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    self->levels[i] = g_ptr_array_new ();
  self->outlined = g_ptr_array_new ();
  self->members = new_list_table ();
  self->clusters = new_list_table ();
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->stale_all = TRUE;
  self->stale_members = TRUE;
}

CamAtlas *
cam_atlas_new (CamStore *store)
{
  CamAtlas *self;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_object_new (CAM_TYPE_ATLAS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_DEFAULT);
  start_batch (self);
  return self;
}

gboolean
cam_atlas_load (CamAtlas  *self,
                GError   **error)
{
  g_autoptr (Batch) batch = NULL;

  g_return_val_if_fail (CAM_IS_ATLAS (self), FALSE);

  self->generation++;
  self->stale_all = TRUE;
  self->stale_members = TRUE;
  batch = read_stale (self, error);
  if (batch == NULL)
    return FALSE;
  cam_atlas_parse_entries (batch->entries);
  merge_batch (self, batch);
  return TRUE;
}

gboolean
cam_atlas_is_loaded (CamAtlas *self)
{
  g_return_val_if_fail (CAM_IS_ATLAS (self), FALSE);

  return self->loaded;
}

CamStore *
cam_atlas_get_store (CamAtlas *self)
{
  g_return_val_if_fail (CAM_IS_ATLAS (self), NULL);

  return self->store;
}

guint64
cam_atlas_get_serial (CamAtlas *self)
{
  g_return_val_if_fail (CAM_IS_ATLAS (self), 0);

  return self->serial;
}

const CamAtlasArea *
cam_atlas_find (CamAtlas   *self,
                const char *uuid)
{
  g_return_val_if_fail (CAM_IS_ATLAS (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return g_hash_table_lookup (self->by_uuid, uuid);
}

GPtrArray *
cam_atlas_get_level (CamAtlas *self,
                     CamLevel  level)
{
  g_return_val_if_fail (CAM_IS_ATLAS (self), NULL);
  g_return_val_if_fail ((guint) level < CAM_N_LEVELS, NULL);

  return self->levels[level];
}

GPtrArray *
cam_atlas_find_at (CamAtlas *self,
                   double    lat,
                   double    lon)
{
  GPtrArray *found;

  g_return_val_if_fail (CAM_IS_ATLAS (self), NULL);

  found = g_ptr_array_new ();
  /* Three thousand boxes take some microseconds: a tree over them would be no quicker. */
  for (guint i = 0; i < self->outlined->len; i++)
    {
      const CamBounds *bounds = &self->bounds[i];
      CamAtlasEntry *entry;

      if (!(lon >= bounds->min_x && lon <= bounds->max_x && lat >= bounds->min_y &&
            lat <= bounds->max_y))
        continue;
      entry = g_ptr_array_index (self->outlined, i);
      if (cam_geometry_contains (entry->area.outline, lon, lat))
        g_ptr_array_add (found, entry);
    }
  return found;
}

GPtrArray *
cam_atlas_locate (double   lat,
                  double   lon,
                  gpointer atlas)
{
  g_autoptr (GPtrArray) areas = cam_atlas_find_at (atlas, lat, lon);
  GPtrArray *uuids = g_ptr_array_new_full (areas->len, NULL);

  for (guint i = 0; i < areas->len; i++)
    g_ptr_array_add (uuids, ((const CamAtlasArea *) g_ptr_array_index (areas, i))->uuid);
  return uuids;
}

const CamAtlasArea *
cam_atlas_find_towards (CamAtlas   *self,
                        const char *uuid,
                        double      bearing)
{
  const CamAtlasArea *from = cam_atlas_find (self, uuid);
  const CamAtlasArea *nearest = NULL;
  double shortest = INFINITY;
  GPtrArray *level;

  if (from == NULL)
    return NULL;
  level = self->levels[from->level];
  for (guint i = 0; i < level->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (level, i);
      double east = (area->label_lon - from->label_lon) * cos (from->label_lat * G_PI / 180.0);
      double north = area->label_lat - from->label_lat;
      double distance = hypot (east, north);
      double off = remainder (atan2 (east, north) * 180.0 / G_PI - bearing, 360.0);

      if (area != from && distance > 0.0 && distance < shortest && fabs (off) <= 45.0)
        {
          nearest = area;
          shortest = distance;
        }
    }
  return nearest;
}

static void
add_once (GPtrArray *list,
          gpointer   area)
{
  if (area != NULL && !g_ptr_array_find (list, area, NULL))
    g_ptr_array_add (list, area);
}

/* Adds those of a list of uuids that are areas today. */
static void
add_listed (CamAtlas  *self,
            GPtrArray *list,
            GPtrArray *uuids)
{
  for (guint i = 0; uuids != NULL && i < uuids->len; i++)
    {
      CamAtlasEntry *entry = g_hash_table_lookup (self->by_uuid, g_ptr_array_index (uuids, i));

      if (entry != NULL && entry->valid)
        add_once (list, entry);
    }
}

/* A place lies in what is wider than itself: a parish in its ward or, where the parish is the wider
 * one, not. Areas without an outline have no bounds, and lie in everything that holds their point. */
static gboolean
may_hold (const CamAtlasArea *other,
          const CamAtlasArea *area)
{
  CamBounds a = other->bounds;
  CamBounds b = area->bounds;

  if (other->level == area->level)
    return FALSE;
  return area->outline == NULL
         || (a.max_x - a.min_x) * (a.max_y - a.min_y) >= (b.max_x - b.min_x) * (b.max_y - b.min_y);
}

GPtrArray *
cam_atlas_list_around (CamAtlas   *self,
                       const char *uuid)
{
  const CamAtlasArea *area = cam_atlas_find (self, uuid);
  GPtrArray *list = g_ptr_array_new ();
  const CamAtlasArea *parent = area;

  if (area == NULL)
    return list;
  if (isfinite (area->label_lat) && isfinite (area->label_lon))
    {
      g_autoptr (GPtrArray) at = cam_atlas_find_at (self, area->label_lat, area->label_lon);

      for (guint i = 0; i < at->len; i++)
        if (may_hold (g_ptr_array_index (at, i), area))
          add_once (list, g_ptr_array_index (at, i));
    }
  add_listed (self, list, g_hash_table_lookup (self->clusters, uuid));
  /* As many steps as there are levels: a file may have parents in a circle. */
  for (guint i = 0; i < CAM_N_LEVELS && parent != NULL && parent->parent_uuid != NULL; i++)
    {
      parent = cam_atlas_find (self, parent->parent_uuid);
      add_once (list, (gpointer) parent);
    }
  g_ptr_array_remove (list, (gpointer) area);
  g_ptr_array_sort (list, cam_atlas_entry_compare);
  return list;
}

GPtrArray *
cam_atlas_list_members (CamAtlas   *self,
                        const char *uuid)
{
  GPtrArray *list;

  g_return_val_if_fail (CAM_IS_ATLAS (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  list = g_ptr_array_new ();
  add_listed (self, list, g_hash_table_lookup (self->members, uuid));
  g_ptr_array_sort (list, cam_atlas_entry_compare);
  return list;
}

gboolean
cam_atlas_get_bounds (CamAtlas  *self,
                      guint      level_mask,
                      CamBounds *bounds)
{
  CamBounds all = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  g_return_val_if_fail (CAM_IS_ATLAS (self), FALSE);
  g_return_val_if_fail (bounds != NULL, FALSE);

  for (guint i = 0; i < self->outlined->len; i++)
    {
      const CamAtlasEntry *entry = g_ptr_array_index (self->outlined, i);

      if ((level_mask & (1u << entry->area.level)) == 0)
        continue;
      all.min_x = MIN (all.min_x, self->bounds[i].min_x);
      all.min_y = MIN (all.min_y, self->bounds[i].min_y);
      all.max_x = MAX (all.max_x, self->bounds[i].max_x);
      all.max_y = MAX (all.max_y, self->bounds[i].max_y);
    }
  if (!(all.min_x <= all.max_x))
    return FALSE;
  *bounds = all;
  return TRUE;
}
