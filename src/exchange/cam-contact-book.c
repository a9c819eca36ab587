/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-private.h"

#include "cam-name-fold.h"
#include "cam-partner-filter.h"
#include "cam-partner-groups.h"
#include "cam-person-name.h"
#include "cam-venue.h"

#include <string.h>

#define ROWS_AT_ONCE 300

typedef enum
{
  STEP_GROUPS,
  STEP_ORGANISATIONS,
  STEP_PEOPLE,
  STEP_ORGANISATION_CONTACTS,
  STEP_ADDRESSES,
  STEP_PERSON_CONTACTS,
  STEP_ORGANISATIONS_OF_GROUPS,
  STEP_PEOPLE_OF_GROUPS,
  STEP_NAMES,       /* make it possible to find them */
  STEP_DONE,
} Step;

struct _CamContactBook
{
  Step        step;
  gint64      last_fid;
  guint       n_named;
  GPtrArray  *people;         /* (element-type CamContactEntry) */
  GPtrArray  *organisations;
  GHashTable *by_uuid;
  GHashTable *by_key;         /* what may tell who somebody is → CamContactEntry; the first one holds */
  GHashTable *names;          /* of organisations, folded */
  CamContactGroups *groups;
  char       *today;          /* (nullable) */
};

CamContactBook *
cam_contact_book_new (void)
{
  CamContactBook *self = g_new0 (CamContactBook, 1);

  self->last_fid = G_MININT64;
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_contact_entry_free);
  self->organisations = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_contact_entry_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = cam_contact_groups_new ();
  return self;
}

void
cam_contact_book_free (CamContactBook *self)
{
  g_hash_table_unref (self->by_uuid);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->organisations);
  cam_contact_groups_free (self->groups);
  g_free (self->today);
  g_free (self);
}

void
cam_contact_book_set_today (CamContactBook *self,
                            const char     *today)
{
  g_set_str (&self->today, today);
}

CamContactGroups *
cam_contact_book_get_groups (CamContactBook *self)
{
  return self->groups;
}

/* One that nobody has chosen may go out; a word that other programs wrote is rather no leave than one. */
static gboolean
is_restricted (const char *visibility)
{
  return visibility != NULL && *visibility != '\0' && !g_str_equal (visibility, "public");
}

/* Columns: fid, uuid, those of the texts, and of people two more, of organisations one. */
static void
take_entry (CamContactBook *self,
            CamCursor      *cursor,
            CamContactTable table)
{
  g_autoptr (CamContactEntry) entry = cam_contact_entry_new (table);
  guint column = 2;

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (cam_cursor_get_text (cursor, 1) == NULL || g_hash_table_contains (self->by_uuid, cam_cursor_get_text (cursor, 1)))
    return;
  entry->uuid = g_strdup (cam_cursor_get_text (cursor, 1));
  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    if (cam_contact_text_get_column (i, table) != NULL)
      {
        const char *text = cam_cursor_get_text (cursor, column++);

        if (text != NULL && *text != '\0')
          entry->text[i] = g_strdup (text);
      }
  if (table == CAM_CONTACT_PERSON)
    {
      const CamContactEntry *organisation = NULL;

      entry->organisation_uuid = g_strdup (cam_cursor_get_text (cursor, column));
      entry->restricted = is_restricted (cam_cursor_get_text (cursor, column + 1));
      if (entry->organisation_uuid != NULL)
        organisation = g_hash_table_lookup (self->by_uuid, entry->organisation_uuid);
      if (organisation != NULL)
        entry->organisation = g_strdup (organisation->text[CAM_CONTACT_NAME]);
    }
  else
    entry->crg = cam_cursor_get_integer (cursor, column) != 0;
  g_hash_table_insert (self->by_uuid, entry->uuid, entry);
  g_ptr_array_add (table == CAM_CONTACT_PERSON ? self->people : self->organisations, g_steal_pointer (&entry));
}

static const char *
find_kind (const char *word)
{
  static const char *const kinds[] = { "phone", "email", "address", "website" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (word, kinds[i]) == 0)
      return kinds[i];
  return NULL;
}

