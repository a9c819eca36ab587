/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* A new, empty store in a folder of its own, and the end of both. */
CamStore *test_open_store   (void);
void      test_close_store  (CamStore      *store);
/* Adds one record as one action; its uuid. */
char     *test_insert       (CamStore      *store,
                             const char    *table,
                             const CamCell *cells,
                             guint          n_cells) G_GNUC_WARN_UNUSED_RESULT;
void      test_update       (CamStore      *store,
                             const char    *table,
                             const char    *uuid,
                             const CamCell *cells,
                             guint          n_cells);
void      test_delete       (CamStore      *store,
                             const char    *table,
                             const char    *uuid);
/* @code may be NULL. @outline is taken and may be NULL. */
char     *test_add_area     (CamStore      *store,
                             const char    *level,
                             const char    *name,
                             const char    *code,
                             CamGeometry   *outline) G_GNUC_WARN_UNUSED_RESULT;
/* @from and @to may be NULL. */
void      test_add_member   (CamStore      *store,
                             const char    *cluster,
                             const char    *member,
                             const char    *from,
                             const char    *to);

G_END_DECLS
