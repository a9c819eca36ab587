/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate-list.h"

#include <string.h>

/* So long after a change, so that typing and imports are not interrupted. */
#define REST_MS 400
/* Who waits for longer is told that it goes on. */
#define SHORT_MS 500

struct _CamDuplicateList
{
  GObject       parent_instance;

  CamStore     *store;
  GPtrArray    *pairs;        /* (element-type CamDuplicatePair) */
  GCancellable *cancellable;  /* of the search under way */
  guint         timeout;
  guint         busy_timeout;
  gboolean      busy;
};

static GType
get_item_type (GListModel *model)
{
  return CAM_TYPE_DUPLICATE_PAIR;
}

static guint
get_n_items (GListModel *model)
{
  return CAM_DUPLICATE_LIST (model)->pairs->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CamDuplicateList *self = CAM_DUPLICATE_LIST (model);

  return position < self->pairs->len ? g_object_ref (g_ptr_array_index (self->pairs, position)) : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CamDuplicateList, cam_duplicate_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

typedef enum
{
  PROP_N_ITEMS = 1,
  PROP_BUSY,
} CamDuplicateListProperty;

static GParamSpec *properties[PROP_BUSY + 1];

static gboolean
is_same (gconstpointer a,
         gconstpointer b)
{
  CamDuplicatePair *left = (CamDuplicatePair *) a;
  CamDuplicatePair *right = (CamDuplicatePair *) b;

  return strcmp (cam_duplicate_pair_get_one_uuid (left), cam_duplicate_pair_get_one_uuid (right)) == 0
         && strcmp (cam_duplicate_pair_get_other_uuid (left), cam_duplicate_pair_get_other_uuid (right)) == 0
         && strcmp (cam_duplicate_pair_get_one_title (left), cam_duplicate_pair_get_one_title (right)) == 0
         && strcmp (cam_duplicate_pair_get_other_title (left), cam_duplicate_pair_get_other_title (right)) == 0;
}

/* Takes @pairs. */
static void
set_pairs (CamDuplicateList *self,
           GPtrArray        *pairs)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->pairs);
  guint head = 0, tail = 0;

  self->pairs = pairs;
  while (head < MIN (old->len, pairs->len) && is_same (old->pdata[head], pairs->pdata[head]))
    head++;
  while (tail < MIN (old->len, pairs->len) - head
         && is_same (old->pdata[old->len - 1 - tail], pairs->pdata[pairs->len - 1 - tail]))
    tail++;
  if (head + tail == old->len && head + tail == pairs->len)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, pairs->len - head - tail);
  if (old->len != pairs->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_busy (CamDuplicateList *self,
          gboolean          busy)
{
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static gboolean
busy_cb (gpointer data)
{
  CamDuplicateList *self = data;

  self->busy_timeout = 0;
  set_busy (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (CamDuplicateList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = cam_duplicate_find_finish (result, &error);

  /* Another search is on its way then. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_busy (self, FALSE);
  if (pairs != NULL)
    set_pairs (self, pairs);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Records that are one could not be looked for: %s", error->message);
}

static gboolean
look_cb (gpointer data)
{
  CamDuplicateList *self = data;

  self->timeout = 0;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!self->busy && self->busy_timeout == 0)
    self->busy_timeout = g_timeout_add (SHORT_MS, busy_cb, self);
  cam_duplicate_find_async (self->store, self->cancellable, found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look_soon (CamDuplicateList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_full (G_PRIORITY_LOW, REST_MS, look_cb, self, NULL);
}

static void
changed_cb (CamDuplicateList *self,
            CamChanges       *changes)
{
  if (cam_duplicate_is_concerned (changes))
    look_soon (self);
}

static void
cam_duplicate_list_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_N_ITEMS)
    g_value_set_uint (value, CAM_DUPLICATE_LIST (object)->pairs->len);
  else if (id == PROP_BUSY)
    g_value_set_boolean (value, CAM_DUPLICATE_LIST (object)->busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cam_duplicate_list_dispose (GObject *object)
{
  CamDuplicateList *self = CAM_DUPLICATE_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  G_OBJECT_CLASS (cam_duplicate_list_parent_class)->dispose (object);
}

static void
cam_duplicate_list_finalize (GObject *object)
{
  CamDuplicateList *self = CAM_DUPLICATE_LIST (object);

  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  G_OBJECT_CLASS (cam_duplicate_list_parent_class)->finalize (object);
}

static void
cam_duplicate_list_class_init (CamDuplicateListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_duplicate_list_get_property;
  object_class->dispose = cam_duplicate_list_dispose;
  object_class->finalize = cam_duplicate_list_finalize;
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_duplicate_list_init (CamDuplicateList *self)
{
  self->pairs = g_ptr_array_new_with_free_func (g_object_unref);
}

CamDuplicateList *
cam_duplicate_list_new (CamStore *store)
{
  CamDuplicateList *self = g_object_new (CAM_TYPE_DUPLICATE_LIST, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store), self);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look_soon (self);
  return self;
}

gboolean
cam_duplicate_list_is_busy (CamDuplicateList *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_LIST (self), FALSE);

  return self->busy;
}

void
cam_duplicate_list_forget (CamDuplicateList *self,
                           CamDuplicatePair *pair)
{
  g_autoptr (GPtrArray) pairs = NULL;

  g_return_if_fail (CAM_IS_DUPLICATE_LIST (self) && CAM_IS_DUPLICATE_PAIR (pair));

  pairs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->pairs->len; i++)
    if (g_ptr_array_index (self->pairs, i) != pair)
      g_ptr_array_add (pairs, g_object_ref (g_ptr_array_index (self->pairs, i)));
  set_pairs (self, g_steal_pointer (&pairs));
}
