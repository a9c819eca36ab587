/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-theme.h"

G_BEGIN_DECLS

struct _CamThemeChoice
{
  GObject       parent_instance;
  CamThemeKind  kind;
  char         *key;
  char         *title;
  char        **names;  /* of a measure its uuid; of a figure dataset, name, edition and boundaries */
};

struct _CamAreaTheme
{
  CamThemeKind  kind;
  GHashTable   *values;    /* uuid of an area → double */
  char         *unit;
  char         *note;
  guint         decimals;
};

CamAreaTheme *cam_area_theme_new       (CamThemeKind  kind) G_GNUC_WARN_UNUSED_RESULT;
/* What is no number is passed over. */
void          cam_area_theme_set_value (CamAreaTheme *self,
                                        const char   *area_uuid,
                                        double        value);

G_END_DECLS
