/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-month-cell.h"

#include "cam-period.h"

#include <glib/gi18n.h>

#define SPACE 2
/* So many events are made into widgets before it is known how much room there is. */
#define GUESS 4u

struct _CamMonthCell
{
  GtkWidget  parent_instance;

  GtkWidget *head;            /* the number and the holiday */
  GtkLabel  *number_label;
  GtkLabel  *holiday_label;   /* NULL until there was a holiday */
  GtkButton *more_button;
  GtkLabel  *more_label;
  GHashTable *venues;         /* uuid → name, borrowed */
  GPtrArray *instances;       /* const CamEventInstance, borrowed */
  GPtrArray *chips;           /* CamEventChip, children; they are kept for what comes next */
  guint      n_made;          /* so many of them stand for the first instances */
  guint32    day;
  guint      room;            /* for so many */
  guint      n_shown;
  guint      idle_id;
};

G_DEFINE_FINAL_TYPE (CamMonthCell, cam_month_cell, GTK_TYPE_WIDGET)

enum
{
  ACTIVATE,
  EVENT_ACTIVATED,
  EVENT_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
get_height (GtkWidget *widget,
            int        width)
{
  int natural = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static void
cam_month_cell_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  CamMonthCell *self = CAM_MONTH_CELL (widget);
  int more = 0;

  gtk_widget_measure (self->head, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->more_button), orientation, -1, &more, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += more + SPACE;
      *natural = *minimum + 2 * (more + SPACE);
    }
  else
    {
      *minimum = MAX (*minimum, 34);
      *natural = 120;
    }
}

static void
show_more (CamMonthCell *self)
{
  guint n_more = self->instances->len - MIN (self->n_shown, self->instances->len);
  g_autofree char *text = NULL;

  if (self->n_shown == 0)
    text = g_strdup_printf ("%u", n_more);
  else
    /* Translators: so many events more than there is room for */
    text = g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);
  gtk_label_set_label (self->more_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
chip_clicked_cb (CamMonthCell *self,
                 CamEventChip *chip)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, chip);
}

static CamEventChip *
add_chip (CamMonthCell *self)
{
  GtkWidget *chip = cam_event_chip_new (TRUE);

  gtk_widget_insert_before (chip, GTK_WIDGET (self), GTK_WIDGET (self->more_button));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chips, chip);
  return CAM_EVENT_CHIP (chip);
}

static void
make_chips (CamMonthCell *self)
{
  /* One is always made: it tells how tall they are. */
  guint n = MIN (MAX (self->room, 1), self->instances->len);

  for (; self->n_made < n; self->n_made++)
    {
      const CamEventInstance *instance = g_ptr_array_index (self->instances, self->n_made);
      const char *venue = cam_event_instance_get_venue (instance);
      CamEventChip *chip = self->n_made < self->chips->len ? g_ptr_array_index (self->chips, self->n_made) : add_chip (self);

      cam_event_chip_set (chip, instance, self->day,
                          venue != NULL && self->venues != NULL ? g_hash_table_lookup (self->venues, venue) : NULL, 1,
                          CAM_EVENT_TIME_ALWAYS);
      gtk_widget_set_visible (GTK_WIDGET (chip), TRUE);
    }
  for (guint i = self->n_made; i < self->chips->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->chips, i), FALSE);
}

/* What the layout found out is acted upon outside of it, which would otherwise begin anew. */
static gboolean
follow_room_cb (gpointer user_data)
{
  CamMonthCell *self = user_data;

  self->idle_id = 0;
  make_chips (self);
  show_more (self);
  return G_SOURCE_REMOVE;
}

static void
follow_room (CamMonthCell *self,
             guint         n_shown)
{
  if (self->n_shown == n_shown && self->n_made >= n_shown)
    return;
  self->n_shown = n_shown;
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_room_cb, self, NULL);
}

