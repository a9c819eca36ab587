/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-link-work.h"
#include "cam-organisation.h"
#include "cam-partner-groups.h"
#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Organisations, what they and people are linked to, and groups. */

static const struct
{
  CamLink     link;
  const char *target;
} links[] = {
  [CAM_PARTNER_LINK_ORGANISATION_AREA] = { { "organisation_area", "organisation_uuid", "area_uuid" }, "area" },
  [CAM_PARTNER_LINK_ORGANISATION_PRIORITY] = { { "organisation_priority", "organisation_uuid", "priority_uuid" },
                                               "priority" },
  [CAM_PARTNER_LINK_PERSON_AREA] = { { "person_area", "person_uuid", "area_uuid" }, "area" },
};

gboolean
cam_partner_write_organisation (CamWriter  *writer,
                                gpointer    data,
                                GError    **error)
{
  CamPartnerWork *self = data;

  if (self->name == NULL)
    return cam_partner_refuse (_("An organisation that is added has a name."), error);
  for (guint i = 0; i < self->n_cells; i++)
    if (g_str_equal (self->cells[i].column, "kind")
        && !cam_partner_check_word (CAM_TYPE_ORGANISATION, CAM_ORGANISATION_KIND, self->cells[i].value.text, error))
      return FALSE;
  self->made = cam_writer_insert (writer, "organisation", self->cells, self->n_cells, error);
  return self->made != NULL;
}

gboolean
cam_partner_write_link (CamWriter  *writer,
                        gpointer    data,
                        GError    **error)
{
  CamPartnerWork *self = data;
  const CamLink *link = &links[self->link].link;

  if (!cam_work_need_row (writer, self->table, self->uuid, error))
    return FALSE;
  if (self->set)
    return cam_work_need_row (writer, links[self->link].target, self->other, error)
           && cam_link_put (writer, link, self->uuid, self->other, &self->made, error);
  return cam_link_remove (writer, link, self->uuid, self->other, error);
}

static gboolean
is_same (const char *one,
         const char *other)
{
  g_autofree char *first = one != NULL ? g_utf8_casefold (one, -1) : NULL;
  g_autofree char *second = g_utf8_casefold (other, -1);

  return g_strcmp0 (first, second) == 0;
}

