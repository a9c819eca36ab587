/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-numbers-group.h"

#include "cam-field-row.h"
#include "cam-measure-target.h"
#include "cam-query.h"
#include "cam-reading.h"
#include "cam-readings-dialog.h"

#include <glib/gi18n.h>

#include <math.h>

struct _CamNumbersGroup
{
  CamPlanGroup parent_instance;

  CamNumbers   which;
  char        *area;      /* uuid; NULL for all together */
  GtkWidget   *new_row;
  CamPeriod    next;      /* what the new row is of */
};

G_DEFINE_FINAL_TYPE (CamNumbersGroup, cam_numbers_group, CAM_TYPE_PLAN_GROUP)

static CamStore *
get_store (CamNumbersGroup *self)
{
  return cam_plan_group_get_store (CAM_PLAN_GROUP (self));
}

static CamRecord *
get_measure (CamNumbersGroup *self)
{
  return cam_plan_group_get_record (CAM_PLAN_GROUP (self));
}

static gboolean
is_ratio (CamNumbersGroup *self)
{
  return !isnan (cam_record_get_real (get_measure (self), CAM_MEASURE_RATIO_PER));
}

static gboolean
is_band (CamNumbersGroup *self)
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
set_reading (CamNumbersGroup *self,
             CamRecord       *reading,
             const char      *text)
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
set_target (CamNumbersGroup *self,
            CamRecord       *target,
            const char      *text)
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
make_reading (CamNumbersGroup *self)
{
  CamRecord *reading = CAM_RECORD (cam_reading_new ());
  g_autofree char *starts = cam_day_to_text (self->next.starts);
  g_autofree char *ends = cam_day_to_text (self->next.ends);

  cam_record_set_text (reading, CAM_READING_MEASURE_UUID, cam_record_get_uuid (get_measure (self)));
  cam_record_set_text (reading, CAM_READING_AREA_UUID, self->area);
  cam_record_set_text (reading, CAM_READING_STARTS_ON, starts);
  cam_record_set_text (reading, CAM_READING_ENDS_ON, ends);
  return reading;
}

static CamRecord *
make_target (CamNumbersGroup *self)
{
  CamRecord *target = CAM_RECORD (cam_measure_target_new ());
  g_autofree char *starts = cam_day_to_text (self->next.starts);
  g_autofree char *ends = cam_day_to_text (self->next.ends);

  cam_record_set_text (target, CAM_MEASURE_TARGET_MEASURE_UUID, cam_record_get_uuid (get_measure (self)));
  cam_record_set_text (target, CAM_MEASURE_TARGET_AREA_UUID, self->area);
  cam_record_set_text (target, CAM_MEASURE_TARGET_STARTS_ON, starts);
  cam_record_set_text (target, CAM_MEASURE_TARGET_ENDS_ON, ends);
  return target;
}

static gboolean
save (CamNumbersGroup *self,
      GtkWidget       *row,
      CamRecord       *record,
      const char      *label)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (!(self->which == CAM_NUMBERS_TARGETS ? set_target (self, record, text) : set_reading (self, record, text)))
    {
      mark_wrong (row);
      return FALSE;
    }
  cam_field_save (GTK_WIDGET (self), get_store (self), record, label);
  return TRUE;
}

static void
corrected_cb (CamRecord *record,
              GtkWidget *row)
{
  CamNumbersGroup *self = CAM_NUMBERS_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_NUMBERS_GROUP));

  save (self, row, record, self->which == CAM_NUMBERS_TARGETS ? _("Change target") : _("Correct reading"));
}

