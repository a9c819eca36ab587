/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-dialog.h"

#include "cam-activity-area.h"
#include "cam-activity-note.h"
#include "cam-activity-work.h"
#include "cam-assessments-group.h"
#include "cam-chain-group.h"
#include "cam-corporate-group.h"
#include "cam-events-group.h"
#include "cam-evidence-group.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-milestones-group.h"
#include "cam-partners-group.h"
#include "cam-period.h"
#include "cam-query.h"
#include "cam-tell.h"
#include "cam-ui.h"
#include "cam-waits-group.h"

#include <glib/gi18n.h>

#include <string.h>

struct _CamActivityDialog
{
  CamRecordDialog      parent_instance;

  AdwPreferencesGroup *areas_group;
  AdwPreferencesGroup *notes_group;
  AdwPreferencesGroup *when_group;
  GtkWidget           *new_area_row;
  GtkWidget           *new_note_row;
  GPtrArray           *area_rows;     /* borrowed */
  GPtrArray           *note_rows;     /* borrowed */
  GPtrArray           *choices;       /* (element-type utf8): uuids of areas, "" first */
  guint                refresh_id;
  gboolean             is_following;  /* rows are being set by the program */
};

G_DEFINE_FINAL_TYPE (CamActivityDialog, cam_activity_dialog, CAM_TYPE_RECORD_DIALOG)

static CamStore *
get_store (CamActivityDialog *self)
{
  return cam_record_dialog_get_store (CAM_RECORD_DIALOG (self));
}

static const char *
get_uuid (CamActivityDialog *self)
{
  return cam_record_get_uuid (cam_record_dialog_get_record (CAM_RECORD_DIALOG (self)));
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_activity_change_apply_finish (CAM_STORE (source), result, NULL, &error))
    cam_tell_failure (widget, error);
}

static void
apply (CamActivityDialog *self,
       CamActivityChange *change)
{
  cam_activity_change_apply_async (change, get_store (self), NULL, applied_cb, g_object_ref (self));
}

static void
area_removed_cb (CamActivityDialog *self,
                 GtkWidget         *button)
{
  const char *area = g_object_get_data (G_OBJECT (button), "area");

  apply (self, cam_activity_change_new_link (get_uuid (self), CAM_ACTIVITY_LINK_AREA, area, FALSE));
}

static void
due_moved_cb (GtkWidget  *row,
              const char *value,
              gpointer    data)
{
  CamActivityDialog *self = data;

  apply (self, cam_activity_change_new_move (get_uuid (self), value, NULL));
}

static void
status_chosen_cb (GtkWidget  *row,
                  const char *value,
                  gpointer    data)
{
  CamActivityDialog *self = data;
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  apply (self, cam_activity_change_new_status (get_uuid (self), value, today));
}

static void
area_chosen_cb (CamActivityDialog *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->new_area_row));

  if (self->is_following || position == 0 || position >= self->choices->len)
    return;
  apply (self, cam_activity_change_new_link (get_uuid (self), CAM_ACTIVITY_LINK_AREA,
                                             g_ptr_array_index (self->choices, position), TRUE));
  self->is_following = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->new_area_row), 0);
  self->is_following = FALSE;
}

static void
note_applied_cb (CamActivityDialog *self,
                 GtkWidget         *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    return;
  apply (self, cam_activity_change_new_note (get_uuid (self), text));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static char *
dup_area_name (CamActivityDialog *self,
               const char        *uuid)
{
  const char *columns[] = { "name", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr(CamCursor) cursor = cam_store_select (get_store (self), "area", columns, "WHERE uuid = ?1", is, 1, NULL);

  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return g_strdup (_("An area that is not in this file"));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

static void
show_areas (CamActivityDialog *self)
{
  const CamValue is[] = { cam_text (get_uuid (self)) };
  g_autoptr(CamQuery) links = cam_query_new (get_store (self), CAM_TYPE_ACTIVITY_AREA, "activity_uuid = ?1", NULL, is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (links));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) link = g_list_model_get_item (G_LIST_MODEL (links), i);
      const char *area = cam_record_get_text (link, CAM_ACTIVITY_AREA_AREA_UUID);
      g_autofree char *name = dup_area_name (self, area);
      GtkWidget *row = cam_ui_new_row (name, NULL);
      GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-remove-symbolic", "tooltip-text",
                                        _("Take This Area Off"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                        (const char *[]) { "flat", NULL }, NULL);

      g_object_set_data_full (G_OBJECT (button), "area", g_strdup (area), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (area_removed_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->areas_group, row);
      g_ptr_array_add (self->area_rows, row);
    }
}

static void
show_notes (CamActivityDialog *self)
{
  const CamValue is[] = { cam_text (get_uuid (self)) };
  g_autoptr(CamQuery) notes = cam_query_new (get_store (self), CAM_TYPE_ACTIVITY_NOTE, "activity_uuid = ?1",
                                             "said_at DESC", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (notes));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) note = g_list_model_get_item (G_LIST_MODEL (notes), i);
      const char *author = cam_record_get_text (note, CAM_ACTIVITY_NOTE_AUTHOR);
      g_autofree char *when = cam_format_instant (cam_record_get_text (note, CAM_ACTIVITY_NOTE_SAID_AT));
      g_autofree char *about = g_strconcat (author != NULL ? author : "", author != NULL && *author != '\0' ? " · " : "",
                                            when, NULL);
      GtkWidget *row = cam_ui_new_row (cam_record_get_text (note, CAM_ACTIVITY_NOTE_BODY), about);

      adw_preferences_group_add (self->notes_group, row);
      g_ptr_array_add (self->note_rows, row);
    }
}

