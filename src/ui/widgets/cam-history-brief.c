/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-brief.h"

#include "cam-format.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#define MAX_RECORDS 300

struct _CamHistoryBrief
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkBox           *kinds_box;
  GtkWidget        *cut_label;

  CamStore         *store;
  CamHistoryFilter *filter;
  guint             n_shown;
  gulong            changed_id;
};

G_DEFINE_FINAL_TYPE (CamHistoryBrief, cam_history_brief, ADW_TYPE_BIN)

static char *
dup_subtitle (CamHistoryRecord *record)
{
  g_autofree char *when = cam_format_instant (cam_history_record_get_at (record));
  const char *author = cam_history_record_get_author (record);
  guint count = cam_history_record_count (record);
  g_autoptr(GString) text = g_string_new (NULL);

  if (cam_history_record_is_new (record))
    g_string_append_printf (text, "%s · ", _("New"));
  if (cam_history_record_is_deleted (record))
    g_string_append_printf (text, "%s · ", _("Deleted"));
  g_string_append_printf (text, ngettext ("%u change", "%u changes", count), count);
  if (author != NULL && *author != '\0')
    /* Translators: who made the last change, and when, as in "last by Anna Example, Tue 12 January, 10:00" */
    g_string_append_printf (text, _(" · last by %1$s, %2$s"), author, when);
  else
    g_string_append_printf (text, " · %s", when);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CamHistoryRecord *record = item;
  const char *table = cam_history_record_get_table (record);
  const char *name = cam_history_record_get_title (record);
  g_autofree char *title = *name != '\0' ? cam_words_dup_value (NULL, name) : g_strdup (cam_words_for_kind (table));
  g_autofree char *subtitle = dup_subtitle (record);
  GtkWidget *row = cam_ui_new_row (title, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", table, cam_history_record_get_uuid (record));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.history-of");
  return row;
}

static void
add_kind (CamHistoryBrief *self,
          const char      *table,
          GListStore      *records)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list_box = g_object_new (GTK_TYPE_LIST_BOX,
                                      "selection-mode", GTK_SELECTION_NONE,
                                      "css-classes", (const char *[]) { "boxed-list", NULL },
                                      NULL);
  const char *kinds = cam_words_for_kinds (table);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, kinds, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), kinds);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list_box);
  gtk_list_box_bind_model (GTK_LIST_BOX (list_box), G_LIST_MODEL (records), create_row_cb, NULL, NULL);
  gtk_box_append (self->kinds_box, group);
}

/* @records come sorted by kind. */
static void
add_kinds (CamHistoryBrief *self,
           GListModel      *records)
{
  guint n_records = g_list_model_get_n_items (records);
  guint i = 0;

  while (i < n_records)
    {
      g_autoptr(CamHistoryRecord) first = g_list_model_get_item (records, i);
      g_autoptr(GListStore) same = g_list_store_new (CAM_TYPE_HISTORY_RECORD);

      for (; i < n_records; i++)
        {
          g_autoptr(CamHistoryRecord) record = g_list_model_get_item (records, i);

          if (g_strcmp0 (cam_history_record_get_table (record), cam_history_record_get_table (first)) != 0)
            break;
          g_list_store_append (same, record);
        }
      add_kind (self, cam_history_record_get_table (first), same);
    }
}

static void
refresh (CamHistoryBrief *self)
{
  g_autoptr(GListModel) records = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_cut = FALSE;

  cam_ui_empty_box (self->kinds_box);
  self->n_shown = 0;
  if (self->store != NULL)
    {
      records = cam_history_list_changed (self->store, self->filter, MAX_RECORDS, &is_cut, &error);
      if (records == NULL)
        g_debug ("No history: %s", error->message);
    }
  if (records != NULL)
    {
      self->n_shown = g_list_model_get_n_items (records);
      add_kinds (self, records);
    }
  gtk_widget_set_visible (self->cut_label, is_cut);
  gtk_stack_set_visible_child_name (self->stack, self->n_shown > 0 || is_cut ? "list" : "empty");
}

static void
cam_history_brief_dispose (GObject *object)
{
  CamHistoryBrief *self = CAM_HISTORY_BRIEF (object);

  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_history_brief_parent_class)->dispose (object);
}

static void
cam_history_brief_finalize (GObject *object)
{
  CamHistoryBrief *self = CAM_HISTORY_BRIEF (object);

  g_clear_pointer (&self->filter, cam_history_filter_free);

  G_OBJECT_CLASS (cam_history_brief_parent_class)->finalize (object);
}

static void
cam_history_brief_class_init (CamHistoryBriefClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_history_brief_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_history_brief_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-brief.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryBrief, stack);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryBrief, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryBrief, cut_label);
}

static void
cam_history_brief_init (CamHistoryBrief *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_history_brief_show (CamHistoryBrief        *self,
                        CamStore               *store,
                        const CamHistoryFilter *filter)
{
  CamHistoryFilter *kept = NULL;

  g_return_if_fail (CAM_IS_HISTORY_BRIEF (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (filter != NULL)
    kept = cam_history_filter_copy (filter);
  g_clear_pointer (&self->filter, cam_history_filter_free);
  self->filter = kept;
  if (self->store != store)
    {
      if (self->store != NULL)
        g_clear_signal_handler (&self->changed_id, self->store);
      g_set_object (&self->store, store);
      if (store != NULL)
        self->changed_id = g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self,
                                                    G_CONNECT_SWAPPED);
    }
  refresh (self);
}

guint
cam_history_brief_count (CamHistoryBrief *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_BRIEF (self), 0);

  return self->n_shown;
}
