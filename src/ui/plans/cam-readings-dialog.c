/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-readings-dialog.h"

#include "cam-format.h"
#include "cam-import-verdict.h"
#include "cam-input-file.h"
#include "cam-paste-text.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#include <string.h>

/* As many periods as can be chosen for the first line: enough for years of weeks. */
#define MIN_PERIODS 120
#define MAX_PERIODS 1200

struct _CamReadingsDialog
{
  AdwDialog            parent_instance;

  GtkWidget           *apply_button;
  AdwComboRow         *area_row;
  GtkWidget           *column_list;
  GtkLabel            *counts_label;
  GtkDropDown         *filter_drop_down;
  GtkFilterListModel  *filtered;
  AdwComboRow         *first_row;
  AdwStatusPage       *problem_page;
  GtkStack            *stack;
  GtkLabel            *wait_label;

  CamStore            *store;
  CamMeasure          *measure;
  GBytes              *text;
  CamReadingImport    *import;
  GArray              *periods;      /* CamPeriod: what may be chosen, the newest first */
  GPtrArray           *areas;        /* (element-type utf8): uuids; "" for all together */
  guint32              first_day;    /* 0 while the text is read as a table */
  gboolean             may_be_column;
  gboolean             is_filling;   /* the rows change, but nobody has chosen anything */
  GCancellable        *cancellable;  /* of the dialog */
  GCancellable        *previewing;   /* of the newest preview */
};

G_DEFINE_FINAL_TYPE (CamReadingsDialog, cam_readings_dialog, ADW_TYPE_DIALOG)

static void preview (CamReadingsDialog *self);

static void
show_step (CamReadingsDialog *self,
           const char        *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->apply_button, g_str_equal (step, "changes"));
}

