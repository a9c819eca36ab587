/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-seal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/evp.h>

#define CHUNK (1024 * 1024)
#define MAX_THREADS 4
#define SUM_BYTES 32
/* So that the sum of a chunk can never pass for the sum over them, nor the other way round. */
#define LEAF_MARK 0
#define ROOT_MARK 1

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* What the threads that take the sums share. */
typedef struct
{
  int      fd;
  gint64   size;
  gint64   seal_at;
  guint    n_chunks;
  guint    next;      /* atomic */
  int      failed;    /* atomic */
  guint8  *sums;
} Work;

/* Reads all of the @n bytes at @offset: a file that ends sooner is another one than was measured. */
static gboolean
read_whole (int      fd,
            guint8  *bytes,
            gssize   n,
            gint64   offset)
{
  gssize done = 0;

  while (done < n)
    {
      gssize some = pread (fd, bytes + done, (gsize) (n - done), offset + done);

      if (some < 0 && errno == EINTR)
        continue;
      if (some <= 0)
        return FALSE;
      done += some;
    }
  return TRUE;
}

/* Makes zeros of what of the seal lies in the chunk at @at. */
static void
blank_seal (guint8 *bytes,
            gssize  n,
            gint64  at,
            gint64  offset)
{
  gint64 first = MAX (offset - at, 0);
  gint64 end = MIN (offset + CAM_SEAL_BYTES - at, n);

  if (first < end)
    memset (bytes + first, 0, (gsize) (end - first));
}

static gboolean
sum_chunk (Work       *work,
           guint       i,
           EVP_MD_CTX *context,
           guint8     *bytes)
{
  static const guint8 mark = LEAF_MARK;
  gint64 at = (gint64) i * CHUNK;
  gssize n = (gssize) MIN (CHUNK, work->size - at);

  if (!read_whole (work->fd, bytes, n, at))
    return FALSE;
  blank_seal (bytes, n, at, work->seal_at);
  return EVP_DigestInit_ex2 (context, EVP_sha256 (), NULL) == 1 && EVP_DigestUpdate (context, &mark, 1) == 1
         && EVP_DigestUpdate (context, bytes, (gsize) n) == 1
         && EVP_DigestFinal_ex (context, work->sums + (gsize) i * SUM_BYTES, NULL) == 1;
}

/* On any of the threads: takes one chunk after the other until none is left. */
static gpointer
sum_chunks (gpointer data)
{
  Work *work = data;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  guint i = 0;

  while (context != NULL && !g_atomic_int_get (&work->failed)
         && (i = (guint) g_atomic_int_add (&work->next, 1)) < work->n_chunks)
    if (!sum_chunk (work, i, context, bytes))
      g_atomic_int_set (&work->failed, TRUE);
  if (context == NULL)
    g_atomic_int_set (&work->failed, TRUE);
  return NULL;
}

/* The calling thread takes its share; where no other one can be had, all of it. */
static gboolean
sum_together (Work *work)
{
  GThread *threads[MAX_THREADS] = { NULL };
  guint n = MIN (MIN (g_get_num_processors (), MAX_THREADS), work->n_chunks);

  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_try_new ("seal", sum_chunks, work, NULL);
  sum_chunks (work);
  for (guint i = 1; i < n; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
  return !g_atomic_int_get (&work->failed);
}

static gboolean
sum_sums (const Work *work,
          guint8      sum[SUM_BYTES])
{
  static const guint8 mark = ROOT_MARK;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gint64 big_endian = GINT64_TO_BE (work->size);

  return context != NULL && EVP_DigestInit_ex2 (context, EVP_sha256 (), NULL) == 1
         && EVP_DigestUpdate (context, &mark, 1) == 1
         && EVP_DigestUpdate (context, &big_endian, sizeof big_endian) == 1
         && EVP_DigestUpdate (context, work->sums, (gsize) work->n_chunks * SUM_BYTES) == 1
         && EVP_DigestFinal_ex (context, sum, NULL) == 1;
}

gboolean
cam_seal_compute (int      fd,
                  gint64   offset,
                  guint8   seal[CAM_SEAL_BYTES])
{
  Work work = { .fd = fd, .seal_at = offset };
  gint64 big_endian = GINT64_TO_BE (offset);
  g_autofree guint8 *sums = NULL;
  struct stat info;

  if (fstat (fd, &info) != 0 || info.st_size <= 0)
    return FALSE;
  work.size = info.st_size;
  work.n_chunks = (guint) ((work.size + CHUNK - 1) / CHUNK);
  work.sums = sums = g_malloc ((gsize) work.n_chunks * SUM_BYTES);
  memcpy (seal, &big_endian, sizeof big_endian);
  return sum_together (&work) && sum_sums (&work, seal + sizeof big_endian);
}

gboolean
cam_seal_fits (int         fd,
               const char *seal)
{
  guint8 found[CAM_SEAL_BYTES];
  gint64 big_endian;

  memcpy (&big_endian, seal, sizeof big_endian);
  return GINT64_FROM_BE (big_endian) >= 0 && cam_seal_compute (fd, GINT64_FROM_BE (big_endian), found)
         && memcmp (found, seal, sizeof found) == 0;
}
