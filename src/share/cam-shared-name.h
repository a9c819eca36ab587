/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of copies in a shared folder: "NAME-COPYID.gpkg". */

/* @who: the person's name, "" for none; what no file system likes is left out of it. */
char     *cam_shared_name_new    (const char  *who,
                                  const char  *copy_id) G_GNUC_WARN_UNUSED_RESULT;
/* What can be said of whose copy a file is: NAME, or the whole name without its ending. Valid UTF-8. */
char     *cam_shared_name_dup_who (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is named as a copy is, whatever else was put behind that. */
gboolean  cam_shared_name_is_ours (const char *name);
/* Whether a file of that name may be a copy at all: nothing hidden, nothing that is still being written by
 * one of the programs that keep folders the same. */
gboolean  cam_shared_name_counts (const char  *name);

G_END_DECLS
