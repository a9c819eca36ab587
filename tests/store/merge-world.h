/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"
#include "merge-oracle.h"

G_BEGIN_DECLS

/* A world of laptops and of files that went between them: what really happens to files, and beside it what
 * the oracle is told. Everything that is random comes from one seed. */

/* Program and file versions: the older one lacks what is marked as newer. */
typedef enum
{
  WORLD_OLD,
  WORLD_NEW,
} WorldVersion;

typedef struct
{
  const char *name;
  const char *type;        /* "text", "integer", "real", "date", "flag", "outline", "point" or a table's name */
  gboolean    not_null;
  gboolean    personal;
  gboolean    newer;
} WorldColumn;

typedef struct
{
  const char  *name;
  gboolean     personal;
  gboolean     newer;
  WorldColumn  columns[12];  /* ends with one without a name; "deleted" is the first */
} WorldTable;

extern const WorldTable world_tables[];
#define WORLD_N_TABLES 8

/* A file: somebody's, which is open, or one that was handed over. */
typedef struct
{
  char         *path;
  CamSession   *session;   /* NULL where nobody has it open */
  WorldVersion  version;   /* of the file */
  WorldVersion  program;   /* that opens it */
  Knowledge    *known;
  Draft        *outside;   /* what another program wrote and nobody has adopted */
  GArray       *states;    /* (element-type guint): those writes as whoever merges the file unopened sees them */
  gboolean      partial;
  gboolean      sealed;
  GHashTable   *merges;    /* cam_merge.id → what was known before it */
} WorldFile;

typedef struct
{
  guint32     seed;
  GRand      *rand;
  char       *folder;
  Oracle     *oracle;
  GPtrArray  *rows;        /* (element-type guint): the cell of each record that was ever added */
  GPtrArray  *sites;       /* (element-type WorldFile) */
  GPtrArray  *copies;      /* (element-type WorldFile) */
  GString    *log;         /* what happened */
  guint       n_files;
  guint       n_marks;
  gboolean    real_schema;
  gboolean    loud;
} World;

World     *world_new           (guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void       world_free          (World *self);
/* Ends the test, with the seed and what happened. */
void       world_fail          (World      *self,
                                const char *format,
                                ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;
/* The same for two dumps that should be one. */
void       world_fail_different (World      *self,
                                const char *first,
                                const char *second,
                                const char *what) G_GNUC_NORETURN;
void       world_log           (World      *self,
                                const char *format,
                                ...) G_GNUC_PRINTF (2, 3);
guint      world_random        (World *self,
                                guint  n);

/* What one of @self's programs does from now on it does as that version. */
void       world_use           (World        *self,
                                WorldVersion  version);
const char *world_name         (World     *self,
                                WorldFile *file);

const WorldTable  *world_find_table  (const char *name);
const WorldColumn *world_find_column (const WorldTable *table,
                                      const char       *name);
/* Whether a file of @version has a place for the column. */
gboolean           world_has_column  (const WorldTable  *table,
                                      const WorldColumn *column,
                                      WorldVersion       version);

/* Files. */
WorldFile *world_file_new      (World        *self,
                                WorldVersion  version) G_GNUC_WARN_UNUSED_RESULT;
void       world_file_free     (WorldFile *file);
void       world_open          (World     *self,
                                WorldFile *file);
void       world_close         (World     *self,
                                WorldFile *file);
/* The file as it is, under another name. */
WorldFile *world_copy          (World     *self,
                                WorldFile *file) G_GNUC_WARN_UNUSED_RESULT;
char      *world_dup_copy_id   (World     *self,
                                WorldFile *file);

/* merge-world-edit.c: what people do with a file. */
void       world_edit          (World     *self,
                                WorldFile *site);
void       world_edit_outside  (World     *self,
                                WorldFile *file);
void       world_adopt         (World     *self,
                                WorldFile *site);
void       world_erase         (World     *self,
                                WorldFile *site);
/* The draft becomes an action with the file's newest number. */
void       world_commit        (World     *self,
                                WorldFile *site,
                                Draft     *draft);
/* What another program wrote, once it is adopted. */
void       world_commit_outside (World    *self,
                                WorldFile *site);

/* merge-world-undo.c: the newest entry of "undo" or "redo". */
void       world_step_back     (World      *self,
                                WorldFile  *site,
                                const char *stack);

/* merge-world-share.c: what goes between files. */
WorldFile *world_hand_over     (World     *self,
                                WorldFile *site) G_GNUC_WARN_UNUSED_RESULT;
/* Records of a person's table go with the person that they are of, as @file or @other has it. */
void       world_close_erased  (World     *self,
                                WorldFile *file,
                                Knowledge *other);
void       world_merge         (World     *self,
                                WorldFile *site,
                                WorldFile *copy);

/* merge-world-check.c: whether a file says what the oracle says. */
void       world_check         (World     *self,
                                WorldFile *file);
/* Everything that the file means, the same for any two files that mean the same. */
char      *world_dump          (World     *self,
                                WorldFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* What takes longer: that the search index has just what the tables have, and that no byte is left of who was
 * erased. The file must be open. */
void       world_check_deep    (World     *self,
                                WorldFile *file);

/* merge-world-laws.c: whatever the order in which some of the world's files are merged, they come to the same. */
void       world_check_laws    (World *self);
/* The file's fields, column by column as the tables have them. */
typedef void (*WorldFieldFunc) (guint     cell,
                                CamValue  value,
                                gpointer  data);
void       world_each_field    (World          *self,
                                WorldFile      *file,
                                WorldFieldFunc  func,
                                gpointer        data);

G_END_DECLS
