/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines of a calendar file, as hostile as any: unfolded, whatever ends them, and always sound UTF-8. Private to
 * the room. */

#define CAM_ICS_MAX_PARAMETERS 32
/* A longer one is cut. */
#define CAM_ICS_MAX_LINE (1024 * 1024)

typedef struct
{
  char *name;    /* in capitals */
  char *value;   /* without quotes */
} CamIcsParameter;

/* Points into the reader, until its next line. */
typedef struct
{
  char           *name;    /* in capitals */
  CamIcsParameter parameters[CAM_ICS_MAX_PARAMETERS];
  guint           n_parameters;
  char           *value;
  const char     *whole;   /* as it was written, unfolded */
} CamIcsLine;

typedef struct
{
  char       *owned;       /* (nullable): a decoded copy */
  const char *text;
  gsize       length;
  gsize       at;
  guint       number;      /* of the line that was read last, from 1 */
  GString    *buffer;
  GString    *whole;
  gboolean    mended;      /* the line was no sound UTF-8 */
  gboolean    cut;         /* the line was too long */
} CamIcsLines;

void        cam_ics_lines_init      (CamIcsLines      *self,
                                     const char       *bytes,
                                     gsize             length);
void        cam_ics_lines_clear     (CamIcsLines      *self);
/* FALSE at the end. Lines that are none, without a name or a colon, have no name. */
gboolean    cam_ics_lines_next      (CamIcsLines      *self,
                                     CamIcsLine       *line);
/* (nullable) (transfer none) */
const char *cam_ics_line_get        (const CamIcsLine *line,
                                     const char       *parameter);
/* The text of a value without its escapes and control characters, at most @max_length bytes. *@cut is set where it
 * was longer. (transfer full) */
char       *cam_ics_line_dup_text   (const CamIcsLine *line,
                                     gsize             max_length,
                                     gboolean         *cut);
/* Splits at @separator, where it is not escaped. (transfer full) (element-type utf8) */
GPtrArray  *cam_ics_split_list      (const char       *value,
                                     char              separator);
/* (transfer full) */
char       *cam_ics_unescape        (const char       *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
