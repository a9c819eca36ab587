/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-query.h"

#include "cam-store-private.h"
#include "cam-store-records.h"

/* A query is a list of row numbers in order, and a belief about its length. A long list is read in two
 * steps: at first only the length and the first page, and the rest when somebody asks for a row
 * beyond it. What nobody has asked for can change without anybody being told, so after a commit only
 * the known part is compared. Main thread. */

#define PAGE 256

struct _CamQuery
{
  GObject         parent_instance;

  CamStore       *store;
  CamRecordClass *klass;
  char           *where;
  char           *order;
  GArray         *params;   /* CamValue, owning */
  GPtrArray      *watched;  /* names of other tables */
  GArray         *fids;     /* gint64: the first rows, or all of them */
  guint           n_items;
};

static void cam_query_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CamQuery, cam_query, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cam_query_list_model_iface_init))

typedef enum { PROP_N_ITEMS = 1 } CamQueryProperty;
static GParamSpec *properties[PROP_N_ITEMS + 1];

static GArray *
copy_params (const CamValue *params,
             guint           n_params)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (CamValue), n_params);

  g_array_set_clear_func (copy, (GDestroyNotify) cam_value_clear);
  for (guint i = 0; i < n_params; i++)
    {
      CamValue value = cam_value_copy (params[i]);

      g_array_append_val (copy, value);
    }
  return copy;
}

static CamCursor *
run (CamQuery    *self,
     const char  *what,
     gboolean     ordered,
     gint64       limit,
     GError     **error)
{
  CamDb *db = cam_store_get_reader (self->store);
  g_autoptr (GString) sql = g_string_new (NULL);

  if (db == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has been closed.");
      return NULL;
    }
  g_string_printf (sql, "SELECT %s FROM \"%s\" WHERE deleted = 0", what, self->klass->table);
  if (self->where != NULL)
    g_string_append_printf (sql, " AND (%s)", self->where);
  if (ordered)
    g_string_append_printf (sql, " ORDER BY %s%sfid", self->order != NULL ? self->order : "",
                            self->order != NULL ? ", " : "");
  if (limit >= 0)
    g_string_append_printf (sql, " LIMIT %" G_GINT64_FORMAT, limit);
  return cam_db_query (db, sql->str, (CamValue *) (void *) self->params->data, self->params->len, error);
}

/* At most @limit rows in order, all of them where it is negative; NULL with @error. */
static GArray *
read_fids (CamQuery  *self,
           gint64     limit,
           GError   **error)
{
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = run (self, "fid", TRUE, limit, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 fid = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (fids, fid);
    }
  if (local_error == NULL)
    return g_steal_pointer (&fids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
read_count (CamQuery  *self,
            guint     *count,
            GError   **error)
{
  g_autoptr (CamCursor) cursor = run (self, "count(*)", FALSE, -1, error);

  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  *count = (guint) MIN (cam_cursor_get_integer (cursor, 0), (gint64) G_MAXUINT / 2);
  return TRUE;
}

/* Reads as many rows as are known already, at least a page, the rows that the list has grown by, and
 * the length. After growth beyond a page nothing is compared, so nothing more is read. */
static GArray *
read_list (CamQuery  *self,
           guint     *n_items,
           GError   **error)
{
  guint known = MAX (PAGE, self->fids->len);
  g_autoptr (GArray) fids = read_fids (self, (gint64) known + 1, error);

  if (fids == NULL)
    return NULL;
  *n_items = fids->len;
  if (fids->len <= known)
    return g_steal_pointer (&fids);
  if (!read_count (self, n_items, error))
    return NULL;
  if (self->n_items > 0 && *n_items > self->n_items && *n_items - self->n_items <= PAGE)
    return read_fids (self, (gint64) known + *n_items - self->n_items, error);
  g_array_set_size (fids, known);
  return g_steal_pointer (&fids);
}

static gint64
get_fid (GArray *fids,
         gint64  position)
{
  return g_array_index (fids, gint64, (guint) position);
}

/* Replaces the list and says which span of it became which. */
static void
replace_list (CamQuery *self,
              GArray   *fids,
              guint     n_items)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->fids);
  gint64 growth = (gint64) n_items - self->n_items;
  gint64 n_old = MIN ((gint64) old->len, (gint64) fids->len - growth);
  gint64 n_new = n_old + growth;
  gint64 start = 0, end = 0;
  guint former = self->n_items;

  self->fids = g_array_ref (fids);
  self->n_items = n_items;
  if (n_old < 0 || n_new < 0)
    {
      n_old = former;
      n_new = n_items;
    }
  else
    {
      while (start < MIN (n_old, n_new) && get_fid (old, start) == get_fid (fids, start))
        start++;
      while (end < MIN (n_old, n_new) - start
             && get_fid (old, n_old - 1 - end) == get_fid (fids, n_new - 1 - end))
        end++;
    }
  if (n_old - start - end > 0 || n_new - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), (guint) start, (guint) (n_old - start - end),
                                (guint) (n_new - start - end));
  if (former != n_items)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
reload (CamQuery *self)
{
  gboolean complete = self->fids->len == self->n_items && self->n_items > PAGE;
  g_autoptr (GArray) fids = NULL;
  g_autoptr (GError) error = NULL;
  guint n_items = 0;

  if (complete)
    {
      fids = read_fids (self, -1, &error);
      n_items = fids != NULL ? fids->len : 0;
    }
  else
    fids = read_list (self, &n_items, &error);
  if (fids != NULL)
    replace_list (self, fids, n_items);
  else if (cam_store_get_reader (self->store) != NULL)
    g_warning ("Could not list “%s”: %s", self->klass->table, error->message);
}

