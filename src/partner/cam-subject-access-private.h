/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-subject-access.h"

G_BEGIN_DECLS

/* One value of a row. */
typedef struct
{
  const char   *column;   /* interned */
  const char   *label;    /* interned */
  CamValueType  type;     /* what it is in the file; a blob has no text */
  gboolean      is_truth; /* 0 and 1 mean no and yes */
  gboolean      is_word;  /* one of some: "place_coordinator" */
  gboolean      is_kept;  /* a uuid or a date: nothing to replace in it */
  gboolean      is_names; /* of people, one or several: all but those of the person are replaced */
  char         *text;     /* NULL where the file has nothing */
  const char   *shown;    /* interned: what the page says in its place; NULL for the text */
  char         *title;    /* of what it refers to; NULL where it refers to nothing */
} CamSubjectField;

typedef struct
{
  GPtrArray *fields;     /* CamSubjectField */
  GPtrArray *others;     /* char: names of other people whom the row is about as well; NULL where there are none */
} CamSubjectRow;

typedef struct
{
  const char *key;       /* a table, "mentions" or "history" */
  const char *title;
  GPtrArray  *rows;      /* CamSubjectRow */
} CamSubjectSection;

typedef struct
{
  char   *name;
  GBytes *bytes;
  char   *media_type;
} CamSubjectFile;

/* What was found so far. */
typedef struct
{
  char            *at;         /* when it was made, UTC */
  GPtrArray       *uuids;      /* char: of the person, and of what was joined with it */
  GPtrArray       *own;        /* char: names, addresses and numbers of that person */
  GPtrArray       *strangers;  /* char: those of everybody else */
  gint64           last_fid[2];  /* of those that were read: of "person", of "person_contact" */
  GPtrArray       *sections;   /* CamSubjectSection */
  GPtrArray       *files;      /* CamSubjectFile */
  GPtrArray       *left_out;   /* char: sentences */
  guint            n_replaced;
  guint            n_shared;   /* rows that are about others as well */
  CamSubjectLabel  label;
} CamSubject;

CamSubject      *cam_subject_new           (CamSubjectLabel   label) G_GNUC_WARN_UNUSED_RESULT;
void             cam_subject_free          (CamSubject       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamSubject, cam_subject_free)
/* A row at the end of the section @key. */
CamSubjectRow   *cam_subject_add_row       (CamSubject       *self,
                                            const char       *key,
                                            const char       *title);
CamSubjectField *cam_subject_row_add       (CamSubjectRow    *row,
                                            CamSubject       *self,
                                            const char       *table,
                                            const char       *column,
                                            const char       *text);
/* What a column of @table, or with @column NULL the table itself, is called on the page. Interned. */
const char      *cam_subject_get_label     (CamSubject       *self,
                                            const char       *table,
                                            const char       *column);
gboolean         cam_subject_is_own        (CamSubject       *self,
                                            const char       *uuid);

/* What is about the person with @uuid. Main thread, some queries by index. */
gboolean         cam_subject_gather        (CamSubject       *self,
                                            CamStore         *store,
                                            const char       *uuid,
                                            GError          **error);
/* The next @limit people of the file, or their further contacts. Main thread. */
gboolean         cam_subject_read_others   (CamSubject       *self,
                                            CamStore         *store,
                                            guint             limit,
                                            gboolean         *at_end,
                                            GError          **error);
/* What somebody else is called becomes “[another person]” everywhere; says so in left_out. Any thread. */
void             cam_subject_mask          (CamSubject       *self);
/* The words of @text, small and without accents, each between two spaces; for comparing. */
char            *cam_subject_fold          (const char       *text) G_GNUC_WARN_UNUSED_RESULT;
/* "[another person]" */
const char      *cam_subject_other         (void);

/* The page. Any thread. */
char            *cam_subject_write_page    (CamSubject       *self) G_GNUC_WARN_UNUSED_RESULT;
/* Page, JSON and files. Any thread. */
GBytes          *cam_subject_pack          (CamSubject       *self,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
