/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-transport.h"

#include "cam-copy-seal.h"
#include "cam-merge.h"
#include "cam-shared-name.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>

#define MAX_ENTRIES 10000
#define MAX_SIZE (G_GINT64_CONSTANT (4) << 30)
#define CHUNK 65536

#define ATTRIBUTES \
  "standard::name,standard::type,standard::size,time::modified,time::modified-usec,time::changed," \
  "time::changed-usec,unix::inode,etag::value"

void
cam_shared_entry_free (CamSharedEntry *self)
{
  g_free (self->name);
  g_free (self->signature);
  g_free (self);
}

void
cam_shared_fetched_free (CamSharedFetched *self)
{
  if (self == NULL)
    return;
  g_free (self->sum);
  g_clear_pointer (&self->facts, cam_copy_facts_free);
  g_clear_error (&self->refusal);
  g_free (self);
}

/* Times, the file's number and what a server says: what is not known there is 0 and does no harm. */
static char *
dup_signature (GFileInfo *info)
{
  const char *etag = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ETAG_VALUE);

  return g_strdup_printf ("%" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT ".%u %" G_GUINT64_FORMAT ".%u %" G_GUINT64_FORMAT
                          " %s",
                          g_file_info_get_size (info),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
                          g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CHANGED),
                          g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CHANGED_USEC),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE),
                          etag != NULL ? etag : "-");
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const CamSharedEntry *first = *(const CamSharedEntry *const *) a;
  const CamSharedEntry *second = *(const CamSharedEntry *const *) b;

  return strcmp (first->name, second->name);
}

static void
add_entry (GPtrArray *entries,
           GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  CamSharedEntry *entry = NULL;

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || !cam_shared_name_counts (name))
    return;
  entry = g_new0 (CamSharedEntry, 1);
  entry->name = g_strdup (name);
  entry->signature = dup_signature (info);
  entry->size = g_file_info_get_size (info);
  g_ptr_array_add (entries, entry);
}

GPtrArray *
cam_shared_list (GFile         *folder,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_shared_entry_free);
  g_autoptr (GFileEnumerator) enumerator = NULL;
  GFileInfo *info = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  enumerator = g_file_enumerate_children (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable,
                                          error);
  if (enumerator == NULL)
    return NULL;
  for (guint n = 0; n < MAX_ENTRIES; n++)
    {
      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
        return NULL;
      if (info == NULL)
        break;
      add_entry (entries, info);
    }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static gboolean
set_errno_error (int      code,
                 GError **error)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "The shared folder failed (%s).",
               g_strerror (code));
  return FALSE;
}

/* One chunk of CHUNK @bytes; @n is 0 at the end. */
static gboolean
copy_chunk (GInputStream   *in,
            GOutputStream  *out,
            GChecksum      *sum,
            guint8         *bytes,
            gsize          *n,
            GCancellable   *cancellable,
            GError        **error)
{
  if (!g_input_stream_read_all (in, bytes, CHUNK, n, cancellable, error))
    return FALSE;
  g_checksum_update (sum, bytes, (gssize) *n);
  return *n == 0 || g_output_stream_write_all (out, bytes, *n, NULL, cancellable, error);
}

/* What the first bytes say: whether it is worth carrying the rest here. A GeoPackage has its name in the
 * header of the database. */
static gboolean
may_be_copy (const guint8 *start,
             gsize         n)
{
  static const char magic[] = "SQLite format 3";

  return n >= 100 && memcmp (start, magic, sizeof magic) == 0 && memcmp (start + 68, "GPKG", 4) == 0;
}

static gboolean
bring (GFile             *file,
       const char        *to,
       CamSharedFetched  *fetched,
       GCancellable      *cancellable,
       GError           **error)
{
  g_autoptr (GFileInputStream) in = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GOutputStream) out = NULL;
  guint8 bytes[CHUNK];
  gint64 total = 0;
  gsize n = 0;
  int fd = -1;

  if (in == NULL)
    return FALSE;
  fd = open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return set_errno_error (errno, error);
  out = g_unix_output_stream_new (fd, TRUE);
  do
    {
      if (!copy_chunk (G_INPUT_STREAM (in), out, sum, bytes, &n, cancellable, error))
        return FALSE;
      if (total == 0 && !may_be_copy (bytes, n))
        {
          fetched->kind = CAM_SHARED_OTHER;
          return TRUE;
        }
      total += (gint64) n;
    }
  while (n > 0 && total <= MAX_SIZE);
  if (total > MAX_SIZE)
    {
      fetched->kind = CAM_SHARED_REFUSED;
      g_set_error_literal (&fetched->refusal, CAM_ERROR, CAM_ERROR_TOO_BIG, "The copy is larger than 4 GB.");
      return TRUE;
    }
  fetched->sum = g_strdup (g_checksum_get_string (sum));
  return g_output_stream_close (out, cancellable, error);
}

