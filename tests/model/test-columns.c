/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every record type's declaration, its enumeration and the schema file must say the same. */

#include "cam-activity.h"
#include "cam-activity-area.h"
#include "cam-activity-block.h"
#include "cam-activity-corporate.h"
#include "cam-activity-event.h"
#include "cam-activity-note.h"
#include "cam-activity-partner.h"
#include "cam-activity-slip.h"
#include "cam-area.h"
#include "cam-area-comment.h"
#include "cam-area-figure.h"
#include "cam-area-knowledge.h"
#include "cam-area-member.h"
#include "cam-assessment.h"
#include "cam-clash-silence.h"
#include "cam-corporate-priority.h"
#include "cam-event.h"
#include "cam-event-area.h"
#include "cam-event-attendance.h"
#include "cam-event-date.h"
#include "cam-event-feedback.h"
#include "cam-event-invitation.h"
#include "cam-event-partner.h"
#include "cam-event-person.h"
#include "cam-event-priority.h"
#include "cam-event-risk.h"
#include "cam-event-session.h"
#include "cam-event-task.h"
#include "cam-evidence.h"
#include "cam-forum.h"
#include "cam-forum-area.h"
#include "cam-group-organisation.h"
#include "cam-group-person.h"
#include "cam-holiday.h"
#include "cam-interaction.h"
#include "cam-interaction-person.h"
#include "cam-measure.h"
#include "cam-measure-target.h"
#include "cam-milestone.h"
#include "cam-organisation.h"
#include "cam-organisation-address.h"
#include "cam-organisation-area.h"
#include "cam-organisation-contact.h"
#include "cam-organisation-logo.h"
#include "cam-organisation-priority.h"
#include "cam-outcome.h"
#include "cam-partner-group.h"
#include "cam-person.h"
#include "cam-person-area.h"
#include "cam-person-consent.h"
#include "cam-person-contact.h"
#include "cam-person-photo.h"
#include "cam-person-role.h"
#include "cam-postcode.h"
#include "cam-priority.h"
#include "cam-rag-override.h"
#include "cam-reading.h"
#include "cam-saved-filter.h"
#include "cam-setting.h"
#include "cam-vehicle.h"
#include "cam-venue.h"

#include <math.h>
#include <sqlite3.h>

typedef struct
{
  GType (*get_type) (void);
  const char *table;
  guint       n_columns;  /* the last of the enumeration and one */
} Declaration;

