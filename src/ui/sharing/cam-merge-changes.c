/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-changes.h"

#include "cam-format.h"
#include "cam-merge-line.h"
#include "cam-merge-words.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* The lines are made of the report's items as they scroll into sight: items → filtered → grouped by kind → lines.
 * Of each filter the first choice is everything; the others are what occurs. */
struct _CamMergeChanges
{
  AdwBin               parent_instance;

  GtkDropDown         *area_drop_down;
  GtkLabel            *counts_label;
  GtkFilterListModel  *filtered;
  GtkDropDown         *kind_drop_down;
  GtkMapListModel     *lines;
  GtkLabel            *more_label;
  GtkLabel            *notes_label;
  GtkScrolledWindow   *scrolled;
  GtkSortListModel    *sorted;
  GtkStack            *stack;
  GtkDropDown         *table_drop_down;

  CamAtlas            *atlas;
  CamMergeReport      *report;
  GHashTable          *names;      /* utf8 → utf8: areas that the copy brings or changes */
  GArray              *kinds;      /* (element-type CamMergeKind): what the choices after the first stand for */
  GPtrArray           *tables;     /* (element-type utf8) */
  GPtrArray           *areas;      /* (element-type utf8): uuids; "" for what belongs to none */
  guint                tick_id;    /* of going to the top, 0 where the list is there */
  guint                n_ticks;
  gboolean             is_filling; /* the filters change, but nobody has chosen anything */
};

G_DEFINE_FINAL_TYPE (CamMergeChanges, cam_merge_changes, ADW_TYPE_BIN)

/* What an area is called here, else in the copy; NULL where neither knows. */
static const char *
find_area_name (CamMergeChanges *self,
                const char      *uuid)
{
  const CamAtlasArea *area = self->atlas != NULL ? cam_atlas_find (self->atlas, uuid) : NULL;

  if (area != NULL && area->name != NULL)
    return area->name;
  return g_hash_table_lookup (self->names, uuid);
}

static gpointer
make_line_cb (gpointer item,
              gpointer user_data)
{
  CamMergeChanges *self = user_data;
  g_autoptr(CamMergeItem) owned = item;
  const char *area = cam_merge_item_get_area (item);
  gboolean is_itself = g_strcmp0 (area, cam_merge_item_get_uuid (item)) == 0;

  return cam_merge_line_new (item, area != NULL && !is_itself ? find_area_name (self, area) : NULL);
}

/* The position among the choices after the first; -1 where everything is shown. */
static int
get_choice (GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected == GTK_INVALID_LIST_POSITION ? -1 : (int) selected - 1;
}

static gboolean
matches_filters (gpointer item,
                 gpointer user_data)
{
  CamMergeChanges *self = user_data;
  const char *area = cam_merge_item_get_area (item);
  int kind = get_choice (self->kind_drop_down);
  int table = get_choice (self->table_drop_down);
  int place = get_choice (self->area_drop_down);

  if (kind >= 0 && (guint) kind < self->kinds->len
      && cam_merge_item_get_kind (item) != g_array_index (self->kinds, CamMergeKind, kind))
    return FALSE;
  if (table >= 0 && (guint) table < self->tables->len
      && g_strcmp0 (cam_merge_item_get_table (item), g_ptr_array_index (self->tables, table)) != 0)
    return FALSE;
  return place < 0 || (guint) place >= self->areas->len
         || g_strcmp0 (area != NULL ? area : "", g_ptr_array_index (self->areas, place)) == 0;
}

static gboolean
go_to_top_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  CamMergeChanges *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  if (++self->n_ticks < 2)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* A list that is filled stands at its first line, with the heading out of sight; once it has been laid out it can
 * be moved. */
static void
go_to_top (CamMergeChanges *self)
{
  self->n_ticks = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->scrolled), go_to_top_cb, self, NULL);
}

static void
update_stack (CamMergeChanges *self)
{
  gboolean has_lines = g_list_model_get_n_items (G_LIST_MODEL (self->lines)) > 0;
  gboolean has_items = self->report != NULL
                       && g_list_model_get_n_items (cam_merge_report_get_items (self->report)) > 0;

  gtk_stack_set_visible_child_name (self->stack, has_lines ? "list" : has_items ? "no-match" : "no-records");
  go_to_top (self);
}

