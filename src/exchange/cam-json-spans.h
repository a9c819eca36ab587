/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a value lies in a JSON text. */
typedef struct
{
  gsize offset;
  gsize length;
} CamJsonSpan;

/* The members of a JSON text's root object, found without parsing them, so that a large text can be
 * parsed in pieces and a hostile one is refused before a parser recurses into it. */
typedef struct
{
  GHashTable *members;   /* (element-type utf8 CamJsonSpan) of the root object, by raw key */
  GArray     *elements;  /* (element-type CamJsonSpan) of the array called "features" */
} CamJsonSpans;

/* Refuses text that nests deeper than 64 or whose outermost two levels are not JSON; what lies inside
 * the spans is only balanced, not checked. At most @max_elements. CAM_ERROR_CORRUPT, _TOO_BIG. */
CamJsonSpans *cam_json_spans_new  (const char    *text,
                                   gsize          length,
                                   guint          max_elements,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_json_spans_free (CamJsonSpans  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamJsonSpans, cam_json_spans_free)

G_END_DECLS
