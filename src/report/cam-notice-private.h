/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-paper-map.h"
#include "cam-paper-private.h"

G_BEGIN_DECLS

/* What the public is told of one date of an event. Texts are clean, NULL where there is none. Whoever leads it, takes part
 * or is asked about the venue is not read in the first place. */
typedef struct
{
  CamPaperKind     kind;
  char            *name;
  char            *kind_words;   /* "Forum or network" */
  gboolean         cancelled;
  char            *day;          /* "Tuesday 3 March 2026" */
  char            *time;         /* "10:00 to 12:30" */
  char            *rule;         /* "The first Tuesday of every month" */
  char            *venue;
  char            *room;
  char            *address;
  char            *postcode;
  char            *grid;         /* "TL 4505 5800" */
  GPtrArray       *facts;        /* (element-type CamPaperFact) */
  char            *online;       /* a sentence: whether one can join from elsewhere */
  char            *link;
  char            *aim;
  char            *description;
  char            *audience;
  char            *partners;     /* "with Age UK and the Fen Trust" */
  GBytes          *qr;           /* see cam_qr_encode() */
  guint            qr_side;
  char            *qr_words;
  CamPaperMap     *map;
  char            *map_words;
  GBytes          *logo;
  char            *logo_type;
  char            *logo_words;
  GMutex           logo_lock;    /* of the two below, which cam_notice_make_logo() sets */
  gboolean         logo_tried;
  cairo_surface_t *logo_picture; /* threads must not share it as a source */
} CamNotice;

void      cam_notice_free        (gpointer        self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamNotice, cam_notice_free)

CamPages *cam_notice_lay_out     (const CamPaper *paper,
                                  double          width,
                                  double          height);
CamPages *cam_sign_in_lay_out    (const CamPaper *paper,
                                  double          width,
                                  double          height);
/* The logo for one drawing, unpacked once for all of them; NULL where there is none or it is damaged. Not longer than the
 * notice. (transfer full) (nullable) */
cairo_surface_t *cam_notice_make_logo (CamNotice *self) G_GNUC_WARN_UNUSED_RESULT;
char     *cam_notice_to_html     (const CamPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
char     *cam_notice_to_text     (const CamPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
