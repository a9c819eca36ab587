/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings as a person brings them in: pasted from a spreadsheet, from a file, one by one. With CAM_SCREENSHOTS naming
 * a folder, pictures of the dialogs are kept there. */
#include "ui-test.h"

#include "cam-measure-areas-group.h"
#include "cam-measure-areas-page.h"
#include "cam-measure-dialog.h"
#include "cam-measure-state.h"
#include "cam-pick-dialog.h"
#include "cam-plan-dialogs.h"
#include "cam-plans-page.h"
#include "cam-readings-dialog.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *measure;
} Fixture;

#define UTF8 "text/plain;charset=utf-8"

#define PUT(writer, table, ...) cam_writer_insert (writer, table, (const CamCell[]) { __VA_ARGS__ }, \
                                                   G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })), NULL)

/* The period that ended @n months before the one that today is in; 0 is that one. */
static CamPeriod
get_month (guint n)
{
  CamPeriod period = cam_period_of (CAM_FREQUENCY_MONTHLY, cam_day_today ());

  for (guint i = 0; i < n; i++)
    period = cam_period_before (CAM_FREQUENCY_MONTHLY, period);
  return period;
}

/* A monthly measure with a reading of twelve months ago. */
static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  char **measure = data;
  CamPeriod month = get_month (12);
  g_autofree char *starts = cam_day_to_text (month.starts);
  g_autofree char *ends = cam_day_to_text (month.ends);
  g_autofree char *poverty = PUT (writer, "priority", { "name", cam_text ("Tackling food and fuel poverty") });
  g_autofree char *reading = NULL;

  *measure = PUT (writer, "measure", { "name", cam_text ("Households helped with energy costs") },
                  { "priority_uuid", cam_text (poverty) }, { "unit", cam_text ("households") },
                  { "frequency", cam_text ("monthly") }, { "lag_days", cam_integer (60) });
  reading = PUT (writer, "reading", { "measure_uuid", cam_text (*measure) }, { "starts_on", cam_text (starts) },
                 { "ends_on", cam_text (ends) }, { "value", cam_real (1200) });
  return reading != NULL;
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, &self->measure, NULL));
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_string (self->settings, "page", "plans");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = ui_test_new_store ();
  open_window (self, 1180, 760);
}

static void
close_dialog (GtkWidget *dialog)
{
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_settle ();
}

/* As with a person, who does not close a dialog before it was drawn. */
static gboolean
has_focus (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return focus != NULL && gtk_widget_is_ancestor (focus, data);
}

static gboolean
has_no_dialog (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), ADW_TYPE_DIALOG) == NULL;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  AdwDialog *dialog = NULL;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))) != NULL)
    close_dialog (GTK_WIDGET (dialog));
  ui_test_wait (has_no_dialog, self);
  ui_test_settle ();
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  g_clear_pointer (&self->measure, g_free);
}

/* Whether it is on the page that is shown, which may not have been drawn yet. */
static gboolean
is_shown (gpointer data)
{
  for (GtkWidget *widget = data; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
      return FALSE;
  return TRUE;
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && is_shown (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Said;

static gboolean
is_said (gpointer data)
{
  const Said *said = data;

  return find_label (said->widget, said->text) != NULL;
}

static void
assert_says (GtkWidget  *widget,
             const char *text)
{
  Said said = { widget, text };

  g_test_message ("“%s”", text);
  ui_test_wait (is_said, &said);
}

/* The one on top; another one may still be on its way out. */
static GtkWidget *
get_dialog (Fixture *self)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
}

static GtkWidget *
open_measure (Fixture *self)
{
  GtkWidget *dialog = NULL;

  cam_plan_open_measure (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PLANS_PAGE), self->store, self->measure);
  ui_test_settle ();
  dialog = get_dialog (self);
  g_assert_true (CAM_IS_MEASURE_DIALOG (dialog));
  return dialog;
}

static gboolean
has_ended (gpointer data)
{
  return g_strcmp0 (cam_readings_dialog_get_step (data), "wait") != 0;
}

static void
put_on_clipboard (GtkWidget  *widget,
                  const char *type,
                  const char *text,
                  gsize       size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes (type, bytes);

  g_assert_true (gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content));
}

