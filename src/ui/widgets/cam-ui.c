/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ui.h"

#include "cam-ui-resources.h"

void
cam_ui_init (void)
{
  g_resources_register (cam_ui_get_resource ());
}

void
cam_ui_remove_rows (GtkListBox *list)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}
