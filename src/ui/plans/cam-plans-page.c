/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plans-page.h"

#include "cam-activities-view.h"
#include "cam-chain.h"
#include "cam-field-row.h"
#include "cam-measure-card.h"
#include "cam-name-dialog.h"
#include "cam-plan-board.h"
#include "cam-plan-measures.h"
#include "cam-priority.h"
#include "cam-query.h"
#include "cam-track-list.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamPlansPage
{
  AdwBin                  parent_instance;

  CamActivitiesView      *activities_view;
  CamPlanBoard           *board;
  AdwNavigationPage      *board_page;
  CamTrackList           *gaps_list;
  GtkListBox             *priorities_list;
  AdwNavigationSplitView *split_view;
  GtkStack               *stack;
  AdwViewStack           *views;

  CamStore               *store;
  CamQuery               *priorities;
  CamPlanNames           *names;
  CamPlanMeasures        *measures;    /* which priority each counts for */
  GPtrArray              *states;      /* (element-type CamMeasureState): of the chosen priority */
  GHashTable             *counts;      /* uuid of a priority → guint[CAM_N_RAGS], as far as they are known */
  char                   *chosen;      /* uuid of a priority */
  guint                   to_count;    /* position of the next priority that is to be counted anew */
  guint                   count_id;
  guint                   refresh_id;
};

G_DEFINE_FINAL_TYPE (CamPlansPage, cam_plans_page, ADW_TYPE_BIN)

static void
append_count (GtkBox     *box,
              CamRag      rag,
              guint       n,
              GString    *spoken)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  /* Translators: a number of measures, and how they stand, as in "2 amber" */
  text = g_strdup_printf (_("%1$u %2$s"), n, cam_rag_get_name (rag));
  gtk_box_append (box, g_object_new (GTK_TYPE_IMAGE, "icon-name", cam_rag_get_icon (rag), "pixel-size", 12,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                     (const char *[]) { cam_rag_get_css_class (rag), NULL }, NULL));
  gtk_box_append (box, g_object_new (GTK_TYPE_LABEL, "label", text, "css-classes",
                                     (const char *[]) { "caption", NULL }, NULL));
  g_string_append_printf (spoken, ", %s", text);
}

static const char *
get_uuid (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "uuid");
}

/* The line of a row that tells how the measures of its priority stand. It is there from the beginning, so that
 * nothing moves when the numbers come. */
static void
show_counts (CamPlansPage *self,
             GtkWidget    *row)
{
  static const CamRag shown[] = { CAM_RAG_GREEN, CAM_RAG_AMBER, CAM_RAG_RED, CAM_RAG_OVERDUE };
  const guint *counts = g_hash_table_lookup (self->counts, get_uuid (row));
  GtkBox *line = g_object_get_data (G_OBJECT (row), "line");
  g_autoptr(GString) spoken = g_string_new (g_object_get_data (G_OBJECT (row), "title"));
  guint n = 0;

  cam_ui_empty_box (line);
  for (guint i = 0; counts != NULL && i < CAM_N_RAGS; i++)
    n += counts[i];
  for (guint i = 0; counts != NULL && i < G_N_ELEMENTS (shown); i++)
    append_count (line, shown[i], counts[shown[i]], spoken);
  if (gtk_widget_get_first_child (GTK_WIDGET (line)) == NULL)
    {
      const char *text = counts == NULL ? "" : n == 0 ? _("No measures yet") : _("Nothing to judge yet");

      gtk_box_append (line, g_object_new (GTK_TYPE_LABEL, "label", text, "css-classes",
                                          (const char *[]) { "caption", "dim-label", NULL }, NULL));
      g_string_append_printf (spoken, "%s%s", *text != '\0' ? ", " : "", text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CamPlansPage *self = user_data;
  CamRecord *priority = item;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", cam_record_get_title (priority), "xalign", 0.0f,
                                               "wrap", TRUE, "lines", 3, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "line", line);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (cam_record_get_title (priority)), g_free);
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (cam_record_get_uuid (priority)), g_free);
  show_counts (self, row);
  return row;
}

