/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a copy that is handed over, and what is not. */
#include "outgoing-fixture.h"

#include <string.h>

/* A copy of everything is everything, but for what is of this laptop alone. */
static void
test_everything (Fixture       *self,
                 gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *copied_seen = NULL;
  g_autofree char *changes = NULL;

  outgoing_type_secrets (self);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  before = fixture_dump (self);
  after = fixture_dump (&copy);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "Quetzalina"));
  seen = fixture_look (self, "SELECT group_concat (copy || scope || seq) FROM cam_seen");
  copied_seen = fixture_look (&copy, "SELECT group_concat (copy || scope || seq) FROM cam_seen");
  g_assert_cmpstr (seen, ==, copied_seen);
  changes = fixture_look (self, "SELECT count (*) FROM cam_change");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change", changes);
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_undo", "0");
  outgoing_assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'place'", "shared");
  outgoing_assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_scope'", "everything");
  outgoing_assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "1");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)", "1");
  outgoing_assert_look (&copy, "SELECT copy = (SELECT max (copy) FROM cam_copy) FROM cam_now", "1");
  outgoing_assert_look (&copy, "SELECT name FROM contacts", "Krakenspur");
  outgoing_assert_lone (self);
  g_free (copy.path);
}

static void
test_impersonal (Fixture       *self,
                 gconstpointer  data)
{
  Fixture copy = { 0 };

  outgoing_type_secrets (self);
  /* A fixture that hid nothing would prove nothing. */
  for (gsize i = 0; outgoing_secrets[i] != NULL; i++)
    if (!outgoing_has_bytes (self->path, outgoing_secrets[i]))
      g_error ("“%s” is not in the file", outgoing_secrets[i]);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  for (gsize i = 0; outgoing_secrets[i] != NULL; i++)
    if (outgoing_has_bytes (copy.path, outgoing_secrets[i]))
      g_error ("“%s” is in the copy", outgoing_secrets[i]);
  outgoing_validate (copy.path);

  outgoing_assert_look (&copy, "SELECT count (*) FROM person", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_row WHERE tbl = (SELECT id FROM cam_table WHERE name = 'person')",
               "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change WHERE tbl = (SELECT id FROM cam_table WHERE name = 'person')",
               "0");
  outgoing_assert_look (&copy, "SELECT group_concat (coalesce (contact, '-'), '') FROM venue", "---");
  outgoing_assert_look (&copy, "SELECT group_concat (copy || ':' || seq) FROM cam_cell x JOIN cam_column c USING (tbl, col)"
                      " WHERE c.name = 'contact'", "0:-1,0:-1,0:-1");
  outgoing_assert_look (&copy, "SELECT body FROM area_comment", "The hall is cold");
  outgoing_assert_look (&copy, "SELECT DISTINCT author FROM cam_action", "");
  outgoing_assert_look (&copy, "SELECT group_concat (DISTINCT label) FROM cam_action WHERE label <> ''",
               "Rename area,Edited by another program");
  outgoing_assert_look (&copy, "SELECT group_concat (DISTINCT scope) FROM cam_seen", "shared");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_action a WHERE NOT EXISTS (SELECT 1 FROM cam_change c"
                      " WHERE c.copy = a.copy AND c.seq = a.seq) AND NOT EXISTS (SELECT 1 FROM cam_cell x"
                      " WHERE x.copy = a.copy AND x.seq = a.seq)", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM sqlite_schema WHERE name IN ('contacts', 'them', 'more')", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_search", "0");
  outgoing_assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "0");
  outgoing_assert_lone (self);
  outgoing_assert_indexed (&copy, "hall", "2");
  g_free (copy.path);
}

/* A word in every column that says of itself that it tells of a person, of every table: each was typed, replaced and is in
 * history. Which those are the file says, so that none of a later schema is forgotten. */
