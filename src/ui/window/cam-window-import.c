/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-age.h"
#include "cam-contacts-import-dialog.h"
#include "cam-events-export.h"
#include "cam-events-import-dialog.h"
#include "cam-file-kind.h"
#include "cam-import-dialog.h"
#include "cam-input-file.h"
#include "cam-merge-dialog.h"
#include "cam-merge.h"

#include <glib/gi18n.h>

/* Files that come in: chosen, dropped, or named when the program starts. Copies that somebody handed over go to
 * one dialog together; calendars and contacts have a dialog each, and so has everything else, which is boundaries. */

static void
add_toast (CamWindow  *self,
           const char *text,
           const char *button,
           const char *action,
           GVariant   *target)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, action);
  if (target != NULL)
    adw_toast_set_action_target_value (toast, target);
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
applied_cb (CamWindow *self,
            guint      n_new,
            guint      n_changed)
{
  /* Translators: what an import did; both numbers count areas or other entries */
  g_autofree char *text = g_strdup_printf (_("Imported: %1$u new, %2$u changed"), n_new, n_changed);

  add_toast (self, text, _("_Undo"), "win.undo", NULL);
}

void
cam_window_show_done_action (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  const char *text = NULL;
  const char *label = NULL;

  g_variant_get (parameter, "(&s&s)", &text, &label);
  add_toast (CAM_WINDOW (widget), text, _("_Undo"), "win.undo-import", g_variant_new_strv (&label, 1));
}

static void
import_boundaries (CamWindow *self,
                   GFile     *file)
{
  AdwDialog *dialog = cam_import_dialog_new (self->store, file);

  g_signal_connect_object (dialog, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
import_file (CamWindow   *self,
             CamFileKind  kind,
             GFile       *file)
{
  if (kind == CAM_FILE_CALENDAR)
    adw_dialog_present (cam_events_import_dialog_new (self->store, file), GTK_WIDGET (self));
  else if (kind == CAM_FILE_CONTACTS)
    adw_dialog_present (cam_contacts_import_dialog_new (self->store, file), GTK_WIDGET (self));
  else
    import_boundaries (self, file);
}

static void
imported_cb (CamWindow          *self,
             const char         *text,
             const char *const  *labels)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    add_toast (self, text, _("_Undo Import"), "win.undo-import", g_variant_new_strv (labels, -1));
}

static void
import_copies (CamWindow *self,
               GPtrArray *paths)
{
  AdwDialog *dialog = NULL;

  g_ptr_array_add (paths, NULL);
  dialog = cam_merge_dialog_new (self->store, self->atlas, (const char *const *) paths->pdata);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  cam_merge_dialog_start (CAM_MERGE_DIALOG (dialog));
}

/* What the files are, which is found out on a thread: they may lie on a slow stick or a network folder. */
typedef struct
{
  CamWindow *window;
  GPtrArray *files;     /* (element-type GFile) */
  char      *own_path;  /* NULL where no file is open */

  GPtrArray *copies;    /* (element-type utf8): paths */
  GPtrArray *kinds[CAM_FILE_OTHER + 1];  /* (element-type GFile): the other ones, of each CamFileKind */
  guint      n_others;
  gboolean   has_own;
} Sorting;

static void
sorting_free (gpointer data)
{
  Sorting *sorting = data;

  g_clear_object (&sorting->window);
  g_clear_pointer (&sorting->files, g_ptr_array_unref);
  g_clear_pointer (&sorting->own_path, g_free);
  g_clear_pointer (&sorting->copies, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (sorting->kinds); i++)
    g_clear_pointer (&sorting->kinds[i], g_ptr_array_unref);
  g_free (sorting);
}

static void
sort_file (Sorting *sorting,
           GFile   *file)
{
  const char *path = g_file_peek_path (file);

  /* First of all: the file that is open must not be looked into. */
  if (path != NULL && sorting->own_path != NULL && cam_input_is_same (path, sorting->own_path))
    sorting->has_own = TRUE;
  else if (path == NULL || (!cam_merge_is_copy (path) && !cam_age_is_file (path)))
    {
      g_ptr_array_add (sorting->kinds[path != NULL ? cam_file_kind_find (path) : CAM_FILE_OTHER], g_object_ref (file));
      sorting->n_others++;
    }
  else if (!g_ptr_array_find_with_equal_func (sorting->copies, path, g_str_equal, NULL))
    g_ptr_array_add (sorting->copies, g_strdup (path));
}

static void
sort_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Sorting *sorting = data;

  for (guint i = 0; i < sorting->files->len; i++)
    sort_file (sorting, g_ptr_array_index (sorting->files, i));
  g_task_return_boolean (task, TRUE);
}

/* Before there is a file of one's own, a copy can become it. */
static void
start_from (CamWindow *self,
            Sorting   *sorting)
{
  g_autoptr(GFile) file = NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "first-run") != 0 || sorting->copies->len != 1
      || sorting->n_others > 0)
    {
      cam_window_tell (self, _("Files can be imported once your own file is open."));
      return;
    }
  file = g_file_new_for_path (g_ptr_array_index (sorting->copies, 0));
  cam_first_run_page_start_copy (self->first_run_page, file);
}

