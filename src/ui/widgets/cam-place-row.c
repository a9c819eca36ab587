/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place-row.h"

#include "cam-field-row.h"
#include "cam-geometry.h"
#include "cam-grid-ref.h"
#include "cam-place-codes.h"
#include "cam-venue.h"

#include <glib/gi18n.h>

typedef struct
{
  CamStore  *store;
  CamRecord *record;
  guint      column;
  guint      geom;
  char      *label;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->store);
  g_object_unref (place->record);
  g_free (place->label);
  g_free (place);
}

static Place *
get_place (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "cam-place");
}

static Place *
attach_place (GtkWidget  *row,
              CamStore   *store,
              CamRecord  *record,
              const char *column,
              const char *geom,
              const char *label)
{
  Place *place = g_new0 (Place, 1);

  place->store = g_object_ref (store);
  place->record = g_object_ref (record);
  place->column = (guint) cam_record_class_find_column (CAM_RECORD_GET_CLASS (record), column);
  place->geom = (guint) cam_record_class_find_column (CAM_RECORD_GET_CLASS (record), geom);
  place->label = g_strdup (label);
  g_object_set_data_full (G_OBJECT (row), "cam-place", place, place_free);
  return place;
}

static void
put_at (Place  *place,
        double  lat,
        double  lon)
{
  g_autoptr(CamGeometry) point = cam_geometry_new_point (lon, lat);
  g_autoptr(GBytes) blob = cam_geometry_to_gpkg (point);

  cam_record_set_blob (place->record, place->geom, blob);
}

static void
applied_cb (GtkWidget *row)
{
  Place *place = get_place (row);
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  double lat = 0, lon = 0;

  if (cam_record_is_deleted (place->record))
    return;
  if (*typed == '\0')
    {
      cam_record_set_blob (place->record, place->geom, NULL);
    }
  else if (cam_place_text_parse (typed, &lat, &lon))
    {
      put_at (place, lat, lon);
    }
  else
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_widget_grab_focus (row);
      return;
    }
  cam_field_save (row, place->store, place->record, place->label);
}

static void
typed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
}

/* The postcode may have said where it is. */
static void
follow_cb (GtkWidget *row)
{
  Place *place = get_place (row);
  double lat = 0, lon = 0;
  g_autofree char *text = NULL;

  if (cam_venue_read_point (cam_record_get_blob (place->record, place->geom), &lat, &lon))
    text = cam_grid_ref_format (lat, lon, 8);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

GtkWidget *
cam_place_row_new (CamStore   *store,
                   CamRecord  *record,
                   const char *column,
                   const char *label)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *signal = g_strconcat ("notify::", column, NULL);

  attach_place (row, store, record, column, column, label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Grid reference, as in TL 4505 5800"));
  follow_cb (row);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect (row, "apply", G_CALLBACK (applied_cb), NULL);
  g_signal_connect (row, "changed", G_CALLBACK (typed_cb), NULL);
  g_signal_connect_object (record, signal, G_CALLBACK (follow_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (row, !cam_store_get_read_only (store));
  return row;
}

static void
postcode_applied_cb (GtkWidget  *row,
                     const char *value,
                     gpointer    data)
{
  Place *place = data;
  const char *columns[] = { "lat", "lon", NULL };
  g_autofree char *postcode = value != NULL ? cam_postcode_normalise (value) : NULL;
  const CamValue is[] = { cam_text (postcode) };
  g_autoptr(CamCursor) cursor = NULL;

  if (cam_record_is_deleted (place->record))
    return;
  if (postcode != NULL && cam_record_get_blob (place->record, place->geom) == NULL)
    cursor = cam_store_select (place->store, "postcode", columns,
                               "WHERE postcode = ?1 AND deleted = 0 AND lat IS NOT NULL AND lon IS NOT NULL", is, 1, NULL);
  if (cursor != NULL && cam_cursor_next (cursor, NULL))
    put_at (place, cam_cursor_get_real (cursor, 0), cam_cursor_get_real (cursor, 1));
  g_clear_pointer (&cursor, cam_cursor_free);
  cam_record_set_text (place->record, place->column, postcode != NULL ? postcode : value);
  cam_field_save (row, place->store, place->record, place->label);
}

GtkWidget *
cam_place_row_new_postcode (CamStore   *store,
                            CamRecord  *record,
                            const char *column,
                            const char *geom,
                            const char *label)
{
  GtkWidget *row = cam_field_row_new (store, record, column, label, NULL);

  cam_field_row_set_func (row, postcode_applied_cb, attach_place (row, store, record, column, geom, label));
  return row;
}
