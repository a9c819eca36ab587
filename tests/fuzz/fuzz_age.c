/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-age.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A copy under a passphrase as somebody sent it: the header alone, and then the whole of it, opened with
 * the right passphrase where it does not ask for much work. */

#define PASSPHRASE "fen"
#define FILE_KEY 's', 'i', 'x', 't', 'e', 'e', 'n', ' ', ' ', 'l', 'e', 't', 't', 'e', 'r', 's'
#define MAX_FACTOR 4
#define CHUNK 65536

static const char header_text[] =
  "age-encryption.org/v1\n"
  "-> scrypt MDEyMzQ1Njc4OWFiY2RlZg 1\n"
  "DSRTXXDDeKAfjdWtydl1N5kSD6ZQtifJPeWwBS261GE\n"
  "--- LwewJv8TsdpbRfT904+6fORrHjD1mAxbWS9rL3JZBDI\n";

static void
read_header (const guint8 *data,
             gsize         size,
             CamAgeHeader *header)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_age_header_parse (data, size, header, &error) == (error == NULL));
  if (error != NULL)
    {
      header->work_factor = 0;
      return;
    }
  g_assert_cmpuint (header->work_factor, >=, 1);
  g_assert_cmpuint (header->work_factor, <=, CAM_AGE_MAX_WORK_FACTOR);
  g_assert_cmpuint (header->length, <=, size);
  g_assert_cmpuint (header->mac_length, <, header->length);
  g_assert_cmpint (memcmp (data + header->mac_length - 3, "--- ", 4), ==, 0);
}

/* Whether the whole file opens; never anything but all of it or nothing. */
static gboolean
opens (const guint8 *data,
       gsize         size)
{
  g_autofree char *path = g_strdup_printf ("%s/cam-fuzz-%d.age", g_get_tmp_dir (), (int) getpid ());
  g_autofree char *opened = g_strdup_printf ("%s.opened", path);
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  done = cam_age_decrypt_file (path, opened, PASSPHRASE, NULL, NULL, NULL, &error);
  g_assert_true (done == (error == NULL));
  g_assert_true (done == g_file_test (opened, G_FILE_TEST_EXISTS));
  g_assert_true (!done || cam_age_is_file (path));
  g_remove (opened);
  g_remove (path);
  return done;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  CamAgeHeader header;

  read_header (data, size, &header);
  if (header.work_factor <= MAX_FACTOR)
    opens (data, size);
  return 0;
}

/* A header for FILE_KEY and the payload of @length letters, made without chance: the inputs are the same
 * in every run. */
static GBytes *
make_seed (gsize length)
{
  static const guint8 file_key[] = { FILE_KEY };
  guint8 payload_nonce[CAM_AGE_SALT_BYTES] = { 1, 2, 3 };
  guint8 key[CAM_AGE_KEY_BYTES];
  g_autofree char *text = g_strnfill (CHUNK, 'E');
  g_autofree guint8 *sealed = g_malloc (CHUNK + CAM_AGE_TAG_BYTES);
  g_autoptr (CamAgeCipher) cipher = NULL;
  GByteArray *seed = g_byte_array_new ();
  gsize left = length;

  g_byte_array_append (seed, (const guint8 *) header_text, strlen (header_text));
  g_byte_array_append (seed, payload_nonce, sizeof payload_nonce);
  g_assert_true (cam_age_derive (file_key, sizeof file_key, payload_nonce, sizeof payload_nonce, "payload", key,
                                 NULL));
  cipher = cam_age_cipher_new (key, NULL);
  for (guint8 number = 0; number == 0 || left > 0; number++)
    {
      gsize n = MIN (left, CHUNK);
      guint8 nonce[CAM_AGE_NONCE_BYTES] = { [10] = number, [11] = n == left };

      g_assert_true (cam_age_cipher_seal (cipher, nonce, (const guint8 *) text, n, sealed, NULL));
      g_byte_array_append (seed, sealed, (guint) n + CAM_AGE_TAG_BYTES);
      left -= n;
    }
  return g_byte_array_free_to_bytes (seed);
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const gsize lengths[] = { 0, 1, 40, CHUNK, CHUNK + 1, 150000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      GBytes *seed = make_seed (lengths[i]);

      g_assert_true (opens (g_bytes_get_data (seed, NULL), g_bytes_get_size (seed)));
      g_ptr_array_add (seeds, seed);
    }
}
