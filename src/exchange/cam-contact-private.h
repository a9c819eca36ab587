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

/* Of all pictures of a file: some thousand photos. */
#define CAM_CONTACT_MAX_PIXELS  G_GUINT64_CONSTANT (2000000000)

/* The category of a card that says so. */
#define CAM_CONTACT_DO_NOT_CONTACT "Do not contact"

/* A further phone, e-mail, address or page. */
typedef struct
{
  const char *kind;      /* a word of the tables: "phone", "email", "address", "website" */
  char       *label;     /* (nullable) */
  char       *value;
  char       *postcode;  /* (nullable): of an organisation's address; and where that is on the map: */
  gboolean    has_point;
  double      lat;
  double      lon;
  char       *uuid;      /* (nullable): of the row of such an address */
} CamContactMore;

/* A group or a tag. */
typedef struct
{
  char *uuid;   /* NULL for one that is still to be made */
  char *name;
} CamContactGroup;

typedef struct
{
  CamContactGroup *group;
  gboolean         holds;   /* today; FALSE for one that has ended or is still to begin */
} CamContactMembership;

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
  GPtrArray       *categories;     /* (nullable) (element-type utf8): what the card says; of a row what its card is to say */
  GArray          *memberships;    /* (nullable) (element-type CamContactMembership): of a row */
  gboolean         crg;            /* of a row of an organisation */
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
/* Nothing happens where it says nothing. */
void             cam_contact_entry_add_category (CamContactEntry       *self,
                                                 const char            *name);
void             cam_contact_entry_add_membership (CamContactEntry     *self,
                                                 CamContactGroup       *group,
                                                 gboolean               holds);
/* Of an organisation. (nullable) (transfer none) */
CamContactMore  *cam_contact_entry_get_address  (const CamContactEntry *self);
void             cam_contact_entry_add_odd      (CamContactEntry       *self,
                                                 const char            *sentence);
/* How a value of that kind is compared: numbers and addresses in their one form. (transfer full) */
char            *cam_contact_fold_value         (const char            *kind,
                                                 const char            *value) G_GNUC_WARN_UNUSED_RESULT;

/* In cam-contact-card.c. Takes items out of @card: what no column holds becomes CAM_CONTACT_EXTRA. *@pixels_left is what may
 * still be unpacked of pictures. (transfer full) */
CamContactEntry *cam_contact_entry_from_card    (CamVcard              *card,
                                                 guint64               *pixels_left) G_GNUC_WARN_UNUSED_RESULT;
/* With what it said before. (transfer full) */
CamVcard        *cam_contact_entry_to_card      (const CamContactEntry *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both say the same, but for when and by which program they were written. Either may be NULL. */
gboolean         cam_contact_extra_is_same      (const char            *a,
                                                 const char            *b);

/* The groups that are here, by their names and short names, without case. In cam-contact-groups.c. */
typedef struct _CamContactGroups CamContactGroups;

CamContactGroups *cam_contact_groups_new        (void);
void              cam_contact_groups_free       (CamContactGroups      *self);
/* @uuid is NULL for one that is still to be made, @short_name may be. (transfer none) */
CamContactGroup  *cam_contact_groups_add        (CamContactGroups      *self,
                                                 const char            *uuid,
                                                 const char            *name,
                                                 const char            *short_name);
CamContactGroup  *cam_contact_groups_get        (CamContactGroups      *self,
                                                 const char            *uuid);
CamContactGroup  *cam_contact_groups_find       (CamContactGroups      *self,
                                                 const char            *name);
/* Whether a category of that name can become a group. */
gboolean          cam_contact_groups_may_make   (const char            *name);
/* The groups that the categories of @entry name, and that @stored, which may be NULL, never belonged to; NULL for none.
 * (element-type CamContactGroup) (transfer container) (nullable) */
GPtrArray        *cam_contact_groups_list_joins (CamContactGroups      *self,
                                                 const CamContactEntry *entry,
                                                 const CamContactEntry *stored);
/* CAM_CONTACT_EXTRA without the categories that name a group. (transfer full) (nullable) */
char             *cam_contact_groups_filter_extra (CamContactGroups    *self,
                                                 const char            *extra);
/* Before a row is written as a card: its groups of today become its categories, those that it has no more go. */
void              cam_contact_groups_name       (CamContactGroups      *self,
                                                 CamContactEntry       *entry);

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
/* The day on which memberships are to hold, before anything is loaded; NULL for any. */
void                   cam_contact_book_set_today (CamContactBook        *self,
                                                   const char            *today);
/* (transfer none) */
CamContactGroups      *cam_contact_book_get_groups (CamContactBook       *self);
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
