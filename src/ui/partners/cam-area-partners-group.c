/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-partners-group.h"

#include "cam-format.h"
#include "cam-timeline-group.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamAreaPartnersGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *partners_row;
  GtkWidget           *timeline_row;

  CamStore            *store;
  char                *area;
  guint                refresh_id;
};

G_DEFINE_FINAL_TYPE (CamAreaPartnersGroup, cam_area_partners_group, ADW_TYPE_PREFERENCES_GROUP)

/* Those that say this very area; the list that it leads to has those of wider and of smaller ones, too. */
static guint
count (CamAreaPartnersGroup *self)
{
  const char *columns[] = { "organisation_uuid", NULL };
  const CamValue is[] = { cam_text (self->area) };
  g_autoptr(CamCursor) cursor = NULL;
  guint n = 0;

  cursor = cam_store_select (self->store, "organisation_area", columns,
                             "WHERE area_uuid = ?1 AND deleted = 0 AND organisation_uuid IN (SELECT uuid FROM organisation"
                             " WHERE deleted = 0) GROUP BY organisation_uuid", is, 1, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    n++;
  return n;
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamAreaPartnersGroup *self = user_data;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  self->refresh_id = 0;
  n = count (self);
  number = cam_format_integer (n);
  /* Translators: %s is a number of organisations */
  text = g_strdup_printf (ngettext ("%s works here", "%s work here", n), number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->partners_row), n > 0 ? text : _("None that says so"));
  return G_SOURCE_REMOVE;
}

/* Before the next frame, so that nothing moves in it. */
static void
queue_refresh (CamAreaPartnersGroup *self)
{
  if (self->refresh_id == 0 && self->area != NULL)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 15, refresh_cb, self, NULL);
}

static void
changed_cb (CamAreaPartnersGroup *self,
            CamChanges           *changes)
{
  if (cam_changes_has_table (changes, "organisation_area") || cam_changes_has_table (changes, "organisation"))
    queue_refresh (self);
}

static void
partners_cb (CamAreaPartnersGroup *self)
{
  if (self->area != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-partners", "s", self->area);
}

/* A form of its own: the pane is narrow, and has enough in it. */
static void
timeline_cb (CamAreaPartnersGroup *self)
{
  AdwDialog *dialog = NULL;
  GtkWidget *bar = NULL;
  AdwPreferencesPage *page = NULL;

  if (self->area == NULL)
    return;
  dialog = g_object_new (ADW_TYPE_DIALOG, "title", _("What Happens Here"), "content-width", 560, "content-height", 720, NULL);
  bar = adw_toolbar_view_new ();
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_preferences_page_add (page, cam_timeline_group_new (self->store, CAM_TIMELINE_AREA, self->area));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), GTK_WIDGET (page));
  adw_dialog_set_child (dialog, bar);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
cam_area_partners_group_dispose (GObject *object)
{
  cam_area_partners_group_show (CAM_AREA_PARTNERS_GROUP (object), NULL, NULL);

  G_OBJECT_CLASS (cam_area_partners_group_parent_class)->dispose (object);
}

static void
cam_area_partners_group_class_init (CamAreaPartnersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_area_partners_group_dispose;
}

static GtkWidget *
add_row (CamAreaPartnersGroup *self,
         const char           *title,
         GCallback             activated)
{
  GtkWidget *row = cam_ui_new_row (title, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", activated, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
cam_area_partners_group_init (CamAreaPartnersGroup *self)
{
  self->partners_row = add_row (self, _("Partners"), G_CALLBACK (partners_cb));
  self->timeline_row = add_row (self, _("What Happens Here"), G_CALLBACK (timeline_cb));
}

void
cam_area_partners_group_show (CamAreaPartnersGroup *self,
                              CamStore             *store,
                              const char           *area)
{
  g_return_if_fail (CAM_IS_AREA_PARTNERS_GROUP (self));
  g_return_if_fail ((store == NULL) == (area == NULL));

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != store && self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->store != store && store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->store, store);
  g_set_str (&self->area, area);
  queue_refresh (self);
}
