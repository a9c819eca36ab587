/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-query.h"
#include "cam-search.h"
#include "cam-store-private.h"
#include "test-area-type.h"

/* Titles of what @text finds, joined by "|". */
static char *
find (CamStore   *store,
      const char *text,
      guint       limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = cam_search (store, text, NULL, limit, &error);
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      CamSearchHit *hit = g_ptr_array_index (hits, i);

      g_assert_nonnull (hit->uuid);
      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", hit->title);
    }
  return g_string_free_and_steal (g_steal_pointer (&titles));
}

#define assert_finds(store, text, expected) \
  G_STMT_START { \
    g_autofree char *found_ = find (store, text, 20); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

static void
add (CamStore   *store,
     const char *name,
     const char *note)
{
  g_autoptr (CamRecord) record = g_object_new (TEST_TYPE_AREA, "name", name, "note", note, NULL);

  test_save (store, record, "Add area");
}

static void
test_words (void)
{
  g_autoptr (CamStore) store = test_store_new ();

  add (store, "Ely", NULL);
  add (store, "Little Downham", "near Ely, on the ridge");
  add (store, "Elsworth", NULL);
  add (store, "Éire Lane", NULL);
  assert_finds (store, "ely", "Ely|Little Downham");
  assert_finds (store, "EL", "Ely|Elsworth|Little Downham");
  assert_finds (store, "ridge ely", "Little Downham");
  assert_finds (store, "down", "Little Downham");
  assert_finds (store, "ownham", "");
  assert_finds (store, "eire", "Éire Lane");
  assert_finds (store, "éir", "Éire Lane");
  assert_finds (store, "e\xcc\x81ir", "Éire Lane");
}

static void
test_spellings (void)
{
  g_autoptr (CamStore) store = test_store_new ();

  add (store, "St. Ives", NULL);
  add (store, "King’s Hedges", NULL);
  add (store, "Saint Mary's Ward", NULL);
  add (store, "Bar Hill & Girton", NULL);
  assert_finds (store, "st ives", "St. Ives");
  assert_finds (store, "St. Ives", "St. Ives");
  assert_finds (store, "Saint Ives", "St. Ives");
  assert_finds (store, "st mary", "Saint Mary's Ward");
  assert_finds (store, "kings hedges", "King’s Hedges");
  assert_finds (store, "king's", "King’s Hedges");
  assert_finds (store, "King’s H", "King’s Hedges");
  assert_finds (store, "king", "King’s Hedges");
  assert_finds (store, "marys", "Saint Mary's Ward");
  assert_finds (store, "bar hill and girton", "Bar Hill & Girton");
  assert_finds (store, "bar hill & girton", "Bar Hill & Girton");
  add (store, "Hall", "The Green, CB24 5AB");
  assert_finds (store, "cb24 5ab", "Hall");
  assert_finds (store, "CB245AB", "Hall");
  assert_finds (store, "cb24", "Hall");
}

/* Nothing that a person can type is an operator or an error. */
static void
test_punctuation (void)
{
  static const char *const typed[] = {
    "", " ", "\"", "\"\"", "'", "*", "ely*", "*ely", "(", ")", "(ely", "ely)", "AND", "OR", "NOT", "NEAR",
    "ely AND", "NOT ely", "NEAR(ely, 2)", "title:ely", "title : ely", "-ely", "^ely", "+", "ely + ely",
    "{title}", "a\"b", "%", "_", ";", "--", "\\", "ely; DROP TABLE area", "😀", "\xcc\x81", "\xff\xfe",
    "e\xff", "ﷺ", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
  };
  g_autoptr (CamStore) store = test_store_new ();

  add (store, "Ely", "not near and or");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = cam_search (store, typed[i], NULL, 10, &error);

      g_assert_no_error (error);
      g_assert_nonnull (hits);
    }
  assert_finds (store, "ely*", "Ely");
  assert_finds (store, "\"ely\"", "Ely");
  assert_finds (store, "-ely", "Ely");
  assert_finds (store, "ely NOT", "Ely");
  assert_finds (store, "", "");
}

