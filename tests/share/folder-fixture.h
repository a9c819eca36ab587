/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* Three laptops with copies of one file, and a folder that they share. Time stands still unless a test
 * moves it. */

#define N_LAPTOPS 3
#define MINUTE (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  Fixture          file;
  CamSharedFolder *shared;
  guint            n_merged;     /* reports */
  guint            n_records;    /* new and changed ones, of all reports */
  guint            n_conflicts;
  char            *who;          /* of the last report */
  GPtrArray       *told;         /* (element-type utf8) */
} Laptop;

typedef struct
{
  Laptop  laptops[N_LAPTOPS];    /* of Anna, Ben and Cleo Example */
  char   *folder;
} Office;

extern gint64 office_now;

void     office_set_up      (Office        *self,
                             gconstpointer  data);
void     office_tear_down   (Office        *self,
                             gconstpointer  data);
/* Closes the laptop's file and opens it again. */
void     laptop_shut        (Laptop        *self);
void     laptop_open        (Laptop        *self,
                             GFile         *folder);
/* One exchange, which must succeed; the folder's last state is asserted. */
void     laptop_exchange    (Laptop        *self);
/* Waits for what a tick has begun. */
void     laptop_tick        (Laptop        *self);
/* So many rounds of everybody. */
void     office_exchange    (Office        *self,
                             guint          n_rounds);
/* Names, sizes, times and numbers of what is in the folder, as text. */
char    *office_list        (Office        *self);
guint    office_count       (Office        *self);
/* Path of what the laptop keeps there. */
char    *office_own_path    (Office        *self,
                             guint          laptop);
/* That all of them mean the same. */
void     office_check_equal (Office        *self);
/* Whether the bytes of a file have @text in them. */
gboolean office_has_bytes   (const char    *path,
                             const char    *text);
void     office_copy_file   (const char    *from,
                             const char    *to);

G_END_DECLS
