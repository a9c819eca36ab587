/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-notice-private.h"

#include "cam-logo.h"
#include "cam-qr.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MARGIN     50.0
#define GAP        22.0
/* The pictures at the right. */
#define SIDE       178.0
#define MAP_HEIGHT 158.0
#define QR_SIDE    112.0
/* Text that goes on for pages is not made smaller first. */
#define MAX_LENGTH 5000u

typedef struct
{
  const CamNotice *notice;
  CamPages        *pages;
  double           scale;     /* of all that can be smaller: 1 at first */
  double           x;         /* of the text */
  double           width;
  double           side;      /* how wide the pictures are */
  guint            side_page; /* where there are pictures at the right */
  double           side_end;  /* down to here; 0 for none */
} Sheet;

/* Beside the pictures text is narrow. */
static gboolean
fit (Sheet *sheet)
{
  gboolean beside = cam_pages_get_page (sheet->pages) == sheet->side_page && cam_pages_get_y (sheet->pages) < sheet->side_end;

  cam_pages_set_column (sheet->pages, sheet->x, sheet->width - (beside ? sheet->side + GAP : 0));
  return beside;
}

static CamTextStyle
make_style (const Sheet *sheet,
            double       size,
            gboolean     bold,
            guint32      colour,
            const char  *tag)
{
  return (CamTextStyle) { size * sheet->scale, bold, colour, PANGO_ALIGN_LEFT, tag, 0 };
}

static void
add (Sheet      *sheet,
     double      space,
     double      size,
     gboolean    bold,
     guint32     colour,
     const char *tag,
     const char *text)
{
  CamTextStyle style = make_style (sheet, size, bold, colour, tag);

  if (text == NULL)
    return;
  cam_pages_add_space (sheet->pages, space * sheet->scale);
  if (fit (sheet))
    text = cam_pages_add_text_to (sheet->pages, &style, text, sheet->side_end);
  fit (sheet);
  cam_pages_add_text (sheet->pages, &style, text);
}

/* A heading stays with the beginning of what it is for. */
static void
add_heading (Sheet      *sheet,
             const char *text)
{
  cam_pages_add_space (sheet->pages, 13 * sheet->scale);
  cam_pages_need (sheet->pages, 46 * sheet->scale);
  add (sheet, 0, 11.5, TRUE, CAM_PAPER_BRAND, "H2", text);
}

