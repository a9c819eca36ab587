/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which people and organisations a filter chooses: by each field, by any of them together beside plain SQL, and from what
 * a file holds, whoever wrote it. */
#include "cam-partner-filter.h"

#include "cam-organisation.h"
#include "cam-partner-groups.h"
#include "cam-period.h"
#include "cam-person.h"
#include "partners-fixture.h"

#include <sqlite3.h>

#define N_PEOPLE 60
#define N_BODIES 16
#define N_AREAS 7
#define N_GROUPS 4
#define N_FILTERS 400

static const char *const words[] = { "ash", "birch", "cedar", "ashes", "elm", "fern" };
static const char *const sectors[] = { "Faith", "Food", "Sport" };
static const char *const kinds[] = { "charity", "council", "business" };
static const char *const roles[] = { "champion", "connector", "crg_chair" };
static const char *const days[] = { NULL, "2025-01-01", TODAY, "2026-11-28", "2030-01-01" };

typedef struct
{
  CamStore *store;
  sqlite3  *db;
  GRand    *rand;
  char     *people[N_PEOPLE];
  char     *bodies[N_BODIES];
  char     *areas[N_AREAS];   /* county, two districts of two parishes each */
  char     *groups[N_GROUPS];
} World;

#define PICK(world, array) ((array)[g_rand_int_range ((world)->rand, 0, G_N_ELEMENTS (array))])

static gboolean
is_one_of (World *self,
           int    n)
{
  return g_rand_int_range (self->rand, 0, n) == 0;
}

static const char *
pick_or_null (World             *self,
              const char *const *texts,
              guint              n_texts)
{
  return is_one_of (self, 3) ? NULL : texts[g_rand_int_range (self->rand, 0, (int) n_texts)];
}

static char *
make_text (World *self)
{
  return g_strdup_printf ("%s %s", PICK (self, words), PICK (self, words));
}

static void
add_belongings (World      *self,
                const char *table,
                const char *uuid)
{
  gboolean is_person = g_str_equal (table, "person");
  g_autofree char *reference = g_strconcat (table, "_uuid", NULL);
  g_autofree char *contact = g_strconcat (table, "_contact", NULL);
  g_autofree char *area = g_strconcat (table, "_area", NULL);
  g_autofree char *group = g_strconcat ("group_", table, NULL);

  if (is_one_of (self, 3))
    ADD (self->store, contact, { reference, cam_text (uuid) }, { "kind", cam_text ("website") },
         { "value", cam_text (PICK (self, words)) });
  for (guint i = 0; i < 2; i++)
    if (is_one_of (self, 2))
      ADD (self->store, area, { reference, cam_text (uuid) }, { "area_uuid", cam_text (PICK (self, self->areas)) },
           { "deleted", cam_integer (is_one_of (self, 5)) });
  for (guint i = 0; i < 2; i++)
    if (is_one_of (self, 2))
      ADD (self->store, group, { reference, cam_text (uuid) }, { "group_uuid", cam_text (PICK (self, self->groups)) },
           { "starts_on", cam_text (PICK (self, days)) }, { "ends_on", cam_text (PICK (self, days)) },
           { "deleted", cam_integer (is_one_of (self, 5)) });
  if (is_person && is_one_of (self, 2))
    ADD (self->store, "person_role", { reference, cam_text (uuid) },
         { "organisation_uuid", cam_text (is_one_of (self, 3) ? NULL : PICK (self, self->bodies)) },
         { "job_title", cam_text (PICK (self, words)) }, { "team_role", cam_text (pick_or_null (self, roles, 3)) },
         { "starts_on", cam_text (PICK (self, days)) }, { "ends_on", cam_text (PICK (self, days)) },
         { "deleted", cam_integer (is_one_of (self, 5)) });
  if (is_person && is_one_of (self, 3))
    ADD (self->store, "person_consent", { reference, cam_text (uuid) },
         { "kind", cam_text (is_one_of (self, 2) ? "objected" : "withdrew") }, { "said_on", cam_text (PICK (self, days)) });
  if (is_person && is_one_of (self, 3))
    ADD (self->store, "person_consent", { reference, cam_text (uuid) }, { "kind", cam_text ("consented") },
         { "said_on", cam_text (PICK (self, days)) });
}

