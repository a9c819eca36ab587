/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-period.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* The measures and areas of a store at one moment, to find what a table means. Made on the main thread, immutable
 * after, usable from any thread. */
typedef struct _CamReadingBook CamReadingBook;

typedef struct
{
  char         *uuid;
  char         *name;
  char         *unit;        /* NULL for none */
  guint         decimals;
  double        ratio_per;   /* NAN where it is no ratio */
  CamFrequency  frequency;
  char         *area_level;  /* NULL where it does not say */
} CamBookMeasure;

typedef struct
{
  char *uuid;
  char *name;
  char *level;
} CamBookArea;

CamReadingBook       *cam_reading_book_new          (CamStore        *store,
                                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void                  cam_reading_book_free         (CamReadingBook  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamReadingBook, cam_reading_book_free)

/* The one measure that @word, a uuid or a name in any case, means. NULL with *@n_found 0, or with how many it could
 * be. */
const CamBookMeasure *cam_reading_book_find_measure (CamReadingBook  *self,
                                                     const char      *word,
                                                     guint           *n_found);
/* The same for a uuid, code or name of an area. Of several with one name those of @level, which may be NULL, come
 * first. */
const CamBookArea    *cam_reading_book_find_area    (CamReadingBook  *self,
                                                     const char      *word,
                                                     const char      *level,
                                                     guint           *n_found);

G_END_DECLS
