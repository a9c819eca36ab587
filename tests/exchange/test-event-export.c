/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events on their way out, and back: one's own export changes nothing, makes the same events in another file, and
 * holds no person. */
#include "cam-event-export.h"
#include "cam-event-import.h"
#include "cam-period.h"
#include "test-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID(n) "0000000" #n "-0000-4000-8000-000000000000"
#define LIBRARY "22222222-2222-4222-8222-222222222222"
#define PARISH "33333333-3333-4333-8333-333333333333"
#define DRAFT "44444444-4444-4444-8444-444444444444"
#define N_EVENTS 9

#define PUT(table, ...) \
  G_STMT_START { \
    const CamCell cells[] = { __VA_ARGS__ }; \
    g_autofree char *put = cam_writer_insert (writer, table, cells, G_N_ELEMENTS (cells), error); \
    if (put == NULL) \
      return FALSE; \
  } G_STMT_END
#define T(column, text) { column, cam_text (text) }

static GBytes *
make_point (double lon,
            double lat)
{
  guint8 bytes[29] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0 };

  memcpy (bytes + 13, &lon, 8);
  memcpy (bytes + 21, &lat, 8);
  return g_bytes_new (bytes, sizeof bytes);
}

static gboolean
add_series (CamWriter  *writer,
            GError    **error)
{
  PUT ("event", T ("uuid", UUID (1)), T ("name", "Network, monthly; with \\ and “quotes”"), T ("kind", "forum"),
       T ("status", "confirmed"), T ("starts_at", "2026-01-06T10:00"), T ("ends_at", "2026-01-06T12:00"),
       T ("recurrence", "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20261231"), T ("recurrence_until", "2026-12-01"),
       T ("venue_uuid", LIBRARY), T ("room", "Small hall"), T ("aim", "Keep in touch"), T ("description", "Tea.\nCake."),
       T ("lead", "A Person"), T ("audience", "Everybody"));
  PUT ("event_date", T ("event_uuid", UUID (1)), T ("kind", "cancelled"), T ("original_at", "2026-02-03T10:00"), T ("note", "Snow"));
  PUT ("event_date", T ("event_uuid", UUID (1)), T ("kind", "moved"), T ("original_at", "2026-03-03T10:00"),
       T ("starts_at", "2026-03-04T14:00"), T ("ends_at", "2026-03-04T15:00"));
  PUT ("event_date", T ("event_uuid", UUID (1)), T ("kind", "moved"), T ("original_at", "2026-04-07T10:00"),
       T ("note", "Bring a chair"), T ("status", "planned"));
  PUT ("event_date", T ("event_uuid", UUID (1)), T ("kind", "added"), T ("starts_at", "2026-03-20T10:00"));
  PUT ("event_date", T ("event_uuid", UUID (1)), T ("kind", "added"), T ("starts_at", "2026-03-21T10:00"), T ("ends_at", "2026-03-21T10:30"));
  PUT ("event_area", T ("event_uuid", UUID (1)), T ("area_uuid", PARISH));
  return TRUE;
}

