/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age-header.h"

#include "cam-age-base64.h"

#include <string.h>

#define ANY_VERSION "age-encryption.org/"
#define VERSION_LINE "age-encryption.org/v1"
#define ARMOR_LINE "-----BEGIN AGE ENCRYPTED FILE-----"
#define STANZA_MARK "-> "
#define END_MARK "--- "
#define FULL_LINE 64
#define MAX_ARGUMENTS 16

/* What is still to be read. */
typedef struct
{
  const char *at;
  const char *end;
} Rest;

/* A piece of the header; not terminated. */
typedef struct
{
  const char *text;
  gsize       length;
} Piece;

static gboolean
fail_corrupt (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The encrypted copy is damaged.");
  return FALSE;
}

static gboolean
begins_with (Piece       piece,
             const char *text)
{
  gsize length = strlen (text);

  return piece.length >= length && memcmp (piece.text, text, length) == 0;
}

static gboolean
is_equal (Piece       piece,
          const char *text)
{
  return piece.length == strlen (text) && begins_with (piece, text);
}

/* The next line without its end; FALSE where the text stops before one. */
static gboolean
next_line (Rest  *rest,
           Piece *line)
{
  const char *end = memchr (rest->at, '\n', (gsize) (rest->end - rest->at));

  if (end == NULL)
    return FALSE;
  line->text = rest->at;
  line->length = (gsize) (end - rest->at);
  rest->at = end + 1;
  return TRUE;
}

static gboolean
is_visible (Piece piece)
{
  for (gsize i = 0; i < piece.length; i++)
    {
      if (piece.text[i] < 0x21 || piece.text[i] > 0x7e)
        return FALSE;
    }
  return piece.length > 0;
}

/* Splits at single spaces. Arguments beyond @size are checked, but only counted. */
static gboolean
split_arguments (Piece  line,
                 Piece *arguments,
                 guint  size,
                 guint *n_arguments)
{
  const char *at = line.text;
  const char *end = line.text + line.length;

  for (*n_arguments = 0; at <= end; *n_arguments += 1)
    {
      const char *space = memchr (at, ' ', (gsize) (end - at));
      Piece argument = { at, (gsize) ((space != NULL ? space : end) - at) };

      if (!is_visible (argument))
        return FALSE;
      if (*n_arguments < size)
        arguments[*n_arguments] = argument;
      at += argument.length + 1;
    }
  return TRUE;
}

/* Reads the lines of a stanza's body; @last is the one that is short and ends it. */
static gboolean
read_body (Rest  *rest,
           guint *n_full,
           Piece *last)
{
  guint8 bytes[FULL_LINE / 4 * 3];
  gsize n_bytes = 0;

  *n_full = 0;
  while (next_line (rest, last) && last->length <= FULL_LINE &&
         cam_age_base64_decode (last->text, last->length, bytes, sizeof bytes, &n_bytes))
    {
      if (last->length < FULL_LINE)
        return TRUE;
      *n_full += 1;
    }
  return FALSE;
}

static gboolean
read_exactly (Piece   piece,
              guint8 *out,
              gsize   size)
{
  gsize n = 0;

  return cam_age_base64_decode (piece.text, piece.length, out, size, &n) && n == size;
}

/* Digits with no zero in front. What is too long to be meant comes back as a large number. */
static gboolean
read_factor (Piece  piece,
             guint *factor)
{
  *factor = 0;
  if (piece.length == 0 || piece.text[0] == '0')
    return FALSE;
  for (gsize i = 0; i < piece.length; i++)
    {
      if (!g_ascii_isdigit (piece.text[i]))
        return FALSE;
      *factor = MIN (*factor * 10 + (guint) (piece.text[i] - '0'), 10000);
    }
  return TRUE;
}

static gboolean
read_scrypt (const Piece   *arguments,
             guint          n_arguments,
             guint          n_full,
             Piece          body,
             CamAgeHeader  *header,
             GError       **error)
{
  if (n_arguments != 3 || n_full != 0 ||
      !read_exactly (arguments[1], header->salt, sizeof header->salt) ||
      !read_factor (arguments[2], &header->work_factor) ||
      !read_exactly (body, header->body, sizeof header->body))
    return fail_corrupt (error);
  if (header->work_factor <= CAM_AGE_MAX_WORK_FACTOR)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                       "The copy is not opened: its passphrase was protected in a way that would take "
                       "more than 4 GB of memory.");
  return FALSE;
}