/* By the row of the measure's dialog, which stays open. */
static GtkWidget *
paste_bytes (Fixture    *self,
             const char *type,
             const char *text,
             gsize       size)
{
  GtkWidget *dialog = get_dialog (self) != NULL ? get_dialog (self) : open_measure (self);
  GtkWidget *readings = NULL;

  put_on_clipboard (dialog, type, text, size);
  gtk_widget_activate (ui_test_find_row (dialog, "_Paste Readings"));
  readings = get_dialog (self);
  ui_test_wait (has_ended, readings);
  ui_test_settle ();
  return readings;
}

static GtkWidget *
paste (Fixture    *self,
       const char *text)
{
  return paste_bytes (self, UTF8, text, strlen (text));
}

static gint64
count_readings (Fixture *self)
{
  return cam_store_count (self->store, "reading");
}

static gboolean
is_added (gpointer data)
{
  return g_strcmp0 (cam_store_get_undo_label (((Fixture *) data)->store), "Add readings") == 0;
}

static gboolean
is_gone (gpointer data)
{
  return !is_added (data);
}

static gboolean
is_closed (gpointer data)
{
  return ui_test_find_type (data, CAM_TYPE_READINGS_DIALOG) == NULL;
}

static char *
dup_first (GtkWidget *readings)
{
  AdwComboRow *row = ADW_COMBO_ROW (ui_test_find_row (readings, "The first value is of"));

  ui_test_wait (is_shown, row);
  return g_strdup (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)));
}

/* The button of the toast. */
static GtkWidget *
find_undo (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.undo-import") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_undo (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Twelve values of a spreadsheet with the title of their column; the newest lands in the month that is over. One action,
 * told with a button that takes it back. */
static void
test_paste_column (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *readings = paste (self, "Households helped with energy costs\r\n1,250\r\n\r\n30\r\n31\r\n32\r\n33\r\n34\r\n"
                                     "35\r\n36\r\n37\r\n38\r\n39\r\n");
  g_autofree char *oldest = cam_period_format (get_month (12));
  g_autofree char *first = dup_first (readings);

  g_assert_cmpstr (cam_readings_dialog_get_step (CAM_READINGS_DIALOG (readings)), ==, "changes");
  g_assert_cmpstr (first, ==, oldest);
  assert_says (readings, "10 new · 1 corrected · 0 the same · 0 with a problem");
  assert_says (readings, "from 1,200\302\240households to 1,250\302\240households");
  g_assert_cmpint (count_readings (self), ==, 1);
  gtk_widget_activate_action (readings, "readings.apply", NULL);
  ui_test_wait (is_added, self);
  ui_test_settle ();
  g_assert_cmpint (count_readings (self), ==, 11);
  ui_test_wait (is_closed, self->window);
  assert_says (GTK_WIDGET (self->window), "Readings: 10 added, 1 corrected");
  g_signal_emit_by_name (find_undo (GTK_WIDGET (self->window)), "clicked");
  ui_test_wait (is_gone, self);
  ui_test_settle ();
  g_assert_cmpint (count_readings (self), ==, 1);
}

/* Another first period moves all of them; what is still to come is refused, and what is no number says so. */
static void
test_first_period (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *readings = paste (self, "10\n11\nmany\n12");
  AdwComboRow *row = ADW_COMBO_ROW (ui_test_find_row (readings, "The first value is of"));
  g_autofree char *eleventh = cam_period_format (get_month (11));
  g_autofree char *first = dup_first (readings);

  /* After the reading that is there. */
  g_assert_cmpstr (first, ==, eleventh);
  assert_says (readings, "3 new · 0 corrected · 0 the same · 1 with a problem");
  assert_says (readings, "many");
  adw_combo_row_set_selected (row, 0);
  ui_test_settle ();
  assert_says (readings, "1 new · 0 corrected · 0 the same · 3 with a problem");
  assert_says (readings, "The period has not begun yet.");
  adw_combo_row_set_selected (row, 12);
  ui_test_settle ();
  assert_says (readings, "2 new · 1 corrected · 0 the same · 1 with a problem");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_test_find_tooltip (readings, "Choose Which Readings to Show")), 1);
  ui_test_settle ();
  g_assert_null (find_label (readings, "Changes the reading"));
  adw_dialog_force_close (ADW_DIALOG (readings));
}

