/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contacts-import-dialog.h"

#include "cam-file-kind.h"
#include "cam-format.h"
#include "cam-import-columns.h"
#include "cam-import-verdict.h"
#include "cam-input-file.h"
#include "cam-period.h"
#include "cam-privacy.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

#include <string.h>

/* Where they stand in the drop-down, after those with a problem. */
#define ODD_ONES 2

struct _CamContactsImportDialog
{
  AdwDialog            parent_instance;

  GtkWidget           *apply_button;
  GtkWidget           *choices_list;
  AdwComboRow         *basis_row;
  GtkWidget           *columns_button;
  CamImportColumns    *columns_group;
  GtkLabel            *counts_label;
  GtkDropDown         *filter_drop_down;
  GtkFilterListModel  *filtered;
  GtkWidget           *look_button;
  GtkLabel            *about_label;
  AdwStatusPage       *problem_page;
  GtkProgressBar      *progress_bar;
  AdwSwitchRow        *groups_row;
  GtkStack            *stack;
  GtkLabel            *wait_label;

  CamStore            *store;
  CamContactImport      *import;
  char                *name;          /* of the file, as a person reads it */
  GBytes              *bytes;
  gboolean             is_table;
  gboolean             has_recalled;  /* what was chosen for such a table before was asked for */
  guint                tick_id;
  GCancellable        *cancellable;   /* of the dialog */
  GCancellable        *writing;       /* NULL until then */
};

G_DEFINE_FINAL_TYPE (CamContactsImportDialog, cam_contacts_import_dialog, ADW_TYPE_DIALOG)

static void preview (CamContactsImportDialog *self,
                     const CamContactColumns *columns);

static void
show_step (CamContactsImportDialog *self,
           const char            *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->apply_button, g_str_equal (step, "changes"));
  gtk_widget_set_visible (self->columns_button, self->is_table && g_str_equal (step, "changes"));
  gtk_widget_set_visible (self->look_button, g_str_equal (step, "columns"));
}

static void
show_problem (CamContactsImportDialog *self,
              const char            *title,
              const char            *sentence)
{
  adw_status_page_set_title (self->problem_page, title);
  adw_status_page_set_description (self->problem_page, sentence);
  show_step (self, "problem");
}

static char *
dup_sentence (CamContactsImportDialog *self,
              const GError          *error)
{
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT) && self->is_table)
    return g_strdup (_("This is no table of text. Spreadsheets save one with “Save As” and “CSV”."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return g_strdup (_("This is no contact file. Mail programs and phones save one with “Export” or “Share”; its name ends in .vcf."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    return g_strdup (_("This is too much to be read at once. 200,000 contacts or 64 MB are the most."));
  return cam_format_error (error);
}

/* A cancelled step ends quietly: the dialog is gone. TRUE where there is nothing more to do. */
static gboolean
is_over (CamContactsImportDialog *self,
         const GError          *error)
{
  g_autofree char *sentence = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  if (error == NULL)
    return FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _("Nothing Was Imported"), _("You cancelled it, and everything is as it was."));
      return TRUE;
    }
  g_debug ("Contacts: %s", error->message);
  sentence = dup_sentence (self, error);
  show_problem (self, _("Nothing Was Imported"), sentence);
  return TRUE;
}

/* "Add 12 Contacts", "Change 3 Contacts", "Add 12, Change 3". */
static void
label_button (CamContactsImportDialog *self,
              guint                  n_new,
              guint                  n_changed)
{
  g_autofree char *label = NULL;

  if (n_new > 0 && n_changed > 0)
    /* Translators: a button; both numbers count contacts */
    label = g_strdup_printf (_("_Add %1$u, Change %2$u"), n_new, n_changed);
  else if (n_changed > 0)
    label = g_strdup_printf (ngettext ("_Change %u Contact", "_Change %u Contacts", n_changed), n_changed);
  else
    label = g_strdup_printf (ngettext ("_Add %u Contact", "_Add %u Contacts", n_new), n_new);
  gtk_button_set_label (GTK_BUTTON (self->apply_button), label);
}

/* What of a table is read. */
static void
append_columns (CamContactsImportDialog *self,
                GString                 *text)
{
  CamContactColumns columns;
  const char *const *names = cam_contact_import_get_columns (self->import, &columns);
  guint n_unread = names != NULL ? g_strv_length ((GStrv) names) : 0;

  for (guint i = 0; names != NULL && i < CAM_CONTACT_N_FIELDS; i++)
    n_unread -= columns.column[i] >= 0 && n_unread > 0 ? 1 : 0;
  if (names != NULL && columns.column[CAM_CONTACT_FIELD_NAME] >= 0)
    /* Translators: the name of a column in a table */
    g_string_append_printf (text, _(" The name is taken from “%s”."), names[columns.column[CAM_CONTACT_FIELD_NAME]]);
  if (n_unread > 0)
    g_string_append_printf (text, ngettext (" %u column is not read.", " %u columns are not read.", n_unread), n_unread);
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
show_choices (CamContactsImportDialog *self)
{
  const char *const *categories = cam_contact_import_get_categories (self->import);
  gboolean has_people = cam_contact_import_get_n_people (self->import) > 0;
  g_autofree char *subtitle = categories[0] != NULL ? dup_categories (categories) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->basis_row), has_people);
  gtk_widget_set_visible (GTK_WIDGET (self->groups_row), subtitle != NULL);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->groups_row), subtitle);
  gtk_widget_set_visible (self->choices_list, has_people || subtitle != NULL);
}

