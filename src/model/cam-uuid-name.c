/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-uuid-name.h"

#include <string.h>

#define UUID_BYTES 16
#define SHA1_BYTES 20

/* 432c4ffb-1355-5880-82bc-cc0aa1bb81ea, which is uuid5 (DNS, "local.cambridgeshire.gov.uk").
 * It never changes, or copies stop matching. */
static const guint8 namespace_bytes[UUID_BYTES] = {
  0x43, 0x2c, 0x4f, 0xfb, 0x13, 0x55, 0x58, 0x80,
  0x82, 0xbc, 0xcc, 0x0a, 0xa1, 0xbb, 0x81, 0xea,
};

char *
cam_uuid_from_name (const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[SHA1_BYTES] = { 0 };
  gsize length = sizeof digest;
  GString *text = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  g_checksum_update (checksum, namespace_bytes, UUID_BYTES);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);
  text = g_string_sized_new (2 * UUID_BYTES + 4);
  for (guint i = 0; i < UUID_BYTES; i++)
    g_string_append_printf (text, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
  return g_string_free_and_steal (text);
}