/* With the names of the columns it is a table, which says itself what it is of. */
static void
test_paste_table (Fixture       *self,
                  gconstpointer  data)
{
  CamPeriod month = get_month (3);
  g_autofree char *day = cam_day_to_text (month.ends);
  g_autofree char *name = cam_period_format (month);
  g_autofree char *text = g_strdup_printf ("period\tvalue\tcomment\tarea\n%s\t77\tone hall was shut\tAlder\nlast week\t5\t\t\n", day);
  GtkWidget *readings = paste (self, text);

  g_assert_false (is_shown (ui_test_find_row (readings, "The first value is of")));
  assert_says (readings, "1 new · 0 corrected · 0 the same · 1 with a problem");
  assert_says (readings, name);
  assert_says (readings, "Alder");
  assert_says (readings, "last week");
  adw_dialog_force_close (ADW_DIALOG (readings));
}

typedef struct
{
  const char *name;
  const char *type;
  const char *text;
  gsize       size;
  const char *sentence;
} Hostile;

/* Whatever another program puts there, a sentence says what is wrong. */
static const Hostile hostile[] = {
  { "picture", "image/png", "\x89PNG", 4, "There is no text on the clipboard" },
  { "nothing", UTF8, "", 0, "There is no text on the clipboard" },
  { "blanks", UTF8, " \r\n\t\n", 5, "There is no text on the clipboard" },
  { "encoding", UTF8, "12\n\xff\xfe\n", 6, "This is no table of text" },
  { "zero-byte", UTF8, "1\0" "2\n3", 5, "This is no table of text" },
  { "too-much", UTF8, NULL, 16 * 1024 * 1024 + 1, "This is too much to be read at once" },
  { "no-names", UTF8, "Wisbech\tMarch\n1\t2\n", 18, "The first line has to name the columns" },
};

static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  const Hostile *each = data;
  g_autofree char *text = g_malloc (each->size + 1);
  GtkWidget *readings = NULL;

  memset (text, '1', each->size);
  if (each->text != NULL)
    memcpy (text, each->text, each->size);
  readings = paste_bytes (self, each->type, text, each->size);
  g_assert_cmpstr (cam_readings_dialog_get_step (CAM_READINGS_DIALOG (readings)), ==, "problem");
  assert_says (readings, each->sentence);
  gtk_widget_activate_action (readings, "readings.apply", NULL);
  ui_test_settle ();
  g_assert_cmpint (count_readings (self), ==, 1);
}

