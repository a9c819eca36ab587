/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-outgoing.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* What must be nowhere in a copy without personal data: outgoing_type_secrets() types each somewhere else.
 * NULL-ended. */
extern const char *const outgoing_secrets[];

/* Adds a row that refers to another one. */
char *outgoing_add_child (Fixture *self,
                          const char *table,
                          const char *column,
                          const char *parent);
char *outgoing_add_area (Fixture *self,
                         const char *name,
                         const char *level,
                         const char *parent);
void outgoing_add_member (Fixture *self,
                          const char *area,
                          const char *member);
/* Hands over a copy that @copy then is about; free its path. Asserts that it is sound, sealed and closed. */
void outgoing_share (Fixture *self,
                     Fixture *copy,
                     CamShareWhat what,
                     const char *const *areas,
                     gboolean personal);
/* Asserts what fixture_look() finds. */
void outgoing_assert_look (Fixture *self,
                           const char *sql,
                           const char *expected);
/* Opens the copy as a file of one's own, and asserts that @n records are found once its index is made, and that
 * nothing waits then. */
void outgoing_assert_indexed (Fixture *self,
                              const char *word,
                              const char *n);
gboolean outgoing_has_bytes (const char *path,
                             const char *text);
/* Asserts that nothing lies about of a copy that was being made. */
void outgoing_assert_lone (Fixture *self);
/* Asserts that the file is a valid GeoPackage. */
void outgoing_validate (const char *path);
void outgoing_type_secrets (Fixture *self);
/* A CamWriteFunc that adds thousands of persons and venues. */
gboolean outgoing_add_many_cb (CamWriter *writer,
                               gpointer data,
                               GError **error);
/* A small county of two districts; what Eastland is called goes into @eastland. */
void outgoing_make_county (Fixture *self,
                           char **eastland);

G_END_DECLS
