/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-export-feeds.h"

#include "cam-event-export.h"
#include "cam-format.h"
#include "cam-period.h"

#include <glib/gi18n.h>

/* So long after a change: who types goes on typing. */
#define WAIT_SECONDS 5
/* A folder that cannot be reached may be there again later. */
#define AGAIN_SECONDS 300
#define KEY "event-feeds"

typedef struct
{
  char *path;
  char *kind;   /* "" for all */
} Feed;

struct _CamEventsExportFeeds
{
  GObject       parent_instance;

  CamStore     *store;
  GSettings    *settings;
  GHashTable   *problems;     /* path → sentence */
  GPtrArray    *waiting;      /* (element-type Feed): still to be written in this round */
  gboolean      is_writing;
  gboolean      again;        /* something changed while it was written */
  guint         timeout_id;
  guint         again_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CamEventsExportFeeds, cam_events_export_feeds, G_TYPE_OBJECT)

enum
{
  PROBLEM,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
feed_free (gpointer data)
{
  Feed *self = data;

  g_free (self->path);
  g_free (self->kind);
  g_free (self);
}

/* Those of this file. */
static GPtrArray *
list_feeds (CamEventsExportFeeds *self)
{
  GPtrArray *feeds = g_ptr_array_new_with_free_func (feed_free);
  g_autoptr(GVariant) kept = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  const char *path = NULL, *kind = NULL, *file = NULL;

  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &path, &kind, &file))
    if (g_str_equal (file, cam_store_get_path (self->store)))
      {
        Feed *feed = g_new0 (Feed, 1);

        feed->path = g_strdup (path);
        feed->kind = g_strdup (kind);
        g_ptr_array_add (feeds, feed);
      }
  return feeds;
}

static void
set_problem (CamEventsExportFeeds *self,
             const char           *path,
             const GError         *error)
{
  gboolean had_one = g_hash_table_contains (self->problems, path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *sentence = NULL;
  g_autofree char *told = NULL;

  if (error == NULL)
    {
      if (g_hash_table_remove (self->problems, path))
        g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_FAILED))
    sentence = g_strdup (_("Its folder cannot be reached just now. It is tried again by and by."));
  else
    sentence = cam_format_error (error);
  /* Translators: %1$s is the name of a file, %2$s a sentence that says what is wrong */
  told = g_strdup_printf (_("The calendar “%1$s” for others could not be written. %2$s"), name, sentence);
  g_hash_table_replace (self->problems, g_strdup (path), g_steal_pointer (&sentence));
  g_signal_emit (self, signals[CHANGED], 0);
  if (!had_one)
    g_signal_emit (self, signals[PROBLEM], 0, told);
}

typedef struct
{
  CamEventsExportFeeds *feeds;
  char                 *path;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->feeds);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void write_next (CamEventsExportFeeds *self);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Writing) writing = user_data;
  CamEventsExportFeeds *self = writing->feeds;
  g_autoptr(GError) error = NULL;

  cam_event_export_finish (CAM_STORE (source), result, NULL, &error);
  self->is_writing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_problem (self, writing->path, error);
  write_next (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  CamEventsExportFeeds *self = user_data;

  self->timeout_id = 0;
  cam_events_export_feeds_write (self);
  return G_SOURCE_REMOVE;
}

static void
write_soon (CamEventsExportFeeds *self)
{
  if (self->is_writing)
    {
      self->again = TRUE;
      return;
    }
  /* Not put off by what comes in between, but for what waits for a folder. */
  g_clear_handle_id (&self->again_id, g_source_remove);
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add_seconds (WAIT_SECONDS, timeout_cb, self);
}

static gboolean
again_cb (gpointer user_data)
{
  CamEventsExportFeeds *self = user_data;

  self->again_id = 0;
  cam_events_export_feeds_write (self);
  return G_SOURCE_REMOVE;
}

static void
end_round (CamEventsExportFeeds *self)
{
  if (self->again)
    {
      self->again = FALSE;
      write_soon (self);
    }
  else if (g_hash_table_size (self->problems) > 0 && self->again_id == 0)
    self->again_id = g_timeout_add_seconds (AGAIN_SECONDS, again_cb, self);
}

