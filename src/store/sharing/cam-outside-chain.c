/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outside-chain.h"

#include <string.h>

struct _CamOutsideChain
{
  GChecksum *sum;
};

CamOutsideChain *
cam_outside_chain_new (const char *copy_id,
                       gint64      newest)
{
  g_autofree char *start = g_strdup_printf ("%s %" G_GINT64_FORMAT, copy_id, newest);
  CamOutsideChain *self = g_new0 (CamOutsideChain, 1);

  self->sum = g_checksum_new (G_CHECKSUM_SHA256);
  /* The same edits after other ones of the program are not the same edits. */
  g_checksum_update (self->sum, (const guint8 *) start, (gssize) strlen (start));
  return self;
}

void
cam_outside_chain_free (CamOutsideChain *self)
{
  g_checksum_free (self->sum);
  g_free (self);
}

static void
add_value (GChecksum    *sum,
           sqlite3_stmt *stmt,
           int           column)
{
  int type = sqlite3_column_type (stmt, column);
  guint8 tag[5] = { (guint8) type };
  guint32 length;
  const void *bytes = NULL;

  if (type == SQLITE_BLOB)
    bytes = sqlite3_column_blob (stmt, column);
  else
    bytes = sqlite3_column_text (stmt, column);
  length = GUINT32_TO_LE ((guint32) sqlite3_column_bytes (stmt, column));
  memcpy (tag + 1, &length, sizeof length);
  g_checksum_update (sum, tag, sizeof tag);
  if (bytes != NULL)
    g_checksum_update (sum, bytes, sqlite3_column_bytes (stmt, column));
}

void
cam_outside_chain_add (CamOutsideChain *self,
                       sqlite3_stmt    *stmt)
{
  for (int i = 0; i < 5; i++)
    add_value (self->sum, stmt, i);
}

/* RFC 9562, version 8: the first 128 bits of SHA-256, but for those that say so. */
char *
cam_outside_chain_dup_id (CamOutsideChain *self)
{
  g_autoptr (GChecksum) end = g_checksum_copy (self->sum);
  guint8 sum[32];
  gsize length = sizeof sum;
  GString *id = g_string_sized_new (37);

  g_checksum_get_digest (end, sum, &length);
  sum[6] = (sum[6] & 0x0f) | 0x80;
  sum[8] = (sum[8] & 0x3f) | 0x80;
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (id, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", sum[i]);
  return g_string_free_and_steal (id);
}
