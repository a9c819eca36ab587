/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-palette.h"

#include "cam-coverage.h"
#include "cam-status.h"

/* Adwaita's palette, washed out until black (or white) text on it keeps a contrast above 7 to 1. */
static const guint32 light_fills[CAM_MAP_N_FILLS] = {
  0xcbddf3, 0xd0e8d0, 0xf4e9b8, 0xf6d9bd, 0xe5d3ea, 0xe3d7ca, 0xc3e3e3,
};
static const guint32 dark_fills[CAM_MAP_N_FILLS] = {
  0x2c4059, 0x2d4a37, 0x504826, 0x543d29, 0x47364f, 0x443a31, 0x25494b,
};
static const guint32 light_tints[CAM_N_LEVELS] = {
  0xf1f0ee, 0xe9e7e3, 0xe3e8ee, 0xebe3ee, 0xdfecec, 0xe9ede0, 0xf3ead8, 0xf1e3df,
};
static const guint32 dark_tints[CAM_N_LEVELS] = {
  0x2e2e32, 0x35353a, 0x303a46, 0x3b3342, 0x2b3c3e, 0x353b2d, 0x403828, 0x40312e,
};
static const guint32 light_borders[CAM_N_LEVELS] = {
  0x3d3846, 0x504b58, 0x64606b, 0x7d4e92, 0x26747f, 0x8d8a86, 0x9a7a3c, 0xa0584a,
};
static const guint32 dark_borders[CAM_N_LEVELS] = {
  0xdeddda, 0xc0bfbc, 0xa8a6a3, 0xb892c6, 0x6fb3bb, 0x7d7a85, 0xb89b62, 0xc08a7e,
};
static const double border_widths[CAM_N_LEVELS] = { 2.6, 2.1, 1.7, 1.2, 1.1, 0.8, 0.7, 0.7 };

/* The ends and the middle of the shades. */
static const guint32 light_shades[3] = { 0xe1ecf9, 0x6ea6e0, 0x1c4480 };
static const guint32 dark_shades[3] = { 0x263649, 0x3f7dc4, 0xc6dffb };

/* A bluish green, an orange and a vermilion, as M. Okabe and K. Ito propose for all kinds of colour vision ("Color universal
 * design", 2008), lighter, so that names on them can be read. */
typedef struct
{
  CamHatch hatch;
  guint32  light_fill, light_line;
  guint32  dark_fill, dark_line;
} StatusFill;

static const StatusFill status_fills[CAM_N_RAGS] = {
  [CAM_RAG_COUNT] = { CAM_HATCH_NONE, 0xf6f5f4, 0x77767b, 0x303034, 0x9a9996 },
  [CAM_RAG_NO_READING] = { CAM_HATCH_COLUMNS, 0xf6f5f4, 0x87858b, 0x2b2b2f, 0x77767b },
  [CAM_RAG_NO_TARGET] = { CAM_HATCH_ROWS, 0xdeddda, 0x77767b, 0x45454a, 0x9a9996 },
  [CAM_RAG_OVERDUE] = { CAM_HATCH_DOTS, 0xd3c0e4, 0x4a2a70, 0x4c3a63, 0xdcc8f2 },
  [CAM_RAG_RED] = { CAM_HATCH_DENSE, 0xe4735a, 0x6b1604, 0x8f3320, 0xffb9a6 },
  [CAM_RAG_AMBER] = { CAM_HATCH_SPARSE, 0xf8cf6a, 0x7a5200, 0x86650f, 0xffe19a },
  [CAM_RAG_GREEN] = { CAM_HATCH_NONE, 0x62bd9c, 0x0b4a36, 0x10483a, 0x8fe0c2 },
};

G_STATIC_ASSERT (CAM_N_RAGS <= CAM_MAP_N_FILLS);

static GdkRGBA
make_rgba (guint32 rgb,
           float   alpha)
{
  GdkRGBA rgba = {
    .red = (float) ((rgb >> 16) & 0xff) / 255.f,
    .green = (float) ((rgb >> 8) & 0xff) / 255.f,
    .blue = (float) (rgb & 0xff) / 255.f,
    .alpha = alpha,
  };

  return rgba;
}

