/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-chip.h"

#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventChip
{
  GtkButton  parent_instance;

  char      *uuid;
  char      *original;
  guint32    day;
};

G_DEFINE_FINAL_TYPE (CamEventChip, cam_event_chip, GTK_TYPE_BUTTON)

static GdkContentProvider *
drag_prepare_cb (CamEventChip *self,
                 double        x,
                 double        y)
{
  return gdk_content_provider_new_typed (CAM_TYPE_EVENT_CHIP, self);
}

static void
drag_begin_cb (CamEventChip  *self,
               GdkDrag       *drag,
               GtkDragSource *source)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
cam_event_chip_finalize (GObject *object)
{
  CamEventChip *self = CAM_EVENT_CHIP (object);

  g_free (self->uuid);
  g_free (self->original);

  G_OBJECT_CLASS (cam_event_chip_parent_class)->finalize (object);
}

static void
cam_event_chip_class_init (CamEventChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_event_chip_finalize;
}

static void
cam_event_chip_init (CamEventChip *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "event-chip");
}

char *
cam_event_chip_dup_original (const CamEventInstance *instance)
{
  if (instance->event->recurrence == NULL || *instance->event->recurrence == '\0')
    return NULL;
  return cam_wall_time_to_text (instance->original != CAM_WALL_TIME_NONE ? instance->original : instance->starts,
                                instance->event->all_day);
}

char *
cam_event_chip_dup_words (const CamEventInstance *instance)
{
  g_autofree char *span = cam_wall_time_format_span (instance->starts, instance->ends, instance->event->all_day);
  g_autofree char *status = cam_words_dup_value ("status", instance->cancelled ? "cancelled"
                                                                               : cam_event_instance_get_status (instance));
  const char *name = instance->event->name != NULL && *instance->event->name != '\0' ? instance->event->name
                                                                                     : _("Event without a name");

  return g_strdup_printf ("%s · %s · %s", span, name, status != NULL ? status : "");
}

static char *
dup_label (const CamEventInstance *instance,
           guint32                 day)
{
  const char *name = instance->event->name != NULL && *instance->event->name != '\0' ? instance->event->name
                                                                                     : _("Event without a name");
  g_autofree char *time = NULL;

  if (cam_wall_time_get_day (instance->starts) != day)
    return g_strdup_printf ("… %s", name);
  if (instance->event->all_day)
    return g_strdup (name);
  time = cam_wall_time_to_text (instance->starts, FALSE);
  return g_strdup_printf ("%s %s", strlen (time) > 11 ? time + 11 : time, name);
}

/* By shape and line, not by colour alone: one that is only an idea or planned has a broken line, one that was held a
 * tick, one that is cancelled is struck out. */
static const char *
get_css_class (const CamEventInstance *instance)
{
  const char *status = cam_event_instance_get_status (instance);

  if (instance->cancelled || g_strcmp0 (status, "cancelled") == 0)
    return "event-cancelled";
  if (g_strcmp0 (status, "held") == 0)
    return "event-held";
  return g_strcmp0 (status, "confirmed") == 0 ? "event-confirmed" : "event-planned";
}

GtkWidget *
cam_event_chip_new (const CamEventInstance *instance,
                    guint32                 day)
{
  CamEventChip *self = g_object_new (CAM_TYPE_EVENT_CHIP, NULL);
  g_autofree char *text = dup_label (instance, day);
  g_autofree char *words = cam_event_chip_dup_words (instance);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "width-chars", 2, NULL);

  self->uuid = g_strdup (instance->event->uuid);
  self->original = cam_event_chip_dup_original (instance);
  self->day = day;
  gtk_button_set_child (GTK_BUTTON (self), label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_widget_add_css_class (GTK_WIDGET (self), get_css_class (instance));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return GTK_WIDGET (self);
}

const char *
cam_event_chip_get_uuid (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), NULL);

  return self->uuid;
}

const char *
cam_event_chip_get_original (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), NULL);

  return self->original;
}

guint32
cam_event_chip_get_day (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), 0);

  return self->day;
}
