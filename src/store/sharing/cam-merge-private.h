/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming-dots.h"
#include "cam-incoming-values.h"
#include "cam-join.h"
#include "cam-merge.h"
#include "cam-merge-report-private.h"
#include "cam-outside.h"
#include "cam-session.h"

G_BEGIN_DECLS

/* Private to merging: one merge under way, on the writer thread. Each file of it does one step. */

/* A copy that either side has heard of, at the index of its dots. */
typedef struct
{
  char       *id;
  gint64      local;                 /* cam_copy.copy here; 0 where this file has not heard of it */
  gint64      theirs[CAM_N_SCOPES];  /* the two version vectors */
  gint64      ours[CAM_N_SCOPES];
  gint64      their_newest;          /* the newest action that each knows, be it beyond its vector */
  gint64      our_newest;
} CamMergeCopy;

typedef struct
{
  const CamIncomingColumn *theirs;
  const CamColumnInfo     *ours;      /* NULL where this version has no such column: its cells go to cam_extra */
  int                      our_id;    /* cam_column.col here */
  int                      position;  /* in what our row select reads */
  CamScope                 scope;
  sqlite3_stmt            *update;    /* made when first needed */
  /* Of the row under way. */
  guint                    copy;      /* the dot of their shown value */
  gint64                   seq;
} CamMergeColumn;

typedef struct
{
  const CamIncomingTable *theirs;
  const CamTableInfo     *ours;       /* NULL where this version has no such table */
  int                     our_id;     /* cam_table.id here */
  CamScope                scope;
  GArray                 *columns;    /* (element-type CamMergeColumn), one for each of theirs */
  gboolean                has_unknown; /* they have columns that this version does not know */
  gboolean                has_moved;  /* their cells of some of our columns lie in cam_extra */
  sqlite3_stmt           *select;     /* our row by uuid */
  sqlite3_stmt           *insert;     /* the uuid, then the columns that both have */
} CamMergeTable;

/* The dot of one of our cells. */
typedef struct
{
  int     col;
  guint   copy;
  gint64  seq;
} CamMergeDot;

/* Their row under way. */
typedef struct
{
  const CamFileRow *dots;
  sqlite3_stmt     *stmt;      /* NULL where another program removed it */
  const char       *uuid;
  CamOutsideRow    *outside;   /* NULL where no other program edited it */
  guint             copy;      /* the row's own dot */
  gint64            seq;
} CamMergeTheirs;

/* An action by its number here. */
typedef struct
{
  gint64 copy;
  gint64 seq;
} CamMergeAction;

/* A reference whose target was not there yet when it came in. */
typedef struct
{
  const CamMergeTable *table;
  guint                column;
  gint64               fid;
} CamMergeReference;

typedef struct
{
  CamSession     *session;
  CamDb          *db;
  CamIncoming    *incoming;
  CamMergeReport *report;
  gboolean        apply;          /* or only tell */
  GCancellable   *cancellable;

  GArray         *copies;         /* (element-type CamMergeCopy) */
  GHashTable     *local_copies;   /* cam_copy.copy here as pointer → index */
  GPtrArray      *tables;         /* (element-type CamMergeTable), as incoming->tables */
  GHashTable     *erased;         /* set of utf8: by either side */
  GPtrArray      *to_erase;       /* uuids that are to be erased here */
  GArray         *references;     /* (element-type CamMergeReference) */
  GArray         *of_erased;      /* (element-type CamMergeAction): theirs, that had to do with who is erased */
  gboolean        we_have_siblings;
  GArray         *their_history;  /* (element-type guint64), sorted: which dots their history holds, where their
                                   * vector does not say */
  CamIncomingValues *values;      /* their rows */
  sqlite3_stmt   *find_action;    /* theirs: clock, author, at by copy and seq */
  gint64          clock;          /* of the newest action taken in */
  gint64          outside_clock;  /* of what another program did in their file */
  gint64          last_change;    /* cam_change.id before the merge */
  guint           n_changes;      /* of history that came in */
  guint           n_known;        /* actions that came in */

  GArray         *ours_cell;      /* of the cell under way, kept to save allocations */
  GArray         *theirs_cell;
  GArray         *result;
  GArray         *our_dots;       /* (element-type CamMergeDot) */
  CamFileRow      outside_dots;   /* of the row under way, where another program removed it */
  GPtrArray      *changed;        /* (element-type utf8): columns of the row under way */
  guint           row_conflicts;
  gboolean        row_touched;
  gboolean        row_deleted;

  gint64          n_rows;         /* that were gone through */
  gint64          n_all_rows;
  void          (*progress)       (double      fraction,
                                   const char *message,
                                   gpointer    data);  /* may be NULL */
  gpointer        progress_data;
} CamMergeRun;

