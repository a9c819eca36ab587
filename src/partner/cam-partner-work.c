/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-work-private.h"

#include "cam-period.h"
#include "cam-record.h"
#include "cam-track-apply.h"

#include <glib/gi18n-lib.h>

void
cam_partner_work_free (CamPartnerWork *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->other);
  g_free (self->other_name);
  g_free (self->job_title);
  g_free (self->team_role);
  g_free (self->starts_on);
  g_free (self->day);
  g_free (self->today);
  g_strfreev (self->others);
  g_free (self->made);
  for (guint i = 0; i < self->n_cells; i++)
    cam_value_clear (&self->cells[i].value);
  g_free (self);
}

gboolean
cam_partner_refuse (const char  *message,
                    GError     **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, message);
  return FALSE;
}

gboolean
cam_partner_check_day (const char  *day,
                       GError     **error)
{
  if (day == NULL || cam_day_from_text (day) != 0)
    return TRUE;
  return cam_partner_refuse (_("A day is written as 2026-11-27."), error);
}

gboolean
cam_partner_check_word (GType        type,
                        guint        number,
                        const char  *word,
                        GError     **error)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (type);

  if (cam_column_accepts_text (&klass->columns[number], word))
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, _("“%s” is none of the words for this."), word != NULL ? word : "");
  return FALSE;
}

/* Text as a person typed it; NULL where nothing is left. */
static char *
trim (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL || *g_strstrip (valid) == '\0')
    return NULL;
  return g_steal_pointer (&valid);
}

static void
add_cell (CamPartnerWork *self,
          const char     *column,
          const char     *text)
{
  g_autofree char *trimmed = trim (text);

  g_assert (self->n_cells < CAM_PARTNER_MAX_CELLS);
  if (trimmed != NULL)
    self->cells[self->n_cells++] = (CamCell) { column, cam_value_copy (cam_text (trimmed)) };
}

static CamPartnerWork *
new_change (const char   *label,
            CamWriteFunc  func,
            const char   *table,
            const char   *uuid)
{
  CamPartnerWork *self = g_new0 (CamPartnerWork, 1);

  self->label = label;
  self->func = func;
  self->table = g_intern_string (table);
  self->uuid = g_strdup (uuid);
  return self;
}

CamPartnerWork *
cam_partner_work_new_organisation (const char *name,
                                   const char *sector,
                                   const char *kind)
{
  CamPartnerWork *self = new_change (_("Add organisation"), cam_partner_write_organisation, "organisation", NULL);

  self->name = trim (name);
  add_cell (self, "name", name);
  add_cell (self, "sector", sector);
  add_cell (self, "kind", kind);
  return self;
}

CamPartnerWork *
cam_partner_work_new_person (const CamPartnerPerson *person)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  self = new_change (_("Add person"), cam_partner_write_person, "person", NULL);
  self->name = trim (person->name);
  self->other = g_strdup (person->organisation);
  self->other_name = trim (person->organisation_name);
  self->uuid = g_strdup (person->event);
  add_cell (self, "name", person->name);
  add_cell (self, "job_title", person->job_title);
  add_cell (self, "role_since", person->since);
  add_cell (self, "team_role", person->team_role);
  add_cell (self, "phone", person->phone);
  add_cell (self, "email", person->email);
  add_cell (self, "note", person->note);
  add_cell (self, "lawful_basis", person->lawful_basis);
  add_cell (self, "source", person->source);
  add_cell (self, "collected_on", person->collected_on);
  return self;
}

CamPartnerWork *
cam_partner_work_new_role (const char *person,
                           const char *organisation,
                           const char *job_title,
                           const char *team_role,
                           const char *starts_on)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  self = new_change (_("Add role"), cam_partner_write_role, "person", person);
  self->other = g_strdup (organisation);
  self->job_title = trim (job_title);
  self->team_role = trim (team_role);
  self->starts_on = trim (starts_on);
  return self;
}

CamPartnerWork *
cam_partner_work_new_end_role (const char *person,
                               const char *role,
                               const char *day)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (person != NULL, NULL);

  self = new_change (_("End role"), cam_partner_write_end_role, "person", person);
  self->other = g_strdup (role);
  self->day = trim (day);
  return self;
}

CamPartnerWork *
cam_partner_work_new_main_role (const char *person,
                                const char *role)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (person != NULL && role != NULL, NULL);

  self = new_change (_("Change main role"), cam_partner_write_main_role, "person", person);
  self->other = g_strdup (role);
  return self;
}

