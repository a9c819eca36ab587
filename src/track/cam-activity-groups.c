/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-groups.h"

#include "cam-period.h"
#include "cam-track-rows.h"

struct _CamActivityGroup
{
  GObject              parent_instance;

  CamActivityGrouping  grouping;
  char                *key;
  char                *name;
  char                *sort_key;
  guint                n;
  guint                n_late;
};

G_DEFINE_FINAL_TYPE (CamActivityGroup, cam_activity_group, G_TYPE_OBJECT)

typedef struct
{
  CamActivityGrouping  grouping;
  GHashTable          *by_key;   /* key → CamActivityGroup, both borrowed */
  GHashTable          *late;     /* uuids of activities that are late */
  GHashTable          *filed;    /* uuids of activities that have an area */
  GPtrArray           *groups;
  guint32              today;
} Loader;

enum
{
  PROP_N = 1,
  PROP_N_LATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
cam_activity_group_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CamActivityGroup *self = CAM_ACTIVITY_GROUP (object);

  switch (id)
    {
    case PROP_N:
      g_value_set_uint (value, self->n);
      break;
    case PROP_N_LATE:
      g_value_set_uint (value, self->n_late);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_activity_group_finalize (GObject *object)
{
  CamActivityGroup *self = CAM_ACTIVITY_GROUP (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->sort_key);

  G_OBJECT_CLASS (cam_activity_group_parent_class)->finalize (object);
}

static void
cam_activity_group_class_init (CamActivityGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cam_activity_group_finalize;
  object_class->get_property = cam_activity_group_get_property;
  properties[PROP_N] =
    g_param_spec_uint ("n", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_LATE] =
    g_param_spec_uint ("n-late", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cam_activity_group_init (CamActivityGroup *self)
{
}

static const char *
get_column (CamActivityGrouping grouping)
{
  switch (grouping)
    {
    case CAM_ACTIVITIES_BY_STATUS:
      return "status";
    case CAM_ACTIVITIES_BY_PRIORITY:
      return "priority_uuid";
    case CAM_ACTIVITIES_BY_OWNER:
    case CAM_ACTIVITIES_BY_AREA:
    default:
      return "owner";
    }
}

static void
count (Loader     *self,
       const char *key,
       gboolean    is_late)
{
  CamActivityGroup *group = g_hash_table_lookup (self->by_key, key != NULL ? key : "");

  if (group == NULL)
    {
      group = g_object_new (CAM_TYPE_ACTIVITY_GROUP, NULL);
      group->grouping = self->grouping;
      group->key = g_strdup (key != NULL ? key : "");
      g_ptr_array_add (self->groups, group);
      g_hash_table_insert (self->by_key, group->key, group);
    }
  group->n++;
  group->n_late += is_late;
}

static gboolean
is_late (Loader    *self,
         CamCursor *cursor)
{
  const char *status = cam_cursor_get_text (cursor, 1);
  guint32 due = cam_day_from_text (cam_cursor_get_text (cursor, 2));

  return due != 0 && due < self->today && g_strcmp0 (status, "done") != 0 && g_strcmp0 (status, "stopped") != 0;
}

/* uuid, status, due date and, where that is what they are put together by, the key. */
static void
take_activity (CamCursor *cursor,
               gpointer   user_data)
{
  Loader *self = user_data;

  if (self->grouping != CAM_ACTIVITIES_BY_AREA)
    count (self, cam_cursor_get_text (cursor, 3), is_late (self, cursor));
  else if (!cam_cursor_is_null (cursor, 0))
    {
      g_autofree char *uuid = g_strdup (cam_cursor_get_text (cursor, 0));

      if (is_late (self, cursor))
        g_hash_table_add (self->late, g_strdup (uuid));
      if (!g_hash_table_contains (self->filed, uuid))
        count (self, NULL, is_late (self, cursor));
    }
}

static void
take_area (CamCursor *cursor,
           gpointer   user_data)
{
  Loader *self = user_data;
  const char *activity = cam_cursor_get_text (cursor, 0);
  const char *area = cam_cursor_get_text (cursor, 1);

  if (activity == NULL || area == NULL)
    return;
  count (self, area, g_hash_table_contains (self->late, activity));
}

static void
take_filed (CamCursor *cursor,
            gpointer   user_data)
{
  Loader *self = user_data;

  if (!cam_cursor_is_null (cursor, 0))
    g_hash_table_add (self->filed, g_strdup (cam_cursor_get_text (cursor, 0)));
}

static void
take_name (CamCursor *cursor,
           gpointer   user_data)
{
  Loader *self = user_data;
  const char *uuid = cam_cursor_get_text (cursor, 0);
  CamActivityGroup *group = uuid != NULL ? g_hash_table_lookup (self->by_key, uuid) : NULL;
  g_autofree char *collated = NULL;

  if (group == NULL)
    return;
  g_set_str (&group->name, cam_cursor_get_text (cursor, 1));
  collated = g_utf8_collate_key (group->name != NULL ? group->name : "", -1);
  g_free (group->sort_key);
  group->sort_key = g_strdup_printf ("%020" G_GINT64_FORMAT "%s", MAX (cam_cursor_get_integer (cursor, 2), 0), collated);
}

/* What was typed by hand is its own name. */
static void
name_by_key (CamActivityGroup *group)
{
  static const char *const statuses[] = { "started", "planned", "paused", "done", "stopped", NULL };
  guint at = 0;

  if (*group->key == '\0' || group->sort_key != NULL || group->grouping == CAM_ACTIVITIES_BY_AREA
      || group->grouping == CAM_ACTIVITIES_BY_PRIORITY)
    return;
  group->name = g_strdup (group->key);
  if (group->grouping != CAM_ACTIVITIES_BY_STATUS)
    {
      group->sort_key = g_utf8_collate_key (group->key, -1);
      return;
    }
  while (statuses[at] != NULL && g_strcmp0 (statuses[at], group->key) != 0)
    at++;
  group->sort_key = g_strdup_printf ("%u%s", at, group->key);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const CamActivityGroup *one = *(CamActivityGroup *const *) a;
  const CamActivityGroup *other = *(CamActivityGroup *const *) b;

  if ((one->sort_key == NULL) != (other->sort_key == NULL))
    return one->sort_key == NULL ? 1 : -1;
  return one->sort_key != NULL ? g_strcmp0 (one->sort_key, other->sort_key) : g_strcmp0 (one->key, other->key);
}

static gboolean
load_names (Loader    *self,
            CamStore  *store,
            GError   **error)
{
  const char *area_columns[] = { "uuid", "name", NULL };
  const char *priority_columns[] = { "uuid", "name", "position", NULL };
  gboolean loaded = TRUE;

  if (self->grouping == CAM_ACTIVITIES_BY_AREA)
    loaded = cam_track_foreach_row (store, "area", area_columns,
                                    "WHERE deleted = 0 AND uuid IN (SELECT area_uuid FROM activity_area WHERE deleted = 0)",
                                    NULL, 0, take_name, self, error);
  else if (self->grouping == CAM_ACTIVITIES_BY_PRIORITY)
    loaded = cam_track_foreach_row (store, "priority", priority_columns, "WHERE deleted = 0", NULL, 0, take_name, self, error);
  if (!loaded)
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    name_by_key (g_ptr_array_index (self->groups, i));
  g_ptr_array_sort (self->groups, compare);
  return TRUE;
}

static gboolean
load_counts (Loader          *self,
             CamStore        *store,
             const char      *where,
             const CamValue  *params,
             guint            n_params,
             GError         **error)
{
  const char *columns[] = { "uuid", "status", "due_on", get_column (self->grouping), NULL };
  const char *area_columns[] = { "activity_uuid", "area_uuid", NULL };
  g_autofree char *clause = g_strdup_printf ("WHERE deleted = 0 AND (%s)", where != NULL ? where : "1");
  g_autofree char *links = g_strdup_printf ("WHERE deleted = 0 AND activity_uuid IN (SELECT uuid FROM activity %s)"
                                            " GROUP BY activity_uuid, area_uuid", clause);
  const gboolean by_area = self->grouping == CAM_ACTIVITIES_BY_AREA;

  return (!by_area || cam_track_foreach_row (store, "activity_area", area_columns,
                                             "WHERE deleted = 0 AND area_uuid IS NOT NULL", NULL, 0, take_filed, self, error))
         && cam_track_foreach_row (store, "activity", columns, clause, params, n_params, take_activity, self, error)
         && (!by_area || cam_track_foreach_row (store, "activity_area", area_columns, links, params, n_params, take_area,
                                                self, error));
}

GPtrArray *
cam_activity_groups_load (CamStore             *store,
                          CamActivityGrouping   grouping,
                          const char           *where,
                          const CamValue       *params,
                          guint                 n_params,
                          guint32               today,
                          GError              **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) filed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  Loader loader = { grouping, by_key, late, filed, groups, today };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  if (!load_counts (&loader, store, where, params, n_params, error) || !load_names (&loader, store, error))
    return NULL;
  return g_steal_pointer (&groups);
}

const char *
cam_activity_group_get_key (CamActivityGroup *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_GROUP (self), NULL);

  return self->key;
}

const char *
cam_activity_group_get_name (CamActivityGroup *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_GROUP (self), NULL);

  return self->name;
}

CamActivityGrouping
cam_activity_group_get_grouping (CamActivityGroup *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_GROUP (self), CAM_ACTIVITIES_BY_OWNER);

