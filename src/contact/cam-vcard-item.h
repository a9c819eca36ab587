/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One property of a contact, the same whichever version of vCard it was read from or is to be written in. */

/* What is understood; the rest is CAM_VCARD_OTHER with its name. */
typedef enum
{
  CAM_VCARD_FORMATTED_NAME,
  CAM_VCARD_NAME,           /* parts: family, given, further, before, after */
  CAM_VCARD_NICKNAME,       /* list */
  CAM_VCARD_ORG,            /* parts: name, units */
  CAM_VCARD_TITLE,
  CAM_VCARD_ROLE,
  CAM_VCARD_TEL,            /* as typed; of a "tel:" address what people write instead */
  CAM_VCARD_EMAIL,
  CAM_VCARD_ADR,            /* parts: CamVcardAddressPart; parameter LABEL has it as on an envelope */
  CAM_VCARD_URL,
  CAM_VCARD_IMPP,
  CAM_VCARD_LANG,
  CAM_VCARD_NOTE,
  CAM_VCARD_PHOTO,          /* bytes, or an address that is never fetched */
  CAM_VCARD_LOGO,           /* the same */
  CAM_VCARD_BDAY,           /* "1996-04-15" and the like; or words, with VALUE=text */
  CAM_VCARD_ANNIVERSARY,    /* the same */
  CAM_VCARD_GENDER,         /* parts: sex, words */
  CAM_VCARD_CATEGORIES,     /* list */
  CAM_VCARD_UID,
  CAM_VCARD_REV,            /* "2008-01-28T13:55:15Z" */
  CAM_VCARD_GEO,            /* "geo:52.2,0.12" */
  CAM_VCARD_CLASS,
  CAM_VCARD_KIND,
  CAM_VCARD_MEMBER,
  CAM_VCARD_RELATED,
  CAM_VCARD_TZ,
  CAM_VCARD_KEY,            /* bytes, an address or text */
  CAM_VCARD_SOUND,          /* bytes or an address */
  CAM_VCARD_OTHER,
} CamVcardField;

#define CAM_VCARD_N_FIELDS (CAM_VCARD_OTHER + 1)

typedef enum
{
  CAM_VCARD_ADDRESS_BOX,
  CAM_VCARD_ADDRESS_ROOM,
  CAM_VCARD_ADDRESS_STREET,
  CAM_VCARD_ADDRESS_TOWN,
  CAM_VCARD_ADDRESS_COUNTY,
  CAM_VCARD_ADDRESS_POSTCODE,
  CAM_VCARD_ADDRESS_COUNTRY,
} CamVcardAddressPart;

/* How a value is written. */
typedef enum
{
  CAM_VCARD_SHAPE_TEXT,     /* text; escaped in a file */
  CAM_VCARD_SHAPE_URI,      /* text; not escaped */
  CAM_VCARD_SHAPE_PARTS,    /* parts of values: a;b,c;d */
  CAM_VCARD_SHAPE_BYTES,    /* bytes and media */
  CAM_VCARD_SHAPE_RAW,      /* text as it stands in the file */
} CamVcardShape;

typedef struct
{
  char  *name;     /* in capitals */
  char **values;
} CamVcardParam;

/* Plain data. Texts are sound UTF-8 without control characters but line ends and tabs, raw ones without line ends. */
typedef struct
{
  CamVcardField  field;
  CamVcardShape  shape;
  char          *name;      /* (nullable): of CAM_VCARD_OTHER, in capitals */
  char          *group;     /* (nullable): "item1" */
  char          *text;      /* of text, URI and raw */
  GPtrArray     *parts;     /* (nullable) (element-type GStrv); a list has one part */
  GBytes        *bytes;     /* (nullable) */
  char          *media;     /* (nullable): "image/jpeg" */
  char         **types;     /* (nullable): "home", "cell" …, in small letters, without "pref" */
  guint          pref;      /* 1 is preferred to 100; 0 where nothing is said */
  GPtrArray     *params;    /* (nullable) (element-type CamVcardParam): the others */
} CamVcardItem;

void        cam_vcard_item_free      (CamVcardItem       *self);
gboolean    cam_vcard_item_has_type  (const CamVcardItem *self,
                                      const char         *type);
/* Nothing happens where it is there. */
void        cam_vcard_item_add_type  (CamVcardItem       *self,
                                      const char         *type);
/* The first value of a parameter, or NULL. */
const char *cam_vcard_item_get_param (const CamVcardItem *self,
                                      const char         *name);
/* In the place of one that is there; NULL takes it away. */
void        cam_vcard_item_set_param (CamVcardItem       *self,
                                      const char         *name,
                                      const char         *value);
/* The text; of parts what they say, with ", " between; NULL of bytes. (transfer full) (nullable) */
char       *cam_vcard_item_dup_text  (const CamVcardItem *self) G_GNUC_WARN_UNUSED_RESULT;
/* One part, several values of it with ", " between; "" where there is none. (transfer full) */
char       *cam_vcard_item_dup_part  (const CamVcardItem *self,
                                      guint               part) G_GNUC_WARN_UNUSED_RESULT;
/* The values of a part; NULL where there is none. (transfer none) (nullable) */
char      **cam_vcard_item_get_values (const CamVcardItem *self,
                                       guint               part);
/* It says nothing. */
gboolean    cam_vcard_item_is_empty  (const CamVcardItem *self);
/* The day of "1996-04-15" and the like. FALSE where it is none, or not whole. */
gboolean    cam_vcard_item_get_date  (const CamVcardItem *self,
                                      GDate              *date);
/* Of "geo:52.2,0.12", within the world. */
gboolean    cam_vcard_parse_geo      (const char         *text,
                                      double             *latitude,
                                      double             *longitude);
/* Whether both say the same, in the same order. */
gboolean    cam_vcard_item_equal     (const CamVcardItem *a,
                                      const CamVcardItem *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamVcardItem, cam_vcard_item_free)

G_END_DECLS
