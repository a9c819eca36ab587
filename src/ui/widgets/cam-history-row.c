/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-row.h"

#include "cam-restore.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

/* Changes that are told while the row is folded. */
#define MAX_TOLD 3

struct _CamHistoryRow
{
  AdwExpanderRow    parent_instance;

  CamStore         *store;
  CamHistoryAction *action;
  guint             n_rows;      /* changes that have a row */
  GtkWidget        *more_row;    /* NULL where nothing is left out */
};

G_DEFINE_FINAL_TYPE (CamHistoryRow, cam_history_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
is_about_several (CamHistoryRow *self)
{
  GListModel *changes = cam_history_action_get_changes (self->action);
  g_autoptr(CamHistoryEntry) first = g_list_model_get_item (changes, 0);
  gboolean is_several = cam_history_action_has_more (self->action);

  for (guint i = 1; !is_several && i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr(CamHistoryEntry) entry = g_list_model_get_item (changes, i);

      is_several = g_strcmp0 (cam_history_entry_get_uuid (entry), cam_history_entry_get_uuid (first)) != 0;
    }
  return is_several;
}

static char *
dup_count (CamHistoryRow *self)
{
  gboolean at_least = FALSE;
  guint count = cam_history_action_count (self->action, &at_least);

  if (at_least)
    /* Translators: %u is a number of changes that were counted; there are, or may be, more */
    return g_strdup_printf (ngettext ("%u change or more", "%u changes or more", count), count);
  return g_strdup_printf (ngettext ("%u change", "%u changes", count), count);
}

/* Folded, the row says what its changes are, or how many. */
static void
follow_subtitle (CamHistoryRow *self)
{
  GListModel *changes = cam_history_action_get_changes (self->action);
  guint n_changes = g_list_model_get_n_items (changes);
  g_autofree char *circumstances = cam_words_dup_circumstances (self->action);
  g_autoptr(GString) text = g_string_new (circumstances);

  if (n_changes > MAX_TOLD || is_about_several (self))
    {
      g_autofree char *count = dup_count (self);

      g_string_append_printf (text, "\n%s", count);
    }
  else if (!adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    for (guint i = 0; i < n_changes; i++)
      {
        g_autoptr(CamHistoryEntry) entry = g_list_model_get_item (changes, i);
        g_autofree char *change = cam_words_dup_change (entry);

        g_string_append_printf (text, "\n%s", change);
      }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
}

static void
restore_clicked_cb (GtkButton *button,
                    gpointer   user_data)
{
  CamHistoryEntry *entry = user_data;
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), CAM_TYPE_HISTORY_ROW);

  if (row != NULL)
    cam_restore_entry (GTK_WIDGET (button), CAM_HISTORY_ROW (row)->store, entry);
}

static void
unref_entry (gpointer  data,
             GClosure *closure)
{
  g_object_unref (data);
}

static GtkWidget *
create_restore_button (CamHistoryEntry *entry)
{
  g_autofree char *what = cam_words_dup_restore (entry);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "label", _("Restore"),
                                    "tooltip-text", what,
                                    "valign", GTK_ALIGN_CENTER,
                                    "css-classes", (const char *[]) { "flat", NULL },
                                    NULL);

  /* Several buttons that all say "Restore" would be the same to a screen reader. A button's own label comes
   * before the property. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (restore_clicked_cb), g_object_ref (entry), unref_entry,
                         0);
  return button;
}

static GtkWidget *
create_change_row (CamHistoryRow   *self,
                   CamHistoryEntry *entry,
                   gboolean         names_record)
{
  g_autofree char *change = cam_words_dup_change (entry);
  g_autofree char *title = cam_words_dup_value (NULL, cam_history_entry_get_title (entry));
  const char *kind = cam_words_for_kind (cam_history_entry_get_table (entry));
  GtkWidget *row = cam_ui_new_row (change, NULL);

  if (names_record)
    {
      g_autofree char *about = *cam_history_entry_get_title (entry) != '\0'
                                 ? g_strconcat (title, " · ", kind, NULL) : g_strdup (kind);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
    }
  if (cam_history_can_restore (entry) && !cam_store_get_read_only (self->store))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_restore_button (entry));
  return row;
}

static void
show_more_cb (CamHistoryRow *self)
{
  g_autoptr(GError) error = NULL;

  if (!cam_history_action_read_more (self->action, &error))
    g_debug ("No more changes: %s", error->message);
}

/* Rows for the changes that were read and have none yet; the last row offers more. */
static void
add_rows (CamHistoryRow *self)
{
  GListModel *changes = cam_history_action_get_changes (self->action);
  gboolean names_record = is_about_several (self);

  if (self->more_row != NULL)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->more_row);
  self->more_row = NULL;
  for (; self->n_rows < g_list_model_get_n_items (changes); self->n_rows++)
    {
      g_autoptr(CamHistoryEntry) entry = g_list_model_get_item (changes, self->n_rows);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), create_change_row (self, entry, names_record));
    }
  if (!cam_history_action_has_more (self->action))
    return;
  self->more_row = g_object_new (ADW_TYPE_BUTTON_ROW, "title", _("Show More Changes"), NULL);
  g_signal_connect_object (self->more_row, "activated", G_CALLBACK (show_more_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->more_row);
}

static void
changes_changed_cb (CamHistoryRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    add_rows (self);
  follow_subtitle (self);
}

static void
expanded_cb (CamHistoryRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && self->n_rows == 0)
    add_rows (self);
  follow_subtitle (self);
}

static void
cam_history_row_dispose (GObject *object)
{
  CamHistoryRow *self = CAM_HISTORY_ROW (object);

  self->more_row = NULL;
  g_clear_object (&self->store);
  g_clear_object (&self->action);

  G_OBJECT_CLASS (cam_history_row_parent_class)->dispose (object);
}

static void
cam_history_row_class_init (CamHistoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_history_row_dispose;
}

static void
cam_history_row_init (CamHistoryRow *self)
{
}

GtkWidget *
cam_history_row_new (CamStore         *store,
                     CamHistoryAction *action)
{
  CamHistoryRow *self = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (action), NULL);

  title = cam_words_dup_action (action);
  self = g_object_new (CAM_TYPE_HISTORY_ROW, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  self->store = g_object_ref (store);
  self->action = g_object_ref (action);
  g_signal_connect_object (cam_history_action_get_changes (action), "items-changed",
                           G_CALLBACK (changes_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
  follow_subtitle (self);
  return GTK_WIDGET (self);
}

CamHistoryAction *
cam_history_row_get_action (CamHistoryRow *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ROW (self), NULL);

  return self->action;
}
