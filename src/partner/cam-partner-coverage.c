/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-coverage.h"

#include "cam-area-graph.h"
#include "cam-period.h"
#include "cam-reader.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* An area of the level for which an organisation of some area counts. */
typedef struct
{
  guint    area;
  gboolean is_wider;
} Reach;

typedef struct
{
  const char *uuid;
  guint       sector;
} Body;

struct _CamPartnerCoverage
{
  GPtrArray    *uuids;    /* of the areas */
  GPtrArray    *names;
  GPtrArray    *sectors;  /* names, in the order of the cells */
  GArray       *cells;    /* CamPartnerCell, sector by sector */
  GArray       *totals;   /* CamPartnerCell of each area */

  /* While it is made. */
  CamAreaGraph *graph;    /* owns what the keys of reach are */
  GHashTable   *reach;    /* uuid of an area → GArray of Reach */
  GStringChunk *texts;
  GArray       *bodies;   /* Body, by uuid */
  GHashTable   *by_name;  /* sector → its number + 1 */
};

static void
drop_scaffold (CamPartnerCoverage *self)
{
  g_clear_pointer (&self->reach, g_hash_table_unref);
  g_clear_pointer (&self->graph, cam_area_graph_free);
  g_clear_pointer (&self->bodies, g_array_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

void
cam_partner_coverage_free (CamPartnerCoverage *self)
{
  if (self == NULL)
    return;
  drop_scaffold (self);
  g_clear_pointer (&self->uuids, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->sectors, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->totals, g_array_unref);
  g_free (self);
}

static gboolean
end_of_rows (GError  *local_error,
             GError **error)
{
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_areas (CamPartnerCoverage  *self,
            CamStore            *store,
            const char          *level,
            guint32              day,
            GError             **error)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autofree char *text = cam_day_to_text (day);
  const CamValue is[] = { cam_text (level), cam_text (text) };
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns, "WHERE deleted = 0 AND level = ?1"
                                                   " AND uuid IS NOT NULL AND (valid_from IS NULL OR valid_from <= ?2)"
                                                   " AND (valid_to IS NULL OR valid_to >= ?2) ORDER BY name, fid", is, 2,
                                                   error);
  GError *local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      g_ptr_array_add (self->uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
      g_ptr_array_add (self->names, g_strdup (cam_cursor_get_text (cursor, 1)));
    }
  return end_of_rows (local_error, error);
}

static void
add_reach (CamPartnerCoverage *self,
           const char         *uuid,
           Reach               reach)
{
  GArray *reaches = g_hash_table_lookup (self->reach, uuid);

  if (reaches == NULL)
    {
      reaches = g_array_new (FALSE, FALSE, sizeof (Reach));
      g_hash_table_insert (self->reach, (gpointer) uuid, reaches);
    }
  g_array_append_val (reaches, reach);
}

/* Which areas of the level an organisation of some area counts for. */
static gboolean
load_reach (CamPartnerCoverage  *self,
            CamStore            *store,
            guint32              day,
            GError             **error)
{
  self->graph = cam_area_graph_load (store, error);
  if (self->graph == NULL)
    return FALSE;
  self->reach = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < self->uuids->len; i++)
    {
      guint number = cam_area_graph_get_number (self->graph, g_ptr_array_index (self->uuids, i));
      guint n_wider = cam_area_graph_get_wider (self->graph, number, day)->len;
      g_autoptr (GPtrArray) around = cam_area_graph_list_around (self->graph, number, day);

      /* The area itself, what it belongs to, what belongs to it. */
      for (guint j = 0; j < around->len; j++)
        add_reach (self, g_ptr_array_index (around, j), (Reach) { i, j > 0 && j < n_wider });
    }
  return TRUE;
}

static CamPartnerCoverage *
prepare (CamStore    *store,
         const char  *level,
         guint32      day,
         GError     **error)
{
  g_autoptr (CamPartnerCoverage) self = g_new0 (CamPartnerCoverage, 1);

  self->uuids = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sectors = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_array_new (FALSE, TRUE, sizeof (CamPartnerCell));
  self->totals = g_array_new (FALSE, TRUE, sizeof (CamPartnerCell));
  self->texts = g_string_chunk_new (65536);
  self->bodies = g_array_new (FALSE, FALSE, sizeof (Body));
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  if (!load_areas (self, store, level, day, error) || !load_reach (self, store, day, error))
    return NULL;
  g_array_set_size (self->totals, self->uuids->len);
  return g_steal_pointer (&self);
}

