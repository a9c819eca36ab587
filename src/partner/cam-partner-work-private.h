/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-work.h"
#include "cam-writer.h"

G_BEGIN_DECLS

#define CAM_PARTNER_MAX_CELLS 16

/* One change on its way to the writer thread, which alone touches it from then on until it is done. */
struct _CamPartnerWork
{
  const char      *label;
  CamWriteFunc     func;
  const char      *table;       /* of what the change is about */
  char            *uuid;
  char            *name;
  char            *short_name;
  char            *other;       /* organisation, group, event, or the row of a role */
  char            *other_name;
  char            *job_title;
  char            *team_role;
  char            *starts_on;
  char            *day;         /* the last one, or the one on which it was done */
  char            *today;
  char           **others;
  CamPartnerLink   link;
  gboolean         set;
  gboolean         is_tag;
  char            *made;
  CamCell          cells[CAM_PARTNER_MAX_CELLS];  /* what a record is made of; they own their text */
  guint            n_cells;
};

/* FALSE with CAM_ERROR_INVALID. */
gboolean  cam_partner_refuse            (const char   *message,
                                         GError      **error);
/* Whether @day is NULL or a day. */
gboolean  cam_partner_check_day         (const char   *day,
                                         GError      **error);
/* Whether the column @number of @type takes @word. */
gboolean  cam_partner_check_word        (GType         type,
                                         guint         number,
                                         const char   *word,
                                         GError      **error);

/* In cam-partner-work-people.c */
gboolean  cam_partner_write_person      (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_interaction (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_follow_up   (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);

/* In cam-partner-work-roles.c */
gboolean  cam_partner_write_role        (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_end_role    (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_main_role   (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);

/* In cam-partner-work-groups.c */
gboolean  cam_partner_write_organisation (CamWriter   *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_link        (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_group       (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_join        (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_tag         (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);
gboolean  cam_partner_write_leave       (CamWriter    *writer,
                                         gpointer      data,
                                         GError      **error);

G_END_DECLS