/* What keeps this computer from reading any copy is no fault of this one. */
static gboolean
is_fault_of_copy (const GError *refusal)
{
  return g_error_matches (refusal, CAM_ERROR, CAM_ERROR_CORRUPT)
         || g_error_matches (refusal, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE)
         || g_error_matches (refusal, CAM_ERROR, CAM_ERROR_TOO_BIG)
         || g_error_matches (refusal, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
}

CamSharedFetched *
cam_shared_fetch (GFile         *file,
                  const char    *to,
                  gboolean       rested,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CamSharedFetched) self = g_new0 (CamSharedFetched, 1);

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (to != NULL, NULL);

  self->kind = CAM_SHARED_WHOLE;
  if (!bring (file, to, self, cancellable, error))
    return NULL;
  self->sealed = self->kind == CAM_SHARED_WHOLE && cam_copy_is_whole (to);
  if (self->kind == CAM_SHARED_WHOLE && !self->sealed && !rested)
    self->kind = CAM_SHARED_UNFINISHED;
  else if (self->kind == CAM_SHARED_WHOLE && !cam_merge_is_copy (to))
    self->kind = CAM_SHARED_OTHER;
  if (self->kind != CAM_SHARED_WHOLE)
    return g_steal_pointer (&self);
  self->facts = cam_copy_facts_read (to, cancellable, &self->refusal);
  if (self->facts != NULL)
    return g_steal_pointer (&self);
  self->kind = CAM_SHARED_REFUSED;
  if (is_fault_of_copy (self->refusal))
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&self->refusal));
  return NULL;
}

static gboolean
pour (const char     *from,
      GOutputStream  *out,
      char          **sum,
      GCancellable   *cancellable,
      GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (from);
  g_autoptr (GFileInputStream) in = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[CHUNK];
  gsize n = 0;

  if (in == NULL)
    return FALSE;
  do
    if (!copy_chunk (G_INPUT_STREAM (in), out, checksum, bytes, &n, cancellable, error))
      return FALSE;
  while (n > 0);
  *sum = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}

gboolean
cam_shared_put_stream (const char    *from,
                       GFile         *target,
                       char         **sum,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GFileOutputStream) out = NULL;
  g_autoptr (GCancellable) stop = g_cancellable_new ();

  g_return_val_if_fail (from != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (target), FALSE);

  out = g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  if (out == NULL)
    return FALSE;
  if (pour (from, G_OUTPUT_STREAM (out), sum, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (out), cancellable, error);
  /* Closing a stream puts what it has in place, unless it is cancelled. */
  g_cancellable_cancel (stop);
  g_output_stream_close (G_OUTPUT_STREAM (out), stop, NULL);
  return FALSE;
}

/* Some network folders cannot be told to keep what they list. */
static void
sync_folder (const char *path)
{
  g_autofd int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    g_debug ("the shared folder was not synced: %s", g_strerror (errno));
}

/* The partial file has one name: what a crash left is written over the next time. Whoever may look into the
 * folder may read it, as any file that is put there. */
static gboolean
put_file (const char    *from,
          const char    *folder,
          const char    *name,
          char         **sum,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *partial_name = g_strdup_printf (".%s.partial", name);
  g_autofree char *partial = g_build_filename (folder, partial_name, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofd int fd = open (partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  g_autoptr (GOutputStream) out = NULL;
  gboolean done;

  if (fd < 0)
    return set_errno_error (errno, error);
  out = g_unix_output_stream_new (fd, FALSE);
  done = pour (from, out, sum, cancellable, error);
  if (done && fsync (fd) != 0)
    done = set_errno_error (errno, error);
  if (done && g_rename (partial, path) != 0)
    done = set_errno_error (errno, error);
  if (done)
    sync_folder (folder);
  else
    g_unlink (partial);
  return done;
}

gboolean
cam_shared_put (const char    *from,
                GFile         *folder,
                const char    *name,
                const char    *old,
                char         **signature,
                char         **sum,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GFile) target = NULL;
  g_autoptr (GFileInfo) info = NULL;
  const char *path = NULL;
  gboolean done;

  g_return_val_if_fail (from != NULL && name != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  target = g_file_get_child (folder, name);
  path = g_file_peek_path (folder);
  done = path != NULL ? put_file (from, path, name, sum, cancellable, error)
                      : cam_shared_put_stream (from, target, sum, cancellable, error);
  if (!done)
    return FALSE;
  info = g_file_query_info (target, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, error);
  if (info == NULL)
    return FALSE;
  *signature = dup_signature (info);
  if (old != NULL && strcmp (old, name) != 0)
    {
      g_autoptr (GFile) former = g_file_get_child (folder, old);

      /* Where it is gone already, or stays, nobody is worse off: it is merged like any other. */
      g_file_delete (former, cancellable, NULL);
    }
  return TRUE;
}
