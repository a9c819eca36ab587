/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has SQLite take its memory from lists of free pieces instead of from malloc(), which takes most of the time of a
 * test under a sanitizer that opens thousands of files: each opening parses the whole schema. For a test with one
 * thread, before anything of SQLite is used. */
void quick_memory_install (void);

G_END_DECLS
