/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What waits for somebody to settle it, one card after the other: conflicts first, then records that may be
 * one. Property count (uint): how many there are.
 *
 * Actions: review.choose (u: the place of a value on the card, from 0; keys 1 to 9), review.next,
 * review.previous, review.several. */
#define CAM_TYPE_REVIEW_PAGE (cam_review_page_get_type ())
G_DECLARE_FINAL_TYPE (CamReviewPage, cam_review_page, CAM, REVIEW_PAGE, AdwBin)

/* NULL empties it. */
void  cam_review_page_set_store (CamReviewPage *self,
                                 CamStore      *store);
guint cam_review_page_get_count (CamReviewPage *self);

G_END_DECLS
