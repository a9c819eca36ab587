/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies under a passphrase: there and back, and whatever may have happened to them between. */
#include "cam-age.h"

#include "share-files.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#define PASSPHRASE "correct horse, battery"
/* As little as there is, so that the tests are quick. One bit of the digit changed makes it 6 at most. */
#define FACTOR 2
#define CHUNK 65536
#define SEALED (CHUNK + 16)

static void
seal (ShareFiles *files,
      gsize       length)
{
  g_autoptr (GBytes) plain = share_files_make (length);
  g_autoptr (GError) error = NULL;

  share_files_write (files->plain, g_bytes_get_data (plain, NULL), length);
  cam_age_encrypt_file (files->plain, files->sealed, PASSPHRASE, FACTOR, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Where the payload's nonce begins. */
static gsize
find_payload (GBytes *sealed)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  CamAgeHeader header;
  g_autoptr (GError) error = NULL;

  cam_age_header_parse (bytes, length, &header, &error);
  g_assert_no_error (error);
  return header.length;
}

/* Opening what is now at files->sealed fails, and nothing came of it. Returns the error. */
static GError *
refuse (ShareFiles *files,
        const char *passphrase)
{
  GError *error = NULL;

  g_assert_false (cam_age_decrypt_file (files->sealed, files->opened, passphrase, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == CAM_ERROR);
  g_assert_false (g_file_test (files->opened, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (share_files_count (files), ==, 2);
  return error;
}

static void
refuse_bytes (ShareFiles   *files,
              const guint8 *bytes,
              gsize         length,
              CamError      code)
{
  g_autoptr (GError) error = NULL;

  share_files_write (files->sealed, bytes, length);
  error = refuse (files, PASSPHRASE);
  g_assert_error (error, CAM_ERROR, (gint) code);
}

static void
test_round_trip (ShareFiles    *files,
                 gconstpointer  data)
{
  static const gsize lengths[] = { 0, 1, 65535, 65536, 65537, 131072, 3 * 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) plain = share_files_make (lengths[i]);
      g_autoptr (GBytes) sealed = NULL;
      g_autoptr (GBytes) opened = NULL;
      g_autoptr (GError) error = NULL;
      gsize n_chunks = MAX (1, (lengths[i] + CHUNK - 1) / CHUNK);
      GStatBuf info;

      seal (files, lengths[i]);
      sealed = share_files_read (files->sealed);
      g_assert_cmpuint (g_bytes_get_size (sealed), ==, find_payload (sealed) + 16 + lengths[i] + 16 * n_chunks);
      g_assert_cmpint (g_stat (files->sealed, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
      g_assert_true (cam_age_is_file (files->sealed));
      g_assert_false (cam_age_is_file (files->plain));

      cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      opened = share_files_read (files->opened);
      g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened),
                       g_bytes_get_data (plain, NULL), lengths[i]);
      g_assert_cmpint (g_stat (files->opened, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    }
}

/* Same file, same passphrase: another salt, key and nonce. */
static void
test_never_twice (ShareFiles    *files,
                  gconstpointer  data)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  gsize at;

  seal (files, 100);
  first = share_files_read (files->sealed);
  seal (files, 100);
  second = share_files_read (files->sealed);
  at = find_payload (first);
  g_assert_cmpuint (at, ==, find_payload (second));
  g_assert_cmpint (memcmp ((const guint8 *) g_bytes_get_data (first, NULL) + at,
                           (const guint8 *) g_bytes_get_data (second, NULL) + at, 16), !=, 0);
  g_assert_cmpint (memcmp ((const guint8 *) g_bytes_get_data (first, NULL) + at + 16,
                           (const guint8 *) g_bytes_get_data (second, NULL) + at + 16, 100), !=, 0);
}

static void
test_every_bit (ShareFiles    *files,
                gconstpointer  data)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;
  guint n_wrong = 0;

  seal (files, 40);
  sealed = share_files_read (files->sealed);
  length = g_bytes_get_size (sealed);
  bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), length);
  for (gsize bit = 0; bit < 8 * length; bit++)
    {
      g_autoptr (GError) error = NULL;

      bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
      share_files_write (files->sealed, bytes, length);
      error = refuse (files, PASSPHRASE);
      n_wrong += g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID) ? 1 : 0;
      bytes[bit / 8] ^= (guint8) (1u << (bit % 8));
    }
  /* A change of what the passphrase itself opens looks like a wrong passphrase, and nothing else does. */
  g_assert_cmpuint (n_wrong, >, 100);
  g_assert_cmpuint (n_wrong, <, 8 * (22 + 43 + 1));
}

