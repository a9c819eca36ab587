/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-chip.h"

#include "cam-event-row.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventChip
{
  GtkButton    parent_instance;

  CamEventWords *label;
  char        *uuid;
  char        *original;
  char        *words;
  const char  *css_class;   /* by status */
  CamWallTime  starts;
  guint32      day;
  guint        serial;      /* counts what was shown */
  guint        dragged;     /* which of these was taken hold of */
};

G_DEFINE_FINAL_TYPE (CamEventChip, cam_event_chip, GTK_TYPE_BUTTON)

static GdkContentProvider *
drag_prepare_cb (CamEventChip *self,
                 double        x,
                 double        y)
{
  self->dragged = self->serial;
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
  g_free (self->words);

  G_OBJECT_CLASS (cam_event_chip_parent_class)->finalize (object);
}

static void
cam_event_chip_class_init (CamEventChipClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_event_chip_finalize;
}

/* A tooltip is asked for when it is wanted: most never are. */
static gboolean
tooltip_cb (CamEventChip *self,
            int           x,
            int           y,
            gboolean      is_keyboard,
            GtkTooltip   *tooltip)
{
  gtk_tooltip_set_text (tooltip, self->words);
  return self->words != NULL;
}

static void
cam_event_chip_init (CamEventChip *self)
{
  self->label = CAM_EVENT_WORDS (cam_event_words_new ());
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->label));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}

char *
cam_event_chip_dup_original (const CamEventInstance *instance)
{
  if (instance->event->recurrence == NULL || *instance->event->recurrence == '\0')
    return NULL;
  return cam_wall_time_to_text (instance->original != CAM_WALL_TIME_NONE ? instance->original : instance->starts,
                                instance->event->all_day);
}

static void
add_part (GString    *words,
          const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
}

char *
cam_event_chip_dup_words (const CamEventInstance *instance,
                          const char             *venue)
{
  g_autofree char *day = cam_event_row_dup_day (cam_wall_time_get_day (instance->starts));
  g_autofree char *span = cam_wall_time_format_span (instance->starts, instance->ends, instance->event->all_day);
  g_autofree char *word = cam_words_dup_value ("status", cam_event_instance_get_status (instance));
  g_autofree char *status = word != NULL ? g_utf8_strdown (word, -1) : NULL;
  const char *name = instance->event->name != NULL && *instance->event->name != '\0' ? instance->event->name
                                                                                     : _("Event without a name");
  GString *words = g_string_new (name);

  add_part (words, day);
  add_part (words, span);
  add_part (words, venue);
  add_part (words, status);
  return g_string_free (words, FALSE);
}

static void
show_words (CamEventChip           *self,
            const CamEventInstance *instance,
            CamEventTime            when,
            guint                   n_lines,
            gboolean                is_struck_out)
{
  const char *name = instance->event->name != NULL && *instance->event->name != '\0' ? instance->event->name
                                                                                     : _("Event without a name");
  gboolean is_first = cam_wall_time_get_day (instance->starts) == self->day;
  g_autofree char *time = is_first && !instance->event->all_day ? cam_wall_time_format_clock (instance->starts) : NULL;
  g_autofree char *text = is_first ? g_strdup (name) : g_strconcat ("… ", name, NULL);

  cam_event_words_set (self->label, time, text, when, n_lines, is_struck_out);
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

static void
set_css_class (CamEventChip *self,
               const char   *css_class)
{
  if (self->css_class == css_class)
    return;
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  self->css_class = css_class;
}

static void
add_drag_source (CamEventChip *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
cam_event_chip_new (gboolean can_be_dragged)
{
  CamEventChip *self = g_object_new (CAM_TYPE_EVENT_CHIP, "css-classes", (const char *[]) { "flat", "event-chip", NULL },
                                     NULL);

  if (can_be_dragged)
    add_drag_source (self);
  return GTK_WIDGET (self);
}

void
cam_event_chip_set (CamEventChip           *self,
                    const CamEventInstance *instance,
                    guint32                 day,
                    const char             *venue,
                    guint                   n_lines,
                    CamEventTime            when)
{
  g_autofree char *words = NULL;

  g_return_if_fail (CAM_IS_EVENT_CHIP (self));
  g_return_if_fail (instance != NULL);

  words = cam_event_chip_dup_words (instance, venue);
  self->serial++;
  g_set_str (&self->uuid, instance->event->uuid);
  g_free (self->original);
  self->original = cam_event_chip_dup_original (instance);
  self->starts = instance->starts;
  self->day = day;
  set_css_class (self, get_css_class (instance));
  show_words (self, instance, when, n_lines, g_str_equal (self->css_class, "event-cancelled"));
  if (g_set_str (&self->words, words))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

int
cam_event_chip_find (const CamEventInstance *dates,
                     guint                   n_dates,
                     const char             *uuid,
                     const char             *original,
                     CamWallTime             starts)
{
  int found = -1;

  for (guint i = 0; i < n_dates; i++)
    {
      g_autofree char *own = NULL;

      if (g_strcmp0 (dates[i].event->uuid, uuid) != 0)
        continue;
      if (dates[i].starts == starts)
        return (int) i;
      own = cam_event_chip_dup_original (&dates[i]);
      if (g_strcmp0 (own, original) == 0)
        found = (int) i;
    }
  return found;
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

CamWallTime
cam_event_chip_get_starts (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), CAM_WALL_TIME_NONE);

  return self->starts;
}

gboolean
cam_event_chip_is_as_dragged (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), FALSE);

  return self->dragged == self->serial;
}

const char *
cam_event_chip_get_words (CamEventChip *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_CHIP (self), NULL);

  return self->words;
}
