/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Groups numbers into classes for a map with few colours. Pure computing, any thread. */

typedef enum
{
  CAM_CLASSING_NATURAL,  /* where the numbers leave gaps: least squares within the classes (W. D. Fisher, "On grouping
                          * for maximum homogeneity", 1958; G. F. Jenks' natural breaks) */
  CAM_CLASSING_COUNTS,   /* as many numbers in each as in the others (quantiles) */
  CAM_CLASSING_STEPS,    /* equal intervals from the least to the greatest */
} CamClassing;

#define CAM_N_CLASSINGS   (CAM_CLASSING_STEPS + 1)
#define CAM_CLASSES_MIN   2
#define CAM_CLASSES_MAX   7

/* One class: the least and the greatest number in it. Equal numbers are never in two classes. */
typedef struct
{
  double low;
  double high;
  guint  n_values;
} CamClass;

/* At most @n_wanted classes (2 to 7), the lowest first, none of them empty: so fewer where there are not as many
 * different numbers, or where a step holds none. @values in any order; those that are not finite are passed over.
 * @classes has room for @n_wanted. Returns how many there are. Of more than some thousand different numbers, natural
 * classes are found among as many of their quantiles. */
guint cam_classes_compute (const double *values,
                           guint         n_values,
                           CamClassing   classing,
                           guint         n_wanted,
                           CamClass     *classes);
/* The number of the class of @value; -1 where it is not finite. A value between two classes is in the lower one. */
int   cam_classes_find    (const CamClass *classes,
                           guint           n_classes,
                           double          value);

G_END_DECLS
