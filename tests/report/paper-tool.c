/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes one of each paper in a folder, for test-papers.py to look at. */
#include "papers-fixture.h"

#include "cam-event-rules.h"
#include "cam-output-file.h"
#include "cam-period.h"
#include "cam-venue-export.h"

#include <string.h>

static const char *folder;

static void
write_file (const char *name,
            const char *suffix,
            const char *data,
            gsize       length)
{
  g_autofree char *path = g_strconcat (folder, G_DIR_SEPARATOR_S, name, suffix, NULL);
  g_autoptr (GError) error = NULL;

  cam_output_write (path, data, length, &error);
  g_assert_no_error (error);
}

static void
write_paper (CamPaper   *paper,
             const char *name,
             double      width,
             double      height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = cam_paper_to_pdf (paper, width, height, &error);
  g_autofree char *html = cam_paper_to_html (paper);
  g_autofree char *text = cam_paper_to_text (paper);
  gsize length = 0;
  const char *data = NULL;

  g_assert_no_error (error);
  data = g_bytes_get_data (pdf, &length);
  write_file (name, ".pdf", data, length);
  g_assert_true ((html != NULL) == cam_paper_has_html (paper));
  g_assert_true ((text != NULL) == cam_paper_has_text (paper));
  if (html != NULL)
    write_file (name, ".html", html, strlen (html));
  if (text != NULL)
    write_file (name, ".txt", text, strlen (text));
}

static void
write_event (CamStore     *store,
             CamAtlas     *atlas,
             const char   *event,
             const char   *original_at,
             CamPaperKind  kind,
             const char   *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPaper) paper = cam_paper_new_event (store, atlas, event, original_at, kind, NULL, &error);

  g_assert_no_error (error);
  write_paper (paper, name, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT);
}

static char *
repeat (const char *text,
        guint       n)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", text);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
write_events (CamStore *store)
{
  g_autofree char *forum = add_forum (store);
  g_autofree char *hostile = add_hostile (store);
  g_autofree char *plain = add_event (store, "Coffee morning", "2027-01-06T10:00", NULL, "planned");
  g_autofree char *undated = add_event (store, "Not yet known", NULL, NULL, "idea");
  g_autofree char *long_title = repeat ("Listening to everybody in the long villages", 60);
  g_autofree char *much = repeat ("There is a great deal to be said of this one, and all of it is here.", 150);
  g_autofree char *long_event = add_event (store, long_title, "2027-01-06T10:00", "2027-01-08T16:00", "confirmed");
  g_autoptr (CamAtlas) atlas = load_atlas (store);

  set_text (store, "event", long_event, "description", much);
  write_event (store, atlas, forum, "2027-01-05T10:00", CAM_PAPER_POSTER, "poster");
  write_event (store, atlas, forum, "2027-01-05T10:00", CAM_PAPER_INVITATION, "invitation");
  write_event (store, atlas, forum, "2027-02-02T10:00", CAM_PAPER_POSTER, "cancelled");
  write_event (store, atlas, forum, "2027-03-02T10:00", CAM_PAPER_POSTER, "moved");
  write_event (store, atlas, forum, "2027-01-05T10:00", CAM_PAPER_SIGN_IN, "sign-in");
  write_event (store, NULL, plain, NULL, CAM_PAPER_POSTER, "plain");
  write_event (store, NULL, undated, NULL, CAM_PAPER_POSTER, "undated");
  write_event (store, atlas, long_event, NULL, CAM_PAPER_POSTER, "long");
  write_event (store, atlas, long_event, NULL, CAM_PAPER_SIGN_IN, "long-sign-in");
  write_event (store, atlas, hostile, NULL, CAM_PAPER_POSTER, "hostile");
  write_event (store, atlas, hostile, NULL, CAM_PAPER_INVITATION, "hostile-invitation");
  write_event (store, atlas, hostile, NULL, CAM_PAPER_SIGN_IN, "hostile-sign-in");
  set_text (store, "event", forum, "format", "in_person");
  write_event (store, atlas, forum, "2027-01-05T10:00", CAM_PAPER_POSTER, "in-person");
}

static void
add_month (CamStore *store)
{
  static const char *const names[] = { "Listening stop at the library", "Warm room", "Winter training session", "Ely Forum",
                                       "Radio slot", "Young people's workshop on the river path" };

  for (guint day = 2; day <= 28; day += 2)
    {
      g_autofree char *starts = g_strdup_printf ("2027-01-%02uT%02u:30", day, 9 + day % 6);
      g_autofree char *ends = g_strdup_printf ("2027-01-%02uT%02u:00", day, 11 + day % 6);

      g_free (add_event (store, names[day % G_N_ELEMENTS (names)], starts, ends, day == 8 ? "cancelled" : "planned"));
    }
}

static void
write_month (CamStore   *store,
             const char *name,
             gboolean    agenda)
{
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (GHashTable) holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint32 from = cam_day_from_text ("2026-12-28"), to = cam_day_from_text ("2027-01-31"), day = cam_day_from_text ("2027-01-15");
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventDates) dates = cam_event_dates_load (store, from, to, cam_event_rules_get_expander (rules), NULL, NULL, &error);
  g_autoptr (CamPaper) paper = NULL;
  g_autofree char *large = g_strconcat (name, "-a3", NULL);

  g_assert_no_error (error);
  g_hash_table_insert (holidays, GUINT_TO_POINTER (cam_day_from_text ("2027-01-01")), g_strdup ("New Year’s Day"));
  paper = agenda ? cam_paper_new_agenda (store, dates, cam_day_from_text ("2027-01-01"), to, "Forums and networks")
                 : cam_paper_new_month (store, dates, day, holidays, NULL);
  g_assert_true (cam_paper_is_landscape (paper) == !agenda);
  if (agenda)
    {
      write_paper (paper, name, CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT);
      return;
    }
  write_paper (paper, name, CAM_PAPER_A4_HEIGHT, CAM_PAPER_A4_WIDTH);
  write_paper (paper, large, CAM_PAPER_A3_HEIGHT, CAM_PAPER_A3_WIDTH);
}

static void
write_venues (CamStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPaper) paper = NULL;
  g_autoptr (GBytes) csv = NULL;
  gsize length = 0;
  const char *data = NULL;

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hall number %u", i + 1);

      ADD (store, "venue", { "name", cam_text (name) }, { "address", cam_text ("High Street, Wickenby") },
           { "step_free", cam_text (i % 2 == 0 ? "yes" : "one step, ramp on request") }, { "contact", cam_text (SECRET) });
    }
  paper = cam_paper_new_venues (store, &error);
  g_assert_no_error (error);
  write_paper (paper, "venues", CAM_PAPER_A4_WIDTH, CAM_PAPER_A4_HEIGHT);
  csv = cam_venue_export_csv (store, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (csv, &length);
  write_file ("venues", ".csv", data, length);
}

int
main (int    argc,
      char **argv)
{
  CamStore *store = test_open_store ();

  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  write_events (store);
  write_venues (store);
  add_month (store);
  write_month (store, "month", FALSE);
  write_month (store, "agenda", TRUE);
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *name = g_strdup_printf ("Meeting %u of the busiest day that there ever was", i + 1);

      g_free (add_event (store, name, "2027-01-20T10:00", "2027-01-20T11:00", "planned"));
    }
  write_month (store, "busy", FALSE);
  /* The atlas has asked for what it no longer needs. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_close_store (store);
  return 0;
}
