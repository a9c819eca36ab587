/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder of this computer that looks as if it were on a server: no path, nothing native, every access
 * through GIO. What goes wrong there is set for all of them. */

typedef struct
{
  GIOErrorEnum list_error;   /* of listing; -1 for none */
  GIOErrorEnum write_error;  /* of replacing */
  guint        n_reads;      /* files that were read */
} FarTrouble;

extern FarTrouble far_trouble;

GFile *far_file_new (const char *path);

G_END_DECLS
