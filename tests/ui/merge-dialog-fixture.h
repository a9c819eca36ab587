/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-age.h"
#include "cam-import-dialog.h"
#include "cam-merge-changes.h"
#include "cam-merge-dialog.h"
#include "cam-merge-line.h"
#include "cam-outgoing.h"
#include "cam-passphrase-dialog.h"
#include "cam-window-private.h"
#include "ui-test.h"
#define PASSPHRASE "warm bread under bridges"

G_BEGIN_DECLS

/* Mine and Anna's file have one origin; the copies are hers. */
typedef struct
{
  CamStore   *mine;
  CamStore   *hers;
  GtkWindow  *window;
  AdwDialog  *dialog;
  char       *folder;
  char       *copy;
  char       *text;      /* of "imported" */
  GStrv       labels;
  guint       n_imported;
} Fixture;

void check (GError *error);
char *dup_path (Fixture *fixture, const char *name);
void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);
void add_area (CamStore *store, const char *name);
void hand_over (Fixture *fixture, const char *path);
void make_a_difference (Fixture *fixture);
void open_dialog (Fixture *fixture, const char *first, const char *second, const char *third);
const char *get_step (Fixture *fixture);
gboolean has_waited (gpointer data);
gpointer get_child (Fixture *fixture, const char *name);
gpointer get_changes_child (Fixture *fixture, const char *name);
GListModel *list_lines (Fixture *fixture);
void assert_line (Fixture *fixture, guint position, const char *property, const char *expected);
void choose (Fixture *fixture, const char *drop_down, const char *word);
gboolean is_gone (gpointer data);
guint count_private_files (void);
void protect (Fixture *fixture, const char *path);
GtkWidget *get_question (GtkWidget *window);
void answer (GtkWidget *question);
gboolean is_set (gpointer data);

G_END_DECLS
