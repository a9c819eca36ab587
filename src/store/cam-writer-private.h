/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"
#include "cam-writer.h"

G_BEGIN_DECLS

typedef void (*CamProgressFunc) (double      fraction,
                                 const char *message,
                                 gpointer    data);

/* Lives on the stack of the writer thread while an action runs. */
struct _CamWriter
{
  CamSession      *session;
  GCancellable    *cancellable;
  CamProgressFunc  progress;      /* may be NULL */
  gpointer         progress_data;
};

G_END_DECLS
