/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data protection as a person meets it: in a form, on its page, on Today; and what is said of texts that tell too much.
 * With CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "ui-test.h"

#include "cam-basis-row.h"
#include "cam-erase-dialog.h"
#include "cam-erasure-page.h"
#include "cam-period.h"
#include "cam-person-consent.h"
#include "cam-person-dialog.h"
#include "cam-person.h"
#include "cam-privacy-group.h"
#include "cam-privacy-page.h"
#include "cam-privacy-row.h"
#include "cam-record-dialog.h"
#include "cam-sensitive-hint.h"
#include "cam-subject-access-save.h"
#include "cam-text-row.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const UiTestLook *look;
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  CamRecord *person;
  GtkWidget *dialog;   /* of the person; NULL where none is open */
  GtkWidget *group;
  char      *uuid;
  GString   *log;      /* whatever was logged */
} Fixture;

static GString *log_text;

static GLogWriterOutput
log_cb (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         data)
{
  for (gsize i = 0; i < n_fields && log_text != NULL; i++)
    if (fields[i].length < 0)
      g_string_append_printf (log_text, "%s\n", (const char *) fields[i].value);
  return g_log_writer_default (level, fields, n_fields, data);
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Fixture *self = data;
  g_autofree char *other = NULL;

  self->uuid = UI_TEST_PUT (writer, "person", { "name", cam_text ("Ada Quillfeather & Sons <b>") },
                            { "email", cam_text ("ada@quillfeather.example") }, { "source", cam_text ("Told us herself at the <fair>") }, { "collected_on", cam_text ("2025-03-03") },
                            { "lawful_basis", cam_text ("public_task") }, { "review_on", cam_text ("2026-01-31") });
  g_free (UI_TEST_PUT (writer, "person_consent", { "person_uuid", cam_text (self->uuid) }, { "kind", cam_text ("consented") },
                       { "said_on", cam_text ("2025-03-03") }, { "about", cam_text ("The newsletter") }));
  g_free (UI_TEST_PUT (writer, "interaction", { "person_uuid", cam_text (self->uuid) }, { "name", cam_text ("Rang") }));
  g_free (UI_TEST_PUT (writer, "person_contact", { "person_uuid", cam_text (self->uuid) }, { "kind", cam_text ("phone") },
                       { "value", cam_text ("07700 900333") }));
  g_free (UI_TEST_PUT (writer, "area_comment", { "body", cam_text ("Ring 07700 900333 about chairs") }));
  g_free (UI_TEST_PUT (writer, "event", { "name", cam_text ("Fair") }, { "lead", cam_text ("Ada Quillfeather & Sons <b>") }));
  g_free (UI_TEST_PUT (writer, "event", { "name", cam_text ("Market") }, { "aim", cam_text ("Write to ada@quillfeather.example") }));
  g_free (UI_TEST_PUT (writer, "person", { "name", cam_text ("Bob Example") }, { "keep_until", cam_text ("2020-04-30") },
                       { "lawful_basis", cam_text ("Consent") }));
  other = UI_TEST_PUT (writer, "person", { "name", cam_text ("Cy Example") }, { "lawful_basis", cam_text ("Consent") });
  g_free (UI_TEST_PUT (writer, "person_consent", { "person_uuid", cam_text (other) }, { "kind", cam_text ("objected") },
                       { "said_on", cam_text ("2026-01-02") }));
  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *name = g_strdup_printf ("Dee Example the %uth", i + 1);

      g_free (UI_TEST_PUT (writer, "person", { "name", cam_text (name) }));
    }
  return TRUE;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->look = data;
  log_text = self->log = g_string_new (NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      self->look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  self->store = ui_test_new_store ();
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, self, &error));
  g_assert_no_error (error);
  self->person = cam_store_dup_record (self->store, CAM_TYPE_PERSON, self->uuid, &error);
  g_assert_no_error (error);
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", self->look->width, self->look->height);
  g_settings_set_string (self->settings, "page", "today");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_wait (is_loaded, cam_window_get_atlas (self->window));
  ui_test_settle ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->person);
  ui_test_free_store (self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->uuid, g_free);
  /* Whatever was done, nothing of it was logged. */
  g_assert_null (strstr (self->log->str, "Quillfeather"));
  log_text = NULL;
  g_string_free (g_steal_pointer (&self->log), TRUE);
}