/* cam-merge.c: what merging @path into the session's file is made of. Writer thread, outside any transaction. */
typedef struct
{
  const char      *path;
  const char      *label;
  const char      *author;
  CamMergeFlags    flags;
  gboolean         preview;
  GCancellable    *cancellable;
  /* Called when the file is about to be locked for long, with a backup that holds the same; may be NULL. */
  void           (*aside)    (const char *path,
                              gpointer    data);
  void           (*progress) (double      fraction,
                              const char *message,
                              gpointer    data);  /* may be NULL */
  gpointer         data;

  CamMergeReport  *report;   /* what came of it */
  CamChanges      *outside;  /* what another program had done before */
  CamChanges      *changes;
  gboolean         unchecked; /* a backup was made that is to be looked through */
} CamMergeJob;

gboolean       cam_merge_session          (CamSession           *session,
                                           CamMergeJob          *job,
                                           GError              **error);
void           cam_merge_job_clear        (CamMergeJob          *job);
/* cam-merge-peek.c: TRUE, with a report, where the copy is whole and has nothing new. FALSE tells nothing. */
gboolean       cam_merge_peek             (CamSession           *session,
                                           CamMergeJob          *job);
/* cam-unmerge.c: puts back what was before the merge @id. */
gboolean       cam_merge_take_back        (CamSession           *session,
                                           gint64                id,
                                           CamChanges          **changes,
                                           GError              **error);

/* cam-merge-run.c: whether there may be anything to take; then runs it, or only looks where @apply is FALSE. Inside a transaction of the caller with triggers
 * and foreign keys off, where it is applied. */
gboolean       cam_merge_look             (CamMergeRun          *self,
                                           gboolean             *news,
                                           GError              **error);
gboolean       cam_merge_run              (CamMergeRun          *self,
                                           GError              **error);
void           cam_merge_run_init         (CamMergeRun          *self,
                                           CamSession           *session,
                                           CamIncoming          *incoming,
                                           gboolean              apply,
                                           GCancellable         *cancellable);
void           cam_merge_run_clear        (CamMergeRun          *self);

/* cam-merge-lists.c: copies, tables and what each side has seen. */
gboolean       cam_merge_map_copies       (CamMergeRun          *self,
                                           GError              **error);
gboolean       cam_merge_map_tables       (CamMergeRun          *self,
                                           GError              **error);
gboolean       cam_merge_has_news         (CamMergeRun          *self);
/* Whether they have seen more of anybody than this file had. */
gboolean       cam_merge_vector_moved     (CamMergeRun          *self);
gboolean       cam_merge_write_vectors    (CamMergeRun          *self,
                                           GError              **error);
/* The index of one of our own dots; edits by other programs that are not adopted yet are seen by nobody. */
gboolean       cam_merge_read_own_dot     (CamMergeRun          *self,
                                           gint64                local,
                                           gint64               *seq,
                                           guint                *copy,
                                           GError              **error);
/* In any order; cam_merge_sort_their_history() comes after. */
void           cam_merge_note_their_history (CamMergeRun        *self,
                                           const CamMergeTable  *table,
                                           int                   col,
                                           const char           *uuid,
                                           guint                 copy,
                                           gint64                seq);
void           cam_merge_sort_their_history (CamMergeRun        *self);
CamMergeTable *cam_merge_find_table       (CamMergeRun          *self,
                                           gint64                id);
CamMergeColumn *cam_merge_find_column     (const CamMergeTable  *table,
                                           gint64                id);
static inline CamMergeCopy *
cam_merge_get_copy (CamMergeRun *self,
                    guint        index)
{
  return &g_array_index (self->copies, CamMergeCopy, index);
}
/* Whether a side has seen a dot of a cell of the record @uuid. */
gboolean       cam_merge_we_have_seen     (CamMergeRun          *self,
                                           const CamMergeTable  *table,
                                           const CamMergeColumn *column,
                                           const char           *uuid,
                                           guint                 copy,
                                           gint64                seq,
                                           gboolean             *seen,
                                           GError              **error);
