/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-vcard-read.h"
#include "cam-vcard-write.h"

G_BEGIN_DECLS

/* Reads @text, which must be taken. */
CamVcardFile *vcard_read_text   (const char   *text);
/* The lines as a card of @version, "2.1", "3.0" or "4.0", read; it must be taken. */
CamVcardFile *vcard_read_card   (const char   *version,
                                 const char   *lines);
/* The only card of a file, without problems. (transfer none) */
CamVcard     *vcard_get_card    (CamVcardFile *file);
/* The text of the @nth item of a field; it must be there. */
void          vcard_assert_text (CamVcard     *card,
                                 CamVcardField field,
                                 guint         nth,
                                 const char   *expected);
/* The items of a card as lines of vCard 4.0, with line feeds between. (transfer full) */
char         *vcard_dup_lines   (CamVcard     *card);
/* What must hold of every file that was taken: sentences are sentences, texts are UTF-8, and what is written of it is the
 * same when it is read. */
void          vcard_check_file  (CamVcardFile *file);
/* Reads anything; what is refused is refused with a sentence. FALSE where it was. */
gboolean      vcard_check_bytes (GBytes       *bytes);

G_END_DECLS
