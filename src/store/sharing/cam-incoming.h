/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"
#include "cam-foreign-db.h"

G_BEGIN_DECLS

/* Private to merging: a copy of our own file from outside, read as hostile. It knows what the file says
 * of copies, tables and versions, and whether it is what it was when it was handed over. One thread. */

typedef enum
{
  CAM_SCOPE_SHARED,
  CAM_SCOPE_PERSONAL,
} CamScope;
#define CAM_N_SCOPES 2

/* No laptop ever gets so far: beyond is a number that somebody made up. */
#define CAM_INCOMING_MAX_SEQ (G_GINT64_CONSTANT (1) << 40)

/* A copy that the file has heard of. Index 0 is nobody's: dots of what was left out of a copy. */
typedef struct
{
  char   *id;                  /* its uuid; "" at index 0 */
  gint64  number;              /* cam_copy.copy in the file; 0 where it has none */
  gint64  seen[CAM_N_SCOPES];  /* the file's version vector */
  gint64  newest;              /* the newest action that the file knows */
} CamIncomingCopy;

typedef struct
{
  int       id;
  char     *name;
  int       position;  /* in what cam_incoming_values_seek() reads; 0 where the cells lie in cam_extra */
  gboolean  personal;
} CamIncomingColumn;

typedef struct
{
  int        id;
  char      *name;
  gboolean   here;
  gboolean   personal;
  GPtrArray *columns;  /* (element-type CamIncomingColumn), by id */
  int        n_here;   /* of them, those that the table has */
} CamIncomingTable;

typedef struct _CamOutside CamOutside;

typedef struct
{
  CamForeignDb *db;
  int           fd;             /* the private copy, for its bytes */
  gint64        end;            /* monotonic: all reading together may take until then */
  guint         n_columns;      /* of all tables */
  gint64        version;        /* of the schema */
  char         *file_id;
  char         *seal;           /* its 40 bytes; NULL where there is none */
  char         *digest;         /* NULL where there is none */
  gboolean      was_shared;     /* a copy that was handed over, not a plain copy of somebody's file */
  gboolean      lacks_areas;    /* what the copy says was left out of it */
  gboolean      lacks_personal;
  gboolean      has_before;     /* of schema 2 or newer */
  gint64        copy;           /* cam_now.copy */
  GPtrArray    *copies;         /* (element-type CamIncomingCopy) */
  GHashTable   *copy_numbers;   /* cam_copy.copy as pointer → index as pointer */
  GPtrArray    *tables;         /* (element-type CamIncomingTable), by id */
  GHashTable   *erased;         /* set of utf8 */
  CamOutside   *outside;        /* edits by another program since; NULL where there are none */
  guint         outside_copy;   /* the index of the copy that made them */
} CamIncoming;

/* Opens and looks at the lists. The rest is not verified yet. */
CamIncoming             *cam_incoming_open        (const char        *path,
                                                   GCancellable      *cancellable,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without a private copy, so that it may change while it is read: for cam_merge_peek() only. NULL for whatever
 * reason it cannot be read. Not for the file that the program has open as its own, which would lose its locks. */
CamIncoming             *cam_incoming_peek        (const char        *path,
                                                   GCancellable      *cancellable) G_GNUC_WARN_UNUSED_RESULT;
/* That the file is what was handed over, apart from what another program was seen to edit; for a plain copy
 * of somebody's file, that it is sound. */
gboolean                 cam_incoming_verify      (CamIncoming       *self,
                                                   GError           **error);
/* That every page of every table that is read is sound. */
gboolean                 cam_incoming_check_pages (CamIncoming       *self,
                                                   GError           **error);
void                     cam_incoming_free        (CamIncoming       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamIncoming, cam_incoming_free)

/* NULL where the file does not know it. */
const CamIncomingTable  *cam_incoming_get_table   (CamIncoming            *self,
                                                   int                     id);
const CamIncomingTable  *cam_incoming_find_table  (CamIncoming            *self,
                                                   const char             *name);
const CamIncomingColumn *cam_incoming_get_column  (const CamIncomingTable *table,
                                                   int                     id);
/* What the dot (@number, @file_seq) of the file means: the index of its copy, and its number. FALSE where the file speaks of a copy that it does not know, or of a number that no
 * action can have. Outside edits get their own copy and the number 1. */
gboolean                 cam_incoming_read_dot    (CamIncoming       *self,
                                                   gint64             number,
                                                   gint64             file_seq,
                                                   guint             *copy,
                                                   gint64            *seq,
                                                   GError           **error);
/* "SELECT columns FROM table rest" of the file; names are ours, not the file's. */
sqlite3_stmt            *cam_incoming_select      (CamIncoming       *self,
                                                   const char        *table,
                                                   const char        *columns,
                                                   const char        *rest,
                                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* For anything that an honest file cannot hold. Always FALSE. */
gboolean                 cam_incoming_refuse      (const char        *what,
                                                   GError           **error);

/* Whether it is a text with a NUL in it, which ends it for most of those who read it and not for others. */
gboolean                 cam_incoming_has_nul     (sqlite3_stmt      *stmt,
                                                   int                column);
/* A valid text of at most @max bytes, borrowed until the next step; NULL for anything else. */
const char              *cam_incoming_get_text    (sqlite3_stmt      *stmt,
                                                   int                column,
                                                   gsize              max);

G_END_DECLS
