/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-dialog.h"

#include "cam-field-row.h"
#include "cam-measure-card.h"
#include "cam-measure-chart.h"
#include "cam-measure-state.h"
#include "cam-measure-target.h"
#include "cam-override-dialog.h"
#include "cam-query.h"
#include "cam-reading.h"
#include "cam-readings-dialog.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

struct _CamMeasureDialog
{
  CamRecordDialog      parent_instance;

  AdwPreferencesGroup *readings_group;
  AdwPreferencesGroup *status_group;
  AdwPreferencesGroup *targets_group;
  CamMeasureChart     *chart;
  GtkWidget           *new_reading_row;
  GtkWidget           *new_target_row;
  GtkWidget           *override_row;
  AdwActionRow        *status_row;
  GtkImage            *status_image;
  GPtrArray           *rows;        /* of readings and targets, borrowed */

  CamMeasureState     *state;
  CamPeriod            next_reading;
  CamPeriod            next_target;
  guint                refresh_id;
};

G_DEFINE_FINAL_TYPE (CamMeasureDialog, cam_measure_dialog, CAM_TYPE_RECORD_DIALOG)

static CamStore *
get_store (CamMeasureDialog *self)
{
  return cam_record_dialog_get_store (CAM_RECORD_DIALOG (self));
}

static CamRecord *
get_measure (CamMeasureDialog *self)
{
  return cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));
}

static gboolean
is_ratio (CamMeasureDialog *self)
{
  return !isnan (cam_record_get_real (get_measure (self), CAM_MEASURE_RATIO_PER));
}

static gboolean
is_band (CamMeasureDialog *self)
{
  return g_strcmp0 (cam_record_get_text (get_measure (self), CAM_MEASURE_DIRECTION), "band") == 0;
}

/* "12 / 40", "20 to 30" or one number: as many numbers as were found, NAN for what is none. */
static guint
parse_pair (const char *text,
            const char *separator,
            double      numbers[2])
{
  g_auto(GStrv) parts = g_strsplit (text, separator, 2);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    {
      gboolean empty = FALSE;

      numbers[i] = cam_field_parse_number (parts[i], &empty);
      if (isnan (numbers[i]))
        return 0;
    }
  return n;
}

static gboolean
set_reading (CamMeasureDialog *self,
             CamRecord        *reading,
             const char       *text)
{
  double numbers[2] = { NAN, NAN };
  guint n = parse_pair (text, "/", numbers);

  if (n == 0 || (n == 2 && (!is_ratio (self) || numbers[1] == 0)))
    return FALSE;
  cam_record_set_real (reading, CAM_READING_VALUE, n == 1 ? numbers[0] : NAN);
  cam_record_set_real (reading, CAM_READING_NUMERATOR, n == 2 ? numbers[0] : NAN);
  cam_record_set_real (reading, CAM_READING_DENOMINATOR, n == 2 ? numbers[1] : NAN);
  return TRUE;
}

static gboolean
set_target (CamMeasureDialog *self,
            CamRecord        *target,
            const char       *text)
{
  double numbers[2] = { NAN, NAN };
  guint n = is_band (self) ? parse_pair (text, _(" to "), numbers) : parse_pair (text, "/", numbers);

  if (n != (is_band (self) ? 2 : 1) || numbers[0] > numbers[1])
    return FALSE;
  cam_record_set_real (target, CAM_MEASURE_TARGET_VALUE, n == 1 ? numbers[0] : NAN);
  cam_record_set_real (target, CAM_MEASURE_TARGET_LOW, n == 2 ? numbers[0] : NAN);
  cam_record_set_real (target, CAM_MEASURE_TARGET_HIGH, n == 2 ? numbers[1] : NAN);
  return TRUE;
}

static void
mark_wrong (GtkWidget *row)
{
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (row);
}

static void
typed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

