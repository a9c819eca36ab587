/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-passphrase-dialog.h"

#include "cam-age.h"
#include "cam-passphrase.h"

#include <glib/gi18n.h>

/* Room for a second row and the longest hint on the narrowest screen; a dialog that grew by itself would
 * jump while somebody types. */
#define NEW_HEIGHT 400

/* One question, which ends with the task: by a passphrase, by an error of the copy, or by closing. Typed
 * passphrases lie in the entries' own memory, which GTK overwrites, and are taken out of it at the end. */
struct _CamPassphraseDialog
{
  AdwDialog    parent_instance;

  GtkWidget   *accept_button;
  GtkEditable *again_row;
  GtkLabel    *message_label;
  GtkEditable *passphrase_row;
  GtkLabel    *question_label;
  GtkWidget   *spinner;

  GTask       *task;    /* NULL once it is over */
  char        *path;    /* of the copy to open; NULL where a new passphrase is asked for */
};

G_DEFINE_FINAL_TYPE (CamPassphraseDialog, cam_passphrase_dialog, ADW_TYPE_DIALOG)

/* Takes @passphrase or @error, or neither where the person does not want to. */
static void
end (CamPassphraseDialog *self,
     char                *passphrase,
     GError              *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;
  if (passphrase != NULL)
    g_task_return_pointer (task, passphrase, (GDestroyNotify) cam_passphrase_free);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody gave a passphrase.");
}

static void
show_message (CamPassphraseDialog *self,
              const char          *text,
              gboolean             is_error)
{
  gtk_label_set_label (self->message_label, text);
  if (is_error)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->passphrase_row), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message_label), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), "dim-label");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->passphrase_row), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message_label), "dim-label");
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->passphrase_row), GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set_busy (CamPassphraseDialog *self,
          gboolean             is_busy)
{
  gtk_editable_set_editable (self->passphrase_row, !is_busy);
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "passphrase.accept", !is_busy);
}

static gboolean
is_same (CamPassphraseDialog *self)
{
  return g_str_equal (gtk_editable_get_text (self->passphrase_row), gtk_editable_get_text (self->again_row));
}

static const char *
describe_strength (CamPassphraseStrength strength)
{
  switch (strength)
    {
    case CAM_PASSPHRASE_WEAK:
      return _("Easy to guess. Add a word or two.");
    case CAM_PASSPHRASE_FAIR:
      return _("Fairly good. One more word makes it hard to guess.");
    case CAM_PASSPHRASE_STRONG:
      return _("Good: this is hard to guess.");
    case CAM_PASSPHRASE_TOO_SHORT:
    default:
      return _("At least 8 characters. Four words that have nothing to do with each other are easy to remember "
               "and hard to guess.");
    }
}

static void
judge (CamPassphraseDialog *self)
{
  CamPassphraseStrength strength = cam_passphrase_judge (gtk_editable_get_text (self->passphrase_row));
  gboolean has_again = *gtk_editable_get_text (self->again_row) != '\0';
  gboolean differs = has_again && !is_same (self);

  if (differs && strength != CAM_PASSPHRASE_TOO_SHORT)
    show_message (self, _("The two are not the same yet."), FALSE);
  else
    show_message (self, describe_strength (strength), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "passphrase.accept",
                                 strength != CAM_PASSPHRASE_TOO_SHORT && is_same (self));
}

static void
changed_cb (CamPassphraseDialog *self)
{
  /* The rows are emptied once it is over. */
  if (self->task == NULL)
    return;
  if (self->path == NULL)
    {
      judge (self);
      return;
    }
  show_message (self, "", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "passphrase.accept",
                                 *gtk_editable_get_text (self->passphrase_row) != '\0');
}

