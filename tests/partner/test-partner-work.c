/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody does with partners: one action each, nothing twice, and nothing at all where it is refused. */
#include "cam-partner-groups.h"
#include "cam-period.h"
#include "cam-uuid-name.h"
#include "partners-fixture.h"

typedef struct
{
  CamStore *store;
  char     *body;
  char     *other_body;
  char     *person;
  char     *area;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->body = add_organisation (self->store, "Ramsey Food Hub", "Food");
  self->other_body = add_organisation (self->store, "Fenland Rowers", "Sport");
  self->person = add_person (self->store, "Ada Finch");
  self->area = INSERT (self->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_store (self->store);
  g_free (self->body);
  g_free (self->other_body);
  g_free (self->person);
  g_free (self->area);
}

#define assert_text(store, table, uuid, column, expected) \
  G_STMT_START { \
    g_autofree char *text_ = get_text (store, table, uuid, column); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

static void
test_person (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *event = INSERT (self->store, "event", { "name", cam_text ("Open day") },
                                   { "starts_at", cam_text ("2026-11-20T10:00") });
  const CamPartnerPerson met = { .name = "  Ben Marsh ", .organisation_name = "Marsh Boats", .job_title = "Owner",
                                 .since = "2020-01-01", .team_role = "champion", .phone = "01223 123456", .event = event };
  g_autofree char *made = apply (self->store, cam_partner_work_new_person (&met));
  g_autofree char *organisation = get_text (self->store, "person", made, "organisation_uuid");

  assert_text (self->store, "person", made, "name", "Ben Marsh");
  assert_text (self->store, "person", made, "role_since", "2020-01-01");
  assert_text (self->store, "person", made, "team_role", "champion");
  assert_text (self->store, "organisation", organisation, "name", "Marsh Boats");
  g_assert_cmpuint (count_rows (self->store, "event_person", "person_uuid", made), ==, 1);
  g_assert_cmpuint (count_rows (self->store, "event_person", "role", "other"), ==, 1);
  undo (self->store);
  g_assert_cmpuint (count_rows (self->store, "person", "name", "Ben Marsh"), ==, 0);
  g_assert_cmpuint (count_rows (self->store, "organisation", "name", "Marsh Boats"), ==, 0);
  g_assert_cmpuint (count_rows (self->store, "event_person", "person_uuid", made), ==, 0);
}

static void
test_person_refused (Fixture       *self,
                     gconstpointer  data)
{
  refuse (self->store, cam_partner_work_new_person (&(CamPartnerPerson) { .name = " \t" }), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_person (&(CamPartnerPerson) { .name = "A", .since = "yesterday" }),
          CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_person (&(CamPartnerPerson) { .name = "A", .team_role = "king" }),
          CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_person (&(CamPartnerPerson) { .name = "A", .organisation = self->area }),
          CAM_ERROR_NOT_FOUND);
  refuse (self->store, cam_partner_work_new_person (&(CamPartnerPerson) { .name = "A", .organisation_name = "New one",
                                                                          .event = self->area }), CAM_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_rows (self->store, "organisation", "name", "New one"), ==, 0);
}

static void
test_links (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *first = apply (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_ORGANISATION_AREA, self->body,
                                                                           self->area, TRUE));
  g_autofree char *key = g_strconcat ("organisation_area:", self->body, ":", self->area, NULL);
  g_autofree char *expected = cam_uuid_from_name (key);
  g_autofree char *second = apply (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_ORGANISATION_AREA, self->body,
                                                                            self->area, TRUE));

  g_assert_cmpstr (first, ==, expected);
  g_assert_null (second);
  g_assert_cmpuint (count_rows (self->store, "organisation_area", "area_uuid", self->area), ==, 1);
  g_assert_null (apply (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_ORGANISATION_AREA, self->body, self->area,
                                                                FALSE)));
  g_assert_cmpuint (count_rows (self->store, "organisation_area", "area_uuid", self->area), ==, 0);
  undo (self->store);
  g_assert_cmpuint (count_rows (self->store, "organisation_area", "area_uuid", self->area), ==, 1);
  g_free (apply (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_PERSON_AREA, self->person, self->area, TRUE)));
  g_assert_cmpuint (count_rows (self->store, "person_area", "person_uuid", self->person), ==, 1);
  refuse (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_ORGANISATION_PRIORITY, self->body, self->area, TRUE),
          CAM_ERROR_NOT_FOUND);
  refuse (self->store, cam_partner_work_new_link (CAM_PARTNER_LINK_PERSON_AREA, self->body, self->area, TRUE),
          CAM_ERROR_NOT_FOUND);
}

