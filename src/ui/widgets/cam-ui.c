/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ui.h"

#include "cam-ui-resources.h"

void
cam_ui_init (void)
{
  g_resources_register (cam_ui_get_resource ());
}
