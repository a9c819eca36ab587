/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-words.h"

#include <string.h>

/* Room for some letters. */
#define NARROWEST 12

struct _CamEventWords
{
  GtkWidget     parent_instance;

  char         *time;  /* NULL for none */
  char         *name;
  CamEventTime  when;
  guint         n_lines;
  gboolean      is_struck_out;
};

G_DEFINE_FINAL_TYPE (CamEventWords, cam_event_words, GTK_TYPE_WIDGET)

static int
get_line_height (CamEventWords *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

static gboolean
fits (PangoLayout *layout,
      const char  *text,
      gsize        length,
      int          width)
{
  int needed = 0;

  pango_layout_set_text (layout, text, (int) length);
  pango_layout_get_pixel_size (layout, &needed, NULL);
  return needed <= width;
}

static gsize
get_word (const char *text)
{
  return strcspn (text, " ");
}

/* As much of @text as fits, but at least a word. */
static gsize
take_line (PangoLayout *layout,
           const char  *text,
           int          width)
{
  gsize taken = get_word (text);

  while (text[taken] != '\0')
    {
      gsize longer = taken + strspn (text + taken, " ");

      longer += get_word (text + longer);
      if (!fits (layout, text, longer, width))
        break;
      taken = longer;
    }
  return taken;
}

/* (transfer full) */
static char *
dup_text (CamEventWords *self,
          PangoLayout   *layout,
          int            width)
{
  g_autofree char *text = NULL;

  if (self->time == NULL || self->when == CAM_EVENT_TIME_NEVER)
    return g_strdup (self->name);
  text = g_strconcat (self->time, " ", self->name, NULL);
  if (self->when == CAM_EVENT_TIME_WITH_ROOM
      && !fits (layout, text, strlen (self->time) + 1 + get_word (self->name), width))
    return g_strdup (self->name);
  return g_steal_pointer (&text);
}

char **
cam_event_words_dup_lines (CamEventWords *self,
                           int            width)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  const char *rest = NULL;

  g_return_val_if_fail (CAM_IS_EVENT_WORDS (self), NULL);

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  text = g_strstrip (dup_text (self, layout, width));
  rest = text;
  for (guint i = 1; *rest != '\0'; i++)
    {
      gsize taken = i < self->n_lines ? take_line (layout, rest, width) : strlen (rest);

      g_strv_builder_take (lines, g_strndup (rest, taken));
      rest += taken;
      rest += strspn (rest, " ");
    }
  return g_strv_builder_end (lines);
}

static void
cam_event_words_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  CamEventWords *self = CAM_EVENT_WORDS (widget);
  guint n_lines = 1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = NARROWEST;
      return;
    }
  if (self->n_lines > 1 && for_size > 0)
    {
      g_auto(GStrv) lines = cam_event_words_dup_lines (self, for_size);

      n_lines = MAX (g_strv_length (lines), 1);
    }
  *minimum = *natural = (int) n_lines * get_line_height (self);
}

static void
cam_event_words_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CamEventWords *self = CAM_EVENT_WORDS (widget);
  int width = gtk_widget_get_width (widget);
  int height = get_line_height (self);
  g_auto(GStrv) lines = cam_event_words_dup_lines (self, width);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  if (self->is_struck_out)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, lines[i]);

      pango_layout_set_attributes (layout, attributes);
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) (i * height)));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
    }
}

static void
cam_event_words_finalize (GObject *object)
{
  CamEventWords *self = CAM_EVENT_WORDS (object);

  g_free (self->time);
  g_free (self->name);

  G_OBJECT_CLASS (cam_event_words_parent_class)->finalize (object);
}

/* How tall it is may follow from how wide it is. */
static GtkSizeRequestMode
cam_event_words_get_request_mode (GtkWidget *widget)
{
  return CAM_EVENT_WORDS (widget)->n_lines > 1 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
cam_event_words_class_init (CamEventWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_event_words_finalize;
  widget_class->get_request_mode = cam_event_words_get_request_mode;
  widget_class->measure = cam_event_words_measure;
  widget_class->snapshot = cam_event_words_snapshot;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_event_words_init (CamEventWords *self)
{
  self->name = g_strdup ("");
  self->n_lines = 1;
}

GtkWidget *
cam_event_words_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_WORDS, NULL);
}

void
cam_event_words_set (CamEventWords *self,
                     const char    *time,
                     const char    *name,
                     CamEventTime   when,
                     guint          n_lines,
                     gboolean       is_struck_out)
{
  gboolean is_other = FALSE;

  g_return_if_fail (CAM_IS_EVENT_WORDS (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (n_lines > 0);

  is_other = g_set_str (&self->time, time);
  is_other = g_set_str (&self->name, name) || is_other;
  /* One line is as tall as any other. */
  if (self->n_lines != n_lines || (n_lines > 1 && (is_other || self->when != when)))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->when = when;
  self->n_lines = n_lines;
  self->is_struck_out = is_struck_out;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
