/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-format.h"

#include "cam-error.h"

#include <math.h>

#define assert_text(call, expected) \
  G_STMT_START { g_autofree char *text_ = (call); g_assert_cmpstr (text_, ==, (expected)); } G_STMT_END

static void
test_words (void)
{
  assert_text (cam_format_level ("parish"), "Parish");
  assert_text (cam_format_level ("sda"), "Service delivery area");
  assert_text (cam_format_level ("moon"), "moon");
  assert_text (cam_format_level (NULL), "");
  assert_text (cam_format_status ("draft"), "Draft");
  assert_text (cam_format_column ("label_lat"), "Label latitude");
  assert_text (cam_format_column ("unheard_of"), "unheard_of");
  g_assert_cmpstr (cam_format_level_plural (CAM_LEVEL_PARISH), ==, "Parishes");
}

/* Every level that the file knows has a name of its own. */
static void
test_every_level (void)
{
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      g_autofree char *name = cam_format_level (cam_level_to_word (level));

      g_assert_cmpstr (name, !=, cam_level_to_word (level));
      g_assert_cmpstr (cam_format_level_plural (level), !=, "");
    }
}

static void
test_numbers (void)
{
  assert_text (cam_format_integer (1234), "1234");
  assert_text (cam_format_integer (CAM_INTEGER_NONE), "");
  assert_text (cam_format_hectares (1234.4), "1234 hectares");
  assert_text (cam_format_hectares (1.26), "1.3 hectares");
  assert_text (cam_format_hectares (NAN), "");
  assert_text (cam_format_figure (12.5, "%"), "12.50%");
  assert_text (cam_format_figure (12, "people"), "12 people");
  assert_text (cam_format_figure (NAN, "people"), "Not known");
}

static void
test_instants (void)
{
  assert_text (cam_format_instant ("2001-01-12T10:00:00Z"), "Fri 12 January 2001, 10:00");
  assert_text (cam_format_instant ("some day"), "some day");
  assert_text (cam_format_instant (NULL), "");
}

/* Every code has a sentence of its own, and none shows what only a log should. */
static void
test_errors (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) missing = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "secret");

  for (int code = CAM_ERROR_FAILED; code <= CAM_ERROR_TIMED_OUT; code++)
    {
      g_autoptr(GError) error = g_error_new (CAM_ERROR, code, "secret");
      char *sentence = cam_format_error (error);

      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strstr (sentence, "secret"));
      g_assert_true (g_hash_table_add (seen, sentence));
    }
  assert_text (cam_format_error (missing), "The file could not be found.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/format/words", test_words);
  g_test_add_func ("/ui/format/every-level", test_every_level);
  g_test_add_func ("/ui/format/numbers", test_numbers);
  g_test_add_func ("/ui/format/instants", test_instants);
  g_test_add_func ("/ui/format/errors", test_errors);
  return g_test_run ();
}
