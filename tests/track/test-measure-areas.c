/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statuses of one measure in all areas at once are those that each area has by itself: over files full of what
 * people and merges leave behind. */
#include "cam-measure-state.h"

#include "cam-error.h"
#include "test-store.h"

#define N_AREAS 24
#define N_FILES 12
#define TODAY "2026-11-27"

#define PUT(writer, table, ...) put (writer, table, (const CamCell[]) { __VA_ARGS__ },               \
                                     G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

typedef struct
{
  GRand      *rand;
  GPtrArray  *areas;
  char       *measure;
} Filler;

static char *
put (CamWriter     *writer,
     const char    *table,
     const CamCell *cells,
     guint          n_cells)
{
  g_autoptr (GError) error = NULL;
  char *uuid = cam_writer_insert (writer, table, cells, n_cells, &error);

  g_assert_no_error (error);
  return uuid;
}

static int
pick (Filler *self,
      int     n)
{
  return g_rand_int_range (self->rand, 0, n);
}

#define PICK_WORD(self, ...) ((const char *[]) { __VA_ARGS__ })[pick (self, G_N_ELEMENTS (((const char *[]) { __VA_ARGS__ })))]

/* Mostly within the last two years, some long ago, some to come. */
static char *
pick_day (Filler *self)
{
  guint32 today = cam_day_from_text (TODAY);
  int kind = pick (self, 10);

  if (kind == 0)
    return cam_day_to_text (today - 801 - (guint32) pick (self, 2000));
  if (kind == 1)
    return cam_day_to_text (today + (guint32) pick (self, 200));
  if (kind == 2)
    return g_strdup (PICK_WORD (self, "2026-03-31", "2026-06-30", "2026-09-30", "2025-09-30", "2024-09-18"));
  return cam_day_to_text (today - (guint32) pick (self, 120) * 7);
}

static void
put_reading (Filler     *self,
             CamWriter  *writer,
             const char *area,
             const char *ends_on)
{
  g_autofree char *uuid =
    PUT (writer, "reading", { "measure_uuid", cam_text (self->measure) }, { "area_uuid", cam_text (area) },
         { "ends_on", cam_text (ends_on) },
         { "value", pick (self, 12) == 0 ? cam_null () : cam_real (pick (self, 120)) },
         { "numerator", pick (self, 3) == 0 ? cam_real (pick (self, 30)) : cam_null () },
         { "denominator", pick (self, 2) == 0 ? cam_real (pick (self, 4)) : cam_null () },
         { "provisional", cam_integer (pick (self, 2)) },
         { "edition", cam_text (pick (self, 6) == 0 ? "2019" : NULL) },
         { "deleted", cam_integer (pick (self, 8) == 0) });

  g_assert_nonnull (uuid);
}

/* What hangs on one area, or on all together where that is NULL. */
static void
fill_area (Filler     *self,
           CamWriter  *writer,
           const char *area)
{
  int n_readings = pick (self, 12);

  for (int i = 0; i < n_readings; i++)
    {
      g_autofree char *day = pick_day (self);

      put_reading (self, writer, area, pick (self, 40) == 0 ? NULL : day);
      /* A merge may leave two of one day. */
      if (pick (self, 6) == 0)
        put_reading (self, writer, area, day);
      if (pick (self, 4) == 0)
        g_free (PUT (writer, "rag_override", { "measure_uuid", cam_text (self->measure) }, { "area_uuid", cam_text (area) },
                     { "ends_on", cam_text (day) }, { "status", cam_text (PICK_WORD (self, "red", "amber", "green")) },
                     { "reason", cam_text (PICK_WORD (self, "Late figures", NULL)) }, { "deleted", cam_integer (pick (self, 5) == 0) }));
    }
  for (int i = pick (self, 3); i > 0; i--)
    {
      g_autofree char *day = pick_day (self);

      g_free (PUT (writer, "measure_target", { "measure_uuid", cam_text (self->measure) }, { "area_uuid", cam_text (area) },
                   { "starts_on", cam_text (PICK_WORD (self, "2025-04-01", "2026-04-01", NULL)) },
                   { "ends_on", cam_text (PICK_WORD (self, "2026-03-31", "2027-03-31", day)) },
                   { "value", pick (self, 5) == 0 ? cam_null () : cam_real (pick (self, 120)) },
                   { "low", cam_real (pick (self, 50)) }, { "high", cam_real (50 + pick (self, 50)) },
                   { "deleted", cam_integer (pick (self, 5) == 0) }));
    }
}

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Filler *self = data;

  self->measure = PUT (writer, "measure", { "name", cam_text ("Registered") }, { "unit", cam_text ("people") },
                       { "frequency", cam_text (PICK_WORD (self, "weekly", "monthly", "quarterly", "yearly", "once")) },
                       { "lag_days", cam_integer (pick (self, 90)) },
                       { "direction", cam_text (PICK_WORD (self, "increase", "decrease", "maintain", "band")) },
                       { "rule", cam_text (PICK_WORD (self, "standard", "havering")) },
                       { "kind", cam_text (PICK_WORD (self, "output", "output", "outcome", "activity")) },
                       { "tolerance", cam_real (pick (self, 20)) }, { "adds_up", cam_integer (pick (self, 2)) },
                       { "ratio_per", pick (self, 3) == 0 ? cam_real (100) : cam_null () },
                       { "edition", cam_text (pick (self, 2) == 0 ? "2025" : NULL) });
  for (guint i = 0; i < N_AREAS; i++)
    g_ptr_array_add (self->areas, PUT (writer, "area", { "name", cam_text ("Somewhere") }, { "level", cam_text ("sda") }));
  fill_area (self, writer, NULL);
  /* Nothing is written of the last ones. */
  for (guint i = 0; i < N_AREAS - 3; i++)
    fill_area (self, writer, g_ptr_array_index (self->areas, i));
  return TRUE;
}

