/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A record that somebody should look at, and why: of the breaks of the chain, of what somebody owes, of a step of a
 * chain. It does not change; the sentence is made when it is asked
 * for, since a list shows few of many. Main thread. */
typedef enum
{
  CAM_TRACK_NO_OUTCOME,       /* an activity */
  CAM_TRACK_NO_MEASURE,       /* an outcome */
  CAM_TRACK_NO_READING,       /* a measure */
  CAM_TRACK_OVERDUE,          /* an activity */
  CAM_TRACK_SILENT,           /* an activity that was started, and nothing was said for a month */
  CAM_TRACK_CIRCLE,           /* an activity that waits for itself in the end */
  CAM_TRACK_DUE,              /* an activity, within a week */
  CAM_TRACK_SLIPPED,          /* an activity whose due date was moved to a later one */
  CAM_TRACK_READING_DUE,      /* a measure, within a week */
  CAM_TRACK_READING_OVERDUE,  /* a measure */
  CAM_TRACK_STEP,             /* nothing is wrong with it: see CamChain */
} CamTrackKind;

#define CAM_TYPE_TRACK_ITEM (cam_track_item_get_type ())
G_DECLARE_FINAL_TYPE (CamTrackItem, cam_track_item, CAM, TRACK_ITEM, GObject)

/* Properties, read-only: table, uuid, title, owner, sentence. Takes @sentence; NULL: what the kind says of
 * @day on the day @today, "" for a step. */
CamTrackItem *cam_track_item_new          (CamTrackKind   kind,
                                           const char    *table,
                                           const char    *uuid,
                                           const char    *title,
                                           const char    *owner,
                                           guint32        day,
                                           guint32        today,
                                           char          *sentence) G_GNUC_WARN_UNUSED_RESULT;

CamTrackKind  cam_track_item_get_kind     (CamTrackItem  *self);
const char   *cam_track_item_get_table    (CamTrackItem  *self);
const char   *cam_track_item_get_uuid     (CamTrackItem  *self);
const char   *cam_track_item_get_title    (CamTrackItem  *self);
/* (nullable) */
const char   *cam_track_item_get_owner    (CamTrackItem  *self);
/* The day that it is about, for sorting; 0 for none. */
guint32       cam_track_item_get_day      (CamTrackItem  *self);
/* One sentence: "Due on 3 March, 24 days ago."; "" for a step. */
const char   *cam_track_item_get_sentence (CamTrackItem  *self);

/* An owner as it is compared: small letters, without accents, single spaces. */
char         *cam_track_fold_owner        (const char    *name) G_GNUC_WARN_UNUSED_RESULT;
/* "Due on 3 March, 24 days ago.", "Due today.", "Due on 3 March, in 5 days." (transfer full) */
char         *cam_track_describe_due      (guint32        due,
                                           guint32        today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
