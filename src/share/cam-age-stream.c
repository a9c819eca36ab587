/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age-stream.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES 65536
#define SEALED_BYTES (CHUNK_BYTES + CAM_AGE_TAG_BYTES)

/* One file on its way through. Both buffers hold what may be readable, and are overwritten at the end. */
typedef struct
{
  int             from;
  goffset         size;
  goffset         done;
  CamWholeFile   *to;
  CamAgeCipher   *cipher;
  guint64         n_chunks;           /* that are through */
  guint           hundredths;         /* that were told */
  CamAgeProgress  progress;
  gpointer        progress_data;
  GCancellable   *cancellable;
  guint8          in[SEALED_BYTES + 1];
  guint8          out[SEALED_BYTES];
} Stream;

/* Turns the @length bytes of one chunk in stream->in into stream->out and says how many they became. */
typedef gboolean (*ChunkFunc) (Stream        *stream,
                               gsize          length,
                               const guint8   nonce[CAM_AGE_NONCE_BYTES],
                               gsize         *n_out,
                               GError       **error);

static Stream *
stream_new (int             from,
            goffset         size,
            CamWholeFile   *to,
            CamAgeProgress  progress,
            gpointer        progress_data,
            GCancellable   *cancellable)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->from = from;
  stream->size = size;
  /* What lies before the payload is done. */
  stream->done = MAX (0, lseek (from, 0, SEEK_CUR));
  stream->to = to;
  stream->progress = progress;
  stream->progress_data = progress_data;
  stream->cancellable = cancellable;
  return stream;
}

static void
stream_free (Stream *stream)
{
  if (stream == NULL)
    return;
  g_clear_pointer (&stream->cipher, cam_age_cipher_free);
  cam_age_forget (stream, sizeof *stream);
  g_free (stream);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, stream_free)

static gboolean
read_bytes (Stream   *stream,
            guint8   *bytes,
            gsize     length,
            gsize    *n_read,
            GError  **error)
{
  *n_read = 0;
  while (*n_read < length)
    {
      ssize_t n = read (stream->from, bytes + *n_read, length - *n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.",
                       g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      *n_read += (gsize) n;
    }
  stream->done += (goffset) *n_read;
  return TRUE;
}

static void
tell_progress (Stream *stream)
{
  guint hundredths;

  if (stream->progress == NULL || stream->size <= 0)
    return;
  hundredths = (guint) (100.0 * (double) MIN (stream->done, stream->size) / (double) stream->size);
  if (hundredths <= stream->hundredths)
    return;
  stream->hundredths = hundredths;
  stream->progress (hundredths / 100.0, stream->progress_data);
}

static gboolean
fail_corrupt (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The encrypted copy is damaged or was cut short.");
  return FALSE;
}

/* Eleven bytes of number, the highest first, and one that marks the last chunk. */
static void
make_nonce (guint64   number,
            gboolean  is_last,
            guint8    nonce[CAM_AGE_NONCE_BYTES])
{
  guint64 big = GUINT64_TO_BE (number);

  memset (nonce, 0, CAM_AGE_NONCE_BYTES);
  memcpy (nonce + CAM_AGE_NONCE_BYTES - 1 - sizeof big, &big, sizeof big);
  nonce[CAM_AGE_NONCE_BYTES - 1] = is_last ? 1 : 0;
}

/* Each chunk is full but the last, which is known by nothing following it: so one byte more than a chunk
 * is read, and begins the next. */
static gboolean
run_chunks (Stream     *stream,
            gsize       chunk,
            ChunkFunc   func,
            GError    **error)
{
  gsize n_kept = 0;
  gboolean is_last = FALSE;

  while (!is_last)
    {
      guint8 nonce[CAM_AGE_NONCE_BYTES];
      gsize n_read = 0;
      gsize n_out = 0;

      if (g_cancellable_set_error_if_cancelled (stream->cancellable, error) ||
          !read_bytes (stream, stream->in + n_kept, chunk + 1 - n_kept, &n_read, error))
        return FALSE;
      is_last = n_kept + n_read <= chunk;
      make_nonce (stream->n_chunks, is_last, nonce);
      if (!func (stream, MIN (n_kept + n_read, chunk), nonce, &n_out, error) ||
          !cam_whole_file_write (stream->to, stream->out, n_out, error))
        return FALSE;
      stream->in[0] = stream->in[chunk];
      n_kept = 1;
      stream->n_chunks++;
      tell_progress (stream);
    }
  return TRUE;
}

static gboolean
seal_chunk (Stream        *stream,
            gsize          length,
            const guint8   nonce[CAM_AGE_NONCE_BYTES],
            gsize         *n_out,
            GError       **error)
{
  *n_out = length + CAM_AGE_TAG_BYTES;
  return cam_age_cipher_seal (stream->cipher, nonce, stream->in, length, stream->out, error);
}

/* Only an empty file has an empty chunk; else two files would say the same. */
static gboolean
open_chunk (Stream        *stream,
            gsize          length,
            const guint8   nonce[CAM_AGE_NONCE_BYTES],
            gsize         *n_out,
            GError       **error)
{
  if (length < CAM_AGE_TAG_BYTES || (length == CAM_AGE_TAG_BYTES && stream->n_chunks > 0))
    return fail_corrupt (error);
  *n_out = length - CAM_AGE_TAG_BYTES;
  return cam_age_cipher_open (stream->cipher, nonce, stream->in, length, stream->out, error);
}

static gboolean
set_key (Stream        *stream,
         const guint8   file_key[CAM_AGE_FILE_KEY_BYTES],
         const guint8   nonce[CAM_AGE_SALT_BYTES],
         GError       **error)
{
  guint8 key[CAM_AGE_KEY_BYTES];

  if (cam_age_derive (file_key, CAM_AGE_FILE_KEY_BYTES, nonce, CAM_AGE_SALT_BYTES, "payload", key, error))
    stream->cipher = cam_age_cipher_new (key, error);
  cam_age_forget (key, sizeof key);
  return stream->cipher != NULL;
}

gboolean
cam_age_stream_seal (const guint8     file_key[CAM_AGE_FILE_KEY_BYTES],
                     int              from,
                     goffset          size,
                     CamWholeFile    *to,
                     CamAgeProgress   progress,
                     gpointer         progress_data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr (Stream) stream = stream_new (from, size, to, progress, progress_data, cancellable);
  guint8 nonce[CAM_AGE_SALT_BYTES];

  return cam_age_random (nonce, sizeof nonce, error) && set_key (stream, file_key, nonce, error) &&
         cam_whole_file_write (to, nonce, sizeof nonce, error) &&
         run_chunks (stream, CHUNK_BYTES, seal_chunk, error);
}

gboolean
cam_age_stream_open (const guint8     file_key[CAM_AGE_FILE_KEY_BYTES],
                     int              from,
                     goffset          size,
                     CamWholeFile    *to,
                     CamAgeProgress   progress,
                     gpointer         progress_data,
                     GCancellable    *cancellable,
                     GError         **error)
{
  g_autoptr (Stream) stream = stream_new (from, size, to, progress, progress_data, cancellable);
  guint8 nonce[CAM_AGE_SALT_BYTES];
  gsize n_read = 0;

  if (!read_bytes (stream, nonce, sizeof nonce, &n_read, error))
    return FALSE;
  if (n_read < sizeof nonce)
    return fail_corrupt (error);
  return set_key (stream, file_key, nonce, error) &&
         run_chunks (stream, SEALED_BYTES, open_chunk, error);
}
