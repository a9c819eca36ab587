/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-ics-read.h"
#include "cam-ics-write.h"

G_BEGIN_DECLS

/* Reads @text, which must be taken. */
CamIcsFile *ics_read_text    (const char *text);
/* The lines as an event in a calendar, each with its CRLF, read; it must be taken. */
CamIcsFile *ics_read_event   (const char *lines);
/* What must hold of every file that was taken: sentences are sentences, texts are UTF-8, times are in order, and what
 * is written of it is the same when it is read. */
void        ics_check_file   (CamIcsFile *file);
/* Reads anything; what is refused is refused with a sentence. FALSE where it was. */
gboolean    ics_check_bytes  (GBytes     *bytes);

G_END_DECLS
