/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A file as large as plans may become: 8 priorities, 10,000 activities, 2,000 measures, 200,000 readings. */
typedef struct
{
  char     *folder;
  char     *path;
  CamStore *store;
} BenchPlansFile;

/* Makes and opens it; ends the program where that does not work. */
void bench_plans_file_open  (BenchPlansFile *self);
/* Closes and removes it. */
void bench_plans_file_close (BenchPlansFile *self);

G_END_DECLS
