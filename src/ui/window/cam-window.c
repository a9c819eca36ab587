/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-format.h"
#include "cam-scope.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (CamWindow, cam_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  STORE_READY,
  RETRY,
  MOVE_FILE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const pages[] = { "today", "map", "plans", "events", "partners", "review" };

static void
show_page (CamWindow  *self,
           const char *name)
{
  GtkStackPage *page = NULL;
  GtkWidget *child = gtk_stack_get_child_by_name (self->page_stack, name);

  if (child == NULL)
    return;
  page = gtk_stack_get_page (self->page_stack, child);
  gtk_stack_set_visible_child (self->page_stack, child);
  adw_navigation_page_set_title (self->content_page, gtk_stack_page_get_title (page));
}

static void
sidebar_activated_cb (CamWindow     *self,
                      GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);
  gboolean is_shown = FALSE;

  if (index < 0 || index >= (int) G_N_ELEMENTS (pages))
    return;
  is_shown = g_strcmp0 (gtk_stack_get_visible_child_name (self->page_stack), pages[index]) == 0;
  cam_window_set_page (self, pages[index]);
  /* The keys turned to it already: now they go into it. */
  if (is_shown && gtk_window_get_focus_visible (GTK_WINDOW (self)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->page_stack), GTK_DIR_TAB_FORWARD);
}

/* Moving over the list with the keys turns the page, beside it, and stays in the list, also where a page takes the keys when
 * it is opened. Where the list is a page of its own it is chosen there. */
static void
sidebar_selected_cb (CamWindow     *self,
                     GtkListBoxRow *row)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (row == NULL || focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar_list))
      || !gtk_window_get_focus_visible (GTK_WINDOW (self)) || adw_navigation_split_view_get_collapsed (self->split_view)
      || g_strcmp0 (self->page, pages[gtk_list_box_row_get_index (row)]) == 0)
    return;
  cam_window_set_page (self, pages[gtk_list_box_row_get_index (row)]);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
