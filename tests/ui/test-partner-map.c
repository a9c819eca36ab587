/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partners on the map: markers that gather and part again, the switch that shows them, and what the pane of an area says of
 * those that work there. */
#include "partners-fixture.h"

#include "cam-area-partners-group.h"
#include "cam-geometry.h"
#include "cam-map-page.h"
#include "cam-map-view-private.h"
#include "cam-marker-layer.h"
#include "cam-mercator.h"
#include "cam-search-list.h"

#include <math.h>

#define DISTANCE 38.0

static GArray *
make_markers (guint n)
{
  GArray *markers = g_array_new (FALSE, TRUE, sizeof (CamMarker));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n; i++)
    {
      CamMarker marker = { g_rand_double_range (random, 52.0, 52.8), g_rand_double_range (random, -0.5, 0.6), "" };

      g_snprintf (marker.uuid, sizeof marker.uuid, "marker-%u", i);
      g_array_append_val (markers, marker);
    }
  return markers;
}

/* Nobody is lost, nobody counts twice, and no two begin nearer to each other than the distance. */
static void
test_cluster (void)
{
  g_autoptr (GArray) markers = make_markers (2000);
  guint n_former = 0;

  for (double zoom = 6; zoom <= 18; zoom += 1.5)
    {
      double world = cam_mercator_world_size (zoom);
      g_autoptr (GArray) clusters = cam_marker_cluster (markers, world, DISTANCE);
      g_autoptr (GArray) again = cam_marker_cluster (markers, world, DISTANCE);
      guint n = 0;

      g_assert_cmpmem (clusters->data, clusters->len * sizeof (CamMarkerCluster), again->data,
                       again->len * sizeof (CamMarkerCluster));
      for (guint i = 0; i < clusters->len; i++)
        {
          const CamMarkerCluster *one = &g_array_index (clusters, CamMarkerCluster, i);
          const CamMarker *first = &g_array_index (markers, CamMarker, one->first);

          n += one->n;
          for (guint j = 0; j < i; j++)
            {
              const CamMarkerCluster *other = &g_array_index (clusters, CamMarkerCluster, j);
              const CamMarker *start = &g_array_index (markers, CamMarker, other->first);

              g_assert_cmpfloat (hypot (cam_mercator_x (first->lon) - cam_mercator_x (start->lon),
                                        cam_mercator_y (first->lat) - cam_mercator_y (start->lat)) * world, >=, DISTANCE);
            }
        }
      g_assert_cmpuint (n, ==, markers->len);
      g_assert_cmpuint (clusters->len, >=, n_former);
      n_former = clusters->len;
    }
  g_assert_cmpuint (n_former, >, 1900);
}

static void
test_cluster_few (void)
{
  g_autoptr (GArray) none = make_markers (0);
  g_autoptr (GArray) nothing = cam_marker_cluster (none, 1e6, DISTANCE);
  g_autoptr (GArray) same = g_array_new (FALSE, TRUE, sizeof (CamMarker));
  g_autoptr (GArray) one = NULL;

  g_assert_cmpuint (nothing->len, ==, 0);
  for (guint i = 0; i < 3; i++)
    g_array_append_val (same, ((CamMarker) { 52.5, 0.1, "there" }));
  one = cam_marker_cluster (same, cam_mercator_world_size (18), DISTANCE);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, CamMarkerCluster, 0).n, ==, 3);
}

typedef struct
{
  PartnersFixture *fixture;
  double           lat, lon;
  guint            n;
} Place;

static gboolean
place_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Place *place = data;

  for (guint i = 0; i < place->n; i++)
    {
      g_autoptr (CamGeometry) point = cam_geometry_new_point (place->lon, place->lat);
      g_autoptr (GBytes) blob = cam_geometry_to_gpkg (point);

      g_free (UI_TEST_PUT (writer, "organisation_address", { "organisation_uuid", cam_text (place->fixture->trust) },
                           { "geom", cam_blob (blob) }));
    }
  return TRUE;
}

static CamMapView *
get_view (PartnersFixture *self)
{
  return CAM_MAP_VIEW (ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_VIEW));
}