/* "First promised for 31 March." */
static void
show_promise (CamActivityDialog *self)
{
  g_autofree char *promised = cam_activity_dup_promised (get_store (self), get_uuid (self), NULL);
  g_autofree char *day = promised != NULL ? cam_day_format (cam_day_from_text (promised), cam_day_today ()) : NULL;
  /* Translators: %s is a day */
  g_autofree char *text = day != NULL ? g_strdup_printf (_("First promised for %s."), day) : NULL;

  adw_preferences_group_set_description (self->when_group, text);
}

static void
clear_rows (AdwPreferencesGroup *group,
            GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamActivityDialog *self = user_data;

  self->refresh_id = 0;
  clear_rows (self->areas_group, self->area_rows);
  clear_rows (self->notes_group, self->note_rows);
  show_areas (self);
  show_notes (self);
  show_promise (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamActivityDialog *self,
            CamChanges        *changes)
{
  if (self->refresh_id == 0
      && (cam_changes_has_table (changes, "activity_area") || cam_changes_has_table (changes, "activity_note")
          || cam_changes_has_table (changes, "activity_slip")))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

/* The widest first: work is planned for districts and service delivery areas more than for streets. */
static void
fill_choices (CamActivityDialog *self)
{
  const char *columns[] = { "uuid", "name", "level", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(CamCursor) cursor = NULL;

  g_ptr_array_add (self->choices, g_strdup (""));
  gtk_string_list_append (names, _("Choose…"));
  cursor = cam_store_select (get_store (self), "area", columns,
                             "WHERE deleted = 0 AND status <> 'ended' ORDER BY CASE level WHEN 'county' THEN 1"
                             " WHEN 'district' THEN 2 WHEN 'sda' THEN 3 WHEN 'division' THEN 4 WHEN 'parish' THEN 5"
                             " ELSE 6 END, name, fid", NULL, 0, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      g_autofree char *level = cam_format_level (cam_cursor_get_text (cursor, 2));
      g_autofree char *name = NULL;

      if (cam_cursor_is_null (cursor, 0))
        continue;
      /* Translators: the name of an area, and its level, as in "St Ives (Service delivery area)" */
      name = g_strdup_printf (_("%1$s (%2$s)"), cam_cursor_get_text (cursor, 1), level);
      g_ptr_array_add (self->choices, g_strdup (cam_cursor_get_text (cursor, 0)));
      gtk_string_list_append (names, name);
    }
  self->is_following = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->new_area_row), G_LIST_MODEL (names));
  self->is_following = FALSE;
}

static void
cam_activity_dialog_dispose (GObject *object)
{
  CamActivityDialog *self = CAM_ACTIVITY_DIALOG (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->area_rows, g_ptr_array_unref);
  g_clear_pointer (&self->note_rows, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_activity_dialog_parent_class)->dispose (object);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_activity_change_apply_finish (CAM_STORE (source), result, NULL, &error))
    cam_tell_failure (widget, error);
  else if (gtk_widget_get_root (widget) != NULL)
    cam_record_dialog_show_message (CAM_RECORD_DIALOG (widget), _("Others can be made from it now"), TRUE);
}

static void
use_as_template_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  CamActivityDialog *self = CAM_ACTIVITY_DIALOG (widget);

  cam_activity_change_apply_async (cam_activity_change_new_template (get_uuid (self), NULL), get_store (self), NULL, kept_cb,
                                   g_object_ref (self));
}

