/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contacts-import-dialog.h"

#include "cam-file-kind.h"
#include "cam-period.h"
#include "cam-privacy.h"

#include <glib/gi18n.h>

#include <string.h>

struct _CamContactsImportDialog
{
  CamFileImportDialog  parent_instance;

  GtkWidget           *choices_list;
  AdwComboRow         *basis_row;
  AdwSwitchRow        *groups_row;
};

G_DEFINE_FINAL_TYPE (CamContactsImportDialog, cam_contacts_import_dialog, CAM_TYPE_FILE_IMPORT_DIALOG)

static CamFileImport *
make (CamFileImportDialog *dialog,
      CamStore            *store,
      GBytes              *bytes,
      gboolean             is_table,
      const int           *columns)
{
  CamContactColumns chosen;
  CamContactImport *import = NULL;

  if (columns != NULL)
    memcpy (chosen.column, columns, sizeof chosen.column);
  import = is_table ? cam_contact_import_new_table (store, bytes, columns != NULL ? &chosen : NULL)
                    : cam_contact_import_new (store, bytes);
  cam_contact_import_set_make_groups (import, adw_switch_row_get_active (CAM_CONTACTS_IMPORT_DIALOG (dialog)->groups_row));
  return CAM_FILE_IMPORT (import);
}

static const char *const *
get_columns (CamFileImport *import,
             int           *columns)
{
  CamContactColumns used;
  const char *const *names = cam_contact_import_get_columns (CAM_CONTACT_IMPORT (import), &used);

  if (names != NULL)
    memcpy (columns, used.column, sizeof used.column);
  return names;
}

static char *
columns_to_text (const int *columns)
{
  CamContactColumns kept;

  memcpy (kept.column, columns, sizeof kept.column);
  return cam_contact_columns_to_text (&kept);
}

static gboolean
columns_from_text (int        *columns,
                   const char *text,
                   guint       n_columns)
{
  CamContactColumns kept;

  if (!cam_contact_columns_from_text (&kept, text, n_columns))
    return FALSE;
  memcpy (columns, kept.column, sizeof kept.column);
  return TRUE;
}

/* "Choir, Friends and 3 more name no group here". */
static char *
dup_categories (const char *const *names)
{
  guint n = g_strv_length ((GStrv) names);
  g_autofree char *first = NULL;
  g_auto(GStrv) shown = g_strdupv ((char **) names);

  for (guint i = 3; i < n; i++)
    g_clear_pointer (&shown[i], g_free);
  first = g_strjoinv (", ", shown);
  if (n > 3)
    /* Translators: %1$s is a list of categories that contacts of a file have, %2$u how many more there are */
    return g_strdup_printf (_("%1$s and %2$u more name no group here. Otherwise they are kept with the contacts."), first, n - 3);
  /* Translators: %s is a list of categories that contacts of a file have */
  return g_strdup_printf (ngettext ("%s names no group here. Otherwise it is kept with the contacts.",
                                    "%s name no group here. Otherwise they are kept with the contacts.", n), first);
}

/* What a person has to say, as far as the file asks for it. */
static void
show_choices (CamContactsImportDialog *self,
              CamContactImport        *import)
{
  const char *const *categories = cam_contact_import_get_categories (import);
  gboolean has_people = cam_contact_import_get_n_people (import) > 0;
  g_autofree char *subtitle = categories[0] != NULL ? dup_categories (categories) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->basis_row), has_people);
  gtk_widget_set_visible (GTK_WIDGET (self->groups_row), subtitle != NULL);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->groups_row), subtitle);
  gtk_widget_set_visible (self->choices_list, has_people || subtitle != NULL);
}

/* What comes along. */
static void
show_about (CamFileImportDialog *dialog,
            CamFileImport       *model,
            GString             *text)
{
  CamContactImport *import = CAM_CONTACT_IMPORT (model);
  CamContactColumns columns;
  const char *const *names = cam_contact_import_get_columns (import, &columns);
  guint n_organisations = cam_contact_import_get_n_organisations (import);

  if (n_organisations > 0)
    g_string_append_printf (text, ngettext (" %u organisation that somebody works for is new and comes along.",
                                            " %u organisations that somebody works for are new and come along.", n_organisations),
                            n_organisations);
  if (names != NULL && columns.column[CAM_CONTACT_FIELD_NAME] >= 0)
    /* Translators: the name of a column in a table */
    g_string_append_printf (text, _(" The name is taken from “%s”."), names[columns.column[CAM_CONTACT_FIELD_NAME]]);
  show_choices (CAM_CONTACTS_IMPORT_DIALOG (dialog), import);
}

static void
groups_chosen_cb (CamContactsImportDialog *self)
{
  CamFileImportDialog *dialog = CAM_FILE_IMPORT_DIALOG (self);
  CamFileImport *import = cam_file_import_dialog_get_import (dialog);

  if (import == NULL)
    return;
  cam_contact_import_set_make_groups (CAM_CONTACT_IMPORT (import), adw_switch_row_get_active (self->groups_row));
  cam_file_import_dialog_show_changes (dialog);
}

static char *
dup_button (guint n_new,
            guint n_changed)
{
  if (n_changed > 0)
    return g_strdup_printf (ngettext ("_Change %u Contact", "_Change %u Contacts", n_changed), n_changed);
  return g_strdup_printf (ngettext ("_Add %u Contact", "_Add %u Contacts", n_new), n_new);
}

