/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-names.h"

typedef struct
{
  char *name;
  char *priority;  /* of a priority its own uuid */
  char *outcome;
} Entry;

struct _CamPlanNames
{
  GHashTable *entries;     /* uuid → Entry */
  GPtrArray  *priorities;  /* char, borrowed from the entries' keys */
};

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->name);
  g_free (self->priority);
  g_free (self->outcome);
  g_free (self);
}

/* @columns: uuid, name, then what of "priority_uuid" and "outcome_uuid" the table has. */
static gboolean
load (CamPlanNames  *self,
      CamStore      *store,
      const char    *table,
      const char   **columns,
      GError       **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_priority = g_str_equal (table, "priority");

  cursor = cam_store_select (store, table, columns,
                             is_priority ? "WHERE deleted = 0"
                                           " ORDER BY coalesce (position, 9223372036854775807), name, fid"
                                         : "WHERE deleted = 0",
                             NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      char *uuid = g_strdup (cam_cursor_get_text (cursor, 0));
      Entry *entry = NULL;

      if (uuid == NULL)
        continue;
      entry = g_new0 (Entry, 1);
      entry->name = g_strdup (cam_cursor_get_text (cursor, 1));
      entry->priority = g_strdup (is_priority ? uuid : cam_cursor_get_text (cursor, 2));
      entry->outcome = columns[2] != NULL && columns[3] != NULL ? g_strdup (cam_cursor_get_text (cursor, 3)) : NULL;
      if (is_priority)
        g_ptr_array_add (self->priorities, uuid);
      g_hash_table_replace (self->entries, uuid, entry);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

CamPlanNames *
cam_plan_names_load (CamStore  *store,
                     GError   **error)
{
  const char *of_priority[] = { "uuid", "name", NULL };
  const char *of_outcome[] = { "uuid", "name", "priority_uuid", NULL };
  const char *of_activity[] = { "uuid", "name", "priority_uuid", "outcome_uuid", NULL };
  g_autoptr (CamPlanNames) self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_new0 (CamPlanNames, 1);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->priorities = g_ptr_array_new ();
  if (!load (self, store, "activity", of_activity, error) || !load (self, store, "outcome", of_outcome, error)
      || !load (self, store, "priority", of_priority, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
cam_plan_names_free (CamPlanNames *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->priorities);
  g_hash_table_unref (self->entries);
  g_free (self);
}

guint
cam_plan_names_get_n_priorities (CamPlanNames *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->priorities->len;
}

const char *
cam_plan_names_get_priority (CamPlanNames *self,
                             guint         number)
{
  g_return_val_if_fail (self != NULL && number < self->priorities->len, NULL);

  return g_ptr_array_index (self->priorities, number);
}

static Entry *
find (CamPlanNames *self,
      const char   *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->entries, uuid) : NULL;
}

const char *
cam_plan_names_get_name (CamPlanNames *self,
                         const char   *uuid)
{
  Entry *entry = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  entry = find (self, uuid);
  return entry != NULL ? entry->name : NULL;
}

/* @uuid as the priority itself has it, NULL where it is that of none. */
static const char *
check (CamPlanNames *self,
       const char   *uuid)
{
  Entry *entry = find (self, uuid);

  return entry != NULL && g_strcmp0 (entry->priority, uuid) == 0 ? entry->priority : NULL;
}

static const char *
find_by_outcome (CamPlanNames *self,
                 const char   *outcome)
{
  Entry *entry = find (self, outcome);

  return entry != NULL ? check (self, entry->priority) : NULL;
}

const char *
cam_plan_names_find_priority (CamPlanNames *self,
                              const char   *priority,
                              const char   *outcome,
                              const char   *activity)
{
  Entry *work = NULL;
  const char *found = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  found = check (self, priority);
  if (found == NULL)
    found = find_by_outcome (self, outcome);
  work = found == NULL ? find (self, activity) : NULL;
  if (work != NULL)
    found = check (self, work->priority);
  if (work != NULL && found == NULL)
    found = find_by_outcome (self, work->outcome);
  return found;
}