static char *
dup_sentence (CamReadingsDialog *self,
              const GError      *error)
{
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID) && self->first_day != 0)
    return g_strdup (_("This measure is read once and not time after time. Paste the periods along with the "
                       "values, with “period” and “value” in the first line."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    return g_strdup (_("The first line has to name the columns: “period” and “value”, or “from”, “to”, “numerator” and "
                       "“denominator”. A single column of values goes without."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return g_strdup (_("This is no table of text. Copy cells of a spreadsheet, or save the sheet as CSV."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    return g_strdup (_("This is too much to be read at once. 250,000 lines are the most."));
  return cam_format_error (error);
}

/* A cancelled step ends quietly: the dialog is gone, or another preview is on its way. TRUE where there is nothing more
 * to do. */
static gboolean
is_over (CamReadingsDialog *self,
         const GError      *error)
{
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TRUE;
  if (error == NULL)
    return FALSE;
  g_debug ("Readings: %s", error->message);
  sentence = dup_sentence (self, error);
  adw_status_page_set_description (self->problem_page, sentence);
  show_step (self, "problem");
  return TRUE;
}

static CamFrequency
get_frequency (CamReadingsDialog *self)
{
  return cam_frequency_from_word (cam_record_get_text (CAM_RECORD (self->measure), CAM_MEASURE_FREQUENCY));
}

static const char *
get_area (CamReadingsDialog *self)
{
  guint position = adw_combo_row_get_selected (self->area_row);
  const char *uuid = position < self->areas->len ? g_ptr_array_index (self->areas, position) : "";

  return *uuid != '\0' ? uuid : NULL;
}

/* How many periods the column goes through, empty cells among them. */
static guint
count_cells (CamReadingsDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->import));
  g_autoptr(CamReadingItem) first = g_list_model_get_item (G_LIST_MODEL (self->import), 0);
  g_autoptr(CamReadingItem) last = NULL;

  if (n == 0)
    return 1;
  last = g_list_model_get_item (G_LIST_MODEL (self->import), n - 1);
  return cam_reading_item_get_line (last) - cam_reading_item_get_line (first) + 1;
}

static void
fill_periods (CamReadingsDialog *self,
              guint              n)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  CamPeriod period = cam_period_of (get_frequency (self), cam_day_today ());

  g_array_set_size (self->periods, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = cam_period_format (period);

      g_array_append_val (self->periods, period);
      gtk_string_list_append (names, name);
      period = cam_period_before (get_frequency (self), period);
    }
  adw_combo_row_set_model (self->first_row, G_LIST_MODEL (names));
}

/* Where the period after the newest reading stands among those that can be chosen; G_MAXUINT where it is none. */
static guint
find_next (CamReadingsDialog *self)
{
  const char *columns[] = { "ends_on", NULL };
  const CamValue is[] = { cam_text (cam_record_get_uuid (CAM_RECORD (self->measure))), cam_text (get_area (self)) };
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "reading", columns,
                                                  "WHERE measure_uuid = ?1 AND area_uuid IS ?2 AND deleted = 0 "
                                                  "ORDER BY ends_on DESC LIMIT 1", is, 2, NULL);
  guint32 day = 0;

  if (cursor != NULL && cam_cursor_next (cursor, NULL))
    day = cam_day_from_text (cam_cursor_get_text (cursor, 0));
  for (guint i = 0; day != 0 && i < self->periods->len; i++)
    {
      const CamPeriod *period = &g_array_index (self->periods, CamPeriod, i);

      if (period->starts <= day + 1 && day + 1 <= period->ends)
        return i;
    }
  return G_MAXUINT;
}

/* It goes on where the readings end. Where it would then reach into periods that are not over yet, it is taken to end
 * with the last one that is. */
static void
guess_first (CamReadingsDialog *self)
{
  guint n_cells = count_cells (self);
  guint next = 0;
  guint first = 0;

  self->is_filling = TRUE;
  fill_periods (self, CLAMP (n_cells + MIN_PERIODS, MIN_PERIODS, MAX_PERIODS));
  next = find_next (self);
  first = next != G_MAXUINT && next >= n_cells ? next : MIN (n_cells, self->periods->len - 1);
  adw_combo_row_set_selected (self->first_row, first);
  self->is_filling = FALSE;
  self->first_day = g_array_index (self->periods, CamPeriod, first).starts;
}

static void
show_changes (CamReadingsDialog *self)
{
  guint n_new = cam_reading_import_get_count (self->import, CAM_IMPORT_NEW);
  guint n_changed = cam_reading_import_get_count (self->import, CAM_IMPORT_CHANGED);
  guint n_same = cam_reading_import_get_count (self->import, CAM_IMPORT_SAME);
  guint n_problems = cam_reading_import_get_count (self->import, CAM_IMPORT_PROBLEM);
  /* Translators: what an import of readings would do; the four numbers count readings */
  g_autofree char *counts = g_strdup_printf (_("%1$u new · %2$u corrected · %3$u the same · %4$u with a problem"),
                                             n_new, n_changed, n_same, n_problems);

  gtk_label_set_label (self->counts_label, counts);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->import));
  gtk_widget_set_visible (GTK_WIDGET (self->first_row), self->first_day != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->area_row), self->areas->len > 1);
  gtk_widget_set_visible (self->column_list, self->first_day != 0 || self->areas->len > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "readings.apply", n_new + n_changed > 0);
  show_step (self, "changes");
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamReadingsDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_reading_import_preview_finish (CAM_READING_IMPORT (source), result, &error)
      && g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID) && self->first_day == 0 && self->may_be_column)
    {
      self->first_day = cam_day_today ();
      preview (self);
      return;
    }
  if (CAM_READING_IMPORT (source) != self->import || is_over (self, error))
    return;
  if (self->first_day != 0 && self->periods->len == 0)
    {
      guess_first (self);
      preview (self);
      return;
    }
  show_changes (self);
}

/* From the beginning: what the text means depends on what was chosen. */
static void
preview (CamReadingsDialog *self)
{
  const CamReadingImportOptions options = { cam_record_get_uuid (CAM_RECORD (self->measure)), get_area (self),
                                            self->first_day, 0 };

  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  self->previewing = g_cancellable_new ();
  g_clear_object (&self->import);
  self->import = cam_reading_import_new (self->store, self->text, &options);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "readings.apply", FALSE);
  cam_reading_import_preview_async (self->import, self->previewing, previewed_cb, g_object_ref (self));
}

static void
first_changed_cb (CamReadingsDialog *self)
{
  guint position = adw_combo_row_get_selected (self->first_row);

  if (self->is_filling || self->import == NULL || position >= self->periods->len)
    return;
  self->first_day = g_array_index (self->periods, CamPeriod, position).starts;
  preview (self);
}

static void
area_changed_cb (CamReadingsDialog *self)
{
  if (!self->is_filling && self->import != NULL)
    preview (self);
}

static void
begin (CamReadingsDialog *self,
       GBytes            *text,
       gboolean           is_file)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (text, &size);
  gboolean one_line = TRUE;

  for (gsize i = 0; i + 1 < size && one_line; i++)
    one_line = data[i] != '\n' && data[i] != '\r';
  self->text = g_bytes_ref (text);
  /* Cells beside each other in several lines are a table, and a table names its columns. */
  self->may_be_column = size > 0 && (one_line || memchr (data, '\t', size) == NULL)
                        && !(is_file && memchr (data, ',', size) != NULL);
  preview (self);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamReadingsDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = cam_paste_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND) && !g_cancellable_is_cancelled (self->cancellable))
    {
      adw_status_page_set_description (self->problem_page, _("There is no text on the clipboard. Copy the cells of a "
                                                             "spreadsheet first."));
      show_step (self, "problem");
    }
  else if (!is_over (self, error))
    begin (self, text, FALSE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamReadingsDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = cam_input_read_finish (result, &error);

  if (!is_over (self, error))
    begin (self, text, TRUE);
}