static void
add_bodies (World *self)
{
  for (guint i = 0; i < N_BODIES; i++)
    {
      g_autofree char *name = make_text (self);

      self->bodies[i] = INSERT (self->store, "organisation", { "name", cam_text (name) },
                                { "other_names", cam_text (pick_or_null (self, words, 6)) },
                                { "sector", cam_text (pick_or_null (self, sectors, 3)) },
                                { "kind", cam_text (pick_or_null (self, kinds, 3)) }, { "crg", cam_integer (is_one_of (self, 3)) },
                                { "deleted", cam_integer (is_one_of (self, 8)) });
      add_belongings (self, "organisation", self->bodies[i]);
    }
}

static void
add_people (World *self)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *name = make_text (self);

      self->people[i] = INSERT (self->store, "person", { "name", cam_text (name) },
                                { "job_title", cam_text (pick_or_null (self, words, 6)) },
                                { "organisation_uuid", cam_text (is_one_of (self, 2) ? PICK (self, self->bodies) : NULL) },
                                { "role_since", cam_text (PICK (self, days)) }, { "role_until", cam_text (PICK (self, days)) },
                                { "team_role", cam_text (pick_or_null (self, roles, 3)) },
                                { "review_on", cam_text (PICK (self, days)) }, { "keep_until", cam_text (PICK (self, days)) },
                                { "lawful_basis", cam_text (is_one_of (self, 2) ? NULL : is_one_of (self, 2) ? " " : "zeal") },
                                { "do_not_contact", cam_integer (is_one_of (self, 4)) },
                                { "deleted", cam_integer (is_one_of (self, 8)) });
      add_belongings (self, "person", self->people[i]);
    }
}

