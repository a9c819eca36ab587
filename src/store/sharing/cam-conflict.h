/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A field of a record that copies gave different values, all of which are kept until somebody settles it.
 * Main thread. */

/* One of the values. Immutable. Properties of the same names: text, author, at (text); mine, shown,
 * available (boolean). */
#define CAM_TYPE_CONFLICT_VALUE (cam_conflict_value_get_type ())
G_DECLARE_FINAL_TYPE (CamConflictValue, cam_conflict_value, CAM, CONFLICT_VALUE, GObject)

/* As a person reads it; NULL where it is empty, or refers to what is nowhere. */
const char   *cam_conflict_value_get_text      (CamConflictValue *self);
/* Who wrote it, and when (UTC, RFC 3339 with Z); NULL where that is not known. */
const char   *cam_conflict_value_get_author    (CamConflictValue *self);
const char   *cam_conflict_value_get_at        (CamConflictValue *self);
/* Written in this copy. */
gboolean      cam_conflict_value_is_mine       (CamConflictValue *self);
/* What the rest of the program shows meanwhile. */
gboolean      cam_conflict_value_is_shown      (CamConflictValue *self);
/* FALSE for a reference to what was deleted or erased, or is nowhere: it cannot be chosen. */
gboolean      cam_conflict_value_is_available  (CamConflictValue *self);
/* The outline; NULL for anything else. */
GBytes       *cam_conflict_value_get_outline   (CamConflictValue *self);
/* Borrows. */
CamValue      cam_conflict_value_peek          (CamConflictValue *self);

/* A field of a record beside its name and value: properties column, text, old-text. */
#define CAM_TYPE_CONFLICT_FIELD (cam_conflict_field_get_type ())
G_DECLARE_FINAL_TYPE (CamConflictField, cam_conflict_field, CAM, CONFLICT_FIELD, GObject)

const char   *cam_conflict_field_get_column    (CamConflictField *self);
const char   *cam_conflict_field_get_text      (CamConflictField *self);
const char   *cam_conflict_field_get_old_text  (CamConflictField *self);

typedef enum
{
  CAM_CONFLICT_PLAIN,      /* an ordinary field: another value may be typed */
  CAM_CONFLICT_REFERENCE,  /* names another record */
  CAM_CONFLICT_OUTLINE,    /* a drawn outline or a point */
  CAM_CONFLICT_DELETED,    /* deleted by one, edited by another: values 1 and 0 */
} CamConflictKind;

/* Properties: table, uuid, column, title, area (text), n-values (uint). Not changed by what happens later:
 * the list then has another one. */
#define CAM_TYPE_CONFLICT (cam_conflict_get_type ())
G_DECLARE_FINAL_TYPE (CamConflict, cam_conflict, CAM, CONFLICT, GObject)

CamConflictKind   cam_conflict_get_kind        (CamConflict      *self);
const char       *cam_conflict_get_table       (CamConflict      *self);
const char       *cam_conflict_get_uuid        (CamConflict      *self);
const char       *cam_conflict_get_column      (CamConflict      *self);
/* What the record is called; "" where it has no name. */
const char       *cam_conflict_get_title       (CamConflict      *self);
/* Whether that tells of a person: then it is not for the label of an action. */
gboolean          cam_conflict_is_personal     (CamConflict      *self);
/* The uuid of the area that it is about, NULL where there is none. */
const char       *cam_conflict_get_area        (CamConflict      *self);
guint             cam_conflict_get_n_values    (CamConflict      *self);
/* (transfer none): the one shown is the first, the others follow from the newest on. */
CamConflictValue *cam_conflict_get_value       (CamConflict      *self,
                                                guint             index);
/* The own value, else the one shown. */
guint             cam_conflict_get_mine        (CamConflict      *self);
/* The newest that is not cam_conflict_get_mine(). */
guint             cam_conflict_get_theirs      (CamConflict      *self);
/* (element-type CamConflictField): the other fields of the record that hold anything. */
GListModel       *cam_conflict_list_record     (CamConflict      *self,
                                                CamStore         *store) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type CamConflictField): of CAM_CONFLICT_DELETED, what was edited. */
GListModel       *cam_conflict_list_edits      (CamConflict      *self,
                                                CamStore         *store) G_GNUC_WARN_UNUSED_RESULT;
/* What somebody typed as a value for the field, for cam_value_clear(); CAM_ERROR_INVALID where it is none. */
gboolean          cam_conflict_parse           (CamConflict      *self,
                                                CamStore         *store,
                                                const char       *text,
                                                CamValue         *value,
                                                GError          **error);

/* A GListModel of CamConflict that follows the store; it makes objects for what is asked for only.
 * Property n-items notifies. */
#define CAM_TYPE_CONFLICT_LIST (cam_conflict_list_get_type ())
G_DECLARE_FINAL_TYPE (CamConflictList, cam_conflict_list, CAM, CONFLICT_LIST, GObject)

CamConflictList  *cam_conflict_list_new        (CamStore         *store) G_GNUC_WARN_UNUSED_RESULT;
guint             cam_conflict_count           (CamStore         *store);

/* Settling is an action called @label, which travels and can be undone. CAM_ERROR_BUSY where the field was
 * changed meanwhile, be it by a merge: nothing is then written. CAM_ERROR_INVALID for a value that is not
 * available. Values are numbered as in cam_conflict_get_value(). */
void              cam_conflict_settle_async      (CamStore            *store,
                                                  CamConflict         *conflict,
                                                  guint                value,
                                                  const char          *label,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
/* With another value than all of them, from cam_conflict_parse(). It is copied. */
void              cam_conflict_settle_with_async (CamStore            *store,
                                                  CamConflict         *conflict,
                                                  CamValue             value,
                                                  const char          *label,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
typedef enum
{
  CAM_CONFLICT_MINE,
  CAM_CONFLICT_THEIRS,
} CamConflictSide;
/* (element-type CamConflict): all as one action. One whose value of that side is not available stays open. */
void              cam_conflict_settle_many_async (CamStore            *store,
                                                  GPtrArray           *conflicts,
                                                  CamConflictSide      side,
                                                  const char          *label,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
gboolean          cam_conflict_settle_finish     (CamStore            *store,
                                                  GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
