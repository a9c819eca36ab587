/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-words.h"

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
#include "cam-format.h"
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
#include "cam-priority.h"
#include "cam-rag-override.h"
#include "cam-reading.h"
#include "cam-saved-filter.h"
#include "cam-setting.h"
#include "cam-vehicle.h"
#include "cam-venue.h"
#include "cam-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *table;
  const char *label;
  GType     (*get_type) (void);
} Kind;

static const Kind kinds[] = {
  { "activity", N_("Activity"), cam_activity_get_type },
  { "activity_area", N_("Area of an activity"), cam_activity_area_get_type },
  { "activity_block", N_("What an activity waits for"), cam_activity_block_get_type },
  { "activity_corporate", N_("Corporate priority of an activity"), cam_activity_corporate_get_type },
  { "activity_event", N_("Event of an activity"), cam_activity_event_get_type },
  { "activity_note", N_("Progress note"), cam_activity_note_get_type },
  { "activity_partner", N_("Partner in an activity"), cam_activity_partner_get_type },
  { "activity_slip", N_("Moved due date"), cam_activity_slip_get_type },
  { "area", N_("Area"), cam_area_get_type },
  { "area_comment", N_("Comment"), cam_area_comment_get_type },
  { "area_figure", N_("Figure"), cam_area_figure_get_type },
  { "area_knowledge", N_("How well an area is known"), cam_area_knowledge_get_type },
  { "area_member", N_("Member of an area"), cam_area_member_get_type },
  { "assessment", N_("Impact assessment"), cam_assessment_get_type },
  { "clash_silence", N_("Clash that was set aside"), cam_clash_silence_get_type },
  { "corporate_priority", N_("Corporate priority"), cam_corporate_priority_get_type },
  { "event", N_("Event"), cam_event_get_type },
  { "event_area", N_("Area of an event"), cam_event_area_get_type },
  { "event_attendance", N_("Attendance count"), cam_event_attendance_get_type },
  { "event_date", N_("Changed date of an event"), cam_event_date_get_type },
  { "event_feedback", N_("Feedback"), cam_event_feedback_get_type },
  { "event_invitation", N_("Invitation"), cam_event_invitation_get_type },
  { "event_partner", N_("Partner in an event"), cam_event_partner_get_type },
  { "event_person", N_("Person at an event"), cam_event_person_get_type },
  { "event_priority", N_("Priority of an event"), cam_event_priority_get_type },
  { "event_risk", N_("Risk"), cam_event_risk_get_type },
  { "event_session", N_("Part of a programme"), cam_event_session_get_type },
  { "event_task", N_("Line of a checklist"), cam_event_task_get_type },
  { "evidence", N_("Piece of evidence"), cam_evidence_get_type },
  { "forum", N_("Forum or network"), cam_forum_get_type },
  { "forum_area", N_("Area of a forum"), cam_forum_area_get_type },
  { "group_organisation", N_("Partner in a group"), cam_group_organisation_get_type },
  { "group_person", N_("Person in a group"), cam_group_person_get_type },
  { "holiday", N_("Holiday"), cam_holiday_get_type },
  { "interaction", N_("Conversation"), cam_interaction_get_type },
  { "interaction_person", N_("Person in a conversation"), cam_interaction_person_get_type },
  { "measure", N_("Measure"), cam_measure_get_type },
  { "measure_target", N_("Target"), cam_measure_target_get_type },
  { "milestone", N_("Milestone"), cam_milestone_get_type },
  { "organisation", N_("Partner"), cam_organisation_get_type },
  { "organisation_address", N_("Address of a partner"), cam_organisation_address_get_type },
  { "organisation_area", N_("Area of a partner"), cam_organisation_area_get_type },
  { "organisation_contact", N_("Contact of a partner"), cam_organisation_contact_get_type },
  { "organisation_logo", N_("Logo of a partner"), cam_organisation_logo_get_type },
  { "organisation_priority", N_("Priority of a partner"), cam_organisation_priority_get_type },
  { "outcome", N_("Outcome"), cam_outcome_get_type },
  { "partner_group", N_("Group"), cam_partner_group_get_type },
  { "person", N_("Person"), cam_person_get_type },
  { "person_area", N_("Area of a person"), cam_person_area_get_type },
  { "person_consent", N_("Consent or objection"), cam_person_consent_get_type },
  { "person_contact", N_("Contact of a person"), cam_person_contact_get_type },
  { "person_photo", N_("Photo of a person"), cam_person_photo_get_type },
  { "person_role", N_("Role of a person"), cam_person_role_get_type },
  { "priority", N_("Priority"), cam_priority_get_type },
  { "rag_override", N_("Status set by a person"), cam_rag_override_get_type },
  { "reading", N_("Reading"), cam_reading_get_type },
  { "saved_filter", N_("Saved choice"), cam_saved_filter_get_type },
  { "setting", N_("Setting"), cam_setting_get_type },
  { "vehicle", N_("Vehicle"), cam_vehicle_get_type },
  { "venue", N_("Venue"), cam_venue_get_type },
};

