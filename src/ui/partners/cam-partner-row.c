/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-row.h"

#include <adwaita.h>

#define INITIALS_SIZE 36
#define SPACE 12
#define MARGIN 6

struct _CamPartnerRow
{
  GtkWidget          parent_instance;

  GtkListItem       *item;       /* whose child it is */
  CamPartnerRowFunc  func;
  gpointer           user_data;
  char              *name;
  char              *words;      /* NULL until they are asked for */
};

G_DEFINE_FINAL_TYPE (CamPartnerRow, cam_partner_row, GTK_TYPE_WIDGET)

/* "AE" of "Ada Example". */
static char *
dup_initials (const char *name)
{
  g_auto(GStrv) words = g_strsplit_set (name, " \t-", -1);
  g_autoptr(GString) initials = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || !g_unichar_isalnum (g_utf8_get_char (words[i])))
        continue;
      if (initials->len == 0)
        g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (words[i])));
      else
        last = words[i];
    }
  if (last != NULL)
    g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (last)));
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/* @scale: of a size of PANGO_SCALE_… */
static PangoLayout *
make_layout (CamPartnerRow *self,
             const char    *text,
             double         scale,
             gboolean       is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* The height of a line of the name, and of one of the words. */
static void
get_lines (CamPartnerRow *self,
           int           *name,
           int           *words)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  *name = PANGO_PIXELS_CEIL (height);
  *words = PANGO_PIXELS_CEIL ((int) (height * PANGO_SCALE_SMALL));
}

static void
cam_partner_row_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  int name = 0;
  int words = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = INITIALS_SIZE + SPACE;
      return;
    }
  get_lines (CAM_PARTNER_ROW (widget), &name, &words);
  *minimum = *natural = MAX (name + words, INITIALS_SIZE) + 2 * MARGIN;
}

/* In logical places: a row reads from the right where people do. */
static void
draw_layout (CamPartnerRow *self,
             GtkSnapshot   *snapshot,
             PangoLayout   *layout,
             int            x,
             int            y,
             int            width,
             const GdkRGBA *color)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (width <= 0)
    return;
  pango_layout_set_width (layout, width * PANGO_SCALE);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (is_rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width
                                                                          : x), (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_initials (CamPartnerRow *self,
               GtkSnapshot   *snapshot,
               int            height,
               const GdkRGBA *color)
{
  g_autofree char *letters = dup_initials (self->name);
  g_autoptr(PangoLayout) layout = make_layout (self, letters, 1.0, TRUE);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = is_rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - INITIALS_SIZE : 0;
  int y = (height - INITIALS_SIZE) / 2;
  GdkRGBA faint = *color;
  GskRoundedRect round;
  int line = 0;

  faint.alpha *= 0.1f;
  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT ((float) x, (float) y, INITIALS_SIZE, INITIALS_SIZE),
                                   INITIALS_SIZE / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &faint, &round.bounds);
  gtk_snapshot_pop (snapshot);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &line);
  draw_layout (self, snapshot, layout, 0, (height - line) / 2, INITIALS_SIZE, color);
}

static void
cam_partner_row_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CamPartnerRow *self = CAM_PARTNER_ROW (widget);
  gboolean has_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  int x = INITIALS_SIZE + SPACE;
  int width = gtk_widget_get_width (widget) - x;
  int height = gtk_widget_get_height (widget);
  g_autoptr(PangoLayout) name = NULL;
  g_autoptr(PangoLayout) words = NULL;
  int name_height = 0;
  int words_height = 0;
  GdkRGBA color;

  if (self->name == NULL)
    return;
  if (self->words == NULL)
    self->words = self->func (self->item, self->user_data);
  gtk_widget_get_color (widget, &color);
  draw_initials (self, snapshot, height, &color);
  name = make_layout (self, self->name, 1.0, FALSE);
  words = make_layout (self, self->words, PANGO_SCALE_SMALL, FALSE);
  pango_layout_get_pixel_size (name, NULL, &name_height);
  if (*self->words != '\0')
    pango_layout_get_pixel_size (words, NULL, &words_height);
  draw_layout (self, snapshot, name, x, (height - name_height - words_height) / 2, width, &color);
  /* As the style "dim-label" has it. */
  color.alpha *= has_contrast ? 0.9f : 0.55f;
  if (*self->words != '\0')
    draw_layout (self, snapshot, words, x, (height + name_height - words_height) / 2, width, &color);
}

static void
cam_partner_row_finalize (GObject *object)
{
  CamPartnerRow *self = CAM_PARTNER_ROW (object);

  g_free (self->name);
  g_free (self->words);

  G_OBJECT_CLASS (cam_partner_row_parent_class)->finalize (object);
}

static void
cam_partner_row_class_init (CamPartnerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_partner_row_finalize;
  widget_class->measure = cam_partner_row_measure;
  widget_class->snapshot = cam_partner_row_snapshot;
  /* What it says, its item says to a screen reader. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_partner_row_init (CamPartnerRow *self)
{
}

GtkWidget *
cam_partner_row_new (GtkListItem       *item,
                     CamPartnerRowFunc  func,
                     gpointer           user_data)
{
  CamPartnerRow *self = NULL;

  g_return_val_if_fail (GTK_IS_LIST_ITEM (item), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (CAM_TYPE_PARTNER_ROW, NULL);
  self->item = item;
  self->func = func;
  self->user_data = user_data;
  return GTK_WIDGET (self);
}

void
cam_partner_row_set_name (CamPartnerRow *self,
                          const char    *name)
{
  g_return_if_fail (CAM_IS_PARTNER_ROW (self));

  g_set_str (&self->name, name);
  g_clear_pointer (&self->words, g_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
cam_partner_row_get_words (CamPartnerRow *self)
{
  g_return_val_if_fail (CAM_IS_PARTNER_ROW (self), NULL);

  return self->words;
}
