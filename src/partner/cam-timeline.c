/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-timeline-private.h"

#include "cam-area-graph.h"
#include "cam-period.h"

#include <json-glib/json-glib.h>

/* Days before and after today for which dates of events that repeat are reckoned. */
#define REPEATING_DAYS 366

struct _CamTimeline
{
  GObject             parent_instance;

  CamStore           *store;
  CamTimelineOf       of;
  char               *uuid;
  guint32             today;
  const CamExpander  *expander;
  GArray             *entries;      /* CamTimelineEntry, the newest first */
  GCancellable       *cancellable;  /* of the reading under way; NULL while there is none */
  GHashTable         *touched;      /* keys of rows that changed since the last reading */
  gboolean            all_touched;
};

static void cam_timeline_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CamTimeline, cam_timeline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cam_timeline_model_iface_init))

typedef enum { PROP_N_ITEMS = 1, PROP_LOADING } CamTimelineProperty;
static GParamSpec *properties[PROP_LOADING + 1];

static gint64
get_key (guint  source,
         gint64 fid)
{
  return ((gint64) source << 40) | fid;
}

static gboolean
is_same (CamTimeline            *self,
         const CamTimelineEntry *one,
         const CamTimelineEntry *other)
{
  gint64 key = get_key (one->source, one->fid);

  return !self->all_touched && one->fid == other->fid && one->day == other->day && one->kind == other->kind
         && one->source == other->source && one->word == other->word && !g_hash_table_contains (self->touched, &key);
}

static const CamTimelineEntry *
get_entry (const GArray *entries,
           guint         position)
{
  return &g_array_index (entries, CamTimelineEntry, position);
}

