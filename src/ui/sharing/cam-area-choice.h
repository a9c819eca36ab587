/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An area that can be ticked. Properties: name, detail (its level), chosen (boolean, read and write). */
#define CAM_TYPE_AREA_CHOICE (cam_area_choice_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaChoice, cam_area_choice, CAM, AREA_CHOICE, GObject)

CamAreaChoice *cam_area_choice_new        (const char    *uuid,
                                           const char    *name,
                                           const char    *detail,
                                           gboolean       chosen) G_GNUC_WARN_UNUSED_RESULT;
const char    *cam_area_choice_get_uuid   (CamAreaChoice *self);
const char    *cam_area_choice_get_name   (CamAreaChoice *self);
gboolean       cam_area_choice_get_chosen (CamAreaChoice *self);
void           cam_area_choice_set_chosen (CamAreaChoice *self,
                                           gboolean       chosen);

G_END_DECLS
