/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geos.h"

typedef struct
{
  GEOSContextHandle_t handle;
  char                message[256];  /* what GEOS last complained of */
} Context;

static void
context_free (gpointer data)
{
  Context *self = data;

  GEOS_finish_r (self->handle);
  g_free (self);
}

static GPrivate current = G_PRIVATE_INIT (context_free);

static void
keep_message_cb (const char *message,
                 void       *user_data)
{
  Context *self = user_data;

  g_strlcpy (self->message, message, sizeof self->message);
}

static Context *
get_context (void)
{
  Context *self = g_private_get (&current);

  if (self == NULL)
    {
      self = g_new0 (Context, 1);
      self->handle = GEOS_init_r ();
      GEOSContext_setErrorMessageHandler_r (self->handle, keep_message_cb, self);
      g_private_set (&current, self);
    }
  return self;
}

GEOSContextHandle_t
cam_geos_get_context (void)
{
  return get_context ()->handle;
}

void
cam_geos_set_error (GError     **error,
                    const char  *what)
{
  Context *self = get_context ();
  g_autofree char *detail = g_utf8_make_valid (self->message, -1);

  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "%s (%s)", what,
               detail[0] != '\0' ? detail : "no reason given");
  self->message[0] = '\0';
}

static void
append_polygons (const GEOSGeometry *geometry,
                 GPtrArray          *polygons,
                 gboolean           *others)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  int type = GEOSGeomTypeId_r (context, geometry);

  if (GEOSisEmpty_r (context, geometry) == 1)
    return;
  if (type == GEOS_POLYGON)
    {
      g_ptr_array_add (polygons, GEOSGeom_clone_r (context, geometry));
      return;
    }
  if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
    {
      *others = TRUE;
      return;
    }
  for (int i = 0; i < GEOSGetNumGeometries_r (context, geometry); i++)
    append_polygons (GEOSGetGeometryN_r (context, geometry, i), polygons, others);
}

GEOSGeometry *
cam_geos_collect_polygons (const GEOSGeometry *geometry,
                           gboolean           *others)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();

  append_polygons (geometry, polygons, others);
  if (polygons->len == 0)
    return NULL;
  return GEOSGeom_createCollection_r (cam_geos_get_context (), GEOS_MULTIPOLYGON,
                                      (GEOSGeometry **) polygons->pdata, polygons->len);
}
