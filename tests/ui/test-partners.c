/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Partners page as a person meets it: lists, what they are chosen by, the forms that open from it, what is to be
 * followed up, and which areas have whom. */
#include "partners-fixture.h"

#include "cam-follow-ups-list.h"
#include "cam-partner-coverage-view.h"
#include "cam-partner-row.h"
#include "cam-search-list.h"
#include "cam-today-page.h"

static CamPartnerList *
get_list (PartnersFixture *self,
          CamPartnerType   type)
{
  return cam_partners_page_get_list (partners_fixture_get_page (self), type);
}

static guint
count_listed (CamPartnerList *list)
{
  return g_list_model_get_n_items (cam_partner_list_get_model (list));
}

typedef struct
{
  CamPartnerList *list;
  guint           n;
} Listed;

static gboolean
is_listed (gpointer data)
{
  Listed *listed = data;

  return cam_search_list_is_complete (CAM_SEARCH_LIST (cam_partner_list_get_model (listed->list)))
         && count_listed (listed->list) == listed->n;
}

static void
wait_listed (CamPartnerList *list,
             guint           n)
{
  Listed listed = { list, n };

  ui_test_wait (is_listed, &listed);
}

static void
type (CamPartnerList *list,
      const char     *text)
{
  GtkWidget *entry = ui_test_find_type (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
assert_first (CamPartnerList *list,
              const char     *name)
{
  g_autoptr (CamRecord) first = g_list_model_get_item (cam_partner_list_get_model (list), 0);

  g_assert_nonnull (first);
  g_assert_cmpstr (cam_record_get_title (first), ==, name);
}

/* Everything that is known of somebody is found. */
static void
test_search (PartnersFixture *self,
             gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  CamPartnerList *organisations = get_list (self, CAM_PARTNER_ORGANISATIONS);

  wait_listed (people, 2);
  assert_first (people, "Ada Example");
  type (people, "samp");
  wait_listed (people, 1);
  assert_first (people, "Bo Sample");
  type (people, "clerk");
  wait_listed (people, 1);
  assert_first (people, "Ada Example");
  type (people, "0163296 0123");
  wait_listed (people, 1);
  type (people, "nobody of that name");
  wait_listed (people, 0);
  type (people, "");
  wait_listed (people, 2);

  cam_partners_page_set_view (partners_fixture_get_page (self), "organisations");
  ui_test_settle ();
  wait_listed (organisations, 2);
  type (organisations, "thursdays");
  wait_listed (organisations, 1);
  assert_first (organisations, "Example Trust");
}

/* The row of the sidebar with that label. */
static GtkListBoxRow *
find_choice (CamPartnerList *list,
             const char     *label)
{
  GtkListBox *box = GTK_LIST_BOX (ui_test_find_type (GTK_WIDGET (list), GTK_TYPE_LIST_BOX));

  for (int i = 0; gtk_list_box_get_row_at_index (box, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (box, i);
      GtkWidget *found = ui_test_find_type (GTK_WIDGET (row), GTK_TYPE_LABEL);

      if (gtk_list_box_row_get_activatable (row) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (found)), label) == 0)
        return row;
    }
  return NULL;
}

static void
choose (CamPartnerList *list,
        const char     *label)
{
  GtkListBoxRow *row = find_choice (list, label);

  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (row)), "row-activated", row);
  ui_test_settle ();
}

static void
test_choices (PartnersFixture *self,
              gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  CamPartnerList *organisations = get_list (self, CAM_PARTNER_ORGANISATIONS);

  choose (people, "Community Champion");
  wait_listed (people, 1);
  assert_first (people, "Bo Sample");
  /* Again takes it back. */
  choose (people, "Community Champion");
  wait_listed (people, 2);
  choose (people, "May be contacted");
  wait_listed (people, 1);
  assert_first (people, "Ada Example");
  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.clear", NULL);
  wait_listed (people, 2);

  cam_partners_page_set_view (partners_fixture_get_page (self), "organisations");
  ui_test_settle ();
  choose (organisations, "Faith");
  wait_listed (organisations, 1);
  assert_first (organisations, "Example Trust");
  choose (organisations, "Winter Network");
  wait_listed (organisations, 1);
  choose (organisations, "Faith");
  choose (organisations, "Councils");
  wait_listed (organisations, 0);
  /* Each is taken away by its chip. */
  g_signal_emit_by_name (ui_test_find_tooltip (GTK_WIDGET (organisations), "Choose by This No More"), "clicked");
  ui_test_settle ();
  wait_listed (organisations, 1);
}

