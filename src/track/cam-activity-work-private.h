/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity-work.h"
#include "cam-period.h"

G_BEGIN_DECLS

/* One change on its way to the writer thread, which alone touches it from then on until it is done. */
struct _CamActivityChange
{
  const char        *label;
  CamWriteFunc       func;
  char              *uuid;     /* the activity, or the block that is taken away */
  char              *text;     /* reason, body or name */
  char              *word;     /* status */
  char              *starts_on;
  char              *day;      /* due_on or done_on */
  char              *other;
  char             **areas;
  CamActivityLink    link;
  gboolean           set;
  char              *author;
  char              *now;
  char              *made;
};

/* What most changes need to know of an activity. */
typedef struct
{
  char     *starts_on;
  char     *due_on;
  char     *status;
  char     *repeats;
  gboolean  is_template;
} CamActivityBrief;

void      cam_activity_brief_clear (CamActivityBrief *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CamActivityBrief, cam_activity_brief_clear)

/* CAM_ERROR_NOT_FOUND where it is not there or deleted. */
gboolean  cam_activity_brief_read  (CamActivityBrief *self,
                                    CamWriter        *writer,
                                    const char       *uuid,
                                    GError          **error);
/* Fails like that for any row. */
gboolean  cam_work_need_row        (CamWriter        *writer,
                                    const char       *table,
                                    const char       *uuid,
                                    GError          **error);
/* Adds a row with the uuid that is its first cell, or revives it where it was deleted, with "deleted" as second cell.
 * One that is there is left as it is. */
gboolean  cam_work_put_row         (CamWriter        *writer,
                                    const char       *table,
                                    const CamCell    *cells,
                                    guint             n_cells,
                                    GError          **error);
/* The former_on of the first slip of @activity. (nullable) */
gboolean  cam_work_read_promised   (CamCursor        *cursor,
                                    char            **promised,
                                    GError          **error);
extern const char *cam_work_slip_columns[];
#define CAM_WORK_SLIP_CLAUSE \
  "WHERE activity_uuid = ?1 AND deleted = 0 AND former_on IS NOT NULL ORDER BY said_at, fid LIMIT 1"

/* In cam-activity-links.c */
const char *cam_activity_link_get_table  (CamActivityLink kind);
const char *cam_activity_link_get_column (CamActivityLink kind);
const char *cam_activity_link_get_target (CamActivityLink kind);
gboolean    cam_activity_link_put        (CamWriter        *writer,
                                          CamActivityLink   kind,
                                          const char       *activity,
                                          const char       *other,
                                          char            **made,
                                          GError          **error);
gboolean    cam_activity_write_link      (CamWriter  *writer,
                                          gpointer    data,
                                          GError    **error);
gboolean    cam_activity_write_block     (CamWriter  *writer,
                                          gpointer    data,
                                          GError    **error);
gboolean    cam_activity_write_unblock   (CamWriter  *writer,
                                          gpointer    data,
                                          GError    **error);

/* In cam-activity-copy.c */
gboolean    cam_activity_write_make      (CamWriter  *writer,
                                          gpointer    data,
                                          GError    **error);
gboolean    cam_activity_write_template  (CamWriter  *writer,
                                          gpointer    data,
                                          GError    **error);
/* The next one of an activity that repeats. */
gboolean    cam_activity_write_next      (CamWriter               *writer,
                                          const char              *uuid,
                                          const CamActivityBrief  *brief,
                                          char                   **made,
                                          GError                 **error);

G_END_DECLS
