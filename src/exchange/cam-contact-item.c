/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line of the preview: a copy of what is shown, made when the list asks for it. */
struct _CamContactItem
{
  GObject           parent_instance;

  guint             line;
  CamImportVerdict  verdict;
  char             *name;
  char             *detail;
  char             *reason;
  char             *odd;
};

G_DEFINE_FINAL_TYPE (CamContactItem, cam_contact_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_LINE = 1,
  PROP_VERDICT,
  PROP_NAME,
  PROP_DETAIL,
  PROP_REASON,
  PROP_ODD,
  PROP_NOTE,
} CamContactItemProperty;

static GParamSpec *properties[PROP_NOTE + 1];

/* More than this says nothing to a person, and a hostile file may hold megabytes. */
static char *
shorten (const char *text)
{
  g_autofree char *short_text = NULL;

  if (text == NULL)
    return g_strdup ("");
  short_text = g_utf8_strlen (text, 200) < 200 ? g_strdup (text) : g_utf8_substring (text, 0, 199);
  g_strdelimit (short_text, "\n\r\t", ' ');
  return g_strstrip (g_steal_pointer (&short_text));
}

/* What tells who it is. */
static char *
dup_detail (const CamContactEntry *entry)
{
  const char *parts[] = { entry->text[CAM_CONTACT_JOB_TITLE], entry->organisation, entry->text[CAM_CONTACT_PHONE],
                          entry->text[CAM_CONTACT_EMAIL] };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return shorten (text->str);
}

CamContactItem *
cam_contact_item_new (const CamContactLine *line)
{
  CamContactItem *self = g_object_new (CAM_TYPE_CONTACT_ITEM, NULL);
  const char *name = line->entry->text[CAM_CONTACT_NAME];
  g_autoptr (GPtrArray) odd = g_ptr_array_new ();

  for (guint i = 0; i < line->entry->odd->len; i++)
    g_ptr_array_add (odd, g_ptr_array_index (line->entry->odd, i));
  g_ptr_array_add (odd, NULL);
  self->line = line->entry->line;
  self->verdict = line->verdict;
  self->name = name != NULL ? shorten (name) : g_strdup (_("Nobody"));
  self->detail = dup_detail (line->entry);
  self->reason = g_strdup (line->reason != NULL ? line->reason : "");
  self->odd = g_strjoinv (" ", (char **) odd->pdata);
  return self;
}

static void
cam_contact_item_finalize (GObject *object)
{
  CamContactItem *self = CAM_CONTACT_ITEM (object);

  g_free (self->name);
  g_free (self->detail);
  g_free (self->reason);
  g_free (self->odd);

  G_OBJECT_CLASS (cam_contact_item_parent_class)->finalize (object);
}

static void
cam_contact_item_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CamContactItem *self = CAM_CONTACT_ITEM (object);

  switch ((CamContactItemProperty) property_id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_ODD:
      g_value_set_string (value, self->odd);
      break;
    case PROP_NOTE:
      g_value_take_string (value, g_strstrip (g_strjoin (" ", self->reason, self->odd, NULL)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_contact_item_class_init (CamContactItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cam_contact_item_finalize;
  object_class->get_property = cam_contact_item_get_property;

  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, CAM_IMPORT_PROBLEM, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_ODD] = g_param_spec_string ("odd", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_contact_item_init (CamContactItem *self)
{
}

guint
cam_contact_item_get_line (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), 0);

  return self->line;
}

CamImportVerdict
cam_contact_item_get_verdict (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), CAM_IMPORT_PROBLEM);

  return self->verdict;
}

const char *
cam_contact_item_get_name (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), NULL);

  return self->name;
}

const char *
cam_contact_item_get_detail (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), NULL);

  return self->detail;
}

const char *
cam_contact_item_get_reason (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), NULL);

  return self->reason;
}

const char *
cam_contact_item_get_odd (CamContactItem *self)
{
  g_return_val_if_fail (CAM_IS_CONTACT_ITEM (self), NULL);

  return self->odd;
}
