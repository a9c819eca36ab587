/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Calling, writing to and looking up partners: it is the program that the person has for that which does it. Main
 * thread. */

/* The address of what to open for a contact of @kind ("phone", "email", "website"): NULL where @value, which anybody may
 * have written, is nothing of the kind. (transfer full) */
char      *cam_reach_dup_uri    (const char *kind,
                                 const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* A button that calls, writes, or opens what cam_reach_set() says; hidden until then. @kind is as above. */
GtkWidget *cam_reach_button_new (const char *kind) G_GNUC_WARN_UNUSED_RESULT;
/* @value NULL is none. */
void       cam_reach_set        (GtkWidget  *button,
                                 const char *value);
/* Opens it, and says where no program does. */
void       cam_reach_launch     (GtkWidget  *widget,
                                 const char *uri);

G_END_DECLS
