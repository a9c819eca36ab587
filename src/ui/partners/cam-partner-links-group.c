/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-links-group.h"

#include "cam-area.h"
#include "cam-pick-dialog.h"
#include "cam-priority.h"
#include "cam-query.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 200u

struct _CamPartnerLinksGroup
{
  CamPlanGroup   parent_instance;

  CamPartnerLink kind;
};

G_DEFINE_FINAL_TYPE (CamPartnerLinksGroup, cam_partner_links_group, CAM_TYPE_PLAN_GROUP)

typedef struct
{
  GType     (*target_type) (void);
  const char *linked;    /* of the targets; ?1 is the partner */
  const char *free;      /* which ones may be chosen; ?2 is the partner */
  const char *command;
  const char *question;
  const char *remove;
  const char *removed;
} Kind;

static const Kind kinds[] = {
  [CAM_PARTNER_LINK_ORGANISATION_AREA] = { cam_area_get_type,
    "uuid IN (SELECT area_uuid FROM organisation_area WHERE organisation_uuid = ?1 AND deleted = 0)",
    "status <> 'ended' AND NOT EXISTS (SELECT 1 FROM organisation_area l WHERE l.organisation_uuid = ?2"
    " AND l.deleted = 0 AND l.area_uuid = area.uuid)",
    N_("Add an _Area…"), N_("Where Do They Work?"), N_("Take This Area Off"), N_("Area taken off") },
  [CAM_PARTNER_LINK_ORGANISATION_PRIORITY] = { cam_priority_get_type,
    "uuid IN (SELECT priority_uuid FROM organisation_priority WHERE organisation_uuid = ?1 AND deleted = 0)",
    "NOT EXISTS (SELECT 1 FROM organisation_priority l WHERE l.organisation_uuid = ?2"
    " AND l.deleted = 0 AND l.priority_uuid = priority.uuid)",
    N_("Add a _Priority…"), N_("Which Priority Do They Contribute To?"), N_("Take This Priority Off"),
    N_("Priority taken off") },
  [CAM_PARTNER_LINK_PERSON_AREA] = { cam_area_get_type,
    "uuid IN (SELECT area_uuid FROM person_area WHERE person_uuid = ?1 AND deleted = 0)",
    "status <> 'ended' AND NOT EXISTS (SELECT 1 FROM person_area l WHERE l.person_uuid = ?2"
    " AND l.deleted = 0 AND l.area_uuid = area.uuid)",
    N_("Add an _Area…"), N_("Where Do They Work?"), N_("Take This Area Off"), N_("Area taken off") },
};

static const Kind *
get_kind (CamPartnerLinksGroup *self)
{
  return &kinds[self->kind];
}

static void
set_link (CamPartnerLinksGroup *self,
          const char           *other,
          gboolean              set)
{
  CamPlanGroup *group = CAM_PLAN_GROUP (self);

  cam_partner_apply (GTK_WIDGET (self), cam_plan_group_get_store (group),
                     cam_partner_work_new_link (self->kind, cam_plan_group_get_uuid (group), other, set),
                     set ? NULL : _(get_kind (self)->removed), NULL);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  if (record != NULL)
    set_link (CAM_PARTNER_LINKS_GROUP (owner), cam_record_get_uuid (record), TRUE);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *group = CAM_PLAN_GROUP (widget);
  const Kind *kind = get_kind (CAM_PARTNER_LINKS_GROUP (widget));

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (group), kind->target_type (), _(kind->question), kind->free,
                          cam_plan_group_get_uuid (group), cam_partner_describe, FALSE, chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  set_link (CAM_PARTNER_LINKS_GROUP (widget), g_variant_get_string (parameter, NULL), FALSE);
}

static void
set_summary (CamPlanGroup *group,
             GPtrArray    *names,
             guint         n)
{
  g_autofree char *summary = NULL;

  if (n > 3 && names->len >= 2)
    /* Translators: two names, and how many more there are */
    summary = g_strdup_printf (_("%1$s, %2$s and %3$u more"), (const char *) names->pdata[0],
                               (const char *) names->pdata[1], n - 2);
  g_ptr_array_add (names, NULL);
  if (summary == NULL)
    summary = names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (group, summary);
}

static void
cam_partner_links_group_show (CamPlanGroup *group)
{
  CamPartnerLinksGroup *self = CAM_PARTNER_LINKS_GROUP (group);
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (group)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (group), get_kind (self)->target_type (),
                                             get_kind (self)->linked, "name", is, 1);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));

  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      g_autoptr(CamRecord) target = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *about = cam_partner_describe (target);
      GtkWidget *row = cam_plan_group_add_words (group, cam_record_get_title (target), about);

      cam_plan_group_add_button (group, row, "list-remove-symbolic", _(get_kind (self)->remove), "links.remove",
                                 cam_record_get_uuid (target));
      g_ptr_array_add (names, g_strdup (cam_record_get_title (target)));
    }
  set_summary (group, names, n);
}

static void
cam_partner_links_group_class_init (CamPartnerLinksGroupClass *klass)
{
  static const char *const tables[] = { "organisation_area", "organisation_priority", "person_area", "area", "priority",
                                        NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_partner_links_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "links.choose", NULL, choose_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "links.remove", "s", remove_action);
}

static void
cam_partner_links_group_init (CamPartnerLinksGroup *self)
{
}

CamPartnerLinksGroup *
cam_partner_links_group_new (CamPartnerLink kind)
{
  CamPartnerLinksGroup *self = g_object_new (CAM_TYPE_PARTNER_LINKS_GROUP, NULL);

  self->kind = kind;
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _(kinds[kind].command), "links.choose");
  return self;
}
