/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-csv.h"

G_BEGIN_DECLS

/* What the columns of a table of people and organisations may hold. */
typedef enum
{
  CAM_CONTACT_FIELD_NAME,
  CAM_CONTACT_FIELD_GIVEN,
  CAM_CONTACT_FIELD_FAMILY,
  CAM_CONTACT_FIELD_ORGANISATION,
  CAM_CONTACT_FIELD_KIND,
  CAM_CONTACT_FIELD_JOB_TITLE,
  CAM_CONTACT_FIELD_EMAIL,
  CAM_CONTACT_FIELD_OTHER_EMAILS,
  CAM_CONTACT_FIELD_PHONE,
  CAM_CONTACT_FIELD_OTHER_PHONES,
  CAM_CONTACT_FIELD_ADDRESS,
  CAM_CONTACT_FIELD_TOWN,
  CAM_CONTACT_FIELD_POSTCODE,
  CAM_CONTACT_FIELD_WEBSITE,
  CAM_CONTACT_FIELD_SECTOR,
  CAM_CONTACT_FIELD_SHORT_NAME,
  CAM_CONTACT_FIELD_OTHER_NAMES,
  CAM_CONTACT_FIELD_OFFERS,
  CAM_CONTACT_FIELD_LANGUAGES,
  CAM_CONTACT_FIELD_NOTE,
  CAM_CONTACT_FIELD_DO_NOT_CONTACT,
  CAM_CONTACT_FIELD_UID,
} CamContactField;
#define CAM_CONTACT_N_FIELDS (CAM_CONTACT_FIELD_UID + 1)

/* Which column holds what, from 0; -1 for none. */
typedef struct
{
  int column[CAM_CONTACT_N_FIELDS];
} CamContactColumns;

/* As a person reads it. */
const char *cam_contact_field_get_label      (CamContactField          field);
/* From the names in the first line. Any thread. */
void        cam_contact_columns_guess        (CamContactColumns       *self,
                                              const CamCsv            *csv);
/* Whether it has a name: without one there is nobody. */
gboolean    cam_contact_columns_are_enough   (const CamContactColumns *self);
/* What columns are called: for each that the first line has. (transfer full) */
GStrv       cam_contact_columns_dup_names    (const CamCsv            *csv) G_GNUC_WARN_UNUSED_RESULT;
/* To be remembered: "name=0 email=3". (transfer full) */
char       *cam_contact_columns_to_text      (const CamContactColumns *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE for what is no such text, or names a column beyond @n_columns. */
gboolean    cam_contact_columns_from_text    (CamContactColumns       *self,
                                              const char              *text,
                                              guint                    n_columns);

G_END_DECLS
