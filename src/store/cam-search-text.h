/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How words are spelt, for the search index: private to the store room. */

/* Other spellings of the words of @text, separated by spaces, for the index to hold beside it: words
 * without their apostrophe ("kings" of "King’s"), "saint" and "st", "and" of "&", a postcode without
 * its space. "" where there are none. */
char  *cam_search_text_dup_variants (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* What a person typed as expressions for the index, one for each word, without apostrophes or any punctuation, in order,
 * at most 12; NULL-ended. @whole: the very words, not those that begin so. The parts of a number are one of them, which
 * finds the number however it is spaced, with or without a country's code. */
char **cam_search_text_dup_terms    (const char *text,
                                     gboolean    whole) G_GNUC_WARN_UNUSED_RESULT;

/* All of them in one; NULL where nothing was typed that is a word. @titles: in titles alone. */
char  *cam_search_text_dup_expression (const char *text,
                                       gboolean    titles,
                                       gboolean    whole) G_GNUC_WARN_UNUSED_RESULT;

/* Which of two titles comes first in what @typed finds: those that begin with it, then the shorter one. All folded. */
int    cam_search_text_compare      (const char *typed,
                                     const char *one,
                                     const char *other) G_GNUC_PURE;

G_END_DECLS
