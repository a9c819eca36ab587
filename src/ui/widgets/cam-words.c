/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-words.h"

#include "cam-format.h"

#include <glib/gi18n.h>

#include <string.h>

#define MAX_VALUE 80

typedef struct
{
  const char *table;   /* NULL for every table that has no words of its own for the column */
  const char *column;
  const char *words;
} ColumnWords;

/* What a table has of its own comes first. */
static const ColumnWords column_words[] = {
  { "activity", "name", N_("What is to be done") },
  { "activity_note", "body", N_("What has happened") },
  { "activity_slip", "due_on", N_("New due date") },
  { "activity_slip", "reason", N_("Why it moved") },
  { "activity", "event_uuid", N_("Arose from the event") },
  { "event", "capacity", N_("Places") },
  { "event", "lead_uuid", N_("Person who leads") },
  { "event_attendance", "names", N_("Who came") },
  { "event_feedback", "body", N_("What people said") },
  { "event_invitation", "places", N_("Places taken") },
  { "event_risk", "name", N_("Hazard") },
  { "event_session", "capacity", N_("Places") },
  { "event_task", "name", N_("What is to be done") },
  { "clash_silence", "other_uuid", N_("Clashes with") },
  { "evidence", "content", N_("File") },
  { "measure", "direction", N_("Good is") },
  { "measure", "name", N_("What is measured") },
  { "outcome", "name", N_("What is to change") },
  { "rag_override", "reason", N_("Why") },
  { "activity_block", "reason", N_("Waits for") },
  { "venue", "geom", N_("Place on the map") },
  { "area_figure", "name", N_("Name of the figure") },
  { "area_member", "area_uuid", N_("Cluster") },
  { "area_comment", "author", N_("Said by") },
  { "person", "source", N_("Where this is from") },
  { "interaction", "name", N_("What it was about") },
  { "interaction", "body", N_("What was said") },
  { "interaction", "author", N_("Written down by") },
  { "organisation_contact", "value", N_("Number or address") },
  { "person_contact", "value", N_("Number or address") },
  { "organisation_logo", "content", N_("Picture") },
  { "organisation_address", "geom", N_("Place on the map") },
  { "person_photo", "content", N_("Picture") },
  { NULL, "geom", N_("Outline") },
  { NULL, "level", N_("Level") },
  { NULL, "name", N_("Name") },
  { NULL, "code", N_("Code") },
  { NULL, "number", N_("Number") },
  { NULL, "note", N_("Note") },
  { NULL, "population", N_("Population") },
  { NULL, "population_source", N_("Source of the population") },
  { NULL, "households", N_("Households") },
  { NULL, "hectares", N_("Hectares") },
  { NULL, "status", N_("Status") },
  { NULL, "valid_from", N_("Since") },
  { NULL, "valid_to", N_("Until") },
  { NULL, "outline", N_("Kind of outline") },
  { NULL, "outline_source", N_("Source of the outline") },
  { NULL, "label_lat", N_("Label latitude") },
  { NULL, "label_lon", N_("Label longitude") },
  { NULL, "parent_uuid", N_("Lies in") },
  { NULL, "area_uuid", N_("Area") },
  { NULL, "member_uuid", N_("Member") },
  { NULL, "body", N_("Comment") },
  { NULL, "author", N_("Author") },
  { NULL, "said_at", N_("Said at") },
  { NULL, "dataset", N_("Dataset") },
  { NULL, "edition", N_("Edition") },
  { NULL, "geography_vintage", N_("Year of the boundaries") },
  { NULL, "period", N_("Period") },
  { NULL, "value", N_("Value") },
  { NULL, "unit", N_("Unit") },
  { NULL, "source", N_("Source") },
  { NULL, "licence", N_("Licence") },
  { NULL, "address", N_("Address") },
  { NULL, "postcode", N_("Postcode") },
  { NULL, "capacity", N_("Room for people") },
  { NULL, "step_free", N_("Step-free") },
  { NULL, "toilet", N_("Toilet") },
  { NULL, "hearing_loop", N_("Hearing loop") },
  { NULL, "parking", N_("Parking") },
  { NULL, "public_transport", N_("Public transport") },
  { NULL, "cost", N_("Cost") },
  { NULL, "contact", N_("Contact") },
  { NULL, "lat", N_("Latitude") },
  { NULL, "lon", N_("Longitude") },
  { NULL, "position", N_("Position") },
  { NULL, "initial_focus", N_("Initial focus") },
  { NULL, "rationale", N_("Reasons") },
  { NULL, "short_name", N_("Short name") },
  { NULL, "sector", N_("Sector") },
  { NULL, "crg", N_("Member of the resilience group") },
  { NULL, "organisation_uuid", N_("Organisation") },
  { NULL, "job_title", N_("Job title") },
  { NULL, "phone", N_("Phone") },
  { NULL, "email", N_("E-mail") },
  { NULL, "lawful_basis", N_("Lawful basis") },
  { NULL, "review_on", N_("Review on") },
  { NULL, "other_names", N_("Other names") },
  { NULL, "offers", N_("What they offer") },
  { NULL, "vcard_uid", N_("Number of its contact card") },
  { NULL, "vcard_extra", N_("More from its contact card") },
  { NULL, "group_uuid", N_("Group") },
  { NULL, "role_since", N_("In this role since") },
  { NULL, "role_until", N_("In this role until") },
  { NULL, "team_role", N_("Role in the team") },
  { NULL, "preferred_channel", N_("Prefers") },
  { NULL, "languages", N_("Languages") },
  { NULL, "access_needs", N_("Access needs") },
  { NULL, "lawful_basis_note", N_("Note on the lawful basis") },
  { NULL, "collected_on", N_("Collected on") },
  { NULL, "keep_until", N_("Keep until") },
  { NULL, "do_not_contact", N_("Do not contact") },
  { NULL, "visibility", N_("Who may see it") },
  { NULL, "label", N_("Label") },
  { NULL, "about", N_("About") },
  { NULL, "how", N_("How it was said") },
  { NULL, "happened_on", N_("On") },
  { NULL, "follow_up", N_("Follow-up") },
  { NULL, "follow_up_on", N_("Follow up on") },
  { NULL, "follow_up_owner", N_("Follow-up by") },
  { NULL, "follow_up_done_on", N_("Followed up on") },
  { NULL, "interaction_uuid", N_("Conversation") },
  { NULL, "choice", N_("What is chosen") },
  { NULL, "registration", N_("Registration") },
  { NULL, "facilities", N_("What is on board") },
  { NULL, "vehicle_uuid", N_("Vehicle") },
  { NULL, "table_name", N_("Kind") },
  { NULL, "one_uuid", N_("One of two") },
  { NULL, "other_uuid", N_("The other of two") },
  { NULL, "former_uuid", N_("Joined") },
  { NULL, "kept_uuid", N_("Joined into") },
  { NULL, "methodology", N_("How it is done") },
  { NULL, "intended_outcomes", N_("Intended outcomes") },
  { NULL, "motivations", N_("Further motivations") },
  { NULL, "primary_outcome", N_("Primary outcome") },
  { NULL, "sponsor", N_("Committee or directorate") },
  { NULL, "starts_on", N_("Starts on") },
  { NULL, "ends_on", N_("Ends on") },
  { NULL, "priority_uuid", N_("Priority") },
  { NULL, "outcome_uuid", N_("Outcome") },
  { NULL, "activity_uuid", N_("Activity") },
  { NULL, "measure_uuid", N_("Measure") },
  { NULL, "assessment_uuid", N_("Assessment") },
  { NULL, "corporate_priority_uuid", N_("Corporate priority") },
  { NULL, "blocker_uuid", N_("Waits for") },
  { NULL, "description", N_("Description") },
  { NULL, "owner", N_("Owner") },
  { NULL, "lead_uuid", N_("Lead partner") },
  { NULL, "due_on", N_("Due on") },
  { NULL, "done_on", N_("Done on") },
  { NULL, "former_on", N_("Former due date") },
  { NULL, "is_template", N_("Template for others") },
  { NULL, "repeats", N_("Repeats") },
  { NULL, "made_from_uuid", N_("Made from") },
  { NULL, "reason", N_("Reason") },
  { NULL, "kind", N_("Kind") },
  { NULL, "question", N_("Question that it answers") },
  { NULL, "decimals", N_("Decimal places") },
  { NULL, "ratio_per", N_("Share per (100 for %)") },
  { NULL, "numerator_name", N_("Counted on top") },
  { NULL, "denominator_name", N_("Counted below") },
  { NULL, "baseline", N_("Baseline") },
  { NULL, "baseline_on", N_("Day of the baseline") },
  { NULL, "direction", N_("Direction") },
  { NULL, "tolerance", N_("Tolerance in % of the target") },
  { NULL, "rule", N_("Rule for the status") },
  { NULL, "frequency", N_("How often it is read") },
  { NULL, "lag_days", N_("Days a reading may take") },
  { NULL, "adds_up", N_("Areas add up") },
  { NULL, "area_level", N_("Level of its areas") },
  { NULL, "low", N_("From") },
  { NULL, "high", N_("To") },
  { NULL, "numerator", N_("On top") },
  { NULL, "denominator", N_("Below") },
  { NULL, "provisional", N_("Provisional") },
  { NULL, "comment", N_("Comment") },
  { NULL, "assessed_on", N_("Assessed on") },
  { NULL, "assessor", N_("Assessed by") },
  { NULL, "rating", N_("Difference made") },
  { NULL, "changed", N_("What changed for whom") },
  { NULL, "contribution", N_("What the work contributed") },
  { NULL, "learned", N_("What was learned") },
  { NULL, "link", N_("Link") },
  { NULL, "media_type", N_("Kind of file") },
  { NULL, "content", N_("Content") },
  { NULL, "event_uuid", N_("Event") },
  { NULL, "venue_uuid", N_("Venue") },
  { NULL, "person_uuid", N_("Person") },
  { NULL, "forum_uuid", N_("Forum or network") },
  { NULL, "holiday_uuid", N_("Holiday") },
  { NULL, "aim", N_("Aim") },
  { NULL, "audience", N_("Audience") },
  { NULL, "format", N_("In person or online") },
  { NULL, "all_day", N_("All day") },
  { NULL, "starts_at", N_("Begins") },
  { NULL, "ends_at", N_("Ends") },
  { NULL, "original_at", N_("Date by the rule") },
  { NULL, "time_zone", N_("Time zone") },
  { NULL, "recurrence", N_("Repeats by the rule") },
  { NULL, "recurrence_until", N_("Repeats until") },
  { NULL, "room", N_("Room") },
  { NULL, "online_link", N_("Link to join online") },
  { NULL, "lead", N_("Led by") },
  { NULL, "recordings_until", N_("Recordings stay until") },
  { NULL, "ical_uid", N_("Identity in calendars") },
  { NULL, "ical_sequence", N_("Version in calendars") },
  { NULL, "ical_extra", N_("Further lines from a calendar") },
  { NULL, "role", N_("Part taken") },
  { NULL, "invited_on", N_("Invited on") },
  { NULL, "reply", N_("Reply") },
  { NULL, "replied_on", N_("Replied on") },
  { NULL, "occurred_on", N_("Date") },
  { NULL, "group_name", N_("Group") },
  { NULL, "count", N_("Number of people") },
  { NULL, "likelihood", N_("Likelihood (1 to 5)") },
  { NULL, "severity", N_("Severity (1 to 5)") },
  { NULL, "control", N_("What is done about it") },
  { NULL, "days_before", N_("Days before the event") },
  { NULL, "said_on", N_("Said on") },
  { NULL, "we_did", N_("What we did") },
  { NULL, "speakers", N_("Speakers") },
  { NULL, "organiser", N_("Who runs it") },
  { NULL, "how_to_join", N_("How to join") },
  { NULL, "website", N_("Website") },
  { NULL, "known", N_("How well it is known") },
  { NULL, "deleted", N_("Deleted") },
};

