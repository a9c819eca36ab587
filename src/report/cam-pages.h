/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Sheets of paper that are laid out once and drawn as often as is wanted: to the screen, to a printer, to a file. All
 * measures are points from the upper left corner of the paper. Text is never cut: what has no room goes on below, then
 * on the next page. One thread. */
typedef struct _CamPages CamPages;

#define CAM_PAPER_A4_WIDTH  595.276
#define CAM_PAPER_A4_HEIGHT 841.89
#define CAM_PAPER_A3_WIDTH  841.89
#define CAM_PAPER_A3_HEIGHT 1190.551

/* How a paragraph looks. */
typedef struct
{
  double         size;
  gboolean       bold;
  guint32        colour;     /* 0xRRGGBB */
  PangoAlignment alignment;
  const char    *tag;        /* what it is in a PDF: "H1", "H2", "P"; static (nullable) */
  int            max_lines;  /* it ends in an ellipsis behind so many; 0 for as many as it takes */
} CamTextStyle;

/* Draws a picture into a box of @width and @height whose upper left corner is the origin. */
typedef void (*CamDrawFunc) (cairo_t       *cr,
                             double         width,
                             double         height,
                             gconstpointer  data);

CamPages *cam_pages_new           (double              width,
                                   double              height,
                                   double              margin) G_GNUC_WARN_UNUSED_RESULT;
/* Laid out as if the paper was @like wide, and drawn larger or smaller. All measures are those of before. */
CamPages *cam_pages_new_zoomed    (double              width,
                                   double              height,
                                   double              like,
                                   double              margin) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps @owner, whose data the pictures on the pages are, as long as the pages are there. */
void      cam_pages_set_owner     (CamPages           *self,
                                   gpointer            owner,
                                   GDestroyNotify      owner_free);
void      cam_pages_free          (CamPages           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPages, cam_pages_free)

guint     cam_pages_get_n         (const CamPages     *self);
double    cam_pages_get_width     (const CamPages     *self);
double    cam_pages_get_height    (const CamPages     *self);
void      cam_pages_draw          (const CamPages     *self,
                                   guint               page,
                                   cairo_t            *cr);

/* Where the next thing goes: below what was added last, in the column. */
guint     cam_pages_get_page      (const CamPages     *self);
double    cam_pages_get_y         (const CamPages     *self);
double    cam_pages_get_bottom    (const CamPages     *self);
/* The column that text flows in, on this page and the next ones. */
void      cam_pages_get_column    (const CamPages     *self,
                                   double             *x,
                                   double             *width);
void      cam_pages_set_column    (CamPages           *self,
                                   double              x,
                                   double              width);
void      cam_pages_move_to       (CamPages           *self,
                                   guint               page,
                                   double              y);
void      cam_pages_add_space     (CamPages           *self,
                                   double              height);
/* Goes to a new page unless so much of this one is left; TRUE where it did. */
gboolean  cam_pages_need          (CamPages           *self,
                                   double              height);
void      cam_pages_new_page      (CamPages           *self);
void      cam_pages_add_text      (CamPages           *self,
                                   const CamTextStyle *style,
                                   const char         *text);
/* The same down to @end on this page at most; what is left of @text, NULL where nothing is. */
const char *cam_pages_add_text_to (CamPages           *self,
                                   const CamTextStyle *style,
                                   const char         *text,
                                   double              end);
/* How tall @text would be; @width 0 is that of the column. *@cut (nullable): whether it ends in an ellipsis. */
double    cam_pages_measure       (CamPages           *self,
                                   const CamTextStyle *style,
                                   const char         *text,
                                   double              width,
                                   gboolean           *cut);

/* On a page that is there, not in the flow; how tall it is. */
double    cam_pages_put_text      (CamPages           *self,
                                   guint               page,
                                   double              x,
                                   double              y,
                                   double              width,
                                   const CamTextStyle *style,
                                   const char         *text);
void      cam_pages_put_box       (CamPages           *self,
                                   guint               page,
                                   double              x,
                                   double              y,
                                   double              width,
                                   double              height,
                                   guint32             colour);
/* @data is freed by @data_free, which may be NULL. */
void      cam_pages_put_picture   (CamPages           *self,
                                   guint               page,
                                   double              x,
                                   double              y,
                                   double              width,
                                   double              height,
                                   CamDrawFunc         draw,
                                   gpointer            data,
                                   GDestroyNotify      data_free);

G_END_DECLS
