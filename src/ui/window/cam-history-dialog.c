/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-dialog.h"

#include "cam-history-brief.h"
#include "cam-history-filters.h"
#include "cam-history-list.h"

#include <glib/gi18n.h>

struct _CamHistoryDialog
{
  AdwDialog          parent_instance;

  CamHistoryFilters *filters;
  AdwToggleGroup    *view_toggles;
  GtkStack          *stack;
  CamHistoryList    *history_list;
  CamHistoryBrief   *brief;

  CamStore          *store;
  char              *table;
  char              *uuid;
};

G_DEFINE_FINAL_TYPE (CamHistoryDialog, cam_history_dialog, ADW_TYPE_DIALOG)

static gboolean
is_brief (CamHistoryDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->view_toggles), "brief") == 0;
}

/* Only what is seen is read. */
static void
show_chosen (CamHistoryDialog *self)
{
  g_autoptr(CamHistoryFilter) chosen = cam_history_filters_dup_filter (self->filters);
  CamHistoryFilter filter = *chosen;
  gboolean brief = is_brief (self);

  filter.table = self->table;
  filter.uuid = self->uuid;
  cam_history_brief_show (self->brief, brief ? self->store : NULL, &filter);
  cam_history_list_show_filtered (self->history_list, brief ? NULL : self->store, &filter);
  gtk_stack_set_visible_child_name (self->stack, brief ? "brief" : "steps");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.reset",
                                 cam_history_filters_is_filtering (self->filters));
}

static void
filters_changed_cb (CamHistoryDialog *self)
{
  show_chosen (self);
}

static void
view_changed_cb (CamHistoryDialog *self)
{
  show_chosen (self);
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  cam_history_filters_reset (CAM_HISTORY_DIALOG (widget)->filters);
}

static void
cam_history_dialog_dispose (GObject *object)
{
  g_clear_object (&CAM_HISTORY_DIALOG (object)->store);

  G_OBJECT_CLASS (cam_history_dialog_parent_class)->dispose (object);
}

static void
cam_history_dialog_finalize (GObject *object)
{
  CamHistoryDialog *self = CAM_HISTORY_DIALOG (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (cam_history_dialog_parent_class)->finalize (object);
}

static void
cam_history_dialog_class_init (CamHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_HISTORY_BRIEF);
  g_type_ensure (CAM_TYPE_HISTORY_FILTERS);
  g_type_ensure (CAM_TYPE_HISTORY_LIST);
  G_OBJECT_CLASS (klass)->dispose = cam_history_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_history_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, view_toggles);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, history_list);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryDialog, brief);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_install_action (widget_class, "history.reset", NULL, reset_action);
}

static void
cam_history_dialog_init (CamHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static CamHistoryDialog *
create (CamStore   *store,
        const char *table,
        const char *uuid)
{
  CamHistoryDialog *self = g_object_new (CAM_TYPE_HISTORY_DIALOG, NULL);

  g_set_object (&self->store, store);
  self->table = g_strdup (table);
  self->uuid = g_strdup (uuid);
  gtk_widget_set_visible (GTK_WIDGET (self->view_toggles), uuid == NULL);
  cam_history_filters_set_store (self->filters, store, uuid != NULL);
  show_chosen (self);
  return self;
}

/* What the newest change of the record calls it. */
static char *
dup_title (CamHistoryDialog *self)
{
  g_autoptr(GListModel) list = cam_history_list (self->store, self->table, self->uuid, 1, NULL);
  g_autoptr(CamHistoryEntry) entry = list != NULL ? g_list_model_get_item (list, 0) : NULL;
  const char *title = entry != NULL ? cam_history_entry_get_title (entry) : "";

  if (*title == '\0')
    return g_strdup (_("History"));
  /* Translators: %s is what something is called, such as "Ely" */
  return g_strdup_printf (_("History of %s"), title);
}

AdwDialog *
cam_history_dialog_new (CamStore *store)
{
  g_return_val_if_fail (store == NULL || CAM_IS_STORE (store), NULL);

  return ADW_DIALOG (create (store, NULL, NULL));
}

void
cam_history_dialog_present_for (GtkWidget  *parent,
                                CamStore   *store,
                                const char *table,
                                const char *uuid)
{
  CamHistoryDialog *self = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (table != NULL && uuid != NULL);

  self = create (store, table, uuid);
  title = dup_title (self);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