static void
test_roles (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *further = NULL;
  g_autofree char *ended = NULL;
  g_autofree char *team = NULL;

  set_text (self->store, "person", self->person, "organisation_uuid", self->body);
  set_text (self->store, "person", self->person, "job_title", "Driver");
  set_text (self->store, "person", self->person, "role_since", "2020-01-01");
  further = apply (self->store, cam_partner_work_new_role (self->person, self->other_body, "Coach", NULL, "2024-05-01"));
  team = apply (self->store, cam_partner_work_new_role (self->person, NULL, NULL, "connector", NULL));
  refuse (self->store, cam_partner_work_new_role (self->person, NULL, "Nothing", NULL, NULL), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_end_role (self->person, NULL, "2019-12-31"), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_end_role (self->person, NULL, NULL), CAM_ERROR_INVALID);
  /* The further role that goes on becomes the main one. */
  ended = apply (self->store, cam_partner_work_new_end_role (self->person, NULL, "2026-10-31"));
  assert_text (self->store, "person_role", ended, "organisation_uuid", self->body);
  assert_text (self->store, "person_role", ended, "ends_on", "2026-10-31");
  assert_text (self->store, "person", self->person, "organisation_uuid", self->other_body);
  assert_text (self->store, "person", self->person, "job_title", "Coach");
  assert_text (self->store, "person", self->person, "role_since", "2024-05-01");
  assert_text (self->store, "person_role", further, "deleted", "1");
  undo (self->store);
  assert_text (self->store, "person", self->person, "job_title", "Driver");
  assert_text (self->store, "person_role", further, "deleted", "0");
  assert_text (self->store, "person_role", ended, "deleted", "1");
  /* And the other way round: they change places. */
  g_free (apply (self->store, cam_partner_work_new_main_role (self->person, further)));
  assert_text (self->store, "person", self->person, "job_title", "Coach");
  g_assert_cmpuint (count_rows (self->store, "person_role", "job_title", "Driver"), ==, 1);
  refuse (self->store, cam_partner_work_new_main_role (self->person, team), CAM_ERROR_INVALID);
  /* Without another one there is none. */
  g_free (apply (self->store, cam_partner_work_new_end_role (self->person, team, "2026-11-01")));
  assert_text (self->store, "person_role", team, "ends_on", "2026-11-01");
}

static void
test_last_role (Fixture       *self,
                gconstpointer  data)
{
  set_text (self->store, "person", self->person, "organisation_uuid", self->body);
  g_free (apply (self->store, cam_partner_work_new_end_role (self->person, NULL, "2026-10-31")));
  assert_text (self->store, "person", self->person, "organisation_uuid", "");
  refuse (self->store, cam_partner_work_new_end_role (self->person, NULL, "2026-10-31"), CAM_ERROR_INVALID);
  /* The same role again is another row. */
  set_text (self->store, "person", self->person, "organisation_uuid", self->body);
  g_free (apply (self->store, cam_partner_work_new_end_role (self->person, NULL, "2026-11-30")));
  g_assert_cmpuint (count_rows (self->store, "person_role", "organisation_uuid", self->body), ==, 2);
}

static void
test_groups (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *first = apply (self->store, cam_partner_work_new_group ("Food network", "FN", FALSE));
  g_autofree char *again = apply (self->store, cam_partner_work_new_group (" food NETWORK ", NULL, FALSE));
  g_autofree char *tag = apply (self->store, cam_partner_work_new_tag ("person", self->person, "Speaks Polish"));
  g_autofree char *same = apply (self->store, cam_partner_work_new_tag ("organisation", self->body, "speaks polish"));
  g_autofree char *row = apply (self->store, cam_partner_work_new_join ("organisation", self->body, first, "2024-01-01",
                                                                        NULL, TODAY));

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (tag, ==, same);
  assert_text (self->store, "partner_group", tag, "kind", "tag");
  refuse (self->store, cam_partner_work_new_group ("", NULL, FALSE), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_join ("organisation", self->body, first, "2024-01-02", "2024-01-01", TODAY),
          CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_join ("organisation", self->body, self->area, NULL, NULL, TODAY),
          CAM_ERROR_NOT_FOUND);
  /* Other days for the same membership, then one after it. */
  g_assert_null (apply (self->store, cam_partner_work_new_join ("organisation", self->body, first, "2023-01-01",
                                                                "2024-12-31", TODAY)));
  assert_text (self->store, "group_organisation", row, "starts_on", "2023-01-01");
  g_free (apply (self->store, cam_partner_work_new_join ("organisation", self->body, first, "2026-01-01", NULL, TODAY)));
  g_assert_cmpuint (count_rows (self->store, "group_organisation", "group_uuid", first), ==, 2);
  g_free (apply (self->store, cam_partner_work_new_leave ("organisation", self->body, first, "2026-06-30", TODAY)));
  g_assert_cmpuint (count_rows (self->store, "group_organisation", "ends_on", "2026-06-30"), ==, 1);
  assert_text (self->store, "group_organisation", row, "ends_on", "2024-12-31");
  g_free (apply (self->store, cam_partner_work_new_leave ("organisation", self->body, first, NULL, TODAY)));
  g_assert_cmpuint (count_rows (self->store, "group_organisation", "group_uuid", first), ==, 0);
}

