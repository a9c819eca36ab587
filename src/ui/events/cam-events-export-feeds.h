/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Calendar files that others subscribe to, in folders that the person chose: written anew after each change of an event
 * while the program runs, and once when the file is opened, a few seconds later, off the main loop, only where they would
 * be other than they are. Which there are is kept in the settings, for each file of the program by itself.
 * Signals: "problem" (string, a sentence) once when one cannot be written; "changed" when a problem comes or goes. */
#define CAM_TYPE_EVENTS_EXPORT_FEEDS (cam_events_export_feeds_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsExportFeeds, cam_events_export_feeds, CAM, EVENTS_EXPORT_FEEDS, GObject)

CamEventsExportFeeds *cam_events_export_feeds_new         (CamStore             *store,
                                                           GSettings            *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Their paths. (element-type utf8) (transfer full) */
GPtrArray            *cam_events_export_feeds_list        (CamEventsExportFeeds *self) G_GNUC_WARN_UNUSED_RESULT;
/* Of which kind the events of one are; "" for all. (transfer full) */
char                 *cam_events_export_feeds_dup_kind    (CamEventsExportFeeds *self,
                                                           const char           *path);
/* Why the last attempt failed, as a sentence; NULL where it did not. */
const char           *cam_events_export_feeds_get_problem (CamEventsExportFeeds *self,
                                                           const char           *path);
/* Adds one, or changes its kind, and writes it at once. */
void                  cam_events_export_feeds_add         (CamEventsExportFeeds *self,
                                                           const char           *path,
                                                           const char           *kind);
/* Writes it no longer. The file stays where it is: others may still look at it. */
void                  cam_events_export_feeds_remove      (CamEventsExportFeeds *self,
                                                           const char           *path);
/* Does what is due now: for tests. */
void                  cam_events_export_feeds_write       (CamEventsExportFeeds *self);

G_END_DECLS
