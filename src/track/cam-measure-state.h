/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-status.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* A measure with what its readings say at one moment: what lists, boards, charts and commands show. It does not
 * change; ask cam_measure_states_load() again after the store has. Main thread. */
#define CAM_TYPE_MEASURE_STATE (cam_measure_state_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureState, cam_measure_state, CAM, MEASURE_STATE, GObject)

/* The state of every measure on the day @today, by position and name: for all together (@area_uuid NULL), or of the
 * readings of one area. Where a measure is only read area by area, all together is their sum (of a ratio, the sum of
 * its parts) if it adds up; a period with fewer areas than another one is provisional.
 * (element-type CamMeasureState) (transfer full) */
GPtrArray       *cam_measure_states_load           (CamStore         *store,
                                                    const char       *area_uuid,
                                                    guint32           today,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of the one measure @uuid, without a look at the others. CAM_ERROR_NOT_FOUND. (transfer full) */
CamMeasureState *cam_measure_state_load            (CamStore         *store,
                                                    const char       *uuid,
                                                    const char       *area_uuid,
                                                    guint32           today,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* The state of the one measure in every area, in one pass: uuid of an area → CamMeasureState, each the same as
 * cam_measure_state_load() gives for that area. In it are the areas that something is written of; what holds in all
 * others goes to @elsewhere (transfer full). @edition gets the edition, with its boundaries, of the newest reading of all
 * areas: NULL where it names none or there is none. CAM_ERROR_NOT_FOUND. (transfer full) */
GHashTable      *cam_measure_state_load_areas      (CamStore         *store,
                                                    const char       *uuid,
                                                    guint32           today,
                                                    CamMeasureState **elsewhere,
                                                    const char      **edition,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;

const char      *cam_measure_state_get_uuid        (CamMeasureState  *self);
const char      *cam_measure_state_get_name        (CamMeasureState  *self);
/* Nullable, each. */
const char      *cam_measure_state_get_priority    (CamMeasureState  *self);
const char      *cam_measure_state_get_outcome     (CamMeasureState  *self);
const char      *cam_measure_state_get_activity    (CamMeasureState  *self);
const char      *cam_measure_state_get_owner       (CamMeasureState  *self);
/* What it was computed from; lives as long as @self. */
const CamStatusInput *cam_measure_state_get_input  (CamMeasureState  *self);
const CamStatus *cam_measure_state_get_status      (CamMeasureState  *self);
/* "23 %", or NULL where there is no reading. (transfer full) */
char            *cam_measure_state_dup_value       (CamMeasureState  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
