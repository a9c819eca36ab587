/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-query.h"
#include "cam-search-list.h"

G_BEGIN_DECLS

/* Which people, or which organisations, are chosen. What is chosen meets everything that is set; nothing set chooses all.
 * The rules are in docs/partners.md. A value of its own: it follows nothing, and whoever keeps one copies it. */
typedef struct _CamPartnerFilter CamPartnerFilter;

typedef enum
{
  CAM_PARTNER_PEOPLE,
  CAM_PARTNER_ORGANISATIONS,
} CamPartnerType;

/* All but the text are exact. A field that the type does not have is left aside. */
typedef enum
{
  CAM_PARTNER_FILTER_TEXT,          /* as it was typed: each word begins a word of the record or of what belongs to it */
  CAM_PARTNER_FILTER_SECTOR,        /* an organisation's; of people that of an organisation they have a role in */
  CAM_PARTNER_FILTER_KIND,          /* an organisation's kind, a word of CamOrganisation; of people likewise */
  CAM_PARTNER_FILTER_GROUP,         /* uuid of a partner_group that they belong to on the day */
  CAM_PARTNER_FILTER_TAG,           /* the same again, so that a group and a tag may be asked for together */
  CAM_PARTNER_FILTER_AREA,          /* uuid of an area: that one, what lies in it, and what it lies in on the day */
  CAM_PARTNER_FILTER_TEAM_ROLE,     /* people: a word of CamPerson, held on the day */
  CAM_PARTNER_FILTER_ORGANISATION,  /* people: uuid of an organisation in which they have a role on the day */
  CAM_PARTNER_FILTER_DATA,          /* people: "due" for review by the day, "no_basis", "over" its time */
  CAM_PARTNER_FILTER_N_FIELDS,
} CamPartnerField;

CamPartnerFilter *cam_partner_filter_new             (CamPartnerType           type) G_GNUC_WARN_UNUSED_RESULT;
CamPartnerFilter *cam_partner_filter_copy            (const CamPartnerFilter  *self) G_GNUC_WARN_UNUSED_RESULT;
void              cam_partner_filter_free            (CamPartnerFilter        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPartnerFilter, cam_partner_filter_free)
/* Whether both choose by the same. */
gboolean          cam_partner_filter_equal           (const CamPartnerFilter  *self,
                                                      const CamPartnerFilter  *other);

CamPartnerType    cam_partner_filter_get_partner_type (const CamPartnerFilter *self);
/* NULL where it is not set. */
const char       *cam_partner_filter_get             (const CamPartnerFilter  *self,
                                                      CamPartnerField          field);
/* NULL and "" unset it. */
void              cam_partner_filter_set             (CamPartnerFilter        *self,
                                                      CamPartnerField          field,
                                                      const char              *value);
/* Only people who may be contacted: see CAM_PARTNER_MAY_CONTACT. */
gboolean          cam_partner_filter_get_may_contact (const CamPartnerFilter  *self);
void              cam_partner_filter_set_may_contact (CamPartnerFilter        *self,
                                                      gboolean                 may_contact);
/* Areas of what a window shows (cam_scope_list_areas()), of which one is theirs; NULL for everywhere. Not part of what is
 * kept in a file. Copied. */
void              cam_partner_filter_set_scope       (CamPartnerFilter        *self,
                                                      const char *const       *areas);
/* Whether nothing is set but, maybe, the scope. */
gboolean          cam_partner_filter_is_empty        (const CamPartnerFilter  *self);

/* As saved_filter.choice has it: {"sector": "Faith", "may_contact": true}. (transfer full) */
char             *cam_partner_filter_to_json         (const CamPartnerFilter  *self) G_GNUC_WARN_UNUSED_RESULT;
/* What a file holds, which anybody may have written: CAM_ERROR_INVALID with a sentence for people where it is no such
 * choice, is too long, or holds a word that the field does not have. Members of a later version are left aside. */
CamPartnerFilter *cam_partner_filter_new_from_json   (CamPartnerType           type,
                                                      const char              *json,
                                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* "people" and "organisations", as saved_filter.kind has them. */
const char       *cam_partner_type_to_word           (CamPartnerType           type);
gboolean          cam_partner_type_from_word         (const char              *word,
                                                      CamPartnerType          *type);

/* What a filter says to the store. */
typedef struct
{
  char   *where;   /* for a CamQuery or cam_store_select(), without "WHERE" and deleted; NULL for all */
  char   *narrow;  /* the same without the text */
  GArray *params;  /* CamValue, of both */
} CamPartnerClause;

void              cam_partner_clause_clear           (CamPartnerClause        *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CamPartnerClause, cam_partner_clause_clear)

/* What holds on @day. FALSE with @error where the file cannot be read. Main thread. */
gboolean          cam_partner_filter_make_clause     (const CamPartnerFilter  *self,
                                                      CamStore                *store,
                                                      guint32                  day,
                                                      CamPartnerClause        *clause,
                                                      GError                 **error);
/* Has @list, of CAM_TYPE_PERSON or CAM_TYPE_ORGANISATION as the filter is, show what is chosen, by name. For a page: it
 * does not wait. Call it again after each key press, and where the day or the areas changed. */
gboolean          cam_partner_filter_apply           (const CamPartnerFilter  *self,
                                                      CamSearchList           *list,
                                                      guint32                  day,
                                                      GError                 **error);
/* The uuids of all that are chosen, by name: for mails, exports and batch commands. Waits for the answer.
 * (element-type utf8) (transfer full) */
GPtrArray        *cam_partner_filter_list            (const CamPartnerFilter  *self,
                                                      CamStore                *store,
                                                      guint32                  day,
                                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* A clause on person: nobody said that they are not to be contacted, and they neither objected nor took their consent back
 * without consenting on a later day. */
#define CAM_PARTNER_MAY_CONTACT                                                                                       \
  "(person.do_not_contact = 0 AND NOT EXISTS (SELECT 1 FROM person_consent AS said WHERE said.person_uuid = person.uuid" \
  " AND said.deleted = 0 AND said.kind IN ('objected', 'withdrew') AND NOT EXISTS (SELECT 1 FROM person_consent AS later" \
  " WHERE later.person_uuid = said.person_uuid AND later.deleted = 0 AND later.kind = 'consented'"                     \
  " AND later.said_on > said.said_on)))"
/* Whether that holds for the person @uuid, and where nobody is in the file with it. A read that fails is no leave. Main
 * thread. */
gboolean          cam_partner_may_contact            (CamStore                *store,
                                                      const char              *uuid);

G_END_DECLS
