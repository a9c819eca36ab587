/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-day.h"

#include "cam-week-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What is shorter is drawn as long as that. */
#define SHORTEST 30
/* A narrower block would have no word in it. */
#define NARROWEST 40
#define GUESS 3u
#define SPACE 1

struct _CamWeekDay
{
  GtkWidget     parent_instance;

  GPtrArray    *instances;    /* const CamEventInstance, borrowed */
  GArray       *blocks;       /* CamWeekBlock of each */
  GArray       *rests;        /* CamWeekRest */
  GPtrArray    *chips;        /* CamEventChip, children, kept for what comes next */
  GArray       *shown;        /* guint: the block of each chip that is in use */
  GPtrArray    *mores;        /* GtkButton, children: the first are those of the rests */
  GtkWidget    *ghost;
  GtkLabel     *ghost_label;
  GtkWidget    *now;
  GHashTable   *venues;       /* borrowed */
  CamWeekClock  clock;
  guint32       day;
  int           hour;
  int           line;
  guint         max_columns;
  int           ghost_starts;
  int           ghost_ends;
  guint         idle_id;
};

G_DEFINE_FINAL_TYPE (CamWeekDay, cam_week_day, GTK_TYPE_WIDGET)

enum
{
  EVENT_ACTIVATED,
  EVENT_FOCUSED,
  LIST_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chip_clicked_cb (CamWeekDay   *self,
                 CamEventChip *chip)
{
  g_signal_emit (self, signals[EVENT_ACTIVATED], 0, chip);
}

static void
more_clicked_cb (CamWeekDay *self)
{
  g_signal_emit (self, signals[LIST_WANTED], 0);
}

static void
chip_focused_cb (CamWeekDay *self,
                 GParamSpec *pspec,
                 GtkWidget  *chip)
{
  guint position = 0;

  if (gtk_widget_has_focus (chip) && g_ptr_array_find (self->chips, chip, &position) && position < self->shown->len)
    g_signal_emit (self, signals[EVENT_FOCUSED], 0,
                   g_ptr_array_index (self->instances, g_array_index (self->shown, guint, position)));
}

static CamEventChip *
get_chip (CamWeekDay *self,
          guint       position)
{
  GtkWidget *chip = NULL;

  if (position < self->chips->len)
    return g_ptr_array_index (self->chips, position);
  chip = cam_event_chip_new (FALSE);
  gtk_widget_add_css_class (chip, "event-block");
  gtk_widget_set_valign (gtk_button_get_child (GTK_BUTTON (chip)), GTK_ALIGN_START);
  gtk_widget_insert_before (chip, GTK_WIDGET (self), self->now);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "notify::has-focus", G_CALLBACK (chip_focused_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chips, chip);
  return CAM_EVENT_CHIP (chip);
}

static void
show_more (CamWeekDay *self,
           guint       position)
{
  guint n = g_array_index (self->rests, CamWeekRest, position).n;
  g_autofree char *text = g_strdup_printf ("+%u", n);
  g_autofree char *words = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  GtkWidget *more = NULL;

  if (position == self->mores->len)
    {
      more = gtk_button_new ();
      gtk_widget_set_css_classes (more, (const char *[]) { "flat", "event-more", "event-block", NULL });
      gtk_widget_insert_before (more, GTK_WIDGET (self), self->now);
      g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->mores, more);
    }
  more = g_ptr_array_index (self->mores, position);
  gtk_button_set_label (GTK_BUTTON (more), text);
  gtk_widget_set_tooltip_text (more, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (more, TRUE);
}

static void
show_chip (CamWeekDay *self,
           guint       block)
{
  const CamEventInstance *instance = g_ptr_array_index (self->instances, block);
  const CamWeekBlock *place = &g_array_index (self->blocks, CamWeekBlock, block);
  const char *venue = cam_event_instance_get_venue (instance);
  CamEventChip *chip = get_chip (self, self->shown->len);
  int height = (place->ends - place->starts) * self->hour / 60 - 4;

  cam_event_chip_set (chip, instance, self->day,
                      venue != NULL && self->venues != NULL ? g_hash_table_lookup (self->venues, venue) : NULL,
                      (guint) MAX (height / MAX (self->line, 1), 1), CAM_EVENT_TIME_WITH_ROOM);
  gtk_widget_set_visible (GTK_WIDGET (chip), TRUE);
  g_array_append_val (self->shown, block);
}

static void
lay_out (CamWeekDay *self)
{
  g_clear_pointer (&self->rests, g_array_unref);
  self->rests = cam_week_layout ((CamWeekBlock *) (gpointer) self->blocks->data, self->blocks->len, self->max_columns);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    if (!g_array_index (self->blocks, CamWeekBlock, i).left_out)
      show_chip (self, i);
  for (guint i = self->shown->len; i < self->chips->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->chips, i), FALSE);
  for (guint i = 0; i < self->rests->len; i++)
    show_more (self, i);
  for (guint i = self->rests->len; i < self->mores->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->mores, i), FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* How much room there is is found out in the layout, which must not be begun anew there. */
static gboolean
follow_room_cb (gpointer user_data)
{
  CamWeekDay *self = user_data;

  self->idle_id = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
cam_week_day_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  CamWeekDay *self = CAM_WEEK_DAY (widget);

  /* GTK wants to have asked those whom it gives a place. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? 24 * self->hour : 30;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? 24 * self->hour : 120;
}

static void
place (CamWeekDay *self,
       GtkWidget  *child,
       int         width,
       guint       column,
       guint       span,
       guint       n_columns,
       int         starts,
       int         ends)
{
  int x = width * (int) column / (int) n_columns;
  int behind = width * (int) (column + span) / (int) n_columns;
  int y = starts * self->hour / 60;

  gtk_widget_size_allocate (child, &(GtkAllocation) { x + SPACE, y + SPACE, MAX (behind - x - 2 * SPACE, 1),
                                                      MAX (ends * self->hour / 60 - y - 2 * SPACE, 1) }, -1);
}

static int
get_minute_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
}

static void
cam_week_day_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  CamWeekDay *self = CAM_WEEK_DAY (widget);
  guint max_columns = (guint) MAX (width / NARROWEST, 1);

  if (max_columns != self->max_columns)
    {
      self->max_columns = max_columns;
      if (self->idle_id == 0)
        self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_room_cb, self, NULL);
    }
  for (guint i = 0; i < self->shown->len; i++)
    {
      const CamWeekBlock *block = &g_array_index (self->blocks, CamWeekBlock, g_array_index (self->shown, guint, i));

      place (self, g_ptr_array_index (self->chips, i), width, block->column, block->span, block->n_columns, block->starts,
             block->ends);
    }
  for (guint i = 0; i < self->rests->len; i++)
    {
      const CamWeekRest *rest = &g_array_index (self->rests, CamWeekRest, i);

      place (self, g_ptr_array_index (self->mores, i), width, rest->n_columns - 1, 1, rest->n_columns, rest->starts,
             rest->ends);
    }
  if (gtk_widget_get_visible (self->ghost))
    place (self, self->ghost, width, 0, 1, 1, self->ghost_starts, self->ghost_ends);
  if (gtk_widget_get_visible (self->now))
    gtk_widget_size_allocate (self->now, &(GtkAllocation) { 0, get_minute_now () * self->hour / 60 - 1, width, 2 }, -1);
}

static void
draw_words (CamWeekDay  *self,
            GtkSnapshot *snapshot,
            int          from,
            int          to,
            const char  *text,
            gboolean     is_dark)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  float y = (float) (from * self->hour / 60);
  float height = (float) ((to - from) * self->hour / 60);
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.12f;
  if (is_dark)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, y, (float) width, height));
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, MAX (width - 8, 1) * PANGO_SCALE);
  pango_layout_set_height (layout, (int) height * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.8f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (4, y + 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
cam_week_day_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CamWeekDay *self = CAM_WEEK_DAY (widget);
  float width = (float) gtk_widget_get_width (widget);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.13f;
  for (int i = 1; i < 24; i++)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, (float) (i * self->hour), width, 1));
  if (self->clock.missing_to > 0)
    draw_words (self, snapshot, self->clock.missing_from, self->clock.missing_to,
                _("No such hour: the clocks go forward"), TRUE);
  if (self->clock.twice_to > 0)
    draw_words (self, snapshot, self->clock.twice_from, self->clock.twice_to, _("Twice: the clocks go back"),
                FALSE);
  GTK_WIDGET_CLASS (cam_week_day_parent_class)->snapshot (widget, snapshot);
}

static void
cam_week_day_dispose (GObject *object)
{
  CamWeekDay *self = CAM_WEEK_DAY (object);
  GtkWidget *child = NULL;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->instances, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->rests, g_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->mores, g_ptr_array_unref);

  G_OBJECT_CLASS (cam_week_day_parent_class)->dispose (object);
}

static void
cam_week_day_class_init (CamWeekDayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_week_day_dispose;
  widget_class->measure = cam_week_day_measure;
  widget_class->size_allocate = cam_week_day_size_allocate;
  widget_class->snapshot = cam_week_day_snapshot;
  signals[EVENT_ACTIVATED] = g_signal_new ("event-activated", CAM_TYPE_WEEK_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CAM_TYPE_EVENT_CHIP);
  signals[EVENT_FOCUSED] = g_signal_new ("event-focused", CAM_TYPE_WEEK_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LIST_WANTED] = g_signal_new ("list-wanted", CAM_TYPE_WEEK_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "weekday");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cam_week_day_init (CamWeekDay *self)
{
  self->instances = g_ptr_array_new ();
  self->blocks = g_array_new (FALSE, TRUE, sizeof (CamWeekBlock));
  self->rests = g_array_new (FALSE, TRUE, sizeof (CamWeekRest));
  self->chips = g_ptr_array_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->mores = g_ptr_array_new ();
  self->max_columns = GUESS;
  self->ghost_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "valign", GTK_ALIGN_START, "ellipsize", PANGO_ELLIPSIZE_END,
                                    "css-classes", (const char *[]) { "caption", NULL }, NULL);
  self->ghost = g_object_new (ADW_TYPE_BIN, "child", self->ghost_label, "visible", FALSE, "can-target", FALSE, "css-classes",
                              (const char *[]) { "week-ghost", NULL }, NULL);
  self->now = g_object_new (ADW_TYPE_BIN, "visible", FALSE, "can-target", FALSE, "css-classes",
                            (const char *[]) { "week-now", NULL }, NULL);
  gtk_widget_set_parent (self->now, GTK_WIDGET (self));
  gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
cam_week_day_clear (CamWeekDay         *self,
                    guint32             day,
                    gboolean            is_today,
                    const CamWeekClock *clock,
                    int                 hour,
                    int                 line)
{
  g_return_if_fail (CAM_IS_WEEK_DAY (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_ptr_array_set_size (self->instances, 0);
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->rests, 0);
  g_array_set_size (self->shown, 0);
  self->day = day;
  self->clock = *clock;
  self->line = line;
  if (self->hour != hour)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->hour = hour;
  gtk_widget_set_visible (self->now, is_today);
  gtk_widget_set_visible (self->ghost, FALSE);
  if (is_today)
    gtk_widget_add_css_class (GTK_WIDGET (self), "today");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "today");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cam_week_day_add (CamWeekDay             *self,
                  const CamEventInstance *instance)
{
  CamWallTime midnight = 0;
  CamWeekBlock block = { 0 };

  g_return_if_fail (CAM_IS_WEEK_DAY (self));
  g_return_if_fail (instance != NULL);

  midnight = (CamWallTime) self->day * CAM_WALL_TIME_DAY;
  block.starts = (int) CLAMP (instance->starts - midnight, 0, CAM_WALL_TIME_DAY - SHORTEST);
  block.ends = (int) CLAMP (instance->ends - midnight, block.starts + SHORTEST, CAM_WALL_TIME_DAY);
  g_ptr_array_add (self->instances, (gpointer) instance);
  g_array_append_val (self->blocks, block);
}

void
cam_week_day_finish (CamWeekDay *self,
                     GHashTable *venues)
{
  g_return_if_fail (CAM_IS_WEEK_DAY (self));

  self->venues = venues;
  lay_out (self);
}

guint32
cam_week_day_get_day (CamWeekDay *self)
{
  g_return_val_if_fail (CAM_IS_WEEK_DAY (self), 0);

  return self->day;
}

guint
cam_week_day_get_n (CamWeekDay *self)
{
  g_return_val_if_fail (CAM_IS_WEEK_DAY (self), 0);

  return self->instances->len;
}

int
cam_week_day_get_first (CamWeekDay *self)
{
  int first = -1;

  g_return_val_if_fail (CAM_IS_WEEK_DAY (self), -1);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const CamEventInstance *instance = g_ptr_array_index (self->instances, i);
      int starts = g_array_index (self->blocks, CamWeekBlock, i).starts;

      if (cam_wall_time_get_day (instance->starts) == self->day)
        first = first < 0 ? starts : MIN (first, starts);
    }
  return first;
}

void
cam_week_day_list (CamWeekDay *self,
                   GPtrArray  *chips)
{
  g_return_if_fail (CAM_IS_WEEK_DAY (self));

  for (guint i = 0; i < self->shown->len; i++)
    g_ptr_array_add (chips, g_ptr_array_index (self->chips, i));
}

void
cam_week_day_set_ghost (CamWeekDay *self,
                        int         starts,
                        int         ends,
                        const char *words)
{
  g_return_if_fail (CAM_IS_WEEK_DAY (self));

  self->ghost_starts = starts;
  self->ghost_ends = ends;
  gtk_label_set_label (self->ghost_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->ghost, words != NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
