/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contacts-export-dialog.h"

#include "cam-format.h"
#include "cam-period.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamContactsExportDialog
{
  AdwDialog      parent_instance;

  AdwComboRow   *format_row;
  AdwComboRow   *group_row;
  AdwActionRow  *listed_row;
  AdwSwitchRow  *restricted_row;
  AdwComboRow   *who_row;

  CamStore      *store;
  char         **uuids;      /* NULL for everybody */
  GPtrArray     *groups;     /* (element-type utf8): uuids in the order of the row, the first "" */
};

G_DEFINE_FINAL_TYPE (CamContactsExportDialog, cam_contacts_export_dialog, ADW_TYPE_DIALOG)

/* In the order of the rows. */
enum
{
  WHO_ALL,
  WHO_PEOPLE,
  WHO_ORGANISATIONS,
};

enum
{
  FORMAT_CARDS,
  FORMAT_OLD_CARDS,
  FORMAT_TABLE,
  FORMAT_EXCEL,
};

/* What tells the end: the dialog is closed by then. */
typedef struct
{
  GtkWidget *window;  /* weak */
} Telling;

static void
tell (Telling    *self,
      const char *text)
{
  if (self->window != NULL)
    gtk_widget_activate_action (self->window, "win.show-message", "s", text);
}

static char *
dup_done (const CamContactExportCounts *counts)
{
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", counts->people), counts->people);
  g_autofree char *bodies = g_strdup_printf (ngettext ("%u organisation", "%u organisations", counts->organisations),
                                             counts->organisations);

  if (counts->restricted == 0)
    /* Translators: both are numbers with what they count: “3 people”, “2 organisations” */
    return g_strdup_printf (_("Exported: %1$s, %2$s"), people, bodies);
  return g_strdup_printf (ngettext ("Exported: %1$s, %2$s. %3$u restricted person is left out.",
                                    "Exported: %1$s, %2$s. %3$u restricted people are left out.", counts->restricted),
                          people, bodies, counts->restricted);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Telling *telling = user_data;
  CamContactExportCounts counts = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (cam_contact_export_finish (CAM_STORE (source), result, &counts, &error))
    text = dup_done (&counts);
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    text = g_strdup (_("The name has to end in .vcf for a contact file or in .csv for a table."));
  else
    text = cam_format_error (error);
  tell (telling, text);
  g_clear_weak_pointer (&telling->window);
  g_free (telling);
}

static const char *
get_group (CamContactsExportDialog *self)
{
  guint position = adw_combo_row_get_selected (self->group_row);
  const char *uuid = position < self->groups->len ? g_ptr_array_index (self->groups, position) : "";

  return *uuid != '\0' ? uuid : NULL;
}

