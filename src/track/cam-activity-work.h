/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What a person does with an activity, each as one action that has a label and can be undone. Make a change, then
 * apply it once, which takes it. What is made or linked gets the same uuid wherever the same is done, so that two
 * copies that both did it agree when they are merged. Text is trimmed and copied. */
typedef struct _CamActivityChange CamActivityChange;

typedef enum
{
  CAM_ACTIVITY_LINK_AREA,
  CAM_ACTIVITY_LINK_PARTNER,    /* a supporting one; the one that leads is a column of the activity */
  CAM_ACTIVITY_LINK_CORPORATE,  /* a corporate priority that it serves */
  CAM_ACTIVITY_LINK_EVENT,      /* one that it has to do with; the one that it arose from is a column of the activity */
} CamActivityLink;

void               cam_activity_change_free           (CamActivityChange    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamActivityChange, cam_activity_change_free)

/* To @due_on (YYYY-MM-DD, or NULL for none). Writes what was promised before, and @reason, into its slips; the first
 * date of an activity, and that of a template, is no slip. */
CamActivityChange *cam_activity_change_new_move       (const char           *activity,
                                                       const char           *due_on,
                                                       const char           *reason) G_GNUC_WARN_UNUSED_RESULT;
/* A progress note by the author of the store. Empty text: CAM_ERROR_INVALID. */
CamActivityChange *cam_activity_change_new_note       (const char           *activity,
                                                       const char           *body) G_GNUC_WARN_UNUSED_RESULT;
/* To one of the words of the column. "done" sets the day (@day, YYYY-MM-DD) and, where the activity repeats, makes the
 * next one: planned, with all dates one period later than they were promised, its milestones undone, the same areas,
 * partners and corporate priorities. The other words take the day away and leave a next one that is there. */
CamActivityChange *cam_activity_change_new_status     (const char           *activity,
                                                       const char           *status,
                                                       const char           *day) G_GNUC_WARN_UNUSED_RESULT;
/* Makes an activity from the template @from (or from any activity), with its milestones, partners and corporate
 * priorities. @name NULL: the same name. Where @from has a day on which it starts, all other days keep their
 * distance from it; else @due_on, which may be NULL, is the only one. @areas, which may be NULL, come beside its own. */
CamActivityChange *cam_activity_change_new_make       (const char           *from,
                                                       const char           *name,
                                                       const char           *starts_on,
                                                       const char           *due_on,
                                                       const char *const    *areas) G_GNUC_WARN_UNUSED_RESULT;
/* Of what new_make() gave: files the new one under @priority. The outcome of @from comes along only where it is one of
 * that priority. */
void               cam_activity_change_set_priority   (CamActivityChange    *self,
                                                       const char           *priority);
/* Makes a template of @from: as above, without its owner, its areas and what was done. */
CamActivityChange *cam_activity_change_new_template   (const char           *from,
                                                       const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* Links @other, or takes every such link away. Linking twice is no change. */
CamActivityChange *cam_activity_change_new_link       (const char           *activity,
                                                       CamActivityLink       kind,
                                                       const char           *other,
                                                       gboolean              set) G_GNUC_WARN_UNUSED_RESULT;
/* The activity waits for @blocker, or where that is NULL for what @reason says. CAM_ERROR_INVALID where a circle
 * would close; the message is translated and names who waits for whom. */
CamActivityChange *cam_activity_change_new_block      (const char           *activity,
                                                       const char           *blocker,
                                                       const char           *reason) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the row @block of activity_block away, and any other one of the same two activities. */
CamActivityChange *cam_activity_change_new_unblock    (const char           *block) G_GNUC_WARN_UNUSED_RESULT;

/* Takes @self. CAM_ERROR_NOT_FOUND where the activity or what is linked is gone; _INVALID for what is no date, word or
 * text. Nothing is written then. */
void               cam_activity_change_apply_async    (CamActivityChange    *self,
                                                       CamStore             *store,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* @made, which may be NULL: the uuid of the activity, note, link or block that was made; NULL where none was. */
gboolean           cam_activity_change_apply_finish   (CamStore             *store,
                                                       GAsyncResult         *result,
                                                       char                **made,
                                                       GError              **error);
/* As above, blocking: for batch commands and tests. */
gboolean           cam_activity_change_apply          (CamActivityChange    *self,
                                                       CamStore             *store,
                                                       char                **made,
                                                       GError              **error);

/* The due date that was promised first, where it was moved since. (transfer full) (nullable) */
char              *cam_activity_dup_promised          (CamStore             *store,
                                                       const char           *activity,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