static void
test_impersonal_columns (Fixture       *self,
                         gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *columns = fixture_look (
    self, "SELECT group_concat (t.name || '/' || c.name || '/' || c.type, ';') FROM cam_table t,"
          " pragma_table_info (t.name) c, cam_personal p WHERE p.table_name = t.name AND p.column_name IN ('', c.name)"
          " AND (c.type LIKE 'TEXT%' OR c.type = 'BLOB') AND c.name NOT LIKE '%uuid'");
  g_auto (GStrv) lines = g_strsplit (columns, ";", -1);
  guint n = 0;

  for (; lines[n] != NULL; n++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[n], "/", 3);
      g_autofree char *first = g_strdup_printf ("Vexaquil%03u", n);
      g_autofree char *second = g_strdup_printf ("Vexaquil%03uth", n);
      g_autoptr (GBytes) other = g_bytes_new (second, strlen (second));
      gboolean is_blob = g_str_equal (parts[2], "BLOB");
      g_autofree char *uuid = outgoing_add_child (self, parts[0], parts[1], first);

      fixture_set (self, parts[0], uuid, parts[1], is_blob ? cam_blob (other) : cam_text (second));
      if (!outgoing_has_bytes (self->path, second))
        fixture_outside (self, "PRAGMA wal_checkpoint (TRUNCATE)");
      if (!outgoing_has_bytes (self->path, second))
        g_error ("“%s” is not in the file", lines[n]);
    }
  g_assert_cmpuint (n, >=, 50);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_assert_false (outgoing_has_bytes (copy.path, "Vexaquil"));
  g_assert_false (outgoing_has_bytes (copy.path, "vexaquil"));
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* Words are kept in pieces: no beginning of one may be left either. */
static void
test_impersonal_index (Fixture       *self,
                       gconstpointer  data)
{
  Fixture copy = { 0 };
  static const char terms[] =
    "CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', 'cam_search', 'row');"
    "CREATE TEMP TABLE found AS SELECT count (*) AS n FROM words WHERE term LIKE '%quet%' OR term LIKE '%plumb%';"
    "SELECT CASE (SELECT n FROM found) WHEN 0 THEN 1 ELSE abs (-9223372036854775807 - 1) END";

  outgoing_type_secrets (self);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  fixture_outside (&copy, terms);
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'quet* OR plumb*'", "0");
  outgoing_assert_look (self, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'quet* OR plumb*'", "2");
  g_free (copy.path);
}

static gboolean
add_named_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hall %u of the Zanthorbury%04u estate", i, i);
      g_autofree char *person = g_strdup_printf ("Blixemund%04u Grendovar%04u", i * 7 % 2000, i);
      const CamCell venue = { "name", cam_text (name) };
      const CamCell somebody = { "name", cam_text (person) };
      g_autofree char *uuid = cam_writer_insert (writer, "venue", &venue, 1, error);
      g_autofree char *other = uuid != NULL && i % 4 == 0 ? cam_writer_insert (writer, "person", &somebody, 1, error)
                                                          : g_strdup ("");

      if (uuid == NULL || other == NULL)
        return FALSE;
    }
  return TRUE;
}

/* An index of many pages has pieces of words between the pages too. Venues have a column that is blanked, so
 * areas make up most of what stays. */
static void
test_impersonal_many (Fixture       *self,
                      gconstpointer  data)
{
  Fixture copy = { 0 };

  fixture_write (self, "Add", add_named_cb, NULL);
  fixture_outside (self, "INSERT INTO area (name) SELECT name FROM venue; INSERT INTO area (name) SELECT name FROM area;");
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_search", "0");
  g_assert_true (outgoing_has_bytes (self->path, "lixem"));
  g_assert_false (outgoing_has_bytes (copy.path, "lixem"));
  g_assert_false (outgoing_has_bytes (copy.path, "rendov"));
  outgoing_assert_indexed (&copy, "hall", "6000");
  fixture_outside (&copy, "INSERT INTO cam_search (cam_search) VALUES ('integrity-check')");
  g_free (copy.path);
}

/* A copy can be gone on with, and knows what it was not given. */
static void
test_gone_on_with (Fixture       *self,
                   gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *own = NULL;

  outgoing_type_secrets (self);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  fixture_outside (&copy, "UPDATE venue SET name = 'Village Hall' WHERE name = 'Village hall'");
  fixture_open (&copy);
  /* Beside those of the states that the other program left. */
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_copy WHERE copy_id NOT LIKE '%-%-8%-%-%'", "3");
  outgoing_assert_look (&copy, "SELECT kind FROM cam_action ORDER BY clock DESC LIMIT 1", "outside");
  own = fixture_add (&copy, "venue", "Library");
  fixture_check_file (&copy);
  fixture_close (&copy);
  g_free (copy.path);
}

