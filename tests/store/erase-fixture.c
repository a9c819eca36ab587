/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erase-fixture.h"

#include "cam-backup.h"

const char *const erase_columns[] = { "name",     "job_title", "phone",        "email",  "address",
                                      "postcode", "note",      "lawful_basis", "source", NULL };

char *
erase_fixture_add_person (Fixture *self)
{
  g_autofree char *name = byte_search_make_word ();
  g_autofree char *undone = NULL;
  /* Its label has the name, as no label of the program does. */
  char *uuid = fixture_add (self, "person", name);

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; erase_columns[i] != NULL; i++)
      {
        g_autofree char *word = byte_search_make_word ();
        g_autofree char *other = byte_search_make_word ();
        g_autofree char *text = g_strdup_printf ("%s %s@example.org", word, other);

        fixture_set (self, "person", uuid, erase_columns[i], cam_text (text));
      }
  undone = fixture_undo (self, NULL);
  g_assert_cmpstr (undone, ==, "Set source");
  return uuid;
}

char *
erase_fixture_add_other (Fixture *self)
{
  char *uuid = fixture_add (self, "person", "Ada Staying");

  fixture_set (self, "person", uuid, "email", cam_text ("ada@example.org"));
  return uuid;
}

CamErasure *
erase_fixture_erase (Fixture    *self,
                     const char *uuid)
{
  g_autoptr (GError) error = NULL;
  CamErasure *erasure = cam_erase (self->store, uuid, &error);

  g_assert_no_error (error);
  g_assert_nonnull (erasure);
  return erasure;
}

void
erase_fixture_back_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_backup_make (self->store, "idle", &error));
  g_assert_no_error (error);
}

char *
erase_fixture_find_words (Fixture *self)
{
  const char *paths[] = { self->folder, g_get_user_data_dir (), g_get_user_state_dir (),
                          g_get_user_cache_dir (), g_get_user_config_dir (), NULL };

  return byte_search_find (paths);
}

char *
erase_fixture_count (Fixture    *self,
                     const char *table,
                     const char *where,
                     const char *uuid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = '%s'", table, where, uuid);

  return fixture_look (self, sql);
}
