/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-vcard-private.h"

#include "cam-phone.h"

#include <string.h>

/* What the two versions call a picture. */
static const char *
get_type_of_media (const char *media)
{
  static const char *const types[][2] = {
    { "image/jpeg", "JPEG" }, { "image/png", "PNG" }, { "image/gif", "GIF" }, { "image/bmp", "BMP" }, { "image/tiff", "TIFF" },
    { "image/webp", "WEBP" }, { "audio/wav", "WAVE" }, { "audio/basic", "BASIC" }, { "audio/mpeg", "MP3" },
    { "audio/ogg", "OGG" }, { "application/pgp-keys", "PGP" }, { "application/pkix-cert", "X509" },
    { "application/octet-stream", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i][0], media) == 0)
      return types[i][1];
  return media;
}

/* In quotes where something in it would end it (RFC 6868). */
static void
append_param_value (GString    *line,
                    const char *value,
                    gboolean    carets)
{
  gboolean quoted = strpbrk (value, ",;:") != NULL;

  if (quoted)
    g_string_append_c (line, '"');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (carets && (*at == '\n' || *at == '^' || *at == '"'))
        g_string_append (line, *at == '\n' ? "^n" : *at == '^' ? "^^" : "^'");
      else if ((((guchar) *at >= ' ' && *at != '\177') || *at == '\t') && *at != '"')
        g_string_append_c (line, *at);
    }
  if (quoted)
    g_string_append_c (line, '"');
}

static void
append_types (GString            *line,
              const CamVcardItem *item,
              CamVcardVersion     version)
{
  gboolean preferred = version == CAM_VCARD_3_0 && item->pref == 1;
  const char *media = version == CAM_VCARD_3_0 && item->bytes != NULL ? get_type_of_media (item->media) : NULL;
  const char *between = ";TYPE=";

  if (media != NULL)
    {
      g_string_append (line, between);
      append_param_value (line, media, FALSE);
      between = ",";
    }
  for (guint i = 0; item->types != NULL && item->types[i] != NULL; i++)
    {
      g_string_append (line, between);
      append_param_value (line, item->types[i], FALSE);
      between = ",";
    }
  if (preferred)
    g_string_append_printf (line, "%spref", between);
  if (version == CAM_VCARD_4_0 && item->pref > 0)
    g_string_append_printf (line, ";PREF=%u", item->pref);
}

/* What is written elsewhere, or does not hold in this version. */
static gboolean
leaves_out (const CamVcardItem  *item,
            const CamVcardParam *param,
            CamVcardVersion      version)
{
  if (strcmp (param->name, "VALUE") == 0)
    return item->bytes != NULL || (item->field == CAM_VCARD_TEL && version == CAM_VCARD_3_0);
  return version == CAM_VCARD_3_0 && item->field == CAM_VCARD_ADR && strcmp (param->name, "LABEL") == 0;
}

static gboolean
is_enclosure (const CamVcardItem *item)
{
  return item->field == CAM_VCARD_PHOTO || item->field == CAM_VCARD_LOGO || item->field == CAM_VCARD_SOUND ||
         item->field == CAM_VCARD_KEY;
}

static void
append_params (GString            *line,
               const CamVcardItem *item,
               CamVcardVersion     version)
{
  for (guint i = 0; item->params != NULL && i < item->params->len; i++)
    {
      const CamVcardParam *param = g_ptr_array_index (item->params, i);

      if (leaves_out (item, param, version))
        continue;
      g_string_append_printf (line, ";%s=", param->name);
      for (guint j = 0; param->values[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append_c (line, ',');
          append_param_value (line, param->values[j], TRUE);
        }
    }
  if (version == CAM_VCARD_3_0 && item->bytes != NULL)
    g_string_append (line, ";ENCODING=b");
  if (version == CAM_VCARD_3_0 && item->shape == CAM_VCARD_SHAPE_URI && is_enclosure (item))
    g_string_append (line, ";VALUE=uri");
}

static void
append_uri (GString    *line,
            const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\\')
        g_string_append (line, "\\\\");
      else if ((guchar) *at >= ' ' && *at != '\177')
        g_string_append_c (line, *at);
    }
}