gboolean       cam_merge_they_have_seen   (CamMergeRun          *self,
                                           const CamMergeTable  *table,
                                           const CamMergeColumn *column,
                                           const char           *uuid,
                                           guint                 copy,
                                           gint64                seq);

/* cam-merge-history.c: actions and changes. */
gboolean       cam_merge_take_actions     (CamMergeRun          *self,
                                           GError              **error);
gboolean       cam_merge_take_changes     (CamMergeRun          *self,
                                           GError              **error);
/* What their history holds, for cam_merge_they_have_seen(). */
gboolean       cam_merge_read_their_history (CamMergeRun        *self,
                                           GError              **error);
/* Which of two dots is later; a CamLaterFunc with the run as its data. */
gboolean       cam_merge_is_later         (const CamSurvivor    *a,
                                           const CamSurvivor    *b,
                                           gpointer              data);
/* Who and when of one of their dots, for the report; NULL where it is not known. */
void           cam_merge_dup_who          (CamMergeRun          *self,
                                           guint                 copy,
                                           gint64                seq,
                                           char                **author,
                                           char                **at);

/* cam-merge-rows.c: goes through their rows. */
gboolean       cam_merge_take_rows        (CamMergeRun          *self,
                                           GError              **error);
/* Fills @theirs_cell with their values of one cell, the one shown first; cam_merge_clear_cell() after use. */
gboolean       cam_merge_fill_theirs      (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           CamMergeColumn       *column,
                                           const CamMergeTheirs *theirs,
                                           GError              **error);
void           cam_merge_add_survivor     (GArray               *cell,
                                           guint                 copy,
                                           gint64                seq,
                                           CamValue              value,
                                           gboolean              seen);
void           cam_merge_clear_cell       (GArray               *cell);
/* Joins one column of a row that is here, whose siblings they tell in @theirs_cell. */
gboolean       cam_merge_fill_ours        (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           CamMergeColumn       *column,
                                           const char           *uuid,
                                           gint64               *fid,
                                           GError              **error);
gboolean       cam_merge_settle_references (CamMergeRun         *self,
                                           GError              **error);

/* cam-merge-cell.c: one cell of a row that is here. @ours_cell and @theirs_cell are filled. */
gboolean       cam_merge_write_cell       (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           guint                 column,
                                           gint64                fid,
                                           GError              **error);
gboolean       cam_merge_write_dot        (CamMergeRun          *self,
                                           const CamMergeTable  *table,
                                           const CamMergeColumn *column,
                                           gint64                fid,
                                           guint                 copy,
                                           gint64                seq,
                                           GError              **error);
gboolean       cam_merge_write_sibling    (CamMergeRun          *self,
                                           const CamMergeTable  *table,
                                           const CamMergeColumn *column,
                                           gint64                fid,
                                           const CamSurvivor    *sibling,
                                           GError              **error);
/* Sets @error for a row that could not be written. */
void           cam_merge_set_write_error  (CamMergeRun          *self,
                                           int                   code,
                                           GError              **error);
/* What a value that was written asks for: an extent that covers it, a reference that leads somewhere. */
gboolean       cam_merge_note_value       (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           guint                 column,
                                           gint64                fid,
                                           CamValue              value,
                                           GError              **error);
/* Checks a value that comes in against what the column may hold. */
gboolean       cam_merge_check_value      (const CamColumnInfo  *ours,
                                           CamValue              value,
                                           GError              **error);
gboolean       cam_merge_is_erased_reference (CamMergeRun       *self,
                                           const CamColumnInfo  *ours,
                                           CamValue              value);

/* cam-merge-extra.c: cells of tables and columns that one side does not have. */
gboolean       cam_merge_take_unknown_columns (CamMergeRun      *self,
                                           CamMergeTable        *table,
                                           const CamMergeTheirs *theirs,
                                           GError              **error);
gboolean       cam_merge_take_unknown_row (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           const CamMergeTheirs *theirs,
                                           GError              **error);
/* Of a row that was just added: the cells that lie in their cam_extra and have a place here. */
gboolean       cam_merge_fill_moved       (CamMergeRun          *self,
                                           CamMergeTable        *table,
                                           const char           *uuid,
                                           gint64                fid,
                                           GError              **error);
gboolean       cam_merge_take_extra       (CamMergeRun          *self,
                                           GError              **error);

G_END_DECLS
