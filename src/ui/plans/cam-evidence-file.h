/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files as evidence. They travel in the file that people hand to each other, so what comes out is hostile: it gets a name
 * that is ours, and only what is of a known kind, and holds what that kind begins with, is handed to another program. No
 * GTK, no store. */

#define CAM_EVIDENCE_MAX_BYTES (10 * 1024 * 1024)

/* What was read. */
typedef struct
{
  char   *name;        /* as a title: valid UTF-8, without anything that does not show */
  char   *media_type;
  GBytes *content;
} CamEvidenceFile;

void             cam_evidence_file_free         (CamEvidenceFile      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEvidenceFile, cam_evidence_file_free)

/* Reads @file on a thread. CAM_ERROR_TOO_BIG above CAM_EVIDENCE_MAX_BYTES, _CORRUPT where it is empty, _UNSUPPORTED for
 * what is no plain file of this computer, _NOT_FOUND, _FAILED. */
void             cam_evidence_file_read_async   (GFile                *file,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
CamEvidenceFile *cam_evidence_file_read_finish  (GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* "PDF document", "Picture"; "File" for what is of no known kind. NULL is none. */
const char      *cam_evidence_file_get_kind     (const char           *media_type);
/* Whether another program may be asked to open it: a PDF, a picture, plain text, an office document. NULL may not. */
gboolean         cam_evidence_file_may_open     (const char           *media_type);
/* Whether @content begins as what @media_type says; FALSE for a kind that may not be opened. */
gboolean         cam_evidence_file_is_what_it_says (const char        *media_type,
                                                 GBytes               *content);
/* A name for a file made of @title: no folder, nothing that does not show, not hidden, not too long, and with the ending
 * of its kind where that is known. (transfer full) */
char            *cam_evidence_file_dup_name     (const char           *title,
                                                 const char           *media_type) G_GNUC_WARN_UNUSED_RESULT;

/* A copy to be looked at, in a folder that nobody else can enter; it goes with this. */
typedef struct _CamEvidenceCopy CamEvidenceCopy;
void             cam_evidence_copy_free         (CamEvidenceCopy      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEvidenceCopy, cam_evidence_copy_free)
const char      *cam_evidence_copy_get_path     (CamEvidenceCopy      *self);

/* Writes @content there on a thread, readable only and never executable. CAM_ERROR_INVALID where it is not what it says. */
void             cam_evidence_file_unpack_async (const char           *title,
                                                 const char           *media_type,
                                                 GBytes               *content,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
CamEvidenceCopy *cam_evidence_file_unpack_finish (GAsyncResult        *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