static const Declaration declarations[] = {
  { cam_area_get_type, "area", CAM_AREA_PARENT_UUID + 1 },
  { cam_area_member_get_type, "area_member", CAM_AREA_MEMBER_NOTE + 1 },
  { cam_area_comment_get_type, "area_comment", CAM_AREA_COMMENT_SAID_AT + 1 },
  { cam_area_figure_get_type, "area_figure", CAM_AREA_FIGURE_LICENCE + 1 },
  { cam_venue_get_type, "venue", CAM_VENUE_NOTE + 1 },
  { cam_postcode_get_type, "postcode", CAM_POSTCODE_SOURCE + 1 },
  { cam_priority_get_type, "priority", CAM_PRIORITY_ENDS_ON + 1 },
  { cam_organisation_get_type, "organisation", CAM_ORGANISATION_VCARD_EXTRA + 1 },
  { cam_person_get_type, "person", CAM_PERSON_VCARD_EXTRA + 1 },
  { cam_outcome_get_type, "outcome", CAM_OUTCOME_POSITION + 1 },
  { cam_corporate_priority_get_type, "corporate_priority", CAM_CORPORATE_PRIORITY_POSITION + 1 },
  { cam_activity_get_type, "activity", CAM_ACTIVITY_EVENT_UUID + 1 },
  { cam_activity_area_get_type, "activity_area", CAM_ACTIVITY_AREA_AREA_UUID + 1 },
  { cam_activity_partner_get_type, "activity_partner", CAM_ACTIVITY_PARTNER_ORGANISATION_UUID + 1 },
  { cam_activity_corporate_get_type, "activity_corporate", CAM_ACTIVITY_CORPORATE_CORPORATE_PRIORITY_UUID + 1 },
  { cam_activity_note_get_type, "activity_note", CAM_ACTIVITY_NOTE_SAID_AT + 1 },
  { cam_activity_slip_get_type, "activity_slip", CAM_ACTIVITY_SLIP_SAID_AT + 1 },
  { cam_milestone_get_type, "milestone", CAM_MILESTONE_POSITION + 1 },
  { cam_activity_block_get_type, "activity_block", CAM_ACTIVITY_BLOCK_REASON + 1 },
  { cam_measure_get_type, "measure", CAM_MEASURE_POSITION + 1 },
  { cam_measure_target_get_type, "measure_target", CAM_MEASURE_TARGET_HIGH + 1 },
  { cam_reading_get_type, "reading", CAM_READING_GEOGRAPHY_VINTAGE + 1 },
  { cam_rag_override_get_type, "rag_override", CAM_RAG_OVERRIDE_SAID_AT + 1 },
  { cam_assessment_get_type, "assessment", CAM_ASSESSMENT_LEARNED + 1 },
  { cam_evidence_get_type, "evidence", CAM_EVIDENCE_CONTENT + 1 },
  { cam_event_get_type, "event", CAM_EVENT_VEHICLE_UUID + 1 },
  { cam_event_date_get_type, "event_date", CAM_EVENT_DATE_NOTE + 1 },
  { cam_event_priority_get_type, "event_priority", CAM_EVENT_PRIORITY_PRIORITY_UUID + 1 },
  { cam_event_area_get_type, "event_area", CAM_EVENT_AREA_AREA_UUID + 1 },
  { cam_event_partner_get_type, "event_partner", CAM_EVENT_PARTNER_ROLE + 1 },
  { cam_event_person_get_type, "event_person", CAM_EVENT_PERSON_ROLE + 1 },
  { cam_event_invitation_get_type, "event_invitation", CAM_EVENT_INVITATION_PLACES + 1 },
  { cam_event_attendance_get_type, "event_attendance", CAM_EVENT_ATTENDANCE_NAMES + 1 },
  { cam_event_risk_get_type, "event_risk", CAM_EVENT_RISK_POSITION + 1 },
  { cam_event_task_get_type, "event_task", CAM_EVENT_TASK_POSITION + 1 },
  { cam_event_feedback_get_type, "event_feedback", CAM_EVENT_FEEDBACK_ACTIVITY_UUID + 1 },
  { cam_event_session_get_type, "event_session", CAM_EVENT_SESSION_POSITION + 1 },
  { cam_activity_event_get_type, "activity_event", CAM_ACTIVITY_EVENT_EVENT_UUID + 1 },
  { cam_forum_get_type, "forum", CAM_FORUM_NOTE + 1 },
  { cam_forum_area_get_type, "forum_area", CAM_FORUM_AREA_AREA_UUID + 1 },
  { cam_area_knowledge_get_type, "area_knowledge", CAM_AREA_KNOWLEDGE_SAID_ON + 1 },
  { cam_holiday_get_type, "holiday", CAM_HOLIDAY_SOURCE + 1 },
  { cam_clash_silence_get_type, "clash_silence", CAM_CLASH_SILENCE_REASON + 1 },
  { cam_organisation_contact_get_type, "organisation_contact", CAM_ORGANISATION_CONTACT_POSITION + 1 },
  { cam_organisation_address_get_type, "organisation_address", CAM_ORGANISATION_ADDRESS_POSITION + 1 },
  { cam_organisation_logo_get_type, "organisation_logo", CAM_ORGANISATION_LOGO_CONTENT + 1 },
  { cam_organisation_area_get_type, "organisation_area", CAM_ORGANISATION_AREA_AREA_UUID + 1 },
  { cam_organisation_priority_get_type, "organisation_priority", CAM_ORGANISATION_PRIORITY_PRIORITY_UUID + 1 },
  { cam_partner_group_get_type, "partner_group", CAM_PARTNER_GROUP_POSITION + 1 },
  { cam_group_organisation_get_type, "group_organisation", CAM_GROUP_ORGANISATION_ENDS_ON + 1 },
  { cam_group_person_get_type, "group_person", CAM_GROUP_PERSON_ENDS_ON + 1 },
  { cam_person_role_get_type, "person_role", CAM_PERSON_ROLE_ENDS_ON + 1 },
  { cam_person_contact_get_type, "person_contact", CAM_PERSON_CONTACT_POSITION + 1 },
  { cam_person_area_get_type, "person_area", CAM_PERSON_AREA_AREA_UUID + 1 },
  { cam_person_photo_get_type, "person_photo", CAM_PERSON_PHOTO_CONTENT + 1 },
  { cam_person_consent_get_type, "person_consent", CAM_PERSON_CONSENT_NOTE + 1 },
  { cam_interaction_get_type, "interaction", CAM_INTERACTION_FOLLOW_UP_DONE_ON + 1 },
  { cam_interaction_person_get_type, "interaction_person", CAM_INTERACTION_PERSON_PERSON_UUID + 1 },
  { cam_saved_filter_get_type, "saved_filter", CAM_SAVED_FILTER_POSITION + 1 },
  { cam_vehicle_get_type, "vehicle", CAM_VEHICLE_NOTE + 1 },
  { cam_setting_get_type, "setting", CAM_SETTING_VALUE + 1 },
};

