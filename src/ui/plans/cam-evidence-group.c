/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-evidence-group.h"

#include "cam-assessment.h"
#include "cam-evidence-file.h"
#include "cam-evidence.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-measure.h"
#include "cam-query.h"
#include "cam-store-blob.h"
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

/* Which of the references says what it shows something of. */
static guint
get_column (CamPlanGroup *self)
{
  CamRecord *record = cam_plan_group_get_record (self);

  if (CAM_IS_ASSESSMENT (record))
    return CAM_EVIDENCE_ASSESSMENT_UUID;
  return CAM_IS_MEASURE (record) ? CAM_EVIDENCE_MEASURE_UUID : CAM_EVIDENCE_ACTIVITY_UUID;
}

static CamRecord *
make_evidence (CamPlanGroup *self,
               const char   *name)
{
  CamRecord *evidence = CAM_RECORD (cam_evidence_new ());

  cam_record_set_text (evidence, get_column (self), cam_plan_group_get_uuid (self));
  cam_record_set_text (evidence, CAM_EVIDENCE_NAME, name);
  return evidence;
}

/* A link is its own title until somebody gives it a better one. */
static void
typed_cb (CamPlanGroup *self,
          GtkWidget    *row)
{
  g_autoptr(CamRecord) evidence = NULL;
  g_autofree char *typed = cam_plan_group_take_typed (row);

  if (typed == NULL)
    return;
  evidence = make_evidence (self, typed);
  if (cam_evidence_is_web_link (typed))
    cam_record_set_text (evidence, CAM_EVIDENCE_LINK, typed);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), evidence, _("Add evidence"));
}

static char *
dup_refusal (const GError *error)
{
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_TOO_BIG))
    return g_strdup (_("The file is larger than 10 MB. Add a link to it instead."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_CORRUPT))
    return g_strdup (_("The file is empty."));
  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    return g_strdup (_("This cannot be added. Please choose a file on this computer."));
  return cam_format_error (error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamPlanGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamEvidenceFile) file = cam_evidence_file_read_finish (result, &error);
  g_autofree char *sentence = error != NULL ? dup_refusal (error) : NULL;
  g_autoptr(CamRecord) evidence = NULL;

  if (sentence != NULL)
    cam_tell (GTK_WIDGET (self), sentence);
  if (file == NULL || cam_plan_group_get_store (self) == NULL)
    return;
  evidence = make_evidence (self, *file->name != '\0' ? file->name : _("Evidence"));
  cam_record_set_text (evidence, CAM_EVIDENCE_MEDIA_TYPE, file->media_type);
  cam_record_set_blob (evidence, CAM_EVIDENCE_CONTENT, file->content);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), evidence, _("Add evidence"));
}

void
cam_evidence_group_add_file (CamEvidenceGroup *self,
                             GFile            *file)
{
  CamStore *store = NULL;
  const char *path = NULL;

  g_return_if_fail (CAM_IS_EVIDENCE_GROUP (self));
  g_return_if_fail (G_IS_FILE (file));

  store = cam_plan_group_get_store (CAM_PLAN_GROUP (self));
  path = g_file_peek_path (file);
  /* Not even opened: that would let go of its locks. */
  if (path != NULL && cam_store_is_at (store, path))
    cam_tell (GTK_WIDGET (self), _("This is the file that is open. It cannot be evidence in itself."));
  else
    cam_evidence_file_read_async (file, NULL, read_cb, g_object_ref (self));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CamEvidenceGroup) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && cam_plan_group_get_store (CAM_PLAN_GROUP (self)) != NULL)
    cam_evidence_group_add_file (self, file);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
add_file_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _("Add a File as Evidence"));
  gtk_file_dialog_set_accept_label (chooser, _("_Add"));
  gtk_file_dialog_open (chooser, get_window (widget), NULL, file_chosen_cb, g_object_ref (widget));
}

/* What the row holds, with its name and kind. NULL, told with a sentence, where it is gone or too large for a moment. */
static CamRecord *
dup_filled (CamPlanGroup *self,
            const char   *uuid)
{
  CamStore *store = cam_plan_group_get_store (self);
  g_autoptr(CamRecord) evidence = cam_store_dup_record (store, CAM_TYPE_EVIDENCE, uuid, NULL);

  if (evidence == NULL)
    return NULL;
  if (cam_store_get_size (store, "evidence", "content", uuid) > CAM_EVIDENCE_MAX_BYTES)
    cam_tell (GTK_WIDGET (self), _("This file is larger than 10 MB, which this program neither adds nor opens."));
  else if (cam_record_get_blob (evidence, CAM_EVIDENCE_CONTENT) == NULL)
    cam_tell (GTK_WIDGET (self), _("The file is empty."));
  else
    return g_steal_pointer (&evidence);
  return NULL;
}

