/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-private.h"

#include "cam-name-fold.h"
#include "cam-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a column holds goes there. Where the entry of the card says more than the column can (types, parts, other
 * parameters) it is kept as well, marked with what the column held then: when the card is written again it stands in the
 * place of the column's own entry for as long as that holds the same. The rest is kept as it is. */

/* Marks such an entry; never in a file that is written. */
#define MARK "X-COLUMN"

#define MAX_NAME 300

/* Words for types of entries, as they are shown beside them. */
static const char *const type_words[][2] = {
  { "cell", "mobile" }, { "work", "work" }, { "home", "home" }, { "fax", "fax" }, { "pager", "pager" },
  { "text", "text" },   { "main", "main" }, { "video", "video" },
};

static char *
dup_label (const CamVcard     *card,
           const CamVcardItem *item)
{
  g_autofree char *label = cam_vcard_dup_label (card, item);
  g_autoptr (GString) words = g_string_new (NULL);

  if (label != NULL)
    return g_strdelimit (g_steal_pointer (&label), "\n\t", ' ');
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (cam_vcard_item_has_type (item, type_words[i][0]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", type_words[i][1]);
  return words->len > 0 ? g_string_free_and_steal (g_steal_pointer (&words)) : NULL;
}

static void
add_types (CamVcardItem *item,
           const char   *label)
{
  g_auto (GStrv) words = g_strsplit (label != NULL ? label : "", ", ", 10);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (type_words); j++)
      if (g_ascii_strcasecmp (words[i], type_words[j][1]) == 0)
        cam_vcard_item_add_type (item, type_words[j][0]);
}

/* Tells values of one card apart, no more. */
static char *
make_mark (CamVcardField  field,
           const char    *value)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037) ^ field;

  for (const char *at = value; *at != '\0'; at++)
    hash = (hash ^ (guchar) *at) * G_GUINT64_CONSTANT (1099511628211);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
}

/* Given names, then the last word as the family's. */
static CamVcardItem *
add_name (CamVcard   *card,
          const char *name)
{
  const char *space = strrchr (name, ' ');
  g_autofree char *given = space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup (name);
  const char *parts[] = { space != NULL ? space + 1 : "", given, "", "", "", NULL };

  return cam_vcard_add_parts (card, CAM_VCARD_NAME, parts);
}

static CamVcardItem *
add_address (CamVcard   *card,
             const char *address,
             const char *postcode,
             const char *label)
{
  const char *parts[] = { "", "", address != NULL ? address : "", "", "", postcode != NULL ? postcode : "", "", NULL };
  CamVcardItem *item = cam_vcard_add_parts (card, CAM_VCARD_ADR, parts);

  add_types (item, label);
  return item;
}

static CamVcardItem *
add_text (CamVcard      *card,
          CamVcardField  field,
          const char    *text,
          const char    *label)
{
  CamVcardItem *item = cam_vcard_add (card, field, text);

  add_types (item, label);
  return item;
}

/* An entry that a column makes, with the mark of what the column holds. */
typedef struct
{
  CamVcardItem *item;   /* of the card */
  char         *mark;
} Built;

static void
built_clear (gpointer data)
{
  g_free (((Built *) data)->mark);
}

static void
note_built (GArray       *built,
            CamVcardItem *item,
            const char   *value)
{
  Built made = { item, NULL };

  if (item == NULL)
    return;
  made.mark = make_mark (item->field, value);
  g_array_append_val (built, made);
}

static char *
join_address (const char *address,
              const char *postcode)
{
  return g_strdup_printf ("%s\n%s", address != NULL ? address : "", postcode != NULL ? postcode : "");
}

static void
build_more (CamVcard             *card,
            GArray               *built,
            const CamContactMore *more)
{
  g_autofree char *address = NULL;

  if (g_str_equal (more->kind, "phone"))
    note_built (built, add_text (card, CAM_VCARD_TEL, more->value, more->label), more->value);
  else if (g_str_equal (more->kind, "email"))
    note_built (built, add_text (card, CAM_VCARD_EMAIL, more->value, more->label), more->value);
  else if (g_str_equal (more->kind, "website"))
    note_built (built, add_text (card, CAM_VCARD_URL, more->value, more->label), more->value);
  else
    {
      address = join_address (more->value, more->postcode);
      note_built (built, add_address (card, more->value, more->postcode, more->label), address);
    }
}

