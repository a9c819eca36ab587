/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder of a test's own, and what lies in it. */

typedef struct
{
  char *folder;
  char *plain;   /* names of files in it, none of which is there at first */
  char *sealed;
  char *opened;
} ShareFiles;

void    share_files_set_up     (ShareFiles    *files,
                                gconstpointer  data);
/* Asserts that no unfinished file was left. */
void    share_files_tear_down  (ShareFiles    *files,
                                gconstpointer  data);
guint   share_files_count      (ShareFiles    *files);
void    share_files_write      (const char    *path,
                                const guint8  *bytes,
                                gsize          length);
GBytes *share_files_read       (const char    *path) G_GNUC_WARN_UNUSED_RESULT;
/* Bytes that are the same in every run and repeat nowhere near. */
GBytes *share_files_make       (gsize          length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
