/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CAM_COLUMN_TEXT,
  CAM_COLUMN_INTEGER,   /* GObject property of type gint64; CAM_INTEGER_NONE where null */
  CAM_COLUMN_REAL,      /* double; NAN where null */
  CAM_COLUMN_BOOLEAN,
  CAM_COLUMN_DATE,      /* text, YYYY-MM-DD */
  CAM_COLUMN_GEOMETRY,  /* GBytes, a GeoPackage geometry blob */
  CAM_COLUMN_BLOB,      /* GBytes, the content of a file */
} CamColumnType;

#define CAM_INTEGER_NONE G_MININT64

typedef enum
{
  CAM_COLUMN_PLAIN      = 0,
  CAM_COLUMN_TITLE      = 1 << 0,  /* what the record is called: searched first, shown in lists */
  CAM_COLUMN_SEARCHED   = 1 << 1,  /* goes into the full-text index */
  CAM_COLUMN_LAZY       = 1 << 2,  /* large: left out of lists, fetched when asked for (geometry, files) */
  CAM_COLUMN_REQUIRED   = 1 << 3,  /* never null in the file: NULL text is kept as "" */
} CamColumnFlags;

/* One column of a record type: the only place where it is declared, beside the schema file. */
typedef struct
{
  const char     *name;        /* in SQL, snake_case; the GObject property has dashes */
  CamColumnType   type;
  CamColumnFlags  flags;
  const char     *words;       /* NULL, or the allowed words: "draft|proposed|agreed" */
  const char     *references;  /* NULL, or the table whose uuid this column holds */
} CamColumn;

/* Whether @text may be set: valid UTF-8, one of the words where the column has words, YYYY-MM-DD
 * where it is a date. NULL may be, unless the column is required and has words. For what a person
 * typed or a file holds; setting anything else is a programmer's fault. */
gboolean    cam_column_accepts_text      (const CamColumn *self,
                                          const char      *text);

#define CAM_TYPE_RECORD (cam_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (CamRecord, cam_record, CAM, RECORD, GObject)

/* A row of a table as an object, living on the main thread. Reading, saving what changed, history,
 * undo, search and export derive from the class's columns. There is at most one live object per row
 * of a store, so two screens that show one row show one object.
 *
 * Properties beside the columns, all read-only: uuid, title (text), deleted (boolean). */
struct _CamRecordClass
{
  GObjectClass     parent_class;

  const char      *table;
  const CamColumn *columns;
  guint            n_columns;

  /*< private >*/
  GParamSpec     **properties;  /* one per column; live as long as the class, that is for ever */
};

/* Call in class_init: sets the table and installs one GObject property per column.
 * @columns must live as long as the class. Column numbers below are indices into it. */
void        cam_record_class_set_columns (CamRecordClass  *klass,
                                          const char      *table,
                                          const CamColumn *columns,
                                          guint            n_columns);
/* -1 where there is no such column. */
int         cam_record_class_find_column (CamRecordClass  *klass,
                                          const char      *name);

/* NULL for a record that has not been saved yet. */
const char *cam_record_get_uuid          (CamRecord  *self);
/* The local row number, 0 for a record not saved yet. Never leaves this file. */
gint64      cam_record_get_fid           (CamRecord  *self);
gboolean    cam_record_is_deleted        (CamRecord  *self);
/* The text of the column flagged CAM_COLUMN_TITLE, "" where it has none. */
const char *cam_record_get_title         (CamRecord  *self);

gboolean    cam_record_is_null           (CamRecord  *self,
                                          guint       column);
const char *cam_record_get_text          (CamRecord  *self,
                                          guint       column);
gint64      cam_record_get_integer       (CamRecord  *self,
                                          guint       column);
double      cam_record_get_real          (CamRecord  *self,
                                          guint       column);
gboolean    cam_record_get_boolean       (CamRecord  *self,
                                          guint       column);
GBytes     *cam_record_get_blob          (CamRecord  *self,
                                          guint       column);

/* Setters change the object and notify, only on change; cam_store_save_async() writes. The text must
 * be one that cam_column_accepts_text(). */
void        cam_record_set_text          (CamRecord  *self,
                                          guint       column,
                                          const char *text);
void        cam_record_set_integer       (CamRecord  *self,
                                          guint       column,
                                          gint64      integer);
void        cam_record_set_real          (CamRecord  *self,
                                          guint       column,
                                          double      real);
void        cam_record_set_boolean       (CamRecord  *self,
                                          guint       column,
                                          gboolean    boolean);
void        cam_record_set_blob          (CamRecord  *self,
                                          guint       column,
                                          GBytes     *blob);
/* Whether a setter changed anything since the record was loaded or saved. */
gboolean    cam_record_is_changed        (CamRecord  *self);

G_END_DECLS
