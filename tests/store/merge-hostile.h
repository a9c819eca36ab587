/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of importing a hostile copy: a CamError, or TAKEN. */
#define MERGE_TAKEN (-1)

/* One lie that is put into an honest copy. */
typedef struct
{
  const char *name;
  const char *sql;       /* run without triggers and constraints */
  int         sealed;    /* what is to become of it with a right seal */
  int         plain;     /* and as a plain copy of somebody's file */
} MergeLie;

/* Ended by one without a name. */
extern const MergeLie merge_lies[];

G_END_DECLS
