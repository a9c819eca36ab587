/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-ics-private.h"
#include "cam-event-import.h"
#include "cam-event-rows-private.h"
#include "cam-ics-read.h"

G_BEGIN_DECLS

/* One event of the file, or what was refused of it. */
typedef struct
{
  const CamIcsEvent *event;    /* NULL where it was refused by the reading */
  const CamEventRow *row;      /* of a table; NULL in a calendar file */
  CamImportVerdict   verdict;
  guint              number;   /* line of the file */
  char              *reason;   /* a sentence; NULL for none */
  char              *odd;      /* sentences; NULL for none */
  const char        *name;     /* borrowed; NULL for none */
} CamEventLine;

/* A file, read and compared. Does not change after that. Any thread, one at a time. */
typedef struct
{
  CamIcsFile *file;
  GArray     *lines;     /* CamEventLine, in the order of the file */
  guint       n_people;
  CamEventRows *rows;    /* of a table; NULL for a calendar file */
  GHashTable *by_event;  /* the same: event → CamEventRow */
} CamEventLines;

/* Takes @file. */
CamEventLines *cam_event_lines_new     (CamIcsFile          *file) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a table, beside what is here. Takes @rows. */
CamEventLines *cam_event_lines_new_table (CamEventRows       *rows,
                                        const CamEventBook  *book) G_GNUC_WARN_UNUSED_RESULT;
/* Counted: a g_atomic_rc_box. */
void           cam_event_lines_unref   (CamEventLines       *self);
/* The UIDs in it. (element-type utf8) (transfer full) */
GPtrArray     *cam_event_lines_list_uids (CamEventLines     *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether one of them is the event of this program, so that it matters when it was changed here. */
gboolean       cam_event_lines_have_own (CamEventLines      *self,
                                        const CamEventBook  *book);
/* Says for each what writing it would do. */
gboolean       cam_event_lines_compare (CamEventLines       *self,
                                        const CamEventBook  *book,
                                        GCancellable        *cancellable,
                                        GError             **error);
gboolean       cam_event_lines_have_work (CamEventLines     *self);
/* On the writer thread: compares what is new or changed once more, and writes it. */
gboolean       cam_event_lines_write   (CamEventLines       *self,
                                        CamWriter           *writer,
                                        GCancellable        *cancellable,
                                        GError             **error);

/* In cam-event-item.c. */
CamEventItem  *cam_event_item_new      (const CamEventLine  *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
