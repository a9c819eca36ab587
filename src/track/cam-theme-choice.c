/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-theme-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (CamThemeChoice, cam_theme_choice, G_TYPE_OBJECT)

typedef enum { PROP_TITLE = 1 } CamThemeChoiceProperty;
static GParamSpec *properties[PROP_TITLE + 1];

static void
cam_theme_choice_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CamThemeChoiceProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, CAM_THEME_CHOICE (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_theme_choice_finalize (GObject *object)
{
  CamThemeChoice *self = CAM_THEME_CHOICE (object);

  g_free (self->key);
  g_free (self->title);
  g_strfreev (self->names);
  G_OBJECT_CLASS (cam_theme_choice_parent_class)->finalize (object);
}

static void
cam_theme_choice_class_init (CamThemeChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_theme_choice_get_property;
  object_class->finalize = cam_theme_choice_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_theme_choice_init (CamThemeChoice *self)
{
}

/* @names is taken. */
static void
add_choice (GPtrArray     *choices,
            CamThemeKind   kind,
            const char    *title,
            char         **names)
{
  static const char *const words[] = { "activities", "measure", "population", "figure", "status", "events", "known" };
  CamThemeChoice *self = g_object_new (CAM_TYPE_THEME_CHOICE, NULL);
  g_autofree char *joined = g_strjoinv ("\x1f", names);

  self->kind = kind;
  self->title = g_strdup (title);
  self->key = g_strconcat (words[kind], ":", joined, NULL);
  self->names = names;
  g_ptr_array_add (choices, self);
}

static char *
dup_text (CamCursor *cursor,
          guint      column)
{
  const char *text = cam_cursor_get_text (cursor, column);

  return g_strdup (text != NULL ? text : "");
}

static char **
dup_names (const char *uuid)
{
  char **names = g_new0 (char *, 2);

  names[0] = g_strdup (uuid);
  return names;
}

/* "Population, mid-2023 on the boundaries of 2021": of several editions each says which it is. */
static char *
make_figure_title (char **names)
{
  g_autofree char *with_edition = NULL;
  const char *name = *names[1] != '\0' ? names[1] : names[0];

  with_edition = *names[2] != '\0' ? g_strdup_printf ("%s, %s", name, names[2]) : g_strdup (name);
  if (*names[3] == '\0')
    return g_steal_pointer (&with_edition);
  /* Translators: the name of a figure and the year of the boundaries that it was made for */
  return g_strdup_printf (_("%1$s on the boundaries of %2$s"), with_edition, names[3]);
}

/* Its values, and unless it is a plain count, its status. */
static void
add_measure (GPtrArray *choices,
             CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  g_autofree char *name = dup_text (cursor, 1);
  g_autofree char *status = NULL;

  add_choice (choices, CAM_THEME_MEASURE, name, dup_names (uuid));
  if (g_strcmp0 (cam_cursor_get_text (cursor, 2), "activity") == 0)
    return;
  /* Translators: the name of a measure; how it stands: red, amber, green … */
  status = g_strdup_printf (_("Status of “%s”"), name);
  add_choice (choices, CAM_THEME_STATUS, status, dup_names (uuid));
}

static gboolean
add_rows (GPtrArray     *choices,
          CamStore      *store,
          CamThemeKind   kind,
          const char    *table,
          const char   **columns,
          const char    *clause,
          GError       **error)
{
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      char **names = NULL;
      g_autofree char *title = NULL;

      switch (kind)
        {
        case CAM_THEME_ACTIVITIES:
          add_choice (choices, kind, _("Activities"), g_new0 (char *, 1));
          break;
        case CAM_THEME_EVENTS:
          /* Translators: whether areas have had an event, have one planned, have none */
          add_choice (choices, kind, _("Events: had, planned, none"), g_new0 (char *, 1));
          break;
        case CAM_THEME_KNOWN:
          /* Translators: of areas */
          add_choice (choices, kind, _("How well known"), g_new0 (char *, 1));
          break;
        case CAM_THEME_POPULATION:
          add_choice (choices, kind, _("Population"), g_new0 (char *, 1));
          break;
        case CAM_THEME_MEASURE:
          add_measure (choices, cursor);
          break;
        case CAM_THEME_FIGURE:
          names = g_new0 (char *, 5);
          for (guint i = 0; i < 4; i++)
            names[i] = dup_text (cursor, i);
          title = make_figure_title (names);
          add_choice (choices, kind, title, names);
          break;
        case CAM_THEME_STATUS:
        default:
          g_return_val_if_reached (FALSE);
        }
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Once, whether there are forums or somebody said it. */
static gboolean
add_known (GPtrArray  *choices,
           CamStore   *store,
           GError    **error)
{
  const char *just_uuid[] = { "uuid", NULL };
  guint n = choices->len;

  return add_rows (choices, store, CAM_THEME_KNOWN, "forum", just_uuid, "WHERE deleted = 0 LIMIT 1", error)
         && (choices->len > n
             || add_rows (choices, store, CAM_THEME_KNOWN, "area_knowledge", just_uuid, "WHERE deleted = 0 LIMIT 1", error));
}

GPtrArray *
cam_theme_list_choices (CamStore  *store,
                        GError   **error)
{
  const char *just_uuid[] = { "uuid", NULL };
  const char *measure[] = { "uuid", "name", "kind", NULL };
  const char *figure[] = { "dataset", "name", "edition", "geography_vintage", NULL };
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  /* By the index of areas: readings without one, which may be a hundred times as many, are not looked at. */
  if (!add_rows (choices, store, CAM_THEME_ACTIVITIES, "activity_area", just_uuid,
                 "WHERE deleted = 0 AND area_uuid IS NOT NULL LIMIT 1", error)
      || !add_rows (choices, store, CAM_THEME_EVENTS, "event", just_uuid,
                    "WHERE deleted = 0 AND is_template = 0 AND starts_at IS NOT NULL LIMIT 1", error)
      || !add_known (choices, store, error)
      || !add_rows (choices, store, CAM_THEME_MEASURE, "measure", measure,
                    "WHERE deleted = 0 AND uuid IN (SELECT measure_uuid FROM reading INDEXED BY reading_area"
                    " WHERE area_uuid IS NOT NULL AND deleted = 0) ORDER BY name, fid", error)
      || !add_rows (choices, store, CAM_THEME_POPULATION, "area", just_uuid,
                    "WHERE deleted = 0 AND population IS NOT NULL LIMIT 1", error)
      || !add_rows (choices, store, CAM_THEME_FIGURE, "area_figure", figure,
                    "WHERE deleted = 0 AND area_uuid IS NOT NULL AND value IS NOT NULL"
                    " GROUP BY dataset, name, ifnull (edition, ''), ifnull (geography_vintage, '')"
                    " ORDER BY name, dataset, edition, geography_vintage", error))
    return NULL;
  return g_steal_pointer (&choices);
}

CamThemeKind
cam_theme_choice_get_kind (CamThemeChoice *self)
{
  g_return_val_if_fail (CAM_IS_THEME_CHOICE (self), CAM_THEME_ACTIVITIES);

  return self->kind;
}

const char *
cam_theme_choice_get_key (CamThemeChoice *self)
{
  g_return_val_if_fail (CAM_IS_THEME_CHOICE (self), NULL);

  return self->key;
}

const char *
cam_theme_choice_get_title (CamThemeChoice *self)
{
  g_return_val_if_fail (CAM_IS_THEME_CHOICE (self), NULL);

  return self->title;
}
