/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "cam-outgoing.h"

#include "cam-copy-seal.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include <glib/gstdio.h>

#define WORKER "--worker"
#define N_KILLS 8

/* What must be nowhere in a copy without personal data, each typed somewhere else. */
static const char *const secrets[] = {
  "Quetzalina",   /* a person's name */
  "07700900123",  /* a phone number that was replaced */
  "07700900456",  /* and what it was replaced with */
  "zibblewick",   /* a note of a person that was deleted */
  "Vornaxby",     /* who to ask at a venue, taken away again */
  "Plumbergast",  /* who to ask at a venue */
  "Wrexolind",    /* who made a comment */
  "Ysoldemar",    /* who works on this laptop */
  "Thrombulet",   /* in what an action was called */
  "Grumblefitz",  /* what somebody calls their laptop */
  "Krakenspur",   /* in a table that another program added */
  "Jubblethorp",  /* in a column that another program added */
  "Mizzlebrook",  /* in a row that another program removed from its own table */
};

typedef struct
{
  const char *table;
  const char *column;
  const char *parent;
  char       *uuid;
} Child;

static gboolean
add_child_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  Child *child = data;
  const CamCell cell = { child->column, cam_text (child->parent) };

  child->uuid = cam_writer_insert (writer, child->table, &cell, 1, error);
  return child->uuid != NULL;
}

static char *
add_child (Fixture    *self,
           const char *table,
           const char *column,
           const char *parent)
{
  Child child = { .table = table, .column = column, .parent = parent };

  fixture_write (self, "Add", add_child_cb, &child);
  return child.uuid;
}

static char *
add_area (Fixture    *self,
          const char *name,
          const char *level,
          const char *parent)
{
  char *uuid = fixture_add (self, "area", name);

  fixture_set (self, "area", uuid, "level", cam_text (level));
  if (parent != NULL)
    fixture_set (self, "area", uuid, "parent_uuid", cam_text (parent));
  return uuid;
}

static void
add_member (Fixture    *self,
            const char *area,
            const char *member)
{
  g_autofree char *uuid = add_child (self, "area_member", "area_uuid", area);

  fixture_set (self, "area_member", uuid, "member_uuid", cam_text (member));
}

/* The fixture with its store, as another fixture whose functions look at the copy. */
static void
look_at (Fixture    *self,
         Fixture    *copy,
         const char *name)
{
  copy->folder = self->folder;
  copy->path = g_build_filename (self->folder, name, NULL);
  copy->store = NULL;
}

static void
share (Fixture            *self,
       Fixture            *copy,
       CamShareWhat        what,
       const char *const  *areas,
       gboolean            personal)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (what, areas, personal);
  g_autoptr (GError) error = NULL;
  struct stat info;

  look_at (self, copy, "handed over.gpkg");
  cam_outgoing_make (self->store, copy->path, scope, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (cam_copy_is_whole (copy->path));
  fixture_check_file (copy);
}

static void
assert_look (Fixture    *self,
             const char *sql,
             const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: “%s” instead of “%s”", sql, found, expected);
}

static gboolean
has_bytes (const char *path,
           const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

static void
assert_lone (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autoptr (GDir) snapshots = g_dir_open (cache, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".handed over"));
  while (snapshots != NULL && (name = g_dir_read_name (snapshots)) != NULL)
    g_error ("“%s” was left in the cache", name);
}

