/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-notice-private.h"

#include "cam-qr.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* How many dots of a picture stand for a point of paper. */
#define DENSITY 2
#define MAP_WIDTH  352
#define MAP_HEIGHT 300
#define QR_WIDTH   200

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_qr_cb (cairo_t       *cr,
            double         width,
            double         height,
            gconstpointer  data)
{
  const CamNotice *notice = data;

  cam_qr_draw (cr, MIN (width, height), notice->qr, notice->qr_side);
}

static GBytes *
make_png (CamDrawFunc   draw,
          gconstpointer data,
          int           width,
          int           height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * DENSITY, height * DENSITY);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DENSITY, DENSITY);
  draw (cr, width, height, data);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Only what is certain to be an address of the web becomes a link. */
static gboolean
is_web_address (const char *link)
{
  return g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://");
}

static void
add_link (GString    *html,
          const char *link)
{
  if (link == NULL)
    return;
  if (!is_web_address (link))
    {
      cam_html_add_element (html, "p", NULL, link);
      return;
    }
  g_string_append (html, "<p><a href=\"");
  cam_html_add_text (html, link);
  g_string_append (html, "\">");
  cam_html_add_text (html, link);
  g_string_append (html, "</a></p>\n");
}

static void
add_head (GString         *html,
          const CamNotice *notice)
{
  cairo_surface_t *logo = cam_notice_make_logo ((CamNotice *) notice);

  g_string_append (html, "<header>\n<p class=\"brand\">Cambridgeshire Local</p>\n");
  cam_html_add_element (html, "p", "kind", notice->partners);
  if (logo != NULL)
    cam_html_add_image (html, "logo", notice->logo_type, notice->logo, notice->logo_words);
  g_clear_pointer (&logo, cairo_surface_destroy);
  g_string_append (html, "</header>\n<main>\n");
  if (notice->cancelled)
    cam_html_add_element (html, "p", "cancelled", _("Cancelled: this does not take place"));
  if (notice->kind == CAM_PAPER_INVITATION && !notice->cancelled)
    cam_html_add_element (html, "p", NULL, _("You are invited to"));
  cam_html_add_element (html, "h1", NULL, notice->name);
  cam_html_add_element (html, "p", "kind", notice->kind_words);
}

static void
add_when_and_where (GString         *html,
                    const CamNotice *notice)
{
  if (notice->day != NULL)
    cam_html_add_element (html, "h2", NULL, _("When"));
  cam_html_add_element (html, "p", "large", notice->day);
  cam_html_add_element (html, "p", "large", notice->time);
  cam_html_add_element (html, "p", NULL, notice->rule);
  if (notice->venue != NULL || notice->room != NULL || notice->address != NULL)
    cam_html_add_element (html, "h2", NULL, _("Where"));
  cam_html_add_element (html, "p", "large", notice->venue);
  cam_html_add_element (html, "p", NULL, notice->room);
  cam_html_add_element (html, "address", NULL, notice->address);
  cam_html_add_element (html, "p", NULL, notice->postcode);
  if (notice->online == NULL)
    return;
  cam_html_add_element (html, "h2", NULL, _("Joining Online"));
  cam_html_add_element (html, "p", NULL, notice->online);
  add_link (html, notice->link);
}

static void
add_what_for (GString         *html,
              const CamNotice *notice)
{
  g_autofree char *audience = notice->audience != NULL ? g_strdup_printf (_("For %s"), notice->audience) : NULL;

  if (notice->aim != NULL || notice->description != NULL || audience != NULL)
    cam_html_add_element (html, "h2", NULL, _("What It Is For"));
  cam_html_add_paragraphs (html, notice->aim);
  cam_html_add_paragraphs (html, notice->description);
  cam_html_add_element (html, "p", NULL, audience);
}

