/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-notice-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MARGIN     50.0
#define ROW_HEIGHT 29.0
#define MIN_ROWS   12u

/* Where the three columns begin, and the last one ends, as parts of the width. */
static const double edges[] = { 0, 0.46, 0.83, 1 };

static void
add_head (CamPages        *pages,
          const CamNotice *notice)
{
  CamTextStyle title = { 20, TRUE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "H1", 0 };
  const CamTextStyle line = { 12, FALSE, CAM_PAPER_BLACK, PANGO_ALIGN_LEFT, "P", 0 };
  const CamTextStyle small = { 10.5, FALSE, CAM_PAPER_GREY, PANGO_ALIGN_LEFT, "P", 0 };
  const char *place = notice->venue != NULL ? notice->venue : notice->address;
  g_autofree char *when = NULL;

  cam_paper_add_brand (pages, 0.8);
  cam_pages_add_space (pages, 10);
  if (strlen (notice->name) > 200)
    title.size = 13;
  cam_pages_add_text (pages, &title, notice->name);
  if (notice->day != NULL)
    when = notice->time != NULL ? g_strdup_printf ("%s, %s", notice->day, notice->time) : g_strdup (notice->day);
  cam_pages_add_text (pages, &line, when);
  cam_pages_add_text (pages, &line, place);
  cam_pages_add_space (pages, 8);
  cam_pages_add_text (pages, &small,
                      _("We ask for this so that we know how many people came, and from where. Leave out what you would rather not say. "
                        "This sheet is destroyed once everybody has been counted."));
  cam_pages_add_space (pages, 10);
}

static void
add_line (CamPages *pages,
          double    x,
          double    width,
          double    thickness,
          guint32   colour)
{
  cam_pages_put_box (pages, cam_pages_get_page (pages), x, cam_pages_get_y (pages) - thickness, width, thickness, colour);
}

static void
add_header_row (CamPages *pages,
                double    x,
                double    width)
{
  const char *names[] = { _("Name"), _("Organisation"), _("How many") };
  const CamTextStyle style = { 10.5, TRUE, CAM_PAPER_BRAND, PANGO_ALIGN_LEFT, "P", 2 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cam_pages_put_text (pages, cam_pages_get_page (pages), x + edges[i] * width + (i > 0 ? 6 : 0), cam_pages_get_y (pages),
                        (edges[i + 1] - edges[i]) * width - 8, &style, names[i]);
  cam_pages_add_space (pages, 19);
  add_line (pages, x, width, 1.5, CAM_PAPER_BRAND);
}

static void
add_row (CamPages *pages,
         double    x,
         double    width)
{
  double y = cam_pages_get_y (pages);

  for (guint i = 1; i + 1 < G_N_ELEMENTS (edges); i++)
    cam_pages_put_box (pages, cam_pages_get_page (pages), x + edges[i] * width, y, 0.75, ROW_HEIGHT, CAM_PAPER_FAINT);
  cam_pages_add_space (pages, ROW_HEIGHT);
  add_line (pages, x, width, 0.75, CAM_PAPER_GREY);
}

CamPages *
cam_sign_in_lay_out (const CamPaper *paper,
                     double          width,
                     double          height)
{
  CamPages *pages = cam_pages_new_zoomed (width, height, CAM_PAPER_A4_WIDTH, MARGIN);
  double x = 0, column = 0;
  guint n = 0;

  cam_pages_get_column (pages, &x, &column);
  add_head (pages, paper->data);
  cam_pages_need (pages, 19 + 3 * ROW_HEIGHT);
  add_header_row (pages, x, column);
  while (n < MIN_ROWS || cam_pages_get_y (pages) + ROW_HEIGHT <= cam_pages_get_bottom (pages))
    {
      if (cam_pages_need (pages, ROW_HEIGHT))
        add_header_row (pages, x, column);
      add_row (pages, x, column);
      n++;
    }
  cam_paper_number_pages (pages, MARGIN);
  return pages;
}
