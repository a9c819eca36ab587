/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-error.h"
#include "cam-event-lines-private.h"

#include <string.h>

/* A table of events: it is refused with a sentence, or each line becomes an event or part of one, or is refused with a
 * sentence. Where nothing is here yet, all of them are new, and each event that is to be has a title, a start and a uuid. */

static void
check_lines (CamEventLines *lines)
{
  for (guint i = 0; i < lines->lines->len; i++)
    {
      const CamEventLine *line = &g_array_index (lines->lines, CamEventLine, i);

      g_assert_cmpuint (line->number, >, 0);
      g_assert_true (line->verdict == CAM_IMPORT_NEW || line->verdict == CAM_IMPORT_PROBLEM);
      g_assert_true (line->verdict != CAM_IMPORT_PROBLEM || g_str_has_suffix (line->reason, "."));
      if (line->event == NULL)
        continue;
      g_assert_cmpint (line->event->start, >=, CAM_WALL_MIN);
      g_assert_cmpint (line->event->end, >=, line->event->start);
      g_assert_true (line->event->summary == NULL || g_utf8_validate (line->event->summary, -1, NULL));
    }
}

static void
check_columns (const CamEventRows *rows)
{
  g_autofree char *text = cam_event_columns_to_text (&rows->columns);
  CamEventColumns back;

  g_assert_true (cam_event_columns_from_text (&back, text, g_strv_length (rows->names)));
  g_assert_cmpmem (&back, sizeof back, &rows->columns, sizeof back);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  CamEventRows *rows = cam_event_rows_new (bytes, NULL, NULL, &error);
  g_autoptr (GPtrArray) uids = NULL;
  g_autoptr (CamEventBook) book = NULL;
  CamEventLines *lines = NULL;

  if (rows == NULL)
    {
      g_assert_true (error->domain == CAM_ERROR && *error->message != '\0');
      return 0;
    }
  check_columns (rows);
  uids = cam_event_rows_list_uids (rows);
  book = cam_event_book_new (uids);
  lines = cam_event_lines_new_table (rows, book);
  g_assert_true (cam_event_lines_compare (lines, book, NULL, &error));
  check_lines (lines);
  cam_event_lines_unref (lines);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const tables[] = {
    "title,date,start,end,venue,kind,status,link,repeats,series_date,uid\n"
    "A,2027-03-03,10:00,12:00,Hall,forum,held,https://example.org,FREQ=WEEKLY;COUNT=3,2027-03-03,x@y\n"
    "A,2027-03-11,2pm,,Hall,forum,cancelled,,FREQ=WEEKLY;COUNT=3,2027-03-10,x@y\n",
    "Event;When;Time\nWalk;Wed 3rd March 2027;10am - 12 noon\nWalk;3/3/2027 2-4pm;\n",
    "Subject\tStart\tEnd\nTalk\t2027-04-01 10:00\t2027-04-01 11:30\n",
    "3 March 2027,10am,Walk\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_ptr_array_add (seeds, g_bytes_new (tables[i], strlen (tables[i])));
}
