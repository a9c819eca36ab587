/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-markers.h"

#include "cam-marker-layer.h"
#include "cam-reader.h"
#include "cam-venue.h"

struct _CamPartnerMarkers
{
  GObject       parent_instance;

  CamMapView   *view;          /* weak */
  CamStore     *store;
  GCancellable *cancellable;   /* of what is being read */
  gboolean      shown;
};

G_DEFINE_FINAL_TYPE (CamPartnerMarkers, cam_partner_markers, G_TYPE_OBJECT)

static void
array_unref (gpointer data)
{
  g_array_unref (data);
}

static gpointer
read_markers (CamReader  *reader,
              gpointer    data,
              GError    **error)
{
  const char *columns[] = { "geom", "organisation_uuid", NULL };
  g_autoptr(CamCursor) cursor = cam_reader_select (reader, "organisation_address", columns,
                                                   "WHERE deleted = 0 AND geom IS NOT NULL AND organisation_uuid IN (SELECT uuid"
                                                   " FROM organisation WHERE deleted = 0"
                                                   " AND coalesce (status, 'active') <> 'closed') ORDER BY uuid",
                                                   NULL, 0, error);
  g_autoptr(GArray) markers = g_array_new (FALSE, TRUE, sizeof (CamMarker));
  g_autoptr(GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      g_autoptr(GBytes) geom = cam_cursor_dup_blob (cursor, 0);
      CamMarker marker = { 0 };

      if (!cam_venue_read_point (geom, &marker.lat, &marker.lon))
        continue;
      g_strlcpy (marker.uuid, cam_cursor_get_text (cursor, 1), sizeof marker.uuid);
      g_array_append_val (markers, marker);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&markers);
}

static void
stop (CamPartnerMarkers *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CamPartnerMarkers) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) markers = cam_store_read_finish (CAM_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (markers == NULL)
    g_warning ("Could not read where partners are: %s", error->message);
  if (self->view != NULL)
    cam_map_view_set_markers (self->view, g_steal_pointer (&markers));
}

static void
update (CamPartnerMarkers *self)
{
  stop (self);
  if (self->store == NULL || !self->shown)
    {
      if (self->view != NULL)
        cam_map_view_set_markers (self->view, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  cam_store_read_async (self->store, read_markers, NULL, NULL, array_unref, self->cancellable, read_cb,
                        g_object_ref (self));
}

static void
changed_cb (CamPartnerMarkers *self,
            CamChanges        *changes)
{
  if (self->shown
      && (cam_changes_has_table (changes, "organisation_address") || cam_changes_has_table (changes, "organisation")))
    update (self);
}

static void
cam_partner_markers_dispose (GObject *object)
{
  CamPartnerMarkers *self = CAM_PARTNER_MARKERS (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (cam_partner_markers_parent_class)->dispose (object);
}

static void
cam_partner_markers_class_init (CamPartnerMarkersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_partner_markers_dispose;
}

static void
cam_partner_markers_init (CamPartnerMarkers *self)
{
}

CamPartnerMarkers *
cam_partner_markers_new (CamMapView *view)
{
  CamPartnerMarkers *self = g_object_new (CAM_TYPE_PARTNER_MARKERS, NULL);

  g_set_weak_pointer (&self->view, view);
  return self;
}

void
cam_partner_markers_set_store (CamPartnerMarkers *self,
                               CamStore          *store)
{
  g_return_if_fail (CAM_IS_PARTNER_MARKERS (self));
  g_return_if_fail (store == NULL || CAM_IS_STORE (store));

  if (self->store == store)
    return;
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, store);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

void
cam_partner_markers_set_shown (CamPartnerMarkers *self,
                               gboolean           shown)
{
  g_return_if_fail (CAM_IS_PARTNER_MARKERS (self));

  if (self->shown == shown)
    return;
  self->shown = shown;
  update (self);
}

gboolean
cam_partner_markers_is_loading (CamPartnerMarkers *self)
{
  g_return_val_if_fail (CAM_IS_PARTNER_MARKERS (self), FALSE);

  return self->cancellable != NULL;
}
