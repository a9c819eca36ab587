/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activities-view.h"

#include "cam-activity.h"
#include "cam-format.h"
#include "cam-period.h"
#include "cam-plan-dialogs.h"
#include "cam-query.h"
#include "cam-time-bar.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamActivitiesView
{
  AdwBin           parent_instance;

  GtkLabel        *count_label;
  GtkToggleButton *ended_button;
  GtkSelectionModel *selection;
  GtkDropDown     *order_drop_down;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;

  GPtrArray       *areas;   /* (element-type utf8) */
  CamQuery        *query;
  CamStore        *store;
};

G_DEFINE_FINAL_TYPE (CamActivitiesView, cam_activities_view, ADW_TYPE_BIN)

/* In the order of the drop-down. */
static const char *const orders[] = {
  "coalesce (due_on, '9999'), name",
  "coalesce (nullif (owner, ''), '\U0010FFFF') COLLATE NOCASE, coalesce (due_on, '9999')",
  "CASE status WHEN 'started' THEN 1 WHEN 'planned' THEN 2 WHEN 'paused' THEN 3 WHEN 'done' THEN 4 ELSE 5 END,"
    " coalesce (due_on, '9999')",
  "(SELECT coalesce (p.position, 999999999) FROM priority p WHERE p.uuid = priority_uuid), coalesce (due_on, '9999')",
};

static const char *
get_order (CamActivitiesView *self)
{
  return orders[MIN (gtk_drop_down_get_selected (self->order_drop_down), G_N_ELEMENTS (orders) - 1)];
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
  g_autofree char *number = cam_format_integer (n);
  /* Translators: %s is a number, with its thousands separated */
  g_autofree char *text = g_strdup_printf (ngettext ("%s activity", "%s activities", n), number);

  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
filter_cb (CamActivitiesView *self)
{
  g_autoptr(GArray) params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  g_autofree char *pattern = cam_ui_dup_pattern (text);
  g_autofree char *where = NULL;

  if (self->query == NULL)
    return;
  where = make_clause (self, pattern, params);
  cam_query_set_where (self->query, where, (const CamValue *) params->data, params->len);
  show_count (self);
}

static void
order_cb (CamActivitiesView *self)
{
  if (self->query != NULL)
    cam_query_set_order (self->query, get_order (self));
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
  guint32 due = cam_day_from_text (due_on);
  g_autofree char *day = due != 0 ? cam_day_format (due, cam_day_today ()) : NULL;
  /* Translators: %s is a day */
  g_autofree char *due_text = day != NULL ? g_strdup_printf (_("due %s"), day) : NULL;
  gboolean both = owner != NULL && *owner != '\0' && due_text != NULL;

  return g_strconcat (owner != NULL ? owner : "", both ? " · " : "", due_text != NULL ? due_text : "", NULL);
}

static char *
state_cb (GObject    *object,
          const char *status,
          const char *due_on)
{
  guint32 due = cam_day_from_text (due_on);
  gboolean over = g_strcmp0 (status, "done") == 0 || g_strcmp0 (status, "stopped") == 0;

  return due != 0 && due < cam_day_today () && !over ? g_strdup (_("Overdue")) : cam_words_dup_value ("status", status);
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
  g_type_ensure (CAM_TYPE_TIME_BAR);
  G_OBJECT_CLASS (klass)->dispose = cam_activities_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-activities-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, ended_button);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, order_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, selection);
  gtk_widget_class_bind_template_child (widget_class, CamActivitiesView, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_cb);
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
  g_clear_object (&self->query);
  g_set_object (&self->store, store);
  if (store == NULL)
    return;
  self->query = cam_query_new (store, CAM_TYPE_ACTIVITY, "is_template = 0", get_order (self), NULL, 0);
  cam_query_watch_table (self->query, "activity_area");
  cam_query_watch_table (self->query, "priority");
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
