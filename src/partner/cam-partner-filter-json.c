/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-filter-private.h"

#include "cam-organisation.h"
#include "cam-person.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_JSON 16384
#define MAX_DEPTH 8
#define MAX_VALUE 1000

static const char *const names[CAM_PARTNER_FILTER_N_FIELDS] = {
  [CAM_PARTNER_FILTER_TEXT] = "text",
  [CAM_PARTNER_FILTER_SECTOR] = "sector",
  [CAM_PARTNER_FILTER_KIND] = "kind",
  [CAM_PARTNER_FILTER_GROUP] = "group",
  [CAM_PARTNER_FILTER_TAG] = "tag",
  [CAM_PARTNER_FILTER_AREA] = "area",
  [CAM_PARTNER_FILTER_TEAM_ROLE] = "team_role",
  [CAM_PARTNER_FILTER_ORGANISATION] = "organisation",
  [CAM_PARTNER_FILTER_DATA] = "data",
};

char *
cam_partner_filter_to_json (const CamPartnerFilter *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      {
        json_builder_set_member_name (builder, names[i]);
        json_builder_add_string_value (builder, self->fields[i]);
      }
  if (self->may_contact)
    {
      json_builder_set_member_name (builder, "may_contact");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* The parser calls itself for each depth. */
static gboolean
is_shallow (const char *json)
{
  guint depth = 0;
  gboolean in_text = FALSE;

  for (const char *at = json; *at != '\0'; at++)
    if (in_text && *at == '\\' && at[1] != '\0')
      at++;
    else if (*at == '"')
      in_text = !in_text;
    else if (!in_text && (*at == '{' || *at == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (!in_text && (*at == '}' || *at == ']') && depth > 0)
      depth--;
  return TRUE;
}

static gboolean
is_word_of (GType       type,
            guint       column,
            const char *value)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (type);

  return cam_column_accepts_text (&klass->columns[column], value);
}

static gboolean
is_value_of (CamPartnerField  field,
             const char      *value)
{
  static const char *const states[] = { "due", "no_basis", "over", NULL };

  switch (field)
    {
    case CAM_PARTNER_FILTER_GROUP:
    case CAM_PARTNER_FILTER_TAG:
    case CAM_PARTNER_FILTER_AREA:
    case CAM_PARTNER_FILTER_ORGANISATION:
      return g_uuid_string_is_valid (value);
    case CAM_PARTNER_FILTER_KIND:
      return is_word_of (CAM_TYPE_ORGANISATION, CAM_ORGANISATION_KIND, value);
    case CAM_PARTNER_FILTER_TEAM_ROLE:
      return is_word_of (CAM_TYPE_PERSON, CAM_PERSON_TEAM_ROLE, value);
    case CAM_PARTNER_FILTER_DATA:
      return g_strv_contains (states, value);
    case CAM_PARTNER_FILTER_TEXT:
    case CAM_PARTNER_FILTER_SECTOR:
    case CAM_PARTNER_FILTER_N_FIELDS:
    default:
      return strlen (value) <= MAX_VALUE;
    }
}

/* FALSE where the member is there and no value of its field. */
static gboolean
read_field (CamPartnerFilter *self,
            JsonObject       *object,
            CamPartnerField   field)
{
  JsonNode *node = json_object_get_member (object, names[field]);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING
      || json_node_get_string (node) == NULL || !g_utf8_validate (json_node_get_string (node), -1, NULL))
    return FALSE;
  if (*json_node_get_string (node) != '\0' && !is_value_of (field, json_node_get_string (node)))
    return FALSE;
  cam_partner_filter_set (self, field, json_node_get_string (node));
  return TRUE;
}

static gboolean
read_object (CamPartnerFilter *self,
             JsonObject       *object)
{
  JsonNode *node = json_object_get_member (object, "may_contact");

  for (guint i = 0; i < CAM_PARTNER_FILTER_N_FIELDS; i++)
    if (!read_field (self, object, i))
      return FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  self->may_contact = json_node_get_boolean (node);
  return TRUE;
}

CamPartnerFilter *
cam_partner_filter_new_from_json (CamPartnerType   type,
                                  const char      *json,
                                  GError         **error)
{
  g_autoptr (CamPartnerFilter) self = cam_partner_filter_new (type);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  if (strlen (json) <= MAX_JSON && g_utf8_validate (json, -1, NULL) && is_shallow (json)
      && json_parser_load_from_data (parser, json, -1, NULL))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) && read_object (self, json_node_get_object (root)))
    return g_steal_pointer (&self);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                       _("This filter cannot be read. It may be of a newer version of the program."));
  return NULL;
}
