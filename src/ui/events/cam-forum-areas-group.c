/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-forum-areas-group.h"

#include "cam-area.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-forum-area.h"
#include "cam-pick-dialog.h"
#include "cam-query.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

struct _CamForumAreasGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamForumAreasGroup, cam_forum_areas_group, CAM_TYPE_PLAN_GROUP)

typedef struct
{
  char *forum;
  char *area;
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_free (link->forum);
  g_free (link->area);
  g_free (link);
}

static void
chosen_cb (GtkWidget  *owner,
           CamRecord  *record,
           const char *name)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (owner);
  g_autoptr(CamForumArea) link = cam_forum_area_new ();

  if (record == NULL)
    return;
  cam_record_set_text (CAM_RECORD (link), CAM_FORUM_AREA_FORUM_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (link), CAM_FORUM_AREA_AREA_UUID, cam_record_get_uuid (record));
  cam_field_save (owner, cam_plan_group_get_store (self), CAM_RECORD (link), _("Add area to forum"));
}

static char *
dup_level (CamRecord *area)
{
  return cam_format_level (cam_record_get_text (area, CAM_AREA_LEVEL));
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_pick_dialog_choose (widget, cam_plan_group_get_store (self), CAM_TYPE_AREA, _("Which Area Is It Of?"),
                          "NOT EXISTS (SELECT 1 FROM forum_area f WHERE f.forum_uuid = ?2 AND f.deleted = 0"
                          " AND f.area_uuid = area.uuid)",
                          cam_plan_group_get_uuid (self), dup_level, FALSE, chosen_cb);
}

/* Two copies may both have linked the two. */
static gboolean
remove_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Link *link = data;
  const char *columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (link->forum), cam_text (link->area) };
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(CamCursor) cursor = NULL;
  g_autoptr(GError) local_error = NULL;

  cursor = cam_writer_select (writer, "forum_area", columns, "WHERE forum_uuid = ?1 AND area_uuid = ?2 AND deleted = 0", is, 2,
                              error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < uuids->len; i++)
    if (!cam_writer_delete (writer, "forum_area", g_ptr_array_index (uuids, i), error))
      return FALSE;
  return TRUE;
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    {
      cam_tell_failure (widget, error);
      return;
    }
  dialog = gtk_widget_get_ancestor (widget, CAM_TYPE_RECORD_DIALOG);
  if (dialog != NULL)
    cam_record_dialog_show_message (CAM_RECORD_DIALOG (dialog), _("Area taken off"), TRUE);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  Link *link = g_new0 (Link, 1);

  link->forum = g_strdup (cam_plan_group_get_uuid (self));
  link->area = g_variant_dup_string (parameter, NULL);
  cam_store_write_async (cam_plan_group_get_store (self), _("Take area off forum"), remove_cb, link, link_free, NULL,
                         removed_cb, g_object_ref (widget));
}

static void
cam_forum_areas_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;
  g_autofree char *summary = NULL;
  guint n = 0;

  query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_AREA,
                         "uuid IN (SELECT area_uuid FROM forum_area WHERE forum_uuid = ?1 AND deleted = 0)", "name", is, 1);
  n = g_list_model_get_n_items (G_LIST_MODEL (query));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) area = g_list_model_get_item (G_LIST_MODEL (query), i);
      g_autofree char *level = dup_level (area);
      GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (area), level);

      if (i == 0)
        summary = g_strdup (cam_record_get_title (area));
      cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Area Off"), "forum-areas.remove",
                                 cam_record_get_uuid (area));
    }
  if (n > 1)
    {
      g_free (summary);
      summary = g_strdup_printf (ngettext ("%u area", "%u areas", n), n);
    }
  cam_plan_group_set_summary (self, n > 0 ? summary : _("None yet: it counts where its venue is"));
}

static void
cam_forum_areas_group_class_init (CamForumAreasGroupClass *klass)
{
  static const char *const tables[] = { "forum_area", "area", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_forum_areas_group_show;
  gtk_widget_class_install_action (widget_class, "forum-areas.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "forum-areas.remove", "s", remove_action);
}

static void
cam_forum_areas_group_init (CamForumAreasGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add an _Area…"), "forum-areas.choose");
}
