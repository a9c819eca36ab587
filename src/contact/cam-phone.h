/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Phone numbers stay as they were typed; these tell what they mean. */

/* As it is compared: "+441223123456", with "x12" for an extension; the digits alone where it is too short for a number
 * of the country, as "999". Numbers without a country are British. Words in it are passed over. NULL where there is no
 * number in it, or more than one. (transfer full) (nullable) */
char *cam_phone_fold     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "tel:+44-1223-123456;ext=12" (RFC 3966) of what begins with "+" or folds to a whole number, else NULL.
 * (transfer full) (nullable) */
char *cam_phone_to_uri   (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* What people write for such an address: "+44-1223-123456 ext. 12". NULL where it is none. (transfer full) (nullable) */
char *cam_phone_from_uri (const char *uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
