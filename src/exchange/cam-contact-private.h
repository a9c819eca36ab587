/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"
#include "cam-vcard.h"

G_BEGIN_DECLS

/* People and organisations as import and export have them: read from a card or the line of a table, or from the store. */

typedef enum
{
  CAM_CONTACT_PERSON,
  CAM_CONTACT_ORGANISATION,
} CamContactTable;

/* What is a column of one table or of both. */
typedef enum
{
  CAM_CONTACT_NAME,
  CAM_CONTACT_JOB_TITLE,
  CAM_CONTACT_PHONE,
  CAM_CONTACT_EMAIL,
  CAM_CONTACT_ADDRESS,
  CAM_CONTACT_POSTCODE,
  CAM_CONTACT_WEBSITE,
  CAM_CONTACT_NOTE,
  CAM_CONTACT_LANGUAGES,
  CAM_CONTACT_SHORT_NAME,
  CAM_CONTACT_OTHER_NAMES,
  CAM_CONTACT_SECTOR,
  CAM_CONTACT_OFFERS,
  CAM_CONTACT_UID,
  CAM_CONTACT_EXTRA,
} CamContactText;
#define CAM_CONTACT_N_TEXTS (CAM_CONTACT_EXTRA + 1)

#define CAM_CONTACT_MAX_PICTURE (2 * 1024 * 1024)

/* A further phone, e-mail, address or page. */
typedef struct
{
  const char *kind;      /* a word of the tables: "phone", "email", "address", "website" */
  char       *label;     /* (nullable) */
  char       *value;
  char       *postcode;  /* (nullable): of an organisation's address */
} CamContactMore;

/* Plain data; any thread, one at a time. */
typedef struct
{
  CamContactTable  table;
  guint            line;           /* of the file, from 1 */
  char            *uuid;           /* of the row; NULL for what was read from a file */
  char            *text[CAM_CONTACT_N_TEXTS];  /* NULL for what is not said */
  GPtrArray       *more;           /* (element-type CamContactMore) */
  char            *organisation;   /* (nullable): its name; of a person */
  char            *organisation_uuid;  /* (nullable): of a row */
  gboolean         do_not_contact;
  gboolean         restricted;     /* of a row */
  gboolean         replaces;       /* a table: its phone stands in the place of ours, and is not a further one */
  GBytes          *picture;        /* (nullable): PNG or JPEG */
  const char      *media;          /* of it */
  char            *reason;         /* (nullable): why it was refused */
  GPtrArray       *odd;            /* (element-type utf8) */
} CamContactEntry;

CamContactEntry *cam_contact_entry_new          (CamContactTable        table);
void             cam_contact_entry_free         (CamContactEntry       *self);
/* NULL where the table has no such column. */
const char      *cam_contact_text_get_column    (CamContactText         text,
                                                 CamContactTable        table);
/* As a person reads it. */
const char      *cam_contact_text_get_label     (CamContactText         text);
/* Without control characters, and without space around it. (transfer full) */
char            *cam_contact_clean              (const char            *text) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps what is not empty then. */
void             cam_contact_entry_set          (CamContactEntry       *self,
                                                 CamContactText         text,
                                                 const char            *value);
/* Nothing happens where the value is empty, or there already. TRUE where it was added. */
gboolean         cam_contact_entry_add          (CamContactEntry       *self,
                                                 const char            *kind,
                                                 const char            *label,
                                                 const char            *value,
                                                 const char            *postcode);
void             cam_contact_entry_add_odd      (CamContactEntry       *self,
                                                 const char            *sentence);
/* How a value of that kind is compared: numbers and addresses in their one form. (transfer full) */
char            *cam_contact_fold_value         (const char            *kind,
                                                 const char            *value) G_GNUC_WARN_UNUSED_RESULT;
/* "image/png" or "image/jpeg" by what the bytes begin with; NULL for anything else. */
const char      *cam_contact_sniff_picture      (GBytes                *bytes);

/* In cam-contact-card.c. Takes items out of @card: what no column holds becomes CAM_CONTACT_EXTRA. (transfer full) */
CamContactEntry *cam_contact_entry_from_card    (CamVcard              *card) G_GNUC_WARN_UNUSED_RESULT;
/* With what it said before. (transfer full) */
CamVcard        *cam_contact_entry_to_card      (const CamContactEntry *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both say the same, but for when and by which program they were written. Either may be NULL. */
gboolean         cam_contact_extra_is_same      (const char            *a,
                                                 const char            *b);

/* As cam_store_select () or cam_writer_select (). */
typedef CamCursor *(*CamContactSelect) (gpointer         source,
                                        const char      *table,
                                        const char     **columns,
                                        const char      *clause,
                                        const CamValue  *params,
                                        guint            n_params,
                                        GError         **error);

/* What is here: everybody, in rows that are read some at a time. */
typedef struct _CamContactBook CamContactBook;

CamContactBook        *cam_contact_book_new       (void);
void                   cam_contact_book_free      (CamContactBook        *self);
gboolean               cam_contact_book_load_some (CamContactBook        *self,
                                                   CamContactSelect       select,
                                                   gpointer               source,
                                                   gboolean              *done,
                                                   GError               **error);
/* Who that is, or NULL: by identity, else by e-mail address and name, by phone and name; who has neither by name and
 * organisation. Organisations by their names. (transfer none) */
const CamContactEntry *cam_contact_book_find      (CamContactBook        *self,
                                                   const CamContactEntry *entry);
/* The organisation that is called so, or NULL. (transfer none) */
const CamContactEntry *cam_contact_book_find_organisation (CamContactBook *self,
                                                   const char            *name);
const CamContactEntry *cam_contact_book_get       (CamContactBook        *self,
                                                   const char            *uuid);
/* In the order of the file. (element-type CamContactEntry) (transfer none) */
GPtrArray             *cam_contact_book_list      (CamContactBook        *self,
                                                   CamContactTable        table);
/* So that what comes later in the file finds it. Takes @entry, which has a uuid. */
void                   cam_contact_book_take      (CamContactBook        *self,
                                                   CamContactEntry       *entry);
/* The newest picture of a row, or NULL with or without @error. (transfer full) */
GBytes                *cam_contact_load_picture   (const CamContactEntry *entry,
                                                   CamContactSelect       select,
                                                   gpointer               source,
                                                   char                 **media,
                                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamContactEntry, cam_contact_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamContactBook, cam_contact_book_free)

G_END_DECLS