/* A choice is kept under a name, and is there for everybody who works with the file. */
static void
test_kept_choice (PartnersFixture *self,
                  gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  GtkWidget *dialog = NULL;

  choose (people, "Community Champion");
  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.save", NULL);
  ui_test_settle ();
  dialog = partners_fixture_get_dialog (self);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_type (dialog, ADW_TYPE_ENTRY_ROW)), "Our champions");
  g_signal_emit_by_name (dialog, "response::add", "add");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  partners_fixture_wait_count (self, "saved_filter", "name = 'Our champions' AND kind = 'people'", 1);
  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.clear", NULL);
  wait_listed (people, 2);
  choose (people, "Our champions");
  wait_listed (people, 1);
  assert_first (people, "Bo Sample");
  g_signal_emit_by_name (ui_test_find_tooltip (GTK_WIDGET (people), "Keep This Choice No More"), "clicked");
  partners_fixture_wait_count (self, "saved_filter", "1", 0);
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "saved_filter", "1", 1);
}

/* What is listed is what is written; where all are, both kinds and every group are offered. */
static void
test_export (PartnersFixture *self,
             gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);

  wait_listed (people, 2);
  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.export", NULL);
  ui_test_settle ();
  g_assert_true (gtk_widget_get_visible (ui_test_find_row (partners_fixture_get_dialog (self), "In which group")));
  adw_dialog_force_close (ADW_DIALOG (partners_fixture_get_dialog (self)));
  choose (people, "Community Champion");
  wait_listed (people, 1);
  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.export", NULL);
  ui_test_settle ();
  g_assert_false (gtk_widget_get_visible (ui_test_find_row (partners_fixture_get_dialog (self), "In which group")));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (partners_fixture_get_dialog (self), "Who"))), ==,
                   "The one that is listed");
  adw_dialog_force_close (ADW_DIALOG (partners_fixture_get_dialog (self)));
}

/* The keyboard comes into the choices, which begin with a heading, and goes past a list of any length. */
static void
test_tab (PartnersFixture *self,
          gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  GtkWidget *choices = GTK_WIDGET (gtk_widget_get_parent (GTK_WIDGET (find_choice (people, "Community Champion"))));
  GtkWidget *list = ui_test_find_type (GTK_WIDGET (people), GTK_TYPE_LIST_VIEW);
  GtkWidget *focus = NULL;

  wait_listed (people, 2);
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  g_assert_true (gtk_widget_child_focus (choices, GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_get_parent (focus) == choices);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), list));
  g_assert_false (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
}

/* What another program wrote for a choice is refused with a sentence. */
static gboolean
hostile_cb (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  g_free (UI_TEST_PUT (writer, "saved_filter", { "name", cam_text ("Odd") }, { "kind", cam_text ("people") },
                       { "choice", cam_text ("{\"team_role\": [[[") }));
  return TRUE;
}

static void
test_hostile_choice (PartnersFixture *self,
                     gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);

  g_assert_true (cam_store_write (self->store, "Add", hostile_cb, NULL, NULL));
  ui_test_settle ();
  choose (people, "Odd");
  wait_listed (people, 2);
  g_assert_true (cam_partner_filter_is_empty (cam_partner_list_get_filter (people)));
}

static void
test_scope (PartnersFixture *self,
            gconstpointer    data)
{
  CamPartnerList *organisations = get_list (self, CAM_PARTNER_ORGANISATIONS);
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_free);

  cam_partners_page_set_view (partners_fixture_get_page (self), "organisations");
  ui_test_settle ();
  wait_listed (organisations, 2);
  g_ptr_array_add (areas, ui_test_find (self->store, "Birch"));
  cam_partners_page_set_areas (partners_fixture_get_page (self), areas);
  wait_listed (organisations, 1);
  assert_first (organisations, "Example Trust");
  cam_partners_page_set_areas (partners_fixture_get_page (self), NULL);
  wait_listed (organisations, 2);
}

/* A click opens the form. */
static void
test_opens (PartnersFixture *self,
            gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);

  wait_listed (people, 2);
  g_signal_emit_by_name (ui_test_find_type (GTK_WIDGET (people), GTK_TYPE_LIST_VIEW), "activate", 0u);
  ui_test_settle ();
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (partners_fixture_get_dialog (self))), ==, "Ada Example");
}

static gboolean
is_there (gpointer data)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (((PartnersFixture *) data)->window)) != NULL;
}

