/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the names of people are compared. */

typedef enum
{
  CAM_PERSON_NAME_OTHER,
  CAM_PERSON_NAME_LOOSE,    /* "J Example" and "Jane Example": only where more speaks for it */
  CAM_PERSON_NAME_LIKELY,   /* "Liz Example", "Elizabeth Ann Example" */
  CAM_PERSON_NAME_SAME,
} CamPersonNameFit;

/* As cam_name_fold (), given names first ("Example, Jane"), without titles and what stands behind a name ("Dr", "MBE"). */
char             *cam_person_name_fold     (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Of two folded ones. */
CamPersonNameFit  cam_person_name_compare  (const char *a,
                                            const char *b);
/* Under which names somebody may be looked for whose given name that is: numbers of CAM_PERSON_NAME_MAX_SHORT at most, the
 * same ones for "william" and "bill". How many. */
#define CAM_PERSON_NAME_MAX_SHORT 4
guint             cam_person_name_list_short (const char *given,
                                            guint      *numbers);

G_END_DECLS
