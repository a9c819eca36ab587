/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shown where there is no file yet: offers the starter pack, an empty file, or a copy of somebody's.
 * Signal: "ready" (CamStore, open). */
#define CAM_TYPE_FIRST_RUN_PAGE (cam_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (CamFirstRunPage, cam_first_run_page, CAM, FIRST_RUN_PAGE, AdwBin)

/* Where the file will be. */
void cam_first_run_page_set_path     (CamFirstRunPage *self,
                                      const char      *path);
/* What the three buttons do. */
void cam_first_run_page_start_full   (CamFirstRunPage *self);
void cam_first_run_page_start_empty  (CamFirstRunPage *self);
/* Copies @file to the path and opens the copy; nothing is left behind where it cannot be opened. */
void cam_first_run_page_start_copy   (CamFirstRunPage *self,
                                      GFile           *file);

G_END_DECLS