static void
build_organisation (CamVcard   *card,
                    GArray     *built,
                    const char *name)
{
  const char *parts[] = { name, NULL };
  g_autofree char *folded = cam_name_fold (name);

  /* However ours is spelt. */
  note_built (built, cam_vcard_add_parts (card, CAM_VCARD_ORG, parts), folded);
}

/* All entries of @field that further rows make, behind the one of the column. */
static void
build_kind (CamVcard              *card,
            GArray                *built,
            const CamContactEntry *self,
            CamVcardField          field,
            CamContactText         text,
            const char            *kind)
{
  if (field != CAM_VCARD_ADR && self->text[text] != NULL)
    note_built (built, cam_vcard_add (card, field, self->text[text]), self->text[text]);
  else if (field == CAM_VCARD_ADR && (self->text[text] != NULL || self->text[CAM_CONTACT_POSTCODE] != NULL))
    {
      g_autofree char *address = join_address (self->text[text], self->text[CAM_CONTACT_POSTCODE]);

      note_built (built, add_address (card, self->text[text], self->text[CAM_CONTACT_POSTCODE], NULL), address);
    }
  for (guint i = 0; i < self->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (self->more, i);

      if (g_str_equal (more->kind, kind))
        build_more (card, built, more);
    }
}

/* Six digits are a tenth of a metre. */
static char *
dup_geo (const CamContactMore *address)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("geo:%s,%s", g_ascii_formatd (lat, sizeof lat, "%.6f", address->lat),
                          g_ascii_formatd (lon, sizeof lon, "%.6f", address->lon));
}

/* Where the first address of an organisation is. */
static void
build_place (CamVcard              *card,
             GArray                *built,
             const CamContactEntry *self)
{
  const CamContactMore *address = cam_contact_entry_get_address (self);
  g_autofree char *geo = NULL;

  if (self->table != CAM_CONTACT_ORGANISATION || address == NULL || !address->has_point)
    return;
  geo = dup_geo (address);
  note_built (built, cam_vcard_add (card, CAM_VCARD_GEO, geo), geo);
}

static void
build_picture (CamVcard              *card,
               const CamContactEntry *self)
{
  if (self->picture != NULL)
    cam_vcard_add_bytes (card, self->table == CAM_CONTACT_PERSON ? CAM_VCARD_PHOTO : CAM_VCARD_LOGO, self->picture, self->media);
}