static void
test_changed_body (ShareFiles    *files,
                   gconstpointer  data)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;
  gsize payload;

  seal (files, 2 * CHUNK + 10);
  sealed = share_files_read (files->sealed);
  payload = find_payload (sealed);
  length = g_bytes_get_size (sealed);
  bytes = g_memdup2 (g_bytes_get_data (sealed, NULL), length);
  for (gsize at = payload; at < length; at += 7919)
    {
      bytes[at] ^= 1;
      refuse_bytes (files, bytes, length, CAM_ERROR_CORRUPT);
      bytes[at] ^= 1;
    }
  bytes[length - 1] ^= 0x80;
  refuse_bytes (files, bytes, length, CAM_ERROR_CORRUPT);
}

static void
test_cut_short (ShareFiles    *files,
                gconstpointer  data)
{
  g_autoptr (GBytes) sealed = NULL;
  const guint8 *bytes;
  gsize length = 0;
  gsize payload;

  seal (files, 2 * CHUNK);
  sealed = share_files_read (files->sealed);
  bytes = g_bytes_get_data (sealed, &length);
  payload = find_payload (sealed);
  for (gsize n = 0; n <= payload + 16 + 20; n++)
    refuse_bytes (files, bytes, n, CAM_ERROR_CORRUPT);
  for (gsize chunk = 1; chunk <= 2; chunk++)
    {
      for (gsize n = payload + 16 + chunk * SEALED - 17; n <= payload + 16 + chunk * SEALED + 17; n++)
        {
          if (n < length)
            refuse_bytes (files, bytes, n, CAM_ERROR_CORRUPT);
        }
    }
}

/* Pieces of sealed files put together anew: nothing of it may be taken for a file. */
static void
test_rearranged (ShareFiles    *files,
                 gconstpointer  data)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GByteArray) made = g_byte_array_new ();
  const guint8 *bytes;
  const guint8 *first;
  gsize length = 0;
  gsize payload;

  seal (files, 3 * CHUNK);
  sealed = share_files_read (files->sealed);
  bytes = g_bytes_get_data (sealed, &length);
  payload = find_payload (sealed) + 16;
  first = bytes + payload;

  g_byte_array_append (made, bytes, (guint) payload);          /* two and one changed places */
  g_byte_array_append (made, first + SEALED, SEALED);
  g_byte_array_append (made, first, SEALED);
  g_byte_array_append (made, first + 2 * SEALED, SEALED);
  refuse_bytes (files, made->data, made->len, CAM_ERROR_CORRUPT);

  g_byte_array_set_size (made, (guint) payload);               /* the middle one left out */
  g_byte_array_append (made, first, SEALED);
  g_byte_array_append (made, first + 2 * SEALED, SEALED);
  refuse_bytes (files, made->data, made->len, CAM_ERROR_CORRUPT);

  g_byte_array_set_size (made, (guint) payload);               /* one more of the last */
  g_byte_array_append (made, first, 3 * SEALED);
  g_byte_array_append (made, first + 2 * SEALED, SEALED);
  refuse_bytes (files, made->data, made->len, CAM_ERROR_CORRUPT);

  g_byte_array_set_size (made, (guint) (payload + 3 * SEALED));  /* one byte behind the end */
  g_byte_array_append (made, first, 1);
  refuse_bytes (files, made->data, made->len, CAM_ERROR_CORRUPT);

  g_byte_array_set_size (made, (guint) payload);               /* the last one alone */
  g_byte_array_append (made, first + 2 * SEALED, SEALED);
  refuse_bytes (files, made->data, made->len, CAM_ERROR_CORRUPT);
}