/* What was done is told by the window: the dialog is closed then, by itself or by the person. */
typedef struct
{
  CamReadingsDialog *dialog;
  GtkWidget         *window;  /* weak */
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->dialog);
  g_clear_weak_pointer (&applying->window);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

static void
tell_failed (Applying     *applying,
             const GError *error)
{
  g_autofree char *sentence = cam_format_error (error);

  if (g_cancellable_is_cancelled (applying->dialog->cancellable) && applying->window != NULL)
    gtk_widget_activate_action (applying->window, "win.show-message", "s", sentence);
}

static void
tell_done (Applying         *applying,
           CamReadingImport *import)
{
  guint n_new = cam_reading_import_get_count (import, CAM_IMPORT_NEW);
  guint n_changed = cam_reading_import_get_count (import, CAM_IMPORT_CHANGED);
  g_autofree char *text = NULL;

  if (applying->window == NULL)
    return;
  if (n_new > 0 && n_changed > 0)
    /* Translators: both numbers count readings */
    text = g_strdup_printf (_("Readings: %1$u added, %2$u corrected"), n_new, n_changed);
  else if (n_new > 0)
    text = g_strdup_printf (ngettext ("%u reading added", "%u readings added", n_new), n_new);
  else
    text = g_strdup_printf (ngettext ("%u reading corrected", "%u readings corrected", n_changed), n_changed);
  gtk_widget_activate_action (applying->window, "win.show-done", "(ss)", text, _("Add readings"));
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Applying) applying = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_reading_import_apply_finish (CAM_READING_IMPORT (source), result, &error))
    tell_done (applying, CAM_READING_IMPORT (source));
  else
    tell_failed (applying, error);
  if (!is_over (applying->dialog, error))
    adw_dialog_force_close (ADW_DIALOG (applying->dialog));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamReadingsDialog *self = CAM_READINGS_DIALOG (widget);
  Applying *applying = g_new0 (Applying, 1);

  applying->dialog = g_object_ref (self);
  g_set_weak_pointer (&applying->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  gtk_label_set_label (self->wait_label, _("Writing the readings…"));
  gtk_widget_action_set_enabled (widget, "readings.apply", FALSE);
  show_step (self, "wait");
  /* As with any save, closing the dialog does not cancel it. */
  cam_reading_import_apply_async (self->import, _("Add readings"), NULL, applied_cb, applying);
}

static gboolean
matches_filter (gpointer item,
                gpointer user_data)
{
  CamReadingsDialog *self = user_data;

  return cam_import_verdict_is_chosen (item, gtk_drop_down_get_selected (self->filter_drop_down));
}

static void
filter_changed_cb (CamReadingsDialog *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cam_readings_dialog_closed (AdwDialog *dialog)
{
  CamReadingsDialog *self = CAM_READINGS_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->previewing);
  cam_ui_leave_dialog (dialog);
}

static void
cam_readings_dialog_dispose (GObject *object)
{
  CamReadingsDialog *self = CAM_READINGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->previewing);
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->import);
  g_clear_object (&self->measure);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_readings_dialog_parent_class)->dispose (object);
}

static void
cam_readings_dialog_finalize (GObject *object)
{
  CamReadingsDialog *self = CAM_READINGS_DIALOG (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_array_unref (self->periods);
  g_ptr_array_unref (self->areas);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->previewing);

  G_OBJECT_CLASS (cam_readings_dialog_parent_class)->finalize (object);
}

static void
cam_readings_dialog_class_init (CamReadingsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_READING_ITEM);
  object_class->dispose = cam_readings_dialog_dispose;
  object_class->finalize = cam_readings_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_readings_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-readings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, area_row);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, column_list);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamReadingsDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, area_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, first_changed_cb);
  cam_import_verdict_bind_closures (widget_class);
  cam_format_bind_closures (widget_class);
  gtk_widget_class_install_action (widget_class, "readings.apply", NULL, apply_action);
}

static void
cam_readings_dialog_init (CamReadingsDialog *self)
{
  g_autoptr(GtkFilter) filter = NULL;

  self->cancellable = g_cancellable_new ();
  self->periods = g_array_new (FALSE, FALSE, sizeof (CamPeriod));
  self->areas = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "readings.apply", FALSE);
  show_step (self, "wait");
}

