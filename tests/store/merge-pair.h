/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* Two laptops: one file each, and what they hand over. B starts from a copy of A's file. */
typedef struct
{
  Fixture a;
  Fixture b;
} Pair;

void            pair_set_up    (Pair          *self,
                                gconstpointer  data);
void            pair_tear_down (Pair          *self,
                                gconstpointer  data);
void            pair_copy_file (const char    *from,
                                const char    *to);
/* The file of @from as somebody hands it over: closed, as it is. Always at the same place. */
char           *pair_hand_over (Fixture       *from) G_GNUC_WARN_UNUSED_RESULT;
CamMergeReport *pair_take      (Fixture       *into,
                                const char    *path) G_GNUC_WARN_UNUSED_RESULT;
CamMergeReport *pair_merge     (Fixture       *into,
                                Fixture       *from) G_GNUC_WARN_UNUSED_RESULT;
/* Both ways; asserts that the files mean the same then. */
void            pair_exchange  (Pair          *self);
/* A number that the file tells; 0 for nothing. */
gint64          pair_count     (Fixture       *self,
                                const char    *sql);

G_END_DECLS