static void
assert_same (CamMeasureState *one,
             CamMeasureState *other)
{
  const CamStatus *first = cam_measure_state_get_status (one);
  const CamStatus *second = cam_measure_state_get_status (other);
  g_autofree char *value = cam_measure_state_dup_value (one);
  g_autofree char *other_value = cam_measure_state_dup_value (other);

  g_assert_cmpstr (first->reason, ==, second->reason);
  g_assert_cmpint (first->rag, ==, second->rag);
  g_assert_cmpint (first->computed, ==, second->computed);
  g_assert_cmpint (first->travel, ==, second->travel);
  g_assert_cmpint (first->travel_year, ==, second->travel_year);
  g_assert_true (first->forecast == second->forecast || (first->forecast != first->forecast
                                                         && second->forecast != second->forecast));
  g_assert_cmpuint (first->due.ends, ==, second->due.ends);
  g_assert_cmpstr (value, ==, other_value);
  g_assert_cmpstr (cam_measure_state_get_uuid (one), ==, cam_measure_state_get_uuid (other));
  g_assert_cmpuint (cam_measure_state_get_input (one)->n_points, ==, cam_measure_state_get_input (other)->n_points);
  g_assert_cmpuint (cam_measure_state_get_input (one)->n_targets, ==, cam_measure_state_get_input (other)->n_targets);
}

static void
check_file (guint32  seed,
            guint   *seen)
{
  guint32 today = cam_day_from_text (TODAY);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) states = NULL;
  g_autoptr (CamMeasureState) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  Filler filler = { rand, areas, NULL };
  const char *edition = NULL;
  CamStore *store = test_open_store ();

  cam_store_write (store, "Fill", fill_cb, &filler, &error);
  g_assert_no_error (error);
  states = cam_measure_state_load_areas (store, filler.measure, today, &elsewhere, &edition, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < areas->len; i++)
    {
      const char *area = g_ptr_array_index (areas, i);
      CamMeasureState *state = g_hash_table_lookup (states, area);
      g_autoptr (CamMeasureState) alone = cam_measure_state_load (store, filler.measure, area, today, &error);

      g_assert_no_error (error);
      if (i >= N_AREAS - 3)
        g_assert_null (state);
      assert_same (state != NULL ? state : elsewhere, alone);
      seen[cam_measure_state_get_status (alone)->rag]++;
    }
  g_free (filler.measure);
  test_close_store (store);
}

static void
test_same_as_alone (void)
{
  guint seen[CAM_N_RAGS] = { 0 };

  for (guint i = 0; i < N_FILES; i++)
    check_file (g_test_rand_int (), seen);
  /* Of every kind there were some. */
  for (guint i = 0; i < CAM_N_RAGS; i++)
    g_test_message ("%s: %u", cam_rag_to_word (i), seen[i]);
  g_assert_cmpuint (seen[CAM_RAG_NO_READING] + seen[CAM_RAG_OVERDUE], >, 0);
  g_assert_cmpuint (seen[CAM_RAG_RED] + seen[CAM_RAG_AMBER] + seen[CAM_RAG_GREEN], >, 0);
}

static void
test_not_there (void)
{
  g_autoptr (CamMeasureState) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  const char *edition = NULL;
  CamStore *store = test_open_store ();

  g_assert_null (cam_measure_state_load_areas (store, "nowhere", 2461000, &elsewhere, &edition, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_null (elsewhere);
  test_close_store (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/measure-areas/same-as-alone", test_same_as_alone);
  g_test_add_func ("/measure-areas/not-there", test_not_there);

  return g_test_run ();
}
