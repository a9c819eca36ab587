/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which areas have which sectors, beside plain counting. */
#include "cam-partner-coverage.h"

#include "cam-period.h"
#include "partners-fixture.h"

#include <sqlite3.h>

#define N_BODIES 80
#define N_AREAS 15

typedef struct
{
  CamStore *store;
  char     *areas[N_AREAS];   /* a county, two districts, four of the level "sda", eight parishes */
} World;

static const char *const sectors[] = { "Faith", "Food", "Sport", " Food ", NULL };

static void
set_up (World         *self,
        gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  self->store = test_open_store ();
  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %02u", i);

      self->areas[i] = test_add_area (self->store, i == 0 ? "county" : i < 3 ? "district" : i < 7 ? "sda" : "parish", name,
                                      NULL, NULL);
      if (i > 0)
        test_add_member (self->store, self->areas[(i - 1) / 2], self->areas[i], NULL, i == 10 ? "2020-01-01" : NULL);
    }
  for (guint i = 0; i < N_BODIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Body %02u", i);
      const char *sector = sectors[g_rand_int_range (rand, 0, G_N_ELEMENTS (sectors))];
      g_autofree char *body = add_organisation (self->store, name, sector);

      if (i % 9 == 0)
        set_text (self->store, "organisation", body, "status", i % 2 == 0 ? "closed" : "dormant");
      for (int j = g_rand_int_range (rand, 0, 4); j > 0; j--)
        ADD (self->store, "organisation_area", { "organisation_uuid", cam_text (body) },
             { "area_uuid", cam_text (self->areas[g_rand_int_range (rand, 0, N_AREAS)]) },
             { "deleted", cam_integer (g_rand_int_range (rand, 0, 6) == 0) });
      if (i % 17 == 0)
        test_delete (self->store, "organisation", body);
    }
}

static void
tear_down (World         *self,
           gconstpointer  data)
{
  close_store (self->store);
  for (guint i = 0; i < N_AREAS; i++)
    g_free (self->areas[i]);
}

static const char plain[] =
  "WITH RECURSIVE m AS (SELECT * FROM area_member WHERE NOT deleted AND coalesce (valid_to, '9') >= '" TODAY "'),"
  " up (u) AS (SELECT area_uuid FROM m WHERE member_uuid = ?1 UNION SELECT m.area_uuid FROM m, up WHERE m.member_uuid = up.u),"
  " down (u) AS (SELECT ?1 UNION SELECT m.member_uuid FROM m, down WHERE m.area_uuid = down.u),"
  " body AS (SELECT uuid, (SELECT count (*) FROM organisation_area w WHERE NOT w.deleted AND w.organisation_uuid = o.uuid"
  " AND w.area_uuid IN (SELECT u FROM down)) AS here, (SELECT count (*) FROM organisation_area w WHERE NOT w.deleted"
  " AND w.organisation_uuid = o.uuid AND w.area_uuid IN (SELECT u FROM up)) AS wider FROM organisation o WHERE NOT deleted"
  " AND coalesce (status, 'active') = 'active' AND (?2 IS NULL OR trim (coalesce (sector, '')) = ?2))"
  " SELECT count (*) FILTER (WHERE here > 0), count (*) FILTER (WHERE here = 0 AND wider > 0) FROM body";

