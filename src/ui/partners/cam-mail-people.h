/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks whether to write to those that @filter chooses, and opens the mail program with everyone in Bcc; in parts, one after
 * the other, where they are more than a mail program takes at once. Whoever has no address or may not be contacted is left
 * out, and the question says so. Main thread. */
void cam_mail_people (GtkWidget              *parent,
                      CamStore               *store,
                      const CamPartnerFilter *filter);

G_END_DECLS
