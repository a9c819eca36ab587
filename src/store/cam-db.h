/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-cursor.h"
#include "cam-error.h"
#include "cam-value.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* How long a connection waits for another program, or for a reader, before it says BUSY. */
#define CAM_DB_BUSY_MS 5000

/* Private to the store room: one connection, what is known of its tables, and its prepared
 * statements. It belongs to one thread at a time. */
typedef struct _CamDb CamDb;

/* One captured column, as cam_column has it. */
typedef struct
{
  int         id;        /* cam_column.col: never reused, 0 is the row itself */
  char       *name;
  char       *type;      /* as declared: "TEXT(36)", "MULTIPOLYGON" … */
  gboolean    geometry;
  gboolean    personal;  /* tells of a person: its table does, or it refers to one that does, or it is said so */
  char       *references; /* NULL, or the table whose uuid it holds */
} CamColumnInfo;

/* One captured table, as cam_table has it. fid and uuid are columns of every table, but not captured
 * ones; deleted is among @columns. */
typedef struct
{
  int         id;        /* cam_table.id */
  char       *name;
  char       *scope;     /* "shared" or "personal" */
  GPtrArray  *columns;   /* (element-type CamColumnInfo), in the order of the table */
} CamTableInfo;

const CamColumnInfo *cam_table_info_find_column (const CamTableInfo *self,
                                                 const char         *name);

typedef enum
{
  CAM_DB_READ_ONLY = 1 << 0,
  CAM_DB_IMMUTABLE = 1 << 1,   /* no lock, no journal looked at: for looking into a strange file */
} CamDbFlags;

/* Opens the existing file @path with the pragmas of docs/architecture.md. Changes nothing in it. */
CamDb              *cam_db_open         (const char      *path,
                                         CamDbFlags       flags,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* All cursors of it must have been freed before. */
void                cam_db_close        (CamDb           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamDb, cam_db_close)

sqlite3            *cam_db_get_handle   (CamDb           *self);

/* Reads cam_table and cam_column again. Tables that were handed out before are gone. */
gboolean            cam_db_load_tables  (CamDb           *self,
                                         GError         **error);
/* (element-type CamTableInfo), by id. */
GPtrArray          *cam_db_get_tables   (CamDb           *self);
/* NULL where there is no such captured table. */
const CamTableInfo *cam_db_find_table   (CamDb           *self,
                                         const char      *name);
const CamTableInfo *cam_db_get_table    (CamDb           *self,
                                         int              id);

/* A prepared statement, from the cache where it is free there. Give it back with cam_db_release(). */
sqlite3_stmt       *cam_db_prepare      (CamDb           *self,
                                         const char      *sql,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Resets the statement, which ends its read lock, and keeps it for the next time. */
void                cam_db_release      (CamDb           *self,
                                         sqlite3_stmt    *stmt);
/* Parameters are counted from 1. */
void                cam_db_bind         (sqlite3_stmt    *stmt,
                                         int              index,
                                         CamValue         value);
/* Runs a statement with ?1 … bound to @params; rows that it gives are ignored. */
gboolean            cam_db_run          (CamDb           *self,
                                         const char      *sql,
                                         const CamValue  *params,
                                         guint            n_params,
                                         GError         **error);
/* Runs several statements that need no parameters. */
gboolean            cam_db_run_script   (CamDb           *self,
                                         const char      *sql,
                                         GError         **error);
/* Any SELECT of the store room's own. */
CamCursor          *cam_db_query        (CamDb           *self,
                                         const char      *sql,
                                         const CamValue  *params,
                                         guint            n_params,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first column of the first row as a number; @otherwise where there is no row. */
gboolean            cam_db_query_integer (CamDb          *self,
                                         const char      *sql,
                                         const CamValue  *params,
                                         guint            n_params,
                                         gint64           otherwise,
                                         gint64          *result,
                                         GError         **error);
/* What SQLite finds wrong with the pages of the tables; NULL where that is nothing, or with @error set. Table by
 * table: the check of the whole file would go through all words of the search index as well, which takes many
 * times as long and can be made anew. @quick: without comparing indexes with their tables. */
char               *cam_db_find_damage  (CamDb           *self,
                                         gboolean         quick,
                                         GError         **error);
/* The first column of the first row; NULL without error where there is no row or it is null. */
char               *cam_db_query_text   (CamDb           *self,
                                         const char      *sql,
                                         const CamValue  *params,
                                         guint            n_params,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* What cam_store_select() and cam_writer_select() do: names are checked against the captured tables. */
CamCursor          *cam_db_select       (CamDb           *self,
                                         const char      *table,
                                         const char     **columns,
                                         const char      *clause,
                                         const CamValue  *params,
                                         guint            n_params,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets @error from the connection's last failure, as a CamError or G_IO_ERROR_CANCELLED. Always
 * returns FALSE, so that a caller can return it. @handle may be NULL. */
gboolean            cam_db_set_error    (sqlite3         *handle,
                                         int              code,
                                         GError         **error);

/* A cursor over @stmt, which is given back to @db when the cursor is freed. */
CamCursor          *cam_cursor_new      (CamDb           *db,
                                         sqlite3_stmt    *stmt) G_GNUC_WARN_UNUSED_RESULT;

/* Sets @error for what sqlite3_step() answered. Always FALSE. */
typedef gboolean (*CamCursorErrorFunc) (gpointer   owner,
                                        int        code,
                                        GError   **error);
/* A cursor that finalizes @stmt. It keeps the GObject @owner, whose connection @stmt is of and who
 * knows what a failure means. */
CamCursor          *cam_cursor_new_of   (gpointer            owner,
                                         CamCursorErrorFunc  set_error,
                                         sqlite3_stmt       *stmt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
