/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-file-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What comes in from a file or a table, line by line: it is read, shown with what each line would do, and written as one action
 * once the person says so, which the window tells with a button that takes it back. Which column of a table holds what is
 * guessed, asked where that is not clear, and remembered. Closing it cancels the reading, never the writing.
 *
 * A dialog of one kind of file derives from it. Its template has the children that cam_file_import_dialog_class_set_up ()
 * names and the pages "wait", "changes", "columns" and "problem". Main thread. */
#define CAM_TYPE_FILE_IMPORT_DIALOG (cam_file_import_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (CamFileImportDialog, cam_file_import_dialog, CAM, FILE_IMPORT_DIALOG, AdwDialog)

/* More than any kind of table has. */
#define CAM_FILE_IMPORT_MAX_FIELDS 32

struct _CamFileImportDialogClass
{
  AdwDialogClass parent_class;

  /* Untranslated. */
  const char *nothing_found;
  const char *empty_file;
  const char *own_file;
  const char *no_such_file;
  const char *too_big;
  const char *too_big_table;
  const char *reading;
  const char *writing;

  const char *setting;      /* the key under which columns are remembered */
  guint       n_fields;     /* of a table; columns are as many numbers, -1 for none */

  const char        *(*get_field_label)   (guint                 field);
  /* Whether a table is none by how it begins. */
  gboolean           (*is_no_table)       (gconstpointer         data,
                                           gsize                 length);
  /* @columns may be NULL. (transfer full) */
  CamFileImport     *(*make)              (CamFileImportDialog  *self,
                                           CamStore             *store,
                                           GBytes               *bytes,
                                           gboolean              is_table,
                                           const int            *columns);
  /* The names of the columns of a table, NULL-ended; NULL for anything else. */
  const char *const *(*get_columns)       (CamFileImport        *import,
                                           int                  *columns);
  char              *(*columns_to_text)   (const int            *columns);
  gboolean           (*columns_from_text) (int                  *columns,
                                           const char           *text,
                                           guint                 n_columns);
  /* Adds to what is said above the list, and shows what else there is to choose. */
  void               (*show_about)        (CamFileImportDialog  *self,
                                           CamFileImport        *import,
                                           GString              *text);
  /* "_Add 12 Events", "_Change 3 Events"; not for both. (transfer full) */
  char              *(*dup_button)        (guint                 n_new,
                                           guint                 n_changed);
  /* What was done, for the toast. (transfer full) */
  char              *(*dup_done)          (guint                 n_new,
                                           guint                 n_changed);
  /* As the history names it; @name is that of the file. (transfer full) */
  char              *(*dup_action)        (CamFileImport        *import,
                                           const char           *name);
  void               (*apply)             (CamFileImportDialog  *self,
                                           CamFileImport        *import,
                                           const char           *name,
                                           const char           *action,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
};

/* Takes the template from @resource, binds its children, and installs the actions apply, cancel, look and show-columns under
 * @prefix. */
void        cam_file_import_dialog_class_set_up (CamFileImportDialogClass *klass,
                                                 const char               *prefix,
                                                 const char               *resource);
/* After gtk_widget_init_template (). */
void        cam_file_import_dialog_set_up       (CamFileImportDialog      *self);
void        cam_file_import_dialog_start        (CamFileImportDialog      *self,
                                                 CamStore                 *store,
                                                 GFile                    *file);
/* NULL before the file is read, and while something is written. (transfer none) (nullable) */
CamFileImport *cam_file_import_dialog_get_import (CamFileImportDialog     *self);
/* Says anew what would be done, after a choice changed it. */
void        cam_file_import_dialog_show_changes (CamFileImportDialog      *self);
/* "wait", "changes", "columns" or "problem". */
const char *cam_file_import_dialog_get_step     (CamFileImportDialog      *self);

G_END_DECLS
