/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-preview.h"

#include "cam-area-name.h"
#include "cam-outline-compare.h"
#include "cam-place-codes.h"
#include "cam-starter-pack.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Corners this near are one: a decimetre, what another file format's rounding comes to. */
#define SAME_DEGREES 1e-6
/* Label points within two metres, hectares within 0.05: the rounding of tables. */
#define SAME_LABEL_DEGREES 2e-5
#define SAME_HECTARES 0.05
/* Two places of one name further apart than this (about 20 km) are two places. */
#define FAR_DEGREES 0.25

/* The features of one area: one as a rule, several where they share a code (a parish in two parts). */
typedef struct
{
  CamLevel     level;
  const char  *code;         /* NULL where there is none */
  char        *name;         /* NULL where there is none */
  GPtrArray   *features;     /* (element-type CamFeature), borrowed */
  CamGeometry *outline;
  gboolean     mended;
  double       lat, lon;     /* of a label; NAN where unknown */
  char        *problem;      /* a sentence, NULL where all is well */
  const CamKnownArea *match;
} Group;

typedef struct
{
  const CamPreviewRequest *request;
  CamExtraColumns          extras;
  int                      level;     /* number of the column "level", -1 where there is none */
  int                      outline;   /* that of "outline", where the program itself wrote the file */
  int                      deleted;   /* that of "deleted", in the same case */
  GPtrArray               *groups;    /* (element-type Group) */
  GHashTable              *by_code;   /* (element-type utf8 Group) */
} Preview;

static void
group_free (Group *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->outline, cam_geometry_unref);
  g_clear_pointer (&self->problem, g_free);
  g_free (self);
}

static void
set_problem (Group *group,
             char  *sentence)
{
  if (group->problem == NULL)
    group->problem = sentence;
  else
    g_free (sentence);
}

/* What the program itself wrote tells each area's level, and in a whole file also which ones are
 * deleted: those are no areas. */
static gboolean
is_deleted (Preview    *self,
            CamFeature *feature)
{
  const char *value = cam_feature_get (feature, self->deleted);

  return value != NULL && strcmp (value, "0") != 0 && strcmp (value, "false") != 0;
}

/* In a file that the program itself wrote: an outline that it computed is none to import, since it
 * follows from other things, and an area may have none. */
static gboolean
is_computed (Preview    *self,
             CamFeature *feature)
{
  const char *word = cam_feature_get (feature, self->outline);

  return self->outline >= 0 && (feature->geometry == NULL || g_strcmp0 (word, "approximate") == 0 ||
                                g_strcmp0 (word, "members") == 0);
}

static void
find_own_columns (Preview *self)
{
  CamFeatureSet *set = self->request->set;
  gboolean own = FALSE;

  self->level = cam_feature_set_find_column (set, "level");
  own = self->level >= 0 && cam_feature_set_find_column (set, "uuid") >= 0;
  self->outline = own ? cam_feature_set_find_column (set, "outline") : -1;
  self->deleted = own ? cam_feature_set_find_column (set, "deleted") : -1;
}

static CamLevel
get_level (Preview    *self,
           CamFeature *feature)
{
  const char *word = cam_feature_get (feature, self->level);
  CamLevel level = self->request->level;

  if (word != NULL)
    cam_level_from_word (word, &level);
  return level;
}

static void
add_to_group (Preview    *self,
              CamFeature *feature)
{
  const char *code = cam_feature_get (feature, self->request->code);
  const char *name = cam_feature_get (feature, self->request->name);
  g_autofree char *trimmed = name != NULL ? cam_area_name_trim (name) : NULL;
  Group *group = code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->level = get_level (self, feature);
      group->code = code;
      group->name = g_steal_pointer (&trimmed);
      group->features = g_ptr_array_new ();
      group->lat = group->lon = NAN;
      g_ptr_array_add (self->groups, group);
      if (code != NULL)
        g_hash_table_insert (self->by_code, (char *) code, group);
    }
  else if (trimmed != NULL && group->name != NULL)
    {
      g_autofree char *one = cam_area_name_normalise (group->name);
      g_autofree char *other = cam_area_name_normalise (trimmed);

      if (strcmp (one, other) != 0)
        /* Translators: %1$s and %2$s are names of areas */
        set_problem (group, g_strdup_printf (_("The file has this code under two names, “%1$s” and “%2$s”."),
                                             group->name, trimmed));
    }
  g_ptr_array_add (group->features, feature);
}

