/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age-base64.h"

#include <string.h>

/* -1 where @character is none of the alphabet. */
static int
get_value (char character)
{
  if (character >= 'A' && character <= 'Z')
    return character - 'A';
  if (character >= 'a' && character <= 'z')
    return character - 'a' + 26;
  if (character >= '0' && character <= '9')
    return character - '0' + 52;
  return character == '+' ? 62 : character == '/' ? 63 : -1;
}

gboolean
cam_age_base64_decode (const char *text,
                       gsize       length,
                       guint8     *out,
                       gsize       size,
                       gsize      *n_written)
{
  guint32 bits = 0;
  guint n_bits = 0;

  *n_written = 0;
  if (length % 4 == 1)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int value = get_value (text[i]);

      if (value < 0)
        return FALSE;
      bits = (bits << 6) | (guint32) value;
      n_bits += 6;
      if (n_bits < 8)
        continue;
      n_bits -= 8;
      if (*n_written == size)
        return FALSE;
      out[*n_written] = (guint8) (bits >> n_bits);
      *n_written += 1;
      bits &= (1u << n_bits) - 1;
    }
  /* What is left over carries nothing and has to be zero. */
  return bits == 0;
}

void
cam_age_base64_append (GString      *out,
                       const guint8 *bytes,
                       gsize         length)
{
  g_autofree char *text = g_base64_encode (bytes, length);

  g_string_append_len (out, text, (gssize) strcspn (text, "="));
}
