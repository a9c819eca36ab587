/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-private.h"

G_BEGIN_DECLS

/* What cam-history-reader.c, which finds the actions in their order, and cam-history-filter.c, which says what
 * of them is wanted, share. */

typedef enum
{
  STREAM_COPY,    /* the actions of one copy */
  STREAM_MERGES,  /* what was merged into this file */
  STREAM_LISTED,  /* actions that are known by number */
} StreamKind;

typedef struct
{
  StreamKind  kind;
  gint64      copy;
  gint64      before;   /* what is still to be read is below this number */
  gint64      bound;    /* and not newer than this clock */
  gint64      batch;
  GPtrArray  *heads;    /* CamHistoryStep, newest first */
  guint       at;       /* the first that was not taken */
  gboolean    done;
} Stream;

typedef struct
{
  gint64 clock, copy, seq;
} Listed;

struct _CamHistoryReader
{
  GObject          parent_instance;

  CamStore        *store;
  CamDb           *db;        /* to tell whether it is still the same */
  CamHistoryNames *names;

  char            *author;
  char            *except;
  char            *from;
  char            *to;
  char            *text;      /* folded */
  gboolean         text_is_ascii;
  gint64           from_clock;
  GArray          *tables;    /* int, or NULL */
  GHashTable      *areas;     /* set of uuids, or NULL */
  GHashTable      *rows;      /* set of uuids, or NULL */

  GPtrArray       *streams;
  GArray          *listed;    /* Listed, newest first, or NULL */
  Stream          *current;   /* whose head is the step under way */
  gint64           after;     /* the change of that step that was looked at last */
};

/* Works out what @filter means in this file. */
gboolean cam_history_reader_set_filter  (CamHistoryReader        *self,
                                         const CamHistoryFilter  *filter,
                                         GError                 **error);
/* Whether the filter lets the change through that @cursor, over CAM_HISTORY_SQL_CHANGES, stands on. @by_text: the
 * words have to be in the change, since they are not in its action. */
gboolean cam_history_reader_matches     (CamHistoryReader        *self,
                                         CamCursor               *cursor,
                                         gboolean                 by_text);
/* Whether there are words to look for that neither the label nor the author of @step has. */
gboolean cam_history_reader_wants_words (CamHistoryReader        *self,
                                         const CamHistoryStep    *step);

G_END_DECLS
