/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world.h"

#include "cam-schema.h"
#include "world-schema-resources.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#define FOLDER "/uk/gov/cambridgeshire/Local/"
/* 2031, in hybrid clocks: later than the clock of the machine, so that what comes first is not told by when
 * the test ran, and ties are frequent. */
#define FIRST_CLOCK (G_GINT64_CONSTANT (1925000000000) << 16)


const WorldTable world_tables[] = {
  { "area", FALSE, FALSE,
    { { "deleted", "flag" }, { "name", "text", TRUE }, { "note", "text" }, { "population", "integer" },
      { "hectares", "real" }, { "valid_from", "date" }, { "geom", "outline" }, { "parent_uuid", "area" },
      { "nickname", "text", FALSE, FALSE, TRUE } } },
  { "area_member", FALSE, FALSE,
    { { "deleted", "flag" }, { "area_uuid", "area" }, { "member_uuid", "area" }, { "note", "text" } } },
  { "area_comment", FALSE, FALSE,
    { { "deleted", "flag" }, { "area_uuid", "area" }, { "body", "text", TRUE }, { "author", "text", FALSE, TRUE } } },
  { "venue", FALSE, FALSE,
    { { "deleted", "flag" }, { "geom", "point" }, { "name", "text", TRUE }, { "capacity", "integer" },
      { "contact", "text", FALSE, TRUE } } },
  { "organisation", FALSE, FALSE,
    { { "deleted", "flag" }, { "name", "text", TRUE }, { "crg", "flag", TRUE }, { "note", "text" } } },
  { "person", TRUE, FALSE,
    { { "deleted", "flag" }, { "name", "text", TRUE, TRUE }, { "organisation_uuid", "organisation", FALSE, TRUE },
      { "email", "text", FALSE, TRUE }, { "review_on", "date", FALSE, TRUE } } },
  { "visit", FALSE, TRUE,
    { { "deleted", "flag" }, { "geom", "point" }, { "name", "text", TRUE }, { "area_uuid", "area" },
      { "guide_uuid", "person", FALSE, TRUE } } },
  { "attendance", TRUE, TRUE,
    { { "deleted", "flag" }, { "person_uuid", "person", FALSE, TRUE }, { "note", "text", FALSE, TRUE } } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (world_tables) == WORLD_N_TABLES);

const WorldTable *
world_find_table (const char *name)
{
  for (guint i = 0; i < WORLD_N_TABLES; i++)
    if (strcmp (world_tables[i].name, name) == 0)
      return &world_tables[i];
  return NULL;
}

const WorldColumn *
world_find_column (const WorldTable *table,
                   const char       *name)
{
  for (guint i = 0; table->columns[i].name != NULL; i++)
    if (strcmp (table->columns[i].name, name) == 0)
      return &table->columns[i];
  return NULL;
}

gboolean
world_has_column (const WorldTable  *table,
                  const WorldColumn *column,
                  WorldVersion       version)
{
  return version == WORLD_NEW || (!table->newer && (column == NULL || !column->newer));
}

void
world_log (World      *self,
           const char *format,
           ...)
{
  va_list args;
  g_autofree char *line = NULL;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_string_append_printf (self->log, "  %s\n", line);
  if (self->loud)
    g_printerr ("  %s\n", line);
}

void
world_fail (World      *self,
            const char *format,
            ...)
{
  va_list args;
  g_autofree char *line = NULL;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("\nCAM_SEED=%u fails:\n%s%s\n", self->seed, self->log->str, line);
  abort ();
}

static void
append_missing (const char *text,
                const char *other,
                char        sign,
                GString    *difference)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) others = g_strsplit (other, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) others, lines[i]))
      g_string_append_printf (difference, "\n    %c %s", sign, lines[i]);
}

void
world_fail_different (World      *self,
                      const char *first,
                      const char *second,
                      const char *what)
{
  g_autoptr (GString) difference = g_string_new (NULL);

  append_missing (first, second, '-', difference);
  append_missing (second, first, '+', difference);
  world_fail (self, "%s differ:%s", what, difference->str);
}

guint
world_random (World *self,
              guint  n)
{
  return n > 1 ? (guint) g_rand_int_range (self->rand, 0, (gint32) n) : 0;
}

void
world_use (World        *self,
           WorldVersion  version)
{
  world_schema_get_resource ();
  if (self->real_schema)
    cam_schema_set_folder (version == WORLD_OLD ? NULL : FOLDER "world-real");
  else
    cam_schema_set_folder (version == WORLD_OLD ? FOLDER "world-old" : FOLDER "world-new");
}

