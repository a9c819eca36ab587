/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"
#include "cam-history-reader.h"

G_BEGIN_DECLS

/* What the history asks the file for. Each goes by an index and reads a bounded number of rows; a test looks
 * at how SQLite means to run them. */
#define CAM_HISTORY_SQL_ACTIONS                                                                     \
  "SELECT copy, seq, clock, at, label, author, kind FROM cam_action"                                \
  " WHERE copy = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3"
#define CAM_HISTORY_SQL_ACTION                                                                      \
  "SELECT copy, seq, clock, at, label, author, kind FROM cam_action WHERE copy = ?1 AND seq = ?2"
#define CAM_HISTORY_SQL_MERGES                                                                      \
  "SELECT 0, id, 0, at, label, author, 'merge' FROM cam_merge WHERE id < ?2 ORDER BY id DESC LIMIT ?3"
#define CAM_HISTORY_SQL_OF_ROW                                                                      \
  "SELECT DISTINCT a.clock, c.copy, c.seq FROM cam_change c"                                        \
  " JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq WHERE c.uuid = ?1 LIMIT ?2"
/* Without outlines, which only cost time where nobody looks at them. */
#define CAM_HISTORY_SQL_CHANGES                                                                     \
  "SELECT id, tbl, uuid, col, CASE typeof (old) WHEN 'blob' THEN NULL ELSE old END,"                \
  " CASE typeof (new) WHEN 'blob' THEN NULL ELSE new END FROM cam_change"                           \
  " WHERE copy = ?1 AND seq = ?2 AND id > ?3 ORDER BY id LIMIT ?4"
#define CAM_HISTORY_SQL_CHANGE                                                                      \
  "SELECT id, tbl, uuid, col, old, new FROM cam_change WHERE id = ?1"
#define CAM_HISTORY_SQL_COUNT                                                                       \
  "SELECT count (*) FROM (SELECT 1 FROM cam_change WHERE copy = ?1 AND seq = ?2 LIMIT ?3)"
#define CAM_HISTORY_SQL_COPY_AUTHOR                                                                 \
  "SELECT author FROM (SELECT author FROM cam_action WHERE copy = ?1 ORDER BY seq DESC LIMIT 1000)" \
  " WHERE author <> '' GROUP BY author ORDER BY count (*) DESC, author LIMIT 1"
#define CAM_HISTORY_SQL_AUTHORS                                                                     \
  "SELECT DISTINCT author FROM (SELECT author FROM cam_action WHERE copy = ?1"                      \
  " ORDER BY seq DESC LIMIT ?2) WHERE author <> ''"

/* One action, or one merge (copy 0, seq is its number). */
typedef struct
{
  gint64          copy;
  gint64          seq;
  gint64          clock;
  char           *at;
  char           *label;
  char           *author;
  CamHistoryKind  kind;
} CamHistoryStep;

CamHistoryStep     *cam_history_step_copy         (const CamHistoryStep *self) G_GNUC_WARN_UNUSED_RESULT;
void                cam_history_step_free         (CamHistoryStep       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamHistoryStep, cam_history_step_free)

/* What records and copies are called, asked for once. */
typedef struct _CamHistoryNames CamHistoryNames;

CamHistoryNames    *cam_history_names_new         (CamDb               *db,
                                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void                cam_history_names_free        (CamHistoryNames     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamHistoryNames, cam_history_names_free)
/* "" where it has none. */
const char         *cam_history_names_get_title   (CamHistoryNames     *self,
                                                   CamDb               *db,
                                                   const CamTableInfo  *table,
                                                   const char          *uuid);
/* The area that a record is about, by its "area_uuid"; NULL where it is about none. */
const char         *cam_history_names_get_area    (CamHistoryNames     *self,
                                                   CamDb               *db,
                                                   const CamTableInfo  *table,
                                                   const char          *uuid);
/* Its name, or whoever did most of its newest actions; NULL for this copy and where nobody is known. */
const char         *cam_history_names_get_copy    (CamHistoryNames     *self,
                                                   CamDb               *db,
                                                   gint64               copy);
gboolean            cam_history_names_is_here     (CamHistoryNames     *self,
                                                   gint64               copy);

const CamColumnInfo *cam_history_find_column      (const CamTableInfo  *table,
                                                   int                  id);
/* The change that @cursor, over CAM_HISTORY_SQL_CHANGE, stands on; NULL where its table is unknown. */
CamHistoryEntry    *cam_history_entry_new         (CamDb                *db,
                                                   CamHistoryNames      *names,
                                                   const CamHistoryStep *step,
                                                   CamCursor            *cursor) G_GNUC_WARN_UNUSED_RESULT;

/* One change that the filter lets through. */
typedef struct
{
  gint64    id;
  int       table;
  int       column;
  char     *uuid;
  int       deleted;  /* what it sets "deleted" to; -1 where it is about something else */
} CamHistoryMatch;

/* The next step that the filter may let through; NULL at the end, where *@budget is used up (then it goes on
 * the next time), or with @error set. *@budget is the number of rows that may still be looked at. */
const CamHistoryStep *cam_history_reader_step     (CamHistoryReader     *self,
                                                   gint                 *budget,
                                                   GError              **error);
/* Goes to the following step. */
void                cam_history_reader_pop        (CamHistoryReader     *self);
/* Adds to @matches (element-type CamHistoryMatch) the changes of @step after the one numbered *@after that
 * the filter lets through, until there are @limit, the budget is used up or, then *@at_end is TRUE, there are
 * no more. */
gboolean            cam_history_reader_match      (CamHistoryReader     *self,
                                                   const CamHistoryStep *step,
                                                   gint64               *after,
                                                   guint                 limit,
                                                   gint                 *budget,
                                                   GArray               *matches,
                                                   gboolean             *at_end,
                                                   GError              **error);
GArray             *cam_history_matches_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a step counts only where one of its changes matches. */
gboolean            cam_history_reader_is_picky   (CamHistoryReader     *self,
                                                   const CamHistoryStep *step);
CamStore           *cam_history_reader_get_store  (CamHistoryReader     *self);
CamHistoryNames    *cam_history_reader_get_names  (CamHistoryReader     *self);
/* NULL with @error set where the store was closed meanwhile, or has another file. */
CamDb              *cam_history_reader_get_db     (CamHistoryReader     *self,
                                                   GError              **error);

/* Takes @matches, the first of its changes; @after is the last of them. */
CamHistoryAction   *cam_history_action_new        (CamHistoryReader     *reader,
                                                   const CamHistoryStep *step,
                                                   GArray               *matches,
                                                   gint64                after,
                                                   gboolean              at_end,
                                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
