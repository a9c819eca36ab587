/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

G_BEGIN_DECLS

/* What speaks against one date of an event: information, never a block. The rules are in docs/events.md. Main
 * thread; quick enough to be asked with each key, however many events there are. */

typedef enum
{
  CAM_CLASH_PERSON,    /* who leads it or has a part in it is elsewhere */
  CAM_CLASH_VENUE,     /* the venue, or the room in it, is taken */
  CAM_CLASH_VEHICLE,   /* the vehicle is elsewhere */
  CAM_CLASH_AUDIENCE,  /* something else for the same people in the same area */
  CAM_CLASH_CAPACITY,  /* more people have accepted than there are places */
  CAM_CLASH_TRAVEL,    /* somebody, or the vehicle, cannot be there in time */
  CAM_CLASH_HOLIDAY,
} CamClashKind;

typedef struct
{
  CamClashKind  kind;
  char         *other_uuid;    /* the other event (nullable) */
  char         *holiday_uuid;  /* (nullable) */
  char         *person_uuid;   /* whom it is about (nullable: a name only) */
  char         *vehicle_uuid;  /* the vehicle that it is about (nullable) */
  char         *sentence;      /* "Overlaps “Drop-in at March”, 10:00 to 12:00: Ada Lovelace is there." */
} CamClash;

/* The date as it stands on the screen, whether or not it was saved. Any text may be NULL. */
typedef struct
{
  const char        *event_uuid;    /* its own dates are no clash */
  CamWallTime        starts;
  CamWallTime        ends;          /* behind the last day of what lasts all day */
  gboolean           all_day;
  const char        *time_zone;
  const char        *venue_uuid;
  const char        *vehicle_uuid;
  const char        *room;
  const char        *lead;
  const char        *lead_uuid;
  const char *const *person_uuids;  /* NULL-ended; NULL for none */
  const char *const *area_uuids;    /* NULL-ended; NULL for none */
  const char        *audience;
  gint64             capacity;      /* CAM_INTEGER_NONE: that of the venue */
} CamClashDate;

/* Minutes between two bookings: fixed + per_km × kilometres of straight line. */
typedef struct
{
  double fixed;
  double per_km;
} CamDriveTime;

/* Fitted on the timetable of the county’s mobile libraries. A file may say otherwise: cam_travel_settings_load(). */
#define CAM_DRIVE_TIME_DEFAULT ((CamDriveTime) { 7.1, 1.64 })

void        cam_clash_free             (CamClash             *self);
/* (element-type CamClash) (transfer full): by kind, then by time; those that somebody set aside are left out. */
GPtrArray  *cam_clash_find             (CamStore             *store,
                                        const CamClashDate   *date,
                                        CamDriveTime          drive,
                                        const CamExpander    *expander,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* "person", "venue" … as in clash_silence. */
const char *cam_clash_kind_to_word     (CamClashKind          kind);
/* Kilometres of straight line between two points. */
double      cam_drive_time_get_km      (double                lat,
                                        double                lon,
                                        double                other_lat,
                                        double                other_lon);
/* Whole minutes, rounded up. */
guint       cam_drive_time_get_minutes (CamDriveTime          self,
                                        double                km);

G_END_DECLS