/* Columns: fid, owner, kind, label, value. */
static void
take_contact (CamContactBook *self,
              CamCursor      *cursor)
{
  const char *owner = cam_cursor_get_text (cursor, 1);
  CamContactEntry *entry = owner != NULL ? g_hash_table_lookup (self->by_uuid, owner) : NULL;
  const char *kind = find_kind (cam_cursor_get_text (cursor, 2));

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (entry != NULL && kind != NULL)
    cam_contact_entry_add (entry, kind, cam_cursor_get_text (cursor, 3), cam_cursor_get_text (cursor, 4), NULL);
}

/* Columns: fid, owner, label, address, postcode, uuid, geom. */
static void
take_address (CamContactBook *self,
              CamCursor      *cursor)
{
  CamContactMore *more = NULL;
  g_autoptr (GBytes) geom = NULL;
  const char *owner = cam_cursor_get_text (cursor, 1);
  CamContactEntry *entry = owner != NULL ? g_hash_table_lookup (self->by_uuid, owner) : NULL;
  const char *address = cam_cursor_get_text (cursor, 3);
  const char *postcode = cam_cursor_get_text (cursor, 4);
  gboolean has_address = address != NULL && *address != '\0';

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (entry == NULL || !cam_contact_entry_add (entry, "address", cam_cursor_get_text (cursor, 2), has_address ? address : postcode,
                                               has_address ? postcode : NULL))
    return;
  more = g_ptr_array_index (entry->more, entry->more->len - 1);
  more->uuid = g_strdup (cam_cursor_get_text (cursor, 5));
  geom = cam_cursor_dup_blob (cursor, 6);
  more->has_point = cam_venue_read_point (geom, &more->lat, &more->lon);
}

/* Columns: fid, uuid, name, short_name. */
static void
take_group (CamContactBook *self,
            CamCursor      *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 1);
  const char *name = cam_cursor_get_text (cursor, 2);

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (uuid != NULL && name != NULL)
    cam_contact_groups_add (self->groups, uuid, name, cam_cursor_get_text (cursor, 3));
}

/* Columns: fid, group, member, starts_on, ends_on. */
static void
take_membership (CamContactBook *self,
                 CamCursor      *cursor)
{
  const char *member = cam_cursor_get_text (cursor, 2);
  CamContactGroup *group = cam_contact_groups_get (self->groups, cam_cursor_get_text (cursor, 1));
  CamContactEntry *entry = member != NULL ? g_hash_table_lookup (self->by_uuid, member) : NULL;
  const char *starts = cam_cursor_get_text (cursor, 3);
  const char *ends = cam_cursor_get_text (cursor, 4);

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (group != NULL && entry != NULL)
    cam_contact_entry_add_membership (entry, group, self->today == NULL
                                      || ((starts == NULL || strcmp (starts, self->today) <= 0)
                                          && (ends == NULL || strcmp (ends, self->today) >= 0)));
}

/* What files of older versions say of the CRG, whether or not they know it as a group. */
static void
take_crg (CamContactBook *self)
{
  const char *uuid = cam_partner_groups_get_crg_uuid ();
  CamContactGroup *crg = cam_contact_groups_get (self->groups, uuid);

  for (guint i = 0; i < self->organisations->len; i++)
    {
      CamContactEntry *entry = g_ptr_array_index (self->organisations, i);
      gboolean is_said = FALSE;

      if (!entry->crg)
        continue;
      if (crg == NULL)
        crg = cam_contact_groups_add (self->groups, uuid, cam_partner_groups_get_crg_name (), CAM_PARTNER_CRG_SHORT_NAME);
      for (guint j = 0; entry->memberships != NULL && j < entry->memberships->len && !is_said; j++)
        is_said = g_array_index (entry->memberships, CamContactMembership, j).group == crg;
      if (!is_said)
        cam_contact_entry_add_membership (entry, crg, TRUE);
    }
}

