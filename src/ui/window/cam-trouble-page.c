/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-trouble-page.h"

#include "cam-backup.h"
#include "cam-format.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamTroublePage
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *backups_group;
  GtkListBox          *backups_list;
  AdwStatusPage       *status_page;

  char                *path;
  GPtrArray           *backups;  /* (element-type CamBackup), newest first */
};

G_DEFINE_FINAL_TYPE (CamTroublePage, cam_trouble_page, ADW_TYPE_BIN)

enum
{
  RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell (CamTroublePage *self,
      const GError   *error)
{
  g_autofree char *sentence = cam_format_error (error);

  g_debug ("The file cannot be opened: %s", error->message);
  adw_status_page_set_description (self->status_page, sentence);
}

static GtkWidget *
create_backup_row_cb (gpointer item,
                      gpointer user_data)
{
  GtkWidget *row = cam_ui_new_row (gtk_string_object_get_string (item), NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
list_backups (CamTroublePage *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = cam_backup_list (self->path, &error);
  if (self->backups == NULL)
    g_debug ("No backups: %s", error->message);
  for (guint i = 0; self->backups != NULL && i < self->backups->len; i++)
    {
      CamBackup *backup = g_ptr_array_index (self->backups, i);
      g_autofree char *instant = g_date_time_format_iso8601 (backup->at);
      g_autofree char *when = cam_format_instant (instant);
      g_autofree char *size = g_format_size ((guint64) backup->size);
      g_autofree char *title = g_strconcat (when, " · ", size, NULL);

      gtk_string_list_append (titles, title);
    }
  gtk_list_box_bind_model (self->backups_list, G_LIST_MODEL (titles), create_backup_row_cb, NULL, NULL);
}

static void
row_activated_cb (CamTroublePage *self,
                  GtkListBoxRow  *row)
{
  cam_trouble_page_restore (self, (guint) gtk_list_box_row_get_index (row));
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[RETRY], 0);
}

static void
cam_trouble_page_dispose (GObject *object)
{
  CamTroublePage *self = CAM_TROUBLE_PAGE (object);

  if (self->backups_list != NULL)
    gtk_list_box_bind_model (self->backups_list, NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->backups, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_trouble_page_parent_class)->dispose (object);
}

static void
cam_trouble_page_finalize (GObject *object)
{
  g_clear_pointer (&CAM_TROUBLE_PAGE (object)->path, g_free);

  G_OBJECT_CLASS (cam_trouble_page_parent_class)->finalize (object);
}

static void
cam_trouble_page_class_init (CamTroublePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_trouble_page_dispose;
  object_class->finalize = cam_trouble_page_finalize;

  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamTroublePage, backups_group);
  gtk_widget_class_bind_template_child (widget_class, CamTroublePage, backups_list);
  gtk_widget_class_bind_template_child (widget_class, CamTroublePage, status_page);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "trouble.retry", NULL, retry_action);
}

static void
cam_trouble_page_init (CamTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_trouble_page_show (CamTroublePage *self,
                       const char     *path,
                       const GError   *error)
{
  g_return_if_fail (CAM_IS_TROUBLE_PAGE (self));
  g_return_if_fail (path != NULL && error != NULL);

  g_set_str (&self->path, path);
  tell (self, error);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  /* A backup mends damage; it would not mend a full disk or a file that is in use. */
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT) ||
      g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    list_backups (self);
  gtk_widget_set_visible (GTK_WIDGET (self->backups_group), cam_trouble_page_count (self) > 0);
}

guint
cam_trouble_page_count (CamTroublePage *self)
{
  g_return_val_if_fail (CAM_IS_TROUBLE_PAGE (self), 0);

  return self->backups != NULL ? self->backups->len : 0;
}

void
cam_trouble_page_restore (CamTroublePage *self,
                          guint           position)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *moved_to = NULL;
  CamBackup *backup = NULL;

  g_return_if_fail (CAM_IS_TROUBLE_PAGE (self));
  g_return_if_fail (position < cam_trouble_page_count (self));

  backup = g_ptr_array_index (self->backups, position);
  if (!cam_backup_restore (backup->path, self->path, &moved_to, &error))
    {
      tell (self, error);
      return;
    }
  g_signal_emit (self, signals[RETRY], 0);
}
