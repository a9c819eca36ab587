-- SPDX-License-Identifier: GPL-3.0-or-later
-- A next version that only the test of migrations knows: a table, a column, and data moved about.

CREATE TABLE visit (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom POINT,
  name TEXT NOT NULL DEFAULT '',
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
ALTER TABLE area ADD COLUMN nickname TEXT;
UPDATE area SET nickname = upper (name) WHERE nickname IS NULL;
