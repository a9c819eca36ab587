/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge-report.h"

G_BEGIN_DECLS

/* How a merge fills its report. */
typedef struct
{
  CamMergeKind  kind;
  const char   *table;
  const char   *uuid;
  const char   *title;
  const char   *area;      /* may be NULL */
  const char   *author;    /* may be NULL */
  const char   *at;        /* may be NULL */
  const char  **columns;   /* NULL-ended, or NULL */
  guint         conflicts;
} CamMergeItemData;

CamMergeReport *cam_merge_report_new           (void) G_GNUC_WARN_UNUSED_RESULT;
/* Counts the record, and keeps it among the items where there is room. */
void            cam_merge_report_add           (CamMergeReport         *self,
                                                const CamMergeItemData *data);
/* Whether another item would be kept, so that its words are worth finding out. */
gboolean        cam_merge_report_has_room      (CamMergeReport         *self);
void            cam_merge_report_add_dangling  (CamMergeReport         *self,
                                                guint                   n);
void            cam_merge_report_add_actions   (CamMergeReport         *self,
                                                guint                   n);
void            cam_merge_report_set_partial   (CamMergeReport         *self);
/* The same, with what the copy says is missing. */
void            cam_merge_report_set_lacking   (CamMergeReport         *self,
                                                gboolean                areas,
                                                gboolean                personal);
/* That there is something to take which no count shows. */
void            cam_merge_report_set_something (CamMergeReport         *self);

G_END_DECLS