/* The group or tag that is there under this name. (nullable) */
static gboolean
find_group (CamPartnerWork  *self,
            CamWriter       *writer,
            char           **found,
            GError         **error)
{
  const char *columns[] = { "uuid", "name", NULL };
  const CamValue is[] = { cam_text (self->is_tag ? "tag" : "group") };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "partner_group", columns, "WHERE deleted = 0 AND kind = ?1"
                                                    " AND uuid IS NOT NULL ORDER BY uuid", is, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (*found == NULL && cam_cursor_next (cursor, &local_error))
    if (is_same (cam_cursor_get_text (cursor, 1), self->name))
      *found = g_strdup (cam_cursor_get_text (cursor, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
put_group (CamWriter   *writer,
           const char  *uuid,
           const char  *name,
           const char  *short_name,
           gboolean     is_tag,
           GError     **error)
{
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (name) },
    { "short_name", cam_text (short_name) },
    { "kind", cam_text (is_tag ? "tag" : "group") },
  };

  return cam_work_put_row (writer, "partner_group", cells, G_N_ELEMENTS (cells), error);
}

static gboolean
put_crg (CamWriter  *writer,
         GError    **error)
{
  return put_group (writer, cam_partner_groups_get_crg_uuid (), cam_partner_groups_get_crg_name (),
                    CAM_PARTNER_CRG_SHORT_NAME, FALSE, error);
}

gboolean
cam_partner_write_group (CamWriter  *writer,
                         gpointer    data,
                         GError    **error)
{
  CamPartnerWork *self = data;
  g_autofree char *folded = NULL;
  g_autofree char *key = NULL;
  g_autofree char *uuid = NULL;

  if (self->name == NULL)
    return cam_partner_refuse (self->is_tag ? _("A tag has a name.") : _("A group has a name."), error);
  if (!find_group (self, writer, &uuid, error))
    return FALSE;
  if (uuid == NULL && !self->is_tag
      && (is_same (self->name, CAM_PARTNER_CRG_SHORT_NAME) || is_same (self->name, cam_partner_groups_get_crg_name ())))
    {
      self->made = g_strdup (cam_partner_groups_get_crg_uuid ());
      return put_crg (writer, error);
    }
  if (uuid == NULL)
    {
      folded = g_utf8_casefold (self->name, -1);
      key = g_strconcat (self->is_tag ? "tag:" : "group:called:", folded, NULL);
      uuid = cam_uuid_from_name (key);
      if (!put_group (writer, uuid, self->name, self->short_name, self->is_tag, error))
        return FALSE;
    }
  self->made = g_steal_pointer (&uuid);
  return TRUE;
}

static CamLink
get_membership (CamPartnerWork *self)
{
  return g_str_equal (self->table, "organisation")
         ? (CamLink) { "group_organisation", "group_uuid", "organisation_uuid" }
         : (CamLink) { "group_person", "group_uuid", "person_uuid" };
}

/* The last membership. (nullable) */
static gboolean
find_last (CamPartnerWork  *self,
           CamWriter       *writer,
           const CamLink   *link,
           char           **row,
           char           **ends_on,
           GError         **error)
{
  const char *columns[] = { "uuid", "ends_on", NULL };
  const CamValue is[] = { cam_text (self->other), cam_text (self->uuid) };
  g_autofree char *clause = g_strdup_printf ("WHERE group_uuid = ?1 AND \"%s\" = ?2 AND deleted = 0 AND uuid IS NOT NULL"
                                             " ORDER BY ends_on IS NOT NULL, ends_on DESC, starts_on DESC, uuid LIMIT 1",
                                             link->other_column);
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, link->table, columns, clause, is, 2, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    {
      *row = g_strdup (cam_cursor_get_text (cursor, 0));
      *ends_on = g_strdup (cam_cursor_get_text (cursor, 1));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A membership of its own: the first under the uuid of a link, those after it with their first day. */
static gboolean
put_membership (CamPartnerWork  *self,
                CamWriter       *writer,
                const CamLink   *link,
                gboolean         again,
                GError         **error)
{
  g_autofree char *first = cam_link_dup_uuid (link, self->other, self->uuid);
  g_autofree char *key = g_strjoin (":", link->table, self->other, self->uuid, self->starts_on, NULL);
  g_autofree char *later = cam_uuid_from_name (key);
  const CamCell cells[] = {
    { "uuid", cam_text (again ? later : first) },
    { "deleted", cam_integer (0) },
    { link->one_column, cam_text (self->other) },
    { link->other_column, cam_text (self->uuid) },
    { "starts_on", cam_text (self->starts_on) },
    { "ends_on", cam_text (self->day) },
  };

  self->made = g_strdup (cells[0].value.text);
  return cam_work_put_row (writer, link->table, cells, G_N_ELEMENTS (cells), error);
}

static gboolean
is_crg (CamPartnerWork *self)
{
  return g_str_equal (self->table, "organisation") && g_str_equal (self->other, cam_partner_groups_get_crg_uuid ());
}

/* What older versions read of the CRG. */
static gboolean
keep_crg (CamPartnerWork  *self,
          CamWriter       *writer,
          GError         **error)
{
  const CamValue is[] = { cam_text (self->other), cam_text (self->uuid), cam_text (self->today) };
  g_autoptr (GPtrArray) rows = NULL;
  CamCell cell = { "crg", cam_integer (0) };

  if (!is_crg (self))
    return TRUE;
  rows = cam_work_find_rows (writer, "group_organisation", "WHERE group_uuid = ?1 AND organisation_uuid = ?2 AND deleted = 0"
                             " AND (starts_on IS NULL OR starts_on <= ?3) AND (ends_on IS NULL OR ends_on >= ?3)", is, 3,
                             error);
  if (rows == NULL)
    return FALSE;
  cell.value = cam_integer (rows->len > 0);
  return cam_writer_update (writer, "organisation", self->uuid, &cell, 1, error);
}

static gboolean
check_membership (CamPartnerWork  *self,
                  CamWriter       *writer,
                  GError         **error)
{
  if (!cam_partner_check_day (self->starts_on, error) || !cam_partner_check_day (self->day, error)
      || !cam_work_need_row (writer, self->table, self->uuid, error))
    return FALSE;
  if (self->today != NULL && !cam_partner_check_day (self->today, error))
    return FALSE;
  return self->starts_on == NULL || self->day == NULL || strcmp (self->starts_on, self->day) <= 0
         || cam_partner_refuse (_("A membership ends no earlier than it begins."), error);
}

static gboolean
join (CamPartnerWork  *self,
      CamWriter       *writer,
      GError         **error)
{
  const CamLink link = get_membership (self);
  const CamCell cells[] = { { "starts_on", cam_text (self->starts_on) }, { "ends_on", cam_text (self->day) } };
  g_autofree char *row = NULL;
  g_autofree char *ends_on = NULL;
  gboolean again = FALSE;

  if (!find_last (self, writer, &link, &row, &ends_on, error))
    return FALSE;
  again = ends_on != NULL && self->starts_on != NULL && strcmp (self->starts_on, ends_on) > 0;
  return row == NULL || again ? put_membership (self, writer, &link, again, error)
                              : cam_writer_update (writer, link.table, row, cells, G_N_ELEMENTS (cells), error);
}

gboolean
cam_partner_write_join (CamWriter  *writer,
                        gpointer    data,
                        GError    **error)
{
  CamPartnerWork *self = data;

  return check_membership (self, writer, error) && (!is_crg (self) || put_crg (writer, error))
         && cam_work_need_row (writer, "partner_group", self->other, error) && join (self, writer, error)
         && keep_crg (self, writer, error);
}

gboolean
cam_partner_write_tag (CamWriter  *writer,
                       gpointer    data,
                       GError    **error)
{
  CamPartnerWork *self = data;
  CamLink link = get_membership (self);

  if (!check_membership (self, writer, error) || !cam_partner_write_group (writer, self, error))
    return FALSE;
  return cam_link_put (writer, &link, self->made, self->uuid, NULL, error);
}

static gboolean
end_memberships (CamPartnerWork  *self,
                 CamWriter       *writer,
                 const CamLink   *link,
                 GPtrArray       *rows,
                 GError         **error)
{
  const CamCell end = { "ends_on", cam_text (self->day) };
  const CamValue is[] = { cam_text (self->other), cam_text (self->uuid), cam_text (self->day) };
  g_autofree char *begun = g_strdup_printf ("WHERE group_uuid = ?1 AND \"%s\" = ?2 AND deleted = 0"
                                            " AND (starts_on IS NULL OR starts_on <= ?3)"
                                            " AND (ends_on IS NULL OR ends_on > ?3)", link->other_column);
  g_autofree char *later = g_strdup_printf ("WHERE group_uuid = ?1 AND \"%s\" = ?2 AND deleted = 0 AND starts_on > ?3",
                                            link->other_column);
  g_autoptr (GPtrArray) ended = NULL;
  g_autoptr (GPtrArray) never = NULL;

  /* A member by what a file of an older version says: now there is more to say. */
  if (rows->len == 0 && is_crg (self))
    return put_crg (writer, error) && put_membership (self, writer, link, FALSE, error);
  ended = cam_work_find_rows (writer, link->table, begun, is, 3, error);
  never = ended != NULL ? cam_work_find_rows (writer, link->table, later, is, 3, error) : NULL;
  if (never == NULL)
    return FALSE;
  for (guint i = 0; i < ended->len; i++)
    if (!cam_writer_update (writer, link->table, g_ptr_array_index (ended, i), &end, 1, error))
      return FALSE;
  return cam_work_delete_rows (writer, link->table, never, error);
}

gboolean
cam_partner_write_leave (CamWriter  *writer,
                         gpointer    data,
                         GError    **error)
{
  CamPartnerWork *self = data;
  const CamLink link = get_membership (self);
  g_autoptr (GPtrArray) rows = NULL;

  if (!check_membership (self, writer, error))
    return FALSE;
  rows = cam_link_find (writer, &link, self->other, self->uuid, error);
  if (rows == NULL)
    return FALSE;
  return (self->day == NULL ? cam_work_delete_rows (writer, link.table, rows, error)
                            : end_memberships (self, writer, &link, rows, error))
         && keep_crg (self, writer, error);
}
