/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The Events page: a month, a week, the agenda that says the same in words, and which areas have had an event. It is read
 * when somebody looks at it and follows the file while they do. The focus follows an event that is moved. */
#define CAM_TYPE_EVENTS_PAGE (cam_events_page_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsPage, cam_events_page, CAM, EVENTS_PAGE, AdwBin)

/* Which view is shown and what is chosen for the coverage is kept there; once, before the store. */
void cam_events_page_set_settings (CamEventsPage *self,
                                   GSettings     *settings);
/* Either may be NULL. */
void cam_events_page_set_store (CamEventsPage *self,
                                CamStore      *store,
                                CamAtlas      *atlas);
/* The scope: events for one of @areas (element-type utf8); NULL for all. */
void cam_events_page_set_areas (CamEventsPage *self,
                                GPtrArray     *areas);
/* Shows the month or week of @day (as of cam_day_from_text()), and gives that day the focus. */
void cam_events_page_show_day  (CamEventsPage *self,
                                guint32        day);

G_END_DECLS
