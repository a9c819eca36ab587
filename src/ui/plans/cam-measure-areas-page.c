/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-areas-page.h"

#include "cam-format.h"
#include "cam-measure-card.h"
#include "cam-measure-status-group.h"
#include "cam-numbers-group.h"
#include "cam-pick-dialog.h"

#include <glib/gi18n.h>

struct _CamMeasureAreasPage
{
  AdwNavigationPage  parent_instance;

  GtkListView       *list;
  GtkNoSelection    *selection;
  GtkStack          *stack;

  CamStore          *store;
  CamMeasure        *measure;
  CamQuery          *query;
  GPtrArray         *bound;       /* of GtkListItem, borrowed: what is on the screen */
  guint              refresh_id;
};

G_DEFINE_FINAL_TYPE (CamMeasureAreasPage, cam_measure_areas_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_uuid (CamMeasureAreasPage *self)
{
  return cam_record_get_uuid (CAM_RECORD (self->measure));
}

static void
open_area (CamMeasureAreasPage *self,
           CamRecord           *area)
{
  const char *uuid = cam_record_get_uuid (area);

  cam_plan_group_push (GTK_WIDGET (self), cam_record_get_title (area),
                       cam_measure_status_group_new (self->store, self->measure, uuid),
                       cam_numbers_group_new (self->store, self->measure, uuid, CAM_NUMBERS_READINGS),
                       cam_numbers_group_new (self->store, self->measure, uuid, CAM_NUMBERS_TARGETS), NULL);
}

static void
row_activated_cb (CamMeasureAreasPage *self,
                  guint                position)
{
  g_autoptr(CamRecord) area = g_list_model_get_item (G_LIST_MODEL (self->query), position);

  if (area != NULL)
    open_area (self, area);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  if (record != NULL)
    open_area (CAM_MEASURE_AREAS_PAGE (owner), record);
}

static char *
dup_level (CamRecord *area)
{
  return cam_format_level (cam_record_get_text (area, CAM_AREA_LEVEL));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamMeasureAreasPage *self = CAM_MEASURE_AREAS_PAGE (widget);
  const char *level = cam_record_get_text (CAM_RECORD (self->measure), CAM_MEASURE_AREA_LEVEL);

  cam_pick_dialog_choose (widget, self->store, CAM_TYPE_AREA, _("Which Area?"),
                          "status <> 'ended' AND (?2 IS NULL OR level = ?2)", level, dup_level, FALSE, chosen_cb);
}

static void
setup_cb (CamMeasureAreasPage *self,
          GtkListItem         *item)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 12, "margin-top", 8, "margin-bottom", 8, "margin-start", 6,
                                 "margin-end", 6, NULL);
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (words), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                                                 PANGO_WRAP_WORD_CHAR, NULL));
  gtk_box_append (GTK_BOX (words), g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode",
                                                 PANGO_WRAP_WORD_CHAR, "css-classes",
                                                 (const char *[]) { "dim-label", "caption", NULL }, NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), gtk_label_new (NULL));
  gtk_list_item_set_child (item, row);
}

/* "62 households · July to September 2026" */
static char *
dup_newest (CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  g_autofree char *value = cam_measure_state_dup_value (state);
  g_autofree char *period = NULL;

  if (status->last == NULL)
    return g_strdup (_("Not read yet"));
  period = cam_period_format (status->last->period);
  return g_strconcat (value, " · ", period, NULL);
}

