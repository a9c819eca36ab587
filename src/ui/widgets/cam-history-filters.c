/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-filters.h"

#include "cam-area.h"
#include "cam-format.h"
#include "cam-history-since.h"
#include "cam-query.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamHistoryFilters
{
  AdwBin            parent_instance;

  GtkSearchEntry   *search_entry;
  GtkDropDown      *person_drop;
  GtkDropDown      *kind_drop;
  GtkDropDown      *area_drop;
  CamHistorySince  *since;

  GPtrArray        *tables;     /* names, in the order of the drop-down after the first */
  char             *told;       /* the choice that was told last, in one text */
  gboolean          is_filling;
};

G_DEFINE_FINAL_TYPE (CamHistoryFilters, cam_history_filters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static char *
dup_choice (CamHistoryFilters *self)
{
  g_autoptr(CamHistoryFilter) filter = cam_history_filters_dup_filter (self);

  return g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s", filter->author, filter->tables != NULL ? filter->tables[0] : "",
                          filter->area, filter->from, filter->to, filter->text);
}

/* A search entry tells late, and a drop-down also when it is only filled: what is the same is told once. */
static void
announce (CamHistoryFilters *self)
{
  g_autofree char *choice = NULL;

  if (self->is_filling)
    return;
  choice = dup_choice (self);
  if (g_set_str (&self->told, choice))
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Kinds that people make, in the order of the file; how pairs were judged is told by the review. */
static const char *const kinds[] = { "area", "area_member", "area_comment", "area_figure", "venue", "postcode",
                                     "priority", "outcome", "activity", "activity_note", "measure", "measure_target",
                                     "reading", "assessment", "event", "event_date", "event_feedback", "forum", "holiday",
                                     "organisation", "person" };

static void
fill_kinds (CamHistoryFilters *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("Everything"));
  g_ptr_array_set_size (self->tables, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_string_list_append (list, cam_words_for_kinds (kinds[i]));
      g_ptr_array_add (self->tables, (gpointer) kinds[i]);
    }
  gtk_drop_down_set_model (self->kind_drop, G_LIST_MODEL (list));
}

static void
fill_people (CamHistoryFilters *self,
             CamStore          *store)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) authors = NULL;

  gtk_string_list_append (list, _("Everybody"));
  if (store != NULL)
    {
      authors = cam_history_list_authors (store, &error);
      if (authors == NULL)
        g_debug ("No names: %s", error->message);
    }
  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    gtk_string_list_append (list, authors[i]);
  gtk_drop_down_set_model (self->person_drop, G_LIST_MODEL (list));
}

static char *
area_words_cb (gpointer this)
{
  g_autofree char *level = NULL;

  if (GTK_IS_STRING_OBJECT (this))
    return g_strdup (gtk_string_object_get_string (this));
  if (!CAM_IS_AREA (this))
    return g_strdup ("");
  level = cam_format_level (cam_level_to_word (cam_area_get_level (this)));
  /* Translators: what an area is called and its level, as in "Ely, Parish" */
  return g_strdup_printf (_("%1$s, %2$s"), cam_area_get_name (this), level);
}

/* Statistical areas have no names that anybody would look for. */
static void
fill_areas (CamHistoryFilters *self,
            CamStore          *store)
{
  g_autoptr(GListStore) models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GtkStringList) first = gtk_string_list_new (NULL);
  GtkFlattenListModel *flat = NULL;

  gtk_string_list_append (first, _("Every Area"));
  g_list_store_append (models, first);
  if (store != NULL)
    {
      g_autoptr(CamQuery) query = cam_query_new (store, CAM_TYPE_AREA, "level <> 'lsoa'", "name", NULL, 0);

      g_list_store_append (models, query);
    }
  flat = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&models)));
  gtk_drop_down_set_model (self->area_drop, G_LIST_MODEL (flat));
  g_object_unref (flat);
}

