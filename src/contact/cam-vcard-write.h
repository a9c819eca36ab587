/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-vcard.h"

G_BEGIN_DECLS

/* Writes contacts as a vCard file. The same contacts make the same bytes. @version is 4.0, or 3.0 for programs that know
 * no better, which keep of several preferences only the first. Problems are not written. @cards are (element-type
 * CamVcard). (transfer full) */
GBytes *cam_vcard_write (GPtrArray       *cards,
                         CamVcardVersion  version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
