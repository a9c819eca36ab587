/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-groups-view.h"

#include "cam-activity-words.h"
#include "cam-activity.h"
#include "cam-period.h"
#include "cam-plan-dialogs.h"
#include "cam-query.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamActivityGroupsView
{
  AdwBin               parent_instance;

  GtkListView         *list;

  GListStore          *groups;    /* CamActivityGroup */
  GtkTreeListModel    *tree;
  GHashTable          *open;      /* keys of the groups that are open */
  CamStore            *store;
  CamActivityGrouping  grouping;
  char                *where;
  GArray              *params;    /* CamValue, owning */
  guint                refresh_id;
};

G_DEFINE_FINAL_TYPE (CamActivityGroupsView, cam_activity_groups_view, ADW_TYPE_BIN)

/* What a row of the list shows; the labels belong to it. */
typedef struct
{
  GtkTreeExpander *expander;
  GtkLabel        *title;
  GtkLabel        *line;
  GtkLabel        *state;
  GtkListItem     *list_item;  /* whose row it is */
} Row;

static char *
dup_group_title (CamActivityGroup *group)
{
  const char *name = cam_activity_group_get_name (group);
  const gboolean known = name != NULL && *name != '\0';

  switch (cam_activity_group_get_grouping (group))
    {
    case CAM_ACTIVITIES_BY_STATUS:
      return known ? cam_words_dup_value ("status", name) : g_strdup (_("No status"));
    case CAM_ACTIVITIES_BY_AREA:
      return g_strdup (known ? name : _("No area"));
    case CAM_ACTIVITIES_BY_PRIORITY:
      return g_strdup (known ? name : _("No priority"));
    case CAM_ACTIVITIES_BY_OWNER:
    default:
      return g_strdup (known ? name : _("No owner"));
    }
}

static char *
dup_group_line (CamActivityGroup *group)
{
  guint n_late = cam_activity_group_get_n_late (group);
  g_autofree char *n = cam_activity_words_dup_count (cam_activity_group_get_n (group));

  if (n_late == 0)
    return g_steal_pointer (&n);
  /* Translators: the first is "31 activities" */
  return g_strdup_printf (ngettext ("%s, %u overdue", "%s, %u overdue", n_late), n, n_late);
}

static void
show_row (Row     *row,
          GObject *item)
{
  const gboolean is_group = CAM_IS_ACTIVITY_GROUP (item);
  g_autofree char *title = NULL;
  g_autofree char *line = NULL;
  g_autofree char *state = NULL;

  if (is_group)
    {
      title = dup_group_title (CAM_ACTIVITY_GROUP (item));
      line = dup_group_line (CAM_ACTIVITY_GROUP (item));
    }
  else
    {
      const char *due_on = cam_record_get_text (CAM_RECORD (item), CAM_ACTIVITY_DUE_ON);

      title = g_strdup (cam_record_get_title (CAM_RECORD (item)));
      line = cam_activity_words_dup_line (cam_record_get_text (CAM_RECORD (item), CAM_ACTIVITY_OWNER), due_on, NULL);
      state = cam_activity_words_dup_state (cam_record_get_text (CAM_RECORD (item), CAM_ACTIVITY_STATUS), due_on);
    }
  gtk_label_set_label (row->title, title);
  gtk_label_set_label (row->line, line);
  gtk_label_set_label (row->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (row->line), *line != '\0');
  gtk_list_item_set_accessible_label (row->list_item, title);
  gtk_list_item_set_accessible_description (row->list_item, line);
  if (is_group)
    gtk_widget_add_css_class (GTK_WIDGET (row->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row->title), "heading");
}

static void
item_changed_cb (GObject    *item,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  show_row (user_data, item);
}

static GtkLabel *
new_label (void)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

static void
set_up_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  row->list_item = list_item;
  row->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  row->title = new_label ();
  row->line = new_label ();
  gtk_widget_set_css_classes (GTK_WIDGET (row->line), (const char *[]) { "caption", "dim-label", NULL });
  row->state = new_label ();
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->line));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (texts, 6);
  gtk_widget_set_margin_bottom (texts, 6);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_start (GTK_WIDGET (row->expander), 6);
  gtk_label_set_ellipsize (row->state, PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->state));
  gtk_tree_expander_set_child (row->expander, box);
  gtk_list_item_set_child (list_item, GTK_WIDGET (row->expander));
  g_object_set_data_full (G_OBJECT (list_item), "row", row, g_free);
}

static void
expanded_cb (CamActivityGroupsView *self,
             GParamSpec            *pspec,
             GtkTreeListRow        *tree_row)
{
  g_autoptr(GObject) item = gtk_tree_list_row_get_item (tree_row);

  if (!CAM_IS_ACTIVITY_GROUP (item))
    return;
  if (gtk_tree_list_row_get_expanded (tree_row))
    g_hash_table_add (self->open, g_strdup (cam_activity_group_get_key (CAM_ACTIVITY_GROUP (item))));
  else
    g_hash_table_remove (self->open, cam_activity_group_get_key (CAM_ACTIVITY_GROUP (item)));
}

