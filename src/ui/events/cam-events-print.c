/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-print.h"

#include "cam-output-file.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

#include <string.h>

void
cam_paper_get_size (const CamPaper *paper,
                    gboolean        a3,
                    double         *width,
                    double         *height)
{
  double across = a3 ? CAM_PAPER_A3_WIDTH : CAM_PAPER_A4_WIDTH, down = a3 ? CAM_PAPER_A3_HEIGHT : CAM_PAPER_A4_HEIGHT;
  gboolean landscape = cam_paper_is_landscape (paper);

  *width = landscape ? down : across;
  *height = landscape ? across : down;
}

typedef struct
{
  CamPaper *paper;
  CamPages *pages;  /* laid out for the sheet that was chosen; NULL before */
} Printing;

static void
printing_free (gpointer  data,
               GClosure *closure)
{
  Printing *self = data;

  g_clear_pointer (&self->pages, cam_pages_free);
  cam_paper_unref (self->paper);
  g_free (self);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Printing          *self)
{
  g_clear_pointer (&self->pages, cam_pages_free);
  self->pages = cam_paper_lay_out (self->paper, MAX (gtk_print_context_get_width (context), 144),
                                   MAX (gtk_print_context_get_height (context), 144));
  gtk_print_operation_set_n_pages (operation, (int) cam_pages_get_n (self->pages));
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Printing          *self)
{
  if (self->pages != NULL)
    cam_pages_draw (self->pages, (guint) page, gtk_print_context_get_cairo_context (context));
}

GtkPrintOperation *
cam_paper_new_print (CamPaper *paper,
                     gboolean  a3)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (a3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);
  Printing *self = g_new0 (Printing, 1);

  self->paper = cam_paper_ref (paper);
  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, cam_paper_is_landscape (paper) ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, cam_paper_get_title (paper));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* Pages have margins of their own. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), self, printing_free, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  return operation;
}

static void
done_cb (GtkWidget               *parent,
         GtkPrintOperationResult  result,
         GtkPrintOperation       *operation)
{
  g_autoptr(GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  g_warning ("Could not print: %s", error != NULL ? error->message : "no reason was given");
  cam_tell (parent, _("It could not be printed. Save it as a PDF file and print that."));
}

void
cam_paper_print (GtkWidget *parent,
                 CamPaper  *paper,
                 gboolean   a3)
{
  g_autoptr(GtkPrintOperation) operation = NULL;
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && paper != NULL);

  operation = cam_paper_new_print (paper, a3);
  root = gtk_widget_get_root (parent);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), parent, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

typedef struct
{
  CamPaper *paper;
  char     *path;
  double    width;
  double    height;
  int       pixels;
  guint     n_pages;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  cam_paper_unref (self->paper);
  g_free (self->path);
  g_free (self);
}

static GTask *
make_task (CamPaper            *paper,
           gboolean             a3,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           Job                **job)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  *job = g_new0 (Job, 1);
  (*job)->paper = cam_paper_ref (paper);
  cam_paper_get_size (paper, a3, &(*job)->width, &(*job)->height);
  g_task_set_task_data (task, *job, job_free);
  return task;
}

static gboolean
ends_in (const char *path,
         const char *suffix)
{
  gsize length = strlen (path), n = strlen (suffix);

  return length > n && g_ascii_strcasecmp (path + length - n, suffix) == 0;
}

static GBytes *
make_text (char *text)
{
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static void
save_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  gsize length = 0;
  const char *data = NULL;

  if (ends_in (job->path, ".pdf"))
    bytes = cam_paper_to_pdf (job->paper, job->width, job->height, &error);
  else if (ends_in (job->path, ".html") || ends_in (job->path, ".htm"))
    bytes = make_text (cam_paper_to_html (job->paper));
  else if (ends_in (job->path, ".txt"))
    bytes = make_text (cam_paper_to_text (job->paper));
  if (bytes == NULL && error == NULL)
    g_set_error_literal (&error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "There is no such form of this paper.");
  if (bytes != NULL)
    data = g_bytes_get_data (bytes, &length);
  if (bytes != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error)
      && cam_output_write (job->path, data, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cam_paper_save_async (CamPaper            *paper,
                      const char          *path,
                      gboolean             a3,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (paper != NULL && path != NULL);

  task = make_task (paper, a3, cancellable, callback, user_data, &job);
  g_task_set_source_tag (task, cam_paper_save_async);
  job->path = g_strdup (path);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
cam_paper_save_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unref_surface (gpointer data)
{
  cairo_surface_destroy (data);
}

static void
preview_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Job *job = task_data;
  cairo_surface_t *surface = NULL;
  g_autoptr(GBytes) bytes = NULL;
  int width = 0, height = 0;
  gsize stride = 0;

  if (g_task_return_error_if_cancelled (task))
    return;
  surface = cam_paper_to_picture (job->paper, job->width, job->height, job->pixels, &job->n_pages);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height, unref_surface, surface);
  g_task_return_pointer (task, gdk_memory_texture_new (width, height,
                                                       G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8 : GDK_MEMORY_X8R8G8B8,
                                                       bytes, stride),
                         g_object_unref);
}

void
cam_paper_preview_async (CamPaper            *paper,
                         gboolean             a3,
                         int                  pixels,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (paper != NULL && pixels > 0);

  task = make_task (paper, a3, cancellable, callback, user_data, &job);
  g_task_set_source_tag (task, cam_paper_preview_async);
  job->pixels = pixels;
  g_task_run_in_thread (task, preview_in_thread);
}

GdkTexture *
cam_paper_preview_finish (GAsyncResult  *result,
                          guint         *n_pages,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (n_pages != NULL)
    *n_pages = ((Job *) g_task_get_task_data (G_TASK (result)))->n_pages;
  return g_task_propagate_pointer (G_TASK (result), error);
}
