/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-row.h"

#include "cam-activity-words.h"

struct _CamActivityRow
{
  AdwActionRow  parent_instance;

  GtkImage     *image;
  GtkLabel     *state_label;

  CamActivity  *activity;
  CamStore     *store;
};

G_DEFINE_FINAL_TYPE (CamActivityRow, cam_activity_row, ADW_TYPE_ACTION_ROW)

static void
cam_activity_row_dispose (GObject *object)
{
  CamActivityRow *self = CAM_ACTIVITY_ROW (object);

  g_clear_object (&self->activity);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_activity_row_parent_class)->dispose (object);
}

static void
cam_activity_row_class_init (CamActivityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_activity_row_dispose;
}

static void
cam_activity_row_init (CamActivityRow *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->state_label = GTK_LABEL (gtk_label_new (NULL));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->image));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->state_label));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/* "St Ives, Ramsey"; NULL where it is for no area. */
static char *
dup_areas (CamActivityRow *self)
{
  const char *columns[] = { "name", NULL };
  const CamValue is[] = { cam_text (cam_record_get_uuid (CAM_RECORD (self->activity))) };
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(CamCursor) cursor = NULL;

  cursor = cam_store_select (self->store, "area", columns,
                             "WHERE deleted = 0 AND uuid IN (SELECT area_uuid FROM activity_area"
                             " WHERE activity_uuid = ?1 AND deleted = 0) ORDER BY name LIMIT 4", is, 1, NULL);
  for (guint i = 0; cursor != NULL && cam_cursor_next (cursor, NULL); i++)
    {
      if (i == 3)
        g_string_append (names, "…");
      else
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", cam_cursor_get_text (cursor, 0));
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
follow (CamActivityRow *self)
{
  CamRecord *record = CAM_RECORD (self->activity);
  const char *status = cam_record_get_text (record, CAM_ACTIVITY_STATUS);
  const char *due_on = cam_record_get_text (record, CAM_ACTIVITY_DUE_ON);
  gboolean late = cam_activity_words_is_late (status, due_on);
  g_autofree char *areas = dup_areas (self);
  g_autofree char *line = cam_activity_words_dup_line (cam_record_get_text (record, CAM_ACTIVITY_OWNER), due_on, areas);
  g_autofree char *state = cam_activity_words_dup_state (status, due_on);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), cam_record_get_title (record));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), line);
  gtk_label_set_label (self->state_label, state);
  gtk_image_set_from_icon_name (self->image, late ? "alarm-symbolic"
                                             : g_strcmp0 (status, "done") == 0 ? "object-select-symbolic" : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->image), late || g_strcmp0 (status, "done") == 0);
  if (late)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state_label), "warning");
}

GtkWidget *
cam_activity_row_new (CamStore    *store,
                      CamActivity *activity)
{
  CamActivityRow *self = g_object_new (CAM_TYPE_ACTIVITY_ROW, NULL);

  self->store = g_object_ref (store);
  self->activity = g_object_ref (activity);
  g_signal_connect_object (activity, "notify", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

CamRecord *
cam_activity_row_get_activity (CamActivityRow *self)
{
  g_return_val_if_fail (CAM_IS_ACTIVITY_ROW (self), NULL);

  return CAM_RECORD (self->activity);
}