static gboolean
fill (CamWriter  *writer,
      gpointer    data,
      GError    **error)
{
  g_autoptr (GBytes) point = make_point (0.123456, 52.2);

  PUT ("area", T ("uuid", PARISH), T ("name", "Alder"), T ("level", "parish"));
  PUT ("area", T ("uuid", DRAFT), T ("name", "Alder and Birch"), T ("level", "sda"));
  PUT ("area_member", T ("area_uuid", DRAFT), T ("member_uuid", PARISH));
  PUT ("venue", T ("uuid", LIBRARY), T ("name", "Alder Library"), T ("address", "High Street,\nAlder"), T ("postcode", "CB99 9ZZ"),
       T ("step_free", "yes"), T ("hearing_loop", "at the desk"), T ("contact", "B Person, 01223 000000"), { "geom", cam_blob (point) });
  if (!add_series (writer, error))
    return FALSE;
  PUT ("event", T ("uuid", UUID (2)), T ("name", "=HYPERLINK(\"x\")"), T ("kind", "other"), T ("status", "idea"),
       T ("starts_at", "2026-05-01"), T ("ends_at", "2026-05-03"), { "all_day", cam_integer (1) });
  PUT ("event", T ("uuid", UUID (3)), T ("name", "Paris"), T ("starts_at", "2026-03-29T09:00"), T ("ends_at", "2026-03-29T10:00"),
       T ("time_zone", "Europe/Paris"));
  PUT ("event", T ("uuid", UUID (4)), T ("name", "Weekly in Paris"), T ("starts_at", "2026-03-02T09:00"),
       T ("time_zone", "Europe/Paris"), T ("recurrence", "FREQ=WEEKLY"), T ("online_link", "https://example.org/x"), T ("format", "hybrid"));
  PUT ("event", T ("uuid", UUID (5)), T ("name", "Called off"), T ("status", "cancelled"), T ("starts_at", "2026-06-01T09:00"),
       T ("venue_uuid", LIBRARY));
  PUT ("event", T ("uuid", UUID (6)), T ("name", "Held"), T ("status", "held"), T ("starts_at", "2025-06-01T09:00"), T ("room", "Nowhere, Hall"));
  PUT ("event", T ("uuid", UUID (7)), T ("name", "From elsewhere"), T ("starts_at", "2026-06-02T09:00"), T ("ical_uid", "x@example.org"),
       { "ical_sequence", cam_integer (7) },
       T ("ical_extra", "X-THING;A=B:c\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\nGEO:52.100000;0.200000\nX-CATEGORIES:One|Two, three"));
  PUT ("event", T ("uuid", UUID (8)), T ("name", "Some time"), T ("status", "idea"));
  PUT ("event", T ("uuid", UUID (9)), T ("name", "Template"), T ("starts_at", "2026-01-01T09:00"), { "is_template", cam_integer (1) });
  PUT ("event", T ("uuid", "0000000a-0000-4000-8000-000000000000"), T ("name", "Every day"), T ("starts_at", "2026-01-01"),
       { "all_day", cam_integer (1) }, T ("recurrence", "FREQ=DAILY;COUNT=4"), T ("recurrence_until", "2026-01-04"));
  PUT ("event_date", T ("event_uuid", "0000000a-0000-4000-8000-000000000000"), T ("kind", "moved"), T ("original_at", "2026-01-02"),
       T ("starts_at", "2026-01-12"), T ("ends_at", "2026-01-13"));
  PUT ("event", T ("uuid", "0000000b-0000-4000-8000-000000000000"), T ("name", "Aim only"), T ("starts_at", "2026-08-01T09:00"),
       T ("aim", "Aim: to say “Access:”"), T ("venue_uuid", LIBRARY));
  return TRUE;
}

static void
set_up (TestFiles     *files,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_files_set_up (files, data);
  g_assert_true (cam_store_write (files->store, "Fill", fill, NULL, &error));
  g_assert_no_error (error);
}

static char *
export (TestFiles             *files,
        const char            *name,
        CamEventExportOptions  options,
        guint                  n_events)
{
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  CamEventExportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (cam_event_export (files->store, path, cam_day_from_text ("2026-11-27"), &options, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.events, ==, n_events);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  return text;
}

static CamEventImport *
preview (CamStore   *store,
         const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CamEventImport *import = cam_event_import_new (store, bytes);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      g_test_message ("%u %s: %s %s", cam_event_item_get_verdict (item), cam_event_item_get_name (item),
                      cam_event_item_get_reason (item), cam_event_item_get_odd (item));
    }
  return import;
}

static void
assert_same (CamStore   *store,
             const char *text,
             guint       n_same)
{
  g_autoptr (CamEventImport) import = preview (store, text);

  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, n_same);
}

static void
test_back (TestFiles     *files,
           gconstpointer  data)
{
  g_autofree char *text = export (files, "all.ics", (CamEventExportOptions) { 0 }, N_EVENTS);
  g_autofree char *path = g_build_filename (files->folder, "copy.gpkg", NULL);
  g_autoptr (CamStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  assert_same (files->store, text, N_EVENTS);
  g_assert_null (strstr (text, "Person"));
  g_assert_null (strstr (text, "01223"));
  g_assert_null (strstr (text, "Template"));
  g_assert_nonnull (strstr (text, "METHOD:PUBLISH"));
  g_assert_nonnull (strstr (text, "Hearing loop: at the desk"));
  g_assert_nonnull (strstr (text, "GEO:52.200000;0.123456"));
  g_assert_nonnull (strstr (text, "UID:x@example.org\r\nDTSTAMP"));
  g_assert_nonnull (strstr (text, "SEQUENCE:7\r\n"));
  g_assert_nonnull (strstr (text, "UID:" UUID (1) "@local.cambridgeshire.gov.uk"));
  g_assert_nonnull (strstr (text, "CATEGORIES:Forum or network meeting"));
  /* A copy that somebody has knows them too. */
  test_files_run (files, "cp store.gpkg copy.gpkg; cp store.gpkg-wal copy.gpkg-wal 2>/dev/null || true");
  copy = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  assert_same (copy, text, N_EVENTS);
  cam_store_close (copy);
}

static void
assert_cell (CamStore   *store,
             const char *table,
             const char *column,
             const char *clause,
             const char *expected)
{
  const char *columns[] = { column, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 0), ==, expected);
}

