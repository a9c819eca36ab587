/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-chain-group.h"

#include "cam-chain.h"
#include "cam-plan-dialogs.h"

#include <glib/gi18n.h>

/* Of each step; how many there are is said where they are more. */
#define MAX_SHOWN 20u

struct _CamChainGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamChainGroup, cam_chain_group, CAM_TYPE_PLAN_GROUP)

static const char *
get_step_name (CamChainStep step)
{
  switch (step)
    {
    case CAM_CHAIN_ACTIVITY:
      return _("Activity");
    case CAM_CHAIN_OUTPUT:
      return _("Output: what is counted");
    case CAM_CHAIN_OUTCOME:
      return _("Outcome");
    case CAM_CHAIN_CHANGE:
      return _("What says whether the outcome is reached");
    case CAM_CHAIN_IMPACT:
    default:
      return _("Impact");
    }
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  const char *table = NULL;
  const char *uuid = NULL;

  g_variant_get (parameter, "(&s&s)", &table, &uuid);
  cam_plan_open (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (widget)), table, uuid);
}

static void
add_item (CamPlanGroup *self,
          CamTrackItem *item,
          CamChainStep  step)
{
  const char *uuid = cam_track_item_get_uuid (item);
  const char *title = cam_track_item_get_title (item);
  GtkWidget *row = cam_plan_group_add_words (self, title != NULL && *title != '\0' ? title : _("Not described yet"),
                                             get_step_name (step));

  /* The form that is open already leads nowhere. */
  if (g_strcmp0 (uuid, cam_plan_group_get_uuid (self)) == 0)
    return;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", cam_track_item_get_table (item), uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "chain.open");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
}

static void
add_step (CamPlanGroup *self,
          CamChain     *chain,
          CamChainStep  step)
{
  GPtrArray *items = chain->steps[step];

  for (guint i = 0; i < MIN (items->len, MAX_SHOWN); i++)
    add_item (self, g_ptr_array_index (items, i), step);
  if (items->len > MAX_SHOWN)
    {
      /* Translators: how many are shown, and how many there are */
      g_autofree char *more = g_strdup_printf (_("The first %1$u of %2$u."), MAX_SHOWN, items->len);

      cam_plan_group_add_words (self, more, get_step_name (step));
    }
  if (chain->missing[step] != NULL)
    {
      GtkWidget *row = cam_plan_group_add_words (self, chain->missing[step], get_step_name (step));

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                                     NULL));
    }
}

static void
cam_chain_group_show (CamPlanGroup *self)
{
  const char *table = CAM_RECORD_GET_CLASS (cam_plan_group_get_record (self))->table;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamChain) chain = cam_chain_load (cam_plan_group_get_store (self), table, cam_plan_group_get_uuid (self),
                                              &error);
  const char *missing = NULL;

  if (chain == NULL)
    {
      g_debug ("No chain: %s", error->message);
      cam_plan_group_set_summary (self, NULL);
      return;
    }
  for (guint i = 0; i < CAM_N_CHAIN_STEPS; i++)
    {
      add_step (self, chain, i);
      if (missing == NULL)
        missing = chain->missing[i];
    }
  cam_plan_group_set_summary (self, missing != NULL ? missing : _("From activity to impact nothing is missing"));
}

static void
cam_chain_group_class_init (CamChainGroupClass *klass)
{
  static const char *const tables[] = { "activity", "outcome", "measure", "assessment", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_chain_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "chain.open", "(ss)", open_action);
}

static void
cam_chain_group_init (CamChainGroup *self)
{
}
