/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How words are spelt, for the search index: private to the store room. */

/* Other spellings of the words of @text, separated by spaces, for the index to hold beside it: words
 * without their apostrophe ("kings" of "King’s"), "saint" and "st", "and" of "&", a postcode without
 * its space. "" where there are none. */
char  *cam_search_text_dup_variants (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The words of what a person typed, without apostrophes or any punctuation, in order, at most 12;
 * NULL-ended. */
char **cam_search_text_dup_words    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
