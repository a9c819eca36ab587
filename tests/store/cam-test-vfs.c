/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-test-vfs.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#define SECTOR 512

/* One operation that the disk may or may not have done. @data is NULL for a truncation. */
typedef struct
{
  gint64 offset;
  GBytes *data;
} Pending;

/* What is known of one file. */
typedef struct
{
  char *path;
  gboolean exists;         /* for the running system */
  gboolean durable_exists; /* for certain on the disk */
  GByteArray *durable;     /* its bytes that are for certain on the disk */
  GPtrArray *pending;      /* (element-type Pending), oldest first */
  GByteArray *deleted;     /* what comes back where its deletion was not kept, or NULL */
  gint64 size;             /* for the running system */
} Entry;

typedef struct
{
  sqlite3_file base;
  Entry *entry; /* NULL for a temporary file, which no power cut matters to */
} TestFile;

static GMutex mutex;
static GHashTable *entries;
static guint n_operations;
static guint cut_at;
static gboolean is_cut;
static gint64 quota = -1;
static sqlite3_vfs *real_vfs;

/* The real file lies right behind ours in the memory that SQLite gives. */
static sqlite3_file *
get_real (sqlite3_file *file)
{
  return (sqlite3_file *) (gpointer) ((TestFile *) (gpointer) file + 1);
}

static Entry *
get_entry (sqlite3_file *file)
{
  return ((TestFile *) (gpointer) file)->entry;
}

static void
pending_free (Pending *pending)
{
  g_clear_pointer (&pending->data, g_bytes_unref);
  g_free (pending);
}

static void
entry_free (Entry *entry)
{
  g_free (entry->path);
  g_byte_array_unref (entry->durable);
  g_ptr_array_unref (entry->pending);
  g_clear_pointer (&entry->deleted, g_byte_array_unref);
  g_free (entry);
}

/* A file that is met for the first time was there before, so all of it is on the disk. */
static Entry *
find_entry (const char *path)
{
  Entry *entry = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (entries == NULL)
    entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  entry = g_hash_table_lookup (entries, path);
  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->durable = g_byte_array_new ();
  entry->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
  if (g_file_get_contents (path, &bytes, &length, NULL))
    {
      g_byte_array_append (entry->durable, (const guint8 *) bytes, (guint) length);
      entry->exists = entry->durable_exists = TRUE;
      entry->size = (gint64) length;
    }
  g_hash_table_insert (entries, entry->path, entry);
  return entry;
}

static void
put_bytes (GByteArray   *bytes,
           gint64        offset,
           const guint8 *data,
           gsize         length)
{
  guint before = bytes->len;

  if ((guint) offset + length > before)
    {
      g_byte_array_set_size (bytes, (guint) offset + (guint) length);
      memset (bytes->data + before, 0, bytes->len - before);
    }
  memcpy (bytes->data + offset, data, length);
}

static void
apply (GByteArray    *bytes,
       const Pending *pending)
{
  gsize length = 0;
  const guint8 *data = NULL;

  if (pending->data == NULL)
    {
      if (pending->offset < bytes->len)
        g_byte_array_set_size (bytes, (guint) pending->offset);
      return;
    }
  data = g_bytes_get_data (pending->data, &length);
  put_bytes (bytes, pending->offset, data, length);
}

static void
add_pending (Entry         *entry,
             gint64         offset,
             gconstpointer  data,
             int            length)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->offset = offset;
  pending->data = data != NULL ? g_bytes_new (data, (gsize) length) : NULL;
  g_ptr_array_add (entry->pending, pending);
}

/* Counts an operation; FALSE once the power is off. */
static gboolean
has_power (void)
{
  n_operations++;
  if (cut_at > 0 && n_operations >= cut_at)
    is_cut = TRUE;
  return !is_cut;
}

static gint64
count_bytes (void)
{
  GHashTableIter iter;
  gpointer value = NULL;
  gint64 bytes = 0;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    bytes += ((Entry *) value)->size;
  return bytes;
}

static int
file_close (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;
}

