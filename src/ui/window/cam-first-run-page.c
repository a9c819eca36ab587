/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-first-run-page.h"

#include "cam-age.h"
#include "cam-format.h"
#include "cam-passphrase-dialog.h"
#include "cam-passphrase.h"
#include "cam-starter.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _CamFirstRunPage
{
  AdwBin        parent_instance;

  GtkListBox   *buttons;
  GtkLabel     *message_label;
  GtkStack     *stack;

  char         *path;
  CamStore     *store;        /* being filled */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CamFirstRunPage, cam_first_run_page, ADW_TYPE_BIN)

enum
{
  READY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_busy (CamFirstRunPage *self,
          gboolean         is_busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), !is_busy);
  gtk_stack_set_visible_child_name (self->stack, is_busy ? "busy" : "choice");
}

static void
show_error (CamFirstRunPage *self,
            const GError    *error)
{
  g_autofree char *sentence = cam_format_error (error);

  g_debug ("First run: %s", error->message);
  gtk_label_set_label (self->message_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), TRUE);
  set_busy (self, FALSE);
}

static CamStore *
create_store (CamFirstRunPage  *self,
              GError          **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "The folder “%s” cannot be made.", folder);
      return NULL;
    }
  return cam_store_open (self->path, CAM_STORE_OPEN_CREATE, error);
}

static void
starter_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(CamFirstRunPage) self = user_data;
  g_autoptr(CamStore) store = g_steal_pointer (&self->store);
  g_autoptr(GError) error = NULL;
  gboolean is_loaded = cam_starter_load_finish (store, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      cam_store_close (store);
      return;
    }
  if (is_loaded)
    {
      g_signal_emit (self, signals[READY], 0, store);
      return;
    }
  /* An empty file would look like a choice that nobody made. */
  cam_store_close (store);
  g_unlink (self->path);
  show_error (self, error);
}

void
cam_first_run_page_start_full (CamFirstRunPage *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CAM_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (self->path != NULL);

  if (self->store != NULL)
    return;
  set_busy (self, TRUE);
  self->store = create_store (self, &error);
  if (self->store == NULL)
    show_error (self, error);
  else
    cam_starter_load_async (self->store, self->cancellable, starter_loaded_cb, g_object_ref (self));
}

void
cam_first_run_page_start_empty (CamFirstRunPage *self)
{
  g_autoptr(CamStore) store = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CAM_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (self->path != NULL);

  store = create_store (self, &error);
  if (store == NULL)
    show_error (self, error);
  else
    g_signal_emit (self, signals[READY], 0, store);
}

/* Opening the copy beside its later place shows whether it is a sound file of this program; only then
 * does it take the name. */
static CamStore *
take_copy (CamFirstRunPage  *self,
           GFile            *copy,
           GError          **error)
{
  g_autoptr(CamStore) trial = cam_store_open (g_file_peek_path (copy), CAM_STORE_OPEN_READ_ONLY, error);
  g_autoptr(GFile) target = g_file_new_for_path (self->path);

  if (trial == NULL)
    return NULL;
  cam_store_close (trial);
  if (!g_file_move (copy, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return NULL;
  return cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, error);
}

static char *
dup_copy_path (CamFirstRunPage *self)
{
  return g_strconcat (self->path, ".copying", NULL);
}

/* @error: why there is no copy, NULL where there is one. */
static void
end_copy (CamFirstRunPage *self,
          const GError    *error)
{
  g_autofree char *copy_path = dup_copy_path (self);
  g_autoptr(GFile) copy = g_file_new_for_path (copy_path);
  g_autoptr(CamStore) store = NULL;
  g_autoptr(GError) local_error = NULL;

  if (error == NULL)
    store = take_copy (self, copy, &local_error);
  if (store == NULL)
    g_unlink (copy_path);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (store == NULL)
    show_error (self, error != NULL ? error : local_error);
  else
    g_signal_emit (self, signals[READY], 0, store);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamFirstRunPage) self = user_data;
  g_autoptr(GError) error = NULL;

  g_file_copy_finish (G_FILE (source), result, &error);
  end_copy (self, error);
}

static void
decrypted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CamFirstRunPage) self = user_data;
  g_autoptr(GError) error = NULL;

  cam_age_decrypt_file_finish (result, &error);
  end_copy (self, error);
}

/* A copy under a passphrase, and the page that waits for it. */
typedef struct
{
  CamFirstRunPage *page;
  char            *path;
} Protected;

