/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-text-group.h"

#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#include <string.h>

struct _CamEventTextGroup
{
  CamPlanGroup   parent_instance;

  GtkTextView   *view;
  char          *shown;    /* what the file says, as far as is known here */
};

G_DEFINE_FINAL_TYPE (CamEventTextGroup, cam_event_text_group, CAM_TYPE_PLAN_GROUP)

static char *
dup_typed (CamEventTextGroup *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);
  return g_strdup (g_strchomp (text));
}

static void
save (CamEventTextGroup *self)
{
  CamRecord *event = cam_plan_group_get_record (CAM_PLAN_GROUP (self));
  g_autofree char *text = NULL;

  if (event == NULL || cam_record_is_deleted (event) || cam_store_get_read_only (cam_plan_group_get_store (CAM_PLAN_GROUP (self))))
    return;
  text = dup_typed (self);
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_set_str (&self->shown, text);
  cam_record_set_text (event, CAM_EVENT_DESCRIPTION, *text != '\0' ? text : NULL);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (CAM_PLAN_GROUP (self)), event, _("Change event"));
}

static void
cam_event_text_group_show (CamPlanGroup *group)
{
  CamEventTextGroup *self = CAM_EVENT_TEXT_GROUP (group);
  const char *text = cam_record_get_text (cam_plan_group_get_record (group), CAM_EVENT_DESCRIPTION);
  g_autofree char *summary = NULL;

  gtk_text_view_set_editable (self->view, !cam_store_get_read_only (cam_plan_group_get_store (group)));
  summary = text != NULL && *text != '\0' ? cam_words_dup_value (NULL, text) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (group, summary);
  if (g_strcmp0 (text != NULL ? text : "", self->shown) == 0)
    return;
  g_set_str (&self->shown, text != NULL ? text : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->shown, -1);
}

/* Also when the form is closed. */
static void
cam_event_text_group_unmap (GtkWidget *widget)
{
  save (CAM_EVENT_TEXT_GROUP (widget));

  GTK_WIDGET_CLASS (cam_event_text_group_parent_class)->unmap (widget);
}

static void
cam_event_text_group_finalize (GObject *object)
{
  g_free (CAM_EVENT_TEXT_GROUP (object)->shown);

  G_OBJECT_CLASS (cam_event_text_group_parent_class)->finalize (object);
}

static void
cam_event_text_group_class_init (CamEventTextGroupClass *klass)
{
  static const char *const tables[] = { "event", NULL };

  G_OBJECT_CLASS (klass)->finalize = cam_event_text_group_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = cam_event_text_group_unmap;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_text_group_show;
}

static void
cam_event_text_group_init (CamEventTextGroup *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 12,
                             "bottom-margin", 12, "left-margin", 12, "right-margin", 12, "height-request", 240, "css-classes",
                             (const char *[]) { "card", NULL }, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Description"), -1);
  g_signal_connect_object (focus, "leave", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->view));
}