static const struct
{
  const char *table;
  const char *one;
  const char *many;
} kind_words[] = {
  { "area", N_("Area"), N_("Areas") },
  { "area_member", N_("Member of a cluster"), N_("Members of clusters") },
  { "area_comment", N_("Comment"), N_("Comments") },
  { "area_figure", N_("Figure"), N_("Figures") },
  { "venue", N_("Venue"), N_("Venues") },
  { "postcode", N_("Postcode"), N_("Postcodes") },
  { "priority", N_("Priority"), N_("Priorities") },
  { "organisation", N_("Organisation"), N_("Organisations") },
  { "person", N_("Person"), N_("People") },
  { "outcome", N_("Outcome"), N_("Outcomes") },
  { "corporate_priority", N_("Corporate priority"), N_("Corporate priorities") },
  { "activity", N_("Activity"), N_("Activities") },
  { "activity_area", N_("Area of an activity"), N_("Areas of activities") },
  { "activity_partner", N_("Partner in an activity"), N_("Partners in activities") },
  { "activity_corporate", N_("Corporate priority of an activity"), N_("Corporate priorities of activities") },
  { "activity_note", N_("Progress note"), N_("Progress notes") },
  { "activity_slip", N_("Moved due date"), N_("Moved due dates") },
  { "milestone", N_("Milestone"), N_("Milestones") },
  { "activity_block", N_("What an activity waits for"), N_("What activities wait for") },
  { "measure", N_("Measure"), N_("Measures") },
  { "measure_target", N_("Target"), N_("Targets") },
  { "reading", N_("Reading"), N_("Readings") },
  { "rag_override", N_("Status set by a person"), N_("Statuses set by people") },
  { "assessment", N_("Impact assessment"), N_("Impact assessments") },
  { "evidence", N_("Piece of evidence"), N_("Evidence") },
  { "event", N_("Event"), N_("Events") },
  { "event_date", N_("Changed date of an event"), N_("Changed dates of events") },
  { "event_priority", N_("Priority of an event"), N_("Priorities of events") },
  { "event_area", N_("Area of an event"), N_("Areas of events") },
  { "event_partner", N_("Partner in an event"), N_("Partners in events") },
  { "event_person", N_("Person at an event"), N_("People at events") },
  { "event_invitation", N_("Invitation"), N_("Invitations") },
  { "event_attendance", N_("Attendance count"), N_("Attendance counts") },
  { "event_risk", N_("Risk"), N_("Risks") },
  { "event_task", N_("Line of a checklist"), N_("Lines of checklists") },
  { "event_feedback", N_("Feedback"), N_("Feedback") },
  { "event_session", N_("Part of a programme"), N_("Parts of programmes") },
  { "activity_event", N_("Event of an activity"), N_("Events of activities") },
  { "forum", N_("Forum or network"), N_("Forums and networks") },
  { "forum_area", N_("Area of a forum"), N_("Areas of forums") },
  { "area_knowledge", N_("How well an area is known"), N_("How well areas are known") },
  { "holiday", N_("Holiday"), N_("Holidays") },
  { "clash_silence", N_("Clash that was set aside"), N_("Clashes that were set aside") },
  { "organisation_contact", N_("Contact of a partner"), N_("Contacts of partners") },
  { "organisation_address", N_("Address of a partner"), N_("Addresses of partners") },
  { "organisation_logo", N_("Logo of a partner"), N_("Logos of partners") },
  { "organisation_area", N_("Area of a partner"), N_("Areas of partners") },
  { "organisation_priority", N_("Priority of a partner"), N_("Priorities of partners") },
  { "partner_group", N_("Group"), N_("Groups") },
  { "group_organisation", N_("Partner in a group"), N_("Partners in groups") },
  { "group_person", N_("Person in a group"), N_("People in groups") },
  { "person_role", N_("Role of a person"), N_("Roles of people") },
  { "person_contact", N_("Contact of a person"), N_("Contacts of people") },
  { "person_area", N_("Area of a person"), N_("Areas of people") },
  { "person_photo", N_("Photo of a person"), N_("Photos of people") },
  { "person_consent", N_("Consent or objection"), N_("Consents and objections") },
  { "interaction", N_("Conversation"), N_("Conversations") },
  { "interaction_person", N_("Person in a conversation"), N_("People in conversations") },
  { "saved_filter", N_("Saved choice"), N_("Saved choices") },
  { "vehicle", N_("Vehicle"), N_("Vehicles") },
  { "setting", N_("Setting"), N_("Settings") },
  { "not_duplicate", N_("Two that are not the same"), N_("Pairs that are not the same") },
  { "joined", N_("Two that were joined"), N_("Pairs that were joined") },
};