static void
open_form (Fixture *self)
{
  CamRecordDialog *dialog = g_object_new (CAM_TYPE_RECORD_DIALOG, NULL);

  cam_record_dialog_set_record (dialog, self->store, self->person, "Change person", "Delete person");
  self->group = g_object_new (CAM_TYPE_PRIVACY_GROUP, NULL);
  cam_record_dialog_add_group (dialog, ADW_PREFERENCES_GROUP (self->group));
  cam_plan_group_set_record (CAM_PLAN_GROUP (self->group), self->store, self->person);
  self->dialog = GTK_WIDGET (dialog);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
  ui_test_settle ();
}

static void
close_form (Fixture *self)
{
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  self->dialog = NULL;
  ui_test_settle ();
}

static void
take_picture (Fixture    *self,
               const char *page)
{
  ui_test_take_picture (GTK_WINDOW (self->window), self->look, page);
}

static void
assert_row (GtkWidget  *widget,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = ui_test_find_row (widget, title);

  g_assert_nonnull (row);
  if (subtitle != NULL)
    g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, subtitle);
}

static char *
get_review (Fixture *self)
{
  return g_strdup (cam_record_get_text (self->person, CAM_PERSON_REVIEW_ON));
}

typedef struct
{
  CamRecord *record;
  guint      column;
  const char *text;
} Expected;

static gboolean
is_saved (gpointer data)
{
  const Expected *expected = data;

  return g_strcmp0 (cam_record_get_text (expected->record, expected->column), expected->text) == 0
         && !cam_record_is_changed (expected->record);
}

static void
wait_for (CamRecord  *record,
          guint       column,
          const char *text)
{
  Expected expected = { record, column, text };

  ui_test_wait (is_saved, &expected);
  ui_test_settle ();
}

static void
test_form (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *before = get_review (self);
  g_autofree char *next = NULL;
  GDate date;

  open_form (self);
  take_picture (self, "privacy-form");
  assert_row (self->group, "Public task · review was due by 31 January 2026", "Told us herself at the <fair> · 3 March 2025");
  assert_row (self->group, "Consented · 3 March 2025", "The newsletter");
  gtk_widget_activate_action (self->group, "privacy.reviewed", NULL);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, cam_day_today ());
  g_date_add_years (&date, 1);
  next = cam_day_to_text (g_date_get_julian (&date));
  wait_for (self->person, CAM_PERSON_REVIEW_ON, next);
  assert_row (self->group, "Public task · review by", NULL);
  ui_test_undo (self->store);
  wait_for (self->person, CAM_PERSON_REVIEW_ON, before);
  assert_row (self->group, "Public task · review was due", NULL);
  close_form (self);
}

/* The row that was chosen is saved; what is there and none of the six stays until something is chosen. */
static void
test_bases (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *row = NULL;
  g_autofree char *explanation = NULL;

  open_form (self);
  gtk_widget_activate_action (self->group, "privacy.details", NULL);
  ui_test_settle ();
  take_picture (self, "privacy-details");
  row = ui_test_find_type (self->dialog, CAM_TYPE_BASIS_ROW);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 5);
  g_assert_cmpstr (cam_record_get_text (self->person, CAM_PERSON_LAWFUL_BASIS), ==, "public_task");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  wait_for (self->person, CAM_PERSON_LAWFUL_BASIS, "Consent");
  g_object_get (row, "explanation", &explanation, NULL);
  g_assert_nonnull (strstr (explanation, "take that back"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  wait_for (self->person, CAM_PERSON_LAWFUL_BASIS, NULL);
  ui_test_undo (self->store);
  wait_for (self->person, CAM_PERSON_LAWFUL_BASIS, "Consent");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  cam_record_set_text (self->person, CAM_PERSON_LAWFUL_BASIS, "Because");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 7);
  g_assert_cmpstr (cam_record_get_text (self->person, CAM_PERSON_LAWFUL_BASIS), ==, "Because");
  close_form (self);
}

