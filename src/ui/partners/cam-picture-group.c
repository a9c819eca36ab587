/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-picture-group.h"

#include "cam-evidence-file.h"
#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-organisation-logo.h"
#include "cam-organisation.h"
#include "cam-person-photo.h"
#include "cam-query.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

#include <string.h>

#define SHOWN_HEIGHT 160

struct _CamPictureGroup
{
  CamPlanGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPictureGroup, cam_picture_group, CAM_TYPE_PLAN_GROUP)

static gboolean
is_organisation (CamPlanGroup *self)
{
  return CAM_IS_ORGANISATION (cam_plan_group_get_record (self));
}

static gboolean
measure_png (const guint8 *bytes,
             gsize         size,
             guint        *width,
             guint        *height)
{
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  if (size < 33 || memcmp (bytes, magic, sizeof magic) != 0)
    return FALSE;
  *width = (guint) bytes[16] << 24 | (guint) bytes[17] << 16 | (guint) bytes[18] << 8 | bytes[19];
  *height = (guint) bytes[20] << 24 | (guint) bytes[21] << 16 | (guint) bytes[22] << 8 | bytes[23];
  return TRUE;
}

/* From one marker to the next until one begins a frame (ITU T.81, B.1.1.2). */
static gboolean
measure_jpeg (const guint8 *bytes,
              gsize         size,
              guint        *width,
              guint        *height)
{
  gsize at = 2;

  if (size < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;
  while (at + 9 < size && bytes[at] == 0xff)
    {
      guint8 marker = bytes[at + 1];
      gsize length = (gsize) bytes[at + 2] << 8 | bytes[at + 3];

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = (guint) bytes[at + 5] << 8 | bytes[at + 6];
          *width = (guint) bytes[at + 7] << 8 | bytes[at + 8];
          return TRUE;
        }
      if (length < 2)
        return FALSE;
      at += 2 + length;
    }
  return FALSE;
}

gboolean
cam_picture_measure (GBytes *content,
                     guint  *width,
                     guint  *height)
{
  gsize size = 0;
  const guint8 *bytes = content != NULL ? g_bytes_get_data (content, &size) : NULL;

  *width = 0;
  *height = 0;
  if (bytes == NULL || size > CAM_PICTURE_MAX_BYTES)
    return FALSE;
  if (!measure_png (bytes, size, width, height) && !measure_jpeg (bytes, size, width, height))
    return FALSE;
  return *width > 0 && *height > 0 && *width <= CAM_PICTURE_MAX_SIDE && *height <= CAM_PICTURE_MAX_SIDE;
}

/* NULL where it is none. */
static GdkTexture *
draw (GBytes *content)
{
  guint width = 0, height = 0;
  g_autoptr(GError) error = NULL;
  GdkTexture *texture = NULL;

  if (!cam_picture_measure (content, &width, &height))
    return NULL;
  texture = gdk_texture_new_from_bytes (content, &error);
  if (texture == NULL)
    g_debug ("A picture cannot be drawn: %s", error->message);
  return texture;
}

static CamRecord *
dup_picture (CamPlanGroup *self)
{
  const CamValue is[] = { cam_text (cam_plan_group_get_uuid (self)) };
  g_autoptr(CamQuery) query = NULL;

  query = cam_query_new (cam_plan_group_get_store (self),
                         is_organisation (self) ? CAM_TYPE_ORGANISATION_LOGO : CAM_TYPE_PERSON_PHOTO,
                         is_organisation (self) ? "organisation_uuid = ?1" : "person_uuid = ?1", "fid DESC", is, 1);
  return g_list_model_get_item (G_LIST_MODEL (query), 0);
}

