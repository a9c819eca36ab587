/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-restore.h"

#include "cam-format.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* What a restoring needs until it is over. The widget that asked for it may be gone by then: the list that it
 * is in follows the store. */
typedef struct
{
  CamStore        *store;
  AdwToastOverlay *overlay;  /* may be NULL */
  char            *label;
} Restoring;

static Restoring *
restoring_copy (Restoring *self)
{
  Restoring *copy = g_new0 (Restoring, 1);

  copy->store = g_object_ref (self->store);
  g_set_object (&copy->overlay, self->overlay);
  copy->label = g_strdup (self->label);
  return copy;
}

static void
restoring_free (Restoring *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->label, g_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static void
closure_free (gpointer  data,
              GClosure *closure)
{
  restoring_free (data);
}

static AdwToast *
tell (Restoring  *self,
      const char *text)
{
  AdwToast *toast = NULL;

  if (self->overlay == NULL)
    return NULL;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  return toast;
}

static void
show (Restoring *self,
      AdwToast  *toast)
{
  if (toast != NULL)
    adw_toast_overlay_add_toast (self->overlay, toast);
}

/* Whether the overlay is still on a screen is the overlay's affair: it takes toasts all the same. */
static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Restoring) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);
  /* Translators: %s is what was done before, such as "Rename area" */
  g_autofree char *text = label != NULL ? g_strdup_printf (_("Undone: %s"), label) : cam_format_error (error);

  show (self, tell (self, text));
}

/* Only what the toast is about: something else may have been done since. */
static void
undo_clicked_cb (AdwToast  *toast,
                 Restoring *self)
{
  if (g_strcmp0 (cam_store_get_undo_label (self->store), self->label) == 0)
    cam_store_undo_async (self->store, NULL, undone_cb, restoring_copy (self));
  else
    show (self, tell (self, _("Something else was done since. Undo that first.")));
}

static void
tell_done (Restoring *self)
{
  /* Translators: %s is what was done, such as "Restore name of Ely" */
  g_autofree char *text = g_strdup_printf (_("Done: %s"), self->label);
  AdwToast *toast = tell (self, text);

  if (toast == NULL)
    return;
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), restoring_copy (self),
                         closure_free, 0);
  show (self, toast);
}

/* A refusal says why in words for people; any other failure is one of the file. */
static char *
dup_sentence (const GError *error)
{
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND)
      || g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID)
      || g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    return g_strdup (error->message);
  return cam_format_error (error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Restoring) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (cam_history_restore_finish (CAM_STORE (source), result, &error))
    {
      tell_done (self);
      return;
    }
  sentence = dup_sentence (error);
  show (self, tell (self, sentence));
}

void
cam_restore_entry (GtkWidget       *widget,
                   CamStore        *store,
                   CamHistoryEntry *entry)
{
  Restoring *self = NULL;
  GtkWidget *overlay = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (CAM_IS_HISTORY_ENTRY (entry));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  self = g_new0 (Restoring, 1);
  self->store = g_object_ref (store);
  self->label = cam_words_dup_restore (entry);
  if (overlay != NULL)
    self->overlay = g_object_ref (ADW_TOAST_OVERLAY (overlay));
  cam_history_restore_async (store, entry, self->label, NULL, restored_cb, self);
}