const char *
cam_words_for_kind (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i].table, table) == 0)
      return _(kind_words[i].one);
  return table != NULL ? table : "";
}

const char *
cam_words_for_kinds (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i].table, table) == 0)
      return _(kind_words[i].many);
  return table != NULL ? table : "";
}

const char *
cam_words_for_column (const char *table,
                      const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (column_words); i++)
    if (g_strcmp0 (column_words[i].column, column) == 0
        && (column_words[i].table == NULL || g_strcmp0 (column_words[i].table, table) == 0))
      return _(column_words[i].words);
  return column != NULL ? column : "";
}

static const char *
find_outline_words (const char *word)
{
  if (g_str_equal (word, "approximate"))
    return _("approximate");
  if (g_str_equal (word, "imported"))
    return _("imported");
  if (g_str_equal (word, "members"))
    return _("that of its members");
  return word;
}

/* The words of plans and events; the same word means the same in every column. */
static const struct
{
  const char *word;
  const char *words;
} plan_words[] = {
  { "planned", N_("Planned") },
  { "started", N_("Under way") },
  { "paused", N_("Paused") },
  { "done", N_("Done") },
  { "stopped", N_("Stopped") },
  { "weekly", N_("Every week") },
  { "monthly", N_("Every month") },
  { "quarterly", N_("Every quarter") },
  { "yearly", N_("Every year") },
  { "once", N_("Once") },
  { "activity", N_("Activity count, without a target") },
  { "output", N_("Output: what was produced") },
  { "outcome", N_("Outcome: what changed") },
  { "how_much", N_("How much did we do?") },
  { "how_well", N_("How well did we do it?") },
  { "better_off", N_("Is anyone better off?") },
  { "increase", N_("More is better") },
  { "decrease", N_("Less is better") },
  { "maintain", N_("To stay as it is") },
  { "band", N_("Within a band") },
  { "standard", N_("Target and tolerance") },
  { "havering", N_("Havering: improved on last year") },
  { "red", N_("Red") },
  { "amber", N_("Amber") },
  { "green", N_("Green") },
  { "harmful", N_("Harmful") },
  { "none", N_("None") },
  { "slight", N_("Slight") },
  { "moderate", N_("Moderate") },
  { "substantial", N_("Substantial") },
  { "engagement", N_("Engagement event") },
  { "forum", N_("Forum or network") },
  { "workshop", N_("Workshop") },
  { "conference", N_("Conference") },
  { "training", N_("Training session") },
  { "media", N_("Radio or media slot") },
  { "outreach", N_("Outreach stop") },
  { "other", N_("Other") },
  { "in_person", N_("In person") },
  { "online", N_("Online") },
  { "hybrid", N_("In person and online") },
  { "idea", N_("Idea") },
  { "confirmed", N_("Confirmed") },
  { "held", N_("Held") },
  { "cancelled", N_("Cancelled") },
  { "moved", N_("Moved") },
  { "added", N_("Added") },
  { "yes", N_("Yes") },
  { "no", N_("No") },
  { "maybe", N_("Maybe") },
  { "champion", N_("Community Champion") },
  { "helper", N_("Helper") },
  { "speaker", N_("Speaker") },
  { "keynote", N_("Keynote") },
  { "panel", N_("Panel") },
  { "stall", N_("Stall") },
  { "break", N_("Break") },
  { "network", N_("Network") },
  { "group", N_("Group") },
  { "well", N_("Well known") },
  { "partly", N_("Partly known") },
  { "little", N_("Little known") },
  { "bank", N_("Bank holiday") },
  { "school", N_("School holiday") },
  { "person", N_("Same person") },
  { "venue", N_("Same venue") },
  { "audience", N_("Same area and audience") },
  { "capacity", N_("More people than places") },
  { "travel", N_("Too little time to travel") },
  { "holiday", N_("Holiday") },
  { "vehicle", N_("Same vehicle") },
  { "call", N_("Call") },
  { "meeting", N_("Meeting") },
  { "email", N_("E-mail") },
  { "visit", N_("Visit") },
  { "note", N_("Note") },
  { "phone", N_("Phone") },
  { "text", N_("Text message") },
  { "post", N_("Letter") },
  { "address", N_("Address") },
  { "website", N_("Website") },
  { "consented", N_("Consented") },
  { "withdrew", N_("Took consent back") },
  { "objected", N_("Objected") },
  { "tag", N_("Tag") },
  { "public", N_("Anybody") },
  { "restricted", N_("Only the team") },
  { "active", N_("Active") },
  { "dormant", N_("Not active at present") },
  { "closed", N_("Closed") },
  { "charity", N_("Charity") },
  { "council", N_("Council") },
  { "public_body", N_("Public body") },
  { "faith_group", N_("Faith group") },
  { "housing", N_("Housing association") },
  { "business", N_("Business") },
  { "community", N_("Community group") },
  { "place_coordinator", N_("Place Coordinator") },
  { "connector", N_("Connector") },
  { "crg_chair", N_("Chair of the Resilience Group") },
  { "crg_member", N_("Member of the Resilience Group") },
  { "people", N_("People") },
  { "organisations", N_("Organisations") },
};

