/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-paper.h"

G_BEGIN_DECLS

/* The colours of all papers: dark enough for a printer that has only black. */
#define CAM_PAPER_BRAND 0x12546bu
#define CAM_PAPER_BLACK 0x1a1a1au
#define CAM_PAPER_GREY  0x555c61u
#define CAM_PAPER_FAINT 0xc5cdd2u
#define CAM_PAPER_RED   0xa51d2du

/* What kinds of paper do differently. All get the data of the paper, on any thread. */
typedef struct
{
  CamPages *(*lay_out) (const CamPaper *paper,
                        double          width,
                        double          height);
  char     *(*to_html) (const CamPaper *paper);  /* NULL where there is none */
  char     *(*to_text) (const CamPaper *paper);
  void      (*free)    (gpointer        data);
} CamPaperClass;

struct _CamPaper
{
  gatomicrefcount      ref_count;
  const CamPaperClass *klass;
  char                *title;
  gboolean             landscape;
  gpointer             data;
};

/* Takes @data. */
CamPaper   *cam_paper_new           (const CamPaperClass *klass,
                                     const char          *title,
                                     gpointer             data) G_GNUC_WARN_UNUSED_RESULT;

/* Text from the file as paper can carry it: no control characters, nothing that turns the direction of what follows, no
 * white space around it. Lines are kept only where @lines. NULL where nothing is left. (transfer full) (nullable) */
char       *cam_paper_dup_clean     (const char          *text,
                                     gboolean             lines) G_GNUC_WARN_UNUSED_RESULT;
/* "Tuesday 3 March 2026" (transfer full) */
char       *cam_paper_dup_day       (guint32              day) G_GNUC_WARN_UNUSED_RESULT;
/* "TL 4505 5800"; NULL off the grid. (transfer full) (nullable) */
char       *cam_paper_dup_grid      (double               lat,
                                     double               lon) G_GNUC_WARN_UNUSED_RESULT;
/* "March 2026" (transfer full) */
char       *cam_paper_dup_month     (guint32              day) G_GNUC_WARN_UNUSED_RESULT;
/* "Hearing loop: yes", one for each fact of a venue that is known. (element-type utf8) */
typedef struct
{
  char *label;
  char *words;
} CamPaperFact;

/* What the columns step_free … cost of a venue say, in words. Takes nothing. (element-type CamPaperFact) (transfer full) */
GPtrArray  *cam_paper_list_facts    (const char *const    facts[6]) G_GNUC_WARN_UNUSED_RESULT;

/* The head of a page, and "Page 2 of 3" at the foot of all where there are several. */
void        cam_paper_add_brand     (CamPages            *pages,
                                     double               scale);
void        cam_paper_number_pages  (CamPages            *pages,
                                     double               margin);

/* HTML: the beginning of a document with its title, and text with what is markup in it taken for text. */
GString    *cam_html_begin          (const char          *title);
char       *cam_html_end            (GString             *html) G_GNUC_WARN_UNUSED_RESULT;
void        cam_html_add_text       (GString             *html,
                                     const char          *text);
/* <tag dir="auto">text</tag> */
void        cam_html_add_element    (GString             *html,
                                     const char          *tag,
                                     const char          *class_name,
                                     const char          *text);
/* A paragraph for each that an empty line divides. */
void        cam_html_add_paragraphs (GString             *html,
                                     const char          *text);
/* An image that is part of the page. */
void        cam_html_add_image      (GString             *html,
                                     const char          *class_name,
                                     const char          *media_type,
                                     GBytes              *content,
                                     const char          *alt);

G_END_DECLS
