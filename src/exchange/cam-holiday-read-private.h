/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-holiday-import.h"

G_BEGIN_DECLS

void             cam_holiday_line_free (CamHolidayLine  *self);
/* Adds to @lines (element-type CamHolidayLine) what a file says; what cannot be a holiday is a problem already. */
gboolean         cam_holiday_read      (GBytes          *bytes,
                                        GPtrArray       *lines,
                                        GError         **error);

G_END_DECLS
