/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-link-work.h"
#include "cam-person.h"
#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What somebody is where. The main role stands in the person, all others in rows. */

typedef struct
{
  char *organisation;
  char *job_title;
  char *team_role;
  char *starts_on;
  char *ends_on;
} Role;

static void
role_clear (Role *self)
{
  g_clear_pointer (&self->organisation, g_free);
  g_clear_pointer (&self->job_title, g_free);
  g_clear_pointer (&self->team_role, g_free);
  g_clear_pointer (&self->starts_on, g_free);
  g_clear_pointer (&self->ends_on, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Role, role_clear)

/* From the first row that @clause finds. */
static gboolean
read_role (Role        *self,
           CamWriter   *writer,
           const char  *table,
           const char **columns,
           const char  *uuid,
           GError     **error)
{
  const CamValue is[] = { cam_text (uuid) };
  char **fields[] = { &self->organisation, &self->job_title, &self->starts_on, &self->ends_on, &self->team_role };
  g_autoptr (CamCursor) cursor = NULL;

  if (!cam_work_need_row (writer, table, uuid, error))
    return FALSE;
  cursor = cam_writer_select (writer, table, columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  for (guint i = 0; columns[i] != NULL; i++)
    *fields[i] = g_strdup (cam_cursor_get_text (cursor, i));
  return TRUE;
}

/* The team role of the person is no part of the main role. */
static gboolean
read_main (Role        *self,
           CamWriter   *writer,
           const char  *person,
           GError     **error)
{
  const char *columns[] = { "organisation_uuid", "job_title", "role_since", "role_until", NULL };

  return read_role (self, writer, "person", columns, person, error);
}

static gboolean
read_further (Role        *self,
              CamWriter   *writer,
              const char  *row,
              GError     **error)
{
  const char *columns[] = { "organisation_uuid", "job_title", "starts_on", "ends_on", "team_role", NULL };

  return read_role (self, writer, "person_role", columns, row, error);
}

static gboolean
write_main (const Role  *self,
            CamWriter   *writer,
            const char  *person,
            GError     **error)
{
  const CamCell cells[] = {
    { "organisation_uuid", cam_text (self->organisation) },
    { "job_title", cam_text (self->job_title) },
    { "role_since", cam_text (self->starts_on) },
    { "role_until", cam_text (self->ends_on) },
  };

  return cam_writer_update (writer, "person", person, cells, G_N_ELEMENTS (cells), error);
}

/* Adds a row, with the uuid that such a role has in every copy unless that one is taken. */
static gboolean
add_further (const Role  *self,
             CamWriter   *writer,
             const char  *person,
             char       **made,
             GError     **error)
{
  g_autofree char *key = g_strjoin (":", "person_role", person, self->organisation != NULL ? self->organisation : "",
                                    self->team_role != NULL ? self->team_role : "",
                                    self->starts_on != NULL ? self->starts_on : "", NULL);
  g_autofree char *uuid = cam_uuid_from_name (key);
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GPtrArray) taken = cam_work_find_rows (writer, "person_role", "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "person_uuid", cam_text (person) },
    { "organisation_uuid", cam_text (self->organisation) },
    { "job_title", cam_text (self->job_title) },
    { "team_role", cam_text (self->team_role) },
    { "starts_on", cam_text (self->starts_on) },
    { "ends_on", cam_text (self->ends_on) },
  };
  g_autofree char *added = NULL;

  if (taken == NULL)
    return FALSE;
  if (taken->len > 0)
    added = cam_writer_insert (writer, "person_role", cells + 2, G_N_ELEMENTS (cells) - 2, error);
  else if (cam_work_put_row (writer, "person_role", cells, G_N_ELEMENTS (cells), error))
    added = g_steal_pointer (&uuid);
  if (added == NULL)
    return FALSE;
  if (made != NULL)
    *made = g_steal_pointer (&added);
  return TRUE;
}

static gboolean
is_nothing (const Role *self)
{
  return self->organisation == NULL && self->job_title == NULL && self->team_role == NULL;
}

gboolean
cam_partner_write_role (CamWriter  *writer,
                        gpointer    data,
                        GError    **error)
{
  CamPartnerWork *self = data;
  const Role role = { self->other, self->job_title, self->team_role, self->starts_on, NULL };

  if (self->other == NULL && self->team_role == NULL)
    return cam_partner_refuse (_("A role is in an organisation, or in the team."), error);
  return cam_partner_check_day (self->starts_on, error)
         && cam_partner_check_word (CAM_TYPE_PERSON, CAM_PERSON_TEAM_ROLE, self->team_role, error)
         && cam_work_need_row (writer, "person", self->uuid, error)
         && (self->other == NULL || cam_work_need_row (writer, "organisation", self->other, error))
         && add_further (&role, writer, self->uuid, &self->made, error);
}

static gboolean
check_end (const Role  *role,
           const char  *day,
           GError     **error)
{
  if (day == NULL)
    return cam_partner_refuse (_("A role ends on a day."), error);
  if (!cam_partner_check_day (day, error))
    return FALSE;
  return role->starts_on == NULL || strcmp (day, role->starts_on) >= 0
         || cam_partner_refuse (_("A role ends no earlier than it begins."), error);
}

static gboolean
end_further (CamPartnerWork  *self,
             CamWriter       *writer,
             GError         **error)
{
  const CamCell end = { "ends_on", cam_text (self->day) };
  g_auto (Role) role = { 0 };

  return read_further (&role, writer, self->other, error) && check_end (&role, self->day, error)
         && cam_writer_update (writer, "person_role", self->other, &end, 1, error);
}

/* The row that becomes the main role when that ended on @day. (nullable) */
static gboolean
find_next (CamWriter   *writer,
           const char  *person,
           const char  *day,
           char       **next,
           GError     **error)
{
  const CamValue is[] = { cam_text (person), cam_text (day) };
  g_autoptr (GPtrArray) rows = cam_work_find_rows (writer, "person_role", "WHERE person_uuid = ?1 AND deleted = 0"
                                                   " AND organisation_uuid IS NOT NULL AND (ends_on IS NULL OR ends_on > ?2)"
                                                   " ORDER BY starts_on DESC, uuid LIMIT 1", is, 2, error);

  if (rows == NULL)
    return FALSE;
  *next = rows->len > 0 ? g_strdup (g_ptr_array_index (rows, 0)) : NULL;
  return TRUE;
}

/* A row becomes the main role. A role in the team that it says as well stays in a row. */
static gboolean
raise_role (CamWriter   *writer,
            const char  *person,
            const char  *row,
            GError     **error)
{
  const CamCell cells[] = { { "organisation_uuid", cam_null () }, { "job_title", cam_null () } };
  g_auto (Role) role = { 0 };

  if (!read_further (&role, writer, row, error) || !write_main (&role, writer, person, error))
    return FALSE;
  return role.team_role == NULL ? cam_writer_delete (writer, "person_role", row, error)
                                : cam_writer_update (writer, "person_role", row, cells, G_N_ELEMENTS (cells), error);
}

static gboolean
end_main (CamPartnerWork  *self,
          CamWriter       *writer,
          GError         **error)
{
  const Role none = { 0 };
  g_auto (Role) role = { 0 };
  g_autofree char *next = NULL;

  if (!read_main (&role, writer, self->uuid, error) || !check_end (&role, self->day, error)
      || !find_next (writer, self->uuid, self->day, &next, error))
    return FALSE;
  if (is_nothing (&role))
    return cam_partner_refuse (_("There is no role that could end."), error);
  g_set_str (&role.ends_on, self->day);
  return add_further (&role, writer, self->uuid, &self->made, error)
         && (next != NULL ? raise_role (writer, self->uuid, next, error) : write_main (&none, writer, self->uuid, error));
}

gboolean
cam_partner_write_end_role (CamWriter  *writer,
                            gpointer    data,
                            GError    **error)
{
  CamPartnerWork *self = data;

  return cam_work_need_row (writer, "person", self->uuid, error)
         && (self->other != NULL ? end_further (self, writer, error) : end_main (self, writer, error));
}

gboolean
cam_partner_write_main_role (CamWriter  *writer,
                             gpointer    data,
                             GError    **error)
{
  CamPartnerWork *self = data;
  g_auto (Role) former = { 0 };
  g_auto (Role) role = { 0 };

  if (!read_main (&former, writer, self->uuid, error) || !read_further (&role, writer, self->other, error))
    return FALSE;
  if (role.organisation == NULL && role.job_title == NULL)
    return cam_partner_refuse (_("A role in the team alone is no main role."), error);
  return raise_role (writer, self->uuid, self->other, error)
         && (is_nothing (&former) || add_further (&former, writer, self->uuid, NULL, error));
}
