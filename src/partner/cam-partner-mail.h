/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-filter.h"

G_BEGIN_DECLS

/* To whom a mail to a filter goes. */
typedef struct
{
  GPtrArray *addresses;   /* (element-type utf8): each once, without case, in the order of the names */
  guint      n_without;   /* people and organisations that have no address */
  guint      n_refused;   /* people that may not be contacted */
} CamPartnerMail;

void            cam_partner_mail_free  (CamPartnerMail          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPartnerMail, cam_partner_mail_free)

/* Whoever is chosen and may be contacted, whether or not the filter asks for that: the first e-mail of each. Waits for the
 * answer. Main thread. */
CamPartnerMail *cam_partner_mail_load  (CamStore                *store,
                                        const CamPartnerFilter  *filter,
                                        guint32                  day,
                                        GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* What opens the mail program with everyone in Bcc, in parts: see cam_mailto_new(). @subject may be NULL. (transfer full) */
char          **cam_partner_mail_dup_links (const CamPartnerMail *self,
                                        const char              *subject) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
