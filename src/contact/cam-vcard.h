/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-vcard-item.h"

G_BEGIN_DECLS

/* One contact of a vCard file: its properties in the order of the file. Plain data; any thread, one at a time. */

typedef enum
{
  CAM_VCARD_INDIVIDUAL,
  CAM_VCARD_ORGANISATION,
  CAM_VCARD_GROUP,
  CAM_VCARD_OTHER_KIND,     /* a place, a device … */
} CamVcardKind;

typedef enum
{
  CAM_VCARD_2_1 = 21,
  CAM_VCARD_3_0 = 30,
  CAM_VCARD_4_0 = 40,
} CamVcardVersion;

typedef struct
{
  CamVcardVersion   version;    /* which it was read from */
  GPtrArray        *items;      /* (element-type CamVcardItem) */
  char            **problems;   /* what is odd about it, as sentences */
  guint             line;       /* where it begins in the file, from 1; 0 where it was not read */
} CamVcard;

/* Without properties. (transfer full) */
CamVcard      *cam_vcard_new         (void);
void           cam_vcard_free        (CamVcard          *self);
void           cam_vcard_add_problem (CamVcard          *self,
                                      const char        *sentence);
/* What KIND says, or Apple's words for it. A card with an organisation but no person's name is one of an organisation. */
CamVcardKind   cam_vcard_get_kind    (const CamVcard    *self);
/* What to call it: the name, else the organisation, nickname, e-mail address or phone number, or NULL. (transfer full) */
char          *cam_vcard_dup_name    (const CamVcard    *self) G_GNUC_WARN_UNUSED_RESULT;
/* The @nth item of a field that says something, from 0, or NULL. (transfer none) (nullable) */
CamVcardItem  *cam_vcard_find        (const CamVcard    *self,
                                      CamVcardField      field,
                                      guint              nth);
/* The preferred one of a field, else the first that says something. (transfer none) (nullable) */
CamVcardItem  *cam_vcard_find_best   (const CamVcard    *self,
                                      CamVcardField      field);
/* What somebody called an item (X-ABLabel of its group), or NULL. (transfer full) */
char          *cam_vcard_dup_label   (const CamVcard     *self,
                                      const CamVcardItem *item) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a text or an address; (transfer none). Control characters are left out. */
CamVcardItem  *cam_vcard_add         (CamVcard          *self,
                                      CamVcardField      field,
                                      const char        *text);
/* Adds a name, an organisation, an address: a value for each part. */
CamVcardItem  *cam_vcard_add_parts   (CamVcard          *self,
                                      CamVcardField      field,
                                      const char *const *parts);
/* Adds nicknames or categories. */
CamVcardItem  *cam_vcard_add_list    (CamVcard          *self,
                                      CamVcardField      field,
                                      const char *const *values);
/* Adds a picture, a sound, a key. */
CamVcardItem  *cam_vcard_add_bytes   (CamVcard          *self,
                                      CamVcardField      field,
                                      GBytes            *bytes,
                                      const char        *media);
/* What is not in @fields (bits 1 << CamVcardField), as unfolded lines of vCard 4.0, to be kept and written again. */
char         **cam_vcard_dup_extra   (const CamVcard    *self,
                                      guint64            fields) G_GNUC_WARN_UNUSED_RESULT;
/* Adds what such lines say. What is no line of a vCard is left out. */
void           cam_vcard_add_extra   (CamVcard          *self,
                                      const char *const *lines);
/* Whether both have the same items in the same order. */
gboolean       cam_vcard_equal       (const CamVcard    *a,
                                      const CamVcard    *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamVcard, cam_vcard_free)

G_END_DECLS