static void
copies_free (gpointer data)
{
  g_ptr_array_unref (data);
}

/* Copies that are looked at stay while the file of the program is open; after that none is left. */
static void
keep_copy (CamStore        *store,
           CamEvidenceCopy *copy)
{
  GPtrArray *copies = g_object_get_data (G_OBJECT (store), "cam-evidence-copies");

  if (copies == NULL)
    {
      copies = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_evidence_copy_free);
      g_object_set_data_full (G_OBJECT (store), "cam-evidence-copies", copies, copies_free);
    }
  g_ptr_array_add (copies, copy);
}

static void
file_launched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    cam_tell (widget, _("No program could open the file. Save a copy of it instead."));
}

static void
unpacked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamEvidenceCopy) copy = cam_evidence_file_unpack_finish (result, &error);
  CamStore *store = cam_plan_group_get_store (CAM_PLAN_GROUP (widget));
  g_autoptr(GtkFileLauncher) launcher = NULL;
  g_autoptr(GFile) file = NULL;

  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
    cam_tell (widget, _("What is in this file is not what its name says. It is not opened; you can save a copy."));
  else if (error != NULL)
    cam_tell_failure (widget, error);
  if (copy == NULL || store == NULL || gtk_widget_get_root (widget) == NULL)
    return;
  file = g_file_new_for_path (cam_evidence_copy_get_path (copy));
  keep_copy (store, g_steal_pointer (&copy));
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, get_window (widget), NULL, file_launched_cb, g_object_ref (widget));
}

static void
open_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autoptr(CamRecord) evidence = dup_filled (CAM_PLAN_GROUP (widget), g_variant_get_string (parameter, NULL));

  if (evidence != NULL)
    cam_evidence_file_unpack_async (cam_record_get_title (evidence), cam_record_get_text (evidence, CAM_EVIDENCE_MEDIA_TYPE),
                                    cam_record_get_blob (evidence, CAM_EVIDENCE_CONTENT), unpacked_cb, g_object_ref (widget));
}

typedef struct
{
  CamPlanGroup *group;
  GBytes       *content;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->group);
  g_bytes_unref (saving->content);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    cam_tell (GTK_WIDGET (saving->group), _("Copy saved"));
  else
    cam_tell_failure (GTK_WIDGET (saving->group), error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  GBytes *content = saving->content;

  if (file != NULL && cam_plan_group_get_store (saving->group) != NULL)
    cam_evidence_group_save_file (CAM_EVIDENCE_GROUP (saving->group), content, file);
}

void
cam_evidence_group_save_file (CamEvidenceGroup *self,
                              GBytes           *content,
                              GFile            *file)
{
  CamStore *store = NULL;
  Saving *saving = NULL;

  g_return_if_fail (CAM_IS_EVIDENCE_GROUP (self));
  g_return_if_fail (content != NULL && G_IS_FILE (file));

  store = cam_plan_group_get_store (CAM_PLAN_GROUP (self));
  if (g_file_peek_path (file) != NULL && cam_store_is_at (store, g_file_peek_path (file)))
    {
      cam_tell (GTK_WIDGET (self), _("This is the file that is open. Please choose another name."));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->group = g_object_ref (CAM_PLAN_GROUP (self));
  saving->content = g_bytes_ref (content);
  g_file_replace_contents_bytes_async (file, content, NULL, FALSE, G_FILE_CREATE_NONE, NULL, copied_cb, saving);
}

static void
save_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);
  g_autoptr(CamRecord) evidence = dup_filled (self, g_variant_get_string (parameter, NULL));
  g_autoptr(GtkFileDialog) chooser = NULL;
  g_autofree char *name = NULL;
  Saving *saving = NULL;

  if (evidence == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->group = g_object_ref (self);
  saving->content = g_bytes_ref (cam_record_get_blob (evidence, CAM_EVIDENCE_CONTENT));
  name = cam_evidence_file_dup_name (cam_record_get_title (evidence),
                                     cam_record_get_text (evidence, CAM_EVIDENCE_MEDIA_TYPE));
  chooser = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (chooser, _("Save a Copy"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, get_window (widget), NULL, place_chosen_cb, saving);
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
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (!cam_evidence_is_web_link (link))
    return;
  launcher = gtk_uri_launcher_new (link);
  gtk_uri_launcher_launch (launcher, get_window (widget), NULL, launched_cb, g_object_ref (widget));
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
  static const char *const of_link[] = { "name", "link", NULL };
  static const char *const of_file[] = { "name", NULL };
  CamStore *store = cam_plan_group_get_store (CAM_PLAN_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP)));
  gboolean is_file = cam_store_get_size (store, "evidence", "content", cam_record_get_uuid (evidence)) > 0;

  cam_plan_group_edit (CAM_PLAN_GROUP (gtk_widget_get_ancestor (row, CAM_TYPE_PLAN_GROUP)), evidence, _("Evidence"),
                       _("Change evidence"), is_file ? of_file : of_link);
}

