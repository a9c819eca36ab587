/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include "cam-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of what is kept; with its escapes it may be twice as long, and must be the same when it is read again. */
#define MAX_TEXT (1024 * 1024)
#define MAX_VALUE (3 * MAX_TEXT)

typedef struct
{
  const char *type;
  const char *media;
} Media;

static const Media medias[] = {
  { "jpeg", "image/jpeg" },
  { "jpg", "image/jpeg" },
  { "png", "image/png" },
  { "gif", "image/gif" },
  { "bmp", "image/bmp" },
  { "tiff", "image/tiff" },
  { "webp", "image/webp" },
  { "wave", "audio/wav" },
  { "basic", "audio/basic" },
  { "mp3", "audio/mpeg" },
  { "ogg", "audio/ogg" },
  { "pgp", "application/pgp-keys" },
  { "x509", "application/pkix-cert" },
};

/* Names from a file choose no converter of the system: only these do. */
static const char *
get_charset (const char *name)
{
  static const char *const known[][2] = {
    { "ISO-8859-1", "WINDOWS-1252" }, { "US-ASCII", "WINDOWS-1252" }, { "WINDOWS-1252", "WINDOWS-1252" },
    { "CP1252", "WINDOWS-1252" }, { "ISO-8859-2", "ISO-8859-2" }, { "ISO-8859-5", "ISO-8859-5" },
    { "ISO-8859-7", "ISO-8859-7" }, { "ISO-8859-9", "ISO-8859-9" }, { "ISO-8859-15", "ISO-8859-15" },
    { "WINDOWS-1250", "WINDOWS-1250" }, { "WINDOWS-1251", "WINDOWS-1251" }, { "WINDOWS-1253", "WINDOWS-1253" },
    { "WINDOWS-1254", "WINDOWS-1254" }, { "WINDOWS-1257", "WINDOWS-1257" }, { "KOI8-R", "KOI8-R" },
    { "SHIFT_JIS", "SHIFT_JIS" }, { "GB2312", "GBK" }, { "GBK", "GBK" }, { "BIG5", "BIG5" }, { "EUC-KR", "EUC-KR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i][0], name) == 0)
      return known[i][1];
  return NULL;
}

char *
cam_vcard_convert (const char *bytes,
                   gsize       length,
                   const char *charset)
{
  const char *known = charset != NULL ? get_charset (charset) : NULL;
  char *text = NULL;
  gsize written = 0;

  if (known == NULL || memchr (bytes, '\0', length) != NULL)
    return NULL;
  text = g_convert (bytes, (gssize) length, "UTF-8", known, NULL, &written, NULL);
  if (text != NULL && !g_utf8_validate_len (text, written, NULL))
    g_clear_pointer (&text, g_free);
  return text;
}

void
cam_vcard_decode_printable (GString *text)
{
  gsize to = 0;

  for (gsize i = 0; i < text->len; i++)
    {
      char byte = text->str[i];

      if (byte == '=' && i + 2 < text->len && g_ascii_isxdigit (text->str[i + 1]) && g_ascii_isxdigit (text->str[i + 2]))
        {
          byte = (char) (g_ascii_xdigit_value (text->str[i + 1]) * 16 + g_ascii_xdigit_value (text->str[i + 2]));
          i += 2;
        }
      if (byte != '\0')
        text->str[to++] = byte;
    }
  g_string_truncate (text, to);
}

/* One kind of line end. */
static char *
tidy_line_ends (const char *text)
{
  GString *tidy = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\r' && at[1] == '\n')
        continue;
      g_string_append_c (tidy, (char) (*at == '\r' ? '\n' : *at));
    }
  return g_string_free_and_steal (tidy);
}

static char *
decode_printable (CamVcardHead *head)
{
  g_autoptr (GString) bytes = g_string_new (head->value);
  g_autofree char *text = NULL;

  cam_vcard_decode_printable (bytes);
  text = cam_vcard_convert (bytes->str, bytes->len, head->charset);
  if (text == NULL)
    text = cam_lines_mend_text (bytes->str, bytes->len);
  return tidy_line_ends (text);
}

/* In vCard 2.1 a backslash is a backslash, but before a few. */
static char *
unescape_old (const char *text)
{
  g_autoptr (GString) plain = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\\' && (at[1] == ';' || at[1] == ',' || at[1] == ':' || at[1] == '\\'))
        at++;
      g_string_append_c (plain, *at);
    }
  return cam_vcard_clean (plain->str, TRUE);
}

