/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What lists say of an activity. Main thread. */

/* "A. Example · due 31 March · Ramsey": what of it there is. Any may be NULL. */
char       *cam_activity_words_dup_line  (const char *owner,
                                          const char *due_on,
                                          const char *areas) G_GNUC_WARN_UNUSED_RESULT;
/* It should have been done before today, and is neither done nor stopped. */
gboolean    cam_activity_words_is_late   (const char *status,
                                          const char *due_on);
/* "Overdue", or its status in words. */
char       *cam_activity_words_dup_state (const char *status,
                                          const char *due_on) G_GNUC_WARN_UNUSED_RESULT;
/* "31 activities". */
char       *cam_activity_words_dup_count (guint       n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