static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };

  outgoing_make_county (self, &eastland);
  areas[0] = eastland;
  outgoing_share (self, &copy, CAM_SHARE_AREAS, areas, TRUE);
  /* Cedar is named because the cluster has it as a member; what is said about it stays away. */
  outgoing_assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM area ORDER BY name)",
               "Alder;Alder and Cedar;Cedar;Eastland;Exampleshire;Westland");
  outgoing_assert_look (&copy, "SELECT count (*) FROM area_member", "2");
  outgoing_assert_look (&copy, "SELECT group_concat (body) FROM area_comment", "about Alder");
  outgoing_assert_look (&copy, "SELECT name FROM organisation", "Food bank");
  outgoing_assert_look (&copy, "SELECT group_concat (postcode) FROM postcode", "CB1 0AA");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change WHERE uuid NOT IN (SELECT uuid FROM area UNION ALL"
                      " SELECT uuid FROM area_member UNION ALL SELECT uuid FROM area_comment UNION ALL"
                      " SELECT uuid FROM organisation UNION ALL SELECT uuid FROM postcode)", "0");
  /* History of what is kept is there whole. */
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change WHERE uuid = (SELECT uuid FROM area WHERE name = 'Alder')",
               "5");
  g_assert_false (outgoing_has_bytes (copy.path, "about Cedar"));
  g_assert_false (outgoing_has_bytes (copy.path, "Only Daisy"));
  g_assert_false (outgoing_has_bytes (copy.path, "CB9 9ZZ"));
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* What is planned for other areas only stays out, with everything that hangs on it. */
static void
test_areas_of_activities (Fixture       *self,
                          gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };
  static const struct
  {
    const char *name;
    const char *area;   /* NULL for none */
    const char *from;   /* NULL, or the one that it was made from */
  } activities[] = { { "Everywhere", NULL, NULL },
                     { "County plan", "Exampleshire", NULL },
                     { "West source", "Westland", NULL },
                     { "East plan", "Alder", "West source" },
                     { "West plan", "Westland", NULL },
                     { "West next", "Cedar", "East plan" } };

  outgoing_make_county (self, &eastland);
  for (guint i = 0; i < G_N_ELEMENTS (activities); i++)
    {
      g_autofree char *uuid = fixture_add (self, "activity", activities[i].name);
      g_autofree char *find = g_strdup_printf ("SELECT uuid FROM area WHERE name = '%s'", activities[i].area);
      g_autofree char *area = activities[i].area != NULL ? fixture_look (self, find) : NULL;
      g_autofree char *find_from = g_strdup_printf ("SELECT uuid FROM activity WHERE name = '%s'", activities[i].from);
      g_autofree char *from = activities[i].from != NULL ? fixture_look (self, find_from) : NULL;
      g_autofree char *note = outgoing_add_child (self, "activity_note", "activity_uuid", uuid);
      g_autofree char *measure = outgoing_add_child (self, "measure", "activity_uuid", uuid);
      g_autofree char *reading = outgoing_add_child (self, "reading", "measure_uuid", measure);
      g_autofree char *link = NULL;

      if (from != NULL)
        fixture_set (self, "activity", uuid, "made_from_uuid", cam_text (from));
      if (area == NULL)
        continue;
      link = outgoing_add_child (self, "activity_area", "activity_uuid", uuid);
      fixture_set (self, "activity_area", link, "area_uuid", cam_text (area));
    }
  areas[0] = eastland;
  outgoing_share (self, &copy, CAM_SHARE_AREAS, areas, TRUE);
  outgoing_assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM activity ORDER BY name)",
                        "County plan;East plan;Everywhere;West source");
  outgoing_assert_look (&copy, "SELECT count (*) FROM activity_note", "4");
  outgoing_assert_look (&copy, "SELECT count (*) FROM measure", "4");
  outgoing_assert_look (&copy, "SELECT count (*) FROM reading", "4");
  outgoing_assert_look (&copy, "SELECT count (*) FROM activity_note WHERE activity_uuid NOT IN (SELECT uuid FROM activity)",
                        "0");
  g_assert_false (outgoing_has_bytes (copy.path, "West plan"));
  g_assert_false (outgoing_has_bytes (copy.path, "West next"));
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* So does an event, unless an activity that goes along arose from it. */
static void
test_areas_of_events (Fixture       *self,
                      gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };
  static const struct
  {
    const char *name;
    const char *area;      /* NULL for none */
    const char *from;      /* NULL, or the one that it was made from */
    const char *activity;  /* NULL, or what arose from it: for the area of this name */
  } events[] = { { "Anywhere", NULL, NULL, NULL },
                 { "County day", "Exampleshire", NULL, NULL },
                 { "West template", "Westland", NULL, NULL },
                 { "East day", "Alder", NULL, "Westland" },
                 { "West day", "Westland", NULL, "Westland" },
                 { "West for east", "Cedar", "West template", "Alder" } };

  outgoing_make_county (self, &eastland);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autofree char *uuid = fixture_add (self, "event", events[i].name);
      g_autofree char *find = g_strdup_printf ("SELECT uuid FROM area WHERE name = '%s'", events[i].area);
      g_autofree char *area = events[i].area != NULL ? fixture_look (self, find) : NULL;
      g_autofree char *find_from = g_strdup_printf ("SELECT uuid FROM event WHERE name = '%s'", events[i].from);
      g_autofree char *from = events[i].from != NULL ? fixture_look (self, find_from) : NULL;
      g_autofree char *task = outgoing_add_child (self, "event_task", "event_uuid", uuid);
      g_autofree char *link = area != NULL ? outgoing_add_child (self, "event_area", "event_uuid", uuid) : NULL;

      if (from != NULL)
        fixture_set (self, "event", uuid, "made_from_uuid", cam_text (from));
      if (link != NULL)
        fixture_set (self, "event_area", link, "area_uuid", cam_text (area));
      if (events[i].activity != NULL)
        {
          g_autofree char *find_other = g_strdup_printf ("SELECT uuid FROM area WHERE name = '%s'", events[i].activity);
          g_autofree char *other = fixture_look (self, find_other);
          g_autofree char *activity = outgoing_add_child (self, "activity", "event_uuid", uuid);
          g_autofree char *activity_link = outgoing_add_child (self, "activity_area", "activity_uuid", activity);

          fixture_set (self, "activity_area", activity_link, "area_uuid", cam_text (other));
        }
    }
  areas[0] = eastland;
  outgoing_share (self, &copy, CAM_SHARE_AREAS, areas, TRUE);
  outgoing_assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM event ORDER BY name)",
                        "Anywhere;County day;East day;West for east;West template");
  outgoing_assert_look (&copy, "SELECT count (*) FROM event_task", "5");
  outgoing_assert_look (&copy, "SELECT count (*) FROM activity", "1");
  outgoing_assert_look (&copy, "SELECT count (*) FROM activity WHERE event_uuid NOT IN (SELECT uuid FROM event)", "0");
  g_assert_false (outgoing_has_bytes (copy.path, "West day"));
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* Who leads, comes, speaks or runs something is left out; the meeting, the numbers and the replies are not. */
static void
test_people_of_events (Fixture       *self,
                       gconstpointer  data)
{
  static const struct { const char *table; const char *column; const char *secret; } cells[] = {
    { "event_invitation", "name", "Abernoldy" }, { "event_attendance", "names", "Brumwexel" },
    { "event_risk", "owner", "Crindolfar" }, { "event_task", "owner", "Drabbelkin" },
    { "event_session", "speakers", "Esquimbald" }, { "event_person", "role", "Flumworthy" },
  };
  Fixture copy = { 0 };
  g_autofree char *person = fixture_add (self, "person", "Gwendolarp");
  g_autofree char *event = fixture_add (self, "event", "Drop-in");
  g_autofree char *forum = fixture_add (self, "forum", "Lunch club");
  g_autofree char *area = outgoing_add_area (self, "Exampleton", "parish", NULL);
  g_autofree char *known = outgoing_add_child (self, "area_knowledge", "area_uuid", area);

  fixture_set (self, "event", event, "lead", cam_text ("Hobbleswick"));
  fixture_set (self, "event", event, "lead_uuid", cam_text (person));
  fixture_set (self, "forum", forum, "organiser", cam_text ("Inkwhistle"));
  fixture_set (self, "area_knowledge", known, "author", cam_text ("Jabbernoll"));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *uuid = outgoing_add_child (self, cells[i].table, "event_uuid", event);

      fixture_set (self, cells[i].table, uuid, cells[i].column, cam_text (cells[i].secret));
      if (i == 0)
        fixture_set (self, cells[i].table, uuid, "person_uuid", cam_text (person));
      g_assert_true (outgoing_has_bytes (self->path, cells[i].secret));
    }
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_false (outgoing_has_bytes (copy.path, cells[i].secret));
  g_assert_false (outgoing_has_bytes (copy.path, "Gwendolarp"));
  g_assert_false (outgoing_has_bytes (copy.path, "Hobbleswick"));
  g_assert_false (outgoing_has_bytes (copy.path, "Inkwhistle"));
  g_assert_false (outgoing_has_bytes (copy.path, "Jabbernoll"));
  g_assert_false (outgoing_has_bytes (copy.path, person));
  outgoing_assert_look (&copy, "SELECT count (*) || (SELECT count (*) FROM event_invitation)"
                               " || (SELECT count (*) FROM event_person) FROM event WHERE name = 'Drop-in'", "110");
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* A parish brings its cluster along, a cluster its members. */
static void
test_areas_of_clusters (Fixture       *self,
                        gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  g_autofree char *cluster = NULL;
  const char *areas[] = { NULL, NULL };

  outgoing_make_county (self, &eastland);
  areas[0] = cluster = fixture_look (self, "SELECT uuid FROM area WHERE name = 'Alder and Cedar'");
  outgoing_share (self, &copy, CAM_SHARE_AREAS, areas, FALSE);
  outgoing_assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM area ORDER BY name)",
               "Alder;Alder and Cedar;Cedar;Eastland;Exampleshire;Westland");
  outgoing_assert_look (&copy, "SELECT group_concat (body) FROM (SELECT body FROM area_comment ORDER BY body)",
               "about Alder,about Cedar");
  g_free (copy.path);
}

