/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-page.h"
#include "cam-shared-folder.h"
#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one window: sidebar, header with scope, search, undo and redo, and the pages; or, while there is
 * no open file, the page that helps to get one.
 *
 * Signals: "store-ready" (CamStore: the first run made or took a file), "retry" (open the file again).
 * Actions: win.undo, win.redo, win.search, win.import, win.undo-import (what the imports are called), win.export,
 * win.export-events, win.share, win.exchange, win.move-file, win.history, win.history-of (a record's
 * table and uuid), win.import-contacts, win.log-conversation, win.open (a table and a uuid),
 * win.data-protection, win.open-person and win.erase-person (a person's uuid), win.show-page (its name), win.show-level (a level's word),
 * win.show-message (text for a
 * toast). */
#define CAM_TYPE_WINDOW (cam_window_get_type ())
G_DECLARE_FINAL_TYPE (CamWindow, cam_window, CAM, WINDOW, AdwApplicationWindow)

CamWindow  *cam_window_new            (GtkApplication *application,
                                       GSettings      *settings);
/* Shows the pages of an open store; NULL takes it away again. */
void        cam_window_set_store      (CamWindow      *self,
                                       CamStore       *store);
/* The exchange of that file with others, after the store; NULL for none. */
void        cam_window_set_shared     (CamWindow       *self,
                                       CamSharedFolder *shared);
CamStore   *cam_window_get_store      (CamWindow      *self);
CamAtlas   *cam_window_get_atlas      (CamWindow      *self);
CamMapPage *cam_window_get_map_page   (CamWindow      *self);
/* Offers ways to get a file at @path; @start_full chooses the starter pack at once. */
void        cam_window_show_first_run (CamWindow      *self,
                                       const char     *path,
                                       gboolean        start_full);
/* Says why the file at @path could not be opened. */
void        cam_window_show_trouble   (CamWindow      *self,
                                       const char     *path,
                                       const GError   *error);
/* Takes files in (element-type GFile): copies that were handed over through one dialog, boundaries through one
 * each. Before there is an own file a single copy becomes it. Comes to it after a moment. */
void        cam_window_import         (CamWindow      *self,
                                       GListModel     *files);
void        cam_window_search         (CamWindow      *self,
                                       const char     *text);
/* "today", "map", "plans", "review" or "search". */
const char *cam_window_get_page       (CamWindow      *self);
void        cam_window_set_page       (CamWindow      *self,
                                       const char     *page);
/* Shows a toast. */
void        cam_window_tell           (CamWindow      *self,
                                       const char     *text);

G_END_DECLS
