/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-marker-layer.h"

#include "cam-map-frame.h"
#include "cam-mercator.h"

#include <math.h>

/* In logical pixels. */
#define DISTANCE 38.0
#define DOT 7.0
#define SMALLEST 13.0
#define LARGEST 22.0

struct _CamMarkerLayer
{
  ShumateLayer   parent_instance;

  CamMapPalette  palette;
  GArray        *markers;     /* CamMarker; NULL for none */
  GArray        *clusters;    /* CamMarkerCluster; NULL: to be gathered */
  double         world_size;  /* for which they were */
};

G_DEFINE_FINAL_TYPE (CamMarkerLayer, cam_marker_layer, SHUMATE_TYPE_LAYER)

/* The cell of a grid as a key. Its diagonal is the distance, so that one cluster at most begins in a cell. */
static gint64
get_cell (double x,
          double y,
          int    right,
          int    down,
          double distance)
{
  double width = distance / G_SQRT2;

  return (((gint64) floor (x / width) + right) << 32) ^ (((gint64) floor (y / width) + down) & 0xffffffff);
}

/* Where a cluster began: whatever comes later is measured from there, so that it does not wander. */
static void
get_start (GArray                 *markers,
           const CamMarkerCluster *cluster,
           double                  world_size,
           double                 *x,
           double                 *y)
{
  const CamMarker *first = &g_array_index (markers, CamMarker, cluster->first);

  *x = cam_mercator_x (first->lon) * world_size;
  *y = cam_mercator_y (first->lat) * world_size;
}

/* Number of the cluster near enough plus one; 0 where there is none. */
static guint
find_near (GArray     *markers,
           GArray     *clusters,
           GHashTable *cells,
           double      world_size,
           double      distance,
           double      x,
           double      y)
{
  for (int i = 0; i < 25; i++)
    {
      gint64 key = get_cell (x, y, i % 5 - 2, i / 5 - 2, distance);
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (cells, &key));
      double start_x = 0, start_y = 0;

      if (found == 0)
        continue;
      get_start (markers, &g_array_index (clusters, CamMarkerCluster, found - 1), world_size, &start_x, &start_y);
      if (hypot (start_x - x, start_y - y) < distance)
        return found;
    }
  return 0;
}

GArray *
cam_marker_cluster (GArray *markers,
                    double  world_size,
                    double  distance)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (CamMarkerCluster));
  g_autoptr(GHashTable) cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < markers->len; i++)
    {
      const CamMarker *marker = &g_array_index (markers, CamMarker, i);
      double x = cam_mercator_x (marker->lon) * world_size;
      double y = cam_mercator_y (marker->lat) * world_size;
      guint near = find_near (markers, clusters, cells, world_size, distance, x, y);

      if (near > 0)
        {
          CamMarkerCluster *cluster = &g_array_index (clusters, CamMarkerCluster, near - 1);

          cluster->n++;
          cluster->lat += (marker->lat - cluster->lat) / cluster->n;
          cluster->lon += (marker->lon - cluster->lon) / cluster->n;
        }
      else
        {
          CamMarkerCluster cluster = { marker->lat, marker->lon, 1, i };
          gint64 key = get_cell (x, y, 0, 0, distance);

          g_array_append_val (clusters, cluster);
          g_hash_table_insert (cells, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (clusters->len));
        }
    }
  return clusters;
}

static void
ensure_clusters (CamMarkerLayer *self,
                 double          world_size)
{
  if (self->clusters != NULL && fabs (log2 (world_size / self->world_size)) < 0.25)
    return;
  g_clear_pointer (&self->clusters, g_array_unref);
  self->world_size = world_size;
  self->clusters = cam_marker_cluster (self->markers, world_size, DISTANCE);
}

static float
get_radius (const CamMarkerCluster *cluster)
{
  return cluster->n == 1 ? (float) DOT : (float) MIN (SMALLEST + 2 * log10 (cluster->n), LARGEST);
}

static void
draw_circle (GtkSnapshot   *snapshot,
             float          x,
             float          y,
             float          radius,
             const GdkRGBA *colour)
{
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, colour, &circle.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_number (CamMarkerLayer *self,
             GtkSnapshot    *snapshot,
             float           x,
             float           y,
             guint           n)
{
  g_autofree char *text = n < 1000 ? g_strdup_printf ("%u", n) : g_strdup_printf ("%uk", n / 1000);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) width / 2, y - (float) height / 2));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA) { 1, 1, 1, 1 });
  gtk_snapshot_restore (snapshot);
}

