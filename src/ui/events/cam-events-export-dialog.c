/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-export-dialog.h"

#include "cam-atlas.h"
#include "cam-event-kinds.h"
#include "cam-events-export.h"
#include "cam-format.h"
#include "cam-period.h"
#include "cam-reading-text.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamEventsExportDialog
{
  AdwDialog     parent_instance;

  AdwComboRow  *area_row;
  AdwEntryRow  *from_row;
  AdwComboRow  *kind_row;
  GtkStack     *stack;
  AdwEntryRow  *to_row;
  GtkLabel     *wrong_label;

  CamStore     *store;
  CamAtlas     *atlas;        /* once an area is chosen */
  GPtrArray    *areas;        /* (element-type utf8): uuids in the order of the row, the first "" */
  GFile        *file;         /* where to, while the atlas is read */
  GtkWidget    *window;       /* weak: what tells the end */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CamEventsExportDialog, cam_events_export_dialog, ADW_TYPE_DIALOG)

/* FALSE where there is something that is no day; 0 for nothing. */
static gboolean
read_day (AdwEntryRow *row,
          guint32     *day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  CamPeriod period = { 0, 0 };
  gboolean sound = *text == '\0' || cam_reading_parse_period (text, CAM_FREQUENCY_ONCE, &period) == CAM_PERIOD_TEXT_DAY;

  *day = sound && *text != '\0' ? period.starts : 0;
  if (sound)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  return sound;
}

/* What is wrong with the days, said as it is typed. */
static void
days_changed_cb (CamEventsExportDialog *self)
{
  guint32 from = 0, to = 0;
  gboolean has_from = read_day (self->from_row, &from);
  gboolean has_to = read_day (self->to_row, &to);
  const char *wrong = "";

  if (!has_from || !has_to)
    wrong = _("Write days like 31/03/2027 or 31 March 2027.");
  else if (from != 0 && to != 0 && from > to)
    wrong = _("The first day is after the last one.");
  gtk_label_set_label (self->wrong_label, wrong);
  gtk_widget_set_visible (GTK_WIDGET (self->wrong_label), *wrong != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", *wrong == '\0');
}

static const char *
get_area (CamEventsExportDialog *self)
{
  guint position = adw_combo_row_get_selected (self->area_row);
  const char *uuid = position < self->areas->len ? g_ptr_array_index (self->areas, position) : "";

  return *uuid != '\0' ? uuid : NULL;
}

static void
export (CamEventsExportDialog *self)
{
  CamEventExportOptions options = { .kind = cam_event_kinds_get (adw_combo_row_get_selected (self->kind_row)),
                                    .area_uuid = get_area (self) };
  g_autoptr(GFile) file = g_steal_pointer (&self->file);

  read_day (self->from_row, &options.from);
  read_day (self->to_row, &options.to);
  if (options.area_uuid != NULL)
    {
      options.locate = cam_atlas_locate;
      options.locate_data = self->atlas;
    }
  if (self->window != NULL)
    cam_events_export_to (self->window, self->store, &options, G_OBJECT (self->atlas), file, self->cancellable);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
atlas_changed_cb (CamEventsExportDialog *self)
{
  if (self->file != NULL && cam_atlas_is_loaded (self->atlas))
    export (self);
}

/* The outlines are read as soon as they will be needed: they say where an event is that names no area. */
static void
area_changed_cb (CamEventsExportDialog *self)
{
  if (self->atlas != NULL || self->store == NULL || get_area (self) == NULL)
    return;
  self->atlas = cam_atlas_new (self->store);
  g_signal_connect_object (self->atlas, "changed", G_CALLBACK (atlas_changed_cb), self, G_CONNECT_SWAPPED);
}

void
cam_events_export_dialog_save (CamEventsExportDialog *self,
                               GFile                 *file)
{
  g_return_if_fail (CAM_IS_EVENTS_EXPORT_DIALOG (self) && G_IS_FILE (file));

  g_set_object (&self->file, file);
  g_clear_weak_pointer (&self->window);
  g_set_weak_pointer (&self->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  if (get_area (self) == NULL || cam_atlas_is_loaded (self->atlas))
    {
      export (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "wait");
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamEventsExportDialog) self = user_data;
  g_autoptr(GFile) file = cam_events_export_choose_finish (source, result);

  if (file != NULL && self->store != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    cam_events_export_dialog_save (self, file);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  cam_events_export_choose_async (widget, _("Export Events"), _("Events.ics"), FALSE, chosen_cb, g_object_ref (widget));
}

/* Districts and service delivery areas: what people plan by. */
static void
list_areas (CamEventsExportDialog *self)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "area", columns, "WHERE level IN ('district', 'sda') AND deleted = 0"
                                                  " AND name IS NOT NULL AND uuid IS NOT NULL ORDER BY name", NULL, 0, NULL);

  gtk_string_list_append (names, _("Everywhere"));
  g_ptr_array_add (self->areas, g_strdup (""));
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      g_ptr_array_add (self->areas, g_strdup (cam_cursor_get_text (cursor, 0)));
      gtk_string_list_append (names, cam_cursor_get_text (cursor, 1));
    }
  adw_combo_row_set_model (self->area_row, G_LIST_MODEL (names));
}

static void
cam_events_export_dialog_closed (AdwDialog *dialog)
{
  CamEventsExportDialog *self = CAM_EVENTS_EXPORT_DIALOG (dialog);

  /* Closed while the outlines were read: nothing is written any more. */
  g_clear_object (&self->file);
  cam_ui_leave_dialog (dialog);
}

static void
cam_events_export_dialog_dispose (GObject *object)
{
  CamEventsExportDialog *self = CAM_EVENTS_EXPORT_DIALOG (object);

  g_clear_object (&self->file);
  g_clear_object (&self->atlas);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (cam_events_export_dialog_parent_class)->dispose (object);
}

static void
cam_events_export_dialog_finalize (GObject *object)
{
  CamEventsExportDialog *self = CAM_EVENTS_EXPORT_DIALOG (object);

  g_ptr_array_unref (self->areas);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_events_export_dialog_parent_class)->finalize (object);
}

static void
cam_events_export_dialog_class_init (CamEventsExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_events_export_dialog_dispose;
  object_class->finalize = cam_events_export_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_events_export_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-events-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, area_row);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportDialog, wrong_label);
  gtk_widget_class_bind_template_callback (widget_class, area_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
}

static void
cam_events_export_dialog_init (CamEventsExportDialog *self)
{
  g_autoptr(GListModel) kinds = cam_event_kinds_new_model ();

  self->areas = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind_row, kinds);
}

AdwDialog *
cam_events_export_dialog_new (CamStore *store)
{
  CamEventsExportDialog *self = g_object_new (CAM_TYPE_EVENTS_EXPORT_DIALOG, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  list_areas (self);
  return ADW_DIALOG (self);
}