static GArray *
build (CamVcard              *card,
       const CamContactEntry *self)
{
  GArray *built = g_array_new (FALSE, FALSE, sizeof (Built));
  const char *name = self->text[CAM_CONTACT_NAME] != NULL ? self->text[CAM_CONTACT_NAME] : "";
  static const struct
  {
    CamVcardField  field;
    CamContactText text;
    const char    *kind;
  } kinds[] = { { CAM_VCARD_TEL, CAM_CONTACT_PHONE, "phone" }, { CAM_VCARD_EMAIL, CAM_CONTACT_EMAIL, "email" },
                { CAM_VCARD_ADR, CAM_CONTACT_ADDRESS, "address" }, { CAM_VCARD_URL, CAM_CONTACT_WEBSITE, "website" } };

  g_array_set_clear_func (built, built_clear);
  note_built (built, cam_vcard_add (card, CAM_VCARD_FORMATTED_NAME, name), name);
  if (self->table == CAM_CONTACT_PERSON)
    note_built (built, add_name (card, name), name);
  else
    cam_vcard_add (card, CAM_VCARD_KIND, "org");
  if (self->table == CAM_CONTACT_ORGANISATION)
    build_organisation (card, built, name);
  else if (self->organisation != NULL)
    build_organisation (card, built, self->organisation);
  if (self->text[CAM_CONTACT_JOB_TITLE] != NULL)
    note_built (built, cam_vcard_add (card, CAM_VCARD_TITLE, self->text[CAM_CONTACT_JOB_TITLE]), self->text[CAM_CONTACT_JOB_TITLE]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    build_kind (card, built, self, kinds[i].field, kinds[i].text, kinds[i].kind);
  build_place (card, built, self);
  if (self->text[CAM_CONTACT_NOTE] != NULL)
    note_built (built, cam_vcard_add (card, CAM_VCARD_NOTE, self->text[CAM_CONTACT_NOTE]), self->text[CAM_CONTACT_NOTE]);
  build_picture (card, self);
  if (self->text[CAM_CONTACT_UID] != NULL)
    note_built (built, cam_vcard_add (card, CAM_VCARD_UID, self->text[CAM_CONTACT_UID]), self->text[CAM_CONTACT_UID]);
  return built;
}

/* One of the card stands in the place of the one that the column makes. */
static gboolean
put_in_place (CamVcard     *card,
              GArray       *built,
              CamVcardItem *item,
              const char   *mark)
{
  for (guint i = 0; i < built->len; i++)
    {
      Built *made = &g_array_index (built, Built, i);
      guint place = 0;

      if (made->item == NULL || made->item->field != item->field || !g_str_equal (made->mark, mark)
          || !g_ptr_array_find (card->items, made->item, &place))
        continue;
      cam_vcard_item_free (made->item);
      card->items->pdata[place] = item;
      made->item = NULL;
      return TRUE;
    }
  return FALSE;
}

static void
add_kept (CamVcard   *card,
          GArray     *built,
          const char *extra)
{
  g_auto (GStrv) lines = g_strsplit (extra, "\n", -1);
  g_autoptr (CamVcard) kept = cam_vcard_new ();

  cam_vcard_add_extra (kept, (const char *const *) lines);
  while (kept->items->len > 0)
    {
      CamVcardItem *item = g_ptr_array_steal_index (kept->items, 0);
      g_autofree char *mark = g_strdup (cam_vcard_item_get_param (item, MARK));

      cam_vcard_item_set_param (item, MARK, NULL);
      if (mark == NULL)
        g_ptr_array_add (card->items, item);
      else if (!put_in_place (card, built, item, mark))
        cam_vcard_item_free (item);
    }
}

static void
add_categories (CamVcard  *card,
                GPtrArray *categories)
{
  g_autoptr (GPtrArray) names = g_ptr_array_copy (categories, NULL, NULL);

  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  cam_vcard_add_list (card, CAM_VCARD_CATEGORIES, (const char *const *) names->pdata);
}

CamVcard *
cam_contact_entry_to_card (const CamContactEntry *self)
{
  static const char *const marks[] = { CAM_CONTACT_DO_NOT_CONTACT, NULL };
  CamVcard *card = cam_vcard_new ();
  g_autoptr (GArray) built = build (card, self);

  if (self->text[CAM_CONTACT_UID] == NULL && self->uuid != NULL)
    {
      g_autofree char *uid = g_strconcat ("urn:uuid:", self->uuid, NULL);

      cam_vcard_add (card, CAM_VCARD_UID, uid);
    }
  if (self->text[CAM_CONTACT_EXTRA] != NULL)
    add_kept (card, built, self->text[CAM_CONTACT_EXTRA]);
  if (self->categories != NULL)
    add_categories (card, self->categories);
  if (self->do_not_contact)
    cam_vcard_add_list (card, CAM_VCARD_CATEGORIES, marks);
  return card;
}

/* A card on its way in. */
typedef struct
{
  CamVcard        *card;
  CamContactEntry *entry;
  GHashTable      *held;    /* CamVcardItem → mark: which columns hold */
  guint64         *pixels_left;
} Reading;

static void
hold (Reading            *self,
      const CamVcardItem *item,
      const char         *value)
{
  g_hash_table_insert (self->held, (gpointer) item, make_mark (item->field, value));
}

static char *
dup_line (const CamVcardItem *item)
{
  char *text = cam_vcard_item_dup_text (item);

  return text != NULL ? g_strstrip (g_strdelimit (text, "\n\t", ' ')) : NULL;
}

static void
read_name (Reading *self)
{
  g_autofree char *name = cam_vcard_dup_name (self->card);
  const CamVcardItem *formatted = cam_vcard_find_best (self->card, CAM_VCARD_FORMATTED_NAME);
  const CamVcardItem *parts = cam_vcard_find (self->card, CAM_VCARD_NAME, 0);

  if (name != NULL && g_utf8_strlen (name, -1) > MAX_NAME)
    *g_utf8_offset_to_pointer (name, MAX_NAME) = '\0';
  cam_contact_entry_set (self->entry, CAM_CONTACT_NAME, name);
  if (self->entry->text[CAM_CONTACT_NAME] == NULL)
    return;
  if (formatted != NULL)
    hold (self, formatted, self->entry->text[CAM_CONTACT_NAME]);
  if (parts != NULL && self->entry->table == CAM_CONTACT_PERSON)
    hold (self, parts, self->entry->text[CAM_CONTACT_NAME]);
}

static void
read_organisation (Reading *self)
{
  const CamVcardItem *item = cam_vcard_find_best (self->card, CAM_VCARD_ORG);
  g_autofree char *name = item != NULL ? g_strstrip (cam_vcard_item_dup_part (item, 0)) : NULL;
  g_autofree char *folded = NULL;

  if (name == NULL || *name == '\0')
    return;
  g_strdelimit (name, "\n\t", ' ');
  if (g_utf8_strlen (name, -1) > MAX_NAME)
    *g_utf8_offset_to_pointer (name, MAX_NAME) = '\0';
  folded = cam_name_fold (name);
  hold (self, item, folded);
  if (self->entry->table == CAM_CONTACT_PERSON)
    self->entry->organisation = g_steal_pointer (&name);
}

static void
read_text (Reading        *self,
           CamVcardField   field,
           CamContactText  text)
{
  const CamVcardItem *item = cam_vcard_find_best (self->card, field);
  g_autofree char *value = NULL;

  if (item == NULL || item->text == NULL)
    return;
  value = field == CAM_VCARD_NOTE ? g_strdup (item->text) : dup_line (item);
  cam_contact_entry_set (self->entry, text, value);
  if (self->entry->text[text] != NULL)
    hold (self, item, self->entry->text[text]);
}

/* @text is G_MAXUINT where no column takes the best one. */
static void
read_kind (Reading       *self,
           CamVcardField  field,
           guint          text,
           const char    *kind)
{
  const CamVcardItem *best = text != G_MAXUINT ? cam_vcard_find_best (self->card, field) : NULL;

  if (best != NULL)
    read_text (self, field, text);
  for (guint i = 0; i < self->card->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (self->card->items, i);
      g_autofree char *label = NULL;
      g_autofree char *value = NULL;

      if (item->field != field || item == best || item->text == NULL || cam_vcard_item_is_empty (item))
        continue;
      value = dup_line (item);
      label = dup_label (self->card, item);
      if ((best == NULL || g_strcmp0 (self->entry->text[text], value) != 0)
          && cam_contact_entry_add (self->entry, kind, label, value, NULL))
        hold (self, item, value);
    }
}

/* "Flat 2, 1 High Street, March, Cambridgeshire", without the postcode. */
static char *
dup_address (const CamVcardItem *item)
{
  static const guint parts[] = { CAM_VCARD_ADDRESS_BOX, CAM_VCARD_ADDRESS_ROOM, CAM_VCARD_ADDRESS_STREET, CAM_VCARD_ADDRESS_TOWN,
                                 CAM_VCARD_ADDRESS_COUNTY, CAM_VCARD_ADDRESS_COUNTRY };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strstrip (cam_vcard_item_dup_part (item, parts[i]));

      if (*part != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
read_address (Reading            *self,
              const CamVcardItem *item,
              gboolean            is_best)
{
  g_autofree char *address = dup_address (item);
  g_autofree char *postcode = g_strstrip (cam_vcard_item_dup_part (item, CAM_VCARD_ADDRESS_POSTCODE));
  g_autofree char *label = dup_label (self->card, item);
  g_autofree char *whole = NULL;

  if (is_best)
    {
      cam_contact_entry_set (self->entry, CAM_CONTACT_ADDRESS, address);
      cam_contact_entry_set (self->entry, CAM_CONTACT_POSTCODE, postcode);
      whole = join_address (self->entry->text[CAM_CONTACT_ADDRESS], self->entry->text[CAM_CONTACT_POSTCODE]);
      hold (self, item, whole);
      return;
    }
  /* A further address of a person is one text. */
  if (self->entry->table == CAM_CONTACT_PERSON || *address == '\0')
    {
      g_autofree char *both = g_strjoin (*address != '\0' && *postcode != '\0' ? ", " : "", address, postcode, NULL);

      g_set_str (&address, both);
      g_set_str (&postcode, "");
    }
  whole = join_address (address, postcode);
  if (cam_contact_entry_add (self->entry, "address", label, address, postcode))
    hold (self, item, whole);
}

static void
read_addresses (Reading *self)
{
  const CamVcardItem *best = NULL;

  if (self->entry->table == CAM_CONTACT_PERSON)
    best = cam_vcard_find_best (self->card, CAM_VCARD_ADR);
  if (best != NULL)
    read_address (self, best, TRUE);
  for (guint i = 0; i < self->card->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (self->card->items, i);

      if (item->field == CAM_VCARD_ADR && item != best && !cam_vcard_item_is_empty (item))
        read_address (self, item, FALSE);
    }
}

/* Of an organisation with an address. Off the coast of Africa is nobody: programs write so where they know nothing. */
static void
read_place (Reading *self)
{
  const CamVcardItem *item = cam_vcard_find_best (self->card, CAM_VCARD_GEO);
  CamContactMore *address = cam_contact_entry_get_address (self->entry);
  g_autofree char *geo = NULL;
  double lat = 0, lon = 0;

  if (self->entry->table != CAM_CONTACT_ORGANISATION || item == NULL || item->text == NULL || address == NULL)
    return;
  if (!cam_vcard_parse_geo (item->text, &lat, &lon) || (fabs (lat) < 0.001 && fabs (lon) < 0.001))
    {
      cam_contact_entry_add_odd (self->entry, _("Its place on the map cannot be read; it is kept and not shown."));
      return;
    }
  address->has_point = TRUE;
  address->lat = lat;
  address->lon = lon;
  geo = dup_geo (address);
  hold (self, item, geo);
}

/* They stay in the lines of the card as well. */
static void
read_categories (Reading *self)
{
  for (guint i = 0; i < self->card->items->len; i++)
    {
      const CamVcardItem *item = g_ptr_array_index (self->card->items, i);
      char **values = item->field == CAM_VCARD_CATEGORIES ? cam_vcard_item_get_values (item, 0) : NULL;

      for (guint j = 0; values != NULL && values[j] != NULL; j++)
        cam_contact_entry_add_category (self->entry, values[j]);
    }
}

static const char *
get_sentence (CamPictureState state)
{
  switch (state)
    {
    case CAM_PICTURE_UNKNOWN:
      return _("Its picture is no PNG or JPEG; it is kept and not shown.");
    case CAM_PICTURE_TOO_BIG:
    case CAM_PICTURE_TOO_WIDE:
      return _("A picture of more than 2 MB or 4,096 pixels a side is left out.");
    case CAM_PICTURE_TOO_MANY:
      return _("The file has more pictures than can be looked at; this one is kept and not shown.");
    case CAM_PICTURE_DAMAGED:
      return _("Its picture is damaged; it is kept and not shown.");
    case CAM_PICTURE_FINE:
    default:
      return NULL;
    }
}

/* Pictures that are too large are left out; what cannot be shown is kept as it is. */
static void
read_pictures (Reading *self)
{
  CamVcardField wanted = self->entry->table == CAM_CONTACT_PERSON ? CAM_VCARD_PHOTO : CAM_VCARD_LOGO;

  for (guint i = 0; i < self->card->items->len; i++)
    {
      CamVcardItem *item = g_ptr_array_index (self->card->items, i);
      CamPictureState state = CAM_PICTURE_FINE;
      gboolean is_wanted = item->field == wanted && self->entry->picture == NULL;

      if (item->bytes == NULL)
        continue;
      if (is_wanted)
        state = cam_picture_load (item->bytes, self->pixels_left, NULL);
      else if (g_bytes_get_size (item->bytes) > CAM_PICTURE_MAX_BYTES)
        state = CAM_PICTURE_TOO_BIG;
      if (state != CAM_PICTURE_FINE)
        cam_contact_entry_add_odd (self->entry, get_sentence (state));
      if (state == CAM_PICTURE_TOO_BIG || state == CAM_PICTURE_TOO_WIDE)
        g_ptr_array_remove_index (self->card->items, i--);
      if (state != CAM_PICTURE_FINE || !is_wanted)
        continue;
      self->entry->media = cam_picture_get_media_type (item->bytes);
      self->entry->picture = g_bytes_ref (item->bytes);
      g_hash_table_insert (self->held, item, NULL);
    }
}

/* Ours: {"Do not contact"}. */
static void
read_marks (Reading *self)
{
  for (guint i = 0; i < self->card->items->len; i++)
    {
      CamVcardItem *item = g_ptr_array_index (self->card->items, i);
      char **values = item->field == CAM_VCARD_CATEGORIES ? cam_vcard_item_get_values (item, 0) : NULL;

      if (values == NULL || values[0] == NULL || values[1] != NULL || g_ascii_strcasecmp (values[0], CAM_CONTACT_DO_NOT_CONTACT) != 0)
        continue;
      self->entry->do_not_contact = self->entry->table == CAM_CONTACT_PERSON;
      g_ptr_array_remove_index (self->card->items, i--);
    }
}

static gboolean
is_built (GPtrArray          *items,
          const CamVcardItem *item)
{
  for (guint i = 0; i < items->len; i++)
    if (cam_vcard_item_equal (g_ptr_array_index (items, i), item))
      return TRUE;
  return FALSE;
}

/* What the columns would not write just so. */
static void
keep_rest (Reading *self)
{
  g_autoptr (CamVcard) made = cam_vcard_new ();
  g_autoptr (GArray) built = build (made, self->entry);
  g_autoptr (CamVcard) rest = cam_vcard_new ();
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < self->card->items->len; i++)
    {
      CamVcardItem *item = g_ptr_array_index (self->card->items, i);
      const char *mark = g_hash_table_lookup (self->held, item);

      if (cam_vcard_item_is_empty (item) || is_built (made->items, item)
          || (mark == NULL && g_hash_table_contains (self->held, item)))
        continue;
      /* A mark that a file brings along is none of ours. */
      cam_vcard_item_set_param (item, MARK, mark);
      g_ptr_array_steal_index (self->card->items, i--);
      g_ptr_array_add (rest->items, item);
    }
  lines = cam_vcard_dup_extra (rest, 0);
  /* Space at the end of a line belongs to it. */
  if (lines[0] != NULL)
    self->entry->text[CAM_CONTACT_EXTRA] = g_strjoinv ("\n", lines);
}

CamContactEntry *
cam_contact_entry_from_card (CamVcard *card,
                             guint64  *pixels_left)
{
  CamVcardKind kind = cam_vcard_get_kind (card);
  CamContactTable table = kind == CAM_VCARD_ORGANISATION ? CAM_CONTACT_ORGANISATION : CAM_CONTACT_PERSON;
  CamContactEntry *entry = cam_contact_entry_new (table);
  g_autoptr (GHashTable) held = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Reading self = { card, entry, held, pixels_left };

  entry->line = card->line;
  for (guint i = 0; card->problems[i] != NULL; i++)
    cam_contact_entry_add_odd (entry, card->problems[i]);
  if (kind == CAM_VCARD_GROUP)
    entry->reason = g_strdup (_("It is a list of other contacts, and no contact itself."));
  else if (kind == CAM_VCARD_OTHER_KIND)
    entry->reason = g_strdup (_("It is neither a person nor an organisation."));
  read_name (&self);
  if (entry->reason != NULL)
    return entry;
  read_marks (&self);
  read_organisation (&self);
  if (table == CAM_CONTACT_PERSON)
    read_text (&self, CAM_VCARD_TITLE, CAM_CONTACT_JOB_TITLE);
  read_kind (&self, CAM_VCARD_TEL, CAM_CONTACT_PHONE, "phone");
  read_kind (&self, CAM_VCARD_EMAIL, CAM_CONTACT_EMAIL, "email");
  read_kind (&self, CAM_VCARD_URL, table == CAM_CONTACT_PERSON ? G_MAXUINT : CAM_CONTACT_WEBSITE, "website");
  read_addresses (&self);
  read_place (&self);
  read_categories (&self);
  read_text (&self, CAM_VCARD_NOTE, CAM_CONTACT_NOTE);
  read_text (&self, CAM_VCARD_UID, CAM_CONTACT_UID);
  read_pictures (&self);
  keep_rest (&self);
  return entry;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In order, without what changes by itself. */
static GStrv
sort_lines (const char *extra)
{
  GStrv lines = g_strsplit (extra != NULL ? extra : "", "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '\0' || g_str_has_prefix (lines[i], "REV") || g_str_has_prefix (lines[i], "PRODID"))
      g_free (lines[i]);
    else
      lines[n++] = lines[i];
  lines[n] = NULL;
  qsort (lines, n, sizeof *lines, compare_lines);
  return lines;
}

gboolean
cam_contact_extra_is_same (const char *a,
                           const char *b)
{
  g_auto (GStrv) left = NULL;
  g_auto (GStrv) right = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  left = sort_lines (a);
  right = sort_lines (b);
  return g_strv_equal ((const char *const *) left, (const char *const *) right);
}