/* "geo:52.2,0.12" is "52.2;0.12" in version 3. */
static void
append_old_geo (GString    *line,
                const char *text)
{
  double latitude = 0, longitude = 0;
  g_auto (GStrv) numbers = NULL;

  if (!cam_vcard_parse_geo (text, &latitude, &longitude))
    {
      append_uri (line, text);
      return;
    }
  numbers = g_strsplit (text + 4, ",", 2);
  g_strdelimit (numbers[1], ",;", '\0');
  g_string_append_printf (line, "%s;%s", numbers[0], numbers[1]);
}

static void
append_text (GString            *line,
             const CamVcardItem *item,
             CamVcardVersion     version)
{
  const char *value = cam_vcard_item_get_param (item, "VALUE");

  if (item->field == CAM_VCARD_TEL && version == CAM_VCARD_4_0 && g_strcmp0 (value, "uri") == 0)
    {
      g_autofree char *uri = strchr (item->text, ':') == NULL ? cam_phone_to_uri (item->text) : NULL;

      append_uri (line, uri != NULL ? uri : item->text);
    }
  else if (cam_vcard_field_is_date (item->field) && version == CAM_VCARD_4_0 && g_strcmp0 (value, "text") != 0)
    {
      g_autofree char *basic = cam_vcard_date_to_basic (item->text);

      cam_lines_escape (line, basic);
    }
  else
    cam_lines_escape (line, item->text);
}

static void
append_parts (GString            *line,
              const CamVcardItem *item)
{
  for (guint i = 0; item->parts != NULL && i < item->parts->len; i++)
    {
      char **values = g_ptr_array_index (item->parts, i);

      if (i > 0)
        g_string_append_c (line, ';');
      for (guint j = 0; values[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append_c (line, ',');
          cam_lines_escape (line, values[j]);
        }
    }
}

static void
append_bytes (GString            *line,
              const CamVcardItem *item,
              CamVcardVersion     version)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (item->bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);

  if (version == CAM_VCARD_4_0)
    g_string_append_printf (line, "data:%s;base64,", item->media);
  g_string_append (line, text);
}

static const char *
get_name (const CamVcardItem *item,
          CamVcardVersion     version)
{
  if (item->field == CAM_VCARD_OTHER)
    return item->name;
  if (version == CAM_VCARD_3_0 && item->field == CAM_VCARD_KIND)
    return "X-ADDRESSBOOKSERVER-KIND";
  if (version == CAM_VCARD_3_0 && item->field == CAM_VCARD_MEMBER)
    return "X-ADDRESSBOOKSERVER-MEMBER";
  return cam_vcard_field_get_name (item->field);
}

void
cam_vcard_out_item (GString            *line,
                    const CamVcardItem *item,
                    CamVcardVersion     version)
{
  if (item->group != NULL)
    g_string_append_printf (line, "%s.", item->group);
  g_string_append (line, get_name (item, version));
  append_types (line, item, version);
  append_params (line, item, version);
  g_string_append_c (line, ':');
  switch (item->shape)
    {
    case CAM_VCARD_SHAPE_TEXT:
      append_text (line, item, version);
      break;
    case CAM_VCARD_SHAPE_URI:
      if (item->field == CAM_VCARD_GEO && version == CAM_VCARD_3_0)
        append_old_geo (line, item->text);
      else
        append_uri (line, item->text);
      break;
    case CAM_VCARD_SHAPE_PARTS:
      append_parts (line, item);
      break;
    case CAM_VCARD_SHAPE_BYTES:
      append_bytes (line, item, version);
      break;
    case CAM_VCARD_SHAPE_RAW:
      g_string_append (line, item->text);
      break;
    default:
      g_assert_not_reached ();
    }
}
