/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erase-fixture.h"

#include "cam-erase-private.h"
#include "cam-schema.h"
#include "cam-search.h"
#include "erase-schema-resources.h"

#define ERASE_SCHEMA "/uk/gov/cambridgeshire/Local/erase-schema"

/* A record type, for what happens to live objects. */
#define TEST_TYPE_PERSON (test_person_get_type ())
G_DECLARE_FINAL_TYPE (TestPerson, test_person, TEST, PERSON, CamRecord)

struct _TestPerson
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (TestPerson, test_person, CAM_TYPE_RECORD)

static const CamColumn person_columns[] = {
  { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  { "phone", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
test_person_class_init (TestPersonClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "person", person_columns,
                                G_N_ELEMENTS (person_columns));
}

static void
test_person_init (TestPerson *self)
{
}

static void
assert_count (Fixture    *self,
              const char *table,
              const char *where,
              const char *uuid,
              const char *expected)
{
  g_autofree char *n = erase_fixture_count (self, table, where, uuid);

  g_assert_cmpstr (n, ==, expected);
}

static void
assert_words (Fixture  *self,
              gboolean  there)
{
  g_autofree char *found = erase_fixture_find_words (self);

  if (there)
    g_assert_cmpstr (found, !=, "");
  else
    g_assert_cmpstr (found, ==, "");
}

/* Values of an open conflict, which only a merge makes, and what a newer version would have told. */
static void
fabricate (Fixture    *self,
           const char *uuid)
{
  g_autofree char *sibling = byte_search_make_word ();
  g_autofree char *extra = byte_search_make_word ();
  g_autofree char *report = byte_search_make_word ();
  g_autofree char *sql = NULL;

  sql = g_strdup_printf (
    "INSERT INTO cam_sibling SELECT t.id, p.fid, c.col, 7, 1, '%s' FROM cam_table t, cam_column c, person p"
    " WHERE t.name = 'person' AND c.tbl = t.id AND c.name = 'phone' AND p.uuid = '%s';"
    "INSERT INTO cam_extra SELECT id, '%s', 99, 7, 1, '%s' FROM cam_table WHERE name = 'person';"
    "INSERT INTO cam_merge (at, label, author, report) VALUES ('2026-11-26T10:00:00Z', 'Import', '', '%s')",
    sibling, uuid, uuid, extra, report);
  fixture_outside (self, sql);
}

static void
edit_outside (Fixture    *self,
              const char *uuid)
{
  g_autofree char *word = byte_search_make_word ();
  g_autofree char *sql = g_strdup_printf ("UPDATE person SET note = '%s' WHERE uuid = '%s'", word, uuid);

  fixture_outside (self, sql);
}

/* What a program that overwrites nothing leaves in the free pages of the file. */
static void
litter (Fixture *self)
{
  g_autofree char *word = byte_search_make_word ();
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("PRAGMA secure_delete = OFF; CREATE TABLE litter (word);"
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                         " INSERT INTO litter SELECT '%s' || i FROM n; DROP TABLE litter", word);
  fixture_outside (self, sql);
}

/* Everything that a person's data can lie in, at once; then nothing of it is in any byte. */
static void
test_bytes (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *other = erase_fixture_add_other (self);
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *others_before = NULL;
  g_autofree char *others_after = NULL;
  g_autofree char *action = NULL;
  g_autofree char *named = NULL;
  g_autoptr (CamErasure) erasure = NULL;

  erase_fixture_back_up (self);
  edit_outside (self, uuid);
  fixture_set (self, "area", ely, "note", cam_text ("adopts what was done outside"));
  fabricate (self, uuid);
  litter (self);
  erase_fixture_back_up (self);
  edit_outside (self, uuid);
  assert_words (self, TRUE);
  others_before = fixture_look (self, "SELECT group_concat (quote (p.name) || p.email || c.id) FROM person p"
                                      " JOIN cam_change c ON c.uuid = p.uuid WHERE p.name LIKE 'Ada%'");

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_records, ==, 1);
  g_assert_cmpuint (erasure->n_backups, ==, 2);
  g_assert_cmpuint (erasure->deleted_backups->len, ==, 0);
  g_assert_cmpuint (erasure->leftovers->len, ==, 0);
  g_assert_false (erasure->pending);
  assert_words (self, FALSE);
  fixture_check_file (self);
  assert_count (self, "person", "uuid", uuid, "0");
  assert_count (self, "cam_change", "uuid", uuid, "0");
  assert_count (self, "cam_extra", "uuid", uuid, "0");
  assert_count (self, "cam_erased", "uuid", uuid, "1");
  others_after = fixture_look (self, "SELECT group_concat (quote (p.name) || p.email || c.id) FROM person p"
                                     " JOIN cam_change c ON c.uuid = p.uuid WHERE p.name LIKE 'Ada%'");
  g_assert_cmpstr (others_after, ==, others_before);
  /* Others see that something happened, and that no name is in it. */
  action = fixture_look (self, "SELECT label || kind FROM cam_action a JOIN cam_now n ON a.copy = n.copy"
                               " WHERE a.seq = (SELECT max (seq) FROM cam_seen s WHERE s.copy = n.copy)");
  g_assert_cmpstr (action, ==, "Erase personal dataerase");
  named = fixture_look (self, "SELECT count (*) FROM cam_action a WHERE label <> '' AND NOT EXISTS (SELECT 1"
                              " FROM cam_change c WHERE c.copy = a.copy AND c.seq = a.seq) AND kind <> 'erase'");
  g_assert_cmpstr (named, ==, "0");

  fixture_close (self);
  assert_words (self, FALSE);
  fixture_open (self);
  assert_words (self, FALSE);
  assert_count (self, "person", "uuid", other, "1");
}

/* A row that is marked as deleted, and one that another program has removed and that nobody adopted yet. */
static void
test_deleted (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *deleted = erase_fixture_add_person (self);
  g_autofree char *removed = erase_fixture_add_person (self);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM person WHERE uuid = '%s'", removed);
  g_autoptr (CamErasure) first = NULL;
  g_autoptr (CamErasure) second = NULL;

  fixture_set (self, "person", deleted, "deleted", cam_integer (1));
  fabricate (self, removed);
  fixture_outside (self, sql);
  /* The backup has it as removed and not adopted, too. */
  erase_fixture_back_up (self);
  first = erase_fixture_erase (self, deleted);
  g_assert_cmpuint (first->n_records, ==, 1);
  second = erase_fixture_erase (self, removed);
  g_assert_cmpuint (second->n_records, ==, 1);
  assert_words (self, FALSE);
  fixture_check_file (self);
}

/* Words that begin alike, so many that the index has signposts among them, and one of somebody else's behind. */
static void
test_index (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *other = erase_fixture_add_other (self);
  g_autofree char *word = byte_search_make_word ();
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (note, "%s%u ", word, i);
  fixture_set (self, "person", other, "note", cam_text ("zzzz"));
  fixture_set (self, "person", uuid, "note", cam_text (note->str));
  fixture_outside (self, "INSERT INTO cam_search (cam_search) VALUES ('optimize')");
  assert_words (self, TRUE);
  erasure = erase_fixture_erase (self, uuid);
  assert_words (self, FALSE);
  hits = cam_search (self->store, "zzzz", NULL, 10, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_undo_after (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *uuid = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *none = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "area", ely, "name", cam_text ("Littleport"));
  uuid = erase_fixture_add_person (self);
  g_assert_cmpstr (cam_store_get_redo_label (self->store), ==, "Set source");
  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Set name");
  g_assert_null (cam_store_get_redo_label (self->store));
  undone = fixture_undo (self, &error);
  g_assert_no_error (error);
  name = fixture_look (self, "SELECT name FROM area");
  g_assert_cmpstr (name, ==, "Ely");
  redone = fixture_redo (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (redone, ==, "Set name");
  none = fixture_redo (self, &error);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  assert_words (self, FALSE);
  fixture_check_file (self);
}

static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autoptr (CamErasure) first = erase_fixture_erase (self, uuid);
  g_autofree char *before = fixture_digest (self->path);
  g_autoptr (CamErasure) second = NULL;
  g_autofree char *after = NULL;
  guint n_changed = self->n_changed;

  second = erase_fixture_erase (self, uuid);
  after = fixture_digest (self->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (second->n_records, ==, 0);
  g_assert_cmpuint (second->n_backups, ==, 0);
  g_assert_cmpuint (self->n_changed, ==, n_changed);
}

static void
assert_refused (Fixture    *self,
                const char *uuid,
                CamError    code)
{
  g_autofree char *before = fixture_digest (self->path);
  g_autofree char *after = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  erasure = cam_erase (self->store, uuid, &error);
  g_assert_null (erasure);
  g_assert_error (error, CAM_ERROR, (int) code);
  after = fixture_digest (self->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autoptr (GError) error = NULL;

  assert_refused (self, ely, CAM_ERROR_INVALID);
  assert_refused (self, "5bbd4ad0-4d55-4d2c-8a9f-1a7f8f3b5a11", CAM_ERROR_NOT_FOUND);
  assert_refused (self, "' OR 1 --", CAM_ERROR_NOT_FOUND);
  assert_refused (self, "", CAM_ERROR_NOT_FOUND);
  fixture_close (self);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_refused (self, uuid, CAM_ERROR_READ_ONLY);
}

/* A list of somebody else's that has an area in it takes nothing, not even the person in it. */
static void
test_hostile_list (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM area WHERE uuid = '%s'", ely);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_erased = 0;

  g_ptr_array_add (uuids, uuid);
  g_ptr_array_add (uuids, ely);
  fixture_close (self);
  for (guint removed = 0; removed < 2; removed++)
    {
      g_autoptr (CamDb) db = cam_db_open (self->path, 0, &error);

      g_assert_no_error (error);
      g_assert_true (cam_db_load_tables (db, &error));
      g_assert_true (cam_db_run_script (db, "BEGIN IMMEDIATE", &error));
      g_assert_false (cam_erase_rows (db, uuids, &n_erased, &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      g_clear_error (&error);
      g_assert_true (cam_db_run_script (db, "ROLLBACK", &error));
      /* Nor where another program has just removed the area, so that only its history tells what it was. */
      fixture_outside (self, sql);
    }
  fixture_open (self);
  assert_count (self, "person", "uuid", uuid, "1");
  assert_count (self, "area", "uuid", ely, "1");
  assert_count (self, "cam_erased", "uuid", uuid, "0");
}

/* Whoever was joined with the person is the same one, unless somebody took that back. What says that two are
 * not the same stays, without saying who. */
static void
test_joined (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *kept = erase_fixture_add_person (self);
  g_autofree char *former = erase_fixture_add_person (self);
  g_autofree char *first = erase_fixture_add_person (self);
  g_autofree char *other = erase_fixture_add_other (self);
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *sql = NULL;
  g_autofree char *left = NULL;
  g_autofree char *dots = NULL;
  g_autoptr (CamErasure) erasure = NULL;

  sql = g_strdup_printf ("INSERT INTO joined (table_name, former_uuid, kept_uuid, deleted) VALUES"
                         " ('person', '%s', '%s', 0), ('person', '%s', '%s', 0), ('person', '%s', '%s', 1),"
                         " ('person', '%s', '%s', 0);"
                         "INSERT INTO not_duplicate (table_name, one_uuid, other_uuid)"
                         " VALUES ('person', '%s', '%s')",
                         former, kept, first, former, other, kept, ely, kept, kept, other);
  fixture_outside (self, sql);
  fixture_set (self, "area", ely, "note", cam_text ("adopts"));
  erasure = erase_fixture_erase (self, kept);
  g_assert_cmpuint (erasure->n_records, ==, 3);
  assert_words (self, FALSE);
  assert_count (self, "person", "uuid", other, "1");
  assert_count (self, "area", "uuid", ely, "1");
  assert_count (self, "cam_erased", "uuid", first, "1");
  assert_count (self, "not_duplicate", "other_uuid", other, "1");
  left = fixture_look (self, "SELECT count (*) FROM joined WHERE kept_uuid IS NULL OR former_uuid IS NULL");
  g_assert_cmpstr (left, ==, "4");
  dots = fixture_look (self, "SELECT count (*) FROM cam_row r JOIN cam_table t ON t.id = r.tbl"
                             " WHERE t.name = 'joined'");
  g_assert_cmpstr (dots, ==, "4");
  fixture_check_file (self);
}

/* What tells of the person goes along, and what tells of that; what only refers to the person stays, with
 * its dots. */
static void
test_closure (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *word = byte_search_make_word ();
  g_autofree char *came = NULL;
  g_autofree char *after = NULL;
  g_autofree char *task = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *before = NULL;
  g_autofree char *dot = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *kept = NULL;
  const char *cell = "SELECT group_concat (c.copy || '.' || c.seq) FROM cam_cell c JOIN cam_table t ON t.id = c.tbl"
                     " WHERE t.name = 'task'";
  g_autoptr (CamErasure) erasure = NULL;

  fixture_close (self);
  erase_schema_get_resource ();
  cam_schema_set_folder (ERASE_SCHEMA);
  fixture_open (self);
  uuid = erase_fixture_add_person (self);
  came = fixture_add (self, "attendance", word);
  fixture_set (self, "attendance", came, "person_uuid", cam_text (uuid));
  after = fixture_add (self, "attendance", word);
  fixture_set (self, "attendance", after, "after_uuid", cam_text (came));
  task = fixture_add (self, "task", "Bring the keys");
  fixture_set (self, "task", task, "owner_uuid", cam_text (uuid));
  sql = g_strdup_printf (
    "INSERT INTO cam_sibling SELECT t.id, r.fid, c.col, 7, 1, '%s' FROM cam_table t, cam_column c, task r"
    " WHERE t.name = 'task' AND c.tbl = t.id AND c.name = 'owner_uuid'", uuid);
  fixture_outside (self, sql);
  before = fixture_look (self, cell);
  erase_fixture_back_up (self);

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_records, ==, 3);
  assert_words (self, FALSE);
  assert_count (self, "cam_erased", "uuid", after, "1");
  dot = fixture_look (self, cell);
  g_assert_cmpstr (dot, ==, before);
  owner = fixture_look (self, "SELECT name || coalesce (owner_uuid, ' (nobody)') FROM task");
  g_assert_cmpstr (owner, ==, "Bring the keys (nobody)");
  kept = fixture_look (self, "SELECT (SELECT count (*) FROM cam_sibling WHERE value IS NOT NULL)"
                             " || (SELECT count (*) FROM cam_change WHERE old LIKE '%-%-%-%-%'"
                             "     OR new LIKE '%-%-%-%-%')");
  g_assert_cmpstr (kept, ==, "00");
  fixture_check_file (self);
  fixture_close (self);
  cam_schema_set_folder (NULL);
}

/* An object that a screen still shows. */
static void
test_live_record (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *gone = erase_fixture_add_other (self);
  g_autoptr (CamRecord) record = NULL;
  g_autoptr (CamRecord) edited = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (CamErasure) second = NULL;
  g_autoptr (GError) error = NULL;

  record = cam_store_dup_record (self->store, TEST_TYPE_PERSON, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cam_record_get_text (record, 1), !=, NULL);
  erasure = erase_fixture_erase (self, uuid);
  g_assert_true (cam_record_is_deleted (record));
  g_assert_cmpstr (cam_record_get_title (record), ==, "");
  g_assert_null (cam_record_get_text (record, 1));

  /* What is typed meanwhile cannot be saved, and brings nothing back. */
  edited = cam_store_dup_record (self->store, TEST_TYPE_PERSON, gone, &error);
  g_assert_no_error (error);
  cam_record_set_text (edited, 1, "01353 000000");
  second = erase_fixture_erase (self, gone);
  g_assert_true (cam_record_is_deleted (edited));
  g_assert_cmpstr (cam_record_get_title (edited), ==, "");
  g_assert_null (cam_store_dup_record (self->store, TEST_TYPE_PERSON, gone, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  assert_count (self, "person", "1", "1", "0");
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(CamErasure **) data = cam_erase_finish (CAM_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
progress_cb (CamStore   *store,
             double      fraction,
             const char *message,
             GArray     *seen)
{
  g_array_append_val (seen, fraction);
}

static void
test_async (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  guint n_changed = self->n_changed;

  erase_fixture_back_up (self);
  g_signal_connect (self->store, "progress", G_CALLBACK (progress_cb), seen);
  cam_erase_async (self->store, uuid, NULL, erased_cb, &erasure);
  while (erasure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  g_assert_cmpuint (self->n_changed, ==, n_changed + 1);
  g_assert_cmpuint (seen->len, >=, 1);
  g_assert_cmpfloat (g_array_index (seen, double, seen->len - 1), ==, -1);
  hits = cam_search (self->store, "example", NULL, 10, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
  g_signal_handlers_disconnect_by_data (self->store, seen);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  fixture_tear_down (self, data);
  byte_search_clear ();
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/erase/bytes", test_bytes },
    { "/erase/deleted", test_deleted },
    { "/erase/index", test_index },
    { "/erase/undo-after", test_undo_after },
    { "/erase/again", test_again },
    { "/erase/refused", test_refused },
    { "/erase/hostile-list", test_hostile_list },
    { "/erase/joined", test_joined },
    { "/erase/closure", test_closure },
    { "/erase/live-record", test_live_record },
    { "/erase/async", test_async },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].func, tear_down);
  return g_test_run ();
}
