/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Which areas of a level have organisations of which sectors on a day. An organisation counts for an area that it works
 * in, for those that that one lies in, and for those that lie in it: one that works in a whole district is in each of its
 * parishes, but says less about them, so that both are told apart. Closed ones do not count, dormant ones neither.
 * Computed once, does not follow changes. */
typedef struct _CamPartnerCoverage CamPartnerCoverage;

typedef struct
{
  guint n_here;   /* organisations that work in it, or in a part of it */
  guint n_wider;  /* those that work only in something wider that it lies in */
} CamPartnerCell;

/* Waits: for batch commands and tests. @level as in area.level ("sda"). Main thread. */
CamPartnerCoverage   *cam_partner_coverage_load         (CamStore                  *store,
                                                         const char                *level,
                                                         guint32                    day,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without keeping the main loop waiting: for screens. */
void                  cam_partner_coverage_load_async   (CamStore                  *store,
                                                         const char                *level,
                                                         guint32                    day,
                                                         GCancellable              *cancellable,
                                                         GAsyncReadyCallback        callback,
                                                         gpointer                   user_data);
CamPartnerCoverage   *cam_partner_coverage_load_finish  (CamStore                  *store,
                                                         GAsyncResult              *result,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void                  cam_partner_coverage_free         (CamPartnerCoverage        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPartnerCoverage, cam_partner_coverage_free)

/* Areas of the level that are valid on the day, by name. */
guint                 cam_partner_coverage_get_n_areas  (const CamPartnerCoverage  *self);
const char           *cam_partner_coverage_get_area_uuid (const CamPartnerCoverage *self,
                                                         guint                      area);
const char           *cam_partner_coverage_get_area_name (const CamPartnerCoverage *self,
                                                         guint                      area);
/* FALSE where it has none of this uuid. */
gboolean              cam_partner_coverage_find_area    (const CamPartnerCoverage  *self,
                                                         const char                *uuid,
                                                         guint                     *area);
/* Sectors that any organisation of the file has, whether or not it works in an area, by name; "" for organisations without
 * one, last, where there are such that work in an area. */
guint                 cam_partner_coverage_get_n_sectors (const CamPartnerCoverage *self);
const char           *cam_partner_coverage_get_sector   (const CamPartnerCoverage  *self,
                                                         guint                      sector);
CamPartnerCell        cam_partner_coverage_get_cell     (const CamPartnerCoverage  *self,
                                                         guint                      area,
                                                         guint                      sector);
/* Organisations in the area, of whatever sector; each once. */
CamPartnerCell        cam_partner_coverage_get_total    (const CamPartnerCoverage  *self,
                                                         guint                      area);
/* How many sectors have nobody here, nor in something wider. */
guint                 cam_partner_coverage_count_gaps   (const CamPartnerCoverage  *self,
                                                         guint                      area);
/* "5 of 7 sectors. Nobody from: Faith, Housing." (transfer full) */
char                 *cam_partner_coverage_format_area  (const CamPartnerCoverage  *self,
                                                         guint                      area) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
