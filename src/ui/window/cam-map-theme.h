/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-shading.h"
#include "cam-area-theme.h"
#include "cam-atlas.h"
#include "cam-classes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of the legend: an index into the fills of the palette that the shading makes, and of how many areas it is. */
typedef struct
{
  guint fill;
  guint n_areas;
} CamMapThemeLine;

/* What the map is coloured by: the choices, the one chosen, its classes, and the shading that comes of them, all
 * following the file. Of the levels shown, the one is shaded that has numbers for most areas; of equals the finest. Of
 * events and how well known it is the service delivery areas, or else the finest. Events count in the range that was
 * chosen for the coverage (settings "coverage-from", "coverage-until").
 *
 * Properties: selected (guint, into the choices; 0 is "nothing": neighbours in different colours), classing (CamClassing as
 * guint), n-classes (guint, 2 to 7).
 * Signals: "changed": the shading and all that is told of it. Main thread. */
#define CAM_TYPE_MAP_THEME (cam_map_theme_get_type ())
G_DECLARE_FINAL_TYPE (CamMapTheme, cam_map_theme, CAM, MAP_THEME, GObject)

CamMapTheme    *cam_map_theme_new          (void) G_GNUC_WARN_UNUSED_RESULT;
/* What is chosen follows the settings; set once. */
void            cam_map_theme_set_settings (CamMapTheme     *self,
                                            GSettings       *settings);
void            cam_map_theme_set_atlas    (CamMapTheme     *self,
                                            CamAtlas        *atlas);
void            cam_map_theme_set_levels   (CamMapTheme     *self,
                                            guint            levels);
/* Titles of the choices, as GtkStringObject. (transfer none) */
GListModel     *cam_map_theme_get_choices  (CamMapTheme     *self);
/* While the choices are being made anew, what is selected among them says nothing. */
gboolean        cam_map_theme_is_reloading (CamMapTheme     *self);
/* NULL where nothing is chosen or no area shown has a number. (transfer none) */
CamAreaShading *cam_map_theme_get_shading  (CamMapTheme     *self);
/* Nullable; what is chosen. */
const char     *cam_map_theme_get_title    (CamMapTheme     *self);
/* "By service delivery area. Readings of 31 March 2026", or why there is nothing to be seen; NULL where nothing is
 * chosen. (transfer full) */
char           *cam_map_theme_dup_note     (CamMapTheme     *self);
/* Whether words are shown and no numbers, such as red, amber, green … of a measure: their classes are by rule and not by
 * choice. */
gboolean        cam_map_theme_tells_words  (CamMapTheme     *self);
/* What areas that have no class are called in the legend. Not owned. */
const char     *cam_map_theme_get_blank_words (CamMapTheme  *self);
/* The classes, the lowest first; of statuses the worst first, those that no area has only where they are red, amber or
 * green; of events those without one first, of how well known what is known little. */
const CamMapThemeLine *
                cam_map_theme_get_classes  (CamMapTheme     *self,
                                            guint           *n_classes);
/* "12 to 40 people"; of a class of one number that; "Amber". (transfer full) */
char           *cam_map_theme_format_class (CamMapTheme     *self,
                                            guint            number) G_GNUC_WARN_UNUSED_RESULT;
/* Areas shown, of the level that is shaded, that have no number; of statuses, those that are left out as of another
 * edition. */
guint           cam_map_theme_get_n_blank  (CamMapTheme     *self);
/* What is told of an area of any level; NULL where that is nothing. (transfer full) */
char           *cam_map_theme_dup_text     (CamMapTheme     *self,
                                            const char      *area_uuid) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