/* How many can be seen, all being equally tall: as many as there are, or fewer and the button below them. */
static guint
count_shown (CamMonthCell *self,
             int           chip,
             int           height,
             int           more)
{
  if (self->room == 0 || self->room >= self->instances->len)
    return MIN (self->room, self->instances->len);
  return height > more ? (guint) ((height - more) / (chip + SPACE)) : 0;
}

static void
cam_month_cell_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  CamMonthCell *self = CAM_MONTH_CELL (widget);
  int head = get_height (self->head, -1);
  int more = get_height (GTK_WIDGET (self->more_button), -1);
  int chip = self->n_made > 0 ? get_height (g_ptr_array_index (self->chips, 0), -1) : 0;
  int tall = MAX (height - head - SPACE, 0);
  int y = head + SPACE;
  guint n_shown = 0;

  /* Too narrow for a name, as on a phone: only how many there are. Without an event nobody knows how tall one is. */
  if (width < 70)
    self->room = 0;
  else if (chip > 0)
    self->room = (guint) (tall / (chip + SPACE));
  n_shown = count_shown (self, MAX (chip, 1), tall, more);
  gtk_widget_size_allocate (self->head, &(GtkAllocation) { 0, 0, width, head }, -1);
  for (guint i = 0; i < self->n_made; i++)
    {
      GtkWidget *child = g_ptr_array_index (self->chips, i);

      gtk_widget_set_child_visible (child, i < n_shown);
      if (i >= n_shown)
        continue;
      gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, chip }, -1);
      y += chip + SPACE;
    }
  gtk_widget_set_child_visible (GTK_WIDGET (self->more_button), n_shown < self->instances->len);
  gtk_widget_size_allocate (GTK_WIDGET (self->more_button), &(GtkAllocation) { 0, MIN (y, height - more), width, more }, -1);
  follow_room (self, n_shown);
}

static void
activate (CamMonthCell *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
pressed_cb (CamMonthCell *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (CamMonthCell *self,
             int           n_press,
             double        x,
             double        y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (n_press == 1 && at != NULL && gtk_widget_get_ancestor (at, GTK_TYPE_BUTTON) == NULL)
    activate (self);
}

static gboolean
drop_cb (CamMonthCell *self,
         const GValue *value)
{
  CamEventChip *chip = g_value_get_object (value);

  if (chip == NULL || cam_event_chip_get_day (chip) == self->day || !cam_event_chip_is_as_dragged (chip))
    return FALSE;
  g_signal_emit (self, signals[EVENT_DROPPED], 0, chip);
  return TRUE;
}

static void
cam_month_cell_dispose (GObject *object)
{
  CamMonthCell *self = CAM_MONTH_CELL (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  for (guint i = 0; self->chips != NULL && i < self->chips->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->chips, i));
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->instances, g_ptr_array_unref);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  if (self->more_button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->more_button)));

  G_OBJECT_CLASS (cam_month_cell_parent_class)->dispose (object);
}

static void
cam_month_cell_class_init (CamMonthCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_month_cell_dispose;
  widget_class->measure = cam_month_cell_measure;
  widget_class->size_allocate = cam_month_cell_size_allocate;
  signals[ACTIVATE] = g_signal_new_class_handler ("activate", CAM_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                                                  NULL, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", CAM_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CAM_TYPE_EVENT_CHIP);
  signals[EVENT_DROPPED] = g_signal_new ("event-dropped", CAM_TYPE_MONTH_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, CAM_TYPE_EVENT_CHIP);
  gtk_widget_class_set_activate_signal (widget_class, signals[ACTIVATE]);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activate", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activate", NULL);
  gtk_widget_class_set_css_name (widget_class, "monthcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
cam_month_cell_init (CamMonthCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDropTarget *target = gtk_drop_target_new (CAM_TYPE_EVENT_CHIP, GDK_ACTION_MOVE);

  self->chips = g_ptr_array_new ();
  self->instances = g_ptr_array_new ();
  self->room = GUESS;
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->number_label = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "day-number", "numeric", NULL }, NULL);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->number_label));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->more_label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 2, NULL);
  self->more_button = g_object_new (GTK_TYPE_BUTTON, "child", self->more_label, NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->more_button), (const char *[]) { "flat", "event-more", "caption", NULL });
  gtk_widget_set_parent (GTK_WIDGET (self->more_button), GTK_WIDGET (self));
  g_signal_connect_object (self->more_button, "clicked", G_CALLBACK (activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
cam_month_cell_set_day (CamMonthCell *self,
                        guint32       day,
                        gboolean      is_other_month,
                        gboolean      is_today)
{
  GDate date;
  g_autofree char *text = NULL;

  g_return_if_fail (CAM_IS_MONTH_CELL (self));

  self->day = day;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  text = g_strdup_printf ("%u", g_date_get_day (&date));
  gtk_label_set_label (self->number_label, text);
  if (is_other_month)
    gtk_widget_add_css_class (GTK_WIDGET (self), "other-month");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "other-month");
  if (is_today)
    gtk_widget_add_css_class (GTK_WIDGET (self), "today");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "today");
}

