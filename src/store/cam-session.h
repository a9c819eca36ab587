/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-changes.h"
#include "cam-db.h"
#include "cam-place.h"

G_BEGIN_DECLS

/* The latest that a clock can show, in the year 3085. One that has got there stays there, so that nobody's file
 * becomes unreadable by a clock that went wrong somewhere. */
#define CAM_MAX_CLOCK (G_GINT64_CONSTANT (1) << 61)

/* The writing side of an open file: its connection, its lock, its copy, and the action under way.
 * Belongs to the writer thread once it has been opened. */
typedef struct
{
  CamDb      *db;
  char       *path;
  CamPlace   *place;
  gint64      copy;        /* cam_now.copy */
  gboolean    unclaimed;   /* the file was put back to an earlier state and has no number to go on with yet */
  gint64      clock;       /* of the newest action that is known */
  gint64      data_version;  /* SQLite's own: another one where another connection has written */

  /* Called when the file is about to be locked for long, with a copy that holds the same; may be NULL. */
  void      (*aside) (const char *path,
                      gpointer    data);
  gpointer    aside_data;

  gint64      seq;         /* of the action under way, 0 outside */
  char       *label;
  GHashTable *touched;     /* table name → GArray of gint64 */
  GHashTable *bounds;      /* table name → four doubles: what its new outlines cover */
} CamSession;

/* The existing file @path, ready to write: locked, checked, migrated, with outside edits adopted.
 * Call cam_session_check() first. */
CamSession *cam_session_open        (const char   *path,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The file that is at the path of @old now, under the same lock. @old stays open, and has to be closed
 * where this succeeds. */
CamSession *cam_session_reopen      (CamSession   *old,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void        cam_session_close       (CamSession   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSession, cam_session_close)

/* Makes a new file; fails with CAM_ERROR_BUSY where one appeared meanwhile. */
gboolean    cam_session_create      (const char   *path,
                                     GError      **error);

/* Whether @path is a sound file of this program that this version can read. Changes nothing.
 * @look_only: it will not be migrated. @writable: whether this version may write it, too. */
gboolean    cam_session_check       (const char   *path,
                                     gboolean      look_only,
                                     gboolean     *writable,
                                     GError      **error);

/* The kind of an action that leaves no change and cannot be undone. */
#define CAM_ACTION_ERASE "erase"

/* Gives the file the copy id to go on with, after it was put back to an earlier state. In cam-unmerge.c. */
gboolean    cam_session_claim       (CamSession       *self,
                                     GError          **error);

/* An action: begin, do, then commit or roll back. */
typedef struct
{
  const char *label;
  const char *author;
  const char *kind;      /* "edit", "undo", "redo", "outside", "erase" */
  gint64      undoes;    /* 0 for none */
} CamAction;

gboolean    cam_session_begin       (CamSession       *self,
                                     const char       *label,
                                     GError          **error);
/* Where nothing was changed nothing is kept, and @changes is NULL. */
/* Ends an action that was a merge: it takes no number of this copy and is no action of its own. What it touched
 * is indexed and told in @changes. @clock: of the newest action that came in. */
gboolean    cam_session_commit_merge (CamSession      *self,
                                     gint64            clock,
                                     CamChanges      **changes,
                                     GError          **error);
gboolean    cam_session_commit      (CamSession       *self,
                                     const CamAction  *action,
                                     CamChanges      **changes,
                                     GError          **error);
void        cam_session_roll_back   (CamSession       *self);
/* Ends the number under way as an action by itself, of the same transaction; the following one is then
 * under way. For what needs two dots. */
gboolean    cam_session_next        (CamSession       *self,
                                     const CamAction  *action,
                                     GError          **error);

/* Counts a row among those that the action touched; changes made through SQL are counted anyway. */
void        cam_session_touch       (CamSession       *self,
                                     const char       *table,
                                     gint64            fid);
/* Makes gpkg_contents of @table cover an outline that was just written. */
void        cam_session_add_bounds  (CamSession       *self,
                                     const char       *table,
                                     GBytes           *blob);

/* What an entry of a stack is of: an action, or a merge. */
typedef struct
{
  gint64 id;      /* 0 for none */
  gint64 copy;
  gint64 seq;
  gint64 merge;   /* cam_merge.id, 0 for an action */
} CamUndoEntry;

/* The newest entry of @stack ("undo" or "redo"). */
gboolean    cam_session_peek        (CamSession       *self,
                                     const char       *stack,
                                     CamUndoEntry     *entry,
                                     char            **label,
                                     GError          **error);
/* Takes back what the newest entry of @stack did, as an action. @label: what it was called. */
gboolean    cam_session_step_back   (CamSession       *self,
                                     const char       *stack,
                                     const char       *author,
                                     char            **label,
                                     CamChanges      **changes,
                                     GError          **error);
/* Makes one action of everything that other programs did since the last time; @changes is NULL where
 * that is nothing. */
gboolean    cam_session_adopt       (CamSession       *self,
                                     gboolean          triggers_were_lost,
                                     CamChanges      **changes,
                                     GError          **error);
/* The same while the file is open, where another program has written to it; quick where none has. */
gboolean    cam_session_catch_up    (CamSession       *self,
                                     CamChanges      **changes,
                                     GError          **error);

G_END_DECLS
