/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ics-fixture.h"

#include <string.h>

#define STAMP G_GINT64_CONSTANT (1795770000)

CamIcsFile *
ics_read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CamIcsFile *file = cam_ics_read (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

CamIcsFile *
ics_read_event (const char *lines)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n%s\nEND:VEVENT\nEND:VCALENDAR\n", lines);
  g_auto (GStrv) pieces = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", pieces);

  return ics_read_text (joined);
}

static void
check_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_false (g_str_has_suffix (text, ".."));
}

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  for (; text != NULL && *text != '\0'; text++)
    g_assert_true ((guchar) *text >= ' ' || *text == '\n' || *text == '\t');
}

static void
check_event (const CamIcsEvent *event)
{
  g_assert_nonnull (event->uid);
  g_assert_nonnull (event->zone);
  check_text (event->uid);
  check_text (event->summary);
  check_text (event->description);
  check_text (event->location);
  check_text (event->url);
  g_assert_cmpint (event->start, >=, CAM_WALL_MIN - CAM_WALL_DAY);
  g_assert_cmpint (event->end, >=, event->start);
  for (guint i = 0; event->problems[i] != NULL; i++)
    check_sentence (event->problems[i]);
  for (guint i = 0; i < event->overrides->len; i++)
    check_event (g_ptr_array_index (event->overrides, i));
  if (event->recurrence != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (event->recurrence, event->start, event->all_day, event->zone, &error);
      g_autofree char *again = NULL;
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      again = cam_recurrence_to_text (recurrence);
      words = cam_recurrence_describe (recurrence);
      g_assert_cmpstr (again, ==, event->recurrence);
    }
}

static void
check_lines (GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  gsize at = 0;

  g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
  while (at < length)
    {
      const char *end = memchr (text + at, '\n', length - at);

      g_assert_nonnull (end);
      g_assert_true (end > text + at && end[-1] == '\r');
      g_assert_cmpint (end - (text + at), <=, 76);
      g_assert_true (g_utf8_validate (text + at, end - (text + at), NULL));
      at = (gsize) (end - text) + 1;
    }
}

static void
check_written (CamIcsFile *file)
{
  const CamIcsWriteOptions options = { .stamp = STAMP, .name = "Events, all; of them", .refresh_hours = 12 };
  g_autoptr (GBytes) written = cam_ics_write (file->events, &options);
  g_autoptr (GBytes) twice = cam_ics_write (file->events, &options);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) last = NULL;
  g_autoptr (CamIcsFile) read = NULL;
  g_autoptr (CamIcsFile) third = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_bytes_equal (written, twice));
  check_lines (written);
  read = cam_ics_read (written, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->refused->len, ==, 0);
  g_assert_cmpuint (read->events->len, ==, file->events->len);
  g_assert_cmpstr (read->name, ==, options.name);
  /* What is odd about a file, as a date that is moved twice, is gone once it was written: from then on nothing changes. */
  again = cam_ics_write (read->events, &options);
  third = cam_ics_read (again, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third->events->len, ==, read->events->len);
  last = cam_ics_write (third->events, &options);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), g_bytes_get_data (last, NULL), g_bytes_get_size (last));
  for (guint i = 0; i < read->events->len; i++)
    {
      CamIcsEvent *before = g_ptr_array_index (file->events, i), *event = g_ptr_array_index (read->events, i);

      g_assert_cmpstr (before->uid, ==, event->uid);
      g_assert_cmpint (before->start, ==, event->start);
      g_assert_cmpint (before->end, ==, event->end);
      g_assert_cmpstr (before->recurrence, ==, event->recurrence);
      g_assert_true (cam_ics_event_equal (event, g_ptr_array_index (third->events, i)));
    }
}

void
ics_check_file (CamIcsFile *file)
{
  for (guint i = 0; i < file->events->len; i++)
    check_event (g_ptr_array_index (file->events, i));
  for (guint i = 0; i < file->refused->len; i++)
    check_sentence (((CamIcsRefused *) g_ptr_array_index (file->refused, i))->reason);
  for (guint i = 0; file->problems[i] != NULL; i++)
    check_sentence (file->problems[i]);
  check_written (file);
}

gboolean
ics_check_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamIcsFile) file = cam_ics_read (bytes, NULL, NULL, NULL, &error);

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    {
      g_assert_true (error->domain == CAM_CALENDAR_ERROR);
      check_sentence (error->message);
      return FALSE;
    }
  ics_check_file (file);
  return TRUE;
}