static void
filter_changed_cb (CamMergeChanges *self)
{
  if (self->is_filling)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static int
compare_kinds (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return (int) cam_merge_item_get_kind ((CamMergeItem *) a) - (int) cam_merge_item_get_kind ((CamMergeItem *) b);
}

/* A filter of one choice is none. */
static void
set_choices (GtkDropDown   *drop_down,
             GtkStringList *choices)
{
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (choices));
  gtk_drop_down_set_selected (drop_down, 0);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), g_list_model_get_n_items (G_LIST_MODEL (choices)) > 2);
}

static void
fill_kinds (CamMergeChanges *self)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);

  g_array_set_size (self->kinds, 0);
  gtk_string_list_append (choices, _("All Changes"));
  for (CamMergeKind kind = 0; kind < CAM_MERGE_N_KINDS; kind++)
    {
      if (cam_merge_report_count (self->report, kind) == 0)
        continue;
      g_array_append_val (self->kinds, kind);
      gtk_string_list_append (choices, cam_merge_words_for_kind (kind));
    }
  set_choices (self->kind_drop_down, choices);
}

static int
compare_tables (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (cam_words_for_kinds (*(const char *const *) a), cam_words_for_kinds (*(const char *const *) b));
}

static void
fill_tables (CamMergeChanges *self,
             GHashTable      *tables)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  GHashTableIter iter;
  gpointer table = NULL;

  g_ptr_array_set_size (self->tables, 0);
  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    g_ptr_array_add (self->tables, g_strdup (table));
  g_ptr_array_sort (self->tables, compare_tables);
  gtk_string_list_append (choices, _("All Kinds"));
  for (guint i = 0; i < self->tables->len; i++)
    gtk_string_list_append (choices, cam_words_for_kinds (g_ptr_array_index (self->tables, i)));
  set_choices (self->table_drop_down, choices);
}

static int
compare_areas (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  CamMergeChanges *self = user_data;
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  const char *one_name = find_area_name (self, one);
  const char *other_name = find_area_name (self, other);

  /* What belongs to none comes last. */
  if (one_name == NULL || other_name == NULL)
    return (one_name == NULL) - (other_name == NULL);
  return g_utf8_collate (one_name, other_name);
}

/* Areas without a name here or there are all told as one thing, and not at all as a choice. */
static void
fill_areas (CamMergeChanges *self,
            GHashTable      *areas)
{
  g_autoptr(GtkStringList) choices = gtk_string_list_new (NULL);
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_ptr_array_set_size (self->areas, 0);
  g_hash_table_iter_init (&iter, areas);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (*(char *) uuid == '\0' || find_area_name (self, uuid) != NULL)
      g_ptr_array_add (self->areas, g_strdup (uuid));
  g_ptr_array_sort_with_data (self->areas, compare_areas, self);
  gtk_string_list_append (choices, _("All Areas"));
  for (guint i = 0; i < self->areas->len; i++)
    {
      const char *name = find_area_name (self, g_ptr_array_index (self->areas, i));

      gtk_string_list_append (choices, name != NULL ? name : _("No area"));
    }
  set_choices (self->area_drop_down, choices);
  gtk_drop_down_set_enable_search (self->area_drop_down, self->areas->len > 10);
}

static void
fill_filters (CamMergeChanges *self)
{
  g_autoptr(GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) areas = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *items = cam_merge_report_get_items (self->report);

  g_hash_table_remove_all (self->names);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr(CamMergeItem) item = g_list_model_get_item (items, i);
      const char *area = cam_merge_item_get_area (item);

      g_hash_table_add (tables, (gpointer) cam_merge_item_get_table (item));
      g_hash_table_add (areas, (gpointer) (area != NULL ? area : ""));
      if (g_strcmp0 (area, cam_merge_item_get_uuid (item)) == 0 && *cam_merge_item_get_title (item) != '\0')
        g_hash_table_insert (self->names, g_strdup (area), g_strdup (cam_merge_item_get_title (item)));
    }
  self->is_filling = TRUE;
  fill_kinds (self);
  fill_tables (self, tables);
  fill_areas (self, areas);
  self->is_filling = FALSE;
}

