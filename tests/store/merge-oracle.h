/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

G_BEGIN_DECLS

/* What a merge has to come to, told without any of the program's own means: it remembers every value that was
 * ever typed, into which cell, and what whoever typed it had before them. There are no numbers that stand for
 * a whole past, only sets: a value is superseded for somebody who knows one that was typed over it. */

typedef struct _Oracle Oracle;

/* A field of a record; column "" is the record itself. */
typedef struct
{
  const char *table;
  const char *column;
  char       *uuid;
  GArray     *values;   /* (element-type guint): of OracleValue */
} OracleCell;

/* A value that was typed. */
typedef struct
{
  guint     cell;
  CamValue  value;
  char     *copy;       /* the id of the copy that it was typed in */
  gint64    seq;
  gint64    clock;
  gboolean  with_row;   /* when the record was added */
  gboolean  touch;      /* nobody typed it: an edit of another field says that the record is there */
  gboolean  of_state;   /* of a state of a file that another program wrote and nobody opened */
  GArray   *over;       /* (element-type guint): what whoever typed it knew of the cell, and replaced */
} OracleValue;

/* One that an action writes, before the action has its number. */
typedef struct
{
  guint     cell;
  CamValue  value;
  gboolean  with_row;
  gboolean  touch;
  gboolean  of_state;
  gboolean  removed;    /* another program took the record away */
  GArray   *over;
} DraftValue;

Oracle            *oracle_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void               oracle_free        (Oracle *self);
/* Finds it or makes it. @table and @column have to outlive the oracle. */
guint              oracle_get_cell    (Oracle     *self,
                                       const char *table,
                                       const char *uuid,
                                       const char *column);
const OracleCell  *oracle_look        (Oracle     *self,
                                       guint       cell);
guint              oracle_count_cells (Oracle     *self);
const OracleValue *oracle_look_value  (Oracle     *self,
                                       guint       value);

/* What somebody, or a file, knows: values that were typed, and persons who were erased. */
typedef struct
{
  GByteArray *values;   /* one byte each */
  GHashTable *erased;   /* set of utf8 */
} Knowledge;

Knowledge *knowledge_new  (void) G_GNUC_WARN_UNUSED_RESULT;
Knowledge *knowledge_copy (Knowledge *self) G_GNUC_WARN_UNUSED_RESULT;
void       knowledge_free (Knowledge *self);
void       knowledge_join (Knowledge *self,
                           Knowledge *other);
gboolean   knowledge_has  (Knowledge *self,
                           guint      value);
void       knowledge_add  (Knowledge *self,
                           guint      value);
void       knowledge_drop (Knowledge *self,
                           guint      value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Knowledge, knowledge_free)

/* Those of a cell that nobody has typed over, as far as @who knows; the one to show first. */
GArray            *oracle_list_current (Oracle    *self,
                                        Knowledge *who,
                                        guint      cell) G_GNUC_WARN_UNUSED_RESULT;
/* All that @who knows of a cell. */
GArray            *oracle_list_known   (Oracle    *self,
                                        Knowledge *who,
                                        guint      cell) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @who knows any of them. */
gboolean           oracle_is_known     (Oracle    *self,
                                        Knowledge *who,
                                        guint      cell);
/* Notes a value that was typed; nobody knows it yet. */
guint              oracle_add          (Oracle           *self,
                                        const DraftValue *draft,
                                        const char       *copy,
                                        gint64            seq,
                                        gint64            clock);
gboolean           oracle_contains     (GArray    *values,
                                        guint      value);

/* An action before it has its number: what it writes. */
typedef struct
{
  GPtrArray *values;    /* (element-type DraftValue), one for each cell */
} Draft;

Draft      *draft_new    (void) G_GNUC_WARN_UNUSED_RESULT;
Draft      *draft_copy   (Draft *self) G_GNUC_WARN_UNUSED_RESULT;
void        draft_free   (Draft *self);
DraftValue *draft_find   (Draft *self,
                          guint  cell);
/* Writes a cell, over all that @who knows of it. */
void        draft_write  (Draft      *self,
                          Oracle     *oracle,
                          Knowledge  *who,
                          guint       cell,
                          CamValue    value,
                          gboolean    with_row);
/* An edit of a record also says that it is there: @cell is its "deleted". */
void        draft_touch  (Draft      *self,
                          Oracle     *oracle,
                          Knowledge  *who,
                          guint       cell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

/* What the cell shows to @who, with the draft (which may be NULL); a null value where nothing is known. */
CamValue    oracle_show  (Oracle     *self,
                          Knowledge  *who,
                          Draft      *draft,
                          guint       cell);

G_END_DECLS
