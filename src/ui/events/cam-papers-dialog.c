/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-papers-dialog.h"

#include "cam-events-print.h"
#include "cam-format.h"
#include "cam-organisation.h"
#include "cam-output-file.h"
#include "cam-partner-logo.h"
#include "cam-pick-dialog.h"
#include "cam-tell.h"
#include "cam-ui.h"
#include "cam-venue-export.h"

#include <glib/gi18n.h>

/* Dots of the picture: twice what is shown, for screens with small dots. */
#define PREVIEW_WIDTH 900

struct _CamPapersDialog
{
  AdwDialog        parent_instance;

  GtkWidget       *add_logo_row;
  AdwComboRow     *kind_row;
  GtkWidget       *logo_group;
  GtkWidget       *no_partner_button;
  GtkLabel        *pages_label;
  AdwActionRow    *partner_row;
  GtkPicture      *picture;
  GtkWidget       *remove_logo_row;
  AdwComboRow     *size_row;
  AdwToastOverlay *toast_overlay;

  CamStore        *store;
  CamAtlas        *atlas;
  char            *event;          /* NULL where it is about a calendar */
  char            *original_at;
  CamPaper        *calendars[2];   /* month and agenda */
  CamPaper        *paper;          /* the one that is chosen; NULL where it cannot be made */
  char            *partner;        /* whose logo is on it */
  GCancellable    *drawing;        /* NULL while the picture is up to date */
  GCancellable    *closing;
};

G_DEFINE_FINAL_TYPE (CamPapersDialog, cam_papers_dialog, ADW_TYPE_DIALOG)

static void
tell (CamPapersDialog *self,
      const char      *text)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      cam_tell (GTK_WIDGET (self), text);
      return;
    }
  adw_toast_overlay_add_toast (self->toast_overlay, g_object_new (ADW_TYPE_TOAST, "title", text, "use-markup", FALSE, NULL));
}

static gboolean
is_a3 (CamPapersDialog *self)
{
  return adw_combo_row_get_selected (self->size_row) == 1;
}

static void
preview_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CamPapersDialog) self = user_data;
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *pages = NULL;
  g_autofree char *text = NULL;
  guint n_pages = 0;

  texture = cam_paper_preview_finish (result, &n_pages, &error);
  /* Another was asked for meanwhile, or the dialog is gone. */
  if (texture == NULL || self->paper == NULL || g_task_get_cancellable (G_TASK (result)) != self->drawing)
    return;
  g_clear_object (&self->drawing);
  pages = g_strdup_printf (ngettext ("%u page", "Page 1 of %u pages", n_pages), n_pages);
  /* Translators: what a picture shows, and its pages */
  text = g_strdup_printf (_("Preview of “%s”, %s"), cam_paper_get_title (self->paper), pages);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->picture, text);
  /* Which GTK takes for a description. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_label_set_label (self->pages_label, cam_paper_lacks_logo (self->paper)
                                              ? _("The picture of this logo is damaged. Choose another one.") : pages);
}

static CamPaper *
make_paper (CamPapersDialog  *self,
            GError          **error)
{
  guint kind = adw_combo_row_get_selected (self->kind_row);

  if (self->event != NULL)
    return cam_paper_new_event (self->store, self->atlas, self->event, self->original_at,
                                kind == 2 ? CAM_PAPER_SIGN_IN : kind == 1 ? CAM_PAPER_INVITATION : CAM_PAPER_POSTER, self->partner,
                                error);
  return kind < G_N_ELEMENTS (self->calendars) ? cam_paper_ref (self->calendars[kind]) : cam_paper_new_venues (self->store, error);
}

static void
refresh (CamPapersDialog *self)
{
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_clear_pointer (&self->paper, cam_paper_unref);
  self->paper = make_paper (self, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "papers.copy", self->paper != NULL && cam_paper_has_text (self->paper));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "papers.save", self->paper != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "papers.print", self->paper != NULL);
  if (self->paper == NULL)
    {
      g_autofree char *text = cam_format_error (error);

      gtk_picture_set_paintable (self->picture, NULL);
      gtk_label_set_label (self->pages_label, g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND)
                                                  ? _("This event is not in the file any more.") : text);
      return;
    }
  self->drawing = g_cancellable_new ();
  cam_paper_preview_async (self->paper, is_a3 (self), PREVIEW_WIDTH, self->drawing, preview_cb, g_object_ref (self));
}

static void
follow_partner (CamPapersDialog *self)
{
  gboolean can_write = !cam_store_get_read_only (self->store);
  gboolean has_logo = cam_partner_logo_exists (self->store, self->partner);
  g_autoptr(CamRecord) record = NULL;
  g_autofree char *subtitle = NULL;

  if (self->partner != NULL)
    record = cam_store_dup_record (self->store, CAM_TYPE_ORGANISATION, self->partner, NULL);
  if (record == NULL)
    subtitle = g_strdup (_("None"));
  else if (has_logo)
    subtitle = g_strdup (cam_record_get_title (record));
  else
    /* Translators: %s is an organisation */
    subtitle = g_strdup_printf (_("%s has no logo in this file yet"), cam_record_get_title (record));
  adw_action_row_set_subtitle (self->partner_row, subtitle);
  gtk_widget_set_visible (self->no_partner_button, record != NULL);
  gtk_widget_set_visible (self->add_logo_row, record != NULL && can_write);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_logo_row), has_logo ? _("_Replace Logo…") : _("_Add Logo…"));
  gtk_widget_set_visible (self->remove_logo_row, has_logo && can_write);
}