/* In a file that knows none of it, they are the same events, and their export comes back unchanged to the first. */
static void
test_other_file (TestFiles     *files,
                 gconstpointer  data)
{
  g_autofree char *text = export (files, "all.ics", (CamEventExportOptions) { 0 }, N_EVENTS);
  TestFiles other = { 0 };
  g_autofree char *back = NULL;
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (GError) error = NULL;

  test_files_set_up (&other, NULL);
  import = preview (other.store, text);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, N_EVENTS);
  g_assert_cmpuint (cam_event_import_get_n_people (import), ==, 0);
  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import", &error));
  g_clear_object (&import);
  assert_same (other.store, text, N_EVENTS);
  assert_cell (other.store, "event", "name", "WHERE uuid = '" UUID (1) "'", "Network, monthly; with \\ and “quotes”");
  assert_cell (other.store, "event", "aim", "WHERE uuid = '" UUID (1) "'", "Keep in touch");
  assert_cell (other.store, "event", "description", "WHERE uuid = '" UUID (1) "'", "Tea.\nCake.");
  assert_cell (other.store, "event", "kind", "WHERE uuid = '" UUID (1) "'", "forum");
  assert_cell (other.store, "event", "ical_uid", "WHERE uuid = '" UUID (1) "'", NULL);
  assert_cell (other.store, "event", "room", "WHERE uuid = '" UUID (1) "'", "Small hall, Alder Library, High Street, Alder, CB99 9ZZ");
  assert_cell (other.store, "event", "ends_at", "WHERE uuid = '" UUID (2) "'", "2026-05-03");
  assert_cell (other.store, "event", "time_zone", "WHERE uuid = '" UUID (4) "'", "Europe/Paris");
  assert_cell (other.store, "event", "starts_at", "WHERE uuid = '" UUID (3) "'", "2026-03-29T08:00");
  assert_cell (other.store, "event_date", "note", "WHERE original_at = '2026-04-07T10:00'", "Bring a chair");
  assert_cell (other.store, "event_date", "status", "WHERE original_at = '2026-04-07T10:00'", "planned");
  assert_cell (other.store, "event_date", "ends_at", "WHERE original_at = '2026-01-02'", "2026-01-13");
  g_assert_cmpint (cam_store_count (other.store, "event_date"), ==, 6);
  back = export (&other, "back.ics", (CamEventExportOptions) { 0 }, N_EVENTS);
  assert_same (files->store, back, N_EVENTS);
  test_files_tear_down (&other, NULL);
}

