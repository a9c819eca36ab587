/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for the name of something new: a heading, one entry, and a button that is off while nothing is typed.
 * @done comes with what was typed, without blanks around it, once the person says so; never where they cancel, and
 * not after @owner, a widget, is gone. Main thread. */
typedef void (*CamNameFunc) (GtkWidget  *owner,
                             const char *name,
                             gpointer    data);

/* @data lives until the dialog is closed. */
void cam_name_dialog_ask (GtkWidget      *owner,
                          const char     *heading,
                          const char     *hint,
                          CamNameFunc     done,
                          gpointer        data,
                          GDestroyNotify  data_free);

G_END_DECLS