static void
draw_logo_cb (cairo_t       *cr,
              double         width,
              double         height,
              gconstpointer  data)
{
  cam_logo_draw (cr, (cairo_surface_t *) data, width, height);
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

/* The name, the logo of a partner beneath, else what partners are called, and a line across. */
static void
add_head (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;
  CamPages *pages = sheet->pages;
  cairo_surface_t *logo = cam_notice_make_logo ((CamNotice *) notice);

  fit (sheet);
  cam_paper_add_brand (pages, sheet->scale);
  add (sheet, 1, 11.5, FALSE, CAM_PAPER_GREY, "P", notice->partners);
  if (logo != NULL)
    {
      cam_pages_add_space (pages, 6 * sheet->scale);
      cam_pages_put_picture (pages, cam_pages_get_page (pages), sheet->x, cam_pages_get_y (pages), 190 * sheet->scale,
                             50 * sheet->scale, draw_logo_cb, logo, (GDestroyNotify) cairo_surface_destroy);
      cam_pages_add_space (pages, 50 * sheet->scale);
    }
  cam_pages_add_space (pages, 8 * sheet->scale);
  cam_pages_put_box (pages, cam_pages_get_page (pages), sheet->x, cam_pages_get_y (pages), sheet->width, 2.5, CAM_PAPER_BRAND);
  cam_pages_add_space (pages, 2.5 + 18 * sheet->scale);
}

static void
add_cancelled (Sheet *sheet)
{
  CamTextStyle style = make_style (sheet, 24, TRUE, 0xffffff, "P");
  const char *text = _("Cancelled: this does not take place");
  CamPages *pages = sheet->pages;
  double height = 0;

  if (!sheet->notice->cancelled)
    return;
  height = cam_pages_measure (pages, &style, text, sheet->width - 28, NULL) + 16;
  cam_pages_put_box (pages, cam_pages_get_page (pages), sheet->x, cam_pages_get_y (pages), sheet->width, height, CAM_PAPER_RED);
  cam_pages_put_text (pages, cam_pages_get_page (pages), sheet->x + 14, cam_pages_get_y (pages) + 8, sheet->width - 28, &style, text);
  cam_pages_add_space (pages, height + 14 * sheet->scale);
}

/* As large as it can be without taking more than a good part of the page. */
static void
add_title (Sheet  *sheet,
           double  largest,
           double  most)
{
  CamTextStyle style = make_style (sheet, largest, TRUE, CAM_PAPER_BLACK, "H1");
  gsize length = strlen (sheet->notice->name);

  /* On one line, where that costs little. */
  for (double part = 1; part >= 0.78 && length < 100; part -= 0.04)
    {
      style.size = largest * sheet->scale * part;
      if (cam_pages_measure (sheet->pages, &style, sheet->notice->name, 0, NULL) < 2 * style.size)
        break;
      style.size = largest * sheet->scale;
    }
  if (length > 600)
    style.size = 15 * sheet->scale;
  while (style.size > 15 * sheet->scale
         && cam_pages_measure (sheet->pages, &style, sheet->notice->name, 0, NULL) > most * sheet->scale)
    style.size = MAX (style.size * 0.9, 15 * sheet->scale);
  cam_pages_add_text (sheet->pages, &style, sheet->notice->name);
  add (sheet, 3, 12.5, FALSE, CAM_PAPER_GREY, "P", sheet->notice->kind_words);
}

static void
add_when (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;

  CamTextStyle style = make_style (sheet, 20, TRUE, CAM_PAPER_BLACK, "P");

  if (notice->day == NULL)
    return;
  add_heading (sheet, _("When"));
  fit (sheet);
  /* A date is read at a glance only where it is on one line. */
  while (style.size > 14 && cam_pages_measure (sheet->pages, &style, notice->day, 0, NULL) > 2 * style.size)
    style.size -= 1;
  cam_pages_add_space (sheet->pages, sheet->scale);
  cam_pages_add_text (sheet->pages, &style, notice->day);
  add (sheet, 0, 18, FALSE, CAM_PAPER_BLACK, "P", notice->time);
  add (sheet, 3, 12.5, FALSE, CAM_PAPER_BLACK, "P", notice->rule);
}

static void
add_where (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;

  if (notice->venue != NULL || notice->room != NULL || notice->address != NULL)
    {
      add_heading (sheet, _("Where"));
      add (sheet, 1, 17, TRUE, CAM_PAPER_BLACK, "P", notice->venue);
      add (sheet, 0, 13, FALSE, CAM_PAPER_BLACK, "P", notice->room);
      add (sheet, 0, 13, FALSE, CAM_PAPER_BLACK, "P", notice->address);
      add (sheet, 0, 13, FALSE, CAM_PAPER_BLACK, "P", notice->postcode);
    }
  if (notice->online != NULL)
    {
      add_heading (sheet, _("Joining Online"));
      add (sheet, 1, 13, FALSE, CAM_PAPER_BLACK, "P", notice->online);
      add (sheet, 1, 12, FALSE, CAM_PAPER_BLACK, "P", notice->link);
    }
}

static void
add_what_for (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;

  if (notice->aim == NULL && notice->description == NULL && notice->audience == NULL)
    return;
  add_heading (sheet, _("What It Is For"));
  add (sheet, 1, 13.5, FALSE, CAM_PAPER_BLACK, "P", notice->aim);
  add (sheet, 4, 12, FALSE, CAM_PAPER_BLACK, "P", notice->description);
  if (notice->audience != NULL)
    {
      /* Translators: %s says who an event is for */
      g_autofree char *text = g_strdup_printf (_("For %s"), notice->audience);

      add (sheet, 4, 12, TRUE, CAM_PAPER_BLACK, "P", text);
    }
}

/* Two columns: what it is, and how it is. */
static void
add_facts (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;
  CamTextStyle label = make_style (sheet, 12, TRUE, CAM_PAPER_BLACK, "P");
  CamTextStyle words = make_style (sheet, 12, FALSE, CAM_PAPER_BLACK, "P");
  double indent = 132 * sheet->scale;

  if (notice->facts == NULL || notice->facts->len == 0)
    return;
  add_heading (sheet, _("Getting There and Getting In"));
  for (guint i = 0; i < notice->facts->len; i++)
    {
      const CamPaperFact *fact = g_ptr_array_index (notice->facts, i);
      double x = 0, width = 0;

      cam_pages_add_space (sheet->pages, 2 * sheet->scale);
      cam_pages_need (sheet->pages, 18 * sheet->scale);
      fit (sheet);
      cam_pages_get_column (sheet->pages, &x, &width);
      cam_pages_put_text (sheet->pages, cam_pages_get_page (sheet->pages), x, cam_pages_get_y (sheet->pages), indent - 8, &label,
                          fact->label);
      cam_pages_set_column (sheet->pages, x + indent, width - indent);
      cam_pages_add_text (sheet->pages, &words, fact->words);
    }
}

/* Map and code at the right, one below the other. */
static void
put_pictures (Sheet *sheet)
{
  const CamNotice *notice = sheet->notice;
  CamPages *pages = sheet->pages;
  CamTextStyle style = { 9.5, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };
  double side = sheet->side, tall = MAP_HEIGHT * side / SIDE, code = QR_SIDE * side / SIDE;
  double x = sheet->x + sheet->width - side, y = 0;
  guint page = 0;

  if (notice->map == NULL && notice->qr == NULL)
    return;
  /* Behind a title that fills the page they go to the next one. */
  cam_pages_need (pages, (notice->map != NULL ? tall + 40 : 0) + code + 30);
  page = cam_pages_get_page (pages);
  y = cam_pages_get_y (pages) + 16 * sheet->scale;
  if (notice->map != NULL)
    {
      /* Translators: %s is a reference on the British National Grid */
      g_autofree char *text = notice->grid != NULL ? g_strdup_printf (_("Grid reference %s"), notice->grid) : NULL;

      cam_pages_put_picture (pages, page, x, y, side, tall, cam_paper_map_draw, notice->map, NULL);
      y += tall + 4;
      y += cam_pages_put_text (pages, page, x, y, side, &style, text) + 10;
    }
  if (notice->qr != NULL)
    {
      cam_pages_put_picture (pages, page, x + (side - code) / 2, y, code, code, draw_qr_cb, (gpointer) notice, NULL);
      y += code;
      style.alignment = PANGO_ALIGN_CENTER;
      y += cam_pages_put_text (pages, page, x, y, side, &style, notice->qr_words);
    }
  sheet->side_page = page;
  sheet->side_end = y + 8;
}

/* What would only begin beside the pictures begins below them. */
static void
leave_side (Sheet *sheet)
{
  double left = sheet->side_end - cam_pages_get_y (sheet->pages);

  if (cam_pages_get_page (sheet->pages) == sheet->side_page && left > 0 && left < 70 * sheet->scale)
    cam_pages_add_space (sheet->pages, left);
}

static CamPages *
lay_out_at (const CamPaper *paper,
            double          width,
            double          height,
            double          scale)
{
  const CamNotice *notice = paper->data;
  CamPages *pages = cam_pages_new_zoomed (width, height, CAM_PAPER_A4_WIDTH, MARGIN);
  Sheet sheet = { notice, pages, scale, MARGIN, CAM_PAPER_A4_WIDTH - 2 * MARGIN, SIDE * CLAMP (scale, 1, 1.15), 0, 0 };
  gboolean poster = notice->kind == CAM_PAPER_POSTER;

  add_head (&sheet);
  add_cancelled (&sheet);
  if (!poster && !notice->cancelled)
    add (&sheet, 0, 15, FALSE, CAM_PAPER_BRAND, "P", _("You are invited to"));
  fit (&sheet);
  add_title (&sheet, poster ? 40 : 27, poster ? 150 : 110);
  cam_pages_add_space (pages, 4 * scale);
  put_pictures (&sheet);
  add_when (&sheet);
  add_where (&sheet);
  leave_side (&sheet);
  add_what_for (&sheet);
  leave_side (&sheet);
  add_facts (&sheet);
  return pages;
}

static gsize
get_length (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

/* On one page where it can be, as large as that page has room for, so that a poster is read from the door; else on
 * several. A sheet that is not A4
 * is the same, larger or smaller. */
CamPages *
cam_notice_lay_out (const CamPaper *paper,
                    double          width,
                    double          height)
{
  static const double scales[] = { 1.45, 1.35, 1.25, 1.15, 1.07, 1, 0.94, 0.88, 0.82, 0.76 };
  const CamNotice *notice = paper->data;
  gsize length = get_length (notice->name) + get_length (notice->description) + get_length (notice->aim)
                 + get_length (notice->audience) + get_length (notice->address);
  CamPages *pages = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scales) && length < MAX_LENGTH; i++)
    {
      if (scales[i] > 1 && notice->kind != CAM_PAPER_POSTER)
        continue;
      pages = lay_out_at (paper, width, height, scales[i]);
      if (cam_pages_get_n (pages) == 1)
        return pages;
      g_clear_pointer (&pages, cam_pages_free);
    }
  pages = lay_out_at (paper, width, height, 0.94);
  cam_paper_number_pages (pages, MARGIN);
  return pages;
}