static void
protected_free (Protected *protected)
{
  g_object_unref (protected->page);
  g_free (protected->path);
  g_free (protected);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Protected, protected_free)

static void
passphrase_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Protected) protected = user_data;
  CamFirstRunPage *self = protected->page;
  g_autofree char *copy_path = dup_copy_path (self);
  g_autoptr(GError) error = NULL;
  char *passphrase = cam_passphrase_dialog_choose_finish (result, &error);

  if (passphrase != NULL)
    cam_age_decrypt_file_async (protected->path, copy_path, passphrase, NULL, NULL, self->cancellable, decrypted_cb,
                                g_object_ref (self));
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        set_busy (self, FALSE);
      else
        show_error (self, error);
    }
  cam_passphrase_free (passphrase);
}

/* The file itself stays closed: what lies in it goes straight to its later place. */
static void
ask_for_passphrase (CamFirstRunPage *self,
                    const char      *path)
{
  Protected *protected = g_new0 (Protected, 1);

  protected->page = g_object_ref (self);
  protected->path = g_strdup (path);
  cam_passphrase_dialog_choose_async (GTK_WIDGET (self), path, self->cancellable, passphrase_cb, protected);
}

void
cam_first_run_page_start_copy (CamFirstRunPage *self,
                               GFile           *file)
{
  g_autofree char *copy_path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(GFile) copy = NULL;

  g_return_if_fail (CAM_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->path != NULL);

  set_busy (self, TRUE);
  folder = g_path_get_dirname (self->path);
  copy_path = dup_copy_path (self);
  copy = g_file_new_for_path (copy_path);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), FALSE);
  /* Where the folder cannot be made, the copy fails and says why. */
  g_mkdir_with_parents (folder, 0700);
  if (g_file_peek_path (file) != NULL && cam_age_is_file (g_file_peek_path (file)))
    {
      ask_for_passphrase (self, g_file_peek_path (file));
      return;
    }
  g_file_copy_async (file, copy, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                     G_PRIORITY_DEFAULT, self->cancellable, NULL, NULL, copied_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamFirstRunPage) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    cam_first_run_page_start_copy (self, file);
}

static void
start_full_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  cam_first_run_page_start_full (CAM_FIRST_RUN_PAGE (widget));
}

static void
start_empty_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  cam_first_run_page_start_empty (CAM_FIRST_RUN_PAGE (widget));
}

static void
open_copy_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamFirstRunPage *self = CAM_FIRST_RUN_PAGE (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, _("Cambridgeshire Local files"));
  gtk_file_filter_add_suffix (filter, "gpkg");
  gtk_file_filter_add_suffix (filter, "gpkg.age");
  gtk_file_dialog_set_title (chooser, _("Open a Copy"));
  gtk_file_dialog_set_default_filter (chooser, filter);
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->cancellable,
                        chosen_cb, g_object_ref (self));
}

static gboolean
cam_first_run_page_grab_focus (GtkWidget *widget)
{
  CamFirstRunPage *self = CAM_FIRST_RUN_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->buttons, 0)));
}

static void
cam_first_run_page_dispose (GObject *object)
{
  g_cancellable_cancel (CAM_FIRST_RUN_PAGE (object)->cancellable);

  G_OBJECT_CLASS (cam_first_run_page_parent_class)->dispose (object);
}

static void
cam_first_run_page_finalize (GObject *object)
{
  CamFirstRunPage *self = CAM_FIRST_RUN_PAGE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (cam_first_run_page_parent_class)->finalize (object);
}

static void
cam_first_run_page_class_init (CamFirstRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_first_run_page_dispose;
  object_class->finalize = cam_first_run_page_finalize;
  widget_class->grab_focus = cam_first_run_page_grab_focus;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, CAM_TYPE_STORE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamFirstRunPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, CamFirstRunPage, message_label);
  gtk_widget_class_bind_template_child (widget_class, CamFirstRunPage, stack);
  gtk_widget_class_install_action (widget_class, "first-run.start-full", NULL, start_full_action);
  gtk_widget_class_install_action (widget_class, "first-run.start-empty", NULL, start_empty_action);
  gtk_widget_class_install_action (widget_class, "first-run.open-copy", NULL, open_copy_action);
}

static void
cam_first_run_page_init (CamFirstRunPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_first_run_page_set_path (CamFirstRunPage *self,
                             const char      *path)
{
  g_return_if_fail (CAM_IS_FIRST_RUN_PAGE (self));
  g_return_if_fail (path != NULL);

  g_set_str (&self->path, path);
  set_busy (self, FALSE);
}
