/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "merge-world.h"

G_BEGIN_DECLS

/* What a file has, read with plain SQL. */

typedef struct
{
  const char *copy;    /* "" for what was left out */
  gint64      seq;
  CamValue    value;
  gboolean    shown;
} FoundValue;

typedef struct
{
  GHashTable *cells;   /* the oracle's cell → GArray of FoundValue, the one shown first */
  GHashTable *copies;  /* cam_copy.copy → id */
  GHashTable *rows;    /* uuid → fid; -1 where it lies in cam_extra */
  GHashTable *erased;  /* set of utf8 */
} WorldFound;

WorldFound *world_found_new    (World     *world,
                                WorldFile *file) G_GNUC_WARN_UNUSED_RESULT;
void        world_found_free   (WorldFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WorldFound, world_found_free)

/* The connection of who has it open, or one of its own in @plain. */
sqlite3    *world_get_handle   (World      *world,
                                WorldFile  *file,
                                sqlite3   **plain);
void        world_append_query (World      *self,
                                sqlite3    *db,
                                const char *sql,
                                GString    *text);
gint64      world_count        (World      *self,
                                sqlite3    *db,
                                const char *sql);

G_END_DECLS