/* Replaces the lines and says which span of them became which. Takes @entries. */
static void
replace_entries (CamTimeline *self,
                 GArray      *entries)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->entries);
  guint start = 0, end = 0;

  self->entries = entries;
  while (start < MIN (old->len, entries->len) && is_same (self, get_entry (old, start), get_entry (entries, start)))
    start++;
  while (end < MIN (old->len, entries->len) - start
         && is_same (self, get_entry (old, old->len - 1 - end), get_entry (entries, entries->len - 1 - end)))
    end++;
  g_hash_table_remove_all (self->touched);
  self->all_touched = FALSE;
  if (old->len - start - end > 0 || entries->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, entries->len - start - end);
  if (old->len != entries->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_reading (CamTimeline  *self,
             GCancellable *cancellable)
{
  gboolean was_loading = self->cancellable != NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, cancellable);
  if (was_loading != (cancellable != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const CamTimelineEntry *one = a, *other = b;

  if (one->day != other->day)
    return one->day > other->day ? -1 : 1;
  if (one->source != other->source)
    return (int) one->source - other->source;
  if (one->fid != other->fid)
    return one->fid > other->fid ? -1 : 1;
  return (int) one->kind - other->kind;
}

static gboolean
is_repeating (const CamEventRow *event,
              gpointer           uuids)
{
  return g_hash_table_contains (uuids, event->uuid);
}

/* 0 where it cannot be found any more. */
static gint64
find_fid (CamStore   *store,
          const char *uuid)
{
  const char *columns[] = { "fid", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_store_select (store, "event", columns, "WHERE uuid = ?1", is, 1, NULL);

  return cursor != NULL && cam_cursor_next (cursor, NULL) ? cam_cursor_get_integer (cursor, 0) : 0;
}

static guint16
make_word (const CamEventInstance *date)
{
  GQuark word = g_quark_from_string (cam_event_instance_get_status (date));

  return g_strcmp0 (cam_event_instance_get_status (date), date->event->status) != 0 && word <= G_MAXUINT16
         ? (guint16) word : 0;
}

/* Few events have more than one date: only then all of a time are looked through. */
static void
add_repeating (CamTimeline *self,
               GPtrArray   *uuids,
               GArray      *entries)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) fids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (CamEventDates) dates = NULL;
  g_autoptr (GError) error = NULL;

  if (uuids->len == 0)
    return;
  for (guint i = 0; i < uuids->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (uuids, i));
  dates = cam_event_dates_load (self->store, MAX (self->today, REPEATING_DAYS + 1) - REPEATING_DAYS,
                                self->today + REPEATING_DAYS, self->expander, is_repeating, wanted, &error);
  if (dates == NULL)
    {
      g_warning ("Could not reckon dates: %s", error->message);
      return;
    }
  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    {
      const CamEventInstance *date = cam_event_dates_get (dates, i);
      gint64 *fid = g_hash_table_lookup (fids, date->event);
      CamTimelineEntry entry = { .day = cam_wall_time_get_day (date->starts), .kind = CAM_TIMELINE_EVENT,
                                 .source = CAM_TIMELINE_FROM_EVENT, .word = make_word (date) };

      if (fid == NULL)
        {
          fid = g_new (gint64, 1);
          *fid = find_fid (self->store, date->event->uuid);
          g_hash_table_insert (fids, (gpointer) date->event, fid);
        }
      entry.fid = *fid;
      g_array_append_val (entries, entry);
    }
}

static void
weak_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (CamTimeline) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  CamTimelineAnswer *answer = cam_store_read_finish (CAM_STORE (source), result, &error);

  weak_free (weak);
  /* One that was cancelled may have come to its end all the same. */
  if (self != NULL && self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    {
      if (answer != NULL)
        {
          add_repeating (self, answer->repeating, answer->entries);
          g_array_sort (answer->entries, compare_entries);
          replace_entries (self, g_array_ref (answer->entries));
        }
      else
        g_debug ("no timeline: %s", error->message);
      set_reading (self, NULL);
    }
  g_clear_pointer (&answer, cam_timeline_answer_free);
}

/* The area and what lies in it. NULL where that cannot be read. */
static char *
dup_areas (CamTimeline *self)
{
  g_autoptr (CamAreaGraph) graph = cam_area_graph_load (self->store, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) around = NULL;
  guint number, n_wider;

  if (graph == NULL)
    return NULL;
  number = cam_area_graph_get_number (graph, self->uuid);
  n_wider = cam_area_graph_get_wider (graph, number, self->today)->len;
  around = cam_area_graph_list_around (graph, number, self->today);
  json_builder_begin_array (builder);
  for (guint i = 0; i < around->len; i++)
    if (i == 0 || i >= n_wider)
      json_builder_add_string_value (builder, g_ptr_array_index (around, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
start_reading (CamTimeline *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CamTimelineQuestion *question = g_new0 (CamTimelineQuestion, 1);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  question->of = self->of;
  question->uuid = g_strdup (self->uuid);
  question->areas = self->of == CAM_TIMELINE_AREA ? dup_areas (self) : NULL;
  set_reading (self, cancellable);
  g_weak_ref_init (weak, self);
  cam_store_read_async (self->store, cam_timeline_read, question, cam_timeline_question_free, cam_timeline_answer_free,
                        cancellable, read_cb, weak);
}

static void
note_touched (CamTimeline *self,
              CamChanges  *changes)
{
  self->all_touched = self->all_touched || cam_changes_is_everything (changes);
  for (guint source = 0; !self->all_touched && source < CAM_TIMELINE_N_SOURCES; source++)
    {
      guint n_rows = 0;
      const gint64 *rows = cam_changes_get_rows (changes, cam_timeline_get_table (source), &n_rows);

      for (guint i = 0; i < n_rows; i++)
        {
          gint64 key = get_key (source, rows[i]);

          g_hash_table_add (self->touched, g_memdup2 (&key, sizeof key));
        }
    }
}

static void
changed_cb (CamTimeline *self,
            CamChanges  *changes)
{
  gboolean follows = FALSE;

  for (guint i = 0; i < CAM_TIMELINE_N_TABLES; i++)
    if (cam_changes_has_table (changes, cam_timeline_get_followed (i)))
      {
        follows = TRUE;
        self->all_touched = self->all_touched || cam_timeline_is_named (i);
      }
  if (!follows || cam_store_get_path (self->store) == NULL)
    return;
  note_touched (self, changes);
  start_reading (self);
}

static GType
cam_timeline_get_item_type (GListModel *model)
{
  return CAM_TYPE_TIMELINE_ITEM;
}

static guint
cam_timeline_get_n_items (GListModel *model)
{
  return CAM_TIMELINE (model)->entries->len;
}

static gpointer
cam_timeline_get_item (GListModel *model,
                       guint       position)
{
  CamTimeline *self = CAM_TIMELINE (model);

  return position < self->entries->len ? cam_timeline_item_load (self->store, get_entry (self->entries, position), self->today)
                                       : NULL;
}

static void
cam_timeline_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cam_timeline_get_item_type;
  iface->get_n_items = cam_timeline_get_n_items;
  iface->get_item = cam_timeline_get_item;
}

static void
cam_timeline_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CamTimeline *self = CAM_TIMELINE (object);

  switch ((CamTimelineProperty) property_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->entries->len);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, cam_timeline_is_loading (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_timeline_dispose (GObject *object)
{
  CamTimeline *self = CAM_TIMELINE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_timeline_parent_class)->dispose (object);
}

static void
cam_timeline_finalize (GObject *object)
{
  CamTimeline *self = CAM_TIMELINE (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);

  G_OBJECT_CLASS (cam_timeline_parent_class)->finalize (object);
}

static void
cam_timeline_class_init (CamTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_timeline_get_property;
  object_class->dispose = cam_timeline_dispose;
  object_class->finalize = cam_timeline_finalize;

  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_timeline_init (CamTimeline *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (CamTimelineEntry));
  self->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

CamTimeline *
cam_timeline_new (CamStore           *store,
                  CamTimelineOf       of,
                  const char         *uuid,
                  guint32             today,
                  const CamExpander  *expander)
{
  CamTimeline *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  self = g_object_new (CAM_TYPE_TIMELINE, NULL);
  self->store = g_object_ref (store);
  self->of = of;
  self->uuid = g_strdup (uuid);
  self->today = today;
  self->expander = expander;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  start_reading (self);
  return self;
}

gboolean
cam_timeline_is_loading (CamTimeline *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE (self), FALSE);

  return self->cancellable != NULL;
}

guint
cam_timeline_get_n_coming (CamTimeline *self)
{
  guint n_coming = 0;

  g_return_val_if_fail (CAM_IS_TIMELINE (self), 0);

  while (n_coming < self->entries->len && get_entry (self->entries, n_coming)->day > self->today)
    n_coming++;
  return n_coming;
}