/* What comes along, and that nothing has happened yet. */
static void
show_about (CamContactsImportDialog *self)
{
  guint n_organisations = cam_contact_import_get_n_organisations (self->import);
  g_autoptr(GString) text = g_string_new (_("Nothing is written until you say so."));

  if (n_organisations > 0)
    g_string_append_printf (text, ngettext (" %u organisation that somebody works for is new and comes along.",
                                            " %u organisations that somebody works for are new and come along.", n_organisations),
                            n_organisations);
  append_columns (self, text);
  gtk_label_set_label (self->about_label, text->str);
  show_choices (self);
}

static void
show_changes (CamContactsImportDialog *self)
{
  guint n_new = cam_contact_import_get_count (self->import, CAM_IMPORT_NEW);
  guint n_changed = cam_contact_import_get_count (self->import, CAM_IMPORT_CHANGED);
  guint n_same = cam_contact_import_get_count (self->import, CAM_IMPORT_SAME);
  guint n_problems = cam_contact_import_get_count (self->import, CAM_IMPORT_PROBLEM);
  /* Translators: what an import of contacts would do; the five numbers count contacts, the fourth ones of the first three */
  g_autofree char *counts = g_strdup_printf (_("%1$u new · %2$u changed · %3$u the same · %4$u odd · %5$u cannot be added"),
                                             n_new, n_changed, n_same, cam_contact_import_get_n_odd (self->import), n_problems);

  gtk_label_set_label (self->counts_label, counts);
  show_about (self);
  label_button (self, n_new, n_changed);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->import));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.apply", n_new + n_changed > 0);
  show_step (self, "changes");
  gtk_widget_set_visible (self->apply_button, n_new + n_changed > 0);
}

static void
groups_chosen_cb (CamContactsImportDialog *self)
{
  if (self->import == NULL || self->writing != NULL)
    return;
  cam_contact_import_set_make_groups (self->import, adw_switch_row_get_active (self->groups_row));
  show_changes (self);
}

static void
show_columns (CamContactsImportDialog *self)
{
  CamContactColumns columns;
  const char *const *names = cam_contact_import_get_columns (self->import, &columns);

  if (names == NULL || names[0] == NULL)
    {
      show_problem (self, _("Nobody Found"), _("This table is empty."));
      return;
    }
  cam_import_columns_show (self->columns_group, names, columns.column);
  show_step (self, "columns");
}

/* What was chosen for a table like this before counts more than a guess. TRUE where the preview begins anew. */
static gboolean
recall (CamContactsImportDialog *self)
{
  CamContactColumns guessed, kept;
  const char *const *names = cam_contact_import_get_columns (self->import, &guessed);
  g_autofree char *text = NULL;

  if (self->has_recalled || names == NULL)
    return FALSE;
  self->has_recalled = TRUE;
  text = cam_import_columns_recall ("contact-columns", names);
  if (text == NULL || !cam_contact_columns_from_text (&kept, text, g_strv_length ((GStrv) names))
      || memcmp (&guessed, &kept, sizeof kept) == 0)
    return FALSE;
  preview (self, &kept);
  return TRUE;
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamContactsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  cam_contact_import_preview_finish (CAM_CONTACT_IMPORT (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable) || recall (self))
    return;
  if (self->is_table && g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    show_columns (self);
  else if (is_over (self, error))
    return;
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->import)) == 0)
    show_problem (self, _("Nobody Found"), self->is_table ? _("This table is empty.") : _("This contact file is empty."));
  else
    show_changes (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  CamContactsImportDialog *self = user_data;

  if (self->import != NULL && self->writing == NULL)
    gtk_progress_bar_set_fraction (self->progress_bar, cam_contact_import_get_fraction (self->import));
  return G_SOURCE_CONTINUE;
}

