/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of partners, people and what was talked about: what is typed and chosen in them, and how it is taken back. */
#include "partners-fixture.h"

#include "cam-interaction.h"
#include "cam-memberships-group.h"
#include "cam-organisation-address.h"
#include "cam-partner-links-group.h"
#include "cam-person.h"
#include "cam-picture-group.h"
#include "cam-pick-dialog.h"
#include "cam-reach.h"
#include "cam-reference-row.h"
#include "cam-talk-dialog.h"
#include "cam-timeline-group.h"
#include "cam-venue.h"

#include <glib/gstdio.h>

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *row = ui_test_find_row (widget, title);

  g_assert_nonnull (row);
  return row;
}

/* Types in the entry of that title and presses its button. */
static void
enter (GtkWidget  *widget,
       const char *title,
       const char *text)
{
  GtkWidget *row = find_row (widget, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) >= 1;
}

/* Chooses the one called @name in the dialog on top. */
static void
pick (PartnersFixture *self,
      const char      *name)
{
  GtkWidget *dialog = partners_fixture_get_dialog (self);
  GtkWidget *view = NULL;

  g_assert_true (CAM_IS_PICK_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_type (dialog, GTK_TYPE_SEARCH_ENTRY)), name);
  g_signal_emit_by_name (ui_test_find_type (dialog, GTK_TYPE_SEARCH_ENTRY), "search-changed");
  view = ui_test_find_type (dialog, GTK_TYPE_LIST_VIEW);
  ui_test_wait (has_one, gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  g_signal_emit_by_name (view, "activate", 0u);
  ui_test_settle ();
}

static void
test_organisation (PartnersFixture *self,
                   gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->trust);

  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (form)), ==, "Example Trust");
  enter (form, "Short name", "ET");
  partners_fixture_wait_count (self, "organisation", "short_name = 'ET'", 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "Areas"))), ==, "Birch");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "Groups and Tags"))), ==, "Winter Network");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "People There"))), ==, "Nobody yet");
  /* What may be used has a button. */
  g_assert_true (gtk_widget_get_visible (ui_test_find_tooltip (form, "Call")));
  g_assert_true (gtk_widget_get_visible (ui_test_find_tooltip (form, "Open the Website")));
  g_assert_false (gtk_widget_get_visible (ui_test_find_tooltip (form, "Write an E-mail")));
}

static void
test_contacts (PartnersFixture *self,
               gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->trust);

  enter (form, "Add a phone number", "01632 960 777");
  partners_fixture_wait_count (self, "organisation_contact", "kind = 'phone' AND value = '01632 960 777'", 1);
  g_assert_nonnull (ui_test_find_row (form, "01632 960 777"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "More Phones"))), ==, "1 more");
  g_signal_emit_by_name (ui_test_find_tooltip (form, "Take This Contact Off"), "clicked");
  partners_fixture_wait_count (self, "organisation_contact", "1", 0);
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "organisation_contact", "1", 1);
}

static void
test_areas (PartnersFixture *self,
            gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->trust);
  GtkWidget *group = ui_test_find_type (form, CAM_TYPE_PARTNER_LINKS_GROUP);

  gtk_widget_activate_action (group, "links.choose", NULL);
  ui_test_settle ();
  pick (self, "Alder");
  partners_fixture_wait_count (self, "organisation_area", "1", 2);
  g_signal_emit_by_name (ui_test_find_tooltip (group, "Take This Area Off"), "clicked");
  partners_fixture_wait_count (self, "organisation_area", "1", 1);
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "organisation_area", "1", 2);
}

static void
test_groups (PartnersFixture *self,
             gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->council);
  GtkWidget *group = ui_test_find_type (form, CAM_TYPE_MEMBERSHIPS_GROUP);

  gtk_widget_activate_action (group, "memberships.choose", NULL);
  ui_test_settle ();
  pick (self, "Winter Network");
  partners_fixture_wait_count (self, "group_organisation", "1", 2);
  enter (form, "Add a tag", "warm room");
  partners_fixture_wait_count (self, "partner_group", "kind = 'tag' AND name = 'warm room'", 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "Groups and Tags"))), ==,
                   "Winter Network, warm room");
  /* The days of a membership. */
  g_signal_emit_by_name (find_row (group, "Winter Network"), "activated");
  ui_test_settle ();
  enter (form, "Starts on", "1/3/2025");
  partners_fixture_wait_count (self, "group_organisation", "starts_on = '2025-03-01'", 1);
  g_signal_emit_by_name (ui_test_find_tooltip (group, "Take This Group Off"), "clicked");
  partners_fixture_wait_count (self, "group_organisation", "1", 2);
}

static void
test_address (PartnersFixture *self,
              gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->trust);

  enter (form, "Add an address", "1 Example Street");
  partners_fixture_wait_count (self, "organisation_address", "address = '1 Example Street' AND geom IS NULL", 1);
  enter (form, "Grid reference", "nowhere");
  g_assert_true (gtk_widget_has_css_class (find_row (form, "Grid reference"), "error"));
  enter (form, "Grid reference", "TL 4505 5800");
  partners_fixture_wait_count (self, "organisation_address", "geom IS NOT NULL", 1);
  g_assert_nonnull (ui_test_find_row (form, "_Show on the Map"));
  g_assert_true (gtk_widget_get_visible (find_row (form, "_Show on the Map")));
}

