/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-preview.h"

#include "cam-area-name.h"
#include "cam-import-group.h"
#include "cam-meter.h"
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

typedef struct
{
  const CamPreviewRequest *request;
  CamExtraColumns          extras;
} Preview;

static void
diff_identity (Preview        *self,
               CamImportGroup *group,
               CamImportItem  *item)
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
diff_hectares (Preview        *self,
               CamImportGroup *group,
               CamImportItem  *item)
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
add_outline (Preview        *self,
             CamImportGroup *group,
             CamImportItem  *item)
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
is_same_outline (CamImportGroup *group,
                 CamGeometry    *old)
{
  CamFeature *feature = group->features->pdata[0];

  return cam_outlines_match (old, group->outline, SAME_DEGREES) ||
         (group->mended && group->features->len == 1 &&
          cam_outlines_match (old, feature->geometry, SAME_DEGREES));
}

static void
diff_outline (Preview        *self,
              CamImportGroup *group,
              CamImportItem  *item)
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
diff_label (Preview        *self,
            CamImportGroup *group,
            CamImportItem  *item)
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
get_count (CamImportGroup *group,
           int             column,
           gint64         *count)
{
  double number = 0;

  if (!cam_number_parse (cam_feature_get (group->features->pdata[0], column), &number) ||
      number < 1 || number > 1e9)
    return FALSE;
  *count = (gint64) round (number);
  return TRUE;
}

static void
diff_population (Preview        *self,
                 CamImportGroup *group,
                 CamImportItem  *item,
                 gint64          count)
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
diff_counts (Preview        *self,
             CamImportGroup *group,
             CamImportItem  *item)
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
add_uuid (Preview        *self,
          CamImportGroup *group,
          CamImportItem  *item)
{
  g_autofree char *uuid = NULL;

  if (!cam_code_is_ons (group->code))
    return;
  uuid = cam_starter_dup_uuid (cam_level_to_word (group->level), group->code);
  if (!cam_area_matcher_has_uuid (self->request->matcher, uuid))
    cam_import_item_add_cell (item, "uuid", cam_text (uuid));
}

static void
add_new_area (Preview        *self,
              CamImportGroup *group,
              CamImportItem  *item)
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
judge_group (Preview        *self,
             CamImportGroup *group)
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
  g_autoptr (GPtrArray) groups = NULL;
  Preview preview = { .request = request, .extras = cam_guess_extras (request->set, (int) request->level) };

  groups = cam_import_group_features (request, &preview.extras, cancellable, error);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      cam_meter_set ((guint64) groups->len + i, 2 * (guint64) groups->len);
      g_ptr_array_add (items, judge_group (&preview, groups->pdata[i]));
    }
  if (groups == NULL)
    return NULL;
  cam_import_sort_items (items);
  return g_steal_pointer (&items);
}
