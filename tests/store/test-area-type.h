/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A record type for the tests of the store room, which knows no model: some columns of the area
 * table and of the venue table. */
typedef enum
{
  TEST_AREA_GEOM,
  TEST_AREA_LEVEL,
  TEST_AREA_NAME,
  TEST_AREA_NOTE,
  TEST_AREA_POPULATION,
  TEST_AREA_HECTARES,
  TEST_AREA_VALID_FROM,
  TEST_AREA_PARENT_UUID,
} TestAreaColumn;

#define TEST_TYPE_AREA (test_area_get_type ())
G_DECLARE_FINAL_TYPE (TestArea, test_area, TEST, AREA, CamRecord)

typedef enum
{
  TEST_PRIORITY_NAME,
  TEST_PRIORITY_POSITION,
  TEST_PRIORITY_INITIAL_FOCUS,
} TestPriorityColumn;

#define TEST_TYPE_PRIORITY (test_priority_get_type ())
G_DECLARE_FINAL_TYPE (TestPriority, test_priority, TEST, PRIORITY, CamRecord)

/* How many areas have been made so far. */
guint      test_area_get_n_made (void);
/* An empty file in the test's own folder. */
CamStore  *test_store_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* Saves, waits, and fails the test on error. */
void       test_save           (CamStore    *store,
                                CamRecord   *record,
                                const char  *label);
/* A saved area. */
CamRecord *test_area_new_saved (CamStore    *store,
                                const char  *level,
                                const char  *name) G_GNUC_WARN_UNUSED_RESULT;
/* Undoes, waits, and fails the test on error. */
void       test_undo           (CamStore    *store);
/* Waits for @flag to be set by a callback. */
void       test_wait_for       (gboolean    *flag);

G_END_DECLS
