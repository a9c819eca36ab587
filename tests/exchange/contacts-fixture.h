/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-export.h"
#include "cam-contact-import.h"
#include "test-files.h"

/* What tests of contacts do over and over. */

extern const CamContactBasis contacts_basis;

/* A look at a file, or at a table, which succeeds. (transfer full) */
CamContactImport *contacts_preview       (TestFiles                     *files,
                                          const char                    *text,
                                          gboolean                       is_table);
void              contacts_assert_counts (CamContactImport              *import,
                                          guint                          n_new,
                                          guint                          n_changed,
                                          guint                          n_same,
                                          guint                          n_problems);
void              contacts_apply         (CamContactImport              *import);
/* Imports, then says that a second look finds the same. */
void              contacts_import_twice  (TestFiles                     *files,
                                          const char                    *text,
                                          gboolean                       is_table,
                                          guint                          n_new);
/* The first cell that @clause finds; "no row" where there is none. (transfer full) */
char             *contacts_get           (TestFiles                     *files,
                                          const char                    *table,
                                          const char                    *column,
                                          const char                    *clause);
#define contacts_assert_cell(files, table, column, clause, expected) \
  G_STMT_START { \
    g_autofree char *found = contacts_get (files, table, column, "WHERE deleted = 0 " clause); \
    g_assert_cmpstr (found, ==, expected); \
  } G_STMT_END
/* What is in the file then. (transfer full) */
char             *contacts_export        (TestFiles                     *files,
                                          const char                    *name,
                                          const CamContactExportOptions *options,
                                          CamContactExportCounts        *counts);

/* A row that is changed, or added where @uuid is NULL. */
typedef struct
{
  const char *table;
  char       *uuid;
  CamCell     cells[4];
  guint       n_cells;
} ContactsSet;

void              contacts_set           (TestFiles                     *files,
                                          ContactsSet                   *set);
/* Takes back the last action. */
void              contacts_undo          (TestFiles                     *files);
