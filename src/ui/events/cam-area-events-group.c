/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-events-group.h"

#include "cam-coverage.h"
#include "cam-event-rules.h"
#include "cam-forum-dialog.h"
#include "cam-forum-times-group.h"
#include "cam-known-dialog.h"
#include "cam-period.h"
#include "cam-ui.h"
#include "cam-words.h"

struct _CamAreaEventsGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwActionRow        *next_row;
  AdwButtonRow        *plan_row;
  AdwActionRow        *known_row;
  GtkListBox          *forums_list;
  GtkListBoxRow       *add_row;     /* the last one of the list */

  CamAtlas            *atlas;
  CamStore            *store;
  char                *area;
  char                *level;
  CamEventRules       *rules;
  CamCoverage         *coverage;   /* of this area alone */
  guint                refresh_id;
  gulong               store_id;
  gulong               atlas_id;
  gboolean             is_stale;
};

G_DEFINE_FINAL_TYPE (CamAreaEventsGroup, cam_area_events_group, ADW_TYPE_PREFERENCES_GROUP)

static const CamCoverageArea *
find_area (CamAreaEventsGroup *self)
{
  return self->coverage != NULL && self->area != NULL ? cam_coverage_find_area (self->coverage, self->area) : NULL;
}

static void
forum_activated_cb (CamAreaEventsGroup *self,
                    GtkListBoxRow      *row)
{
  const char *uuid = g_object_get_data (G_OBJECT (row), "uuid");
  g_autoptr(CamRecord) forum = uuid != NULL ? cam_store_dup_record (self->store, CAM_TYPE_FORUM, uuid, NULL) : NULL;

  if (forum != NULL && !cam_record_is_deleted (forum))
    cam_forum_dialog_open (GTK_WIDGET (self), self->store, CAM_FORUM (forum));
}

static GtkWidget *
make_forum_row (CamRecord *forum)
{
  g_autofree char *kind = cam_words_dup_value ("kind", cam_record_get_text (forum, CAM_FORUM_KIND));
  g_autofree char *when = cam_forum_dup_times (forum);
  g_autofree char *line = when != NULL ? g_strconcat (kind, " · ", when, NULL) : g_strdup (kind);
  GtkWidget *row = cam_ui_new_row (cam_record_get_title (forum), line);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "uuid", g_strdup (cam_record_get_uuid (forum)), g_free);
  return row;
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  CamRecord *one = *(CamRecord *const *) a;
  CamRecord *other = *(CamRecord *const *) b;

  return g_utf8_collate (cam_record_get_title (one), cam_record_get_title (other));
}

/* Whoever is in the list with the keyboard stays in it. */
static void
show_forums (CamAreaEventsGroup    *self,
             const CamCoverageArea *area)
{
  g_autoptr(GPtrArray) forums = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->forums_list));
  int at = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;

  for (guint i = 0; i < area->forums->len; i++)
    {
      CamRecord *forum = cam_store_dup_record (self->store, CAM_TYPE_FORUM, g_ptr_array_index (area->forums, i), NULL);

      if (forum != NULL)
        g_ptr_array_add (forums, forum);
    }
  g_ptr_array_sort (forums, compare_titles);
  while (gtk_list_box_row_get_index (self->add_row) > 0)
    gtk_list_box_remove (self->forums_list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->forums_list, 0)));
  for (guint i = 0; i < forums->len; i++)
    gtk_list_box_insert (self->forums_list, make_forum_row (g_ptr_array_index (forums, i)), (int) i);
  if (at >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->forums_list, MIN (at, (int) forums->len))));
}

static void
show_area (CamAreaEventsGroup *self)
{
  const CamCoverageArea *area = find_area (self);
  g_autofree char *next = NULL;
  g_autofree char *known = NULL;
  g_autofree char *said = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), area != NULL);
  if (area == NULL)
    return;
  next = cam_coverage_format_area (self->coverage, area);
  known = cam_coverage_format_known (area);
  said = area->reason != NULL && *area->reason != '\0' ? g_strconcat (known, "\n", area->reason, NULL) : g_strdup (known);
  adw_action_row_set_subtitle (self->next_row, next);
  adw_action_row_set_subtitle (self->known_row, said);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->plan_row), "s", area->uuid);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_row), "win.plan-event");
  show_forums (self, area);
}

static void
read_coverage (CamAreaEventsGroup *self)
{
  CamCoverageOptions options = { .level = self->level, .area = self->area, .today = cam_day_today () };
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->coverage, cam_coverage_free);
  if (self->store == NULL || self->area == NULL)
    return;
  cam_coverage_choose_range (NULL, NULL, options.today, &options.from, &options.to);
  if (cam_atlas_is_loaded (self->atlas))
    {
      options.locate = cam_atlas_locate;
      options.locate_data = self->atlas;
    }
  self->coverage = cam_coverage_read (self->store, &options, cam_event_rules_get_expander (self->rules), &error);
  if (error != NULL)
    g_warning ("Could not read the events of an area: %s", error->message);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CamAreaEventsGroup *self = user_data;

  self->refresh_id = 0;
  read_coverage (self);
  show_area (self);
  return G_SOURCE_REMOVE;
}