static void
test_public (Fixture       *self,
             gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  g_autofree char *note = NULL;

  outgoing_type_secrets (self);
  outgoing_make_county (self, &eastland);
  fixture_set (self, "area", eastland, "note", cam_text ("Hushmere"));
  fixture_outside (self, "UPDATE area SET deleted = 1 WHERE name = 'Westland'");
  outgoing_share (self, &copy, CAM_SHARE_PUBLIC, NULL, TRUE);
  for (gsize i = 0; outgoing_secrets[i] != NULL; i++)
    g_assert_false (outgoing_has_bytes (copy.path, outgoing_secrets[i]));
  g_assert_false (outgoing_has_bytes (copy.path, "Hushmere"));
  g_assert_false (outgoing_has_bytes (copy.path, "Westland"));
  outgoing_assert_look (&copy, "SELECT count (*) FROM area_comment", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change", "0");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  outgoing_assert_look (&copy, "SELECT group_concat (DISTINCT label || author) FROM cam_action", "");
  outgoing_assert_look (&copy, "SELECT coalesce (parent_uuid, '-') FROM area WHERE name = 'Cedar'", "-");
  outgoing_assert_look (&copy, "SELECT copy || ':' || seq FROM cam_cell WHERE (tbl, fid) = (SELECT t.id, a.fid FROM area a,"
                      " cam_table t WHERE t.name = 'area' AND a.name = 'Cedar') AND col ="
                      " (SELECT col FROM cam_column c JOIN cam_table t ON t.id = c.tbl WHERE t.name = 'area'"
                      " AND c.name = 'parent_uuid')", "0:-1");
  note = fixture_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_scope'");
  g_assert_cmpstr (note, ==, "public");
  outgoing_assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "0");
  outgoing_validate (copy.path);
  g_free (copy.path);
}

