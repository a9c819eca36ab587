/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

G_BEGIN_DECLS

/* What comes in from a file line by line: read as hostile, compared with the store (which writes nothing), then written as one
 * action. A GListModel of items with the properties "line", "verdict", "reason", "odd" and others, in the order of the file;
 * empty before the preview. Main thread. */
#define CAM_TYPE_FILE_IMPORT (cam_file_import_get_type ())
G_DECLARE_DERIVABLE_TYPE (CamFileImport, cam_file_import, CAM, FILE_IMPORT, GObject)

/* What one kind of file does for it. A preview under way is plain data, of one thread at a time; what was read does not change
 * after it, so that the writer thread may look at it while the list is shown. */
struct _CamFileImportClass
{
  GObjectClass parent_class;

  GType item_type;

  gpointer          (*preview_new)  (CamFileImport   *self);
  GDestroyNotify      preview_free;
  /* On a thread. */
  gboolean          (*read)         (gpointer         preview,
                                     GCancellable    *cancellable,
                                     GError         **error);
  /* After the former, also where it failed. */
  void              (*take_columns) (CamFileImport   *self,
                                     gpointer         preview);
  /* On the main thread, a little at a time. */
  gboolean          (*look_up)      (CamFileImport   *self,
                                     gpointer         preview,
                                     gboolean        *done,
                                     GError         **error);
  /* On a thread; may be NULL. */
  gboolean          (*compare)      (gpointer         preview,
                                     GCancellable    *cancellable,
                                     GError         **error);
  /* What was found out, in place of what was before. */
  void              (*take)         (CamFileImport   *self,
                                     gpointer         preview);

  guint             (*get_n_lines)  (CamFileImport   *self);
  CamImportVerdict  (*get_verdict)  (CamFileImport   *self,
                                     guint            line,
                                     gboolean        *is_odd);
  gpointer          (*make_item)    (CamFileImport   *self,
                                     guint            line);

  /* What the writer thread needs. */
  gpointer          (*job_new)      (CamFileImport   *self);
  GDestroyNotify      job_free;
  gboolean          (*write)        (gpointer         job,
                                     CamWriter       *writer,
                                     GCancellable    *cancellable,
                                     GError         **error);
};

/* Errors are CAM_ERROR_CORRUPT and _TOO_BIG, CAM_ERROR_INVALID where it is not clear which column is which, and those of the
 * store. A second one begins anew. */
void      cam_file_import_preview_async  (CamFileImport        *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  cam_file_import_preview_finish (CamFileImport        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
/* How much is read, 0…1, while a preview goes on. */
double    cam_file_import_get_fraction   (CamFileImport        *self);
/* As the former, blocking: for batch commands and tests. */
gboolean  cam_file_import_preview        (CamFileImport        *self,
                                          GError              **error);
guint     cam_file_import_get_count      (CamFileImport        *self,
                                          CamImportVerdict      verdict);
/* How many of those that can be imported are odd in some way. */
guint     cam_file_import_get_n_odd      (CamFileImport        *self);
/* Writes what is new and changed as one action called @label; none where that is nothing. Compared once more on the writer
 * thread, so that what came in meanwhile is corrected and not doubled. After a preview. */
void      cam_file_import_apply_async    (CamFileImport        *self,
                                          const char           *label,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean  cam_file_import_apply_finish   (CamFileImport        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
gboolean  cam_file_import_apply          (CamFileImport        *self,
                                          const char           *label,
                                          GError              **error);

/* For those that derive from it. */
void      cam_file_import_set_store      (CamFileImport        *self,
                                          CamStore             *store);
CamStore *cam_file_import_get_store      (CamFileImport        *self);
/* Where the thread that reads says how much is done: a g_atomic_rc_box of thousandths. (transfer none) */
gint     *cam_file_import_get_progress   (CamFileImport        *self);
/* Counts anew and says that all lines changed, of which there are as many as before. */
void      cam_file_import_recount        (CamFileImport        *self);
/* How the books look things up; @source is the store. */
CamCursor *cam_file_import_select        (gpointer              source,
                                          const char           *table,
                                          const char          **columns,
                                          const char           *clause,
                                          const CamValue       *params,
                                          guint                 n_params,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
