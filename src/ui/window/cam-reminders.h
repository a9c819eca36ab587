/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells of events that begin soon, as the settings "remind…" want it. At most one thing is told at a time: of several
 * events that are due together only how many they are, so that a computer that wakes up does not flood anybody. What was
 * told before the program started is not told again ("reminded-until"). Main thread. */
#define CAM_TYPE_REMINDERS (cam_reminders_get_type ())
G_DECLARE_FINAL_TYPE (CamReminders, cam_reminders, CAM, REMINDERS, GObject)

/* @body may be NULL. @event_uuid is NULL for several; @original_at (nullable): the date of one that repeats. With @title NULL
 * what was told as @id does not hold any more. */
typedef void (*CamRemindersSink) (const char *id,
                                  const char *title,
                                  const char *body,
                                  const char *event_uuid,
                                  const char *original_at,
                                  gpointer    data);

CamReminders *cam_reminders_new       (GSettings        *settings,
                                       CamRemindersSink  sink,
                                       gpointer          data) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: there is none any more. */
void          cam_reminders_set_store (CamReminders     *self,
                                       CamStore         *store);
/* Looks what is due at @now, seconds since 1970; it does so by itself each half minute. */
void          cam_reminders_check     (CamReminders     *self,
                                       gint64            now);

G_END_DECLS
