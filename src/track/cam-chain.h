/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"
#include "cam-track-item.h"

G_BEGIN_DECLS

/* The chain activity → output → outcome → impact, seen from one record. The rules are in docs/tracking.md. */
typedef enum
{
  CAM_CHAIN_ACTIVITY,  /* activities */
  CAM_CHAIN_OUTPUT,    /* measures that count what is done or produced */
  CAM_CHAIN_OUTCOME,   /* outcomes */
  CAM_CHAIN_CHANGE,    /* measures that say whether an outcome is reached */
  CAM_CHAIN_IMPACT,    /* assessments */
} CamChainStep;

#define CAM_N_CHAIN_STEPS (CAM_CHAIN_IMPACT + 1)

typedef struct
{
  GPtrArray  *steps[CAM_N_CHAIN_STEPS];    /* (element-type CamTrackItem): with the record itself in its step */
  const char *missing[CAM_N_CHAIN_STEPS];  /* a sentence where the link is missing, or NULL */
} CamChain;

void       cam_chain_free        (CamChain     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamChain, cam_chain_free)

/* Of a row of "priority", "outcome", "activity", "measure" or "assessment". CAM_ERROR_NOT_FOUND where it is none or is
 * deleted. Main thread. */
CamChain  *cam_chain_load        (CamStore     *store,
                                  const char   *table,
                                  const char   *uuid,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where chains break: activities without an outcome, outcomes without a measure, measures without a reading, activities
 * that are overdue, those that were started and about which nothing was said for a month, and those that wait for each
 * other in a circle. Templates and stopped activities do not count; of what is done only the missing outcome does.
 * @owner NULL: everybody's; else what has that owner, so no outcomes. @areas NULL: everywhere; else activities for one of
 * these, with the outcomes and measures that they serve. Sorted by kind, then by day. Main thread.
 * (element-type CamTrackItem) (transfer full) */
GPtrArray *cam_chain_list_breaks (CamStore           *store,
                                  const char         *owner,
                                  const char *const  *areas,
                                  guint32             today,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
