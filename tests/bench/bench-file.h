/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* A large file of a benchmark. */
typedef struct
{
  char     *folder;
  char     *path;
  CamStore *store;
} BenchFile;

/* Makes a file with what the statements of @fill put into it, and opens it; ends the program where that does not work. */
void bench_file_open  (BenchFile  *self,
                       const char *fill);
/* Closes and removes it. */
void bench_file_close (BenchFile  *self);

G_END_DECLS