static void
sorted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sorting *sorting = g_task_get_task_data (G_TASK (result));
  CamWindow *self = sorting->window;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->store == NULL)
    {
      start_from (self, sorting);
      return;
    }
  if (cam_store_get_read_only (self->store))
    {
      cam_window_tell (self, _("Files can be imported once your file is open for changes."));
      return;
    }
  if (sorting->has_own)
    cam_window_tell (self, _("This is the file that is open already."));
  for (guint kind = 0; kind < G_N_ELEMENTS (sorting->kinds); kind++)
    for (guint i = 0; i < sorting->kinds[kind]->len; i++)
      import_file (self, kind, g_ptr_array_index (sorting->kinds[kind], i));
  if (sorting->copies->len > 0)
    import_copies (self, sorting->copies);
}

void
cam_window_import (CamWindow  *self,
                   GListModel *files)
{
  g_autoptr(GTask) task = NULL;
  Sorting *sorting = NULL;

  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  sorting = g_new0 (Sorting, 1);
  sorting->window = g_object_ref (self);
  sorting->files = g_ptr_array_new_with_free_func (g_object_unref);
  sorting->copies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (sorting->kinds); i++)
    sorting->kinds[i] = g_ptr_array_new_with_free_func (g_object_unref);
  sorting->own_path = self->store != NULL ? g_strdup (cam_store_get_path (self->store)) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (sorting->files, g_list_model_get_item (files, i));
  task = g_task_new (NULL, self->cancellable, sorted_cb, NULL);
  g_task_set_source_tag (task, cam_window_import);
  g_task_set_task_data (task, sorting, sorting_free);
  g_task_run_in_thread (task, sort_thread);
}

gboolean
cam_window_drop (CamWindow    *self,
                 const GValue *value)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *at = dropped; at != NULL; at = at->next)
    g_list_store_append (files, at->data);
  g_slist_free (dropped);
  if (g_list_model_get_n_items (G_LIST_MODEL (files)) == 0)
    return FALSE;
  cam_window_import (self, G_LIST_MODEL (files));
  return TRUE;
}

static void
import_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CamWindow) self = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && !g_cancellable_is_cancelled (self->cancellable))
    cam_window_import (self, files);
}

static GListModel *
list_import_filters (void)
{
  static const char *const suffixes[] = { "gpkg", "gpkg.age", "geojson", "json", "shp", "zip", "tab", "mif", "kml",
                                          "kmz", "gml", "csv", "ics", "vcf", "vcard" };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) known = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) copies = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (known, _("Copies, boundaries, tables, calendars and contacts"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (known, suffixes[i]);
  gtk_file_filter_set_name (copies, _("Copies that were handed over"));
  gtk_file_filter_add_suffix (copies, "gpkg");
  gtk_file_filter_add_suffix (copies, "gpkg.age");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, known);
  g_list_store_append (filters, copies);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

void
cam_window_import_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = list_import_filters ();

  gtk_file_dialog_set_title (chooser, _("Import"));
  gtk_file_dialog_set_filters (chooser, filters);
  gtk_file_dialog_open_multiple (chooser, GTK_WINDOW (self), self->cancellable, import_chosen_cb,
                                 g_object_ref (self));
}

void
cam_window_export_events_action (GtkWidget  *widget,
                                 const char *action_name,
                                 GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL)
    cam_events_export (widget, self->store);
}

/* Several imports go one after the other, the last one first, for as long as nothing was done since. */
typedef struct
{
  CamWindow  *window;
  GStrv       labels;
  guint       left;
} Undoing;

static void
undoing_free (Undoing *undoing)
{
  g_object_unref (undoing->window);
  g_strfreev (undoing->labels);
  g_free (undoing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undoing, undoing_free)

static void undo_next (Undoing *undoing);

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Undoing) undoing = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (undoing->window->cancellable))
    return;
  if (label == NULL)
    {
      cam_window_tell_error (undoing->window, error);
      return;
    }
  undoing->left--;
  if (undoing->left > 0)
    {
      undo_next (g_steal_pointer (&undoing));
      return;
    }
  /* Translators: %s is what was done before, such as "Rename area" */
  text = g_strdup_printf (_("Undone: %s"), label);
  cam_window_tell (undoing->window, text);
}

/* Takes @undoing. */
static void
undo_next (Undoing *undoing)
{
  CamStore *store = undoing->window->store;
  const char *label = undoing->labels[undoing->left - 1];

  if (store == NULL || g_strcmp0 (cam_store_get_undo_label (store), label) != 0)
    {
      cam_window_tell (undoing->window, _("Something else was done since. Undo that first."));
      undoing_free (undoing);
      return;
    }
  cam_store_undo_async (store, NULL, undone_cb, undoing);
}

void
cam_window_undo_import_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  Undoing *undoing = NULL;

  if (g_variant_n_children (parameter) == 0)
    return;
  undoing = g_new0 (Undoing, 1);
  undoing->window = g_object_ref (CAM_WINDOW (widget));
  undoing->labels = g_variant_dup_strv (parameter, NULL);
  undoing->left = g_strv_length (undoing->labels);
  undo_next (undoing);
}
