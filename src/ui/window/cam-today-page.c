/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-today-page.h"

#include "cam-coming-list.h"
#include "cam-follow-ups-list.h"
#include "cam-format.h"
#include "cam-history-list.h"
#include "cam-owed.h"
#include "cam-period.h"
#include "cam-privacy-row.h"
#include "cam-track-list.h"

#include <glib/gi18n.h>

/* Between two looks there is at least so much time. */
#define LOOK G_TIME_SPAN_HOUR

struct _CamTodayPage
{
  AdwBin          parent_instance;

  CamComingList  *coming_list;
  AdwPreferencesGroup *follow_ups_group;
  CamFollowUpsList *follow_ups_list;
  CamHistoryList *history_list;
  GtkListBox     *levels_list;
  AdwPreferencesGroup *owed_group;
  CamTrackList   *owed_list;
  AdwPreferencesGroup *changed_group;
  CamPrivacyRow  *privacy_row;
  AdwActionRow   *review_row;

  GSettings      *settings;
  GDateTime      *since;      /* what is new is newer; NULL: nobody has looked before */
  GDateTime      *last_look;  /* with this window; NULL before the first one is over */
  CamAtlas       *atlas;
  gulong          atlas_id;
  guint           owed_id;
  CamStore       *store;      /* that is followed */
};

G_DEFINE_FINAL_TYPE (CamTodayPage, cam_today_page, ADW_TYPE_BIN)

static guint
count_drafts (GPtrArray *areas)
{
  guint n_drafts = 0;

  for (guint i = 0; i < areas->len; i++)
    n_drafts += ((const CamAtlasArea *) g_ptr_array_index (areas, i))->draft ? 1 : 0;
  return n_drafts;
}

static GtkWidget *
create_level_row_cb (gpointer item,
                     gpointer user_data)
{
  CamTodayPage *self = user_data;
  const char *word = gtk_string_object_get_string (item);
  CamLevel level = CAM_LEVEL_COUNTY;
  GPtrArray *areas = NULL;
  g_autofree char *count = NULL;
  g_autofree char *drafts = NULL;
  GtkWidget *row = NULL;
  guint n_drafts = 0;

  cam_level_from_word (word, &level);
  areas = cam_atlas_get_level (self->atlas, level);
  n_drafts = count_drafts (areas);
  count = cam_format_integer (areas->len);
  if (n_drafts > 0)
    /* Translators: how many of the areas counted in the same line are drafts */
    drafts = g_strdup_printf (ngettext ("%u draft", "%u drafts", n_drafts), n_drafts);
  row = g_object_new (ADW_TYPE_ACTION_ROW,
                      "title", cam_format_level_plural (level),
                      "subtitle", drafts != NULL ? drafts : "",
                      "activatable", TRUE,
                      NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_LABEL, "label", count,
                                           "css-classes", (const char *[]) { "numeric", "title-3", NULL },
                                           NULL));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", word);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-level");
  return row;
}

static void
atlas_changed_cb (CamTodayPage *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint level = 0; self->atlas != NULL && level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = cam_atlas_get_level (self->atlas, level);

      if (areas != NULL && areas->len > 0)
        gtk_string_list_append (words, cam_level_to_word (level));
    }
  gtk_list_box_bind_model (self->levels_list, G_LIST_MODEL (words), create_level_row_cb, self, NULL);
}

/* The list stands apart from the rows above it. */
static void
follow_margin (CamTodayPage *self)
{
  gboolean apart = gtk_widget_get_visible (GTK_WIDGET (self->review_row)) || gtk_widget_get_visible (GTK_WIDGET (self->privacy_row));

  gtk_widget_set_margin_top (GTK_WIDGET (self->owed_list), apart ? 12 : 0);
}