static const Kind *
find_kind (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].table, table))
      return &kinds[i];
  return NULL;
}

char *
cam_conflict_words_title (CamConflict *conflict)
{
  const char *title = cam_conflict_get_title (conflict);

  /* Translators: stands for a record without a name */
  return g_strdup (title != NULL && *title != '\0' ? title : _("Unnamed"));
}

char *
cam_conflict_words_subject (CamConflict *conflict)
{
  const Kind *kind = find_kind (cam_conflict_get_table (conflict));
  g_autofree char *column = NULL;

  if (cam_conflict_get_kind (conflict) == CAM_CONFLICT_DELETED)
    column = g_strdup (_("Deleted by one, changed by another"));
  else
    column = g_strdup (cam_words_for_column (cam_conflict_get_table (conflict), cam_conflict_get_column (conflict)));
  if (kind == NULL)
    return g_steal_pointer (&column);
  return g_strdup_printf ("%s · %s", _(kind->label), column);
}

char *
cam_conflict_words_text (const char *column,
                         const char *text)
{
  if (text == NULL || *text == '\0')
    return g_strdup (_("Nothing"));
  if (cam_words_find_plan_word (column, text) != NULL)
    return g_strdup (cam_words_find_plan_word (column, text));
  if (g_str_equal (column, "level"))
    return cam_format_level (text);
  if (g_str_equal (column, "status"))
    return cam_format_status (text);
  if (g_str_equal (column, "said_at"))
    return cam_format_instant (text);
  return g_strdup (text);
}

char *
cam_conflict_words_value (CamConflict      *conflict,
                          CamConflictValue *value)
{
  if (cam_conflict_get_kind (conflict) == CAM_CONFLICT_DELETED)
    {
      const CamValue raw = cam_conflict_value_peek (value);

      if (raw.type == CAM_VALUE_INTEGER && raw.integer == 0)
        return g_strdup (_("Changed, so it stays"));
      return g_strdup (_("Deleted"));
    }
  if (!cam_conflict_value_is_available (value) && cam_conflict_value_get_text (value) == NULL)
    return g_strdup (_("Something that is no longer there"));
  return cam_conflict_words_text (cam_conflict_get_column (conflict), cam_conflict_value_get_text (value));
}

char *
cam_conflict_words_whence (CamConflictValue *value)
{
  const char *author = cam_conflict_value_get_author (value);
  g_autofree char *when = cam_format_instant (cam_conflict_value_get_at (value));

  if (author == NULL || *author == '\0')
    return g_steal_pointer (&when);
  return *when != '\0' ? g_strdup_printf ("%s · %s", author, when) : g_strdup (author);
}

char *
cam_conflict_words_label (CamConflict *conflict)
{
  g_autofree char *title = cam_conflict_words_title (conflict);
  g_autofree char *column = cam_format_column (cam_conflict_get_column (conflict));

  if (cam_conflict_is_personal (conflict))
    /* Translators: a field such as "Note" */
    return g_strdup_printf (_("Settle “%s” of somebody"), column);
  /* Translators: a field such as "Note", and what the record is called */
  return g_strdup_printf (_("Settle “%1$s” of “%2$s”"), column, title);
}

char *
cam_conflict_words_likeness (CamDuplicatePair *pair)
{
  const Kind *kind = find_kind (cam_duplicate_pair_get_table (pair));
  const char *label = kind != NULL ? _(kind->label) : cam_duplicate_pair_get_table (pair);

  switch (cam_duplicate_pair_get_reason (pair))
    {
    case CAM_DUPLICATE_NEAR_NAME:
      /* Translators: %s is "Partner", "Venue" and so on */
      return g_strdup_printf (_("%s · typed twice? The names are nearly the same."), label);
    case CAM_DUPLICATE_SAME_CONTACT:
      /* Translators: %s is "Partner", "Venue" and so on */
      return g_strdup_printf (_("%s · typed twice? The contact details are the same."), label);
    case CAM_DUPLICATE_SAME_NAME:
    default:
      /* Translators: %s is "Partner", "Venue" and so on */
      return g_strdup_printf (_("%s · typed twice? The names are the same."), label);
    }
}

guint
cam_conflict_words_at (CamConflict *conflict,
                       guint        place)
{
  guint mine = cam_conflict_get_mine (conflict);

  if (place == 0)
    return mine;
  return place <= mine ? place - 1 : place;
}

char **
cam_conflict_words_choices (CamConflict *conflict)
{
  const Kind *kind = find_kind (cam_conflict_get_table (conflict));
  g_autoptr(GTypeClass) klass = NULL;
  CamRecordClass *record_class = NULL;
  int column = -1;

  if (kind == NULL)
    return NULL;
  klass = g_type_class_ref (kind->get_type ());
  record_class = (CamRecordClass *) klass;
  column = cam_record_class_find_column (record_class, cam_conflict_get_column (conflict));
  if (column < 0 || record_class->columns[column].words == NULL)
    return NULL;
  return g_strsplit (record_class->columns[column].words, "|", -1);
}