static void
test_crg (Fixture       *self,
          gconstpointer  data)
{
  const char *crg = cam_partner_groups_get_crg_uuid ();

  g_free (apply (self->store, cam_partner_work_new_join ("organisation", self->body, crg, NULL, NULL, TODAY)));
  assert_text (self->store, "organisation", self->body, "crg", "1");
  assert_text (self->store, "partner_group", crg, "short_name", "CRG");
  g_free (apply (self->store, cam_partner_work_new_leave ("organisation", self->body, crg, "2026-11-26", TODAY)));
  assert_text (self->store, "organisation", self->body, "crg", "0");
  undo (self->store);
  assert_text (self->store, "organisation", self->body, "crg", "1");
  g_free (apply (self->store, cam_partner_work_new_join ("organisation", self->other_body, crg, "2027-01-01", NULL, TODAY)));
  assert_text (self->store, "organisation", self->other_body, "crg", "0");
}

/* A file of an older version says who is of it, and nothing more. */
static void
test_crg_of_old (Fixture       *self,
                 gconstpointer  data)
{
  const char *crg = cam_partner_groups_get_crg_uuid ();
  const CamCell is = { "crg", cam_integer (1) };
  g_autofree char *row = NULL;

  test_update (self->store, "organisation", self->body, &is, 1);
  row = apply (self->store, cam_partner_work_new_leave ("organisation", self->body, crg, "2026-11-26", TODAY));
  assert_text (self->store, "group_organisation", row, "ends_on", "2026-11-26");
  assert_text (self->store, "organisation", self->body, "crg", "0");
  test_update (self->store, "organisation", self->other_body, &is, 1);
  g_free (apply (self->store, cam_partner_work_new_leave ("organisation", self->other_body, crg, NULL, TODAY)));
  assert_text (self->store, "organisation", self->other_body, "crg", "0");
}

static void
test_interaction (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *second = add_person (self->store, "Cleo Reed");
  const char *others[] = { second, self->person, NULL };
  const CamPartnerTalk talk = { .kind = "call", .happened_on = "2026-11-26", .person = self->person, .others = others,
                                .organisation = self->body, .follow_up = "Send leaflets", .follow_up_on = "2026-12-01",
                                .body = "They would like leaflets in Polish and in Lithuanian for the week before the fair\nTwice" };
  g_autofree char *made = apply (self->store, cam_partner_work_new_interaction (&talk));

  assert_text (self->store, "interaction", made, "name",
               "They would like leaflets in Polish and in Lithuanian for the…");
  g_assert_cmpuint (count_rows (self->store, "interaction_person", "interaction_uuid", made), ==, 1);
  g_free (apply (self->store, cam_partner_work_new_follow_up (made, TODAY)));
  assert_text (self->store, "interaction", made, "follow_up_done_on", TODAY);
  g_free (apply (self->store, cam_partner_work_new_follow_up (made, NULL)));
  assert_text (self->store, "interaction", made, "follow_up_done_on", "");
  undo (self->store);
  undo (self->store);
  undo (self->store);
  g_assert_cmpuint (count_rows (self->store, "interaction", "person_uuid", self->person), ==, 0);
  g_assert_cmpuint (count_rows (self->store, "interaction_person", "person_uuid", second), ==, 0);
}

static void
test_interaction_refused (Fixture       *self,
                          gconstpointer  data)
{
  const char *others[] = { self->area, NULL };

  refuse (self->store, cam_partner_work_new_interaction (&(CamPartnerTalk) { .kind = "call" }), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_interaction (&(CamPartnerTalk) { .person = self->person }), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_interaction (&(CamPartnerTalk) { .kind = "telepathy", .person = self->person }),
          CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_interaction (&(CamPartnerTalk) { .kind = "call", .person = self->person,
                                                                             .follow_up_on = "soon" }), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_interaction (&(CamPartnerTalk) { .kind = "call", .person = self->person,
                                                                             .others = others }), CAM_ERROR_NOT_FOUND);
  refuse (self->store, cam_partner_work_new_follow_up (self->person, TODAY), CAM_ERROR_NOT_FOUND);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_partner_work_apply_finish (CAM_STORE (source), result, user_data, &error));
  g_assert_no_error (error);
}

static void
test_async (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *made = NULL;

  cam_partner_work_apply_async (cam_partner_work_new_organisation ("Ely Repair Café", "Environment", "community"), self->store,
                                NULL, applied_cb, &made);
  while (made == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_text (self->store, "organisation", made, "kind", "community");
  refuse (self->store, cam_partner_work_new_organisation ("X", NULL, "cabal"), CAM_ERROR_INVALID);
  refuse (self->store, cam_partner_work_new_organisation (NULL, NULL, NULL), CAM_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add ("/partner-work/" path, Fixture, NULL, set_up, func, tear_down)
  add ("person", test_person);
  add ("person-refused", test_person_refused);
  add ("links", test_links);
  add ("roles", test_roles);
  add ("last-role", test_last_role);
  add ("groups", test_groups);
  add ("crg", test_crg);
  add ("crg-of-old", test_crg_of_old);
  add ("interaction", test_interaction);
  add ("interaction-refused", test_interaction_refused);
  add ("async", test_async);
#undef add
  return g_test_run ();
}
