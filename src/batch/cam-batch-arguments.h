/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-batch-private.h"

G_BEGIN_DECLS

/* What the first word that is no option says: a command of the table, --version or --help. */
const char *cam_batch_find_word       (int                     argc,
                                       char                  **argv);
/* Reads the command line behind the program's name into @batch. A negative number is an argument
 * and no option; "--" ends the options. G_OPTION_ERROR with a sentence for wrong usage. */
gboolean    cam_batch_parse_arguments (CamBatch               *batch,
                                       int                     argc,
                                       char                  **argv,
                                       GError                **error);

G_END_DECLS
