/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-filter-private.h"

#include "cam-area-graph.h"
#include "cam-organisation.h"
#include "cam-partner-groups.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-search.h"
#include "cam-track-rows.h"

#include <json-glib/json-glib.h>

/* What a filter means in the file. Values are parameters, never part of a clause. */

/* The tables whose changes change what is chosen. */
static const char *const tables[][10] = {
  [CAM_PARTNER_PEOPLE] = { "person_contact", "person_role", "person_area", "person_consent", "group_person",
                           "partner_group", "organisation", "area", "area_member", NULL },
  [CAM_PARTNER_ORGANISATIONS] = { "organisation_contact", "organisation_address", "organisation_area",
                                  "group_organisation", "partner_group", "area", "area_member", NULL },
};

typedef struct
{
  const CamPartnerFilter *filter;
  CamStore               *store;
  GArray                 *params;
  GString                *narrow;
  guint                   day;     /* number of the parameter */
} Builder;

void
cam_partner_clause_clear (CamPartnerClause *self)
{
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->narrow, g_free);
  g_clear_pointer (&self->params, g_array_unref);
}

static const char *
get_table (const CamPartnerFilter *self)
{
  return self->type == CAM_PARTNER_ORGANISATIONS ? "organisation" : "person";
}

/* The number of a parameter for @text. */
static guint
add_param (Builder    *self,
           const char *text)
{
  CamValue value = cam_value_copy (cam_text (text));

  g_array_append_val (self->params, value);
  return self->params->len;
}

static guint
add_field (Builder         *self,
           CamPartnerField  field)
{
  return add_param (self, self->filter->fields[field]);
}

static void G_GNUC_PRINTF (2, 3)
add_clause (Builder    *self,
            const char *format,
            ...)
{
  va_list args;

  if (self->narrow->len > 0)
    g_string_append (self->narrow, " AND ");
  va_start (args, format);
  g_string_append_vprintf (self->narrow, format, args);
  va_end (args);
}

