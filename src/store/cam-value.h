/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CAM_VALUE_NULL,
  CAM_VALUE_INTEGER,
  CAM_VALUE_REAL,
  CAM_VALUE_TEXT,
  CAM_VALUE_BLOB,
} CamValueType;

/* One value on its way into or out of the file. It borrows: text and bytes must outlive the call
 * that it is handed to, unless a function says that it copies. */
typedef struct
{
  CamValueType type;
  union
  {
    gint64      integer;
    double      real;
    const char *text;
    GBytes     *blob;
  };
} CamValue;

/* A value with its own text and bytes, for cam_value_clear(). */
CamValue cam_value_copy  (CamValue  value) G_GNUC_WARN_UNUSED_RESULT;
void     cam_value_clear (CamValue *value);

/* A column's name and the value for it. */
typedef struct
{
  const char *column;
  CamValue    value;
} CamCell;

static inline CamValue
cam_null (void)
{
  return (CamValue) { .type = CAM_VALUE_NULL };
}

static inline CamValue
cam_integer (gint64 integer)
{
  return (CamValue) { .type = CAM_VALUE_INTEGER, .integer = integer };
}

static inline CamValue
cam_real (double real)
{
  return (CamValue) { .type = CAM_VALUE_REAL, .real = real };
}

/* NULL text is a null value. */
static inline CamValue
cam_text (const char *text)
{
  return (CamValue) { .type = text != NULL ? CAM_VALUE_TEXT : CAM_VALUE_NULL, .text = text };
}

/* NULL bytes are a null value. */
static inline CamValue
cam_blob (GBytes *blob)
{
  return (CamValue) { .type = blob != NULL ? CAM_VALUE_BLOB : CAM_VALUE_NULL, .blob = blob };
}

G_END_DECLS