static CamRecord *
make_reading (CamMeasureDialog *self)
{
  CamReading *reading = cam_reading_new ();
  g_autofree char *starts = cam_day_to_text (self->next_reading.starts);
  g_autofree char *ends = cam_day_to_text (self->next_reading.ends);

  cam_record_set_text (CAM_RECORD (reading), CAM_READING_MEASURE_UUID, cam_record_get_uuid (get_measure (self)));
  cam_record_set_text (CAM_RECORD (reading), CAM_READING_STARTS_ON, starts);
  cam_record_set_text (CAM_RECORD (reading), CAM_READING_ENDS_ON, ends);
  return CAM_RECORD (reading);
}

static CamRecord *
make_target (CamMeasureDialog *self)
{
  CamMeasureTarget *target = cam_measure_target_new ();
  g_autofree char *starts = cam_day_to_text (self->next_target.starts);
  g_autofree char *ends = cam_day_to_text (self->next_target.ends);

  cam_record_set_text (CAM_RECORD (target), CAM_MEASURE_TARGET_MEASURE_UUID, cam_record_get_uuid (get_measure (self)));
  cam_record_set_text (CAM_RECORD (target), CAM_MEASURE_TARGET_STARTS_ON, starts);
  cam_record_set_text (CAM_RECORD (target), CAM_MEASURE_TARGET_ENDS_ON, ends);
  return CAM_RECORD (target);
}

