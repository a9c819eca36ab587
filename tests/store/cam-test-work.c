/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-test-work.h"

#include "cam-check.h"

#include <string.h>

static char *
dup_uuid (guint n)
{
  return g_strdup_printf ("%08x-0000-4000-8000-000000000000", n);
}

/* Up to some 4 kB, so that actions touch few pages or many. */
static char *
dup_note (guint n)
{
  guint length = 50 + n * 397 % 4000;
  char *note = g_malloc (length + 1);

  memset (note, 'a' + (int) (n % 26), length);
  note[length] = '\0';
  return note;
}

static gboolean
begin_func (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  g_autofree char *uuid = dup_uuid (0);
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "name", cam_text ("counter") },
    { "population", cam_integer (0) },
  };
  g_autofree char *made = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

  return made != NULL;
}

static gboolean
action_func (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  guint n = *(guint *) data;
  g_autofree char *counter = dup_uuid (0);
  g_autofree char *uuid = dup_uuid (n);
  g_autofree char *earlier = dup_uuid ((n + 1) / 2);
  g_autofree char *note = dup_note (n);
  const CamCell added[] = { { "uuid", cam_text (uuid) }, { "name", cam_text ("work") },
                            { "note", cam_text (note) } };
  const CamCell changed[] = { { "note", cam_text (note) } };
  const CamCell counted[] = { { "population", cam_integer (n) } };
  g_autofree char *made = cam_writer_insert (writer, "area", added, G_N_ELEMENTS (added), error);

  return made != NULL
         && cam_writer_update (writer, "area", earlier, changed, 1, error)
         && cam_writer_update (writer, "area", counter, counted, 1, error);
}

void
cam_test_work_begin (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (cam_store_write (store, "Action 0", begin_func, NULL, &error));
  g_assert_no_error (error);
  cam_store_close (store);
}

gboolean
cam_test_work_do (CamStore  *store,
                  guint      n,
                  GError   **error)
{
  g_autofree char *label = g_strdup_printf ("Action %u", n);

  return cam_store_write (store, label, action_func, &n, error);
}

static gint64
read_number (CamStore   *store,
             const char *column,
             const char *clause)
{
  g_autoptr (GError) error = NULL;
  const char *columns[] = { column, NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns, clause, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_no_error (error);
  return cam_cursor_get_integer (cursor, 0);
}

guint
cam_test_work_verify (const char *path,
                      guint       acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GPtrArray) problems = NULL;
  gint64 n;

  g_assert_no_error (error);
  problems = cam_check_store (store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  n = read_number (store, "population", "WHERE name = 'counter'");
  g_assert_cmpint (n, >=, acknowledged);
  /* The counter itself, and an area for each action. */
  g_assert_cmpint (cam_store_count (store, "area"), ==, n + 1);
  cam_store_close (store);
  return (guint) n;
}
