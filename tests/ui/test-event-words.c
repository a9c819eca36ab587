/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of an event in narrow places: lines end between words, the time stands where there is room for it. */
#include "ui-test.h"

#include "cam-event-words.h"

static CamEventWords *
make (const char   *name,
      CamEventTime  when,
      guint         n_lines)
{
  CamEventWords *words = CAM_EVENT_WORDS (g_object_ref_sink (cam_event_words_new ()));

  cam_event_words_set (words, "10:00", name, when, n_lines, FALSE);
  return words;
}

/* The width in pixels of what is written so. */
static int
get_width (CamEventWords *words,
           const char    *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (words), text);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* What stands in the lines, in a place as wide as @as_wide_as is written. */
static void
assert_lines (CamEventWords *words,
              const char    *as_wide_as,
              const char    *lines)
{
  g_auto (GStrv) found = cam_event_words_dup_lines (words, get_width (words, as_wide_as));
  g_autofree char *joined = g_strjoinv ("|", found);

  g_assert_cmpstr (joined, ==, lines);
}

static void
test_lines (void)
{
  g_autoptr (CamEventWords) words = make ("Lunch of  carers and friends", CAM_EVENT_TIME_NEVER, 9);

  assert_lines (words, "Lunch of  carers", "Lunch of  carers|and friends");
  assert_lines (words, "Lunch of", "Lunch of|carers|and|friends");
  /* A word that is too wide has a line of its own. */
  assert_lines (words, "Lun", "Lunch|of|carers|and|friends");
  assert_lines (words, "", "Lunch|of|carers|and|friends");
  assert_lines (words, "Lunch of  carers and friends", "Lunch of  carers and friends");
  cam_event_words_set (words, NULL, "Lunch of carers and friends", CAM_EVENT_TIME_ALWAYS, 2, FALSE);
  assert_lines (words, "Lunch of", "Lunch of|carers and friends");
  cam_event_words_set (words, NULL, "Lunch of carers", CAM_EVENT_TIME_ALWAYS, 1, TRUE);
  assert_lines (words, "Lun", "Lunch of carers");
  cam_event_words_set (words, NULL, "  ", CAM_EVENT_TIME_ALWAYS, 2, FALSE);
  assert_lines (words, "Lun", "");
}

static void
test_time (void)
{
  g_autoptr (CamEventWords) words = make ("Forum of all", CAM_EVENT_TIME_WITH_ROOM, 3);

  assert_lines (words, "10:00 Forum", "10:00 Forum|of all");
  assert_lines (words, "10:00 Foru", "Forum of|all");
  cam_event_words_set (words, "10:00", "Forum of all", CAM_EVENT_TIME_ALWAYS, 1, FALSE);
  assert_lines (words, "10", "10:00 Forum of all");
}

/* It is as tall as its lines; one line is as tall whatever it says. */
static void
test_height (void)
{
  g_autoptr (CamEventWords) words = make ("Forum of all", CAM_EVENT_TIME_NEVER, 3);
  int narrow = get_width (words, "Forum");
  int line = 0;
  int three = 0;
  int two = 0;

  gtk_widget_measure (GTK_WIDGET (words), GTK_ORIENTATION_VERTICAL, -1, &line, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (words), GTK_ORIENTATION_VERTICAL, narrow, &two, NULL, NULL, NULL);
  g_assert_cmpint (line, >, 8);
  g_assert_cmpint (two, ==, 2 * line);
  cam_event_words_set (words, NULL, "Forum of grown-ups", CAM_EVENT_TIME_NEVER, 3, FALSE);
  gtk_widget_measure (GTK_WIDGET (words), GTK_ORIENTATION_VERTICAL, get_width (words, "grown"), &three, NULL, NULL, NULL);
  g_assert_cmpint (three, ==, 3 * line);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/event-words/lines", test_lines);
  g_test_add_func ("/event-words/time", test_time);
  g_test_add_func ("/event-words/height", test_height);
  return ui_test_run ();
}
