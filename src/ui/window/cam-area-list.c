/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-list.h"

#include "cam-area.h"
#include "cam-format.h"
#include "cam-query.h"
#include "cam-scope.h"

#include <glib/gi18n.h>

#define MAX_TITLE 40

struct _CamAreaList
{
  AdwBin              parent_instance;

  GtkColumnView      *column_view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *level_column;
  GtkColumnViewColumn *code_column;
  GtkColumnViewColumn *people_column;
  GtkColumnViewColumn *hectares_column;
  GtkColumnViewColumn *status_column;
  GtkLabel           *count_label;
  GtkSearchEntry     *filter_entry;
  GtkSingleSelection *selection;
  GtkStack           *stack;

  CamAtlas           *atlas;
  CamQuery           *query;
  char               *scope;
  char               *selected;
  gulong              atlas_id;
  guint               levels;
  gboolean            narrow;
  gboolean            is_following;  /* the selection is being moved by the program */
  GtkColumnViewColumn *told_column; /* NULL where there is none */
  CamAreaListFunc     told_func;
  gpointer            told_data;
  char               *told_title;
  gboolean            told_in_words;
};

G_DEFINE_FINAL_TYPE (CamAreaList, cam_area_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_SELECTED = 1,
  PROP_NARROW,
} CamAreaListProperty;

static GParamSpec *properties[PROP_NARROW + 1];

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_count (CamAreaList *self)
{
  guint n_areas = cam_area_list_count (self);
  /* Translators: %u is how many areas the list holds */
  g_autofree char *text = g_strdup_printf (ngettext ("%u area", "%u areas", n_areas), n_areas);

  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n_areas > 0 ? "list" : "empty");
}

static void
follow_selected (CamAreaList *self)
{
  guint found = GTK_INVALID_LIST_POSITION;

  if (self->query != NULL && self->selected != NULL)
    cam_query_find (self->query, self->selected, &found);
  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, found);
  self->is_following = FALSE;
  if (found != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self->column_view)))
    gtk_column_view_scroll_to (self->column_view, found, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
items_changed_cb (CamAreaList *self)
{
  update_count (self);
  follow_selected (self);
}

static char *
escape_like (const char *text)
{
  GString *pattern = g_string_new ("%");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
append_levels (GString *where,
               guint    levels)
{
  const char *separator = "";

  g_string_append (where, "level IN (");
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    if (levels & (1u << level))
      {
        g_string_append_printf (where, "%s'%s'", separator, cam_level_to_word (level));
        separator = ", ";
      }
  g_string_append_c (where, ')');
}

static void
refilter (CamAreaList *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->filter_entry));
  g_autofree char *pattern = escape_like (typed);
  g_autoptr(GString) where = g_string_new (NULL);
  g_autoptr(GArray) params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  g_autoptr(GPtrArray) uuids = NULL;
  CamValue value = cam_text (pattern);

  if (self->query == NULL)
    return;
  append_levels (where, self->levels);
  g_string_append (where, " AND (valid_to IS NULL OR valid_to >= date ('now'))");
  g_string_append (where, " AND (name LIKE ?1 ESCAPE '\\' OR ifnull (code, '') LIKE ?1 ESCAPE '\\')");
  g_array_append_val (params, value);
  if (self->scope != NULL)
    {
      uuids = cam_scope_list_areas (self->atlas, self->scope, self->levels);
      g_string_append (where, " AND uuid IN (");
      for (guint i = 0; i < uuids->len; i++)
        {
          value = cam_text (g_ptr_array_index (uuids, i));
          g_string_append_printf (where, i == 0 ? "?%u" : ", ?%u", i + 2);
          g_array_append_val (params, value);
        }
      g_string_append_c (where, ')');
    }
  cam_query_set_where (self->query, where->str, (CamValue *) (gpointer) params->data, params->len);
  update_count (self);
  follow_selected (self);
}

static const char *
find_order (CamAreaList         *self,
            GtkColumnViewColumn *column,
            gboolean             descending)
{
  static const char level_order[] =
    "CASE level WHEN 'county' THEN 0 WHEN 'district' THEN 1 WHEN 'sda' THEN 2 WHEN 'division' THEN 3 "
    "WHEN 'ward' THEN 4 WHEN 'parish' THEN 5 WHEN 'lsoa' THEN 6 ELSE 7 END, name COLLATE NOCASE";
  static const char level_order_down[] =
    "CASE level WHEN 'county' THEN 0 WHEN 'district' THEN 1 WHEN 'sda' THEN 2 WHEN 'division' THEN 3 "
    "WHEN 'ward' THEN 4 WHEN 'parish' THEN 5 WHEN 'lsoa' THEN 6 ELSE 7 END DESC, name COLLATE NOCASE";

  if (column == self->level_column)
    return descending ? level_order_down : level_order;
  if (column == self->code_column)
    return descending ? "code DESC" : "code";
  if (column == self->people_column)
    return descending ? "population DESC" : "population";
  if (column == self->hectares_column)
    return descending ? "hectares DESC" : "hectares";
  if (column == self->status_column)
    return descending ? "status DESC, name COLLATE NOCASE" : "status, name COLLATE NOCASE";
  return descending ? "name COLLATE NOCASE DESC" : "name COLLATE NOCASE";
}

