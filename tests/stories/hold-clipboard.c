/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what it reads on its standard input on the clipboard, as a spreadsheet does, and holds it until it is killed. */
#include <gtk/gtk.h>

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GMainLoop) loop = NULL;
  gsize length = 0;

  if (g_io_channel_read_to_end (input, &text, &length, NULL) != G_IO_STATUS_NORMAL)
    return 1;
  gtk_init ();
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), text);
  gdk_display_sync (gdk_display_get_default ());
  g_print ("held\n");
  fflush (stdout);
  loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (loop);
  return 0;
}
