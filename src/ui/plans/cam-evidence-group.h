/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What shows something of an activity, a measure or an impact assessment: titles with links, of which those into the web can be opened, and files that
 * the row holds. */
#define CAM_TYPE_EVIDENCE_GROUP (cam_evidence_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEvidenceGroup, cam_evidence_group, CAM, EVIDENCE_GROUP, CamPlanGroup)

/* Whether @link may be given to the browser: http or https and a host, nothing else. NULL is none. */
gboolean cam_evidence_is_web_link (const char *link);

/* Reads @file and adds what is in it, as one action; what speaks against it is told. */
void     cam_evidence_group_add_file (CamEvidenceGroup *self,
                                      GFile            *file);
/* Writes a copy of @content there, and tells so. */
void     cam_evidence_group_save_file (CamEvidenceGroup *self,
                                      GBytes           *content,
                                      GFile            *file);

G_END_DECLS