/* Reads one stanza, whose first line is @line; @is_scrypt says whether it is for a passphrase. */
static gboolean
read_stanza (Rest          *rest,
             Piece          line,
             CamAgeHeader  *header,
             gboolean      *is_scrypt,
             GError       **error)
{
  Piece arguments[MAX_ARGUMENTS];
  Piece body;
  guint n_arguments = 0;
  guint n_full = 0;

  line.text += strlen (STANZA_MARK);
  line.length -= strlen (STANZA_MARK);
  if (!split_arguments (line, arguments, MAX_ARGUMENTS, &n_arguments) ||
      !read_body (rest, &n_full, &body))
    return fail_corrupt (error);
  *is_scrypt = is_equal (arguments[0], "scrypt");
  return !*is_scrypt || read_scrypt (arguments, n_arguments, n_full, body, header, error);
}

static gboolean
read_stanzas (Rest          *rest,
              Piece         *line,
              CamAgeHeader  *header,
              GError       **error)
{
  guint n_stanzas = 0;
  guint n_scrypt = 0;

  while (next_line (rest, line) && begins_with (*line, STANZA_MARK))
    {
      gboolean is_scrypt = FALSE;

      if (!read_stanza (rest, *line, header, &is_scrypt, error))
        return FALSE;
      n_stanzas++;
      n_scrypt += is_scrypt ? 1 : 0;
    }
  /* Beside another way in, a passphrase would no longer say who made the file. */
  if (!begins_with (*line, END_MARK) || n_stanzas == 0 || (n_scrypt > 0 && n_stanzas > 1))
    return fail_corrupt (error);
  if (n_scrypt == 1)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                       "The copy is encrypted for somebody’s key; only copies that are protected by a "
                       "passphrase can be opened.");
  return FALSE;
}

static gboolean
read_version (Rest    *rest,
              GError **error)
{
  Piece whole = { rest->at, (gsize) (rest->end - rest->at) };
  Piece line;

  while (whole.length > 0 && g_ascii_isspace (whole.text[0]))
    {
      whole.text++;
      whole.length--;
    }
  if (begins_with (whole, ARMOR_LINE))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "The copy is encrypted in the form of letters; only the plain form of an age "
                           "file can be opened.");
      return FALSE;
    }
  if (!next_line (rest, &line))
    return fail_corrupt (error);
  if (is_equal (line, VERSION_LINE))
    return TRUE;
  if (!begins_with (line, ANY_VERSION) || !is_visible (line) || is_equal (line, ANY_VERSION))
    return fail_corrupt (error);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                       "The copy is encrypted in a newer way than this program knows.");
  return FALSE;
}

gboolean
cam_age_header_is_likely (const guint8 *bytes,
                          gsize         length)
{
  Piece whole = { (const char *) bytes, length };

  return begins_with (whole, ANY_VERSION) || begins_with (whole, ARMOR_LINE);
}

gboolean
cam_age_header_parse (const guint8  *bytes,
                      gsize          length,
                      CamAgeHeader  *header,
                      GError       **error)
{
  const char *start = (const char *) bytes;
  Rest rest = { start, start + MIN (length, CAM_AGE_MAX_HEADER) };
  Piece line = { NULL, 0 };
  Piece mac;

  g_return_val_if_fail (bytes != NULL && header != NULL, FALSE);

  memset (header, 0, sizeof *header);
  if (!read_version (&rest, error) || !read_stanzas (&rest, &line, header, error))
    return FALSE;
  mac.text = line.text + strlen (END_MARK);
  mac.length = line.length - strlen (END_MARK);
  if (!read_exactly (mac, header->mac, sizeof header->mac))
    return fail_corrupt (error);
  /* Over the mark, but not over the space behind it. */
  header->mac_length = (gsize) (mac.text - 1 - start);
  header->length = (gsize) (rest.at - start);
  return TRUE;
}