static void
bind_cb (CamActivityGroupsView *self,
         GtkListItem           *list_item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (list_item);
  g_autoptr(GObject) item = gtk_tree_list_row_get_item (tree_row);
  Row *row = g_object_get_data (G_OBJECT (list_item), "row");

  gtk_tree_expander_set_list_row (row->expander, tree_row);
  g_signal_connect (item, "notify", G_CALLBACK (item_changed_cb), row);
  if (CAM_IS_ACTIVITY_GROUP (item))
    g_signal_connect_object (tree_row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  show_row (row, item);
}

static void
unbind_cb (CamActivityGroupsView *self,
           GtkListItem           *list_item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (list_item);
  g_autoptr(GObject) item = gtk_tree_list_row_get_item (tree_row);
  Row *row = g_object_get_data (G_OBJECT (list_item), "row");

  gtk_tree_expander_set_list_row (row->expander, NULL);
  if (item != NULL)
    g_signal_handlers_disconnect_by_data (item, row);
  g_signal_handlers_disconnect_by_func (tree_row, expanded_cb, self);
}

static GListModel *
create_children_cb (gpointer item,
                    gpointer user_data)
{
  CamActivityGroupsView *self = user_data;
  g_autoptr(GString) where = NULL;
  g_autoptr(GArray) params = NULL;
  CamQuery *query = NULL;

  if (!CAM_IS_ACTIVITY_GROUP (item) || self->store == NULL)
    return NULL;
  where = g_string_new (self->where);
  params = g_array_copy (self->params);
  g_array_set_clear_func (params, NULL);
  cam_activity_group_append_clause (item, where, params);
  query = cam_query_new (self->store, CAM_TYPE_ACTIVITY, where->str, "coalesce (due_on, '9999'), name",
                         (const CamValue *) params->data, params->len);
  cam_query_watch_table (query, "activity_area");
  return G_LIST_MODEL (query);
}

/* Groups that stay keep their row, and whether it is open. */
static void
take_groups (CamActivityGroupsView *self,
             GPtrArray             *groups)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  guint at = 0;

  for (guint i = 0; i < groups->len; i++)
    g_hash_table_add (wanted, (gpointer) cam_activity_group_get_key (g_ptr_array_index (groups, i)));
  while (at < groups->len)
    {
      CamActivityGroup *group = g_ptr_array_index (groups, at);
      g_autoptr(CamActivityGroup) there = g_list_model_get_item (G_LIST_MODEL (self->groups), at);
      const char *key = there != NULL ? cam_activity_group_get_key (there) : NULL;

      if (g_strcmp0 (key, cam_activity_group_get_key (group)) == 0)
        cam_activity_group_follow (there, group);
      else if (key != NULL && !g_hash_table_contains (wanted, key))
        {
          g_list_store_remove (self->groups, at);
          continue;
        }
      else
        g_list_store_insert (self->groups, at, group);
      g_hash_table_remove (wanted, cam_activity_group_get_key (group));
      at++;
    }
  g_list_store_splice (self->groups, at, g_list_model_get_n_items (G_LIST_MODEL (self->groups)) - at, NULL, 0);
}

/* From the last one up, so that what opens moves none that is still to be looked at. */
static void
open_again (CamActivityGroupsView *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->groups)); i-- > 0;)
    {
      g_autoptr(CamActivityGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), i);
      g_autoptr(GtkTreeListRow) row = gtk_tree_list_model_get_child_row (self->tree, i);

      if (row != NULL && g_hash_table_contains (self->open, cam_activity_group_get_key (group)))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
refresh (CamActivityGroupsView *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) groups = NULL;

  if (self->store == NULL)
    return;
  groups = cam_activity_groups_load (self->store, self->grouping, self->where, (const CamValue *) self->params->data,
                                     self->params->len, cam_day_today (), &error);
  if (groups == NULL)
    {
      g_warning ("Could not read the activities: %s", error->message);
      return;
    }
  take_groups (self, groups);
  open_again (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamActivityGroupsView *self = user_data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamActivityGroupsView *self,
            CamChanges            *changes)
{
  if (self->refresh_id == 0
      && (cam_changes_has_table (changes, "activity") || cam_changes_has_table (changes, "activity_area")
          || cam_changes_has_table (changes, "area") || cam_changes_has_table (changes, "priority")))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
activate_cb (CamActivityGroupsView *self,
             guint                  position)
{
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), position);
  g_autoptr(GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (CAM_IS_ACTIVITY_GROUP (item))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else if (item != NULL)
    cam_plan_open_activity (GTK_WIDGET (self), self->store, CAM_ACTIVITY (item));
}

static void
forget (CamActivityGroupsView *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->groups != NULL)
    g_list_store_remove_all (self->groups);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->params, g_array_unref);
}

static void
cam_activity_groups_view_dispose (GObject *object)
{
  CamActivityGroupsView *self = CAM_ACTIVITY_GROUPS_VIEW (object);

  forget (self);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->groups);
  g_clear_pointer (&self->open, g_hash_table_unref);

  G_OBJECT_CLASS (cam_activity_groups_view_parent_class)->dispose (object);
}

static void
cam_activity_groups_view_class_init (CamActivityGroupsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_activity_groups_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-activity-groups-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamActivityGroupsView, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
cam_activity_groups_view_init (CamActivityGroupsView *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_list_store_new (CAM_TYPE_ACTIVITY_GROUP);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->groups)), FALSE, FALSE, create_children_cb,
                                        self, NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->tree))));
  gtk_list_view_set_model (self->list, selection);
}

void
cam_activity_groups_view_show (CamActivityGroupsView *self,
                               CamStore              *store,
                               CamActivityGrouping    grouping,
                               const char            *where,
                               const CamValue        *params,
                               guint                  n_params)
{
  g_return_if_fail (CAM_IS_ACTIVITY_GROUPS_VIEW (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  forget (self);
  if (grouping != self->grouping)
    g_hash_table_remove_all (self->open);
  self->grouping = grouping;
  if (store == NULL)
    return;
  self->store = g_object_ref (store);
  self->where = g_strdup (where);
  self->params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  g_array_set_clear_func (self->params, (GDestroyNotify) cam_value_clear);
  for (guint i = 0; i < n_params; i++)
    {
      CamValue copy = cam_value_copy (params[i]);

      g_array_append_val (self->params, copy);
    }
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
}
