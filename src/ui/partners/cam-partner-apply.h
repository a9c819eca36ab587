/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-work.h"
#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What the forms of partners share. Main thread. */

/* Comes with the uuid of what was made, which may be NULL, while @widget is still shown. */
typedef void (*CamPartnerApplied) (GtkWidget  *widget,
                                   const char *made);

/* Applies @work, which it takes. A refusal is told at @widget; @done, which may be NULL, is said once it worked, with a
 * button for undo; then comes @applied, which may be NULL. */
void       cam_partner_apply    (GtkWidget           *widget,
                                 CamStore            *store,
                                 CamPartnerWork      *work,
                                 const char          *done,
                                 CamPartnerApplied    applied);
/* Says @text over the form or the window that @widget is in, with a button that takes the last action back. */
void       cam_partner_say_done (GtkWidget           *widget,
                                 CamStore            *store,
                                 const char          *text);
/* Opens the form of a row: of a partner, a person, an event, what was talked about. @widget is in a window of ours. */
void       cam_partner_open     (GtkWidget           *widget,
                                 const char          *table,
                                 const char          *uuid);
/* A page of its own for @group, which is about @record, and in @rows the row that leads to it and says what is in it. @view
 * is the one of the form. The row (transfer none). */
GtkWidget *cam_partner_add_page (AdwNavigationView   *view,
                                 AdwPreferencesGroup *rows,
                                 const char          *title,
                                 CamPlanGroup        *group,
                                 CamStore            *store,
                                 CamRecord           *record);
/* "since 1 March 2024 until 3 May 2025"; NULL without days, which are as in the file. (transfer full) */
char      *cam_partner_dup_span (const char          *starts,
                                 const char          *ends) G_GNUC_WARN_UNUSED_RESULT;
/* "3 March 2027" of a day as in the file; NULL where it is none. (transfer full) */
char      *cam_partner_dup_day  (const char          *day) G_GNUC_WARN_UNUSED_RESULT;
/* Today as in the file. (transfer full) */
char      *cam_partner_dup_today (void) G_GNUC_WARN_UNUSED_RESULT;
/* What tells two partners, people or areas of one name apart. (transfer full) (nullable) */
char      *cam_partner_describe (CamRecord           *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
