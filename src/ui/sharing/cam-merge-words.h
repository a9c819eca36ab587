/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge-report.h"

G_BEGIN_DECLS

/* What importing a copy that was handed over does, in the user's language. Main thread. */

/* "Changed on both sides": a group of records; and the icon that stands for it. Not owned. */
const char *cam_merge_words_for_kind      (CamMergeKind    kind);
const char *cam_merge_words_icon_for_kind (CamMergeKind    kind);
/* "12 new, 3 changed, 1 changed on both sides, 2 deleted, 1 person erased": what is none is not told. */
char       *cam_merge_words_dup_counts    (CamMergeReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* "2 things to settle"; @n is not 0. */
char       *cam_merge_words_dup_conflicts (guint           n) G_GNUC_WARN_UNUSED_RESULT;
/* What else is worth knowing, a sentence a line: what the copy does not hold, what waits, what became empty.
 * NULL where there is nothing. */
char       *cam_merge_words_dup_notes     (CamMergeReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* "Import Anna Example’s changes", or the name of the file where there are several hands in it. */
char       *cam_merge_words_dup_label     (CamMergeReport *report,
                                           const char     *name) G_GNUC_WARN_UNUSED_RESULT;
/* Why a copy was not taken, and what to do about it. */
char       *cam_merge_words_dup_refusal   (const GError   *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