/* A picture of one dot, and a file that only says that it is one. */
static const guint8 dot[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f,
  0x15, 0xc4, 0x89, 0, 0, 0, 13, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89,
  0x99, 0x3d, 0x1d, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
};

static void
add_file (PartnersFixture *self,
          GtkWidget       *form,
          const void      *bytes,
          gsize            size)
{
  g_autofree char *folder = g_path_get_dirname (cam_store_get_path (self->store));
  g_autofree char *path = g_build_filename (folder, "logo.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  cam_picture_group_add_file (CAM_PICTURE_GROUP (ui_test_find_type (form, CAM_TYPE_PICTURE_GROUP)), file);
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
test_logo (PartnersFixture *self,
           gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->trust);
  guint8 huge[sizeof dot];
  gint64 later = 0;

  /* A bomb: wider than anything that is drawn here. */
  memcpy (huge, dot, sizeof dot);
  huge[16] = 0x7f;
  add_file (self, form, huge, sizeof huge);
  later = g_get_monotonic_time () + 300 * G_TIME_SPAN_MILLISECOND;
  ui_test_wait (is_past, &later);
  g_assert_cmpint (partners_fixture_count (self, "organisation_logo", "1"), ==, 0);
  add_file (self, form, "GIF89a", 6);
  later = g_get_monotonic_time () + 300 * G_TIME_SPAN_MILLISECOND;
  ui_test_wait (is_past, &later);
  g_assert_cmpint (partners_fixture_count (self, "organisation_logo", "1"), ==, 0);
  add_file (self, form, dot, sizeof dot);
  partners_fixture_wait_count (self, "organisation_logo", "media_type = 'image/png'", 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "Logo"))), ==, "There is one");
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "organisation_logo", "1", 0);
}

static void
test_measure (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0 };
  g_autoptr (GBytes) png = g_bytes_new_static (dot, sizeof dot);
  g_autoptr (GBytes) picture = g_bytes_new_static (jpeg, sizeof jpeg);
  guint width = 0, height = 0;

  g_assert_true (cam_picture_measure (png, &width, &height));
  g_assert_cmpuint (width, ==, 1);
  g_assert_true (cam_picture_measure (picture, &width, &height));
  g_assert_cmpuint (width, ==, 30);
  g_assert_cmpuint (height, ==, 20);
  /* Cut anywhere, neither is read past its end. */
  for (gsize n = 0; n < sizeof jpeg; n++)
    {
      g_autofree guint8 *copy = g_memdup2 (jpeg, n);
      g_autoptr (GBytes) cut = g_bytes_new (copy, n);

      cam_picture_measure (cut, &width, &height);
    }
  for (gsize n = 0; n < 33; n++)
    {
      g_autofree guint8 *copy = g_memdup2 (dot, n);
      g_autoptr (GBytes) cut = g_bytes_new (copy, n);

      g_assert_false (cam_picture_measure (cut, &width, &height));
    }
  g_assert_false (cam_picture_measure (NULL, &width, &height));
}

static void
assert_uri (const char *kind,
            const char *value,
            const char *expected)
{
  g_autofree char *uri = cam_reach_dup_uri (kind, value);

  g_assert_cmpstr (uri, ==, expected);
}

/* What anybody may have written is no way to run anything. */
static void
test_reach (void)
{
  assert_uri ("email", "ada@example.org", "mailto:ada@example.org");
  assert_uri ("email", "ada@example.org?bcc=eve@example.org", NULL);
  assert_uri ("email", "not one", NULL);
  assert_uri ("website", "www.example.org", "https://www.example.org");
  assert_uri ("website", "http://example.org/a", "http://example.org/a");
  assert_uri ("website", "file:///etc/passwd", NULL);
  assert_uri ("website", "javascript:alert(1)", NULL);
  assert_uri ("website", "", NULL);
  assert_uri ("phone", "ring twice", NULL);
  assert_uri ("address", "1 Example Street", NULL);
  assert_uri ("phone", NULL, NULL);
}

static void
test_members (PartnersFixture *self,
              gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->council);
  GtkWidget *row = find_row (form, "Ada Example");

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (form, "People There"))), ==, "1 person");
  g_signal_emit_by_name (row, "activated");
  ui_test_settle ();
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (partners_fixture_get_dialog (self))), ==, "Ada Example");
}