static void
test_snippet (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  CamSearchHit *hit = NULL;

  add (store, "Over", "The village has a <b>green</b> with a pump and a duck pond");
  hits = cam_search (store, "pump", "area", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->table, ==, "area");
  g_assert_nonnull (strstr (hit->snippet, "with a pump and"));
  g_clear_pointer (&hits, g_ptr_array_unref);
  hits = cam_search (store, "over", NULL, 5, &error);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->snippet, ==, "");
  g_clear_pointer (&hits, g_ptr_array_unref);
  hits = cam_search (store, "over", "venue", 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 0);
  g_assert_null (cam_search (store, "over", "nothing", 5, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
}

static gboolean
remove_area (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  return cam_writer_delete (writer, "area", data, error);
}

static void
test_follow (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Over");
  g_autofree char *uuid = g_strdup (cam_record_get_uuid (record));
  g_autoptr (GError) error = NULL;

  cam_record_set_text (record, TEST_AREA_NAME, "Swavesey");
  test_save (store, record, "Rename area");
  assert_finds (store, "over", "");
  assert_finds (store, "swav", "Swavesey");
  g_assert_true (cam_store_write (store, "Remove area", remove_area, uuid, &error));
  assert_finds (store, "swav", "");
  test_undo (store);
  assert_finds (store, "swav", "Swavesey");
  test_undo (store);
  assert_finds (store, "over", "Over");
}

static gboolean
add_many (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("Elm %u", i);
      const CamCell cells[] = { { "name", cam_text (name) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The very word is not lost among many that begin like it. */
static void
test_many (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_true (cam_store_write (store, "Add", add_many, NULL, &error));
  add (store, "The El", NULL);
  found = find (store, "el", 1);
  g_assert_cmpstr (found, ==, "The El");
  hits = cam_search (store, "el", NULL, 300, &error);
  g_assert_cmpuint (hits->len, ==, 300);
}

typedef struct
{
  const char *sql;
} Script;

static gboolean
run_script (CamStore      *store,
            CamDb         *db,
            GCancellable  *cancellable,
            gpointer       data,
            GError       **error)
{
  Script *script = data;

  return cam_db_run_script (db, "BEGIN", error)
         && (script->sql != NULL ? cam_db_run_script (db, script->sql, error)
                                 : cam_search_rebuild (db, error))
         && cam_db_run_script (db, "COMMIT", error);
}

/* Whatever the index holds, rebuilding makes it right. */
static void
test_rebuild (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (GError) error = NULL;
  Script spoil = { "UPDATE cam_search SET title = 'Wrong' WHERE title = 'Over';"
                   "DELETE FROM cam_search WHERE title = 'Ely';"
                   "INSERT INTO cam_search (rowid, title) VALUES ((1 << 40) + 99, 'Ghost')" };
  Script rebuild = { NULL };

  add (store, "Over", NULL);
  add (store, "Ely", NULL);
  g_assert_true (cam_store_run (store, run_script, &spoil, &error));
  g_assert_no_error (error);
  assert_finds (store, "ely", "");
  g_assert_true (cam_store_run (store, run_script, &rebuild, &error));
  g_assert_no_error (error);
  assert_finds (store, "ely", "Ely");
  assert_finds (store, "over", "Over");
  assert_finds (store, "wrong", "");
  assert_finds (store, "ghost", "");
}

/* Opens a file with two areas whose search index has lost most of what it had. */
static CamStore *
open_spoilt (void)
{
  CamStore *store = test_store_new ();
  g_autofree char *path = g_strdup (cam_store_get_path (store));
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  add (store, "Over", NULL);
  add (store, "Ely", NULL);
  cam_store_close (store);
  g_assert_finalize_object (store);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DELETE FROM cam_search_data WHERE id > 10", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  return store;
}

/* The first search finds the damage and has the index made anew. */
static void
wait_for_index (CamStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = cam_search (store, "ely", NULL, 5, &error);

  g_assert_null (hits);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  while (hits == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      hits = cam_search (store, "ely", NULL, 5, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A spoilt index does not keep people from typing, and has what they typed once it is made anew. */
static void
test_spoilt_write (void)
{
  CamStore *store = open_spoilt ();
  g_autoptr (GListModel) query = NULL;
  g_autoptr (CamRecord) record = NULL;

  add (store, "Swavesey", NULL);
  query = G_LIST_MODEL (cam_query_new (store, TEST_TYPE_AREA, "name = 'Over'", NULL, NULL, 0));
  record = g_list_model_get_item (query, 0);
  cam_record_set_text (record, TEST_AREA_NAME, "Overcote");
  test_save (store, record, "Rename area");
  wait_for_index (store);
  assert_finds (store, "overcote", "Overcote");
  assert_finds (store, "swav", "Swavesey");
  assert_finds (store, "ely", "Ely");
  g_clear_object (&query);
  cam_store_close (store);
  g_assert_finalize_object (store);
}

/* Nor from searching, after a moment. */
static void
test_spoilt_search (void)
{
  CamStore *store = open_spoilt ();

  wait_for_index (store);
  assert_finds (store, "ely", "Ely");
  cam_store_close (store);
  g_assert_finalize_object (store);
}

static gint64
count_blocks (CamStore   *store,
              const char *piece)
{
  const CamValue param = cam_text (piece);
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  cam_db_query_integer (cam_store_get_reader (store),
                        "SELECT count(*) FROM cam_search_data WHERE instr (block, CAST (?1 AS BLOB))",
                        &param, 1, -1, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gboolean
rebuild_cb (CamStore      *store,
            CamDb         *db,
            GCancellable  *cancellable,
            gpointer       data,
            GError       **error)
{
  return cam_db_run (db, "BEGIN", NULL, 0, error) && cam_search_rebuild (db, error)
         && cam_db_run (db, "COMMIT", NULL, 0, error);
}

/* Made anew, the index keeps nothing of a word that is no longer there. */
static void
test_rebuild_forgets (void)
{
  g_autoptr (CamStore) store = test_store_new ();
  g_autoptr (CamRecord) record = test_area_new_saved (store, "parish", "Zyxwvutown");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_blocks (store, "wvutown"), >, 0);
  cam_record_set_text (record, TEST_AREA_NAME, "Over");
  test_save (store, record, "Rename area");
  g_assert_true (cam_store_run (store, rebuild_cb, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_blocks (store, "wvutown"), ==, 0);
  assert_finds (store, "over", "Over");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/spellings", test_spellings);
  g_test_add_func ("/search/punctuation", test_punctuation);
  g_test_add_func ("/search/snippet", test_snippet);
  g_test_add_func ("/search/follow", test_follow);
  g_test_add_func ("/search/many", test_many);
  g_test_add_func ("/search/rebuild", test_rebuild);
  g_test_add_func ("/search/spoilt-write", test_spoilt_write);
  g_test_add_func ("/search/spoilt-search", test_spoilt_search);
  g_test_add_func ("/search/rebuild-forgets", test_rebuild_forgets);
  return g_test_run ();
}