static void
search_changed_cb (CamHistoryFilters *self)
{
  announce (self);
}

/* A search entry keeps Escape to itself: first it empties the entry, then it closes what that is in. */
static void
stop_search_cb (CamHistoryFilters *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
selected_cb (CamHistoryFilters *self)
{
  announce (self);
}

static void
choice_cb (CamHistoryFilters *self)
{
  announce (self);
}

static void
cam_history_filters_finalize (GObject *object)
{
  CamHistoryFilters *self = CAM_HISTORY_FILTERS (object);

  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_free);

  G_OBJECT_CLASS (cam_history_filters_parent_class)->finalize (object);
}

static void
cam_history_filters_class_init (CamHistoryFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_HISTORY_SINCE);
  G_OBJECT_CLASS (klass)->finalize = cam_history_filters_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryFilters, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryFilters, person_drop);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryFilters, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryFilters, area_drop);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryFilters, since);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
cam_history_filters_init (CamHistoryFilters *self)
{
  g_autoptr(GtkExpression) expression = NULL;

  self->tables = g_ptr_array_new ();
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (area_words_cb), NULL, NULL);
  gtk_drop_down_set_expression (self->area_drop, expression);
  fill_kinds (self);
  fill_people (self, NULL);
  fill_areas (self, NULL);
  self->is_filling = FALSE;
  self->told = dup_choice (self);
}

void
cam_history_filters_set_store (CamHistoryFilters *self,
                               CamStore          *store,
                               gboolean           one_record)
{
  g_return_if_fail (CAM_IS_HISTORY_FILTERS (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  self->is_filling = TRUE;
  fill_people (self, store);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_drop), !one_record);
  gtk_widget_set_visible (GTK_WIDGET (self->area_drop), !one_record);
  if (!one_record)
    fill_areas (self, store);
  self->is_filling = FALSE;
  g_free (self->told);
  self->told = dup_choice (self);
}

CamHistoryFilter *
cam_history_filters_dup_filter (CamHistoryFilters *self)
{
  CamHistoryFilter filter = { NULL };
  const char *tables[2] = { NULL, NULL };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gpointer person = NULL;
  gpointer area = NULL;
  guint kind = 0;

  g_return_val_if_fail (CAM_IS_HISTORY_FILTERS (self), NULL);

  from = cam_history_since_dup_from (self->since);
  to = cam_history_since_dup_to (self->since);
  person = gtk_drop_down_get_selected_item (self->person_drop);
  kind = gtk_drop_down_get_selected (self->kind_drop);
  area = gtk_drop_down_get_selected_item (self->area_drop);
  filter.text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  filter.from = from;
  filter.to = to;
  if (person != NULL && gtk_drop_down_get_selected (self->person_drop) > 0)
    filter.author = gtk_string_object_get_string (person);
  if (kind > 0 && kind <= self->tables->len)
    {
      tables[0] = g_ptr_array_index (self->tables, kind - 1);
      filter.tables = tables;
    }
  if (CAM_IS_AREA (area))
    filter.area = cam_record_get_uuid (area);
  return cam_history_filter_copy (&filter);
}

gboolean
cam_history_filters_is_filtering (CamHistoryFilters *self)
{
  g_autoptr(CamHistoryFilter) filter = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_FILTERS (self), FALSE);

  filter = cam_history_filters_dup_filter (self);
  return filter->author != NULL || filter->tables != NULL || filter->area != NULL || filter->from != NULL
         || *filter->text != '\0';
}

void
cam_history_filters_reset (CamHistoryFilters *self)
{
  g_return_if_fail (CAM_IS_HISTORY_FILTERS (self));

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->person_drop, 0);
  gtk_drop_down_set_selected (self->kind_drop, 0);
  gtk_drop_down_set_selected (self->area_drop, 0);
  cam_history_since_set_choice (self->since, "any");
  self->is_filling = FALSE;
  announce (self);
}