static void
test_add_organisation (PartnersFixture *self,
                       gconstpointer    data)
{
  CamPartnerList *organisations = get_list (self, CAM_PARTNER_ORGANISATIONS);
  GtkWidget *dialog = NULL;

  cam_partners_page_set_view (partners_fixture_get_page (self), "organisations");
  ui_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (organisations), "partner-list.add", NULL);
  ui_test_settle ();
  dialog = partners_fixture_get_dialog (self);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_type (dialog, ADW_TYPE_ENTRY_ROW)), "Sample Food Bank");
  g_signal_emit_by_name (dialog, "response::add", "add");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  partners_fixture_wait_count (self, "organisation", "name = 'Sample Food Bank'", 1);
  ui_test_wait (is_there, self);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (partners_fixture_get_dialog (self))), ==, "Sample Food Bank");
  wait_listed (organisations, 3);
}

/* Somebody met at an event: their organisation is made in the same question. */
static void
test_add_person (PartnersFixture *self,
                 gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  GtkWidget *dialog = NULL;

  gtk_widget_activate_action (GTK_WIDGET (people), "partner-list.add", NULL);
  ui_test_settle ();
  dialog = partners_fixture_get_dialog (self);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "Name")), "Cy Sample");
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "E-mail")), "cy@example.org");
  g_signal_emit_by_name (dialog, "response", "add");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  partners_fixture_wait_count (self, "person", "name = 'Cy Sample' AND email = 'cy@example.org'"
                                               " AND collected_on IS NOT NULL", 1);
  ui_test_wait (is_there, self);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (partners_fixture_get_dialog (self))), ==, "Cy Sample");
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "person", "name = 'Cy Sample'", 0);
}

static gboolean
has_follow_up (gpointer data)
{
  return cam_follow_ups_list_get_n (data) == 1;
}

static gboolean
has_no_follow_up (gpointer data)
{
  return cam_follow_ups_list_get_n (data) == 0;
}

/* On Today, with a tick; undo opens it again. */
static void
test_today (PartnersFixture *self,
            gconstpointer    data)
{
  GtkWidget *today = NULL;
  GtkWidget *list = NULL;
  GtkWidget *check = NULL;

  cam_window_set_page (self->window, "today");
  ui_test_settle ();
  today = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_TODAY_PAGE);
  list = ui_test_find_type (today, CAM_TYPE_FOLLOW_UPS_LIST);
  ui_test_wait (has_follow_up, list);
  g_assert_true (gtk_widget_get_mapped (list));
  g_assert_nonnull (ui_test_find_row (list, "Send thirty leaflets"));
  check = ui_test_find_tooltip (list, "Done");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  ui_test_wait (has_no_follow_up, list);
  partners_fixture_wait_count (self, "interaction", "follow_up_done_on IS NOT NULL", 1);
  ui_test_settle ();
  g_assert_false (gtk_widget_get_mapped (list));
  ui_test_undo (self->store);
  ui_test_wait (has_follow_up, list);
}

static void
test_coverage (PartnersFixture *self,
               gconstpointer    data)
{
  GtkWidget *view = NULL;
  GListModel *model = NULL;

  cam_partners_page_set_view (partners_fixture_get_page (self), "coverage");
  ui_test_settle ();
  view = ui_test_find_type (GTK_WIDGET (partners_fixture_get_page (self)), CAM_TYPE_PARTNER_COVERAGE_VIEW);
  while (cam_partner_coverage_view_is_loading (CAM_PARTNER_COVERAGE_VIEW (view)))
    g_main_context_iteration (NULL, TRUE);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (ui_test_find_type (view, GTK_TYPE_LIST_VIEW))));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_signal_emit_by_name (ui_test_find_type (view, GTK_TYPE_LIST_VIEW), "activate", 0u);
  ui_test_settle ();
  wait_listed (get_list (self, CAM_PARTNER_ORGANISATIONS), 1);
  assert_first (get_list (self, CAM_PARTNER_ORGANISATIONS), "Example Trust");
}

#define N_MORE 300

static gboolean
add_many_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  for (guint i = 0; i < N_MORE; i++)
    {
      g_autofree char *name = g_strdup_printf ("Many %03u", i);

      g_free (UI_TEST_PUT (writer, "person", { "name", cam_text (name) }, { "job_title", cam_text ("Volunteer") }));
    }
  return TRUE;
}