/* Where the measure is read area by area, a column is of one of them. */
static void
fill_areas (CamReadingsDialog *self)
{
  const char *columns[] = { "uuid", "name", NULL };
  const CamValue is[] = { cam_text (cam_record_get_text (CAM_RECORD (self->measure), CAM_MEASURE_AREA_LEVEL)) };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "area", columns,
                                                  "WHERE level = ?1 AND deleted = 0 ORDER BY name, fid", is, 1, NULL);

  self->is_filling = TRUE;
  g_ptr_array_add (self->areas, g_strdup (""));
  gtk_string_list_append (names, _("All together"));
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (cam_cursor_get_text (cursor, 0) != NULL)
      {
        const char *name = cam_cursor_get_text (cursor, 1);

        g_ptr_array_add (self->areas, g_strdup (cam_cursor_get_text (cursor, 0)));
        gtk_string_list_append (names, name != NULL ? name : "");
      }
  adw_combo_row_set_model (self->area_row, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

AdwDialog *
cam_readings_dialog_new (CamStore   *store,
                         CamMeasure *measure)
{
  CamReadingsDialog *self = g_object_new (CAM_TYPE_READINGS_DIALOG, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store) && CAM_IS_MEASURE (measure), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  self->measure = g_object_ref (measure);
  fill_areas (self);
  return ADW_DIALOG (self);
}

void
cam_readings_dialog_set_area (CamReadingsDialog *self,
                              const char        *area)
{
  g_return_if_fail (CAM_IS_READINGS_DIALOG (self));
  g_return_if_fail (area != NULL && self->import == NULL);

  for (guint i = 0; i < self->areas->len; i++)
    if (g_str_equal (g_ptr_array_index (self->areas, i), area))
      adw_combo_row_set_selected (self->area_row, i);
}

void
cam_readings_dialog_paste (CamReadingsDialog *self,
                           GdkClipboard      *clipboard)
{
  g_return_if_fail (CAM_IS_READINGS_DIALOG (self));
  g_return_if_fail (self->text == NULL);

  adw_dialog_set_title (ADW_DIALOG (self), _("Paste Readings"));
  gtk_label_set_label (self->wait_label, _("Reading the clipboard…"));
  cam_paste_text_async (clipboard, self->cancellable, pasted_cb, g_object_ref (self));
}

void
cam_readings_dialog_open (CamReadingsDialog *self,
                          GFile             *file)
{

  g_return_if_fail (CAM_IS_READINGS_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file) && self->text == NULL);

  adw_dialog_set_title (ADW_DIALOG (self), _("Import Readings"));
  /* Not even opened: that would let go of its locks. */
  if (g_file_peek_path (file) != NULL && cam_store_is_at (self->store, g_file_peek_path (file)))
    {
      adw_status_page_set_description (self->problem_page, _("This is the file that is open. Please choose a table."));
      show_step (self, "problem");
      return;
    }
  gtk_label_set_label (self->wait_label, _("Reading the file…"));
  cam_input_read_async (file, self->cancellable, read_cb, g_object_ref (self));
}

typedef struct
{
  GtkWidget  *parent;  /* weak */
  CamStore   *store;
  CamMeasure *measure;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_clear_weak_pointer (&choosing->parent);
  g_object_unref (choosing->store);
  g_object_unref (choosing->measure);
  g_free (choosing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  AdwDialog *dialog = NULL;

  if (file == NULL || choosing->parent == NULL || gtk_widget_get_root (choosing->parent) == NULL)
    return;
  dialog = cam_readings_dialog_new (choosing->store, choosing->measure);
  adw_dialog_present (dialog, choosing->parent);
  cam_readings_dialog_open (CAM_READINGS_DIALOG (dialog), file);
}

void
cam_readings_dialog_choose (GtkWidget  *parent,
                            CamStore   *store,
                            CamMeasure *measure)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) tables = gtk_file_filter_new ();
  Choosing *choosing = g_new0 (Choosing, 1);

  g_set_weak_pointer (&choosing->parent, parent);
  choosing->store = g_object_ref (store);
  choosing->measure = g_object_ref (measure);
  gtk_file_filter_set_name (tables, _("Tables (CSV, text)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  g_list_store_append (filters, tables);
  gtk_file_dialog_set_title (chooser, _("Import Readings"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_open (chooser, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, choosing);
}

const char *
cam_readings_dialog_get_step (CamReadingsDialog *self)
{
  g_return_val_if_fail (CAM_IS_READINGS_DIALOG (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}