const char *
cam_words_find_plan_word (const char *column,
                          const char *text)
{
  static const char *const columns[] = { "status", "repeats", "frequency", "kind", "question", "direction", "rule",
                                         "rating", "format", "reply", "role", "known", "team_role",
                                         "preferred_channel", "visibility", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (plan_words) && g_strv_contains (columns, column); i++)
    if (g_str_equal (plan_words[i].word, text))
      return _(plan_words[i].words);
  return NULL;
}

static gboolean
is_count (const char *column)
{
  static const char *const names[] = { "population", "households", "capacity", NULL };

  return g_strv_contains (names, column);
}

/* "2026-03-03T10:00", the time on the wall of a place. */
static gboolean
is_wall_clock (const char *column,
               const char *text)
{
  return g_str_has_suffix (column, "_at") && strlen (text) == 16 && text[10] == 'T';
}

static char *
dup_known_value (const char *column,
                 const char *text)
{
  gint64 number = 0;

  if (cam_words_find_plan_word (column, text) != NULL)
    return g_strdup (cam_words_find_plan_word (column, text));
  if (g_str_equal (column, "level") || g_str_equal (column, "area_level"))
    return cam_format_level (text);
  if (g_str_equal (column, "status"))
    return cam_format_status (text);
  if (g_str_equal (column, "outline"))
    return g_strdup (find_outline_words (text));
  if (g_str_equal (column, "table_name"))
    return g_strdup (cam_words_for_kind (text));
  if (g_str_equal (column, "said_at"))
    return cam_format_instant (text);
  if (is_wall_clock (column, text))
    return g_strdelimit (g_strdup (text), "T", ' ');
  if (is_count (column) && g_ascii_string_to_signed (text, 10, G_MININT64 + 1, G_MAXINT64, &number, NULL))
    return cam_format_integer (number);
  /* The name of what a reference leads to stands in its place; where there is none, it is of no use. */
  if (g_str_has_suffix (column, "_uuid") && g_uuid_string_is_valid (text))
    return g_strdup (_("something unnamed"));
  return g_strdup (text);
}