/* A dialog that goes away while its text comes in, or while it is compared, leaves nothing behind. */
static void
test_closed_early (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *dialog = open_measure (self);
  gpointer watched = NULL;

  put_on_clipboard (dialog, "text/plain;charset=utf-8", "1\n2\n3\n", 6);
  for (guint i = 0; i < 12; i++)
    {
      gtk_widget_activate (ui_test_find_row (dialog, "_Paste Readings"));
      watched = get_dialog (self);
      g_assert_true (CAM_IS_READINGS_DIALOG (watched));
      g_object_add_weak_pointer (watched, &watched);
      for (guint k = 0; k < i; k++)
        g_main_context_iteration (NULL, FALSE);
      adw_dialog_force_close (watched);
      ui_test_settle ();
      while (watched != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (count_readings (self), ==, 1);
}

/* A write that has begun is done, and told by the window. */
static void
test_closed_while_writing (Fixture       *self,
                           gconstpointer  data)
{
  GtkWidget *readings = paste (self, "10\n11\n12");

  gtk_widget_activate_action (readings, "readings.apply", NULL);
  adw_dialog_force_close (ADW_DIALOG (readings));
  ui_test_wait (is_added, self);
  ui_test_settle ();
  g_assert_cmpint (count_readings (self), ==, 4);
  assert_says (GTK_WIDGET (self->window), "3 readings added");
}

static GtkWidget *
open_file (Fixture    *self,
           const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamRecord) measure = cam_store_dup_record (self->store, CAM_TYPE_MEASURE, self->measure, NULL);
  AdwDialog *dialog = cam_readings_dialog_new (self->store, CAM_MEASURE (measure));

  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  cam_readings_dialog_open (CAM_READINGS_DIALOG (dialog), file);
  ui_test_wait (has_ended, dialog);
  ui_test_settle ();
  return GTK_WIDGET (dialog);
}

static void
test_file (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "readings.csv", NULL);
  g_autofree char *day = cam_day_to_text (get_month (2).ends);
  g_autofree char *text = g_strdup_printf ("Date,Value,Provisional\n%s,\"1,300\",yes\n", day);
  GtkWidget *readings = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  readings = open_file (self, path);
  assert_says (readings, "1 new · 0 corrected");
  assert_says (readings, "1,300\302\240households");
  adw_dialog_force_close (ADW_DIALOG (readings));
  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  readings = open_file (self, path);
  assert_says (readings, "The first line has to name the columns");
  adw_dialog_force_close (ADW_DIALOG (readings));
  g_assert_cmpint (g_remove (path), ==, 0);
  readings = open_file (self, path);
  g_assert_cmpstr (cam_readings_dialog_get_step (CAM_READINGS_DIALOG (readings)), ==, "problem");
  adw_dialog_force_close (ADW_DIALOG (readings));
  readings = open_file (self, cam_store_get_path (self->store));
  assert_says (readings, "This is the file that is open.");
  adw_dialog_force_close (ADW_DIALOG (readings));
}

typedef struct
{
  GtkWidget *dialog;
  char      *period;
} Named;

static gboolean
is_told (gpointer data)
{
  const Named *named = data;
  GtkWidget *row = ui_test_find_row (named->dialog, named->period);

  return row != NULL && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "provisional · two <halls>") != NULL;
}

/* What is to be known of a reading beside its number, and the row of the measure's dialog that says so. */
static void
test_one (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *dialog = open_measure (self);
  GtkWidget *reading = NULL;
  GtkWidget *comment = NULL;
  Named named = { dialog, NULL };

  named.period = cam_period_format (get_month (12));
  g_signal_emit_by_name (ui_test_find_tooltip (dialog, "Comment, Provisional and More"), "clicked");
  ui_test_settle ();
  reading = get_dialog (self);
  g_assert_true (CAM_IS_RECORD_DIALOG (reading) && reading != dialog);
  adw_switch_row_set_active (ADW_SWITCH_ROW (ui_test_find_row (reading, "Provisional")), TRUE);
  comment = ui_test_find_row (reading, "Comment");
  gtk_editable_set_text (GTK_EDITABLE (comment), "two <halls>");
  g_signal_emit_by_name (comment, "apply");
  ui_test_wait (is_told, &named);
  g_assert_cmpint (count_readings (self), ==, 1);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Correct reading");
  g_free (named.period);
}

/* A form over a form, both closed at once: GTK keeps neither. */
static void
test_both_closed (Fixture       *self,
                  gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      gpointer below = open_measure (self), above = NULL, bar = NULL;

      ui_test_wait (has_focus, below);
      g_signal_emit_by_name (ui_test_find_tooltip (below, "Comment, Provisional and More"), "clicked");
      ui_test_settle ();
      above = get_dialog (self);
      ui_test_wait (has_focus, above);
      bar = ui_test_find_type (above, ADW_TYPE_TOOLBAR_VIEW);
      g_object_add_weak_pointer (above, &above);
      g_object_add_weak_pointer (below, &below);
      g_object_add_weak_pointer (bar, &bar);
      adw_dialog_force_close (above);
      adw_dialog_force_close (below);
      ui_test_wait (has_no_dialog, self);
      ui_test_settle ();
      g_assert_null (above);
      g_assert_null (below);
      g_assert_null (bar);
    }
}

static gboolean
set_level_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  const CamCell cells[] = { { "area_level", cam_text ("parish") } };

  return cam_writer_update (writer, "measure", data, cells, 1, error);
}

