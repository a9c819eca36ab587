/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "outgoing-fixture.h"

#include "cam-copy-seal.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

/* What must be nowhere in a copy without personal data, each typed somewhere else. */
const char *const outgoing_secrets[] = {
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
  NULL,
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

char *
outgoing_add_child (Fixture    *self,
                    const char *table,
                    const char *column,
                    const char *parent)
{
  Child child = { .table = table, .column = column, .parent = parent };

  fixture_write (self, "Add", add_child_cb, &child);
  return child.uuid;
}

char *
outgoing_add_area (Fixture    *self,
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

void
outgoing_add_member (Fixture    *self,
                     const char *area,
                     const char *member)
{
  g_autofree char *uuid = outgoing_add_child (self, "area_member", "area_uuid", area);

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

void
outgoing_share (Fixture            *self,
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

void
outgoing_assert_look (Fixture    *self,
                      const char *sql,
                      const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: “%s” instead of “%s”", sql, found, expected);
}

void
outgoing_assert_indexed (Fixture    *self,
                         const char *word,
                         const char *n)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM cam_search WHERE cam_search MATCH '%s'", word);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_false (cam_store_is_indexed (store));
  g_clear_object (&store);
  store = cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_finish_index (store, &error));
  g_assert_no_error (error);
  g_assert_true (cam_store_is_indexed (store));
  cam_store_close (store);
  g_assert_finalize_object (g_steal_pointer (&store));
  outgoing_assert_look (self, sql, n);
  outgoing_assert_look (self, "SELECT count (*) FROM cam_unindexed", "0");
}

gboolean
outgoing_has_bytes (const char *path,
                    const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

void
outgoing_assert_lone (Fixture *self)
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

void
outgoing_validate (const char *path)
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
void
outgoing_type_secrets (Fixture *self)
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
  area = outgoing_add_area (self, "Exampleton", "parish", NULL);
  comment = outgoing_add_child (self, "area_comment", "area_uuid", area);
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

gboolean
outgoing_add_many_cb (CamWriter  *writer,
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

/* A small county: "in" is what a copy of Eastland holds. */
void
outgoing_make_county (Fixture  *self,
                      char    **eastland)
{
  g_autofree char *county = outgoing_add_area (self, "Exampleshire", "county", NULL);
  g_autofree char *west = outgoing_add_area (self, "Westland", "district", county);
  g_autofree char *alder = NULL;
  g_autofree char *cedar = outgoing_add_area (self, "Cedar", "parish", west);
  g_autofree char *daisy = outgoing_add_area (self, "Daisy", "parish", west);
  g_autofree char *cluster = outgoing_add_area (self, "Alder and Cedar", "sda", NULL);
  g_autofree char *western = outgoing_add_area (self, "Only Daisy", "sda", west);
  const char *places[] = { NULL, cedar, county };
  const char *bodies[] = { "about Alder", "about Cedar", "about the county" };

  *eastland = outgoing_add_area (self, "Eastland", "district", county);
  alder = outgoing_add_area (self, "Alder", "parish", *eastland);
  fixture_set (self, "area", alder, "label_lat", cam_real (52.25));
  fixture_set (self, "area", alder, "label_lon", cam_real (0.15));
  outgoing_add_member (self, cluster, alder);
  outgoing_add_member (self, cluster, cedar);
  outgoing_add_member (self, western, daisy);
  places[0] = alder;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *comment = outgoing_add_child (self, "area_comment", "area_uuid", places[i]);

      fixture_set (self, "area_comment", comment, "body", cam_text (bodies[i]));
    }
  g_free (fixture_add (self, "organisation", "Food bank"));
  fixture_outside (self, "INSERT INTO postcode (postcode, lat, lon) VALUES ('CB1 0AA', 52.25, 0.15),"
                         " ('CB9 9ZZ', 52.9, 0.9)");
}
