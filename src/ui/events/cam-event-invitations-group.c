/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-invitations-group.h"

#include "cam-event-invitation.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-organisation.h"
#include "cam-partner-filter.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-record.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventInvitationsGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventInvitationsGroup, cam_event_invitations_group, CAM_TYPE_PLAN_GROUP)

static void
invite (CamPlanGroup *self,
        guint         column,
        const char   *text)
{
  g_autoptr(CamEventInvitation) invitation = cam_event_invitation_new ();
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  cam_record_set_text (CAM_RECORD (invitation), CAM_EVENT_INVITATION_EVENT_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (invitation), CAM_EVENT_INVITATION_INVITED_ON, today);
  cam_record_set_text (CAM_RECORD (invitation), CAM_EVENT_INVITATION_REPLY, "none");
  cam_record_set_text (CAM_RECORD (invitation), column, text);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (invitation), _("Add invitation"));
}

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name != NULL)
    invite (self, CAM_EVENT_INVITATION_NAME, name);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  if (record != NULL)
    invite (CAM_PLAN_GROUP (owner),
            CAM_IS_PERSON (record) ? CAM_EVENT_INVITATION_PERSON_UUID : CAM_EVENT_INVITATION_ORGANISATION_UUID,
            cam_record_get_uuid (record));
}

static char *
describe (CamRecord *record)
{
  if (CAM_IS_PERSON (record))
    return g_strdup (cam_record_get_text (record, CAM_PERSON_JOB_TITLE));
  return g_strdup (cam_record_get_text (record, CAM_ORGANISATION_SECTOR));
}

static void
partner_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_ORGANISATION, _("Which Partner Is Invited?"),
                          "NOT EXISTS (SELECT 1 FROM event_invitation i WHERE i.event_uuid = ?2 AND i.deleted = 0"
                          " AND i.organisation_uuid = organisation.uuid)",
                          cam_plan_group_get_uuid (self), describe, FALSE, chosen_cb);
}

static void
person_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_PERSON, _("Who Is Invited?"),
                          "NOT EXISTS (SELECT 1 FROM event_invitation i WHERE i.event_uuid = ?2 AND i.deleted = 0"
                          " AND i.person_uuid = person.uuid)",
                          cam_plan_group_get_uuid (self), describe, FALSE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "event_invitation", g_variant_get_string (parameter, NULL),
                         _("Delete invitation"), _("Invitation taken off"));
}

/* An answer is from today. */
static void
replied_cb (GtkWidget  *row,
            const char *value,
            gpointer    data)
{
  CamRecord *invitation = data;
  CamStore *store = g_object_get_data (G_OBJECT (row), "store");
  g_autofree char *today = cam_day_to_text (cam_day_today ());

  if (g_strcmp0 (value, cam_record_get_text (invitation, CAM_EVENT_INVITATION_REPLY)) == 0)
    return;
  cam_record_set_text (invitation, CAM_EVENT_INVITATION_REPLY, value);
  cam_record_set_text (invitation, CAM_EVENT_INVITATION_REPLIED_ON, g_strcmp0 (value, "none") != 0 ? today : NULL);
  cam_field_save (row, store, invitation, _("Take down reply"));
}

static void
opened_cb (CamRecord *invitation,
           GtkWidget *row)
{
  static const char *const columns[] = { "reply", "places", "invited_on", "replied_on", "name" };
  GtkWidget *widget = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);
  GtkWidget *dialog = gtk_widget_get_ancestor (row, CAM_TYPE_RECORD_DIALOG);
  gboolean is_named = *cam_record_get_title (invitation) != '\0';
  AdwPreferencesGroup *page = NULL;

  if (widget == NULL || dialog == NULL)
    return;
  page = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (columns) - !is_named; i++)
    {
      CamStore *store = cam_plan_group_get_store (CAM_PLAN_GROUP (widget));
      GtkWidget *field = cam_field_row_new (store, invitation, columns[i], _("Change invitation"), NULL);

      if (i == 0)
        {
          g_object_set_data_full (G_OBJECT (field), "store", g_object_ref (store), g_object_unref);
          cam_field_row_set_func (field, replied_cb, invitation);
        }
      adw_preferences_group_add (page, field);
    }
  cam_record_dialog_push (CAM_RECORD_DIALOG (dialog), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), page);
}

