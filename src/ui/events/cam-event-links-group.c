/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-links-group.h"

#include "cam-area.h"
#include "cam-event-area.h"
#include "cam-event-dialog-apply.h"
#include "cam-event-partner.h"
#include "cam-event-person.h"
#include "cam-event-priority.h"
#include "cam-format.h"
#include "cam-organisation.h"
#include "cam-person.h"
#include "cam-pick-dialog.h"
#include "cam-priority.h"
#include "cam-query.h"
#include "cam-words.h"

#include <glib/gi18n.h>

struct _CamEventLinksGroup
{
  CamPlanGroup parent_instance;

  CamEventLink kind;
};

G_DEFINE_FINAL_TYPE (CamEventLinksGroup, cam_event_links_group, CAM_TYPE_PLAN_GROUP)

#define NO_COLUMN (-1)

typedef struct
{
  GType     (*link_type)   (void);
  GType     (*target_type) (void);
  int         role;           /* column of the link that says as what */
  guint       other;          /* column of the link */
  const char *command;
  const char *question;
  const char *remove;
  const char *removed;
  const char *free;           /* which ones may be chosen; ?2 is the event */
} Kind;

static const Kind kinds[] = {
  [CAM_EVENT_LINK_AREA] = { cam_event_area_get_type, cam_area_get_type, NO_COLUMN, CAM_EVENT_AREA_AREA_UUID,
    N_("Add an _Area…"), N_("Which Area Is It For?"), N_("Take This Area Off"), N_("Area taken off"),
    "status <> 'ended' AND NOT EXISTS (SELECT 1 FROM event_area l WHERE l.event_uuid = ?2 AND l.deleted = 0"
    " AND l.area_uuid = area.uuid)" },
  [CAM_EVENT_LINK_PRIORITY] = { cam_event_priority_get_type, cam_priority_get_type, NO_COLUMN,
    CAM_EVENT_PRIORITY_PRIORITY_UUID,
    N_("Add a _Priority…"), N_("Which Priority Does It Serve?"), N_("Take This Priority Off"), N_("Priority taken off"),
    "NOT EXISTS (SELECT 1 FROM event_priority l WHERE l.event_uuid = ?2 AND l.deleted = 0"
    " AND l.priority_uuid = priority.uuid)" },
  [CAM_EVENT_LINK_PARTNER] = { cam_event_partner_get_type, cam_organisation_get_type, CAM_EVENT_PARTNER_ROLE,
    CAM_EVENT_PARTNER_ORGANISATION_UUID,
    N_("Add a _Partner…"), N_("Which Partner Takes Part?"), N_("Take This Partner Off"), N_("Partner taken off"),
    "NOT EXISTS (SELECT 1 FROM event_partner l WHERE l.event_uuid = ?2 AND l.deleted = 0"
    " AND l.organisation_uuid = organisation.uuid)" },
  [CAM_EVENT_LINK_PERSON] = { cam_event_person_get_type, cam_person_get_type, CAM_EVENT_PERSON_ROLE,
    CAM_EVENT_PERSON_PERSON_UUID,
    N_("Add a _Person…"), N_("Who Has a Part in It?"), N_("Take This Person Off"), N_("Person taken off"),
    "NOT EXISTS (SELECT 1 FROM event_person l WHERE l.event_uuid = ?2 AND l.deleted = 0"
    " AND l.person_uuid = person.uuid)" },
};

static const Kind *
get_kind (CamEventLinksGroup *self)
{
  return &kinds[self->kind];
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamEventLinksGroup *self = CAM_EVENT_LINKS_GROUP (owner);
  const char *event = cam_plan_group_get_uuid (CAM_PLAN_GROUP (self));
  CamEventWork *change = NULL;

  if (record != NULL)
    change = cam_event_work_new_link (event, self->kind, cam_record_get_uuid (record), TRUE);
  else
    change = cam_event_work_new_link_named (event, self->kind, name);
  cam_event_apply (owner, cam_plan_group_get_store (CAM_PLAN_GROUP (self)), change, NULL, NULL);
}