  return self->grouping;
}

guint
cam_activity_group_get_n (CamActivityGroup *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_GROUP (self), 0);

  return self->n;
}

guint
cam_activity_group_get_n_late (CamActivityGroup *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_GROUP (self), 0);

  return self->n_late;
}

void
cam_activity_group_follow (CamActivityGroup *self,
                           CamActivityGroup *other)
{
  g_return_if_fail (CAM_IS_ACTIVITY_GROUP (self));
  g_return_if_fail (CAM_IS_ACTIVITY_GROUP (other));

  if (self->n == other->n && self->n_late == other->n_late && g_strcmp0 (self->name, other->name) == 0)
    return;
  self->n = other->n;
  self->n_late = other->n_late;
  g_set_str (&self->name, other->name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LATE]);
}

void
cam_activity_group_append_clause (CamActivityGroup *self,
                                  GString          *where,
                                  GArray           *params)
{
  const CamValue key = cam_text (self->key);
  const gboolean by_area = self->grouping == CAM_ACTIVITIES_BY_AREA;

  g_return_if_fail (CAM_IS_ACTIVITY_GROUP (self));

  if (*self->key == '\0')
    {
      if (by_area)
        g_string_append (where, " AND uuid NOT IN (SELECT activity_uuid FROM activity_area WHERE deleted = 0"
                                " AND area_uuid IS NOT NULL AND activity_uuid IS NOT NULL)");
      else
        g_string_append_printf (where, " AND coalesce (%s, '') = ''", get_column (self->grouping));
      return;
    }
  g_array_append_val (params, key);
  if (by_area)
    g_string_append_printf (where, " AND uuid IN (SELECT activity_uuid FROM activity_area WHERE deleted = 0"
                                   " AND area_uuid = ?%u)", params->len);
  else
    g_string_append_printf (where, " AND %s = ?%u", get_column (self->grouping), params->len);
}
