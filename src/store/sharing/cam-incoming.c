/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-incoming.h"

#include "cam-digest.h"
#include "cam-foreign-copy.h"
#include "cam-outside.h"
#include "cam-schema.h"
#include "cam-seal.h"

#include <fcntl.h>
#include <string.h>

#include <glib/gstdio.h>

#define READ_SECONDS 600
#define MAX_NAME 128
#define MAX_COPIES 100000
#define MAX_TABLES 500
#define MAX_COLUMNS 5000
#define MAX_COLUMN_NUMBER 20000
#define MAX_ERASED 1000000

static void
copy_free (gpointer data)
{
  CamIncomingCopy *copy = data;

  g_free (copy->id);
  g_free (copy);
}

static void
column_free (gpointer data)
{
  CamIncomingColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static void
table_free (gpointer data)
{
  CamIncomingTable *table = data;

  g_free (table->name);
  g_clear_pointer (&table->columns, g_ptr_array_unref);
  g_free (table);
}

void
cam_incoming_free (CamIncoming *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->outside, cam_outside_free);
  g_clear_pointer (&self->db, cam_foreign_db_close);
  g_clear_fd (&self->fd, NULL);
  g_clear_pointer (&self->file_id, g_free);
  g_clear_pointer (&self->seal, g_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_clear_pointer (&self->copy_numbers, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->erased, g_hash_table_unref);
  g_free (self);
}

gboolean
cam_incoming_refuse (const char  *what,
                     GError     **error)
{
  g_debug ("foreign copy: %s", what);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The copy is damaged, or was changed in a way that cannot be followed; nothing was"
                       " taken from it.");
  return FALSE;
}

const char *
cam_incoming_get_text (sqlite3_stmt *stmt,
                       int           column,
                       gsize         max)
{
  const char *text = NULL;
  gsize length;

  if (sqlite3_column_type (stmt, column) != SQLITE_TEXT)
    return NULL;
  text = (const char *) sqlite3_column_text (stmt, column);
  length = (gsize) sqlite3_column_bytes (stmt, column);
  return text != NULL && length <= max && g_utf8_validate_len (text, length, NULL) ? text : NULL;
}

gboolean
cam_incoming_has_nul (sqlite3_stmt *stmt,
                      int           column)
{
  const char *text = NULL;

  if (sqlite3_column_type (stmt, column) != SQLITE_TEXT)
    return FALSE;
  text = (const char *) sqlite3_column_text (stmt, column);
  return text != NULL && strlen (text) != (gsize) sqlite3_column_bytes (stmt, column);
}

/* What is left of the time for the whole file: there are many lists that could each be without end. */
static gboolean
begin (CamIncoming  *self,
       GError      **error)
{
  gint64 left = self->end - g_get_monotonic_time ();

  if (left > 0)
    {
      cam_foreign_db_set_patience (self->db, left);
      return cam_foreign_db_begin (self->db, READ_SECONDS, error);
    }
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TIMED_OUT,
                       "Reading the copy took too long, so it was stopped; nothing was taken from it.");
  return FALSE;
}

sqlite3_stmt *
cam_incoming_select (CamIncoming  *self,
                     const char   *table,
                     const char   *columns,
                     const char   *rest,
                     GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM main.\"%s\" %s", columns, table, rest);

  if (!begin (self, error))
    return NULL;
  return cam_foreign_db_prepare (self->db, table, sql, error);
}

