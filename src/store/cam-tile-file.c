/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-tile-file.h"

#include "cam-tile-image.h"

#include <sqlite3.h>
#include <string.h>

#define MAX_TILE_BYTES (2 * 1024 * 1024)
#define MAX_TILE_SIDE 1024
#define MAX_ZOOM 22
#define MAX_CREDIT_BYTES 400
/* A tile without an index to it would be a scan of the whole file. */
#define DEADLINE (2 * G_USEC_PER_SEC)

struct _CamTileFile
{
  GObject       parent_instance;
  guint         min_zoom, max_zoom;
  char         *attribution;

  /* Under the lock. */
  GMutex        lock;
  sqlite3      *db;
  sqlite3_stmt *select_tile;
  gint64        deadline;
};

G_DEFINE_FINAL_TYPE (CamTileFile, cam_tile_file, G_TYPE_OBJECT)

static void
cam_tile_file_finalize (GObject *object)
{
  CamTileFile *self = CAM_TILE_FILE (object);

  g_clear_pointer (&self->attribution, g_free);
  g_clear_pointer (&self->select_tile, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (cam_tile_file_parent_class)->finalize (object);
}

static void
cam_tile_file_class_init (CamTileFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cam_tile_file_finalize;
}

static void
cam_tile_file_init (CamTileFile *self)
{
  g_mutex_init (&self->lock);
}

static int
is_late_cb (void *data)
{
  CamTileFile *self = data;

  return g_get_monotonic_time () > self->deadline;
}

/* Only plain reading: no function, no recursion, no pragma, nothing attached. */
static int
authorize_cb (void       *data,
              int         action,
              const char *first,
              const char *second,
              const char *database,
              const char *trigger)
{
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

static void
set_sqlite_error (CamTileFile  *self,
                  GError      **error)
{
  int code = sqlite3_errcode (self->db) & 0xff;

  if (code == SQLITE_CANTOPEN)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                         "The base map cannot be opened: is it still there?");
  else if (code == SQLITE_INTERRUPT)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TIMED_OUT,
                         "Reading the base map took too long: it may lack an index.");
  else
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                         "The file is damaged or is no MBTiles map.");
}

static sqlite3_stmt *
prepare (CamTileFile  *self,
         const char   *sql,
         GError      **error)
{
  sqlite3_stmt *statement = NULL;

  self->deadline = g_get_monotonic_time () + DEADLINE;
  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    set_sqlite_error (self, error);
  return statement;
}

static void
harden (CamTileFile *self)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, 2 * MAX_TILE_BYTES);
  sqlite3_limit (self->db, SQLITE_LIMIT_SQL_LENGTH, 64 * 1024);
  sqlite3_limit (self->db, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit (self->db, SQLITE_LIMIT_EXPR_DEPTH, 40);
  sqlite3_limit (self->db, SQLITE_LIMIT_COMPOUND_SELECT, 4);
  sqlite3_limit (self->db, SQLITE_LIMIT_VDBE_OP, 20000);
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (self->db, 2000, is_late_cb, self);
}

/* A virtual table could run its module's code over bytes of the file's choosing. */
static gboolean
refuse_virtual_tables (CamTileFile  *self,
                       GError      **error)
{
  sqlite3_stmt *statement =
    prepare (self, "SELECT 1 FROM sqlite_schema WHERE sql LIKE 'create%virtual%' LIMIT 1", error);
  int step = 0;

  if (statement == NULL)
    return FALSE;
  step = sqlite3_step (statement);
  if (step == SQLITE_ROW)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                         "The file holds virtual tables, which a base map has no use for.");
  else if (step != SQLITE_DONE)
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);
  return step == SQLITE_DONE;
}

static gboolean
open_database (CamTileFile  *self,
               const char   *path,
               GError      **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *full = uri != NULL ? g_strconcat (uri, "?mode=ro&immutable=1", NULL) : NULL;

  if (uri == NULL)
    return FALSE;
  if (!g_file_test (absolute, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                           "The base map cannot be opened: is it still there?");
      return FALSE;
    }
  if (sqlite3_open_v2 (full, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                       NULL) != SQLITE_OK)
    {
      set_sqlite_error (self, error);
      return FALSE;
    }
  harden (self);
  if (!refuse_virtual_tables (self, error))
    return FALSE;
  sqlite3_set_authorizer (self->db, authorize_cb, NULL);
  return TRUE;
}

/* "<a href='…'>&copy; OpenMapTiles</a>" as "© OpenMapTiles", on one line. */
static char *
to_plain_text (const char *markup)
{
  static const char *const entities[][2] = {
    { "&copy;", "©" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" },
  };
  g_autofree char *valid = g_utf8_make_valid (markup, (gssize) strnlen (markup, 4 * MAX_CREDIT_BYTES));
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *at = valid; *at != '\0'; at++)
    {
      if (*at == '<')
        in_tag = TRUE;
      if (!in_tag)
        g_string_append_c (text, (guchar) *at < ' ' ? ' ' : *at);
      if (*at == '>')
        in_tag = FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (text, entities[i][0], entities[i][1], 0);
  if (text->len > MAX_CREDIT_BYTES)
    {
      g_string_truncate (text, (gsize) (g_utf8_find_prev_char (text->str, text->str + MAX_CREDIT_BYTES)
                                        - text->str));
      g_string_append (text, "…");
    }
  return g_strdup (g_strstrip (text->str));
}

static gboolean
read_attribution (CamTileFile  *self,
                  GError      **error)
{
  sqlite3_stmt *statement =
    prepare (self, "SELECT value FROM metadata WHERE name = 'attribution' LIMIT 1", error);
  int step = 0;

  if (statement == NULL)
    return FALSE;
  step = sqlite3_step (statement);
  if (step == SQLITE_ROW && sqlite3_column_type (statement, 0) == SQLITE_TEXT)
    {
      self->attribution = to_plain_text ((const char *) sqlite3_column_text (statement, 0));
      if (*self->attribution == '\0')
        g_clear_pointer (&self->attribution, g_free);
    }
  else if (step != SQLITE_ROW && step != SQLITE_DONE)
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);
  return step == SQLITE_ROW || step == SQLITE_DONE;
}