/* How many rows can be seen, which fill the view, each with its words; *@n_others: how many others were left out. */
static guint
count_drawn (GtkWidget *view,
             guint     *n_others)
{
  guint n_drawn = 0;
  int height = 0;

  *n_others = 0;
  for (GtkWidget *item = gtk_widget_get_first_child (view); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      CamPartnerRow *row = CAM_PARTNER_ROW (gtk_widget_get_first_child (item));

      if (!gtk_widget_get_child_visible (item))
        {
          *n_others += cam_partner_row_get_words (row) == NULL;
          continue;
        }
      g_assert_cmpstr (cam_partner_row_get_words (row), ==, "Volunteer");
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Volunteer");
      height += gtk_widget_get_height (item);
      n_drawn++;
    }
  g_assert_cmpint (height, >=, gtk_widget_get_height (view) - 10);
  return n_drawn;
}

/* Rows have their words when they come into sight, however they come there. */
static void
test_rows (PartnersFixture *self,
           gconstpointer    data)
{
  CamPartnerList *people = get_list (self, CAM_PARTNER_PEOPLE);
  GtkWidget *view = ui_test_find_type (GTK_WIDGET (people), GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  guint n_others = 0;
  guint n_drawn = 0;

  g_assert_true (cam_store_write (self->store, "Add", add_many_cb, NULL, NULL));
  type (people, "many");
  wait_listed (people, N_MORE);
  ui_test_wait_for_frame (view);
  n_drawn = count_drawn (view, &n_others);
  g_assert_cmpuint (n_drawn, >, 3);
  g_assert_cmpuint (n_others, >, n_drawn);
  for (double value = 400; value < gtk_adjustment_get_upper (adjustment); value += 1900)
    {
      gtk_adjustment_set_value (adjustment, value);
      ui_test_wait_for_frame (view);
      count_drawn (view, &n_others);
    }
  /* Those at the end come up when what was before them goes. */
  type (people, "many 2");
  wait_listed (people, 100);
  ui_test_wait_for_frame (view);
  count_drawn (view, &n_others);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 1400);
  ui_test_settle ();
  ui_test_wait_for_frame (view);
  g_assert_cmpuint (count_drawn (view, &n_others), >, n_drawn);
}

static void
take_pictures (PartnersFixture  *self,
               const UiTestLook *look)
{
  static const char *const views[] = { "people", "organisations", "follow-ups", "coverage" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strconcat ("partners-", views[i], NULL);

      cam_partners_page_set_view (partners_fixture_get_page (self), views[i]);
      ui_test_settle ();
      ui_test_take_picture (GTK_WINDOW (self->window), look, name);
    }
  cam_partners_page_set_view (partners_fixture_get_page (self), "organisations");
  choose (get_list (self, CAM_PARTNER_ORGANISATIONS), "Faith");
  ui_test_take_picture (GTK_WINDOW (self->window), look, "partners-chosen");
  partners_fixture_open_form (self, "organisation", self->trust);
  ui_test_take_picture (GTK_WINDOW (self->window), look, "partners-organisation");
  partners_fixture_close_dialogs (self);
  partners_fixture_open_form (self, "person", self->ada);
  ui_test_take_picture (GTK_WINDOW (self->window), look, "partners-person");
  partners_fixture_close_dialogs (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.log-conversation", NULL);
  ui_test_take_picture (GTK_WINDOW (self->window), look, "partners-talk");
  partners_fixture_close_dialogs (self);
  cam_window_set_page (self->window, "today");
  ui_test_take_picture (GTK_WINDOW (self->window), look, "partners-today");
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  PartnersFixture self = { NULL };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  partners_fixture_open (&self, look->width, look->height, FALSE);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "partners-empty");
  partners_fixture_tear_down (&self, NULL);
  self = (PartnersFixture) { NULL };
  partners_fixture_open (&self, look->width, look->height, TRUE);
  take_pictures (&self, look);
  partners_fixture_tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, PartnersFixture, NULL, partners_fixture_set_up, func, partners_fixture_tear_down)
  ADD ("/ui/partners/search", test_search);
  ADD ("/ui/partners/rows", test_rows);
  ADD ("/ui/partners/choices", test_choices);
  ADD ("/ui/partners/export", test_export);
  ADD ("/ui/partners/tab", test_tab);
  ADD ("/ui/partners/kept-choice", test_kept_choice);
  ADD ("/ui/partners/hostile-choice", test_hostile_choice);
  ADD ("/ui/partners/scope", test_scope);
  ADD ("/ui/partners/opens", test_opens);
  ADD ("/ui/partners/add-organisation", test_add_organisation);
  ADD ("/ui/partners/add-person", test_add_person);
  ADD ("/ui/partners/today", test_today);
  ADD ("/ui/partners/coverage", test_coverage);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/partners/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
