/* SPDX-License-Identifier: GPL-3.0-or-later */
/* School holidays from what councils publish, and parts of the starter pack for a file that has none of it. */
#include "cam-holiday-import.h"

#include "cam-period.h"
#include "cam-starter.h"
#include "test-files.h"

#include <string.h>

static CamHolidayImport *
read_text (TestFiles  *self,
           const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  CamHolidayImport *import = cam_holiday_import_new (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (cam_holiday_import_compare (import, self->store, &error));
  g_assert_no_error (error);
  return import;
}

/* "new Christmas 2026-12-21 2027-01-01: reason", a line each. */
static void
assert_lines (CamHolidayImport *import,
              const char       *expected)
{
  static const char *const words[] = { "new", "changed", "same", "problem" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cam_holiday_import_get_n (import); i++)
    {
      const CamHolidayLine *line = cam_holiday_import_get (import, i);
      g_autofree char *first = cam_day_to_text (line->first);
      g_autofree char *last = cam_day_to_text (line->last);

      g_string_append_printf (text, "%s%s %s %s %s: %s", i > 0 ? "\n" : "", words[line->verdict], line->name,
                              first != NULL ? first : "-", last != NULL ? last : "-", line->reason);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
apply (TestFiles        *self,
       CamHolidayImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_holiday_import_apply (import, self->store, "Import", &error));
  g_assert_no_error (error);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
undo (TestFiles *self)
{
  gboolean is_done = FALSE;

  cam_store_undo_async (self->store, NULL, undone_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
put_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const CamCell cells[] = { { "name", cam_text ("May Day") }, { "kind", cam_text ("bank") },
                            { "starts_on", cam_text ("2026-05-04") } };
  g_autofree char *uuid = cam_writer_insert (writer, "holiday", cells, G_N_ELEMENTS (cells), error);

  return uuid != NULL;
}

static void
assert_error (const char *text,
              gsize       length,
              int         code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_holiday_import_new (bytes, &error));
  g_assert_error (error, CAM_ERROR, code);
}

static void
test_table (TestFiles     *self,
            gconstpointer  data)
{
  static const char text[] = "Holiday;First day;Last day\n"
                             "October half term;Monday 26 October 2026;Friday 30 October 2026\n"
                             "\n"
                             "Christmas;21/12/2026;2027-01-01\n"
                             "Training day;4 January 2027;\n"
                             "Autumn term;1 September 2026;18 December 2026\n"
                             "Spring;5 April;9 April\n"
                             "Easter;2027-04-09;2027-03-29\n"
                             ";2027-04-09;2027-04-09\n"
                             "Long;2027-01-01;2027-12-31\n"
                             "christmas;2026-12-21;2027-01-01\n";
  g_autoptr (CamHolidayImport) import = read_text (self, text);
  g_autoptr (CamHolidayImport) again = NULL;
  g_autoptr (CamHolidayImport) later = NULL;

  assert_lines (import, "new October half term 2026-10-26 2026-10-30: \n"
                        "new Christmas 2026-12-21 2027-01-01: \n"
                        "new Training day 2027-01-04 2027-01-04: \n"
                        "problem Autumn term 2026-09-01 2026-12-18: This is a term, when school is on.\n"
                        "problem Spring - -: Its first day is no day with a year.\n"
                        "problem Easter 2027-04-09 2027-03-29: It ends before it begins.\n"
                        "problem  2027-04-09 2027-04-09: It has no name.\n"
                        "problem Long 2027-01-01 2027-12-31: It is longer than any school holiday.\n"
                        "same christmas 2026-12-21 2027-01-01: The file has it twice.");
  apply (self, import);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 3);
  undo (self);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
  apply (self, import);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 3);
  again = read_text (self, text);
  g_assert_cmpuint (cam_holiday_import_get_count (again, CAM_IMPORT_NEW), ==, 0);
  g_assert_cmpuint (cam_holiday_import_get_count (again, CAM_IMPORT_SAME), ==, 4);
  later = read_text (self, "name,start,end\nChristmas,2026-12-19,2027-01-03\n");
  assert_lines (later, "changed Christmas 2026-12-19 2027-01-03: It was 21 December to 1 January 2027.");
  apply (self, later);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 3);
}

