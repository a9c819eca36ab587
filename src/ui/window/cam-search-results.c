/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-results.h"

#define LIMIT 50
/* How often it is asked again while the search index is made. */
#define AGAIN_MS 500

struct _CamSearchResults
{
  AdwBin              parent_instance;

  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkStack           *stack;
  GtkWidget          *waiting_label;

  CamAtlas           *atlas;
  char               *text;
  gulong              atlas_id;
  guint               again_id;
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

static void search (CamSearchResults *self);

static gboolean
is_waiting (CamSearchResults *self)
{
  CamStore *store = self->atlas != NULL ? cam_atlas_get_store (self->atlas) : NULL;

  return self->text != NULL && store != NULL && !cam_store_is_indexed (store);
}

static gboolean
again_cb (gpointer user_data)
{
  CamSearchResults *self = user_data;

  if (is_waiting (self))
    return G_SOURCE_CONTINUE;
  self->again_id = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

/* After a large import the words come into the index by and by; until then something may be missing, and that is said. */
static void
show_waiting (CamSearchResults *self)
{
  gboolean waiting = is_waiting (self);

  gtk_widget_set_visible (self->waiting_label, waiting);
  if (waiting && self->again_id == 0)
    self->again_id = g_timeout_add (AGAIN_MS, again_cb, self);
}

/* Finds again what is asked for: the first question often comes before the areas have been read. */
static void
search (CamSearchResults *self)
{
  g_autoptr(GListModel) hits = NULL;
  g_autoptr(GError) error = NULL;

  if (self->atlas != NULL && self->text != NULL)
    {
      hits = cam_place_search (self->atlas, self->text, LIMIT, &error);
      if (hits == NULL)
        g_debug ("Search failed: %s", error->message);
    }
  gtk_single_selection_set_model (self->selection, hits);
  show_waiting (self);
  if (self->text == NULL)
    gtk_stack_set_visible_child_name (self->stack, "hint");
  else
    gtk_stack_set_visible_child_name (self->stack,
                                      cam_search_results_count (self) > 0 ? "results" : "nothing");
}

static void
atlas_changed_cb (CamSearchResults *self)
{
  if (self->text != NULL)
    search (self);
}

static void
cam_search_results_dispose (GObject *object)
{
  CamSearchResults *self = CAM_SEARCH_RESULTS (object);

  g_clear_handle_id (&self->again_id, g_source_remove);
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_clear_object (&self->atlas);

  G_OBJECT_CLASS (cam_search_results_parent_class)->dispose (object);
}

static void
cam_search_results_finalize (GObject *object)
{
  g_clear_pointer (&CAM_SEARCH_RESULTS (object)->text, g_free);

  G_OBJECT_CLASS (cam_search_results_parent_class)->finalize (object);
}

static void
cam_search_results_class_init (CamSearchResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_PLACE_HIT);
  G_OBJECT_CLASS (klass)->dispose = cam_search_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = cam_search_results_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_PLACE_HIT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-search-results.ui");
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, list_view);
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, selection);
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, stack);
  gtk_widget_class_bind_template_child (widget_class, CamSearchResults, waiting_label);
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

  if (self->atlas == atlas)
    return;
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_set_object (&self->atlas, atlas);
  if (atlas != NULL)
    self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                                              G_CONNECT_SWAPPED);
  search (self);
}

void
cam_search_results_search (CamSearchResults *self,
                           const char       *text)
{
  g_return_if_fail (CAM_IS_SEARCH_RESULTS (self));
  g_return_if_fail (text != NULL);

  g_set_str (&self->text, *text != '\0' ? text : NULL);
  search (self);
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
