/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who belongs to a group on a day. */
#include "cam-partner-groups.h"
#include "cam-partner-mail.h"
#include "cam-period.h"
#include "partners-fixture.h"

#include <string.h>

typedef struct
{
  CamStore *store;
  char     *one;
  char     *other;
  char     *person;
  char     *group;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->one = add_organisation (self->store, "Ashton Trust", "Faith");
  self->other = add_organisation (self->store, "Birch Homes", "Housing");
  self->person = add_person (self->store, "Ada Finch");
  self->group = INSERT (self->store, "partner_group", { "name", cam_text ("Food network") }, { "short_name", cam_text ("FN") });
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_store (self->store);
  g_free (self->one);
  g_free (self->other);
  g_free (self->person);
  g_free (self->group);
}

static void
assert_members (Fixture    *self,
                const char *group,
                const char *table,
                const char *day,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uuids = cam_partner_groups_list_members (self->store, group, table, cam_day_from_text (day), &error);
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  names = name_all (self->store, table, uuids);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_days (Fixture       *self,
           gconstpointer  data)
{
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (self->group) },
       { "organisation_uuid", cam_text (self->one) }, { "starts_on", cam_text ("2025-04-01") },
       { "ends_on", cam_text ("2026-03-31") });
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (self->group) },
       { "organisation_uuid", cam_text (self->other) });
  ADD (self->store, "group_person", { "group_uuid", cam_text (self->group) }, { "person_uuid", cam_text (self->person) },
       { "starts_on", cam_text ("2026-01-01") });
  assert_members (self, self->group, "organisation", "2025-03-31", "Birch Homes");
  assert_members (self, self->group, "organisation", "2025-04-01", "Ashton Trust|Birch Homes");
  assert_members (self, self->group, "organisation", "2026-03-31", "Ashton Trust|Birch Homes");
  assert_members (self, self->group, "organisation", "2026-04-01", "Birch Homes");
  assert_members (self, self->group, "person", "2025-12-31", "");
  assert_members (self, self->group, "person", "2026-01-01", "Ada Finch");
}

static void
test_crg (Fixture       *self,
          gconstpointer  data)
{
  const char *crg = cam_partner_groups_get_crg_uuid ();
  const CamCell is = { "crg", cam_integer (1) };
  g_autofree char *found = NULL;

  g_assert_null (cam_partner_groups_find (self->store, "crg", NULL));
  test_update (self->store, "organisation", self->one, &is, 1);
  test_update (self->store, "organisation", self->other, &is, 1);
  found = cam_partner_groups_find (self->store, " crg", NULL);
  g_assert_cmpstr (found, ==, crg);
  assert_members (self, crg, "organisation", TODAY, "Ashton Trust|Birch Homes");
  assert_members (self, self->group, "organisation", TODAY, "");
  ADD (self->store, "partner_group", { "uuid", cam_text (crg) }, { "name", cam_text ("CRG") });
  assert_members (self, crg, "organisation", TODAY, "Ashton Trust|Birch Homes");
  /* Where a membership says more, it says all. */
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (crg) }, { "organisation_uuid", cam_text (self->one) },
       { "ends_on", cam_text ("2026-06-30") });
  assert_members (self, crg, "organisation", TODAY, "Birch Homes");
  assert_members (self, crg, "organisation", "2026-06-30", "Ashton Trust|Birch Homes");
}

static void
test_find (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *by_name = cam_partner_groups_find (self->store, "FOOD network ", NULL);
  g_autofree char *by_short = cam_partner_groups_find (self->store, "fn", NULL);

  g_assert_cmpstr (by_name, ==, self->group);
  g_assert_cmpstr (by_short, ==, self->group);
  g_assert_null (cam_partner_groups_find (self->store, "food", NULL));
  g_assert_null (cam_partner_groups_find (self->store, " ", NULL));
}

static void
test_list_of (Fixture       *self,
              gconstpointer  data)
{
  const CamCell is = { "crg", cam_integer (1) };
  g_autofree char *gone = INSERT (self->store, "partner_group", { "name", cam_text ("Gone") });
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const CamPartnerMembership *membership = NULL;

  test_update (self->store, "organisation", self->one, &is, 1);
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (self->group) },
       { "organisation_uuid", cam_text (self->one) }, { "ends_on", cam_text ("2020-01-01") });
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (gone) }, { "organisation_uuid", cam_text (self->one) });
  test_delete (self->store, "partner_group", gone);
  found = cam_partner_groups_list_of (self->store, "organisation", self->one, cam_day_from_text (TODAY), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  membership = g_ptr_array_index (found, 0);
  g_assert_cmpstr (membership->short_name, ==, "CRG");
  g_assert_null (membership->row);
  membership = g_ptr_array_index (found, 1);
  g_assert_cmpstr (membership->name, ==, "Food network");
  g_assert_cmpuint (membership->ends, ==, cam_day_from_text ("2020-01-01"));
}

static void
test_mail (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *second = add_person (self->store, "Ben Marsh");
  g_autofree char *third = add_person (self->store, "Cleo Reed");
  g_autofree char *fourth = add_person (self->store, "Dan Sedge");
  g_autofree char *fifth = add_person (self->store, "Eve Teal");
  g_autoptr (CamPartnerFilter) filter = cam_partner_filter_new (CAM_PARTNER_PEOPLE);
  const CamCell never = { "do_not_contact", cam_integer (1) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPartnerMail) mail = NULL;
  g_auto (GStrv) links = NULL;

  set_text (self->store, "person", self->person, "email", " ada@example.org ");
  ADD (self->store, "person_contact", { "person_uuid", cam_text (second) }, { "kind", cam_text ("email") },
       { "value", cam_text ("ben@example.org\r\nBcc: all@example.org") }, { "position", cam_integer (1) });
  ADD (self->store, "person_contact", { "person_uuid", cam_text (second) }, { "kind", cam_text ("email") },
       { "value", cam_text ("ben@example.org") }, { "position", cam_integer (2) });
  set_text (self->store, "person", third, "email", "ADA@example.org");
  set_text (self->store, "person", fourth, "email", "dan@example.org");
  test_update (self->store, "person", fourth, &never, 1);
  set_text (self->store, "person", fifth, "email", "eve at example");
  mail = cam_partner_mail_load (self->store, filter, cam_day_from_text (TODAY), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mail->addresses->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (mail->addresses, 0), ==, "ada@example.org");
  g_assert_cmpstr (g_ptr_array_index (mail->addresses, 1), ==, "ben@example.org");
  g_assert_cmpuint (mail->n_without, ==, 1);
  g_assert_cmpuint (mail->n_refused, ==, 1);
  links = cam_partner_mail_dup_links (mail, "Fair");
  g_assert_cmpuint (g_strv_length (links), ==, 1);
  g_assert_true (g_str_has_prefix (links[0], "mailto:?"));
  g_assert_nonnull (strstr (links[0], "ada@example.org"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add ("/partner-groups/" path, Fixture, NULL, set_up, func, tear_down)
  add ("days", test_days);
  add ("crg", test_crg);
  add ("find", test_find);
  add ("list-of", test_list_of);
  add ("mail", test_mail);
#undef add
  return g_test_run ();
}
