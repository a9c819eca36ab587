/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the tests of screens share. A small made-up county: county "Exampleshire", districts "Eastland"
 * and "Westland", parishes "Alder", "Birch" (Eastland) and "Cedar" (Westland) as squares of one tenth of
 * a degree, and the draft service delivery area "Alder and Birch" with both as members. */

/* Initialises GTK, libadwaita, resources and icons, and has nothing slide or fade; call first in main. */
void      ui_test_init       (int         *argc,
                              char      ***argv);
/* g_test_run(), and puts everything away. */
int       ui_test_run        (void);
/* A store with the county in a new folder, which ui_test_free_store() removes. */
CamStore *ui_test_new_store  (void) G_GNUC_WARN_UNUSED_RESULT;
/* The same without anything in it. */
CamStore *ui_test_new_empty_store (void) G_GNUC_WARN_UNUSED_RESULT;
void      ui_test_free_store (CamStore    *store);
void      ui_test_remove_folder (const char *folder);
/* The uuid of the area called @name. Never NULL. */
char     *ui_test_find       (CamStore    *store,
                              const char  *name) G_GNUC_WARN_UNUSED_RESULT;
/* Inserts a row in the middle of a write. (transfer full): its uuid */
char     *ui_test_put        (CamWriter     *writer,
                              const char    *table,
                              const CamCell *cells,
                              guint          n_cells) G_GNUC_WARN_UNUSED_RESULT;
#define UI_TEST_PUT(writer, table, ...) ui_test_put (writer, table, (const CamCell[]) { __VA_ARGS__ }, \
                                                     G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))
/* Runs the main loop until @condition says TRUE; the test fails after half a minute. */
typedef gboolean (*UiTestCondition) (gpointer data);
void      ui_test_wait       (UiTestCondition condition,
                              gpointer        data);
/* Runs the main loop while it has something to do. */
void      ui_test_settle     (void);
/* Runs the main loop until @widget, which is shown, was painted anew: everything stands where it belongs then. */
void      ui_test_wait_for_frame (GtkWidget *widget);
/* The first descendant of @widget with that type; NULL where there is none. */
GtkWidget *ui_test_find_type (GtkWidget   *widget,
                              GType        type);
/* The first mapped or unmapped descendant whose tooltip is @text. */
GtkWidget *ui_test_find_tooltip (GtkWidget  *widget,
                                 const char *text);
/* The first row, @widget or below it, whose title begins so. */
GtkWidget *ui_test_find_row   (GtkWidget   *widget,
                               const char  *title);
/* Undoes what was done last, and waits for that. */
void      ui_test_undo        (CamStore    *store);
/* The first descendant with the CSS class. */
GtkWidget *ui_test_find_css_class (GtkWidget  *widget,
                                   const char *css_class);
/* A window as it is looked at: light and dark, wide and narrow. */
typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} UiTestLook;

/* "light", "dark", "narrow"; the last one has no name. */
extern const UiTestLook ui_test_looks[];
/* Draws the window and asserts that it holds what is in it at that size. Where CAM_SCREENSHOTS names a folder, the
 * picture is kept there as PAGE-LOOK.png. */
void      ui_test_take_picture (GtkWindow        *window,
                                const UiTestLook *look,
                                const char       *page);
/* Destroys the window and asserts that it is finalized. */
void      ui_test_destroy    (GtkWindow   *window);

G_END_DECLS
