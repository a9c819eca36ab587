/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-lines.h"

G_BEGIN_DECLS

/* The lines of a calendar file in their parts, always sound UTF-8. Private to the room. */

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
  CamLines  in;
  GString  *whole;
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

G_END_DECLS