static void
take (CamPlanGroup          *self,
      const CamEvidenceFile *file)
{
  g_autoptr(GdkTexture) texture = draw (file->content);
  g_autoptr(CamRecord) picture = NULL;
  guint width = 0, height = 0;
  const char *media_type = NULL;

  if (texture == NULL)
    {
      cam_tell (GTK_WIDGET (self), _("This is no picture that can be kept here. Choose a PNG or JPEG file of at most 2 MB."));
      return;
    }
  media_type = measure_png (g_bytes_get_data (file->content, NULL), g_bytes_get_size (file->content), &width, &height)
                 ? "image/png" : "image/jpeg";
  picture = dup_picture (self);
  if (picture == NULL)
    picture = is_organisation (self) ? CAM_RECORD (cam_organisation_logo_new ()) : CAM_RECORD (cam_person_photo_new ());
  g_object_set (picture, is_organisation (self) ? "organisation-uuid" : "person-uuid", cam_plan_group_get_uuid (self),
                "media-type", media_type, "content", file->content, NULL);
  cam_field_save (GTK_WIDGET (self), cam_plan_group_get_store (self), picture,
                  is_organisation (self) ? _("Change logo of partner") : _("Change photo of person"));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamPlanGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CamEvidenceFile) file = cam_evidence_file_read_finish (result, &error);

  if (file == NULL && (error->domain != CAM_ERROR || g_error_matches (error, CAM_ERROR, CAM_ERROR_FAILED)))
    cam_tell_failure (GTK_WIDGET (self), error);
  else if (file == NULL)
    cam_tell (GTK_WIDGET (self), _("This is no picture that can be kept here. Choose a PNG or JPEG file of at most 2 MB."));
  else if (cam_plan_group_get_store (self) != NULL)
    take (self, file);
}

void
cam_picture_group_add_file (CamPictureGroup *self,
                            GFile           *file)
{
  const char *path = NULL;

  g_return_if_fail (CAM_IS_PICTURE_GROUP (self));
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_peek_path (file);
  /* Not even opened: that would let go of its locks. */
  if (path != NULL && cam_store_is_at (cam_plan_group_get_store (CAM_PLAN_GROUP (self)), path))
    cam_tell (GTK_WIDGET (self), _("This is no picture that can be kept here. Choose a PNG or JPEG file of at most 2 MB."));
  else
    cam_evidence_file_read_async (file, NULL, read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamPictureGroup) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && cam_plan_group_get_store (CAM_PLAN_GROUP (self)) != NULL)
    cam_picture_group_add_file (self, file);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_dialog_set_title (chooser, _("Choose a Picture"));
  gtk_file_dialog_set_default_filter (chooser, filter);
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, g_object_ref (widget));
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamPlanGroup *self = CAM_PLAN_GROUP (widget);

  cam_plan_group_delete (self, is_organisation (self) ? "organisation_logo" : "person_photo",
                         g_variant_get_string (parameter, NULL),
                         is_organisation (self) ? _("Delete logo of partner") : _("Delete photo of person"),
                         _("Picture taken off"));
}

static void
cam_picture_group_show (CamPlanGroup *self)
{
  g_autoptr(CamRecord) picture = dup_picture (self);
  g_autoptr(GBytes) content = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  GtkWidget *row = NULL;
  GtkWidget *shown = NULL;

  cam_plan_group_set_summary (self, picture != NULL ? _("There is one") : _("None yet"));
  if (picture == NULL)
    return;
  g_object_get (picture, "content", &content, NULL);
  texture = draw (content);
  row = cam_plan_group_add_words (self, texture != NULL ? "" : _("This picture cannot be shown"), NULL);
  if (texture != NULL)
    {
      shown = g_object_new (GTK_TYPE_PICTURE, "paintable", texture, "can-shrink", TRUE, "content-fit",
                            GTK_CONTENT_FIT_SCALE_DOWN, "height-request", SHOWN_HEIGHT, "hexpand", TRUE, "margin-top", 12,
                            "margin-bottom", 12, "alternative-text",
                            cam_record_get_title (cam_plan_group_get_record (self)), NULL);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), shown);
    }
  cam_plan_group_add_button (self, row, "list-remove-symbolic", _("Take This Picture Off"), "picture.remove",
                             cam_record_get_uuid (picture));
}

static void
cam_picture_group_class_init (CamPictureGroupClass *klass)
{
  static const char *const tables[] = { "organisation_logo", "person_photo", NULL };

  CAM_PLAN_GROUP_CLASS (klass)->tables = tables;
  CAM_PLAN_GROUP_CLASS (klass)->show = cam_picture_group_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "picture.choose", NULL, choose_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "picture.remove", "s", remove_action);
}

static void
cam_picture_group_init (CamPictureGroup *self)
{
  cam_plan_group_add_command (CAM_PLAN_GROUP (self), _("_Choose a Picture…"), "picture.choose");
}