static void
choice_changed_cb (CamPapersDialog *self)
{
  if (self->store == NULL)
    return;
  gtk_widget_set_visible (self->logo_group, self->event != NULL && adw_combo_row_get_selected (self->kind_row) < 2);
  refresh (self);
}

static void
changed_cb (CamPapersDialog *self,
            CamChanges      *changes)
{
  static const char *const tables[] = { "event", "event_date", "event_area", "event_partner", "venue", "organisation",
                                        "organisation_logo" };

  for (guint i = 0; i < G_N_ELEMENTS (tables) && !g_cancellable_is_cancelled (self->closing); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        follow_partner (self);
        refresh (self);
        return;
      }
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);
  g_autofree char *text = cam_paper_to_text (self->paper);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  tell (self, _("Copied. It can be pasted into an e-mail."));
}

static void
print_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);

  cam_paper_print (widget, self->paper, is_a3 (self));
}

static void
tell_saved (CamPapersDialog *self,
            gboolean         saved,
            const GError    *error)
{
  g_autofree char *text = NULL;

  if (saved)
    text = g_strdup (_("Saved"));
  else if (g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    text = g_strdup (self->event != NULL ? _("The name has to end in .pdf, .html or .txt.")
                                         : _("The name has to end in .pdf, or for venues also in .html or .csv."));
  else
    text = cam_format_error (error);
  tell (self, text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamPapersDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean saved = cam_paper_save_finish (result, &error);

  tell_saved (self, saved, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (task_data, &length);
  GError *error = NULL;

  if (cam_output_write (g_task_get_name (task), data, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The table of venues is read here and written elsewhere. */
static void
save_table (CamPapersDialog *self,
            const char      *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) table = cam_venue_export_csv (self->store, &error);
  g_autoptr(GTask) task = NULL;

  if (table == NULL)
    {
      tell_saved (self, FALSE, error);
      return;
    }
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_name (task, path);
  g_task_set_task_data (task, g_steal_pointer (&table), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
is_venues (CamPapersDialog *self)
{
  return self->event == NULL && adw_combo_row_get_selected (self->kind_row) == G_N_ELEMENTS (self->calendars);
}

void
cam_papers_dialog_save_to (CamPapersDialog *self,
                           GFile           *file)
{
  const char *path = NULL;

  g_return_if_fail (CAM_IS_PAPERS_DIALOG (self) && G_IS_FILE (file));

  path = g_file_peek_path (file);
  if (self->paper == NULL)
    return;
  if (path == NULL || cam_store_is_at (self->store, path))
    tell (self, path == NULL ? _("Choose a folder of this computer.") : _("This is the file that is open. Choose another name."));
  else if (is_venues (self) && g_str_has_suffix (path, ".csv"))
    save_table (self, path);
  else
    cam_paper_save_async (self->paper, path, is_a3 (self), NULL, saved_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CamPapersDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !g_cancellable_is_cancelled (self->closing))
    cam_papers_dialog_save_to (self, file);
}

static void
add_filter (GListStore *filters,
            const char *name,
            const char *suffix)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);
}

/* Without what file systems and people stumble over. */
static char *
dup_file_name (const CamPaper *paper)
{
  g_autofree char *start = g_utf8_substring (cam_paper_get_title (paper), 0,
                                             MIN (g_utf8_strlen (cam_paper_get_title (paper), -1), 60));

  g_strdelimit (start, "/\\:*?\"<>|.", ' ');
  g_strstrip (start);
  return g_strconcat (*start != '\0' ? start : _("Paper"), ".pdf", NULL);
}

static GtkWindow *
get_window (CamPapersDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *name = dup_file_name (self->paper);

  add_filter (filters, _("PDF, to print (.pdf)"), "pdf");
  if (cam_paper_has_html (self->paper))
    add_filter (filters, _("Web page (.html)"), "html");
  if (cam_paper_has_text (self->paper))
    add_filter (filters, _("Plain text (.txt)"), "txt");
  if (is_venues (self))
    add_filter (filters, _("Table (.csv)"), "csv");
  gtk_file_dialog_set_title (chooser, _("Save Paper"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, get_window (self), self->closing, file_chosen_cb, g_object_ref (self));
}

static void
partner_chosen_cb (GtkWidget  *owner,
                   CamRecord  *record,
                   const char *name)
{
  if (record != NULL)
    cam_papers_dialog_set_partner (CAM_PAPERS_DIALOG (owner), cam_record_get_uuid (record));
}

static void
choose_partner_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);
  CamPickDialog *dialog = cam_pick_dialog_choose (widget, self->store, CAM_TYPE_ORGANISATION, _("Whose Logo?"), NULL, NULL, NULL,
                                                  FALSE, partner_chosen_cb);

  cam_pick_dialog_set_hint (dialog, _("There are no partners yet. They come about where an event or an activity names them."));
}

static void
no_partner_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  cam_papers_dialog_set_partner (CAM_PAPERS_DIALOG (widget), NULL);
}

static void
logo_changed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(CamPapersDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (cam_partner_logo_finish (CAM_STORE (source), result, &error))
    return;
  /* What is said of a picture is said for people. */
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG) || g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED)
      || g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID) || g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    text = g_strdup (error->message);
  else
    text = cam_format_error (error);
  tell (self, text);
}

