/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-theme-private.h"

#include "cam-period.h"

#include <glib/gi18n-lib.h>

/* What areas of one level have had, or how well each is known. The value of an area is then its CamCoverageState or
 * CamKnown. */

static char *
describe_range (const CamCoverage        *coverage,
                const CamCoverageOptions *options)
{
  g_autofree char *number = cam_coverage_format_number (coverage);
  g_autofree char *from = cam_day_format (options->from, options->today);

  /* Translators: "17 of 22 by 28 February", and the day from which events count */
  return g_strdup_printf (_("%1$s, counted from %2$s"), number, from);
}

CamAreaTheme *
cam_area_theme_load_coverage (CamStore                  *store,
                              CamThemeChoice            *choice,
                              const CamCoverageOptions  *options,
                              const CamExpander         *expander,
                              GError                   **error)
{
  g_autoptr (CamAreaTheme) self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (CAM_IS_THEME_CHOICE (choice), NULL);
  g_return_val_if_fail (choice->kind == CAM_THEME_EVENTS || choice->kind == CAM_THEME_KNOWN, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = cam_area_theme_new (choice->kind);
  self->coverage = cam_coverage_read (store, options, expander, error);
  if (self->coverage == NULL)
    return NULL;
  for (guint i = 0; i < cam_coverage_get_n_areas (self->coverage); i++)
    {
      const CamCoverageArea *area = cam_coverage_get_area (self->coverage, i);

      cam_area_theme_set_value (self, area->uuid, choice->kind == CAM_THEME_EVENTS ? area->state : area->known);
    }
  self->note = choice->kind == CAM_THEME_EVENTS ? describe_range (self->coverage, options)
                                                : g_strdup (_("By the forums and networks there, or as somebody said"));
  return g_steal_pointer (&self);
}

char *
cam_area_theme_dup_coverage (CamAreaTheme *self,
                             const char   *area_uuid)
{
  const CamCoverageArea *area = cam_coverage_find_area (self->coverage, area_uuid);
  g_autofree char *text = NULL;

  if (area == NULL)
    return g_strdup (_("No area in the days that are looked at"));
  if (self->kind == CAM_THEME_EVENTS)
    {
      text = cam_coverage_format_area (self->coverage, area);
      if (area->last_day == 0 && area->next_day == 0)
        return g_steal_pointer (&text);
      /* Translators: "Planned", and a sentence that says when */
      return g_strdup_printf (_("%1$s: %2$s"), cam_coverage_state_get_title (area->state), text);
    }
  text = cam_coverage_format_known (area);
  return area->reason != NULL && *area->reason != '\0' ? g_strconcat (text, ". ", area->reason, NULL)
                                                       : g_steal_pointer (&text);
}