static void
test_calendar (TestFiles     *self,
               gconstpointer  data)
{
  g_autoptr (CamHolidayImport) import = NULL;

  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_BANK_HOLIDAYS, NULL), ==, 32);
  import = read_text (self, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y\r\n"
                            "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Half term\r\nDTSTART;VALUE=DATE:20261026\r\n"
                            "DTEND;VALUE=DATE:20261031\r\nEND:VEVENT\r\n"
                            "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Closed\r\nDTSTART;VALUE=DATE:20270104\r\nEND:VEVENT\r\n"
                            "BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Bring cake\r\nDTSTART:20270104T100000\r\nEND:VEVENT\r\n"
                            "BEGIN:VEVENT\r\nUID:4\r\nSUMMARY:Every week\r\nDTSTART;VALUE=DATE:20270104\r\n"
                            "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
                            "BEGIN:VEVENT\r\nUID:5\r\nSUMMARY:Good Friday\r\nDTSTART;VALUE=DATE:20270326\r\nEND:VEVENT\r\n"
                            "BEGIN:VEVENT\r\nUID:6\r\nSUMMARY:Off\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20270326\r\n"
                            "END:VEVENT\r\nEND:VCALENDAR\r\n");
  assert_lines (import, "new Half term 2026-10-26 2026-10-30: \n"
                        "new Closed 2027-01-04 2027-01-04: \n"
                        "problem Bring cake 2027-01-04 2027-01-04: It is at a time of the day, so it is no holiday.\n"
                        "problem Every week 2027-01-04 2027-01-04: It repeats, which no school holiday does.\n"
                        "same Good Friday 2027-03-26 2027-03-26: It is here as a bank holiday.\n"
                        "problem Off 2027-03-26 2027-03-26: It was cancelled.");
  apply (self, import);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 34);
}

/* Nothing that is no list of holidays is taken, and nothing of it reaches the file. */
static void
test_hostile (TestFiles     *self,
              gconstpointer  data)
{
  g_autoptr (GString) many = g_string_new ("name,first,last\n");
  g_autofree char *big = g_strnfill (CAM_HOLIDAY_MAX_BYTES + 1, 'x');
  g_autoptr (CamHolidayImport) odd = NULL;

  for (guint i = 0; i <= CAM_HOLIDAY_MAX_LINES; i++)
    g_string_append_printf (many, "Day %u,2026-01-01,2026-01-02\n", i);
  assert_error (many->str, many->len, CAM_ERROR_TOO_BIG);
  assert_error (big, strlen (big), CAM_ERROR_TOO_BIG);
  assert_error ("", 0, CAM_ERROR_INVALID);
  assert_error ("what,when\nEaster,2027-04-09\n", 26, CAM_ERROR_INVALID);
  assert_error ("name,first\n", 11, CAM_ERROR_INVALID);
  assert_error ("name,first\n\"Easter,2027", 22, CAM_ERROR_CORRUPT);
  assert_error ("PK\3\4\0\0\0", 7, CAM_ERROR_CORRUPT);
  assert_error ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 32, CAM_ERROR_INVALID);
  odd = read_text (self, "name,first,last\n<b>\xff&,99999999-01-01,2027-13-45\nX,2027-02-30,\n");
  g_assert_cmpuint (cam_holiday_import_get_count (odd, CAM_IMPORT_PROBLEM), ==, 2);
  apply (self, odd);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
}

static char *
dup_uuids (CamStore   *store,
           const char *table)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE deleted = 0 ORDER BY uuid", NULL, 0, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  while (cam_cursor_next (cursor, NULL))
    g_string_append_printf (text, "%s\n", cam_cursor_get_text (cursor, 0));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Two who bring in the same have the same rows. */
static void
test_two_copies (TestFiles     *self,
                 gconstpointer  data)
{
  static const char text[] = "name,first,last\nOctober half term,2026-10-26,2026-10-30\nChristmas,2026-12-21,2027-01-01\n";
  TestFiles other = { NULL };
  g_autoptr (CamHolidayImport) mine = NULL;
  g_autoptr (CamHolidayImport) theirs = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  test_files_set_up (&other, NULL);
  mine = read_text (self, text);
  theirs = read_text (&other, text);
  apply (self, mine);
  apply (&other, theirs);
  one = dup_uuids (self->store, "holiday");
  two = dup_uuids (other.store, "holiday");
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpuint (strlen (one), ==, 2 * 37);
  test_files_tear_down (&other, NULL);
}

/* What was there stays; what was taken away comes back only where it was asked for. */
static void
test_parts (TestFiles     *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) full = NULL;
  g_autofree char *path = g_build_filename (self->folder, "full.gpkg", NULL);
  g_autofree char *mine = NULL;
  g_autofree char *packs = NULL;

  g_assert_true (cam_store_write (self->store, "Add", put_cb, NULL, &error));
  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_BANK_HOLIDAYS, &error), ==, 31);
  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_BANK_HOLIDAYS, &error), ==, 0);
  undo (self);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 1);
  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_BANK_HOLIDAYS, &error), ==, 31);
  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_CHECKLIST, &error), >, 5);
  g_assert_cmpint (cam_starter_add (self->store, CAM_STARTER_CHECKLIST, &error), ==, 0);
  g_assert_no_error (error);
  full = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_starter_load (full, &error));
  mine = dup_uuids (self->store, "event_task");
  packs = dup_uuids (full, "event_task");
  g_assert_cmpstr (mine, ==, packs);
  cam_store_close (full);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func) g_test_add ("/holiday-import/" name, TestFiles, NULL, test_files_set_up, func, test_files_tear_down)
  TEST ("table", test_table);
  TEST ("calendar", test_calendar);
  TEST ("hostile", test_hostile);
  TEST ("two-copies", test_two_copies);
  TEST ("parts", test_parts);
  return g_test_run ();
}
