/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activities-view.h"

#include "cam-activity-groups-view.h"
#include "cam-activity-words.h"
#include "cam-activity.h"
#include "cam-plan-dialogs.h"
#include "cam-query.h"
#include "cam-time-bar.h"
#include "cam-ui.h"

struct _CamActivitiesView
{
  AdwBin           parent_instance;

  GtkLabel        *count_label;
  GtkToggleButton *ended_button;
  CamActivityGroupsView *groups;
  GtkSelectionModel *selection;
  GtkDropDown     *order_drop_down;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;
  GtkToggleButton *time_button;

  GPtrArray       *areas;   /* (element-type utf8) */
  CamQuery        *query;
  CamStore        *store;
};

G_DEFINE_FINAL_TYPE (CamActivitiesView, cam_activities_view, ADW_TYPE_BIN)

#define ORDER "coalesce (due_on, '9999'), name"

/* In the order of the drop-down, after the list by due date. */
static const CamActivityGrouping groupings[] = { CAM_ACTIVITIES_BY_OWNER, CAM_ACTIVITIES_BY_AREA,
                                                 CAM_ACTIVITIES_BY_STATUS, CAM_ACTIVITIES_BY_PRIORITY };

static gboolean
is_grouped (CamActivitiesView *self)
{
  guint chosen = gtk_drop_down_get_selected (self->order_drop_down);

  return chosen > 0 && chosen <= G_N_ELEMENTS (groupings);
}

/* The clause, and in @params what belongs into it. */
static char *
make_clause (CamActivitiesView *self,
             const char        *pattern,
             GArray            *params)
{
  g_autoptr(GString) where = g_string_new ("is_template = 0");
  const CamValue like = cam_text (pattern);

  if (!gtk_toggle_button_get_active (self->ended_button))
    g_string_append (where, " AND status NOT IN ('done', 'stopped')");
  if (g_strcmp0 (pattern, "%%") != 0)
    {
      g_array_append_val (params, like);
      g_string_append (where, " AND (name LIKE ?1 ESCAPE '\\' OR owner LIKE ?1 ESCAPE '\\' OR description LIKE ?1 ESCAPE '\\')");
    }
  if (self->areas == NULL)
    return g_string_free (g_steal_pointer (&where), FALSE);
  g_string_append (where, " AND uuid IN (SELECT activity_uuid FROM activity_area WHERE deleted = 0 AND area_uuid IN (");
  for (guint i = 0; i < self->areas->len; i++)
    {
      const CamValue area = cam_text (g_ptr_array_index (self->areas, i));

      g_array_append_val (params, area);
      g_string_append_printf (where, "%s?%u", i > 0 ? ", " : "", params->len);
    }
  g_string_append (where, "))");
  return g_string_free (g_steal_pointer (&where), FALSE);
}

static void
show_count (CamActivitiesView *self)
{
  guint n = self->query != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->query)) : 0;
  g_autofree char *text = cam_activity_words_dup_count (n);

  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : is_grouped (self) ? "groups" : "list");
}

static void
filter_cb (CamActivitiesView *self)
{
  g_autoptr(GArray) params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  g_autofree char *pattern = cam_ui_dup_pattern (text);
  g_autofree char *where = NULL;
  guint chosen = gtk_drop_down_get_selected (self->order_drop_down);

  if (self->query == NULL)
    return;
  where = make_clause (self, pattern, params);
  cam_query_set_where (self->query, where, (const CamValue *) params->data, params->len);
  cam_activity_groups_view_show (self->groups, is_grouped (self) ? self->store : NULL,
                                 is_grouped (self) ? groupings[chosen - 1] : CAM_ACTIVITIES_BY_OWNER, where,
                                 (const CamValue *) params->data, params->len);
  gtk_widget_set_visible (GTK_WIDGET (self->time_button), !is_grouped (self));
  show_count (self);
}

static void
activate_cb (CamActivitiesView *self,
             guint              position)
{
  g_autoptr(CamRecord) activity = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (activity != NULL)
    cam_plan_open_activity (GTK_WIDGET (self), self->store, CAM_ACTIVITY (activity));
}

static char *
line_cb (GObject    *object,
         const char *owner,
         const char *due_on)
{
  return cam_activity_words_dup_line (owner, due_on, NULL);
}

static char *
state_cb (GObject    *object,
          const char *status,
          const char *due_on)
{
  return cam_activity_words_dup_state (status, due_on);
}

static void
cam_activities_view_dispose (GObject *object)
{
  CamActivitiesView *self = CAM_ACTIVITIES_VIEW (object);

  cam_activities_view_set_store (self, NULL);
  g_clear_pointer (&self->areas, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_activities_view_parent_class)->dispose (object);
}

static void
cam_activities_view_class_init (CamActivitiesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_ACTIVITY);
  g_type_ensure (CAM_TYPE_ACTIVITY_GROUPS_VIEW);
  g_type_ensure (CAM_TYPE_TIME_BAR);
  G_OBJECT_CLASS (klass)->dispose = cam_activities_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-activities-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, ended_button);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, groups);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, order_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, selection);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, stack);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, time_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_cb);
}

static void
cam_activities_view_init (CamActivitiesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_activities_view_set_store (CamActivitiesView *self,
                               CamStore          *store)
{
  g_return_if_fail (CAM_IS_ACTIVITIES_VIEW (self));

  if (self->store == store)
    return;
  if (self->query != NULL)
    g_signal_handlers_disconnect_by_data (self->query, self);
  if (self->selection != NULL)
    gtk_no_selection_set_model (GTK_NO_SELECTION (self->selection), NULL);
  if (self->groups != NULL)
    cam_activity_groups_view_show (self->groups, NULL, CAM_ACTIVITIES_BY_OWNER, NULL, NULL, 0);
  g_clear_object (&self->query);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  self->query = cam_query_new (store, CAM_TYPE_ACTIVITY, "is_template = 0", ORDER, NULL, 0);
  cam_query_watch_table (self->query, "activity_area");
  g_signal_connect_object (self->query, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  filter_cb (self);
  gtk_no_selection_set_model (GTK_NO_SELECTION (self->selection), G_LIST_MODEL (self->query));
}

void
cam_activities_view_set_areas (CamActivitiesView *self,
                               GPtrArray         *areas)
{
  g_return_if_fail (CAM_IS_ACTIVITIES_VIEW (self));

  g_clear_pointer (&self->areas, g_ptr_array_unref);
  if (areas != NULL)
    {
      self->areas = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < areas->len; i++)
        g_ptr_array_add (self->areas, g_strdup (g_ptr_array_index (areas, i)));
    }
  filter_cb (self);
}