/* Who it is for: a partner, a person, or somebody by name. */
static char *
dup_name (CamStore  *store,
          CamRecord *invitation)
{
  const char *organisation = cam_record_get_text (invitation, CAM_EVENT_INVITATION_ORGANISATION_UUID);
  const char *person = cam_record_get_text (invitation, CAM_EVENT_INVITATION_PERSON_UUID);
  g_autoptr(CamRecord) record = NULL;

  if (*cam_record_get_title (invitation) != '\0')
    return g_strdup (cam_record_get_title (invitation));
  if (organisation != NULL)
    record = cam_store_dup_record (store, CAM_TYPE_ORGANISATION, organisation, NULL);
  else if (person != NULL)
    record = cam_store_dup_record (store, CAM_TYPE_PERSON, person, NULL);
  if (record == NULL || cam_record_is_deleted (record))
    return g_strdup (_("Somebody who is not in this file"));
  return g_strdup (cam_record_get_title (record));
}

static gint64
get_places (CamRecord *invitation)
{
  gint64 places = cam_record_get_integer (invitation, CAM_EVENT_INVITATION_PLACES);

  return places == CAM_INTEGER_NONE ? 1 : CLAMP (places, 0, 1000000);
}

static char *
describe_reply (CamRecord *invitation)
{
  const char *reply = cam_record_get_text (invitation, CAM_EVENT_INVITATION_REPLY);
  guint places = (guint) get_places (invitation);
  g_autofree char *taken = g_strdup_printf (ngettext ("%u place", "%u places", places), places);

  if (reply == NULL || g_str_equal (reply, "none"))
    return g_strdup (_("No reply yet"));
  if (g_str_equal (reply, "no"))
    return g_strdup (_("Does not come"));
  /* Translators: comes or may come, and how many places that takes */
  return g_strdup_printf (g_str_equal (reply, "yes") ? _("Comes · %s") : _("May come · %s"), taken);
}

/* That somebody is not to be contacted is said and hinders nobody: they may have asked to be invited. */
static char *
dup_about (CamStore  *store,
           CamRecord *invitation)
{
  const char *person = cam_record_get_text (invitation, CAM_EVENT_INVITATION_PERSON_UUID);
  g_autofree char *reply = describe_reply (invitation);

  if (person == NULL || cam_partner_may_contact (store, person))
    return g_steal_pointer (&reply);
  return g_strconcat (reply, "\n", _("Not to be contacted"), NULL);
}

static void
set_summary (CamPlanGroup *self,
             guint         n,
             gint64        n_taken)
{
  gint64 capacity = cam_record_get_integer (cam_plan_group_get_record (self), CAM_EVENT_CAPACITY);
  guint taken = (guint) MIN (n_taken, 100000000);
  g_autofree char *invited = g_strdup_printf (ngettext ("%u invited", "%u invited", n), n);
  g_autofree char *places = NULL;
  g_autofree char *summary = NULL;

  if (n == 0)
    {
      cam_plan_group_set_summary (self, _("None yet"));
      return;
    }
  if (capacity != CAM_INTEGER_NONE)
    /* Translators: how many places are taken, and how many there are */
    places = g_strdup_printf (_("%1$u of %2$u places taken"), taken, (guint) CLAMP (capacity, 0, 100000000));
  else
    places = g_strdup_printf (ngettext ("%u place taken", "%u places taken", taken), taken);
  summary = g_strconcat (invited, ", ", places, NULL);
  cam_plan_group_set_summary (self, summary);
}

static void
cam_event_invitations_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  CamStore *store = cam_plan_group_get_store (self);
  g_autoptr(CamQuery) query = cam_query_new (store, CAM_TYPE_EVENT_INVITATION, "event_uuid = ?1", "name", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  gint64 n_taken = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) invitation = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *name = dup_name (store, invitation);
      g_autofree char *about = dup_about (store, invitation);
      GtkWidget *row = cam_plan_group_add_words (self, name, about);

      if (g_strcmp0 (cam_record_get_text (invitation, CAM_EVENT_INVITATION_REPLY), "yes") == 0)
        n_taken += get_places (invitation);
      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Invitation Off"), "invitations.remove",
                                 cam_record_get_uuid (invitation));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), invitation);
    }
  set_summary (self, n, n_taken);
}

static void
cam_event_invitations_group_class_init (CamEventInvitationsGroupClass *klass)
{
  static const char *const tables[] = { "event_invitation", "event", "organisation", "person", "person_consent", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_invitations_group_show;
  gtk_widget_class_install_action (widget_class, "invitations.partner", NULL, partner_action);
  gtk_widget_class_install_action (widget_class, "invitations.person", NULL, person_action);
  gtk_widget_class_install_action (widget_class, "invitations.remove", "s", remove_action);
}

static void
cam_event_invitations_group_init (CamEventInvitationsGroup *self)
{
  CamPlanGroup *group = CAM_PLAN_GROUP (self);

  cam_plan_group_add_command (group, _("Invite a _Partner…"), "invitations.partner");
  cam_plan_group_add_command (group, _("Invite a P_erson…"), "invitations.person");
  cam_plan_group_add_entry (group, _("Invite somebody else by name"), G_CALLBACK (typed_cb));
}
