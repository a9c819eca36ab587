/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Data protection, of everybody: who is kept longer than was said, whom to look at again, who objected, of whom nobody has
 * said why they may be held. A row opens the person (win.open-person). Follows the file. */
#define CAM_TYPE_PRIVACY_PAGE (cam_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (CamPrivacyPage, cam_privacy_page, CAM, PRIVACY_PAGE, AdwBin)

GtkWidget *cam_privacy_page_new     (CamStore  *store) G_GNUC_WARN_UNUSED_RESULT;
/* A dialog with such a page over @parent. */
void       cam_privacy_page_present (GtkWidget *parent,
                                     CamStore  *store);

G_END_DECLS