/* The MAC of the @length bytes up to and with the mark. */
static gboolean
compute_mac (const guint8   file_key[CAM_AGE_FILE_KEY_BYTES],
             const guint8  *bytes,
             gsize          length,
             guint8         mac[CAM_AGE_MAC_BYTES],
             GError       **error)
{
  guint8 key[CAM_AGE_KEY_BYTES];
  gboolean done = cam_age_derive (file_key, CAM_AGE_FILE_KEY_BYTES, NULL, 0, "header", key, error) &&
                  cam_age_authenticate (key, bytes, length, mac, error);

  cam_age_forget (key, sizeof key);
  return done;
}

/* The cipher that a passphrase gives, which seals nothing but the file key. */
static CamAgeCipher *
new_wrap_cipher (const char    *passphrase,
                 const guint8   salt[CAM_AGE_SALT_BYTES],
                 guint          work_factor,
                 GError       **error)
{
  guint8 key[CAM_AGE_KEY_BYTES];
  CamAgeCipher *cipher = NULL;

  if (cam_age_stretch (passphrase, salt, work_factor, key, error))
    cipher = cam_age_cipher_new (key, error);
  cam_age_forget (key, sizeof key);
  return cipher;
}

GString *
cam_age_header_write (const char    *passphrase,
                      guint          work_factor,
                      const guint8   file_key[CAM_AGE_FILE_KEY_BYTES],
                      GError       **error)
{
  static const guint8 nonce[CAM_AGE_NONCE_BYTES];
  guint8 salt[CAM_AGE_SALT_BYTES];
  guint8 body[CAM_AGE_FILE_KEY_BYTES + CAM_AGE_TAG_BYTES];
  guint8 mac[CAM_AGE_MAC_BYTES];
  g_autoptr (CamAgeCipher) cipher = NULL;
  g_autoptr (GString) header = g_string_new (VERSION_LINE "\n" STANZA_MARK "scrypt ");

  g_return_val_if_fail (work_factor > 0 && work_factor <= CAM_AGE_MAX_WORK_FACTOR, NULL);

  if (!cam_age_random (salt, sizeof salt, error))
    return NULL;
  cipher = new_wrap_cipher (passphrase, salt, work_factor, error);
  if (cipher == NULL ||
      !cam_age_cipher_seal (cipher, nonce, file_key, CAM_AGE_FILE_KEY_BYTES, body, error))
    return NULL;
  cam_age_base64_append (header, salt, sizeof salt);
  g_string_append_printf (header, " %u\n", work_factor);
  cam_age_base64_append (header, body, sizeof body);
  g_string_append (header, "\n---");
  if (!compute_mac (file_key, (const guint8 *) header->str, header->len, mac, error))
    return NULL;
  g_string_append_c (header, ' ');
  cam_age_base64_append (header, mac, sizeof mac);
  g_string_append_c (header, '\n');
  return g_steal_pointer (&header);
}

gboolean
cam_age_header_unlock (const CamAgeHeader  *header,
                       const guint8        *bytes,
                       const char          *passphrase,
                       guint8               file_key[CAM_AGE_FILE_KEY_BYTES],
                       GError             **error)
{
  static const guint8 nonce[CAM_AGE_NONCE_BYTES];
  guint8 mac[CAM_AGE_MAC_BYTES];
  g_autoptr (GError) local = NULL;
  g_autoptr (CamAgeCipher) cipher = new_wrap_cipher (passphrase, header->salt, header->work_factor, error);

  if (cipher == NULL)
    return FALSE;
  if (!cam_age_cipher_open (cipher, nonce, header->body, sizeof header->body, file_key, &local))
    {
      if (!g_error_matches (local, CAM_ERROR, CAM_ERROR_CORRUPT))
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                             "The passphrase does not open this copy.");
      return FALSE;
    }
  if (!compute_mac (file_key, bytes, header->mac_length, mac, error))
    return FALSE;
  return cam_age_is_equal (mac, header->mac, sizeof mac) || fail_corrupt (error);
}