/* (transfer full) */
static char *
dup_json (const char *const *texts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
add_areas (Builder           *self,
           const char *const *areas)
{
  const char *table = get_table (self->filter);
  g_autofree char *json = dup_json (areas);

  add_clause (self, "%s.uuid IN (SELECT works.%s_uuid FROM %s_area AS works WHERE works.deleted = 0"
              " AND works.area_uuid IN (SELECT value FROM json_each (?%u)))", table, table, table, add_param (self, json));
}

static gboolean
add_area (Builder     *self,
          const char  *area,
          guint32      day,
          GError     **error)
{
  g_autoptr (CamAreaGraph) graph = cam_area_graph_load (self->store, error);
  g_autoptr (GPtrArray) around = NULL;

  if (graph == NULL)
    return FALSE;
  around = cam_area_graph_list_around (graph, cam_area_graph_get_number (graph, area), day);
  g_ptr_array_add (around, NULL);
  add_areas (self, (const char *const *) around->pdata);
  return TRUE;
}

/* What people are asked about the organisation that they have a role in; NULL for nothing. */
static char *
dup_organisation_clause (Builder *self)
{
  char **fields = (char **) self->filter->fields;
  g_autoptr (GString) clause = g_string_new ("body.deleted = 0");

  if (fields[CAM_PARTNER_FILTER_ORGANISATION] == NULL && fields[CAM_PARTNER_FILTER_SECTOR] == NULL
      && fields[CAM_PARTNER_FILTER_KIND] == NULL)
    return NULL;
  if (fields[CAM_PARTNER_FILTER_ORGANISATION] != NULL)
    g_string_append_printf (clause, " AND body.uuid = ?%u", add_field (self, CAM_PARTNER_FILTER_ORGANISATION));
  if (fields[CAM_PARTNER_FILTER_SECTOR] != NULL)
    g_string_append_printf (clause, " AND body.sector = ?%u", add_field (self, CAM_PARTNER_FILTER_SECTOR));
  if (fields[CAM_PARTNER_FILTER_KIND] != NULL)
    g_string_append_printf (clause, " AND body.kind = ?%u", add_field (self, CAM_PARTNER_FILTER_KIND));
  return g_string_free_and_steal (g_steal_pointer (&clause));
}

static void
add_data (Builder    *self,
          const char *state)
{
  if (g_strcmp0 (state, "due") == 0)
    add_clause (self, "(person.review_on IS NOT NULL AND person.review_on <= ?%u)", self->day);
  else if (g_strcmp0 (state, "over") == 0)
    add_clause (self, "(person.keep_until IS NOT NULL AND person.keep_until < ?%u)", self->day);
  else if (state != NULL)
    add_clause (self, "trim (coalesce (person.lawful_basis, '')) = ''");
}

static void
add_people (Builder *self)
{
  const CamPartnerFilter *filter = self->filter;
  g_autofree char *bodies = dup_organisation_clause (self);

  if (bodies != NULL)
    add_clause (self, "person.fid IN (SELECT main.fid FROM person AS main WHERE main.organisation_uuid IN"
                " (SELECT body.uuid FROM organisation AS body WHERE %s)"
                " AND (main.role_since IS NULL OR main.role_since <= ?%u)"
                " AND (main.role_until IS NULL OR main.role_until >= ?%u)"
                " UNION ALL SELECT whose.fid FROM person_role AS role JOIN person AS whose ON whose.uuid = role.person_uuid"
                " WHERE role.deleted = 0 AND role.organisation_uuid IN"
                " (SELECT body.uuid FROM organisation AS body WHERE %s)"
                " AND (role.starts_on IS NULL OR role.starts_on <= ?%u) AND (role.ends_on IS NULL OR role.ends_on >= ?%u))",
                bodies, self->day, self->day, bodies, self->day, self->day);
  if (filter->fields[CAM_PARTNER_FILTER_TEAM_ROLE] != NULL)
    {
      guint role = add_field (self, CAM_PARTNER_FILTER_TEAM_ROLE);

      add_clause (self, "(person.team_role = ?%u OR person.uuid IN (SELECT role.person_uuid FROM person_role AS role"
                  " WHERE role.deleted = 0 AND role.team_role = ?%u AND (role.starts_on IS NULL OR role.starts_on <= ?%u)"
                  " AND (role.ends_on IS NULL OR role.ends_on >= ?%u)))", role, role, self->day, self->day);
    }
  add_data (self, filter->fields[CAM_PARTNER_FILTER_DATA]);
  if (filter->may_contact)
    add_clause (self, CAM_PARTNER_MAY_CONTACT);
}

static void
add_organisations (Builder *self)
{
  if (self->filter->fields[CAM_PARTNER_FILTER_SECTOR] != NULL)
    add_clause (self, "organisation.sector = ?%u", add_field (self, CAM_PARTNER_FILTER_SECTOR));
  if (self->filter->fields[CAM_PARTNER_FILTER_KIND] != NULL)
    add_clause (self, "organisation.kind = ?%u", add_field (self, CAM_PARTNER_FILTER_KIND));
}

static void
add_group (Builder         *self,
           CamPartnerField  field)
{
  g_autofree char *clause = NULL;

  if (self->filter->fields[field] == NULL)
    return;
  clause = cam_partner_groups_dup_clause (get_table (self->filter), add_field (self, field), self->day);
  add_clause (self, "%s", clause);
}

static gboolean
add_all (Builder   *self,
         guint32    day,
         GError   **error)
{
  const CamPartnerFilter *filter = self->filter;

  if (filter->type == CAM_PARTNER_ORGANISATIONS)
    add_organisations (self);
  else
    add_people (self);
  add_group (self, CAM_PARTNER_FILTER_GROUP);
  add_group (self, CAM_PARTNER_FILTER_TAG);
  if (filter->scope != NULL)
    add_areas (self, (const char *const *) filter->scope);
  return filter->fields[CAM_PARTNER_FILTER_AREA] == NULL
         || add_area (self, filter->fields[CAM_PARTNER_FILTER_AREA], day, error);
}

/* The rows of @table in which the index finds parameter number @term. */
static void
append_rows (Builder    *self,
             GString    *clause,
             const char *before,
             const char *table,
             guint       term,
             const char *after)
{
  g_autofree char *rows = cam_search_dup_rows_clause (self->store, table, term);

  g_string_append_printf (clause, "%s%s%s", before, rows, after);
}

static void
append_word_of_person (Builder *self,
                       GString *clause,
                       guint    term)
{
  append_rows (self, clause, "person.fid IN (", "person", term, "");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM person_contact AS contact JOIN person AS whose"
               " ON whose.uuid = contact.person_uuid WHERE contact.fid IN (", "person_contact", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM person_role AS role JOIN person AS whose"
               " ON whose.uuid = role.person_uuid WHERE role.fid IN (", "person_role", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM partner_group AS club JOIN group_person AS membership"
               " ON membership.group_uuid = club.uuid JOIN person AS whose ON whose.uuid = membership.person_uuid"
               " WHERE membership.deleted = 0 AND club.fid IN (", "partner_group", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM organisation AS body JOIN person AS whose"
               " ON whose.organisation_uuid = body.uuid WHERE body.fid IN (", "organisation", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM organisation AS body JOIN person_role AS role"
               " ON role.organisation_uuid = body.uuid JOIN person AS whose ON whose.uuid = role.person_uuid"
               " WHERE role.deleted = 0 AND body.fid IN (", "organisation", term, "))");
}