CamPartnerWork *
cam_partner_work_new_link (CamPartnerLink  link,
                           const char     *one,
                           const char     *other,
                           gboolean        set)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (one != NULL && other != NULL, NULL);

  self = new_change (set ? _("Link partner") : _("Unlink partner"), cam_partner_write_link,
                     link == CAM_PARTNER_LINK_PERSON_AREA ? "person" : "organisation", one);
  self->link = link;
  self->other = g_strdup (other);
  self->set = set;
  return self;
}

CamPartnerWork *
cam_partner_work_new_group (const char *name,
                            const char *short_name,
                            gboolean    is_tag)
{
  CamPartnerWork *self = new_change (is_tag ? _("Add tag") : _("Add group"), cam_partner_write_group, "partner_group", NULL);

  self->name = trim (name);
  self->short_name = trim (short_name);
  self->is_tag = is_tag;
  return self;
}

static CamPartnerWork *
new_membership (const char   *label,
                CamWriteFunc  func,
                const char   *table,
                const char   *uuid)
{
  g_return_val_if_fail (g_strcmp0 (table, "organisation") == 0 || g_strcmp0 (table, "person") == 0, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return new_change (label, func, table, uuid);
}

CamPartnerWork *
cam_partner_work_new_join (const char *table,
                           const char *uuid,
                           const char *group,
                           const char *starts_on,
                           const char *ends_on,
                           const char *today)
{
  CamPartnerWork *self = new_membership (_("Add to group"), cam_partner_write_join, table, uuid);

  g_return_val_if_fail (self != NULL && group != NULL && today != NULL, self);

  self->other = g_strdup (group);
  self->starts_on = trim (starts_on);
  self->day = trim (ends_on);
  self->today = g_strdup (today);
  return self;
}

CamPartnerWork *
cam_partner_work_new_tag (const char *table,
                          const char *uuid,
                          const char *name)
{
  CamPartnerWork *self = new_membership (_("Add tag"), cam_partner_write_tag, table, uuid);

  g_return_val_if_fail (self != NULL, NULL);

  self->name = trim (name);
  self->is_tag = TRUE;
  return self;
}

CamPartnerWork *
cam_partner_work_new_leave (const char *table,
                            const char *uuid,
                            const char *group,
                            const char *day,
                            const char *today)
{
  CamPartnerWork *self = new_membership (_("Take out of group"), cam_partner_write_leave, table, uuid);

  g_return_val_if_fail (self != NULL && group != NULL && today != NULL, self);

  self->other = g_strdup (group);
  self->day = trim (day);
  self->today = g_strdup (today);
  return self;
}

CamPartnerWork *
cam_partner_work_new_interaction (const CamPartnerTalk *talk)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (talk != NULL, NULL);

  self = new_change (_("Add interaction"), cam_partner_write_interaction, "interaction", NULL);
  self->name = trim (talk->name);
  self->others = g_strdupv ((char **) talk->others);
  add_cell (self, "kind", talk->kind);
  add_cell (self, "happened_on", talk->happened_on);
  add_cell (self, "body", talk->body);
  add_cell (self, "author", talk->author);
  add_cell (self, "person_uuid", talk->person);
  add_cell (self, "organisation_uuid", talk->organisation);
  add_cell (self, "area_uuid", talk->area);
  add_cell (self, "event_uuid", talk->event);
  add_cell (self, "follow_up", talk->follow_up);
  add_cell (self, "follow_up_on", talk->follow_up_on);
  add_cell (self, "follow_up_owner", talk->follow_up_owner);
  return self;
}

CamPartnerWork *
cam_partner_work_new_follow_up (const char *interaction,
                                const char *day)
{
  CamPartnerWork *self = NULL;

  g_return_val_if_fail (interaction != NULL, NULL);

  self = new_change (day != NULL ? _("Finish follow-up") : _("Take up follow-up again"), cam_partner_write_follow_up,
                     "interaction", interaction);
  self->day = trim (day);
  return self;
}

void
cam_partner_work_apply_async (CamPartnerWork      *self,
                              CamStore            *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (CAM_IS_STORE (store));

  cam_track_apply_async (store, self->label, self->func, self, (GDestroyNotify) cam_partner_work_free, &self->made, cancellable,
                         callback, user_data);
}

gboolean
cam_partner_work_apply_finish (CamStore      *store,
                               GAsyncResult  *result,
                               char         **made,
                               GError       **error)
{
  return cam_track_apply_finish (store, result, made, error);
}

gboolean
cam_partner_work_apply (CamPartnerWork  *self,
                        CamStore        *store,
                        char           **made,
                        GError         **error)
{
  g_autoptr (CamPartnerWork) change = self;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  if (!cam_store_write (store, change->label, change->func, change, error))
    return FALSE;
  if (made != NULL)
    *made = g_steal_pointer (&change->made);
  return TRUE;
}
