/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Groups and tags, and who belongs to them on a day: from the first to the last day that its row names, both included; a
 * row without days holds always. */

/* The Countywide Community Resilience Group is one record in every copy. */
const char *cam_partner_groups_get_crg_uuid   (void);
const char *cam_partner_groups_get_crg_name   (void);
#define CAM_PARTNER_CRG_SHORT_NAME "CRG"

/* The uuid of the group or tag that is called @text or has it as short name, without case; of two the one with the lesser
 * uuid. "CRG" is found in every file that has members of it. NULL without error where there is none. (transfer full) */
char       *cam_partner_groups_find           (CamStore     *store,
                                               const char   *text,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  char    *uuid;        /* of the group */
  char    *name;
  char    *short_name;  /* (nullable) */
  gboolean is_tag;
  char    *row;         /* uuid of the membership; NULL where only organisation.crg says it */
  guint32  starts;      /* 0 where it has none */
  guint32  ends;        /* the last day; 0 where it has none */
} CamPartnerMembership;

void        cam_partner_membership_free       (CamPartnerMembership *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPartnerMembership, cam_partner_membership_free)

/* Which groups and tags an organisation (@table "organisation") or a person ("person") ever had, those that it has on
 * @day first, then by name. (element-type CamPartnerMembership) (transfer full) */
GPtrArray  *cam_partner_groups_list_of        (CamStore     *store,
                                               const char   *table,
                                               const char   *uuid,
                                               guint32       day,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The uuids of those of @table that belong to @group on @day, by name. (element-type utf8) (transfer full) */
GPtrArray  *cam_partner_groups_list_members   (CamStore     *store,
                                               const char   *group,
                                               const char   *table,
                                               guint32       day,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* A clause on the table organisation or person: belongs to the group in parameter number @group on the day ("YYYY-MM-DD")
 * in parameter number @day. For organisations, whoever the file says is of the CRG without a membership counts as a
 * member, as files of older versions have it. (transfer full) */
char       *cam_partner_groups_dup_clause     (const char   *table,
                                               guint         group,
                                               guint         day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
