/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-writer.h"

G_BEGIN_DECLS

/* Rows that say nothing but that two records belong together, inside an action. */
typedef struct
{
  const char *table;
  const char *one_column;    /* "event_uuid" */
  const char *other_column;  /* "area_uuid" */
} CamLink;

/* uuids of the rows of @table that @clause finds. (element-type utf8) (transfer full) */
GPtrArray *cam_work_find_rows   (CamWriter       *writer,
                                 const char      *table,
                                 const char      *clause,
                                 const CamValue  *params,
                                 guint            n_params,
                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of a link that are not deleted. (element-type utf8) (transfer full) */
GPtrArray *cam_link_find        (CamWriter       *writer,
                                 const CamLink   *link,
                                 const char      *one,
                                 const char      *other,
                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* The uuid that a link has in every copy. (transfer full) */
char      *cam_link_dup_uuid    (const CamLink   *link,
                                 const char      *one,
                                 const char      *other) G_GNUC_WARN_UNUSED_RESULT;
/* Links them unless they are linked. @made, which may be NULL: the uuid of the row that was added. */
gboolean   cam_link_put         (CamWriter       *writer,
                                 const CamLink   *link,
                                 const char      *one,
                                 const char      *other,
                                 char           **made,
                                 GError         **error);
/* Takes every such link away. */
gboolean   cam_link_remove      (CamWriter       *writer,
                                 const CamLink   *link,
                                 const char      *one,
                                 const char      *other,
                                 GError         **error);
/* Marks the rows as deleted. FALSE where @rows is NULL, whose @error is set then. */
gboolean   cam_work_delete_rows (CamWriter       *writer,
                                 const char      *table,
                                 GPtrArray       *rows,
                                 GError         **error);

G_END_DECLS
