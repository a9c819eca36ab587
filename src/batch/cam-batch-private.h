/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _CamBatch CamBatch;

typedef enum
{
  CAM_BATCH_OPTION_STARTER = 1 << 0,
  CAM_BATCH_OPTION_LEVEL   = 1 << 1,
  CAM_BATCH_OPTION_DRY_RUN = 1 << 2,
  CAM_BATCH_OPTION_SHARE   = 1 << 3,  /* --scope, --without-personal-data */
  CAM_BATCH_OPTION_PASSPHRASE = 1 << 4,
  CAM_BATCH_OPTION_HISTORY = 1 << 5,  /* --since, --author, --kind, --limit */
  CAM_BATCH_OPTION_AREA    = 1 << 6,
  CAM_BATCH_OPTION_RANGE   = 1 << 7,  /* --from, --until */
  CAM_BATCH_OPTION_COVERAGE = 1 << 8, /* --scheme, --kind */
  CAM_BATCH_OPTION_DAYS    = 1 << 9,  /* --from, --to */
  CAM_BATCH_OPTION_EXPORT  = 1 << 10, /* --kind, --feed */
  CAM_BATCH_OPTION_PAPER   = 1 << 11, /* --kind, --logo */
  CAM_BATCH_OPTION_PARTNERS = 1 << 12, /* --basis, --group, --restricted, --bom */
} CamBatchOptions;

/* FALSE with an error of the domain G_OPTION_ERROR for wrong usage, of any other for a refusal. */
typedef gboolean (*CamBatchFunc) (CamBatch  *batch,
                                  GError   **error);

/* A command is one entry of the table in cam-batch.c and one function. */
typedef struct
{
  const char      *name;
  const char      *arguments;  /* as the usage line shows them */
  const char      *summary;
  CamBatchOptions  options;    /* which it takes beside --file and --json */
  guint            min_arguments;
  guint            max_arguments;
  CamBatchFunc     run;
} CamBatchCommand;

/* One command line, read. Text is as the shell gave it: file names may be of any bytes. */
struct _CamBatch
{
  const CamBatchCommand *command;
  char                  *path;       /* the store's file */
  gboolean               path_given; /* by --file */
  gboolean               wants_help;
  gboolean               json;
  gboolean               starter;
  gboolean               dry_run;
  gboolean               feed;
  int                    level;      /* a CamLevel, -1 where none was given */
  GPtrArray             *scopes;     /* char: each --scope */
  gboolean               without_personal;
  char                  *passphrase_file;  /* NULL where none was given */
  const char            *since;      /* a date or an instant, as typed; NULL where none was given */
  const char            *author;
  const char            *kind;       /* the name of a table, a kind of events, or of papers */
  const char            *logo;       /* the uuid of an organisation, as typed; NULL where none was given */
  const char            *from;       /* a day, as typed; NULL where none was given */
  const char            *until;
  const char            *area;       /* an area's uuid, code or name, as typed; NULL where none was given */
  const char            *to;
  const char            *basis;      /* why people's data may be kept; NULL where none was given */
  const char            *group;      /* a group's uuid, name or short name, as typed */
  gboolean               restricted;
  gboolean               bom;
  guint                  limit;      /* 0 where none was given */
  GPtrArray             *arguments;  /* char */

  CamStore              *store;
  gboolean               created;    /* the file was not there before */
  gboolean               refusal_has_answer;  /* what was found is told beside the refusal */
  GString               *out;        /* for people, UTF-8 */
  JsonBuilder           *builder;    /* for programs */
};

/* Opens batch->path. To look at an existing file without touching a byte of it; a missing file that
 * is the user's own is made first, another one is CAM_ERROR_NOT_FOUND. */
gboolean    cam_batch_open_to_read  (CamBatch    *batch,
                                     GError     **error);
/* To change it, or to make it where it does not exist. Closes what was open. */
gboolean    cam_batch_open_to_write (CamBatch    *batch,
                                     GError     **error);
/* Closes, and where the command @failed takes away the file that it had made. */
void        cam_batch_close         (CamBatch    *batch,
                                     gboolean     failed);
/* The arguments from @first on, with spaces between, as UTF-8. */
char       *cam_batch_dup_text      (CamBatch    *batch,
                                     guint        first) G_GNUC_WARN_UNUSED_RESULT;
/* The uuid of the one area that @word, a uuid, code or name, means in the open store. CAM_ERROR_NOT_FOUND, or
 * CAM_ERROR_INVALID where it could be several. */
char       *cam_batch_find_area     (CamBatch    *batch,
                                     const char  *word,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a string member, null for NULL. */
void        cam_batch_add_text      (CamBatch    *batch,
                                     const char  *name,
                                     const char  *text);
/* Adds a file name as a string member, made readable where it is not UTF-8. */
void        cam_batch_add_file      (CamBatch    *batch,
                                     const char  *name,
                                     const char  *path);
void        cam_batch_add_integer   (CamBatch    *batch,
                                     const char  *name,
                                     gint64       integer);
/* Adds a number member, null where it is not finite. */
void        cam_batch_add_real      (CamBatch    *batch,
                                     const char  *name,
                                     double       real);

gboolean    cam_batch_new           (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_check         (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_import        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_export        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_share         (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_merge         (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_conflicts     (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_duplicates    (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_locate        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_search        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_erase         (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_subject_access (CamBatch   *batch,
                                     GError     **error);
gboolean    cam_batch_history       (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_readings      (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_events        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_partners      (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_status        (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_coverage      (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_clashes       (CamBatch    *batch,
                                     GError     **error);
gboolean    cam_batch_papers        (CamBatch    *batch,
                                     GError     **error);

G_END_DECLS
