/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The content lines that calendar and contact files are made of (RFC 5545, RFC 6350), as hostile as any: in UTF-8, UTF-16
 * or Windows-1252, whatever ends them, folded. Knows nothing of what stands in them. */

typedef struct
{
  char       *owned;       /* (nullable): a decoded copy */
  const char *text;
  gsize       length;
  gsize       at;
  gsize       feed;        /* where the next line feed stands */
  gsize       max_line;    /* a longer one is cut */
  guint       number;      /* of the line in the file that was read last, from 1 */
  GString    *buffer;      /* what was read; any bytes, until they are mended */
  gboolean    mended;      /* it was no sound UTF-8 */
  gboolean    cut;         /* it was too long */
} CamLines;

void        cam_lines_init      (CamLines   *self,
                                 const char *bytes,
                                 gsize       length,
                                 gsize       max_line);
void        cam_lines_clear     (CamLines   *self);
/* The next line that is not empty, as it stands in the file. FALSE at the end. */
gboolean    cam_lines_begin     (CamLines   *self);
/* Appends the next line as it stands in the file, of which the one that was read is the beginning. FALSE at the end. */
gboolean    cam_lines_join      (CamLines   *self);
/* Appends the lines that follow as folded parts. */
void        cam_lines_unfold    (CamLines   *self);
/* The next line as it stands in the file, without what ends it, which is not read by this. */
const char *cam_lines_peek      (CamLines   *self,
                                 gsize      *length);
/* The buffer is sound UTF-8 without NUL afterwards: other bytes are read as Windows wrote them. */
void        cam_lines_mend      (CamLines   *self);

/* Sound UTF-8 of any bytes, those that are none read as Windows-1252, without NUL. (transfer full) */
char       *cam_lines_mend_text (const char *bytes,
                                 gsize       length) G_GNUC_WARN_UNUSED_RESULT;
/* Appends a whole line with its CRLF, folded after 75 bytes but not within a letter. */
void        cam_lines_fold      (GString    *out,
                                 const char *line);
/* Appends @text with its escapes, without control characters. */
void        cam_lines_escape    (GString    *line,
                                 const char *text);
/* Without escapes and control characters but line ends. (transfer full) */
char       *cam_lines_unescape  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Splits at @separator, where it is not escaped. (transfer full) (element-type utf8) */
GPtrArray  *cam_lines_split     (const char *value,
                                 char        separator) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