/* Before the next frame, so that nothing moves in it. What was shown once and is out of sight waits until somebody looks. */
static void
queue_refresh (CamAreaEventsGroup *self)
{
  if (self->area == NULL || self->refresh_id != 0)
    return;
  self->is_stale = gtk_widget_get_visible (GTK_WIDGET (self)) && !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 15, refresh_cb, self, NULL);
}

static void
cam_area_events_group_map (GtkWidget *widget)
{
  CamAreaEventsGroup *self = CAM_AREA_EVENTS_GROUP (widget);

  GTK_WIDGET_CLASS (cam_area_events_group_parent_class)->map (widget);
  if (self->is_stale)
    queue_refresh (self);
}

static void
store_changed_cb (CamAreaEventsGroup *self,
                  CamChanges         *changes)
{
  static const char *const tables[] = { "area_knowledge", "area_member", "event", "event_area", "event_attendance",
                                        "event_date", "forum", "forum_area", "venue" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]))
      {
        queue_refresh (self);
        return;
      }
}

static void
ask_known_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamAreaEventsGroup *self = CAM_AREA_EVENTS_GROUP (widget);
  const CamCoverageArea *area = find_area (self);

  if (area != NULL)
    cam_known_dialog_ask (widget, self->store, area);
}

static void
add_forum_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamAreaEventsGroup *self = CAM_AREA_EVENTS_GROUP (widget);

  if (self->area != NULL)
    cam_forum_dialog_add (widget, self->store, self->area);
}

static void
leave_atlas (CamAreaEventsGroup *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  if (self->store != NULL)
    g_clear_signal_handler (&self->store_id, self->store);
  g_clear_object (&self->atlas);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rules, cam_event_rules_free);
  g_clear_pointer (&self->coverage, cam_coverage_free);
}

static void
cam_area_events_group_dispose (GObject *object)
{
  leave_atlas (CAM_AREA_EVENTS_GROUP (object));

  G_OBJECT_CLASS (cam_area_events_group_parent_class)->dispose (object);
}

static void
cam_area_events_group_finalize (GObject *object)
{
  CamAreaEventsGroup *self = CAM_AREA_EVENTS_GROUP (object);

  g_free (self->area);
  g_free (self->level);

  G_OBJECT_CLASS (cam_area_events_group_parent_class)->finalize (object);
}

static void
cam_area_events_group_class_init (CamAreaEventsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_area_events_group_dispose;
  object_class->finalize = cam_area_events_group_finalize;
  widget_class->map = cam_area_events_group_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-area-events-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CamAreaEventsGroup, next_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaEventsGroup, plan_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaEventsGroup, known_row);
  gtk_widget_class_bind_template_child (widget_class, CamAreaEventsGroup, forums_list);
  gtk_widget_class_bind_template_child (widget_class, CamAreaEventsGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, forum_activated_cb);
  gtk_widget_class_install_action (widget_class, "area-events.ask-known", NULL, ask_known_action);
  gtk_widget_class_install_action (widget_class, "area-events.add-forum", NULL, add_forum_action);
}

static void
cam_area_events_group_init (CamAreaEventsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_atlas (CamAreaEventsGroup *self,
            CamAtlas           *atlas)
{
  gboolean can_write = FALSE;

  if (self->atlas == atlas)
    return;
  leave_atlas (self);
  if (atlas == NULL)
    return;
  self->atlas = g_object_ref (atlas);
  self->store = g_object_ref (cam_atlas_get_store (atlas));
  self->rules = cam_event_rules_new ();
  self->store_id = g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  can_write = !cam_store_get_read_only (self->store);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "area-events.ask-known", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "area-events.add-forum", can_write);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_row), can_write);
}

void
cam_area_events_group_show (CamAreaEventsGroup *self,
                            CamAtlas           *atlas,
                            CamArea            *area)
{
  g_return_if_fail (CAM_IS_AREA_EVENTS_GROUP (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));
  g_return_if_fail (area == NULL || CAM_IS_AREA (area));

  take_atlas (self, area != NULL ? atlas : NULL);
  g_set_str (&self->area, area != NULL ? cam_record_get_uuid (CAM_RECORD (area)) : NULL);
  g_set_str (&self->level, area != NULL ? cam_record_get_text (CAM_RECORD (area), CAM_AREA_LEVEL) : NULL);
  g_clear_pointer (&self->coverage, cam_coverage_free);
  show_area (self);
  queue_refresh (self);
}