search_changed_cb (CamWindow *self)
{
  cam_search_results_search (self->search_results, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_mode_cb (CamWindow *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    {
      search_changed_cb (self);
      show_page (self, "search");
    }
  else
    {
      show_page (self, self->page);
    }
}

static void
search_activate_cb (CamWindow *self)
{
  /* What is typed within the entry's short delay counts as well. */
  search_changed_cb (self);
  cam_search_results_activate_first (self->search_results);
}

static void
search_stop_cb (CamWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static gboolean
search_key_cb (CamWindow       *self,
               guint            keyval,
               guint            keycode,
               GdkModifierType  state)
{
  if (keyval != GDK_KEY_Down || cam_search_results_count (self->search_results) == 0)
    return GDK_EVENT_PROPAGATE;
  cam_search_results_focus (self->search_results);
  return GDK_EVENT_STOP;
}

/* The area that a comment is about; NULL for anything else. */
static char *
dup_comment_area (CamWindow   *self,
                  CamPlaceHit *hit)
{
  static const char *columns[] = { "area_uuid", NULL };
  const CamValue is[] = { cam_text (cam_place_hit_get_uuid (hit)) };
  g_autoptr(CamCursor) cursor = NULL;

  if (g_strcmp0 (cam_place_hit_get_table (hit), "area_comment") != 0 || self->store == NULL)
    return NULL;
  cursor = cam_store_select (self->store, "area_comment", columns, "WHERE uuid = ?1", is, G_N_ELEMENTS (is),
                             NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return NULL;
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

/* A record of another table has no page yet; the map shows its area or its place where it has one. */
void
cam_window_hit_activated (CamWindow   *self,
                          CamPlaceHit *hit)
{
  g_autofree char *area = dup_comment_area (self, hit);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  if (cam_window_open (self, cam_place_hit_get_table (hit), cam_place_hit_get_uuid (hit), TRUE))
    return;
  cam_window_set_page (self, "map");
  if (cam_place_hit_get_kind (hit) == CAM_PLACE_AREA)
    cam_map_page_show_area (self->map_page, cam_place_hit_get_uuid (hit));
  else if (area != NULL)
    cam_map_page_show_area (self->map_page, area);
  else if (cam_place_hit_get_lat (hit) == cam_place_hit_get_lat (hit))
    cam_map_page_show_point (self->map_page, cam_place_hit_get_lat (hit), cam_place_hit_get_lon (hit));
  else
    cam_window_tell (self, cam_place_hit_get_title (hit));
}

/* What lies within a district, and that itself. */
static void
apply_scope (CamWindow  *self,
             const char *uuid)
{
  g_autoptr(GPtrArray) areas = NULL;

  cam_map_page_set_scope (self->map_page, uuid);
  if (*uuid != '\0' && self->atlas != NULL)
    areas = cam_scope_list_areas (self->atlas, uuid, (1u << CAM_N_LEVELS) - 1);
  cam_events_page_set_areas (self->events_page, areas);
  cam_partners_page_set_areas (self->partners_page, areas);
  cam_plans_page_set_areas (self->plans_page, areas);
}

static void
scope_selected_cb (CamWindow *self)
{
  guint position = gtk_drop_down_get_selected (self->scope_drop_down);
  const char *uuid = NULL;

  if (self->is_following || position >= self->scopes->len)
    return;
  uuid = g_ptr_array_index (self->scopes, position);
  g_settings_set_string (self->settings, "scope", uuid);
  apply_scope (self, uuid);
}

/* Fills the scope with the districts that the atlas has. */
static void
atlas_changed_cb (CamWindow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_settings_get_string (self->settings, "scope");
  GPtrArray *districts = NULL;
  guint position = 0;

  g_ptr_array_set_size (self->scopes, 0);
  g_ptr_array_add (self->scopes, g_strdup (""));
  gtk_string_list_append (names, _("Everywhere"));
  if (self->atlas != NULL)
    districts = cam_atlas_get_level (self->atlas, CAM_LEVEL_DISTRICT);
  for (guint i = 0; districts != NULL && i < districts->len; i++)
    {
      const CamAtlasArea *district = g_ptr_array_index (districts, i);

      g_ptr_array_add (self->scopes, g_strdup (district->uuid));
      gtk_string_list_append (names, district->name);
      if (g_strcmp0 (district->uuid, chosen) == 0)
        position = i + 1;
    }
  self->is_following = TRUE;
  gtk_drop_down_set_model (self->scope_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->scope_drop_down, position);
  self->is_following = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->scope_drop_down), self->scopes->len > 1);
  apply_scope (self, g_ptr_array_index (self->scopes, position));
}

static void
review_count_cb (CamWindow *self)
{
  guint count = cam_review_page_get_count (self->review_page);
  g_autofree char *number = cam_format_integer (count);
  g_autofree char *spoken = NULL;

  /* Translators: the name of a page, and how many things wait there */
  spoken = count > 0 ? g_strdup_printf (ngettext ("Review, %u to settle", "Review, %u to settle", count), count)
                     : g_strdup (_("Review"));
  cam_today_page_set_review_count (self->today_page, count);
  gtk_label_set_label (self->review_count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->review_count), count > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->review_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
undo_label_cb (CamWindow *self)
{
  cam_window_update_undo (self);
}

static void
author_changed_cb (CamWindow *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "user-name");

  if (self->store != NULL)
    cam_store_set_author (self->store, name);
}

static void
first_run_ready_cb (CamWindow *self,
                    CamStore  *store)
{
  g_signal_emit (self, signals[STORE_READY], 0, store);
}

static void
trouble_retry_cb (CamWindow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static gboolean
cam_window_close_request (GtkWindow *window)
{
  CamWindow *self = CAM_WINDOW (window);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  cam_map_page_save (self->map_page);

  return GTK_WINDOW_CLASS (cam_window_parent_class)->close_request (window);
}

static void
cam_window_dispose (GObject *object)
{
  CamWindow *self = CAM_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  g_clear_object (&self->atlas);
  g_clear_object (&self->shared);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_window_parent_class)->dispose (object);
}

static void
cam_window_finalize (GObject *object)
{
  CamWindow *self = CAM_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->scopes, g_ptr_array_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cam_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CamWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, events_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, first_run_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, map_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, partners_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, plans_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, review_count);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, review_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, review_row);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, scope_drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, search_results);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, shared_status);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, synced_banner);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, today_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, trouble_page);
  gtk_widget_class_bind_template_child (widget_class, CamWindow, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, cam_window_active_changed);
  gtk_widget_class_bind_template_callback (widget_class, first_run_ready_cb);
  gtk_widget_class_bind_template_callback (widget_class, cam_window_hit_activated);
  gtk_widget_class_bind_template_callback (widget_class, review_count_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, trouble_retry_cb);
}