static void
add_facts (GString         *html,
           const CamNotice *notice)
{
  if (notice->facts == NULL || notice->facts->len == 0)
    return;
  cam_html_add_element (html, "h2", NULL, _("Getting There and Getting In"));
  g_string_append (html, "<dl>\n");
  for (guint i = 0; i < notice->facts->len; i++)
    {
      const CamPaperFact *fact = g_ptr_array_index (notice->facts, i);

      cam_html_add_element (html, "dt", NULL, fact->label);
      cam_html_add_element (html, "dd", NULL, fact->words);
    }
  g_string_append (html, "</dl>\n");
}

static void
add_picture (GString       *html,
             const char    *class_name,
             CamDrawFunc    draw,
             gconstpointer  data,
             int            width,
             int            height,
             const char    *alt,
             const char    *caption)
{
  g_autoptr (GBytes) png = make_png (draw, data, width, height);

  g_string_append (html, "<figure>");
  cam_html_add_image (html, class_name, "image/png", png, alt);
  cam_html_add_element (html, "figcaption", NULL, caption);
  g_string_append (html, "</figure>\n");
}

char *
cam_notice_to_html (const CamPaper *paper)
{
  const CamNotice *notice = paper->data;
  GString *html = cam_html_begin (notice->name);

  add_head (html, notice);
  add_when_and_where (html, notice);
  add_what_for (html, notice);
  add_facts (html, notice);
  if (notice->map != NULL)
    {
      g_autofree char *caption = notice->grid != NULL ? g_strdup_printf (_("Grid reference %s"), notice->grid) : NULL;

      add_picture (html, "map", cam_paper_map_draw, notice->map, MAP_WIDTH, MAP_HEIGHT, notice->map_words, caption);
    }
  if (notice->qr != NULL)
    {
      /* Translators: what a picture shows; %s is "Scan to join online" or "Scan to find the venue" */
      g_autofree char *alt = g_strdup_printf (_("QR code: %s"), notice->qr_words);

      add_picture (html, "qr", draw_qr_cb, notice, QR_WIDTH, QR_WIDTH, alt, notice->qr_words);
    }
  g_string_append (html, "</main>\n");
  return cam_html_end (html);
}

static void
add_line (GString    *text,
          const char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "%s\n", line);
}

static void
add_section (GString    *text,
             const char *heading)
{
  g_string_append_printf (text, "\n%s\n", heading);
}

char *
cam_notice_to_text (const CamPaper *paper)
{
  const CamNotice *notice = paper->data;
  GString *text = g_string_new ("Cambridgeshire Local\n");
  g_autofree char *audience = notice->audience != NULL ? g_strdup_printf (_("For %s"), notice->audience) : NULL;

  add_line (text, notice->partners);
  g_string_append_c (text, '\n');
  if (notice->cancelled)
    add_line (text, _("CANCELLED: this does not take place"));
  else if (notice->kind == CAM_PAPER_INVITATION)
    add_line (text, _("You are invited to"));
  add_line (text, notice->name);
  add_line (text, notice->kind_words);
  if (notice->day != NULL)
    add_section (text, _("When"));
  add_line (text, notice->day);
  add_line (text, notice->time);
  add_line (text, notice->rule);
  if (notice->venue != NULL || notice->room != NULL || notice->address != NULL)
    add_section (text, _("Where"));
  add_line (text, notice->venue);
  add_line (text, notice->room);
  add_line (text, notice->address);
  add_line (text, notice->postcode);
  if (notice->online != NULL)
    add_section (text, _("Joining Online"));
  add_line (text, notice->online);
  add_line (text, notice->link);
  if (notice->aim != NULL || notice->description != NULL || audience != NULL)
    add_section (text, _("What It Is For"));
  add_line (text, notice->aim);
  if (notice->description != NULL && notice->aim != NULL)
    g_string_append_c (text, '\n');
  add_line (text, notice->description);
  add_line (text, audience);
  if (notice->facts != NULL && notice->facts->len > 0)
    add_section (text, _("Getting There and Getting In"));
  for (guint i = 0; notice->facts != NULL && i < notice->facts->len; i++)
    {
      const CamPaperFact *fact = g_ptr_array_index (notice->facts, i);

      g_string_append_printf (text, "%s: %s\n", fact->label, fact->words);
    }
  return g_string_free (text, FALSE);
}