/* Several codes with a sign between them. */
static gboolean
is_joined (const char *code)
{
  g_autofree char *first = code != NULL ? g_strndup (code, 9) : NULL;

  return code != NULL && (strchr (code, '|') != NULL ||
                          (cam_code_is_ons (first) && strpbrk (code, ";,/+") != NULL));
}

static void
judge_joined (Group *group)
{
  g_auto (GStrv) codes = g_strsplit_set (group->code, "|;,/+", -1);
  g_autofree char *list = NULL;

  for (guint i = 0; codes[i] != NULL; i++)
    g_strstrip (codes[i]);
  list = g_strjoinv (", ", codes);
  /* Translators: %1$u is a number of two or more, %2$s a list of codes of areas */
  set_problem (group, g_strdup_printf (ngettext ("The outline covers %1$u area at once (%2$s), so it is "
                                                 "the outline of none of them.",
                                                 "The outline covers %1$u areas at once (%2$s), so it is "
                                                 "the outline of none of them.", g_strv_length (codes)),
                                       g_strv_length (codes), list));
}

/* Makes the group's outline valid, part by part, and joins the parts. */
static void
build_outline (Group *group)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < group->features->len; i++)
    {
      CamFeature *feature = group->features->pdata[i];
      gboolean changed = FALSE;
      CamGeometry *valid;

      if (feature->geometry == NULL || cam_geometry_is_empty (feature->geometry))
        {
          set_problem (group, g_strdup (feature->trouble != NULL ? feature->trouble
                                                                 : _("The file gives no outline for it.")));
          return;
        }
      valid = cam_geometry_to_valid_area (feature->geometry, &changed, &error);
      if (valid == NULL)
        {
          set_problem (group, g_strdup (_("Its outline is broken and cannot be mended.")));
          return;
        }
      group->mended = group->mended || changed;
      g_ptr_array_add (parts, valid);
    }
  if (parts->len == 1)
    group->outline = cam_geometry_ref (parts->pdata[0]);
  else
    group->outline = cam_geometry_union (parts, &error);
  if (group->outline == NULL)
    set_problem (group, g_strdup (_("The parts of its outline cannot be joined.")));
  else
    cam_geometry_get_label_point (group->outline, &group->lon, &group->lat);
}

static gboolean
is_far (const Group        *group,
        const CamKnownArea *area)
{
  return isfinite (group->lat) && isfinite (area->label_lat) && isfinite (area->label_lon) &&
         (fabs (group->lat - area->label_lat) > FAR_DEGREES ||
          fabs (group->lon - area->label_lon) > FAR_DEGREES);
}

/* By name, where no area has the code: leaves out areas whose own code the file has elsewhere, and
 * those of the same name in another part of the county. */
static void
match_by_name (Preview *self,
               Group   *group)
{
  GPtrArray *same = cam_area_matcher_find_name (self->request->matcher, group->level, group->name);
  guint n_found = 0;

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const CamKnownArea *area = same->pdata[i];
      gboolean other_code = group->code != NULL && area->code != NULL;

      if (area->code != NULL && g_hash_table_contains (self->by_code, area->code))
        continue;
      if (other_code && is_far (group, area))
        continue;
      group->match = area;
      n_found++;
    }
  if (n_found > 1)
    {
      group->match = NULL;
      /* Translators: %s is the name of an area */
      set_problem (group, g_strdup_printf (_("There are several areas called “%s”, and no code says "
                                             "which is meant."), group->name));
    }
}

static void
match_group (Preview *self,
             Group   *group)
{
  group->match = cam_area_matcher_find_code (self->request->matcher, group->level, group->code);
  if (group->match != NULL && group->match->level != group->level)
    {
      /* Translators: %s is the name of an area */
      set_problem (group, g_strdup_printf (_("The code already belongs to “%s”, which is at another level."),
                                           group->match->name));
      group->match = NULL;
    }
  else if (group->match == NULL)
    match_by_name (self, group);
  if (group->match == NULL && group->name == NULL)
    set_problem (group, g_strdup (_("It is not there yet, and the file gives no name for it.")));
}