static guint
number_sector (CamPartnerCoverage *self,
               const char         *text)
{
  g_autofree char *name = text != NULL ? g_strstrip (g_strdup (text)) : g_strdup ("");
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, name));

  if (number > 0)
    return number - 1;
  g_ptr_array_add (self->sectors, g_strdup (name));
  g_hash_table_insert (self->by_name, g_string_chunk_insert (self->texts, name), GUINT_TO_POINTER (self->sectors->len));
  return self->sectors->len - 1;
}

#define BODY_CLAUSE "WHERE deleted = 0 AND uuid IS NOT NULL AND coalesce (status, '') NOT IN ('closed', 'dormant')" \
                    " ORDER BY uuid"
#define WORKS_CLAUSE "WHERE deleted = 0 AND organisation_uuid IS NOT NULL AND area_uuid IS NOT NULL" \
                     " ORDER BY organisation_uuid"

static gboolean
take_bodies (CamPartnerCoverage  *self,
             CamCursor           *cursor,
             GError             **error)
{
  GError *local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      Body body = { g_string_chunk_insert (self->texts, cam_cursor_get_text (cursor, 0)),
                    number_sector (self, cam_cursor_get_text (cursor, 1)) };

      g_array_append_val (self->bodies, body);
    }
  g_array_set_size (self->cells, self->sectors->len * self->uuids->len);
  return end_of_rows (local_error, error);
}

/* What one organisation counts for: of each area 0, 1 for something wider, 2 for here. */
typedef struct
{
  guint8 *marks;
  GArray *areas;  /* guint: those that are marked */
} Marks;

static void
count_body (CamPartnerCoverage *self,
            guint               sector,
            Marks              *marks)
{
  for (guint i = 0; i < marks->areas->len; i++)
    {
      guint area = g_array_index (marks->areas, guint, i);
      CamPartnerCell *cell = &g_array_index (self->cells, CamPartnerCell, sector * self->uuids->len + area);
      CamPartnerCell *total = &g_array_index (self->totals, CamPartnerCell, area);

      if (marks->marks[area] == 2)
        {
          cell->n_here++;
          total->n_here++;
        }
      else
        {
          cell->n_wider++;
          total->n_wider++;
        }
      marks->marks[area] = 0;
    }
  g_array_set_size (marks->areas, 0);
}

static void
mark (Marks        *marks,
      const GArray *reaches)
{
  for (guint i = 0; reaches != NULL && i < reaches->len; i++)
    {
      const Reach *reach = &g_array_index (reaches, Reach, i);

      if (marks->marks[reach->area] == 0)
        g_array_append_val (marks->areas, reach->area);
      marks->marks[reach->area] = MAX (marks->marks[reach->area], reach->is_wider ? 1 : 2);
    }
}

/* Organisations and their areas are both in the order of the uuid. */
static gboolean
take_works (CamPartnerCoverage  *self,
            CamCursor           *cursor,
            GError             **error)
{
  g_autofree guint8 *flags = g_new0 (guint8, self->uuids->len + 1);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (guint));
  Marks marks = { flags, areas };
  GError *local_error = NULL;
  guint at = 0;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *uuid = cam_cursor_get_text (cursor, 0);
      int order = -1;

      while (at < self->bodies->len && (order = strcmp (g_array_index (self->bodies, Body, at).uuid, uuid)) < 0)
        count_body (self, g_array_index (self->bodies, Body, at++).sector, &marks);
      if (order == 0 && at < self->bodies->len)
        mark (&marks, g_hash_table_lookup (self->reach, cam_cursor_get_text (cursor, 1)));
    }
  if (at < self->bodies->len)
    count_body (self, g_array_index (self->bodies, Body, at).sector, &marks);
  return end_of_rows (local_error, error);
}

