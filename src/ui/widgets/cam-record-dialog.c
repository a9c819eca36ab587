/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-record-dialog.h"

#include "cam-field-row.h"
#include "cam-tell.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct
{
  AdwNavigationView   *navigation_view;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *last_group;
  AdwPreferencesGroup *pages_group;   /* of the rows that lead to pages; NULL until there is one */
  AdwToastOverlay     *toast_overlay;

  CamStore            *store;
  CamRecord           *record;
  char                *label;
  char                *delete_label;
} CamRecordDialogPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (CamRecordDialog, cam_record_dialog, ADW_TYPE_DIALOG)

static CamRecordDialogPrivate *
get_private (CamRecordDialog *self)
{
  return cam_record_dialog_get_instance_private (self);
}

typedef struct
{
  char *table;
  char *uuid;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->table);
  g_free (row->uuid);
  g_free (row);
}

static gboolean
delete_row (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  const Row *row = data;

  return cam_writer_delete (writer, row->table, row->uuid, error);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (widget, error);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamRecordDialogPrivate *priv = get_private (CAM_RECORD_DIALOG (widget));
  Row *row = g_new0 (Row, 1);

  row->table = g_strdup (CAM_RECORD_GET_CLASS (priv->record)->table);
  row->uuid = g_strdup (cam_record_get_uuid (priv->record));
  cam_store_write_async (priv->store, priv->delete_label, delete_row, row, row_free, NULL, deleted_cb,
                         g_object_ref (widget));
}

static void
deleted_changed_cb (CamRecordDialog *self)
{
  if (cam_record_is_deleted (get_private (self)->record))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
title_changed_cb (CamRecordDialog *self)
{
  CamRecord *record = get_private (self)->record;
  const char *title = cam_record_get_title (record);

  /* A page without a title is none; what has no name may have come from outside. */
  if (*title == '\0')
    title = cam_words_for_kind (CAM_RECORD_GET_CLASS (record)->table);
  adw_dialog_set_title (ADW_DIALOG (self), title);
}

static void
cam_record_dialog_dispose (GObject *object)
{
  CamRecordDialogPrivate *priv = get_private (CAM_RECORD_DIALOG (object));

  g_clear_object (&priv->record);
  g_clear_object (&priv->store);

  G_OBJECT_CLASS (cam_record_dialog_parent_class)->dispose (object);
}

static void
cam_record_dialog_finalize (GObject *object)
{
  CamRecordDialogPrivate *priv = get_private (CAM_RECORD_DIALOG (object));

  g_free (priv->label);
  g_free (priv->delete_label);

  G_OBJECT_CLASS (cam_record_dialog_parent_class)->finalize (object);
}

static void
cam_record_dialog_class_init (CamRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_record_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_record_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_ui_leave_dialog;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-record-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CamRecordDialog, last_group);
  gtk_widget_class_bind_template_child_private (widget_class, CamRecordDialog, navigation_view);
  gtk_widget_class_bind_template_child_private (widget_class, CamRecordDialog, page);
  gtk_widget_class_bind_template_child_private (widget_class, CamRecordDialog, toast_overlay);
  gtk_widget_class_install_action (widget_class, "record.delete", NULL, delete_action);
}

static void
cam_record_dialog_init (CamRecordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_record_dialog_set_record (CamRecordDialog *self,
                              CamStore        *store,
                              CamRecord       *record,
                              const char      *label,
                              const char      *delete_label)
{
  CamRecordDialogPrivate *priv = get_private (self);

  g_return_if_fail (CAM_IS_RECORD_DIALOG (self));
  g_return_if_fail (CAM_IS_STORE (store) && CAM_IS_RECORD (record) && priv->record == NULL);

  priv->store = g_object_ref (store);
  priv->record = g_object_ref (record);
  priv->label = g_strdup (label);
  priv->delete_label = g_strdup (delete_label);
  g_signal_connect_object (record, "notify::title", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "notify::deleted", G_CALLBACK (deleted_changed_cb), self, G_CONNECT_SWAPPED);
  title_changed_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.delete", !cam_store_get_read_only (store));
}

void
cam_record_dialog_add_group (CamRecordDialog     *self,
                             AdwPreferencesGroup *group)
{
  CamRecordDialogPrivate *priv = get_private (self);

  g_return_if_fail (CAM_IS_RECORD_DIALOG (self));

  /* What deletes stays at the end. */
  g_object_ref (priv->last_group);
  adw_preferences_page_remove (priv->page, priv->last_group);
  adw_preferences_page_add (priv->page, group);
  adw_preferences_page_add (priv->page, priv->last_group);
  g_object_unref (priv->last_group);
}

void
cam_record_dialog_add_fields (CamRecordDialog   *self,
                              const char        *title,
                              const char *const *columns)
{
  CamRecordDialogPrivate *priv = get_private (self);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  g_return_if_fail (CAM_IS_RECORD_DIALOG (self));

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (columns[i], ":", 2);

      adw_preferences_group_add (group, cam_field_row_new (priv->store, priv->record, parts[0], priv->label, parts[1]));
    }
  cam_record_dialog_add_group (self, group);
}

