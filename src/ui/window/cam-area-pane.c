/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-pane-private.h"

#include "cam-area-comment.h"
#include "cam-area-figure.h"
#include "cam-format.h"
#include "cam-grid-ref.h"
#include "cam-ui.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (CamAreaPane, cam_area_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_AREA = 1,
} CamAreaPaneProperty;

static GParamSpec *properties[PROP_AREA + 1];

enum
{
  CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkWidget *
create_area_row_cb (gpointer item,
                    gpointer user_data)
{
  CamRecord *area = item;
  g_autofree char *level = cam_format_level (cam_record_get_text (area, CAM_AREA_LEVEL));
  GtkWidget *row = cam_ui_new_row (cam_area_get_name (CAM_AREA (area)), level);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", cam_record_get_uuid (area));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "map-page.show-area");
  return row;
}

static GtkWidget *
create_comment_row_cb (gpointer item,
                       gpointer user_data)
{
  CamRecord *comment = item;
  const char *author = cam_record_get_text (comment, CAM_AREA_COMMENT_AUTHOR);
  g_autofree char *when = cam_format_instant (cam_record_get_text (comment, CAM_AREA_COMMENT_SAID_AT));
  g_autofree char *who = author != NULL && *author != '\0' ? g_strconcat (author, " · ", when, NULL)
                                                           : g_strdup (when);

  return cam_ui_new_row (cam_record_get_text (comment, CAM_AREA_COMMENT_BODY), who);
}

/* Dataset, edition and period belong to a figure: without them nobody can quote it. */
static GtkWidget *
create_figure_row_cb (gpointer item,
                      gpointer user_data)
{
  CamRecord *figure = item;
  static const guint parts[] = { CAM_AREA_FIGURE_DATASET, CAM_AREA_FIGURE_EDITION, CAM_AREA_FIGURE_PERIOD };
  g_autoptr(GString) source = g_string_new (NULL);
  g_autofree char *value = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = cam_record_get_text (figure, parts[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (source, "%s%s", source->len > 0 ? " · " : "", part);
    }
  value = cam_format_figure (cam_record_get_real (figure, CAM_AREA_FIGURE_VALUE),
                             cam_record_get_text (figure, CAM_AREA_FIGURE_UNIT));
  /* Translators: name of a published figure and its value, as in "Households: 1,234" */
  title = g_strdup_printf (_("%1$s: %2$s"), cam_record_get_text (figure, CAM_AREA_FIGURE_NAME), value);
  return cam_ui_new_row (title, source->str);
}

/* The records of the areas in @found, but for the one shown. */
static GListModel *
list_records (CamAreaPane *self,
              GPtrArray   *found)
{
  GListStore *records = g_list_store_new (CAM_TYPE_AREA);
  const char *own = self->area != NULL ? cam_record_get_uuid (CAM_RECORD (self->area)) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (found, i);
      g_autoptr(CamRecord) record = NULL;

      if (g_strcmp0 (area->uuid, own) == 0)
        continue;
      record = cam_store_dup_record (cam_area_pane_get_store (self), CAM_TYPE_AREA, area->uuid, NULL);
      if (record != NULL)
        g_list_store_append (records, record);
    }
  return G_LIST_MODEL (records);
}

static guint
bind_areas (CamAreaPane *self,
            GtkListBox  *list_box,
            GPtrArray   *found)
{
  g_autoptr(GListModel) records = list_records (self, found);

  gtk_list_box_bind_model (list_box, records, create_area_row_cb, NULL, NULL);
  return g_list_model_get_n_items (records);
}

/* "Lies in": for the point that was clicked, else for the area as a whole. */
static void
show_lies_in (CamAreaPane *self)
{
  gboolean is_clicked = !isnan (self->clicked_lat);
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *grid_ref = NULL;

  if (is_clicked)
    {
      found = cam_atlas_find_at (self->atlas, self->clicked_lat, self->clicked_lon);
      grid_ref = cam_grid_ref_format (self->clicked_lat, self->clicked_lon, 6);
    }
  else
    {
      found = cam_atlas_list_around (self->atlas, cam_record_get_uuid (CAM_RECORD (self->area)));
    }
  adw_preferences_group_set_title (self->lies_in_group, is_clicked ? _("Where You Clicked") : _("Lies in"));
  adw_preferences_group_set_description (self->lies_in_group, grid_ref);
  gtk_widget_set_visible (GTK_WIDGET (self->lies_in_group), bind_areas (self, self->lies_in_list, found) > 0);
}

static void
show_relations (CamAreaPane *self)
{
  const char *uuid = cam_record_get_uuid (CAM_RECORD (self->area));
  g_autoptr(GPtrArray) members = cam_atlas_list_members (self->atlas, uuid);
  g_autofree char *title = NULL;
  guint n_members = 0;

  show_lies_in (self);
  n_members = bind_areas (self, self->members_list, members);
  gtk_widget_set_visible (GTK_WIDGET (self->members_group), n_members > 0);
  /* Translators: %u is how many areas belong to the one shown */
  title = g_strdup_printf (ngettext ("%u member area", "%u member areas", n_members), n_members);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->members_row), title);
}

