/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The time and the name of an event in as little room as a calendar has. Lines end between words; a word that is wider than
 * the room ends in "…". It says nothing to a screen reader: whoever holds it does. To CSS it is a label. */
#define CAM_TYPE_EVENT_WORDS (cam_event_words_get_type ())
G_DECLARE_FINAL_TYPE (CamEventWords, cam_event_words, CAM, EVENT_WORDS, GtkWidget)

/* Whether the time goes before the name. */
typedef enum
{
  CAM_EVENT_TIME_NEVER,
  CAM_EVENT_TIME_WITH_ROOM,  /* where the first word of the name stands beside it */
  CAM_EVENT_TIME_ALWAYS,
} CamEventTime;

GtkWidget *cam_event_words_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* @time may be NULL. At most @n_lines lines. */
void       cam_event_words_set       (CamEventWords *self,
                                      const char    *time,
                                      const char    *name,
                                      CamEventTime   when,
                                      guint          n_lines,
                                      gboolean       is_struck_out);
/* The lines as they are drawn in a room of so many pixels, before any of them is cut: what tests look at.
 * (transfer full) */
char     **cam_event_words_dup_lines (CamEventWords *self,
                                      int            width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
