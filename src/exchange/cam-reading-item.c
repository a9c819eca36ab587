/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-lines-private.h"

#include "cam-status.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* One line of the preview: a copy of what is shown, made when the list asks for it. */
struct _CamReadingItem
{
  GObject           parent_instance;

  guint             line;
  CamImportVerdict  verdict;
  char             *measure;
  char             *area;
  char             *place;
  char             *period;
  char             *value;
  char             *comment;
  char             *reason;
  gboolean          provisional;
};

G_DEFINE_FINAL_TYPE (CamReadingItem, cam_reading_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_LINE = 1,
  PROP_VERDICT,
  PROP_MEASURE,
  PROP_AREA,
  PROP_PLACE,
  PROP_PERIOD,
  PROP_VALUE,
  PROP_PROVISIONAL,
  PROP_COMMENT,
  PROP_REASON,
} CamReadingItemProperty;

static GParamSpec *properties[PROP_REASON + 1];

/* More than this says nothing to a person, and a hostile table may hold megabytes. */
static char *
shorten (const char *text)
{
  if (text == NULL || g_utf8_strlen (text, 200) < 200)
    return g_strdup (text != NULL ? text : "");
  return g_utf8_substring (text, 0, 199);
}

static char *
dup_value (const CamReadingLine *line)
{
  double value = cam_reading_line_get_value (line);

  if (!isfinite (value) || line->measure == NULL)
    return shorten (line->value_text);
  return cam_status_format (value, line->measure->decimals, line->measure->unit);
}

/* What the table says of where the line belongs, not what goes without saying. */
static char *
dup_place (const CamReadingLine *line,
           const CamReadingItem *self)
{
  gboolean names_measure = *line->measure_text != '\0';
  gboolean names_area = *line->area_text != '\0';

  if (names_measure && names_area)
    return g_strconcat (self->measure, " · ", self->area, NULL);
  return g_strdup (names_measure ? self->measure : names_area ? self->area : "");
}

CamReadingItem *
cam_reading_item_new (const CamReadingLine *line)
{
  CamReadingItem *self = g_object_new (CAM_TYPE_READING_ITEM, NULL);

  self->line = line->number;
  self->verdict = line->verdict;
  self->measure = shorten (line->measure != NULL ? line->measure->name : line->measure_text);
  if (line->area != NULL || (line->area_text != NULL && *line->area_text != '\0'))
    self->area = shorten (line->area != NULL ? line->area->name : line->area_text);
  else
    self->area = g_strdup (_("All together"));
  self->place = dup_place (line, self);
  self->period = line->period.ends != 0 ? cam_period_format (line->period) : shorten (line->period_text);
  self->value = dup_value (line);
  self->comment = shorten (line->comment);
  self->reason = g_strdup (line->reason != NULL ? line->reason : "");
  self->provisional = line->provisional > 0;
  return self;
}

static void
cam_reading_item_finalize (GObject *object)
{
  CamReadingItem *self = CAM_READING_ITEM (object);

  g_free (self->measure);
  g_free (self->area);
  g_free (self->place);
  g_free (self->period);
  g_free (self->value);
  g_free (self->comment);
  g_free (self->reason);

  G_OBJECT_CLASS (cam_reading_item_parent_class)->finalize (object);
}

static void
cam_reading_item_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CamReadingItem *self = CAM_READING_ITEM (object);

  switch ((CamReadingItemProperty) property_id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      break;
    case PROP_MEASURE:
      g_value_set_string (value, self->measure);
      break;
    case PROP_AREA:
      g_value_set_string (value, self->area);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_PERIOD:
      g_value_set_string (value, self->period);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_PROVISIONAL:
      g_value_set_boolean (value, self->provisional);
      break;
    case PROP_COMMENT:
      g_value_set_string (value, self->comment);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_reading_item_class_init (CamReadingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cam_reading_item_finalize;
  object_class->get_property = cam_reading_item_get_property;

  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, CAM_IMPORT_PROBLEM, 0, flags);
  properties[PROP_MEASURE] = g_param_spec_string ("measure", NULL, NULL, NULL, flags);
  properties[PROP_AREA] = g_param_spec_string ("area", NULL, NULL, NULL, flags);
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_PERIOD] = g_param_spec_string ("period", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_PROVISIONAL] = g_param_spec_boolean ("provisional", NULL, NULL, FALSE, flags);
  properties[PROP_COMMENT] = g_param_spec_string ("comment", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_reading_item_init (CamReadingItem *self)
{
}

guint
cam_reading_item_get_line (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), 0);

  return self->line;
}

CamImportVerdict
cam_reading_item_get_verdict (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), CAM_IMPORT_PROBLEM);

  return self->verdict;
}

const char *
cam_reading_item_get_measure (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), NULL);

  return self->measure;
}

const char *
cam_reading_item_get_area (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), NULL);

  return self->area;
}

const char *
cam_reading_item_get_period (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), NULL);

  return self->period;
}

const char *
cam_reading_item_get_value (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), NULL);

  return self->value;
}

const char *
cam_reading_item_get_reason (CamReadingItem *self)
{
  g_return_val_if_fail (CAM_IS_READING_ITEM (self), NULL);

  return self->reason;
}
