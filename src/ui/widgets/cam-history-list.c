/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-list.h"

#include "cam-history-row.h"
#include "cam-ui.h"
#include "cam-words.h"

#include <glib/gi18n.h>

#define N_PAGE 30
#define N_COMPACT 6
/* Rows that are put back at once after a change, so that the place in the list stays. */
#define MAX_AGAIN 200

/* The actions of one day, or all of them in a compact list. */
typedef struct
{
  char       *day;
  GListStore *actions;
  GtkListBox *list_box;
} Day;

struct _CamHistoryList
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkBox           *days_box;
  GtkWidget        *more_button;
  GtkWidget        *all_button;
  GtkWidget        *looking_box;

  CamStore         *store;
  CamHistoryFilter *filter;
  CamHistoryReader *reader;   /* NULL where there is nothing to read */
  GPtrArray        *days;
  GHashTable       *expanded; /* keys of actions whose rows are to be folded out */
  gboolean          compact;
  gboolean          at_end;
  guint             n_shown;
  guint             n_wanted;
  guint             idle_id;
  gulong            changed_id;
};

G_DEFINE_FINAL_TYPE (CamHistoryList, cam_history_list, ADW_TYPE_BIN)

typedef enum
{
  PROP_COMPACT = 1,
} CamHistoryListProperty;
static GParamSpec *properties[PROP_COMPACT + 1];

static void
day_free (gpointer data)
{
  Day *day = data;

  gtk_list_box_bind_model (day->list_box, NULL, NULL, NULL, NULL);
  g_clear_pointer (&day->day, g_free);
  g_clear_object (&day->actions);
  g_clear_object (&day->list_box);
  g_free (day);
}

static GDateTime *
dup_local_time (const char *at)
{
  g_autoptr(GDateTime) time = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;

  return time != NULL ? g_date_time_to_local (time) : NULL;
}

static char *
dup_day (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%F") : g_strdup ("");
}

/* "Today", "Yesterday", "Tue 12 January", with the year where it is another. */
static char *
dup_heading (GDateTime *time)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char *day = dup_day (time);
  g_autofree char *today = dup_day (now);
  g_autofree char *yesterday = dup_day (before);

  if (time == NULL)
    return g_strdup (_("Some Time"));
  if (g_str_equal (day, today))
    return g_strdup (_("Today"));
  if (g_str_equal (day, yesterday))
    return g_strdup (_("Yesterday"));
  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a date as in "Tue 12 January" */
    return g_date_time_format (time, _("%a %-e %B"));
  /* Translators: a date in another year as in "Tue 12 January 2027" */
  return g_date_time_format (time, _("%a %-e %B %Y"));
}

/* A merge, whose changes stand beside the actions that it brought, has nothing to fold out. */
static GtkWidget *
create_plain_row (CamHistoryAction *action)
{
  g_autofree char *title = cam_words_dup_action (action);
  g_autofree char *circumstances = cam_words_dup_circumstances (action);

  return cam_ui_new_row (title, circumstances);
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CamHistoryList *self = user_data;
  CamHistoryAction *action = item;
  GtkWidget *row = NULL;

  if (g_list_model_get_n_items (cam_history_action_get_changes (action)) == 0)
    return create_plain_row (action);
  row = cam_history_row_new (self->store, action);
  if (g_hash_table_contains (self->expanded, cam_history_action_get_key (action)))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  return row;
}

static Day *
add_day (CamHistoryList *self,
         const char     *name,
         GDateTime      *time)
{
  Day *day = g_new0 (Day, 1);
  g_autofree char *heading = self->compact ? g_strdup (_("History")) : dup_heading (time);
  GtkWidget *group = adw_preferences_group_new ();

  day->day = g_strdup (name);
  day->actions = g_list_store_new (CAM_TYPE_HISTORY_ACTION);
  day->list_box = g_object_ref_sink (g_object_new (GTK_TYPE_LIST_BOX,
                                                   "selection-mode", GTK_SELECTION_NONE,
                                                   "css-classes", (const char *[]) { "boxed-list", NULL },
                                                   NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (day->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  if (!self->compact)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), heading);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (day->list_box));
  gtk_box_append (self->days_box, group);
  gtk_list_box_bind_model (day->list_box, G_LIST_MODEL (day->actions), create_row_cb, self, NULL);
  g_ptr_array_add (self->days, day);
  return day;
}

