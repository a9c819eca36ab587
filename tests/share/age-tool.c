/* SPDX-License-Identifier: GPL-3.0-or-later */
/* age-tool encrypt FROM TO WORK-FACTOR | age-tool decrypt FROM TO: the passphrase is in $PASSPHRASE. For
 * the tests that have the program age at the other end. The status is 10 + the code of the error. */
#include "cam-age.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *passphrase = g_getenv ("PASSPHRASE");
  gboolean done;

  if (passphrase == NULL || argc < 4)
    return 2;
  if (argc == 5 && strcmp (argv[1], "encrypt") == 0)
    done = cam_age_encrypt_file (argv[2], argv[3], passphrase, (guint) atoi (argv[4]), NULL, NULL, NULL,
                                 &error);
  else
    done = cam_age_decrypt_file (argv[2], argv[3], passphrase, NULL, NULL, NULL, &error);
  if (done)
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 10 + error->code;
}
