/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a merge brought, or would bring. Filled on the writer thread, then handed over and never changed. */

typedef enum
{
  CAM_MERGE_NEW,       /* a record that was not here */
  CAM_MERGE_CHANGED,   /* changed on their side only */
  CAM_MERGE_BOTH,      /* changed on both sides; what cannot be joined waits for review */
  CAM_MERGE_DELETED,   /* deleted on their side */
  CAM_MERGE_ERASED,    /* a person's data that somebody erased for good */
} CamMergeKind;
#define CAM_MERGE_N_KINDS (CAM_MERGE_ERASED + 1)

#define CAM_TYPE_MERGE_ITEM (cam_merge_item_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeItem, cam_merge_item, CAM, MERGE_ITEM, GObject)

/* Properties of the same names: table, uuid, title (text); kind (int); conflicts (uint). */
CamMergeKind  cam_merge_item_get_kind      (CamMergeItem *self);
const char   *cam_merge_item_get_table     (CamMergeItem *self);
const char   *cam_merge_item_get_uuid      (CamMergeItem *self);
/* What the record is called, as it is after the merge; "" where it has no name or is erased. */
const char   *cam_merge_item_get_title     (CamMergeItem *self);
/* The area that it is about: itself, or the one that its "area_uuid" names; NULL where there is none. */
const char   *cam_merge_item_get_area      (CamMergeItem *self);
/* Who changed it last on their side, and when (UTC, RFC 3339 with Z); NULL where that is not known. */
const char   *cam_merge_item_get_author    (CamMergeItem *self);
const char   *cam_merge_item_get_at        (CamMergeItem *self);
/* Names of the columns that change, NULL-ended; empty for a new or erased record. */
const char *const *cam_merge_item_get_columns (CamMergeItem *self);
/* How many of its columns wait for review. */
guint         cam_merge_item_get_conflicts (CamMergeItem *self);

#define CAM_TYPE_MERGE_REPORT (cam_merge_report_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeReport, cam_merge_report, CAM, MERGE_REPORT, GObject)

/* More items than these are only counted. */
#define CAM_MERGE_MAX_ITEMS 10000

/* Records of each kind. */
guint         cam_merge_report_count         (CamMergeReport *self,
                                              CamMergeKind    kind);
/* Cells that hold several different values, which somebody has to settle. */
guint         cam_merge_report_get_conflicts (CamMergeReport *self);
/* References to what is nowhere, which became empty. */
guint         cam_merge_report_get_dangling  (CamMergeReport *self);
/* Actions (history) that are new here. */
guint         cam_merge_report_get_actions   (CamMergeReport *self);
/* Whether there is anything at all to take, be it only history. */
gboolean      cam_merge_report_is_empty      (CamMergeReport *self);
/* Whether the file holds only part of the sender's: some areas, or nothing personal. */
gboolean      cam_merge_report_is_partial    (CamMergeReport *self);
/* What of it the copy says was left out: areas and what belongs to them, or the data of persons. */
gboolean      cam_merge_report_lacks_areas   (CamMergeReport *self);
gboolean      cam_merge_report_lacks_personal (CamMergeReport *self);
/* (transfer none) (element-type CamMergeItem): the first CAM_MERGE_MAX_ITEMS records. */
GListModel   *cam_merge_report_get_items     (CamMergeReport *self);

G_END_DECLS