/* As cam_plan_group_add_button(), and on where nothing can be written as well. */
static void
add_reading_button (GtkWidget  *row,
                    const char *icon,
                    const char *tooltip,
                    const char *action,
                    const char *target)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", tooltip, "valign", GTK_ALIGN_CENTER,
                                    "css-classes", (const char *[]) { "flat", NULL }, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
add_file (CamPlanGroup *self,
          CamRecord    *evidence,
          gint64        size)
{
  const char *uuid = cam_record_get_uuid (evidence);
  const char *media_type = cam_record_get_text (evidence, CAM_EVIDENCE_MEDIA_TYPE);
  g_autofree char *bytes = g_format_size ((guint64) size);
  g_autofree char *about = g_strdup_printf ("%s · %s", cam_evidence_file_get_kind (media_type), bytes);
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (evidence), about);

  if (cam_evidence_file_may_open (media_type))
    add_reading_button (row, "document-open-symbolic", _("Open"), "evidence.open-file", uuid);
  add_reading_button (row, "document-save-symbolic", _("Save a Copy…"), "evidence.save-file", uuid);
  return row;
}

static GtkWidget *
add_link (CamPlanGroup *self,
          CamRecord    *evidence)
{
  const char *link = cam_record_get_text (evidence, CAM_EVIDENCE_LINK);
  gboolean is_title = g_strcmp0 (link, cam_record_get_title (evidence)) == 0;
  GtkWidget *row = cam_plan_group_add_words (self, cam_record_get_title (evidence), is_title ? NULL : link);

  if (cam_evidence_is_web_link (link))
    add_reading_button (row, "web-browser-symbolic", _("Open in the Browser"), "evidence.open", link);
  return row;
}

static void
add_evidence (CamPlanGroup *self,
              CamRecord    *evidence)
{
  const char *uuid = cam_record_get_uuid (evidence);
  gint64 size = cam_store_get_size (cam_plan_group_get_store (self), "evidence", "content", uuid);
  GtkWidget *row = size > 0 ? add_file (self, evidence, size) : add_link (self, evidence);

  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Evidence Off"), "evidence.remove", uuid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  cam_plan_group_connect (row, "activated", G_CALLBACK (opened_cb), evidence);
}

static void
cam_evidence_group_show (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  guint column = get_column (self);
  g_autoptr(CamQuery) query = cam_query_new (cam_plan_group_get_store (self), CAM_TYPE_EVIDENCE,
                                             column == CAM_EVIDENCE_ASSESSMENT_UUID ? "assessment_uuid = ?1"
                                             : column == CAM_EVIDENCE_MEASURE_UUID  ? "measure_uuid = ?1"
                                                                                    : "activity_uuid = ?1",
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
  gtk_widget_class_install_action (widget_class, "evidence.add-file", NULL, add_file_action);
  gtk_widget_class_install_action (widget_class, "evidence.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "evidence.open-file", "s", open_file_action);
  gtk_widget_class_install_action (widget_class, "evidence.save-file", "s", save_file_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", "s", remove_action);
}

static void
cam_evidence_group_init (CamEvidenceGroup *self)
{
  cam_plan_group_add_entry (CAM_PLAN_GROUP (self), _("Add a link or a title"), G_CALLBACK (typed_cb));
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("Add a _File…"), "evidence.add-file");
}