typedef struct
{
  char  *name;
  guint  number;
  gboolean is_empty;
} Sector;

static int
compare_sectors (gconstpointer a,
                 gconstpointer b)
{
  const Sector *one = a, *other = b;

  if ((*one->name == '\0') != (*other->name == '\0'))
    return (*one->name == '\0') - (*other->name == '\0');
  return g_utf8_collate (one->name, other->name);
}

/* By name, those without a sector last. */
static void
sort_sectors (CamPartnerCoverage *self)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (Sector));
  g_autoptr (GPtrArray) names = g_steal_pointer (&self->sectors);
  g_autoptr (GArray) cells = g_steal_pointer (&self->cells);
  guint n_areas = self->uuids->len;

  for (guint i = 0; i < names->len; i++)
    {
      Sector sector = { g_ptr_array_index (names, i), i, TRUE };

      for (guint area = 0; area < n_areas; area++)
        {
          const CamPartnerCell *cell = &g_array_index (cells, CamPartnerCell, i * n_areas + area);

          sector.is_empty = sector.is_empty && cell->n_here + cell->n_wider == 0;
        }
      if (*sector.name != '\0' || !sector.is_empty)
        g_array_append_val (order, sector);
    }
  g_array_sort (order, compare_sectors);
  self->sectors = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_array_new (FALSE, TRUE, sizeof (CamPartnerCell));
  for (guint i = 0; i < order->len; i++)
    {
      const Sector *sector = &g_array_index (order, Sector, i);

      g_ptr_array_add (self->sectors, g_strdup (sector->name));
      g_array_append_vals (self->cells, &g_array_index (cells, CamPartnerCell, sector->number * n_areas), n_areas);
    }
}

static void
finish (CamPartnerCoverage *self)
{
  sort_sectors (self);
  drop_scaffold (self);
}

static const char *body_columns[] = { "uuid", "sector", NULL };
static const char *works_columns[] = { "organisation_uuid", "area_uuid", NULL };

CamPartnerCoverage *
cam_partner_coverage_load (CamStore    *store,
                           const char  *level,
                           guint32      day,
                           GError     **error)
{
  g_autoptr (CamPartnerCoverage) self = NULL;
  g_autoptr (CamCursor) bodies = NULL;
  g_autoptr (CamCursor) works = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (level != NULL, NULL);

  self = prepare (store, level, day, error);
  if (self == NULL)
    return NULL;
  bodies = cam_store_select (store, "organisation", body_columns, BODY_CLAUSE, NULL, 0, error);
  if (!take_bodies (self, bodies, error))
    return NULL;
  works = cam_store_select (store, "organisation_area", works_columns, WORKS_CLAUSE, NULL, 0, error);
  if (!take_works (self, works, error))
    return NULL;
  finish (self);
  return g_steal_pointer (&self);
}

/* On another thread; nobody else has @data meanwhile. */
static gpointer
read_in_background (CamReader  *reader,
                    gpointer    data,
                    GError    **error)
{
  CamPartnerCoverage **self = data;
  g_autoptr (CamCursor) bodies = cam_reader_select (reader, "organisation", body_columns, BODY_CLAUSE, NULL, 0, error);
  g_autoptr (CamCursor) works = NULL;

  if (!take_bodies (*self, bodies, error))
    return NULL;
  works = cam_reader_select (reader, "organisation_area", works_columns, WORKS_CLAUSE, NULL, 0, error);
  if (!take_works (*self, works, error))
    return NULL;
  finish (*self);
  return g_steal_pointer (self);
}

