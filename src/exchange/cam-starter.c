/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-starter.h"

#include "cam-link-work.h"
#include "cam-partner-groups.h"
#include "cam-starter-pack.h"

#include <glib/gi18n-lib.h>

/* What one loading needs; lives for one action, on the writer thread. */
typedef struct
{
  CamWriter      *writer;
  CamStarterPack *pack;
  GHashTable     *known;  /* uuids that the file has, as deleted rows (an undone start) */
  GHashTable     *kept;   /* uuids and days that stay as the file has them; NULL for none */
  guint           n_put;
} Loader;

/* Inserts, or revives the deleted row of an earlier start that was undone. The first cell is the
 * uuid. */
static gboolean
put_row (Loader         *self,
         const char     *table,
         const CamCell  *cells,
         guint           n_cells,
         GError        **error)
{
  const char *uuid = cells[0].value.text;
  g_autofree char *inserted = NULL;

  if (self->kept != NULL && g_hash_table_contains (self->kept, uuid))
    return TRUE;
  self->n_put++;
  if (g_hash_table_contains (self->known, uuid))
    return cam_writer_update (self->writer, table, uuid, cells + 1, n_cells - 1, error);
  inserted = cam_writer_insert (self->writer, table, cells, n_cells, error);
  return inserted != NULL;
}

static gboolean
write_place (Loader                 *self,
             const CamStarterPlace  *place,
             GError                **error)
{
  const CamStarterPlace *parent = cam_starter_pack_find (self->pack, place->parent);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (place->outline);
  gboolean is_cluster = place->level == CAM_LEVEL_SDA;
  CamCell cells[] = {
    { "uuid", cam_text (place->uuid) },
    { "deleted", cam_integer (0) },
    { "geom", cam_blob (blob) },
    { "level", cam_text (cam_level_to_word (place->level)) },
    { "name", cam_text (place->name) },
    { "code", cam_text (place->code) },
    { "number", place->number > 0 ? cam_integer (place->number) : cam_null () },
    { "note", cam_text (place->note) },
    { "population",
      place->population != CAM_INTEGER_NONE ? cam_integer (place->population) : cam_null () },
    { "population_source", cam_text (place->population_source) },
    { "hectares", place->hectares > 0 ? cam_real (place->hectares) : cam_null () },
    { "status", cam_text (is_cluster ? "draft" : "agreed") },
    { "outline", cam_text (is_cluster ? "members" : "approximate") },
    { "outline_source",
      cam_text (is_cluster ? "Computed from its members" : "Computed from label points") },
    { "label_lat", cam_real (place->lat) },
    { "label_lon", cam_real (place->lon) },
    { "parent_uuid", cam_text (parent != NULL ? parent->uuid : NULL) },
  };

  return put_row (self, "area", cells, G_N_ELEMENTS (cells), error);
}