/* Full chunks and then an empty last one, rightly sealed: the same words in a second way. */
static void
test_empty_last_chunk (ShareFiles    *files,
                       gconstpointer  data)
{
  static const guint8 file_key[CAM_AGE_FILE_KEY_BYTES] = "sixteen  letters";
  static const guint8 zeros[CAM_AGE_SALT_BYTES];
  guint8 nonce[CAM_AGE_NONCE_BYTES] = { 0 };
  guint8 key[CAM_AGE_KEY_BYTES];
  g_autofree guint8 *chunk = g_malloc0 (SEALED);
  g_autoptr (CamAgeCipher) cipher = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) made = cam_age_header_write (PASSPHRASE, FACTOR, file_key, &error);

  g_assert_no_error (error);
  g_assert_true (cam_age_derive (file_key, sizeof file_key, zeros, sizeof zeros, "payload", key, &error));
  cipher = cam_age_cipher_new (key, &error);
  g_string_append_len (made, (const char *) zeros, sizeof zeros);
  g_assert_true (cam_age_cipher_seal (cipher, nonce, chunk, CHUNK, chunk, &error));
  g_string_append_len (made, (const char *) chunk, SEALED);
  nonce[10] = 1;
  nonce[11] = 1;
  g_assert_true (cam_age_cipher_seal (cipher, nonce, chunk, 0, chunk, &error));
  g_string_append_len (made, (const char *) chunk, 16);
  share_files_write (files->plain, zeros, 0);
  refuse_bytes (files, (const guint8 *) made->str, made->len, CAM_ERROR_CORRUPT);

  /* With one byte in it the same is a good file; so it was refused for being empty. */
  g_string_truncate (made, made->len - 16);
  g_assert_true (cam_age_cipher_seal (cipher, nonce, zeros, 1, chunk, &error));
  g_string_append_len (made, (const char *) chunk, 17);
  share_files_write (files->sealed, (const guint8 *) made->str, made->len);
  cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_wrong_passphrase (ShareFiles    *files,
                       gconstpointer  data)
{
  static const char *const wrong[] = { "", "correct horse, batterY", PASSPHRASE " ", "Correct horse, battery" };
  g_autoptr (GError) none = NULL;

  seal (files, 100);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = refuse (files, wrong[i]);

      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, "The passphrase does not open this copy.");
      g_clear_error (&error);
      g_assert_false (cam_age_check_passphrase (files->sealed, wrong[i], &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
    }
  g_assert_true (cam_age_check_passphrase (files->sealed, PASSPHRASE, &none));
  g_assert_no_error (none);
}

/* What is at the target stays whole where anything fails, and is replaced where nothing does. */
static void
test_existing_target (ShareFiles    *files,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) opened = NULL;

  seal (files, 100);
  share_files_write (files->opened, (const guint8 *) "mine", 4);
  g_assert_false (cam_age_decrypt_file (files->sealed, files->opened, "wrong", NULL, NULL, NULL, &error));
  g_clear_error (&error);
  kept = share_files_read (files->opened);
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), "mine", 4);
  g_assert_true (cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, NULL, NULL, NULL, &error));
  opened = share_files_read (files->opened);
  g_assert_cmpuint (g_bytes_get_size (opened), ==, 100);
}

