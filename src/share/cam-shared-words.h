/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-memory.h"

G_BEGIN_DECLS

/* Sentences about a shared folder for people, translated. New strings. */

/* Why a copy there is not merged; NULL where nobody has to know. */
char *cam_shared_describe_outcome (CamSharedOutcome  outcome,
                                   const char       *name) G_GNUC_WARN_UNUSED_RESULT;
/* What keeps the whole folder from being used. */
char *cam_shared_describe_error   (const GError     *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