static void
holder_free (gpointer data)
{
  CamPartnerCoverage **holder = data;

  g_clear_pointer (holder, cam_partner_coverage_free);
  g_free (holder);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CamPartnerCoverage *self = cam_store_read_finish (CAM_STORE (source), result, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) cam_partner_coverage_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cam_partner_coverage_load_async (CamStore            *store,
                                 const char          *level,
                                 guint32              day,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  CamPartnerCoverage **holder = NULL;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (level != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_partner_coverage_load_async);
  holder = g_new0 (CamPartnerCoverage *, 1);
  *holder = prepare (store, level, day, &error);
  if (*holder == NULL)
    {
      g_free (holder);
      g_task_return_error (task, error);
      return;
    }
  cam_store_read_async (store, read_in_background, holder, holder_free, (GDestroyNotify) cam_partner_coverage_free,
                        cancellable, read_cb, g_steal_pointer (&task));
}

CamPartnerCoverage *
cam_partner_coverage_load_finish (CamStore      *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
cam_partner_coverage_get_n_areas (const CamPartnerCoverage *self)
{
  return self->uuids->len;
}

const char *
cam_partner_coverage_get_area_uuid (const CamPartnerCoverage *self,
                                    guint                     area)
{
  g_return_val_if_fail (area < self->uuids->len, NULL);

  return g_ptr_array_index (self->uuids, area);
}

const char *
cam_partner_coverage_get_area_name (const CamPartnerCoverage *self,
                                    guint                     area)
{
  g_return_val_if_fail (area < self->names->len, NULL);

  return g_ptr_array_index (self->names, area);
}

gboolean
cam_partner_coverage_find_area (const CamPartnerCoverage *self,
                                const char               *uuid,
                                guint                    *area)
{
  g_return_val_if_fail (uuid != NULL && area != NULL, FALSE);

  return g_ptr_array_find_with_equal_func (self->uuids, uuid, g_str_equal, area);
}

guint
cam_partner_coverage_get_n_sectors (const CamPartnerCoverage *self)
{
  return self->sectors->len;
}

const char *
cam_partner_coverage_get_sector (const CamPartnerCoverage *self,
                                 guint                     sector)
{
  g_return_val_if_fail (sector < self->sectors->len, NULL);

  return g_ptr_array_index (self->sectors, sector);
}

CamPartnerCell
cam_partner_coverage_get_cell (const CamPartnerCoverage *self,
                               guint                     area,
                               guint                     sector)
{
  g_return_val_if_fail (area < self->uuids->len && sector < self->sectors->len, (CamPartnerCell) { 0 });

  return g_array_index (self->cells, CamPartnerCell, sector * self->uuids->len + area);
}

CamPartnerCell
cam_partner_coverage_get_total (const CamPartnerCoverage *self,
                                guint                     area)
{
  g_return_val_if_fail (area < self->totals->len, (CamPartnerCell) { 0 });

  return g_array_index (self->totals, CamPartnerCell, area);
}

/* Whether nobody of a sector that has a name is there. */
static gboolean
is_gap (const CamPartnerCoverage *self,
        guint                     area,
        guint                     sector)
{
  CamPartnerCell cell = cam_partner_coverage_get_cell (self, area, sector);

  return *cam_partner_coverage_get_sector (self, sector) != '\0' && cell.n_here + cell.n_wider == 0;
}

guint
cam_partner_coverage_count_gaps (const CamPartnerCoverage *self,
                                 guint                     area)
{
  guint n_gaps = 0;

  for (guint i = 0; i < self->sectors->len; i++)
    n_gaps += is_gap (self, area, i) ? 1 : 0;
  return n_gaps;
}

char *
cam_partner_coverage_format_area (const CamPartnerCoverage *self,
                                  guint                     area)
{
  g_autoptr (GString) gaps = g_string_new (NULL);
  guint n_named = 0, n_gaps = 0;

  g_return_val_if_fail (area < self->uuids->len, NULL);

  for (guint i = 0; i < self->sectors->len; i++)
    {
      n_named += *cam_partner_coverage_get_sector (self, i) != '\0' ? 1 : 0;
      if (is_gap (self, area, i))
        g_string_append_printf (gaps, "%s%s", n_gaps++ > 0 ? ", " : "", cam_partner_coverage_get_sector (self, i));
    }
  if (n_named == 0)
    return g_strdup (_("No organisation has a sector yet."));
  if (n_gaps == 0)
    return g_strdup_printf (ngettext ("The one sector is there.", "All %u sectors are there.", n_named), n_named);
  return g_strdup_printf (_("%1$u of %2$u sectors. Nobody from: %3$s."), n_named - n_gaps, n_named, gaps->str);
}
