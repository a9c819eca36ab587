/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of events as people keep them: what their columns, days and times are taken for, that the same table comes
 * again without doubles, and that what makes no sense is refused with a sentence. */
#include "cam-event-import.h"
#include "cam-event-text-private.h"
#include "cam-period.h"
#include "test-files.h"

#include <string.h>

#define LIBRARY "22222222-2222-4222-8222-222222222222"
#define PARISH "33333333-3333-4333-8333-333333333333"
#define SDA "44444444-4444-4444-8444-444444444444"

static gboolean
add_rows (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  const CamCell library[] = { { "uuid", cam_text (LIBRARY) }, { "name", cam_text ("Alder Library") } };
  const CamCell parish[] = { { "uuid", cam_text (PARISH) }, { "name", cam_text ("Alder") }, { "level", cam_text ("parish") } };
  const CamCell sda[] = { { "uuid", cam_text (SDA) }, { "name", cam_text ("Alder") }, { "level", cam_text ("sda") } };
  const CamCell other[] = { { "name", cam_text ("Birch") }, { "level", cam_text ("parish") }, { "code", cam_text ("E04001620") } };
  const CamCell twin[] = { { "name", cam_text ("Birch") }, { "level", cam_text ("parish") } };
  g_autofree char *one = cam_writer_insert (writer, "venue", library, G_N_ELEMENTS (library), error);
  g_autofree char *two = cam_writer_insert (writer, "area", parish, G_N_ELEMENTS (parish), error);
  g_autofree char *three = cam_writer_insert (writer, "area", sda, G_N_ELEMENTS (sda), error);
  g_autofree char *four = cam_writer_insert (writer, "area", other, G_N_ELEMENTS (other), error);
  g_autofree char *five = cam_writer_insert (writer, "area", twin, G_N_ELEMENTS (twin), error);

  return one != NULL && two != NULL && three != NULL && four != NULL && five != NULL;
}

static void
set_up (TestFiles     *files,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_files_set_up (files, data);
  g_assert_true (cam_store_write (files->store, "Add", add_rows, NULL, &error));
  g_assert_no_error (error);
}

static CamEventImport *
preview_with (TestFiles             *files,
              const char            *text,
              gssize                 length,
              const CamEventColumns *columns,
              GError               **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (CamEventImport) import = cam_event_import_new_table (files->store, bytes, columns);

  return cam_file_import_preview (CAM_FILE_IMPORT (import), error) ? g_steal_pointer (&import) : NULL;
}

static CamEventImport *
preview (TestFiles  *files,
         const char *text)
{
  g_autoptr (GError) error = NULL;
  CamEventImport *import = preview_with (files, text, -1, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      g_test_message ("%u %u %s, %s: %s %s", cam_event_item_get_line (item), cam_event_item_get_verdict (item),
                      cam_event_item_get_name (item), cam_event_item_get_time (item), cam_event_item_get_reason (item),
                      cam_event_item_get_odd (item));
    }
  return import;
}

static void
assert_counts (CamEventImport *import,
               guint           n_new,
               guint           n_changed,
               guint           n_same,
               guint           n_problems)
{
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_CHANGED), ==, n_changed);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, n_problems);
}

static void
import_all (TestFiles  *files,
            const char *text,
            guint       n_new,
            guint       n_problems)
{
  g_autoptr (CamEventImport) import = preview (files, text);
  g_autoptr (CamEventImport) again = NULL;
  g_autoptr (GError) error = NULL;

  assert_counts (import, n_new, 0, 0, n_problems);
  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import events", &error));
  g_assert_no_error (error);
  again = preview (files, text);
  assert_counts (again, 0, 0, n_new, n_problems);
}