static void
validate (const char *path)
{
  const char *argv[] = { PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra",
                         "--warning-as-error", path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s\n%s", output, errors);
  g_assert_no_error (error);
}

/* A point at 0.1 east, 52.3 north. */
static const guint8 point[] = {
  'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0,
  0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f, 0x66, 0x66, 0x66, 0x66, 0x66, 0x26, 0x4a, 0x40,
};

/* People, typed in every way and everywhere that they can be. */
static void
type_secrets (Fixture *self)
{
  g_autofree char *person = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *venue = NULL;
  g_autofree char *other = NULL;
  g_autofree char *area = NULL;
  g_autofree char *comment = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GBytes) geom = g_bytes_new_static (point, sizeof point);

  cam_store_set_author (self->store, "Ysoldemar Example");
  person = fixture_add (self, "person", "Quetzalina Example");
  fixture_set (self, "person", person, "phone", cam_text ("07700900123"));
  fixture_set (self, "person", person, "phone", cam_text ("07700900456"));
  gone = fixture_add (self, "person", "Somebody");
  fixture_set (self, "person", gone, "note", cam_text ("zibblewick"));
  fixture_set (self, "person", gone, "deleted", cam_integer (1));
  area = add_area (self, "Exampleton", "parish", NULL);
  comment = add_child (self, "area_comment", "area_uuid", area);
  fixture_set (self, "area_comment", comment, "body", cam_text ("The hall is cold"));
  fixture_set (self, "area_comment", comment, "author", cam_text ("Wrexolind"));
  venue = fixture_add (self, "venue", "Village hall");
  fixture_set (self, "venue", venue, "geom", cam_blob (geom));
  fixture_set (self, "venue", venue, "contact", cam_text ("Vornaxby"));
  undone = fixture_undo (self, NULL);
  other = fixture_add (self, "venue", "Old school");
  fixture_set (self, "venue", other, "contact", cam_text ("Plumbergast"));
  g_free (fixture_add (self, "venue", "Thrombulet"));
  fixture_outside (self, "UPDATE cam_action SET label = 'Rename area' WHERE label = 'Set level'");
  fixture_outside (self, "UPDATE venue SET name = 'Scout hut' WHERE name = 'Thrombulet'");
  fixture_outside (self, "UPDATE cam_change SET old = 'Scout hut' WHERE old = 'Thrombulet';"
                         "UPDATE cam_copy SET name = 'Grumblefitz'");
  fixture_outside (self, "CREATE TABLE contacts (name TEXT); CREATE VIEW them AS SELECT * FROM contacts;"
                         "INSERT INTO contacts VALUES ('Krakenspur');"
                         "CREATE TABLE more (name TEXT); INSERT INTO more VALUES ('Mizzlebrook');"
                         "PRAGMA secure_delete = OFF; DELETE FROM more;"
                         "ALTER TABLE organisation ADD COLUMN boss TEXT;"
                         "INSERT INTO organisation (name, boss) VALUES ('Food bank', 'Jubblethorp');"
                         "ANALYZE;");
}

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

  type_secrets (self);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  before = fixture_dump (self);
  after = fixture_dump (&copy);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "Quetzalina"));
  seen = fixture_look (self, "SELECT group_concat (copy || scope || seq) FROM cam_seen");
  copied_seen = fixture_look (&copy, "SELECT group_concat (copy || scope || seq) FROM cam_seen");
  g_assert_cmpstr (seen, ==, copied_seen);
  changes = fixture_look (self, "SELECT count (*) FROM cam_change");
  assert_look (&copy, "SELECT count (*) FROM cam_change", changes);
  assert_look (&copy, "SELECT count (*) FROM cam_undo", "0");
  assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'place'", "shared");
  assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_scope'", "everything");
  assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "1");
  assert_look (&copy, "SELECT count (*) FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)", "1");
  assert_look (&copy, "SELECT copy FROM cam_now", "2");
  assert_look (&copy, "SELECT name FROM contacts", "Krakenspur");
  assert_lone (self);
  g_free (copy.path);
}

