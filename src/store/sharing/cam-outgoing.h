/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* The closed copy of a file that is handed over, as docs/merging.md describes it. What does not go in is
 * physically absent from it. */

typedef enum
{
  CAM_SHARE_EVERYTHING,
  CAM_SHARE_AREAS,       /* some areas, what is inside them and what refers to them */
  CAM_SHARE_PUBLIC,      /* what anybody may see: the list is in docs/format.md. Never anything personal */
} CamShareWhat;

/* What goes into a copy. Immutable. */
typedef struct _CamShareScope CamShareScope;

/* @areas: NULL-ended uuids, for CAM_SHARE_AREAS only. @personal: whether the data of persons goes along. */
CamShareScope     *cam_share_scope_new          (CamShareWhat        what,
                                                 const char *const  *areas,
                                                 gboolean            personal) G_GNUC_WARN_UNUSED_RESULT;
CamShareScope     *cam_share_scope_ref          (CamShareScope      *self);
void               cam_share_scope_unref        (CamShareScope      *self);
CamShareWhat       cam_share_scope_get_what     (CamShareScope      *self);
const char *const *cam_share_scope_get_areas    (CamShareScope      *self);
gboolean           cam_share_scope_get_personal (CamShareScope      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamShareScope, cam_share_scope_unref)

/* Writes the copy to @path in one step: what was there is replaced, or stays where this fails or is
 * cancelled. The store goes on working meanwhile. Errors, beside those of the disk: CAM_ERROR_NOT_FOUND
 * (the folder, or an area of the scope), CAM_ERROR_INVALID (@path is the store's own file), CAM_ERROR_BUSY
 * (another program goes on writing). */
void               cam_outgoing_make_async      (CamStore            *store,
                                                 const char          *path,
                                                 CamShareScope       *scope,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
gboolean           cam_outgoing_make_finish     (CamStore            *store,
                                                 GAsyncResult        *result,
                                                 GError             **error);
/* The same, blocking: for batch commands and tests. */
gboolean           cam_outgoing_make            (CamStore            *store,
                                                 const char          *path,
                                                 CamShareScope       *scope,
                                                 GError             **error);
/* Whether a copy could be called @path: FALSE with CAM_ERROR_INVALID where that is the store's own file, or no
 * name for a file. Looks only. */
gboolean           cam_outgoing_check_path      (CamStore            *store,
                                                 const char          *path,
                                                 GError             **error);

/* How much of one kind goes in. */
typedef struct
{
  char   *table;
  char   *level;    /* of areas: the level's word; else NULL */
  gint64  n;
} CamOutgoingItem;

/* A field that tells of persons, and in how many records it is filled. */
typedef struct
{
  char   *table;
  char   *column;
  gint64  n;
} CamOutgoingField;

/* What a copy would hold; nothing that is marked as deleted is counted. */
typedef struct
{
  GPtrArray *items;     /* (element-type CamOutgoingItem): without those that are none */
  GPtrArray *fields;    /* (element-type CamOutgoingField): without those that are empty */
  GPtrArray *names;     /* (element-type utf8): what the first few persons are called */
  gint64     persons;
  gint64     authors;   /* different names in the history */
  gint64     size;      /* bytes, about */
} CamOutgoingCount;

void               cam_outgoing_count_free      (CamOutgoingCount    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamOutgoingCount, cam_outgoing_count_free)

/* What cam_outgoing_make_async() would put in. Reads on a thread of its own. */
void               cam_outgoing_count_async     (CamStore            *store,
                                                 CamShareScope       *scope,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
CamOutgoingCount  *cam_outgoing_count_finish    (CamStore            *store,
                                                 GAsyncResult        *result,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;
CamOutgoingCount  *cam_outgoing_count           (CamStore            *store,
                                                 CamShareScope       *scope,
                                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
