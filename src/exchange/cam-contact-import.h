/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-contact-columns.h"
#include "cam-file-import.h"

G_BEGIN_DECLS

/* One contact of a file as the preview shows it. Properties, all read-only: line (unsigned; of the file, from 1), verdict,
 * name, detail (what tells who it is: organisation, phone, e-mail), reason (a sentence; "" for none), odd (sentences about
 * what is lost or unusual; "" for none), note (both). */
#define CAM_TYPE_CONTACT_ITEM (cam_contact_item_get_type ())
G_DECLARE_FINAL_TYPE (CamContactItem, cam_contact_item, CAM, CONTACT_ITEM, GObject)

guint             cam_contact_item_get_line    (CamContactItem *self);
CamImportVerdict  cam_contact_item_get_verdict (CamContactItem *self);
const char       *cam_contact_item_get_name    (CamContactItem *self);
const char       *cam_contact_item_get_detail  (CamContactItem *self);
const char       *cam_contact_item_get_reason  (CamContactItem *self);
const char       *cam_contact_item_get_odd     (CamContactItem *self);

/* Why the data of people who are new may be kept; each may be NULL. Of those who are here nothing of it changes. */
typedef struct
{
  const char *basis;         /* "Public task" … */
  const char *note;
  const char *source;        /* where it is from */
  const char *collected_on;  /* YYYY-MM-DD */
} CamContactBasis;

/* People and organisations on their way in from a contact file (.vcf) or a table (.csv). Who is here is known by the identity that the file gives, by
 * e-mail address and name, or by phone and name; organisations by their names. What the file does not say stays, and a phone
 * of a card comes beside ours. The items are CamContactItem. docs/contacts.md has the rules. */
#define CAM_TYPE_CONTACT_IMPORT (cam_contact_import_get_type ())
G_DECLARE_FINAL_TYPE (CamContactImport, cam_contact_import, CAM, CONTACT_IMPORT, CamFileImport)

CamContactImport *cam_contact_import_new           (CamStore                *store,
                                                    GBytes                  *bytes) G_GNUC_WARN_UNUSED_RESULT;
/* From a table. @columns may be NULL, then they are guessed. */
CamContactImport *cam_contact_import_new_table     (CamStore                *store,
                                                    GBytes                  *bytes,
                                                    const CamContactColumns *columns) G_GNUC_WARN_UNUSED_RESULT;
/* What the columns of a table are called, and in *@columns which was taken for what; NULL for a contact file, and before the
 * preview. Also after one that failed with CAM_ERROR_INVALID: then it is not clear which column is which. */
const char *const *cam_contact_import_get_columns  (CamContactImport        *self,
                                                    CamContactColumns       *columns);
/* How many people would be new, for whom a reason is asked. */
guint             cam_contact_import_get_n_people  (CamContactImport        *self);
/* How many organisations would be made because somebody works there. */
guint             cam_contact_import_get_n_organisations (CamContactImport  *self);
/* The categories of it that name no group, a hundred at most, in the order of the file; NULL-ended. */
const char *const *cam_contact_import_get_categories (CamContactImport      *self);
/* Whether these become groups; FALSE until it is said. Otherwise they are kept as they are. Changes what the preview says. */
void              cam_contact_import_set_make_groups (CamContactImport      *self,
                                                    gboolean                 make_groups);
/* What may stand as the source of it: the name of the file, unless somebody in it is called so. (transfer full) */
char             *cam_contact_import_dup_source    (CamContactImport        *self,
                                                    const char              *file_name) G_GNUC_WARN_UNUSED_RESULT;
/* As cam_file_import_apply_async (), which ends it, and cam_file_import_apply (). @basis is copied. */
void              cam_contact_import_apply_async   (CamContactImport        *self,
                                                    const char              *label,
                                                    const CamContactBasis   *basis,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
gboolean          cam_contact_import_apply         (CamContactImport        *self,
                                                    const char              *label,
                                                    const CamContactBasis   *basis,
                                                    GError                 **error);

G_END_DECLS
