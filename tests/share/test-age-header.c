/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readable beginning of an age file, line by line as the specification has it. */
#include "cam-age-header.h"

#include "cam-age-base64.h"
#include "share-files.h"

#include <string.h>

#define VERSION "age-encryption.org/v1\n"
#define SALT "rF0uNwblUHHTpgQgRpe5CQ"
#define BODY "gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY"
#define MAC "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M\n"
#define STANZA "-> scrypt " SALT " 10\n" BODY "\n"
#define OTHER "-> X25519 TEiF0ypqr0bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\n" BODY "\n"
#define LONG "-> ssh-rsa abcdef\n" LINE64 "\n" LINE64 "\nAAAA\n"
#define LINE64 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define GOOD (-1)

typedef struct
{
  const char *name;
  const char *text;
  int         code;   /* of the error, or GOOD */
} Case;

static const Case cases[] = {
  { "plain", VERSION STANZA MAC, GOOD },
  { "payload behind", VERSION STANZA MAC "---\n-> ", GOOD },
  { "largest factor", VERSION "-> scrypt " SALT " 22\n" BODY "\n" MAC, GOOD },

  { "nothing", "", CAM_ERROR_CORRUPT },
  { "version only", VERSION, CAM_ERROR_CORRUPT },
  { "version without an end", "age-encryption.org/v1", CAM_ERROR_CORRUPT },
  { "version with CR", "age-encryption.org/v1\r\n" STANZA MAC, CAM_ERROR_CORRUPT },
  { "version with a space", "age-encryption.org/v1 \n" STANZA MAC, CAM_ERROR_CORRUPT },
  { "version without a number", "age-encryption.org/\n" STANZA MAC, CAM_ERROR_CORRUPT },
  { "other version", "age-encryption.org/v2\nanything", CAM_ERROR_UNSUPPORTED },
  { "longer version", "age-encryption.org/v11\n" STANZA MAC, CAM_ERROR_UNSUPPORTED },
  { "space in front", " " VERSION STANZA MAC, CAM_ERROR_CORRUPT },
  { "in letters", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", CAM_ERROR_UNSUPPORTED },
  { "in letters after a line", "\r\n\n-----BEGIN AGE ENCRYPTED FILE-----\n", CAM_ERROR_UNSUPPORTED },
  { "another kind of letters", "-----BEGIN CERTIFICATE-----\n", CAM_ERROR_CORRUPT },

  { "no stanza", VERSION MAC, CAM_ERROR_CORRUPT },
  { "other key", VERSION OTHER MAC, CAM_ERROR_UNSUPPORTED },
  { "two other keys, one long", VERSION OTHER LONG MAC, CAM_ERROR_UNSUPPORTED },
  { "name in capitals", VERSION "-> SCRYPT " SALT " 10\n" BODY "\n" MAC, CAM_ERROR_UNSUPPORTED },
  { "passphrase and key", VERSION STANZA OTHER MAC, CAM_ERROR_CORRUPT },
  { "key and passphrase", VERSION OTHER STANZA MAC, CAM_ERROR_CORRUPT },
  { "two passphrases", VERSION STANZA STANZA MAC, CAM_ERROR_CORRUPT },
  { "empty stanza", VERSION "-> \n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "stanza without a space", VERSION "->scrypt " SALT " 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "two spaces", VERSION "-> scrypt  " SALT " 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "space behind", VERSION "-> scrypt " SALT " 10 \n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "tab", VERSION "-> scrypt\t" SALT " 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "letters beyond ASCII", VERSION "-> schl\xc3\xbcssel\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "stanza with CR", VERSION "-> scrypt " SALT " 10\r\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "no body", VERSION "-> X25519 abc\n" MAC, CAM_ERROR_CORRUPT },
  { "full line without a last", VERSION "-> X25519 abc\n" LINE64 "\n" MAC, CAM_ERROR_CORRUPT },
  { "line too long", VERSION "-> X25519 abc\n" LINE64 "AAAA\n\n" MAC, CAM_ERROR_CORRUPT },
  { "empty last line", VERSION "-> X25519 abc\n" LINE64 "\n\n" MAC, CAM_ERROR_UNSUPPORTED },
  { "padding in a body", VERSION "-> X25519 abc\nAA==\n" MAC, CAM_ERROR_CORRUPT },

  { "salt short", VERSION "-> scrypt rF0uNwblUHHTpgQgRpe5 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "salt long", VERSION "-> scrypt rF0uNwblUHHTpgQgRpe5CQaa 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "salt spelt otherwise", VERSION "-> scrypt rF0uNwblUHHTpgQgRpe5CR 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "salt padded", VERSION "-> scrypt " SALT "== 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "salt missing", VERSION "-> scrypt 10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor missing", VERSION "-> scrypt " SALT "\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "one more argument", VERSION "-> scrypt " SALT " 10 1\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "twenty arguments", VERSION "-> scrypt 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor zero", VERSION "-> scrypt " SALT " 0\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor with a zero", VERSION "-> scrypt " SALT " 010\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor with a sign", VERSION "-> scrypt " SALT " +10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor below zero", VERSION "-> scrypt " SALT " -10\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor in letters", VERSION "-> scrypt " SALT " 0xa\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor and more", VERSION "-> scrypt " SALT " 10a\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "factor too large", VERSION "-> scrypt " SALT " 23\n" BODY "\n" MAC, CAM_ERROR_TOO_BIG },
  { "factor beyond numbers", VERSION "-> scrypt " SALT " 18446744073709551626\n" BODY "\n" MAC, CAM_ERROR_TOO_BIG },
  { "body short", VERSION "-> scrypt " SALT " 10\ngUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aU\n" MAC, CAM_ERROR_CORRUPT },
  { "body long", VERSION "-> scrypt " SALT " 10\n" BODY "aa\n" MAC, CAM_ERROR_CORRUPT },
  { "body much longer", VERSION "-> scrypt " SALT " 10\n" LINE64 "\n" BODY "\n" MAC, CAM_ERROR_CORRUPT },
  { "body spelt otherwise", VERSION "-> scrypt " SALT " 10\ngUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUZ\n" MAC, CAM_ERROR_CORRUPT },
  { "body padded", VERSION "-> scrypt " SALT " 10\n" BODY "=\n" MAC, CAM_ERROR_CORRUPT },
  { "body empty", VERSION "-> scrypt " SALT " 10\n\n" MAC, CAM_ERROR_CORRUPT },

  { "no end", VERSION STANZA, CAM_ERROR_CORRUPT },
  { "end without a line end", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M", CAM_ERROR_CORRUPT },
  { "end without a MAC", VERSION STANZA "---\n", CAM_ERROR_CORRUPT },
  { "end with an empty MAC", VERSION STANZA "--- \n", CAM_ERROR_CORRUPT },
  { "end without a space", VERSION STANZA "---Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M\n", CAM_ERROR_CORRUPT },
  { "end with two spaces", VERSION STANZA "---  Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M\n", CAM_ERROR_CORRUPT },
  { "end with a space behind", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M \n", CAM_ERROR_CORRUPT },
  { "end with CR", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M\r\n", CAM_ERROR_CORRUPT },
  { "MAC short", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWI\n", CAM_ERROR_CORRUPT },
  { "MAC long", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1MM\n", CAM_ERROR_CORRUPT },
  { "MAC padded", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1M=\n", CAM_ERROR_CORRUPT },
  { "MAC spelt otherwise", VERSION STANZA "--- Fsg1pFRTkTpNPzWGhZcFPiQuKbN3ofZjbLXYbkWIR1N\n", CAM_ERROR_CORRUPT },
  { "line between", VERSION STANZA "\n" MAC, CAM_ERROR_CORRUPT },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Of its very size, so that the sanitizer sees one byte too far. */
      gsize length = strlen (cases[i].text);
      g_autofree guint8 *bytes = length > 0 ? g_memdup2 (cases[i].text, length) : g_malloc (1);
      g_autoptr (GError) error = NULL;
      CamAgeHeader header;
      gboolean good;

      g_test_message ("%s", cases[i].name);
      good = cam_age_header_parse (bytes, length, &header, &error);
      g_assert_true (good == (error == NULL));
      if (cases[i].code == GOOD)
        g_assert_no_error (error);
      else
        g_assert_error (error, CAM_ERROR, cases[i].code);
    }
}

static void
test_what_is_read (void)
{
  static const guint8 salt[] = { 0xac, 0x5d, 0x2e, 0x37, 0x06, 0xe5, 0x50, 0x71, 0xd3, 0xa6, 0x04, 0x20, 0x46, 0x97, 0xb9, 0x09 };
  const char *text = VERSION STANZA MAC "payload";
  CamAgeHeader header;
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_age_header_parse ((const guint8 *) text, strlen (text), &header, &error));
  g_assert_cmpmem (header.salt, sizeof header.salt, salt, sizeof salt);
  g_assert_cmpuint (header.work_factor, ==, 10);
  g_assert_cmpuint (header.body[0], ==, 0x81);
  g_assert_cmpuint (header.body[31], ==, 0x46);
  g_assert_cmpuint (header.mac[0], ==, 0x16);
  g_assert_cmpstr (text + header.length, ==, "payload");
  g_assert_cmpint (strncmp (text + header.mac_length - 4, "\n--- Fsg", 8), ==, 0);
}

/* A header that never ends is not read for ever. */
static void
test_endless (void)
{
  g_autoptr (GString) text = g_string_new (VERSION);
  g_autoptr (GError) error = NULL;
  CamAgeHeader header;

  while (text->len < CAM_AGE_MAX_HEADER)
    g_string_append (text, OTHER);
  g_string_append (text, MAC);
  g_assert_false (cam_age_header_parse ((const guint8 *) text->str, text->len, &header, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
}

static void
test_write (void)
{
  static const guint8 file_key[CAM_AGE_FILE_KEY_BYTES] = { 1, 2, 3 };
  guint8 key[CAM_AGE_FILE_KEY_BYTES];
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = cam_age_header_write ("dot — Ely", 3, file_key, &error);
  CamAgeHeader header;

  g_assert_no_error (error);
  g_assert_true (cam_age_header_parse ((const guint8 *) text->str, text->len, &header, &error));
  g_assert_cmpuint (header.length, ==, text->len);
  g_assert_cmpuint (header.work_factor, ==, 3);
  g_assert_true (cam_age_header_unlock (&header, (const guint8 *) text->str, "dot — Ely", key, &error));
  g_assert_cmpmem (key, sizeof key, file_key, sizeof file_key);

  /* Whoever knows nothing of the passphrase cannot change the header, not even what nobody reads. */
  header.mac[5] ^= 1;
  g_assert_false (cam_age_header_unlock (&header, (const guint8 *) text->str, "dot — Ely", key, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
}

static void
test_base64 (void)
{
  guint8 bytes[8];
  gsize n = 0;

  for (gsize length = 0; length <= 7; length++)
    {
      g_autoptr (GBytes) made = share_files_make (length);
      g_autoptr (GString) text = g_string_new (NULL);

      cam_age_base64_append (text, g_bytes_get_data (made, NULL), length);
      g_assert_null (strchr (text->str, '='));
      g_assert_true (cam_age_base64_decode (text->str, text->len, bytes, length, &n));
      g_assert_cmpmem (bytes, n, g_bytes_get_data (made, NULL), length);
      g_assert_true (length == 0 || !cam_age_base64_decode (text->str, text->len, bytes, length - 1, &n));
    }
  g_assert_false (cam_age_base64_decode ("A", 1, bytes, sizeof bytes, &n));
  g_assert_false (cam_age_base64_decode ("AB", 2, bytes, sizeof bytes, &n));
  g_assert_false (cam_age_base64_decode ("AA-_", 4, bytes, sizeof bytes, &n));
  g_assert_false (cam_age_base64_decode ("AA A", 4, bytes, sizeof bytes, &n));
}

/* Computed with Python's hashlib and hmac. */
static void
test_known_answers (void)
{
  static const guint8 salt[CAM_AGE_SALT_BYTES] = "0123456789abcde";
  guint8 key[CAM_AGE_KEY_BYTES];
  guint8 counted[CAM_AGE_KEY_BYTES];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_age_stretch ("Ely", salt, 10, key, &error));
  cam_age_base64_append (text, key, sizeof key);
  g_assert_cmpstr (text->str, ==, "MLkYYzmjnHdhuExx9r0VQly7LdcjkCN5KoZjAb0qcdo");

  g_assert_true (cam_age_derive ((const guint8 *) "secret", 6, (const guint8 *) "salt", 4, "payload", key, &error));
  g_string_truncate (text, 0);
  cam_age_base64_append (text, key, sizeof key);
  g_assert_cmpstr (text->str, ==, "FJPfCyWvDLGPhMqO6eyHmf0Yc9V3aJXBgPDAdBEfVCw");

  for (guint i = 0; i < sizeof counted; i++)
    counted[i] = (guint8) i;
  g_assert_true (cam_age_authenticate (counted, (const guint8 *) "header", 6, key, &error));
  g_string_truncate (text, 0);
  cam_age_base64_append (text, key, sizeof key);
  g_assert_cmpstr (text->str, ==, "s64yPbQhcaNry7v0MU6pYLTN0U8ihKn6Bp06DBuguvY");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/share/age-header/cases", test_cases);
  g_test_add_func ("/share/age-header/what-is-read", test_what_is_read);
  g_test_add_func ("/share/age-header/endless", test_endless);
  g_test_add_func ("/share/age-header/write", test_write);
  g_test_add_func ("/share/age-header/base64", test_base64);
  g_test_add_func ("/share/age-header/known-answers", test_known_answers);
  return g_test_run ();
}
