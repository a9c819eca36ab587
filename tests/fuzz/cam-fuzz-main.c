/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include <gio/gio.h>

/* Replays a fuzz target as a test: each file of its corpus folder (the first argument) and each seed
 * that it makes, then a fixed number of changed copies of them, the same ones in every run. A fault
 * is an abort or a sanitizer's report. CAM_FUZZ_RUNS sets the number, which is twenty times as high in `./dev soak`,
 * CAM_FUZZ_SEED where it begins. */

/* A slow target is built with fewer. */
#ifndef DEFAULT_RUNS
#define DEFAULT_RUNS 1000
#endif
#define MAX_BYTES (1024 * 1024)

static GPtrArray *inputs;

static guint
get_number (const char *variable,
            guint       otherwise)
{
  const char *text = g_getenv (variable);
  guint64 number = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return otherwise;
  return (guint) number;
}

static void
feed (GBytes *input)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (input, &size);
  /* A copy of exactly that size, so that the sanitizer sees one byte too far; never NULL. */
  g_autofree guint8 *copy = size > 0 ? g_memdup2 (data, size) : g_malloc (1);

  g_assert_cmpint (LLVMFuzzerTestOneInput (copy, size), ==, 0);
}

static void
load_corpus (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name = NULL;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *bytes = NULL;
      gsize length = 0;

      g_file_get_contents (path, &bytes, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (inputs, g_bytes_new_take (bytes, length));
    }
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

/* A position; half of the time near the start, where headers and counts are. */
static gsize
choose_position (GRand *random,
                 gsize  size)
{
  gsize end = g_rand_boolean (random) ? MIN (size, 256) : size;

  return (gsize) g_rand_int_range (random, 0, (gint32) end);
}

static void
change (GRand      *random,
        GByteArray *bytes)
{
  static const guint8 telling[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  gsize at;

  if (bytes->len == 0)
    {
      g_byte_array_append (bytes, telling, 1);
      return;
    }
  at = choose_position (random, bytes->len);
  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      bytes->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;

    case 1:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;

    case 2:
      bytes->data[at] = telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))];
      break;

    case 3:
      g_byte_array_set_size (bytes, (guint) at);
      break;

    case 4:
      for (gsize i = at; i < MIN (at + 4, bytes->len); i++)
        bytes->data[i] = 0xff;
      break;

    default:
      g_byte_array_remove_range (bytes, (guint) at, (guint) MIN (bytes->len - at, 8));
      break;
    }
}

static void
test_corpus (void)
{
  g_assert_cmpuint (inputs->len, >, 0);
  for (guint i = 0; i < inputs->len; i++)
    feed (g_ptr_array_index (inputs, i));
}

static void
test_changed (void)
{
  guint n_runs = get_number ("CAM_FUZZ_RUNS", g_getenv ("CAM_SOAK") != NULL ? 20 * DEFAULT_RUNS : DEFAULT_RUNS);
  g_autoptr (GRand) random = g_rand_new_with_seed (get_number ("CAM_FUZZ_SEED", 1));

  for (guint run = 0; run < n_runs; run++)
    {
      GBytes *input = g_ptr_array_index (inputs, g_rand_int_range (random, 0, (gint32) inputs->len));
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GBytes) changed = NULL;
      guint n_changes = 1u << g_rand_int_range (random, 0, 6);
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (input, &size);

      if (size > 0)
        g_byte_array_append (bytes, data, (guint) MIN (size, MAX_BYTES));
      for (guint i = 0; i < n_changes; i++)
        change (random, bytes);
      changed = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      feed (changed);
    }
  g_test_message ("%u changed inputs of %u", n_runs, inputs->len);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (argc > 1)
    load_corpus (argv[1]);
  cam_fuzz_add_seeds (inputs);
  g_ptr_array_sort (inputs, compare_inputs);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/changed", test_changed);
  status = g_test_run ();
  g_ptr_array_unref (inputs);
  return status;
}
