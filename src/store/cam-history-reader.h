/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history.h"

G_BEGIN_DECLS

/* Which part of the history; everything that is NULL does not matter. Borrowed, and copied by whoever keeps
 * it. */
typedef struct
{
  const char        *author;  /* as written; "" for actions without a name */
  const char        *except;  /* without what somebody with this name did; what they merged stays */
  const char *const *tables;  /* NULL-ended names: the kinds of records */
  const char        *area;    /* uuid: the area, what lies in it, and what is about either */
  const char        *table;   /* with @uuid: one record */
  const char        *uuid;
  const char        *from;    /* UTC, RFC 3339 with Z: not before */
  const char        *to;      /* and before this */
  const char        *text;    /* what a person typed: in the label, the author, a record's name or a value */
} CamHistoryFilter;

CamHistoryFilter *cam_history_filter_copy       (const CamHistoryFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void              cam_history_filter_free       (CamHistoryFilter       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamHistoryFilter, cam_history_filter_free)

/* One action with its changes, or a merge that was done in this file. Made by a reader. */
#define CAM_TYPE_HISTORY_ACTION (cam_history_action_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryAction, cam_history_action, CAM, HISTORY_ACTION, GObject)

/* More changes of one action than these are not counted. */
#define CAM_HISTORY_MAX_COUNT 1000

const char    *cam_history_action_get_label     (CamHistoryAction *self);
const char    *cam_history_action_get_author    (CamHistoryAction *self);
const char    *cam_history_action_get_at        (CamHistoryAction *self);
CamHistoryKind cam_history_action_get_kind      (CamHistoryAction *self);
/* The same for the same action in whatever reader, and for no other one of the file. */
const char    *cam_history_action_get_key       (CamHistoryAction *self);
/* As cam_history_entry_get_copy_name() and cam_history_entry_is_here(). */
const char    *cam_history_action_get_copy_name (CamHistoryAction *self);
gboolean       cam_history_action_is_here       (CamHistoryAction *self);
/* (transfer none) (element-type CamHistoryEntry): the changes that the filter lets through, as far as they
 * were read: a few at first. */
GListModel    *cam_history_action_get_changes   (CamHistoryAction *self);
/* How many those are in all; of an action with more than CAM_HISTORY_MAX_COUNT, or where a filter had to stop
 * looking, *@at_least is TRUE. */
guint          cam_history_action_count         (CamHistoryAction *self,
                                                 gboolean         *at_least);
/* Whether cam_history_action_read_more() may find more. */
gboolean       cam_history_action_has_more      (CamHistoryAction *self);
/* Reads some more changes into the list; quick, so that it may find none and still leave some. */
gboolean       cam_history_action_read_more     (CamHistoryAction *self,
                                                 GError          **error);

/* Reads the history newest first, in steps that are short whatever the file holds: an action of a million
 * changes, a filter that nothing fits. It tells what was there when it was made, more or less: make a new one
 * when the store has changed. Main thread. */
#define CAM_TYPE_HISTORY_READER (cam_history_reader_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryReader, cam_history_reader, CAM, HISTORY_READER, GObject)

/* @filter may be NULL. CAM_ERROR_INVALID where it names a table that the file does not have, or an instant
 * that is none. */
CamHistoryReader *cam_history_reader_new       (CamStore                *store,
                                                const CamHistoryFilter  *filter,
                                                GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next actions, at most @limit; fewer, or none, where looking for them would take longer than a frame:
 * call it again until it says *@at_end. (transfer full) (element-type CamHistoryAction) */
GPtrArray        *cam_history_reader_next      (CamHistoryReader  *self,
                                                guint              limit,
                                                gboolean          *at_end,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* One record that was changed. Immutable. */
#define CAM_TYPE_HISTORY_RECORD (cam_history_record_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryRecord, cam_history_record, CAM, HISTORY_RECORD, GObject)

const char    *cam_history_record_get_table     (CamHistoryRecord *self);
const char    *cam_history_record_get_uuid      (CamHistoryRecord *self);
/* What it is called now; "" where it has no name. */
const char    *cam_history_record_get_title     (CamHistoryRecord *self);
guint          cam_history_record_count         (CamHistoryRecord *self);
/* Who changed it last, and when. */
const char    *cam_history_record_get_author    (CamHistoryRecord *self);
const char    *cam_history_record_get_at        (CamHistoryRecord *self);
/* Whether it came, or went, among those changes. */
gboolean       cam_history_record_is_new        (CamHistoryRecord *self);
gboolean       cam_history_record_is_deleted    (CamHistoryRecord *self);

/* What was changed since the instant filter->from: each record once, by kind, the newest change first. Stops
 * at @limit records, or after looking at some ten thousand changes; then *@is_cut is TRUE and the oldest are
 * missing. (transfer full) list of CamHistoryRecord */
GListModel       *cam_history_list_changed     (CamStore                *store,
                                                const CamHistoryFilter  *filter,
                                                guint                    limit,
                                                gboolean                *is_cut,
                                                GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