static void
test_one (TestFiles     *files,
          gconstpointer  data)
{
  g_autofree char *one = export (files, "one.ics", (CamEventExportOptions) { .event_uuid = UUID (1) }, 1);
  g_autofree char *cancelled = export (files, "cancelled.ics", (CamEventExportOptions) { .event_uuid = UUID (5) }, 1);
  const CamEventExportOptions idea = { .event_uuid = UUID (8) };
  g_autofree char *path = g_build_filename (files->folder, "idea.ics", NULL);
  g_autofree char *text = g_build_filename (files->folder, "idea.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (one, "METHOD:PUBLISH"));
  g_assert_nonnull (strstr (cancelled, "METHOD:CANCEL"));
  assert_same (files->store, cancelled, 1);
  g_assert_false (cam_event_export (files->store, path, 1, &idea, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_event_export (files->store, text, 1, &idea, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static GPtrArray *
locate_cb (double   lat,
           double   lon,
           gpointer user_data)
{
  GPtrArray *areas = g_ptr_array_new ();

  g_assert_cmpfloat_with_epsilon (lat, 52.2, 1e-9);
  g_ptr_array_add (areas, (gpointer) PARISH);
  return areas;
}

static void
test_filter (TestFiles     *files,
             gconstpointer  data)
{
  guint32 from = cam_day_from_text ("2026-06-01"), to = cam_day_from_text ("2026-06-01");
  g_autofree char *june = export (files, "june.ics", (CamEventExportOptions) { .from = from, .to = to }, 2);
  g_autofree char *open = export (files, "open.ics", (CamEventExportOptions) { .from = from + 1 }, 4);
  g_autofree char *named = export (files, "named.ics", (CamEventExportOptions) { .area_uuid = DRAFT }, 1);
  g_autofree char *located = export (files, "located.ics", (CamEventExportOptions) { .area_uuid = DRAFT, .locate = locate_cb }, 3);

  g_assert_nonnull (strstr (june, "Called off"));
  g_assert_nonnull (strstr (june, "Weekly in Paris"));
  g_assert_nonnull (strstr (open, "Network"));
  g_assert_nonnull (strstr (named, "Network"));
  g_assert_nonnull (strstr (located, "Called off"));
}

static void
test_table (TestFiles     *files,
            gconstpointer  data)
{
  guint32 from = cam_day_from_text ("2026-02-01"), to = cam_day_from_text ("2026-05-31");
  g_autofree char *text = export (files, "table.CSV", (CamEventExportOptions) { .from = from, .to = to }, 4);
  g_autofree char *all = export (files, "all.csv", (CamEventExportOptions) { 0 }, N_EVENTS);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint n_cancelled = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n_cancelled += strstr (lines[i], ",cancelled,") != NULL ? 1 : 0;
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_true (g_str_has_prefix (lines[0], "date,start,end_date,end,all_day,title,kind,status,"));
  g_assert_nonnull (strstr (text, "\r\n2026-03-04,14:00,2026-03-04,15:00,no,\"Network, monthly; with"));
  g_assert_nonnull (strstr (text, "\r\n2026-03-20,10:00,2026-03-20,12:00,no,\"Network, monthly"));
  g_assert_nonnull (strstr (text, "\r\n2026-05-01,\"\",2026-05-03,\"\",yes,\"'=HYPERLINK(\"\"x\"\")\","));
  g_assert_nonnull (strstr (text, ",Alder,"));
  g_assert_nonnull (strstr (text, "Bring a chair"));
  g_assert_null (strstr (all, "Person"));
  g_assert_nonnull (strstr (all, "2027-11-22,09:00"));
  g_assert_null (strstr (all, "2027-12"));
}

static CamEventImport *
preview_table (CamStore   *store,
               const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CamEventImport *import = cam_event_import_new_table (store, bytes, NULL);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (cam_event_item_get_verdict (item) != CAM_IMPORT_SAME)
        g_test_message ("line %u %u %s: %s %s", cam_event_item_get_line (item), cam_event_item_get_verdict (item),
                        cam_event_item_get_name (item), cam_event_item_get_reason (item), cam_event_item_get_odd (item));
    }
  return import;
}

static void
assert_same_table (CamStore   *store,
                   const char *text)
{
  g_autoptr (CamEventImport) import = preview_table (store, text);

  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_SAME), ==, g_list_model_get_n_items (G_LIST_MODEL (import)));
  g_assert_cmpuint (cam_file_import_get_n_odd (CAM_FILE_IMPORT (import)), ==, 0);
}

/* One's own table changes nothing, whole or of some days, with the column of dates by the rule or without; in a file that knows
 * none of it, the series are series again. */
static void
test_table_back (TestFiles     *files,
                 gconstpointer  data)
{
  guint32 from = cam_day_from_text ("2026-03-01"), to = cam_day_from_text ("2026-05-31");
  g_autofree char *all = export (files, "all.csv", (CamEventExportOptions) { 0 }, N_EVENTS);
  g_autofree char *some = export (files, "some.csv", (CamEventExportOptions) { .from = from, .to = to }, 4);
  TestFiles other = { 0 };
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *back = NULL;

  assert_same_table (files->store, all);
  assert_same_table (files->store, some);
  test_files_set_up (&other, NULL);
  import = preview_table (other.store, all);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, N_EVENTS);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, 0);
  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import", &error));
  g_clear_object (&import);
  assert_same_table (other.store, all);
  assert_same_table (other.store, some);
  assert_cell (other.store, "event", "recurrence", "WHERE uuid = '" UUID (1) "'", "FREQ=MONTHLY;UNTIL=20261231T235959Z;BYDAY=1TU");
  assert_cell (other.store, "event", "starts_at", "WHERE uuid = '" UUID (1) "'", "2026-01-06T10:00");
  assert_cell (other.store, "event", "name", "WHERE uuid = '" UUID (2) "'", "=HYPERLINK(\"x\")");
  assert_cell (other.store, "event", "status", "WHERE uuid = '" UUID (6) "'", "held");
  assert_cell (other.store, "event", "aim", "WHERE uuid = '" UUID (1) "'", "Keep in touch");
  assert_cell (other.store, "event", "ical_uid", "WHERE name = 'From elsewhere'", "x@example.org");
  assert_cell (other.store, "event_date", "note", "WHERE original_at = '2026-04-07T10:00'", "Bring a chair");
  assert_cell (other.store, "event_date", "status", "WHERE original_at = '2026-04-07T10:00'", "planned");
  assert_cell (other.store, "event_date", "starts_at", "WHERE original_at = '2026-03-03T10:00'", "2026-03-04T14:00");
  assert_cell (other.store, "event_date", "kind", "WHERE original_at = '2026-02-03T10:00'", "cancelled");
  g_assert_cmpint (cam_store_count (other.store, "event_date"), ==, 6);
  back = export (&other, "back.csv", (CamEventExportOptions) { 0 }, N_EVENTS);
  assert_same_table (other.store, back);
  test_files_tear_down (&other, NULL);
}

