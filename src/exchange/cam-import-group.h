/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-matcher.h"
#include "cam-import-preview.h"

G_BEGIN_DECLS

/* The features of one area: one as a rule, several where they share a code (a parish in two parts). */
typedef struct
{
  CamLevel     level;
  const char  *code;         /* NULL where there is none */
  char        *name;         /* NULL where there is none */
  GPtrArray   *features;     /* (element-type CamFeature), borrowed */
  CamGeometry *outline;
  gboolean     mended;
  double       lat, lon;     /* of a label; NAN where unknown */
  char        *problem;      /* a sentence, NULL where all is well */
  const CamKnownArea *match;
} CamImportGroup;

/* Sorts the features into groups, makes their outlines valid and finds the area that each means.
 * (element-type CamImportGroup), in the file's order; borrows from the request. NULL only where
 * cancelled. Any thread. */
GPtrArray *cam_import_group_features (const CamPreviewRequest  *request,
                                      const CamExtraColumns    *extras,
                                      GCancellable             *cancellable,
                                      GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
