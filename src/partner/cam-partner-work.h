/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What somebody does with partners that touches more than one row, each as one action that has a label and can be undone.
 * Fields of one record are saved with cam_store_save_async() instead. Make a change, then apply it once, which takes it.
 * A link that says the same gets the same uuid wherever it is said, so that two copies that both did it agree when they
 * are merged. Text is trimmed and copied; days are "YYYY-MM-DD" or NULL. */
typedef struct _CamPartnerWork CamPartnerWork;

typedef enum
{
  CAM_PARTNER_LINK_ORGANISATION_AREA,
  CAM_PARTNER_LINK_ORGANISATION_PRIORITY,
  CAM_PARTNER_LINK_PERSON_AREA,
} CamPartnerLink;

void            cam_partner_work_free              (CamPartnerWork       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPartnerWork, cam_partner_work_free)

/* An organisation called @name. @sector and @kind may be NULL. Makes its uuid. */
CamPartnerWork *cam_partner_work_new_organisation  (const char           *name,
                                                    const char           *sector,
                                                    const char           *kind) G_GNUC_WARN_UNUSED_RESULT;

/* What is known of somebody who is added; all but the name may be NULL. */
typedef struct
{
  const char *name;
  const char *organisation;       /* uuid */
  const char *organisation_name;  /* of a new one, where @organisation is NULL */
  const char *job_title;
  const char *since;
  const char *team_role;          /* a word of CamPerson */
  const char *phone;
  const char *email;
  const char *note;
  const char *lawful_basis;
  const char *source;             /* where it is from: "Met at the open day" */
  const char *collected_on;
  const char *event;              /* uuid of one at which they were met: they have a part in it */
} CamPartnerPerson;

/* A person with their first role. Makes their uuid. */
CamPartnerWork *cam_partner_work_new_person        (const CamPartnerPerson *person) G_GNUC_WARN_UNUSED_RESULT;
/* A further role of @person: in @organisation, in the team, or both. Makes the uuid of the row. */
CamPartnerWork *cam_partner_work_new_role          (const char           *person,
                                                    const char           *organisation,
                                                    const char           *job_title,
                                                    const char           *team_role,
                                                    const char           *starts_on) G_GNUC_WARN_UNUSED_RESULT;
/* @day was the last one of a role: of the row @role of person_role, or of the main one of @person where @role is NULL.
 * The main role moves to a row of its own, and the newest one that goes on becomes the main one, where there is one. */
CamPartnerWork *cam_partner_work_new_end_role      (const char           *person,
                                                    const char           *role,
                                                    const char           *day) G_GNUC_WARN_UNUSED_RESULT;
/* The role in the row @role becomes the main one of @person, and the main one a row. */
CamPartnerWork *cam_partner_work_new_main_role     (const char           *person,
                                                    const char           *role) G_GNUC_WARN_UNUSED_RESULT;
/* Links @one (an organisation or a person) and @other, or takes every such link away. Linking twice is no change. */
CamPartnerWork *cam_partner_work_new_link          (CamPartnerLink        link,
                                                    const char           *one,
                                                    const char           *other,
                                                    gboolean              set) G_GNUC_WARN_UNUSED_RESULT;

/* A group, or a tag. Twice the same name is the same one. Makes its uuid. */
CamPartnerWork *cam_partner_work_new_group         (const char           *name,
                                                    const char           *short_name,
                                                    gboolean              is_tag) G_GNUC_WARN_UNUSED_RESULT;
/* @uuid of @table ("organisation" or "person") belongs to @group from @starts_on to @ends_on. Where it does already (its
 * last membership), that one has the new days. The group of the CRG is added where the file has none. organisation.crg is
 * kept right for @today, which is not NULL. */
CamPartnerWork *cam_partner_work_new_join          (const char           *table,
                                                    const char           *uuid,
                                                    const char           *group,
                                                    const char           *starts_on,
                                                    const char           *ends_on,
                                                    const char           *today) G_GNUC_WARN_UNUSED_RESULT;
/* The same by name: a tag that is added where there is none. Makes the uuid of the tag. */
CamPartnerWork *cam_partner_work_new_tag           (const char           *table,
                                                    const char           *uuid,
                                                    const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* Belongs to it no more: @day was the last one; NULL: never did, the rows are deleted. */
CamPartnerWork *cam_partner_work_new_leave         (const char           *table,
                                                    const char           *uuid,
                                                    const char           *group,
                                                    const char           *day,
                                                    const char           *today) G_GNUC_WARN_UNUSED_RESULT;

/* What was talked about. All but one of person, organisation and area may be NULL, and the kind is not. */
typedef struct
{
  const char        *name;             /* what it was about; NULL: its first words */
  const char        *kind;             /* a word of CamInteraction */
  const char        *happened_on;
  const char        *body;
  const char        *author;
  const char        *person;           /* uuid; of several the first */
  const char *const *others;           /* uuids of further people */
  const char        *organisation;
  const char        *area;
  const char        *event;
  const char        *follow_up;        /* what is to be done */
  const char        *follow_up_on;
  const char        *follow_up_owner;
} CamPartnerTalk;

/* Makes the uuid of the interaction. */
CamPartnerWork *cam_partner_work_new_interaction   (const CamPartnerTalk *talk) G_GNUC_WARN_UNUSED_RESULT;
/* The follow-up of @interaction was done on @day; NULL: it is open again. */
CamPartnerWork *cam_partner_work_new_follow_up     (const char           *interaction,
                                                    const char           *day) G_GNUC_WARN_UNUSED_RESULT;

/* Takes @self. CAM_ERROR_NOT_FOUND where what it is about is gone; _INVALID with a sentence for people for what is no day,
 * word or name. Nothing is written then. */
void            cam_partner_work_apply_async       (CamPartnerWork       *self,
                                                    CamStore             *store,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
/* @made, which may be NULL: the uuid of what was made; NULL where nothing was. */
gboolean        cam_partner_work_apply_finish      (CamStore             *store,
                                                    GAsyncResult         *result,
                                                    char                **made,
                                                    GError              **error);
/* As above, blocking: for batch commands and tests. */
gboolean        cam_partner_work_apply             (CamPartnerWork       *self,
                                                    CamStore             *store,
                                                    char                **made,
                                                    GError              **error);

G_END_DECLS