/* A row holds the record that it is of; the rows for something new hold none. */
static void
applied_cb (CamMeasureDialog *self,
            GtkWidget        *row)
{
  CamRecord *held = g_object_get_data (G_OBJECT (row), "record");
  gboolean of_target = g_object_get_data (G_OBJECT (row), "target") != NULL;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr(CamRecord) record = NULL;
  const char *label = NULL;

  record = held != NULL ? g_object_ref (held) : of_target ? make_target (self) : make_reading (self);
  if (!(of_target ? set_target (self, record, text) : set_reading (self, record, text)))
    {
      mark_wrong (row);
      return;
    }
  if (of_target)
    label = held != NULL ? _("Change target") : _("Add target");
  else
    label = held != NULL ? _("Correct reading") : _("Add reading");
  cam_field_save (GTK_WIDGET (self), get_store (self), record, label);
  if (held == NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
edit_cb (CamMeasureDialog *self,
         GtkWidget        *button)
{
  static const char *const numbers[] = { "value", "numerator", "denominator", NULL };
  static const char *const value[] = { "value", NULL };
  static const char *const more[] = { "provisional", "comment", "edition", "geography_vintage", NULL };
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  CamRecord *reading = g_object_get_data (G_OBJECT (row), "record");
  CamRecordDialog *dialog = g_object_new (CAM_TYPE_RECORD_DIALOG, NULL);

  cam_record_dialog_set_record (dialog, get_store (self), reading, _("Correct reading"), _("Delete reading"));
  adw_dialog_set_title (ADW_DIALOG (dialog), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  cam_record_dialog_add_fields (dialog, _("Reading"), is_ratio (self) ? numbers : value);
  cam_record_dialog_add_fields (dialog, _("What Is to Be Known About It"), more);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
add_edit_button (CamMeasureDialog *self,
                 GtkWidget        *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Comment, Provisional and More"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

/* "July to September 2026 · provisional · counted in two halls only" */
static char *
dup_reading_name (CamRecord *reading,
                  CamPeriod  of)
{
  g_autofree char *period = cam_period_format (of);
  const char *comment = cam_record_get_text (reading, CAM_READING_COMMENT);
  GString *name = g_string_new (period);

  if (cam_record_get_boolean (reading, CAM_READING_PROVISIONAL))
    g_string_append_printf (name, " · %s", _("provisional"));
  if (comment != NULL && *comment != '\0')
    g_string_append_printf (name, " · %s", comment);
  return g_string_free (name, FALSE);
}

static GtkWidget *
make_row (CamMeasureDialog *self,
          CamRecord        *record,
          gboolean          of_target,
          const char       *title,
          const char       *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (get_store (self)));
  if (record != NULL)
    g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);
  g_object_set_data (G_OBJECT (row), "target", GINT_TO_POINTER (of_target));
  g_signal_connect_object (row, "apply", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  return row;
}

static char *
format_real (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (isnan (value) ? "" : g_ascii_formatd (text, sizeof text, "%.10g", value));
}

static char *
join_numbers (double      one,
              const char *separator,
              double      other)
{
  g_autofree char *first = format_real (one);
  g_autofree char *second = format_real (other);

  return g_strconcat (first, separator, second, NULL);
}

static char *
dup_reading_text (CamRecord *reading)
{
  double numerator = cam_record_get_real (reading, CAM_READING_NUMERATOR);

  if (!isnan (numerator))
    return join_numbers (numerator, " / ", cam_record_get_real (reading, CAM_READING_DENOMINATOR));
  return format_real (cam_record_get_real (reading, CAM_READING_VALUE));
}

static char *
dup_target_text (CamRecord *target)
{
  double value = cam_record_get_real (target, CAM_MEASURE_TARGET_VALUE);

  if (isnan (value))
    return join_numbers (cam_record_get_real (target, CAM_MEASURE_TARGET_LOW), _(" to "),
                         cam_record_get_real (target, CAM_MEASURE_TARGET_HIGH));
  return format_real (value);
}

static CamPeriod
read_period (CamRecord *record,
             guint      starts,
             guint      ends)
{
  return (CamPeriod) { cam_day_from_text (cam_record_get_text (record, starts)),
                       cam_day_from_text (cam_record_get_text (record, ends)) };
}

static GListModel *
list_rows (CamMeasureDialog *self,
           GType             type)
{
  const CamValue is[] = { cam_text (cam_record_get_uuid (get_measure (self))) };

  return G_LIST_MODEL (cam_query_new (get_store (self), type, "measure_uuid = ?1 AND area_uuid IS NULL", "ends_on DESC",
                                      is, 1));
}

static void
show_readings (CamMeasureDialog *self)
{
  CamFrequency frequency = cam_frequency_from_word (cam_record_get_text (get_measure (self), CAM_MEASURE_FREQUENCY));
  g_autoptr(GListModel) readings = list_rows (self, CAM_TYPE_READING);
  guint n = g_list_model_get_n_items (readings);
  g_autofree char *period = NULL;
  g_autofree char *title = NULL;

  self->next_reading = cam_period_of (frequency, cam_day_today ());
  if (frequency != CAM_FREQUENCY_ONCE)
    self->next_reading = cam_period_before (frequency, self->next_reading);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) reading = g_list_model_get_item (readings, i);
      CamPeriod of = read_period (reading, CAM_READING_STARTS_ON, CAM_READING_ENDS_ON);
      g_autofree char *name = dup_reading_name (reading, of);
      g_autofree char *text = dup_reading_text (reading);
      GtkWidget *row = make_row (self, reading, FALSE, name, text);

      add_edit_button (self, row);
      if (i == 0 && of.ends != 0 && frequency != CAM_FREQUENCY_ONCE)
        self->next_reading = cam_period_of (frequency, of.ends + 1);
      adw_preferences_group_add (self->readings_group, row);
      g_ptr_array_add (self->rows, row);
    }
  period = cam_period_format (self->next_reading);
  /* Translators: %s is a period such as "July to September 2026" */
  title = g_strdup_printf (_("Add the reading for %s"), period);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_reading_row), title);
  adw_preferences_group_set_description (self->readings_group,
                                         is_ratio (self) ? _("A number, or two as in “12 / 40”. Corrections stay in the history.")
                                                         : _("Corrections stay in the history."));
}