/* What another program did is in the copy as an action, not as something nobody has seen. */
static void
test_outside_first (Fixture       *self,
                    gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  fixture_outside (self, "UPDATE area SET name = 'City of Ely'");
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  outgoing_assert_look (&copy, "SELECT name FROM area", "City of Ely");
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_change WHERE seq = 0", "0");
  outgoing_assert_look (&copy, "SELECT kind FROM cam_action ORDER BY seq DESC LIMIT 1", "outside");
  g_free (copy.path);
}

/* Cells of a newer version: nobody here knows whether they tell of persons. */
static void
test_extra (Fixture       *self,
            gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  fixture_outside (self,
                   "INSERT INTO cam_column SELECT id, 99, 'mayor', 0 FROM cam_table WHERE name = 'area';"
                   "INSERT INTO cam_extra SELECT t.id, a.uuid, 99, 1, 1, 'Quetzalina' FROM area a, cam_table t"
                   " WHERE t.name = 'area';"
                   "INSERT INTO cam_change (copy, seq, tbl, uuid, col, new) SELECT 1, 1, t.id, a.uuid, 99, 'Quetzalina'"
                   " FROM area a, cam_table t WHERE t.name = 'area';");
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  outgoing_assert_look (&copy, "SELECT value FROM cam_extra", "Quetzalina");
  g_free (copy.path);
  outgoing_share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_assert_false (outgoing_has_bytes (copy.path, "Quetzalina"));
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_extra", "0");
  /* It is not whole any more, so it may not say so. */
  outgoing_assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  g_free (copy.path);
}

#define add(name, function) \
  g_test_add ("/outgoing/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("everything", test_everything);
  add ("impersonal", test_impersonal);
  add ("impersonal-columns", test_impersonal_columns);
  add ("impersonal-index", test_impersonal_index);
  add ("impersonal-many", test_impersonal_many);
  add ("gone-on-with", test_gone_on_with);
  add ("areas", test_areas);
  add ("areas-of-activities", test_areas_of_activities);
  add ("areas-of-events", test_areas_of_events);
  add ("people-of-events", test_people_of_events);
  add ("areas-of-clusters", test_areas_of_clusters);
  add ("public", test_public);
  add ("outside-first", test_outside_first);
  add ("extra", test_extra);
  return g_test_run ();
}