static void
append_action (CamHistoryList   *self,
               CamHistoryAction *action)
{
  g_autoptr(GDateTime) time = dup_local_time (cam_history_action_get_at (action));
  g_autofree char *name = self->compact ? g_strdup ("") : dup_day (time);
  Day *day = self->days->len > 0 ? g_ptr_array_index (self->days, self->days->len - 1) : NULL;

  if (day == NULL || !g_str_equal (day->day, name))
    day = add_day (self, name, time);
  g_list_store_append (day->actions, action);
  self->n_shown++;
}

/* TRUE while there is more to look for. */
static gboolean
read_some (CamHistoryList *self)
{
  g_autoptr(GPtrArray) actions = NULL;
  g_autoptr(GError) error = NULL;

  if (self->reader == NULL || self->at_end || self->n_shown >= self->n_wanted)
    return FALSE;
  actions = cam_history_reader_next (self->reader, self->n_wanted - self->n_shown, &self->at_end, &error);
  if (actions == NULL)
    {
      g_debug ("No history: %s", error->message);
      self->at_end = TRUE;
      return FALSE;
    }
  for (guint i = 0; i < actions->len; i++)
    append_action (self, g_ptr_array_index (actions, i));
  return !self->at_end && self->n_shown < self->n_wanted;
}

static void
follow_state (CamHistoryList *self)
{
  gboolean is_looking = cam_history_list_is_looking (self);
  gboolean has_more = self->reader != NULL && !self->at_end && !is_looking;

  gtk_widget_set_visible (self->looking_box, is_looking);
  gtk_widget_set_visible (self->more_button, has_more && !self->compact);
  gtk_widget_set_visible (self->all_button, has_more && self->compact);
  gtk_stack_set_visible_child_name (self->stack, self->n_shown > 0 || is_looking ? "list" : "empty");
}

static gboolean
look_on_cb (gpointer data)
{
  CamHistoryList *self = data;
  gboolean goes_on = read_some (self);

  if (!goes_on)
    self->idle_id = 0;
  follow_state (self);
  return goes_on ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* What is near is there at once; the rest comes between frames. */
static void
look (CamHistoryList *self)
{
  if (read_some (self) && self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, look_on_cb, self, NULL);
  follow_state (self);
}

static void
empty (CamHistoryList *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_ptr_array_set_size (self->days, 0);
  cam_ui_empty_box (self->days_box);
  g_clear_object (&self->reader);
  self->n_shown = 0;
  self->at_end = FALSE;
}

static void
refresh (CamHistoryList *self,
         guint           n_wanted)
{
  g_autoptr(GError) error = NULL;

  empty (self);
  self->n_wanted = n_wanted;
  if (self->store != NULL)
    {
      self->reader = cam_history_reader_new (self->store, self->filter, &error);
      if (self->reader == NULL)
        g_debug ("No history: %s", error->message);
    }
  look (self);
}

static void
remember_expanded (CamHistoryList *self)
{
  g_hash_table_remove_all (self->expanded);
  for (guint i = 0; i < self->days->len; i++)
    {
      Day *day = g_ptr_array_index (self->days, i);
      GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (day->list_box));

      for (; row != NULL; row = gtk_widget_get_next_sibling (row))
        if (CAM_IS_HISTORY_ROW (row) && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
          g_hash_table_add (self->expanded,
                            g_strdup (cam_history_action_get_key (cam_history_row_get_action (CAM_HISTORY_ROW (row)))));
    }
}

/* The key of the action whose row has the focus; NULL where none has. */
static char *
dup_focused (CamHistoryList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, CAM_TYPE_HISTORY_ROW) : NULL;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return NULL;
  return g_strdup (cam_history_action_get_key (cam_history_row_get_action (CAM_HISTORY_ROW (row))));
}

