/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-list.h"

G_BEGIN_DECLS

/* The list is in two files: what is listed (cam-partner-list.c), and what it is chosen by (cam-partner-list-choice.c). */
struct _CamPartnerList
{
  AdwBin               parent_instance;

  GtkWidget           *add_button;
  AdwWrapBox          *chips_box;
  GtkListBox          *choices_list;
  GtkLabel            *count_label;
  AdwStatusPage       *empty_page;
  GtkWidget           *empty_button;
  GtkListView         *list_view;
  GtkSearchEntry      *search_entry;
  GtkNoSelection      *selection;
  AdwOverlaySplitView *split_view;
  GtkStack            *stack;

  CamStore            *store;
  CamPartnerFilter    *filter;
  CamSearchList       *list;
  GPtrArray           *bound;        /* (element-type GtkListItem): what is on the screen */
  GHashTable          *names;        /* uuid of an organisation → its name, as far as it was shown */
  char                *heading;      /* of the choices that come next; NULL for none */
  guint                choices_id;
  gboolean             organisations;
  gboolean             is_following;  /* widgets are being set by the program */
};

/* Takes the filter as it is now: lists, chips and ticks follow. */
void cam_partner_list_apply         (CamPartnerList *self);

/* cam-partner-list-choice.c */
void cam_partner_list_init_choices  (CamPartnerList *self);
void cam_partner_list_show_choices  (CamPartnerList *self);
void cam_partner_list_show_chips    (CamPartnerList *self);
void cam_partner_list_queue_choices (CamPartnerList *self);
void cam_partner_list_choice_cb     (CamPartnerList *self,
                                     GtkListBoxRow  *row);
void cam_partner_list_save_action   (GtkWidget      *widget,
                                     const char     *action_name,
                                     GVariant       *parameter);

G_END_DECLS
