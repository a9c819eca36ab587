/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-filter.h"
#include "cam-partner-work.h"
#include "test-store.h"

G_BEGIN_DECLS

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))
#define ADD(...) g_free (INSERT (__VA_ARGS__))

#define TODAY "2026-11-27"

char *add_person       (CamStore                *store,
                        const char              *name) G_GNUC_WARN_UNUSED_RESULT;
char *add_organisation (CamStore                *store,
                        const char              *name,
                        const char              *sector) G_GNUC_WARN_UNUSED_RESULT;
void  set_text         (CamStore                *store,
                        const char              *table,
                        const char              *uuid,
                        const char              *column,
                        const char              *text);
/* The text of a cell; "" where it is null. */
char *get_text         (CamStore                *store,
                        const char              *table,
                        const char              *uuid,
                        const char              *column) G_GNUC_WARN_UNUSED_RESULT;
/* How many rows of @table that are not deleted have @column so. */
guint count_rows       (CamStore                *store,
                        const char              *table,
                        const char              *column,
                        const char              *text);
/* Names of those of @table with these uuids, joined by "|". */
char *name_all         (CamStore                *store,
                        const char              *table,
                        GPtrArray               *uuids) G_GNUC_WARN_UNUSED_RESULT;
/* The same of what a filter chooses today. */
char *choose           (CamStore                *store,
                        const CamPartnerFilter  *filter) G_GNUC_WARN_UNUSED_RESULT;
/* Until nothing is under way any more. */
void  wait_for_list    (CamSearchList           *list);
/* Names of what is in the list, joined by "|". */
char *name_list        (CamSearchList           *list) G_GNUC_WARN_UNUSED_RESULT;
/* Applies a change that must succeed; what it made. (nullable) */
char *apply            (CamStore                *store,
                        CamPartnerWork          *work);
/* Applies one that must fail so, and change nothing. */
void  refuse           (CamStore                *store,
                        CamPartnerWork          *work,
                        int                      code);
void  undo             (CamStore                *store);
/* Once nothing of it is read in the background any more. */
void  close_store      (CamStore                *store);

G_END_DECLS
