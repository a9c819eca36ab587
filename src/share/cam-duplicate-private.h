/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate-finder.h"

G_BEGIN_DECLS

/* Private to the finder: what it read, and the comparing of it, which may run on any thread. */

#define CAM_DUPLICATE_MAX_SIGNS 3

typedef struct
{
  char  *uuid;
  char  *title;
  char  *name;      /* folded */
  char  *also;      /* another name, folded and without spaces; NULL where there is none */
  char  *signs[CAM_DUPLICATE_MAX_SIGNS];  /* e-mail, telephone, postcode …; NULL where not known */
  char  *context;   /* NULL where there is none */
} CamDuplicateRecord;

/* The records of one table. */
typedef struct
{
  const char *table;
  guint       n_contacts;   /* the first of the signs are of one person or body alone */
  GArray     *records;      /* (element-type CamDuplicateRecord) */
} CamDuplicateSet;

typedef struct
{
  GPtrArray  *sets;         /* (element-type CamDuplicateSet) */
  GHashTable *words;        /* set of words that are spelled as they should be: names of places */
  GHashTable *different;    /* set of "uuid uuid", the smaller one first */
} CamDuplicateInput;

void       cam_duplicate_input_free (CamDuplicateInput  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamDuplicateInput, cam_duplicate_input_free)

/* (transfer full) (element-type CamDuplicatePair), sorted; stops early where @cancellable is cancelled. */
GPtrArray *cam_duplicate_match      (CamDuplicateInput  *input,
                                     GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;

CamDuplicatePair *cam_duplicate_pair_new (CamDuplicateReason        reason,
                                          const char               *table,
                                          const CamDuplicateRecord *one,
                                          const CamDuplicateRecord *other) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