/* The levels that have tiles: what the metadata say about it is often wrong. */
static gboolean
find_zooms (CamTileFile  *self,
            GError      **error)
{
  sqlite3_stmt *statement = prepare (self, "SELECT 1 FROM tiles WHERE zoom_level = ? LIMIT 1", error);
  gboolean any = FALSE;
  int step = SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  for (guint zoom = 0; zoom <= MAX_ZOOM && step == SQLITE_DONE; zoom++)
    {
      sqlite3_bind_int (statement, 1, (int) zoom);
      step = sqlite3_step (statement);
      if (step == SQLITE_ROW)
        {
          self->min_zoom = any ? self->min_zoom : zoom;
          self->max_zoom = zoom;
          any = TRUE;
          step = SQLITE_DONE;
        }
      else if (step != SQLITE_DONE)
        set_sqlite_error (self, error);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  if (!any && step == SQLITE_DONE)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The base map holds no tiles.");
  return any && step == SQLITE_DONE;
}

static gboolean
check_kind (const guint8  *bytes,
            gsize          length,
            GError       **error)
{
  guint width = 0;
  guint height = 0;

  switch (cam_tile_image_sniff (bytes, length, &width, &height))
    {
    case CAM_TILE_IMAGE_PNG:
    case CAM_TILE_IMAGE_JPEG:
      if (width > 0 && height > 0 && width <= MAX_TILE_SIDE && height <= MAX_TILE_SIDE)
        return TRUE;
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                           "A tile of the base map is damaged or too large.");
      return FALSE;

    case CAM_TILE_IMAGE_WEBP:
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The base map is made of WebP images; only PNG and JPEG can be shown.");
      return FALSE;

    case CAM_TILE_IMAGE_VECTOR:
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The base map is a vector map; only maps made of PNG or JPEG images can "
                           "be shown.");
      return FALSE;

    case CAM_TILE_IMAGE_UNKNOWN:
    default:
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The base map is made of something else than PNG or JPEG images.");
      return FALSE;
    }
}

static gboolean
check_first_tile (CamTileFile  *self,
                  GError      **error)
{
  sqlite3_stmt *statement = prepare (self, "SELECT tile_data FROM tiles LIMIT 1", error);
  gboolean good = FALSE;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    set_sqlite_error (self, error);
  else
    good = check_kind (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0),
                       error);
  sqlite3_finalize (statement);
  return good;
}

CamTileFile *
cam_tile_file_open (const char  *path,
                    GError     **error)
{
  g_autoptr(CamTileFile) self = g_object_new (CAM_TYPE_TILE_FILE, NULL);

  g_return_val_if_fail (path != NULL, NULL);

  if (!open_database (self, path, error) || !find_zooms (self, error)
      || !check_first_tile (self, error) || !read_attribution (self, error))
    return NULL;
  self->select_tile = prepare (self,
                               "SELECT tile_data FROM tiles"
                               " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1",
                               error);
  return self->select_tile != NULL ? g_steal_pointer (&self) : NULL;
}

guint
cam_tile_file_get_min_zoom (CamTileFile *self)
{
  g_return_val_if_fail (CAM_IS_TILE_FILE (self), 0);

  return self->min_zoom;
}

guint
cam_tile_file_get_max_zoom (CamTileFile *self)
{
  g_return_val_if_fail (CAM_IS_TILE_FILE (self), 0);

  return self->max_zoom;
}

const char *
cam_tile_file_get_attribution (CamTileFile *self)
{
  g_return_val_if_fail (CAM_IS_TILE_FILE (self), NULL);

  return self->attribution;
}

static GBytes *
take_tile (CamTileFile  *self,
           GError      **error)
{
  const guint8 *bytes = sqlite3_column_blob (self->select_tile, 0);
  gsize length = (gsize) sqlite3_column_bytes (self->select_tile, 0);

  if (length > MAX_TILE_BYTES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "A tile of the base map is too large.");
      return NULL;
    }
  return check_kind (bytes, length, error) ? g_bytes_new (bytes, length) : NULL;
}

GBytes *
cam_tile_file_read (CamTileFile  *self,
                    guint         zoom,
                    guint         x,
                    guint         y,
                    GError      **error)
{
  g_autoptr(GMutexLocker) locker = NULL;
  GBytes *bytes = NULL;
  int step = 0;

  g_return_val_if_fail (CAM_IS_TILE_FILE (self), NULL);

  if (zoom > MAX_ZOOM || y >= 1u << zoom)
    return NULL;
  locker = g_mutex_locker_new (&self->lock);
  self->deadline = g_get_monotonic_time () + DEADLINE;
  sqlite3_bind_int (self->select_tile, 1, (int) zoom);
  sqlite3_bind_int64 (self->select_tile, 2, x);
  /* MBTiles counts its rows from the south. */
  sqlite3_bind_int64 (self->select_tile, 3, (1u << zoom) - 1 - y);
  step = sqlite3_step (self->select_tile);
  if (step == SQLITE_ROW)
    bytes = take_tile (self, error);
  else if (step != SQLITE_DONE)
    set_sqlite_error (self, error);
  sqlite3_reset (self->select_tile);
  return bytes;
}
