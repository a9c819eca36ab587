/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days and times of events as people write them. Pure computing, any thread. */

/* A day, and times of it in minutes; -1 for none. */
typedef struct
{
  guint32 day;     /* as cam_day_from_text(); 0 for none */
  int     start;
  int     end;
  gboolean at_night; /* "2:30" without anything that tells night from afternoon */
} CamEventMoment;

/* "3 March 2027", "Tue 03/03/2027", "3rd March 2027", each also with a time or two behind it. FALSE for anything else. */
gboolean  cam_event_text_parse_day   (const char     *text,
                                      CamEventMoment *moment);
/* "10:00", "10.30", "1000", "10am", "noon", or two of them with "to" or a dash between. Leaves the day. */
gboolean  cam_event_text_parse_time  (const char     *text,
                                      CamEventMoment *moment);
/* Sound, without line ends, and not longer than so many letters, with "…" behind what was cut. (transfer full) */
char     *cam_event_text_shorten     (const char     *text,
                                      guint           length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