static void
show_item (CamMeasureAreasPage *self,
           GtkListItem         *item)
{
  CamRecord *area = gtk_list_item_get_item (item);
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (words);
  GtkWidget *image = gtk_widget_get_next_sibling (words);
  GtkWidget *word = gtk_widget_get_next_sibling (image);
  g_autoptr(CamMeasureState) state = NULL;
  g_autofree char *newest = NULL;
  g_autofree char *spoken = NULL;
  CamRag rag = CAM_RAG_NO_READING;

  state = cam_measure_state_load (self->store, get_uuid (self), cam_record_get_uuid (area), cam_day_today (), NULL);
  if (state != NULL)
    {
      rag = cam_measure_state_get_status (state)->rag;
      newest = dup_newest (state);
    }
  spoken = g_strdup_printf ("%s, %s", cam_rag_get_name (rag), newest != NULL ? newest : "");
  gtk_label_set_label (GTK_LABEL (title), cam_record_get_title (area));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), newest != NULL ? newest : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (image), cam_rag_get_icon (rag));
  gtk_widget_set_css_classes (image, (const char *[]) { cam_rag_get_css_class (rag), NULL });
  gtk_label_set_label (GTK_LABEL (word), cam_rag_get_name (rag));
  gtk_widget_set_css_classes (word, (const char *[]) { cam_rag_get_css_class (rag), "status-word", NULL });
  gtk_list_item_set_accessible_label (item, cam_record_get_title (area));
  gtk_list_item_set_accessible_description (item, spoken);
}

static void
bind_cb (CamMeasureAreasPage *self,
         GtkListItem         *item)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
unbind_cb (CamMeasureAreasPage *self,
           GtkListItem         *item)
{
  if (self->bound != NULL)
    g_ptr_array_remove_fast (self->bound, item);
}

static void
show_stack (CamMeasureAreasPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->query)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamMeasureAreasPage *self = user_data;

  self->refresh_id = 0;
  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, g_ptr_array_index (self->bound, i));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamMeasureAreasPage *self,
            CamChanges          *changes)
{
  static const char *const tables[] = { "measure", "reading", "measure_target", "rag_override" };

  for (guint i = 0; i < G_N_ELEMENTS (tables) && self->refresh_id == 0; i++)
    if (cam_changes_has_table (changes, tables[i]))
      self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
cam_measure_areas_page_dispose (GObject *object)
{
  CamMeasureAreasPage *self = CAM_MEASURE_AREAS_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_object (&self->query);
  g_clear_object (&self->measure);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), CAM_TYPE_MEASURE_AREAS_PAGE);

  G_OBJECT_CLASS (cam_measure_areas_page_parent_class)->dispose (object);
}

static void
cam_measure_areas_page_class_init (CamMeasureAreasPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_measure_areas_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-measure-areas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMeasureAreasPage, list);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureAreasPage, selection);
  gtk_widget_class_bind_template_child (widget_class, CamMeasureAreasPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_install_action (widget_class, "measure-areas.choose", NULL, choose_action);
}

static void
cam_measure_areas_page_init (CamMeasureAreasPage *self)
{
  self->bound = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
cam_measure_areas_page_new (CamStore   *store,
                            CamMeasure *measure)
{
  CamMeasureAreasPage *self = g_object_new (CAM_TYPE_MEASURE_AREAS_PAGE, NULL);

  self->store = g_object_ref (store);
  self->measure = g_object_ref (measure);
  self->query = cam_measure_areas_page_query (store, get_uuid (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "measure-areas.choose", !cam_store_get_read_only (store));
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->query));
  g_signal_connect_object (self->query, "items-changed", G_CALLBACK (show_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_stack (self);
  return ADW_NAVIGATION_PAGE (self);
}

CamQuery *
cam_measure_areas_page_query (CamStore   *store,
                              const char *measure)
{
  const CamValue is[] = { cam_text (measure) };
  CamQuery *query = cam_query_new (store, CAM_TYPE_AREA,
                                   "uuid IN (SELECT area_uuid FROM reading WHERE measure_uuid = ?1 AND deleted = 0"
                                   " UNION SELECT area_uuid FROM measure_target WHERE measure_uuid = ?1 AND deleted = 0)",
                                   "name", is, 1);

  cam_query_watch_table (query, "reading");
  cam_query_watch_table (query, "measure_target");
  return query;
}
