/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-track-rows.h"

G_BEGIN_DECLS

/* Which areas an area belonged to on a day: those that had it as a member then, its parent, and theirs. Areas go by
 * numbers here, from 0 without gaps, so that thousands of events are quickly told apart. Does not follow changes. */
typedef struct _CamAreaGraph CamAreaGraph;

CamAreaGraph *cam_area_graph_load       (CamStore      *store,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
CamAreaGraph *cam_area_graph_load_from  (const CamTrackSource *source,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_area_graph_free       (CamAreaGraph  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaGraph, cam_area_graph_free)

/* The number of an area; one that was not heard of gets the next. */
guint         cam_area_graph_get_number (CamAreaGraph  *self,
                                         const char    *uuid);
guint         cam_area_graph_get_n      (CamAreaGraph  *self);
/* The numbers of the area itself and of all that it belonged to on @day, each once. (element-type guint)
 * (transfer none) */
const GArray *cam_area_graph_get_wider  (CamAreaGraph  *self,
                                         guint          number,
                                         guint32        day);
/* The uuids of the same, and of all that belonged to the area on @day. (element-type utf8) (transfer container) */
GPtrArray    *cam_area_graph_list_around (CamAreaGraph *self,
                                          guint         number,
                                          guint32       day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
