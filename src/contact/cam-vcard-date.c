/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include <string.h>

/* The pairs of forms, "d" for a digit. What one says in the one it says in the other. */
static const char *const dates[][2] = {
  { "dddddddd", "dddd-dd-dd" },
  { "--dddd", "--dd-dd" },
};
static const char *const times[][2] = {
  { "dddddd", "dd:dd:dd" },
  { "dddd", "dd:dd" },
};
static const char *const zones[][2] = {
  { "+dddd", "+dd:dd" },
  { "-dddd", "-dd:dd" },
};

static gboolean
fits (const char *text,
      gsize       length,
      const char *form)
{
  if (strlen (form) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : form[i] != text[i])
      return FALSE;
  return TRUE;
}

/* Appends the text in the other form; as it is where it fits none of them. FALSE then. */
static gboolean
append_other (GString           *out,
              const char        *text,
              gsize              length,
              const char *const  forms[][2],
              guint              n_forms,
              guint              to)
{
  for (guint i = 0; i < n_forms; i++)
    {
      const char *form = forms[i][to];

      if (!fits (text, length, forms[i][1 - to]))
        continue;
      for (const char *at = text; *form != '\0'; form++)
        {
          if (*form == 'd')
            {
              while (!g_ascii_isdigit (*at))
                at++;
              g_string_append_c (out, *at++);
            }
          else
            g_string_append_c (out, *form);
        }
      return TRUE;
    }
  g_string_append_len (out, text, (gssize) length);
  return FALSE;
}

/* Where the time zone begins in a time. */
static gsize
find_zone (const char *time,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (time[i] == '+' || time[i] == '-' || time[i] == 'Z')
      return i;
  return length;
}

static char *
convert (const char *text,
         guint       to)
{
  GString *out = g_string_new (NULL);
  const char *time = strchr (text, 'T');
  gsize length = time != NULL ? (gsize) (time - text) : strlen (text);
  gboolean done = append_other (out, text, length, dates, G_N_ELEMENTS (dates), to);

  if (time != NULL && done)
    {
      gsize left = strlen (time + 1);
      gsize size = find_zone (time + 1, left);

      g_string_append_c (out, 'T');
      done = append_other (out, time + 1, size, times, G_N_ELEMENTS (times), to);
      if (!append_other (out, time + 1 + size, left - size, zones, G_N_ELEMENTS (zones), to))
        done = done && (left == size || strcmp (time + 1 + size, "Z") == 0);
    }
  /* Half of it in another form would be in none. */
  if (!done)
    g_string_assign (out, text);
  return g_string_free_and_steal (out);
}

char *
cam_vcard_date_to_extended (const char *text)
{
  return convert (text, 1);
}

char *
cam_vcard_date_to_basic (const char *text)
{
  return convert (text, 0);
}