static void
set_up (World         *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->rand = g_rand_new_with_seed (20261127);
  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %u", i);

      self->areas[i] = test_add_area (self->store, i == 0 ? "county" : i < 3 ? "sda" : "parish", name, NULL, NULL);
    }
  for (guint i = 1; i < N_AREAS; i++)
    test_add_member (self->store, self->areas[(i - 1) / 2], self->areas[i], NULL, i == 5 ? "2026-11-26" : NULL);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      g_autofree char *uuid = i == 0 ? g_strdup (cam_partner_groups_get_crg_uuid ()) : g_uuid_string_random ();

      self->groups[i] = INSERT (self->store, "partner_group", { "uuid", cam_text (uuid) }, { "name", cam_text (words[i]) });
    }
  add_bodies (self);
  add_people (self);
  g_assert_cmpint (sqlite3_open_v2 (cam_store_get_path (self->store), &self->db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
}

static void
tear_down (World         *self,
           gconstpointer  data)
{
  sqlite3_close (self->db);
  g_rand_free (self->rand);
  close_store (self->store);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_free (self->people[i]);
  for (guint i = 0; i < N_BODIES; i++)
    g_free (self->bodies[i]);
  for (guint i = 0; i < N_AREAS; i++)
    g_free (self->areas[i]);
  for (guint i = 0; i < N_GROUPS; i++)
    g_free (self->groups[i]);
}

/* What each field says, as plainly as it can be said; %1$s is the table, ?1 the value. */
static const char *const plain_text =
  "instr (' ' || lower (name || ' ' || coalesce (%2$s, '') || ' ' || coalesce ((SELECT group_concat (c.value || ' ' || c.kind, ' ')"
  " FROM %1$s_contact c WHERE c.%1$s_uuid = %1$s.uuid AND NOT c.deleted), '') || ' ' || coalesce ((SELECT"
  " group_concat (g.name || ' ' || g.kind, ' ') FROM group_%1$s m, partner_group g WHERE m.%1$s_uuid = %1$s.uuid AND"
  " m.group_uuid = g.uuid AND NOT m.deleted AND NOT g.deleted), '') || ' ' || %3$s), ' ' || ?1) > 0";
static const char plain_roles[] =
  "coalesce ((SELECT group_concat (coalesce (r.job_title, '') || ' ' || coalesce (r.team_role, ''), ' ') FROM person_role r"
  " WHERE r.person_uuid = person.uuid AND NOT r.deleted), '') || ' ' || coalesce ((SELECT group_concat (o.name || ' ' ||"
  " coalesce (o.other_names, '') || ' ' || coalesce (o.sector, '') || ' ' || coalesce (o.kind, ''), ' ') FROM organisation o"
  " WHERE NOT o.deleted AND (o.uuid = person.organisation_uuid OR EXISTS (SELECT 1 FROM person_role r WHERE"
  " r.person_uuid = person.uuid AND NOT r.deleted AND r.organisation_uuid = o.uuid))), '')";
static const char plain_group[] =
  "(EXISTS (SELECT 1 FROM group_%1$s m WHERE m.%1$s_uuid = %1$s.uuid AND m.group_uuid = ?1 AND NOT m.deleted"
  " AND coalesce (m.starts_on, '0') <= '" TODAY "' AND coalesce (m.ends_on, '9') >= '" TODAY "')";
static const char plain_area[] =
  "EXISTS (SELECT 1 FROM %1$s_area w WHERE w.%1$s_uuid = %1$s.uuid AND NOT w.deleted AND w.area_uuid IN ("
  "WITH RECURSIVE m AS (SELECT * FROM area_member WHERE NOT deleted AND coalesce (valid_to, '9') >= '" TODAY "'),"
  " up (u) AS (SELECT ?1 UNION SELECT m.area_uuid FROM m, up WHERE m.member_uuid = up.u),"
  " down (u) AS (SELECT ?1 UNION SELECT m.member_uuid FROM m, down WHERE m.area_uuid = down.u)"
  " SELECT u FROM up UNION SELECT u FROM down))";
static const char plain_body[] =
  "EXISTS (SELECT 1 FROM organisation o WHERE NOT o.deleted AND %s AND ((o.uuid = person.organisation_uuid"
  " AND coalesce (role_since, '0') <= '" TODAY "' AND coalesce (role_until, '9') >= '" TODAY "') OR EXISTS (SELECT 1"
  " FROM person_role r WHERE r.person_uuid = person.uuid AND NOT r.deleted AND r.organisation_uuid = o.uuid"
  " AND coalesce (r.starts_on, '0') <= '" TODAY "' AND coalesce (r.ends_on, '9') >= '" TODAY "')))";
static const char plain_team[] =
  "(team_role = ?1 OR EXISTS (SELECT 1 FROM person_role r WHERE r.person_uuid = person.uuid AND NOT r.deleted"
  " AND r.team_role = ?1 AND coalesce (r.starts_on, '0') <= '" TODAY "' AND coalesce (r.ends_on, '9') >= '" TODAY "'))";
static const char plain_contact[] =
  "(NOT do_not_contact AND (SELECT count (*) FROM person_consent c WHERE c.person_uuid = person.uuid AND c.kind <> 'consented'"
  " AND (c.said_on IS NULL OR c.said_on >= coalesce ((SELECT max (l.said_on) FROM person_consent l WHERE"
  " l.person_uuid = person.uuid AND l.kind = 'consented'), '0'))) = 0)";

/* Drops those that @condition does not hold for, with @value as ?1. */
static void
keep_plain (World      *self,
            GHashTable *chosen,
            const char *table,
            const char *condition,
            const char *value)
{
  g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM %s WHERE NOT deleted AND NOT coalesce (%s, 0)", table, condition);
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (self->db), sql);
  sqlite3_bind_text (stmt, 1, value, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_hash_table_remove (chosen, sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
}

static void
start_plain (World      *self,
             GHashTable *chosen,
             const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM %s WHERE NOT deleted", table);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_hash_table_add (chosen, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void
keep_text (World      *self,
           GHashTable *chosen,
           gboolean    people,
           const char *text)
{
  g_auto (GStrv) typed = g_strsplit (text, " ", -1);
  g_autofree char *condition =
    g_strdup_printf (plain_text, people ? "person" : "organisation",
                     people ? "job_title" : "other_names || ' ' || coalesce (sector, '') || ' ' || coalesce (kind, '')",
                     people ? plain_roles : "''");
  g_autofree char *own = people ? g_strdup_printf ("(%s OR instr (' ' || coalesce (team_role, '') || ' ' ||"
                                                   " coalesce (lawful_basis, ''), ' ' || ?1))", condition)
                                : g_strdup_printf ("(%s OR instr (' ' || coalesce (sector, '') || ' ' || coalesce (kind, ''),"
                                                   " ' ' || ?1))", condition);

  for (guint i = 0; typed[i] != NULL; i++)
    keep_plain (self, chosen, people ? "person" : "organisation", own, typed[i]);
}

static void
keep_group (World      *self,
            GHashTable *chosen,
            const char *table,
            const char *group)
{
  g_autofree char *member = g_strdup_printf (plain_group, table);
  g_autofree char *old = g_strdup_printf (" OR (crg AND ?1 = '%s' AND NOT EXISTS (SELECT 1 FROM group_organisation m"
                                          " WHERE m.organisation_uuid = organisation.uuid AND m.group_uuid = ?1"
                                          " AND NOT m.deleted))", cam_partner_groups_get_crg_uuid ());
  g_autofree char *condition = g_strconcat (member, g_str_equal (table, "person") ? "" : old, ")", NULL);

  keep_plain (self, chosen, table, condition, group);
}

static void
keep_body (World                  *self,
           GHashTable             *chosen,
           const CamPartnerFilter *filter)
{
  const char *body = cam_partner_filter_get (filter, CAM_PARTNER_FILTER_ORGANISATION);
  const char *sector = cam_partner_filter_get (filter, CAM_PARTNER_FILTER_SECTOR);
  const char *kind = cam_partner_filter_get (filter, CAM_PARTNER_FILTER_KIND);
  g_autofree char *which = g_strdup_printf ("%s%s%s AND %s%s%s AND %s%s%s", body ? "o.uuid = '" : "1", body ? body : "",
                                            body ? "'" : "", sector ? "o.sector = '" : "1", sector ? sector : "",
                                            sector ? "'" : "", kind ? "o.kind = '" : "1", kind ? kind : "", kind ? "'" : "");
  g_autofree char *condition = g_strdup_printf (plain_body, which);

  if (body != NULL || sector != NULL || kind != NULL)
    keep_plain (self, chosen, "person", condition, NULL);
}

static void
keep_area (World      *self,
           GHashTable *chosen,
           const char *table,
           const char *area)
{
  g_autofree char *condition = g_strdup_printf (plain_area, table);

  keep_plain (self, chosen, table, condition, area);
}
#pragma GCC diagnostic pop

static void
keep_of_people (World                  *self,
                GHashTable             *chosen,
                const CamPartnerFilter *filter)
{
  const char *state = cam_partner_filter_get (filter, CAM_PARTNER_FILTER_DATA);

  keep_body (self, chosen, filter);
  if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TEAM_ROLE) != NULL)
    keep_plain (self, chosen, "person", plain_team, cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TEAM_ROLE));
  if (g_strcmp0 (state, "due") == 0)
    keep_plain (self, chosen, "person", "review_on <= '" TODAY "'", NULL);
  if (g_strcmp0 (state, "over") == 0)
    keep_plain (self, chosen, "person", "keep_until < '" TODAY "'", NULL);
  if (g_strcmp0 (state, "no_basis") == 0)
    keep_plain (self, chosen, "person", "lawful_basis IS NULL OR lawful_basis = ' '", NULL);
  if (cam_partner_filter_get_may_contact (filter))
    keep_plain (self, chosen, "person", plain_contact, NULL);
}