/* "" for none. */
static const char *
get_holiday (CamMonthCell *self)
{
  return self->holiday_label != NULL ? gtk_label_get_label (self->holiday_label) : "";
}

void
cam_month_cell_set_holiday (CamMonthCell *self,
                            const char   *name)
{
  g_return_if_fail (CAM_IS_MONTH_CELL (self));

  if (g_strcmp0 (get_holiday (self), name != NULL ? name : "") == 0)
    return;
  if (self->holiday_label == NULL)
    {
      self->holiday_label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0f, "css-classes",
                                          (const char *[]) { "caption", "dim-label", NULL }, NULL);
      gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->holiday_label));
    }
  gtk_label_set_label (self->holiday_label, name != NULL ? name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->holiday_label), name);
}

void
cam_month_cell_clear (CamMonthCell *self)
{
  g_return_if_fail (CAM_IS_MONTH_CELL (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_ptr_array_set_size (self->instances, 0);
  self->n_made = 0;
}

void
cam_month_cell_add (CamMonthCell           *self,
                    const CamEventInstance *instance)
{
  g_return_if_fail (CAM_IS_MONTH_CELL (self));
  g_return_if_fail (instance != NULL);

  g_ptr_array_add (self->instances, (gpointer) instance);
}

void
cam_month_cell_finish (CamMonthCell *self,
                       GHashTable   *venues)
{
  const char *holiday = NULL;
  g_autofree char *day = NULL;
  g_autofree char *events = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (CAM_IS_MONTH_CELL (self));

  self->venues = venues;
  holiday = get_holiday (self);
  day = cam_day_format (self->day, 0);
  events = g_strdup_printf (ngettext ("%u event", "%u events", self->instances->len), self->instances->len);
  text = g_strdup_printf ("%s%s%s, %s", day, *holiday != '\0' ? ", " : "", holiday, events);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  make_chips (self);
  self->n_shown = G_MAXUINT;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint32
cam_month_cell_get_day (CamMonthCell *self)
{
  g_return_val_if_fail (CAM_IS_MONTH_CELL (self), 0);

  return self->day;
}

guint
cam_month_cell_get_n (CamMonthCell *self)
{
  g_return_val_if_fail (CAM_IS_MONTH_CELL (self), 0);

  return self->instances->len;
}

guint
cam_month_cell_get_n_shown (CamMonthCell *self)
{
  g_return_val_if_fail (CAM_IS_MONTH_CELL (self), 0);

  return MIN (self->n_shown, self->n_made);
}

void
cam_month_cell_focus_event (CamMonthCell           *self,
                            const CamEventInstance *instance)
{
  guint position = 0;
  gboolean is_shown = FALSE;

  g_return_if_fail (CAM_IS_MONTH_CELL (self));

  /* The last place is that of the button where not all can be seen. */
  if (g_ptr_array_find (self->instances, instance, &position) && position < self->n_made)
    is_shown = self->room >= self->instances->len || position + 1 < self->room;
  gtk_widget_grab_focus (is_shown ? g_ptr_array_index (self->chips, position) : GTK_WIDGET (self));
}
