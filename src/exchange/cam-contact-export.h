/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Which people and organisations, and how. All 0 or NULL: everybody but those who are restricted. */
typedef struct
{
  const char        *group_uuid;    /* only who belongs to it now */
  const char        *today;         /* YYYY-MM-DD: what now is; NULL: since ever and until ever */
  gboolean           crg;           /* only who is marked as of the Community Resilience Group */
  const char *const *uuids;         /* only these */
  gboolean           no_people;
  gboolean           no_organisations;
  gboolean           restricted;    /* also who is not for everybody's eyes */
  gboolean           old_version;   /* vCard 3.0, for programs that know no better */
  gboolean           bom;           /* of a table: Excel takes it for UTF-8 then */
} CamContactExportOptions;

typedef struct
{
  guint people;
  guint organisations;
  guint restricted;     /* people who were left out */
} CamContactExportCounts;

/* Writes people and organisations to @path: as .vcf cards (4.0 or 3.0) with their pictures and what their own cards said
 * before, as .csv a table, with a mark on who is not to be contacted. Whole or not at all. CAM_ERROR_UNSUPPORTED for another
 * ending. @counts may be NULL. Blocks. */
gboolean cam_contact_export            (CamStore                      *store,
                                        const char                    *path,
                                        const CamContactExportOptions *options,
                                        CamContactExportCounts        *counts,
                                        GError                       **error);
/* The same between frames and on a thread. @options is copied. */
void     cam_contact_export_async      (CamStore                      *store,
                                        const char                    *path,
                                        const CamContactExportOptions *options,
                                        GCancellable                  *cancellable,
                                        GAsyncReadyCallback            callback,
                                        gpointer                       user_data);
gboolean cam_contact_export_finish     (CamStore                      *store,
                                        GAsyncResult                  *result,
                                        CamContactExportCounts        *counts,
                                        GError                       **error);
/* The uuid of the group that @word, its uuid, name or short name, means. CAM_ERROR_NOT_FOUND, or CAM_ERROR_INVALID where it
 * could be several. (transfer full) */
char    *cam_contact_export_find_group (CamStore                      *store,
                                        const char                    *word,
                                        GError                       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
