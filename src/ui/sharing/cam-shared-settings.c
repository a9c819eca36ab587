/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-settings.h"

static gboolean
uri_to_file (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  const char *uri = g_variant_get_string (variant, NULL);

  g_value_take_object (value, *uri != '\0' ? g_file_new_for_uri (uri) : NULL);
  return TRUE;
}

CamSharedFolder *
cam_shared_settings_new_folder (GSettings *settings,
                                CamStore  *store)
{
  CamSharedFolder *shared = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  shared = cam_shared_folder_new (store);
  /* The folder last: the first copy there has the right name and the right things in it. */
  g_settings_bind (settings, "user-name", shared, "name", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "shared-folder-personal", shared, "personal", G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (settings, "shared-folder", shared, "folder", G_SETTINGS_BIND_GET, uri_to_file, NULL, NULL,
                                NULL);
  return shared;
}
