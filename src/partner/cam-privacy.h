/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* How the data held on a person stands with UK GDPR: why it may be held, until when, and what is to be done. Days are
 * those of cam-period.h. Main thread. */

/* The bases of Article 6(1). CAM_BASIS_OTHER: words that are none of them. */
typedef enum
{
  CAM_BASIS_NONE,
  CAM_BASIS_CONSENT,
  CAM_BASIS_CONTRACT,
  CAM_BASIS_LEGAL_OBLIGATION,
  CAM_BASIS_VITAL_INTERESTS,
  CAM_BASIS_PUBLIC_TASK,
  CAM_BASIS_LEGITIMATE_INTERESTS,
  CAM_BASIS_OTHER,
} CamLawfulBasis;

/* Of what "lawful_basis" holds, however it is spelt: "Public task", "public_task". */
CamLawfulBasis cam_lawful_basis_from_text   (const char     *text);
/* What the file holds: "Public task"; NULL for none and other. */
const char    *cam_lawful_basis_to_text     (CamLawfulBasis  basis);
/* The same in the user's language, and when it holds, in plain words. NULL for other. */
const char    *cam_lawful_basis_get_title   (CamLawfulBasis  basis);
const char    *cam_lawful_basis_explain     (CamLawfulBasis  basis);

/* The gravest first. */
typedef enum
{
  CAM_PRIVACY_TO_ERASE,    /* kept longer than was said */
  CAM_PRIVACY_OBJECTED,    /* objected, or took a consent back, and said nothing since */
  CAM_PRIVACY_NO_BASIS,
  CAM_PRIVACY_TO_REVIEW,   /* the day has come */
  CAM_PRIVACY_NO_DATE,     /* nobody said when to look again */
  CAM_PRIVACY_FINE,
} CamPrivacyStanding;

typedef struct
{
  CamPrivacyStanding standing;
  guint32            day;    /* from which it is so, or of the next review; 0 where there is none */
  char              *words;  /* "Public task · review by 3 March 2027", without a name */
} CamPrivacyState;

/* Of @person, a CamPerson, on the day @today. A person who is deleted or not saved yet has a state, too. */
CamPrivacyState *cam_privacy_state       (CamStore        *store,
                                          CamRecord       *person,
                                          guint32          today) G_GNUC_WARN_UNUSED_RESULT;
void             cam_privacy_state_free  (CamPrivacyState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPrivacyState, cam_privacy_state_free)

/* Which people are listed together. */
typedef enum
{
  CAM_PRIVACY_LIST_ERASE,
  CAM_PRIVACY_LIST_REVIEW,     /* to review, and not to erase: nobody is in both */
  CAM_PRIVACY_LIST_OBJECTED,
  CAM_PRIVACY_LIST_NO_BASIS,
} CamPrivacyList;

/* The clause of a CamQuery of CamPerson, whose ?1 is the day as text, and its order. Those with a day go by an index alone.
 * That of CAM_PRIVACY_LIST_OBJECTED looks into "person_consent". */
const char *cam_privacy_list_where (CamPrivacyList list);
const char *cam_privacy_list_order (CamPrivacyList list);

G_END_DECLS
