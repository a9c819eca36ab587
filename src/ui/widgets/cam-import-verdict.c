/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-verdict.h"

#include <glib/gi18n.h>

static guint
get_verdict (gpointer item)
{
  guint verdict = CAM_IMPORT_SAME;

  g_object_get (item, "verdict", &verdict, NULL);
  return MIN (verdict, CAM_IMPORT_PROBLEM);
}

static char *
verdict_label_cb (GObject *object,
                  GObject *item)
{
  static const char *const labels[] = {
    [CAM_IMPORT_NEW] = N_("New"),
    [CAM_IMPORT_CHANGED] = N_("Changed"),
    [CAM_IMPORT_SAME] = N_("The same"),
    [CAM_IMPORT_PROBLEM] = N_("Left out"),
  };

  return g_strdup (item != NULL ? _(labels[get_verdict (item)]) : "");
}

static char *
verdict_icon_cb (GObject *object,
                 GObject *item)
{
  static const char *const icons[] = {
    [CAM_IMPORT_NEW] = "list-add-symbolic",
    [CAM_IMPORT_CHANGED] = "document-edit-symbolic",
    [CAM_IMPORT_SAME] = "object-select-symbolic",
    [CAM_IMPORT_PROBLEM] = "dialog-warning-symbolic",
  };

  return g_strdup (icons[item != NULL ? get_verdict (item) : CAM_IMPORT_SAME]);
}

void
cam_import_verdict_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, verdict_icon_cb);
  gtk_widget_class_bind_template_callback (widget_class, verdict_label_cb);
}

gboolean
cam_import_verdict_is_chosen (gpointer item,
                              guint    choice)
{
  static const CamImportVerdict verdicts[] = { CAM_IMPORT_PROBLEM, CAM_IMPORT_NEW, CAM_IMPORT_CHANGED,
                                               CAM_IMPORT_SAME };

  return choice == 0 || choice > G_N_ELEMENTS (verdicts) || get_verdict (item) == verdicts[choice - 1];
}
