/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Takes down what was talked about: a call, a meeting, a mail or a visit, with whom, and what is to follow. It is saved as
 * one action once all of it is there. Main thread. */
#define CAM_TYPE_TALK_DIALOG (cam_talk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamTalkDialog, cam_talk_dialog, CAM, TALK_DIALOG, AdwDialog)

/* What is known before anybody types: uuids, all of which may be NULL. */
typedef struct
{
  const char *person;
  const char *organisation;
  const char *area;
  const char *event;
} CamTalkStart;

CamTalkDialog *cam_talk_dialog_present (GtkWidget          *parent,
                                        CamStore           *store,
                                        const CamTalkStart *start);

G_END_DECLS
