/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a person with all that the tables of partners and events know: which those are is read from the schema, so that
 * none of a later one is forgotten. */
#include "erase-fixture.h"

#include <string.h>

typedef struct
{
  const char *table;
  CamCell     cell;
  char       *uuid;
} Addition;

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  Addition *addition = data;

  addition->uuid = cam_writer_insert (writer, addition->table, &addition->cell, 1, error);
  return addition->uuid != NULL;
}

static char *
add (Fixture    *self,
     const char *table,
     const char *column,
     const char *value)
{
  Addition addition = { .table = table, .cell = { column, cam_text (value) } };

  fixture_write (self, "Add", add_cb, &addition);
  return addition.uuid;
}

/* What stands between semicolons in the one value that @sql gives, each with a slash in it; none where that is null. */
static char **
list (Fixture    *self,
      const char *sql)
{
  g_autofree char *lines = fixture_look (self, sql);

  return g_strsplit (strchr (lines, '/') != NULL ? lines : "", ";", -1);
}

/* Words to look for in every column that can hold some, each written twice, the last one undone and done again. */
static guint
fill (Fixture    *self,
      const char *table,
      const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (name || '/' || type, ';') FROM pragma_table_info ('%s')"
                                          " WHERE (type LIKE 'TEXT%%' OR type = 'BLOB' OR type = 'DATE') AND name <> 'uuid'"
                                          " AND name NOT LIKE '%%\\_uuid' ESCAPE '\\'", table);
  g_auto (GStrv) columns = list (self, sql);
  guint n = 0;

  for (; columns[n] != NULL && *columns[n] != '\0'; n++)
    {
      g_auto (GStrv) parts = g_strsplit (columns[n], "/", 2);

      for (guint round = 0; round < 2; round++)
        {
          g_autofree char *word = byte_search_make_word ();
          g_autoptr (GBytes) bytes = g_bytes_new (word, strlen (word));

          fixture_set (self, table, uuid, parts[0],
                       g_str_equal (parts[1], "BLOB") ? cam_blob (bytes) : cam_text (word));
        }
    }
  return n;
}

/* A row of each table that is about people and refers to @target, filled. What refers to an interaction is added to
 * @interaction. */
static guint
add_rows (Fixture     *self,
          const char  *target,
          const char  *uuid,
          char       **interaction)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat (t.name || '/' || f.\"from\", ';') FROM cam_table t,"
                                          " pragma_foreign_key_list (t.name) f WHERE t.scope = 'personal'"
                                          " AND f.\"table\" = '%s'", target);
  g_auto (GStrv) references = list (self, sql);
  guint n = 0;

  for (; references[n] != NULL && *references[n] != '\0'; n++)
    {
      g_auto (GStrv) parts = g_strsplit (references[n], "/", 2);
      g_autofree char *row = add (self, parts[0], parts[1], uuid);

      fill (self, parts[0], row);
      if (interaction != NULL && g_str_equal (parts[0], "interaction"))
        *interaction = g_steal_pointer (&row);
    }
  return n;
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

