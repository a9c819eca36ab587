/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name as it is compared: small letters without accents and punctuation, "ł" as "l", "&" as "and", "St." and "Saint"
 * as "st", and without the words that say nothing (the, ltd, cic …). Words are parted by one space. "" where
 * nothing is left. */
char    *cam_name_fold     (const char  *name) G_GNUC_WARN_UNUSED_RESULT;

/* How many letters have to be added, taken out, changed, or swapped with their neighbour to make @a into @b
 * (the restricted distance of Damerau and Levenshtein); @limit + 1 where it is more than @limit. Both folded:
 * letters are counted in Unicode. */
guint    cam_name_distance (const char  *a,
                            const char  *b,
                            guint        limit);

/* One wrong letter in so many is a slip. */
#define CAM_NAME_LETTERS_FOR_ONE 6

/* Whether two folded names are the same but for a slip of the hand: at most one letter in six is wrong, none
 * of them the first of a word, or one of a short word; the same numbers; words may be parted or joined, or
 * stand in another order. @known, which may be NULL, says whether a word is spelled as it should be: two
 * such words are not taken for one another. */
typedef gboolean (*CamWordFunc) (const char *word,
                                 gpointer    data);
gboolean cam_name_is_near  (const char  *a,
                            const char  *b,
                            CamWordFunc  known,
                            gpointer     data);

G_END_DECLS