void
cam_papers_dialog_add_logo_from (CamPapersDialog *self,
                                 GFile           *file)
{
  g_return_if_fail (CAM_IS_PAPERS_DIALOG (self) && G_IS_FILE (file));

  if (self->partner == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    tell (self, _("Choose a folder of this computer."));
  else
    cam_partner_logo_set_async (self->store, self->partner, g_file_peek_path (file), logo_changed_cb, g_object_ref (self));
}

static void
logo_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CamPapersDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && !g_cancellable_is_cancelled (self->closing))
    cam_papers_dialog_add_logo_from (self, file);
}

static void
add_logo_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures (.png, .jpg)"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (chooser, _("Choose a Logo"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_open (chooser, get_window (self), self->closing, logo_chosen_cb, g_object_ref (self));
}

static void
remove_logo_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (widget);

  if (self->partner != NULL)
    cam_partner_logo_remove_async (self->store, self->partner, logo_changed_cb, g_object_ref (self));
}

static void
cam_papers_dialog_closed (AdwDialog *dialog)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (dialog);

  g_cancellable_cancel (self->closing);
  g_cancellable_cancel (self->drawing);
  cam_ui_leave_dialog (dialog);
}

static void
cam_papers_dialog_dispose (GObject *object)
{
  CamPapersDialog *self = CAM_PAPERS_DIALOG (object);

  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->paper, cam_paper_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->calendars); i++)
    g_clear_pointer (&self->calendars[i], cam_paper_unref);
  g_clear_object (&self->atlas);
  g_clear_object (&self->store);
  g_clear_pointer (&self->event, g_free);
  g_clear_pointer (&self->original_at, g_free);
  g_clear_pointer (&self->partner, g_free);

  G_OBJECT_CLASS (cam_papers_dialog_parent_class)->dispose (object);
}