static gboolean
load (CamContactBook    *self,
      CamContactSelect   select,
      gpointer           source,
      const char        *table,
      const char       **columns,
      guint             *n_rows,
      GError           **error)
{
  const CamValue after = cam_integer (self->last_fid);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = select (source, table, columns, "WHERE deleted = 0 AND fid > ?1 ORDER BY fid LIMIT "
                                         G_STRINGIFY (ROWS_AT_ONCE), &after, 1, error);

  *n_rows = 0;
  if (cursor == NULL)
    return FALSE;
  for (; cam_cursor_next (cursor, &local_error); ++*n_rows)
    if (self->step == STEP_ORGANISATIONS || self->step == STEP_PEOPLE)
      take_entry (self, cursor, self->step == STEP_PEOPLE ? CAM_CONTACT_PERSON : CAM_CONTACT_ORGANISATION);
    else if (self->step == STEP_GROUPS)
      take_group (self, cursor);
    else if (self->step == STEP_ADDRESSES)
      take_address (self, cursor);
    else if (self->step == STEP_ORGANISATIONS_OF_GROUPS || self->step == STEP_PEOPLE_OF_GROUPS)
      take_membership (self, cursor);
    else
      take_contact (self, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Marks whoever is not to be contacted among the people that were read after @first. */
static gboolean
mark_refusals (CamContactBook    *self,
               CamContactSelect   select,
               gpointer           source,
               gint64             first,
               GError           **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue between[] = { cam_integer (first), cam_integer (self->last_fid) };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = select (source, "person", columns, "WHERE deleted = 0 AND fid > ?1 AND fid <= ?2 AND NOT "
                                         CAM_PARTNER_MAY_CONTACT, between, G_N_ELEMENTS (between), error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *uuid = cam_cursor_get_text (cursor, 0);
      CamContactEntry *entry = uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;

      if (entry != NULL)
        entry->do_not_contact = TRUE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_entries (CamContactBook    *self,
              CamContactSelect   select,
              gpointer           source,
              CamContactTable    table,
              guint             *n_rows,
              GError           **error)
{
  const char *columns[CAM_CONTACT_N_TEXTS + 5] = { "fid", "uuid" };
  const gint64 first = self->last_fid;
  guint n = 2;

  for (guint i = 0; i < CAM_CONTACT_N_TEXTS; i++)
    if (cam_contact_text_get_column (i, table) != NULL)
      columns[n++] = cam_contact_text_get_column (i, table);
  if (table == CAM_CONTACT_PERSON)
    {
      columns[n++] = "organisation_uuid";
      columns[n++] = "visibility";
    }
  else
    columns[n++] = "crg";
  return load (self, select, source, table == CAM_CONTACT_PERSON ? "person" : "organisation", columns, n_rows, error)
         && (table != CAM_CONTACT_PERSON || mark_refusals (self, select, source, first, error));
}

static void
add_key (CamContactBook        *self,
         GHashTable            *keys,
         char                  *key,
         const CamContactEntry *entry)
{
  if (g_hash_table_contains (keys, key))
    g_free (key);
  else
    g_hash_table_insert (keys, key, (gpointer) entry);
}

/* Whatever stands before it: "urn:uuid:" and the like. */
static char *
fold_uid (const char *uid)
{
  g_autofree char *small = g_ascii_strdown (uid, -1);

  return g_strdup (g_str_has_prefix (small, "urn:uuid:") ? small + 9 : small);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* In whatever order the words of the name are. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = cam_person_name_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

static char *
make_value_key (const char *kind,
                const char *value,
                const char *name)
{
  g_autofree char *folded = cam_contact_fold_value (kind, value);

  return g_strconcat (kind, "\n", folded, "\n", name, NULL);
}

/* However the organisation is spelt. */
static char *
fold_organisation (CamContactBook        *self,
                   const CamContactEntry *entry)
{
  const CamContactEntry *found = NULL;

  if (entry->organisation_uuid != NULL || entry->organisation == NULL)
    return g_strdup (entry->organisation_uuid != NULL ? entry->organisation_uuid : "");
  found = cam_contact_book_find_organisation (self, entry->organisation);
  return found != NULL ? g_strdup (found->uuid) : cam_name_fold (entry->organisation);
}

/* In the order in which they count. */
static GPtrArray *
list_person_keys (CamContactBook        *self,
                  const CamContactEntry *entry,
                  gboolean               is_row)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = NULL;
  g_autofree char *organisation = NULL;

  if (entry->text[CAM_CONTACT_NAME] == NULL)
    return keys;
  name = fold_name (entry->text[CAM_CONTACT_NAME]);
  if (*name == '\0')
    return keys;
  for (guint i = 0; i < 2; i++)
    {
      const char *kind = i == 0 ? "email" : "phone";
      const char *first = entry->text[i == 0 ? CAM_CONTACT_EMAIL : CAM_CONTACT_PHONE];

      if (first != NULL)
        g_ptr_array_add (keys, make_value_key (kind, first, name));
      for (guint j = 0; j < entry->more->len; j++)
        {
          const CamContactMore *more = g_ptr_array_index (entry->more, j);

          if (g_str_equal (more->kind, kind))
            g_ptr_array_add (keys, make_value_key (kind, more->value, name));
        }
    }
  if (!is_row && keys->len > 0)
    return keys;
  organisation = fold_organisation (self, entry);
  g_ptr_array_add (keys, g_strconcat ("name\n", organisation, "\n", name, NULL));
  return keys;
}

static void
name_person (CamContactBook        *self,
             const CamContactEntry *entry)
{
  g_autoptr (GPtrArray) keys = list_person_keys (self, entry, TRUE);

  for (guint i = 0; i < keys->len; i++)
    add_key (self, self->by_key, g_strdup (g_ptr_array_index (keys, i)), entry);
}

static void
name_organisation (CamContactBook        *self,
                   const CamContactEntry *entry)
{
  const char *whole[] = { entry->text[CAM_CONTACT_NAME], entry->text[CAM_CONTACT_SHORT_NAME] };
  g_auto (GStrv) others = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    if (whole[i] != NULL)
      add_key (self, self->names, cam_name_fold (whole[i]), entry);
  if (entry->text[CAM_CONTACT_OTHER_NAMES] == NULL)
    return;
  others = g_strsplit_set (entry->text[CAM_CONTACT_OTHER_NAMES], "\n;", 50);
  for (guint i = 0; others[i] != NULL; i++)
    add_key (self, self->names, cam_name_fold (others[i]), entry);
}

static void
name_entry (CamContactBook        *self,
            const CamContactEntry *entry)
{
  if (entry->text[CAM_CONTACT_UID] != NULL)
    {
      g_autofree char *uid = fold_uid (entry->text[CAM_CONTACT_UID]);

      add_key (self, self->by_key, g_strdup_printf ("uid %u\n%s", entry->table, uid), entry);
    }
  if (entry->table == CAM_CONTACT_PERSON)
    name_person (self, entry);
  else
    name_organisation (self, entry);
}

static void
name_some (CamContactBook *self)
{
  guint n_all = self->organisations->len + self->people->len;
  guint end = MIN (n_all, self->n_named + ROWS_AT_ONCE);

  for (; self->n_named < end; self->n_named++)
    name_entry (self, self->n_named < self->organisations->len
                        ? g_ptr_array_index (self->organisations, self->n_named)
                        : g_ptr_array_index (self->people, self->n_named - self->organisations->len));
  if (self->n_named == n_all)
    self->step = STEP_DONE;
}

gboolean
cam_contact_book_load_some (CamContactBook    *self,
                            CamContactSelect   select,
                            gpointer           source,
                            gboolean          *done,
                            GError           **error)
{
  static const struct
  {
    const char *table;
    const char *columns[8];
  } tables[STEP_NAMES] = {
    [STEP_GROUPS] = { "partner_group", { "fid", "uuid", "name", "short_name" } },
    [STEP_ORGANISATION_CONTACTS] = { "organisation_contact", { "fid", "organisation_uuid", "kind", "label", "value" } },
    [STEP_ADDRESSES] = { "organisation_address", { "fid", "organisation_uuid", "label", "address", "postcode", "uuid", "geom" } },
    [STEP_PERSON_CONTACTS] = { "person_contact", { "fid", "person_uuid", "kind", "label", "value" } },
    [STEP_ORGANISATIONS_OF_GROUPS] = { "group_organisation", { "fid", "group_uuid", "organisation_uuid", "starts_on", "ends_on" } },
    [STEP_PEOPLE_OF_GROUPS] = { "group_person", { "fid", "group_uuid", "person_uuid", "starts_on", "ends_on" } },
  };
  gboolean sound = TRUE;
  guint n_rows = 0;

  if (self->step == STEP_ORGANISATIONS || self->step == STEP_PEOPLE)
    sound = load_entries (self, select, source, self->step == STEP_PEOPLE ? CAM_CONTACT_PERSON : CAM_CONTACT_ORGANISATION, &n_rows, error);
  else if (self->step < STEP_NAMES)
    sound = load (self, select, source, tables[self->step].table, (const char **) tables[self->step].columns, &n_rows, error);
  else
    name_some (self);
  if (!sound)
    return FALSE;
  if (self->step < STEP_NAMES && n_rows < ROWS_AT_ONCE)
    {
      self->step++;
      self->last_fid = G_MININT64;
      if (self->step == STEP_PEOPLE_OF_GROUPS)
        take_crg (self);
    }
  *done = self->step == STEP_DONE;
  return TRUE;
}

const CamContactEntry *
cam_contact_book_get (CamContactBook *self,
                      const char     *uuid)
{
  return g_hash_table_lookup (self->by_uuid, uuid);
}

GPtrArray *
cam_contact_book_list (CamContactBook  *self,
                       CamContactTable  table)
{
  return table == CAM_CONTACT_PERSON ? self->people : self->organisations;
}

const CamContactEntry *
cam_contact_book_find_organisation (CamContactBook *self,
                                    const char     *name)
{
  g_autofree char *folded = cam_name_fold (name);

  return *folded != '\0' ? g_hash_table_lookup (self->names, folded) : NULL;
}

const CamContactEntry *
cam_contact_book_find (CamContactBook        *self,
                       const CamContactEntry *entry)
{
  g_autoptr (GPtrArray) keys = NULL;
  const CamContactEntry *found = NULL;

  if (entry->text[CAM_CONTACT_UID] != NULL)
    {
      g_autofree char *uid = fold_uid (entry->text[CAM_CONTACT_UID]);
      g_autofree char *key = g_strdup_printf ("uid %u\n%s", entry->table, uid);

      found = g_hash_table_lookup (self->by_key, key);
      if (found == NULL)
        found = g_hash_table_lookup (self->by_uuid, uid);
      if (found != NULL && found->table == entry->table)
        return found;
    }
  if (entry->table == CAM_CONTACT_ORGANISATION)
    return entry->text[CAM_CONTACT_NAME] != NULL ? cam_contact_book_find_organisation (self, entry->text[CAM_CONTACT_NAME]) : NULL;
  keys = list_person_keys (self, entry, FALSE);
  found = NULL;
  for (guint i = 0; i < keys->len && found == NULL; i++)
    found = g_hash_table_lookup (self->by_key, g_ptr_array_index (keys, i));
  return found;
}

void
cam_contact_book_take (CamContactBook  *self,
                       CamContactEntry *entry)
{
  g_hash_table_insert (self->by_uuid, entry->uuid, entry);
  g_ptr_array_add (entry->table == CAM_CONTACT_PERSON ? self->people : self->organisations, entry);
  name_entry (self, entry);
}

GBytes *
cam_contact_load_picture (const CamContactEntry  *entry,
                          CamContactSelect        select,
                          gpointer                source,
                          char                  **media,
                          GError                **error)
{
  const char *columns[] = { "media_type", "content", NULL };
  gboolean is_person = entry->table == CAM_CONTACT_PERSON;
  const CamValue of = cam_text (entry->uuid);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = select (source, is_person ? "person_photo" : "organisation_logo", columns,
                                         is_person ? "WHERE person_uuid = ?1 AND deleted = 0 ORDER BY fid DESC LIMIT 1"
                                                   : "WHERE organisation_uuid = ?1 AND deleted = 0 ORDER BY fid DESC LIMIT 1",
                                         &of, 1, error);

  if (cursor == NULL)
    return NULL;
  if (cam_cursor_next (cursor, &local_error))
    {
      if (media != NULL)
        *media = g_strdup (cam_cursor_get_text (cursor, 0));
      return cam_cursor_dup_blob (cursor, 1);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
