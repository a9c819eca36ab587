/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-conflict.h"
#include "cam-duplicate-finder.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What the review page says, in the user's language. All return new strings. Main thread. */

/* What the record is called, "Unnamed" where it has no name. */
char *cam_conflict_words_title     (CamConflict      *conflict) G_GNUC_WARN_UNUSED_RESULT;
/* "Note · Area". */
char *cam_conflict_words_subject   (CamConflict      *conflict) G_GNUC_WARN_UNUSED_RESULT;
/* A value of the column as a person reads it; "Nothing" where there is none. */
char *cam_conflict_words_text      (const char       *column,
                                    const char       *text) G_GNUC_WARN_UNUSED_RESULT;
char *cam_conflict_words_value     (CamConflict      *conflict,
                                    CamConflictValue *value) G_GNUC_WARN_UNUSED_RESULT;
/* "Anna Example · Tue 12 January, 10:00"; "" where nothing is known. */
char *cam_conflict_words_whence    (CamConflictValue *value) G_GNUC_WARN_UNUSED_RESULT;
/* What settling it is called in the history. */
char *cam_conflict_words_label     (CamConflict      *conflict) G_GNUC_WARN_UNUSED_RESULT;
/* "Two partners with the same name". */
char *cam_conflict_words_likeness  (CamDuplicatePair *pair) G_GNUC_WARN_UNUSED_RESULT;

/* The position in @conflict of the value that stands at @place on the screen: the own one first. */
guint cam_conflict_words_at        (CamConflict      *conflict,
                                    guint             place);

/* The words of which the column holds one, NULL-ended, NULL where anything may be typed. */
char **cam_conflict_words_choices  (CamConflict      *conflict) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
