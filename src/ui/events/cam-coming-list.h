/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The events of the coming two weeks, the next first, those that are cancelled left out. It is read when somebody looks
 * at it and follows the file while they do; a row opens its event. */
#define CAM_TYPE_COMING_LIST (cam_coming_list_get_type ())
G_DECLARE_FINAL_TYPE (CamComingList, cam_coming_list, CAM, COMING_LIST, AdwBin)

/* NULL for none. */
void  cam_coming_list_set_store (CamComingList *self,
                                 CamStore      *store);
guint cam_coming_list_get_n     (CamComingList *self);

G_END_DECLS
