/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-results.h"

#define LIMIT 50

struct _CamSearchResults
{
  AdwBin              parent_instance;

  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkStack           *stack;

  CamAtlas           *atlas;
};

G_DEFINE_FINAL_TYPE (CamSearchResults, cam_search_results, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const kind_icons[] = {
  [CAM_PLACE_AREA] = "mark-location-symbolic",
  [CAM_PLACE_POSTCODE] = "mail-send-symbolic",
  [CAM_PLACE_POINT] = "find-location-symbolic",
  [CAM_PLACE_RECORD] = "document-properties-symbolic",
};

static char *
kind_icon_cb (GObject     *object,
              CamPlaceHit *hit)
{
  guint kind = hit != NULL ? cam_place_hit_get_kind (hit) : CAM_PLACE_RECORD;

  return g_strdup (kind_icons[MIN (kind, G_N_ELEMENTS (kind_icons) - 1)]);
}

static void
activate_cb (CamSearchResults *self,
             guint             position)
{
  g_autoptr(CamPlaceHit) hit = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (hit != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, hit);
}

static void
cam_search_results_dispose (GObject *object)
{
  g_clear_object (&CAM_SEARCH_RESULTS (object)->atlas);

  G_OBJECT_CLASS (cam_search_results_parent_class)->dispose (object);
}

static void
cam_search_results_class_init (CamSearchResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_PLACE_HIT);
  G_OBJECT_CLASS (klass)->dispose = cam_search_results_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_PLACE_HIT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-search-results.ui");
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, list_view);
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, selection);
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, stack);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_icon_cb);
}

static void
cam_search_results_init (CamSearchResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_search_results_set_atlas (CamSearchResults *self,
                              CamAtlas         *atlas)
{
  g_return_if_fail (CAM_IS_SEARCH_RESULTS (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  gtk_single_selection_set_model (self->selection, NULL);
  g_set_object (&self->atlas, atlas);
}

void
cam_search_results_search (CamSearchResults *self,
                           const char       *text)
{
  g_autoptr(GListModel) hits = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CAM_IS_SEARCH_RESULTS (self));
  g_return_if_fail (text != NULL);

  if (self->atlas != NULL && *text != '\0')
    {
      hits = cam_place_search (self->atlas, text, LIMIT, &error);
      if (hits == NULL)
        g_debug ("Search failed: %s", error->message);
    }
  gtk_single_selection_set_model (self->selection, hits);
  if (*text == '\0')
    gtk_stack_set_visible_child_name (self->stack, "hint");
  else
    gtk_stack_set_visible_child_name (self->stack,
                                      cam_search_results_count (self) > 0 ? "results" : "nothing");
}

guint
cam_search_results_count (CamSearchResults *self)
{
  g_return_val_if_fail (CAM_IS_SEARCH_RESULTS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

gboolean
cam_search_results_activate_first (CamSearchResults *self)
{
  g_return_val_if_fail (CAM_IS_SEARCH_RESULTS (self), FALSE);

  if (cam_search_results_count (self) == 0)
    return FALSE;
  activate_cb (self, 0);
  return TRUE;
}

void
cam_search_results_focus (CamSearchResults *self)
{
  g_return_if_fail (CAM_IS_SEARCH_RESULTS (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
