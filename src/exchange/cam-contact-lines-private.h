/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-columns.h"
#include "cam-contact-import.h"
#include "cam-contact-private.h"

G_BEGIN_DECLS

/* A file of contacts, read. Does not change after that; held by whoever shows it and by the writer thread (a
 * g_atomic_rc_box). */
typedef struct
{
  GPtrArray *entries;    /* (element-type CamContactEntry): what was refused has a reason */
  char     **names;      /* of the columns of a table; NULL for cards */
  CamContactColumns columns;
} CamContactFile;

/* CAM_ERROR_CORRUPT, _TOO_BIG, or cancelled. @thousandths is of the reading that is done. (transfer full) */
CamContactFile *cam_contact_file_new_cards (GBytes                  *bytes,
                                            gint                    *thousandths,
                                            GCancellable            *cancellable,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* @columns may be NULL, then they are guessed; without enough of them there are no entries. In cam-contact-rows.c. */
CamContactFile *cam_contact_file_new_table (GBytes                  *bytes,
                                            const CamContactColumns *columns,
                                            GCancellable            *cancellable,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
CamContactFile *cam_contact_file_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            cam_contact_file_unref     (CamContactFile          *self);
/* Whether a word of a person's name in it is in @text. */
gboolean        cam_contact_file_names     (CamContactFile          *self,
                                            const char              *text);

/* What an entry would do. */
typedef struct
{
  const CamContactEntry *stored;     /* NULL for a new one */
  guint                  texts;      /* bits 1 << CamContactText */
  gboolean               organisation;  /* another one, or a first one */
  gboolean               makes_organisation;  /* that is not here yet */
  gboolean               do_not_contact;
  gboolean               picture;
  gboolean               groups;     /* it belongs to some from now on */
  const CamContactMore  *place;      /* (nullable): the address that gets the place of its first one */
  gboolean               further[2]; /* its phone, its e-mail address becomes a further one */
  guint64                more[2];    /* bits: which of its further rows are to be added */
  gboolean               is_twin;    /* the file had it before, in line @twin_line */
  guint                  twin_line;
} CamContactChange;

/* @select reads pictures. */
gboolean        cam_contact_compare        (const CamContactEntry   *entry,
                                            CamContactBook          *book,
                                            CamContactSelect         select,
                                            gpointer                 source,
                                            CamContactChange        *change,
                                            GError                 **error);
gboolean        cam_contact_change_is_any  (const CamContactChange  *self);
gboolean        cam_contact_change_has_more (const CamContactChange *self,
                                            guint                    i);
/* Lets what comes later find what this one makes, under @uuid, or under none that is real where @uuid is NULL. */
void            cam_contact_book_note      (CamContactBook          *book,
                                            const CamContactEntry   *entry,
                                            const char              *uuid);
const char     *cam_contact_book_note_organisation (CamContactBook  *book,
                                            const char              *name,
                                            const char              *uuid);

/* Compares anew on the writer thread and writes; @categories, which may be NULL, become groups. In cam-contact-write.c. */
gboolean        cam_contact_file_write     (CamContactFile          *self,
                                            CamWriter               *writer,
                                            const CamContactBasis   *basis,
                                            const char *const       *categories,
                                            GCancellable            *cancellable,
                                            GError                 **error);

/* A line of the preview. */
typedef struct
{
  const CamContactEntry *entry;
  CamImportVerdict       verdict;
  char                  *reason;     /* (nullable) */
  gboolean               could_join; /* a group, if its categories were made groups */
  gboolean               joins_only; /* and changes nothing else */
} CamContactLine;

CamContactItem *cam_contact_item_new       (const CamContactLine    *line) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamContactFile, cam_contact_file_unref)

G_END_DECLS
