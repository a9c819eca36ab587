/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"
#include "cam-writer.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef void (*CamProgressFunc) (double      fraction,
                                 const char *message,
                                 gpointer    data);

/* The statement of the last insertion: an import inserts the same columns again and again. */
typedef struct
{
  const CamTableInfo *table;
  char              **columns;   /* NULL-ended */
  sqlite3_stmt       *stmt;      /* ?1 is the uuid, ?2 … the columns */
} CamInsertPlan;

/* Lives on the stack of the writer thread while an action runs. */
struct _CamWriter
{
  CamSession      *session;
  GCancellable    *cancellable;
  CamProgressFunc  progress;      /* may be NULL */
  gpointer         progress_data;
  CamInsertPlan    plan;
};

/* Gives back what the writer holds; before its session's action ends. */
void cam_writer_clear (CamWriter *self);

G_END_DECLS
