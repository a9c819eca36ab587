/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program itself, ended at its first frame. */
#include "cam-application.h"
#include "first-frame.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(GApplication) application = G_APPLICATION (cam_application_new ());

  g_application_set_flags (application,
                           g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  first_frame_watch (GTK_APPLICATION (application));
  return g_application_run (application, argc, argv);
}