/* The kind of a table as SQLite sees it: only a plain one is read. */
static gboolean
has_table (CamIncoming  *self,
           const char   *name,
           gboolean     *found,
           GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA main.table_list(\"%s\")", name);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;

  *found = FALSE;
  if (!begin (self, error))
    return FALSE;
  stmt = cam_foreign_db_prepare (self->db, NULL, sql, &local_error);
  if (stmt != NULL && cam_foreign_db_step (self->db, stmt, &local_error))
    {
      const char *kind = cam_incoming_get_text (stmt, 2, MAX_NAME);

      *found = kind != NULL && strcmp (kind, "table") == 0;
      if (!*found)
        cam_incoming_refuse ("a table is none", &local_error);
    }
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
note_meta (CamIncoming  *self,
           sqlite3_stmt *stmt,
           gint64       *reader,
           GError      **error)
{
  const char *key = cam_incoming_get_text (stmt, 0, MAX_NAME);

  if (key == NULL)
    return cam_incoming_refuse ("cam_meta has a key that is no text", error);
  if (strcmp (key, "schema_version") == 0)
    self->version = sqlite3_column_int64 (stmt, 1);
  else if (strcmp (key, "min_reader_version") == 0)
    *reader = sqlite3_column_int64 (stmt, 1);
  else if (strcmp (key, "file_id") == 0)
    g_set_str (&self->file_id, cam_incoming_get_text (stmt, 1, MAX_NAME));
  else if (strcmp (key, "digest") == 0)
    g_set_str (&self->digest, cam_incoming_get_text (stmt, 1, MAX_NAME));
  else if (strcmp (key, "place") == 0)
    self->was_shared |= g_strcmp0 (cam_incoming_get_text (stmt, 1, MAX_NAME), "shared") == 0;
  else if (strcmp (key, "seal") == 0 && sqlite3_column_type (stmt, 1) == SQLITE_BLOB
           && sqlite3_column_bytes (stmt, 1) == CAM_SEAL_BYTES)
    {
      g_free (self->seal);
      self->seal = g_memdup2 (sqlite3_column_blob (stmt, 1), CAM_SEAL_BYTES);
    }
  else if (strcmp (key, "share_scope") == 0)
    self->lacks_areas = g_strcmp0 (cam_incoming_get_text (stmt, 1, MAX_NAME), "everything") != 0;
  else if (strcmp (key, "share_personal") == 0)
    self->lacks_personal = sqlite3_column_int64 (stmt, 1) == 0;
  self->was_shared |= g_str_has_prefix (key, "share_");
  return TRUE;
}

static gboolean
read_meta (CamIncoming  *self,
           GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 reader = 0;
  gboolean found = FALSE;
  sqlite3_stmt *stmt = NULL;

  self->version = -1;
  if (!has_table (self, "cam_meta", &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The file was made by another program, not by Cambridgeshire Local.");
      return FALSE;
    }
  stmt = cam_incoming_select (self, "cam_meta", "key, value", "", error);
  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && cam_foreign_db_step (self->db, stmt, &local_error))
    note_meta (self, stmt, &reader, &local_error);
  sqlite3_finalize (stmt);
  if (local_error == NULL && reader > cam_schema_get_version ())
    g_set_error_literal (&local_error, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE,
                         "The copy was written by a newer version of Cambridgeshire Local, which is needed to"
                         " read it.");
  if (local_error == NULL && (self->version < 1 || self->file_id == NULL || reader < 1))
    cam_incoming_refuse ("cam_meta lacks what every file has", &local_error);
  self->was_shared |= self->digest != NULL || self->seal != NULL;
  self->has_before = self->version >= 2;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Spelled as the program spells it: there must not be two ids of one copy. */
static gboolean
is_copy_id (const char *id)
{
  return id != NULL && g_uuid_string_is_valid (id) && strpbrk (id, "ABCDEF") == NULL;
}

static gboolean
add_copy (CamIncoming  *self,
          sqlite3_stmt *stmt,
          GError      **error)
{
  gint64 number = sqlite3_column_int64 (stmt, 0);
  const char *id = cam_incoming_get_text (stmt, 1, MAX_NAME);
  CamIncomingCopy *copy = NULL;

  if (!is_copy_id (id) || number < 1 || number > G_MAXINT
      || self->copies->len > MAX_COPIES || g_hash_table_contains (self->copy_numbers, GINT_TO_POINTER (number)))
    return cam_incoming_refuse ("cam_copy has no such copy", error);
  copy = g_new0 (CamIncomingCopy, 1);
  copy->id = g_strdup (id);
  copy->number = number;
  g_hash_table_insert (self->copy_numbers, GINT_TO_POINTER (number), GUINT_TO_POINTER (self->copies->len));
  g_ptr_array_add (self->copies, copy);
  return TRUE;
}

static CamIncomingCopy *
find_copy (CamIncoming *self,
           gint64       number)
{
  guint index = 0;

  if (number < 1 || number > G_MAXINT)
    return NULL;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->copy_numbers, GINT_TO_POINTER (number)));
  return index > 0 ? g_ptr_array_index (self->copies, index) : NULL;
}

