-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3: priority action plans and their tracking: outcomes, activities, measures, readings, assessments.
-- Words are explained in docs/format.md.

ALTER TABLE priority ADD COLUMN methodology TEXT;
ALTER TABLE priority ADD COLUMN intended_outcomes TEXT;
ALTER TABLE priority ADD COLUMN motivations TEXT;
ALTER TABLE priority ADD COLUMN primary_outcome TEXT;
ALTER TABLE priority ADD COLUMN sponsor TEXT;
ALTER TABLE priority ADD COLUMN starts_on DATE;
ALTER TABLE priority ADD COLUMN ends_on DATE;

INSERT INTO cam_personal VALUES ('activity', 'owner'), ('activity_note', 'author'), ('activity_slip', 'author'),
  ('measure', 'owner'), ('rag_override', 'author'), ('assessment', 'assessor');

-- A change that a priority is to bring about.
CREATE TABLE outcome (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  description TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX outcome_priority ON outcome (priority_uuid);
CREATE INDEX outcome_position ON outcome (position, fid) WHERE deleted = 0;

-- A priority of the council as a whole, which a committee report aligns with.
CREATE TABLE corporate_priority (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);

-- A piece of work under a priority. A template is one that others are made from; it is no work itself.
CREATE TABLE activity (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  outcome_uuid TEXT(36) REFERENCES outcome (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  description TEXT,
  owner TEXT,
  lead_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_on DATE,
  due_on DATE,
  status TEXT NOT NULL DEFAULT 'planned',
  done_on DATE,
  is_template BOOLEAN NOT NULL DEFAULT 0,
  repeats TEXT,
  made_from_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_priority ON activity (priority_uuid);
CREATE INDEX activity_outcome ON activity (outcome_uuid) WHERE outcome_uuid IS NOT NULL;
CREATE INDEX activity_lead ON activity (lead_uuid) WHERE lead_uuid IS NOT NULL;
CREATE INDEX activity_made_from ON activity (made_from_uuid) WHERE made_from_uuid IS NOT NULL;
CREATE INDEX activity_due ON activity (due_on, fid) WHERE deleted = 0;
CREATE INDEX activity_owner ON activity (owner, due_on, fid) WHERE deleted = 0;

-- An area that an activity is for.
CREATE TABLE activity_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_area_activity ON activity_area (activity_uuid);
CREATE INDEX activity_area_area ON activity_area (area_uuid) WHERE area_uuid IS NOT NULL;

-- A partner that supports an activity, beside the one that leads it.
CREATE TABLE activity_partner (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_partner_activity ON activity_partner (activity_uuid);
CREATE INDEX activity_partner_organisation ON activity_partner (organisation_uuid) WHERE organisation_uuid IS NOT NULL;

-- A priority of the council that an activity serves.
CREATE TABLE activity_corporate (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  corporate_priority_uuid TEXT(36) REFERENCES corporate_priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_corporate_activity ON activity_corporate (activity_uuid);
CREATE INDEX activity_corporate_corporate_priority ON activity_corporate (corporate_priority_uuid) WHERE corporate_priority_uuid IS NOT NULL;

-- What was said about the progress of an activity, on a day. Never overwritten: the next one is another.
CREATE TABLE activity_note (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL DEFAULT '',
  author TEXT,
  said_at TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_note_activity ON activity_note (activity_uuid);

-- A due date that was moved: the first one of an activity holds the date that was promised.
CREATE TABLE activity_slip (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  former_on DATE,
  due_on DATE,
  reason TEXT,
  author TEXT,
  said_at TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_slip_activity ON activity_slip (activity_uuid);

-- A step of an activity.
CREATE TABLE milestone (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  due_on DATE,
  done_on DATE,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX milestone_activity ON milestone (activity_uuid);

-- What an activity waits for: another activity, or words where it is something else.
CREATE TABLE activity_block (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  blocker_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX activity_block_activity ON activity_block (activity_uuid);
CREATE INDEX activity_block_blocker ON activity_block (blocker_uuid) WHERE blocker_uuid IS NOT NULL;

-- A key performance indicator or a plain count. Its value is a reading's, or numerator / denominator * ratio_per.
CREATE TABLE measure (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  outcome_uuid TEXT(36) REFERENCES outcome (uuid) DEFERRABLE INITIALLY DEFERRED,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  description TEXT,
  kind TEXT NOT NULL DEFAULT 'output',
  question TEXT,
  unit TEXT,
  decimals INTEGER,
  ratio_per REAL,
  numerator_name TEXT,
  denominator_name TEXT,
  baseline REAL,
  baseline_on DATE,
  direction TEXT NOT NULL DEFAULT 'increase',
  tolerance REAL,
  rule TEXT NOT NULL DEFAULT 'standard',
  frequency TEXT NOT NULL DEFAULT 'quarterly',
  lag_days INTEGER,
  adds_up BOOLEAN NOT NULL DEFAULT 0,
  owner TEXT,
  source TEXT,
  area_level TEXT,
  dataset TEXT,
  edition TEXT,
  geography_vintage TEXT,
  licence TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX measure_priority ON measure (priority_uuid);
CREATE INDEX measure_outcome ON measure (outcome_uuid) WHERE outcome_uuid IS NOT NULL;
CREATE INDEX measure_activity ON measure (activity_uuid) WHERE activity_uuid IS NOT NULL;

-- What a measure is to reach in a period: a value, or a band from low to high.
CREATE TABLE measure_target (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  measure_uuid TEXT(36) REFERENCES measure (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_on DATE,
  ends_on DATE,
  value REAL,
  low REAL,
  high REAL,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX measure_target_measure ON measure_target (measure_uuid, area_uuid, ends_on);
CREATE INDEX measure_target_area ON measure_target (area_uuid) WHERE area_uuid IS NOT NULL;

-- A value of a measure in a period, for one area or for all together.
CREATE TABLE reading (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  measure_uuid TEXT(36) REFERENCES measure (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_on DATE,
  ends_on DATE,
  value REAL,
  numerator REAL,
  denominator REAL,
  provisional BOOLEAN NOT NULL DEFAULT 0,
  comment TEXT,
  edition TEXT,
  geography_vintage TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX reading_measure ON reading (measure_uuid, area_uuid, ends_on);
CREATE INDEX reading_area ON reading (area_uuid) WHERE area_uuid IS NOT NULL;

-- A status that a person set with a reason, for the reading of one period.
CREATE TABLE rag_override (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  measure_uuid TEXT(36) REFERENCES measure (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  ends_on DATE,
  status TEXT NOT NULL DEFAULT 'amber',
  reason TEXT,
  author TEXT,
  said_at TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX rag_override_measure ON rag_override (measure_uuid);
CREATE INDEX rag_override_area ON rag_override (area_uuid) WHERE area_uuid IS NOT NULL;

-- The judged difference that was made, at a day, with what it rests on.
CREATE TABLE assessment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  outcome_uuid TEXT(36) REFERENCES outcome (uuid) DEFERRABLE INITIALLY DEFERRED,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  assessed_on DATE,
  assessor TEXT,
  rating TEXT NOT NULL DEFAULT 'moderate',
  changed TEXT,
  contribution TEXT,
  learned TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX assessment_priority ON assessment (priority_uuid);
CREATE INDEX assessment_outcome ON assessment (outcome_uuid) WHERE outcome_uuid IS NOT NULL;
CREATE INDEX assessment_activity ON assessment (activity_uuid) WHERE activity_uuid IS NOT NULL;

-- What shows something: a link, or a file that the row holds.
CREATE TABLE evidence (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  activity_uuid TEXT(36) REFERENCES activity (uuid) DEFERRABLE INITIALLY DEFERRED,
  measure_uuid TEXT(36) REFERENCES measure (uuid) DEFERRABLE INITIALLY DEFERRED,
  assessment_uuid TEXT(36) REFERENCES assessment (uuid) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  link TEXT,
  media_type TEXT,
  content BLOB,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX evidence_activity ON evidence (activity_uuid);
CREATE INDEX evidence_measure ON evidence (measure_uuid) WHERE measure_uuid IS NOT NULL;
CREATE INDEX evidence_assessment ON evidence (assessment_uuid) WHERE assessment_uuid IS NOT NULL;