void
cam_map_palette_init (CamMapPalette *self,
                      gboolean       dark,
                      gboolean       high_contrast,
                      gboolean       over_base_map,
                      const GdkRGBA *accent)
{
  float alpha = over_base_map ? 0.35f : 1.f;
  float tint_alpha = over_base_map ? 0.12f : 1.f;
  const guint32 *fills = dark ? dark_fills : light_fills;
  const guint32 *tints = dark ? dark_tints : light_tints;
  const guint32 *borders = dark ? dark_borders : light_borders;

  g_return_if_fail (self != NULL);
  g_return_if_fail (accent != NULL);

  for (guint i = 0; i < CAM_MAP_N_FILLS; i++)
    {
      self->fills[i] = make_rgba (fills[i], alpha);
      self->hatches[i] = CAM_HATCH_NONE;
      self->lines[i] = self->fills[i];
    }
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    {
      self->tints[i] = make_rgba (tints[i], tint_alpha);
      self->borders[i] = make_rgba (high_contrast ? (dark ? 0xffffff : 0x000000) : borders[i], 1.f);
      self->widths[i] = border_widths[i] * (high_contrast ? 1.3 : 1.0);
    }
  self->gap = make_rgba (dark ? 0x2a2a2e : 0xfafafa, 0.85f);
  self->text = make_rgba (dark ? 0xffffff : 0x1c1b20, 1.f);
  self->halo = make_rgba (dark ? 0x1d1d20 : 0xffffff, high_contrast ? 1.f : 0.8f);
  self->hover = make_rgba (dark ? 0xffffff : 0x241f31, 0.75f);
  self->accent = *accent;
  self->dark = dark;
  self->high_contrast = high_contrast;
  self->over_base_map = over_base_map;
}

static float
mix (float  from,
     float  to,
     double share)
{
  return (float) (from + (to - from) * share);
}

void
cam_map_palette_shade (CamMapPalette *self,
                       guint          n_classes)
{
  const guint32 *shades = NULL;
  float alpha = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_classes <= CAM_MAP_N_FILLS);

  shades = self->dark ? dark_shades : light_shades;
  alpha = self->over_base_map ? 0.7f : 1.f;
  for (guint i = 0; i < n_classes; i++)
    {
      double at = n_classes > 1 ? 2.0 * i / (n_classes - 1) : 1;
      guint part = at < 1 ? 0 : 1;
      GdkRGBA from = make_rgba (shades[part], alpha);
      GdkRGBA to = make_rgba (shades[part + 1], alpha);

      self->fills[i] = (GdkRGBA) { mix (from.red, to.red, at - part), mix (from.green, to.green, at - part),
                                   mix (from.blue, to.blue, at - part), alpha };
    }
}

static void
set_status (CamMapPalette *self,
            guint          number,
            CamRag         rag)
{
  const StatusFill *fill = &status_fills[rag];
  float alpha = self->over_base_map ? 0.7f : 1.f;

  self->fills[number] = make_rgba (self->dark ? fill->dark_fill : fill->light_fill, alpha);
  self->lines[number] = self->high_contrast ? self->text
                                            : make_rgba (self->dark ? fill->dark_line : fill->light_line, alpha);
  self->hatches[number] = fill->hatch;
}

void
cam_map_palette_tell_status (CamMapPalette *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < CAM_N_RAGS; i++)
    set_status (self, i, (CamRag) i);
}

void
cam_map_palette_tell_coverage (CamMapPalette *self)
{
  g_return_if_fail (self != NULL);

  set_status (self, CAM_COVERAGE_NONE, CAM_RAG_RED);
  set_status (self, CAM_COVERAGE_PLANNED, CAM_RAG_AMBER);
  set_status (self, CAM_COVERAGE_HAD, CAM_RAG_GREEN);
}
