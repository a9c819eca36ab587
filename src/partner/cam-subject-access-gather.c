/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access-private.h"

#include "cam-activity-block.h"
#include "cam-activity-note.h"
#include "cam-activity-slip.h"
#include "cam-activity.h"
#include "cam-area-comment.h"
#include "cam-area-figure.h"
#include "cam-area-knowledge.h"
#include "cam-area-member.h"
#include "cam-area.h"
#include "cam-assessment.h"
#include "cam-clash-silence.h"
#include "cam-corporate-priority.h"
#include "cam-event-attendance.h"
#include "cam-event-date.h"
#include "cam-event-feedback.h"
#include "cam-event-invitation.h"
#include "cam-event-partner.h"
#include "cam-event-person.h"
#include "cam-event-risk.h"
#include "cam-event-session.h"
#include "cam-event-task.h"
#include "cam-event.h"
#include "cam-evidence.h"
#include "cam-forum.h"
#include "cam-group-person.h"
#include "cam-history.h"
#include "cam-holiday.h"
#include "cam-interaction-person.h"
#include "cam-interaction.h"
#include "cam-measure.h"
#include "cam-milestone.h"
#include "cam-organisation-address.h"
#include "cam-organisation-contact.h"
#include "cam-organisation-logo.h"
#include "cam-organisation.h"
#include "cam-outcome.h"
#include "cam-partner-group.h"
#include "cam-person-area.h"
#include "cam-person-consent.h"
#include "cam-person-contact.h"
#include "cam-person-photo.h"
#include "cam-person-role.h"
#include "cam-person.h"
#include "cam-postcode.h"
#include "cam-priority.h"
#include "cam-rag-override.h"
#include "cam-reading.h"
#include "cam-saved-filter.h"
#include "cam-search.h"
#include "cam-setting.h"
#include "cam-vehicle.h"
#include "cam-venue.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_MENTIONS 500
#define MAX_HISTORY 10000

/* The rows that are about somebody: all tables that refer to "person". A test compares them with the schema. */
typedef struct
{
  const char *title;
  GType     (*type)  (void);
  const char *where;         /* ?1 is the person */
  const char *only;          /* NULL, or the columns between bars: the rest of the row is about something else */
  gboolean    has_history;   /* who changed it is told as well */
} Kind;

static const Kind kinds[] = {
  { N_("The Person"), cam_person_get_type, "uuid = ?1", NULL, TRUE },
  { N_("Further Roles"), cam_person_role_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Further Ways to Reach the Person"), cam_person_contact_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Areas"), cam_person_area_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Groups and Tags"), cam_group_person_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Consent and Objections"), cam_person_consent_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Pictures"), cam_person_photo_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Calls, Meetings, Mails and Visits"), cam_interaction_get_type,
    "(person_uuid = ?1 OR uuid IN (SELECT interaction_uuid FROM interaction_person WHERE person_uuid = ?1))", NULL, TRUE },
  { N_("Part in Calls and Meetings"), cam_interaction_person_get_type, "person_uuid = ?1", NULL, FALSE },
  { N_("Part in Events"), cam_event_person_get_type, "person_uuid = ?1", NULL, TRUE },
  { N_("Events That the Person Leads"), cam_event_get_type, "lead_uuid = ?1",
    "|name|kind|status|starts_at|ends_at|lead_uuid|", FALSE },
  { N_("Invitations"), cam_event_invitation_get_type, "person_uuid = ?1", NULL, TRUE },
};

