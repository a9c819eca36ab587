-- SPDX-License-Identifier: GPL-3.0-or-later
-- A next version that only the test of erasures knows: what tells of a person goes with the person, what only
-- refers to one stays.

INSERT INTO cam_personal VALUES ('attendance', '');
CREATE TABLE attendance (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  after_uuid TEXT(36) REFERENCES attendance (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE task (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  owner_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
