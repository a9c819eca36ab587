/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-events-page.h"
#include "cam-first-run-page.h"
#include "cam-partners-page.h"
#include "cam-place-search.h"
#include "cam-plans-page.h"
#include "cam-review-page.h"
#include "cam-search-results.h"
#include "cam-shared-status.h"
#include "cam-today-page.h"
#include "cam-trouble-page.h"
#include "cam-window.h"

G_BEGIN_DECLS

/* The window is in some files: its parts (cam-window.c), its actions (cam-window-actions.c), what comes in
 * (cam-window-import.c), what it opens (cam-window-open.c), and the shared folder (cam-window-shared.c). */
struct _CamWindow
{
  AdwApplicationWindow    parent_instance;

  AdwNavigationPage      *content_page;
  CamEventsPage          *events_page;
  CamFirstRunPage        *first_run_page;
  CamMapPage             *map_page;
  GtkStack               *page_stack;
  CamPartnersPage        *partners_page;
  CamPlansPage           *plans_page;
  GtkWidget              *redo_button;
  GtkLabel               *review_count;
  CamReviewPage          *review_page;
  GtkWidget              *review_row;
  GtkDropDown            *scope_drop_down;
  GtkSearchBar           *search_bar;
  GtkSearchEntry         *search_entry;
  CamSearchResults       *search_results;
  CamSharedStatus        *shared_status;
  GtkListBox             *sidebar_list;
  AdwNavigationSplitView *split_view;
  GtkStack               *stack;
  AdwBanner              *synced_banner;
  AdwToastOverlay        *toast_overlay;
  CamTodayPage           *today_page;
  CamTroublePage         *trouble_page;
  GtkWidget              *undo_button;

  CamAtlas               *atlas;
  GCancellable           *cancellable;
  char                   *page;          /* of the sidebar; search comes before it and goes again */
  GPtrArray              *scopes;        /* (element-type utf8): "" first, then districts */
  GSettings              *settings;
  CamSharedFolder        *shared;
  CamStore               *store;
  gboolean                is_following;  /* widgets are being set by the program */
};

void cam_window_install_actions (GtkWidgetClass *widget_class);
void cam_window_update_undo     (CamWindow      *self);
void cam_window_tell_error      (CamWindow      *self,
                                 const GError   *error);

/* cam-window-privacy.c: win.data-protection, and with the uuid of a person win.open-person, win.erase-person. */
void cam_window_install_privacy_actions (GtkWidgetClass *widget_class);

/* cam-window-import.c: win.import, win.export-events, and win.undo-import with what the imports are called, in order. */
void cam_window_import_action      (GtkWidget   *widget,
                                    const char  *action_name,
                                    GVariant    *parameter);
void cam_window_export_events_action (GtkWidget   *widget,
                                      const char  *action_name,
                                      GVariant    *parameter);
void cam_window_undo_import_action (GtkWidget   *widget,
                                    const char  *action_name,
                                    GVariant    *parameter);
/* "(ss)": tells what was done, with a button that undoes the action of that label. */
void cam_window_show_done_action   (GtkWidget   *widget,
                                    const char  *action_name,
                                    GVariant    *parameter);
/* Drops come here. FALSE where there is no file among it. */
gboolean cam_window_drop           (CamWindow    *self,
                                    const GValue *value);

/* What was found is shown: its form, or where it is. */
void     cam_window_hit_activated  (CamWindow      *self,
                                    CamPlaceHit    *hit);

/* cam-window-open.c: forms of records. */
void     cam_window_install_open_actions (GtkWidgetClass *widget_class);
/* Opens the form of a row, over its page where @turn is set. FALSE where rows of @table have none. */
gboolean cam_window_open           (CamWindow      *self,
                                    const char     *table,
                                    const char     *uuid,
                                    gboolean        turn);

/* cam-window-shared.c */
void cam_window_active_changed  (CamWindow      *self);
void cam_window_exchange        (CamWindow      *self);
void cam_window_ask_to_move     (CamWindow      *self);

G_END_DECLS