static void
show_targets (CamMeasureDialog *self)
{
  g_autoptr(GListModel) targets = list_rows (self, CAM_TYPE_MEASURE_TARGET);
  guint n = g_list_model_get_n_items (targets);
  g_autofree char *period = NULL;
  g_autofree char *title = NULL;

  self->next_target = cam_period_of (CAM_FREQUENCY_YEARLY, cam_day_today ());
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) target = g_list_model_get_item (targets, i);
      CamPeriod of = read_period (target, CAM_MEASURE_TARGET_STARTS_ON, CAM_MEASURE_TARGET_ENDS_ON);
      g_autofree char *name = cam_period_format (of);
      g_autofree char *text = dup_target_text (target);
      GtkWidget *row = make_row (self, target, TRUE, name, text);

      if (i == 0 && of.ends != 0)
        self->next_target = cam_period_of (CAM_FREQUENCY_YEARLY, of.ends + 1);
      adw_preferences_group_add (self->targets_group, row);
      g_ptr_array_add (self->rows, row);
    }
  period = cam_period_format (self->next_target);
  title = g_strdup_printf (is_band (self) ? _("Add the band for %s, as in “20 to 30”") : _("Add the target for %s"), period);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_target_row), title);
}

static void
show_status (CamMeasureDialog *self)
{
  static const char *const classes[] = { "error", "warning", "success", "dim-label" };
  const CamStatus *status = NULL;

  g_clear_object (&self->state);
  self->state = cam_measure_state_load (get_store (self), cam_record_get_uuid (get_measure (self)), NULL,
                                        cam_day_today (), NULL);
  if (self->state == NULL)
    return;
  status = cam_measure_state_get_status (self->state);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status_row), cam_rag_get_name (status->rag));
  adw_action_row_set_subtitle (self->status_row, status->reason);
  gtk_image_set_from_icon_name (self->status_image, cam_rag_get_icon (status->rag));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_image), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_image), cam_rag_get_css_class (status->rag));
  gtk_widget_set_visible (GTK_WIDGET (self->chart), cam_measure_state_get_input (self->state)->n_points > 1);
  cam_measure_chart_set_state (self->chart, self->state);
  gtk_widget_set_visible (self->override_row, status->computed >= CAM_RAG_RED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->override_row),
                                 status->overridden ? _("Back to the Computed Status") : _("Set Another Status…"));
}

/* Half-typed numbers stay: a row that has the focus is not taken away from under somebody. */
static gboolean
refresh_cb (gpointer user_data)
{
  CamMeasureDialog *self = user_data;

  self->refresh_id = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean of_target = g_object_get_data (G_OBJECT (row), "target") != NULL;

      adw_preferences_group_remove (of_target ? self->targets_group : self->readings_group, row);
    }
  g_ptr_array_set_size (self->rows, 0);
  if (!cam_record_is_deleted (get_measure (self)))
    {
      show_status (self);
      show_readings (self);
      show_targets (self);
    }
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CamMeasureDialog *self,
            CamChanges       *changes)
{
  static const char *const tables[] = { "measure", "reading", "measure_target", "rag_override" };

  for (guint i = 0; i < G_N_ELEMENTS (tables) && self->refresh_id == 0; i++)
    if (cam_changes_has_table (changes, tables[i]))
      self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
override_cb (CamMeasureDialog *self)
{
  if (self->state == NULL)
    return;
  if (cam_measure_state_get_status (self->state)->overridden)
    cam_override_remove (GTK_WIDGET (self), get_store (self), self->state);
  else
    cam_override_dialog_ask (GTK_WIDGET (self), get_store (self), self->state);
}

static void
paste_cb (CamMeasureDialog *self)
{
  AdwDialog *dialog = cam_readings_dialog_new (get_store (self), CAM_MEASURE (get_measure (self)));

  adw_dialog_present (dialog, GTK_WIDGET (self));
  cam_readings_dialog_paste (CAM_READINGS_DIALOG (dialog), gtk_widget_get_clipboard (GTK_WIDGET (self)));
}

static void
import_cb (CamMeasureDialog *self)
{
  cam_readings_dialog_choose (GTK_WIDGET (self), get_store (self), CAM_MEASURE (get_measure (self)));
}

static void
cam_measure_dialog_dispose (GObject *object)
{
  CamMeasureDialog *self = CAM_MEASURE_DIALOG (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (cam_measure_dialog_parent_class)->dispose (object);
}

static void
cam_measure_dialog_class_init (CamMeasureDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_measure_dialog_dispose;
}

static AdwPreferencesGroup *
make_group (CamMeasureDialog *self,
            const char       *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  return group;
}

static void
cam_measure_dialog_init (CamMeasureDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->status_group = make_group (self, _("Status"));
  self->readings_group = make_group (self, _("Readings"));
  self->targets_group = make_group (self, _("Targets"));
  self->status_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->status_image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->chart = g_object_new (CAM_TYPE_MEASURE_CHART, "margin-top", 12, NULL);
  self->override_row = adw_button_row_new ();
  adw_action_row_add_prefix (self->status_row, GTK_WIDGET (self->status_image));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->status_row), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_row), "status-word");
  adw_preferences_group_add (self->status_group, GTK_WIDGET (self->status_row));
  adw_preferences_group_add (self->status_group, self->override_row);
  adw_preferences_group_add (self->status_group, GTK_WIDGET (self->chart));
  g_signal_connect_object (self->override_row, "activated", G_CALLBACK (override_cb), self, G_CONNECT_SWAPPED);
}