static gint64
get_inode (TestFiles  *files,
           const char *name)
{
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (gint64) info.st_ino;
}

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const CamCell cells[] = { { "room", cam_text ("Great hall") } };

  return cam_writer_update (writer, "event", UUID (1), cells, 1, error);
}

/* What others subscribe to: nothing that is only for the office, and the same file for as long as it says the same. */
static void
test_feed (TestFiles     *files,
           gconstpointer  data)
{
  const CamEventExportOptions options = { .feed = TRUE };
  g_autofree char *text = export (files, "feed.ics", options, N_EVENTS - 2);
  gint64 inode = get_inode (files, "feed.ics");
  g_autofree char *again = export (files, "feed.ics", options, N_EVENTS - 2);
  g_autofree char *forums = export (files, "forums.ics", (CamEventExportOptions) { .feed = TRUE, .kind = "forum" }, 1);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (text, "REFRESH-INTERVAL;VALUE=DURATION:PT6H"));
  g_assert_nonnull (strstr (text, "X-PUBLISHED-TTL:PT6H"));
  g_assert_nonnull (strstr (text, "X-WR-CALNAME:"));
  g_assert_nonnull (strstr (text, "Tea.\\nCake."));
  g_assert_nonnull (strstr (text, "Hearing loop"));
  g_assert_null (strstr (text, "Person"));
  g_assert_null (strstr (text, "Keep in touch"));
  g_assert_null (strstr (text, "Bring a chair"));
  g_assert_null (strstr (text, "HYPERLINK"));
  g_assert_null (strstr (text, "From elsewhere"));
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (get_inode (files, "feed.ics"), ==, inode);
  g_assert_nonnull (strstr (forums, "Network"));
  g_assert_true (cam_store_write (files->store, "Rename", rename_cb, NULL, &error));
  after = export (files, "feed.ics", options, N_EVENTS - 2);
  g_assert_nonnull (strstr (after, "Great hall"));
  g_assert_cmpint (get_inode (files, "feed.ics"), !=, inode);
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
export_async (TestFiles             *files,
              const char            *name,
              GCancellable          *cancellable,
              CamEventExportCounts  *counts,
              GError               **error)
{
  const CamEventExportOptions options = { .area_uuid = g_str_has_prefix (name, "area") ? DRAFT : NULL, .locate = locate_cb };
  g_autofree char *path = g_build_filename (files->folder, name, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  cam_event_export_async (files->store, path, cam_day_today (), &options, cancellable, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_event_export_finish (files->store, result, counts, error);
}

static void
test_async (TestFiles     *files,
            gconstpointer  data)
{
  CamEventExportCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (export_async (files, "a.ics", NULL, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.events, ==, N_EVENTS);
  g_assert_true (export_async (files, "area.ics", NULL, &counts, &error));
  g_assert_cmpuint (counts.events, ==, 3);
  g_assert_false (export_async (files, "no-folder/a.ics", NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (export_async (files, "a.pdf", NULL, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (export_async (files, "b.ics", cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(name, func) g_test_add ("/event-export/" name, TestFiles, NULL, set_up, func, test_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("back", test_back);
  add ("other-file", test_other_file);
  add ("one", test_one);
  add ("filter", test_filter);
  add ("table", test_table);
  add ("table-back", test_table_back);
  add ("feed", test_feed);
  add ("async", test_async);
  return g_test_run ();
}
