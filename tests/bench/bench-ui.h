/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A window in which pages are timed. Times are in milliseconds. */
typedef struct _BenchUi BenchUi;

struct _BenchUi
{
  GtkWidget     *window;
  CamStore      *store;
  GtkAdjustment *adjustment;  /* what is scrolled */
  GArray        *times;       /* double: of the frames that count; NULL while none do */
  gint64         began;
  guint          frame;
  gboolean       painted;
};

typedef GtkWidget *(*BenchUiMakeFunc) (BenchUi *self);
typedef void       (*BenchUiStepFunc) (BenchUi *self);

void       bench_ui_open              (BenchUi         *self);
/* Once nothing is under way any more. */
void       bench_ui_close             (BenchUi         *self);
/* The first one of that type; NULL where there is none. */
GtkWidget *bench_ui_find              (GtkWidget       *widget,
                                       GType            type,
                                       gboolean         is_mapped);
/* A list that has nothing to read: so many labels that say @text. */
GtkWidget *bench_ui_new_list          (guint            n_rows,
                                       const char      *text) G_GNUC_WARN_UNUSED_RESULT;
void       bench_ui_wait_for_frame    (BenchUi         *self);
/* Until the first frame that shows it. */
void       bench_ui_show              (BenchUi         *self,
                                       GtkWidget       *content);
/* So many per cent of @times, which it sorts, are at most that. */
double     bench_ui_get_share         (GArray          *times,
                                       guint            percent);
/* From asking for what @make makes to the first frame that shows it: the median of @n_runs. */
double     bench_ui_measure_showing   (BenchUi         *self,
                                       BenchUiMakeFunc  make,
                                       guint            n_runs);
/* The frames while @step is called before each, at the 95th percentile. */
double     bench_ui_measure_frames    (BenchUi         *self,
                                       BenchUiStepFunc  step);
/* The same while the list that is shown is scrolled down by some rows a frame. */
double     bench_ui_measure_scrolling (BenchUi         *self);

G_END_DECLS
