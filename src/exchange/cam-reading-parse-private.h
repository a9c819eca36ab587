/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-reading-lines-private.h"

G_BEGIN_DECLS

/* One line, cell by cell: first the measure, which the others depend on. Each sets what it found, or makes the line a
 * problem. Cells live as long as the line. */
void cam_reading_parse_measure (CamReadingLine       *line,
                                const char           *cell,
                                CamReadingBook       *book,
                                const CamBookMeasure *fallback);
void cam_reading_parse_area    (CamReadingLine       *line,
                                const char           *cell,
                                CamReadingBook       *book,
                                const CamBookArea    *fallback);
void cam_reading_parse_when    (CamReadingLine       *line,
                                const char           *from_cell,
                                const char           *to_cell,
                                const char           *period_cell,
                                guint32               today);
/* Instead of the former, where the period is known by the place of the line. */
void cam_reading_parse_place   (CamReadingLine       *line,
                                CamPeriod             period,
                                guint32               today);
void cam_reading_parse_numbers (CamReadingLine       *line,
                                const char           *value,
                                const char           *numerator,
                                const char           *denominator);
void cam_reading_parse_rest    (CamReadingLine       *line,
                                const char           *provisional,
                                const char           *comment,
                                const char           *edition);

G_END_DECLS
