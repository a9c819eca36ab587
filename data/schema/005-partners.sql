-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 5: partners with all that belongs to them, vehicles, settings. Words are explained in docs/format.md.

-- No column says whether a file that is evidence tells of people: it may.
INSERT INTO cam_personal VALUES ('person_role', ''), ('person_contact', ''), ('person_area', ''), ('person_photo', ''),
  ('person_consent', ''), ('group_person', ''), ('interaction', ''), ('interaction_person', ''), ('evidence', 'content');

ALTER TABLE organisation ADD COLUMN other_names TEXT;
ALTER TABLE organisation ADD COLUMN kind TEXT;
ALTER TABLE organisation ADD COLUMN status TEXT;
ALTER TABLE organisation ADD COLUMN offers TEXT;
ALTER TABLE organisation ADD COLUMN phone TEXT;
ALTER TABLE organisation ADD COLUMN email TEXT;
ALTER TABLE organisation ADD COLUMN website TEXT;
ALTER TABLE organisation ADD COLUMN vcard_uid TEXT;
ALTER TABLE organisation ADD COLUMN vcard_extra TEXT;
CREATE INDEX organisation_vcard_uid ON organisation (vcard_uid) WHERE vcard_uid IS NOT NULL;

-- A further phone, e-mail, or address on the web of an organisation.
CREATE TABLE organisation_contact (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'phone',
  label TEXT,
  value TEXT NOT NULL DEFAULT '',
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_contact_organisation ON organisation_contact (organisation_uuid);

-- Where an organisation is, on the map once somebody put it there.
CREATE TABLE organisation_address (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom POINT,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  label TEXT,
  address TEXT,
  postcode TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_address_organisation ON organisation_address (organisation_uuid);

-- The picture under which an organisation is known; the newest holds.
CREATE TABLE organisation_logo (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  media_type TEXT,
  content BLOB,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_logo_organisation ON organisation_logo (organisation_uuid);

-- An area in which an organisation works.
CREATE TABLE organisation_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_area_organisation ON organisation_area (organisation_uuid, deleted, area_uuid);
CREATE INDEX organisation_area_area ON organisation_area (area_uuid, deleted, organisation_uuid) WHERE area_uuid IS NOT NULL;

-- A priority that an organisation contributes to.
CREATE TABLE organisation_priority (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  priority_uuid TEXT(36) REFERENCES priority (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_priority_organisation ON organisation_priority (organisation_uuid);
CREATE INDEX organisation_priority_priority ON organisation_priority (priority_uuid) WHERE priority_uuid IS NOT NULL;

-- A board, network or list that organisations or people belong to, or a tag that is put on them.
CREATE TABLE partner_group (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  short_name TEXT,
  kind TEXT NOT NULL DEFAULT 'group',
  description TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX partner_group_name ON partner_group (name, fid) WHERE deleted = 0;

-- An organisation's membership of a group, from when to when.
CREATE TABLE group_organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  group_uuid TEXT(36) REFERENCES partner_group (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_on DATE,
  ends_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX group_organisation_organisation ON group_organisation (organisation_uuid) WHERE organisation_uuid IS NOT NULL;
CREATE INDEX group_organisation_group ON group_organisation (group_uuid, deleted, organisation_uuid);

-- A person's membership of a group, or a tag on a person.
CREATE TABLE group_person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  group_uuid TEXT(36) REFERENCES partner_group (uuid) DEFERRABLE INITIALLY DEFERRED,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  starts_on DATE,
  ends_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX group_person_person ON group_person (person_uuid) WHERE person_uuid IS NOT NULL;
CREATE INDEX group_person_group ON group_person (group_uuid, deleted, person_uuid);

-- The first role of a person stands in the person: organisation, job title, and since and until when.
ALTER TABLE person ADD COLUMN role_since DATE;
ALTER TABLE person ADD COLUMN role_until DATE;
ALTER TABLE person ADD COLUMN team_role TEXT;
ALTER TABLE person ADD COLUMN preferred_channel TEXT;
ALTER TABLE person ADD COLUMN languages TEXT;
ALTER TABLE person ADD COLUMN access_needs TEXT;
ALTER TABLE person ADD COLUMN lawful_basis_note TEXT;
ALTER TABLE person ADD COLUMN collected_on DATE;
ALTER TABLE person ADD COLUMN keep_until DATE;
ALTER TABLE person ADD COLUMN do_not_contact BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN visibility TEXT;
ALTER TABLE person ADD COLUMN vcard_uid TEXT;
ALTER TABLE person ADD COLUMN vcard_extra TEXT;
CREATE INDEX person_vcard_uid ON person (vcard_uid) WHERE vcard_uid IS NOT NULL;
CREATE INDEX person_review ON person (review_on) WHERE deleted = 0 AND review_on IS NOT NULL;
CREATE INDEX person_keep ON person (keep_until) WHERE deleted = 0 AND keep_until IS NOT NULL;
CREATE INDEX person_lawful_basis ON person (lawful_basis) WHERE deleted = 0;
CREATE INDEX person_team_role ON person (team_role) WHERE team_role IS NOT NULL;

-- A further or an earlier role of a person: in an organisation, or in the team.
CREATE TABLE person_role (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  job_title TEXT,
  team_role TEXT,
  starts_on DATE,
  ends_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_role_person ON person_role (person_uuid);
CREATE INDEX person_role_organisation ON person_role (organisation_uuid) WHERE organisation_uuid IS NOT NULL;

-- A further phone, e-mail, address or page on the web of a person.
CREATE TABLE person_contact (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'phone',
  label TEXT,
  value TEXT NOT NULL DEFAULT '',
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_contact_person ON person_contact (person_uuid);

-- An area that a person works in or for.
CREATE TABLE person_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_area_person ON person_area (person_uuid);
CREATE INDEX person_area_area ON person_area (area_uuid, deleted, person_uuid) WHERE area_uuid IS NOT NULL;

CREATE TABLE person_photo (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  media_type TEXT,
  content BLOB,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_photo_person ON person_photo (person_uuid);

-- What a person said about the data held on them, and when: consented, took that back, objected.
CREATE TABLE person_consent (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT 'consented',
  said_on DATE,
  about TEXT,
  how TEXT,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_consent_person ON person_consent (person_uuid);

-- A dated note of a call, a meeting, a mail or a visit, with what is to follow from it.
CREATE TABLE interaction (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'call',
  happened_on DATE,
  body TEXT,
  author TEXT,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  event_uuid TEXT(36) REFERENCES event (uuid) DEFERRABLE INITIALLY DEFERRED,
  follow_up TEXT,
  follow_up_on DATE,
  follow_up_owner TEXT,
  follow_up_done_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX interaction_person_uuid ON interaction (person_uuid, happened_on) WHERE person_uuid IS NOT NULL;
CREATE INDEX interaction_organisation ON interaction (organisation_uuid, happened_on) WHERE organisation_uuid IS NOT NULL;
CREATE INDEX interaction_area ON interaction (area_uuid, happened_on) WHERE area_uuid IS NOT NULL;
CREATE INDEX interaction_event ON interaction (event_uuid) WHERE event_uuid IS NOT NULL;
CREATE INDEX interaction_follow_up ON interaction (follow_up_on)
  WHERE deleted = 0 AND follow_up_on IS NOT NULL AND follow_up_done_on IS NULL;

-- Somebody else who took part in it.
CREATE TABLE interaction_person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  interaction_uuid TEXT(36) REFERENCES interaction (uuid) DEFERRABLE INITIALLY DEFERRED,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX interaction_person_interaction ON interaction_person (interaction_uuid);
CREATE INDEX interaction_person_person ON interaction_person (person_uuid) WHERE person_uuid IS NOT NULL;

-- A choice of people or organisations that is kept under a name.
CREATE TABLE saved_filter (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'people',
  choice TEXT,
  position INTEGER,
  deleted BOOLEAN NOT NULL DEFAULT 0
);

-- A vehicle that takes services to places.
CREATE TABLE vehicle (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  registration TEXT,
  description TEXT,
  facilities TEXT,
  capacity INTEGER,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX vehicle_name ON vehicle (name, fid) WHERE deleted = 0;
ALTER TABLE event ADD COLUMN vehicle_uuid TEXT(36) REFERENCES vehicle (uuid) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX event_vehicle ON event (vehicle_uuid) WHERE vehicle_uuid IS NOT NULL;

-- What holds for everybody who works with this file, by its name.
CREATE TABLE setting (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  value TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX setting_name ON setting (name) WHERE deleted = 0;
