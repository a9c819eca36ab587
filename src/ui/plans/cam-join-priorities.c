/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-join-priorities.h"

#include "cam-duplicate.h"
#include "cam-format.h"
#include "cam-plan-names.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget     *parent;      /* weak */
  CamStore      *store;
  char          *uuid;
  char          *name;
  GPtrArray     *others;      /* uuids */
  GtkStringList *other_names;
  GtkStringList *names;       /* what the joined one may be called: this one's name, then the other's */
  AdwComboRow   *other_row;
  AdwComboRow   *name_row;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *self = data;

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->store);
  g_clear_object (&self->other_names);
  g_clear_object (&self->names);
  g_ptr_array_unref (self->others);
  g_free (self->uuid);
  g_free (self->name);
  g_free (self);
}

/* FALSE where there is no other one. */
static gboolean
list_others (Question *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPlanNames) names = cam_plan_names_load (self->store, &error);

  if (names == NULL)
    {
      g_debug ("No priorities: %s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < cam_plan_names_get_n_priorities (names); i++)
    {
      const char *uuid = cam_plan_names_get_priority (names, i);
      const char *name = cam_plan_names_get_name (names, uuid);

      if (g_str_equal (uuid, self->uuid))
        {
          g_set_str (&self->name, name);
          continue;
        }
      g_ptr_array_add (self->others, g_strdup (uuid));
      gtk_string_list_append (self->other_names, name != NULL ? name : "");
    }
  return self->name != NULL && self->others->len > 0;
}

static void
other_chosen_cb (Question *self)
{
  guint other = adw_combo_row_get_selected (self->other_row);
  guint chosen = adw_combo_row_get_selected (self->name_row);
  const char *names[] = { self->name, NULL, NULL };

  if (other >= self->others->len)
    return;
  names[1] = gtk_string_list_get_string (self->other_names, other);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), names);
  adw_combo_row_set_selected (self->name_row, chosen == 1 ? 1 : 0);
}

static void
joined_cb (GObject      *store,
           GAsyncResult *result,
           gpointer      data)
{
  GtkWidget **parent = data;
  g_autoptr (GError) error = NULL;

  if (!cam_duplicate_finish (CAM_STORE (store), result, &error) && *parent != NULL)
    {
      g_autofree char *text = cam_format_error (error);

      gtk_widget_activate_action (*parent, "win.show-message", "s", text);
    }
  g_clear_weak_pointer (parent);
  g_free (parent);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Question       *self)
{
  guint position = adw_combo_row_get_selected (self->other_row);
  const char *other = position < self->others->len ? g_ptr_array_index (self->others, position) : NULL;
  gboolean of_other = adw_combo_row_get_selected (self->name_row) == 1;
  const char *const name_of_former[] = { "name", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  GtkWidget **parent = NULL;

  if (!g_str_equal (response, "join") || other == NULL)
    return;
  kept = cam_duplicate_dup_kept (self->store, "priority", self->uuid, other, &error);
  if (kept == NULL)
    {
      g_autofree char *text = cam_format_error (error);

      if (self->parent != NULL)
        gtk_widget_activate_action (self->parent, "win.show-message", "s", text);
      return;
    }
  parent = g_new0 (GtkWidget *, 1);
  g_set_weak_pointer (parent, self->parent);
  cam_duplicate_join_async (self->store, "priority", self->uuid, other,
                            g_str_equal (kept, self->uuid) == of_other ? name_of_former : NULL, _("Join priorities"), NULL,
                            joined_cb, parent);
}

static GtkWidget *
make_rows (Question *self)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *list = gtk_list_box_new ();

  self->other_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Join with"), "model", self->other_names,
                                  "enable-search", TRUE, "expression", name, NULL);
  self->name_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Called"), "model", self->names, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->other_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->name_row));
  return list;
}

void
cam_join_priorities_ask (GtkWidget  *parent,
                         CamStore   *store,
                         const char *uuid)
{
  AdwDialog *dialog = NULL;
  Question *self = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (uuid != NULL);

  self = g_new0 (Question, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->store = g_object_ref (store);
  self->uuid = g_strdup (uuid);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->other_names = gtk_string_list_new (NULL);
  self->names = gtk_string_list_new (NULL);
  if (!list_others (self))
    {
      question_free (self, NULL);
      gtk_widget_activate_action (parent, "win.show-message", "s", _("There is no other priority to join this one with"));
      return;
    }
  dialog = adw_alert_dialog_new (_("Join Two Priorities"),
                                 _("Outcomes, activities and measures of both will be under one. What was written about "
                                   "the other one stays in its history."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "join", _("_Join"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "join", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_rows (self));
  other_chosen_cb (self);
  g_signal_connect_swapped (self->other_row, "notify::selected", G_CALLBACK (other_chosen_cb), self);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, question_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