static void
show_words (CamMergeChanges *self)
{
  g_autofree char *counts = cam_merge_words_dup_counts (self->report);
  g_autofree char *notes = cam_merge_words_dup_notes (self->report);
  GListModel *items = cam_merge_report_get_items (self->report);
  guint n_listed = g_list_model_get_n_items (items);
  guint n_all = 0;

  for (guint kind = 0; kind < CAM_MERGE_N_KINDS; kind++)
    n_all += cam_merge_report_count (self->report, kind);
  gtk_label_set_label (self->counts_label, counts);
  gtk_label_set_label (self->notes_label, notes != NULL ? notes : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), notes != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n_all > n_listed);
  if (n_all > n_listed)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("The first %'u of them is listed.",
                                                         "The first %'u of them are listed.", n_listed), n_listed);

      gtk_label_set_label (self->more_label, more);
    }
}

void
cam_merge_changes_show (CamMergeChanges *self,
                        CamMergeReport  *report)
{
  g_return_if_fail (CAM_IS_MERGE_CHANGES (self));
  g_return_if_fail (CAM_IS_MERGE_REPORT (report));

  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_set_object (&self->report, report);
  show_words (self);
  fill_filters (self);
  gtk_filter_list_model_set_model (self->filtered, cam_merge_report_get_items (report));
  update_stack (self);
}

/* What is chosen by then stays. */
static void
atlas_changed_cb (CamMergeChanges *self)
{
  if (self->report != NULL && get_choice (self->kind_drop_down) < 0 && get_choice (self->table_drop_down) < 0
      && get_choice (self->area_drop_down) < 0)
    cam_merge_changes_show (self, self->report);
}

void
cam_merge_changes_set_atlas (CamMergeChanges *self,
                             CamAtlas        *atlas)
{
  g_return_if_fail (CAM_IS_MERGE_CHANGES (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  if (g_set_object (&self->atlas, atlas) && atlas != NULL)
    g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self, G_CONNECT_SWAPPED);
}

GListModel *
cam_merge_changes_list_lines (CamMergeChanges *self)
{
  g_return_val_if_fail (CAM_IS_MERGE_CHANGES (self), NULL);

  return G_LIST_MODEL (self->lines);
}

static void
cam_merge_changes_dispose (GObject *object)
{
  CamMergeChanges *self = CAM_MERGE_CHANGES (object);

  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scrolled), self->tick_id);
  self->tick_id = 0;
  /* Both ask this object, and the template holds them. */
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  if (self->lines != NULL)
    gtk_map_list_model_set_map_func (self->lines, NULL, NULL, NULL);
  cam_merge_changes_set_atlas (self, NULL);

  G_OBJECT_CLASS (cam_merge_changes_parent_class)->dispose (object);
}

static void
cam_merge_changes_finalize (GObject *object)
{
  CamMergeChanges *self = CAM_MERGE_CHANGES (object);

  g_clear_object (&self->report);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->kinds, g_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_merge_changes_parent_class)->finalize (object);
}

static void
cam_merge_changes_class_init (CamMergeChangesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_MERGE_LINE);
  object_class->dispose = cam_merge_changes_dispose;
  object_class->finalize = cam_merge_changes_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-merge-changes.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, area_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, lines);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, more_label);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, notes_label);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, scrolled);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, sorted);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, stack);
  gtk_widget_class_bind_template_child (widget_class, CamMergeChanges, table_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  cam_format_bind_closures (widget_class);
}

static void
cam_merge_changes_init (CamMergeChanges *self)
{
  g_autoptr(GtkFilter) filter = NULL;
  g_autoptr(GtkSorter) sorter = NULL;

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = g_array_new (FALSE, FALSE, sizeof (CamMergeKind));
  self->tables = g_ptr_array_new_with_free_func (g_free);
  self->areas = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filters, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_kinds, NULL, NULL));
  gtk_sort_list_model_set_section_sorter (self->sorted, sorter);
  gtk_map_list_model_set_map_func (self->lines, make_line_cb, self, NULL);
}