static char *
unescape (const char      *text,
          CamVcardVersion  version)
{
  return version == CAM_VCARD_2_1 ? unescape_old (text) : cam_lines_unescape (text);
}

/* As a raw line, where only a backslash with something behind it has a meaning. */
static char *
escape_line_ends (const char *text,
                  gboolean    old)
{
  g_autoptr (GString) raw = NULL;

  if (!old && strchr (text, '\n') == NULL)
    return cam_vcard_clean (text, FALSE);
  raw = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append (raw, "\\n");
      else if (old && *at == '\\' && (at[1] == '\0' || strchr ("\\;,:nN", at[1]) == NULL))
        g_string_append (raw, "\\\\");
      else
        {
          g_string_append_c (raw, *at);
          if (old && *at == '\\')
            g_string_append_c (raw, *++at);
        }
    }
  return cam_vcard_clean (raw->str, FALSE);
}

static gboolean
may_be_bytes (CamVcardField field)
{
  return field == CAM_VCARD_PHOTO || field == CAM_VCARD_LOGO || field == CAM_VCARD_SOUND || field == CAM_VCARD_KEY;
}

static const char *
sniff (const guint8 *data,
       gsize         length)
{
  if (length >= 3 && memcmp (data, "\377\330\377", 3) == 0)
    return "image/jpeg";
  if (length >= 8 && memcmp (data, "\211PNG\r\n\032\n", 8) == 0)
    return "image/png";
  if (length >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return "image/gif";
  if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";
  return NULL;
}

static gboolean
is_media (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL && slash != text && slash[1] != '\0' && strlen (text) <= 100 && strchr (slash + 1, '/') == NULL &&
         text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.+-/")] == '\0';
}

/* What the parameters say it is; that is then no longer a type. */
static char *
take_media (CamVcardItem *item)
{
  guint n = item->types != NULL ? g_strv_length (item->types) : 0;
  char *found = NULL;

  for (guint i = 0; i < n && found == NULL; i++)
    {
      if (is_media (item->types[i]))
        found = g_strdup (item->types[i]);
      for (guint j = 0; j < G_N_ELEMENTS (medias) && found == NULL; j++)
        if (strcmp (medias[j].type, item->types[i]) == 0)
          found = g_strdup (medias[j].media);
      if (found == NULL)
        continue;
      g_free (item->types[i]);
      memmove (item->types + i, item->types + i + 1, (n - i) * sizeof *item->types);
      if (n == 1)
        g_clear_pointer (&item->types, g_strfreev);
    }
  return found;
}

static const char *
take_base64 (CamVcardItem *item,
             const char   *text,
             const char   *media)
{
  gsize length = 0;
  guint8 *data = NULL;
  const char *seen = NULL;

  if (text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t")] != '\0')
    return _("Something enclosed, as a picture, could not be read and was left out.");
  data = g_base64_decode (text, &length);
  if (length == 0 || length > CAM_VCARD_MAX_BYTES_OF_ITEM)
    {
      g_free (data);
      return length == 0 ? _("Something enclosed, as a picture, could not be read and was left out.")
                         : _("Something enclosed, as a picture, is larger than 10 MB and was left out.");
    }
  seen = sniff (data, length);
  item->shape = CAM_VCARD_SHAPE_BYTES;
  item->bytes = g_bytes_new_take (data, length);
  item->media = g_strdup (seen != NULL ? seen : media != NULL ? media : "application/octet-stream");
  cam_vcard_item_set_param (item, "VALUE", NULL);
  cam_vcard_item_set_param (item, "MEDIATYPE", NULL);
  return NULL;
}

/* "data:image/png;base64,…". FALSE where it is something else. */
static gboolean
take_data_uri (CamVcardItem  *item,
               const char    *text,
               const char   **problem)
{
  const char *comma = g_ascii_strncasecmp (text, "data:", 5) == 0 ? strchr (text, ',') : NULL;
  g_autofree char *head = comma != NULL && comma - text < 200 ? g_ascii_strdown (text + 5, comma - text - 5) : NULL;
  char *semicolon = NULL;

  if (head == NULL || !g_str_has_suffix (head, ";base64"))
    return FALSE;
  semicolon = strchr (head, ';');
  *semicolon = '\0';
  *problem = take_base64 (item, comma + 1, is_media (head) ? head : NULL);
  return TRUE;
}

/* Ends the text at @separator, where it is not escaped, and gives what follows, or NULL. */
static char *
cut_off (char *text,
         char  separator)
{
  for (; *text != '\0'; text++)
    {
      if (*text == separator)
        {
          *text = '\0';
          return text + 1;
        }
      if (*text == '\\' && text[1] != '\0')
        text++;
    }
  return NULL;
}

static guint
count (const char *text,
       char        letter)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == letter;
  return n;
}

static const char *
take_parts (CamVcardItem    *item,
            char            *text,
            CamVcardVersion  version)
{
  gboolean has_parts = cam_vcard_field_has_parts (item->field);
  /* In vCard 2.1, and in the name of an organisation, a comma is a comma. */
  gboolean has_lists = !has_parts || (version != CAM_VCARD_2_1 && item->field != CAM_VCARD_ORG && item->field != CAM_VCARD_GENDER);
  gboolean all = TRUE;

  for (guint i = 0; text != NULL && i < CAM_VCARD_MAX_PARTS; i++)
    {
      char *next_part = has_parts ? cut_off (text, ';') : NULL;
      guint n_max = has_lists ? MIN (count (text, ',') + 1, CAM_VCARD_MAX_VALUES) : 1;
      char **values = g_new0 (char *, n_max + 1);

      for (guint j = 0; text != NULL && j < n_max; j++)
        {
          char *next = has_lists ? cut_off (text, ',') : NULL;

          values[j] = unescape (text, version);
          text = next;
        }
      all = all && text == NULL;
      cam_vcard_item_take_part (item, values);
      text = next_part;
    }
  return all && text == NULL ? NULL : _("One of its entries has too many parts, of which the last were left out.");
}

static void
take_tel (CamVcardItem *item,
          char         *text)
{
  g_autofree char *plain = text;
  g_autofree char *typed = NULL;
  g_autofree char *again = NULL;

  if (g_ascii_strncasecmp (plain, "tel:", 4) != 0)
    {
      /* No address, whatever its VALUE says. */
      if (strchr (plain, ':') == NULL && g_strcmp0 (cam_vcard_item_get_param (item, "VALUE"), "uri") == 0)
        cam_vcard_item_set_param (item, "VALUE", NULL);
      item->text = g_steal_pointer (&plain);
      return;
    }
  cam_vcard_item_set_param (item, "VALUE", "uri");
  typed = cam_phone_from_uri (plain);
  again = typed != NULL ? cam_phone_to_uri (typed) : NULL;
  /* What cannot be written again as it was stays as it is. */
  item->text = g_strcmp0 (again, plain) == 0 ? g_steal_pointer (&typed) : g_steal_pointer (&plain);
}

/* "52.2;0.12" of version 3. The order of version 2.1 is not told apart. */
static void
take_geo (CamVcardItem    *item,
          char            *text,
          CamVcardVersion  version)
{
  g_autofree char *plain = text;
  char *between = strpbrk (plain, version == CAM_VCARD_2_1 ? ";" : ";,");
  g_autofree char *uri = NULL;
  double latitude = 0, longitude = 0;

  if (g_ascii_strncasecmp (plain, "geo:", 4) != 0 && between != NULL)
    {
      *between = '\0';
      uri = g_strdup_printf ("geo:%s,%s", g_strstrip (plain), g_strstrip (between + 1));
      *between = ';';
      if (!cam_vcard_parse_geo (uri, &latitude, &longitude))
        g_clear_pointer (&uri, g_free);
    }
  item->text = uri != NULL ? g_steal_pointer (&uri) : g_steal_pointer (&plain);
}

static const char *
take_uri (CamVcardItem    *item,
          const char      *text,
          CamVcardVersion  version)
{
  const char *problem = NULL;
  g_autofree char *plain = unescape (text, version);

  if (may_be_bytes (item->field) && take_data_uri (item, plain, &problem))
    return problem;
  g_free (g_steal_pointer (&plain));
  plain = unescape (text, version);
  g_strdelimit (plain, "\n\t", ' ');
  if (item->field == CAM_VCARD_GEO)
    take_geo (item, g_steal_pointer (&plain), version);
  else
    item->text = g_strstrip (g_steal_pointer (&plain));
  /* It is one anyway. */
  if (may_be_bytes (item->field))
    cam_vcard_item_set_param (item, "VALUE", NULL);
  return NULL;
}

static void
choose_shape (CamVcardItem *item)
{
  const char *value = cam_vcard_item_get_param (item, "VALUE");

  if (g_strcmp0 (value, "uri") == 0 && item->shape == CAM_VCARD_SHAPE_TEXT && item->field != CAM_VCARD_TEL)
    item->shape = CAM_VCARD_SHAPE_URI;
  else if (g_strcmp0 (value, "text") == 0 && item->shape == CAM_VCARD_SHAPE_URI)
    item->shape = CAM_VCARD_SHAPE_TEXT;
}

static const char *
take_text (CamVcardHead    *head,
           char            *text,
           CamVcardVersion  version)
{
  CamVcardItem *item = head->item;
  g_autofree char *plain = NULL;

  choose_shape (item);
  if (item->shape == CAM_VCARD_SHAPE_PARTS)
    return take_parts (item, text, version);
  if (item->shape == CAM_VCARD_SHAPE_URI)
    return take_uri (item, text, version);
  if (item->shape == CAM_VCARD_SHAPE_RAW)
    {
      item->text = escape_line_ends (text, version == CAM_VCARD_2_1);
      return NULL;
    }
  plain = unescape (text, version);
  if (item->field == CAM_VCARD_TEL)
    take_tel (item, g_strstrip (g_steal_pointer (&plain)));
  else if (cam_vcard_field_is_date (item->field) && g_strcmp0 (cam_vcard_item_get_param (item, "VALUE"), "text") != 0)
    item->text = cam_vcard_date_to_extended (g_strstrip (plain));
  else
    item->text = g_steal_pointer (&plain);
  return NULL;
}

/* What is not known is kept as it was encoded. */
static const char *
take_encoded (CamVcardHead *head)
{
  CamVcardItem *item = head->item;
  GString *text = NULL;

  if (may_be_bytes (item->field))
    {
      g_autofree char *media = take_media (item);

      return take_base64 (item, head->value, media);
    }
  if (item->field != CAM_VCARD_OTHER)
    {
      gsize length = 0;
      g_autofree guint8 *data = g_base64_decode (head->value, &length);
      g_autofree char *plain = cam_lines_mend_text ((const char *) data, MIN (length, MAX_TEXT));

      /* A text in it is a text. */
      return take_text (head, plain, CAM_VCARD_2_1);
    }
  text = g_string_new (NULL);
  for (const char *at = head->value; *at != '\0'; at++)
    if ((guchar) *at > ' ' && *at != '\177')
      g_string_append_c (text, *at);
  item->text = g_string_free_and_steal (text);
  cam_vcard_item_set_param (item, "ENCODING", "b");
  return NULL;
}

/* Not in the middle of a letter. */
static gboolean
cut (char  *text,
     gsize  length)
{
  if (text == NULL || strlen (text) <= length)
    return FALSE;
  *g_utf8_find_prev_char (text, text + length + 1) = '\0';
  return TRUE;
}

static gboolean
cut_item (CamVcardItem *item)
{
  gsize left = MAX_TEXT;
  gboolean was_cut = cut (item->text, MAX_TEXT);

  for (guint i = 0; item->parts != NULL && i < item->parts->len; i++)
    {
      char **values = g_ptr_array_index (item->parts, i);

      for (guint j = 0; values[j] != NULL; j++)
        {
          was_cut = cut (values[j], left) || was_cut;
          left -= strlen (values[j]);
        }
    }
  return was_cut;
}

const char *
cam_vcard_decode (CamVcardHead    *head,
                  CamVcardVersion  version)
{
  g_autofree char *decoded = NULL;
  const char *problem = NULL;
  gboolean was_cut = FALSE;

  if (head->base64)
    return take_encoded (head);
  if (!may_be_bytes (head->item->field))
    was_cut = cut (head->value, MAX_VALUE);
  if (head->printable)
    {
      decoded = decode_printable (head);
      if (version != CAM_VCARD_2_1)
        {
          g_autofree char *text = g_steal_pointer (&decoded);

          decoded = escape_line_ends (text, FALSE);
        }
    }
  problem = take_text (head, decoded != NULL ? decoded : head->value, version);
  was_cut = cut_item (head->item) || was_cut;
  return problem == NULL && was_cut ? _("One of its texts is too long and was cut.") : problem;
}
