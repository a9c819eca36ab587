/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which activity waits for which. Filled once, then asked; one thread at a time. A file may hold circles: two copies
 * may each have written half of one. */
typedef struct _CamWaitGraph CamWaitGraph;

CamWaitGraph *cam_wait_graph_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void          cam_wait_graph_free          (CamWaitGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamWaitGraph, cam_wait_graph_free)

void          cam_wait_graph_add_activity  (CamWaitGraph *self,
                                            const char   *uuid,
                                            const char   *title);
/* @waiting waits for @blocker. Left out where either is not among the activities. */
void          cam_wait_graph_add_wait      (CamWaitGraph *self,
                                            const char   *waiting,
                                            const char   *blocker);

/* The sentence that names the shortest circle which closes when @waiting also waits for @blocker; NULL where none
 * does. (transfer full) (nullable) */
char         *cam_wait_graph_dup_new_circle (CamWaitGraph *self,
                                            const char   *waiting,
                                            const char   *blocker) G_GNUC_WARN_UNUSED_RESULT;
/* The sentence about the shortest circle that @uuid waits in now: "“A” waits for “B”, which waits for “A”.".
 * (transfer full) (nullable): NULL where it is in none. Every call takes as long as its circle is wide; what is in
 * no circle costs nothing. */
char         *cam_wait_graph_dup_circle    (CamWaitGraph *self,
                                            const char   *uuid) G_GNUC_WARN_UNUSED_RESULT;
/* Everything that is in a circle. (transfer container) (element-type utf8): the uuids live as long as @self. */
GPtrArray    *cam_wait_graph_list_circular (CamWaitGraph *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