/* NULL where they cannot be read. */
static GPtrArray *
load_states (CamPlansPage *self,
             const char   *priority)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *states = NULL;
  guint *counts = NULL;

  if (self->measures == NULL)
    return NULL;
  states = cam_plan_measures_load_states (self->measures, self->store, priority, cam_day_today (), &error);
  if (states == NULL)
    {
      g_warning ("Could not read the measures: %s", error->message);
      return NULL;
    }
  counts = g_new (guint, CAM_N_RAGS);
  cam_plan_measures_count (states, counts);
  g_hash_table_replace (self->counts, g_strdup (priority), counts);
  return states;
}

/* One priority after the other, while nothing else is to be done. */
static gboolean
count_cb (gpointer user_data)
{
  CamPlansPage *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->priorities_list, (int) self->to_count++);
  g_autoptr(GPtrArray) states = NULL;

  if (row == NULL)
    {
      self->count_id = 0;
      return G_SOURCE_REMOVE;
    }
  if (g_strcmp0 (get_uuid (GTK_WIDGET (row)), self->chosen) == 0)
    return G_SOURCE_CONTINUE;
  states = load_states (self, get_uuid (GTK_WIDGET (row)));
  show_counts (self, GTK_WIDGET (row));
  return G_SOURCE_CONTINUE;
}

static void
queue_count (CamPlansPage *self)
{
  self->to_count = 0;
  if (self->count_id == 0)
    self->count_id = g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

static void
show_chosen (CamPlansPage *self)
{
  g_autoptr(CamRecord) priority = NULL;
  GtkListBoxRow *row = NULL;
  guint position = 0;

  if (self->priorities == NULL)
    {
      cam_plan_board_show (self->board, NULL, NULL, NULL, NULL);
      return;
    }
  if (self->chosen == NULL || !cam_query_find (self->priorities, self->chosen, &position))
    position = 0;
  priority = g_list_model_get_item (G_LIST_MODEL (self->priorities), position);
  g_set_str (&self->chosen, priority != NULL ? cam_record_get_uuid (priority) : NULL);
  gtk_stack_set_visible_child_name (self->stack, priority != NULL ? "plans" : "empty");
  if (priority == NULL)
    return;
  row = gtk_list_box_get_row_at_index (self->priorities_list, (int) position);
  gtk_list_box_select_row (self->priorities_list, row);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  self->states = load_states (self, self->chosen);
  if (self->states == NULL)
    self->states = g_ptr_array_new ();
  if (row != NULL)
    show_counts (self, GTK_WIDGET (row));
  adw_navigation_page_set_title (self->board_page, cam_record_get_title (priority));
  cam_plan_board_show (self->board, self->store, CAM_PRIORITY (priority), self->states, self->names);
}

static void
load (CamPlansPage *self)
{
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->measures, cam_plan_measures_free);
  g_clear_pointer (&self->names, cam_plan_names_free);
  self->names = cam_plan_names_load (self->store, &error);
  if (self->names != NULL)
    self->measures = cam_plan_measures_load (self->store, self->names, &error);
  if (self->measures == NULL)
    g_warning ("Could not read the plans: %s", error->message);
}

/* Only while somebody looks at them. */
static void
show_gaps (CamPlansPage *self)
{
  g_autoptr(GPtrArray) gaps = NULL;
  g_autoptr(GError) error = NULL;

  if (self->store == NULL || g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "gaps") != 0)
    return;
  gaps = cam_chain_list_breaks (self->store, NULL, NULL, cam_day_today (), &error);
  if (gaps == NULL)
    g_warning ("Could not read the chain: %s", error->message);
  cam_track_list_show (self->gaps_list, self->store, gaps);
}

/* Likewise. */
static void
show_activities (CamPlansPage *self)
{
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "activities") == 0)
    cam_activities_view_set_store (self->activities_view, self->store);
}