static gboolean
write_members (Loader  *self,
               GError **error)
{
  const CamCsv *members = self->pack->members;

  for (guint row = 1; row < cam_csv_get_n_rows (members); row++)
    {
      const char *cluster_name = cam_starter_get_text (members, row, "cluster");
      const char *code = cam_starter_get_text (members, row, "code");
      const CamStarterPlace *cluster = cam_starter_pack_find (self->pack, cluster_name);
      const CamStarterPlace *member = cam_starter_pack_find (self->pack, code);
      g_autofree char *key = g_strconcat (cluster_name, ":", code, NULL);
      g_autofree char *uuid = cam_starter_dup_uuid ("area_member", key);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "area_uuid", cam_text (cluster != NULL ? cluster->uuid : NULL) },
        { "member_uuid", cam_text (member != NULL ? member->uuid : NULL) },
      };

      if (!put_row (self, "area_member", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_priorities (Loader  *self,
                  GError **error)
{
  const CamCsv *table = self->pack->priorities;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *uuid =
        cam_starter_dup_uuid ("priority", cam_starter_get_text (table, row, "name"));
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (cam_starter_get_text (table, row, "name")) },
        { "position", cam_integer (cam_starter_get_integer (table, row, "position", 0)) },
        { "initial_focus", cam_integer (cam_starter_get_integer (table, row, "initial_focus", 0)) },
        { "note", cam_text (cam_starter_get_text (table, row, "note")) },
      };

      if (!put_row (self, "priority", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_organisations (Loader  *self,
                     GError **error)
{
  const CamCsv *table = self->pack->organisations;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *uuid =
        cam_starter_dup_uuid ("organisation", cam_starter_get_text (table, row, "name"));
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (cam_starter_get_text (table, row, "name")) },
        { "short_name", cam_text (cam_starter_get_text (table, row, "short_name")) },
        { "sector", cam_text (cam_starter_get_text (table, row, "sector")) },
        { "crg", cam_integer (1) },
      };

      if (!put_row (self, "organisation", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

/* All of them are of it, since before anybody noted when. Their rows are those that joining gives. */
static gboolean
write_crg (Loader  *self,
           GError **error)
{
  const CamLink link = { "group_organisation", "group_uuid", "organisation_uuid" };
  const CamCsv *table = self->pack->organisations;
  const char *crg = cam_partner_groups_get_crg_uuid ();
  CamCell group[] = {
    { "uuid", cam_text (crg) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (cam_partner_groups_get_crg_name ()) },
    { "short_name", cam_text (CAM_PARTNER_CRG_SHORT_NAME) },
    { "kind", cam_text ("group") },
  };

  if (!put_row (self, "partner_group", group, G_N_ELEMENTS (group), error))
    return FALSE;
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *organisation =
        cam_starter_dup_uuid ("organisation", cam_starter_get_text (table, row, "name"));
      g_autofree char *uuid = cam_link_dup_uuid (&link, crg, organisation);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { link.one_column, cam_text (crg) },
        { link.other_column, cam_text (organisation) },
      };

      if (!put_row (self, link.table, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_corporate (Loader  *self,
                 GError **error)
{
  const CamCsv *table = self->pack->corporate;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      g_autofree char *uuid =
        cam_starter_dup_uuid ("corporate_priority", cam_starter_get_text (table, row, "name"));
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (cam_starter_get_text (table, row, "name")) },
        { "position", cam_integer (cam_starter_get_integer (table, row, "position", 0)) },
      };

      if (!put_row (self, "corporate_priority", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_template (Loader      *self,
                const char  *name,
                const char  *uuid,
                const char  *description,
                GError     **error)
{
  CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (name) },
    { "description", cam_text (description) },
    { "status", cam_text ("planned") },
    { "is_template", cam_integer (1) },
  };

  return put_row (self, "activity", cells, G_N_ELEMENTS (cells), error);
}

/* The rows of one stand together in the table. */
static gboolean
write_templates (Loader  *self,
                 GError **error)
{
  const CamCsv *table = self->pack->templates;
  const char *before = NULL;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      const char *template = cam_starter_get_text (table, row, "template");
      const char *milestone = cam_starter_get_text (table, row, "milestone");
      g_autofree char *template_uuid = cam_starter_dup_uuid ("activity", template);
      g_autofree char *key = g_strconcat (template, ":", milestone, NULL);
      g_autofree char *uuid = cam_starter_dup_uuid ("milestone", key);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "activity_uuid", cam_text (template_uuid) },
        { "name", cam_text (milestone) },
        { "position", cam_integer (cam_starter_get_integer (table, row, "position", 0)) },
      };

      if ((g_strcmp0 (template, before) != 0 &&
           !write_template (self, template, template_uuid, cam_starter_get_text (table, row, "description"), error)) ||
          !put_row (self, "milestone", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
      before = template;
    }
  return TRUE;
}

static gboolean
write_event (Loader      *self,
             const char  *name,
             const char  *uuid,
             const char  *aim,
             GError     **error)
{
  CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (name) },
    { "kind", cam_text ("engagement") },
    { "aim", cam_text (aim) },
    { "is_template", cam_integer (1) },
  };

  return put_row (self, "event", cells, G_N_ELEMENTS (cells), error);
}

/* The rows of one stand together in the table. */
static gboolean
write_checklists (Loader  *self,
                  GError **error)
{
  const CamCsv *table = self->pack->checklists;
  const char *before = NULL;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      const char *template = cam_starter_get_text (table, row, "template");
      const char *task = cam_starter_get_text (table, row, "task");
      g_autofree char *event_key = g_strconcat ("template:", template, NULL);
      g_autofree char *event_uuid = cam_starter_dup_uuid ("event", event_key);
      g_autofree char *key = g_strconcat (template, ":", task, NULL);
      g_autofree char *uuid = cam_starter_dup_uuid ("event_task", key);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "event_uuid", cam_text (event_uuid) },
        { "name", cam_text (task) },
        { "days_before", cam_integer (cam_starter_get_integer (table, row, "days_before", 0)) },
        { "position", cam_integer (cam_starter_get_integer (table, row, "position", 0)) },
      };

      /* A list that is there keeps what was taken off it. */
      if (self->kept != NULL && g_hash_table_contains (self->kept, event_uuid))
        continue;
      if ((g_strcmp0 (template, before) != 0 &&
           !write_event (self, template, event_uuid, cam_starter_get_text (table, row, "aim"), error)) ||
          !put_row (self, "event_task", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
      before = template;
    }
  return TRUE;
}

static gboolean
write_holidays (Loader  *self,
                GError **error)
{
  const CamCsv *table = self->pack->holidays;

  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      const char *day = cam_starter_get_text (table, row, "day");
      g_autofree char *key = g_strconcat ("bank:", day, NULL);
      g_autofree char *uuid = cam_starter_dup_uuid ("holiday", key);
      CamCell cells[] = {
        { "uuid", cam_text (uuid) },
        { "deleted", cam_integer (0) },
        { "name", cam_text (cam_starter_get_text (table, row, "name")) },
        { "kind", cam_text ("bank") },
        { "starts_on", cam_text (day) },
        { "ends_on", cam_text (day) },
        { "source", cam_text ("Bank holidays of England and Wales, by their rules") },
      };

      if (self->kept != NULL && g_hash_table_contains (self->kept, day))
        continue;
      if (!put_row (self, "holiday", cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

/* Refuses a file with content of its own; remembers rows that an undone start left behind. */
static gboolean
look_at_table (Loader      *self,
               const char  *table,
               GError     **error)
{
  const char *columns[] = { "uuid", "deleted", NULL };
  g_autoptr (CamCursor) cursor =
    cam_writer_select (self->writer, table, columns, NULL, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      if (cam_cursor_get_integer (cursor, 1) == 0)
        {
          g_set_error_literal (
            error, CAM_ERROR, CAM_ERROR_INVALID,
            "The starter pack goes into an empty file, and this one is in use already.");
          return FALSE;
        }
      g_hash_table_add (self->known, g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_file (Loader  *self,
              GError **error)
{
  static const char *tables[] = { "area", "area_member", "priority", "organisation", "corporate_priority",
                                  "activity", "milestone", "event", "event_task", "holiday", "partner_group",
                                  "group_organisation" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!look_at_table (self, tables[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pack (Loader  *self,
            GError **error)
{
  for (guint i = 0; i < self->pack->places->len; i++)
    if (!write_place (self, g_ptr_array_index (self->pack->places, i), error))
      return FALSE;
  return write_members (self, error) && write_priorities (self, error) &&
         write_organisations (self, error) && write_crg (self, error) && write_corporate (self, error) &&
         write_templates (self, error) && write_checklists (self, error) && write_holidays (self, error);
}

/* The CamWriteFunc of the one action. */
static gboolean
load_func (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CamStarterPack) pack = NULL;
  Loader self = { .writer = writer, .known = known };

  if (!look_at_file (&self, error))
    return FALSE;
  pack = cam_starter_pack_new (error);
  if (pack == NULL)
    return FALSE;
  self.pack = pack;
  return write_pack (&self, error);
}

gboolean
cam_starter_load (CamStore  *store,
                  GError   **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write (store, _("Start with Cambridgeshire’s areas, priorities and partners"),
                          load_func, NULL, error);
}

void
cam_starter_load_async (CamStore            *store,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));

  cam_store_write_async (store, _ ("Start with Cambridgeshire’s areas, priorities and partners"),
                         load_func, NULL, NULL, cancellable, callback, user_data);
}

gboolean
cam_starter_load_finish (CamStore      *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  return cam_store_write_finish (store, result, error);
}

/* What a part of the pack is about. */
static const struct
{
  const char *label;
  const char *tables[2];
  gboolean  (*write) (Loader *self, GError **error);
} parts[] = {
  [CAM_STARTER_BANK_HOLIDAYS] = { N_("Add England’s bank holidays"), { "holiday" }, write_holidays },
  [CAM_STARTER_CHECKLIST] = { N_("Add checklist of an engagement event"), { "event", "event_task" }, write_checklists },
};

typedef struct
{
  CamStarterPart part;
  guint          n_put;
} Adding;

/* What is there stays as it is, a bank holiday whoever wrote it. */
static gboolean
keep_table (Loader      *self,
            const char  *table,
            GError     **error)
{
  const char *columns[] = { "uuid", "deleted", g_str_equal (table, "holiday") ? "starts_on" : NULL, NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_writer_select (self->writer, table, columns, columns[2] != NULL ? "WHERE deleted = 1 OR kind = 'bank'" : NULL,
                              NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      gboolean is_deleted = cam_cursor_get_integer (cursor, 1) != 0;

      if (!cam_cursor_is_null (cursor, 0))
        g_hash_table_add (is_deleted ? self->known : self->kept, g_strdup (cam_cursor_get_text (cursor, 0)));
      if (!is_deleted && columns[2] != NULL && !cam_cursor_is_null (cursor, 2))
        g_hash_table_add (self->kept, g_strdup (cam_cursor_get_text (cursor, 2)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_func (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Adding *adding = data;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CamStarterPack) pack = cam_starter_pack_new (error);
  Loader self = { .writer = writer, .pack = pack, .known = known, .kept = kept };

  if (pack == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts[adding->part].tables) && parts[adding->part].tables[i] != NULL; i++)
    if (!keep_table (&self, parts[adding->part].tables[i], error))
      return FALSE;
  if (!parts[adding->part].write (&self, error))
    return FALSE;
  adding->n_put = self.n_put;
  return TRUE;
}

const char *
cam_starter_part_get_label (CamStarterPart part)
{
  g_return_val_if_fail (part < G_N_ELEMENTS (parts), NULL);

  return _(parts[part].label);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_int (task, adding->n_put);
  else
    g_task_return_error (task, error);
}

void
cam_starter_add_async (CamStore            *store,
                       CamStarterPart       part,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Adding *adding = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (part < G_N_ELEMENTS (parts));

  adding = g_new0 (Adding, 1);
  adding->part = part;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, cam_starter_add_async);
  g_task_set_task_data (task, adding, g_free);
  cam_store_write_async (store, _(parts[part].label), add_func, adding, NULL, NULL, added_cb, g_steal_pointer (&task));
}

int
cam_starter_add_finish (CamStore      *store,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

int
cam_starter_add (CamStore        *store,
                 CamStarterPart   part,
                 GError         **error)
{
  Adding adding = { part, 0 };

  g_return_val_if_fail (CAM_IS_STORE (store), -1);
  g_return_val_if_fail (part < G_N_ELEMENTS (parts), -1);

  return cam_store_write (store, _(parts[part].label), add_func, &adding, error) ? (int) adding.n_put : -1;
}
