/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-events-group.h"
#include "cam-area-pane.h"
#include "cam-area-partners-group.h"
#include "cam-history-list.h"
#include "cam-query.h"

G_BEGIN_DECLS

/* The pane is in two files: what it shows (cam-area-pane.c) and what it changes
 * (cam-area-pane-edit.c). */
struct _CamAreaPane
{
  AdwBin               parent_instance;

  GtkWidget           *approximate_notice;
  AdwEntryRow         *comment_row;
  GtkListBox          *comments_list;
  CamAreaEventsGroup  *events_group;
  AdwPreferencesGroup *figures_group;
  GtkListBox          *figures_list;
  CamHistoryList      *history_list;
  AdwExpanderRow      *history_row;
  AdwPreferencesGroup *lies_in_group;
  GtkListBox          *lies_in_list;
  AdwPreferencesGroup *members_group;
  AdwExpanderRow      *members_row;
  GtkListBox          *members_list;
  GtkTextView         *note_view;
  CamAreaPartnersGroup *partners_group;
  GtkListBox          *point_list;
  GtkLabel            *point_label;
  GtkLabel            *point_ref_label;
  GtkStack            *stack;
  AdwComboRow         *status_row;
  GtkLabel            *subtitle_label;

  CamArea             *area;
  CamAtlas            *atlas;
  CamQuery            *comments;
  CamQuery            *figures;
  char                *note_uuid;     /* whose note is in the view */
  double               clicked_lat;   /* the point of the last click inside the area, NAN without one */
  double               clicked_lon;
  gulong               atlas_id;
  gboolean             is_following;  /* widgets are being set by the program */
};

CamStore *cam_area_pane_get_store     (CamAreaPane *self);
void      cam_area_pane_save_note     (CamAreaPane *self);
void      cam_area_pane_follow_note   (CamAreaPane *self);
void      cam_area_pane_follow_status (CamAreaPane *self);
void      cam_area_pane_bind_edits    (GtkWidgetClass *widget_class);

G_END_DECLS