/* Where else a name may stand. */
static GType (*const others[]) (void) = {
  cam_activity_get_type, cam_activity_block_get_type, cam_activity_note_get_type, cam_activity_slip_get_type,
  cam_area_get_type, cam_area_comment_get_type, cam_area_knowledge_get_type, cam_assessment_get_type,
  cam_event_attendance_get_type, cam_event_feedback_get_type, cam_event_risk_get_type, cam_event_session_get_type,
  cam_event_task_get_type, cam_evidence_get_type, cam_forum_get_type, cam_measure_get_type, cam_milestone_get_type,
  cam_organisation_get_type, cam_organisation_address_get_type, cam_organisation_contact_get_type, cam_outcome_get_type,
  cam_area_figure_get_type, cam_area_member_get_type, cam_clash_silence_get_type, cam_corporate_priority_get_type,
  cam_event_date_get_type, cam_event_partner_get_type, cam_holiday_get_type, cam_organisation_logo_get_type,
  cam_partner_group_get_type, cam_postcode_get_type, cam_saved_filter_get_type, cam_setting_get_type,
  cam_priority_get_type, cam_rag_override_get_type, cam_reading_get_type,
  cam_vehicle_get_type, cam_venue_get_type,
};

/* Columns that hold who somebody is, as text: all that the file calls personal in tables that are not, and those of notes.
 * A test compares them with the schema. */
static const char *const name_columns[] = {
  "activity.owner", "activity_note.author", "activity_slip.author", "area_comment.author", "area_knowledge.author",
  "assessment.assessor", "event.lead", "event_attendance.names", "event_invitation.name", "event_risk.owner", "event_session.speakers",
  "event_task.owner", "forum.organiser", "interaction.author", "interaction.follow_up_owner", "measure.owner",
  "rag_override.author", "venue.contact", NULL,
};

/* Texts that the search index does not have. */
static const char *const unsearched[][2] = {
  { "event", "ical_extra" }, { "organisation", "vcard_extra" }, { "saved_filter", "choice" },
};

typedef struct
{
  CamSubject  *subject;
  CamStore    *store;
  GHashTable  *seen;      /* "table uuid" of what is in it */
  GHashTable  *partners;  /* uuid of an interaction → names of others in it (GPtrArray of char) */
} Gathering;

static gboolean
holds_names (const char *table,
             const char *column)
{
  g_autofree char *both = g_strconcat (table, ".", column, NULL);

  return g_strv_contains (name_columns, both);
}

static CamRecordClass *
find_class (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds) + G_N_ELEMENTS (others); i++)
    {
      GType type = i < G_N_ELEMENTS (kinds) ? kinds[i].type () : others[i - G_N_ELEMENTS (kinds)] ();
      g_autoptr (CamRecordClass) klass = g_type_class_ref (type);

      /* Classes of final types are never unloaded. */
      if (g_str_equal (klass->table, table))
        return klass;
    }
  return NULL;
}

/* Calls @take for each row; its first two columns are uuid and deleted. */
typedef gboolean (*RowFunc) (Gathering   *self,
                             CamCursor   *cursor,
                             gpointer     data,
                             GError     **error);

static gboolean
foreach (Gathering   *self,
         const char  *table,
         const char **columns,
         const char  *where,
         const char  *uuid,
         RowFunc      take,
         gpointer     data,
         GError     **error)
{
  const CamValue params[] = { cam_text (uuid) };
  g_autofree char *clause = g_strdup_printf ("WHERE %s ORDER BY fid", where);
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, params, 1, error);
  g_autoptr (GError) local_error = NULL;

  while (cursor != NULL && cam_cursor_next (cursor, &local_error))
    if (!take (self, cursor, data, error))
      return FALSE;
  if (local_error == NULL)
    return cursor != NULL;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_uuid (Gathering  *self,
          CamCursor  *cursor,
          gpointer    data,
          GError    **error)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);

  if (uuid != NULL && !cam_subject_is_own (self->subject, uuid))
    g_ptr_array_add (self->subject->uuids, g_strdup (uuid));
  return TRUE;
}

