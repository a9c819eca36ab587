/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-batch-private.h"

#include "cam-area.h"
#include "cam-period.h"

G_BEGIN_DECLS

/* What the commands about events share. G_OPTION_ERROR for wrong usage. */

/* Whether --from and --until are days, in this order. */
gboolean cam_batch_take_range (CamBatch    *batch,
                               GError     **error);
/* Whether @kind, which may be NULL, is a kind of events. */
gboolean cam_batch_check_kind (const char  *kind,
                               GError     **error);

G_END_DECLS
