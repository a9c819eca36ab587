/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-head.h"

#include "cam-period.h"
#include "cam-week-hours.h"
#include "cam-week-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* More would leave no room for the hours. */
#define MAX_ROWS 3u
#define SPACE 2

struct _CamWeekHead
{
  GtkWidget   parent_instance;

  GtkWidget  *days[CAM_WEEK_DAYS];      /* GtkButton */
  GtkLabel   *names[CAM_WEEK_DAYS];
  GtkLabel   *holidays[CAM_WEEK_DAYS];
  GtkWidget  *mores[CAM_WEEK_DAYS];     /* GtkButton */
  GtkWidget  *caption;                  /* in the margin */
  GtkWidget  *ghost;
  GPtrArray  *instances;                /* const CamEventInstance, borrowed */
  GArray     *blocks;                   /* CamWeekBlock of each, in columns; their columns are rows here */
  GPtrArray  *chips;                    /* CamEventChip, children, kept for what comes next */
  GArray     *shown;                    /* guint: the block of each chip that is in use */
  guint32     from;
  guint       n_days;
  guint       n_rows;
  int         gutter;
  guint       ghost_first;
  guint       ghost_last;
};

G_DEFINE_FINAL_TYPE (CamWeekHead, cam_week_head, GTK_TYPE_WIDGET)

enum
{
  DAY_ACTIVATED,
  EVENT_ACTIVATED,
  LIST_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
day_clicked_cb (CamWeekHead *self,
                GtkWidget   *button)
{
  for (guint i = 0; i < self->n_days; i++)
    if (self->days[i] == button)
      g_signal_emit (self, signals[DAY_ACTIVATED], 0, self->from + i);
}

static void
more_clicked_cb (CamWeekHead *self,
                 GtkWidget   *button)
{
  for (guint i = 0; i < self->n_days; i++)
    if (self->mores[i] == button)
      g_signal_emit (self, signals[LIST_WANTED], 0, self->from + i);
}

static void
chip_clicked_cb (CamWeekHead  *self,
                 CamEventChip *chip)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, chip);
}

static CamEventChip *
get_chip (CamWeekHead *self,
          guint        position)
{
  GtkWidget *chip = NULL;

  if (position < self->chips->len)
    return g_ptr_array_index (self->chips, position);
  chip = cam_event_chip_new (FALSE);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->mores[0]);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chips, chip);
  return CAM_EVENT_CHIP (chip);
}

static int
get_row_height (CamWeekHead *self)
{
  int chip = 0;
  int more = 0;

  if (self->shown->len > 0)
    gtk_widget_measure (g_ptr_array_index (self->chips, 0), GTK_ORIENTATION_VERTICAL, -1, NULL, &chip, NULL, NULL);
  gtk_widget_measure (self->caption, GTK_ORIENTATION_VERTICAL, -1, NULL, &more, NULL, NULL);
  return MAX (chip, more) + SPACE;
}

static int
get_day_height (CamWeekHead *self)
{
  int tallest = 0;

  for (guint i = 0; i < self->n_days; i++)
    {
      int height = 0;

      gtk_widget_measure (self->days[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      tallest = MAX (tallest, height);
    }
  return tallest;
}

static void
cam_week_head_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  CamWeekHead *self = CAM_WEEK_HEAD (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = get_day_height (self) + (int) MAX (self->n_rows, 1) * get_row_height (self) + 2 * SPACE;
  else
    *minimum = self->gutter + 30 * (int) self->n_days;
  *natural = *minimum;
}

static void
allocate_chips (CamWeekHead *self,
                int          width,
                int          top,
                int          row)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, g_array_index (self->shown, guint, i));
      int x = 0;
      int behind = 0;
      int column = 0;

      cam_week_get_column (width, self->gutter, self->n_days, (guint) block->starts, &x, &column);
      cam_week_get_column (width, self->gutter, self->n_days, (guint) block->ends - 1, &behind, &column);
      gtk_widget_size_allocate (g_ptr_array_index (self->chips, i),
                                &(GtkAllocation) { x + SPACE, top + (int) block->column * row,
                                                   MAX (behind + column - x - 2 * SPACE, 1), row - SPACE }, -1);
    }
}

