/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-group.h"

#include "cam-area-name.h"
#include "cam-meter.h"
#include "cam-place-codes.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Two places of one name further apart than this (about 20 km) are two places. */
#define FAR_DEGREES 0.25

typedef struct
{
  const CamPreviewRequest *request;
  const CamExtraColumns   *extras;
  int                      level;     /* number of the column "level", -1 where there is none */
  int                      outline;   /* that of "outline", where the program itself wrote the file */
  int                      deleted;   /* that of "deleted", in the same case */
  GPtrArray               *groups;    /* (element-type CamImportGroup) */
  GHashTable              *by_code;   /* (element-type utf8 CamImportGroup) */
} Grouping;

static void
group_free (CamImportGroup *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_pointer (&self->outline, cam_geometry_unref);
  g_clear_pointer (&self->problem, g_free);
  g_free (self);
}

static void
set_problem (CamImportGroup *group,
             char           *sentence)
{
  if (group->problem == NULL)
    group->problem = sentence;
  else
    g_free (sentence);
}

/* What the program itself wrote tells each area's level, and in a whole file also which ones are
 * deleted: those are no areas. */
static gboolean
is_deleted (Grouping   *self,
            CamFeature *feature)
{
  const char *value = cam_feature_get (feature, self->deleted);

  return value != NULL && strcmp (value, "0") != 0 && strcmp (value, "false") != 0;
}

/* In a file that the program itself wrote: an outline that it computed is none to import, since it
 * follows from other things, and an area may have none. */
static gboolean
is_computed (Grouping   *self,
             CamFeature *feature)
{
  const char *word = cam_feature_get (feature, self->outline);

  return self->outline >= 0 && (feature->geometry == NULL || g_strcmp0 (word, "approximate") == 0 ||
                                g_strcmp0 (word, "members") == 0);
}

static void
find_own_columns (Grouping *self)
{
  CamFeatureSet *set = self->request->set;
  gboolean own = FALSE;

  self->level = cam_feature_set_find_column (set, "level");
  own = self->level >= 0 && cam_feature_set_find_column (set, "uuid") >= 0;
  self->outline = own ? cam_feature_set_find_column (set, "outline") : -1;
  self->deleted = own ? cam_feature_set_find_column (set, "deleted") : -1;
}

static CamLevel
get_level (Grouping   *self,
           CamFeature *feature)
{
  const char *word = cam_feature_get (feature, self->level);
  CamLevel level = self->request->level;

  if (word != NULL)
    cam_level_from_word (word, &level);
  return level;
}

static void
add_to_group (Grouping   *self,
              CamFeature *feature)
{
  const char *code = cam_feature_get (feature, self->request->code);
  const char *name = cam_feature_get (feature, self->request->name);
  g_autofree char *trimmed = name != NULL ? cam_area_name_trim (name) : NULL;
  CamImportGroup *group = code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;

  if (group == NULL)
    {
      group = g_new0 (CamImportGroup, 1);
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
judge_joined (CamImportGroup *group)
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
build_outline (CamImportGroup *group)
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
is_far (const CamImportGroup *group,
        const CamKnownArea   *area)
{
  return isfinite (group->lat) && isfinite (area->label_lat) && isfinite (area->label_lon) &&
         (fabs (group->lat - area->label_lat) > FAR_DEGREES ||
          fabs (group->lon - area->label_lon) > FAR_DEGREES);
}

/* By name, where no area has the code: leaves out areas whose own code the file has elsewhere, and
 * those of the same name in another part of the county. */
static void
match_by_name (Grouping       *self,
               CamImportGroup *group)
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
match_group (Grouping       *self,
             CamImportGroup *group)
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
prepare_group (Grouping       *self,
               CamImportGroup *group)
{
  CamFeature *first = group->features->pdata[0];

  if (is_joined (group->code))
    judge_joined (group);
  else if (group->code == NULL && group->name == NULL)
    set_problem (group, g_strdup (_("The file gives neither a code nor a name for it.")));
  if (group->problem == NULL && self->request->set->spatial && !is_computed (self, first))
    build_outline (group);
  else if (!cam_position_parse (cam_feature_get (first, self->extras->x),
                                cam_feature_get (first, self->extras->y), &group->lat, &group->lon))
    group->lat = group->lon = NAN;
  if (group->problem == NULL)
    match_group (self, group);
}

/* Two groups that mean one area, or two new ones of one name without codes: neither can go in. */
static void
find_clashes (Grouping *self)
{
  g_autoptr (GHashTable) claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      CamImportGroup *group = self->groups->pdata[i];
      g_autofree char *name = NULL;
      g_autofree char *key = NULL;
      CamImportGroup *other;

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

GPtrArray *
cam_import_group_features (const CamPreviewRequest  *request,
                           const CamExtraColumns    *extras,
                           GCancellable             *cancellable,
                           GError                  **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  Grouping grouping = { .request = request, .extras = extras, .groups = groups, .by_code = by_code };

  find_own_columns (&grouping);
  for (guint i = 0; i < request->set->features->len; i++)
    {
      if (!is_deleted (&grouping, request->set->features->pdata[i]))
        add_to_group (&grouping, request->set->features->pdata[i]);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      /* The second half is what comes after the grouping. */
      cam_meter_set (i, 2 * (guint64) groups->len);
      prepare_group (&grouping, groups->pdata[i]);
    }
  find_clashes (&grouping);
  return g_steal_pointer (&groups);
}
