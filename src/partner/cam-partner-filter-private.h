/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-filter.h"

G_BEGIN_DECLS

struct _CamPartnerFilter
{
  CamPartnerType   type;
  char            *fields[CAM_PARTNER_FILTER_N_FIELDS];
  gboolean         may_contact;
  char           **scope;
};

G_END_DECLS