/* Records that somebody said are the same person. */
static gboolean
find_joined (Gathering   *self,
             const char  *uuid,
             GError     **error)
{
  const char *kept[] = { "kept_uuid", NULL };
  const char *former[] = { "former_uuid", NULL };

  g_ptr_array_add (self->subject->uuids, g_strdup (uuid));
  for (guint i = 0; i < self->subject->uuids->len; i++)
    {
      const char *known = g_ptr_array_index (self->subject->uuids, i);

      if (!foreach (self, "joined", kept, "table_name = 'person' AND deleted = 0 AND former_uuid = ?1", known, add_uuid,
                    NULL, error)
          || !foreach (self, "joined", former, "table_name = 'person' AND deleted = 0 AND kept_uuid = ?1", known,
                       add_uuid, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* NULL where it has none. */
static char *
dup_title (Gathering  *self,
           const char *table,
           const char *uuid)
{
  const char *columns[] = { "name", NULL };
  const CamValue params[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, "WHERE uuid = ?1", params, 1, NULL);

  return cursor != NULL && cam_cursor_next (cursor, NULL) ? g_strdup (cam_cursor_get_text (cursor, 0)) : NULL;
}

static const char *
get_referred (const CamColumn *column)
{
  if (column->references != NULL)
    return column->references;
  return g_str_has_suffix (column->name, "person_uuid") ? "person" : NULL;
}

/* Only a picture whose first bytes say that it is one gets a file. */
static void
add_file (CamSubject *subject,
          GBytes     *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean png = size > 8 && memcmp (data, "\211PNG\r\n\032\n", 8) == 0;
  gboolean jpeg = size > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
  CamSubjectFile *file = g_new0 (CamSubjectFile, 1);

  file->name = g_strdup_printf ("picture-%u.%s", subject->files->len + 1, png ? "png" : jpeg ? "jpg" : "bin");
  file->media_type = g_strdup (png ? "image/png" : jpeg ? "image/jpeg" : NULL);
  file->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (subject->files, file);
}

static void
add_value (Gathering       *self,
           CamSubjectRow   *row,
           CamCursor       *cursor,
           guint            index,
           const char      *table,
           const CamColumn *column)
{
  CamSubjectField *field = cam_subject_row_add (row, self->subject, table, column->name, NULL);
  const char *referred = get_referred (column);

  field->is_truth = column->type == CAM_COLUMN_BOOLEAN;
  field->is_word = column->words != NULL;
  field->is_names = holds_names (table, column->name);
  field->is_kept = column->type != CAM_COLUMN_TEXT || referred != NULL || column->words != NULL;
  if (cam_cursor_is_null (cursor, index))
    return;
  if (column->type == CAM_COLUMN_BLOB || column->type == CAM_COLUMN_GEOMETRY)
    {
      g_autoptr (GBytes) bytes = cam_cursor_dup_blob (cursor, index);

      field->type = CAM_VALUE_BLOB;
      if (bytes == NULL)
        return;
      add_file (self->subject, bytes);
      field->text = g_strdup (((CamSubjectFile *) g_ptr_array_index (self->subject->files,
                                                                     self->subject->files->len - 1))->name);
      return;
    }
  field->type = column->type == CAM_COLUMN_INTEGER || column->type == CAM_COLUMN_BOOLEAN ? CAM_VALUE_INTEGER
                : column->type == CAM_COLUMN_REAL                                       ? CAM_VALUE_REAL
                                                                                        : CAM_VALUE_TEXT;
  field->text = g_strdup (cam_cursor_get_text (cursor, index));
  if (referred == NULL)
    return;
  if (g_str_equal (referred, "person") && !cam_subject_is_own (self->subject, field->text))
    {
      g_set_str (&field->text, cam_subject_other ());
      return;
    }
  field->title = dup_title (self, referred, field->text);
}

static const char **
list_columns (CamRecordClass *klass,
              const char     *only,
              GArray         *indices)
{
  const char **columns = g_new0 (const char *, klass->n_columns + 3);
  guint n = 0;

  columns[n++] = "uuid";
  columns[n++] = "deleted";
  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autofree char *barred = g_strdup_printf ("|%s|", klass->columns[i].name);

      if (only != NULL && strstr (only, barred) == NULL)
        continue;
      columns[n++] = klass->columns[i].name;
      g_array_append_val (indices, i);
    }
  return columns;
}

typedef struct
{
  const Kind     *kind;
  CamRecordClass *klass;
  GArray         *indices;  /* guint: columns of the class, in the order of the selection */
} Reading;

static gboolean
add_partner (Gathering  *self,
             CamCursor  *cursor,
             gpointer    data,
             GError    **error)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);

  if (uuid != NULL && !cam_subject_is_own (self->subject, uuid))
    {
      g_autofree char *name = dup_title (self, "person", uuid);

      g_ptr_array_add (data, name != NULL ? g_steal_pointer (&name) : g_strdup (""));
    }
  return TRUE;
}

/* The others who took part in what @uuid tells of. */
static gboolean
find_partners (Gathering      *self,
               const char     *uuid,
               CamSubjectRow  *row,
               GError        **error)
{
  const char *columns[] = { "person_uuid", NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *count = NULL;
  CamSubjectField *field = NULL;

  if (!foreach (self, "interaction", columns, "uuid = ?1", uuid, add_partner, names, error)
      || !foreach (self, "interaction_person", columns, "interaction_uuid = ?1 AND deleted = 0", uuid, add_partner, names,
                   error))
    return FALSE;
  if (names->len == 0)
    return TRUE;
  count = g_strdup_printf ("%u", names->len);
  field = cam_subject_row_add (row, self->subject, NULL, "other_people", count);
  field->label = g_intern_string (_("Other people in it"));
  field->type = CAM_VALUE_INTEGER;
  field->is_kept = TRUE;
  self->subject->n_shared++;
  row->others = g_ptr_array_ref (names);
  g_hash_table_insert (self->partners, g_strdup (uuid), g_steal_pointer (&names));
  return TRUE;
}

static void
add_own (Gathering  *self,
         const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (self->subject->own, g_strdup (text));
}

static void
note_own (Gathering      *self,
          const char     *table,
          CamSubjectRow  *row)
{
  static const char *const columns[] = { "name", "phone", "email", NULL };

  for (guint i = 0; i < row->fields->len; i++)
    {
      const CamSubjectField *field = g_ptr_array_index (row->fields, i);

      if (g_str_equal (table, "person") ? g_strv_contains (columns, field->column)
                                        : g_str_equal (table, "person_contact") && g_str_equal (field->column, "value"))
        add_own (self, field->text);
    }
}

static gboolean
add_row (Gathering  *self,
         CamCursor  *cursor,
         gpointer    data,
         GError    **error)
{
  const Reading *reading = data;
  const char *table = reading->klass->table;
  g_autofree char *uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  /* In what is not told of the row, the name may stand as well. */
  g_autofree char *key = g_strconcat (reading->kind->only != NULL ? "part of " : "", table, " ", uuid, NULL);
  CamSubjectRow *row = NULL;
  CamSubjectField *field = NULL;

  if (!g_hash_table_add (self->seen, g_steal_pointer (&key)))
    return TRUE;
  row = cam_subject_add_row (self->subject, table, _(reading->kind->title));
  field = cam_subject_row_add (row, self->subject, table, "uuid", uuid);
  field->is_kept = TRUE;
  field->label = g_intern_string (_("Number in the file"));
  for (guint i = 0; i < reading->indices->len; i++)
    add_value (self, row, cursor, i + 2, table, &reading->klass->columns[g_array_index (reading->indices, guint, i)]);
  if (cam_cursor_get_integer (cursor, 1) != 0)
    {
      field = cam_subject_row_add (row, self->subject, table, "deleted", "1");
      field->type = CAM_VALUE_INTEGER;
      field->is_truth = field->is_kept = TRUE;
      field->label = g_intern_string (_("Marked as deleted"));
    }
  note_own (self, table, row);
  return !g_str_equal (table, "interaction") || find_partners (self, uuid, row, error);
}

static gboolean
gather_kind (Gathering   *self,
             const Kind  *kind,
             GError     **error)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (kind->type ());
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree const char **columns = list_columns (klass, kind->only, indices);
  Reading reading = { kind, klass, indices };

  for (guint i = 0; i < self->subject->uuids->len; i++)
    if (!foreach (self, klass->table, columns, kind->where, g_ptr_array_index (self->subject->uuids, i), add_row, &reading,
                  error))
      return FALSE;
  return TRUE;
}

/* Whether a name, an address or a number of the person stands in @text. */
static gboolean
stands_in (Gathering  *self,
           const char *text)
{
  g_autofree char *padded = cam_subject_fold (text);
  gboolean found = FALSE;

  for (guint i = 0; i < self->subject->own->len && !found; i++)
    {
      g_autofree char *name = cam_subject_fold (g_ptr_array_index (self->subject->own, i));

      found = strlen (name) > 4 && strstr (padded, name) != NULL;
    }
  return found;
}

static void
add_mentioned (Gathering       *self,
               const char      *table,
               const CamColumn *column,
               const char      *title,
               const char      *text)
{
  CamSubjectRow *row = cam_subject_add_row (self->subject, "mentions", _("Where the Name Stands Elsewhere"));
  CamSubjectField *field = cam_subject_row_add (row, self->subject, NULL, "table", table);

  field->label = g_intern_string (_("Kind of record"));
  field->shown = cam_subject_get_label (self->subject, table, NULL);
  field->is_kept = TRUE;
  if (title != NULL)
    {
      field = cam_subject_row_add (row, self->subject, NULL, "record", title);
      field->label = g_intern_string (_("What it is called"));
    }
  field = cam_subject_row_add (row, self->subject, NULL, "column", column->name);
  field->label = g_intern_string (_("Field"));
  field->shown = cam_subject_get_label (self->subject, table, column->name);
  field->is_kept = TRUE;
  field = cam_subject_row_add (row, self->subject, NULL, "text", text);
  field->label = g_intern_string (_("Text"));
  field->is_names = holds_names (table, column->name);
}

/* A record whose title is not what somebody is called, for a text in another column. */
static char *
dup_record_title (const Reading *reading,
                  CamCursor     *cursor,
                  guint          except)
{
  for (guint i = 0; i < reading->indices->len; i++)
    {
      const CamColumn *column = &reading->klass->columns[g_array_index (reading->indices, guint, i)];

      if ((column->flags & CAM_COLUMN_TITLE) != 0 && i != except && !g_str_equal (reading->klass->table, "person"))
        return g_strdup (cam_cursor_get_text (cursor, i + 2));
    }
  return NULL;
}

/* Texts of another row in which the name stands. */
static gboolean
add_mention (Gathering  *self,
             CamCursor  *cursor,
             gpointer    data,
             GError    **error)
{
  const Reading *reading = data;

  for (guint i = 0; i < reading->indices->len; i++)
    {
      const CamColumn *column = &reading->klass->columns[g_array_index (reading->indices, guint, i)];
      g_autofree char *text = column->type == CAM_COLUMN_TEXT ? g_strdup (cam_cursor_get_text (cursor, i + 2)) : NULL;
      g_autofree char *title = NULL;

      if (text == NULL || g_str_has_suffix (column->name, "_uuid") || !stands_in (self, text))
        continue;
      title = dup_record_title (reading, cursor, i);
      add_mentioned (self, reading->klass->table, column, title, text);
    }
  return TRUE;
}

/* The same of a row that was found by a text that is not searched. */
static gboolean
add_unseen (Gathering  *self,
            CamCursor  *cursor,
            gpointer    data,
            GError    **error)
{
  const Reading *reading = data;
  g_autofree char *key = g_strconcat (reading->klass->table, " ", cam_cursor_get_text (cursor, 0), NULL);

  return !g_hash_table_add (self->seen, g_steal_pointer (&key)) || add_mention (self, cursor, data, error);
}

static gboolean
gather_unsearched (Gathering   *self,
                   const char  *name,
                   GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (unsearched); i++)
    {
      CamRecordClass *klass = find_class (unsearched[i][0]);
      g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree const char **columns = list_columns (klass, NULL, indices);
      g_autofree char *where = g_strdup_printf ("instr (lower (\"%s\"), lower (?1)) > 0", unsearched[i][1]);
      Reading reading = { NULL, klass, indices };

      if (!foreach (self, klass->table, columns, where, name, add_unseen, &reading, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
gather_mentions (Gathering   *self,
                 const char  *name,
                 GError     **error)
{
  g_autoptr (GPtrArray) hits = cam_search (self->store, name, NULL, MAX_MENTIONS, error);

  if (hits == NULL)
    return FALSE;
  if (hits->len == MAX_MENTIONS)
    g_ptr_array_add (self->subject->left_out,
                     g_strdup_printf (_("The name stands in more than %u records; the others are not in here."),
                                      (guint) MAX_MENTIONS));
  for (guint i = 0; i < hits->len; i++)
    {
      const CamSearchHit *hit = g_ptr_array_index (hits, i);
      CamRecordClass *klass = find_class (hit->table);
      g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree const char **columns = klass != NULL ? list_columns (klass, NULL, indices) : NULL;
      g_autofree char *key = g_strconcat (hit->table, " ", hit->uuid, NULL);
      Reading reading = { NULL, klass, indices };

      if (klass != NULL && g_hash_table_add (self->seen, g_steal_pointer (&key))
          && !foreach (self, hit->table, columns, "uuid = ?1", hit->uuid, add_mention, &reading, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
hide_person (CamSubject *subject,
             const char *column,
             const char *text)
{
  return text != NULL && column != NULL && g_str_has_suffix (column, "person_uuid") && !cam_subject_is_own (subject, text)
           ? cam_subject_other () : text;
}

static void
add_entry (Gathering       *self,
           CamHistoryEntry *entry)
{
  const char *column = cam_history_entry_get_column (entry);
  const char *texts[][2] = {
    { "at", cam_history_entry_get_at (entry) },
    { "author", cam_history_entry_get_author (entry) },
    { "table", cam_history_entry_get_table (entry) },
    { "uuid", cam_history_entry_get_uuid (entry) },
    { "column", column },
    { "old", hide_person (self->subject, column, cam_history_entry_get_old_text (entry)) },
    { "new", hide_person (self->subject, column, cam_history_entry_get_new_text (entry)) },
  };
  const char *const labels[] = { _("When"), _("Who"), _("Kind of record"), _("Number in the file"), _("Field"), _("Before"),
                                 _("After") };
  CamSubjectRow *row = cam_subject_add_row (self->subject, "history", _("Who Changed What"));
  GPtrArray *partners = g_hash_table_lookup (self->partners, cam_history_entry_get_uuid (entry));

  if (partners != NULL)
    row->others = g_ptr_array_ref (partners);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      CamSubjectField *field = cam_subject_row_add (row, self->subject, NULL, texts[i][0], texts[i][1]);

      field->label = g_intern_string (labels[i]);
      field->is_kept = i != 1 && i < 5;
      field->is_names = i == 1 || (i >= 5 && column != NULL && holds_names (texts[2][1], column));
      if (i == 2)
        field->shown = cam_subject_get_label (self->subject, texts[2][1], NULL);
      else if (i == 4)
        field->shown = column == NULL   ? g_intern_string (_("Added"))
                       : *column != '\0' ? cam_subject_get_label (self->subject, texts[2][1], column)
                                         : NULL;
    }
}

static gboolean
gather_history (Gathering   *self,
                GError     **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CamRecordClass) klass = g_type_class_ref (kinds[i].type ());

      for (guint s = 0; kinds[i].has_history && s < self->subject->sections->len; s++)
        {
          const CamSubjectSection *section = g_ptr_array_index (self->subject->sections, s);

          for (guint r = 0; g_str_equal (section->key, klass->table) && r < section->rows->len; r++)
            {
              const CamSubjectRow *row = g_ptr_array_index (section->rows, r);

              g_ptr_array_add (rows, (gpointer) klass->table);
              g_ptr_array_add (rows, ((CamSubjectField *) g_ptr_array_index (row->fields, 0))->text);
            }
        }
    }
  for (guint i = 0; i < rows->len; i += 2)
    {
      g_autoptr (GListModel) entries = cam_history_list (self->store, g_ptr_array_index (rows, i),
                                                         g_ptr_array_index (rows, i + 1), MAX_HISTORY, error);

      if (entries == NULL)
        return FALSE;
      for (guint e = 0; e < g_list_model_get_n_items (entries); e++)
        {
          g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (entries, e);

          add_entry (self, entry);
        }
    }
  return TRUE;
}

gboolean
cam_subject_gather (CamSubject  *self,
                    CamStore    *store,
                    const char  *uuid,
                    GError     **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                           (GDestroyNotify) g_ptr_array_unref);
  Gathering gathering = { self, store, seen, partners };
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

  if (!find_joined (&gathering, uuid, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!gather_kind (&gathering, &kinds[i], error))
        return FALSE;
      if (i == 0 && self->sections->len == 0)
        {
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no person with that number.");
          return FALSE;
        }
    }
  for (guint i = 0; i < self->own->len; i++)
    g_ptr_array_add (own, g_strdup (g_ptr_array_index (self->own, i)));
  for (guint i = 0; i < own->len; i++)
    if (!gather_mentions (&gathering, g_ptr_array_index (own, i), error)
        || !gather_unsearched (&gathering, g_ptr_array_index (own, i), error))
      return FALSE;
  if (!cam_store_is_indexed (store))
    g_ptr_array_add (self->left_out, g_strdup (_("The search index of this file was not complete, so the name may stand in "
                                                 "further records.")));
  return gather_history (&gathering, error);
}

gboolean
cam_subject_read_others (CamSubject  *self,
                         CamStore    *store,
                         guint        limit,
                         gboolean    *at_end,
                         GError     **error)
{
  static const char *const tables[] = { "person", "person_contact" };
  const char *columns[][5] = { { "fid", "uuid", "name", "email", "phone" }, { "fid", "person_uuid", "value", NULL, NULL } };
  guint which = self->last_fid[0] == G_MAXINT64 ? 1 : 0;
  const char *asked[] = { columns[which][0], columns[which][1], columns[which][2], columns[which][3], columns[which][4], NULL };
  const CamValue params[] = { cam_integer (self->last_fid[which]), cam_integer (limit) };
  g_autoptr (CamCursor) cursor = cam_store_select (store, tables[which], asked, "WHERE fid > ?1 ORDER BY fid LIMIT ?2",
                                                   params, 2, error);
  g_autoptr (GError) local_error = NULL;
  guint n = 0;

  *at_end = FALSE;
  if (cursor == NULL)
    return FALSE;
  for (; cam_cursor_next (cursor, &local_error); n++)
    {
      self->last_fid[which] = cam_cursor_get_integer (cursor, 0);
      if (cam_subject_is_own (self, cam_cursor_get_text (cursor, 1)))
        continue;
      for (guint i = 2; asked[i] != NULL; i++)
        {
          const char *text = cam_cursor_get_text (cursor, i);

          if (text != NULL && *text != '\0')
            g_ptr_array_add (self->strangers, g_strdup (text));
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (n < limit)
    {
      self->last_fid[which] = G_MAXINT64;
      *at_end = which == 1;
    }
  return TRUE;
}
