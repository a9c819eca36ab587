/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A live, lazy list of the records that a clause names: a GListModel of the record type. It makes
 * objects only for rows that are asked for, follows the store's changes with one items-changed per
 * batch, and keeps an item's object while it is shown. Main thread. */
#define CAM_TYPE_QUERY (cam_query_get_type ())
G_DECLARE_FINAL_TYPE (CamQuery, cam_query, CAM, QUERY, GObject)

/* Properties: n-items (unsigned, read-only), which notifies. It holds a reference to its store. */

/* @where and @order are SQL fragments of the query's own ("level = ?1", "name"), either may be NULL;
 * never text that a person typed: that goes into @params, which are copied. Deleted rows are left out.
 * @order gets fid as a tie-break. What an index of the schema covers is quick at any length. */
CamQuery   *cam_query_new       (CamStore        *store,
                                 GType            record_type,
                                 const char      *where,
                                 const char      *order,
                                 const CamValue  *params,
                                 guint            n_params) G_GNUC_WARN_UNUSED_RESULT;
/* Changes what is listed; emits one items-changed. */
void        cam_query_set_where (CamQuery        *self,
                                 const char      *where,
                                 const CamValue  *params,
                                 guint            n_params);
void        cam_query_set_order (CamQuery        *self,
                                 const char      *order);
/* Where the record @uuid stands in the list; FALSE where it is not in it. */
gboolean    cam_query_find      (CamQuery        *self,
                                 const char      *uuid,
                                 guint           *position);
/* @where or @order looks into another table (a subquery): follow the changes of that one too. */
void        cam_query_watch_table (CamQuery      *self,
                                 const char      *table);

G_END_DECLS
