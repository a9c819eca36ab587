/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-coverage.h"
#include "cam-status.h"
#include "cam-store.h"

G_BEGIN_DECLS

/* What areas can be coloured by: the work in them, whether they have had an event, how well they are known, a measure that is read area by area or its status there, how many live
 * there, or a published figure. Main thread. */

typedef enum
{
  CAM_THEME_ACTIVITIES,  /* how many activities are under way or to come */
  CAM_THEME_MEASURE,     /* the newest reading of each area */
  CAM_THEME_POPULATION,
  CAM_THEME_FIGURE,      /* of one edition, on one year's boundaries */
  CAM_THEME_STATUS,      /* red, amber, green … of a measure in each area, with the reason */
  CAM_THEME_EVENTS,      /* had, planned, none: a CamCoverageState */
  CAM_THEME_KNOWN,       /* well, partly, little: a CamKnown */
} CamThemeKind;

/* One that can be chosen. It does not change. */
#define CAM_TYPE_THEME_CHOICE (cam_theme_choice_get_type ())
G_DECLARE_FINAL_TYPE (CamThemeChoice, cam_theme_choice, CAM, THEME_CHOICE, GObject)

CamThemeKind cam_theme_choice_get_kind  (CamThemeChoice *self);
/* Tells it from all others, and stays the same as long as what it names is there. */
const char  *cam_theme_choice_get_key   (CamThemeChoice *self);
/* As a person reads it, such as “Carers’ registrations” or “Population, mid-2023”. */
const char  *cam_theme_choice_get_title (CamThemeChoice *self);

/* Everything that the areas of @store can be coloured by: activities, events, how well known, measures by name, each with
 * its status unless it is a plain count, population, figures by name. Only what has a number for some area. (element-type CamThemeChoice) (transfer full) */
GPtrArray   *cam_theme_list_choices     (CamStore       *store,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The numbers of one choice, on one day. */
typedef struct _CamAreaTheme CamAreaTheme;

/* Of any choice but events and how well known. */
CamAreaTheme *cam_area_theme_load       (CamStore       *store,
                                         CamThemeChoice *choice,
                                         guint32         today,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of these two: of the areas of one level, by what @options say. */
CamAreaTheme *cam_area_theme_load_coverage (CamStore                  *store,
                                            CamThemeChoice            *choice,
                                            const CamCoverageOptions  *options,
                                            const CamExpander         *expander,
                                            GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_area_theme_free       (CamAreaTheme   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaTheme, cam_area_theme_free)

CamThemeKind  cam_area_theme_get_kind   (CamAreaTheme   *self);
/* What the numbers are, in a sentence: of which days, where from, what was left out. */
const char   *cam_area_theme_get_note   (CamAreaTheme   *self);
/* FALSE where there is none for the area. */
gboolean      cam_area_theme_get_value  (CamAreaTheme   *self,
                                         const char     *area_uuid,
                                         double         *value);
/* Of a status: that of any area, one without readings too. FALSE where the newest reading of the area is of another
 * edition or other boundaries than what is shown, and for all that is no status. */
gboolean      cam_area_theme_get_status (CamAreaTheme  *self,
                                         const char    *area_uuid,
                                         CamRag        *rag);
/* Of a status: "Amber: 62 of a target of 80 …", or why none is shown; of events "Planned: None yet; next on 5 May." and of
 * how well known "Partly known: 2 forums". (transfer full) */
char         *cam_area_theme_dup_reason (CamAreaTheme  *self,
                                         const char    *area_uuid) G_GNUC_WARN_UNUSED_RESULT;
/* "1,493 people". (transfer full) */
char         *cam_area_theme_format     (CamAreaTheme   *self,
                                         double          value) G_GNUC_WARN_UNUSED_RESULT;
/* The number alone. (transfer full) */
char         *cam_area_theme_format_number (CamAreaTheme *self,
                                            double        value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
