/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-chain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What belongs to the chain of a record. ?1 is the activity, ?2 the outcome, ?3 the priority; NULL where the record has
 * none. A record is shown with what it leads to, an outcome or priority also with everything that leads to it. */
typedef struct
{
  const char *table;
  const char *activities;
  const char *outcomes;
  const char *measures;
  const char *assessments;
} Scope;

#define OF_PRIORITY(table) "(SELECT uuid FROM " table " WHERE priority_uuid = ?3 AND deleted = 0)"

static const Scope scopes[] = {
  { "activity", "uuid = ?1", "uuid = ?2", "activity_uuid = ?1 OR outcome_uuid = ?2",
    "activity_uuid = ?1 OR outcome_uuid = ?2" },
  { "outcome", "outcome_uuid = ?2", "uuid = ?2",
    "outcome_uuid = ?2 OR activity_uuid IN (SELECT uuid FROM activity WHERE outcome_uuid = ?2 AND deleted = 0)",
    "outcome_uuid = ?2 OR activity_uuid IN (SELECT uuid FROM activity WHERE outcome_uuid = ?2 AND deleted = 0)" },
  { "priority", "priority_uuid = ?3", "priority_uuid = ?3",
    "priority_uuid = ?3 OR outcome_uuid IN " OF_PRIORITY ("outcome") " OR activity_uuid IN " OF_PRIORITY ("activity"),
    "priority_uuid = ?3 OR outcome_uuid IN " OF_PRIORITY ("outcome") " OR activity_uuid IN " OF_PRIORITY ("activity") },
};

typedef struct
{
  char *activity;
  char *outcome;
  char *priority;
} Place;

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->activity, g_free);
  g_clear_pointer (&place->outcome, g_free);
  g_clear_pointer (&place->priority, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

void
cam_chain_free (CamChain *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < CAM_N_CHAIN_STEPS; i++)
    g_ptr_array_unref (self->steps[i]);
  g_free (self);
}

