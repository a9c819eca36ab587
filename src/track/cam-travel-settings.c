/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-travel-settings.h"

#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

#include <math.h>

static const char *const names[] = { "travel-minutes", "travel-minutes-per-km" };
static const double most[] = { CAM_TRAVEL_MAX_MINUTES, CAM_TRAVEL_MAX_PER_KM };

static char *
dup_uuid (const char *name)
{
  g_autofree char *key = g_strconcat ("setting:", name, NULL);

  return cam_uuid_from_name (key);
}

/* As it is written, in any language; NAN for what is none. */
static double
parse (const char *text)
{
  char *end = NULL;
  double number = NAN;

  if (text == NULL || !(g_ascii_isdigit (*text) || *text == '.'))
    return NAN;
  number = g_ascii_strtod (text, &end);
  return *end == '\0' ? number : (double) NAN;
}

static gboolean
is_between (double number,
            double limit)
{
  return isfinite (number) && number >= 0 && number <= limit;
}

static double
load_one (CamStore *store,
          guint     i,
          double    fallback)
{
  const char *columns[] = { "value", NULL };
  g_autofree char *uuid = dup_uuid (names[i]);
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, "setting", columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, &error);
  double number = NAN;

  if (cursor != NULL && cam_cursor_next (cursor, &error))
    number = parse (cam_cursor_get_text (cursor, 0));
  if (error != NULL)
    g_warning ("Could not read a setting: %s", error->message);
  return is_between (number, most[i]) ? number : fallback;
}

CamDriveTime
cam_travel_settings_load (CamStore *store)
{
  CamDriveTime drive = CAM_DRIVE_TIME_DEFAULT;

  g_return_val_if_fail (CAM_IS_STORE (store), drive);

  drive.fixed = load_one (store, 0, drive.fixed);
  drive.per_km = load_one (store, 1, drive.per_km);
  return drive;
}

gboolean
cam_travel_settings_are_valid (CamDriveTime drive)
{
  return is_between (drive.fixed, most[0]) && is_between (drive.per_km, most[1]);
}

/* Whether the file has such a row, and whether that is deleted. */
static gboolean
find_row (CamWriter   *writer,
          const char  *uuid,
          gboolean    *is_there,
          gboolean    *is_deleted,
          GError     **error)
{
  const char *columns[] = { "deleted", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "setting", columns, "WHERE uuid = ?1", is, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  *is_there = cam_cursor_next (cursor, &local_error);
  *is_deleted = *is_there && cam_cursor_get_integer (cursor, 0) != 0;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* @text NULL takes it away. */
static gboolean
write_one (CamWriter   *writer,
           const char  *name,
           const char  *text,
           GError     **error)
{
  g_autofree char *uuid = dup_uuid (name);
  g_autofree char *inserted = NULL;
  gboolean is_there = FALSE, is_deleted = FALSE;
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (name) },
    { "value", cam_text (text) },
  };

  if (!find_row (writer, uuid, &is_there, &is_deleted, error))
    return FALSE;
  if (text == NULL)
    return !is_there || is_deleted || cam_writer_delete (writer, "setting", uuid, error);
  if (is_there)
    return cam_writer_update (writer, "setting", uuid, cells + 1, G_N_ELEMENTS (cells) - 1, error);
  inserted = cam_writer_insert (writer, "setting", cells, G_N_ELEMENTS (cells), error);
  return inserted != NULL;
}

typedef struct
{
  gboolean     is_reset;
  CamDriveTime drive;
} Change;

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  const Change *change = data;
  const double values[] = { change->drive.fixed, change->drive.per_km };

  if (!change->is_reset && !cam_travel_settings_are_valid (change->drive))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The travel times are none.");
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE] = "";

      g_ascii_formatd (text, sizeof text, "%.6g", values[i]);
      if (!write_one (writer, names[i], change->is_reset ? NULL : text, error))
        return FALSE;
    }
  return TRUE;
}

static Change
make_change (const CamDriveTime *drive)
{
  return (Change) { drive == NULL, drive != NULL ? *drive : CAM_DRIVE_TIME_DEFAULT };
}

static const char *
get_label (const CamDriveTime *drive)
{
  return drive != NULL ? _("Change travel times") : _("Reset travel times");
}

void
cam_travel_settings_save_async (CamStore            *store,
                                const CamDriveTime  *drive,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Change change = make_change (drive);

  g_return_if_fail (CAM_IS_STORE (store));

  cam_store_write_async (store, get_label (drive), write_cb, g_memdup2 (&change, sizeof change), g_free, NULL, callback,
                         user_data);
}

gboolean
cam_travel_settings_save_finish (CamStore      *store,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write_finish (store, result, error);
}

gboolean
cam_travel_settings_save (CamStore            *store,
                          const CamDriveTime  *drive,
                          GError             **error)
{
  Change change = make_change (drive);

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write (store, get_label (drive), write_cb, &change, error);
}