char *
cam_words_dup_value (const char *column,
                     const char *text)
{
  g_autofree char *value = NULL;
  g_autofree char *start = NULL;

  if (text == NULL || *text == '\0')
    /* Translators: stands for a field with nothing in it, as in "Population: empty → 1,350" */
    return g_strdup (_("empty"));
  value = column != NULL ? dup_known_value (column, text) : g_strdup (text);
  g_strdelimit (value, "\n\r\t", ' ');
  if (g_utf8_strlen (value, -1) <= MAX_VALUE)
    return g_steal_pointer (&value);
  start = g_utf8_substring (value, 0, MAX_VALUE);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/* A drawn outline, or a column that this version does not know, has no value that can be told. */
static gboolean
is_told (CamHistoryEntry *entry)
{
  return !g_str_equal (cam_history_entry_get_column (entry), "geom")
         || g_str_equal (cam_history_entry_get_table (entry), "venue");
}

static gboolean
is_deletion (CamHistoryEntry *entry)
{
  return g_strcmp0 (cam_history_entry_get_new_text (entry), _("yes")) == 0;
}

char *
cam_words_dup_change (CamHistoryEntry *entry)
{
  const char *column = NULL;
  const char *words = NULL;
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (entry), NULL);

  column = cam_history_entry_get_column (entry);
  if (column == NULL)
    return g_strdup (_("Added"));
  if (*column == '\0')
    return g_strdup (_("A field changed that only a newer version of the program knows"));
  if (g_str_equal (column, "deleted"))
    return g_strdup (is_deletion (entry) ? _("Deleted") : _("Brought back"));
  words = cam_words_for_column (cam_history_entry_get_table (entry), column);
  if (!is_told (entry))
    /* Translators: %s is a field such as "Outline" */
    return g_strdup_printf (_("%s changed"), words);
  old_value = cam_words_dup_value (column, cam_history_entry_get_old_text (entry));
  new_value = cam_words_dup_value (column, cam_history_entry_get_new_text (entry));
  /* Translators: field, old value, new value, as in "Name: St Ives → Saint Ives" */
  return g_strdup_printf (_("%1$s: %2$s → %3$s"), words, old_value, new_value);
}