static GHashTable *
choose_plainly (World                  *self,
                const CamPartnerFilter *filter)
{
  GHashTable *chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean people = cam_partner_filter_get_partner_type (filter) == CAM_PARTNER_PEOPLE;
  const char *table = people ? "person" : "organisation";

  start_plain (self, chosen, table);
  if (people)
    keep_of_people (self, chosen, filter);
  else if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_SECTOR) != NULL)
    keep_plain (self, chosen, table, "sector = ?1", cam_partner_filter_get (filter, CAM_PARTNER_FILTER_SECTOR));
  if (!people && cam_partner_filter_get (filter, CAM_PARTNER_FILTER_KIND) != NULL)
    keep_plain (self, chosen, table, "kind = ?1", cam_partner_filter_get (filter, CAM_PARTNER_FILTER_KIND));
  if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TEXT) != NULL)
    keep_text (self, chosen, people, cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TEXT));
  if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_GROUP) != NULL)
    keep_group (self, chosen, table, cam_partner_filter_get (filter, CAM_PARTNER_FILTER_GROUP));
  if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TAG) != NULL)
    keep_group (self, chosen, table, cam_partner_filter_get (filter, CAM_PARTNER_FILTER_TAG));
  if (cam_partner_filter_get (filter, CAM_PARTNER_FILTER_AREA) != NULL)
    keep_area (self, chosen, table, cam_partner_filter_get (filter, CAM_PARTNER_FILTER_AREA));
  return chosen;
}

