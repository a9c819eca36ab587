/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate-finder.h"

G_BEGIN_DECLS

/* Private to the finder: what it read, and the comparing of it, which may run on any thread. Names are folded
 * there, too: of many that would hold up the screen. */

#define CAM_DUPLICATE_MAX_SIGNS 3
#define CAM_DUPLICATE_N_LETTERS 32

typedef struct
{
  char  *uuid;
  char  *title;
  char  *also;      /* another name as it was read; NULL where there is none */
  char  *signs[CAM_DUPLICATE_MAX_SIGNS];  /* e-mail, telephone, postcode …; NULL where not known */
  char  *context;   /* NULL where there is none */

  /* Made of these by cam_duplicate_match(). */
  char  *name;      /* folded */
  char  *short_name; /* "also", folded and without spaces; NULL where there is none */
  guint8 letters[CAM_DUPLICATE_N_LETTERS];  /* how often the name has each */
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
  GPtrArray  *places;       /* names whose words are spelled as they should be */
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
