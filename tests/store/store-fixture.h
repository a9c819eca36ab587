/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A folder of its own for each test, and a store in it. */
typedef struct
{
  char     *folder;
  char     *path;
  CamStore *store;
  guint     n_changed;    /* emissions of "changed" since the store was opened */
} Fixture;

void      fixture_set_up     (Fixture       *self,
                              gconstpointer  data);
void      fixture_tear_down  (Fixture       *self,
                              gconstpointer  data);
void      fixture_open       (Fixture       *self);
/* Closes and asserts that the object is gone. */
void      fixture_close      (Fixture       *self);

/* One action each; they assert that it succeeds. */
char     *fixture_add        (Fixture       *self,
                              const char    *table,
                              const char    *name);
void      fixture_set        (Fixture       *self,
                              const char    *table,
                              const char    *uuid,
                              const char    *column,
                              CamValue       value);
/* Runs @func as an action and asserts that it succeeds. */
void      fixture_write      (Fixture       *self,
                              const char    *label,
                              CamWriteFunc   func,
                              gpointer       data);
/* The label, or NULL with @error. */
char     *fixture_undo       (Fixture       *self,
                              GError       **error);
char     *fixture_redo       (Fixture       *self,
                              GError       **error);

/* What some other program would do or see: a plain connection without the store's settings. */
void      fixture_outside    (Fixture       *self,
                              const char    *sql);
/* The first column of the first row as text. */
char     *fixture_look       (Fixture       *self,
                              const char    *sql);
/* Every row that is not deleted, of every captured table, as text. */
char     *fixture_dump       (Fixture       *self);
/* Everything that the file means, deleted rows, dots, open conflicts and history included, without what is its
 * own affair: two copies that have exchanged everything give the same. */
char     *fixture_dump_meaning (Fixture     *self);
/* Asserts integrity_check and foreign_key_check, and that every row has its dot. */
void      fixture_check_file (Fixture       *self);
/* A digest of the file's bytes. */
char     *fixture_digest     (const char    *path);

G_END_DECLS