static CamPartnerFilter *
make_filter (World *self)
{
  static const char *const typed[] = { "a", "ash", "ashe", "bir", "elm fer", "ce ash", "char", "fo", "website", "zeal cham" };
  static const char *const states[] = { "due", "no_basis", "over" };
  CamPartnerFilter *filter = cam_partner_filter_new (is_one_of (self, 2) ? CAM_PARTNER_PEOPLE : CAM_PARTNER_ORGANISATIONS);
  const struct { CamPartnerField field; const char *value; } choices[] = {
    { CAM_PARTNER_FILTER_TEXT, PICK (self, typed) },
    { CAM_PARTNER_FILTER_SECTOR, PICK (self, sectors) },
    { CAM_PARTNER_FILTER_KIND, PICK (self, kinds) },
    { CAM_PARTNER_FILTER_GROUP, PICK (self, self->groups) },
    { CAM_PARTNER_FILTER_TAG, PICK (self, self->groups) },
    { CAM_PARTNER_FILTER_AREA, PICK (self, self->areas) },
    { CAM_PARTNER_FILTER_TEAM_ROLE, PICK (self, roles) },
    { CAM_PARTNER_FILTER_ORGANISATION, PICK (self, self->bodies) },
    { CAM_PARTNER_FILTER_DATA, PICK (self, states) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (is_one_of (self, 4))
      cam_partner_filter_set (filter, choices[i].field, choices[i].value);
  cam_partner_filter_set_may_contact (filter, is_one_of (self, 4));
  return filter;
}

/* Whatever is chosen together, it is what plain SQL chooses, and comes out of JSON as it went in. */
static void
test_plain (World         *self,
            gconstpointer  data)
{
  guint n_chosen = 0, n_some = 0;

  for (guint i = 0; i < N_FILTERS; i++)
    {
      g_autoptr (CamPartnerFilter) filter = make_filter (self);
      g_autofree char *json = cam_partner_filter_to_json (filter);
      g_autoptr (GError) error = NULL;
      g_autoptr (CamPartnerFilter) again =
        cam_partner_filter_new_from_json (cam_partner_filter_get_partner_type (filter), json, &error);
      g_autoptr (GPtrArray) uuids = NULL;
      g_autoptr (GHashTable) expected = choose_plainly (self, filter);

      g_assert_no_error (error);
      g_assert_true (cam_partner_filter_equal (filter, again));
      uuids = cam_partner_filter_list (again, self->store, cam_day_from_text (TODAY), &error);
      g_assert_no_error (error);
      g_test_message ("%s: %u", json, uuids->len);
      for (guint j = 0; j < uuids->len; j++)
        g_assert_true (g_hash_table_contains (expected, g_ptr_array_index (uuids, j)));
      g_assert_cmpuint (uuids->len, ==, g_hash_table_size (expected));
      n_chosen += uuids->len;
      n_some += uuids->len > 0;
    }
  /* Not all of them were empty. */
  g_assert_cmpuint (n_some, >, N_FILTERS / 4);
  g_assert_cmpuint (n_chosen, >, N_FILTERS);
}

/* The list of a page has the same, whatever it shows first. */
static void
test_list (World         *self,
           gconstpointer  data)
{
  g_autoptr (CamSearchList) people = cam_search_list_new (self->store, CAM_TYPE_PERSON);
  g_autoptr (CamSearchList) bodies = cam_search_list_new (self->store, CAM_TYPE_ORGANISATION);

  for (guint i = 0; i < N_FILTERS / 4; i++)
    {
      g_autoptr (CamPartnerFilter) filter = make_filter (self);
      gboolean is_people = cam_partner_filter_get_partner_type (filter) == CAM_PARTNER_PEOPLE;
      CamSearchList *list = is_people ? people : bodies;
      g_autoptr (GHashTable) expected = choose_plainly (self, filter);
      g_autoptr (GError) error = NULL;

      g_assert_true (cam_partner_filter_apply (filter, list, cam_day_from_text (TODAY), &error));
      g_assert_no_error (error);
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (list)); j++)
        {
          g_autoptr (CamRecord) record = g_list_model_get_item (G_LIST_MODEL (list), j);

          g_assert_true (g_hash_table_contains (expected, cam_record_get_uuid (record)));
        }
      if (is_one_of (self, 2))
        continue;
      wait_for_list (list);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, g_hash_table_size (expected));
    }
  wait_for_list (people);
  wait_for_list (bodies);
}

