/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shown where the file cannot be opened: why, in a sentence, and what can be done: try again, or take
 * a backup where the file is damaged (which is then moved aside, never overwritten).
 * Signal: "retry" (open the file again). */
#define CAM_TYPE_TROUBLE_PAGE (cam_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (CamTroublePage, cam_trouble_page, CAM, TROUBLE_PAGE, AdwBin)

void        cam_trouble_page_show    (CamTroublePage *self,
                                      const char     *path,
                                      const GError   *error);
/* Backups offered, 0 where they would not help. */
guint       cam_trouble_page_count   (CamTroublePage *self);
/* Takes the offered backup at a position, newest first. */
void        cam_trouble_page_restore (CamTroublePage *self,
                                      guint           position);

G_END_DECLS