static AdwNavigationPage *
make_page (const char          *title,
           AdwPreferencesGroup *group)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  GtkWidget *bar = adw_toolbar_view_new ();

  adw_preferences_page_add (page, group);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), GTK_WIDGET (page));
  return adw_navigation_page_new (bar, title);
}

GtkWidget *
cam_record_page_add (AdwNavigationView   *view,
                     AdwPreferencesGroup *rows,
                     const char          *title,
                     AdwPreferencesGroup *group)
{
  static guint n_pages;
  g_autofree char *tag = g_strdup_printf ("page-%u", n_pages++);
  AdwNavigationPage *page = NULL;
  GtkWidget *row = NULL;

  g_return_val_if_fail (ADW_IS_NAVIGATION_VIEW (view), NULL);

  page = make_page (title, group);
  adw_navigation_page_set_tag (page, tag);
  adw_navigation_view_add (view, page);
  row = cam_ui_new_row (title, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", tag);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "navigation.push");
  adw_preferences_group_add (rows, row);
  return row;
}

GtkWidget *
cam_record_dialog_add_page_to (CamRecordDialog     *self,
                               AdwPreferencesGroup *rows,
                               const char          *title,
                               AdwPreferencesGroup *group)
{
  g_return_val_if_fail (CAM_IS_RECORD_DIALOG (self), NULL);

  return cam_record_page_add (get_private (self)->navigation_view, rows, title, group);
}

GtkWidget *
cam_record_dialog_add_page (CamRecordDialog     *self,
                            const char          *title,
                            AdwPreferencesGroup *group)
{
  CamRecordDialogPrivate *priv = get_private (self);

  g_return_val_if_fail (CAM_IS_RECORD_DIALOG (self), NULL);

  if (priv->pages_group == NULL)
    {
      priv->pages_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      cam_record_dialog_add_group (self, priv->pages_group);
    }
  return cam_record_dialog_add_page_to (self, priv->pages_group, title, group);
}

void
cam_record_dialog_push (CamRecordDialog     *self,
                        const char          *title,
                        AdwPreferencesGroup *group)
{
  g_return_if_fail (CAM_IS_RECORD_DIALOG (self));

  adw_navigation_view_push (get_private (self)->navigation_view, make_page (title, group));
}

void
cam_record_dialog_show_message (CamRecordDialog *self,
                                const char      *text,
                                gboolean         undo)
{
  AdwToast *toast = NULL;

  g_return_if_fail (CAM_IS_RECORD_DIALOG (self));

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_dismiss_all (get_private (self)->toast_overlay);
  adw_toast_overlay_add_toast (get_private (self)->toast_overlay, toast);
}

CamStore *
cam_record_dialog_get_store (CamRecordDialog *self)
{
  g_return_val_if_fail (CAM_IS_RECORD_DIALOG (self), NULL);

  return get_private (self)->store;
}

CamRecord *
cam_record_dialog_get_record (CamRecordDialog *self)
{
  g_return_val_if_fail (CAM_IS_RECORD_DIALOG (self), NULL);

  return get_private (self)->record;
}

AdwNavigationView *
cam_record_dialog_get_view (CamRecordDialog *self)
{
  g_return_val_if_fail (CAM_IS_RECORD_DIALOG (self), NULL);

  return get_private (self)->navigation_view;
}
