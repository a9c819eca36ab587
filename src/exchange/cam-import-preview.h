/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-matcher.h"
#include "cam-column-guess.h"
#include "cam-import-item-private.h"

G_BEGIN_DECLS

/* What is to be compared with what. Borrows everything. */
typedef struct
{
  CamFeatureSet  *set;
  CamLevel        level;     /* of features that do not say their own in a column "level" */
  int             code;      /* column numbers, -1 where there is none */
  int             name;
  const char     *source;    /* the file's name, for outline_source */
  CamAreaMatcher *matcher;
} CamPreviewRequest;

/* Compares every feature with what the store held, and says for each what applying it would do.
 * Problems first, then what changes, what is new and what is the same. NULL only where cancelled.
 * (element-type CamImportItem). Any thread. */
GPtrArray  *cam_import_preview_areas     (const CamPreviewRequest *request,
                                          GCancellable            *cancellable,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* The postcodes that a store holds, for the same comparison. Main thread. */
GHashTable *cam_import_known_postcodes   (CamStore                *store,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *cam_import_preview_postcodes (CamFeatureSet           *set,
                                          GHashTable              *known,
                                          const char              *source,
                                          GCancellable            *cancellable,
                                          GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sorts in the order given above, keeping the file's order within each verdict. */
void        cam_import_sort_items        (GPtrArray               *items);

G_END_DECLS
