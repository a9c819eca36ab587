/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-reader.h"

G_BEGIN_DECLS

/* What the file's tables, columns and values are called on a screen, in the user's language: the one place where
 * that is said. Main thread. */

/* "area" as "Area"; a table that this version does not know comes back as it is. Not owned. */
const char *cam_words_for_kind          (const char       *table);
/* "area" as "Areas". */
const char *cam_words_for_kinds         (const char       *table);
/* "population" as "Population". @table may be NULL where only one table has such a column; a column that is not
 * known comes back as it is. Not owned. */
const char *cam_words_for_column        (const char       *table,
                                         const char       *column);
/* A word that a column of a plan holds, such as "weekly" of "frequency"; NULL where it holds none such. Not owned. */
const char *cam_words_find_plan_word    (const char       *column,
                                         const char       *text);
/* A value as CamHistoryEntry has it: words translated, thousands separated, long text cut on one line. */
char       *cam_words_dup_value         (const char       *column,
                                         const char       *text) G_GNUC_WARN_UNUSED_RESULT;

/* "Population: 1,200 → 1,350". */
char       *cam_words_dup_change        (CamHistoryEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
/* "Restore population of Ely": what restoring the old value of @entry is called as an action. */
char       *cam_words_dup_restore       (CamHistoryEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
/* "Rename area · Ely". */
char       *cam_words_dup_action        (CamHistoryAction *action) G_GNUC_WARN_UNUSED_RESULT;
/* "Anna Example · Tue 12 January, 10:00 · in another copy". */
char       *cam_words_dup_circumstances (CamHistoryAction *action) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
