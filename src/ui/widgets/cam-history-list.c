/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-list.h"

#include "cam-history-line.h"
#include "cam-history.h"

#include <glib/gi18n.h>

#define LIMIT 400

struct _CamHistoryList
{
  AdwBin      parent_instance;

  GtkListBox *list_box;
  GtkStack   *stack;

  CamStore   *store;
  char       *table;
  char       *uuid;
  GListModel *lines;
  gulong      changed_id;
};

G_DEFINE_FINAL_TYPE (CamHistoryList, cam_history_list, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CamHistoryLine *line = item;

  return g_object_new (ADW_TYPE_ACTION_ROW,
                       "use-markup", FALSE,
                       "title", cam_history_line_get_title (line),
                       "subtitle", cam_history_line_get_subtitle (line),
                       "activatable", FALSE,
                       NULL);
}

static void
refresh (CamHistoryList *self)
{
  g_autoptr(GListModel) entries = NULL;
  g_autoptr(GListModel) lines = NULL;
  g_autoptr(GError) error = NULL;

  if (self->store != NULL)
    {
      entries = cam_history_list (self->store, self->table, self->uuid, LIMIT, &error);
      if (entries == NULL)
        g_debug ("No history: %s", error->message);
      else
        lines = cam_history_lines_new (entries, self->uuid != NULL, LIMIT);
    }
  g_set_object (&self->lines, lines);
  gtk_list_box_bind_model (self->list_box, self->lines, create_row_cb, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, cam_history_list_count (self) > 0 ? "list" : "empty");
}

static void
store_changed_cb (CamHistoryList *self)
{
  refresh (self);
}

static void
cam_history_list_dispose (GObject *object)
{
  CamHistoryList *self = CAM_HISTORY_LIST (object);

  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->store);
  g_clear_object (&self->lines);

  G_OBJECT_CLASS (cam_history_list_parent_class)->dispose (object);
}

static void
cam_history_list_finalize (GObject *object)
{
  CamHistoryList *self = CAM_HISTORY_LIST (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (cam_history_list_parent_class)->finalize (object);
}

static void
cam_history_list_class_init (CamHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_history_list_dispose;
  object_class->finalize = cam_history_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, list_box);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, stack);
}

static void
cam_history_list_init (CamHistoryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_history_list_show (CamHistoryList *self,
                       CamStore       *store,
                       const char     *table,
                       const char     *uuid)
{
  g_return_if_fail (CAM_IS_HISTORY_LIST (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store != store)
    {
      if (self->store != NULL)
        g_clear_signal_handler (&self->changed_id, self->store);
      g_set_object (&self->store, store);
      if (store != NULL)
        self->changed_id = g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                                                    G_CONNECT_SWAPPED);
    }
  g_set_str (&self->table, table);
  g_set_str (&self->uuid, uuid);
  refresh (self);
}

guint
cam_history_list_count (CamHistoryList *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_LIST (self), 0);

  return self->lines != NULL ? g_list_model_get_n_items (self->lines) : 0;
}
