/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-file.h"

/* A file as large as events may become: 20,000 of four years, 1,000 of which repeat, in 22 areas. */
void bench_events_file_open (BenchFile *self);