static void
test_scope (World         *self,
            gconstpointer  data)
{
  g_autoptr (CamPartnerFilter) filter = cam_partner_filter_new (CAM_PARTNER_ORGANISATIONS);
  const char *areas[] = { self->areas[3], self->areas[4], NULL };
  g_autofree char *all = choose (self->store, filter);
  g_autofree char *some = NULL;
  g_autofree char *none = NULL;
  g_autofree char *again = NULL;
  g_autofree char *json = NULL;

  cam_partner_filter_set_scope (filter, areas);
  g_assert_true (cam_partner_filter_is_empty (filter));
  some = choose (self->store, filter);
  g_assert_cmpuint (strlen (some), <, strlen (all));
  g_assert_cmpstr (some, !=, "");
  cam_partner_filter_set_scope (filter, (const char *[]) { NULL });
  none = choose (self->store, filter);
  g_assert_cmpstr (none, ==, "");
  json = cam_partner_filter_to_json (filter);
  g_assert_cmpstr (json, ==, "{}");
  cam_partner_filter_set_scope (filter, NULL);
  again = choose (self->store, filter);
  g_assert_cmpstr (again, ==, all);
}

static void
test_hostile (void)
{
  g_autofree char *deep = g_strnfill (10000, '[');
  g_autofree char *long_text = g_strnfill (2000, 'x');
  g_autofree char *long_json = g_strdup_printf ("{\"text\": \"%s\"}", long_text);
  const char *refused[] = {
    "", "{", "[]", "null", "\"text\"", "{\"text\": 1}", "{\"text\": [\"a\"]}", "{\"may_contact\": 1}",
    "{\"kind\": \"cabal\"}", "{\"team_role\": \"king\"}", "{\"data\": \"all\"}", "{\"area\": \"1' OR '1\"}",
    "{\"group\": \"not-a-uuid\"}", "{\"organisation\": {}}", "{\"text\": \"\xff\"}", deep, long_json,
  };
  const char *accepted[] = {
    "{}", "{\"text\": null}", "{\"text\": \"\"}", "{\"later\": {\"a\": [1, 2]}}", "{\"may_contact\": false}",
    "{\"text\": \"it's \\\"quoted\\\" * ; DROP TABLE person; --\"}", "{\"sector\": \"[[[[[[[[[[{{{{\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cam_partner_filter_new_from_json (CAM_PARTNER_PEOPLE, refused[i], &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
    }
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamPartnerFilter) filter = cam_partner_filter_new_from_json (CAM_PARTNER_PEOPLE, accepted[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (filter);
    }
}

/* Whatever somebody types is words and nothing else. */
static void
test_typed (World         *self,
            gconstpointer  data)
{
  const char *typed[] = { "\"", "ash\" OR \"", "NEAR(ash)", "ash*", "-ash", "title:ash", "'); DROP TABLE person; --", "(", "+",
                          "+44 (", "\xff\xfe", "0 0 0 0", "44", "((((", "^ash", "{title} : ash", "1234567890123456789012345" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (guint type = CAM_PARTNER_PEOPLE; type <= CAM_PARTNER_ORGANISATIONS; type++)
      {
        g_autoptr (CamPartnerFilter) filter = cam_partner_filter_new (type);
        g_autofree char *found = NULL;

        cam_partner_filter_set (filter, CAM_PARTNER_FILTER_TEXT, typed[i]);
        cam_partner_filter_set (filter, CAM_PARTNER_FILTER_SECTOR, typed[i]);
        found = choose (self->store, filter);
        g_assert_cmpstr (found, ==, "");
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/partner-filter/plain", World, NULL, set_up, test_plain, tear_down);
  g_test_add ("/partner-filter/list", World, NULL, set_up, test_list, tear_down);
  g_test_add ("/partner-filter/scope", World, NULL, set_up, test_scope, tear_down);
  g_test_add ("/partner-filter/typed", World, NULL, set_up, test_typed, tear_down);
  g_test_add_func ("/partner-filter/hostile", test_hostile);
  return g_test_run ();
}