/* "Service delivery area 12", "Parish · E04001234" */
static void
show_subtitle (CamAreaPane *self)
{
  CamRecord *record = CAM_RECORD (self->area);
  const CamAtlasArea *shown = cam_atlas_find (self->atlas, cam_record_get_uuid (record));
  gint64 number = cam_record_get_integer (record, CAM_AREA_NUMBER);
  const char *code = cam_area_get_code (self->area);
  g_autofree char *level = cam_format_level (cam_record_get_text (record, CAM_AREA_LEVEL));
  g_autoptr(GString) text = g_string_new (level);

  if (number != CAM_INTEGER_NONE)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, number);
  if (code != NULL && *code != '\0')
    g_string_append_printf (text, " · %s", code);
  gtk_label_set_label (self->subtitle_label, text->str);
  gtk_widget_set_visible (self->approximate_notice, shown != NULL && shown->approximate);
}

static void
area_notify_cb (CamAreaPane *self)
{
  show_subtitle (self);
  cam_area_pane_follow_status (self);
  if (!gtk_widget_has_focus (GTK_WIDGET (self->note_view)))
    cam_area_pane_follow_note (self);
}

static void
atlas_changed_cb (CamAreaPane *self)
{
  if (self->area == NULL)
    return;
  show_subtitle (self);
  show_relations (self);
}

static void
figures_changed_cb (CamAreaPane *self)
{
  gboolean has_figures = self->figures != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->figures)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->figures_group), has_figures);
}

static void
comments_changed_cb (CamAreaPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->comments_list),
                          self->comments != NULL &&
                          g_list_model_get_n_items (G_LIST_MODEL (self->comments)) > 0);
}

/* History is read only when somebody looks at it. */
static void
history_expanded_cb (CamAreaPane *self)
{
  gboolean is_expanded = self->area != NULL && adw_expander_row_get_expanded (self->history_row);

  cam_history_list_show (self->history_list, is_expanded ? cam_area_pane_get_store (self) : NULL, "area",
                         is_expanded ? cam_record_get_uuid (CAM_RECORD (self->area)) : NULL);
}

static void
query_details (CamAreaPane *self)
{
  CamStore *store = cam_area_pane_get_store (self);
  CamValue uuid = cam_text (cam_record_get_uuid (CAM_RECORD (self->area)));

  g_clear_object (&self->comments);
  g_clear_object (&self->figures);
  self->comments = cam_query_new (store, CAM_TYPE_AREA_COMMENT, "area_uuid = ?1", "said_at", &uuid, 1);
  self->figures = cam_query_new (store, CAM_TYPE_AREA_FIGURE, "area_uuid = ?1", "dataset, name, period DESC",
                                 &uuid, 1);
  gtk_list_box_bind_model (self->comments_list, G_LIST_MODEL (self->comments), create_comment_row_cb, NULL,
                           NULL);
  gtk_list_box_bind_model (self->figures_list, G_LIST_MODEL (self->figures), create_figure_row_cb, NULL,
                           NULL);
  g_signal_connect_object (self->comments, "items-changed", G_CALLBACK (comments_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->figures, "items-changed", G_CALLBACK (figures_changed_cb), self,
                           G_CONNECT_SWAPPED);
  comments_changed_cb (self);
  figures_changed_cb (self);
}

static void
unbind_lists (CamAreaPane *self)
{
  GtkListBox *lists[] = { self->comments_list, self->figures_list, self->lies_in_list, self->members_list,
                          self->point_list };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL)
      gtk_list_box_bind_model (lists[i], NULL, NULL, NULL, NULL);
  g_clear_object (&self->comments);
  g_clear_object (&self->figures);
}

/* Takes @area (or NULL) as the one shown. */
static void
take_area (CamAreaPane *self,
           CamArea     *area)
{
  if (self->area == area)
    return;
  cam_area_pane_save_note (self);
  if (self->area != NULL)
    g_signal_handlers_disconnect_by_data (self->area, self);
  unbind_lists (self);
  self->clicked_lat = NAN;
  self->clicked_lon = NAN;
  g_set_object (&self->area, area);
  cam_area_events_group_show (self->events_group, self->atlas, area);
  cam_area_partners_group_show (self->partners_group, area != NULL ? cam_area_pane_get_store (self) : NULL,
                                area != NULL ? cam_record_get_uuid (CAM_RECORD (area)) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AREA]);
  if (area == NULL)
    {
      history_expanded_cb (self);
      return;
    }
  g_signal_connect_object (area, "notify", G_CALLBACK (area_notify_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_set_expanded (self->members_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->comment_row), "");
  show_subtitle (self);
  show_relations (self);
  query_details (self);
  cam_area_pane_follow_status (self);
  cam_area_pane_follow_note (self);
  history_expanded_cb (self);
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  cam_area_pane_save_note (CAM_AREA_PANE (widget));
  g_signal_emit (widget, signals[CLOSE], 0);
}