static void
accept_typed (CamPassphraseDialog *self)
{
  end (self, g_strdup (gtk_editable_get_text (self->passphrase_row)), NULL);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CamPassphraseDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_right = cam_age_check_passphrase_finish (result, &error);

  if (self->task == NULL)
    return;
  set_busy (self, FALSE);
  if (is_right)
    {
      accept_typed (self);
      return;
    }
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    {
      show_message (self, _("This passphrase does not open the copy. Look at capital letters and "
                            "spaces."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
      gtk_editable_select_region (self->passphrase_row, 0, -1);
      return;
    }
  end (self, NULL, g_steal_pointer (&error));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* What was typed cannot change while it is tried. */
static void
accept_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPassphraseDialog *self = CAM_PASSPHRASE_DIALOG (widget);

  if (self->path == NULL)
    {
      accept_typed (self);
      return;
    }
  show_message (self, _("Trying the passphrase…"), FALSE);
  set_busy (self, TRUE);
  cam_age_check_passphrase_async (self->path, gtk_editable_get_text (self->passphrase_row),
                                  g_task_get_cancellable (self->task), checked_cb, g_object_ref (self));
}

/* Enter in the first of two rows goes on to the second. */
static void
passphrase_activated_cb (CamPassphraseDialog *self)
{
  if (self->path == NULL && !is_same (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->again_row));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "passphrase.accept", NULL);
}

static void
again_activated_cb (CamPassphraseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "passphrase.accept", NULL);
}

static void
cam_passphrase_dialog_closed (AdwDialog *dialog)
{
  CamPassphraseDialog *self = CAM_PASSPHRASE_DIALOG (dialog);

  end (self, NULL, NULL);
  gtk_editable_set_text (self->passphrase_row, "");
  gtk_editable_set_text (self->again_row, "");
}

static void
cam_passphrase_dialog_dispose (GObject *object)
{
  end (CAM_PASSPHRASE_DIALOG (object), NULL, NULL);

  G_OBJECT_CLASS (cam_passphrase_dialog_parent_class)->dispose (object);
}

static void
cam_passphrase_dialog_finalize (GObject *object)
{
  g_clear_pointer (&CAM_PASSPHRASE_DIALOG (object)->path, g_free);

  G_OBJECT_CLASS (cam_passphrase_dialog_parent_class)->finalize (object);
}

static void
cam_passphrase_dialog_class_init (CamPassphraseDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_passphrase_dialog_dispose;
  object_class->finalize = cam_passphrase_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_passphrase_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, message_label);
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, question_label);
  gtk_widget_class_bind_template_child (widget_class, CamPassphraseDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, again_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_activated_cb);
  gtk_widget_class_install_action (widget_class, "passphrase.accept", NULL, accept_action);
}

static void
cam_passphrase_dialog_init (CamPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* NULL where it is over before it began. */
static GTask *
new_task (GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cam_passphrase_dialog_choose_finish);
  return g_task_return_error_if_cancelled (task) ? NULL : g_steal_pointer (&task);
}

/* Shows a dialog that ends @task, and takes it. */
static void
present (CamPassphraseDialog *self,
         GtkWidget           *parent,
         GTask               *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->task = task;
  changed_cb (self);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (adw_dialog_force_close), self,
                             G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

void
cam_passphrase_dialog_choose_async (GtkWidget           *parent,
                                    const char          *path,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  CamPassphraseDialog *self = NULL;
  GTask *task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *question = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (path != NULL);

  task = new_task (cancellable, callback, user_data);
  if (task == NULL)
    return;
  self = g_object_new (CAM_TYPE_PASSPHRASE_DIALOG, NULL);
  self->path = g_strdup (path);
  name = g_filename_display_basename (path);
  /* Translators: %s is the name of a file */
  question = g_strdup_printf (_("“%s” is protected. Ask the person who gave it to you for its passphrase."), name);
  gtk_label_set_label (self->question_label, question);
  present (self, parent, task);
}

void
cam_passphrase_dialog_choose_new_async (GtkWidget           *parent,
                                        const char          *name,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  CamPassphraseDialog *self = NULL;
  GTask *task = NULL;
  g_autofree char *question = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);

  task = new_task (cancellable, callback, user_data);
  if (task == NULL)
    return;
  self = g_object_new (CAM_TYPE_PASSPHRASE_DIALOG, "title", _("New Passphrase"), "content-height", NEW_HEIGHT,
                       NULL);
  /* Translators: %s is the name of a file */
  question = g_strdup_printf (_("Nobody can open “%s” without it, not even you. Tell it by telephone or in person, "
                                "not in the message that carries the copy."), name);
  gtk_label_set_label (self->question_label, question);
  gtk_widget_set_visible (GTK_WIDGET (self->again_row), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->accept_button), _("_Set"));
  present (self, parent, task);
}

char *
cam_passphrase_dialog_choose_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cam_passphrase_dialog_choose_finish), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
