/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-corporate-group.h"

#include "cam-corporate-priority.h"
#include "cam-field-row.h"
#include "cam-query.h"

#include <glib/gi18n.h>

struct _CamCorporateGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamCorporateGroup, cam_corporate_group, CAM_TYPE_PLAN_GROUP)

static void
ticked_cb (CamRecord      *priority,
           GtkCheckButton *check)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (gtk_widget_get_ancestor (GTK_WIDGET (check), CAM_TYPE_PLAN_GROUP));

  cam_plan_group_apply (self, cam_activity_change_new_link (cam_plan_group_get_uuid (self), CAM_ACTIVITY_LINK_CORPORATE,
                                                            cam_record_get_uuid (priority),
                                                            gtk_check_button_get_active (check)), NULL);
}

static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamCorporatePriority) priority = cam_corporate_priority_new ();
  g_autofree char *name = cam_plan_group_take_typed (row);

  if (name == NULL)
    return;
  cam_record_set_text (CAM_RECORD (priority), CAM_CORPORATE_PRIORITY_NAME, name);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (priority), _("Add corporate priority"));
}

/* The uuids of those that it serves. */
static GHashTable *
read_served (CamPlanGroup *self)
{
  const char *columns[] = { "corporate_priority_uuid", NULL };
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  GHashTable *served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(CamCursor) cursor = cam_store_select (cam_plan_group_get_store (self), "activity_corporate", columns,
                                                  "WHERE activity_uuid = ?1 AND deleted = 0", is, 1, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_add (served, g_strdup (cam_cursor_get_text (cursor, 0)));
  return served;
}

static void
add_priority (CamPlanGroup *self,
              CamRecord    *priority,
              gboolean      is_served)
{
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (priority), NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "active", is_served, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_set_sensitive (check, !cam_store_get_read_only (cam_plan_group_get_store (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, cam_record_get_title (priority),
                                  -1);
  cam_plan_group_connect (check, "toggled", G_CALLBACK (ticked_cb), priority);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
}

static void
cam_corporate_group_show (CamPlanGroup *self)
{
  g_autoptr(GHashTable) served = read_served (self);
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_CORPORATE_PRIORITY, NULL,
                                             "coalesce (position, 9223372036854775807), name", NULL, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  guint n_served = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) priority = g_list_model_get_item (G_LIST_MODEL (query), i);
      gboolean is_served = g_hash_table_contains (served, cam_record_get_uuid (priority));

      n_served += is_served;
      add_priority (self, priority, is_served);
    }
  if (n_served > 0)
    /* Translators: how many corporate priorities an activity serves */
    summary = g_strdup_printf (ngettext ("Serves %u", "Serves %u", n_served), n_served);
  cam_plan_group_set_summary (self, summary != NULL ? summary : _("Serves none yet"));
}

static void
cam_corporate_group_class_init (CamCorporateGroupClass *klass)
{
  static const char *const tables[] = { "activity_corporate", "corporate_priority", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_corporate_group_show;
}

static void
cam_corporate_group_init (CamCorporateGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a corporate priority"), G_CALLBACK (typed_cb));
}