static void
prepare_group (Preview *self,
               Group   *group)
{
  CamFeature *first = group->features->pdata[0];

  if (is_joined (group->code))
    judge_joined (group);
  else if (group->code == NULL && group->name == NULL)
    set_problem (group, g_strdup (_("The file gives neither a code nor a name for it.")));
  if (group->problem == NULL && self->request->set->spatial && !is_computed (self, first))
    build_outline (group);
  else if (!cam_position_parse (cam_feature_get (first, self->extras.x),
                                cam_feature_get (first, self->extras.y), &group->lat, &group->lon))
    group->lat = group->lon = NAN;
  if (group->problem == NULL)
    match_group (self, group);
}

/* Two groups that mean one area, or two new ones of one name without codes: neither can go in. */
static void
find_clashes (Preview *self)
{
  g_autoptr (GHashTable) claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];
      g_autofree char *name = NULL;
      g_autofree char *key = NULL;
      Group *other;

      if (group->problem != NULL || (group->match == NULL && group->code != NULL))
        continue;
      name = cam_area_name_normalise (group->name != NULL ? group->name : "");
      key = group->match != NULL ? g_strdup (group->match->uuid)
                                 : g_strdup_printf ("%d:%s", (int) group->level, name);
      other = g_hash_table_lookup (claimed, key);
      if (other == NULL)
        {
          g_hash_table_insert (claimed, g_steal_pointer (&key), group);
          continue;
        }
      /* Translators: %s is the name of an area */
      set_problem (group, g_strdup_printf (_("Two features of the file mean the same area, “%s”."),
                                           group->match != NULL ? group->match->name : group->name));
      set_problem (other, g_strdup (group->problem));
    }
}

static void
diff_identity (Preview       *self,
               Group         *group,
               CamImportItem *item)
{
  const CamKnownArea *area = group->match;
  g_autofree char *ours = cam_area_name_normalise (area->name);
  g_autofree char *theirs = group->name != NULL ? cam_area_name_normalise (group->name) : NULL;

  /* "St Ives" stays as it is spelt here when the file says "St. Ives CP". */
  if (theirs != NULL && strcmp (ours, theirs) != 0)
    {
      cam_import_item_add_cell (item, "name", cam_text (group->name));
      /* Translators: %1$s is the old name, %2$s the new one */
      cam_import_item_judge (item, CAM_IMPORT_CHANGED,
                             g_strdup_printf (_("The name “%1$s” becomes “%2$s”."), area->name, group->name));
    }
  if (group->code != NULL && (area->code == NULL || g_ascii_strcasecmp (area->code, group->code) != 0))
    {
      cam_import_item_add_cell (item, "code", cam_text (group->code));
      if (area->code == NULL)
        /* Translators: %s is the code of an area */
        cam_import_item_judge (item, CAM_IMPORT_CHANGED, g_strdup_printf (_("It gets the code %s."), group->code));
      else
        /* Translators: %1$s is the old code, %2$s the new one */
        cam_import_item_judge (item, CAM_IMPORT_CHANGED,
                               g_strdup_printf (_("The code %1$s becomes %2$s."), area->code, group->code));
    }
}

/* The size is the published one where there is any, and the measured one only where there is not. */
static void
diff_hectares (Preview       *self,
               Group         *group,
               CamImportItem *item)
{
  const CamKnownArea *area = group->match;
  double known = area != NULL ? area->hectares : NAN;
  double hectares = 0;

  if (!cam_number_parse (cam_feature_get (group->features->pdata[0], self->extras.hectares), &hectares) ||
      hectares <= 0)
    {
      if (group->outline == NULL || isfinite (known))
        return;
      hectares = round (cam_geometry_get_hectares (group->outline) * 10) / 10;
    }
  if (fabs (known - hectares) < SAME_HECTARES)
    return;
  cam_import_item_add_cell (item, "hectares", cam_real (hectares));
  if (area != NULL)
    /* Translators: %.1f is a number with one decimal */
    cam_import_item_judge (item, CAM_IMPORT_CHANGED,
                           g_strdup_printf (_("The size becomes %.1f hectares."), hectares));
}

static void
add_outline (Preview       *self,
             Group         *group,
             CamImportItem *item)
{
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (group->outline);

  cam_import_item_add_cell (item, "geom", cam_blob (blob));
  cam_import_item_add_cell (item, "outline", cam_text ("imported"));
  cam_import_item_add_cell (item, "outline_source", cam_text (self->request->source));
  cam_import_item_add_cell (item, "label_lat", cam_real (group->lat));
  cam_import_item_add_cell (item, "label_lon", cam_real (group->lon));
}