/* "Name" as it stands within a sentence; a word in capitals stays as it is. */
static char *
dup_within_sentence (const char *words)
{
  gunichar first = g_utf8_get_char (words);
  const char *rest = *words != '\0' ? g_utf8_next_char (words) : words;
  char lower[7] = { 0 };

  if (*rest == '\0' || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (words);
  g_unichar_to_utf8 (g_unichar_tolower (first), lower);
  return g_strconcat (lower, rest, NULL);
}

char *
cam_words_dup_restore (CamHistoryEntry *entry)
{
  const char *column = NULL;
  const char *title = NULL;
  const char *kind = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (entry), NULL);

  column = cam_history_entry_get_column (entry);
  kind = cam_words_for_kind (cam_history_entry_get_table (entry));
  title = cam_history_entry_get_title (entry);
  if (title == NULL || *title == '\0')
    title = kind;
  if (g_strcmp0 (column, "deleted") == 0)
    /* Translators: %s is what something is called; the label of an action that brings it back, or away again */
    return g_strdup_printf (is_deletion (entry) ? _("Restore %s") : _("Mark %s as deleted again"), title);
  words = dup_within_sentence (cam_words_for_column (cam_history_entry_get_table (entry), column));
  /* Translators: field, and what it is a field of, as in "Restore name of Ely" */
  return g_strdup_printf (_("Restore %1$s of %2$s"), words, title);
}

