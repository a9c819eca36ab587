/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A live, lazy list of records for a search as somebody types, a GListModel of the record type. Unlike a CamQuery it
 * never waits for a count: the best of what the words find is there when cam_search_list_set() returns, the rest follows
 * from the background, in one items-changed. A later choice ends the search for the former. Main thread.
 *
 * Properties: n-items (unsigned, read-only) and complete (boolean, read-only), which notify. Until it is complete, n-items
 * is what was found so far. */
#define CAM_TYPE_SEARCH_LIST (cam_search_list_get_type ())
G_DECLARE_FINAL_TYPE (CamSearchList, cam_search_list, CAM, SEARCH_LIST, GObject)

/* SQL fragments are as those of a CamQuery, never what a person typed. They are of the record's own table, without an
 * alias. Copied. */
typedef struct
{
  const char     *text;      /* what was typed; NULL or "" for nothing. Finds the first ones, in the record's own row */
  const char     *narrow;    /* what all of them meet beside the text; NULL for nothing */
  const char     *where;     /* what all of them meet, with the text; NULL for everything */
  const char     *order;     /* of those that are not among the first ones; NULL for that of the rows */
  const CamValue *params;    /* of both */
  guint           n_params;
} CamSearchChoice;

/* Empty and complete at first. Holds a reference to its store. */
CamSearchList *cam_search_list_new         (CamStore               *store,
                                            GType                   record_type) G_GNUC_WARN_UNUSED_RESULT;
CamStore      *cam_search_list_get_store   (CamSearchList          *self);
const char    *cam_search_list_get_table   (CamSearchList          *self);
void           cam_search_list_set         (CamSearchList          *self,
                                            const CamSearchChoice  *choice);
gboolean       cam_search_list_is_complete (CamSearchList          *self);
/* Where the record @uuid stands; FALSE where it is not, or not yet, in the list. */
gboolean       cam_search_list_find        (CamSearchList          *self,
                                            const char             *uuid,
                                            guint                  *position);
/* The fragments look into another table: follow the changes of that one too. Twice is no harm. */
void           cam_search_list_watch_table (CamSearchList          *self,
                                            const char             *table);

G_END_DECLS