static void
store_progress_cb (CamContactsImportDialog *self,
                   double                 fraction)
{
  if (self->writing != NULL && fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction);
}

/* From the beginning: what the lines of a table mean depends on its columns. */
static void
preview (CamContactsImportDialog *self,
         const CamContactColumns *columns)
{
  g_clear_object (&self->import);
  self->import = self->is_table ? cam_contact_import_new_table (self->store, self->bytes, columns)
                                : cam_contact_import_new (self->store, self->bytes);
  cam_contact_import_set_make_groups (self->import, adw_switch_row_get_active (self->groups_row));
  gtk_filter_list_model_set_model (self->filtered, NULL);
  show_step (self, "wait");
  cam_contact_import_preview_async (self->import, self->cancellable, previewed_cb, g_object_ref (self));
}

static void
show_columns_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  show_columns (CAM_CONTACTS_IMPORT_DIALOG (widget));
}

static void
look_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (widget);
  CamContactColumns columns;

  cam_import_columns_get (self->columns_group, columns.column);
  preview (self, &columns);
}

/* Before anything is written that is all; afterwards it is taken back. */
static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (widget);

  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamContactsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cam_input_read_finish (result, &error);

  if (is_over (self, error))
    return;
  self->bytes = g_bytes_ref (bytes);
  self->is_table = self->is_table && !cam_file_kind_is_cards (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (self->is_table)
    gtk_label_set_label (self->wait_label, _("Reading the table…"));
  preview (self, NULL);
}

/* What was done is told by the window: the dialog is closed then, by itself or by the person. */
typedef struct
{
  CamContactsImportDialog *dialog;
  GtkWidget             *window;  /* weak */
  char                  *label;
} Applying;

static void
applying_free (Applying *applying)
{
  g_object_unref (applying->dialog);
  g_clear_weak_pointer (&applying->window);
  g_free (applying->label);
  g_free (applying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Applying, applying_free)

static void
tell_failed (Applying     *applying,
             const GError *error)
{
  g_autofree char *sentence = cam_format_error (error);

  if (g_cancellable_is_cancelled (applying->dialog->cancellable) && applying->window != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (applying->window, "win.show-message", "s", sentence);
}

static void
tell_done (Applying       *applying,
           CamContactImport *import)
{
  guint n_new = cam_contact_import_get_count (import, CAM_IMPORT_NEW);
  guint n_changed = cam_contact_import_get_count (import, CAM_IMPORT_CHANGED);
  g_autofree char *text = NULL;

  if (applying->window == NULL)
    return;
  if (n_new > 0 && n_changed > 0)
    /* Translators: both numbers count contacts */
    text = g_strdup_printf (_("Contacts: %1$u added, %2$u changed"), n_new, n_changed);
  else if (n_new > 0)
    text = g_strdup_printf (ngettext ("%u contact added", "%u contacts added", n_new), n_new);
  else
    text = g_strdup_printf (ngettext ("%u contact changed", "%u contacts changed", n_changed), n_changed);
  gtk_widget_activate_action (applying->window, "win.show-done", "(ss)", text, applying->label);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Applying) applying = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_contact_import_apply_finish (CAM_CONTACT_IMPORT (source), result, &error))
    tell_done (applying, CAM_CONTACT_IMPORT (source));
  else
    tell_failed (applying, error);
  if (!is_over (applying->dialog, error))
    adw_dialog_force_close (ADW_DIALOG (applying->dialog));
}

