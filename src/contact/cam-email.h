/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The plain address in what was typed or pasted: "Jane <jane@example.org>", "mailto:jane@example.org". NULL where there is
 * none or more than one, or it has something in it that a mail program might take for more than an address.
 * (transfer full) (nullable) */
char  *cam_email_find  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The same as it is compared, in small letters. (transfer full) (nullable) */
char  *cam_email_fold  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* What opens the mail program with everyone in Bcc, so that none sees the others' addresses: "mailto:?bcc=…" (RFC 6068),
 * in several parts where one would be longer than CAM_MAILTO_MAX_LENGTH, which is what all programs take. Each address is
 * in them once. *@refused has what is no address. @subject may be NULL; a long one is cut. (transfer full) */
#define CAM_MAILTO_MAX_LENGTH 1800
char **cam_mailto_new  (const char *const  *addresses,
                        const char         *subject,
                        char             ***refused) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