static void
sorter_changed_cb (CamAreaList *self)
{
  GtkColumnViewSorter *sorter = NULL;
  gboolean descending = FALSE;

  /* The view's last word comes when it goes. */
  if (self->query == NULL)
    return;
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  cam_query_set_order (self->query,
                       find_order (self, gtk_column_view_sorter_get_primary_sort_column (sorter), descending));
  follow_selected (self);
}

static void
selection_changed_cb (CamAreaList *self)
{
  CamRecord *area = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_following || area == NULL)
    return;
  if (g_set_str (&self->selected, cam_record_get_uuid (area)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
activate_cb (CamAreaList *self,
             guint        position)
{
  g_autoptr(CamRecord) area = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (area == NULL)
    return;
  cam_area_list_set_selected (self, cam_record_get_uuid (area));
  g_signal_emit (self, signals[ACTIVATED], 0, cam_record_get_uuid (area));
}

/* Enter in the filter entry goes on into the list. */
static void
filter_activate_cb (CamAreaList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

/* A list within a scope depends on where areas lie, which the atlas knows. */
static void
atlas_changed_cb (CamAreaList *self)
{
  if (self->scope != NULL)
    refilter (self);
}

/* A header does not give way: a long one would push the other columns out of a narrow window. */
static void
update_told_column (CamAreaList *self)
{
  g_autofree char *begin = NULL;
  g_autofree char *title = NULL;

  gtk_column_view_column_set_visible (self->level_column,
                                      !self->narrow || self->told_column == NULL || !self->told_in_words);
  if (self->told_column == NULL)
    return;
  if (self->narrow)
    /* Translators: heads a column in little room; how a measure stands in an area, or its number there */
    title = g_strdup (self->told_in_words ? _("How It Stands") : _("Number"));
  else if (g_utf8_strlen (self->told_title, -1) > MAX_TITLE)
    {
      begin = g_utf8_substring (self->told_title, 0, MAX_TITLE - 1);
      title = g_strconcat (begin, "…", NULL);
    }
  gtk_column_view_column_set_title (self->told_column, title != NULL ? title : self->told_title);
  gtk_column_view_column_set_expand (self->told_column, self->told_in_words);
}

static void
set_narrow (CamAreaList *self,
            gboolean     narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_column_view_column_set_visible (self->code_column, !narrow);
  gtk_column_view_column_set_visible (self->people_column, !narrow);
  gtk_column_view_column_set_visible (self->hectares_column, !narrow);
  gtk_column_view_column_set_visible (self->status_column, !narrow);
  update_told_column (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* The header only tells what to sort by; the query sorts. */
static int
compare_nothing (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  return 0;
}

static void
make_sortable (GtkColumnViewColumn *column)
{
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_nothing, NULL, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
}

static void
cam_area_list_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CamAreaList *self = CAM_AREA_LIST (object);

  switch ((CamAreaListProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_area_list_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CamAreaList *self = CAM_AREA_LIST (object);

  switch ((CamAreaListProperty) prop_id)
    {
    case PROP_SELECTED:
      cam_area_list_set_selected (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* A column view makes some two hundred rows whether they are seen or not, so a hidden one has none. */
static void
cam_area_list_map (GtkWidget *widget)
{
  CamAreaList *self = CAM_AREA_LIST (widget);

  GTK_WIDGET_CLASS (cam_area_list_parent_class)->map (widget);
  if (self->query != NULL)
    gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->query));
  follow_selected (self);
}

static void
cam_area_list_unmap (GtkWidget *widget)
{
  gtk_single_selection_set_model (CAM_AREA_LIST (widget)->selection, NULL);

  GTK_WIDGET_CLASS (cam_area_list_parent_class)->unmap (widget);
}

static void
cam_area_list_dispose (GObject *object)
{
  CamAreaList *self = CAM_AREA_LIST (object);

  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->atlas);
  g_clear_object (&self->query);

  G_OBJECT_CLASS (cam_area_list_parent_class)->dispose (object);
}

static void
cam_area_list_finalize (GObject *object)
{
  CamAreaList *self = CAM_AREA_LIST (object);

  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->told_title, g_free);

  G_OBJECT_CLASS (cam_area_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-area-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, column_view);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, name_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, level_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, code_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, people_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, hectares_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, status_column);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, count_label);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, selection);
  gtk_widget_class_bind_template_child (widget_class, CamAreaList, stack);
  gtk_widget_class_bind_template_callback (widget_class, refilter);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_activate_cb);
  cam_format_bind_closures (widget_class);
}

static void
cam_area_list_class_init (CamAreaListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (CAM_TYPE_AREA);
  object_class->get_property = cam_area_list_get_property;
  object_class->set_property = cam_area_list_set_property;
  object_class->dispose = cam_area_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = cam_area_list_map;
  GTK_WIDGET_CLASS (klass)->unmap = cam_area_list_unmap;
  object_class->finalize = cam_area_list_finalize;

  properties[PROP_SELECTED] =
    g_param_spec_string ("selected", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cam_area_list_init (CamAreaList *self)
{
  GtkColumnViewColumn *columns[6] = { 0 };

  gtk_widget_init_template (GTK_WIDGET (self));

  columns[0] = self->name_column;
  columns[1] = self->level_column;
  columns[2] = self->code_column;
  columns[3] = self->people_column;
  columns[4] = self->hectares_column;
  columns[5] = self->status_column;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    make_sortable (columns[i]);
  gtk_column_view_sort_by_column (self->column_view, self->name_column, GTK_SORT_ASCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

void
cam_area_list_set_atlas (CamAreaList *self,
                         CamAtlas    *atlas)
{
  g_return_if_fail (CAM_IS_AREA_LIST (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->query);
  g_set_object (&self->atlas, atlas);
  if (atlas != NULL)
    {
      self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                                                G_CONNECT_SWAPPED);
      self->query = cam_query_new (cam_atlas_get_store (atlas), CAM_TYPE_AREA, "0", "name COLLATE NOCASE",
                                   NULL, 0);
      g_signal_connect_object (self->query, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      refilter (self);
      sorter_changed_cb (self);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->query));
    }
  items_changed_cb (self);
}

void
cam_area_list_set_filter (CamAreaList *self,
                          guint        levels,
                          const char  *scope)
{
  g_return_if_fail (CAM_IS_AREA_LIST (self));

  if (scope != NULL && *scope == '\0')
    scope = NULL;
  if (self->levels == levels && g_strcmp0 (self->scope, scope) == 0)
    return;
  self->levels = levels;
  g_set_str (&self->scope, scope);
  refilter (self);
}

const char *
cam_area_list_get_selected (CamAreaList *self)
{
  g_return_val_if_fail (CAM_IS_AREA_LIST (self), NULL);

  return self->selected;
}

void
cam_area_list_set_selected (CamAreaList *self,
                            const char  *uuid)
{
  g_return_if_fail (CAM_IS_AREA_LIST (self));

  if (!g_set_str (&self->selected, uuid))
    return;
  follow_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

guint
cam_area_list_count (CamAreaList *self)
{
  g_return_val_if_fail (CAM_IS_AREA_LIST (self), 0);

  return self->query != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->query)) : 0;
}

void
cam_area_list_focus_filter (CamAreaList *self)
{
  g_return_if_fail (CAM_IS_AREA_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}

static void
set_up_told_cb (CamAreaList *self,
                GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), self->told_in_words ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_told_cb (CamAreaList *self,
              GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  CamRecord *area = gtk_list_item_get_item (item);
  g_autofree char *text = self->told_func (cam_record_get_uuid (area), self->told_data);

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, self->told_in_words ? text : NULL);
}

void
cam_area_list_set_told (CamAreaList     *self,
                        const char      *title,
                        gboolean         in_words,
                        CamAreaListFunc  func,
                        gpointer         user_data)
{
  GtkListItemFactory *factory = NULL;

  g_return_if_fail (CAM_IS_AREA_LIST (self));
  g_return_if_fail (title == NULL || func != NULL);

  self->told_func = func;
  self->told_data = user_data;
  self->told_in_words = in_words;
  g_set_str (&self->told_title, title);
  if (self->told_column != NULL && title == NULL)
    {
      gtk_column_view_remove_column (self->column_view, self->told_column);
      self->told_column = NULL;
    }
  if (title == NULL)
    {
      update_told_column (self);
      return;
    }
  if (self->told_column == NULL)
    {
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (NULL, NULL);

      self->told_column = column;
      gtk_column_view_insert_column (self->column_view, 1, column);
    }
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_told_cb), self, G_CONNECT_SWAPPED);
  update_told_column (self);
  gtk_column_view_column_set_factory (self->told_column, factory);
  g_object_unref (factory);
}
