/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading in the background: one state of the file, errors, cancelling, and who frees what. */
#include "cam-reader.h"

#include "cam-error.h"
#include "test-area-type.h"

#define N_AREAS 60u

typedef struct
{
  CamStore *store;
  GThread  *main_thread;
  guint     n_freed;       /* data; atomic */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_store_new ();
  self->main_thread = g_thread_self ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  cam_store_close (self->store);
  g_assert_finalize_object (self->store);
}

/* What one reading does and tells. */
typedef struct
{
  Fixture    *fixture;
  const char *table;
  const char *clause;
  gboolean    fails;
  gulong      pause;     /* microseconds between two looks */
  gint        begun;     /* atomic */
} Question;

static void
question_free (gpointer data)
{
  g_atomic_int_inc (&((Question *) data)->fixture->n_freed);
}

static gint64
count (CamReader   *reader,
       Question    *question,
       GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_reader_select (reader, question->table, columns, question->clause, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;
  gint64 n = 0;

  if (cursor == NULL)
    return -1;
  while (cam_cursor_next (cursor, &local_error))
    n++;
  if (local_error == NULL)
    return n;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return -1;
}

static gpointer
read_in_thread (CamReader  *reader,
                gpointer    data,
                GError    **error)
{
  Question *question = data;
  gint64 first = 0;

  g_assert_true (g_thread_self () != question->fixture->main_thread);
  g_atomic_int_set (&question->begun, TRUE);
  if (question->fails)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "Not so");
      return NULL;
    }
  first = count (reader, question, error);
  if (first < 0)
    return NULL;
  if (question->pause > 0)
    {
      g_usleep (question->pause);
      g_assert_cmpint (count (reader, question, error), ==, first);
    }
  return g_memdup2 (&first, sizeof first);
}

static void
take_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The result, or NULL with @error; @cancellable may be NULL. */
static gint64 *
wait_for (Fixture       *self,
          GAsyncResult **result,
          GError       **error)
{
  g_autoptr (GAsyncResult) taken = NULL;
  gint64 *found = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  taken = g_steal_pointer (result);
  found = cam_store_read_finish (self->store, taken, error);
  g_clear_object (&taken);
  /* The other thread may still be putting things away. */
  while (g_atomic_int_get (&self->n_freed) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (g_atomic_int_get (&self->n_freed), ==, 1);
  self->n_freed = 0;
  while (G_OBJECT (self->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  return found;
}

static void
start (Question      *question,
       GCancellable  *cancellable,
       GAsyncResult **result)
{
  cam_store_read_async (question->fixture->store, read_in_thread, question, question_free, g_free, cancellable, take_cb, result);
}

static void
test_one_state (Fixture       *self,
                gconstpointer  data)
{
  Question question = { .fixture = self, .table = "area", .clause = "WHERE deleted = 0", .pause = 100000 };
  g_autoptr (CamRecord) one = test_area_new_saved (self->store, "ward", "One");
  g_autoptr (CamRecord) two = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  g_autofree gint64 *before = NULL;
  g_autofree gint64 *after = NULL;

  start (&question, NULL, &result);
  while (!g_atomic_int_get (&question.begun))
    g_usleep (100);
  /* It is added while somebody reads. */
  two = test_area_new_saved (self->store, "ward", "Two");
  before = wait_for (self, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*before, ==, 1);
  question.pause = 0;
  start (&question, NULL, &result);
  after = wait_for (self, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*after, ==, 2);
}

static void
test_errors (Fixture       *self,
             gconstpointer  data)
{
  Question questions[] = { { .fixture = self, .table = "area", .clause = "", .fails = TRUE },
                           { .fixture = self, .table = "no_such_table", .clause = "" },
                           { .fixture = self, .table = "area", .clause = "WHERE no such thing" } };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = NULL;

      start (&questions[i], NULL, &result);
      g_assert_null (wait_for (self, &result, &error));
      g_assert_nonnull (error);
      if (i == 0)
        g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
    }
}

/* What would take minutes ends at once, and what was read but is not wanted any more is freed. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  Question slow = { .fixture = self, .table = "area",
                    .clause = "WHERE 0 < (SELECT count (*) FROM area AS a, area AS b, area AS c, area AS d, area AS e, area AS f"
                              " WHERE a.name || b.name || c.name || d.name || e.name || f.name = '')" };
  Question quick = { .fixture = self, .table = "area", .clause = "", .pause = 20000 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  GAsyncResult *result = NULL;

  for (guint i = 0; i < N_AREAS; i++)
    g_object_unref (test_area_new_saved (self->store, "ward", "Many"));
  start (&slow, cancellable, &result);
  while (!g_atomic_int_get (&slow.begun))
    g_usleep (100);
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for (self, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_cancellable_reset (cancellable);
  start (&quick, cancellable, &result);
  while (!g_atomic_int_get (&quick.begun))
    g_usleep (100);
  g_usleep (60000);
  g_cancellable_cancel (cancellable);
  g_assert_null (wait_for (self, &result, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  Question question = { .fixture = self, .table = "area", .clause = "" };
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  cam_store_close (self->store);
  start (&question, NULL, &result);
  g_assert_null (wait_for (self, &result, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_false (question.begun);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define TEST(name, func) g_test_add ("/reader/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("one-state", test_one_state);
  TEST ("errors", test_errors);
  TEST ("cancelled", test_cancelled);
  TEST ("closed", test_closed);
  return g_test_run ();
}
