/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-value-of.h"

#include <string.h>

/* A NUL inside would end it early, so it becomes the sign for what cannot be shown. */
static CamValue
copy_text (sqlite3_stmt *stmt,
           int           column)
{
  const char *text = (const char *) sqlite3_column_text (stmt, column);
  gsize length = (gsize) sqlite3_column_bytes (stmt, column);

  if (text != NULL && strlen (text) != length)
    return cam_text (g_utf8_make_valid (text, (gssize) length));
  return cam_text (g_strdup (text));
}

CamValue
cam_value_copy_of (sqlite3_stmt *stmt,
                   int           column)
{
  switch (sqlite3_column_type (stmt, column))
    {
    case SQLITE_INTEGER:
      return cam_integer (sqlite3_column_int64 (stmt, column));
    case SQLITE_FLOAT:
      return cam_real (sqlite3_column_double (stmt, column));
    case SQLITE_TEXT:
      return copy_text (stmt, column);
    case SQLITE_BLOB:
      return cam_blob (g_bytes_new (sqlite3_column_blob (stmt, column),
                                    (gsize) sqlite3_column_bytes (stmt, column)));
    default:
      return cam_null ();
    }
}

gboolean
cam_value_equals (CamValue a,
                  CamValue b)
{
  if (a.type != b.type)
    return FALSE;
  switch (a.type)
    {
    case CAM_VALUE_INTEGER:
      return a.integer == b.integer;
    case CAM_VALUE_REAL:
      return memcmp (&a.real, &b.real, sizeof a.real) == 0;
    case CAM_VALUE_TEXT:
      return strcmp (a.text, b.text) == 0;
    case CAM_VALUE_BLOB:
      return g_bytes_equal (a.blob, b.blob);
    case CAM_VALUE_NULL:
    default:
      return TRUE;
    }
}