static void
cam_week_head_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  CamWeekHead *self = CAM_WEEK_HEAD (widget);
  int day = get_day_height (self);
  int row = get_row_height (self);
  int top = day + SPACE;
  int x = 0;
  int column = 0;

  for (guint i = 0; i < self->n_days; i++)
    {
      cam_week_get_column (width, self->gutter, self->n_days, i, &x, &column);
      gtk_widget_size_allocate (self->days[i], &(GtkAllocation) { x + 1, 0, MAX (column - 2, 1), day }, -1);
      if (gtk_widget_get_visible (self->mores[i]))
        gtk_widget_size_allocate (self->mores[i], &(GtkAllocation) { x + SPACE, top + (int) (MAX_ROWS - 1) * row,
                                                                     MAX (column - 2 * SPACE, 1), row - SPACE }, -1);
    }
  gtk_widget_size_allocate (self->caption, &(GtkAllocation) { 0, top, self->gutter, row - SPACE }, -1);
  allocate_chips (self, width, top, row);
  if (gtk_widget_get_visible (self->ghost))
    {
      int first = 0;

      cam_week_get_column (width, self->gutter, self->n_days, self->ghost_first, &first, &column);
      cam_week_get_column (width, self->gutter, self->n_days, self->ghost_last, &x, &column);
      gtk_widget_size_allocate (self->ghost, &(GtkAllocation) { first, day, x + column - first, height - day }, -1);
    }
}

static void
cam_week_head_dispose (GObject *object)
{
  CamWeekHead *self = CAM_WEEK_HEAD (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->instances, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);

  G_OBJECT_CLASS (cam_week_head_parent_class)->dispose (object);
}

static void
cam_week_head_class_init (CamWeekHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_week_head_dispose;
  widget_class->measure = cam_week_head_measure;
  widget_class->size_allocate = cam_week_head_size_allocate;
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", CAM_TYPE_WEEK_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", CAM_TYPE_WEEK_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CAM_TYPE_EVENT_CHIP);
  signals[LIST_WANTED] = g_signal_new ("list-wanted", CAM_TYPE_WEEK_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "weekhead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_day (CamWeekHead *self,
         guint        column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->names[column] = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                      (const char *[]) { "week-day-name", NULL }, NULL);
  self->holidays[column] = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "visible", FALSE, "css-classes",
                                         (const char *[]) { "caption", "dim-label", NULL }, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->names[column]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->holidays[column]));
  self->days[column] = g_object_new (GTK_TYPE_BUTTON, "child", box, "css-classes",
                                     (const char *[]) { "flat", "week-day", NULL }, NULL);
  gtk_widget_set_parent (self->days[column], GTK_WIDGET (self));
  g_signal_connect_object (self->days[column], "clicked", G_CALLBACK (day_clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
add_more (CamWeekHead *self,
          guint        column)
{
  self->mores[column] = g_object_new (GTK_TYPE_BUTTON, "child", g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END,
                                                                             NULL), "visible", FALSE, "css-classes",
                                      (const char *[]) { "flat", "event-more", "caption", NULL }, NULL);
  gtk_widget_set_parent (self->mores[column], GTK_WIDGET (self));
  g_signal_connect_object (self->mores[column], "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
cam_week_head_init (CamWeekHead *self)
{
  self->instances = g_ptr_array_new ();
  self->blocks = g_array_new (FALSE, TRUE, sizeof (CamWeekBlock));
  self->chips = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_days = CAM_WEEK_DAYS;
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    add_day (self, i);
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    add_more (self, i);
  /* Translators: beside the events that last all day; there is little room */
  self->caption = g_object_new (GTK_TYPE_LABEL, "label", _("all day"), "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 1.0f,
                                "margin-end", 6, "css-classes", (const char *[]) { "caption", "dim-label", NULL }, NULL);
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  self->ghost = g_object_new (ADW_TYPE_BIN, "visible", FALSE, "can-target", FALSE, "css-classes",
                              (const char *[]) { "week-ghost", NULL }, NULL);
  gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
cam_week_head_clear (CamWeekHead *self,
                     guint32      from,
                     guint        n_days,
                     int          gutter)
{
  g_return_if_fail (CAM_IS_WEEK_HEAD (self));
  g_return_if_fail (n_days > 0 && n_days <= CAM_WEEK_DAYS);

  g_ptr_array_set_size (self->instances, 0);
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->shown, 0);
  self->from = from;
  self->n_days = n_days;
  self->gutter = gutter;
  gtk_widget_set_visible (self->ghost, FALSE);
}

void
cam_week_head_add (CamWeekHead            *self,
                   const CamEventInstance *instance)
{
  gint64 first = 0;
  gint64 last = 0;
  CamWeekBlock block = { 0 };

  g_return_if_fail (CAM_IS_WEEK_HEAD (self));
  g_return_if_fail (instance != NULL);

  first = (gint64) cam_wall_time_get_day (instance->starts) - self->from;
  /* What ends at midnight has nothing of the day that begins then. */
  last = (gint64) cam_wall_time_get_day (MAX (instance->ends - 1, instance->starts)) - self->from;
  if (last < 0 || first >= self->n_days)
    return;
  block.starts = (int) MAX (first, 0);
  block.ends = (int) MIN (last, (gint64) self->n_days - 1) + 1;
  g_ptr_array_add (self->instances, (gpointer) instance);
  g_array_append_val (self->blocks, block);
}

static void
show_mores (CamWeekHead *self)
{
  for (guint day = 0; day < CAM_WEEK_DAYS; day++)
    {
      guint n = 0;
      g_autofree char *text = NULL;

      for (guint i = 0; i < self->blocks->len; i++)
        {
          const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, i);

          n += block->left_out && block->starts <= (int) day && block->ends > (int) day;
        }
      gtk_widget_set_visible (self->mores[day], n > 0);
      if (n == 0)
        continue;
      text = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
      gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->mores[day]))), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->mores[day]), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
}