/* One after the other. */
static void
write_next (CamEventsExportFeeds *self)
{
  CamEventExportOptions options = { .feed = TRUE };
  g_autofree char *path = NULL;
  g_autofree char *kind = NULL;
  Writing *writing = NULL;

  /* One may have been removed meanwhile. */
  while (kind == NULL && self->waiting->len > 0)
    {
      Feed *feed = g_ptr_array_steal_index (self->waiting, 0);

      g_free (path);
      path = g_strdup (feed->path);
      kind = cam_events_export_feeds_dup_kind (self, path);
      feed_free (feed);
    }
  if (kind == NULL)
    {
      end_round (self);
      return;
    }
  writing = g_new0 (Writing, 1);
  writing->feeds = g_object_ref (self);
  writing->path = g_strdup (path);
  options.kind = *kind != '\0' ? kind : NULL;
  self->is_writing = TRUE;
  cam_event_export_async (self->store, path, cam_day_today (), &options, self->cancellable, written_cb, writing);
}

static void
changed_cb (CamEventsExportFeeds *self,
            CamChanges           *changes)
{
  static const char *const tables[] = { "event", "event_date", "venue" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        write_soon (self);
        return;
      }
}

static void
cam_events_export_feeds_dispose (GObject *object)
{
  CamEventsExportFeeds *self = CAM_EVENTS_EXPORT_FEEDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->again_id, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cam_events_export_feeds_parent_class)->dispose (object);
}

static void
cam_events_export_feeds_finalize (GObject *object)
{
  CamEventsExportFeeds *self = CAM_EVENTS_EXPORT_FEEDS (object);

  g_hash_table_unref (self->problems);
  g_ptr_array_unref (self->waiting);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_events_export_feeds_parent_class)->finalize (object);
}

static void
cam_events_export_feeds_class_init (CamEventsExportFeedsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cam_events_export_feeds_dispose;
  object_class->finalize = cam_events_export_feeds_finalize;
  signals[PROBLEM] = g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cam_events_export_feeds_init (CamEventsExportFeeds *self)
{
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func (feed_free);
  self->cancellable = g_cancellable_new ();
}

CamEventsExportFeeds *
cam_events_export_feeds_new (CamStore  *store,
                             GSettings *settings)
{
  CamEventsExportFeeds *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CAM_TYPE_EVENTS_EXPORT_FEEDS, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  /* What changed while the program was not running. */
  write_soon (self);
  return self;
}

GPtrArray *
cam_events_export_feeds_list (CamEventsExportFeeds *self)
{
  g_autoptr(GPtrArray) feeds = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self), paths);

  feeds = list_feeds (self);
  for (guint i = 0; i < feeds->len; i++)
    g_ptr_array_add (paths, g_strdup (((Feed *) g_ptr_array_index (feeds, i))->path));
  return paths;
}

char *
cam_events_export_feeds_dup_kind (CamEventsExportFeeds *self,
                                  const char           *path)
{
  g_autoptr(GPtrArray) feeds = NULL;

  g_return_val_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self) && path != NULL, NULL);

  feeds = list_feeds (self);
  for (guint i = 0; i < feeds->len; i++)
    {
      const Feed *feed = g_ptr_array_index (feeds, i);

      if (g_str_equal (feed->path, path))
        return g_strdup (feed->kind);
    }
  return NULL;
}

const char *
cam_events_export_feeds_get_problem (CamEventsExportFeeds *self,
                                     const char           *path)
{
  g_return_val_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self) && path != NULL, NULL);

  return g_hash_table_lookup (self->problems, path);
}

/* All but the one of @path, and with @kind that one as well. */
static void
keep (CamEventsExportFeeds *self,
      const char           *path,
      const char           *kind)
{
  g_autoptr(GVariant) kept = g_settings_get_value (self->settings, KEY);
  const char *file = cam_store_get_path (self->store);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other = NULL, *its_kind = NULL, *its_file = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  g_variant_iter_init (&iter, kept);
  while (g_variant_iter_next (&iter, "(&s&s&s)", &other, &its_kind, &its_file))
    if (!g_str_equal (other, path))
      g_variant_builder_add (&builder, "(sss)", other, its_kind, its_file);
  if (kind != NULL)
    g_variant_builder_add (&builder, "(sss)", path, kind, file);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

void
cam_events_export_feeds_add (CamEventsExportFeeds *self,
                             const char           *path,
                             const char           *kind)
{
  g_return_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self) && path != NULL && kind != NULL);

  keep (self, path, kind);
  g_signal_emit (self, signals[CHANGED], 0);
  cam_events_export_feeds_write (self);
}

void
cam_events_export_feeds_remove (CamEventsExportFeeds *self,
                                const char           *path)
{
  g_return_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self) && path != NULL);

  keep (self, path, NULL);
  g_hash_table_remove (self->problems, path);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cam_events_export_feeds_write (CamEventsExportFeeds *self)
{
  g_return_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->again_id, g_source_remove);
  if (self->is_writing)
    {
      self->again = TRUE;
      return;
    }
  g_ptr_array_unref (self->waiting);
  self->waiting = list_feeds (self);
  write_next (self);
}
