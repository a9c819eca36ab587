/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-feature-set.h"

G_BEGIN_DECLS

/* A table of text as features without geometry. Where the first line is data (it starts with a
 * postcode or an area code), the columns are called "1", "2" …. CAM_ERROR_CORRUPT where there is no
 * data, CAM_ERROR_TOO_BIG. Any thread. */
CamFeatureSet *cam_csv_features_read (GBytes  *bytes,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