static CamChain *
chain_new (void)
{
  CamChain *self = g_new0 (CamChain, 1);

  for (guint i = 0; i < CAM_N_CHAIN_STEPS; i++)
    self->steps[i] = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/* The columns of one row; FALSE with CAM_ERROR_NOT_FOUND where it is not there. */
static gboolean
read_row (CamStore     *store,
          const char   *table,
          const char   *uuid,
          const char  **columns,
          char        **texts,
          GError      **error)
{
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE uuid = ?1 AND deleted = 0", params, 1,
                                                   error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    {
      for (guint i = 0; columns[i] != NULL; i++)
        texts[i] = g_strdup (cam_cursor_get_text (cursor, i));
      return TRUE;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The row of “%s” is not there any more.", table);
  return FALSE;
}

/* Where the record stands: its activity, outcome and priority, as far as it says so itself or by its activity. */
static gboolean
find_place (CamStore    *store,
            const char  *table,
            const char  *uuid,
            Place       *place,
            GError     **error)
{
  const char *none[] = { "uuid", NULL };
  const char *of_activity[] = { "outcome_uuid", NULL };
  const char *of_other[] = { "activity_uuid", "outcome_uuid", "priority_uuid", NULL };
  char *texts[3] = { NULL, NULL, NULL };
  g_autofree char *ignored = NULL;

  if (strcmp (table, "priority") == 0 || strcmp (table, "outcome") == 0)
    {
      *(strcmp (table, "outcome") == 0 ? &place->outcome : &place->priority) = g_strdup (uuid);
      return read_row (store, table, uuid, none, &ignored, error);
    }
  if (strcmp (table, "activity") == 0)
    {
      place->activity = g_strdup (uuid);
      return read_row (store, table, uuid, of_activity, &place->outcome, error);
    }
  if (strcmp (table, "measure") != 0 && strcmp (table, "assessment") != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "A “%s” is in no chain.", table);
      return FALSE;
    }
  if (!read_row (store, table, uuid, of_other, texts, error))
    return FALSE;
  place->activity = texts[0];
  place->outcome = texts[1];
  place->priority = texts[2];
  /* One that its activity has, but the activity itself may be gone. */
  if (place->activity != NULL && place->outcome == NULL)
    return read_row (store, "activity", place->activity, of_activity, &place->outcome, NULL) || TRUE;
  return TRUE;
}

/* Every clause names all three, or they could not be bound. */
#define BOUND " AND (?1 IS ?1) AND (?2 IS ?2) AND (?3 IS ?3)"

static gboolean
add_rows (CamStore     *store,
          CamChain     *self,
          const char   *table,
          const char   *where,
          const Place  *place,
          GError      **error)
{
  gboolean is_measure = strcmp (table, "measure") == 0;
  gboolean is_assessment = strcmp (table, "assessment") == 0;
  const char *columns[] = { "uuid", is_assessment ? "changed" : "name", is_measure ? "kind" : "uuid",
                            is_assessment ? "assessor" : is_measure || strcmp (table, "activity") == 0 ? "owner" : "uuid",
                            NULL };
  const CamValue params[] = { cam_text (place->activity), cam_text (place->outcome), cam_text (place->priority) };
  g_autofree char *clause = g_strdup_printf ("WHERE (%s) AND deleted = 0%s" BOUND " ORDER BY fid", where,
                                             strcmp (table, "activity") == 0 ? " AND is_template = 0" : "");
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, params, 3, error);
  g_autoptr (GError) local_error = NULL;
  gboolean has_owner = strcmp (columns[3], "uuid") != 0;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamChainStep step = is_assessment ? CAM_CHAIN_IMPACT
                          : !is_measure ? (strcmp (table, "activity") == 0 ? CAM_CHAIN_ACTIVITY : CAM_CHAIN_OUTCOME)
                          : g_strcmp0 (cam_cursor_get_text (cursor, 2), "outcome") == 0 ? CAM_CHAIN_CHANGE
                                                                                         : CAM_CHAIN_OUTPUT;

      g_ptr_array_add (self->steps[step],
                       cam_track_item_new (CAM_TRACK_STEP, table, cam_cursor_get_text (cursor, 0),
                                           cam_cursor_get_text (cursor, 1),
                                           has_owner ? cam_cursor_get_text (cursor, 3) : NULL, 0, 0, NULL));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
find_missing (CamChain *self)
{
  if (self->steps[CAM_CHAIN_ACTIVITY]->len == 0)
    self->missing[CAM_CHAIN_ACTIVITY] = _("No activity leads to it.");
  if (self->steps[CAM_CHAIN_OUTPUT]->len == 0)
    self->missing[CAM_CHAIN_OUTPUT] = _("No measure counts what is done or produced.");
  if (self->steps[CAM_CHAIN_OUTCOME]->len == 0)
    self->missing[CAM_CHAIN_OUTCOME] = _("It is not said to which outcome it leads.");
  else if (self->steps[CAM_CHAIN_CHANGE]->len == 0)
    self->missing[CAM_CHAIN_CHANGE] = _("No measure says whether the outcome is reached.");
  if (self->steps[CAM_CHAIN_IMPACT]->len == 0)
    self->missing[CAM_CHAIN_IMPACT] = _("Nobody has assessed yet what it changed.");
}

CamChain *
cam_chain_load (CamStore    *store,
                const char  *table,
                const char  *uuid,
                GError     **error)
{
  g_autoptr (CamChain) self = chain_new ();
  g_auto (Place) place = { NULL, NULL, NULL };
  const Scope *scope = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (table != NULL && uuid != NULL, NULL);

  if (!find_place (store, table, uuid, &place, error))
    return NULL;
  if (place.activity == NULL && place.outcome == NULL && place.priority == NULL)
    {
      /* It hangs on nothing: the chain is the record itself. */
      place.activity = g_strdup (uuid);
      if (!add_rows (store, self, table, "uuid = ?1", &place, error))
        return NULL;
      find_missing (self);
      return g_steal_pointer (&self);
    }
  scope = &scopes[place.activity != NULL ? 0 : place.outcome != NULL ? 1 : 2];
  if (!add_rows (store, self, "activity", scope->activities, &place, error)
      || !add_rows (store, self, "outcome", scope->outcomes, &place, error)
      || !add_rows (store, self, "measure", scope->measures, &place, error)
      || !add_rows (store, self, "assessment", scope->assessments, &place, error))
    return NULL;
  find_missing (self);
  return g_steal_pointer (&self);
}
