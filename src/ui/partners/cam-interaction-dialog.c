/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-interaction-dialog.h"

#include "cam-area.h"
#include "cam-event.h"
#include "cam-field-row.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-person.h"
#include "cam-reference-row.h"
#include "cam-talk-people-group.h"

#include <glib/gi18n.h>

struct _CamInteractionDialog
{
  CamRecordDialog  parent_instance;

  GtkWidget       *done_row;

  gboolean         is_following;  /* the switch is being set by the program */
};

G_DEFINE_FINAL_TYPE (CamInteractionDialog, cam_interaction_dialog, CAM_TYPE_RECORD_DIALOG)

static CamRecord *
get_record (CamInteractionDialog *self)
{
  return cam_record_dialog_get_record (CAM_RECORD_DIALOG (self));
}

static CamStore *
get_store (CamInteractionDialog *self)
{
  return cam_record_dialog_get_store (CAM_RECORD_DIALOG (self));
}

static void
follow_done (CamInteractionDialog *self)
{
  self->is_following = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->done_row),
                             !cam_record_is_null (get_record (self), CAM_INTERACTION_FOLLOW_UP_DONE_ON));
  self->is_following = FALSE;
}

static void
done_cb (CamInteractionDialog *self)
{
  g_autofree char *today = cam_partner_dup_today ();

  if (self->is_following)
    return;
  cam_partner_apply (GTK_WIDGET (self), get_store (self),
                     cam_partner_work_new_follow_up (cam_record_get_uuid (get_record (self)),
                                                     adw_switch_row_get_active (ADW_SWITCH_ROW (self->done_row)) ? today
                                                                                                                 : NULL),
                     NULL, NULL);
}

static void
cam_interaction_dialog_class_init (CamInteractionDialogClass *klass)
{
}

static void
cam_interaction_dialog_init (CamInteractionDialog *self)
{
}

static AdwPreferencesGroup *
add_group (CamInteractionDialog *self,
           const char           *title)
{
  AdwPreferencesGroup *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  cam_record_dialog_add_group (CAM_RECORD_DIALOG (self), group);
  return group;
}

static void
add_reference (CamInteractionDialog *self,
               AdwPreferencesGroup  *group,
               const char           *column,
               GType                 type,
               const char           *question)
{
  adw_preferences_group_add (group, cam_reference_row_new (get_store (self), get_record (self), column, type, question,
                                                           cam_partner_describe, _("Change conversation")));
}

static void
add_fields (CamInteractionDialog *self,
            AdwPreferencesGroup  *group,
            const char *const    *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    adw_preferences_group_add (group, cam_field_row_new (get_store (self), get_record (self), columns[i],
                                                         _("Change conversation"), NULL));
}

AdwDialog *
cam_interaction_dialog_new (CamStore       *store,
                            CamInteraction *interaction)
{
  static const char *const what[] = { "kind", "happened_on", "name", "body", NULL };
  static const char *const next[] = { "follow_up", "follow_up_on", "follow_up_owner", NULL };
  CamInteractionDialog *self = g_object_new (CAM_TYPE_INTERACTION_DIALOG, NULL);
  AdwPreferencesGroup *group = NULL;

  cam_record_dialog_set_record (CAM_RECORD_DIALOG (self), store, CAM_RECORD (interaction), _("Change conversation"),
                                _("Delete conversation"));
  add_fields (self, add_group (self, ""), what);
  group = add_group (self, _("With Whom"));
  add_reference (self, group, "person_uuid", CAM_TYPE_PERSON, _("With Whom?"));
  cam_partner_add_page (cam_record_dialog_get_view (CAM_RECORD_DIALOG (self)), group, _("Others Who Took Part"),
                        g_object_new (CAM_TYPE_TALK_PEOPLE_GROUP, NULL), store, CAM_RECORD (interaction));
  add_reference (self, group, "organisation_uuid", CAM_TYPE_ORGANISATION, _("Which Organisation?"));
  add_reference (self, group, "area_uuid", CAM_TYPE_AREA, _("About Which Area?"));
  add_reference (self, group, "event_uuid", CAM_TYPE_EVENT, _("At Which Event?"));
  group = add_group (self, _("What Follows"));
  add_fields (self, group, next);
  self->done_row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", _("Done"), "sensitive", !cam_store_get_read_only (store), NULL);
  follow_done (self);
  g_signal_connect_object (self->done_row, "notify::active", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (interaction, "notify::follow-up-done-on", G_CALLBACK (follow_done), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, self->done_row);
  return ADW_DIALOG (self);
}
