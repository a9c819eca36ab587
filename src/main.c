/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-application.h"
#include "cam-batch.h"

#include <libintl.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (CamApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (cam_batch_handles (argc, argv))
    return cam_batch_run (argc, argv);

  bindtextdomain (GETTEXT_PACKAGE, CAM_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = cam_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