static AdwNavigationView *
get_view (GtkWidget *dialog)
{
  return ADW_NAVIGATION_VIEW (ui_test_find_type (dialog, ADW_TYPE_NAVIGATION_VIEW));
}

static GtkWidget *
get_page (GtkWidget *dialog)
{
  return GTK_WIDGET (adw_navigation_view_get_visible_page (get_view (dialog)));
}

static gboolean
has_no_picker (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), CAM_TYPE_PICK_DIALOG) == NULL;
}

/* Chooses an area by a part of its name; its page is shown then. */
static void
choose_area (Fixture    *self,
             GtkWidget  *dialog,
             const char *text)
{
  GtkWidget *picker = NULL, *entry = NULL;

  /* The one before takes a moment to go. */
  ui_test_wait (has_no_picker, self);
  g_assert_true (gtk_widget_activate_action (get_page (dialog), "measure-areas.choose", NULL));
  ui_test_settle ();
  picker = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PICK_DIALOG);
  ui_test_wait (has_focus, picker);
  entry = ui_test_find_type (picker, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  ui_test_settle ();
}

typedef struct
{
  CamStore   *store;
  const char *label;
} Action;

static gboolean
is_done (gpointer data)
{
  const Action *action = data;

  return g_strcmp0 (cam_store_get_undo_label (action->store), action->label) == 0;
}

static void
type_number (Fixture    *self,
             GtkWidget  *page,
             const char *title,
             const char *text,
             const char *label)
{
  Action action = { self->store, label };
  GtkWidget *row = ui_test_find_row (page, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  ui_test_wait (is_done, &action);
  ui_test_settle ();
}

static GtkWidget *
open_areas (Fixture   *self,
            GtkWidget *dialog)
{
  /* While pages of an AdwNavigationView slide, render nodes of GTK 4.18 are left behind; without animations none are. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_assert_true (cam_store_write (self->store, "Set level", set_level_cb, self->measure, NULL));
  ui_test_settle ();
  g_signal_emit_by_name (ui_test_find_row (dialog, "Readings of Areas"), "activated");
  ui_test_settle ();
  g_assert_true (CAM_IS_MEASURE_AREAS_PAGE (get_page (dialog)));
  return get_page (dialog);
}

static char *
dup_area_of (Fixture    *self,
             const char *table)
{
  const char *columns[] = { "area_uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, "WHERE deleted = 0 AND area_uuid IS NOT NULL",
                                                   NULL, 0, NULL);

  return cam_cursor_next (cursor, NULL) ? g_strdup (cam_cursor_get_text (cursor, 0)) : NULL;
}

/* A measure that is read area by area: the areas are chosen, each has readings and a target of its own, and those of all
 * together stay as they are. */
static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = open_measure (self);
  GtkWidget *areas = NULL;
  g_autofree char *alder = ui_test_find (self->store, "Alder");
  g_autofree char *read = NULL, *aimed = NULL;

  g_assert_false (gtk_widget_get_visible (ui_test_find_type (dialog, CAM_TYPE_MEASURE_AREAS_GROUP)));
  areas = open_areas (self, dialog);
  g_assert_true (gtk_widget_get_visible (ui_test_find_type (dialog, CAM_TYPE_MEASURE_AREAS_GROUP)));
  assert_says (areas, "No Area Has a Reading Yet");
  /* An area of another level is none of it. */
  choose_area (self, dialog, "Eastland");
  g_assert_true (get_page (dialog) == areas);
  adw_dialog_force_close (get_dialog (self) != dialog ? ADW_DIALOG (get_dialog (self)) : NULL);
  ui_test_settle ();
  choose_area (self, dialog, "lder");
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (get_page (dialog))), ==, "Alder");
  assert_says (get_page (dialog), "There is no reading yet.");
  type_number (self, get_page (dialog), "Add the reading", "a lot", "Set level");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (get_page (dialog), "Add the reading"), "error"));
  type_number (self, get_page (dialog), "Add the reading", "12", "Add reading");
  read = dup_area_of (self, "reading");
  g_assert_cmpstr (read, ==, alder);
  g_assert_cmpint (count_readings (self), ==, 2);
  type_number (self, get_page (dialog), "Add the target", "80", "Add target");
  aimed = dup_area_of (self, "measure_target");
  g_assert_cmpstr (aimed, ==, alder);
  assert_says (get_page (dialog), "12 of a target of 80");
  assert_says (get_page (dialog), "No forecast: there are fewer than three readings.");
  adw_navigation_view_pop (get_view (dialog));
  ui_test_settle ();
  g_assert_true (get_page (dialog) == areas);
  assert_says (areas, "Alder");
  assert_says (areas, "12\302\240households · ");
  assert_says (areas, "red");
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_says (areas, "no target");
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_says (areas, "No Area Has a Reading Yet");
  g_assert_cmpint (count_readings (self), ==, 1);
}

