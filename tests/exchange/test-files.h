/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

/* A folder of its own with a new store in it, and what tests of the import do over and over. */
typedef struct
{
  char     *folder;
  CamStore *store;
} TestFiles;

void               test_files_set_up     (TestFiles      *self,
                                          gconstpointer   data);
void               test_files_tear_down  (TestFiles      *self,
                                          gconstpointer   data);
/* The path of a new file. */
char              *test_files_write      (TestFiles      *self,
                                          const char     *name,
                                          const char     *contents);
/* Runs a shell command in the folder; it has to succeed. */
void               test_files_run        (TestFiles      *self,
                                          const char     *command);
/* Opens, reads, and previews at @level (-1: the guess). */
CamBoundaryImport *test_files_preview    (TestFiles      *self,
                                          const char     *name,
                                          int             level);
void               test_files_apply      (CamBoundaryImport *import);
/* The item of that name, which has to be there once. */
CamImportItem     *test_find_item        (CamBoundaryImport *import,
                                          const char        *name);
void               test_assert_counts    (CamBoundaryImport *import,
                                          guint              n_new,
                                          guint              n_changed,
                                          guint              n_same,
                                          guint              n_problems);
/* The text of a column of the area called @name; NULL where it is null. */
char              *test_files_get_area   (TestFiles      *self,
                                          const char     *name,
                                          const char     *column);
/* A digest of the bytes of the store's file. */
char              *test_files_digest     (TestFiles      *self);