/* The accent may be light; white figures must be read on it. */
static GdkRGBA
get_fill (CamMarkerLayer *self)
{
  GdkRGBA fill = self->palette.accent;
  float light = 0.2126f * fill.red + 0.7152f * fill.green + 0.0722f * fill.blue;
  float scale = light > 0.3f ? 0.3f / light : 1;

  return (GdkRGBA) { fill.red * scale, fill.green * scale, fill.blue * scale, 1 };
}

static void
cam_marker_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  CamMarkerLayer *self = CAM_MARKER_LAYER (widget);
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  GdkRGBA fill = get_fill (self);

  if (self->markers == NULL)
    return;
  ensure_clusters (self, frame.world_size);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  for (guint i = 0; i < self->clusters->len; i++)
    {
      const CamMarkerCluster *cluster = &g_array_index (self->clusters, CamMarkerCluster, i);
      float radius = get_radius (cluster);
      double x = 0, y = 0;

      cam_map_frame_project (&frame, cam_mercator_x (cluster->lon), cam_mercator_y (cluster->lat), &x, &y);
      if (x < -LARGEST || y < -LARGEST || x > frame.width + LARGEST || y > frame.height + LARGEST)
        continue;
      draw_circle (snapshot, (float) x, (float) y, radius + 2, &self->palette.halo);
      draw_circle (snapshot, (float) x, (float) y, radius, &fill);
      if (cluster->n > 1)
        draw_number (self, snapshot, (float) x, (float) y, cluster->n);
    }
  gtk_snapshot_pop (snapshot);
}

static void
cam_marker_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (cam_marker_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
cam_marker_layer_finalize (GObject *object)
{
  CamMarkerLayer *self = CAM_MARKER_LAYER (object);

  g_clear_pointer (&self->markers, g_array_unref);
  g_clear_pointer (&self->clusters, g_array_unref);

  G_OBJECT_CLASS (cam_marker_layer_parent_class)->finalize (object);
}

static void
cam_marker_layer_class_init (CamMarkerLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cam_marker_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = cam_marker_layer_finalize;
  widget_class->snapshot = cam_marker_layer_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_marker_layer_init (CamMarkerLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

CamMarkerLayer *
cam_marker_layer_new (ShumateViewport *viewport)
{
  return g_object_new (CAM_TYPE_MARKER_LAYER, "viewport", viewport, NULL);
}

void
cam_marker_layer_set_palette (CamMarkerLayer      *self,
                              const CamMapPalette *palette)
{
  g_return_if_fail (CAM_IS_MARKER_LAYER (self));
  g_return_if_fail (palette != NULL);

  self->palette = *palette;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cam_marker_layer_set_markers (CamMarkerLayer *self,
                              GArray         *markers)
{
  g_return_if_fail (CAM_IS_MARKER_LAYER (self));

  g_clear_pointer (&self->markers, g_array_unref);
  g_clear_pointer (&self->clusters, g_array_unref);
  self->markers = markers;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
cam_marker_layer_find_at (CamMarkerLayer    *self,
                          double             x,
                          double             y,
                          CamMarkerCluster  *cluster,
                          const char       **uuid)
{
  CamMapFrame frame;

  g_return_val_if_fail (CAM_IS_MARKER_LAYER (self), FALSE);
  g_return_val_if_fail (cluster != NULL && uuid != NULL, FALSE);

  *uuid = NULL;
  if (self->markers == NULL)
    return FALSE;
  frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  ensure_clusters (self, frame.world_size);
  /* The last one is drawn on top. */
  for (guint i = self->clusters->len; i-- > 0;)
    {
      const CamMarkerCluster *each = &g_array_index (self->clusters, CamMarkerCluster, i);
      double each_x = 0, each_y = 0;

      cam_map_frame_project (&frame, cam_mercator_x (each->lon), cam_mercator_y (each->lat), &each_x, &each_y);
      if (hypot (each_x - x, each_y - y) > get_radius (each) + 3)
        continue;
      *cluster = *each;
      if (each->n == 1)
        *uuid = g_array_index (self->markers, CamMarker, each->first).uuid;
      return TRUE;
    }
  return FALSE;
}