static gboolean
has_two (gpointer data)
{
  return cam_store_count (data, "person_consent") == 3;
}

static void
test_objection (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  open_form (self);
  gtk_widget_activate_action (self->group, "privacy.record", NULL);
  ui_test_settle ();
  take_picture (self, "privacy-said");
  adw_dialog_force_close (ADW_DIALOG (ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG)));
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "person_consent"), ==, 2);
  cam_privacy_group_record (CAM_PRIVACY_GROUP (self->group), "objected");
  ui_test_wait (has_two, self->store);
  ui_test_settle ();
  take_picture (self, "privacy-objection");
  assert_row (self->group, "Objected on", NULL);
  ui_test_undo (self->store);
  ui_test_settle ();
  assert_row (self->group, "Public task", NULL);
  close_form (self);
}

static guint
count_rows (GtkWidget *widget,
            GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, type);
  return n;
}

static void
test_page (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *page = NULL;
  guint before;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.data-protection", NULL);
  ui_test_settle ();
  take_picture (self, "privacy-page");
  page = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PRIVACY_PAGE);
  assert_row (page, "Bob Example", "To be erased since 1 May 2020");
  assert_row (page, "Cy Example", "Objected on 2 January 2026");
  assert_row (page, "Ada Quillfeather & Sons <b>", "Public task · review was due by 31 January 2026");
  assert_row (page, "Dee Example the 1th", "No lawful basis yet");
  before = count_rows (page, ADW_TYPE_ACTION_ROW);
  g_assert_cmpuint (before, ==, 23);
  gtk_widget_activate_action (page, "privacy-page.more", "u", 3);
  ui_test_settle ();
  g_assert_cmpuint (count_rows (page, ADW_TYPE_ACTION_ROW), ==, before + 20);
  gtk_widget_activate_action (page, "privacy-page.reviewed", "s", self->uuid);
  ui_test_settle ();
  while (ui_test_find_row (page, "Ada Quillfeather") != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (page, "win.open-person", "s", self->uuid);
  ui_test_settle ();
  g_assert_nonnull (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PERSON_DIALOG));
  adw_dialog_force_close (ADW_DIALOG (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PERSON_DIALOG)));
  ui_test_settle ();
}

static void
test_today (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *row = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PRIVACY_ROW);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "2 people are due for review");
  g_assert_true (gtk_widget_get_visible (row));
  take_picture (self, "privacy-today");
  open_form (self);
  gtk_widget_activate_action (self->group, "privacy.reviewed", NULL);
  while (strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "1 person is due for review") != 0)
    g_main_context_iteration (NULL, TRUE);
  close_form (self);
}

static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_everything (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (cam_store_get_path (self->store));
  g_autofree char *path = g_build_filename (folder, "out.zip", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFile) own = g_file_new_for_path (cam_store_get_path (self->store));
  g_autofree char *bytes = NULL;
  gsize length = 0;

  open_form (self);
  cam_subject_access_save_to (self->group, self->store, self->uuid, own);
  cam_subject_access_save_to (self->group, self->store, self->uuid, file);
  ui_test_wait (is_there, path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, 4, "PK\3\4", 4);
  ui_test_settle ();
  g_unlink (path);
  /* Closed while it is being written. */
  cam_subject_access_save_to (self->group, self->store, self->uuid, file);
  close_form (self);
  ui_test_wait (is_there, path);
  ui_test_settle ();
  g_unlink (path);
}

static gboolean
is_erased (gpointer data)
{
  return g_strcmp0 (cam_erasure_page_get_step (data), "done") == 0;
}