const char *
world_name (World     *self,
            WorldFile *file)
{
  return strrchr (file->path, '/') + 1;
}

static WorldFile *
file_new (World *self)
{
  WorldFile *file = g_new0 (WorldFile, 1);

  file->path = g_strdup_printf ("%s/%u.gpkg", self->folder, self->n_files++);
  file->known = knowledge_new ();
  file->outside = draft_new ();
  file->states = g_array_new (FALSE, FALSE, sizeof (guint));
  file->merges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) knowledge_free);
  return file;
}

void
world_file_free (WorldFile *file)
{
  g_clear_pointer (&file->session, cam_session_close);
  g_unlink (file->path);
  g_free (file->path);
  knowledge_free (file->known);
  draft_free (file->outside);
  g_array_unref (file->states);
  g_hash_table_unref (file->merges);
  g_free (file);
}

static void
copy_bytes (const char *from,
            const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* An empty file of each kind is made once, and stays in memory: each test case has folders of its own. */
static void
write_template (World        *self,
                WorldVersion  version,
                const char   *path)
{
  static GBytes *templates[2][2];
  GBytes **bytes = &templates[self->real_schema][version];
  g_autoptr (GError) error = NULL;
  char *made = NULL;
  gsize length = 0;

  if (*bytes == NULL)
    {
      cam_session_create (path, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &made, &length, &error);
      g_assert_no_error (error);
      *bytes = g_bytes_new_take (made, length);
    }
  g_file_set_contents_full (path, g_bytes_get_data (*bytes, NULL), (gssize) g_bytes_get_size (*bytes),
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

WorldFile *
world_file_new (World        *self,
                WorldVersion  version)
{
  WorldFile *file = file_new (self);

  world_use (self, version);
  write_template (self, version, file->path);
  /* Identities as well come from the seed, whether the template has just been made or not. */
  g_random_set_seed (self->seed);
  file->version = file->program = version;
  world_open (self, file);
  return file;
}

WorldFile *
world_copy (World     *self,
            WorldFile *file)
{
  WorldFile *copy = file_new (self);

  copy_bytes (file->path, copy->path);
  copy->version = copy->program = file->version;
  copy->partial = file->partial;
  copy->sealed = file->sealed;
  g_clear_pointer (&copy->known, knowledge_free);
  g_clear_pointer (&copy->outside, draft_free);
  copy->known = knowledge_copy (file->known);
  copy->outside = draft_copy (file->outside);
  g_array_append_vals (copy->states, file->states->data, file->states->len);
  return copy;
}

void
world_open (World     *self,
            WorldFile *file)
{
  g_autoptr (GError) error = NULL;
  gint64 clock;

  world_use (self, file->program);
  world_log (self, "%s: open, version %u by %u", world_name (self, file), file->version, file->program);
  file->session = cam_session_open (file->path, &error);
  if (file->session == NULL)
    world_fail (self, "%s cannot be opened: %s", world_name (self, file), error->message);
  file->version = MAX (file->version, file->program);
  file->sealed = FALSE;
  world_commit_outside (self, file);
  clock = FIRST_CLOCK + world_random (self, 2);
  file->session->clock = MAX (file->session->clock, clock);
}

void
world_close (World     *self,
             WorldFile *file)
{
  g_clear_pointer (&file->session, cam_session_close);
}

char *
world_dup_copy_id (World     *self,
                   WorldFile *file)
{
  g_autoptr (GError) error = NULL;
  char *id = cam_db_query_text (file->session->db,
                                "SELECT copy_id FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)", NULL, 0,
                                &error);

  g_assert_no_error (error);
  return id;
}

/* Which laptop tells of which, and which programs they have, is random too. */
World *
world_new (guint32 seed)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  self->seed = seed;
  self->rand = g_rand_new_with_seed (seed);
  self->folder = g_dir_make_tmp ("cam-world-XXXXXX", &error);
  g_assert_no_error (error);
  self->oracle = oracle_new ();
  self->rows = g_ptr_array_new ();
  self->sites = g_ptr_array_new_with_free_func ((GDestroyNotify) world_file_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) world_file_free);
  self->log = g_string_new (NULL);
  return self;
}

void
world_free (World *self)
{
  g_ptr_array_unref (self->copies);
  g_ptr_array_unref (self->sites);
  g_ptr_array_unref (self->rows);
  oracle_free (self->oracle);
  g_string_free (self->log, TRUE);
  g_rand_free (self->rand);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self);
}
