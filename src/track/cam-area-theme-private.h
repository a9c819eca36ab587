/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-theme.h"
#include "cam-measure-state.h"

G_BEGIN_DECLS

struct _CamThemeChoice
{
  GObject       parent_instance;
  CamThemeKind  kind;
  char         *key;
  char         *title;
  char        **names;  /* of a measure or its status its uuid; of a figure dataset, name, edition and boundaries */
};

struct _CamAreaTheme
{
  CamThemeKind  kind;
  GHashTable   *values;    /* uuid of an area → double */
  char         *unit;
  char         *note;
  guint         decimals;

  /* Of a status only; the value of an area is then its CamRag. */
  GHashTable      *states;     /* uuid of an area → CamMeasureState */
  CamMeasureState *elsewhere;  /* of all others */
  const char      *edition;    /* what is shown, interned */

  CamCoverage     *coverage;   /* of events and of how well known only */
};

CamAreaTheme *cam_area_theme_new       (CamThemeKind  kind) G_GNUC_WARN_UNUSED_RESULT;
/* What is no number is passed over. */
void          cam_area_theme_set_value (CamAreaTheme *self,
                                        const char   *area_uuid,
                                        double        value);
/* Of which days readings are; @newest is 0 where there is none. @n_other are left out. (transfer full) */
char         *cam_area_theme_describe  (guint32       oldest,
                                        guint32       newest,
                                        guint         n_other,
                                        guint32       today) G_GNUC_WARN_UNUSED_RESULT;
char         *cam_area_theme_dup_coverage (CamAreaTheme *self,
                                           const char   *area_uuid) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cam_area_theme_load_status (CamAreaTheme  *self,
                                          CamStore      *store,
                                          const char    *measure_uuid,
                                          guint32        today,
                                          GError       **error);

G_END_DECLS
