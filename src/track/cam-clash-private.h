/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-clash.h"

G_BEGIN_DECLS

/* What one search knows of the file. */
typedef struct
{
  CamStore           *store;
  const CamClashDate *date;
  CamDriveTime        drive;
  GPtrArray          *clashes;   /* CamClash, borrowed */
  CamTimeZone        *home;
  GPtrArray          *persons;   /* uuids of the date's people, borrowed from it */
  GHashTable         *people;    /* uuid of an event → GPtrArray of uuids of the date's people who have a part in it */
  GHashTable         *near;      /* uuid of an event → uuid of its area that holds one of the date's, or lies in it */
  GHashTable         *moved_here; /* uuids of events of which a single date is at the venue */
  GHashTable         *audiences; /* an audience → whether it is the date's */
  GHashTable         *silenced;  /* "kind uuid" */
} CamClashFinder;

void     cam_clash_finder_init          (CamClashFinder  *self);
void     cam_clash_finder_clear         (CamClashFinder  *self);
/* Events that share people, an area or a changed venue with the date, found by indexes; what was set aside. */
gboolean cam_clash_finder_load          (CamClashFinder  *self,
                                         GError         **error);
gboolean cam_clash_finder_load_holidays (CamClashFinder  *self,
                                         GError         **error);
/* Of a record of @table; NULL where there is none. */
char    *cam_clash_finder_dup_name      (CamClashFinder  *self,
                                         const char      *table,
                                         const char      *uuid) G_GNUC_WARN_UNUSED_RESULT;
gboolean cam_clash_finder_get_place     (CamClashFinder  *self,
                                         const char      *venue,
                                         double          *lat,
                                         double          *lon);
/* How many people said that they come. */
gboolean cam_clash_finder_count_coming  (CamClashFinder  *self,
                                         gint64          *n,
                                         GError         **error);
/* Of the venue; left alone where it is not known. */
gboolean cam_clash_finder_get_capacity  (CamClashFinder  *self,
                                         gint64          *n,
                                         GError         **error);
/* In cam-clash.c. */
void     cam_clash_finder_add_holiday   (CamClashFinder  *self,
                                         const char      *uuid,
                                         const char      *name,
                                         gboolean         school,
                                         guint32          first,
                                         guint32          last);

G_END_DECLS
