/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-agenda-view.h"

#include "cam-event-row.h"
#include "cam-ui.h"

/* More rows than that are of no use on one page, and take long to lay out. */
#define MAX_ROWS 300u

struct _CamAgendaView
{
  AdwBin         parent_instance;

  GtkListBox    *list;
  GtkLabel      *cut_label;
  GtkWidget     *more_button;
  GtkStack      *stack;

  guint          n;
};

G_DEFINE_FINAL_TYPE (CamAgendaView, cam_agenda_view, ADW_TYPE_BIN)

enum
{
  EVENT_ACTIVATED,
  MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (CamAgendaView *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, cam_event_row_get_uuid (GTK_WIDGET (row)),
                 cam_event_row_get_original (GTK_WIDGET (row)));
}

static void
more_cb (CamAgendaView *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  const char *day = g_object_get_data (G_OBJECT (row), "day");
  GtkWidget *label = NULL;

  if (before != NULL && g_strcmp0 (day, g_object_get_data (G_OBJECT (before), "day")) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", day, "xalign", 0.0f, "margin-top", 18, "margin-bottom", 6, "margin-start",
                        12, "css-classes", (const char *[]) { "heading", NULL }, "accessible-role",
                        GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_list_box_row_set_header (row, label);
}

static void
append_row (CamAgendaView          *self,
            const CamEventInstance *instance,
            GHashTable             *venues,
            guint32                 day)
{
  GtkWidget *row = cam_event_row_new (instance, venues, 0);

  g_object_set_data_full (G_OBJECT (row), "day", cam_event_row_dup_day (day), g_free);
  gtk_list_box_append (self->list, row);
  self->n++;
}

static void
cam_agenda_view_class_init (CamAgendaViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", CAM_TYPE_AGENDA_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[MORE] = g_signal_new ("more", CAM_TYPE_AGENDA_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-agenda-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamAgendaView, cut_label);
  gtk_widget_class_bind_template_child (widget_class, CamAgendaView, list);
  gtk_widget_class_bind_template_child (widget_class, CamAgendaView, more_button);
  gtk_widget_class_bind_template_child (widget_class, CamAgendaView, stack);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
cam_agenda_view_init (CamAgendaView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
cam_agenda_view_show (CamAgendaView       *self,
                      GHashTable          *venues,
                      const CamEventDates *dates,
                      guint32              from,
                      gboolean             can_grow)
{
  guint i = 0;

  g_return_if_fail (CAM_IS_AGENDA_VIEW (self));
  g_return_if_fail (venues != NULL);

  self->n = 0;
  cam_ui_remove_rows (self->list);
  for (; i < cam_event_dates_get_n (dates) && self->n < MAX_ROWS; i++)
    {
      const CamEventInstance *instance = cam_event_dates_get (dates, i);
      guint32 last = cam_wall_time_get_day (instance->ends > instance->starts ? instance->ends - 1 : instance->ends);

      if (last >= from)
        append_row (self, instance, venues, MAX (cam_wall_time_get_day (instance->starts), from));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cut_label), i < cam_event_dates_get_n (dates));
  gtk_widget_set_visible (self->more_button, can_grow && i == cam_event_dates_get_n (dates));
  gtk_stack_set_visible_child_name (self->stack, self->n > 0 ? "list" : "empty");
}

guint
cam_agenda_view_get_n (CamAgendaView *self)
{
  g_return_val_if_fail (CAM_IS_AGENDA_VIEW (self), 0);

  return self->n;
}

gboolean
cam_agenda_view_focus_event (CamAgendaView *self,
                             const char    *uuid,
                             const char    *original,
                             CamWallTime    starts)
{
  GtkWidget *found = NULL;

  g_return_val_if_fail (CAM_IS_AGENDA_VIEW (self), FALSE);

  for (int i = 0; i < (int) self->n; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      if (g_strcmp0 (cam_event_row_get_uuid (row), uuid) != 0)
        continue;
      if (cam_event_row_get_starts (row) == starts)
        return gtk_widget_grab_focus (row);
      if (g_strcmp0 (cam_event_row_get_original (row), original) == 0)
        found = row;
    }
  return found != NULL && gtk_widget_grab_focus (found);
}

gboolean
cam_agenda_view_focus_day (CamAgendaView *self,
                           guint32        day)
{
  g_return_val_if_fail (CAM_IS_AGENDA_VIEW (self), FALSE);

  for (int i = 0; i < (int) self->n; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, i));

      if (cam_wall_time_get_day (cam_event_row_get_starts (row)) >= day)
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}
