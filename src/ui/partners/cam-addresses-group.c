/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-addresses-group.h"

#include "cam-field-row.h"
#include "cam-organisation-address.h"
#include "cam-place-row.h"
#include "cam-query.h"
#include "cam-venue.h"

#include <glib/gi18n.h>

struct _CamAddressesGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAddressesGroup, cam_addresses_group, CAM_TYPE_PLAN_GROUP)

static void show_page (CamPlanGroup *self,
                       CamRecord    *address);

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autofree char *typed = cam_plan_group_take_typed (row);
  g_autoptr(CamRecord) address = NULL;

  if (typed == NULL)
    return;
  address = CAM_RECORD (cam_organisation_address_new ());
  cam_record_set_text (address, CAM_ORGANISATION_ADDRESS_ORGANISATION_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (address, CAM_ORGANISATION_ADDRESS_ADDRESS, typed);
  /* What is missing is the postcode, and where it is. */
  cam_plan_group_add (self, address, _("Add address of partner"), show_page);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "organisation_address", g_variant_get_string (parameter, NULL),
                         _("Delete address of partner"), _("Address taken off"));
}

static void
follow_place (CamRecord *address,
              GtkWidget *button)
{
  double lat = 0, lon = 0;

  gtk_widget_set_visible (button, cam_venue_read_point (cam_record_get_blob (address, CAM_ORGANISATION_ADDRESS_GEOM), &lat,
                                                        &lon));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(dd)", lat, lon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-point");
}

static void
place_changed_cb (GtkWidget  *button,
                  GParamSpec *pspec,
                  CamRecord  *address)
{
  follow_place (address, button);
}

static void
show_page (CamPlanGroup *self,
           CamRecord    *address)
{
  CamStore *store = cam_plan_group_get_store (self);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *buttons = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *button = g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("_Show on the Map"), "use-underline", TRUE, NULL);
  const char *title = cam_record_get_text (address, CAM_ORGANISATION_ADDRESS_ADDRESS);

  adw_preferences_group_add (group, cam_field_row_new (store, address, "address", _("Change address of partner"), NULL));
  adw_preferences_group_add (group, cam_place_row_new_postcode (store, address, "postcode", "geom",
                                                                _("Change address of partner")));
  adw_preferences_group_add (group, cam_place_row_new (store, address, "geom", _("Change address of partner")));
  adw_preferences_group_add (group, cam_field_row_new (store, address, "label", _("Change address of partner"), NULL));
  adw_preferences_group_add (buttons, button);
  follow_place (address, button);
  g_signal_connect_object (address, "notify::geom", G_CALLBACK (place_changed_cb), button, G_CONNECT_SWAPPED);
  cam_plan_group_push (GTK_WIDGET (self), title != NULL && *title != '\0' ? title : _("Address"), group, buttons, NULL);
}

static void
opened_cb (CamRecord *address,
           GtkWidget *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);

  if (self != NULL)
    show_page (CAM_PLAN_GROUP (self), address);
}

static void
add_address (CamPlanGroup *self,
             CamRecord    *address)
{
  const char *text = cam_record_get_text (address, CAM_ORGANISATION_ADDRESS_ADDRESS);
  const char *postcode = cam_record_get_text (address, CAM_ORGANISATION_ADDRESS_POSTCODE);
  const char *label = cam_record_get_text (address, CAM_ORGANISATION_ADDRESS_LABEL);
  gboolean is_placed = cam_record_get_blob (address, CAM_ORGANISATION_ADDRESS_GEOM) != NULL;
  g_autoptr(GString) about = g_string_new (label);
  GtkWidget *row = NULL;

  if (text == NULL || *text == '\0')
    text = postcode != NULL && *postcode != '\0' ? postcode : _("Address");
  else if (postcode != NULL && *postcode != '\0')
    g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", postcode);
  g_string_append_printf (about, "%s%s", about->len > 0 ? " · " : "", is_placed ? _("on the map") : _("not on the map yet"));
  row = cam_plan_group_add_words (self, text, about->str);
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Address Off"), "addresses.remove",
                             cam_record_get_uuid (address));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), address);
}

static void
cam_addresses_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_ORGANISATION_ADDRESS,
                                             "organisation_uuid = ?1", "coalesce (position, 9223372036854775807)", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) address = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_address (self, address);
      if (i == 0)
        summary = g_strdup (cam_record_get_text (address, CAM_ORGANISATION_ADDRESS_ADDRESS));
    }
  if (n > 1 || (n == 1 && (summary == NULL || *summary == '\0')))
    {
      g_free (summary);
      summary = g_strdup_printf (ngettext ("%u address", "%u addresses", n), n);
    }
  cam_plan_group_set_summary (self, n > 0 ? summary : _("None yet"));
}

static void
cam_addresses_group_class_init (CamAddressesGroupClass *klass)
{
  static const char *const tables[] = { "organisation_address", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_addresses_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "addresses.remove", "s", remove_action);
}

static void
cam_addresses_group_init (CamAddressesGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add an address"), G_CALLBACK (typed_cb));
}
