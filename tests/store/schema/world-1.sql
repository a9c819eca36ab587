-- SPDX-License-Identifier: GPL-3.0-or-later
-- The tables of 001-areas.sql with fewer columns, so that many files are made and read in a short time.

CREATE TABLE area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom MULTIPOLYGON,
  name TEXT NOT NULL DEFAULT '',
  note TEXT,
  population INTEGER,
  hectares REAL,
  valid_from DATE,
  label_lat REAL,
  label_lon REAL,
  parent_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE area_member (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  member_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  valid_from DATE,
  valid_to DATE,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE area_comment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL DEFAULT '',
  author TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE venue (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom POINT,
  name TEXT NOT NULL DEFAULT '',
  capacity INTEGER,
  contact TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  crg BOOLEAN NOT NULL DEFAULT 0,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
