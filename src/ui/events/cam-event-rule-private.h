/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How an event repeats, as a screen says it. Main thread. */
typedef struct
{
  const char *starts_at;
  gboolean    all_day;
  const char *time_zone;
} CamEventRule;

/* Whether the rule @text has that date, as written in the file. */
gboolean  cam_event_rule_has_date   (const CamEventRule *self,
                                     const char         *text,
                                     const char         *original_at);
/* The rule in words; NULL for none. (transfer full) (nullable) */
char     *cam_event_rule_dup_words  (const CamEventRule *self,
                                     const char         *text);
/* What somebody typed as a rule; NULL with a sentence. (transfer full) */
char     *cam_event_rule_from_words (const CamEventRule *self,
                                     const char         *words,
                                     GError            **error);
/* The choices: no rule (""), the common ones, @text where it is none of them, and NULL for words of one's own.
 * *@selected is the place of @text. */
void      cam_event_rule_add_common (const CamEventRule *self,
                                     const char         *text,
                                     GPtrArray          *rules,
                                     GtkStringList      *names,
                                     guint              *selected);

G_END_DECLS