void
cam_week_head_finish (CamWeekHead *self,
                      GHashTable  *venues)
{
  g_autoptr(GArray) rests = NULL;

  g_return_if_fail (CAM_IS_WEEK_HEAD (self));

  rests = cam_week_layout ((CamWeekBlock *) (gpointer) self->blocks->data, self->blocks->len, MAX_ROWS);
  self->n_rows = 0;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, i);
      const CamEventInstance *instance = g_ptr_array_index (self->instances, i);
      const char *venue = cam_event_instance_get_venue (instance);
      CamEventChip *chip = NULL;

      self->n_rows = MAX (self->n_rows, block->n_columns);
      if (block->left_out)
        continue;
      chip = get_chip (self, self->shown->len);
      cam_event_chip_set (chip, instance, self->from + (guint32) block->starts,
                          venue != NULL && venues != NULL ? g_hash_table_lookup (venues, venue) : NULL, 1,
                          CAM_EVENT_TIME_ALWAYS);
      gtk_widget_set_visible (GTK_WIDGET (chip), TRUE);
      g_array_append_val (self->shown, i);
    }
  for (guint i = self->shown->len; i < self->chips->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->chips, i), FALSE);
  show_mores (self);
  for (guint i = 0; i < CAM_WEEK_DAYS; i++)
    gtk_widget_set_visible (self->days[i], i < self->n_days);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
cam_week_head_set_day (CamWeekHead *self,
                       guint        column,
                       const char  *holiday,
                       gboolean     is_today,
                       guint        n_events)
{
  g_autofree char *day = NULL;
  g_autofree char *events = NULL;
  g_autofree char *words = NULL;
  char name[64] = "";
  char weekday[64] = "";
  GDate date;

  g_return_if_fail (CAM_IS_WEEK_HEAD (self));
  g_return_if_fail (column < self->n_days);

  g_date_clear (&date, 1);
  g_date_set_julian (&date, self->from + column);
  /* Translators: a weekday and a day of the month above a column, as in "Tue 3" */
  g_date_strftime (name, sizeof name, _("%a %-d"), &date);
  g_date_strftime (weekday, sizeof weekday, "%A", &date);
  day = cam_day_format (self->from + column, 0);
  events = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);
  words = g_strdup_printf ("%s %s%s%s, %s", weekday, day, holiday != NULL ? ", " : "", holiday != NULL ? holiday : "", events);
  gtk_label_set_label (self->names[column], name);
  gtk_label_set_label (self->holidays[column], holiday != NULL ? holiday : "");
  gtk_widget_set_visible (GTK_WIDGET (self->holidays[column]), holiday != NULL);
  gtk_widget_set_tooltip_text (self->days[column], words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->days[column]), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (is_today)
    gtk_widget_add_css_class (self->days[column], "today");
  else
    gtk_widget_remove_css_class (self->days[column], "today");
}

guint
cam_week_head_count (CamWeekHead *self,
                     guint32      day)
{
  guint n = 0;

  g_return_val_if_fail (CAM_IS_WEEK_HEAD (self), 0);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, i);

      n += self->from + (guint32) block->starts <= day && day < self->from + (guint32) block->ends;
    }
  return n;
}

GtkWidget *
cam_week_head_get_day (CamWeekHead *self,
                       guint        column)
{
  g_return_val_if_fail (CAM_IS_WEEK_HEAD (self), NULL);
  g_return_val_if_fail (column < CAM_WEEK_DAYS, NULL);

  return self->days[column];
}

void
cam_week_head_list (CamWeekHead *self,
                    guint32      day,
                    GPtrArray   *chips)
{
  g_return_if_fail (CAM_IS_WEEK_HEAD (self));

  for (guint i = 0; i < self->shown->len; i++)
    {
      const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, g_array_index (self->shown, guint, i));

      if (self->from + (guint32) block->starts <= day && day < self->from + (guint32) block->ends)
        g_ptr_array_add (chips, g_ptr_array_index (self->chips, i));
    }
}

void
cam_week_head_set_ghost (CamWeekHead *self,
                         guint        first,
                         guint        last)
{
  g_return_if_fail (CAM_IS_WEEK_HEAD (self));

  self->ghost_first = first;
  self->ghost_last = last;
  gtk_widget_set_visible (self->ghost, first <= last);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
