/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-lines-private.h"

#include "cam-activity-work-private.h"
#include "cam-geometry.h"
#include "cam-link-work.h"
#include "cam-partner-groups.h"
#include "cam-uuid-name.h"

/* Table by table, so that rows of one kind follow each other. */

#define MAX_CELLS (CAM_CONTACT_N_TEXTS + 8)

/* Rows that belong to what was written before. */
typedef struct
{
  const CamContactEntry *entry;
  char                  *uuid;     /* of its row */
  CamContactChange       change;
  GPtrArray             *joins;    /* (nullable) (element-type CamContactGroup): groups */
} Pending;

typedef struct
{
  CamContactFile        *file;
  CamWriter             *writer;
  CamContactBook        *book;
  const CamContactBasis *basis;
  GCancellable          *cancellable;
  GArray                *pending;   /* (element-type Pending) */
  guint                  n_done;
} Writing;

static void
pending_clear (gpointer data)
{
  Pending *self = data;

  g_free (self->uuid);
  g_clear_pointer (&self->joins, g_ptr_array_unref);
}

static CamCursor *
select_in_writer (gpointer         source,
                  const char      *table,
                  const char     **columns,
                  const char      *clause,
                  const CamValue  *params,
                  guint            n_params,
                  GError         **error)
{
  return cam_writer_select (source, table, columns, clause, params, n_params, error);
}

/* The uuid of the one that a person works for, made where it is not here. (transfer none) */
static const char *
write_organisation (Writing     *self,
                    const char  *name,
                    GError     **error)
{
  const CamContactEntry *found = cam_contact_book_find_organisation (self->book, name);
  const CamCell cell = { "name", cam_text (name) };
  g_autofree char *uuid = NULL;

  if (found != NULL)
    return found->uuid;
  uuid = cam_writer_insert (self->writer, "organisation", &cell, 1, error);
  return uuid != NULL ? cam_contact_book_note_organisation (self->book, name, uuid) : NULL;
}

static gboolean
is_crg (const CamContactGroup *group)
{
  return g_strcmp0 (group->uuid, cam_partner_groups_get_crg_uuid ()) == 0;
}

/* A group that is made, or the CRG of a file that does not know it as one: both have one uuid in every copy. */
static gboolean
write_group (Writing          *self,
             CamContactGroup  *group,
             GError          **error)
{
  g_autofree char *folded = g_utf8_casefold (group->name, -1);
  g_autofree char *key = g_strconcat ("group:called:", folded, NULL);
  g_autofree char *uuid = group->uuid != NULL ? g_strdup (group->uuid) : cam_uuid_from_name (key);
  const CamCell cells[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "name", cam_text (group->name) },
    { "short_name", cam_text (group->uuid != NULL ? CAM_PARTNER_CRG_SHORT_NAME : NULL) },
    { "kind", cam_text ("group") },
  };

  if (group->uuid != NULL && !is_crg (group))
    return TRUE;
  if (!cam_work_put_row (self->writer, "partner_group", cells, G_N_ELEMENTS (cells), error))
    return FALSE;
  if (group->uuid == NULL)
    group->uuid = g_steal_pointer (&uuid);
  return TRUE;
}

/* The groups that @entry is to belong to, made where they are not here; NULL for none, and with @error. */
static GPtrArray *
write_groups (Writing                 *self,
              const CamContactEntry   *entry,
              const CamContactChange  *change,
              GError                 **error)
{
  CamContactGroups *groups = cam_contact_book_get_groups (self->book);
  g_autoptr (GPtrArray) joins = change->groups ? cam_contact_groups_list_joins (groups, entry, change->stored) : NULL;

  for (guint i = 0; joins != NULL && i < joins->len; i++)
    if (!write_group (self, g_ptr_array_index (joins, i), error))
      return NULL;
  return g_steal_pointer (&joins);
}

/* All columns of a new row; of one that is here what changes. */
static guint
fill_cells (Writing                *self,
            const CamContactEntry  *entry,
            const Pending          *pending,
            const char             *organisation,
            CamCell                *cells)
{
  const CamContactChange *change = &pending->change;
  gboolean is_new = change->stored == NULL;
  guint n = 0;

  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    {
      const char *column = cam_contact_text_get_column (i, entry->table);

      if (column != NULL && (is_new || (change->texts >> i & 1) != 0))
        cells[n++] = (CamCell) { column, cam_text (entry->text[i]) };
    }
  /* What older versions read. */
  for (guint i = 0; entry->table == CAM_CONTACT_ORGANISATION && pending->joins != NULL && i < pending->joins->len; i++)
    if (is_crg (g_ptr_array_index (pending->joins, i)))
      cells[n++] = (CamCell) { "crg", cam_integer (1) };
  if (entry->table != CAM_CONTACT_PERSON)
    return n;
  if (is_new || change->organisation)
    cells[n++] = (CamCell) { "organisation_uuid", cam_text (organisation) };
  if (is_new || change->do_not_contact)
    cells[n++] = (CamCell) { "do_not_contact", cam_integer (entry->do_not_contact) };
  if (is_new)
    {
      cells[n++] = (CamCell) { "lawful_basis", cam_text (self->basis->basis) };
      cells[n++] = (CamCell) { "lawful_basis_note", cam_text (self->basis->note) };
      cells[n++] = (CamCell) { "source", cam_text (self->basis->source) };
      cells[n++] = (CamCell) { "collected_on", cam_text (self->basis->collected_on) };
    }
  return n;
}

