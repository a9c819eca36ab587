/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that lie, made afresh for each test. Each is a small GeoPackage with a layer "area" of the
 * columns fid, geom, uuid and name, but for what its name says. */
typedef enum
{
  CAM_TEST_HOSTILE_NOTHING,         /* an honest file with the area "Ely" */
  CAM_TEST_HOSTILE_VIEW,            /* an endless view as the layer */
  CAM_TEST_HOSTILE_FORGED_TYPE,     /* that view, called a table in the file's own list */
  CAM_TEST_HOSTILE_GENERATED,       /* a column that is computed, 100 MB at a time */
  CAM_TEST_HOSTILE_CHECK,           /* a constraint that computes without end */
  CAM_TEST_HOSTILE_TYPES,           /* bytes, floats and broken UTF-8 where text should be */
  CAM_TEST_HOSTILE_LYING_INDEX,     /* the table says "good", its index "evil" */
  CAM_TEST_HOSTILE_UTF16,           /* a file in UTF-16 */
  CAM_TEST_HOSTILE_UNKNOWN_MODULE,  /* beside the layer a table of a module that does not exist */
  CAM_TEST_HOSTILE_VIRTUAL,         /* the layer is a full-text table */
  CAM_TEST_HOSTILE_WAL,             /* marked as in WAL, which is gone */
  CAM_TEST_HOSTILE_LIVE_WAL,        /* in WAL, with a log that is not empty */
  CAM_TEST_HOSTILE_HOT_JOURNAL,     /* left in the middle of a write */
  CAM_TEST_HOSTILE_SHARED_ROOT,     /* the layer's pages are those of the file's own list */
  CAM_TEST_HOSTILE_LONG,            /* honest, with 5,000 areas */
  CAM_TEST_HOSTILE_TRUNCATED,       /* that, and its second half is missing */
  CAM_TEST_HOSTILE_HUGE_BLOB,       /* one outline of 40 MB */
  CAM_TEST_HOSTILE_HUGE_FILE,       /* 513 MiB of nothing after the header */
  CAM_TEST_HOSTILE_NUMERIC_NAME,    /* a damaged layer called "2019", a number to a pragma */
  CAM_TEST_HOSTILE_NO_GEOPACKAGE,   /* a sound database without the tables of GeoPackage */
  CAM_TEST_HOSTILE_NOT_A_DATABASE,
  CAM_TEST_HOSTILE_EMPTY,
  CAM_TEST_N_HOSTILE,
} CamTestHostile;

const char *cam_test_hostile_get_name (CamTestHostile kind);
/* Writes the file into @folder and returns its path. */
char       *cam_test_hostile_make     (CamTestHostile  kind,
                                       const char     *folder) G_GNUC_WARN_UNUSED_RESULT;
/* Removes it and what stands beside it. */
void        cam_test_hostile_remove   (const char     *path);

G_END_DECLS
