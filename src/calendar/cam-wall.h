/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a clock on the wall shows: seconds since 1970-01-01T00:00 as if every day had 24 hours. It says nothing
 * about a time zone; two of one zone may be subtracted to see how far apart they are on the clock. Any thread. */
typedef gint64 CamWall;

/* Before and after what is kept: the years 1900 to 2199. */
#define CAM_WALL_MIN (G_GINT64_CONSTANT (-2208988800))
#define CAM_WALL_MAX (G_GINT64_CONSTANT (7258118399))
#define CAM_WALL_DAY (G_GINT64_CONSTANT (86400))
/* No time. */
#define CAM_WALL_NONE G_MININT64

/* Days since 1970-01-01; any year of the Gregorian calendar from 1 to 9999, the parts must exist. */
gint32   cam_wall_day_from_parts (int          year,
                                  guint        month,
                                  guint        day);
void     cam_wall_day_to_parts   (gint32       day,
                                  int         *year,
                                  guint       *month,
                                  guint       *day_of_month);
guint    cam_wall_days_in_month  (int          year,
                                  guint        month);
/* The day of a time, and its weekday from Monday (0) to Sunday (6). */
gint32   cam_wall_get_day        (CamWall      wall);
guint    cam_wall_day_get_weekday (gint32      day);

/* "YYYY-MM-DDTHH:MM", with seconds, or "YYYY-MM-DD"; CAM_WALL_NONE for NULL, for everything else and outside the years
 * that are kept. */
CamWall  cam_wall_from_text      (const char  *text);
/* "YYYY-MM-DDTHH:MM", or "YYYY-MM-DD" where @all_day; with seconds only where there are some. NULL for none.
 * (transfer full) (nullable) */
char    *cam_wall_to_text        (CamWall      wall,
                                  gboolean     all_day) G_GNUC_WARN_UNUSED_RESULT;
/* As in calendar files: "YYYYMMDDTHHMMSS" or "YYYYMMDD", a "Z" behind it told in *@utc, a date in *@is_date. */
CamWall  cam_wall_from_ical      (const char  *text,
                                  gboolean    *is_date,
                                  gboolean    *utc);
/* (transfer full) */
char    *cam_wall_to_ical        (CamWall      wall,
                                  gboolean     all_day,
                                  gboolean     utc) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