static gboolean
note_seen (CamIncoming  *self,
           sqlite3_stmt *stmt,
           GError      **error)
{
  CamIncomingCopy *copy = find_copy (self, sqlite3_column_int64 (stmt, 0));
  const char *scope = cam_incoming_get_text (stmt, 1, MAX_NAME);
  gint64 seq = sqlite3_column_int64 (stmt, 2);

  if (copy == NULL || scope == NULL || seq < 0 || seq > CAM_INCOMING_MAX_SEQ)
    return cam_incoming_refuse ("cam_seen speaks of nobody", error);
  if (strcmp (scope, "shared") == 0)
    copy->seen[CAM_SCOPE_SHARED] = seq;
  else if (strcmp (scope, "personal") == 0)
    copy->seen[CAM_SCOPE_PERSONAL] = seq;
  return TRUE;
}

static gboolean
note_newest (CamIncoming  *self,
             sqlite3_stmt *stmt,
             GError      **error)
{
  CamIncomingCopy *copy = find_copy (self, sqlite3_column_int64 (stmt, 0));
  gint64 seq = sqlite3_column_int64 (stmt, 1);

  if (copy == NULL || seq < 1 || seq > CAM_INCOMING_MAX_SEQ)
    return cam_incoming_refuse ("cam_action speaks of nobody", error);
  copy->newest = MAX (copy->newest, seq);
  return TRUE;
}

static gboolean
note_now (CamIncoming  *self,
          sqlite3_stmt *stmt,
          GError      **error)
{
  self->copy = sqlite3_column_int64 (stmt, 0);
  return find_copy (self, self->copy) != NULL || cam_incoming_refuse ("cam_now is of nobody", error);
}

static gboolean
note_erased (CamIncoming  *self,
             sqlite3_stmt *stmt,
             GError      **error)
{
  const char *uuid = cam_incoming_get_text (stmt, 0, MAX_NAME);

  if (uuid == NULL || !g_uuid_string_is_valid (uuid) || g_hash_table_size (self->erased) > MAX_ERASED)
    return cam_incoming_refuse ("cam_erased has what is no identity", error);
  g_hash_table_add (self->erased, g_strdup (uuid));
  return TRUE;
}

static gboolean
is_name (const char *name)
{
  return name != NULL && g_ascii_isalpha (name[0])
         && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen (name);
}