static void
cam_area_pane_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CamAreaPane *self = CAM_AREA_PANE (object);

  switch ((CamAreaPaneProperty) prop_id)
    {
    case PROP_AREA:
      g_value_set_object (value, self->area);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_area_pane_dispose (GObject *object)
{
  CamAreaPane *self = CAM_AREA_PANE (object);

  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  unbind_lists (self);
  g_clear_object (&self->area);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (cam_area_pane_parent_class)->dispose (object);
}

static void
cam_area_pane_finalize (GObject *object)
{
  g_clear_pointer (&CAM_AREA_PANE (object)->note_uuid, g_free);

  G_OBJECT_CLASS (cam_area_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-area-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, approximate_notice);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, comment_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, comments_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, events_group);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, figures_group);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, figures_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, history_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, history_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, lies_in_group);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, lies_in_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, members_group);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, members_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, members_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, note_view);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, partners_group);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, point_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, point_label);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, point_ref_label);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, stack);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, status_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaPane, subtitle_label);
  gtk_widget_class_bind_template_callback (widget_class, history_expanded_cb);
  gtk_widget_class_install_action (widget_class, "pane.close", NULL, close_action);
  cam_area_pane_bind_edits (widget_class);
  cam_format_bind_closures (widget_class);
}

static void
cam_area_pane_class_init (CamAreaPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (CAM_TYPE_AREA);
  g_type_ensure (CAM_TYPE_AREA_EVENTS_GROUP);
  g_type_ensure (CAM_TYPE_AREA_PARTNERS_GROUP);
  g_type_ensure (CAM_TYPE_HISTORY_LIST);
  object_class->get_property = cam_area_pane_get_property;
  object_class->dispose = cam_area_pane_dispose;
  object_class->finalize = cam_area_pane_finalize;

  properties[PROP_AREA] =
    g_param_spec_object ("area", NULL, NULL, CAM_TYPE_AREA,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
cam_area_pane_init (CamAreaPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->clicked_lat = NAN;
  self->clicked_lon = NAN;
}

void
cam_area_pane_set_atlas (CamAreaPane *self,
                         CamAtlas    *atlas)
{
  g_return_if_fail (CAM_IS_AREA_PANE (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  cam_area_pane_show_area (self, NULL);
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_set_object (&self->atlas, atlas);
  if (atlas != NULL)
    self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                                              G_CONNECT_SWAPPED);
}

void
cam_area_pane_show_area (CamAreaPane *self,
                         const char  *uuid)
{
  g_autoptr(CamRecord) record = NULL;

  g_return_if_fail (CAM_IS_AREA_PANE (self));

  if (uuid != NULL && self->atlas != NULL)
    record = cam_store_dup_record (cam_area_pane_get_store (self), CAM_TYPE_AREA, uuid, NULL);
  take_area (self, record != NULL ? CAM_AREA (record) : NULL);
  gtk_stack_set_visible_child_name (self->stack, record != NULL ? "area" : "nothing");
}

void
cam_area_pane_set_clicked (CamAreaPane *self,
                           double       lat,
                           double       lon)
{
  g_return_if_fail (CAM_IS_AREA_PANE (self));

  if (self->area == NULL)
    return;
  self->clicked_lat = lat;
  self->clicked_lon = lon;
  show_lies_in (self);
}

void
cam_area_pane_show_point (CamAreaPane *self,
                          double       lat,
                          double       lon)
{
  g_autoptr(GPtrArray) found = NULL;
  g_autofree char *grid_ref = NULL;
  g_autofree char *degrees = NULL;

  g_return_if_fail (CAM_IS_AREA_PANE (self));

  take_area (self, NULL);
  if (self->atlas == NULL)
    return;
  found = cam_atlas_find_at (self->atlas, lat, lon);
  grid_ref = cam_grid_ref_format (lat, lon, 6);
  /* Translators: latitude and longitude in degrees */
  degrees = g_strdup_printf (_("Latitude %1$.4f, longitude %2$.4f"), lat, lon);
  gtk_label_set_label (self->point_label, grid_ref != NULL ? grid_ref : _("A Point on the Map"));
  gtk_label_set_label (self->point_ref_label, degrees);
  bind_areas (self, self->point_list, found);
  gtk_stack_set_visible_child_name (self->stack, "point");
}

CamArea *
cam_area_pane_get_area (CamAreaPane *self)
{
  g_return_val_if_fail (CAM_IS_AREA_PANE (self), NULL);

  return self->area;
}