/* By the name in the preferences; of everybody where there is none. */
static gboolean
show_owed_cb (gpointer user_data)
{
  CamTodayPage *self = user_data;
  const char *name = cam_store_get_author (self->store);
  gboolean named = name != NULL && *name != '\0';
  g_autoptr(GPtrArray) owed = NULL;
  g_autoptr(GError) error = NULL;

  self->owed_id = 0;
  cam_privacy_row_set_store (self->privacy_row, self->store);
  owed = cam_owed_load (self->store, named ? name : NULL, cam_day_today (), &error);
  if (owed == NULL)
    g_warning ("Could not read what is owed: %s", error->message);
  adw_preferences_group_set_title (self->owed_group, named ? _("Needs You") : _("Needs Somebody"));
  cam_track_list_show (self->owed_list, self->store, owed);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (CamTodayPage *self,
                  CamChanges   *changes)
{
  static const char *const tables[] = { "activity", "activity_slip", "measure", "reading", "measure_target" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (cam_changes_has_table (changes, tables[i]) && self->owed_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
      self->owed_id = g_idle_add (show_owed_cb, self);
}

static void
follow_store (CamTodayPage *self,
              CamStore     *store)
{
  if (self->store == store)
    return;
  g_clear_handle_id (&self->owed_id, g_source_remove);
  if (self->privacy_row != NULL)
    cam_privacy_row_set_store (self->privacy_row, NULL);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (self->coming_list != NULL)
    cam_coming_list_set_store (self->coming_list, store);
  if (self->follow_ups_list != NULL)
    cam_follow_ups_list_set_store (self->follow_ups_list, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  else if (self->owed_list != NULL)
    cam_track_list_show (self->owed_list, NULL, NULL);
}

static void
follow_ups_cb (CamTodayPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->follow_ups_group), cam_follow_ups_list_get_n (self->follow_ups_list) > 0);
}

static void
note_look (CamTodayPage *self)
{
  g_autofree char *text = NULL;

  g_clear_pointer (&self->last_look, g_date_time_unref);
  self->last_look = g_date_time_new_now_utc ();
  text = g_date_time_format (self->last_look, "%Y-%m-%dT%H:%M:%SZ");
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-look", text);
}

/* Going to another page and back is the same look. */
static void
begin_look (CamTodayPage *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  if (self->last_look == NULL && self->settings != NULL && self->since == NULL)
    {
      g_autofree char *text = g_settings_get_string (self->settings, "last-look");

      self->since = g_date_time_new_from_iso8601 (text, NULL);
    }
  else if (self->last_look != NULL && g_date_time_difference (now, self->last_look) > LOOK)
    {
      g_clear_pointer (&self->since, g_date_time_unref);
      self->since = g_date_time_ref (self->last_look);
    }
}

static void
show_changes (CamTodayPage *self)
{
  CamStore *store = self->atlas != NULL ? cam_atlas_get_store (self->atlas) : NULL;
  const char *author = store != NULL ? cam_store_get_author (store) : NULL;
  g_autoptr(GDateTime) utc = self->since != NULL ? g_date_time_to_utc (self->since) : NULL;
  g_autoptr(GDateTime) local = self->since != NULL ? g_date_time_to_local (self->since) : NULL;
  g_autofree char *from = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  /* Translators: a day and a time, such as "Tue 12 January, 10:00" */
  g_autofree char *when = local != NULL ? g_date_time_format (local, _("%a %-d %B, %H:%M")) : NULL;
  g_autofree char *since = NULL;
  CamHistoryFilter filter = { .from = from, .except = author != NULL && *author != '\0' ? author : NULL };

  if (when != NULL)
    /* Translators: %s is a day and a time */
    since = g_strdup_printf (_("Since %s"), when);
  adw_preferences_group_set_title (self->changed_group, when == NULL            ? _("Changed Lately")
                                                        : filter.except != NULL ? _("Changed by Others")
                                                                                : _("Changed"));
  adw_preferences_group_set_description (self->changed_group, since);
  if (store != NULL && from != NULL)
    cam_history_list_show_filtered (self->history_list, store, &filter);
  else
    cam_history_list_show (self->history_list, store, NULL, NULL);
}

/* The page is read when somebody looks at it: the program starts with the map. */
static void
cam_today_page_map (GtkWidget *widget)
{
  CamTodayPage *self = CAM_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (cam_today_page_parent_class)->map (widget);
  begin_look (self);
  show_changes (self);
  atlas_changed_cb (self);
  /* Out of sight while there is none: it does not see by itself that somebody looks. */
  cam_follow_ups_list_refresh (self->follow_ups_list);
  if (self->store != NULL)
    show_owed_cb (self);
}

static void
cam_today_page_unmap (GtkWidget *widget)
{
  note_look (CAM_TODAY_PAGE (widget));
  cam_history_list_show (CAM_TODAY_PAGE (widget)->history_list, NULL, NULL, NULL);

  GTK_WIDGET_CLASS (cam_today_page_parent_class)->unmap (widget);
}

static void
cam_today_page_dispose (GObject *object)
{
  CamTodayPage *self = CAM_TODAY_PAGE (object);

  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  if (self->levels_list != NULL)
    gtk_list_box_bind_model (self->levels_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->atlas);
  follow_store (self, NULL);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->since, g_date_time_unref);
  g_clear_pointer (&self->last_look, g_date_time_unref);

  G_OBJECT_CLASS (cam_today_page_parent_class)->dispose (object);
}

static void
cam_today_page_class_init (CamTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_COMING_LIST);
  g_type_ensure (CAM_TYPE_FOLLOW_UPS_LIST);
  g_type_ensure (CAM_TYPE_HISTORY_LIST);
  g_type_ensure (CAM_TYPE_PRIVACY_ROW);
  g_type_ensure (CAM_TYPE_TRACK_LIST);
  G_OBJECT_CLASS (klass)->dispose = cam_today_page_dispose;
  widget_class->map = cam_today_page_map;
  widget_class->unmap = cam_today_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, changed_group);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, coming_list);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, follow_ups_group);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, follow_ups_list);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, history_list);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, levels_list);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, owed_group);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, owed_list);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, privacy_row);
  gtk_widget_class_bind_template_child (widget_class, CamTodayPage, review_row);
  gtk_widget_class_bind_template_callback (widget_class, follow_ups_cb);
}

static void
cam_today_page_init (CamTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->privacy_row, "notify::visible", G_CALLBACK (follow_margin), self, G_CONNECT_SWAPPED);
}

void
cam_today_page_set_settings (CamTodayPage *self,
                             GSettings    *settings)
{
  g_return_if_fail (CAM_IS_TODAY_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
}

void
cam_today_page_set_review_count (CamTodayPage *self,
                                 guint         count)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CAM_IS_TODAY_PAGE (self));

  title = g_strdup_printf (ngettext ("%u thing to review", "%u things to review", count), count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->review_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->review_row), count > 0);
  follow_margin (self);
}

void
cam_today_page_set_atlas (CamTodayPage *self,
                          CamAtlas     *atlas)
{
  g_return_if_fail (CAM_IS_TODAY_PAGE (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_set_object (&self->atlas, atlas);
  if (atlas != NULL)
    self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                                              G_CONNECT_SWAPPED);
  follow_store (self, atlas != NULL ? cam_atlas_get_store (atlas) : NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->store != NULL)
    show_owed_cb (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_changes (self);
  atlas_changed_cb (self);
}
