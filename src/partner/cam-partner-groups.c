/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-groups.h"

#include "cam-period.h"
#include "cam-track-rows.h"
#include "cam-uuid-name.h"

#include <string.h>

const char *
cam_partner_groups_get_crg_uuid (void)
{
  static char *uuid = NULL;

  if (g_once_init_enter_pointer (&uuid))
    g_once_init_leave_pointer (&uuid, cam_uuid_from_name ("group:crg"));
  return uuid;
}

const char *
cam_partner_groups_get_crg_name (void)
{
  return "Countywide Community Resilience Group";
}

void
cam_partner_membership_free (CamPartnerMembership *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->row);
  g_free (self);
}

typedef struct
{
  char *wanted;  /* folded */
  char *found;
} Search;

static gboolean
is_called (const char *name,
           const char *folded)
{
  g_autofree char *own = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  return g_strcmp0 (own, folded) == 0;
}

static void
look_at_group (CamCursor *cursor,
               gpointer   user_data)
{
  Search *search = user_data;

  if (search->found == NULL && (is_called (cam_cursor_get_text (cursor, 1), search->wanted)
                                || is_called (cam_cursor_get_text (cursor, 2), search->wanted)))
    search->found = g_strdup (cam_cursor_get_text (cursor, 0));
}

/* Files of older versions know members of it, and no group. */
static gboolean
find_crg (CamStore  *store,
          Search    *search,
          GError   **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!is_called (CAM_PARTNER_CRG_SHORT_NAME, search->wanted)
      && !is_called (cam_partner_groups_get_crg_name (), search->wanted))
    return TRUE;
  cursor = cam_store_select (store, "organisation", columns, "WHERE deleted = 0 AND crg LIMIT 1", NULL, 0, &local_error);
  if (cursor != NULL && cam_cursor_next (cursor, &local_error))
    search->found = g_strdup (cam_partner_groups_get_crg_uuid ());
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
cam_partner_groups_find (CamStore    *store,
                         const char  *text,
                         GError     **error)
{
  const char *columns[] = { "uuid", "name", "short_name", NULL };
  g_autofree char *valid = NULL;
  g_autofree char *wanted = NULL;
  Search search = { 0 };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  valid = g_strstrip (g_utf8_make_valid (text, -1));
  wanted = g_utf8_casefold (valid, -1);
  search.wanted = wanted;
  if (*wanted == '\0')
    return NULL;
  if (!cam_track_foreach_row (store, "partner_group", columns, "WHERE deleted = 0 AND uuid IS NOT NULL ORDER BY uuid", NULL,
                              0, look_at_group, &search, error)
      || (search.found == NULL && !find_crg (store, &search, error)))
    g_clear_pointer (&search.found, g_free);
  return search.found;
}

static gboolean
is_of_organisations (const char *table)
{
  return g_str_equal (table, "organisation");
}

char *
cam_partner_groups_dup_clause (const char *table,
                               guint       group,
                               guint       day)
{
  g_autofree char *member = NULL;

  g_return_val_if_fail (table != NULL && (is_of_organisations (table) || g_str_equal (table, "person")), NULL);

  member = g_strdup_printf ("%s.uuid IN (SELECT membership.%s_uuid FROM group_%s AS membership"
                            " WHERE membership.group_uuid = ?%u AND membership.deleted = 0"
                            " AND (membership.starts_on IS NULL OR membership.starts_on <= ?%u)"
                            " AND (membership.ends_on IS NULL OR membership.ends_on >= ?%u))",
                            table, table, table, group, day, day);
  if (!is_of_organisations (table))
    return g_steal_pointer (&member);
  return g_strdup_printf ("(%s OR (organisation.crg AND ?%u = '%s' AND NOT EXISTS (SELECT 1 FROM group_organisation AS said"
                          " WHERE said.organisation_uuid = organisation.uuid AND said.group_uuid = ?%u"
                          " AND said.deleted = 0)))",
                          member, group, cam_partner_groups_get_crg_uuid (), group);
}

static void
take_uuid (CamCursor *cursor,
           gpointer   uuids)
{
  g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
}

GPtrArray *
cam_partner_groups_list_members (CamStore    *store,
                                 const char  *group,
                                 const char  *table,
                                 guint32      day,
                                 GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = cam_day_to_text (day);
  const CamValue params[] = { cam_text (group), cam_text (text) };
  g_autofree char *member = NULL;
  g_autofree char *clause = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (group != NULL && table != NULL, NULL);

  member = cam_partner_groups_dup_clause (table, 1, 2);
  clause = g_strdup_printf ("WHERE deleted = 0 AND uuid IS NOT NULL AND %s ORDER BY name, fid", member);
  return cam_track_foreach_row (store, table, columns, clause, params, 2, take_uuid, uuids, error)
         ? g_steal_pointer (&uuids) : NULL;
}