void
cam_contacts_export_dialog_save (CamContactsExportDialog *self,
                                 GFile                   *file)
{
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  guint who = 0, format = 0;
  Telling *telling = NULL;
  const char *path = NULL;

  g_return_if_fail (CAM_IS_CONTACTS_EXPORT_DIALOG (self) && G_IS_FILE (file));

  who = adw_combo_row_get_selected (self->who_row);
  format = adw_combo_row_get_selected (self->format_row);
  telling = g_new0 (Telling, 1);
  g_set_weak_pointer (&telling->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  path = g_file_peek_path (file);
  if (path == NULL || cam_store_is_at (self->store, path))
    {
      tell (telling, path == NULL ? _("Choose a folder of this computer.") : _("This is the file that is open. Choose another name."));
      g_clear_weak_pointer (&telling->window);
      g_free (telling);
      return;
    }
  cam_contact_export_async (self->store, path,
                            &(CamContactExportOptions) { .group_uuid = get_group (self), .today = today,
                                                         .uuids = (const char *const *) self->uuids,
                                                         .no_people = who == WHO_ORGANISATIONS, .no_organisations = who == WHO_PEOPLE,
                                                         .restricted = adw_switch_row_get_active (self->restricted_row),
                                                         .old_version = format == FORMAT_OLD_CARDS, .bom = format == FORMAT_EXCEL },
                            NULL, exported_cb, telling);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamContactsExportDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->store != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    cam_contacts_export_dialog_save (self, file);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamContactsExportDialog *self = CAM_CONTACTS_EXPORT_DIALOG (widget);
  gboolean is_table = adw_combo_row_get_selected (self->format_row) >= FORMAT_TABLE;
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, is_table ? _("Table (.csv)") : _("Contact file (.vcf)"));
  gtk_file_filter_add_suffix (filter, is_table ? "csv" : "vcf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (chooser, _("Export Partners"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  /* Translators: the name of a file; nobody's name is in it */
  gtk_file_dialog_set_initial_name (chooser, is_table ? _("Partners.csv") : _("Partners.vcf"));
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
list_groups (CamContactsExportDialog *self)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, "partner_group", columns, "WHERE deleted = 0 AND uuid IS NOT NULL"
                                                  " ORDER BY name, fid", NULL, 0, NULL);

  gtk_string_list_append (names, _("Any or none"));
  g_ptr_array_add (self->groups, g_strdup (""));
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    {
      g_ptr_array_add (self->groups, g_strdup (cam_cursor_get_text (cursor, 0)));
      gtk_string_list_append (names, cam_cursor_get_text (cursor, 1) != NULL ? cam_cursor_get_text (cursor, 1) : "");
    }
  adw_combo_row_set_model (self->group_row, G_LIST_MODEL (names));
}

static void
show_listed (CamContactsExportDialog *self)
{
  guint n = g_strv_length (self->uuids);
  /* Translators: how many people or organisations of a list */
  g_autofree char *text = g_strdup_printf (ngettext ("The one that is listed", "The %u that are listed", n), n);

  adw_action_row_set_subtitle (self->listed_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->listed_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->who_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->group_row), FALSE);
}

static void
cam_contacts_export_dialog_closed (AdwDialog *dialog)
{
  cam_ui_leave_dialog (dialog);
}

static void
cam_contacts_export_dialog_dispose (GObject *object)
{
  g_clear_object (&CAM_CONTACTS_EXPORT_DIALOG (object)->store);

  G_OBJECT_CLASS (cam_contacts_export_dialog_parent_class)->dispose (object);
}

static void
cam_contacts_export_dialog_finalize (GObject *object)
{
  CamContactsExportDialog *self = CAM_CONTACTS_EXPORT_DIALOG (object);

  g_ptr_array_unref (self->groups);
  g_strfreev (self->uuids);

  G_OBJECT_CLASS (cam_contacts_export_dialog_parent_class)->finalize (object);
}

static void
cam_contacts_export_dialog_class_init (CamContactsExportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_contacts_export_dialog_dispose;
  object_class->finalize = cam_contacts_export_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_contacts_export_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-contacts-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamContactsExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsExportDialog, group_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsExportDialog, listed_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsExportDialog, restricted_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsExportDialog, who_row);
  gtk_widget_class_install_action (widget_class, "contacts.save", NULL, save_action);
}

static void
cam_contacts_export_dialog_init (CamContactsExportDialog *self)
{
  self->groups = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cam_contacts_export_dialog_new (CamStore          *store,
                                const char *const *uuids)
{
  CamContactsExportDialog *self = g_object_new (CAM_TYPE_CONTACTS_EXPORT_DIALOG, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  self->uuids = g_strdupv ((char **) uuids);
  list_groups (self);
  if (self->uuids != NULL)
    show_listed (self);
  return ADW_DIALOG (self);
}

void
cam_contacts_export_present (GtkWidget         *parent,
                             CamStore          *store,
                             const char *const *uuids)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store));

  adw_dialog_present (cam_contacts_export_dialog_new (store, uuids), parent);
}