/* SQLite takes names that differ in case alone for the same. */
static gboolean
is_private (const char *name)
{
  static const char *const prefixes[] = { "cam_", "gpkg_", "sqlite_" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (name, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_table_named (CamIncoming *self,
                 const char  *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (g_ascii_strcasecmp (((CamIncomingTable *) g_ptr_array_index (self->tables, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_column_named (const CamIncomingTable *table,
                  const char             *name)
{
  if (g_ascii_strcasecmp (name, "fid") == 0 || g_ascii_strcasecmp (name, "uuid") == 0)
    return TRUE;
  for (guint i = 0; i < table->columns->len; i++)
    if (g_ascii_strcasecmp (((CamIncomingColumn *) g_ptr_array_index (table->columns, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_table (CamIncoming  *self,
           sqlite3_stmt *stmt,
           GError      **error)
{
  const char *name = cam_incoming_get_text (stmt, 1, MAX_NAME);
  const char *scope = cam_incoming_get_text (stmt, 2, MAX_NAME);
  gint64 id = sqlite3_column_int64 (stmt, 0);
  CamIncomingTable *table = NULL;

  if (!is_name (name) || is_private (name) || scope == NULL || id < 1 || id > G_MAXINT
      || self->tables->len > MAX_TABLES || cam_incoming_get_table (self, (int) id) != NULL
      || has_table_named (self, name))
    return cam_incoming_refuse ("cam_table has no such table", error);
  table = g_new0 (CamIncomingTable, 1);
  table->id = (int) id;
  table->name = g_strdup (name);
  table->personal = strcmp (scope, "personal") == 0;
  table->here = !self->has_before || sqlite3_column_int (stmt, 3) != 0;
  table->columns = g_ptr_array_new_with_free_func (column_free);
  g_ptr_array_add (self->tables, table);
  return TRUE;
}

static gboolean
add_column (CamIncoming  *self,
            sqlite3_stmt *stmt,
            GError      **error)
{
  gint64 tbl = sqlite3_column_int64 (stmt, 0);
  gint64 id = sqlite3_column_int64 (stmt, 1);
  const char *name = cam_incoming_get_text (stmt, 2, MAX_NAME);
  CamIncomingTable *table = NULL;
  CamIncomingColumn *column = NULL;

  if (tbl >= 1 && tbl <= G_MAXINT)
    table = (CamIncomingTable *) cam_incoming_get_table (self, (int) tbl);
  if (table == NULL || id < 0 || id > MAX_COLUMN_NUMBER || ++self->n_columns > MAX_COLUMNS || name == NULL
      || (id > 0 && !is_name (name)) || (id > 0 && cam_incoming_get_column (table, (int) id) != NULL)
      || (id > 0 && has_column_named (table, name)))
    return cam_incoming_refuse ("cam_column has no such column", error);
  if (id == 0)
    return TRUE;
  column = g_new0 (CamIncomingColumn, 1);
  column->id = (int) id;
  column->name = g_strdup (name);
  column->personal = table->personal;
  if (table->here && (!self->has_before || sqlite3_column_int (stmt, 3) != 0))
    column->position = ++table->n_here;
  g_ptr_array_add (table->columns, column);
  return TRUE;
}

static gboolean
note_personal (CamIncoming  *self,
               sqlite3_stmt *stmt,
               GError      **error)
{
  const char *name = cam_incoming_get_text (stmt, 0, MAX_NAME);
  const char *column = cam_incoming_get_text (stmt, 1, MAX_NAME);

  for (guint i = 0; i < self->tables->len && name != NULL && column != NULL; i++)
    {
      CamIncomingTable *table = g_ptr_array_index (self->tables, i);

      if (strcmp (table->name, name) != 0)
        continue;
      for (guint j = 0; j < table->columns->len; j++)
        {
          CamIncomingColumn *each = g_ptr_array_index (table->columns, j);

          each->personal |= column[0] == '\0' || strcmp (each->name, column) == 0;
        }
    }
  return (name != NULL && column != NULL) || cam_incoming_refuse ("cam_personal has no name", error);
}

/* Looks at the columns of a table: one that is computed would be a program. The number and the identity of a record
 * must be there, and the number be SQLite's own, or each look at a row would go through all of them. */
static gboolean
check_columns (CamIncoming  *self,
               const char   *name,
               gboolean      captured,
               GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA main.table_xinfo(\"%s\")", name);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;
  guint n_keys = 0;
  guint n_found = 0;

  if (!begin (self, error))
    return FALSE;
  stmt = cam_foreign_db_prepare (self->db, NULL, sql, &local_error);
  while (stmt != NULL && local_error == NULL && cam_foreign_db_step (self->db, stmt, &local_error))
    {
      const char *column = cam_incoming_get_text (stmt, 1, MAX_NAME);
      const char *type = cam_incoming_get_text (stmt, 2, MAX_NAME);
      gboolean is_key = sqlite3_column_int (stmt, 5) != 0;

      if (column == NULL || sqlite3_column_int (stmt, 6) != 0)
        cam_incoming_refuse ("a column is computed", &local_error);
      else if (strcmp (column, "uuid") == 0)
        n_found++;
      else if (strcmp (column, "fid") == 0 && is_key && type != NULL && g_ascii_strcasecmp (type, "INTEGER") == 0)
        n_found++;
      n_keys += is_key;
    }
  sqlite3_finalize (stmt);
  if (local_error == NULL && captured && (n_found != 2 || n_keys != 1))
    cam_incoming_refuse ("a table is not made as ours are", &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef gboolean (*NoteFunc) (CamIncoming   *self,
                              sqlite3_stmt  *stmt,
                              GError       **error);

static gboolean
read_list (CamIncoming  *self,
           const char   *table,
           const char   *columns,
           NoteFunc      note,
           GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean found = FALSE;
  sqlite3_stmt *stmt = NULL;

  if (!has_table (self, table, &found, error))
    return FALSE;
  if (!found)
    return cam_incoming_refuse (table, error);
  if (!check_columns (self, table, FALSE, error))
    return FALSE;
  stmt = cam_incoming_select (self, table, columns, "", error);
  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && cam_foreign_db_step (self->db, stmt, &local_error))
    note (self, stmt, &local_error);
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What the file's own tables have must be there, and be plain: a view would be a program. */
static gboolean
check_tables (CamIncoming  *self,
              GError      **error)
{
  static const char *const needed[] = { "cam_change", "cam_row", "cam_cell", "cam_sibling", "cam_extra",
                                        "cam_before" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (!self->has_before && i >= 4)
        break;
      if (!has_table (self, needed[i], &found, error))
        return FALSE;
      if (!found)
        return cam_incoming_refuse (needed[i], error);
      if (!check_columns (self, needed[i], FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamIncomingTable *table = g_ptr_array_index (self->tables, i);

      if (!table->here)
        continue;
      if (!has_table (self, table->name, &found, error))
        return FALSE;
      if (!found)
        return cam_incoming_refuse (table->name, error);
      if (!check_columns (self, table->name, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_lists (CamIncoming  *self,
            GError      **error)
{
  CamIncomingCopy *nobody = g_new0 (CamIncomingCopy, 1);

  nobody->id = g_strdup ("");
  g_ptr_array_add (self->copies, nobody);
  return read_list (self, "cam_copy", "copy, copy_id", add_copy, error)
         && read_list (self, "cam_now", "copy", note_now, error)
         && (self->copy > 0 || cam_incoming_refuse ("cam_now is empty", error))
         && read_list (self, "cam_seen", "copy, scope, seq", note_seen, error)
         && read_list (self, "cam_action", "copy, seq", note_newest, error)
         && read_list (self, "cam_erased", "uuid", note_erased, error)
         && read_list (self, "cam_table", self->has_before ? "id, name, scope, here" : "id, name, scope",
                       add_table, error)
         && read_list (self, "cam_column", self->has_before ? "tbl, col, name, here" : "tbl, col, name",
                       add_column, error)
         && (!self->has_before
             || read_list (self, "cam_personal", "table_name, column_name", note_personal, error))
         && check_tables (self, error);
}

static CamIncoming *
incoming_new (void)
{
  CamIncoming *self = g_new0 (CamIncoming, 1);

  self->fd = -1;
  self->end = g_get_monotonic_time () + READ_SECONDS * G_USEC_PER_SEC;
  self->copies = g_ptr_array_new_with_free_func (copy_free);
  self->copy_numbers = g_hash_table_new (NULL, NULL);
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

CamIncoming *
cam_incoming_peek (const char   *path,
                   GCancellable *cancellable)
{
  g_autoptr (CamIncoming) self = incoming_new ();

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
  self->db = self->fd >= 0 ? cam_foreign_db_open (path, cancellable, NULL) : NULL;
  return self->db != NULL && read_meta (self, NULL) && read_lists (self, NULL) ? g_steal_pointer (&self) : NULL;
}

CamIncoming *
cam_incoming_open (const char    *path,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (CamIncoming) self = incoming_new ();
  g_autofree char *copy = cam_foreign_copy_make (path, cancellable, error);

  if (copy == NULL)
    return NULL;
  self->fd = open (copy, O_RDONLY | O_CLOEXEC);
  self->db = cam_foreign_db_open (copy, cancellable, error);
  cam_foreign_copy_remove (copy);
  if (self->db == NULL || !read_meta (self, error) || !read_lists (self, error)
      || !cam_outside_read (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Table by table, since the whole would ask the search index, which is another program's word. */
static gboolean
check_table (CamIncoming  *self,
             const char   *name,
             GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA main.integrity_check(\"%s\")", name);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean sound = FALSE;

  if (!begin (self, error))
    return FALSE;
  stmt = cam_foreign_db_prepare (self->db, NULL, sql, &local_error);
  if (stmt != NULL && cam_foreign_db_step (self->db, stmt, &local_error))
    sound = g_strcmp0 (cam_incoming_get_text (stmt, 0, MAX_NAME), "ok") == 0;
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return sound || cam_incoming_refuse ("integrity_check", error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_incoming_check_pages (CamIncoming  *self,
                          GError      **error)
{
  static const char *const own[] = { "cam_meta", "cam_table", "cam_column", "cam_copy", "cam_seen", "cam_action",
                                     "cam_change", "cam_row", "cam_cell", "cam_sibling", "cam_erased",
                                     "cam_extra", "cam_before" };

  for (guint i = 0; i < (self->has_before ? G_N_ELEMENTS (own) : G_N_ELEMENTS (own) - 2); i++)
    if (!check_table (self, own[i], error))
      return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamIncomingTable *table = g_ptr_array_index (self->tables, i);

      if (table->here && !check_table (self, table->name, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_incoming_verify (CamIncoming  *self,
                     GError      **error)
{
  g_autofree char *digest = NULL;

  if (!self->was_shared)
    {
      /* There is nothing to compare it with, but it must not contradict itself. */
      digest = cam_incoming_check_pages (self, error) ? cam_digest_compute (self, error) : NULL;
      return digest != NULL;
    }
  if (self->seal != NULL && self->fd >= 0 && cam_seal_fits (self->fd, self->seal))
    return TRUE;
  if (self->digest == NULL)
    return cam_incoming_refuse ("a shared copy has no digest", error);
  /* The digest is of what the tables say; a merge also goes by their indexes. */
  if (!cam_incoming_check_pages (self, error))
    return FALSE;
  digest = cam_digest_compute (self, error);
  if (digest == NULL)
    return FALSE;
  if (strcmp (digest, self->digest) == 0)
    return TRUE;
  return cam_incoming_refuse ("the digest is another one", error);
}

const CamIncomingTable *
cam_incoming_get_table (CamIncoming *self,
                        int          id)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamIncomingTable *table = g_ptr_array_index (self->tables, i);

      if (table->id == id)
        return table;
    }
  return NULL;
}

const CamIncomingTable *
cam_incoming_find_table (CamIncoming *self,
                         const char  *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamIncomingTable *table = g_ptr_array_index (self->tables, i);

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

const CamIncomingColumn *
cam_incoming_get_column (const CamIncomingTable *table,
                         int                     id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamIncomingColumn *column = g_ptr_array_index (table->columns, i);

      if (column->id == id)
        return column;
    }
  return NULL;
}

gboolean
cam_incoming_read_dot (CamIncoming   *self,
                       gint64         number,
                       gint64         file_seq,
                       guint         *copy,
                       gint64        *seq,
                       GError       **error)
{
  *seq = file_seq;
  if (number == 0 && *seq == -1)
    {
      *copy = 0;
      return TRUE;
    }
  if (*seq == 0 && number == self->copy && self->outside != NULL)
    {
      *copy = self->outside_copy;
      *seq = 1;
      return TRUE;
    }
  if (number < 1 || number > G_MAXINT || *seq < 1 || *seq > CAM_INCOMING_MAX_SEQ)
    return cam_incoming_refuse ("a dot is none", error);
  *copy = GPOINTER_TO_UINT (g_hash_table_lookup (self->copy_numbers, GINT_TO_POINTER (number)));
  if (*copy > 0)
    {
      const CamIncomingCopy *each = g_ptr_array_index (self->copies, *copy);

      if (*seq <= MAX (each->newest, MAX (each->seen[CAM_SCOPE_SHARED], each->seen[CAM_SCOPE_PERSONAL])))
        return TRUE;
    }
  return cam_incoming_refuse ("a dot is of nobody", error);
}