/* What all changes that were read are about; NULL where they are about several things, or one without a name. */
static char *
dup_common_title (CamHistoryAction *action)
{
  GListModel *changes = cam_history_action_get_changes (action);
  g_autoptr(CamHistoryEntry) first = g_list_model_get_item (changes, 0);

  for (guint i = 1; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr(CamHistoryEntry) entry = g_list_model_get_item (changes, i);

      if (g_strcmp0 (cam_history_entry_get_uuid (entry), cam_history_entry_get_uuid (first)) != 0)
        return NULL;
    }
  if (first == NULL || cam_history_action_has_more (action) || *cam_history_entry_get_title (first) == '\0')
    return NULL;
  return cam_words_dup_value (NULL, cam_history_entry_get_title (first));
}

char *
cam_words_dup_action (CamHistoryAction *action)
{
  g_autofree char *about = NULL;
  g_autofree char *what = NULL;
  const char *label = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (action), NULL);

  label = cam_history_action_get_label (action);
  about = dup_common_title (action);
  if (cam_history_action_get_kind (action) == CAM_HISTORY_UNDO)
    /* Translators: %s is what was done before, such as "Rename area" */
    what = g_strdup_printf (_("Undone: %s"), label);
  else if (cam_history_action_get_kind (action) == CAM_HISTORY_REDO)
    /* Translators: %s is what was undone, such as "Rename area" */
    what = g_strdup_printf (_("Redone: %s"), label);
  else if (cam_history_action_get_kind (action) == CAM_HISTORY_OUTSIDE)
    what = g_strdup (_("Edited by another program"));
  else
    what = g_strdup (label != NULL ? label : "");
  if (about == NULL || strstr (what, about) != NULL)
    return g_steal_pointer (&what);
  return g_strconcat (what, " · ", about, NULL);
}

static char *
dup_copy (CamHistoryAction *action)
{
  const char *name = cam_history_action_get_copy_name (action);

  if (cam_history_action_is_here (action))
    return g_strdup (_("in this copy"));
  if (name == NULL || g_strcmp0 (name, cam_history_action_get_author (action)) == 0)
    return g_strdup (_("in another copy"));
  /* Translators: %s is the name of a copy of the file, or of the person who works with it */
  return g_strdup_printf (_("in the copy of %s"), name);
}

char *
cam_words_dup_circumstances (CamHistoryAction *action)
{
  g_autofree char *when = NULL;
  g_autofree char *copy = NULL;
  const char *author = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (action), NULL);

  author = cam_history_action_get_author (action);
  when = cam_format_instant (cam_history_action_get_at (action));
  copy = dup_copy (action);
  if (author == NULL || *author == '\0')
    return g_strconcat (when, " · ", copy, NULL);
  return g_strconcat (author, " · ", when, " · ", copy, NULL);
}
