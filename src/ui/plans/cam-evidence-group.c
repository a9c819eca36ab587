/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-evidence-group.h"

#include "cam-evidence.h"
#include "cam-field-row.h"
#include "cam-query.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

struct _CamEvidenceGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEvidenceGroup, cam_evidence_group, CAM_TYPE_PLAN_GROUP)

gboolean
cam_evidence_is_web_link (const char *link)
{
  g_autoptr(GUri) uri = link != NULL ? g_uri_parse (link, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "http") || g_str_equal (g_uri_get_scheme (uri), "https"))
         && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

/* A link is its own title until somebody gives it a better one. */
static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamEvidence) evidence = cam_evidence_new ();
  g_autofree char *typed = cam_plan_group_take_typed (row);

  if (typed == NULL)
    return;
  cam_record_set_text (CAM_RECORD (evidence), CAM_EVIDENCE_ACTIVITY_UUID, cam_plan_group_get_uuid (self));
  cam_record_set_text (CAM_RECORD (evidence), CAM_EVIDENCE_NAME, typed);
  if (cam_evidence_is_web_link (typed))
    cam_record_set_text (CAM_RECORD (evidence), CAM_EVIDENCE_LINK, typed);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), CAM_RECORD (evidence), _("Add evidence"));
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    cam_tell (widget, _("The link could not be opened."));
}

/* What stands in the file comes from anybody: only what leads into the web is handed over. */
static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  const char *link = g_variant_get_string (parameter, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (!cam_evidence_is_web_link (link))
    return;
  launcher = gtk_uri_launcher_new (link);
  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb,
                           g_object_ref (widget));
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  cam_plan_group_delete (CAM_PLAN_GROUP (widget), "evidence", g_variant_get_string (parameter, NULL),
                         _("Delete evidence"), _("Evidence taken off"));
}

static void
opened_cb (CamRecord *evidence,
           GtkWidget *row)
{
  static const char *const columns[] = { "name", "link", NULL };

  cam_plan_group_edit (CAM_PLAN_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP)), evidence, _("Evidence"),
                       _("Change evidence"), columns);
}

static void
add_evidence (CamPlanGroup *self,
              CamRecord    *evidence)
{
  const char *link = cam_record_get_text (evidence, CAM_EVIDENCE_LINK);
  const char *media_type = cam_record_get_text (evidence, CAM_EVIDENCE_MEDIA_TYPE);
  const char *about = g_strcmp0 (link, cam_record_get_title (evidence)) == 0 ? NULL : link != NULL ? link : media_type;
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (evidence), about);

  if (cam_evidence_is_web_link (link))
    {
      GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "web-browser-symbolic", "tooltip-text",
                                        _("Open in the Browser"), "valign", GTK_ALIGN_CENTER, "css-classes",
                                        (const char *[]) { "flat", NULL }, NULL);

      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", link);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "evidence.open");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Evidence Off"), "evidence.remove",
                             cam_record_get_uuid (evidence));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), evidence);
}

static void
cam_evidence_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVIDENCE, "activity_uuid = ?1",
                                             "name", is, 1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (query));
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CamRecord) evidence = g_list_model_get_item (G_LIST_MODEL (query), i);

      add_evidence (self, evidence);
    }
  if (n > 0)
    /* Translators: a number of pieces of evidence */
    summary = g_strdup_printf (ngettext ("%u piece", "%u pieces", n), n);
  cam_plan_group_set_summary (self, summary != NULL ? summary : _("None yet"));
}

static void
cam_evidence_group_class_init (CamEvidenceGroupClass *klass)
{
  static const char *const tables[] = { "evidence", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_evidence_group_show;
  gtk_widget_class_install_action (widget_class, "evidence.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", "s", remove_action);
}

static void
cam_evidence_group_init (CamEvidenceGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a link or a title"), G_CALLBACK (typed_cb));
}