/* Rounding may make a narrow outline cross itself, and mending then takes corners away that are there
 * in both files: so what the file says counts too. */
static gboolean
is_same_outline (Group       *group,
                 CamGeometry *old)
{
  CamFeature *feature = group->features->pdata[0];

  return cam_outlines_match (old, group->outline, SAME_DEGREES) ||
         (group->mended && group->features->len == 1 &&
          cam_outlines_match (old, feature->geometry, SAME_DEGREES));
}

static void
diff_outline (Preview       *self,
              Group         *group,
              CamImportItem *item)
{
  const CamKnownArea *area = group->match;
  g_autoptr (CamGeometry) old = area->geom != NULL ? cam_geometry_new_from_gpkg (area->geom, NULL) : NULL;
  const char *sentence = _("It gets an outline.");

  if (old != NULL && g_strcmp0 (area->outline, "imported") == 0 && is_same_outline (group, old))
    return;
  if (old != NULL && g_strcmp0 (area->outline, "approximate") == 0)
    sentence = _("The outline from the file takes the place of the approximate one.");
  else if (old != NULL)
    sentence = _("The outline changes.");
  add_outline (self, group, item);
  cam_import_item_judge (item, CAM_IMPORT_CHANGED, g_strdup (sentence));
}

/* A table's label point, unless an imported outline knows better. */
static void
diff_label (Preview       *self,
            Group         *group,
            CamImportItem *item)
{
  const CamKnownArea *area = group->match;

  if (area != NULL && g_strcmp0 (area->outline, "imported") == 0)
    return;
  if (isfinite (group->lat) &&
      !(area != NULL && fabs (area->label_lat - group->lat) < SAME_LABEL_DEGREES &&
        fabs (area->label_lon - group->lon) < SAME_LABEL_DEGREES))
    {
      cam_import_item_add_cell (item, "label_lat", cam_real (group->lat));
      cam_import_item_add_cell (item, "label_lon", cam_real (group->lon));
      if (area != NULL)
        cam_import_item_judge (item, CAM_IMPORT_CHANGED, g_strdup (_("The place of its label moves.")));
    }
}

/* Zero is no count: MapInfo and dBASE have no other way to say that a number is missing. */
static gboolean
get_count (Group  *group,
           int     column,
           gint64 *count)
{
  double number = 0;

  if (!cam_number_parse (cam_feature_get (group->features->pdata[0], column), &number) ||
      number < 1 || number > 1e9)
    return FALSE;
  *count = (gint64) round (number);
  return TRUE;
}

static void
diff_population (Preview       *self,
                 Group         *group,
                 CamImportItem *item,
                 gint64         count)
{
  const CamKnownArea *area = group->match;
  g_autofree char *source =
    g_strdup_printf ("%s, %s", self->request->source,
                     (const char *) self->request->set->columns->pdata[self->extras.population]);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  cam_import_item_add_cell (item, "population", cam_integer (count));
  cam_import_item_add_cell (item, "population_source", cam_text (source));
  if (area != NULL && area->population != CAM_INTEGER_NONE)
    {
      g_autofree char *before = g_strdup_printf ("%" G_GINT64_FORMAT, area->population);

      /* Translators: %1$s and %2$s are numbers of residents */
      cam_import_item_judge (item, CAM_IMPORT_CHANGED,
                             g_strdup_printf (_("The population of %1$s becomes %2$s."), before, number));
    }
  else if (area != NULL)
    /* Translators: %s is a number of residents */
    cam_import_item_judge (item, CAM_IMPORT_CHANGED, g_strdup_printf (_("It gets a population of %s."), number));
}

static void
diff_counts (Preview       *self,
             Group         *group,
             CamImportItem *item)
{
  const CamKnownArea *area = group->match;
  gint64 count = 0;

  if (get_count (group, self->extras.population, &count) && (area == NULL || area->population != count))
    diff_population (self, group, item, count);
  if (get_count (group, self->extras.households, &count) && (area == NULL || area->households != count))
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

      cam_import_item_add_cell (item, "households", cam_integer (count));
      if (area != NULL)
        /* Translators: %s is a number of households */
        cam_import_item_judge (item, CAM_IMPORT_CHANGED,
                               g_strdup_printf (_("The number of households becomes %s."), number));
    }
}

/* The uuid that the starter pack gives, so that two people who import the same boundaries have the
 * same areas. A code that stood for an area before gets a random one. */
