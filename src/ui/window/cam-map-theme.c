/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-theme.h"

#include "cam-event-rules.h"
#include "cam-format.h"
#include "cam-period.h"

#include <glib/gi18n.h>

/* Changes come in bursts; the map is coloured once they are over. */
#define REST_MS 150

struct _CamMapTheme
{
  GObject         parent_instance;

  CamAtlas       *atlas;
  GSettings      *settings;
  GPtrArray      *choices;   /* CamThemeChoice; the first of the titles stands for none of them */
  GtkStringList  *titles;
  char           *key;       /* of what is chosen, also while the file has no such thing */
  CamAreaTheme   *theme;
  char           *trouble;   /* why there is none */
  CamEventRules  *rules;
  CamAreaShading *shading;
  CamClass        classes[CAM_CLASSES_MAX];
  CamLevel        level;
  CamMapThemeLine made[CAM_MAP_N_FILLS];
  guint           n_made;    /* of these */
  guint           n_blank;
  guint           levels;
  guint           classing;
  guint           n_classes;
  guint           rest_id;
  gboolean        is_reloading;
  gulong          atlas_id;
  gulong          store_id;
};

G_DEFINE_FINAL_TYPE (CamMapTheme, cam_map_theme, G_TYPE_OBJECT)

typedef enum
{
  PROP_SELECTED = 1,
  PROP_CLASSING,
  PROP_N_CLASSES,
} CamMapThemeProperty;

static GParamSpec *properties[PROP_N_CLASSES + 1];

typedef enum { SIGNAL_CHANGED } CamMapThemeSignal;
static guint signals[SIGNAL_CHANGED + 1];

/* 0 for none. */
static guint
get_selected (CamMapTheme *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (g_strcmp0 (cam_theme_choice_get_key (g_ptr_array_index (self->choices, i)), self->key) == 0)
      return i + 1;
  return 0;
}

static CamThemeChoice *
find_choice (CamMapTheme *self)
{
  guint selected = get_selected (self);

  return selected > 0 ? g_ptr_array_index (self->choices, selected - 1) : NULL;
}

static guint
count_numbers (CamMapTheme *self,
               CamLevel     level)
{
  GPtrArray *areas = cam_atlas_get_level (self->atlas, level);
  guint n = 0;

  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);

      n += area->outline != NULL && cam_area_theme_get_value (self->theme, area->uuid, NULL);
    }
  return n;
}

/* FALSE where no area shown has a number. */
static gboolean
choose_level (CamMapTheme *self)
{
  guint most = 0;

  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      guint n = (self->levels & (1u << level)) != 0 ? count_numbers (self, level) : 0;

      if (n > 0 && n >= most)
        {
          most = n;
          self->level = level;
        }
    }
  return most > 0;
}

static void
shade_numbers (CamMapTheme *self,
               GPtrArray   *areas)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      double value = 0;

      if (cam_area_theme_get_value (self->theme, area->uuid, &value))
        g_array_append_val (values, value);
    }
  self->n_made = cam_classes_compute ((const double *) (gpointer) values->data, values->len, self->classing,
                                      self->n_classes, self->classes);
  for (guint i = 0; i < self->n_made; i++)
    self->made[i] = (CamMapThemeLine) { i, self->classes[i].n_values };
  self->n_blank = areas->len - values->len;
  self->shading = cam_area_shading_new (self->level, self->n_made);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      double value = 0;

      if (cam_area_theme_get_value (self->theme, area->uuid, &value))
        cam_area_shading_add (self->shading, area->uuid, cam_classes_find (self->classes, self->n_made, value),
                              cam_area_theme_format (self->theme, value));
    }
}