static void
test_refused_paths (ShareFiles    *files,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (files->folder, "missing", "x", NULL);

  g_assert_false (cam_age_is_file (files->plain));
  g_assert_false (cam_age_encrypt_file (files->plain, files->sealed, PASSPHRASE, FACTOR, NULL, NULL, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_age_encrypt_file (files->folder, files->sealed, PASSPHRASE, FACTOR, NULL, NULL, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  seal (files, 10);
  g_assert_false (cam_age_encrypt_file (files->plain, nowhere, PASSPHRASE, FACTOR, NULL, NULL, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (cam_age_encrypt_file (files->plain, files->opened, "", FACTOR, NULL, NULL, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_assert_cmpuint (share_files_count (files), ==, 2);
}

/* A write that fails in the middle, as on a full disk. */
static void
test_no_room (ShareFiles    *files,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  seal (files, 3 * CHUNK);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  small = before;
  small.rlim_cur = CHUNK + 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, NULL, NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
  g_assert_cmpuint (share_files_count (files), ==, 2);
}

typedef struct
{
  GCancellable *cancellable;   /* cancelled half-way, where there is one */
  GMainLoop    *loop;
  GError       *error;
  double        fraction;
  guint         n_calls;
  gboolean      done;
} Watch;

static void
progress_cb (double   fraction,
             gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >, watch->fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  watch->fraction = fraction;
  watch->n_calls++;
  if (watch->cancellable != NULL && fraction > 0.5)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress_and_cancel (ShareFiles    *files,
                          gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { 0 };

  seal (files, 20 * CHUNK);
  g_assert_true (cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, progress_cb, &watch, NULL, &error));
  g_assert_cmpfloat (watch.fraction, ==, 1);
  g_assert_cmpuint (watch.n_calls, >=, 20);
  g_remove (files->opened);

  watch = (Watch) { .cancellable = cancellable };
  g_assert_false (cam_age_decrypt_file (files->sealed, files->opened, PASSPHRASE, progress_cb, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpfloat (watch.fraction, <, 0.7);
  g_clear_error (&error);
  g_assert_cmpuint (share_files_count (files), ==, 2);

  g_remove (files->sealed);
  g_cancellable_reset (cancellable);
  watch = (Watch) { .cancellable = cancellable };
  g_assert_false (cam_age_encrypt_file (files->plain, files->sealed, PASSPHRASE, FACTOR, progress_cb, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (share_files_count (files), ==, 1);
}

static void
encrypted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Watch *watch = data;

  watch->done = cam_age_encrypt_file_finish (result, &watch->error);
  g_main_loop_quit (watch->loop);
}

static void
decrypted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Watch *watch = data;

  watch->done = cam_age_decrypt_file_finish (result, &watch->error);
  g_main_loop_quit (watch->loop);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Watch *watch = data;

  watch->done = cam_age_check_passphrase_finish (result, &watch->error);
  g_main_loop_quit (watch->loop);
}

static void
test_async (ShareFiles    *files,
            gconstpointer  data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GBytes) plain = share_files_make (5 * CHUNK);
  g_autoptr (GBytes) opened = NULL;
  Watch watch = { .loop = loop };

  share_files_write (files->plain, g_bytes_get_data (plain, NULL), 5 * CHUNK);
  cam_age_encrypt_file_async (files->plain, files->sealed, PASSPHRASE, FACTOR, progress_cb, &watch, NULL, encrypted_cb, &watch);
  g_main_loop_run (loop);
  g_assert_no_error (watch.error);
  g_assert_true (watch.done);
  g_assert_cmpfloat (watch.fraction, ==, 1);

  cam_age_check_passphrase_async (files->sealed, PASSPHRASE, NULL, checked_cb, &watch);
  g_main_loop_run (loop);
  g_assert_no_error (watch.error);
  g_assert_true (watch.done);
  cam_age_check_passphrase_async (files->sealed, "wrong", NULL, checked_cb, &watch);
  g_main_loop_run (loop);
  g_assert_error (watch.error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&watch.error);
  g_assert_false (watch.done);

  watch.fraction = 0;
  cam_age_decrypt_file_async (files->sealed, files->opened, PASSPHRASE, progress_cb, &watch, NULL, decrypted_cb, &watch);
  g_main_loop_run (loop);
  g_assert_no_error (watch.error);
  g_assert_cmpfloat (watch.fraction, ==, 1);
  opened = share_files_read (files->opened);
  g_assert_true (g_bytes_equal (opened, plain));
}

#define add(name, function) \
  g_test_add ("/share/age/" name, ShareFiles, NULL, share_files_set_up, function, share_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("round-trip", test_round_trip);
  add ("never-twice", test_never_twice);
  add ("every-bit", test_every_bit);
  add ("changed-body", test_changed_body);
  add ("cut-short", test_cut_short);
  add ("rearranged", test_rearranged);
  add ("empty-last-chunk", test_empty_last_chunk);
  add ("wrong-passphrase", test_wrong_passphrase);
  add ("existing-target", test_existing_target);
  add ("refused-paths", test_refused_paths);
  add ("no-room", test_no_room);
  add ("progress-and-cancel", test_progress_and_cancel);
  add ("async", test_async);
  return g_test_run ();
}
