/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who somebody is, editable in place, with what data protection asks at the foot. Each field that is applied is one action
 * that can be undone. It closes where the person is deleted or erased meanwhile. */
#define CAM_TYPE_PERSON_DIALOG (cam_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonDialog, cam_person_dialog, CAM, PERSON_DIALOG, AdwDialog)

/* @atlas of the store that @person is in; NULL for both makes an empty one. */
AdwDialog *cam_person_dialog_new (CamAtlas  *atlas,
                                  CamPerson *person);

G_END_DECLS
