-- SPDX-License-Identifier: GPL-3.0-or-later
-- A next version that only the test of merging knows: a column, a table, and a table that tells of persons.

INSERT INTO cam_personal VALUES ('attendance', '');
ALTER TABLE area ADD COLUMN nickname TEXT;
CREATE TABLE visit (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom POINT,
  name TEXT NOT NULL DEFAULT '',
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  guide_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE attendance (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  person_uuid TEXT(36) REFERENCES person (uuid) DEFERRABLE INITIALLY DEFERRED,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
