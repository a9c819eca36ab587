/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate-finder.h"

G_BEGIN_DECLS

/* Private to the finder: what it read, and the comparing of it, which may run on any thread. Names are folded
 * there, too: of many that would hold up the screen. */

#define CAM_DUPLICATE_MAX_SIGNS 4
#define CAM_DUPLICATE_N_LETTERS 32

/* How a sign is compared. */
typedef enum
{
  CAM_DUPLICATE_TEXT,
  CAM_DUPLICATE_EMAIL,
  CAM_DUPLICATE_PHONE,
} CamDuplicateSign;

typedef struct
{
  char  *uuid;
  char  *title;
  char  *also;      /* other names as they were read, one in a line; NULL where there is none */
  char  *signs[CAM_DUPLICATE_MAX_SIGNS];  /* e-mails, phones, postcode …, one in a line; NULL where not known */
  char  *context;   /* NULL where there is none */

  /* Made of these by cam_duplicate_match(), which folds the signs as well. */
  char  *name;      /* folded */
  char **short_names; /* "also", folded and without spaces; NULL where there is none */
  guint8 letters[CAM_DUPLICATE_N_LETTERS];  /* how often the name has each */
} CamDuplicateRecord;

/* The records of one table. */
typedef struct
{
  const char *table;
  gboolean    people;
  guint       n_contacts;   /* the first of the signs are of one person or body alone */
  guint       against;      /* bits: which signs speak against it where they differ */
  CamDuplicateSign kinds[CAM_DUPLICATE_MAX_SIGNS];
  GArray     *records;      /* (element-type CamDuplicateRecord) */
  GHashTable *by_uuid;      /* number of the record + 1; while it is read */
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