static int
file_read (sqlite3_file  *file,
           void          *bytes,
           int            length,
           sqlite3_int64  offset)
{
  sqlite3_file *real = get_real (file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return is_cut ? SQLITE_IOERR_READ : real->pMethods->xRead (real, bytes, length, offset);
}

static int
file_write (sqlite3_file  *file,
            const void    *bytes,
            int            length,
            sqlite3_int64  offset)
{
  sqlite3_file *real = get_real (file);
  Entry *entry = get_entry (file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gint64 growth;
  int code;

  if (entry == NULL)
    return real->pMethods->xWrite (real, bytes, length, offset);
  growth = MAX (0, offset + length - entry->size);
  if (quota >= 0 && growth > 0 && count_bytes () + growth > quota)
    return SQLITE_FULL;
  if (!has_power ())
    {
      /* The write during which it failed may have been done in part. */
      if (n_operations == cut_at)
        add_pending (entry, offset, bytes, length);
      return SQLITE_IOERR_WRITE;
    }
  code = real->pMethods->xWrite (real, bytes, length, offset);
  if (code == SQLITE_OK)
    {
      add_pending (entry, offset, bytes, length);
      entry->size += growth;
    }
  return code;
}

static int
file_truncate (sqlite3_file  *file,
               sqlite3_int64  size)
{
  sqlite3_file *real = get_real (file);
  Entry *entry = get_entry (file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  int code;

  if (entry == NULL)
    return real->pMethods->xTruncate (real, size);
  if (!has_power ())
    return SQLITE_IOERR_TRUNCATE;
  code = real->pMethods->xTruncate (real, size);
  if (code == SQLITE_OK)
    {
      add_pending (entry, size, NULL, 0);
      entry->size = size;
    }
  return code;
}

/* The real sync is left out: the bytes that matter are those in @entry. */
static int
file_sync (sqlite3_file *file,
           int           flags)
{
  Entry *entry = get_entry (file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (entry == NULL)
    return SQLITE_OK;
  if (!has_power ())
    return SQLITE_IOERR_FSYNC;
  for (guint i = 0; i < entry->pending->len; i++)
    apply (entry->durable, g_ptr_array_index (entry->pending, i));
  g_ptr_array_set_size (entry->pending, 0);
  entry->durable_exists = TRUE;
  g_clear_pointer (&entry->deleted, g_byte_array_unref);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xFileSize (real, size);
}

static int
file_lock (sqlite3_file *file,
           int           level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xLock (real, level);
}

static int
file_unlock (sqlite3_file *file,
             int           level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xUnlock (real, level);
}

static int
file_check_reserved (sqlite3_file *file,
                     int          *reserved)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xCheckReservedLock (real, reserved);
}

/* Only what asks: hints about size or chunks would change the file behind our back. */
static int
file_control (sqlite3_file *file,
              int           operation,
              void         *argument)
{
  sqlite3_file *real = get_real (file);

  if (operation != SQLITE_FCNTL_HAS_MOVED && operation != SQLITE_FCNTL_LAST_ERRNO)
    return SQLITE_NOTFOUND;
  return real->pMethods->xFileControl (real, operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

/* Nothing is promised: neither whole writes nor sectors that survive their neighbours. */
static int
file_characteristics (sqlite3_file *file)
{
  return 0;
}

/* Version 1: no shared memory and no mapped file, so every byte passes through here. */
static const sqlite3_io_methods file_methods = {
  .iVersion = 1,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
};

static int
vfs_open (sqlite3_vfs  *vfs,
          const char   *path,
          sqlite3_file *file,
          int           flags,
          int          *flags_out)
{
  TestFile *self = (TestFile *) (gpointer) file;
  sqlite3_file *real = get_real (file);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Entry *entry = NULL;
  int code;

  self->base.pMethods = NULL;
  self->entry = NULL;
  real->pMethods = NULL;
  if (path != NULL && !(flags & SQLITE_OPEN_DELETEONCLOSE))
    entry = find_entry (path);
  if (entry != NULL && is_cut)
    return SQLITE_CANTOPEN;
  code = real_vfs->xOpen (real_vfs, path, real, flags, flags_out);
  if (code != SQLITE_OK)
    return code;
  self->base.pMethods = &file_methods;
  self->entry = entry;
  if (entry != NULL && !entry->exists)
    {
      entry->exists = TRUE;
      entry->size = 0;
    }
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *path,
            int          sync_folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  Entry *entry = find_entry (path);
  int code;

  if (!has_power ())
    return SQLITE_IOERR_DELETE;
  code = real_vfs->xDelete (real_vfs, path, 0);
  if (code != SQLITE_OK)
    return code;
  if (entry->durable_exists && entry->deleted == NULL)
    entry->deleted = g_byte_array_ref (entry->durable);
  if (sync_folder)
    g_clear_pointer (&entry->deleted, g_byte_array_unref);
  g_byte_array_unref (entry->durable);
  entry->durable = g_byte_array_new ();
  g_ptr_array_set_size (entry->pending, 0);
  entry->exists = entry->durable_exists = FALSE;
  entry->size = 0;
  return SQLITE_OK;
}

static int
vfs_access (sqlite3_vfs *vfs,
            const char  *path,
            int          flags,
            int         *result)
{
  return real_vfs->xAccess (real_vfs, path, flags, result);
}

static int
vfs_full_pathname (sqlite3_vfs *vfs,
                   const char  *path,
                   int          length,
                   char        *out)
{
  return real_vfs->xFullPathname (real_vfs, path, length, out);
}

static int
vfs_randomness (sqlite3_vfs *vfs,
                int          length,
                char        *out)
{
  return real_vfs->xRandomness (real_vfs, length, out);
}

static int
vfs_sleep (sqlite3_vfs *vfs,
           int          microseconds)
{
  return real_vfs->xSleep (real_vfs, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *vfs,
                  double      *time)
{
  return real_vfs->xCurrentTime (real_vfs, time);
}

static int
vfs_get_last_error (sqlite3_vfs *vfs,
                    int          length,
                    char        *out)
{
  return real_vfs->xGetLastError (real_vfs, length, out);
}

static sqlite3_vfs test_vfs = {
  .iVersion = 1,
  .zName = "cam-test",
  .xOpen = vfs_open,
  .xDelete = vfs_delete,
  .xAccess = vfs_access,
  .xFullPathname = vfs_full_pathname,
  .xRandomness = vfs_randomness,
  .xSleep = vfs_sleep,
  .xCurrentTime = vfs_current_time,
  .xGetLastError = vfs_get_last_error,
};

void
cam_test_vfs_install (void)
{
  g_assert_null (real_vfs);
  real_vfs = sqlite3_vfs_find (NULL);
  test_vfs.szOsFile = (int) sizeof (TestFile) + real_vfs->szOsFile;
  test_vfs.mxPathname = real_vfs->mxPathname;
  g_assert_cmpint (sqlite3_vfs_register (&test_vfs, 1), ==, SQLITE_OK);
}

void
cam_test_vfs_reset (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_clear_pointer (&entries, g_hash_table_unref);
  n_operations = cut_at = 0;
  is_cut = FALSE;
  quota = -1;
}

void
cam_test_vfs_cut_after (guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  cut_at = n > 0 ? n_operations + n : 0;
}

gboolean
cam_test_vfs_is_cut (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return is_cut;
}

guint
cam_test_vfs_get_n_operations (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return n_operations;
}

void
cam_test_vfs_set_quota (gint64 bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  quota = bytes;
}

/* A quarter of the writes that were kept are torn: only a run of their sectors arrived. */
static void
apply_in_part (GByteArray    *bytes,
               const Pending *pending,
               GRand         *random)
{
  gsize length = 0;
  const guint8 *data = pending->data != NULL ? g_bytes_get_data (pending->data, &length) : NULL;
  gint32 n_sectors = (gint32) (length / SECTOR);
  gint32 first;
  gint32 last;

  if (n_sectors < 2 || g_rand_int_range (random, 0, 4) > 0)
    {
      apply (bytes, pending);
      return;
    }
  first = g_rand_int_range (random, 0, n_sectors);
  last = g_rand_int_range (random, first, n_sectors);
  put_bytes (bytes, pending->offset + first * SECTOR, data + first * SECTOR,
             (gsize) (last - first + 1) * SECTOR);
}

/* Either the first so many unsynced operations arrived, or each with its own luck. */
static void
settle_bytes (Entry *entry,
              GRand *random)
{
  guint luck = (guint) g_rand_int_range (random, 0, 3);
  guint n_first = (guint) g_rand_int_range (random, 0, (gint32) entry->pending->len + 1);

  for (guint i = 0; i < entry->pending->len; i++)
    {
      gboolean kept = luck == 0 ? i < n_first : g_rand_int_range (random, 0, 4) < (luck == 1 ? 2 : 3);

      if (kept)
        apply_in_part (entry->durable, g_ptr_array_index (entry->pending, i), random);
    }
  g_ptr_array_set_size (entry->pending, 0);
}

static void
settle (Entry *entry,
        GRand *random)
{
  g_autofree char *folder = g_path_get_dirname (entry->path);
  g_autofd int fd = -1;
  gboolean exists = entry->durable_exists;

  settle_bytes (entry, random);
  if (entry->exists != entry->durable_exists && g_rand_boolean (random))
    exists = entry->exists;
  if (entry->deleted != NULL && g_rand_boolean (random))
    {
      g_byte_array_unref (entry->durable);
      entry->durable = g_byte_array_ref (entry->deleted);
      exists = TRUE;
    }
  g_clear_pointer (&entry->deleted, g_byte_array_unref);
  /* A private folder that went with all that was in it. */
  exists = exists && g_file_test (folder, G_FILE_TEST_IS_DIR);
  entry->exists = entry->durable_exists = exists;
  if (!exists)
    {
      g_byte_array_set_size (entry->durable, 0);
      entry->size = 0;
      g_unlink (entry->path);
      return;
    }
  entry->size = entry->durable->len;
  /* The same inode as before, as after a real one. */
  fd = open (entry->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_cmpint (write (fd, entry->durable->data, entry->durable->len), ==, entry->durable->len);
}

void
cam_test_vfs_power_cut (GRand *random)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GList) paths = NULL;

  /* In the order of their names, so that one seed always gives one outcome. */
  if (entries != NULL)
    paths = g_list_sort (g_hash_table_get_keys (entries), (GCompareFunc) strcmp);
  for (GList *path = paths; path != NULL; path = path->next)
    settle (g_hash_table_lookup (entries, path->data), random);
  cut_at = 0;
  is_cut = FALSE;
}
