/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-travel-group.h"

#include "cam-field-row.h"
#include "cam-tell.h"
#include "cam-travel-settings.h"

#include <glib/gi18n.h>

#include <math.h>

struct _CamTravelGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *fixed_row;
  GtkWidget           *per_km_row;
  CamStore            *store;
  gboolean             is_following;   /* rows are being set by the program */
};

G_DEFINE_FINAL_TYPE (CamTravelGroup, cam_travel_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_wrong (GtkWidget *row,
           gboolean   is_wrong)
{
  if (is_wrong)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
    }
}

static void
set_number (GtkWidget *row,
            double     number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE] = "";

  g_ascii_formatd (text, sizeof text, "%.6g", number);
  set_wrong (row, FALSE);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* What it makes of ten kilometres tells what the numbers mean. */
static void
show_example (CamTravelGroup *self,
              CamDriveTime    drive)
{
  g_autofree char *text = g_strdup_printf (_("A clash is told where somebody, or a vehicle, has less time between two places. 10 "
                                             "kilometres of straight line take %u minutes. Both numbers hold for everybody "
                                             "who has this file."),
                                           cam_drive_time_get_minutes (drive, 10));

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
}

static void
show (CamTravelGroup *self)
{
  CamDriveTime drive = cam_travel_settings_load (self->store);
  CamDriveTime usual = CAM_DRIVE_TIME_DEFAULT;

  self->is_following = TRUE;
  set_number (self->fixed_row, drive.fixed);
  set_number (self->per_km_row, drive.per_km);
  self->is_following = FALSE;
  show_example (self, drive);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "travel.reset",
                                 !cam_store_get_read_only (self->store)
                                 && (fabs (drive.fixed - usual.fixed) > 1e-9 || fabs (drive.per_km - usual.per_km) > 1e-9));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamTravelGroup) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_travel_settings_save_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (GTK_WIDGET (self), error);
}

static double
read_row (GtkWidget *row)
{
  gboolean is_empty = FALSE;

  return cam_field_parse_number (gtk_editable_get_text (GTK_EDITABLE (row)), &is_empty);
}

/* What is typed in the other row, but not applied, is no part of it. */
static void
apply (CamTravelGroup *self,
       GtkWidget      *row)
{
  CamDriveTime drive = cam_travel_settings_load (self->store);

  if (row == self->fixed_row)
    drive.fixed = read_row (row);
  else
    drive.per_km = read_row (row);
  if (!cam_travel_settings_are_valid (drive))
    {
      const char *sentence = row == self->fixed_row ? _("This is a number from 0 to 120.") : _("This is a number from 0 to 30.");

      set_wrong (row, TRUE);
      gtk_widget_grab_focus (row);
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), sentence);
      gtk_accessible_announce (GTK_ACCESSIBLE (row), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      return;
    }
  cam_travel_settings_save_async (self->store, &drive, saved_cb, g_object_ref (self));
}

static void
typed_cb (CamTravelGroup *self,
          GtkWidget      *row)
{
  if (!self->is_following)
    set_wrong (row, FALSE);
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamTravelGroup *self = CAM_TRAVEL_GROUP (widget);

  if (self->store != NULL)
    cam_travel_settings_save_async (self->store, NULL, saved_cb, g_object_ref (self));
}

static void
changed_cb (CamTravelGroup *self,
            CamChanges     *changes)
{
  if (cam_changes_has_table (changes, "setting"))
    show (self);
}

static void
cam_travel_group_dispose (GObject *object)
{
  g_clear_object (&CAM_TRAVEL_GROUP (object)->store);

  G_OBJECT_CLASS (cam_travel_group_parent_class)->dispose (object);
}

static void
cam_travel_group_class_init (CamTravelGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_travel_group_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "travel.reset", NULL, reset_action);
}

static GtkWidget *
add_row (CamTravelGroup *self,
         const char     *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, "input-purpose",
                                 GTK_INPUT_PURPOSE_NUMBER, NULL);

  g_signal_connect_object (row, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
cam_travel_group_init (CamTravelGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Travel"));
  self->fixed_row = add_row (self, _("Minutes to set off and park"));
  self->per_km_row = add_row (self, _("Minutes per kilometre"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self),
                             g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("_Reset Travel Times"), "use-underline", TRUE,
                                           "action-name", "travel.reset", NULL));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cam_travel_group_set_store (CamTravelGroup *self,
                            CamStore       *store)
{
  gboolean can_write = FALSE;

  g_return_if_fail (CAM_IS_TRAVEL_GROUP (self));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  can_write = !cam_store_get_read_only (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->fixed_row, can_write);
  gtk_widget_set_sensitive (self->per_km_row, can_write);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show (self);
}
