/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-track-item.h"

#include "cam-period.h"

#include <glib/gi18n-lib.h>

struct _CamTrackItem
{
  GObject       parent_instance;

  CamTrackKind  kind;
  const char   *table;     /* interned */
  char         *uuid;
  char         *title;
  char         *owner;
  guint32       day;
  guint32       today;
  char         *sentence;  /* NULL until somebody asks */
};

G_DEFINE_FINAL_TYPE (CamTrackItem, cam_track_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_TABLE = 1,
  PROP_UUID,
  PROP_TITLE,
  PROP_OWNER,
  PROP_SENTENCE,
} CamTrackItemProperty;

static GParamSpec *properties[PROP_SENTENCE + 1];

static void
cam_track_item_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CamTrackItem *self = CAM_TRACK_ITEM (object);

  switch ((CamTrackItemProperty) property_id)
    {
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_OWNER:
      g_value_set_string (value, self->owner);
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, cam_track_item_get_sentence (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_track_item_finalize (GObject *object)
{
  CamTrackItem *self = CAM_TRACK_ITEM (object);

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->owner);
  g_free (self->sentence);

  G_OBJECT_CLASS (cam_track_item_parent_class)->finalize (object);
}

static void
cam_track_item_class_init (CamTrackItemClass *klass)
{
  static const char *const names[] = { [PROP_TABLE] = "table", [PROP_UUID] = "uuid", [PROP_TITLE] = "title",
                                       [PROP_OWNER] = "owner", [PROP_SENTENCE] = "sentence" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_track_item_get_property;
  object_class->finalize = cam_track_item_finalize;
  for (guint i = PROP_TABLE; i <= PROP_SENTENCE; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_track_item_init (CamTrackItem *self)
{
}

CamTrackItem *
cam_track_item_new (CamTrackKind  kind,
                    const char   *table,
                    const char   *uuid,
                    const char   *title,
                    const char   *owner,
                    guint32       day,
                    guint32       today,
                    char         *sentence)
{
  CamTrackItem *self = g_object_new (CAM_TYPE_TRACK_ITEM, NULL);

  self->kind = kind;
  self->table = g_intern_string (table);
  self->uuid = g_strdup (uuid);
  self->title = g_strdup (title != NULL ? title : "");
  self->owner = g_strdup (owner);
  self->day = day;
  self->today = today;
  self->sentence = sentence;
  return self;
}

CamTrackKind
cam_track_item_get_kind (CamTrackItem *self)
{
  g_return_val_if_fail (CAM_IS_TRACK_ITEM (self), CAM_TRACK_STEP);

  return self->kind;
}

guint32
cam_track_item_get_day (CamTrackItem *self)
{
  g_return_val_if_fail (CAM_IS_TRACK_ITEM (self), 0);

  return self->day;
}

#define GETTER(name)                                      \
  const char *                                            \
  cam_track_item_get_##name (CamTrackItem *self)          \
  {                                                       \
    g_return_val_if_fail (CAM_IS_TRACK_ITEM (self), NULL); \
                                                          \
    return self->name;                                    \
  }

GETTER (table)
GETTER (uuid)
GETTER (title)
GETTER (owner)

static char *
describe_silence (guint32 last,
                  guint32 today)
{
  g_autofree char *day = NULL;

  if (last == 0)
    return g_strdup (_("Started, and nothing was ever said about it."));
  day = cam_day_format (last, today);
  /* Translators: %s is a day such as "3 March" */
  return g_strdup_printf (_("Started, and nothing was said about it since %s."), day);
}

static char *
describe (CamTrackItem *self)
{
  switch (self->kind)
    {
    case CAM_TRACK_NO_OUTCOME:
      return g_strdup (_("It is not said to which outcome it leads."));
    case CAM_TRACK_NO_MEASURE:
      return g_strdup (_("No measure says whether it is reached."));
    case CAM_TRACK_NO_READING:
      return g_strdup (_("It has no reading yet."));
    case CAM_TRACK_OVERDUE:
    case CAM_TRACK_DUE:
      return cam_track_describe_due (self->day, self->today);
    case CAM_TRACK_SILENT:
      return describe_silence (self->day, self->today);
    case CAM_TRACK_CIRCLE:
    case CAM_TRACK_SLIPPED:
    case CAM_TRACK_READING_DUE:
    case CAM_TRACK_READING_OVERDUE:
    case CAM_TRACK_STEP:
    default:
      return g_strdup ("");
    }
}

const char *
cam_track_item_get_sentence (CamTrackItem *self)
{
  g_return_val_if_fail (CAM_IS_TRACK_ITEM (self), NULL);

  if (self->sentence == NULL)
    self->sentence = describe (self);
  return self->sentence;
}

char *
cam_track_fold_owner (const char *name)
{
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *small = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  small = g_utf8_casefold (plain, -1);
  for (const char *at = small; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_ismark (letter))
        continue;
      if (!g_unichar_isspace (letter))
        g_string_append_unichar (text, letter);
      else if (text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
cam_track_describe_due (guint32 due,
                        guint32 today)
{
  g_autofree char *day = cam_day_format (due, today);
  guint n_days = due < today ? today - due : due - today;

  if (n_days == 0)
    return g_strdup (_("Due today."));
  if (due > today)
    /* Translators: %1$s is a day such as "3 March" */
    return g_strdup_printf (ngettext ("Due on %1$s, in %2$u day.", "Due on %1$s, in %2$u days.", n_days), day, n_days);
  /* Translators: %1$s is a day such as "3 March" */
  return g_strdup_printf (ngettext ("Due on %1$s, %2$u day ago.", "Due on %1$s, %2$u days ago.", n_days), day, n_days);
}