static void
cam_activity_dialog_class_init (CamActivityDialogClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "activity.use-as-template", NULL, use_as_template_action);
  G_OBJECT_CLASS (klass)->dispose = cam_activity_dialog_dispose;
}

static void
cam_activity_dialog_init (CamActivityDialog *self)
{
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->area_rows = g_ptr_array_new ();
  self->note_rows = g_ptr_array_new ();
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->areas_group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("Areas"), NULL);
  self->when_group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("When"), NULL);
  self->notes_group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _("Progress"), NULL);
  self->new_area_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Add an area"), "enable-search", TRUE, "expression",
                                     expression, "search-match-mode", GTK_STRING_FILTER_MATCH_MODE_SUBSTRING, NULL);
  self->new_note_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _("What has happened?"), "show-apply-button", TRUE, NULL);
  adw_preferences_group_add (self->areas_group, self->new_area_row);
  adw_preferences_group_add (self->notes_group, self->new_note_row);
  g_signal_connect_object (self->new_area_row, "notify::selected", G_CALLBACK (area_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_note_row, "apply", G_CALLBACK (note_applied_cb), self, G_CONNECT_SWAPPED);
}

static void
add_row (CamActivityDialog   *self,
         AdwPreferencesGroup *group,
         const char          *column,
         CamFieldFunc         func)
{
  CamRecord *activity = cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));
  GtkWidget *row = cam_field_row_new (get_store (self), activity, column, _("Change activity"), NULL);

  if (func != NULL)
    cam_field_row_set_func (row, func, self);
  adw_preferences_group_add (group, row);
}

/* What one may do with it, beside deleting it. */
static void
add_commands (CamActivityDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  CamRecord *activity = cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));

  if (cam_record_get_boolean (activity, CAM_ACTIVITY_IS_TEMPLATE))
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_add (group, g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("Use as _Template"), "use-underline", TRUE,
                                                  "action-name", "activity.use-as-template", NULL));
  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), group);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "activity.use-as-template",
                                 !cam_store_get_read_only (get_store (self)));
}

AdwDialog *
cam_activity_dialog_new (CamStore    *store,
                         CamActivity *activity)
{
  static const char *const what[] = { "name", "description", "owner", "lead_uuid", NULL };
  static const char *const belongs[] = { "priority_uuid", "outcome_uuid", NULL };
  CamActivityDialog *self = g_object_new (CAM_TYPE_ACTIVITY_DIALOG, NULL);
  CamRecordDialog *dialog = CAM_RECORD_DIALOG (self);

  cam_record_dialog_set_record (dialog, store, CAM_RECORD (activity), _("Change activity"), _("Delete activity"));
  cam_record_dialog_add_fields (dialog, _("What and Who"), what);
  cam_record_dialog_add_group (dialog, self->when_group);
  add_row (self, self->when_group, "status", status_chosen_cb);
  add_row (self, self->when_group, "starts_on", NULL);
  add_row (self, self->when_group, "due_on", due_moved_cb);
  add_row (self, self->when_group, "repeats", NULL);
  cam_record_dialog_add_group (dialog, self->notes_group);
  cam_record_dialog_add_group (dialog, self->areas_group);
  cam_record_dialog_add_fields (dialog, _("What It Serves"), belongs);
  cam_plan_group_add_to (dialog, _("Milestones"), CAM_TYPE_MILESTONES_GROUP);
  cam_plan_group_add_to (dialog, _("Waits For"), CAM_TYPE_WAITS_GROUP);
  cam_plan_group_add_to (dialog, _("Supporting Partners"), CAM_TYPE_PARTNERS_GROUP);
  cam_plan_group_add_to (dialog, _("Corporate Priorities"), CAM_TYPE_CORPORATE_GROUP);
  cam_plan_group_add_to (dialog, _("Events"), CAM_TYPE_EVENTS_GROUP);
  cam_plan_group_add_to (dialog, _("The Chain"), CAM_TYPE_CHAIN_GROUP);
  cam_plan_group_add_to (dialog, _("Impact"), CAM_TYPE_ASSESSMENTS_GROUP);
  cam_plan_group_add_to (dialog, _("Evidence"), CAM_TYPE_EVIDENCE_GROUP);
  add_commands (self);
  fill_choices (self);
  gtk_widget_set_sensitive (self->new_area_row, !cam_store_get_read_only (store));
  gtk_widget_set_sensitive (self->new_note_row, !cam_store_get_read_only (store));
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh_cb (self);
  return ADW_DIALOG (self);
}