typedef struct
{
  CamMapView *view;
  guint       n;     /* markers in the middle of the map */
  char       *uuid;  /* of the single one */
} Middle;

static gboolean
is_in_the_middle (gpointer data)
{
  Middle *middle = data;
  CamMarkerCluster cluster = { 0 };
  const char *uuid = NULL;
  gboolean found = cam_marker_layer_find_at (middle->view->marker_layer, gtk_widget_get_width (GTK_WIDGET (middle->view)) / 2.0,
                                             gtk_widget_get_height (GTK_WIDGET (middle->view)) / 2.0, &cluster, &uuid);

  if ((found ? cluster.n : 0) != middle->n)
    return FALSE;
  g_set_str (&middle->uuid, uuid);
  return TRUE;
}

static void
wait_middle (PartnersFixture *self,
             guint            n,
             const char      *uuid)
{
  Middle middle = { get_view (self), n, NULL };

  ui_test_wait (is_in_the_middle, &middle);
  g_assert_cmpstr (middle.uuid, ==, uuid);
  g_free (middle.uuid);
}

/* They are there while the switch is on, and follow the file. */
static void
test_markers (PartnersFixture *self,
              gconstpointer    data)
{
  Place place = { self, 52.25, 0.15, 1 };
  GtkWidget *page = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_MAP_PAGE);
  gpointer check = gtk_widget_get_template_child (page, CAM_TYPE_MAP_PAGE, "partners_check");

  g_assert_true (cam_store_write (self->store, "Add", place_cb, &place, NULL));
  cam_window_set_page (self->window, "map");
  ui_test_settle ();
  cam_map_page_show_point (CAM_MAP_PAGE (page), place.lat, place.lon);
  ui_test_settle ();
  wait_middle (self, 0, NULL);
  gtk_check_button_set_active (check, TRUE);
  wait_middle (self, 1, self->trust);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "partners-map");
  place.n = 2;
  g_assert_true (cam_store_write (self->store, "Add", place_cb, &place, NULL));
  wait_middle (self, 3, NULL);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "partners-map-cluster");
  gtk_check_button_set_active (check, FALSE);
  wait_middle (self, 0, NULL);
  g_assert_false (g_settings_get_boolean (self->settings, "map-partners"));
}

static gboolean
says_one (gpointer data)
{
  GtkWidget *row = ui_test_find_row (data, "Partners");

  return g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "1 works here") == 0;
}

static gboolean
is_listed (gpointer data)
{
  CamPartnerList *list = cam_partners_page_get_list (partners_fixture_get_page (data), CAM_PARTNER_ORGANISATIONS);

  return cam_search_list_is_complete (CAM_SEARCH_LIST (cam_partner_list_get_model (list)))
         && g_list_model_get_n_items (cam_partner_list_get_model (list)) == 1;
}

/* The pane of an area leads to those that work there, and to what happens there. */
static void
test_pane (PartnersFixture *self,
           gconstpointer    data)
{
  g_autofree char *birch = ui_test_find (self->store, "Birch");
  GtkWidget *group = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-area", "s", birch);
  ui_test_settle ();
  group = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_AREA_PARTNERS_GROUP);
  g_assert_nonnull (group);
  ui_test_wait (says_one, group);
  ui_test_take_picture (GTK_WINDOW (self->window), &ui_test_looks[0], "partners-pane");
  g_signal_emit_by_name (ui_test_find_row (group, "What Happens Here"), "activated");
  ui_test_settle ();
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (partners_fixture_get_dialog (self))), ==, "What Happens Here");
  partners_fixture_close_dialogs (self);
  g_signal_emit_by_name (ui_test_find_row (group, "Partners"), "activated");
  ui_test_settle ();
  g_assert_cmpstr (cam_window_get_page (self->window), ==, "partners");
  ui_test_wait (is_listed, self);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, PartnersFixture, NULL, partners_fixture_set_up, func, partners_fixture_tear_down)
  g_test_add_func ("/ui/partner-map/cluster", test_cluster);
  g_test_add_func ("/ui/partner-map/cluster-few", test_cluster_few);
  ADD ("/ui/partner-map/markers", test_markers);
  ADD ("/ui/partner-map/pane", test_pane);
  return ui_test_run ();
}
