/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of readings: what each line is taken for, that looking changes nothing, and that a correction keeps what was
 * there. */
#include "cam-reading-import.h"
#include "cam-reading-text.h"
#include "test-files.h"

#include <math.h>
#include <string.h>

#define MEALS "00000000-0000-4000-8000-000000000001"
#define SHARE "00000000-0000-4000-8000-000000000002"
#define YEARLY "00000000-0000-4000-8000-000000000003"
#define TWIN "00000000-0000-4000-8000-000000000004"
#define OTHER_TWIN "00000000-0000-4000-8000-000000000005"
#define ONCE "00000000-0000-4000-8000-000000000006"
#define ALDER "00000000-0000-4000-8000-000000000011"
#define BIRCH "00000000-0000-4000-8000-000000000012"
#define TODAY "2026-11-27"

typedef struct
{
  const char *uuid;
  const char *name;
  const char *unit;
  const char *frequency;
  double      ratio_per;
} Measure;

static const Measure measures[] = {
  { MEALS, "Meals given out", NULL, "monthly", NAN },
  { SHARE, "Needing support", "%", "quarterly", 100 },
  { YEARLY, "=People on the list", "people", "yearly", NAN },
  { TWIN, "Twin", NULL, "monthly", NAN },
  { OTHER_TWIN, "twin", NULL, "monthly", NAN },
  { ONCE, "Delegates", NULL, "once", NAN },
};

static gboolean
add_row (CamWriter      *writer,
         const char     *table,
         const CamCell  *cells,
         guint           n_cells,
         GError        **error)
{
  g_autofree char *uuid = cam_writer_insert (writer, table, cells, n_cells, error);

  return uuid != NULL;
}

