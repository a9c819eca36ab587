/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of a form for one column of a record, made from what the record type declares of it: an entry for text,
 * numbers and dates, one of several lines for what people write sentences into, a choice for words and references, a
 * switch for yes and no. What is typed is saved at once, as an action called @label; what does not fit is marked and not
 * saved. It follows the record. Main thread.
 * @where limits what a reference may be chosen from, an SQL fragment of the caller's own; NULL for all. */
GtkWidget *cam_field_row_new        (CamStore   *store,
                                     CamRecord  *record,
                                     const char *column,
                                     const char *label,
                                     const char *where) G_GNUC_WARN_UNUSED_RESULT;

/* Instead of saving, hands over what was typed or chosen (a date as YYYY-MM-DD, NULL for nothing), once it fits the
 * column: for what is more than one cell. The row goes back to what the record says when that is set. */
typedef void (*CamFieldFunc) (GtkWidget  *row,
                              const char *value,
                              gpointer    data);
void       cam_field_row_set_func   (GtkWidget    *row,
                                     CamFieldFunc  func,
                                     gpointer      data);

/* Saves as cam_field_row_new() does; a failure is told by the window of @widget. A save is never cancelled. */
void       cam_field_save           (GtkWidget  *widget,
                                     CamStore   *store,
                                     CamRecord  *record,
                                     const char *label);
/* What people type for a day, as the file has it: "12/3/2026", "12 March" or "yesterday" as "2026-03-12". Without a year it
 * is in that of @former (a day as the file has it; NULL for none), else the next such day, or with @is_past the last one.
 * What is not understood comes back as it is. (transfer full) */
char      *cam_field_dup_date       (const char *text,
                                     const char *former,
                                     gboolean    is_past) G_GNUC_WARN_UNUSED_RESULT;
/* A day of the file as it is shown in a form, and understood above: "Thu 12 March 2026". What is no day as it is.
 * (transfer full) */
char      *cam_field_dup_shown_date (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "1,234.5" or "23 %" as a number; NAN where it is none. "" is NAN with @empty set. */
double     cam_field_parse_number   (const char *text,
                                     gboolean   *empty);

G_END_DECLS