/* What tells two of one name apart. */
static char *
describe (CamRecord *record)
{
  if (CAM_IS_AREA (record))
    return cam_format_level (cam_record_get_text (record, CAM_AREA_LEVEL));
  if (CAM_IS_ORGANISATION (record))
    return g_strdup (cam_record_get_text (record, CAM_ORGANISATION_SECTOR));
  if (CAM_IS_PERSON (record))
    return g_strdup (cam_record_get_text (record, CAM_PERSON_JOB_TITLE));
  return NULL;
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamEventLinksGroup *self = CAM_EVENT_LINKS_GROUP (widget);
  const Kind *kind = get_kind (self);
  gboolean can_add = self->kind == CAM_EVENT_LINK_PARTNER || self->kind == CAM_EVENT_LINK_PERSON;

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (self)), kind->target_type (),
                          _(kind->question), kind->free, cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), describe, can_add,
                          chosen_cb);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamEventLinksGroup *self = CAM_EVENT_LINKS_GROUP (widget);

  cam_event_apply (widget, cam_plan_group_get_store (CAM_PLAN_GROUP (self)),
                   cam_event_work_new_link (cam_plan_group_get_uuid (CAM_PLAN_GROUP (self)), self->kind,
                                              g_variant_get_string (parameter, NULL), FALSE),
                   _(get_kind (self)->removed), NULL);
}

static void
opened_cb (CamRecord *link,
           GtkWidget *row)
{
  static const char *const columns[] = { "role", NULL };
  GtkWidget *group = gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP);

  if (group != NULL)
    cam_plan_group_edit (CAM_PLAN_GROUP (group), link, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                         _("Change part taken"), columns);
}

static char *
dup_about (CamEventLinksGroup *self,
           CamRecord          *link,
           CamRecord          *target)
{
  const char *role = get_kind (self)->role != NO_COLUMN ? cam_record_get_text (link, (guint) get_kind (self)->role) : NULL;
  const char *words = role != NULL && *role != '\0' ? cam_words_find_plan_word ("role", role) : NULL;

  if (words != NULL)
    return g_strdup (words);
  return role != NULL && *role != '\0' ? g_strdup (role) : describe (target);
}

/* The name of what is linked, NULL where it is not in the file. */
static const char *
add_link (CamEventLinksGroup *self,
          CamRecord          *link)
{
  CamPlanGroup *group = CAM_PLAN_GROUP (self);
  const Kind *kind = get_kind (self);
  const char *uuid = cam_record_get_text (link, kind->other);
  g_autoptr(CamRecord) target = NULL;
  g_autofree char *about = NULL;
  GtkWidget *row = NULL;

  target = uuid != NULL ? cam_store_dup_record (cam_plan_group_get_store (group), kind->target_type (), uuid, NULL) : NULL;
  if (target == NULL || cam_record_is_deleted (target))
    return NULL;
  about = dup_about (self, link, target);
  row = cam_plan_group_add_words (group, cam_record_get_title (target), about);
  cam_plan_group_add_button (group, row, "list-remove-symbolic", _(kind->remove), "links.remove", uuid);
  if (kind->role != NO_COLUMN)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), link);
    }
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static void
cam_event_links_group_show (CamPlanGroup *group)
{
  CamEventLinksGroup *self = CAM_EVENT_LINKS_GROUP (group);
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (group)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (group), get_kind (self)->link_type (),
                                             "event_uuid = ?1", NULL, is, 1);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) link = g_list_model_get_item (G_LIST_MODEL (query), i);
      const char *name = add_link (self, link);

      if (name != NULL)
        g_ptr_array_add (names, (gpointer) name);
    }
  if (names->len > 3)
    /* Translators: two names, and how many more there are */
    summary = g_strdup_printf (_("%1$s, %2$s and %3$u more"), (const char *) names->pdata[0],
                               (const char *) names->pdata[1], names->len - 2);
  g_ptr_array_add (names, NULL);
  if (summary == NULL)
    summary = names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : g_strdup (_("None yet"));
  cam_plan_group_set_summary (group, summary);
}

static void
cam_event_links_group_class_init (CamEventLinksGroupClass *klass)
{
  static const char *const tables[] = { "event_area", "event_priority", "event_partner", "event_person", "area", "priority",
                                        "organisation", "person", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_event_links_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "links.choose", NULL, choose_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "links.remove", "s", remove_action);
}

static void
cam_event_links_group_init (CamEventLinksGroup *self)
{
}

CamEventLinksGroup *
cam_event_links_group_new (CamEventLink kind)
{
  CamEventLinksGroup *self = g_object_new (CAM_TYPE_EVENT_LINKS_GROUP, NULL);

  self->kind = kind;
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _(kinds[kind].command), "links.choose");
  return self;
}