/* The list grows to its believed length. The first rows stay what others have been told they are,
 * even where a commit came between whose "changed" is still on its way. */
static void
complete_list (CamQuery *self)
{
  g_autoptr (GArray) fids = NULL;
  g_autoptr (GError) error = NULL;
  guint known = self->fids->len;

  if (cam_store_get_reader (self->store) == NULL)
    return;
  fids = read_fids (self, -1, &error);
  if (fids == NULL)
    {
      g_warning ("Could not list “%s”: %s", self->klass->table, error->message);
      return;
    }
  g_array_set_size (self->fids, self->n_items);
  memset (&g_array_index (self->fids, gint64, known), 0, (self->n_items - known) * sizeof (gint64));
  for (guint i = known; i < MIN (self->n_items, fids->len); i++)
    g_array_index (self->fids, gint64, i) = g_array_index (fids, gint64, i);
}

static void
changed_cb (CamQuery   *self,
            CamChanges *changes)
{
  gboolean touched = cam_changes_has_table (changes, self->klass->table);

  for (guint i = 0; !touched && i < self->watched->len; i++)
    touched = cam_changes_has_table (changes, g_ptr_array_index (self->watched, i));
  if (touched)
    reload (self);
}

static GType
cam_query_get_item_type (GListModel *model)
{
  return G_TYPE_FROM_CLASS (CAM_QUERY (model)->klass);
}

static guint
cam_query_get_n_items (GListModel *model)
{
  return CAM_QUERY (model)->n_items;
}

static gpointer
cam_query_get_item (GListModel *model,
                    guint       position)
{
  CamQuery *self = CAM_QUERY (model);
  GType type = G_TYPE_FROM_CLASS (self->klass);
  CamRecord *record = NULL;

  if (position >= self->n_items)
    return NULL;
  if (position >= self->fids->len)
    complete_list (self);
  if (position < self->fids->len)
    record = cam_store_dup_record_at (self->store, type, g_array_index (self->fids, gint64, position), NULL);
  /* The row went a moment ago, or the disk fails; a list must still give an item of its length. */
  return record != NULL ? record : g_object_new (type, NULL);
}

static void
cam_query_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cam_query_get_item_type;
  iface->get_n_items = cam_query_get_n_items;
  iface->get_item = cam_query_get_item;
}

static void
cam_query_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CamQuery *self = CAM_QUERY (object);

  switch ((CamQueryProperty) property_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->n_items);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_query_dispose (GObject *object)
{
  CamQuery *self = CAM_QUERY (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_query_parent_class)->dispose (object);
}

static void
cam_query_finalize (GObject *object)
{
  CamQuery *self = CAM_QUERY (object);

  g_clear_pointer (&self->klass, g_type_class_unref);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->params, g_array_unref);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->fids, g_array_unref);

  G_OBJECT_CLASS (cam_query_parent_class)->finalize (object);
}

static void
cam_query_class_init (CamQueryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_query_get_property;
  object_class->dispose = cam_query_dispose;
  object_class->finalize = cam_query_finalize;

  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_query_init (CamQuery *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_free);
  self->fids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

CamQuery *
cam_query_new (CamStore       *store,
               GType           record_type,
               const char     *where,
               const char     *order,
               const CamValue *params,
               guint           n_params)
{
  CamQuery *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (g_type_is_a (record_type, CAM_TYPE_RECORD), NULL);

  self = g_object_new (CAM_TYPE_QUERY, NULL);
  self->store = g_object_ref (store);
  self->klass = g_type_class_ref (record_type);
  self->where = g_strdup (where);
  self->order = g_strdup (order);
  self->params = copy_params (params, n_params);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  return self;
}

void
cam_query_set_where (CamQuery       *self,
                     const char     *where,
                     const CamValue *params,
                     guint           n_params)
{
  g_return_if_fail (CAM_IS_QUERY (self));

  g_set_str (&self->where, where);
  g_clear_pointer (&self->params, g_array_unref);
  self->params = copy_params (params, n_params);
  reload (self);
}

void
cam_query_set_order (CamQuery   *self,
                     const char *order)
{
  g_return_if_fail (CAM_IS_QUERY (self));

  if (g_set_str (&self->order, order))
    reload (self);
}

gboolean
cam_query_find (CamQuery   *self,
                const char *uuid,
                guint      *position)
{
  const CamValue param = cam_text (uuid);
  const char *columns[] = { "fid", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  gint64 fid = 0;

  g_return_val_if_fail (CAM_IS_QUERY (self), FALSE);
  g_return_val_if_fail (uuid != NULL && position != NULL, FALSE);

  if (cam_store_get_reader (self->store) == NULL)
    return FALSE;
  cursor = cam_store_select (self->store, self->klass->table, columns, "WHERE uuid = ?1", &param, 1, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return FALSE;
  fid = cam_cursor_get_integer (cursor, 0);
  g_clear_pointer (&cursor, cam_cursor_free);
  if (self->fids->len < self->n_items)
    complete_list (self);
  for (guint i = 0; i < self->fids->len; i++)
    if (g_array_index (self->fids, gint64, i) == fid)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
cam_query_watch_table (CamQuery   *self,
                       const char *table)
{
  g_return_if_fail (CAM_IS_QUERY (self));
  g_return_if_fail (table != NULL);

  g_ptr_array_add (self->watched, g_strdup (table));
}