static void
cam_papers_dialog_class_init (CamPapersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_papers_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_papers_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-papers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, add_logo_row);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, logo_group);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, no_partner_button);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, pages_label);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, partner_row);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, remove_logo_row);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, CamPapersDialog, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_install_action (widget_class, "papers.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "papers.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "papers.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "papers.choose-partner", NULL, choose_partner_action);
  gtk_widget_class_install_action (widget_class, "papers.no-partner", NULL, no_partner_action);
  gtk_widget_class_install_action (widget_class, "papers.add-logo", NULL, add_logo_action);
  gtk_widget_class_install_action (widget_class, "papers.remove-logo", NULL, remove_logo_action);
}

static void
cam_papers_dialog_init (CamPapersDialog *self)
{
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CamPapersDialog *
papers_dialog_new (CamStore          *store,
                   const char *const *kinds)
{
  CamPapersDialog *self = g_object_new (CAM_TYPE_PAPERS_DIALOG, NULL);
  g_autoptr(GtkStringList) list = gtk_string_list_new (kinds);

  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (list));
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* Over a form that has the focus it would stay there, and Escape would close that (libadwaita 1.7). */
static void
present (CamPapersDialog *self,
         GtkWidget       *parent)
{
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
}

AdwDialog *
cam_papers_dialog_present_event (GtkWidget  *parent,
                                 CamStore   *store,
                                 CamAtlas   *atlas,
                                 const char *event,
                                 const char *original_at)
{
  const char *kinds[] = { _("Poster"), _("Invitation"), _("Sign-in sheet"), NULL };
  CamPapersDialog *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && event != NULL, NULL);

  self = papers_dialog_new (store, kinds);
  g_set_object (&self->atlas, atlas);
  self->event = g_strdup (event);
  self->original_at = g_strdup (original_at);
  follow_partner (self);
  choice_changed_cb (self);
  present (self, parent);
  return ADW_DIALOG (self);
}

AdwDialog *
cam_papers_dialog_present_calendar (GtkWidget *parent,
                                    CamStore  *store,
                                    CamPaper  *month,
                                    CamPaper  *agenda)
{
  const char *kinds[] = { _("Calendar of the month"), _("List of events"), _("List of venues"), NULL };
  CamPapersDialog *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent) && CAM_IS_STORE (store) && month != NULL && agenda != NULL, NULL);

  self = papers_dialog_new (store, kinds);
  self->calendars[0] = cam_paper_ref (month);
  self->calendars[1] = cam_paper_ref (agenda);
  choice_changed_cb (self);
  present (self, parent);
  return ADW_DIALOG (self);
}

void
cam_papers_dialog_set_partner (CamPapersDialog *self,
                               const char      *organisation)
{
  g_return_if_fail (CAM_IS_PAPERS_DIALOG (self));

  if (!g_set_str (&self->partner, organisation))
    return;
  follow_partner (self);
  refresh (self);
}
