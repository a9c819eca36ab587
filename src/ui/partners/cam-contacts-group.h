/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* Further phones, e-mails, websites and addresses of a partner or a person, each with a button that uses it. */
#define CAM_TYPE_CONTACTS_GROUP (cam_contacts_group_get_type ())
G_DECLARE_FINAL_TYPE (CamContactsGroup, cam_contacts_group, CAM, CONTACTS_GROUP, CamPlanGroup)

G_END_DECLS
