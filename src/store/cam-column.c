/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-record.h"

#include <stdlib.h>
#include <string.h>

static gboolean
is_date (const char *text)
{
  GDate date;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  g_date_clear (&date, 1);
  return g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                           (GDateYear) atoi (text));
}

static gboolean
has_word (const char *words,
          const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char *const *) list, word);
}

gboolean
cam_column_accepts_text (const CamColumn *self,
                         const char      *text)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->type == CAM_COLUMN_TEXT || self->type == CAM_COLUMN_DATE, FALSE);

  if (text == NULL)
    return self->words == NULL || !(self->flags & CAM_COLUMN_REQUIRED);
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (self->words != NULL)
    return has_word (self->words, text);
  return self->type != CAM_COLUMN_DATE || is_date (text);
}
