/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "byte-search.h"
#include "cam-erase.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* Every column of a person that holds words. */
extern const char *const erase_columns[];

/* A person of words that are looked for afterwards, each column edited twice, one edit undone. */
char       *erase_fixture_add_person  (Fixture      *self);
/* One of words that may be found. */
char       *erase_fixture_add_other   (Fixture      *self);
/* Blocking; asserts that it succeeds. */
CamErasure *erase_fixture_erase       (Fixture      *self,
                                       const char   *uuid);
void        erase_fixture_back_up     (Fixture      *self);
/* Where a word that was made to be erased still is: in the folder of the file, and the user's folders of data,
 * state and cache. */
char       *erase_fixture_find_words  (Fixture      *self);
/* A number of rows, as text. */
char       *erase_fixture_count       (Fixture      *self,
                                       const char   *table,
                                       const char   *where,
                                       const char   *uuid);

G_END_DECLS