static char *
dup_done (guint n_new,
          guint n_changed)
{
  if (n_new > 0 && n_changed > 0)
    /* Translators: both numbers count contacts */
    return g_strdup_printf (_("Contacts: %1$u added, %2$u changed"), n_new, n_changed);
  if (n_new > 0)
    return g_strdup_printf (ngettext ("%u contact added", "%u contacts added", n_new), n_new);
  return g_strdup_printf (ngettext ("%u contact changed", "%u contacts changed", n_changed), n_changed);
}

static char *
dup_action (CamFileImport *import,
            const char    *name)
{
  g_autofree char *source = cam_contact_import_dup_source (CAM_CONTACT_IMPORT (import), name);

  /* Translators: an action as the history names it; %s is the name of a file, or “A contact file” */
  return g_strdup_printf (_("Import partners from %s"), source);
}

static void
apply (CamFileImportDialog *dialog,
       CamFileImport       *import,
       const char          *name,
       const char          *action,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (dialog);
  guint selected = adw_combo_row_get_selected (self->basis_row);
  g_autofree char *source = cam_contact_import_dup_source (CAM_CONTACT_IMPORT (import), name);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  const CamContactBasis basis = { .basis = cam_lawful_basis_to_text ((CamLawfulBasis) MIN (selected, CAM_BASIS_OTHER)),
                                  .source = source, .collected_on = today };

  cam_contact_import_apply_async (CAM_CONTACT_IMPORT (import), action, &basis, cancellable, callback, user_data);
}

static const char *
get_field_label (guint field)
{
  return cam_contact_field_get_label ((CamContactField) field);
}

/* Why people may be kept; the first is that nobody has said. */
static void
fill_bases (CamContactsImportDialog *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = CAM_BASIS_NONE; i < CAM_BASIS_OTHER; i++)
    gtk_string_list_append (list, cam_lawful_basis_get_title ((CamLawfulBasis) i));
  adw_combo_row_set_model (self->basis_row, G_LIST_MODEL (list));
}

static void
cam_contacts_import_dialog_class_init (CamContactsImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CamFileImportDialogClass *import_class = CAM_FILE_IMPORT_DIALOG_CLASS (klass);

  g_type_ensure (CAM_TYPE_CONTACT_ITEM);
  import_class->nothing_found = N_("Nobody Found");
  import_class->empty_file = N_("This contact file is empty.");
  import_class->own_file = N_("This is the file that is open. Please choose a contact file.");
  import_class->no_such_file = N_("This is no contact file. Mail programs and phones save one with “Export” or “Share”; its name ends in .vcf.");
  import_class->too_big = N_("This is too much to be read at once. 200,000 contacts or 64 MB are the most.");
  import_class->too_big_table = import_class->too_big;
  import_class->reading = N_("Reading the contacts…");
  import_class->writing = N_("Writing the contacts…");
  import_class->setting = "contact-columns";
  import_class->n_fields = CAM_CONTACT_N_FIELDS;
  import_class->get_field_label = get_field_label;
  import_class->is_no_table = cam_file_kind_is_cards;
  import_class->make = make;
  import_class->get_columns = get_columns;
  import_class->columns_to_text = columns_to_text;
  import_class->columns_from_text = columns_from_text;
  import_class->show_about = show_about;
  import_class->dup_button = dup_button;
  import_class->dup_done = dup_done;
  import_class->dup_action = dup_action;
  import_class->apply = apply;
  cam_file_import_dialog_class_set_up (import_class, "contacts", "/uk/gov/cambridgeshire/Local/ui/cam-contacts-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, basis_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, choices_list);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, groups_row);
  gtk_widget_class_bind_template_callback (widget_class, groups_chosen_cb);
}

static void
cam_contacts_import_dialog_init (CamContactsImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_bases (self);
  cam_file_import_dialog_set_up (CAM_FILE_IMPORT_DIALOG (self));
}

AdwDialog *
cam_contacts_import_dialog_new (CamStore *store,
                                GFile    *file)
{
  AdwDialog *self = g_object_new (CAM_TYPE_CONTACTS_IMPORT_DIALOG, "title", _("Import Partners"), NULL);

  cam_file_import_dialog_start (CAM_FILE_IMPORT_DIALOG (self), store, file);
  return self;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GtkWidget **parent = user_data;
  CamStore *store = g_object_get_data (source, "store");
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && *parent != NULL && gtk_widget_get_root (*parent) != NULL)
    adw_dialog_present (cam_contacts_import_dialog_new (store, file), *parent);
  g_clear_weak_pointer (parent);
  g_free (parent);
}

void
cam_contacts_import_present (GtkWidget *parent,
                             CamStore  *store)
{
  static const char *const suffixes[] = { "vcf", "vcard", "csv", "tsv", "txt" };
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkWidget **weak = g_new0 (GtkWidget *, 1);
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store));

  root = gtk_widget_get_root (parent);
  gtk_file_filter_set_name (filter, _("Contact files (.vcf) and tables (.csv)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (chooser, _("Import Partners"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  g_object_set_data_full (G_OBJECT (chooser), "store", g_object_ref (store), g_object_unref);
  g_set_weak_pointer (weak, parent);
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, weak);
}

const char *
cam_contacts_import_dialog_get_step (CamContactsImportDialog *self)
{
  g_return_val_if_fail (CAM_IS_CONTACTS_IMPORT_DIALOG (self), NULL);

  return cam_file_import_dialog_get_step (CAM_FILE_IMPORT_DIALOG (self));
}
