/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks for words in the raw bytes of files: in any case, in UTF-8 and in UTF-16, and in part, since an index
 * keeps only what tells a word from the one before it. */

#define BYTE_SEARCH_WORD 16

/* A random word of letters that is nowhere else, and is looked for from now on. */
char  *byte_search_make_word (void);
/* Where in the files under the folders and files of @paths (NULL-ended) it finds a part of such a word: one
 * line each, "" where nowhere. */
char  *byte_search_find      (const char *const *paths);
void   byte_search_clear     (void);

G_END_DECLS
