/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-my-areas-page.h"

#include "cam-area-choice.h"

#include <string.h>

struct _CamMyAreasPage
{
  AdwNavigationPage   parent_instance;

  GtkFilterListModel *filtered;
  GtkListBox         *list_box;
  GtkSearchEntry     *search_entry;
  GtkStack           *stack;

  GListStore         *choices;
  GSettings          *settings;
  gboolean            is_filling;
};

G_DEFINE_FINAL_TYPE (CamMyAreasPage, cam_my_areas_page, ADW_TYPE_NAVIGATION_PAGE)

static void
keep (CamMyAreasPage *self)
{
  g_autoptr(GPtrArray) uuids = g_ptr_array_new ();

  if (self->settings == NULL || self->is_filling)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    {
      g_autoptr(CamAreaChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (cam_area_choice_get_chosen (choice))
        g_ptr_array_add (uuids, (gpointer) cam_area_choice_get_uuid (choice));
    }
  g_ptr_array_add (uuids, NULL);
  g_settings_set_strv (self->settings, "my-areas", (const char *const *) uuids->pdata);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  CamMyAreasPage *self = user_data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  g_autofree char *name = g_utf8_casefold (cam_area_choice_get_name (item), -1);

  return strstr (name, g_strstrip (wanted)) != NULL;
}

static void
update_stack (CamMyAreasPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

static void
search_changed_cb (CamMyAreasPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (item, "name", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "detail", row, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "chosen", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
cam_my_areas_page_dispose (GObject *object)
{
  CamMyAreasPage *self = CAM_MY_AREAS_PAGE (object);

  if (self->choices != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->choices);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cam_my_areas_page_parent_class)->dispose (object);
}

static void
cam_my_areas_page_class_init (CamMyAreasPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_my_areas_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-my-areas-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMyAreasPage, filtered);
  gtk_widget_class_bind_template_child (widget_class, CamMyAreasPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, CamMyAreasPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamMyAreasPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
cam_my_areas_page_init (CamMyAreasPage *self)
{
  self->choices = g_list_store_new (CAM_TYPE_AREA_CHOICE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->choices));
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (gtk_custom_filter_new (matches, self, NULL)));
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->filtered), create_row, self, NULL);
  update_stack (self);
}

static void
add_level (CamMyAreasPage     *self,
           CamAtlas           *atlas,
           CamLevel            level,
           const char *const  *mine,
           GPtrArray          *choices)
{
  GPtrArray *areas = cam_atlas_get_level (atlas, level);

  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      CamAreaChoice *choice = cam_area_choice_new (area->uuid, area->name, cam_level_get_label (level),
                                                   g_strv_contains (mine, area->uuid));

      g_signal_connect_object (choice, "notify::chosen", G_CALLBACK (keep), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (choices, choice);
    }
}

void
cam_my_areas_page_set (CamMyAreasPage *self,
                       CamAtlas       *atlas,
                       GSettings      *settings)
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) mine = NULL;

  g_return_if_fail (CAM_IS_MY_AREAS_PAGE (self));

  g_set_object (&self->settings, settings);
  if (atlas != NULL && settings != NULL)
    {
      mine = g_settings_get_strv (settings, "my-areas");
      add_level (self, atlas, CAM_LEVEL_DISTRICT, (const char *const *) mine, choices);
      add_level (self, atlas, CAM_LEVEL_SDA, (const char *const *) mine, choices);
    }
  self->is_filling = TRUE;
  g_list_store_splice (self->choices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->choices)), choices->pdata,
                       choices->len);
  self->is_filling = FALSE;
  update_stack (self);
}

void
cam_my_areas_page_choose (CamMyAreasPage *self,
                          const char     *uuid,
                          gboolean        chosen)
{
  g_return_if_fail (CAM_IS_MY_AREAS_PAGE (self));
  g_return_if_fail (uuid != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->choices)); i++)
    {
      g_autoptr(CamAreaChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);

      if (g_str_equal (cam_area_choice_get_uuid (choice), uuid))
        cam_area_choice_set_chosen (choice, chosen);
    }
}
