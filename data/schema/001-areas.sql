-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1: areas and what describes them, venues, and the lists that the starter pack fills.
--
-- What every table has: fid, local to one file; uuid, the identity between copies; deleted.
-- The store adds the capture triggers, the gpkg_contents rows and its private tables itself, from
-- these definitions. Only column types that GeoPackage allows. Never edited once released.

CREATE TABLE area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom MULTIPOLYGON,
  level TEXT NOT NULL DEFAULT 'neighbourhood',
  name TEXT NOT NULL DEFAULT '',
  code TEXT,
  number INTEGER,
  note TEXT,
  population INTEGER,
  population_source TEXT,
  households INTEGER,
  hectares REAL,
  status TEXT NOT NULL DEFAULT 'agreed',
  valid_from DATE,
  valid_to DATE,
  outline TEXT,
  outline_source TEXT,
  label_lat REAL,
  label_lon REAL,
  parent_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX area_level_name ON area (level, name, fid) WHERE deleted = 0;
CREATE INDEX area_name ON area (name, fid) WHERE deleted = 0;
CREATE INDEX area_code ON area (code) WHERE code IS NOT NULL;
CREATE INDEX area_parent ON area (parent_uuid) WHERE parent_uuid IS NOT NULL;

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
CREATE INDEX area_member_area ON area_member (area_uuid);
CREATE INDEX area_member_member ON area_member (member_uuid);

CREATE TABLE area_comment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  body TEXT NOT NULL DEFAULT '',
  author TEXT,
  said_at TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX area_comment_area ON area_comment (area_uuid, said_at);

CREATE TABLE area_figure (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  area_uuid TEXT(36) REFERENCES area (uuid) DEFERRABLE INITIALLY DEFERRED,
  dataset TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  edition TEXT,
  geography_vintage TEXT,
  period TEXT,
  value REAL,
  unit TEXT,
  source TEXT,
  licence TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX area_figure_area ON area_figure (area_uuid, dataset, name);

CREATE TABLE venue (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  geom POINT,
  name TEXT NOT NULL DEFAULT '',
  address TEXT,
  postcode TEXT,
  capacity INTEGER,
  step_free TEXT,
  toilet TEXT,
  hearing_loop TEXT,
  parking TEXT,
  public_transport TEXT,
  cost TEXT,
  contact TEXT,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX venue_name ON venue (name, fid) WHERE deleted = 0;

CREATE TABLE postcode (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  postcode TEXT NOT NULL DEFAULT '',
  lat REAL,
  lon REAL,
  source TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX postcode_postcode ON postcode (postcode, fid) WHERE deleted = 0;

CREATE TABLE priority (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  position INTEGER,
  initial_focus BOOLEAN NOT NULL DEFAULT 0,
  rationale TEXT,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX priority_position ON priority (position, fid) WHERE deleted = 0;

CREATE TABLE organisation (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  short_name TEXT,
  sector TEXT,
  crg BOOLEAN NOT NULL DEFAULT 0,
  note TEXT,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX organisation_name ON organisation (name, fid) WHERE deleted = 0;