/* The form goes, the result stays, and no title has the name. */
static void
test_erase (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *alert = NULL;
  GtkWidget *dialog = NULL;
  GtkWidget *page = NULL;

  open_form (self);
  gtk_widget_activate_action (self->group, "privacy.erase", NULL);
  ui_test_settle ();
  alert = ui_test_find_type (GTK_WIDGET (self->window), ADW_TYPE_ALERT_DIALOG);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert)), "1 note of a call or meeting"));
  take_picture (self, "privacy-erase");
  g_signal_emit_by_name (alert, "response", "erase");
  adw_dialog_force_close (ADW_DIALOG (alert));
  dialog = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_ERASE_DIALOG);
  g_assert_nonnull (dialog);
  page = ui_test_find_type (dialog, CAM_TYPE_ERASURE_PAGE);
  ui_test_wait (is_erased, page);
  ui_test_settle ();
  take_picture (self, "privacy-erased");
  g_assert_null (strstr (adw_dialog_get_title (ADW_DIALOG (dialog)), "Quillfeather"));
  /* By name, by address and by number. */
  assert_row (page, "Fair", NULL);
  assert_row (page, "Market", NULL);
  assert_row (page, "Ring 07700 900333", NULL);
  g_assert_cmpint (cam_store_count (self->store, "interaction"), ==, 0);
  g_assert_cmpint (cam_store_count (self->store, "person_consent"), ==, 1);
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (dialog)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  self->dialog = NULL;
  ui_test_settle ();
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static void
type (GtkWidget  *field,
      const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_test_find_type (field, GTK_TYPE_TEXT_VIEW))), text, -1);
}

static void
test_hint (Fixture       *self,
           gconstpointer  data)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *field = cam_text_row_new ("Note");
  GtkWidget *hint = cam_sensitive_hint_new (field);
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *second = NULL;
  AdwDialog *dialog = adw_dialog_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autofree char *kept = g_strdup_printf ("Has diabetes and is a member of UNISON (%s).", self->look->name);

  g_assert_false (gtk_widget_get_visible (hint));
  gtk_editable_set_text (GTK_EDITABLE (entry), "She has diabetes.");
  second = cam_sensitive_hint_new (entry);
  g_assert_true (gtk_widget_get_visible (second));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (second)), ==,
                   "This seems to tell of health. Is it needed?");
  adw_preferences_group_add (group, field);
  adw_preferences_group_add (group, hint);
  adw_preferences_group_add (group, entry);
  adw_preferences_group_add (group, second);
  adw_preferences_page_add (page, group);
  adw_dialog_set_child (dialog, GTK_WIDGET (page));
  adw_dialog_set_content_height (dialog, 400);
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  type (field, kept);
  ui_test_wait (is_shown, hint);
  take_picture (self, "privacy-hint");
  gtk_widget_activate_action (hint, "hint.keep", NULL);
  g_assert_false (gtk_widget_get_visible (hint));
  /* Another text, then the kept one again. */
  type (field, "Has diabetes.");
  ui_test_wait (is_shown, hint);
  type (field, kept);
  ui_test_wait (is_hidden, hint);
  adw_dialog_force_close (dialog);
  ui_test_settle ();
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/privacy/form", test_form },   { "/privacy/bases", test_bases }, { "/privacy/objection", test_objection },
    { "/privacy/page", test_page },   { "/privacy/today", test_today }, { "/privacy/everything", test_everything },
    { "/privacy/erase", test_erase }, { "/privacy/hint", test_hint },
  };

  g_log_set_writer_func (log_cb, NULL, NULL);
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests) * 3; i++)
    {
      const UiTestLook *look = &ui_test_looks[i % 3];
      g_autofree char *path = g_strdup_printf ("%s/%s", tests[i / 3].path, look->name);

      g_test_add (path, Fixture, look, set_up, tests[i / 3].func, tear_down);
    }
  return ui_test_run ();
}