static void
append_word_of_organisation (Builder *self,
                             GString *clause,
                             guint    term)
{
  append_rows (self, clause, "organisation.fid IN (", "organisation", term, "");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM organisation_contact AS contact JOIN organisation AS whose"
               " ON whose.uuid = contact.organisation_uuid WHERE contact.fid IN (", "organisation_contact", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM organisation_address AS address JOIN organisation AS whose"
               " ON whose.uuid = address.organisation_uuid WHERE address.fid IN (", "organisation_address", term, ")");
  append_rows (self, clause, " UNION ALL SELECT whose.fid FROM partner_group AS club JOIN group_organisation AS membership"
               " ON membership.group_uuid = club.uuid JOIN organisation AS whose ON whose.uuid = membership.organisation_uuid"
               " WHERE membership.deleted = 0 AND club.fid IN (", "partner_group", term, "))");
}

/* NULL where no word was typed. */
static char *
dup_text_clause (Builder *self)
{
  const char *text = self->filter->fields[CAM_PARTNER_FILTER_TEXT];
  g_auto (GStrv) terms = text != NULL ? cam_search_dup_terms (text) : NULL;
  g_autoptr (GString) clause = g_string_new (NULL);

  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    {
      guint term = add_param (self, terms[i]);

      if (i > 0)
        g_string_append (clause, " AND ");
      if (self->filter->type == CAM_PARTNER_ORGANISATIONS)
        append_word_of_organisation (self, clause, term);
      else
        append_word_of_person (self, clause, term);
    }
  return clause->len > 0 ? g_string_free_and_steal (g_steal_pointer (&clause)) : NULL;
}

gboolean
cam_partner_filter_make_clause (const CamPartnerFilter  *self,
                                CamStore                *store,
                                guint32                  day,
                                CamPartnerClause        *clause,
                                GError                 **error)
{
  g_autoptr (GString) narrow = g_string_new (NULL);
  g_autofree char *text_of_day = cam_day_to_text (day);
  g_autofree char *text = NULL;
  Builder builder = { self, store, NULL, narrow, 0 };

  g_return_val_if_fail (self != NULL && clause != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);

  clause->params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  g_array_set_clear_func (clause->params, (GDestroyNotify) cam_value_clear);
  builder.params = clause->params;
  builder.day = add_param (&builder, text_of_day);
  if (!add_all (&builder, day, error))
    return FALSE;
  text = dup_text_clause (&builder);
  clause->narrow = narrow->len > 0 ? g_strdup (narrow->str) : NULL;
  clause->where = text == NULL ? g_strdup (clause->narrow)
                  : narrow->len > 0 ? g_strconcat (narrow->str, " AND ", text, NULL) : g_steal_pointer (&text);
  return TRUE;
}

gboolean
cam_partner_filter_apply (const CamPartnerFilter  *self,
                          CamSearchList           *list,
                          guint32                  day,
                          GError                 **error)
{
  g_auto (CamPartnerClause) clause = { 0 };
  CamSearchChoice choice = { .order = "name" };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CAM_IS_SEARCH_LIST (list), FALSE);
  g_return_val_if_fail (g_str_equal (cam_search_list_get_table (list), get_table (self)), FALSE);

  if (!cam_partner_filter_make_clause (self, cam_search_list_get_store (list), day, &clause, error))
    return FALSE;
  for (guint i = 0; tables[self->type][i] != NULL; i++)
    cam_search_list_watch_table (list, tables[self->type][i]);
  choice.text = self->fields[CAM_PARTNER_FILTER_TEXT];
  choice.narrow = clause.narrow;
  choice.where = clause.where;
  choice.params = (CamValue *) (void *) clause.params->data;
  choice.n_params = clause.params->len;
  cam_search_list_set (list, &choice);
  return TRUE;
}

static void
take_uuid (CamCursor *cursor,
           gpointer   uuids)
{
  g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
}

GPtrArray *
cam_partner_filter_list (const CamPartnerFilter  *self,
                         CamStore                *store,
                         guint32                  day,
                         GError                 **error)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_auto (CamPartnerClause) clause = { 0 };
  g_autofree char *where = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  if (!cam_partner_filter_make_clause (self, store, day, &clause, error))
    return NULL;
  where = g_strdup_printf ("WHERE deleted = 0 AND uuid IS NOT NULL AND (%s) ORDER BY name, fid",
                           clause.where != NULL ? clause.where : "1");
  return cam_track_foreach_row (store, get_table (self), columns, where, (CamValue *) (void *) clause.params->data,
                                clause.params->len, take_uuid, uuids, error) ? g_steal_pointer (&uuids) : NULL;
}

gboolean
cam_partner_may_contact (CamStore   *store,
                         const char *uuid)
{
  const char *columns[] = { "fid", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  cursor = cam_store_select (store, "person", columns, "WHERE uuid = ?1 AND deleted = 0 AND NOT " CAM_PARTNER_MAY_CONTACT,
                             is, 1, &error);
  return cursor != NULL && !cam_cursor_next (cursor, &error) && error == NULL;
}
