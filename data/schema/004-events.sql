-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4: events with all that belongs to them, forums and networks, holidays. Words are explained in docs/format.md.

-- Also personal, because they refer to a person: event.lead_uuid, event_invitation.person_uuid.
INSERT INTO cam_personal VALUES ('event', 'lead'), ('event_person', ''), ('event_invitation', 'name'),
  ('event_attendance', 'names'), ('event_risk', 'owner'), ('event_task', 'owner'), ('event_session', 'speakers'),
  ('forum', 'organiser'), ('area_knowledge', 'author');

-- A meeting that is planned or was held; of one that repeats, the first. A template is one that others are made from.
CREATE TABLE event (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'engagement',
  aim TEXT,
  description TEXT,
  audience TEXT,
  format TEXT NOT NULL DEFAULT 'in_person',
  status TEXT NOT NULL DEFAULT 'planned',
  all_day BOOLEAN NOT NULL DEFAULT 0,
  starts_at TEXT,
  ends_at TEXT,
  time_zone TEXT,
  recurrence TEXT,
  recurrence_until DATE,
  venue_uuid TEXT(36) REFERENCES venue (uuid) DEFERRABLE INITIALLY DEFERRED,
  room TEXT,
  online_link TEXT,
  lead TEXT,
  lead_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  capacity INTEGER,
  recordings_until DATE,
  ical_uid TEXT,
  ical_sequence INTEGER,
  ical_extra TEXT,
  is_template BOOLEAN NOT NULL DEFAULT 0,
  made_from_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_venue ON event (venue_uuid) WHERE venue_uuid IS NOT NULL;
CREATE INDEX event_lead ON event (lead_uuid) WHERE lead_uuid IS NOT NULL;
CREATE INDEX event_made_from ON event (made_from_uuid) WHERE made_from_uuid IS NOT NULL;
CREATE INDEX event_ical_uid ON event (ical_uid) WHERE ical_uid IS NOT NULL;
CREATE INDEX event_starts ON event (starts_at, fid) WHERE deleted = 0;
-- Those that end on a later day than they begin, and those that repeat: what a look at a few days would miss.
CREATE INDEX event_spanning ON event (ends_at, starts_at)
  WHERE deleted = 0 AND substr (ends_at, 1, 10) > substr (starts_at, 1, 10);
CREATE INDEX event_recurring ON event (recurrence_until, starts_at) WHERE deleted = 0 AND recurrence IS NOT NULL;

-- One date of an event that differs: cancelled, moved, or added.
CREATE TABLE event_date (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'cancelled',
  original_at TEXT,
  starts_at TEXT,
  ends_at TEXT,
  venue_uuid TEXT(36) REFERENCES venue (uuid) DEFERRABLE INITIALLY DEFERRED,
  status TEXT,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_date_event ON event_date (event_uuid);
CREATE INDEX event_date_venue ON event_date (venue_uuid) WHERE venue_uuid IS NOT NULL;
CREATE INDEX event_date_starts ON event_date (starts_at, ends_at, event_uuid)
  WHERE deleted = 0 AND starts_at IS NOT NULL;

-- A priority that an event serves.
CREATE TABLE event_priority (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_priority_event ON event_priority (event_uuid);
CREATE INDEX event_priority_priority ON event_priority (priority_uuid) WHERE priority_uuid IS NOT NULL;

-- An area that an event is for.
CREATE TABLE event_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_area_event ON event_area (event_uuid);
CREATE INDEX event_area_area ON event_area (area_uuid, event_uuid, deleted) WHERE area_uuid IS NOT NULL;

-- A partner that takes part in an event.
CREATE TABLE event_partner (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  role TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_partner_event ON event_partner (event_uuid);
CREATE INDEX event_partner_organisation ON event_partner (organisation_uuid) WHERE organisation_uuid IS NOT NULL;

-- A person who has a part in an event.
CREATE TABLE event_person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL DEFAULT 'champion',
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_person_event ON event_person (event_uuid);
CREATE INDEX event_person_person ON event_person (person_uuid, event_uuid, deleted) WHERE person_uuid IS NOT NULL;

-- Who was invited to an event, and what they answered.
CREATE TABLE event_invitation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  invited_on DATE,
  reply TEXT NOT NULL DEFAULT 'none',
  replied_on DATE,
  places INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_invitation_event ON event_invitation (event_uuid);
CREATE INDEX event_invitation_organisation ON event_invitation (organisation_uuid) WHERE organisation_uuid IS NOT NULL;
CREATE INDEX event_invitation_person ON event_invitation (person_uuid) WHERE person_uuid IS NOT NULL;

-- How many of a group came, on one date of an event. Names only where somebody wants them.
CREATE TABLE event_attendance (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  occurred_on DATE,
  group_name TEXT,
  count INTEGER,
  names TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_attendance_event ON event_attendance (event_uuid);
CREATE INDEX event_attendance_day ON event_attendance (occurred_on, event_uuid, count) WHERE deleted = 0;

-- A line of the risk assessment: the hazard, how likely and how severe (1 to 5), what is done about it.
CREATE TABLE event_risk (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  likelihood INTEGER,
  severity INTEGER,
  control TEXT,
  owner TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_risk_event ON event_risk (event_uuid);

-- A line of the checklist: due on a day, or so many days before the event.
CREATE TABLE event_task (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  days_before INTEGER,
  due_on DATE,
  done_on DATE,
  owner TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_task_event ON event_task (event_uuid);

-- What people said, and what was done about it.
CREATE TABLE event_feedback (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL DEFAULT '',
  said_on DATE,
  we_did TEXT,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_feedback_event ON event_feedback (event_uuid);
CREATE INDEX event_feedback_activity ON event_feedback (activity_uuid) WHERE activity_uuid IS NOT NULL;

-- A part of the programme of a conference.
CREATE TABLE event_session (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'workshop',
  room TEXT,
  starts_at TEXT,
  ends_at TEXT,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  speakers TEXT,
  capacity INTEGER,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX event_session_event ON event_session (event_uuid);
CREATE INDEX event_session_organisation ON event_session (organisation_uuid) WHERE organisation_uuid IS NOT NULL;

-- An event that an activity has to do with, beside the one that it arose from.
CREATE TABLE activity_event (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_event_activity ON activity_event (activity_uuid);
CREATE INDEX activity_event_event ON activity_event (event_uuid) WHERE event_uuid IS NOT NULL;

-- A forum or network that meets by itself, through which engagement can start.
CREATE TABLE forum (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'forum',
  description TEXT,
  organiser TEXT,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  venue_uuid TEXT(36) REFERENCES venue (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_at TEXT,
  ends_at TEXT,
  recurrence TEXT,
  how_to_join TEXT,
  website TEXT,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX forum_name ON forum (name, fid) WHERE deleted = 0;
CREATE INDEX forum_organisation ON forum (organisation_uuid) WHERE organisation_uuid IS NOT NULL;
CREATE INDEX forum_venue ON forum (venue_uuid) WHERE venue_uuid IS NOT NULL;

-- An area that a forum is of.
CREATE TABLE forum_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  forum_uuid TEXT(36) REFERENCES forum (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX forum_area_forum ON forum_area (forum_uuid);
CREATE INDEX forum_area_area ON forum_area (area_uuid) WHERE area_uuid IS NOT NULL;

-- How well an area is known, as a person says it, where the number of its forums tells it wrongly.
CREATE TABLE area_knowledge (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  known TEXT NOT NULL DEFAULT 'partly',
  reason TEXT,
  author TEXT,
  said_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX area_knowledge_area ON area_knowledge (area_uuid);

-- Days on which little can be held.
CREATE TABLE holiday (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'bank',
  starts_on DATE,
  ends_on DATE,
  source TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX holiday_starts ON holiday (starts_on, ends_on) WHERE deleted = 0;

-- A clash that somebody knows of and does not want to be told again.
CREATE TABLE clash_silence (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'venue',
  other_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  holiday_uuid TEXT(36) REFERENCES holiday (uuid) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX clash_silence_event ON clash_silence (event_uuid);
CREATE INDEX clash_silence_other ON clash_silence (other_uuid) WHERE other_uuid IS NOT NULL;
CREATE INDEX clash_silence_holiday ON clash_silence (holiday_uuid) WHERE holiday_uuid IS NOT NULL;

-- The event that an activity arose from.
ALTER TABLE activity ADD COLUMN event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX activity_from_event ON activity (event_uuid) WHERE event_uuid IS NOT NULL;