static CamPartnerCell
count_plainly (sqlite3    *db,
               const char *area,
               const char *sector)
{
  sqlite3_stmt *stmt = NULL;
  CamPartnerCell cell = { 0 };

  g_assert_cmpint (sqlite3_prepare_v2 (db, plain, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, area, -1, SQLITE_TRANSIENT);
  if (sector != NULL)
    sqlite3_bind_text (stmt, 2, sector, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  cell.n_here = (guint) sqlite3_column_int (stmt, 0);
  cell.n_wider = (guint) sqlite3_column_int (stmt, 1);
  sqlite3_finalize (stmt);
  return cell;
}

static guint
assert_as_plain (World                    *self,
                 const CamPartnerCoverage *coverage)
{
  sqlite3 *db = NULL;
  guint n_seen = 0;

  g_assert_cmpint (sqlite3_open_v2 (cam_store_get_path (self->store), &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint area = 0; area < cam_partner_coverage_get_n_areas (coverage); area++)
    {
      const char *uuid = cam_partner_coverage_get_area_uuid (coverage, area);
      CamPartnerCell total = count_plainly (db, uuid, NULL);
      guint n_gaps = 0;

      g_assert_cmpuint (cam_partner_coverage_get_total (coverage, area).n_here, ==, total.n_here);
      g_assert_cmpuint (cam_partner_coverage_get_total (coverage, area).n_wider, ==, total.n_wider);
      for (guint i = 0; i < cam_partner_coverage_get_n_sectors (coverage); i++)
        {
          CamPartnerCell cell = cam_partner_coverage_get_cell (coverage, area, i);
          CamPartnerCell expected = count_plainly (db, uuid, cam_partner_coverage_get_sector (coverage, i));

          g_assert_cmpuint (cell.n_here, ==, expected.n_here);
          g_assert_cmpuint (cell.n_wider, ==, expected.n_wider);
          n_gaps += *cam_partner_coverage_get_sector (coverage, i) != '\0' && cell.n_here + cell.n_wider == 0;
          n_seen += cell.n_here;
        }
      g_assert_cmpuint (cam_partner_coverage_count_gaps (coverage, area), ==, n_gaps);
    }
  sqlite3_close (db);
  return n_seen;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(CamPartnerCoverage **) user_data = cam_partner_coverage_load_finish (CAM_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_plain (World         *self,
            gconstpointer  data)
{
  static const char *const levels[] = { "county", "district", "sda", "parish" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamPartnerCoverage) coverage =
        cam_partner_coverage_load (self->store, levels[i], cam_day_from_text (TODAY), &error);
      g_autoptr (CamPartnerCoverage) later = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (cam_partner_coverage_get_n_areas (coverage), ==, i == 3 ? 8 : 1u << i);
      g_assert_cmpuint (cam_partner_coverage_get_n_sectors (coverage), ==, 4);
      g_assert_cmpstr (cam_partner_coverage_get_sector (coverage, 3), ==, "");
      g_assert_cmpuint (assert_as_plain (self, coverage), >, 0);
      cam_partner_coverage_load_async (self->store, levels[i], cam_day_from_text (TODAY), NULL, loaded_cb, &later);
      while (later == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (assert_as_plain (self, later), >, 0);
    }
}

static void
test_words (World         *self,
            gconstpointer  data)
{
  g_autoptr (CamStore) empty = test_open_store ();
  g_autofree char *area = test_add_area (empty, "sda", "Ramsey", NULL, NULL);
  g_autofree char *gone = test_add_area (empty, "sda", "Gone", NULL, NULL);
  g_autofree char *body = NULL;
  g_autoptr (CamPartnerCoverage) none = NULL;
  g_autoptr (CamPartnerCoverage) some = NULL;
  g_autofree char *no_words = NULL;
  g_autofree char *words = NULL;
  guint position = 0;

  set_text (empty, "area", gone, "valid_to", "2020-01-01");
  none = cam_partner_coverage_load (empty, "sda", cam_day_from_text (TODAY), NULL);
  g_assert_cmpuint (cam_partner_coverage_get_n_areas (none), ==, 1);
  no_words = cam_partner_coverage_format_area (none, 0);
  g_assert_cmpstr (no_words, ==, "No organisation has a sector yet.");
  g_assert_false (cam_partner_coverage_find_area (none, gone, &position));
  g_free (add_organisation (empty, "Trust", "Faith"));
  g_free (add_organisation (empty, "Homes", "Housing"));
  body = add_organisation (empty, "Hub", "Food");
  ADD (empty, "organisation_area", { "organisation_uuid", cam_text (body) }, { "area_uuid", cam_text (area) });
  some = cam_partner_coverage_load (empty, "sda", cam_day_from_text (TODAY), NULL);
  g_assert_true (cam_partner_coverage_find_area (some, area, &position));
  words = cam_partner_coverage_format_area (some, position);
  g_assert_cmpstr (words, ==, "1 of 3 sectors. Nobody from: Faith, Housing.");
  close_store (g_steal_pointer (&empty));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/partner-coverage/plain", World, NULL, set_up, test_plain, tear_down);
  g_test_add ("/partner-coverage/words", World, NULL, set_up, test_words, tear_down);
  return g_test_run ();
}