static void
added_cb (CamNumbersGroup *self,
          GtkWidget       *row)
{
  gboolean of_target = self->which == CAM_NUMBERS_TARGETS;
  g_autoptr(CamRecord) record = of_target ? make_target (self) : make_reading (self);

  if (save (self, row, record, of_target ? _("Add target") : _("Add reading")))
    gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
edit_cb (CamRecord *reading,
         GtkWidget *button)
{
  static const char *const numbers[] = { "value", "numerator", "denominator", NULL };
  static const char *const value[] = { "value", NULL };
  static const char *const more[] = { "provisional", "comment", "edition", "geography_vintage", NULL };
  CamNumbersGroup *self = CAM_NUMBERS_GROUP (gtk_widget_get_ancestor (button, CAM_TYPE_NUMBERS_GROUP));
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  CamRecordDialog *dialog = g_object_new (CAM_TYPE_RECORD_DIALOG, NULL);

  cam_record_dialog_set_record (dialog, get_store (self), reading, _("Correct reading"), _("Delete reading"));
  adw_dialog_set_title (ADW_DIALOG (dialog), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  cam_record_dialog_add_fields (dialog, _("Reading"), is_ratio (self) ? numbers : value);
  cam_record_dialog_add_fields (dialog, _("What Is to Be Known About It"), more);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
add_edit_button (GtkWidget *row,
                 CamRecord *reading)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-more-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Comment, Provisional and More"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  cam_plan_group_connect (button, "clicked", G_CALLBACK (edit_cb), reading);
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
add_number (CamNumbersGroup *self,
            CamRecord       *record,
            const char      *title,
            const char      *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (get_store (self)));
  cam_plan_group_connect (row, "apply", G_CALLBACK (corrected_cb), record);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  cam_plan_group_add_row (CAM_PLAN_GROUP (self), row);
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
list_rows (CamNumbersGroup *self,
           GType            type)
{
  const CamValue is[] = { cam_text (cam_record_get_uuid (get_measure (self))), cam_text (self->area) };

  return G_LIST_MODEL (cam_query_new (get_store (self), type, "measure_uuid = ?1 AND area_uuid IS ?2", "ends_on DESC",
                                      is, 2));
}

static void
show_readings (CamNumbersGroup *self)
{
  CamFrequency frequency = cam_frequency_from_word (cam_record_get_text (get_measure (self), CAM_MEASURE_FREQUENCY));
  g_autoptr(GListModel) readings = list_rows (self, CAM_TYPE_READING);
  guint n = g_list_model_get_n_items (readings);

  self->next = cam_period_of (frequency, cam_day_today ());
  if (frequency != CAM_FREQUENCY_ONCE)
    self->next = cam_period_before (frequency, self->next);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) reading = g_list_model_get_item (readings, i);
      CamPeriod of = read_period (reading, CAM_READING_STARTS_ON, CAM_READING_ENDS_ON);
      g_autofree char *name = dup_reading_name (reading, of);
      g_autofree char *text = dup_reading_text (reading);

      add_edit_button (add_number (self, reading, name, text), reading);
      if (i == 0 && of.ends != 0 && frequency != CAM_FREQUENCY_ONCE)
        self->next = cam_period_of (frequency, of.ends + 1);
    }
}

static void
show_targets (CamNumbersGroup *self)
{
  g_autoptr(GListModel) targets = list_rows (self, CAM_TYPE_MEASURE_TARGET);
  guint n = g_list_model_get_n_items (targets);

  self->next = cam_period_of (CAM_FREQUENCY_YEARLY, cam_day_today ());
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) target = g_list_model_get_item (targets, i);
      CamPeriod of = read_period (target, CAM_MEASURE_TARGET_STARTS_ON, CAM_MEASURE_TARGET_ENDS_ON);
      g_autofree char *name = cam_period_format (of);
      g_autofree char *text = dup_target_text (target);

      if (i == 0 && of.ends != 0)
        self->next = cam_period_of (CAM_FREQUENCY_YEARLY, of.ends + 1);
      add_number (self, target, name, text);
    }
}

static char *
dup_new_title (CamNumbersGroup *self)
{
  g_autofree char *period = cam_period_format (self->next);

  if (self->which == CAM_NUMBERS_READINGS)
    /* Translators: %s is a period such as "July to September 2026" */
    return g_strdup_printf (_("Add the reading for %s"), period);
  return g_strdup_printf (is_band (self) ? _("Add the band for %s, as in “20 to 30”") : _("Add the target for %s"), period);
}

static void
cam_numbers_group_show (CamPlanGroup *group)
{
  CamNumbersGroup *self = CAM_NUMBERS_GROUP (group);
  g_autofree char *title = NULL;

  if (self->which == CAM_NUMBERS_READINGS)
    {
      show_readings (self);
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                             is_ratio (self)
                                               ? _("A number, or two as in “12 / 40”. Corrections stay in the history.")
                                               : _("Corrections stay in the history."));
    }
  else
    {
      show_targets (self);
    }
  title = dup_new_title (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_row), title);
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamNumbersGroup *self = CAM_NUMBERS_GROUP (widget);
  AdwDialog *dialog = cam_readings_dialog_new (get_store (self), CAM_MEASURE (get_measure (self)));

  if (self->area != NULL)
    cam_readings_dialog_set_area (CAM_READINGS_DIALOG (dialog), self->area);
  adw_dialog_present (dialog, widget);
  cam_readings_dialog_paste (CAM_READINGS_DIALOG (dialog), gtk_widget_get_clipboard (widget));
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamNumbersGroup *self = CAM_NUMBERS_GROUP (widget);

  cam_readings_dialog_choose (widget, get_store (self), CAM_MEASURE (get_measure (self)));
}

static void
cam_numbers_group_finalize (GObject *object)
{
  g_free (CAM_NUMBERS_GROUP (object)->area);

  G_OBJECT_CLASS (cam_numbers_group_parent_class)->finalize (object);
}

static void
cam_numbers_group_class_init (CamNumbersGroupClass *klass)
{
  static const char *const tables[] = { "measure", "reading", "measure_target", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_numbers_group_finalize;
  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_numbers_group_show;
  gtk_widget_class_install_action (widget_class, "numbers.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "numbers.import", NULL, import_action);
}

static void
cam_numbers_group_init (CamNumbersGroup *self)
{
  self->new_row = cam_plan_group_add_entry (CAM_PLAN_GROUP (self), "", G_CALLBACK (added_cb));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->new_row), FALSE);
  g_signal_connect (self->new_row, "changed", G_CALLBACK (typed_cb), NULL);
}

AdwPreferencesGroup *
cam_numbers_group_new (CamStore   *store,
                       CamMeasure *measure,
                       const char *area,
                       CamNumbers  which)
{
  CamNumbersGroup *self = g_object_new (CAM_TYPE_NUMBERS_GROUP, NULL);
  CamPlanGroup *group = CAM_PLAN_GROUP (self);

  self->which = which;
  self->area = g_strdup (area);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   which == CAM_NUMBERS_READINGS ? _("Readings") : _("Targets"));
  if (which == CAM_NUMBERS_READINGS)
    cam_plan_group_add_command (group, _("_Paste Readings…"), "numbers.paste");
  if (which == CAM_NUMBERS_READINGS && area == NULL)
    cam_plan_group_add_command (group, _("_Import Readings From a File…"), "numbers.import");
  cam_plan_group_set_record (group, store, CAM_RECORD (measure));
  return ADW_PREFERENCES_GROUP (self);
}