static void
assert_event (TestFiles  *files,
              const char *name,
              const char *column,
              const char *expected)
{
  const char *columns[] = { column, NULL };
  const CamValue is[] = { cam_text (name) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (files->store, "event", columns, "WHERE deleted = 0 AND name = ?1", is, 1, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, expected);
}

static void
test_days (void)
{
  static const struct
  {
    const char *text;
    const char *day;
    int         start;
    int         end;
  } cases[] = {
    { "2027-03-03", "2027-03-03", -1, -1 },
    { "03/03/2027", "2027-03-03", -1, -1 },
    { "3 March 2027", "2027-03-03", -1, -1 },
    { "Wed 3rd March 2027", "2027-03-03", -1, -1 },
    { "Wednesday, 3rd of March 2027", "2027-03-03", -1, -1 },
    { "2027-03-03T10:00", "2027-03-03", 600, -1 },
    { "2027-03-03 10:00:00", "2027-03-03", 600, -1 },
    { "03/03/2027 14:30", "2027-03-03", 870, -1 },
    { "3 March 2027, 10am to noon", "2027-03-03", 600, 720 },
    { "3 March 2027 2-4pm", "2027-03-03", 840, 960 },
    { "03/31/2027", NULL, 0, 0 },
    { "31 February 2027", NULL, 0, 0 },
    { "March 2027", NULL, 0, 0 },
    { "tomorrow", NULL, 0, 0 },
    { "", NULL, 0, 0 },
    { "Tuesday", NULL, 0, 0 },
    { "03/03/20277", NULL, 0, 0 },
    { "1st", NULL, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CamEventMoment moment = { 0 };
      gboolean found = cam_event_text_parse_day (cases[i].text, &moment);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].day != NULL);
      if (!found)
        continue;
      g_assert_cmpuint (moment.day, ==, cam_day_from_text (cases[i].day));
      g_assert_cmpint (moment.start, ==, cases[i].start);
      g_assert_cmpint (moment.end, ==, cases[i].end);
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    int         start;   /* -2: refused */
    int         end;
  } cases[] = {
    { "10:00", 600, -1 },     { "10.30", 630, -1 },       { "1000", 600, -1 },        { "0930", 570, -1 },
    { "10am", 600, -1 },      { "10 a.m.", 600, -1 },     { "2.30pm", 870, -1 },      { "12pm", 720, -1 },
    { "12am", 0, -1 },        { "noon", 720, -1 },        { "12 noon", 720, -1 },     { "10:00:00", 600, -1 },
    { "10-11am", 600, 660 },  { "10–2pm", 600, 840 },     { "2-4pm", 840, 960 },      { "12-2pm", 720, 840 },
    { "10:00 to 12:00", 600, 720 }, { "7pm until midnight", 1140, 1440 }, { "from 9.30am to noon", 570, 720 },
    { "9am - 5pm", 540, 1020 }, { "11-1pm", 660, 780 },
    { "10", -2, 0 },          { "10-11", -2, 0 },         { "25:00", -2, 0 },         { "10:60", -2, 0 },
    { "13am", -2, 0 },        { "0am", -2, 0 },           { "10:00 maybe", -2, 0 },   { "tbc", -2, 0 },
    { "99999", -2, 0 },       { "10:", -2, 0 },           { "-", -2, 0 },             { "", -2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CamEventMoment moment = { 0 };
      gboolean found = cam_event_text_parse_time (cases[i].text, &moment);

      g_test_message ("%s: %d to %d", cases[i].text, moment.start, moment.end);
      g_assert_cmpint (found, ==, cases[i].start != -2);
      if (!found)
        continue;
      g_assert_cmpint (moment.start, ==, cases[i].start);
      g_assert_cmpint (moment.end, ==, cases[i].end);
    }
}

static void
test_table (TestFiles     *files,
            gconstpointer  data)
{
  static const char text[] =
    "Event name;Date (dd/mm/yyyy);Time;Where;Type;Status;Notes\n"
    "Coffee morning;03/03/2027;10am - 12 noon;Alder Library;Drop-in;Booked;Bring a cup\n"
    "Community day;Saturday 6 March 2027;;The Green;Festival;;\n"
    "Forum;10 March 2027;14:00;Small hall, Alder Library;network meeting;held;\n";
  CamEventColumns columns;
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (CamEventItem) item = NULL;
  const char *const *names = NULL;

  import_all (files, text, 3, 0);
  assert_event (files, "Coffee morning", "starts_at", "2027-03-03T10:00");
  assert_event (files, "Coffee morning", "ends_at", "2027-03-03T12:00");
  assert_event (files, "Coffee morning", "venue_uuid", LIBRARY);
  assert_event (files, "Coffee morning", "kind", "engagement");
  assert_event (files, "Coffee morning", "status", "confirmed");
  assert_event (files, "Coffee morning", "description", "Bring a cup");
  assert_event (files, "Community day", "starts_at", "2027-03-06");
  assert_event (files, "Community day", "kind", "other");
  assert_event (files, "Community day", "room", "The Green");
  assert_event (files, "Forum", "ends_at", "2027-03-10T15:00");
  assert_event (files, "Forum", "status", "held");
  assert_event (files, "Forum", "venue_uuid", LIBRARY);
  assert_event (files, "Forum", "room", "Small hall");
  import = preview (files, text);
  names = cam_event_import_get_columns (import, &columns);
  g_assert_cmpstr (names[columns.column[CAM_EVENT_FIELD_TITLE]], ==, "Event name");
  g_assert_cmpint (columns.column[CAM_EVENT_FIELD_START], ==, 2);
  g_assert_cmpint (columns.column[CAM_EVENT_FIELD_UID], ==, -1);
  item = g_list_model_get_item (G_LIST_MODEL (import), 1);
  g_assert_nonnull (strstr (cam_event_item_get_odd (item), "“Festival” is no kind"));
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
undo (TestFiles *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  cam_store_undo_async (files->store, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  label = cam_store_undo_finish (files->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import events");
}

/* What was changed in the table is changed here, and nothing else. */
static void
test_changed (TestFiles     *files,
              gconstpointer  data)
{
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (GError) error = NULL;

  import_all (files, "title,date,start,end,venue\nOne,2027-03-03,10:00,11:00,Alder Library\nTwo,2027-03-04,10:00,11:00,\n", 2, 0);
  import = preview (files, "title,date,start,end,status\nOne,2027-03-03,11:00,12:00,\nTwo,2027-03-04,10:00,11:00,cancelled\n");
  assert_counts (import, 0, 2, 0, 0);
  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import events", &error));
  assert_event (files, "One", "starts_at", "2027-03-03T11:00");
  assert_event (files, "One", "venue_uuid", LIBRARY);
  assert_event (files, "Two", "status", "cancelled");
  undo (files);
  assert_event (files, "One", "starts_at", "2027-03-03T10:00");
  assert_event (files, "Two", "status", "planned");
}

/* The areas that it is for: of several of one name the one that people plan by; by code; and told where it is not clear. */
static void
test_areas (TestFiles     *files,
            gconstpointer  data)
{
  static const char text[] = "title,date,areas\nOne,2027-03-03,alder; E04001620\nTwo,2027-03-04,Birch\nThree,2027-03-05,Nowhere; Alder\n";
  const char *columns[] = { "area_uuid", NULL };
  g_autoptr (CamEventImport) import = preview (files, text);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  assert_counts (import, 3, 0, 0, 0);
  g_assert_cmpuint (cam_file_import_get_n_odd (CAM_FILE_IMPORT (import)), ==, 2);
  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import events", &error));
  g_assert_cmpint (cam_store_count (files->store, "event_area"), ==, 3);
  cursor = cam_store_select (files->store, "event_area", columns, "WHERE deleted = 0 AND area_uuid = '" SDA "'", NULL, 0, &error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_false (cam_cursor_next (cursor, &error));
  g_clear_pointer (&cursor, cam_cursor_free);
  undo (files);
  g_assert_cmpint (cam_store_count (files->store, "event_area"), ==, 0);
  import_all (files, text, 3, 0);
  g_assert_cmpint (cam_store_count (files->store, "event_area"), ==, 3);
}

static void
test_other_programs (TestFiles     *files,
                     gconstpointer  data)
{
  /* As Outlook writes them. */
  import_all (files, "\xef\xbb\xbf\"Subject\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"All day event\",\"Categories\",\"Location\"\r\n"
              "\"Staff day\",\"3/6/2027\",\"9:00:00 AM\",\"3/6/2027\",\"5:00:00 PM\",\"False\",\"Training session\",\"Alder Library\"\r\n"
              "\"Closed\",\"25/12/2027\",\"\",\"26/12/2027\",\"\",\"True\",\"\",\"\"\r\n", 2, 0);
  assert_event (files, "Staff day", "starts_at", "2027-06-03T09:00");
  assert_event (files, "Staff day", "ends_at", "2027-06-03T17:00");
  assert_event (files, "Staff day", "kind", "training");
  assert_event (files, "Closed", "ends_at", "2027-12-26");
  /* Days with their times in "Start" and "End", tabs between. */
  import_all (files, "Summary\tStart\tEnd\nTalk\t2027-04-01 10:00\t2027-04-01 11:30\n", 1, 0);
  assert_event (files, "Talk", "ends_at", "2027-04-01T11:30");
  /* How it repeats in words. */
  import_all (files, "title,date,start,end,repeats\nWalk,2027-04-06,10:00,11:00,every 2 weeks on Tuesday\nRun,2027-04-07,10:00,11:00,now and then\n", 2, 0);
  assert_event (files, "Walk", "recurrence", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
  assert_event (files, "Run", "recurrence", NULL);
}

static void
test_columns (TestFiles     *files,
              gconstpointer  data)
{
  static const char text[] = "3 March 2027,10am,Alder walk\n4 March 2027,11am,Birch walk\n";
  CamEventColumns columns, back;
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (CamEventImport) failed = cam_event_import_new_table (files->store, bytes, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_false (cam_file_import_preview (CAM_FILE_IMPORT (failed), &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpstr (cam_event_import_get_columns (failed, &columns)[1], ==, "Column 2");
  g_assert_cmpint (columns.column[CAM_EVENT_FIELD_DATE], ==, 0);
  columns.column[CAM_EVENT_FIELD_TITLE] = 2;
  columns.column[CAM_EVENT_FIELD_START] = 1;
  import = preview_with (files, text, -1, &columns, &error);
  g_assert_no_error (error);
  assert_counts (import, 2, 0, 0, 0);
  kept = cam_event_columns_to_text (&columns);
  g_assert_cmpstr (kept, ==, "date=0 start=1 title=2");
  g_assert_true (cam_event_columns_from_text (&back, kept, 3));
  g_assert_cmpmem (&back, sizeof back, &columns, sizeof columns);
  g_assert_false (cam_event_columns_from_text (&back, kept, 2));
  g_assert_false (cam_event_columns_from_text (&back, "date=x", 3));
  g_assert_false (cam_event_columns_from_text (&back, "nothing=1", 3));
  g_assert_false (cam_event_columns_from_text (&back, "date", 3));
}

/* Whatever is wrong with a line is said of that line. */
static void
test_odd_lines (TestFiles     *files,
                gconstpointer  data)
{
  static const struct
  {
    const char *line;
    const char *sentence;
  } cases[] = {
    { "A,soon,10:00,11:00,", "no day" },
    { "A,2027-03-03,elevenish,,", "no time" },
    { "A,2027-03-03,11:00,10:00,", "ends before" },
    { ",2027-03-03,11:00,12:00,", "no title" },
    { "A,,11:00,12:00,", "no date" },
    { "A,2027-03-03,11:00,12:00,not-here", NULL },
    { "A,03/31/2027,11:00,12:00,", "no day" },
    { "A,2027-03-03,2:30,3:30,", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("title,date,start,end,uid\n", cases[i].line, "\n", NULL);
      g_autoptr (CamEventImport) import = preview (files, text);
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), 0);

      assert_counts (import, cases[i].sentence == NULL ? 1 : 0, 0, 0, cases[i].sentence != NULL ? 1 : 0);
      g_assert_cmpuint (cam_event_item_get_line (item), ==, 2);
      if (cases[i].sentence != NULL)
        g_assert_nonnull (strstr (cam_event_item_get_reason (item), cases[i].sentence));
    }
  import_all (files, "title,date,start\nTwice,2027-03-03,10:00\nTwice,2027-03-03,12:00\nTwice,2027-03-03,12:00\n", 2, 1);
}

static void
assert_refused (TestFiles  *files,
                const char *text,
                gssize      length,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (preview_with (files, text, length, NULL, &error));
  g_assert_error (error, CAM_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_hostile (TestFiles     *files,
              gconstpointer  data)
{
  g_autoptr (GString) many = g_string_new ("title,date\n");
  g_autoptr (GString) large = g_string_new ("title,date\n");
  g_autoptr (CamEventImport) import = NULL;

  assert_refused (files, "a\0b,c", 5, CAM_ERROR_CORRUPT);
  assert_refused (files, "title,date\nA\x81,2027-01-01\n", -1, CAM_ERROR_CORRUPT);
  assert_refused (files, "\"title", -1, CAM_ERROR_CORRUPT);
  assert_refused (files, "one,two\n1,2\n", -1, CAM_ERROR_INVALID);
  for (guint i = 0; i < 100002; i++)
    g_string_append (many, "A,2027-01-01\n");
  assert_refused (files, many->str, -1, CAM_ERROR_TOO_BIG);
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (large, 'x');
  g_string_append (large, ",2027-01-01\n'=SUM(A1),2027-01-02\n<b>\x01\x7f,2027-01-03\n\xff\xfe,2027-01-04\n");
  import = preview (files, large->str);
  assert_counts (import, 3, 0, 0, 1);
  g_clear_object (&import);
  import = preview (files, "title,date,repeats,series_date,uid\n"
                    "A,2027-01-01,FREQ=DAILY;COUNT=2,2027-01-01,x@y\nA,2027-01-09,FREQ=DAILY;COUNT=2,2027-01-09,x@y\n"
                    "A,2027-01-02,FREQ=SECONDLY,9999-99-99,x@y\nA,2027-01-03,FREQ=DAILY;COUNT=2,,x@y\n");
  /* The last line is a date of the first. */
  assert_counts (import, 1, 0, 0, 2);
}

#define add(name, func) g_test_add ("/event-rows/" name, TestFiles, NULL, set_up, func, test_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/event-rows/days", test_days);
  g_test_add_func ("/event-rows/times", test_times);
  add ("table", test_table);
  add ("changed", test_changed);
  add ("areas", test_areas);
  add ("other-programs", test_other_programs);
  add ("columns", test_columns);
  add ("odd-lines", test_odd_lines);
  add ("hostile", test_hostile);
  return g_test_run ();
}
