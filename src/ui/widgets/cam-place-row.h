/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows of a form for where something is. Main thread. */

/* An entry for the place on the map that @column, a geometry, of @record holds: a grid reference or degrees. What is typed
 * is saved as an action called @label; what is no place is marked and not saved. */
GtkWidget *cam_place_row_new          (CamStore   *store,
                                       CamRecord  *record,
                                       const char *column,
                                       const char *label) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a postcode; where the file knows where it is, and the record has no place in @geom yet, that is set with
 * it. */
GtkWidget *cam_place_row_new_postcode (CamStore   *store,
                                       CamRecord  *record,
                                       const char *column,
                                       const char *geom,
                                       const char *label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