static void
assert_look (Fixture    *self,
             const char *sql,
             const char *expected)
{
  g_autofree char *found = fixture_look (self, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
join (Fixture    *self,
      const char *former,
      const char *kept)
{
  g_autofree char *joined = add (self, "joined", "table_name", "person");

  fixture_set (self, "joined", joined, "former_uuid", cam_text (former));
  fixture_set (self, "joined", joined, "kept_uuid", cam_text (kept));
}

/* All tables at once, of a person and of one that was joined with it; no byte is left, and what only names them stays. */
static void
test_all_tables (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *person = erase_fixture_add_person (self);
  g_autofree char *former = erase_fixture_add_person (self);
  g_autofree char *event = fixture_add (self, "event", "Fair");
  g_autofree char *invitation = add (self, "event_invitation", "person_uuid", person);
  g_autofree char *interaction = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  guint n_rows = 2;

  g_assert_cmpuint (fill (self, "person", person), >=, 18);
  fixture_set (self, "event", event, "lead_uuid", cam_text (person));
  n_rows += add_rows (self, "person", person, &interaction);
  g_assert_nonnull (interaction);
  n_rows += add_rows (self, "interaction", interaction, NULL);
  n_rows += add_rows (self, "person", former, NULL);
  g_assert_cmpuint (n_rows, >=, 18);
  join (self, former, person);
  erase_fixture_back_up (self);
  assert_words (self, TRUE);

  erasure = erase_fixture_erase (self, person);
  g_assert_cmpuint (erasure->n_records, ==, n_rows);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  g_assert_false (erasure->pending);
  assert_words (self, FALSE);
  fixture_check_file (self);
  assert_look (self, "SELECT name || coalesce (lead_uuid, ' (nobody)') FROM event", "Fair (nobody)");
  assert_look (self, "SELECT count (*) FROM event_invitation WHERE person_uuid IS NULL AND name = ''", "1");
  assert_look (self, "SELECT count (*) FROM cam_sibling", "0");
  fixture_close (self);
  fixture_open (self);
  assert_words (self, FALSE);
}

/* A note of a call with somebody else in which the person only took part stays, without saying so. */
static void
test_further_participant (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *person = erase_fixture_add_person (self);
  g_autofree char *other = erase_fixture_add_other (self);
  g_autofree char *call = fixture_add (self, "interaction", "Call about the hall");
  g_autofree char *part = add (self, "interaction_person", "interaction_uuid", call);
  g_autofree char *second = add (self, "interaction_person", "interaction_uuid", call);
  g_autoptr (CamErasure) erasure = NULL;

  fixture_set (self, "interaction", call, "person_uuid", cam_text (other));
  fixture_set (self, "interaction_person", part, "person_uuid", cam_text (person));
  fixture_set (self, "interaction_person", second, "person_uuid", cam_text (other));
  erasure = erase_fixture_erase (self, person);
  g_assert_cmpuint (erasure->n_records, ==, 2);
  assert_words (self, FALSE);
  assert_look (self, "SELECT name FROM interaction WHERE deleted = 0", "Call about the hall");
  assert_look (self, "SELECT count (*) FROM interaction_person", "1");
  fixture_check_file (self);
}

/* What an older version called the joining of two people and the settling of what does not agree, and that two are different:
 * of these a change of something else is left. */
static void
test_labels (Fixture       *self,
             gconstpointer  data)
{
  static const char *const beginnings[] = { "Join two records of “", "Two different records: “", "Settle “Note” of “" };
  g_autofree char *person = erase_fixture_add_person (self);
  g_autofree char *other = erase_fixture_add_other (self);
  g_autofree char *event = fixture_add (self, "event", "Fair");
  g_autofree char *name = byte_search_make_word ();
  g_autofree char *full = g_strdup_printf ("%s “the Vicar” Example", name);
  g_autoptr (CamErasure) erasure = NULL;

  fixture_set (self, "person", person, "name", cam_text (full));
  fixture_set (self, "person", person, "name", cam_text ("Somebody"));
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *label = g_strconcat (beginnings[i], full, "”", NULL);
      Addition addition = { .table = "not_duplicate", .cell = { "one_uuid", cam_text (i == 1 ? other : person) } };

      fixture_write (self, label, add_cb, &addition);
      g_free (addition.uuid);
    }
  assert_words (self, TRUE);
  erasure = erase_fixture_erase (self, person);
  g_assert_cmpuint (erasure->n_records, ==, 1);
  assert_words (self, FALSE);
  assert_look (self, "SELECT count (*) FROM cam_action WHERE label = 'Change about somebody who was erased'", "3");
  assert_look (self, "SELECT count (*) FROM cam_action WHERE label IN ('Add Fair', 'Add Ada Staying')", "2");
  fixture_check_file (self);
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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/erase-people/all-tables", Fixture, NULL, fixture_set_up, test_all_tables, tear_down);
  g_test_add ("/erase-people/further-participant", Fixture, NULL, fixture_set_up, test_further_participant, tear_down);
  g_test_add ("/erase-people/labels", Fixture, NULL, fixture_set_up, test_labels, tear_down);
  return g_test_run ();
}