static void
shade_status (CamMapTheme *self,
              GPtrArray   *areas)
{
  static const CamRag order[] = { CAM_RAG_RED, CAM_RAG_AMBER, CAM_RAG_GREEN, CAM_RAG_OVERDUE, CAM_RAG_NO_TARGET,
                                  CAM_RAG_NO_READING, CAM_RAG_COUNT };
  guint n_areas[CAM_N_RAGS] = { 0 };

  G_STATIC_ASSERT (G_N_ELEMENTS (order) <= CAM_MAP_N_FILLS);

  self->shading = cam_area_shading_new_status (self->level);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      CamRag rag = CAM_RAG_COUNT;
      gboolean is_shown = cam_area_theme_get_status (self->theme, area->uuid, &rag);

      cam_area_shading_add (self->shading, area->uuid, is_shown ? (int) rag : -1,
                            cam_area_theme_dup_reason (self->theme, area->uuid));
      if (is_shown)
        n_areas[rag]++;
      else
        self->n_blank++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] >= CAM_RAG_RED || n_areas[order[i]] > 0)
      self->made[self->n_made++] = (CamMapThemeLine) { order[i], n_areas[order[i]] };
}

/* Had, planned, none, or how well known: both are numbered from what there is least of. */
static void
shade_coverage (CamMapTheme *self,
                GPtrArray   *areas)
{
  gboolean is_events = cam_area_theme_get_kind (self->theme) == CAM_THEME_EVENTS;
  guint n_areas[CAM_MAP_N_FILLS] = { 0 };
  guint n_classes = is_events ? CAM_COVERAGE_HAD + 1 : CAM_KNOWN_WELL + 1;

  self->shading = is_events ? cam_area_shading_new_coverage (self->level) : cam_area_shading_new (self->level, n_classes);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      double value = -1;
      gboolean is_shown = cam_area_theme_get_value (self->theme, area->uuid, &value);

      cam_area_shading_add (self->shading, area->uuid, (int) value, cam_area_theme_dup_reason (self->theme, area->uuid));
      if (is_shown)
        n_areas[(guint) value]++;
      else
        self->n_blank++;
    }
  for (guint i = 0; i < n_classes; i++)
    self->made[self->n_made++] = (CamMapThemeLine) { i, n_areas[i] };
}

static gboolean
is_coverage (CamMapTheme *self)
{
  CamThemeKind kind = self->theme != NULL ? cam_area_theme_get_kind (self->theme) : CAM_THEME_ACTIVITIES;

  return kind == CAM_THEME_EVENTS || kind == CAM_THEME_KNOWN;
}

static void
shade (CamMapTheme *self)
{
  GPtrArray *areas = NULL;

  g_clear_pointer (&self->shading, cam_area_shading_unref);
  self->n_made = 0;
  self->n_blank = 0;
  if (self->theme == NULL || self->atlas == NULL || !choose_level (self))
    return;
  areas = cam_atlas_get_level (self->atlas, self->level);
  if (is_coverage (self))
    shade_coverage (self, areas);
  else if (cam_map_theme_tells_words (self))
    shade_status (self, areas);
  else
    shade_numbers (self, areas);
}