static void
cam_window_class_init (CamWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_EVENTS_PAGE);
  g_type_ensure (CAM_TYPE_FIRST_RUN_PAGE);
  g_type_ensure (CAM_TYPE_MAP_PAGE);
  g_type_ensure (CAM_TYPE_PARTNERS_PAGE);
  g_type_ensure (CAM_TYPE_PLANS_PAGE);
  g_type_ensure (CAM_TYPE_REVIEW_PAGE);
  g_type_ensure (CAM_TYPE_SEARCH_RESULTS);
  g_type_ensure (CAM_TYPE_SHARED_STATUS);
  g_type_ensure (CAM_TYPE_TODAY_PAGE);
  g_type_ensure (CAM_TYPE_TROUBLE_PAGE);
  object_class->dispose = cam_window_dispose;
  object_class->finalize = cam_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cam_window_close_request;

  signals[STORE_READY] = g_signal_new ("store-ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_STORE);
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[MOVE_FILE] = g_signal_new ("move-file", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  bind_template (widget_class);
  cam_window_install_actions (widget_class);
}

static void
cam_window_init (CamWindow *self)
{
  GtkDropTarget *drop_target = NULL;

  self->cancellable = g_cancellable_new ();
  self->scopes = g_ptr_array_new_with_free_func (g_free);
  self->page = g_strdup ("map");
  gtk_widget_init_template (GTK_WIDGET (self));

  drop_target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (drop_target, "drop", G_CALLBACK (cam_window_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->split_view), GTK_EVENT_CONTROLLER (drop_target));
  cam_window_update_undo (self);
}

CamWindow *
cam_window_new (GtkApplication *application,
                GSettings      *settings)
{
  CamWindow *self = g_object_new (CAM_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *page = NULL;
  int width = 0;
  int height = 0;

  g_return_val_if_fail (G_IS_SETTINGS (settings), self);

  self->settings = g_object_ref (settings);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  cam_map_page_set_settings (self->map_page, settings);
  cam_events_page_set_settings (self->events_page, settings);
  cam_today_page_set_settings (self->today_page, settings);
  g_signal_connect_object (settings, "changed::user-name", G_CALLBACK (author_changed_cb), self,
                           G_CONNECT_SWAPPED);
  page = g_settings_get_string (settings, "page");
  cam_window_set_page (self, page);
  return self;
}

static void
leave_store (CamWindow *self)
{
  cam_window_set_shared (self, NULL);
  cam_map_page_set_atlas (self->map_page, NULL);
  cam_events_page_set_store (self->events_page, NULL, NULL);
  cam_partners_page_set_store (self->partners_page, NULL);
  cam_plans_page_set_store (self->plans_page, NULL);
  cam_review_page_set_store (self->review_page, NULL);
  cam_today_page_set_atlas (self->today_page, NULL);
  cam_search_results_set_atlas (self->search_results, NULL);
  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->atlas);
  g_clear_object (&self->store);
}

void
cam_window_set_store (CamWindow *self,
                      CamStore  *store)
{
  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  leave_store (self);
  if (store != NULL)
    {
      self->store = g_object_ref (store);
      self->atlas = cam_atlas_new (store);
      author_changed_cb (self);
      g_signal_connect_object (store, "notify::undo-label", G_CALLBACK (undo_label_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "notify::redo-label", G_CALLBACK (undo_label_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                               G_CONNECT_SWAPPED);
      cam_map_page_set_atlas (self->map_page, self->atlas);
      cam_events_page_set_store (self->events_page, store, self->atlas);
      cam_partners_page_set_store (self->partners_page, store);
      cam_plans_page_set_store (self->plans_page, store);
      cam_review_page_set_store (self->review_page, store);
      cam_today_page_set_atlas (self->today_page, self->atlas);
      cam_search_results_set_atlas (self->search_results, self->atlas);
      gtk_stack_set_visible_child_name (self->stack, "main");
    }
  cam_window_update_undo (self);
}

CamStore *
cam_window_get_store (CamWindow *self)
{
  g_return_val_if_fail (CAM_IS_WINDOW (self), NULL);

  return self->store;
}

CamAtlas *
cam_window_get_atlas (CamWindow *self)
{
  g_return_val_if_fail (CAM_IS_WINDOW (self), NULL);

  return self->atlas;
}

CamMapPage *
cam_window_get_map_page (CamWindow *self)
{
  g_return_val_if_fail (CAM_IS_WINDOW (self), NULL);

  return self->map_page;
}

void
cam_window_show_first_run (CamWindow  *self,
                           const char *path,
                           gboolean    start_full)
{
  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  cam_first_run_page_set_path (self->first_run_page, path);
  gtk_stack_set_visible_child_name (self->stack, "first-run");
  gtk_widget_grab_focus (GTK_WIDGET (self->first_run_page));
  if (start_full)
    cam_first_run_page_start_full (self->first_run_page);
}

void
cam_window_show_trouble (CamWindow    *self,
                         const char   *path,
                         const GError *error)
{
  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (path != NULL && error != NULL);

  cam_trouble_page_show (self->trouble_page, path, error);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

void
cam_window_search (CamWindow  *self,
                   const char *text)
{
  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.search", NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  search_changed_cb (self);
}

const char *
cam_window_get_page (CamWindow *self)
{
  g_return_val_if_fail (CAM_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->page_stack);
}

/* The mark of the keyboard goes with the page, where it stood on the name of the former one or in the search. */
static void
select_row (CamWindow *self,
            guint      index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar_list, (int) index);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  gtk_list_box_select_row (self->sidebar_list, row);
  if (focus != NULL && (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar_list))
                        || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_bar))))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
cam_window_set_page (CamWindow  *self,
                     const char *page)
{
  guint index = 0;

  g_return_if_fail (CAM_IS_WINDOW (self));

  /* A name that another version knew. */
  while (index < G_N_ELEMENTS (pages) && g_strcmp0 (pages[index], page) != 0)
    index++;
  if (index == G_N_ELEMENTS (pages))
    index = 1;
  g_set_str (&self->page, pages[index]);
  g_settings_set_string (self->settings, "page", self->page);
  select_row (self, index);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  show_page (self, self->page);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

void
cam_window_tell (CamWindow  *self,
                 const char *text)
{
  AdwToast *toast = NULL;

  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}
