/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-interaction.h"
#include "cam-link-work.h"
#include "cam-person.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Somebody who is added, and what was talked about. */

/* How much of a note is its name where it has none. */
#define MAX_NAME 60

static const char *
get_text (CamPartnerWork *self,
          const char     *column)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (g_str_equal (self->cells[i].column, column))
      return self->cells[i].value.text;
  return NULL;
}

/* The cells and one more, which borrows. */
static void
fill_cells (CamPartnerWork *self,
            CamCell        *cells,
            const char     *column,
            const char     *text)
{
  memcpy (cells, self->cells, self->n_cells * sizeof (CamCell));
  cells[self->n_cells] = (CamCell) { column, cam_text (text) };
}

static gboolean
link_event (CamWriter   *writer,
            const char  *event,
            const char  *person,
            GError     **error)
{
  const CamLink link = { "event_person", "event_uuid", "person_uuid" };
  const CamCell role = { "role", cam_text ("other") };
  g_autofree char *made = NULL;

  return cam_work_need_row (writer, "event", event, error) && cam_link_put (writer, &link, event, person, &made, error)
         && (made == NULL || cam_writer_update (writer, link.table, made, &role, 1, error));
}

gboolean
cam_partner_write_person (CamWriter  *writer,
                          gpointer    data,
                          GError    **error)
{
  CamPartnerWork *self = data;
  const CamCell name = { "name", cam_text (self->other_name) };
  CamCell cells[CAM_PARTNER_MAX_CELLS + 1];
  g_autofree char *organisation = g_strdup (self->other);

  if (self->name == NULL)
    return cam_partner_refuse (_("Somebody who is added has a name."), error);
  if (!cam_partner_check_day (get_text (self, "role_since"), error)
      || !cam_partner_check_day (get_text (self, "collected_on"), error)
      || !cam_partner_check_word (CAM_TYPE_PERSON, CAM_PERSON_TEAM_ROLE, get_text (self, "team_role"), error)
      || (organisation != NULL && !cam_work_need_row (writer, "organisation", organisation, error)))
    return FALSE;
  if (organisation == NULL && self->other_name != NULL)
    {
      organisation = cam_writer_insert (writer, "organisation", &name, 1, error);
      if (organisation == NULL)
        return FALSE;
    }
  fill_cells (self, cells, "organisation_uuid", organisation);
  self->made = cam_writer_insert (writer, "person", cells, self->n_cells + 1, error);
  return self->made != NULL && (self->uuid == NULL || link_event (writer, self->uuid, self->made, error));
}

/* The first words of a text. */
static char *
dup_beginning (const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  const char *end = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_NAME)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, MAX_NAME);
  for (const char *at = end; at > line; at--)
    if (*at == ' ')
      {
        end = at;
        break;
      }
  return g_strdup_printf ("%.*s…", (int) (end - line), line);
}

static char *
dup_name (CamPartnerWork *self)
{
  const char *kind = get_text (self, "kind");

  if (self->name != NULL)
    return g_strdup (self->name);
  if (get_text (self, "body") != NULL)
    return dup_beginning (get_text (self, "body"));
  if (get_text (self, "follow_up") != NULL)
    return dup_beginning (get_text (self, "follow_up"));
  if (g_strcmp0 (kind, "meeting") == 0)
    return g_strdup (_("Meeting"));
  if (g_strcmp0 (kind, "email") == 0)
    return g_strdup (_("E-mail"));
  if (g_strcmp0 (kind, "visit") == 0)
    return g_strdup (_("Visit"));
  return g_strdup (g_strcmp0 (kind, "note") == 0 ? _("Note") : _("Call"));
}

/* Whether what it is about is there; something has to be. */
static gboolean
need_partners (CamPartnerWork  *self,
               CamWriter       *writer,
               GError         **error)
{
  static const char *const targets[] = { "person", "organisation", "area", "event" };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *column = g_strconcat (targets[i], "_uuid", NULL);
      const char *uuid = get_text (self, column);

      any = any || uuid != NULL;
      if (uuid != NULL && !cam_work_need_row (writer, targets[i], uuid, error))
        return FALSE;
    }
  return any || cam_partner_refuse (_("An interaction is with a person or an organisation, or about an area or an event."),
                                    error);
}

static gboolean
link_others (CamPartnerWork  *self,
             CamWriter       *writer,
             GError         **error)
{
  const CamLink link = { "interaction_person", "interaction_uuid", "person_uuid" };
  const char *first = get_text (self, "person_uuid");

  for (guint i = 0; self->others != NULL && self->others[i] != NULL; i++)
    if (g_strcmp0 (self->others[i], first) != 0
        && (!cam_work_need_row (writer, "person", self->others[i], error)
            || !cam_link_put (writer, &link, self->made, self->others[i], NULL, error)))
      return FALSE;
  return TRUE;
}

gboolean
cam_partner_write_interaction (CamWriter  *writer,
                               gpointer    data,
                               GError    **error)
{
  CamPartnerWork *self = data;
  g_autofree char *name = dup_name (self);
  CamCell cells[CAM_PARTNER_MAX_CELLS + 1];

  if (get_text (self, "kind") == NULL)
    return cam_partner_refuse (_("An interaction is a call, a meeting, an e-mail, a visit or a note."), error);
  if (!cam_partner_check_word (CAM_TYPE_INTERACTION, CAM_INTERACTION_KIND, get_text (self, "kind"), error)
      || !cam_partner_check_day (get_text (self, "happened_on"), error)
      || !cam_partner_check_day (get_text (self, "follow_up_on"), error) || !need_partners (self, writer, error))
    return FALSE;
  fill_cells (self, cells, "name", name);
  self->made = cam_writer_insert (writer, "interaction", cells, self->n_cells + 1, error);
  return self->made != NULL && link_others (self, writer, error);
}

gboolean
cam_partner_write_follow_up (CamWriter  *writer,
                             gpointer    data,
                             GError    **error)
{
  CamPartnerWork *self = data;
  const CamCell done = { "follow_up_done_on", cam_text (self->day) };

  return cam_partner_check_day (self->day, error) && cam_work_need_row (writer, "interaction", self->uuid, error)
         && cam_writer_update (writer, "interaction", self->uuid, &done, 1, error);
}