/* Its own row. */
static gboolean
write_row (Writing                *self,
           const CamContactEntry  *entry,
           Pending                *pending,
           GError                **error)
{
  const char *table = entry->table == CAM_CONTACT_PERSON ? "person" : "organisation";
  const char *organisation = NULL;
  CamCell cells[MAX_CELLS];
  guint n_cells = 0;

  if (entry->organisation != NULL && pending->change.organisation)
    {
      organisation = write_organisation (self, entry->organisation, error);
      if (organisation == NULL)
        return FALSE;
    }
  n_cells = fill_cells (self, entry, pending, organisation, cells);
  if (pending->change.stored != NULL)
    {
      pending->uuid = g_strdup (pending->change.stored->uuid);
      return n_cells == 0 || cam_writer_update (self->writer, table, pending->uuid, cells, n_cells, error);
    }
  pending->uuid = cam_writer_insert (self->writer, table, cells, n_cells, error);
  if (pending->uuid != NULL)
    cam_contact_book_note (self->book, entry, pending->uuid);
  return pending->uuid != NULL;
}

static gboolean
write_entry (Writing                *self,
             const CamContactEntry  *entry,
             GError                **error)
{
  Pending pending = { entry, NULL };

  if (!cam_contact_compare (entry, self->book, select_in_writer, self->writer, &pending.change, error))
    return FALSE;
  if (!cam_contact_change_is_any (&pending.change))
    return TRUE;
  pending.joins = write_groups (self, entry, &pending.change, error);
  if ((pending.joins != NULL) != pending.change.groups || !write_row (self, entry, &pending, error))
    {
      pending_clear (&pending);
      return FALSE;
    }
  g_array_append_val (self->pending, pending);
  return TRUE;
}

