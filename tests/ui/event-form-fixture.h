/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-test.h"

#include "cam-window.h"

/* What the tests of the form of an event share. */
typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *event;      /* happens once */
  char      *series;     /* every Tuesday, from 5 January 2027 */
  char      *template;
  char      *area;
} Fixture;

/* A window with a file that has a few events. */
void set_up (Fixture *self, gconstpointer data);
/* The form that is open; NULL for none. */
GtkWidget *find_dialog (Fixture *self);
gboolean has_no_dialog (gpointer data);
void let_slide (void);
/* Waits until no form is open, and asserts that nothing is left. */
void tear_down (Fixture *self, gconstpointer data);
GtkWidget *open_event (Fixture *self, const char *uuid, const char *original_at);
/* Types @text into the row that begins with @title, and applies it. */
void type_in (GtkWidget *dialog, const char *title, const char *text);
const char *get_typed (GtkWidget *dialog, const char *title);
/* (transfer full) */
char *get_cell (Fixture *self, const char *table, const char *column, const char *clause);
void assert_cell (Fixture *self, const char *table, const char *column, const char *clause, const char *expected);
/* Waits until the action @label is what would be undone. */
void wait_for_action (Fixture *self, const char *label);
/* Presses a button of the question that is open. */
void answer (Fixture *self, const char *response);
