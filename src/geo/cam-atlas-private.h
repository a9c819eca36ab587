/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

G_BEGIN_DECLS

/* What the atlas keeps of an area beside what it shows. */
typedef struct
{
  CamAtlasArea  area;      /* first, so that an area is its entry */
  gint64        fid;
  gboolean      valid;     /* on the day it was read */
  char         *sort_key;  /* of the name */
  char         *folded;    /* the name as cam_place_fold () has it */
  GBytes       *blob;      /* the outline, until it is parsed */
} CamAtlasEntry;

/* "st neots" of "St. Neots CP" and of "Saint Neots": letters and digits in words, without accents,
 * case and punctuation. */
char      *cam_place_fold          (const char     *text) G_GNUC_WARN_UNUSED_RESULT;

void       cam_atlas_entry_free    (CamAtlasEntry  *self);
/* Widest level first, then by name, then by fid; both arguments point at entries' pointers. */
int        cam_atlas_entry_compare (gconstpointer   a,
                                    gconstpointer   b);
/* Reads the areas with the local row numbers @fids, or all where @fids is NULL; deleted ones are
 * left out. Main thread. (element-type CamAtlasEntry) (transfer full) */
GPtrArray *cam_atlas_read_entries  (CamStore       *store,
                                    const gint64   *fids,
                                    guint           n_fids,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes outlines of the blobs, and what derives from them. Any thread. */
void       cam_atlas_parse_entries (GPtrArray      *entries);
/* Fills both tables with lists of uuids for the memberships that hold today. Main thread. */
gboolean   cam_atlas_read_members  (CamStore       *store,
                                    GHashTable     *members,
                                    GHashTable     *clusters,
                                    GError        **error);

G_END_DECLS
