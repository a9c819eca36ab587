/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-erase-dialog.h"

#include "cam-backup.h"
#include "cam-erasure-page.h"
#include "cam-place-search.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamEraseDialog
{
  AdwDialog       parent_instance;

  CamErasurePage *page;
  CamAtlas       *atlas;
  CamPerson      *person;
};

G_DEFINE_FINAL_TYPE (CamEraseDialog, cam_erase_dialog, ADW_TYPE_DIALOG)

enum
{
  HIT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
done_cb (CamEraseDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
}

static void
hit_activated_cb (CamEraseDialog *self,
                  CamPlaceHit    *hit)
{
  g_signal_emit (self, signals[HIT_ACTIVATED], 0, hit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cam_erase_dialog_dispose (GObject *object)
{
  CamEraseDialog *self = CAM_ERASE_DIALOG (object);

  g_clear_object (&self->person);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (cam_erase_dialog_parent_class)->dispose (object);
}

static void
cam_erase_dialog_class_init (CamEraseDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_erase_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_ui_leave_dialog;

  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, CAM_TYPE_PLACE_HIT);
}

static void
cam_erase_dialog_init (CamEraseDialog *self)
{
  GtkWidget *bar = adw_toolbar_view_new ();

  self->page = g_object_new (CAM_TYPE_ERASURE_PAGE, NULL);
  g_signal_connect_object (self->page, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "hit-activated", G_CALLBACK (hit_activated_cb), self, G_CONNECT_SWAPPED);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bar), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bar), GTK_WIDGET (self->page));
  adw_dialog_set_child (ADW_DIALOG (self), bar);
  adw_dialog_set_title (ADW_DIALOG (self), _("Erase Personal Data"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
}

CamEraseDialog *
cam_erase_dialog_new (CamAtlas  *atlas,
                      CamPerson *person)
{
  CamEraseDialog *self = NULL;

  g_return_val_if_fail (CAM_IS_ATLAS (atlas), NULL);
  g_return_val_if_fail (CAM_IS_PERSON (person), NULL);

  self = g_object_new (CAM_TYPE_ERASE_DIALOG, NULL);
  self->atlas = g_object_ref (atlas);
  self->person = g_object_ref (person);
  return self;
}

/* Notes of what was talked about with them go whole. */
static guint
count_notes (CamEraseDialog *self)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue params[] = { cam_text (cam_record_get_uuid (CAM_RECORD (self->person))) };
  g_autoptr(CamCursor) cursor = cam_store_select (cam_atlas_get_store (self->atlas), "interaction", columns,
                                                  "WHERE person_uuid = ?1 AND deleted = 0", params, 1, NULL);
  guint n = 0;

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    n++;
  return n;
}

static char *
describe (CamEraseDialog *self)
{
  g_autoptr(GPtrArray) backups = cam_backup_list (cam_store_get_path (cam_atlas_get_store (self->atlas)), NULL);
  guint n_backups = backups != NULL ? backups->len : 0;
  guint n_notes = count_notes (self);
  g_autoptr(GString) text = g_string_new (NULL);

  /* Translators: %s is a person's name */
  g_string_append_printf (text, _("All that is kept about %s is taken away: the record, roles, contacts, pictures, consents, "
                                  "their history and what search knows of it."), cam_record_get_title (CAM_RECORD (self->person)));
  g_string_append_c (text, ' ');
  if (n_notes > 0)
    g_string_append_printf (text, ngettext ("%u note of a call or meeting with this person goes as well. ",
                                            "%u notes of calls and meetings with this person go as well. ", n_notes), n_notes);
  if (n_backups > 0)
    g_string_append_printf (text, ngettext ("%u automatic backup is cleaned. ", "%u automatic backups are cleaned. ", n_backups),
                            n_backups);
  g_string_append (text, _("This cannot be undone."));
  g_string_append (text, "\n\n");
  g_string_append (text, _("Other laptops erase it too when you next exchange copies. Copies that were given away on USB sticks "
                           "are not reached."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

typedef struct
{
  CamEraseDialog *dialog;
  GtkWidget      *parent;  /* weak */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->dialog);
  g_clear_weak_pointer (&question->parent);
  g_free (question);
}

static void
answered_cb (Question   *question,
             const char *response)
{
  if (g_str_equal (response, "erase") && question->parent != NULL && gtk_widget_get_root (question->parent) != NULL)
    cam_erase_dialog_start (question->dialog, question->parent);
}

void
cam_erase_dialog_ask (CamEraseDialog *self,
                      GtkWidget      *parent)
{
  AdwAlertDialog *alert = NULL;
  Question *question = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (CAM_IS_ERASE_DIALOG (self));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  body = describe (self);
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Erase Personal Data?"), body));
  question = g_new0 (Question, 1);
  question->dialog = g_object_ref_sink (self);
  g_set_weak_pointer (&question->parent, parent);
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "erase", _("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_data (alert, "response", G_CALLBACK (answered_cb), question, question_free, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}

void
cam_erase_dialog_start (CamEraseDialog *self,
                        GtkWidget      *parent)
{
  g_return_if_fail (CAM_IS_ERASE_DIALOG (self));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (cam_record_is_deleted (CAM_RECORD (self->person)))
    return;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_dialog_present (ADW_DIALOG (self), parent);
  cam_erasure_page_start (self->page, self->atlas, self->person);
}
