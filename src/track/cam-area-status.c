/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-theme-private.h"

#include <glib/gi18n-lib.h>

/* The status of one measure in each area. Readings of another edition or on other boundaries than the newest of all are
 * left out, as they are of its values. */

static CamMeasureState *
find_state (CamAreaTheme *self,
            const char   *area_uuid)
{
  CamMeasureState *state = area_uuid != NULL ? g_hash_table_lookup (self->states, area_uuid) : NULL;

  return state != NULL ? state : self->elsewhere;
}

static gboolean
is_left_out (CamAreaTheme    *self,
             CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);

  return status->last != NULL && g_strcmp0 (status->last->edition, self->edition) != 0;
}

gboolean
cam_area_theme_load_status (CamAreaTheme  *self,
                            CamStore      *store,
                            const char    *measure_uuid,
                            guint32        today,
                            GError       **error)
{
  GHashTableIter iter;
  gpointer uuid = NULL;
  gpointer state = NULL;
  guint32 oldest = G_MAXUINT32;
  guint32 newest = 0;
  guint n_other = 0;

  self->states = cam_measure_state_load_areas (store, measure_uuid, today, &self->elsewhere, &self->edition, error);
  if (self->states == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &uuid, &state))
    {
      const CamStatus *status = cam_measure_state_get_status (state);

      if (status->last == NULL)
        continue;
      if (is_left_out (self, state))
        {
          n_other++;
          continue;
        }
      oldest = MIN (oldest, status->last->period.ends);
      newest = MAX (newest, status->last->period.ends);
      cam_area_theme_set_value (self, uuid, status->rag);
    }
  self->note = cam_area_theme_describe (oldest, newest, n_other, today);
  return TRUE;
}

gboolean
cam_area_theme_get_status (CamAreaTheme *self,
                           const char   *area_uuid,
                           CamRag       *rag)
{
  CamMeasureState *state = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rag != NULL, FALSE);

  if (self->states == NULL)
    return FALSE;
  state = find_state (self, area_uuid);
  *rag = cam_measure_state_get_status (state)->rag;
  return !is_left_out (self, state);
}

char *
cam_area_theme_dup_reason (CamAreaTheme *self,
                           const char   *area_uuid)
{
  CamMeasureState *state = NULL;
  const CamStatus *status = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->states != NULL || self->coverage != NULL, NULL);

  if (self->coverage != NULL)
    return cam_area_theme_dup_coverage (self, area_uuid);
  state = find_state (self, area_uuid);
  status = cam_measure_state_get_status (state);
  if (is_left_out (self, state))
    return g_strdup (_("Left out: the newest reading is of another edition or on other boundaries"));
  /* Translators: a status such as "Amber", and the sentence that says why */
  return g_strdup_printf (_("%1$s: %2$s"), cam_rag_get_title (status->rag), status->reason);
}