static void
test_person (PartnersFixture *self,
             gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "person", self->ada);
  GtkWidget *organisation = find_row (form, "Organisation");

  g_assert_true (CAM_IS_REFERENCE_ROW (organisation));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (organisation)), ==, "Alder Parish Council");
  g_assert_true (gtk_widget_get_visible (ui_test_find_tooltip (form, "Write an E-mail")));
  g_signal_emit_by_name (organisation, "activated");
  ui_test_settle ();
  pick (self, "Example Trust");
  partners_fixture_wait_count (self, "person", "name = 'Ada Example' AND organisation_uuid IS NOT NULL", 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (organisation)), ==, "Example Trust");
  g_signal_emit_by_name (ui_test_find_tooltip (organisation, "Take It Away"), "clicked");
  partners_fixture_wait_count (self, "person", "name = 'Ada Example' AND organisation_uuid IS NULL", 1);
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "person", "name = 'Ada Example' AND organisation_uuid IS NOT NULL", 1);
  enter (form, "Add a tag", "keyholder");
  partners_fixture_wait_count (self, "group_person", "1", 1);
}

/* Whoever does not want to be asked is not asked from here. */
static void
test_do_not_contact (PartnersFixture *self,
                     gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "person", self->bo);

  g_assert_false (gtk_widget_get_visible (ui_test_find_tooltip (form, "Call")));
  g_assert_false (gtk_widget_get_visible (ui_test_find_tooltip (form, "Write an E-mail")));
}

static CamTalkDialog *
open_talk (PartnersFixture *self,
           const char      *person)
{
  const CamTalkStart start = { .person = person };
  CamTalkDialog *dialog = cam_talk_dialog_present (GTK_WIDGET (self->window), self->store, &start);

  ui_test_settle ();
  return dialog;
}

static void
save (PartnersFixture *self,
      gpointer         dialog)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (dialog, CAM_TYPE_TALK_DIALOG, "save_button"), "clicked");
  ui_test_settle ();
}

static void
test_talk (PartnersFixture *self,
           gconstpointer    data)
{
  gpointer dialog = open_talk (self, NULL);
  GtkWidget *refusal = gtk_widget_get_template_child (dialog, CAM_TYPE_TALK_DIALOG, "refusal_label") != NULL
                         ? GTK_WIDGET (gtk_widget_get_template_child (dialog, CAM_TYPE_TALK_DIALOG, "refusal_label")) : NULL;

  /* With nobody it is refused, and nothing is written. */
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "What it was about")), "Chairs");
  save (self, dialog);
  g_assert_true (gtk_widget_get_visible (refusal));
  g_assert_cmpint (partners_fixture_count (self, "interaction", "1"), ==, 1);
  partners_fixture_close_dialogs (self);

  dialog = open_talk (self, self->ada);
  g_assert_nonnull (ui_test_find_row (dialog, "Ada Example"));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "What it was about")), "Chairs");
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "What is to be done")), "Bring ten chairs");
  save (self, dialog);
  g_assert_true (gtk_widget_has_css_class (find_row (dialog, "By, as in"), "error"));
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "By, as in")), "31/3/2027");
  save (self, dialog);
  partners_fixture_wait_count (self, "interaction", "name = 'Chairs' AND kind = 'call' AND follow_up = 'Bring ten chairs'"
                                                    " AND follow_up_on = '2027-03-31' AND person_uuid IS NOT NULL"
                                                    " AND organisation_uuid IS NOT NULL", 1);
  ui_test_undo (self->store);
  partners_fixture_wait_count (self, "interaction", "1", 1);
}

static gboolean
has_line (gpointer data)
{
  return ui_test_find_row (data, "Asked for leaflets") != NULL;
}

/* One timeline: what was talked about opens from there, and its follow-up is done there, too. */
static void
test_timeline (PartnersFixture *self,
               gconstpointer    data)
{
  GtkWidget *form = partners_fixture_open_form (self, "organisation", self->council);
  GtkWidget *group = ui_test_find_type (form, CAM_TYPE_TIMELINE_GROUP);
  GtkWidget *row = NULL;

  ui_test_wait (has_line, group);
  row = find_row (group, "Asked for leaflets");
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  ui_test_settle ();
  form = partners_fixture_get_dialog (self);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (form)), ==, "Asked for leaflets");
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (form, "Done")), TRUE);
  partners_fixture_wait_count (self, "interaction", "follow_up_done_on IS NOT NULL", 1);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (form, "Done")), FALSE);
  partners_fixture_wait_count (self, "interaction", "follow_up_done_on IS NOT NULL", 0);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, PartnersFixture, NULL, partners_fixture_set_up, func, partners_fixture_tear_down)
  ADD ("/ui/partner-forms/organisation", test_organisation);
  ADD ("/ui/partner-forms/contacts", test_contacts);
  ADD ("/ui/partner-forms/areas", test_areas);
  ADD ("/ui/partner-forms/groups", test_groups);
  ADD ("/ui/partner-forms/address", test_address);
  ADD ("/ui/partner-forms/logo", test_logo);
  g_test_add_func ("/ui/partner-forms/measure", test_measure);
  g_test_add_func ("/ui/partner-forms/reach", test_reach);
  ADD ("/ui/partner-forms/members", test_members);
  ADD ("/ui/partner-forms/person", test_person);
  ADD ("/ui/partner-forms/do-not-contact", test_do_not_contact);
  ADD ("/ui/partner-forms/talk", test_talk);
  ADD ("/ui/partner-forms/timeline", test_timeline);
  return ui_test_run ();
}