/* The organisations that people bring along come before the people. */
static gboolean
write_organisations_of_people (Writing  *self,
                               GError  **error)
{
  for (guint i = 0; i < self->file->entries->len; i++)
    {
      const CamContactEntry *entry = g_ptr_array_index (self->file->entries, i);
      CamContactChange change;

      if (entry->reason != NULL || entry->table != CAM_CONTACT_PERSON || entry->organisation == NULL
          || cam_contact_book_find_organisation (self->book, entry->organisation) != NULL)
        continue;
      if (!cam_contact_compare (entry, self->book, select_in_writer, self->writer, &change, error))
        return FALSE;
      if (cam_contact_change_is_any (&change) && write_organisation (self, entry->organisation, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_table (Writing         *self,
             CamContactTable  table,
             GError         **error)
{
  for (guint i = 0; i < self->file->entries->len; i++)
    {
      const CamContactEntry *entry = g_ptr_array_index (self->file->entries, i);

      if (entry->table != table)
        continue;
      if (++self->n_done % 100 == 0
          && (g_cancellable_set_error_if_cancelled (self->cancellable, error)
              || !cam_writer_set_progress (self->writer, 0.8 * self->n_done / self->file->entries->len, NULL, error)))
        return FALSE;
      if (entry->reason == NULL && !write_entry (self, entry, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_contact (Writing        *self,
                const Pending  *pending,
                const char     *kind,
                const char     *label,
                const char     *value,
                guint           position,
                GError        **error)
{
  gboolean is_person = pending->entry->table == CAM_CONTACT_PERSON;
  const CamCell cells[] = { { is_person ? "person_uuid" : "organisation_uuid", cam_text (pending->uuid) }, { "kind", cam_text (kind) },
                            { "label", cam_text (label) }, { "value", cam_text (value) }, { "position", cam_integer (position) } };
  g_autofree char *uuid = cam_writer_insert (self->writer, is_person ? "person_contact" : "organisation_contact", cells,
                                             G_N_ELEMENTS (cells), error);

  return uuid != NULL;
}

static GBytes *
make_point (const CamContactMore *more)
{
  g_autoptr (CamGeometry) point = cam_geometry_new_point (more->lon, more->lat);

  return cam_geometry_to_gpkg (point);
}

static gboolean
insert_address (Writing               *self,
                const Pending         *pending,
                const CamContactMore  *more,
                guint                  position,
                GError               **error)
{
  g_autoptr (GBytes) geom = more->has_point ? make_point (more) : NULL;
  const CamCell cells[] = { { "organisation_uuid", cam_text (pending->uuid) }, { "label", cam_text (more->label) },
                            { "address", cam_text (more->value) }, { "postcode", cam_text (more->postcode) },
                            { "position", cam_integer (position) }, { "geom", cam_blob (geom) } };
  g_autofree char *uuid = cam_writer_insert (self->writer, "organisation_address", cells, G_N_ELEMENTS (cells), error);

  return uuid != NULL;
}

static gboolean
is_address_row (const CamContactEntry *entry,
                const CamContactMore  *more)
{
  return entry->table == CAM_CONTACT_ORGANISATION && g_str_equal (more->kind, "address");
}

/* The addresses of organisations, or all else. */
static gboolean
write_more (Writing        *self,
            const Pending  *pending,
            gboolean        addresses,
            GError        **error)
{
  static const char *const kinds[] = { "phone", "email" };
  static const CamContactText texts[] = { CAM_CONTACT_PHONE, CAM_CONTACT_EMAIL };
  const CamContactEntry *entry = pending->entry;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && !addresses; i++)
    if (pending->change.further[i] && !insert_contact (self, pending, kinds[i], NULL, entry->text[texts[i]], 0, error))
      return FALSE;
  for (guint i = 0; i < entry->more->len; i++)
    {
      const CamContactMore *more = g_ptr_array_index (entry->more, i);

      if (!cam_contact_change_has_more (&pending->change, i) || is_address_row (entry, more) != addresses)
        continue;
      if (addresses ? !insert_address (self, pending, more, i, error)
                    : !insert_contact (self, pending, more->kind, more->label, more->value, i, error))
        return FALSE;
    }
  return TRUE;
}

/* The place of an address that is here. */
static gboolean
write_place (Writing        *self,
             const Pending  *pending,
             GError        **error)
{
  g_autoptr (GBytes) geom = NULL;
  CamCell cell = { "geom" };

  if (pending->change.place == NULL)
    return TRUE;
  geom = make_point (cam_contact_entry_get_address (pending->entry));
  cell.value = cam_blob (geom);
  return cam_writer_update (self->writer, "organisation_address", pending->change.place->uuid, &cell, 1, error);
}

static gboolean
write_memberships (Writing        *self,
                   const Pending  *pending,
                   GError        **error)
{
  static const CamLink links[] = {
    [CAM_CONTACT_PERSON] = { "group_person", "group_uuid", "person_uuid" },
    [CAM_CONTACT_ORGANISATION] = { "group_organisation", "group_uuid", "organisation_uuid" },
  };

  for (guint i = 0; pending->joins != NULL && i < pending->joins->len; i++)
    {
      const CamContactGroup *group = g_ptr_array_index (pending->joins, i);

      if (!cam_link_put (self->writer, &links[pending->entry->table], group->uuid, pending->uuid, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_picture (Writing        *self,
               const Pending  *pending,
               GError        **error)
{
  gboolean is_person = pending->entry->table == CAM_CONTACT_PERSON;
  const CamCell cells[] = { { is_person ? "person_uuid" : "organisation_uuid", cam_text (pending->uuid) },
                            { "media_type", cam_text (pending->entry->media) }, { "content", cam_blob (pending->entry->picture) } };
  g_autofree char *uuid = NULL;

  if (!pending->change.picture)
    return TRUE;
  uuid = cam_writer_insert (self->writer, is_person ? "person_photo" : "organisation_logo", cells, G_N_ELEMENTS (cells), error);
  return uuid != NULL;
}

static gboolean
write_pending (Writing  *self,
               GError  **error)
{
  for (guint pass = 0; pass < 4; pass++)
    for (guint i = 0; i < self->pending->len; i++)
      {
        const Pending *pending = &g_array_index (self->pending, Pending, i);

        if (i % 200 == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
          return FALSE;
        if (pass < 2 ? !write_more (self, pending, pass == 1, error) || (pass == 1 && !write_place (self, pending, error))
            : pass == 2 ? !write_picture (self, pending, error) : !write_memberships (self, pending, error))
          return FALSE;
      }
  return TRUE;
}

/* Their rows come with the first who belongs to them. */
static void
make_groups (Writing           *self,
             const char *const *categories)
{
  CamContactGroups *groups = cam_contact_book_get_groups (self->book);

  for (guint i = 0; categories != NULL && categories[i] != NULL; i++)
    if (cam_contact_groups_find (groups, categories[i]) == NULL && cam_contact_groups_may_make (categories[i]))
      cam_contact_groups_add (groups, NULL, categories[i], NULL);
}

gboolean
cam_contact_file_write (CamContactFile         *self,
                        CamWriter              *writer,
                        const CamContactBasis  *basis,
                        const char *const      *categories,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (CamContactBook) book = cam_contact_book_new ();
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  Writing writing = { self, writer, book, basis, cancellable, pending, 0 };
  gboolean done = FALSE;

  g_array_set_clear_func (pending, pending_clear);
  while (!done)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !cam_contact_book_load_some (book, select_in_writer, writer, &done, error))
      return FALSE;
  make_groups (&writing, categories);
  return write_table (&writing, CAM_CONTACT_ORGANISATION, error)
         && write_organisations_of_people (&writing, error)
         && write_table (&writing, CAM_CONTACT_PERSON, error)
         && write_pending (&writing, error);
}
