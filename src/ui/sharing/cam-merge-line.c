/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-line.h"

#include "cam-format.h"
#include "cam-merge-words.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* More columns than these are only counted. */
#define MAX_COLUMNS 4

struct _CamMergeLine
{
  GObject     parent_instance;

  const char *group;
  const char *icon_name;
  char       *title;
  char       *what;
  char       *who;
  char       *badge;
  char       *spoken;
};

G_DEFINE_FINAL_TYPE (CamMergeLine, cam_merge_line, G_TYPE_OBJECT)

typedef enum
{
  PROP_GROUP = 1,
  PROP_ICON_NAME,
  PROP_TITLE,
  PROP_WHAT,
  PROP_WHO,
  PROP_BADGE,
  PROP_SPOKEN,
} CamMergeLineProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

static void
cam_merge_line_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CamMergeLine *self = CAM_MERGE_LINE (object);

  switch ((CamMergeLineProperty) id)
    {
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_WHAT:
      g_value_set_string (value, self->what);
      break;
    case PROP_WHO:
      g_value_set_string (value, self->who);
      break;
    case PROP_BADGE:
      g_value_set_string (value, self->badge);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_merge_line_finalize (GObject *object)
{
  CamMergeLine *self = CAM_MERGE_LINE (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->what, g_free);
  g_clear_pointer (&self->who, g_free);
  g_clear_pointer (&self->badge, g_free);
  g_clear_pointer (&self->spoken, g_free);

  G_OBJECT_CLASS (cam_merge_line_parent_class)->finalize (object);
}

static void
cam_merge_line_class_init (CamMergeLineClass *klass)
{
  static const char *const names[] = {
    [PROP_GROUP] = "group",
    [PROP_ICON_NAME] = "icon-name",
    [PROP_TITLE] = "title",
    [PROP_WHAT] = "what",
    [PROP_WHO] = "who",
    [PROP_BADGE] = "badge",
    [PROP_SPOKEN] = "spoken",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_merge_line_get_property;
  object_class->finalize = cam_merge_line_finalize;
  for (guint id = PROP_GROUP; id < G_N_ELEMENTS (names); id++)
    properties[id] = g_param_spec_string (names[id], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_merge_line_init (CamMergeLine *self)
{
}

/* "Name, Population and 3 more"; NULL where no column is told. */
static char *
dup_columns (CamMergeItem *item)
{
  const char *const *columns = cam_merge_item_get_columns (item);
  GString *text = NULL;
  guint n = 0;

  for (; columns[n] != NULL; n++)
    {
      if (n == MAX_COLUMNS)
        continue;
      if (text == NULL)
        text = g_string_new (NULL);
      else if (n < MAX_COLUMNS)
        g_string_append (text, _(", "));
      if (n < MAX_COLUMNS)
        g_string_append (text, cam_words_for_column (cam_merge_item_get_table (item), columns[n]));
    }
  if (n > MAX_COLUMNS)
    /* Translators: after the first few names of fields; "Name, Level, Status, Note and 3 more" */
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n - MAX_COLUMNS), n - MAX_COLUMNS);
  return text != NULL ? g_string_free_and_steal (text) : NULL;
}

static char *
join (const char *separator,
      const char *first,
      const char *second,
      const char *third)
{
  const char *parts[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, separator);
      g_string_append (text, parts[i]);
    }
  return g_string_free_and_steal (text);
}

/* A text from another file may be long, or have lines of its own. */
static char *
dup_title (CamMergeItem *item)
{
  const char *title = cam_merge_item_get_title (item);

  if (cam_merge_item_get_kind (item) == CAM_MERGE_ERASED)
    return g_strdup (_("A person’s data"));
  if (title == NULL || *title == '\0')
    return g_strdup (cam_words_for_kind (cam_merge_item_get_table (item)));
  return cam_words_dup_value (NULL, title);
}

static char *
dup_what (CamMergeItem *item,
          const char   *area)
{
  const char *title = cam_merge_item_get_title (item);
  g_autofree char *columns = NULL;
  const char *kind = NULL;

  if (cam_merge_item_get_kind (item) == CAM_MERGE_ERASED)
    return g_strdup (_("Goes from your file and your backups, too. This cannot be undone."));
  if (title != NULL && *title != '\0')
    kind = cam_words_for_kind (cam_merge_item_get_table (item));
  if (cam_merge_item_get_kind (item) == CAM_MERGE_CHANGED || cam_merge_item_get_kind (item) == CAM_MERGE_BOTH)
    columns = dup_columns (item);
  return join (" · ", kind, area, columns);
}

CamMergeLine *
cam_merge_line_new (CamMergeItem *item,
                    const char   *area)
{
  CamMergeLine *self = NULL;
  CamMergeKind kind = CAM_MERGE_NEW;
  g_autofree char *when = NULL;
  g_autofree char *about = NULL;
  guint n = 0;

  g_return_val_if_fail (CAM_IS_MERGE_ITEM (item), NULL);

  self = g_object_new (CAM_TYPE_MERGE_LINE, NULL);
  kind = cam_merge_item_get_kind (item);
  n = cam_merge_item_get_conflicts (item);
  when = cam_format_instant (cam_merge_item_get_at (item));
  self->group = cam_merge_words_for_kind (kind);
  self->icon_name = cam_merge_words_icon_for_kind (kind);
  self->title = dup_title (item);
  self->what = dup_what (item, area);
  self->who = join (" · ", cam_merge_item_get_author (item), when, NULL);
  /* Translators: how many fields of a record somebody has to choose a value for */
  self->badge = n > 0 ? g_strdup_printf (ngettext ("%u to settle", "%u to settle", n), n) : g_strdup ("");
  about = join (". ", self->what, self->who, self->badge);
  self->spoken = join (". ", self->group, self->title, about);
  return self;
}
