/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"

G_BEGIN_DECLS

/* How it stands with the shared folder, in a few words: "Shared 2 h ago". @now: Unix time in seconds. */
char *cam_shared_label_state  (CamSharedFolder *shared,
                               gint64           now) G_GNUC_WARN_UNUSED_RESULT;
/* What a merge brought: "3 changes from Anna Example’s copy"; NULL where it is nothing to speak of. */
char *cam_shared_label_merged (CamMergeReport  *report,
                               const char      *who) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
