/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch.h"

#include <locale.h>

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  return cam_batch_run (argc, argv);
}
