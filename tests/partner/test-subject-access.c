/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a bundle without stopping the screen, and what is refused. What is in it is compared with the file in
 * tests/batch/test-privacy-commands.py. */
#include "cam-subject-access.h"
#include "test-store.h"

#include <string.h>

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

typedef struct
{
  GBytes *bytes;
  GError *error;
  guint   n_steps;   /* turns of the main loop meanwhile */
} Answer;

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answer *answer = user_data;

  answer->bytes = cam_subject_access_make_finish (CAM_STORE (source), result, &answer->error);
}

static void
ask (CamStore     *store,
     const char   *uuid,
     GCancellable *cancellable,
     Answer       *answer)
{
  cam_subject_access_make_async (store, uuid, NULL, cancellable, made_cb, answer);
  for (; answer->bytes == NULL && answer->error == NULL; answer->n_steps++)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
add_many (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Stranger Number%u", i);
      const CamCell cell = { "name", cam_text (name) };
      g_autofree char *uuid = cam_writer_insert (writer, "person", &cell, 1, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
test_async (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *uuid = INSERT (store, "person", { "name", cam_text ("Ada Example") },
                                  { "note", cam_text ("Lives with Stranger Number4999.") });
  g_autoptr (GBytes) blocking = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };

  g_assert_true (cam_store_write (store, "Add", add_many, NULL, &error));
  g_assert_no_error (error);
  ask (store, uuid, NULL, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_steps, >=, 3);
  g_assert_cmpmem (g_bytes_get_data (answer.bytes, NULL), 4, "PK\3\4", 4);
  g_clear_pointer (&answer.bytes, g_bytes_unref);
  blocking = cam_subject_access_make (store, uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (blocking);
  test_close_store (store);
}

static void
test_refused (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *uuid = INSERT (store, "person", { "name", cam_text ("Ada Example") });
  g_autofree char *venue = INSERT (store, "venue", { "name", cam_text ("Hall") });
  static const char *const wrong[] = { "", "nobody", "' OR 1 --", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ask (store, wrong[i] != NULL ? wrong[i] : venue, NULL, &answer);
      g_assert_error (answer.error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
      g_clear_error (&answer.error);
    }
  g_cancellable_cancel (cancellable);
  ask (store, uuid, cancellable, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  test_close_store (store);
}

static void
test_name (void)
{
  g_autofree char *name = cam_subject_access_dup_name ();

  g_assert_true (g_regex_match_simple ("^subject-access-\\d{4}-\\d\\d-\\d\\d\\.zip$", name, 0, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/subject-access/async", test_async);
  g_test_add_func ("/subject-access/refused", test_refused);
  g_test_add_func ("/subject-access/name", test_name);
  return g_test_run ();
}