static void
shade_anew (CamMapTheme *self)
{
  shade (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* FALSE where no level that is shown has areas. */
static gboolean
find_coverage_level (CamMapTheme *self,
                     CamLevel    *found)
{
  gboolean any = FALSE;

  for (CamLevel level = 0; level < CAM_N_LEVELS; level++)
    {
      gboolean shown = (self->levels & (1u << level)) != 0 && cam_atlas_get_level (self->atlas, level)->len > 0;

      if (!shown || (any && *found == CAM_LEVEL_SDA))
        continue;
      *found = level;
      any = TRUE;
    }
  return any;
}

static char *
dup_setting (CamMapTheme *self,
             const char  *key)
{
  return self->settings != NULL ? g_settings_get_string (self->settings, key) : NULL;
}

static CamAreaTheme *
load_coverage (CamMapTheme     *self,
               CamThemeChoice  *choice,
               GError         **error)
{
  CamCoverageOptions options = { .today = cam_day_today (), .locate = cam_atlas_locate, .locate_data = self->atlas };
  g_autofree char *from = dup_setting (self, "coverage-from");
  g_autofree char *until = dup_setting (self, "coverage-until");
  CamLevel level = CAM_LEVEL_SDA;

  if (!find_coverage_level (self, &level))
    level = CAM_LEVEL_SDA;
  options.level = cam_level_to_word (level);
  cam_coverage_choose_range (from, until, options.today, &options.from, &options.to);
  return cam_area_theme_load_coverage (cam_atlas_get_store (self->atlas), choice, &options,
                                       cam_event_rules_get_expander (self->rules), error);
}

static CamAreaTheme *
load_choice (CamMapTheme     *self,
             CamThemeChoice  *choice,
             GError         **error)
{
  CamThemeKind kind = cam_theme_choice_get_kind (choice);

  if (kind == CAM_THEME_EVENTS || kind == CAM_THEME_KNOWN)
    return load_coverage (self, choice, error);
  return cam_area_theme_load (cam_atlas_get_store (self->atlas), choice, cam_day_today (), error);
}

static void
load (CamMapTheme *self)
{
  CamThemeChoice *choice = find_choice (self);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->theme, cam_area_theme_free);
  g_clear_pointer (&self->trouble, g_free);
  if (choice != NULL && self->atlas != NULL)
    self->theme = load_choice (self, choice, &error);
  if (error != NULL)
    self->trouble = cam_format_error (error);
  shade_anew (self);
}

static gboolean
is_same_title (CamMapTheme *self,
               guint        position)
{
  return g_strcmp0 (gtk_string_list_get_string (self->titles, position + 1),
                    cam_theme_choice_get_title (g_ptr_array_index (self->choices, position)))
         == 0;
}

/* A list that stays the same is left alone: somebody may have it open. */
static void
update_titles (CamMapTheme *self)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->titles));
  gboolean same = n_shown == self->choices->len + 1;
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; same && i < self->choices->len; i++)
    same = is_same_title (self, i);
  if (same)
    return;
  for (guint i = 0; i < self->choices->len; i++)
    g_ptr_array_add (titles, (gpointer) cam_theme_choice_get_title (g_ptr_array_index (self->choices, i)));
  g_ptr_array_add (titles, NULL);
  gtk_string_list_splice (self->titles, 1, n_shown - 1, (const char *const *) titles->pdata);
}

static void
reload (CamMapTheme *self)
{
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GError) error = NULL;

  if (self->atlas != NULL && cam_atlas_is_loaded (self->atlas))
    choices = cam_theme_list_choices (cam_atlas_get_store (self->atlas), &error);
  if (error != NULL)
    g_warning ("Could not read what areas can be coloured by: %s", error->message);
  if (choices == NULL)
    choices = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_reloading = TRUE;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_steal_pointer (&choices);
  update_titles (self);
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  self->is_reloading = FALSE;
}

static void
rest_cb (gpointer data)
{
  CamMapTheme *self = data;

  self->rest_id = 0;
  reload (self);
}

static void
queue_reload (CamMapTheme *self)
{
  if (self->rest_id == 0)
    self->rest_id = g_timeout_add_once (REST_MS, rest_cb, self);
}