static sqlite3 *
open_schema (void)
{
  static const char *const names[] = { "000-base.sql", "001-areas.sql", "002-sharing.sql",
                                      "003-plans.sql", "004-events.sql", "005-partners.sql" };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *sql = NULL;
      g_autoptr (GError) error = NULL;

      path = g_build_filename (g_getenv ("CAM_SOURCE_ROOT"), "data", "schema", names[i], NULL);
      g_file_get_contents (path, &sql, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  return db;
}

static const char *
get_sql_type (CamColumnType type)
{
  switch (type)
    {
    case CAM_COLUMN_TEXT:
      return "TEXT";
    case CAM_COLUMN_INTEGER:
      return "INTEGER";
    case CAM_COLUMN_REAL:
      return "REAL";
    case CAM_COLUMN_BOOLEAN:
      return "BOOLEAN";
    case CAM_COLUMN_DATE:
      return "DATE";
    case CAM_COLUMN_GEOMETRY:
      return "geometry";
    case CAM_COLUMN_BLOB:
      return "BLOB";
    default:
      g_assert_not_reached ();
    }
}

/* Text that only programs read; the index knows it by these names as well. */
static gboolean
is_unread (const char *name)
{
  return g_str_has_suffix (name, "_at") || g_str_has_prefix (name, "ical_") || g_str_has_prefix (name, "vcard_")
         || g_str_equal (name, "recurrence") || g_str_equal (name, "time_zone") || g_str_equal (name, "choice");
}

static void
check_column (const CamColumn *column,
              sqlite3_stmt    *stmt)
{
  const char *type = (const char *) sqlite3_column_text (stmt, 1);
  gboolean not_null = sqlite3_column_int (stmt, 2);
  gboolean text = g_str_has_prefix (type, "TEXT");
  gboolean reference = sqlite3_column_type (stmt, 3) != SQLITE_NULL;

  g_assert_cmpstr (column->name, ==, (const char *) sqlite3_column_text (stmt, 0));
  if (column->type == CAM_COLUMN_GEOMETRY)
    g_assert_true (g_str_equal (type, "MULTIPOLYGON") || g_str_equal (type, "POINT"));
  else
    g_assert_true (g_str_has_prefix (type, get_sql_type (column->type)));
  g_assert_cmpstr (column->references, ==, (const char *) sqlite3_column_text (stmt, 3));
  g_assert_cmpint (not_null, ==,
                   column->type == CAM_COLUMN_BOOLEAN || (column->flags & CAM_COLUMN_REQUIRED));
  g_assert_cmpint ((column->flags & CAM_COLUMN_SEARCHED) != 0, ==, text && !reference && !is_unread (column->name));
  g_assert_cmpint ((column->flags & CAM_COLUMN_LAZY) != 0, ==,
                   column->type == CAM_COLUMN_GEOMETRY || column->type == CAM_COLUMN_BLOB);
}

static void
test_columns (gconstpointer data)
{
  const Declaration *declaration = data;
  g_autoptr (CamRecordClass) klass = g_type_class_ref (declaration->get_type ());
  sqlite3 *db = open_schema ();
  sqlite3_stmt *stmt = NULL;
  guint i = 0, n_titles = 0;

  g_assert_cmpstr (klass->table, ==, declaration->table);
  g_assert_cmpuint (klass->n_columns, ==, declaration->n_columns);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT c.name, c.type, c.\"notnull\", f.\"table\" FROM pragma_table_info (?1) c"
                                       " LEFT JOIN pragma_foreign_key_list (?1) f ON f.\"from\" = c.name"
                                       " WHERE c.name NOT IN ('fid', 'uuid', 'deleted') ORDER BY c.cid",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, declaration->table, -1, SQLITE_STATIC);
  for (i = 0; sqlite3_step (stmt) == SQLITE_ROW; i++)
    {
      g_assert_cmpuint (i, <, klass->n_columns);
      check_column (&klass->columns[i], stmt);
      g_assert_cmpint (cam_record_class_find_column (klass, klass->columns[i].name), ==, (int) i);
      if (!(klass->columns[i].flags & CAM_COLUMN_TITLE))
        continue;
      /* The index knows titles by these names, for it must work without the record types. */
      n_titles++;
      g_assert_true (g_str_equal (klass->columns[i].name, "name")
                     || g_str_equal (klass->columns[i].name, klass->table)
                     || g_str_equal (klass->columns[i].name, "body"));
    }
  g_assert_cmpuint (i, ==, klass->n_columns);
  g_assert_cmpuint (n_titles, ==,
                    cam_record_class_find_column (klass, "name") >= 0 || cam_record_class_find_column (klass, "body") >= 0
                    || cam_record_class_find_column (klass, klass->table) >= 0);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Each property of each type can be set and read by its name, and says so once. */
static void
set_sample (GObject    *object,
            GParamSpec *pspec,
            const char *words)
{
  g_autofree char *word = words != NULL ? g_strndup (words, strcspn (words, "|")) : NULL;

  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_object_set (object, pspec->name, word != NULL ? word : "2026-02-28", NULL);
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    g_object_set (object, pspec->name, (gint64) 12, NULL);
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    g_object_set (object, pspec->name, 52.2, NULL);
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_object_set (object, pspec->name, TRUE, NULL);
  else
    {
      g_autoptr (GBytes) blob = g_bytes_new_static ("GP", 2);

      g_assert_cmpuint (pspec->value_type, ==, G_TYPE_BYTES);
      g_object_set (object, pspec->name, blob, NULL);
    }
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

static void
test_properties (gconstpointer data)
{
  const Declaration *declaration = data;
  g_autoptr (GObject) object = g_object_new (declaration->get_type (), NULL);
  CamRecord *record = CAM_RECORD (object);
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);

  g_assert_false (cam_record_is_changed (record));
  for (guint i = 0; i < klass->n_columns; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (klass->columns[i].name), "_", '-');
      g_autofree char *detailed = g_strconcat ("notify::", name, NULL);
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), name);
      guint count = 0;

      g_assert_nonnull (pspec);
      if (klass->columns[i].type != CAM_COLUMN_BOOLEAN
          && !(klass->columns[i].flags & CAM_COLUMN_REQUIRED))
        g_assert_true (cam_record_is_null (record, i));
      g_signal_connect (object, detailed, G_CALLBACK (count_cb), &count);
      set_sample (object, pspec, klass->columns[i].words);
      set_sample (object, pspec, klass->columns[i].words);
      g_assert_cmpuint (count, ==, 1);
      g_assert_false (cam_record_is_null (record, i));
      g_signal_handlers_disconnect_by_data (object, &count);
    }
  g_assert_true (cam_record_is_changed (record));
  g_assert_finalize_object (g_steal_pointer (&object));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (declarations); i++)
    {
      g_autofree char *columns = g_strconcat ("/columns/", declarations[i].table, NULL);
      g_autofree char *props = g_strconcat ("/properties/", declarations[i].table, NULL);

      g_test_add_data_func (columns, &declarations[i], test_columns);
      g_test_add_data_func (props, &declarations[i], test_properties);
    }
  return g_test_run ();
}