static void
add_definition (CamMeasureDialog *self)
{
  static const char *const what[] = { "name", "description", "kind", "question", "unit", "decimals", "ratio_per",
                                      "numerator_name", "denominator_name", NULL };
  static const char *const judged[] = { "direction", "tolerance", "rule", "frequency", "lag_days", "baseline",
                                        "baseline_on", "adds_up", NULL };
  static const char *const belongs[] = { "priority_uuid", "outcome_uuid", "activity_uuid:is_template = 0", "owner", NULL };
  static const char *const from[] = { "source", "dataset", "edition", "geography_vintage", "licence", "area_level", NULL };
  CamRecordDialog *dialog = CAM_RECORD_DIALOG (self);

  cam_record_dialog_add_fields (dialog, _("What Is Measured"), what);
  cam_record_dialog_add_fields (dialog, _("How It Is Judged"), judged);
  cam_record_dialog_add_fields (dialog, _("Where It Belongs"), belongs);
  cam_record_dialog_add_fields (dialog, _("Where It Is From"), from);
}

static void
add_button (CamMeasureDialog *self,
            const char       *title,
            GCallback         callback)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (get_store (self)));
  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->readings_group, row);
}

AdwDialog *
cam_measure_dialog_new (CamStore   *store,
                        CamMeasure *measure)
{
  CamMeasureDialog *self = g_object_new (CAM_TYPE_MEASURE_DIALOG, NULL);
  CamRecordDialog *dialog = CAM_RECORD_DIALOG (self);

  cam_record_dialog_set_record (dialog, store, CAM_RECORD (measure), _("Change measure"), _("Delete measure"));
  cam_record_dialog_add_group (dialog, self->status_group);
  cam_record_dialog_add_group (dialog, self->readings_group);
  cam_record_dialog_add_group (dialog, self->targets_group);
  self->new_reading_row = make_row (self, NULL, FALSE, "", "");
  self->new_target_row = make_row (self, NULL, TRUE, "", "");
  adw_preferences_group_add (self->readings_group, self->new_reading_row);
  add_button (self, _("_Paste Readings…"), G_CALLBACK (paste_cb));
  add_button (self, _("_Import Readings From a File…"), G_CALLBACK (import_cb));
  adw_preferences_group_add (self->targets_group, self->new_target_row);
  add_definition (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  refresh_cb (self);
  return ADW_DIALOG (self);
}