static gboolean
has_one_of (CamChanges        *changes,
            const char *const *tables)
{
  for (guint i = 0; tables[i] != NULL; i++)
    if (cam_changes_has_table (changes, tables[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_choice (CamMapTheme  *self,
            CamThemeKind  kind)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (cam_theme_choice_get_kind (g_ptr_array_index (self->choices, i)) == kind)
      return TRUE;
  return FALSE;
}

/* Events are changed often, and told of only where that is chosen, or can be chosen from now on. */
static void
store_changed_cb (CamMapTheme *self,
                  CamChanges  *changes)
{
  static const char *const tables[] = { "activity", "activity_area", "area_figure", "area_member", "measure",
                                        "measure_target", "rag_override", "reading", NULL };
  static const char *const events[] = { "event", "event_area", "event_attendance", "event_date", "venue", NULL };
  static const char *const known[] = { "area_knowledge", "forum", "forum_area", "venue", NULL };

  if (has_one_of (changes, tables)
      || ((is_coverage (self) || !has_choice (self, CAM_THEME_EVENTS)) && has_one_of (changes, events))
      || ((is_coverage (self) || !has_choice (self, CAM_THEME_KNOWN)) && has_one_of (changes, known)))
    queue_reload (self);
}

static void
set_selected (CamMapTheme *self,
              guint        selected)
{
  const char *key = NULL;

  if (selected > self->choices->len || selected == get_selected (self))
    return;
  if (selected > 0)
    key = cam_theme_choice_get_key (g_ptr_array_index (self->choices, selected - 1));
  g_set_str (&self->key, key);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "map-theme", key != NULL ? key : "");
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
set_classes (CamMapTheme *self,
             guint        classing,
             guint        n_classes)
{
  if (self->classing == classing && self->n_classes == n_classes)
    return;
  self->classing = classing;
  self->n_classes = n_classes;
  if (self->settings != NULL)
    {
      g_settings_set_enum (self->settings, "map-classing", (int) classing);
      g_settings_set_uint (self->settings, "map-classes", n_classes);
    }
  shade_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLASSING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CLASSES]);
}

static void
cam_map_theme_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CamMapTheme *self = CAM_MAP_THEME (object);

  switch ((CamMapThemeProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_uint (value, get_selected (self));
      break;
    case PROP_CLASSING:
      g_value_set_uint (value, self->classing);
      break;
    case PROP_N_CLASSES:
      g_value_set_uint (value, self->n_classes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_map_theme_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CamMapTheme *self = CAM_MAP_THEME (object);

  switch ((CamMapThemeProperty) prop_id)
    {
    case PROP_SELECTED:
      set_selected (self, g_value_get_uint (value));
      break;
    case PROP_CLASSING:
      set_classes (self, g_value_get_uint (value), self->n_classes);
      break;
    case PROP_N_CLASSES:
      set_classes (self, self->classing, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leave_atlas (CamMapTheme *self)
{
  if (self->atlas == NULL)
    return;
  g_clear_signal_handler (&self->store_id, cam_atlas_get_store (self->atlas));
  g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_clear_object (&self->atlas);
}

static void
cam_map_theme_dispose (GObject *object)
{
  CamMapTheme *self = CAM_MAP_THEME (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  leave_atlas (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->titles);

  G_OBJECT_CLASS (cam_map_theme_parent_class)->dispose (object);
}

static void
cam_map_theme_finalize (GObject *object)
{
  CamMapTheme *self = CAM_MAP_THEME (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->theme, cam_area_theme_free);
  g_clear_pointer (&self->shading, cam_area_shading_unref);
  g_clear_pointer (&self->rules, cam_event_rules_free);
  g_free (self->key);
  g_free (self->trouble);

  G_OBJECT_CLASS (cam_map_theme_parent_class)->finalize (object);
}

static void
cam_map_theme_class_init (CamMapThemeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cam_map_theme_get_property;
  object_class->set_property = cam_map_theme_set_property;
  object_class->dispose = cam_map_theme_dispose;
  object_class->finalize = cam_map_theme_finalize;
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CLASSING] = g_param_spec_uint ("classing", NULL, NULL, 0, CAM_N_CLASSINGS - 1, 0, flags);
  properties[PROP_N_CLASSES] = g_param_spec_uint ("n-classes", NULL, NULL, CAM_CLASSES_MIN, CAM_CLASSES_MAX, 5, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
cam_map_theme_init (CamMapTheme *self)
{
  const char *nothing[] = { _("Nothing"), NULL };

  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  self->titles = gtk_string_list_new (nothing);
  self->n_classes = 5;
  self->rules = cam_event_rules_new ();
}

CamMapTheme *
cam_map_theme_new (void)
{
  return g_object_new (CAM_TYPE_MAP_THEME, NULL);
}

void
cam_map_theme_set_settings (CamMapTheme *self,
                            GSettings   *settings)
{
  g_return_if_fail (CAM_IS_MAP_THEME (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  set_classes (self, (guint) g_settings_get_enum (settings, "map-classing"), g_settings_get_uint (settings, "map-classes"));
  self->key = g_settings_get_string (settings, "map-theme");
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::coverage-from", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::coverage-until", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
  if (self->atlas != NULL)
    queue_reload (self);
}

void
cam_map_theme_set_atlas (CamMapTheme *self,
                         CamAtlas    *atlas)
{
  g_return_if_fail (CAM_IS_MAP_THEME (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  leave_atlas (self);
  if (atlas != NULL)
    {
      self->atlas = g_object_ref (atlas);
      self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (queue_reload), self, G_CONNECT_SWAPPED);
      self->store_id = g_signal_connect_object (cam_atlas_get_store (atlas), "changed", G_CALLBACK (store_changed_cb), self,
                                                G_CONNECT_SWAPPED);
    }
  queue_reload (self);
}

void
cam_map_theme_set_levels (CamMapTheme *self,
                          guint        levels)
{
  g_return_if_fail (CAM_IS_MAP_THEME (self));

  if (self->levels == levels)
    return;
  self->levels = levels;
  if (is_coverage (self))
    load (self);
  else if (self->theme != NULL)
    shade_anew (self);
}

GListModel *
cam_map_theme_get_choices (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  return G_LIST_MODEL (self->titles);
}

gboolean
cam_map_theme_is_reloading (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), FALSE);

  return self->is_reloading;
}

CamAreaShading *
cam_map_theme_get_shading (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  return self->shading;
}

const char *
cam_map_theme_get_title (CamMapTheme *self)
{
  CamThemeChoice *choice = NULL;

  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  choice = find_choice (self);
  return choice != NULL ? cam_theme_choice_get_title (choice) : NULL;
}

char *
cam_map_theme_dup_note (CamMapTheme *self)
{
  g_autofree char *level = NULL;
  const char *note = NULL;

  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  if (self->theme == NULL)
    return g_strdup (self->trouble);
  if (self->shading == NULL && is_coverage (self))
    return g_strdup (_("No area of the levels shown is on the map"));
  if (self->shading == NULL)
    return g_strdup (cam_map_theme_tells_words (self) ? _("No area of the levels shown has a reading")
                                                    : _("No area of the levels shown has a number"));
  level = cam_format_level (cam_level_to_word (self->level));
  note = cam_area_theme_get_note (self->theme);
  return note != NULL ? g_strdup_printf ("%s · %s", level, note) : g_steal_pointer (&level);
}

gboolean
cam_map_theme_tells_words (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), FALSE);

  return is_coverage (self) || (self->theme != NULL && cam_area_theme_get_kind (self->theme) == CAM_THEME_STATUS);
}

const char *
cam_map_theme_get_blank_words (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  if (is_coverage (self))
    /* Translators: of areas that there are today, but not in the days that are looked at */
    return _("No area then");
  return cam_map_theme_tells_words (self) ? _("Another edition") : _("No number");
}

const CamMapThemeLine *
cam_map_theme_get_classes (CamMapTheme *self,
                           guint       *n_classes)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);
  g_return_val_if_fail (n_classes != NULL, NULL);

  *n_classes = self->n_made;
  return self->made;
}

char *
cam_map_theme_format_class (CamMapTheme *self,
                            guint        number)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);
  g_return_val_if_fail (number < self->n_made, NULL);

  if (is_coverage (self))
    return g_strdup (cam_area_theme_get_kind (self->theme) == CAM_THEME_EVENTS
                       ? cam_coverage_state_get_title ((CamCoverageState) self->made[number].fill)
                       : cam_known_get_title ((CamKnown) self->made[number].fill));
  if (cam_map_theme_tells_words (self))
    return g_strdup (cam_rag_get_title (self->made[number].fill));
  low = cam_area_theme_format_number (self->theme, self->classes[number].low);
  high = cam_area_theme_format (self->theme, self->classes[number].high);
  if (self->classes[number].low >= self->classes[number].high)
    return g_steal_pointer (&high);
  /* Translators: the least and the greatest number of a class, such as "12" and "40 people" */
  return g_strdup_printf (_("%1$s to %2$s"), low, high);
}

guint
cam_map_theme_get_n_blank (CamMapTheme *self)
{
  g_return_val_if_fail (CAM_IS_MAP_THEME (self), 0);

  return self->n_blank;
}

char *
cam_map_theme_dup_text (CamMapTheme *self,
                        const char  *area_uuid)
{
  double value = 0;

  g_return_val_if_fail (CAM_IS_MAP_THEME (self), NULL);

  /* Of the level that is shaded something is told of each area, of others only where there is something. */
  if (self->shading != NULL && cam_area_shading_get_text (self->shading, area_uuid) != NULL)
    return g_strdup (cam_area_shading_get_text (self->shading, area_uuid));
  if (self->theme == NULL || !cam_area_theme_get_value (self->theme, area_uuid, &value))
    return NULL;
  if (cam_map_theme_tells_words (self))
    return cam_area_theme_dup_reason (self->theme, area_uuid);
  return cam_area_theme_format (self->theme, value);
}
