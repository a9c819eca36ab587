/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-event-dates.h"
#include "cam-pages.h"

G_BEGIN_DECLS

/* What is handed out or hung up: all that stands on it, as plain data that does not change. It is made on the main thread
 * and used on any. Nothing that is said of a person is on one. */
typedef struct _CamPaper CamPaper;

typedef enum
{
  CAM_PAPER_POSTER,
  CAM_PAPER_INVITATION,
  CAM_PAPER_SIGN_IN,
} CamPaperKind;

/* For the event @uuid. @original_at is the date by the rule of one that repeats, as in the file; NULL: the next one from
 * today, else the first. @atlas may be NULL: no map. @logo_of, the uuid of an organisation whose logo is in the file, may
 * be NULL. CAM_ERROR_NOT_FOUND. (transfer full) */
CamPaper        *cam_paper_new_event     (CamStore             *store,
                                          CamAtlas             *atlas,
                                          const char           *uuid,
                                          const char           *original_at,
                                          CamPaperKind          kind,
                                          const char           *logo_of,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every venue with its access facts. (transfer full) */
CamPaper        *cam_paper_new_venues    (CamStore             *store,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* The month of @day as a sheet with a box for each day; @holidays (nullable) has names by day. @what (nullable) says which
 * events these are, where they are not all. (transfer full) */
CamPaper        *cam_paper_new_month     (CamStore             *store,
                                          const CamEventDates  *dates,
                                          guint32               day,
                                          GHashTable           *holidays,
                                          const char           *what) G_GNUC_WARN_UNUSED_RESULT;
/* The days from @from to @to one below the other. (transfer full) */
CamPaper        *cam_paper_new_agenda    (CamStore             *store,
                                          const CamEventDates  *dates,
                                          guint32               from,
                                          guint32               to,
                                          const char           *what) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the file has a logo for it. */
gboolean         cam_paper_has_logo      (const CamPaper       *self);
/* Whether the logo that it was to have is no picture after all; known once it was laid out. It is without it then. */
gboolean         cam_paper_lacks_logo    (const CamPaper       *self);
CamPaper        *cam_paper_ref           (CamPaper             *self);
void             cam_paper_unref         (CamPaper             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPaper, cam_paper_unref)

/* What it is called: the title of a document, or the beginning of a file's name. */
const char      *cam_paper_get_title     (const CamPaper       *self);
gboolean         cam_paper_is_landscape  (const CamPaper       *self);
gboolean         cam_paper_has_html      (const CamPaper       *self);
gboolean         cam_paper_has_text      (const CamPaper       *self);

/* The same pages for the screen, the printer and a file. The size is that of the paper as it is held. */
CamPages        *cam_paper_lay_out       (const CamPaper       *self,
                                          double                width,
                                          double                height) G_GNUC_WARN_UNUSED_RESULT;
/* CAM_ERROR_FAILED. (transfer full) */
GBytes          *cam_paper_to_pdf        (const CamPaper       *self,
                                          double                width,
                                          double                height,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* A page that needs nothing from elsewhere; NULL where it has none. (transfer full) (nullable) */
char            *cam_paper_to_html       (const CamPaper       *self) G_GNUC_WARN_UNUSED_RESULT;
/* For an e-mail; NULL where it has none. (transfer full) (nullable) */
char            *cam_paper_to_text       (const CamPaper       *self) G_GNUC_WARN_UNUSED_RESULT;
/* The first page, @pixels wide; *@n_pages (nullable) is how many there are. (transfer full) */
cairo_surface_t *cam_paper_to_picture    (const CamPaper       *self,
                                          double                width,
                                          double                height,
                                          int                   pixels,
                                          guint                *n_pages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
