/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paste-text.h"

#include "cam-error.h"

#define PIECE (64 * 1024)

static void
fail (GTask      *task,
      int         code,
      const char *message)
{
  g_task_return_new_error_literal (task, CAM_ERROR, code, message);
}

static gboolean
is_blank (const GByteArray *text)
{
  for (guint i = 0; i < text->len; i++)
    if (!g_ascii_isspace (text->data[i]))
      return FALSE;
  return TRUE;
}

/* Some programs end what they put on the clipboard with a zero byte. */
static void
end (GTask *task)
{
  GByteArray *text = g_task_get_task_data (task);

  while (text->len > 0 && text->data[text->len - 1] == 0)
    g_byte_array_set_size (text, text->len - 1);
  if (is_blank (text))
    fail (task, CAM_ERROR_NOT_FOUND, "There is no text on the clipboard.");
  else if (!g_utf8_validate_len ((const char *) text->data, text->len, NULL))
    fail (task, CAM_ERROR_CORRUPT, "What is on the clipboard is no text.");
  else
    g_task_return_pointer (task, g_bytes_new (text->data, text->len), (GDestroyNotify) g_bytes_unref);
}

static void
piece_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GByteArray *text = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = 0;
  gconstpointer data = NULL;

  if (piece == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  data = g_bytes_get_data (piece, &size);
  if (size == 0)
    {
      end (task);
      return;
    }
  if (text->len + size > CAM_PASTE_MAX_BYTES)
    {
      fail (task, CAM_ERROR_TOO_BIG, "There is more on the clipboard than is taken.");
      return;
    }
  g_byte_array_append (text, data, (guint) size);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), PIECE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   piece_cb, g_object_ref (task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    g_input_stream_read_bytes_async (stream, PIECE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), piece_cb,
                                     g_object_ref (task));
}

void
cam_paste_text_async (GdkClipboard        *clipboard,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  static const char *types[] = { "text/plain;charset=utf-8", "text/plain", NULL };
  g_autoptr(GTask) task = NULL;
  GdkContentFormats *formats = NULL;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  task = g_task_new (clipboard, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_paste_text_async);
  g_task_set_task_data (task, g_byte_array_new (), (GDestroyNotify) g_byte_array_unref);
  formats = gdk_clipboard_get_formats (clipboard);
  if (!gdk_content_formats_contain_mime_type (formats, types[0])
      && !gdk_content_formats_contain_mime_type (formats, types[1])
      && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    fail (task, CAM_ERROR_NOT_FOUND, "There is no text on the clipboard.");
  else
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, cancellable, opened_cb, g_steal_pointer (&task));
}

GBytes *
cam_paste_text_finish (GdkClipboard  *clipboard,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, clipboard), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