static void
take_membership (CamCursor *cursor,
                 gpointer   memberships)
{
  CamPartnerMembership *membership = g_new0 (CamPartnerMembership, 1);

  membership->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  membership->row = g_strdup (cam_cursor_get_text (cursor, 1));
  membership->starts = cam_day_from_text (cam_cursor_get_text (cursor, 2));
  membership->ends = cam_day_from_text (cam_cursor_get_text (cursor, 3));
  g_ptr_array_add (memberships, membership);
}

/* Of files of older versions, see cam_partner_groups_dup_clause(). */
static gboolean
add_crg (CamStore    *store,
         const char  *uuid,
         GPtrArray   *memberships,
         GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  CamPartnerMembership *membership = NULL;

  for (guint i = 0; i < memberships->len; i++)
    if (g_str_equal (((CamPartnerMembership *) memberships->pdata[i])->uuid, cam_partner_groups_get_crg_uuid ()))
      return TRUE;
  if (!cam_track_foreach_row (store, "organisation", columns, "WHERE uuid = ?1 AND deleted = 0 AND crg", is, 1, take_uuid,
                              found, error))
    return FALSE;
  if (found->len == 0)
    return TRUE;
  membership = g_new0 (CamPartnerMembership, 1);
  membership->uuid = g_strdup (cam_partner_groups_get_crg_uuid ());
  membership->name = g_strdup (cam_partner_groups_get_crg_name ());
  membership->short_name = g_strdup (CAM_PARTNER_CRG_SHORT_NAME);
  g_ptr_array_add (memberships, membership);
  return TRUE;
}

static void
take_group (CamCursor *cursor,
            gpointer   user_data)
{
  CamPartnerMembership *membership = user_data;

  g_set_str (&membership->name, cam_cursor_get_text (cursor, 0));
  g_set_str (&membership->short_name, cam_cursor_get_text (cursor, 1));
  membership->is_tag = g_strcmp0 (cam_cursor_get_text (cursor, 2), "tag") == 0;
}

/* Drops what is of a group that is gone. */
static gboolean
name_groups (CamStore   *store,
             GPtrArray  *memberships,
             GError    **error)
{
  const char *columns[] = { "name", "short_name", "kind", NULL };

  for (guint i = 0; i < memberships->len;)
    {
      CamPartnerMembership *membership = memberships->pdata[i];
      const CamValue is[] = { cam_text (membership->uuid) };

      if (!cam_track_foreach_row (store, "partner_group", columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, take_group,
                                  membership, error))
        return FALSE;
      if (membership->name != NULL)
        i++;
      else
        g_ptr_array_remove_index (memberships, i);
    }
  return TRUE;
}

static gboolean
holds (const CamPartnerMembership *membership,
       guint32                     day)
{
  return (membership->starts == 0 || membership->starts <= day) && (membership->ends == 0 || membership->ends >= day);
}

static int
compare_memberships (gconstpointer a,
                     gconstpointer b,
                     gpointer      day)
{
  const CamPartnerMembership *one = *(gpointer *) a, *other = *(gpointer *) b;
  gboolean one_holds = holds (one, GPOINTER_TO_UINT (day)), other_holds = holds (other, GPOINTER_TO_UINT (day));
  int difference = g_utf8_collate (one->name, other->name);

  if (one_holds != other_holds)
    return other_holds - one_holds;
  if (difference != 0)
    return difference;
  if (one->starts != other->starts)
    return one->starts > other->starts ? -1 : 1;
  return g_strcmp0 (one->row, other->row);
}

GPtrArray *
cam_partner_groups_list_of (CamStore    *store,
                            const char  *table,
                            const char  *uuid,
                            guint32      day,
                            GError     **error)
{
  const char *columns[] = { "group_uuid", "uuid", "starts_on", "ends_on", NULL };
  g_autoptr (GPtrArray) memberships = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_partner_membership_free);
  g_autofree char *rows = NULL;
  g_autofree char *clause = NULL;
  const CamValue is[] = { cam_text (uuid) };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (table != NULL && uuid != NULL, NULL);

  rows = g_strconcat ("group_", table, NULL);
  clause = g_strconcat ("WHERE ", table, "_uuid = ?1 AND deleted = 0 AND group_uuid IS NOT NULL", NULL);
  if (!cam_track_foreach_row (store, rows, columns, clause, is, 1, take_membership, memberships, error)
      || (is_of_organisations (table) && !add_crg (store, uuid, memberships, error))
      || !name_groups (store, memberships, error))
    return NULL;
  g_ptr_array_sort_with_data (memberships, compare_memberships, GUINT_TO_POINTER (day));
  return g_steal_pointer (&memberships);
}