static void
add_uuid (Preview       *self,
          Group         *group,
          CamImportItem *item)
{
  g_autofree char *uuid = NULL;

  if (!cam_code_is_ons (group->code))
    return;
  uuid = cam_starter_dup_uuid (cam_level_to_word (group->level), group->code);
  if (!cam_area_matcher_has_uuid (self->request->matcher, uuid))
    cam_import_item_add_cell (item, "uuid", cam_text (uuid));
}

static void
add_new_area (Preview       *self,
              Group         *group,
              CamImportItem *item)
{
  const CamKnownArea *parent =
    cam_area_matcher_find_code (self->request->matcher, CAM_LEVEL_DISTRICT,
                                cam_feature_get (group->features->pdata[0], self->extras.parent));

  add_uuid (self, group, item);
  cam_import_item_add_cell (item, "level", cam_text (cam_level_to_word (group->level)));
  cam_import_item_add_cell (item, "name", cam_text (group->name));
  if (group->code != NULL)
    cam_import_item_add_cell (item, "code", cam_text (group->code));
  if (parent != NULL && parent->level < group->level)
    cam_import_item_add_cell (item, "parent_uuid", cam_text (parent->uuid));
  cam_import_item_judge (item, CAM_IMPORT_NEW, g_strdup (_("No area of this level has its code or name.")));
}

static CamImportItem *
judge_group (Preview *self,
             Group   *group)
{
  CamImportItem *item = cam_import_item_new (group->name != NULL ? group->name : group->code, group->code);
  guint n_cells = 0;

  if (group->match != NULL)
    cam_import_item_set_target (item, group->match->uuid, group->match->name);
  if (group->match != NULL && group->name == NULL)
    cam_import_item_set_name (item, group->match->name);
  if (group->problem != NULL)
    {
      cam_import_item_judge (item, CAM_IMPORT_PROBLEM, g_strdup (group->problem));
      return item;
    }
  if (group->match == NULL)
    add_new_area (self, group, item);
  else
    diff_identity (self, group, item);
  if (group->outline != NULL && group->match != NULL)
    diff_outline (self, group, item);
  else if (group->outline != NULL)
    add_outline (self, group, item);
  else
    diff_label (self, group, item);
  diff_hectares (self, group, item);
  diff_counts (self, group, item);
  cam_import_item_get_cells (item, &n_cells);
  if (n_cells == 0)
    cam_import_item_judge (item, CAM_IMPORT_SAME, g_strdup (_("Nothing differs from what is there.")));
  if (group->mended)
    cam_import_item_judge (item, cam_import_item_get_verdict (item),
                           g_strdup (_("Its outline crosses or touches itself and was mended.")));
  if (group->outline != NULL && group->features->len > 1)
    cam_import_item_judge (item, cam_import_item_get_verdict (item),
                           g_strdup_printf (ngettext ("It is joined from %u part of the file.",
                                                      "It is joined from %u parts of the file.",
                                                      group->features->len), group->features->len));
  return item;
}

static guint
get_rank (CamImportItem *item)
{
  switch (cam_import_item_get_verdict (item))
    {
    case CAM_IMPORT_PROBLEM:
      return 0;
    case CAM_IMPORT_CHANGED:
      return 1;
    case CAM_IMPORT_NEW:
      return 2;
    case CAM_IMPORT_SAME:
      break;
    }
  return 3;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return (int) get_rank (*(CamImportItem **) a) - (int) get_rank (*(CamImportItem **) b);
}

/* g_ptr_array_sort() is a stable sort. */
void
cam_import_sort_items (GPtrArray *items)
{
  g_ptr_array_sort (items, compare_items);
}

GPtrArray *
cam_import_preview_areas (const CamPreviewRequest  *request,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  Preview preview = { .request = request, .groups = groups, .by_code = by_code };

  preview.extras = cam_guess_extras (request->set, (int) request->level);
  find_own_columns (&preview);
  for (guint i = 0; i < request->set->features->len; i++)
    {
      if (!is_deleted (&preview, request->set->features->pdata[i]))
        add_to_group (&preview, request->set->features->pdata[i]);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      prepare_group (&preview, groups->pdata[i]);
    }
  find_clashes (&preview);
  for (guint i = 0; i < groups->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (items, judge_group (&preview, groups->pdata[i]));
    }
  cam_import_sort_items (items);
  return g_steal_pointer (&items);
}
