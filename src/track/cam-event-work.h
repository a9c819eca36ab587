/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What a person does with an event, each as one action that has a label and can be undone. Make a change, then apply it
 * once, which takes it. What says the same of an event gets the same uuid wherever it is said (a link, one date of a
 * series), so that two copies that both did it agree when they are merged. Text is trimmed and copied. */
typedef struct _CamEventWork CamEventWork;

typedef enum
{
  CAM_EVENT_LINK_AREA,
  CAM_EVENT_LINK_PRIORITY,
  CAM_EVENT_LINK_PARTNER,
  CAM_EVENT_LINK_PERSON,    /* who has a part in it, a Community Champion at first */
} CamEventLink;

/* Which dates of an event that repeats a change is for. Of one that does not, all is the only one. */
typedef enum
{
  CAM_EVENT_SCOPE_ONE,
  CAM_EVENT_SCOPE_FOLLOWING,  /* this one and what follows: they become an event of their own */
  CAM_EVENT_SCOPE_ALL,
} CamEventScope;

void            cam_event_work_free         (CamEventWork       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventWork, cam_event_work_free)

/* A planned event. Times are written as in CamEvent. @areas may be NULL. From the event @from, which may be NULL, come
 * aim, description, audience, kind and format, its areas, priorities, partners, checklist and risks, with nothing done;
 * dates in them keep their distance to its start, where it has one. */
CamEventWork *cam_event_work_new_add      (const char           *name,
                                               const char           *starts_at,
                                               const char           *ends_at,
                                               gboolean              all_day,
                                               const char *const    *areas,
                                               const char           *from) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a template of @from with what new_add() takes from one, without dates, areas and people. */
CamEventWork *cam_event_work_new_template (const char           *from) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the lines of the checklist of @from, a template or any event, to those of @event, with nothing done; days that they
 * name keep their distance to its start. CAM_ERROR_INVALID where @from has none. */
CamEventWork *cam_event_work_new_checklist (const char          *event,
                                               const char           *from) G_GNUC_WARN_UNUSED_RESULT;
/* To another time. @original_at is the date by the rule that was taken hold of; NULL for the first one and for an event
 * that does not repeat. All dates move as far as that one does: CAM_ERROR_INVALID with a sentence for people where the
 * rule names days that this cannot be said of. */
CamEventWork *cam_event_work_new_move     (const char           *event,
                                               const char           *original_at,
                                               CamEventScope         scope,
                                               const char           *starts_at,
                                               const char           *ends_at,
                                               gboolean              all_day) G_GNUC_WARN_UNUSED_RESULT;
/* Repeats by @rule from @original_at on (NULL: from the first date), or no more where @rule is NULL. What was said of
 * single dates that are none any more is taken away. CAM_ERROR_INVALID where it is no rule. */
CamEventWork *cam_event_work_new_repeat   (const char           *event,
                                               const char           *original_at,
                                               const char           *rule) G_GNUC_WARN_UNUSED_RESULT;
/* Says how one date of a series stands: "cancelled", "held" …; NULL: as the event. Of an event that does not repeat it
 * is the status of the event, and NULL is "planned". */
CamEventWork *cam_event_work_new_status   (const char           *event,
                                               const char           *original_at,
                                               const char           *status) G_GNUC_WARN_UNUSED_RESULT;
/* Puts one date of a series at another venue, or at a new one called @name; where the event is where both are NULL. */
CamEventWork *cam_event_work_new_date_venue (const char         *event,
                                               const char           *original_at,
                                               const char           *venue,
                                               const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* Says something about one date of a series; NULL takes it away. */
CamEventWork *cam_event_work_new_date_note (const char          *event,
                                               const char           *original_at,
                                               const char           *note) G_GNUC_WARN_UNUSED_RESULT;
/* Links @other, or takes every such link away. Linking twice is no change. */
CamEventWork *cam_event_work_new_link     (const char           *event,
                                               CamEventLink          kind,
                                               const char           *other,
                                               gboolean              set) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a priority, partner or person called @name (no area), and links it. */
CamEventWork *cam_event_work_new_link_named (const char         *event,
                                               CamEventLink          kind,
                                               const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* Is at @venue, or at a new one called @name; nowhere where both are NULL. */
CamEventWork *cam_event_work_new_venue    (const char           *event,
                                               const char           *venue,
                                               const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* @vehicle goes there, or a new one called @name; none where both are NULL. */
CamEventWork *cam_event_work_new_vehicle  (const char           *event,
                                               const char           *vehicle,
                                               const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* So many of a group came on @day; CAM_INTEGER_NONE takes the count of that group away. */
CamEventWork *cam_event_work_new_count    (const char           *event,
                                               const char           *day,
                                               const char           *group,
                                               gint64                count) G_GNUC_WARN_UNUSED_RESULT;
/* Makes an activity of the row @feedback of event_feedback, called @name (NULL: what was said), that knows the event it
 * arose from, has its areas and serves @priority, which may be NULL. CAM_ERROR_INVALID where there is one already. */
CamEventWork *cam_event_work_new_activity (const char           *feedback,
                                               const char           *name,
                                               const char           *priority) G_GNUC_WARN_UNUSED_RESULT;

/* Takes @self. CAM_ERROR_NOT_FOUND where the event or what is linked is gone; _INVALID for what is no time, word, rule
 * or text. Nothing is written then. */
void            cam_event_work_apply_async  (CamEventWork       *self,
                                               CamStore             *store,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* @made, which may be NULL: the uuid of the event, activity or link that was made, or of the event that "this and
 * following" became; NULL where none was. */
gboolean        cam_event_work_apply_finish (CamStore             *store,
                                               GAsyncResult         *result,
                                               char                **made,
                                               GError              **error);
/* As above, blocking: for batch commands and tests. */
gboolean        cam_event_work_apply        (CamEventWork       *self,
                                               CamStore             *store,
                                               char                **made,
                                               GError              **error);

G_END_DECLS