static void
remember (CamContactsImportDialog *self)
{
  CamContactColumns columns;
  const char *const *names = cam_contact_import_get_columns (self->import, &columns);
  g_autofree char *text = names != NULL ? cam_contact_columns_to_text (&columns) : NULL;

  if (text != NULL)
    cam_import_columns_remember ("contact-columns", names, text);
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
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (widget);
  Applying *applying = g_new0 (Applying, 1);
  guint selected = adw_combo_row_get_selected (self->basis_row);
  g_autofree char *source = cam_contact_import_dup_source (self->import, self->name);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  const CamContactBasis basis = { .basis = cam_lawful_basis_to_text ((CamLawfulBasis) MIN (selected, CAM_BASIS_OTHER)),
                                  .source = source, .collected_on = today };

  applying->dialog = g_object_ref (self);
  g_set_weak_pointer (&applying->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  /* Translators: an action as the history names it; %s is the name of a file, or “A contact file” */
  applying->label = g_strdup_printf (_("Import partners from %s"), source);
  gtk_label_set_label (self->wait_label, _("Writing the contacts…"));
  gtk_widget_action_set_enabled (widget, "contacts.apply", FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  self->writing = g_cancellable_new ();
  show_step (self, "wait");
  remember (self);
  /* As with any save, closing the dialog does not cancel it. */
  cam_contact_import_apply_async (self->import, applying->label, &basis, self->writing, applied_cb, applying);
}

static gboolean
matches_filter (gpointer item,
                gpointer user_data)
{
  CamContactsImportDialog *self = user_data;
  guint choice = gtk_drop_down_get_selected (self->filter_drop_down);

  if (choice == ODD_ONES)
    return cam_contact_item_get_verdict (item) != CAM_IMPORT_PROBLEM && *cam_contact_item_get_odd (item) != '\0';
  return cam_import_verdict_is_chosen (item, choice > ODD_ONES ? choice - 1 : choice);
}

static void
filter_changed_cb (CamContactsImportDialog *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filtered);

  if (filter != NULL)
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
cam_contacts_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (CAM_CONTACTS_IMPORT_DIALOG (dialog)->cancellable);
  cam_ui_leave_dialog (dialog);
}

static void
cam_contacts_import_dialog_dispose (GObject *object)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->filtered != NULL)
    gtk_filter_list_model_set_filter (self->filtered, NULL);
  g_clear_object (&self->import);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_contacts_import_dialog_parent_class)->dispose (object);
}

static void
cam_contacts_import_dialog_finalize (GObject *object)
{
  CamContactsImportDialog *self = CAM_CONTACTS_IMPORT_DIALOG (object);

  g_free (self->name);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->writing);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_contacts_import_dialog_parent_class)->finalize (object);
}

static void
cam_contacts_import_dialog_class_init (CamContactsImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_CONTACT_ITEM);
  g_type_ensure (CAM_TYPE_IMPORT_COLUMNS);
  object_class->dispose = cam_contacts_import_dialog_dispose;
  object_class->finalize = cam_contacts_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_contacts_import_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-contacts-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, about_label);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, choices_list);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, basis_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, columns_button);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, counts_label);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, filter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, groups_row);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamContactsImportDialog, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, groups_chosen_cb);
  cam_import_verdict_bind_closures (widget_class);
  cam_format_bind_closures (widget_class);
  gtk_widget_class_install_action (widget_class, "contacts.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "contacts.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "contacts.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "contacts.show-columns", NULL, show_columns_action);
}

static void
cam_contacts_import_dialog_init (CamContactsImportDialog *self)
{
  g_autoptr(GtkFilter) filter = NULL;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < CAM_CONTACT_N_FIELDS; i++)
    cam_import_columns_add (self->columns_group, cam_contact_field_get_label (i));
  fill_bases (self);
  filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, filter);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contacts.apply", FALSE);
  show_step (self, "wait");
}

AdwDialog *
cam_contacts_import_dialog_new (CamStore *store,
                              GFile    *file)
{
  CamContactsImportDialog *self = g_object_new (CAM_TYPE_CONTACTS_IMPORT_DIALOG, NULL);
  g_autofree char *base = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && G_IS_FILE (file), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  base = g_file_get_basename (file);
  self->name = g_filename_display_name (base != NULL ? base : "");
  adw_dialog_set_title (ADW_DIALOG (self), _("Import Partners"));
  /* Not even opened: that would let go of its locks. */
  if (g_file_peek_path (file) != NULL && cam_store_is_at (store, g_file_peek_path (file)))
    {
      show_problem (self, _("Nothing Was Imported"), _("This is the file that is open. Please choose a contact file."));
      return ADW_DIALOG (self);
    }
  self->is_table = base != NULL && cam_file_kind_is_table (base);
  gtk_label_set_label (self->wait_label, _("Reading the contacts…"));
  self->tick_id = g_timeout_add (100, tick_cb, self);
  g_signal_connect_object (store, "progress", G_CALLBACK (store_progress_cb), self, G_CONNECT_SWAPPED);
  cam_input_read_async (file, self->cancellable, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
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

  return gtk_stack_get_visible_child_name (self->stack);
}
