/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-events.h"

#include "cam-event.h"

static gboolean
check_day (const char  *option,
           const char  *text,
           guint32     *day,
           GError     **error)
{
  g_autofree char *shown = NULL;

  *day = cam_day_from_text (text);
  if (text == NULL || *day != 0)
    return TRUE;
  shown = g_utf8_make_valid (text, -1);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s needs a day such as 2027-02-28, not “%s”.", option, shown);
  return FALSE;
}

gboolean
cam_batch_take_range (CamBatch  *batch,
                      GError   **error)
{
  guint32 from = 0;
  guint32 until = 0;

  if (!check_day ("--from", batch->from, &from, error) || !check_day ("--until", batch->until, &until, error))
    return FALSE;
  if (from == 0 || until == 0 || from <= until)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--from is a later day than --until.");
  return FALSE;
}

gboolean
cam_batch_check_kind (const char  *kind,
                      GError     **error)
{
  g_autoptr (CamEvent) event = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *list = NULL;

  if (kind == NULL)
    return TRUE;
  event = cam_event_new ();
  words = g_strsplit (CAM_RECORD_GET_CLASS (event)->columns[CAM_EVENT_KIND].words, "|", -1);
  if (g_strv_contains ((const char *const *) words, kind))
    return TRUE;
  list = g_strjoinv (" ", words);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "The kind is one of: %s.", list);
  return FALSE;
}
