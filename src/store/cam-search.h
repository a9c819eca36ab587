/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *table;
  char *uuid;
  char *title;
  char *snippet;  /* plain text around the match, "" where the title matched */
} CamSearchHit;

void       cam_search_hit_free (CamSearchHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSearchHit, cam_search_hit_free)

/* Records whose searched columns hold words that begin with each word of @text, titles first, at
 * most @limit. @text is what a person typed: no operator in it has a meaning. @table may be NULL for
 * every table. Main thread. Returns (element-type CamSearchHit) (transfer full), NULL on error. */
GPtrArray *cam_search          (CamStore     *store,
                                const char   *text,
                                const char   *table,
                                guint         limit,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* For clauses on what belongs to a record as well. What was typed, word by word: each is a value for the parameter of
 * cam_search_dup_rows_clause(). (transfer full) */
char     **cam_search_dup_terms (const char  *text) G_GNUC_WARN_UNUSED_RESULT;
/* A subquery: the fids of the rows of @table in which the index finds what parameter number @param holds. (transfer full) */
char      *cam_search_dup_rows_clause (CamStore *store,
                                       const char *table,
                                       guint     param) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
