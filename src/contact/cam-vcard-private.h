/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-lines.h"
#include "cam-vcard.h"

G_BEGIN_DECLS

#define CAM_VCARD_MAX_PARAMS 64
#define CAM_VCARD_MAX_PARTS 64
#define CAM_VCARD_MAX_VALUES 1000
#define CAM_VCARD_MAX_BYTES_OF_ITEM (10 * 1024 * 1024)

/* What a field is called in files, and how its value is written where nothing else is said. */
const char   *cam_vcard_field_get_name   (CamVcardField    field);
CamVcardShape cam_vcard_field_get_shape  (CamVcardField    field);
/* A value of several parts by their place, in contrast to a list. */
gboolean      cam_vcard_field_has_parts  (CamVcardField    field);
/* Its text is a date or an instant. */
gboolean      cam_vcard_field_is_date    (CamVcardField    field);
CamVcardField cam_vcard_field_from_name  (const char      *name);

CamVcardItem *cam_vcard_item_new         (CamVcardField    field,
                                          CamVcardShape    shape);
void          cam_vcard_item_add_param   (CamVcardItem    *self,
                                          const char      *name,
                                          char           **values);
/* Appends a part; takes @values. */
void          cam_vcard_item_take_part   (CamVcardItem    *self,
                                          char           **values);
/* Without control characters but line ends and tabs, or without line ends too. (transfer full) */
char         *cam_vcard_clean            (const char      *text,
                                          gboolean         line_ends);

/* "19960415" ↔ "1996-04-15", also with a time, also cut off. What is neither stays as it is. (transfer full) */
char         *cam_vcard_date_to_extended (const char      *text);
char         *cam_vcard_date_to_basic    (const char      *text);

/* The head of a content line. */
typedef struct
{
  CamVcardItem *item;         /* with its group, name, types, parameters; its shape is that of the field */
  char         *value;        /* within the line */
  char         *charset;      /* (nullable) */
  gboolean      printable;    /* quoted-printable */
  gboolean      base64;
} CamVcardHead;

/* Where the value begins, or NULL. */
char         *cam_vcard_line_find_value  (char            *line);
/* Takes the line apart, changing it. FALSE where it is none. */
gboolean      cam_vcard_line_parse       (char            *line,
                                          CamVcardVersion  version,
                                          CamVcardHead    *head);
void          cam_vcard_head_clear       (CamVcardHead    *head);
/* Reads the value into the item of @head; a sentence where something of it is lost. (nullable) (transfer none) */
const char   *cam_vcard_decode           (CamVcardHead    *head,
                                          CamVcardVersion  version);
/* Bytes in an old set of letters as UTF-8; NULL where the set is not known or they do not fit. (transfer full) */
char         *cam_vcard_convert          (const char      *bytes,
                                          gsize            length,
                                          const char      *charset);
/* The bytes of quoted-printable. */
void          cam_vcard_decode_printable (GString         *text);

/* One whole line, unfolded, without its end. */
void          cam_vcard_out_item         (GString            *line,
                                          const CamVcardItem *item,
                                          CamVcardVersion     version);

G_END_DECLS