static gboolean
add_records (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const char *areas[][3] = { { ALDER, "Alder", "E04000001" }, { BIRCH, "Birch", "E04000002" },
                             { "00000000-0000-4000-8000-000000000013", "Birch", "E05000002" } };

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      const CamCell cells[] = {
        { "uuid", cam_text (measures[i].uuid) }, { "name", cam_text (measures[i].name) },
        { "unit", cam_text (measures[i].unit) }, { "frequency", cam_text (measures[i].frequency) },
        { "ratio_per", isnan (measures[i].ratio_per) ? cam_null () : cam_real (measures[i].ratio_per) },
      };

      if (!add_row (writer, "measure", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      const CamCell cells[] = { { "uuid", cam_text (areas[i][0]) }, { "name", cam_text (areas[i][1]) },
                                { "code", cam_text (areas[i][2]) },
                                { "level", cam_text (i == 2 ? "ward" : "parish") } };

      if (!add_row (writer, "area", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (TestFiles     *files,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_files_set_up (files, data);
  g_assert_true (cam_store_write (files->store, "Add", add_records, NULL, &error));
  g_assert_no_error (error);
}

static CamReadingImport *
make_import (TestFiles  *files,
             const char *text,
             const char *measure,
             const char *first_day)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  const CamReadingImportOptions options = { .measure_uuid = measure, .first_day = cam_day_from_text (first_day),
                                            .today = cam_day_from_text (TODAY) };

  return cam_reading_import_new (files->store, bytes, &options);
}

static CamReadingImport *
preview_of (TestFiles  *files,
            const char *text,
            const char *measure,
            const char *first_day)
{
  CamReadingImport *import = make_import (files, text, measure, first_day);
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_reading_import_preview (import, &error));
  g_assert_no_error (error);
  return import;
}

static CamReadingImport *
preview (TestFiles  *files,
         const char *text)
{
  return preview_of (files, text, NULL, NULL);
}

static void
apply (CamReadingImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_reading_import_apply (import, "Import readings", &error));
  g_assert_no_error (error);
}

static void
assert_counts (CamReadingImport *import,
               guint             n_new,
               guint             n_changed,
               guint             n_same,
               guint             n_problems)
{
  g_assert_cmpuint (cam_reading_import_get_count (import, CAM_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (cam_reading_import_get_count (import, CAM_IMPORT_CHANGED), ==, n_changed);
  g_assert_cmpuint (cam_reading_import_get_count (import, CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (cam_reading_import_get_count (import, CAM_IMPORT_PROBLEM), ==, n_problems);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, n_new + n_changed + n_same + n_problems);
}

/* "line|measure|area|period|value|reason" */
static void
assert_item (CamReadingImport *import,
             guint             position,
             const char       *expected)
{
  g_autoptr (CamReadingItem) item = g_list_model_get_item (G_LIST_MODEL (import), position);
  g_autofree char *told = NULL;

  g_assert_nonnull (item);
  told = g_strdup_printf ("%u|%s|%s|%s|%s|%s", cam_reading_item_get_line (item), cam_reading_item_get_measure (item),
                          cam_reading_item_get_area (item), cam_reading_item_get_period (item),
                          cam_reading_item_get_value (item), cam_reading_item_get_reason (item));
  g_assert_cmpstr (told, ==, expected);
}

/* "starts_on|ends_on|value|numerator|denominator|provisional|comment" of the only reading that fits. */
static void
assert_reading (TestFiles  *files,
                const char *clause,
                const char *expected)
{
  const char *columns[] = { "starts_on", "ends_on", "value", "numerator", "denominator", "provisional", "comment", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (files->store, "reading", columns, clause, NULL, 0, &error);
  g_autoptr (GString) told = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  for (guint i = 0; i < 7; i++)
    {
      const char *text = cam_cursor_get_text (cursor, i);

      g_string_append_printf (told, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "-");
    }
  g_assert_cmpstr (told->str, ==, expected);
  g_assert_false (cam_cursor_next (cursor, &error));
  g_assert_no_error (error);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double      number;   /* NAN for none */
    gboolean    percent;
  } rows[] = {
    { "0", 0, FALSE }, { "12", 12, FALSE }, { "1,234", 1234, FALSE }, { "31,977", 31977, FALSE },
    { "1,234,567.25", 1234567.25, FALSE }, { "1 234", 1234, FALSE }, { "1\302\240234", 1234, FALSE },
    { " 12 ", 12, FALSE }, { "-5", -5, FALSE }, { "\342\210\2225.5", -5.5, FALSE }, { "+3", 3, FALSE },
    { ".5", 0.5, FALSE }, { "£1,200", 1200, FALSE }, { "-£5", -5, FALSE }, { "23%", 23, TRUE }, { "8.5 %", 8.5, TRUE },
    { "1E+06", 1e6, FALSE }, { "2.5e-3", 0.0025, FALSE }, { "1234567", 1234567, FALSE },
    { "", NAN }, { " ", NAN }, { "1,2", NAN }, { "1,2x", NAN }, { "12,34", NAN }, { "1,2345", NAN }, { ",123", NAN },
    { "1234,567", NAN }, { "1,234 567", NAN }, { "1.234,5", NAN }, { "1.2.3", NAN }, { "1e999", NAN }, { "inf", NAN },
    { "nan", NAN }, { "0x10", NAN }, { "=1+1", NAN }, { "=SUM(A1:A9)", NAN }, { "--5", NAN }, { "5-", NAN },
    { "%", NAN }, { "5%%", NAN }, { "12 people", NAN }, { "1,,234", NAN }, { "n/a", NAN }, { "..", NAN }, { "1.", NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double number = 0;
      gboolean percent = FALSE;
      gboolean read = cam_reading_parse_number (rows[i].text, &number, &percent);

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpint (read, ==, !isnan (rows[i].number));
      if (read)
        {
          g_assert_cmpfloat (number, ==, rows[i].number);
          g_assert_cmpint (percent, ==, rows[i].percent);
        }
    }
}

static void
test_periods (void)
{
  static const struct
  {
    const char    *text;
    CamFrequency   frequency;
    CamPeriodText  kind;
    const char    *starts;
    const char    *ends;
  } rows[] = {
#define DAY CAM_FREQUENCY_MONTHLY, CAM_PERIOD_TEXT_DAY
#define SPAN CAM_FREQUENCY_MONTHLY, CAM_PERIOD_TEXT_PERIOD
#define NONE CAM_FREQUENCY_MONTHLY, CAM_PERIOD_TEXT_NONE, NULL, NULL
#define TWO CAM_FREQUENCY_MONTHLY, CAM_PERIOD_TEXT_AMBIGUOUS, NULL, NULL
    { "2026-03-31", DAY, "2026-03-31", "2026-03-31" }, { "31/03/2026", DAY, "2026-03-31", "2026-03-31" },
    { "1/4/26", DAY, "2026-04-01", "2026-04-01" }, { "31.3.2026", DAY, "2026-03-31", "2026-03-31" },
    { "31 March 2026", DAY, "2026-03-31", "2026-03-31" }, { "1st April 2026", DAY, "2026-04-01", "2026-04-01" },
    { "31-Mar-2026", DAY, "2026-03-31", "2026-03-31" },
    { "2026/03/31", DAY, "2026-03-31", "2026-03-31" }, { "2026/13/31", NONE }, { "2026-03-31 00:00:00", DAY, "2026-03-31", "2026-03-31" },
    { "2026-03-31T09:30:00Z", DAY, "2026-03-31", "2026-03-31" }, { "29/02/2028", DAY, "2028-02-29", "2028-02-29" },
    { "2026-03", SPAN, "2026-03-01", "2026-03-31" }, { "March 2026", SPAN, "2026-03-01", "2026-03-31" },
    { "MAR 2026", SPAN, "2026-03-01", "2026-03-31" }, { "Mar-26", SPAN, "2026-03-01", "2026-03-31" },
    { "Sept 2026", SPAN, "2026-09-01", "2026-09-30" }, { "2011-12", SPAN, "2011-12-01", "2011-12-31" },
    { "2011-12", CAM_FREQUENCY_YEARLY, CAM_PERIOD_TEXT_PERIOD, "2011-04-01", "2012-03-31" },
    { "2025-26", SPAN, "2025-04-01", "2026-03-31" }, { "2025/26", SPAN, "2025-04-01", "2026-03-31" },
    { "2025/2026", SPAN, "2025-04-01", "2026-03-31" }, { "1999/00", SPAN, "1999-04-01", "2000-03-31" },
    { "FY 2025/26", SPAN, "2025-04-01", "2026-03-31" }, { "Q4 2025/26", SPAN, "2026-01-01", "2026-03-31" },
    { "q1 2025-26", SPAN, "2025-04-01", "2025-06-30" }, { "2025/26 Q3", SPAN, "2025-10-01", "2025-12-31" },
    { "Quarter 2, 2025/26", SPAN, "2025-07-01", "2025-09-30" }, { "2026-W01", SPAN, "2025-12-29", "2026-01-04" },
    { "2026-W53", SPAN, "2026-12-28", "2027-01-03" }, { "the week of 4 May 2026", SPAN, "2026-05-04", "2026-05-10" },
    { "w/c 4/5/2026", SPAN, "2026-05-04", "2026-05-10" },
    { "January to March 2026", SPAN, "2026-01-01", "2026-03-31" },
    { "Jan – Mar 2026", SPAN, "2026-01-01", "2026-03-31" },
    { "December 2025 to February 2026", SPAN, "2025-12-01", "2026-02-28" },
    { "2026-01-01 to 2026-03-31", SPAN, "2026-01-01", "2026-03-31" },
    { "1 January 2026 to 31/3/2026", SPAN, "2026-01-01", "2026-03-31" },
    { "2026", TWO }, { "Q1 2026", TWO }, { "2026 Q1", TWO }, { "2026-Q1", TWO },
    { "", NONE }, { "soon", NONE }, { "31/02/2026", NONE }, { "03/31/2026", NONE }, { "2026-13", NONE },
    { "2025/27", NONE }, { "Q5 2025/26", NONE }, { "Q0 2025/26", NONE }, { "2025-W53", NONE }, { "2026-W00", NONE },
    { "March to January 2026", NONE }, { "31 March", NONE }, { "=TODAY()", NONE }, { "0000-00-00", NONE },
    { "9999-12-31", NONE }, { "99999-01-01", NONE }, { "1/1/1/1", NONE }, { "2026-03-31 to", NONE }, { "to", NONE },
    { "March March March 2026", NONE }, { "1 2 3 4 5 6 7 8", NONE }, { "2026-03-31 to soon", NONE }, { "week", NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CamPeriod period = { 1, 1 };

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpint (cam_reading_parse_period (rows[i].text, rows[i].frequency, &period), ==, rows[i].kind);
      g_assert_cmpuint (period.starts, ==, cam_day_from_text (rows[i].starts));
      g_assert_cmpuint (period.ends, ==, cam_day_from_text (rows[i].ends));
    }
}

/* What the program writes for a period it reads as the same. */
static void
test_periods_come_back (void)
{
  for (CamFrequency frequency = CAM_FREQUENCY_WEEKLY; frequency <= CAM_FREQUENCY_ONCE; frequency++)
    for (guint32 day = cam_day_from_text ("2023-12-20"); day < cam_day_from_text ("2025-01-15"); day += 5)
      {
        CamPeriod period = cam_period_of (frequency, day);
        CamPeriod read = { 0, 0 };
        g_autofree char *text = cam_period_format (period);

        g_test_message ("“%s”", text);
        g_assert_cmpint (cam_reading_parse_period (text, frequency, &read), !=, CAM_PERIOD_TEXT_NONE);
        g_assert_cmpuint (read.starts, ==, period.starts);
        g_assert_cmpuint (read.ends, ==, period.ends);
      }
}

#define S "\302\240"

static void
test_table (TestFiles     *files,
            gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  cam_store_finish_index (files->store, NULL);
  before = test_files_digest (files);
  import = preview (files,
                    "Measure, AREA ,Period,Value,Numerator,Denominator,Provisional,Comment\r\n"
                    "meals  given out,,2026-03,\"1,234\",,,yes,\"As told, by phone\"\r\n"
                    "Meals given out,E04000001,31/03/2026,34,,,,\r\n"
                    ",,,,,,,\r\n"
                    "Needing support,all,Q4 2025/26,,115,500,no,\r\n"
                    "'=People on the list,alder,2025/26,31977,,,,\r\n"
                    "Delegates,,12/05/2026,300,,,,\r\n");
  assert_counts (import, 5, 0, 0, 0);
  assert_item (import, 0, "2|Meals given out|All together|March 2026|1,234|");
  assert_item (import, 1, "3|Meals given out|Alder|March 2026|34|");
  assert_item (import, 2, "5|Needing support|All together|January to March 2026|23" S "%|");
  assert_item (import, 3, "6|=People on the list|Alder|2025/26|31,977" S "people|");
  assert_item (import, 4, "7|Delegates|All together|12 May 2026|300|");
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);

  apply (import);
  assert_reading (files, "WHERE comment IS NOT NULL", "2026-03-01|2026-03-31|1234.0|-|-|1|As told, by phone");
  assert_reading (files, "WHERE numerator IS NOT NULL", "2026-01-01|2026-03-31|-|115.0|500.0|0|-");
  assert_reading (files, "WHERE area_uuid = '" ALDER "' AND value > 1000", "2025-04-01|2026-03-31|31977.0|-|-|0|-");
  assert_reading (files, "WHERE measure_uuid = '" ONCE "'", "2026-05-12|2026-05-12|300.0|-|-|0|-");
  g_assert_cmpstr (cam_store_get_undo_label (files->store), ==, "Import readings");
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import readings");
  *(gboolean *) user_data = TRUE;
}

static void
undo (TestFiles *files)
{
  gboolean done = FALSE;

  cam_store_undo_async (files->store, NULL, undone_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_corrects (TestFiles     *files,
               gconstpointer  data)
{
  static const char header[] = "measure,from,to,value,numerator,denominator,provisional,comment\n";
  g_autofree char *one = g_strconcat (header, "Meals given out,2026-03-01,2026-03-31,60,,,yes,Early\n"
                                              "Needing support,2026-01-01,2026-03-31,23,115,500,,\n", NULL);
  g_autofree char *two = g_strconcat (header, "Meals given out,2026-03-01,2026-03-31,62,,,,\n"
                                              "Needing support,2026-01-01,2026-03-31,,120,500,,\n"
                                              "Meals given out,2026-04-01,2026-04-30,70,,,,\n", NULL);
  g_autofree char *three = g_strconcat (header, "Meals given out,,31/03/2026,62.2,,,no,\n"
                                                "Needing support,01/01/2026,,24,,,,\n"
                                                "Meals given out,2026-04-01,,70,,,yes,\n", NULL);
  g_autoptr (CamReadingImport) import = preview (files, one);
  g_autoptr (CamReadingImport) again = NULL;
  g_autoptr (CamReadingImport) changed = NULL;
  g_autoptr (CamReadingImport) last = NULL;

  assert_counts (import, 2, 0, 0, 0);
  apply (import);
  again = preview (files, one);
  assert_counts (again, 0, 0, 2, 0);
  assert_item (again, 0, "2|Meals given out|All together|March 2026|60|The file has this reading already.");

  changed = preview (files, two);
  assert_counts (changed, 1, 2, 0, 0);
  assert_item (changed, 0, "2|Meals given out|All together|March 2026|62|Changes the reading of March 2026 from 60 to 62.");
  assert_item (changed, 1, "3|Needing support|All together|January to March 2026|24" S "%|"
                           "Changes the reading of January to March 2026 from 23" S "% to 24" S "%.");
  apply (changed);
  /* What the correction does not say stays. */
  assert_reading (files, "WHERE ends_on = '2026-03-31' AND comment IS NOT NULL", "2026-03-01|2026-03-31|62.0|-|-|1|Early");
  assert_reading (files, "WHERE numerator IS NOT NULL", "2026-01-01|2026-03-31|-|120.0|500.0|0|-");

  last = preview (files, three);
  assert_counts (last, 0, 3, 0, 0);
  assert_item (last, 0, "2|Meals given out|All together|March 2026|62|Changes the reading of March 2026 from 62 to 62.2.");
  assert_item (last, 1, "3|Needing support|All together|January to March 2026|24" S "%|"
                        "Changes numerator and denominator of the reading of January to March 2026.");
  assert_item (last, 2, "4|Meals given out|All together|April 2026|70|"
                        "Changes what is said of the reading of April 2026, not its value.");
  apply (last);
  assert_reading (files, "WHERE measure_uuid = '" SHARE "'", "2026-01-01|2026-03-31|24.0|-|-|0|-");
  undo (files);
  undo (files);
  assert_reading (files, "WHERE measure_uuid = '" MEALS "' AND deleted = 0", "2026-03-01|2026-03-31|60.0|-|-|1|Early");
  assert_reading (files, "WHERE measure_uuid = '" SHARE "'", "2026-01-01|2026-03-31|23.0|115.0|500.0|0|-");
}

static void
test_problems (TestFiles     *files,
               gconstpointer  data)
{
  static const struct
  {
    const char *line;
    const char *reason;
  } rows[] = {
    { "No such,,2026-03,1,,,,", "There is no measure “No such”." },
    { ",,2026-03,1,,,,", "It names no measure." },
    { "TWIN,,2026-03,1,,,,", "“TWIN” could be several measures; name the one by its uuid." },
    { "Meals given out,Nowhere,2026-03,1,,,,", "There is no area “Nowhere”." },
    { "Meals given out,Birch,2026-03,1,,,,", "“Birch” could be several areas; name the one by its code." },
    { "Meals given out,,,1,,,,", "It has no date." },
    { "Meals given out,,soon,1,,,,", "“soon” is no date and no period." },
    { "Meals given out,,Q1 2026,1,,,,", "“Q1 2026” could be of the calendar year or of the financial year; write it like "
      "“Q4 2025/26”, “2025/26” or as two dates." },
    { "Meals given out,,Q1 2026/27,1,,,,", "The measure is read by months, and “April to June 2026” is none." },
    { "Needing support,,March 2026,1,,,,", "The measure is read by quarters, and “March 2026” is none." },
    { "'=People on the list,,March 2026,1,,,,",
      "The measure is read by years from 1 April to 31 March, and “March 2026” is none." },
    { "Meals given out,,2027-01,1,,,,", "The period has not begun yet." },
    { "Meals given out,,2026-02,,,,,", "It has no number." },
    { "Meals given out,,2026-01,\"1,2x\",,,,", "“1,2x” is no number; commas only separate thousands." },
    { "Meals given out,,2025-12,\"=HYPERLINK(\"\"http://x\"\")\",,,,",
      "“=HYPERLINK(\"http://x\")” is no number; commas only separate thousands." },
    { "Meals given out,,2025-11,12%,,,,", "“12%” is in per cent, which the measure is not." },
    { "Meals given out,,2025-10,,5,10,,", "The measure is no ratio; it takes a value." },
    { "Needing support,,2026-01-01 to 2026-03-31,,5,0,,", "The denominator is zero." },
    { "Needing support,,Q3 2025/26,,5,,,", "A numerator needs a denominator, and a denominator a numerator." },
    { "Needing support,,Q2 2025/26,30%,115,500,,", "The value is not what numerator and denominator make." },
    { "Needing support,,Q1 2025/26,,1e300,1e-300,,", "The number is too large." },
    { "Meals given out,,2025-09,1,,,perhaps,",
      "“perhaps” does not say whether the reading is provisional; write yes or no." },
  };
  GString *text = g_string_new ("measure,area,period,value,numerator,denominator,provisional,comment\n");
  g_autoptr (CamReadingImport) import = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (text, "%s\n", rows[i].line);
  import = preview (files, text->str);
  g_string_free (text, TRUE);
  assert_counts (import, 0, 0, 0, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CamReadingItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      g_assert_cmpstr (cam_reading_item_get_reason (item), ==, rows[i].reason);
    }
  apply (import);
  g_assert_cmpint (cam_store_count (files->store, "reading"), ==, 0);
}

static void
test_ends (TestFiles     *files,
           gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview (files, "KPI;Starts on;Ends on;Actual\n"
                                                        "Needing support;01/01/2026;;23%\n"
                                                        "Needing support;;31/12/2025;22\n"
                                                        "Needing support;05/07/2025;;1\n"
                                                        "Needing support;01/10/2025;31/03/2026;1\n"
                                                        "Needing support;31/03/2025;01/01/2025;1\n"
                                                        "Needing support;x;31/03/2025;1\n"
                                                        "Delegates;01/05/2026;03/05/2026;1\n"
                                                        "Delegates;04/05/2026;;1\n"
                                                        "Delegates;;05/05/2026;1\n");

  assert_counts (import, 5, 0, 0, 4);
  assert_item (import, 0, "2|Needing support|All together|January to March 2026|23" S "%|");
  assert_item (import, 1, "3|Needing support|All together|October to December 2025|22" S "%|");
  assert_item (import, 2, "4|Needing support|All together|05/07/2025|1" S "%|"
                          "The measure is read by quarters, and “5 July to 30 September 2025” is none.");
  assert_item (import, 4, "6|Needing support|All together|01/01/2025|1" S "%|The period ends before it begins.");
  assert_item (import, 5, "7|Needing support|All together|31/03/2025|1" S "%|“x” is no date.");
  assert_item (import, 6, "8|Delegates|All together|1 May to 3 May 2026|1|");
}

static void
test_repeated (TestFiles     *files,
               gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview (files, "measure,period,value\n"
                                                        "Meals given out,2026-03,1\n"
                                                        "Meals given out,2026-04,1\n"
                                                        "meals given out,31/03/2026,2\n");

  assert_counts (import, 1, 0, 0, 2);
  assert_item (import, 0, "2|Meals given out|All together|March 2026|1|Line 4 is for the same measure, area and period.");
  assert_item (import, 2, "4|Meals given out|All together|March 2026|2|Line 2 is for the same measure, area and period.");
}

static gboolean
add_doubled (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  const CamCell cells[] = { { "measure_uuid", cam_text (MEALS) }, { "starts_on", cam_text ("2026-03-01") },
                            { "ends_on", cam_text ("2026-03-31") }, { "value", cam_real (5) } };

  return add_row (writer, "reading", cells, G_N_ELEMENTS (cells), error)
         && (data == NULL || add_row (writer, "reading", cells, G_N_ELEMENTS (cells), error));
}

/* Two copies that were merged may each have brought one. */
static void
test_several_in_the_file (TestFiles     *files,
                          gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = NULL;

  g_assert_true (cam_store_write (files->store, "Add", add_doubled, files, NULL));
  import = preview (files, "measure,period,value\nMeals given out,2026-03,1\n");
  assert_counts (import, 0, 0, 0, 1);
  assert_item (import, 0, "2|Meals given out|All together|March 2026|1|The file has several readings of this measure, "
                          "area and period; remove all but one of them first.");
}

/* A reading that came in between looking and writing is corrected, not doubled. */
static void
test_meanwhile (TestFiles     *files,
                gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview (files, "measure,period,value\nMeals given out,2026-03,7\n");

  assert_counts (import, 1, 0, 0, 0);
  g_assert_true (cam_store_write (files->store, "Add", add_doubled, NULL, NULL));
  apply (import);
  assert_reading (files, "WHERE deleted = 0", "2026-03-01|2026-03-31|7.0|-|-|0|-");
}

static void
test_column (TestFiles     *files,
             gconstpointer  data)
{
  /* The third cell is empty: its month is left out, and the next number is of the month after. */
  g_autoptr (CamReadingImport) import = preview_of (files, "Meals given out\r\n10\r\n\"1,100\"\r\n\r\n13\t14\r\n15\r\n\r\n",
                                                    MEALS, "2026-02-11");
  g_autoptr (CamReadingImport) row = preview_of (files, "10\t11\t12", SHARE, "2026-04-01");
  g_autoptr (CamReadingImport) late = preview_of (files, "1\n2\n3\n4\n5\n", MEALS, "2026-10-01");

  assert_counts (import, 3, 0, 0, 1);
  assert_item (import, 0, "2|Meals given out|All together|February 2026|10|");
  assert_item (import, 1, "3|Meals given out|All together|March 2026|1,100|");
  assert_item (import, 2, "5|Meals given out|All together|May 2026|13\t14|"
                          "“13\t14” is no number; commas only separate thousands.");
  assert_item (import, 3, "6|Meals given out|All together|June 2026|15|");
  assert_counts (row, 3, 0, 0, 0);
  assert_item (row, 2, "3|Needing support|All together|October to December 2026|12" S "%|");
  assert_counts (late, 2, 0, 0, 3);
  apply (import);
  g_assert_cmpint (cam_store_count (files->store, "reading"), ==, 3);
}

/* Twelve numbers from a spreadsheet, with its tabs. */
static void
test_clipboard (TestFiles     *files,
                gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview_of (files, "Month\tValue\tNotes\nApr-25\t1,200\t\nMay-25\t1,300\t=1+1\n",
                                                    MEALS, NULL);

  assert_counts (import, 2, 0, 0, 0);
  assert_item (import, 1, "3|Meals given out|All together|May 2025|1,300|");
  apply (import);
  assert_reading (files, "WHERE comment IS NOT NULL", "2025-05-01|2025-05-31|1300.0|-|-|0|=1+1");
}

static void
assert_refused (TestFiles  *files,
                GBytes     *bytes,
                const char *measure,
                const char *first_day,
                CamError    code)
{
  const CamReadingImportOptions options = { .measure_uuid = measure, .first_day = cam_day_from_text (first_day),
                                            .today = cam_day_from_text (TODAY) };
  g_autoptr (CamReadingImport) import = cam_reading_import_new (files->store, bytes, &options);
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_reading_import_preview (import, &error));
  g_assert_error (error, CAM_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, 0);
}

static GBytes *
repeat (const char *header,
        const char *line,
        guint       n)
{
  GString *text = g_string_new (header);

  for (guint i = 0; i < n; i++)
    g_string_append (text, line);
  return g_string_free_to_bytes (text);
}

static void
test_hostile (TestFiles     *files,
              gconstpointer  data)
{
  g_autoptr (GBytes) nul = g_bytes_new_static ("measure,period,value\n\0,1,2\n", 27);
  g_autoptr (GBytes) bad_column = g_bytes_new_static ("1\n\377\n", 4);
  g_autoptr (GBytes) nul_column = g_bytes_new_static ("1\n\0\n", 4);
  g_autoptr (GBytes) headless = g_bytes_new_static ("Meals given out,2026-03,1\n", 26);
  g_autoptr (GBytes) unclosed = g_bytes_new_static ("measure,period,value\n\"x", 23);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) fine = g_bytes_new_static ("1", 1);
  g_autoptr (GBytes) million = repeat ("measure,period,value\n", "Meals given out,2026-03,1\n", 1000000);
  g_autoptr (GBytes) tall = repeat ("", "1\n", 1000000);
  g_autoptr (GBytes) wide = repeat ("measure,period,value\nMeals given out,", "0123456789", 1000000);

  assert_refused (files, nul, NULL, NULL, CAM_ERROR_CORRUPT);
  assert_refused (files, bad_column, MEALS, "2026-01-01", CAM_ERROR_CORRUPT);
  assert_refused (files, nul_column, MEALS, "2026-01-01", CAM_ERROR_CORRUPT);
  assert_refused (files, headless, NULL, NULL, CAM_ERROR_INVALID);
  assert_refused (files, unclosed, NULL, NULL, CAM_ERROR_CORRUPT);
  assert_refused (files, nothing, NULL, NULL, CAM_ERROR_INVALID);
  assert_refused (files, fine, ONCE, "2026-01-01", CAM_ERROR_INVALID);
  assert_refused (files, fine, NULL, "2026-01-01", CAM_ERROR_INVALID);
  assert_refused (files, fine, ALDER, "2026-01-01", CAM_ERROR_NOT_FOUND);
  assert_refused (files, million, NULL, NULL, CAM_ERROR_TOO_BIG);
  assert_refused (files, tall, MEALS, "2026-01-01", CAM_ERROR_TOO_BIG);
  {
    const CamReadingImportOptions options = { .today = cam_day_from_text (TODAY) };
    g_autoptr (CamReadingImport) import = cam_reading_import_new (files->store, wide, &options);

    g_assert_true (cam_reading_import_preview (import, NULL));
    assert_item (import, 0, "2|Meals given out|All together|"
                            "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                            "012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678"
                            "||“0123456789012345678901234567890123456789…” is no date and no period.");
  }
}

/* Bytes that are no UTF-8 are read as spreadsheets of old write them. */
static void
test_windows_text (TestFiles     *files,
                   gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview (files, "measure,period,value,comment\nMeals given out,2026-03,\2435,Caf\351\n");

  assert_counts (import, 1, 0, 0, 0);
  apply (import);
  assert_reading (files, "WHERE deleted = 0", "2026-03-01|2026-03-31|5.0|-|-|0|Café");
}

typedef struct
{
  gboolean  done;
  guint     n_changed;
  GError   *error;
} Wait;

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Wait *wait = user_data;

  cam_reading_import_preview_finish (CAM_READING_IMPORT (source), result, &wait->error);
  wait->done = TRUE;
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wait *wait = user_data;

  cam_reading_import_apply_finish (CAM_READING_IMPORT (source), result, &wait->error);
  wait->done = TRUE;
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Wait *wait = user_data;

  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (added, ==, g_list_model_get_n_items (model));
  wait->n_changed++;
}

static void
wait_for (Wait *wait)
{
  while (!wait->done)
    g_main_context_iteration (NULL, TRUE);
  wait->done = FALSE;
}

static void
test_async (TestFiles     *files,
            gconstpointer  data)
{
  CamReadingImport *import = make_import (files, "measure,period,value\nMeals given out,2026-03,5\nNeeding support,x,1\n",
                                          NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { FALSE };

  g_signal_connect (import, "items-changed", G_CALLBACK (items_changed_cb), &wait);
  cam_reading_import_preview_async (import, NULL, previewed_cb, &wait);
  wait_for (&wait);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.n_changed, ==, 1);
  assert_counts (import, 1, 0, 0, 1);
  g_cancellable_cancel (cancellable);
  cam_reading_import_apply_async (import, "Import readings", cancellable, applied_cb, &wait);
  wait_for (&wait);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  g_assert_cmpint (cam_store_count (files->store, "reading"), ==, 0);
  cam_reading_import_apply_async (import, "Import readings", NULL, applied_cb, &wait);
  wait_for (&wait);
  g_assert_no_error (wait.error);
  g_assert_cmpint (cam_store_count (files->store, "reading"), ==, 1);
  cam_reading_import_preview_async (import, cancellable, previewed_cb, &wait);
  wait_for (&wait);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  g_assert_finalize_object (import);
}

static void
test_item_properties (TestFiles     *files,
                      gconstpointer  data)
{
  g_autoptr (CamReadingImport) import = preview (files, "measure,period,value,provisional,comment\n"
                                                        "Meals given out,2026-03,5,yes,Early\n");
  CamReadingItem *item = g_list_model_get_item (G_LIST_MODEL (import), 0);
  g_autofree char *measure = NULL, *area = NULL, *period = NULL, *value = NULL, *comment = NULL, *reason = NULL;
  gboolean provisional = FALSE;
  guint line = 0, verdict = 99;

  g_object_get (item, "line", &line, "verdict", &verdict, "measure", &measure, "area", &area, "period", &period,
                "value", &value, "provisional", &provisional, "comment", &comment, "reason", &reason, NULL);
  g_assert_cmpuint (line, ==, 2);
  g_assert_cmpuint (verdict, ==, CAM_IMPORT_NEW);
  g_assert_cmpuint (cam_reading_item_get_verdict (item), ==, CAM_IMPORT_NEW);
  g_assert_cmpstr (measure, ==, "Meals given out");
  g_assert_cmpstr (area, ==, "All together");
  g_assert_cmpstr (period, ==, "March 2026");
  g_assert_cmpstr (value, ==, "5");
  g_assert_true (provisional);
  g_assert_cmpstr (comment, ==, "Early");
  g_assert_cmpstr (reason, ==, "");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (import), 1));
  g_assert_finalize_object (item);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) g_test_add ("/reading-import/" name, TestFiles, NULL, set_up, function, test_files_tear_down)
  g_test_add_func ("/reading-text/numbers", test_numbers);
  g_test_add_func ("/reading-text/periods", test_periods);
  g_test_add_func ("/reading-text/periods-come-back", test_periods_come_back);
  ADD ("table", test_table);
  ADD ("corrects", test_corrects);
  ADD ("problems", test_problems);
  ADD ("ends", test_ends);
  ADD ("repeated", test_repeated);
  ADD ("several-in-the-file", test_several_in_the_file);
  ADD ("meanwhile", test_meanwhile);
  ADD ("column", test_column);
  ADD ("clipboard", test_clipboard);
  ADD ("hostile", test_hostile);
  ADD ("windows-text", test_windows_text);
  ADD ("async", test_async);
  ADD ("item-properties", test_item_properties);

  return g_test_run ();
}
