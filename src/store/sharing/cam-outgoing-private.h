/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"
#include "cam-outgoing.h"

G_BEGIN_DECLS

/* Which rows and columns of a file go into a copy. Keeps a temporary table in its connection; knows its
 * tables, which must be loaded. */
typedef struct
{
  CamDb         *db;
  CamShareScope *scope;
  GPtrArray     *conditions;  /* (element-type utf8): see cam_outgoing_plan_get_condition() */
} CamOutgoingPlan;

CamOutgoingPlan *cam_outgoing_plan_new           (CamDb                *db,
                                                  CamShareScope        *scope,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             cam_outgoing_plan_free          (CamOutgoingPlan      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamOutgoingPlan, cam_outgoing_plan_free)

/* The condition that rows of the table go in under, for a WHERE; "1" where all do, "0" where none does. */
const char      *cam_outgoing_plan_get_condition (CamOutgoingPlan      *self,
                                                  const CamTableInfo   *table);
/* Whether the values of the column go in, where its rows do. */
gboolean         cam_outgoing_plan_has_column    (CamOutgoingPlan      *self,
                                                  const CamTableInfo   *table,
                                                  const CamColumnInfo  *column);
/* Whether there is anything of the file that does not go in. */
gboolean         cam_outgoing_plan_is_whole      (CamOutgoingPlan      *self);

/* Takes what does not go in out of the plan's file, which is a snapshot that nobody else has open. Leaves
 * free pages. */
gboolean         cam_outgoing_reduce             (CamOutgoingPlan      *plan,
                                                  GError              **error);
/* Empties the search index of such a file and lets all rows wait to be indexed. Inside a transaction. */
gboolean         cam_outgoing_drop_index         (CamDb                *db,
                                                  GError              **error);
/* Makes what is to be sealed of a snapshot that nobody else has open: reduced, and under a name of its own. */
gboolean         cam_outgoing_prepare            (CamDb                *db,
                                                  CamShareScope        *scope,
                                                  GError              **error);
/* What another program put into the file and nobody here knows: its tables, views, triggers and columns. */
gboolean         cam_outgoing_drop_strange       (CamDb                *db,
                                                  GError              **error);

G_END_DECLS
