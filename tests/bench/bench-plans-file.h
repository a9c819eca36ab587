/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-file.h"

/* A file as large as plans may become: 8 priorities, 10,000 activities, 2,000 measures, 200,000 readings. */
void bench_plans_file_open (BenchFile *self);