/* What is pasted on the page of an area is of that area. */
static void
test_paste_area (Fixture       *self,
                 gconstpointer  data)
{
  const char *columns[] = { "area_uuid", NULL };
  GtkWidget *dialog = open_measure (self);
  GtkWidget *readings = NULL;
  AdwComboRow *row = NULL;
  g_autofree char *birch = ui_test_find (self->store, "Birch");
  g_autoptr (CamCursor) cursor = NULL;
  guint n = 0;

  open_areas (self, dialog);
  choose_area (self, dialog, "Birch");
  put_on_clipboard (dialog, UTF8, "5\n6\n", 4);
  gtk_widget_activate (ui_test_find_row (get_page (dialog), "_Paste Readings"));
  readings = get_dialog (self);
  ui_test_wait (has_ended, readings);
  row = ADW_COMBO_ROW (ui_test_find_row (readings, "Where no area is named"));
  g_assert_cmpstr (gtk_string_object_get_string (adw_combo_row_get_selected_item (row)), ==, "Birch");
  gtk_widget_activate_action (readings, "readings.apply", NULL);
  ui_test_wait (is_added, self);
  cursor = cam_store_select (self->store, "reading", columns, "WHERE area_uuid IS NOT NULL", NULL, 0, NULL);
  for (; cam_cursor_next (cursor, NULL); n++)
    g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, birch);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { .store = ui_test_new_store () };
  GtkWidget *readings = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  readings = paste (&self, "1,250\n1,310\nabout 30\n1,290\n1,305\n1,340\n1,360\n1,355\n1,380\n1,400\n1,420\n1,450");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-paste");
  adw_dialog_force_close (ADW_DIALOG (readings));
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-measure");
  readings = paste (&self, "a\tb\nc\td");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-problem");
  adw_dialog_force_close (ADW_DIALOG (readings));
  ui_test_settle ();
  readings = get_dialog (&self);
  open_areas (&self, readings);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-no-area");
  choose_area (&self, readings, "lder");
  type_number (&self, get_page (readings), "Add the reading", "12", "Add reading");
  type_number (&self, get_page (readings), "Add the target", "80", "Add target");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-area");
  adw_navigation_view_pop (get_view (readings));
  choose_area (&self, readings, "edar");
  type_number (&self, get_page (readings), "Add the reading", "1400", "Add reading");
  adw_navigation_view_pop (get_view (readings));
  ui_test_take_picture (GTK_WINDOW (self.window), look, "readings-areas");
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/readings/paste-column", test_paste_column);
  ADD ("/ui/readings/first-period", test_first_period);
  ADD ("/ui/readings/paste-table", test_paste_table);
  ADD ("/ui/readings/closed-early", test_closed_early);
  ADD ("/ui/readings/closed-while-writing", test_closed_while_writing);
  ADD ("/ui/readings/file", test_file);
  ADD ("/ui/readings/one", test_one);
  ADD ("/ui/readings/both-closed", test_both_closed);
  ADD ("/ui/readings/areas", test_areas);
  ADD ("/ui/readings/paste-area", test_paste_area);
#undef ADD
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/readings/hostile/", hostile[i].name, NULL);

      g_test_add (path, Fixture, &hostile[i], set_up, test_hostile, tear_down);
    }
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/readings/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
