/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Events one below the other, day by day: what the month shows, as a list. Signals: "event-activated" (char *uuid,
 * char *original), "more" (somebody wants later ones too). */
#define CAM_TYPE_AGENDA_VIEW (cam_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (CamAgendaView, cam_agenda_view, CAM, AGENDA_VIEW, AdwBin)

/* Those of @dates from the day @from, up to a few hundred. @venues: uuid → name. @can_grow: there may be later ones. */
void  cam_agenda_view_show  (CamAgendaView       *self,
                             GHashTable          *venues,
                             const CamEventDates *dates,
                             guint32              from,
                             gboolean             can_grow);
/* How many events are in the list. */
guint cam_agenda_view_get_n (CamAgendaView       *self);
/* Gives the focus to a date of the event @uuid: the one that starts at @starts, else the one that @original means. FALSE where
 * it is none of what is shown. */
gboolean cam_agenda_view_focus_event (CamAgendaView    *self,
                                   const char          *uuid,
                                   const char          *original,
                                   CamWallTime          starts);
/* To the first event from @day on; FALSE where there is none. */
gboolean cam_agenda_view_focus_day (CamAgendaView      *self,
                                  guint32              day);

G_END_DECLS
