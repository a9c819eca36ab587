/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* Two laptops that know each other's work up to a point, have conflicts, deletions, an erasure and outlines, and
 * went on since: what somebody who merges really has. Files are kept as bytes, so that a test can go back to
 * how they were. */
typedef struct
{
  Fixture  mine;       /* the receiving file; its store is open */
  char    *template;   /* the bytes of that file */
  gsize    length;
  char    *copy;       /* path of the sealed copy that the other laptop hands over */
  char    *copy_bytes;
  gsize    copy_length;
  char    *before;     /* what the receiving file means, by merge_copies_read() */
  char    *expected;   /* what it means with the copy taken in */
  char    *undone;     /* and with that undone when it was opened anew: what was erased stays erased */
} MergeCopies;

/* Whether the copy brings an erasure that is news to mine. What comes after one, when file and backups are written
 * anew, takes most of the time of a merge: a program that tries hundreds of them says FALSE first, and both files
 * have heard of it. */
extern gboolean merge_copies_bring_erasure;

void            merge_copies_set_up      (MergeCopies    *self,
                                          gconstpointer   data);
void            merge_copies_tear_down   (MergeCopies    *self,
                                          gconstpointer   data);
/* The receiving file as it was in the beginning, open. Where it has written something since, it is another copy. */
void            merge_copies_reset       (MergeCopies    *self);
/* A sum over fixture_dump_meaning(). Where CAM_KEEP names a folder, the whole goes there under that sum. */
char           *merge_copies_read        (Fixture        *file);
/* Takes the automatic backups of the file at @path away. */
void            merge_copies_drop_backups (const char    *path);
/* Writes bytes over the copy, keeping its place. */
void            merge_copies_put         (const char     *path,
                                          gconstpointer   bytes,
                                          gsize           length);
/* That a refused copy left the receiving file, and the folder for private copies, as they were. */
void            merge_copies_assert_same (MergeCopies    *self);
/* What one laptop hands over: everything. */
void            merge_copies_share       (CamStore       *store,
                                          const char     *path);
/* Puts a right seal on a file that cam_copy_seal() would not touch, as only somebody with a mind to deceive does. */
void            merge_copies_forge_seal  (const char     *path);
/* Runs SQL on @path as the worst of programs would: no trigger, no constraint, no defence. */
void            merge_copies_forge       (const char     *path,
                                          const char     *sql);

G_END_DECLS