static void
focus_row (CamHistoryList *self,
           const char     *key)
{
  for (guint i = 0; i < self->days->len; i++)
    {
      Day *day = g_ptr_array_index (self->days, i);
      GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (day->list_box));

      for (; row != NULL; row = gtk_widget_get_next_sibling (row))
        if (CAM_IS_HISTORY_ROW (row)
            && g_str_equal (cam_history_action_get_key (cam_history_row_get_action (CAM_HISTORY_ROW (row))), key))
          gtk_widget_grab_focus (row);
    }
}

/* The rows are made anew, since a title may be another one now; what is folded out, and the place in the list,
 * stay. */
static void
store_changed_cb (CamHistoryList *self)
{
  g_autofree char *focused = dup_focused (self);
  guint n_again = MIN (self->n_shown + 1, MAX_AGAIN);

  remember_expanded (self);
  refresh (self, MAX (n_again, self->compact ? N_COMPACT : N_PAGE));
  if (focused != NULL)
    focus_row (self, focused);
}

static void
more_clicked_cb (CamHistoryList *self)
{
  self->n_wanted = self->n_shown + N_PAGE;
  look (self);
}

static void
all_clicked_cb (CamHistoryList *self)
{
  if (self->filter != NULL && self->filter->uuid != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.history-of", "(ss)", self->filter->table,
                                self->filter->uuid);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.history", NULL);
}

static void
cam_history_list_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CamHistoryListProperty) property_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, CAM_HISTORY_LIST (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_list_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((CamHistoryListProperty) property_id)
    {
    case PROP_COMPACT:
      CAM_HISTORY_LIST (object)->compact = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_list_dispose (GObject *object)
{
  CamHistoryList *self = CAM_HISTORY_LIST (object);

  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_ptr_array_set_size (self->days, 0);
  g_clear_object (&self->store);
  g_clear_object (&self->reader);

  G_OBJECT_CLASS (cam_history_list_parent_class)->dispose (object);
}

static void
cam_history_list_finalize (GObject *object)
{
  CamHistoryList *self = CAM_HISTORY_LIST (object);

  g_clear_pointer (&self->filter, cam_history_filter_free);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->expanded, g_hash_table_unref);

  G_OBJECT_CLASS (cam_history_list_parent_class)->finalize (object);
}

static void
cam_history_list_class_init (CamHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cam_history_list_get_property;
  object_class->set_property = cam_history_list_set_property;
  object_class->dispose = cam_history_list_dispose;
  object_class->finalize = cam_history_list_finalize;
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, stack);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, days_box);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, more_button);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, all_button);
  gtk_widget_class_bind_template_child (widget_class, CamHistoryList, looking_box);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
}

static void
cam_history_list_init (CamHistoryList *self)
{
  self->days = g_ptr_array_new_with_free_func (day_free);
  self->expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_history_list_show_filtered (CamHistoryList         *self,
                                CamStore               *store,
                                const CamHistoryFilter *filter)
{
  CamHistoryFilter *kept = NULL;

  g_return_if_fail (CAM_IS_HISTORY_LIST (self));
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
        self->changed_id = g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                                                    G_CONNECT_SWAPPED);
    }
  g_hash_table_remove_all (self->expanded);
  refresh (self, self->compact ? N_COMPACT : N_PAGE);
}

void
cam_history_list_show (CamHistoryList *self,
                       CamStore       *store,
                       const char     *table,
                       const char     *uuid)
{
  const CamHistoryFilter filter = { .table = uuid != NULL ? table : NULL, .uuid = uuid };

  cam_history_list_show_filtered (self, store, &filter);
}

guint
cam_history_list_count (CamHistoryList *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_LIST (self), 0);

  return self->n_shown;
}

gboolean
cam_history_list_is_looking (CamHistoryList *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_LIST (self), FALSE);

  return self->idle_id != 0;
}