static void
view_changed_cb (CamPlansPage *self)
{
  show_activities (self);
  show_gaps (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamPlansPage *self = user_data;

  self->refresh_id = 0;
  if (self->store == NULL)
    return G_SOURCE_REMOVE;
  load (self);
  show_activities (self);
  if (self->priorities == NULL)
    self->priorities = cam_query_new (self->store, CAM_TYPE_PRIORITY, NULL,
                                      "coalesce (position, 9223372036854775807), name", NULL, 0);
  gtk_list_box_bind_model (self->priorities_list, G_LIST_MODEL (self->priorities), create_row_cb, self, NULL);
  show_chosen (self);
  queue_count (self);
  show_gaps (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (CamPlansPage *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
changed_cb (CamPlansPage *self,
            CamChanges   *changes)
{
  static const char *const tables[] = { "priority", "outcome", "measure", "measure_target", "reading", "rag_override",
                                        "activity", "activity_area", "activity_note",
                                        "activity_block", "area" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      queue_refresh (self);
}

static void
row_activated_cb (CamPlansPage  *self,
                  GtkListBoxRow *row)
{
  g_set_str (&self->chosen, get_uuid (GTK_WIDGET (row)));
  show_chosen (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
priority_named_cb (GtkWidget  *owner,
                   const char *name,
                   gpointer    data)
{
  CamPlansPage *self = CAM_PLANS_PAGE (owner);
  g_autoptr(CamPriority) priority = cam_priority_new ();

  if (self->store == NULL)
    return;
  cam_record_set_text (CAM_RECORD (priority), CAM_PRIORITY_NAME, name);
  cam_field_save (owner, self->store, CAM_RECORD (priority), _("Add priority"));
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  cam_name_dialog_ask (widget, _("New Priority"), _("What it is called"), priority_named_cb, NULL, NULL);
}

static void
cam_plans_page_map (GtkWidget *widget)
{
  CamPlansPage *self = CAM_PLANS_PAGE (widget);

  GTK_WIDGET_CLASS (cam_plans_page_parent_class)->map (widget);
  if (self->store != NULL)
    refresh_cb (self);
}

static void
cam_plans_page_dispose (GObject *object)
{
  CamPlansPage *self = CAM_PLANS_PAGE (object);

  cam_plans_page_set_store (self, NULL);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->counts, g_hash_table_unref);

  G_OBJECT_CLASS (cam_plans_page_parent_class)->dispose (object);
}

static void
cam_plans_page_class_init (CamPlansPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_ACTIVITIES_VIEW);
  g_type_ensure (CAM_TYPE_PLAN_BOARD);
  g_type_ensure (CAM_TYPE_TRACK_LIST);
  G_OBJECT_CLASS (klass)->dispose = cam_plans_page_dispose;
  widget_class->map = cam_plans_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-plans-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, activities_view);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, board);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, board_page);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, gaps_list);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, priorities_list);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, split_view);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CamPlansPage, views);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_install_action (widget_class, "plans.add-priority", NULL, add_action);
}

static void
cam_plans_page_init (CamPlansPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
cam_plans_page_set_store (CamPlansPage *self,
                          CamStore     *store)
{
  g_return_if_fail (CAM_IS_PLANS_PAGE (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (self->counts != NULL)
    g_hash_table_remove_all (self->counts);
  if (self->priorities_list != NULL)
    gtk_list_box_bind_model (self->priorities_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->priorities);
  g_clear_pointer (&self->measures, cam_plan_measures_free);
  g_clear_pointer (&self->names, cam_plan_names_free);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (self->board != NULL)
    cam_plan_board_show (self->board, NULL, NULL, NULL, NULL);
  if (store == NULL && self->activities_view != NULL)
    cam_activities_view_set_store (self->activities_view, NULL);
  if (store == NULL)
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh_cb (self);
}

void
cam_plans_page_show_priority (CamPlansPage *self,
                              const char   *uuid)
{
  g_return_if_fail (CAM_IS_PLANS_PAGE (self));

  g_set_str (&self->chosen, uuid);
  if (self->priorities != NULL)
    show_chosen (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
cam_plans_page_set_areas (CamPlansPage *self,
                          GPtrArray    *areas)
{
  g_return_if_fail (CAM_IS_PLANS_PAGE (self));

  cam_activities_view_set_areas (self->activities_view, areas);
}
