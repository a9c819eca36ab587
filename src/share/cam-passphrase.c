/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-passphrase.h"

#include "cam-age-crypto.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define MAX_BYTES 1024
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
fail_invalid (const char  *sentence,
              GError     **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
read_all (const char  *path,
          char        *bytes,
          gsize        size,
          gsize       *n_read,
          GError     **error)
{
  /* No look at what it is: a pipe from a password manager is as good as a file. */
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  ssize_t n = fd >= 0 ? 1 : -1;

  while (n > 0 && *n_read < size)
    {
      n = read (fd, bytes + *n_read, size - *n_read);
      if (n < 0 && errno == EINTR)
        n = 1;
      else if (n > 0)
        *n_read += (gsize) n;
    }
  if (n >= 0)
    return TRUE;
  g_set_error (error, CAM_ERROR, errno == ENOENT ? CAM_ERROR_NOT_FOUND : CAM_ERROR_FAILED,
               "The passphrase file cannot be read: %s.", g_strerror (errno));
  return FALSE;
}

/* Drops one end of line and the mark that some editors put in front; the rest is taken as it is. */
static gboolean
check_line (char    **line,
            gsize     length,
            GError  **error)
{
  char *text = *line;

  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      text += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }
  if (length == 0)
    return fail_invalid ("The passphrase file is empty.", error);
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return fail_invalid ("The passphrase file is not written in UTF-8.", error);
  if (strpbrk (text, "\r\n") != NULL)
    return fail_invalid ("The passphrase file has more than one line.", error);
  *line = text;
  return TRUE;
}

char *
cam_passphrase_read_file (const char  *path,
                          GError     **error)
{
  char bytes[MAX_BYTES + 1] = { 0 };
  char *line = bytes;
  char *passphrase = NULL;
  gsize length = 0;

  g_return_val_if_fail (path != NULL, NULL);

  if (!read_all (path, bytes, sizeof bytes, &length, error))
    ;
  else if (length > MAX_BYTES)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                         "The passphrase file is longer than 1,024 bytes.");
  else if (check_line (&line, length, error))
    passphrase = g_strdup (line);
  cam_age_forget (bytes, sizeof bytes);
  return passphrase;
}

void
cam_passphrase_free (char *passphrase)
{
  if (passphrase == NULL)
    return;
  cam_age_forget (passphrase, strlen (passphrase));
  g_free (passphrase);
}

/* How many characters say something new: not the one before again, nor the next to it ("aaa", "123"). */
static guint
count_telling (const char *passphrase,
               guint      *n_kinds)
{
  gunichar before = 0;
  gboolean has_letter = FALSE, has_digit = FALSE, has_other = FALSE;
  guint n = 0;

  for (const char *p = passphrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (c != before && c != before + 1 && c + 1 != before)
        n++;
      before = c;
      if (g_unichar_isalpha (c))
        has_letter = TRUE;
      else if (g_unichar_isdigit (c))
        has_digit = TRUE;
      else
        has_other = TRUE;
    }
  *n_kinds = (guint) has_letter + (guint) has_digit + (guint) has_other;
  return n;
}

CamPassphraseStrength
cam_passphrase_judge (const char *passphrase)
{
  guint n_kinds = 0;
  guint n_telling;

  g_return_val_if_fail (passphrase != NULL, CAM_PASSPHRASE_TOO_SHORT);

  if (g_utf8_strlen (passphrase, -1) < CAM_PASSPHRASE_MIN_CHARS)
    return CAM_PASSPHRASE_TOO_SHORT;
  n_telling = count_telling (passphrase, &n_kinds);
  if (n_telling < 6)
    return CAM_PASSPHRASE_WEAK;
  n_telling += 2 * n_kinds;
  if (n_telling >= 22)
    return CAM_PASSPHRASE_STRONG;
  return n_telling >= 15 ? CAM_PASSPHRASE_FAIR : CAM_PASSPHRASE_WEAK;
}