static void
test_impersonal (Fixture       *self,
                 gconstpointer  data)
{
  Fixture copy = { 0 };

  type_secrets (self);
  /* A fixture that hid nothing would prove nothing. */
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (!has_bytes (self->path, secrets[i]))
      g_error ("“%s” is not in the file", secrets[i]);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (has_bytes (copy.path, secrets[i]))
      g_error ("“%s” is in the copy", secrets[i]);
  validate (copy.path);

  assert_look (&copy, "SELECT count (*) FROM person", "0");
  assert_look (&copy, "SELECT count (*) FROM cam_row WHERE tbl = (SELECT id FROM cam_table WHERE name = 'person')",
               "0");
  assert_look (&copy, "SELECT count (*) FROM cam_change WHERE tbl = (SELECT id FROM cam_table WHERE name = 'person')",
               "0");
  assert_look (&copy, "SELECT group_concat (coalesce (contact, '-'), '') FROM venue", "---");
  assert_look (&copy, "SELECT group_concat (copy || ':' || seq) FROM cam_cell x JOIN cam_column c USING (tbl, col)"
                      " WHERE c.name = 'contact'", "0:-1,0:-1,0:-1");
  assert_look (&copy, "SELECT body FROM area_comment", "The hall is cold");
  assert_look (&copy, "SELECT DISTINCT author FROM cam_action", "");
  assert_look (&copy, "SELECT group_concat (DISTINCT label) FROM cam_action WHERE label <> ''",
               "Rename area,Edited by another program");
  assert_look (&copy, "SELECT group_concat (DISTINCT scope) FROM cam_seen", "shared");
  assert_look (&copy, "SELECT count (*) FROM cam_action a WHERE NOT EXISTS (SELECT 1 FROM cam_change c"
                      " WHERE c.copy = a.copy AND c.seq = a.seq) AND NOT EXISTS (SELECT 1 FROM cam_cell x"
                      " WHERE x.copy = a.copy AND x.seq = a.seq)", "0");
  assert_look (&copy, "SELECT count (*) FROM sqlite_schema WHERE name IN ('contacts', 'them', 'more')", "0");
  assert_look (&copy, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'hall'", "2");
  assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "0");
  assert_lone (self);
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

  type_secrets (self);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  fixture_outside (&copy, terms);
  assert_look (&copy, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'quet* OR plumb*'", "0");
  assert_look (self, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'quet* OR plumb*'", "2");
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
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  assert_look (&copy, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'zanthorbury*'", "6000");
  assert_look (&copy, "SELECT count (*) FROM cam_search WHERE cam_search MATCH 'hall'", "6000");
  assert_look (&copy, "SELECT count (*) FROM cam_search", "6000");
  g_assert_true (has_bytes (self->path, "lixem"));
  g_assert_false (has_bytes (copy.path, "lixem"));
  g_assert_false (has_bytes (copy.path, "rendov"));
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

  type_secrets (self);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  fixture_outside (&copy, "UPDATE venue SET name = 'Village Hall' WHERE name = 'Village hall'");
  fixture_open (&copy);
  assert_look (&copy, "SELECT count (*) FROM cam_copy", "3");
  assert_look (&copy, "SELECT kind FROM cam_action ORDER BY clock DESC LIMIT 1", "outside");
  own = fixture_add (&copy, "venue", "Library");
  fixture_check_file (&copy);
  fixture_close (&copy);
  g_free (copy.path);
}

/* A small county: "in" is what a copy of Eastland holds. */
static void
make_county (Fixture  *self,
             char    **eastland)
{
  g_autofree char *county = add_area (self, "Exampleshire", "county", NULL);
  g_autofree char *west = add_area (self, "Westland", "district", county);
  g_autofree char *alder = NULL;
  g_autofree char *cedar = add_area (self, "Cedar", "parish", west);
  g_autofree char *daisy = add_area (self, "Daisy", "parish", west);
  g_autofree char *cluster = add_area (self, "Alder and Cedar", "sda", NULL);
  g_autofree char *western = add_area (self, "Only Daisy", "sda", west);
  const char *places[] = { NULL, cedar, county };
  const char *bodies[] = { "about Alder", "about Cedar", "about the county" };

  *eastland = add_area (self, "Eastland", "district", county);
  alder = add_area (self, "Alder", "parish", *eastland);
  fixture_set (self, "area", alder, "label_lat", cam_real (52.25));
  fixture_set (self, "area", alder, "label_lon", cam_real (0.15));
  add_member (self, cluster, alder);
  add_member (self, cluster, cedar);
  add_member (self, western, daisy);
  places[0] = alder;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *comment = add_child (self, "area_comment", "area_uuid", places[i]);

      fixture_set (self, "area_comment", comment, "body", cam_text (bodies[i]));
    }
  g_free (fixture_add (self, "organisation", "Food bank"));
  fixture_outside (self, "INSERT INTO postcode (postcode, lat, lon) VALUES ('CB1 0AA', 52.25, 0.15),"
                         " ('CB9 9ZZ', 52.9, 0.9)");
}

static void
test_areas (Fixture       *self,
            gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };

  make_county (self, &eastland);
  areas[0] = eastland;
  share (self, &copy, CAM_SHARE_AREAS, areas, TRUE);
  /* Cedar is named because the cluster has it as a member; what is said about it stays away. */
  assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM area ORDER BY name)",
               "Alder;Alder and Cedar;Cedar;Eastland;Exampleshire;Westland");
  assert_look (&copy, "SELECT count (*) FROM area_member", "2");
  assert_look (&copy, "SELECT group_concat (body) FROM area_comment", "about Alder");
  assert_look (&copy, "SELECT name FROM organisation", "Food bank");
  assert_look (&copy, "SELECT group_concat (postcode) FROM postcode", "CB1 0AA");
  assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  assert_look (&copy, "SELECT count (*) FROM cam_change WHERE uuid NOT IN (SELECT uuid FROM area UNION ALL"
                      " SELECT uuid FROM area_member UNION ALL SELECT uuid FROM area_comment UNION ALL"
                      " SELECT uuid FROM organisation UNION ALL SELECT uuid FROM postcode)", "0");
  /* History of what is kept is there whole. */
  assert_look (&copy, "SELECT count (*) FROM cam_change WHERE uuid = (SELECT uuid FROM area WHERE name = 'Alder')",
               "5");
  g_assert_false (has_bytes (copy.path, "about Cedar"));
  g_assert_false (has_bytes (copy.path, "Only Daisy"));
  g_assert_false (has_bytes (copy.path, "CB9 9ZZ"));
  validate (copy.path);
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

  make_county (self, &eastland);
  areas[0] = cluster = fixture_look (self, "SELECT uuid FROM area WHERE name = 'Alder and Cedar'");
  share (self, &copy, CAM_SHARE_AREAS, areas, FALSE);
  assert_look (&copy, "SELECT group_concat (name, ';') FROM (SELECT name FROM area ORDER BY name)",
               "Alder;Alder and Cedar;Cedar;Eastland;Exampleshire;Westland");
  assert_look (&copy, "SELECT group_concat (body) FROM (SELECT body FROM area_comment ORDER BY body)",
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

  type_secrets (self);
  make_county (self, &eastland);
  fixture_set (self, "area", eastland, "note", cam_text ("Hushmere"));
  fixture_outside (self, "UPDATE area SET deleted = 1 WHERE name = 'Westland'");
  share (self, &copy, CAM_SHARE_PUBLIC, NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_false (has_bytes (copy.path, secrets[i]));
  g_assert_false (has_bytes (copy.path, "Hushmere"));
  g_assert_false (has_bytes (copy.path, "Westland"));
  assert_look (&copy, "SELECT count (*) FROM area_comment", "0");
  assert_look (&copy, "SELECT count (*) FROM cam_change", "0");
  assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  assert_look (&copy, "SELECT group_concat (DISTINCT label || author) FROM cam_action", "");
  assert_look (&copy, "SELECT coalesce (parent_uuid, '-') FROM area WHERE name = 'Cedar'", "-");
  assert_look (&copy, "SELECT copy || ':' || seq FROM cam_cell WHERE (tbl, fid) = (SELECT t.id, a.fid FROM area a,"
                      " cam_table t WHERE t.name = 'area' AND a.name = 'Cedar') AND col ="
                      " (SELECT col FROM cam_column c JOIN cam_table t ON t.id = c.tbl WHERE t.name = 'area'"
                      " AND c.name = 'parent_uuid')", "0:-1");
  note = fixture_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_scope'");
  g_assert_cmpstr (note, ==, "public");
  assert_look (&copy, "SELECT value FROM cam_meta WHERE key = 'share_personal'", "0");
  validate (copy.path);
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
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  assert_look (&copy, "SELECT name FROM area", "City of Ely");
  assert_look (&copy, "SELECT count (*) FROM cam_change WHERE seq = 0", "0");
  assert_look (&copy, "SELECT kind FROM cam_action ORDER BY seq DESC LIMIT 1", "outside");
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
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  assert_look (&copy, "SELECT value FROM cam_extra", "Quetzalina");
  g_free (copy.path);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_assert_false (has_bytes (copy.path, "Quetzalina"));
  assert_look (&copy, "SELECT count (*) FROM cam_extra", "0");
  /* It is not whole any more, so it may not say so. */
  assert_look (&copy, "SELECT count (*) FROM cam_seen", "0");
  g_free (copy.path);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
make_async (Fixture       *self,
            const char    *path,
            GCancellable  *cancellable,
            gboolean       cancel,
            GError       **error)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  cam_outgoing_make_async (self->store, path, scope, cancellable, done_cb, &result);
  if (cancel)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (cam_outgoing_make_finish (self->store, result, error) == (error == NULL || *error == NULL));
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gboolean
add_many_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u of many", i);
      const CamCell cell = { "name", cam_text (name) };
      g_autofree char *uuid = cam_writer_insert (writer, i % 2 ? "person" : "venue", &cell, 1, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* At any moment: what was there stays, and nothing else is left. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  guint n_cancelled = 0;

  fixture_write (self, "Add many", add_many_cb, NULL);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    make_async (self, path, cancellable, TRUE, &error);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
  }
  for (guint wait = 1; wait < 200; wait += 1 + wait / 4)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GSource) source = g_timeout_source_new (wait);
      g_autofree char *now = NULL;

      g_source_set_callback (source, cancel_cb, cancellable, NULL);
      g_source_attach (source, NULL);
      make_async (self, path, cancellable, FALSE, &error);
      g_source_destroy (source);
      assert_lone (self);
      if (error == NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      n_cancelled++;
      g_assert_true (g_file_get_contents (path, &now, NULL, NULL));
      g_assert_cmpstr (now, ==, "something else");
    }
  g_assert_cmpuint (n_cancelled, >, 2);
  make_async (self, path, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_copy_is_whole (path));
  assert_lone (self);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (CamShareScope) all = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  const char *areas[] = { "7b1d2a0e-0000-4000-8000-000000000000", NULL };
  g_autoptr (CamShareScope) none = cam_share_scope_new (CAM_SHARE_AREAS, areas, TRUE);
  g_autofree char *nowhere = g_build_filename (self->folder, "missing", "x.gpkg", NULL);
  g_autofree char *path = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autofree char *linked = g_build_filename (self->folder, "linked.gpkg", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_free (fixture_add (self, "area", "Ely"));
  before = fixture_digest (self->path);
  g_assert_false (cam_outgoing_make (self->store, nowhere, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, self->path, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (symlink (self->path, linked), ==, 0);
  g_assert_false (cam_outgoing_make (self->store, linked, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, self->folder, all, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cam_outgoing_make (self->store, path, none, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_lone (self);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* What a crash left goes away; what somebody else is making just now does not. */
static void
test_left_over (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *left = g_build_filename (self->folder, ".handed over.gpkg.partial-1", NULL);
  g_autofree char *under_way = g_build_filename (self->folder, ".handed over.gpkg.partial-2", NULL);
  g_autofree char *other = g_build_filename (self->folder, ".other.gpkg.partial-3", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *old = g_build_filename (cache, "snapshot-old", NULL);
  g_autofree char *new = g_build_filename (cache, "snapshot-new", NULL);
  struct utimbuf long_ago = { .actime = 1, .modtime = 1 };
  g_autofd int fd = -1;
  Fixture copy = { 0 };

  g_assert_true (g_file_set_contents (left, "x", 1, NULL));
  g_assert_true (g_file_set_contents (under_way, "x", 1, NULL));
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_mkdir_with_parents (cache, 0700);
  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (new, "x", 1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  fd = open (under_way, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (under_way, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (new), ==, 0);
  g_free (copy.path);
}

static gint64
get_count (CamOutgoingCount *count,
           const char       *table,
           const char       *level)
{
  for (guint i = 0; i < count->items->len; i++)
    {
      const CamOutgoingItem *item = g_ptr_array_index (count->items, i);

      if (g_str_equal (item->table, table) && g_strcmp0 (item->level, level) == 0)
        return item->n;
    }
  return 0;
}

/* Beforehand it is told what will be in it. */
static void
test_count (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (CamShareScope) all = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (CamShareScope) impersonal = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);
  g_autoptr (CamShareScope) some = NULL;
  g_autoptr (CamOutgoingCount) count = NULL;
  g_autofree char *eastland = NULL;
  const char *areas[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  type_secrets (self);
  make_county (self, &eastland);
  before = fixture_digest (self->path);
  count = cam_outgoing_count (self->store, all, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count->persons, ==, 1);
  g_assert_cmpint (count->authors, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (count->names, 0), ==, "Quetzalina Example");
  g_assert_cmpint (get_count (count, "person", NULL), ==, 1);
  g_assert_cmpint (get_count (count, "area", "parish"), ==, 4);
  g_assert_cmpint (get_count (count, "venue", NULL), ==, 3);
  g_assert_cmpuint (count->fields->len, ==, 4);
  g_clear_pointer (&count, cam_outgoing_count_free);

  count = cam_outgoing_count (self->store, impersonal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count->persons, ==, 0);
  g_assert_cmpint (count->authors, ==, 0);
  g_assert_cmpuint (count->names->len, ==, 0);
  g_assert_cmpuint (count->fields->len, ==, 0);
  g_assert_cmpint (get_count (count, "person", NULL), ==, 0);
  g_clear_pointer (&count, cam_outgoing_count_free);

  areas[0] = eastland;
  some = cam_share_scope_new (CAM_SHARE_AREAS, areas, TRUE);
  count = cam_outgoing_count (self->store, some, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (count, "area", "parish"), ==, 2);
  g_assert_cmpint (get_count (count, "area", "sda"), ==, 1);
  g_assert_cmpint (get_count (count, "area_comment", NULL), ==, 1);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

/* As long as it is not wildly wrong it serves: within a half, and within a tenth where all goes. */
static void
test_count_size (Fixture       *self,
                 gconstpointer  data)
{
  Fixture copy = { 0 };
  g_autoptr (CamShareScope) scope = NULL;
  struct stat info;

  fixture_write (self, "Add many", add_many_cb, NULL);
  for (int personal = 0; personal < 2; personal++)
    {
      g_autoptr (CamOutgoingCount) count = NULL;

      scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, personal);
      count = cam_outgoing_count (self->store, scope, NULL);
      share (self, &copy, CAM_SHARE_EVERYTHING, NULL, personal);
      g_assert_cmpint (g_stat (copy.path, &info), ==, 0);
      g_assert_cmpint (count->size, >, info.st_size * (personal ? 9 : 6) / 10);
      g_assert_cmpint (count->size, <, info.st_size * (personal ? 12 : 15) / 10);
      g_clear_pointer (&scope, cam_share_scope_unref);
      g_free (copy.path);
    }
}

static char *program;

/* The second process: hands over copies until it is killed. */
static int
run_worker (const char *path,
            const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, FALSE);

  while (store != NULL && cam_outgoing_make (store, target, scope, &error))
    ;
  g_printerr ("%s\n", error->message);
  return 1;
}

static void
kill_worker (Fixture    *self,
             const char *target,
             gulong      after)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  const char *argv[] = { program, WORKER, self->path, target, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid = 0;
  int status = 0;

  environment = g_environ_setenv (environment, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_usleep (after);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
}

/* At any moment: the copy is whole or not there, nothing that was left out lies anywhere, and the next one
 * takes away what was left of the last. */
static void
test_killed (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *target = g_build_filename (self->folder, "handed over.gpkg", NULL);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  Fixture copy = { 0 };

  type_secrets (self);
  fixture_write (self, "Add many", add_many_cb, NULL);
  fixture_close (self);
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GDir) dir = NULL;
      const char *name = NULL;

      kill_worker (self, target, (gulong) g_test_rand_int_range (100, 2000) * 1000);
      if (g_file_test (target, G_FILE_TEST_EXISTS))
        g_assert_true (cam_copy_is_whole (target));
      dir = g_dir_open (self->folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (self->folder, name, NULL);

          if (g_str_has_prefix (name, ".handed over"))
            g_assert_false (has_bytes (path, "Quetzalina"));
        }
      g_clear_pointer (&dir, g_dir_close);
      dir = g_dir_open (cache, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (cache, name, NULL);

          g_assert_false (has_bytes (path, "Quetzalina"));
          g_unlink (path);
        }
    }
  fixture_open (self);
  share (self, &copy, CAM_SHARE_EVERYTHING, NULL, FALSE);
  assert_lone (self);
  fixture_check_file (self);
  g_free (copy.path);
}

#define add(name, function) \
  g_test_add ("/outgoing/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], WORKER))
    return run_worker (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("everything", test_everything);
  add ("impersonal", test_impersonal);
  add ("impersonal-index", test_impersonal_index);
  add ("impersonal-many", test_impersonal_many);
  add ("gone-on-with", test_gone_on_with);
  add ("areas", test_areas);
  add ("areas-of-clusters", test_areas_of_clusters);
  add ("public", test_public);
  add ("outside-first", test_outside_first);
  add ("extra", test_extra);
  add ("cancelled", test_cancelled);
  add ("refused", test_refused);
  add ("left-over", test_left_over);
  add ("killed", test_killed);
  add ("count", test_count);
  add ("count-size", test_count_size);
  return g_test_run ();
}
