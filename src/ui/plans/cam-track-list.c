/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-track-list.h"

#include "cam-plan-dialogs.h"
#include "cam-track-item.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 100u

struct _CamTrackList
{
  AdwBin      parent_instance;

  GtkLabel   *empty_label;
  GtkListBox *list;
  GtkLabel   *more_label;

  CamStore   *store;
};

G_DEFINE_FINAL_TYPE (CamTrackList, cam_track_list, ADW_TYPE_BIN)

enum
{
  PROP_EMPTY_TEXT = 1,
};

static void
row_activated_cb (CamTrackList  *self,
                  GtkListBoxRow *row)
{
  CamTrackItem *item = g_object_get_data (G_OBJECT (row), "item");

  cam_plan_open (GTK_WIDGET (self), self->store, cam_track_item_get_table (item), cam_track_item_get_uuid (item));
}

static GtkWidget *
make_row (CamTrackItem *item)
{
  const char *owner = cam_track_item_get_owner (item);
  const char *kind = cam_words_for_kind (cam_track_item_get_table (item));
  g_autofree char *line = g_strconcat (kind, owner != NULL && *owner != '\0' ? " · " : "", owner != NULL ? owner : "",
                                       "\n", cam_track_item_get_sentence (item), NULL);
  GtkWidget *row = cam_ui_new_row (cam_track_item_get_title (item), line);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  return row;
}

static void
cam_track_list_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CamTrackList *self = CAM_TRACK_LIST (object);

  switch (property_id)
    {
    case PROP_EMPTY_TEXT:
      gtk_label_set_label (self->empty_label, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_track_list_dispose (GObject *object)
{
  g_clear_object (&CAM_TRACK_LIST (object)->store);

  G_OBJECT_CLASS (cam_track_list_parent_class)->dispose (object);
}

static void
cam_track_list_class_init (CamTrackListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_track_list_dispose;
  G_OBJECT_CLASS (klass)->set_property = cam_track_list_set_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_EMPTY_TEXT,
                                   g_param_spec_string ("empty-text", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-track-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CamTrackList, empty_label);
  gtk_widget_class_bind_template_child (widget_class, CamTrackList, list);
  gtk_widget_class_bind_template_child (widget_class, CamTrackList, more_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
cam_track_list_init (CamTrackList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_track_list_show (CamTrackList *self,
                     CamStore     *store,
                     GPtrArray    *items)
{
  guint n = items != NULL ? items->len : 0;
  g_autofree char *more = NULL;

  g_return_if_fail (CAM_IS_TRACK_LIST (self));

  g_set_object (&self->store, store);
  cam_ui_remove_rows (self->list);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (items, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n > MAX_SHOWN);
  /* Translators: how many are shown, and how many there are */
  more = g_strdup_printf (_("The first %1$u of %2$u."), MAX_SHOWN, n);
  gtk_label_set_label (self->more_label, more);
}
