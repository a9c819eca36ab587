/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"
#include "test-store.h"

G_BEGIN_DECLS

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))
#define ADD(...) g_free (INSERT (__VA_ARGS__))

/* Every week, for ever or until recurrence_until, which its rule has as "weekly" or "weekly 2026-03-31". */
extern const CamExpander weekly;

/* An event at @starts to @ends. */
char          *add_event      (CamStore    *store,
                               const char  *name,
                               const char  *starts,
                               const char  *ends,
                               const char  *status) G_GNUC_WARN_UNUSED_RESULT;
void           set_text       (CamStore    *store,
                               const char  *table,
                               const char  *uuid,
                               const char  *column,
                               const char  *text);
/* Weekly from its start until @until, which may be NULL. */
void           repeat_weekly  (CamStore    *store,
                               const char  *event,
                               const char  *until);
void           name_area      (CamStore    *store,
                               const char  *event,
                               const char  *area);
CamEventDates *load_dates     (CamStore    *store,
                               const char  *from,
                               const char  *to) G_GNUC_WARN_UNUSED_RESULT;
/* A venue at a place. */
char          *add_venue      (CamStore    *store,
                               const char  *name,
                               double       lat,
                               double       lon) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
