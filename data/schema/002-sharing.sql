-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2: people, and what sharing, merging, review and erasure keep. See docs/merging.md.

-- A program of schema 1 would not fill cam_before, nor renew the dot of "deleted" with each edit.
UPDATE cam_meta SET value = 2 WHERE key IN ('min_reader_version', 'min_writer_version');

-- What tells of a person: a table ('' as column), or one column of it. A column that refers to such a table
-- counts too.
CREATE TABLE cam_personal (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name)
) WITHOUT ROWID;
INSERT INTO cam_personal VALUES ('person', ''), ('area_comment', 'author'), ('venue', 'contact');

-- 0 for a table or column of a newer version, whose cells lie in cam_extra until there is a place for them.
ALTER TABLE cam_table ADD COLUMN here INTEGER NOT NULL DEFAULT 1;
ALTER TABLE cam_column ADD COLUMN here INTEGER NOT NULL DEFAULT 1;
CREATE TABLE cam_extra (
  tbl INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  col INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  value,
  PRIMARY KEY (tbl, uuid, col, copy, seq)
) WITHOUT ROWID;

-- The dots and siblings that edits of another program replaced: taken back, they give the digest again.
-- Kind is row, cell or sibling.
CREATE TABLE cam_before (
  tbl INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  col INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value,
  PRIMARY KEY (tbl, fid, col, copy, seq)
) WITHOUT ROWID;

-- What was merged into this file and can be taken back from the backup made before. Never leaves the file.
CREATE TABLE cam_merge (
  id INTEGER PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  label TEXT NOT NULL,
  author TEXT NOT NULL,
  backup TEXT,
  report TEXT
);
-- Rows that the search index does not have yet: a large merge leaves that for afterwards.
CREATE TABLE cam_unindexed (tbl INTEGER NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (tbl, fid)) WITHOUT ROWID;
-- Erasing writes the whole index anew; every other edit is spared reading the whole list of each word.
INSERT INTO cam_search (cam_search, rank) VALUES ('secure-delete', 0);
-- Undo may outlive a change of the copy id, and may be of a merge.
ALTER TABLE cam_undo ADD COLUMN copy INTEGER;
ALTER TABLE cam_undo ADD COLUMN merge INTEGER;
UPDATE cam_undo SET copy = (SELECT copy FROM cam_now);

INSERT INTO gpkg_extensions
  SELECT name, NULL, 'cambridgeshire_local',
         'The bookkeeping of Cambridgeshire Local; see docs/merging.md in its source.', 'read-write'
  FROM sqlite_schema WHERE type = 'table' AND name IN ('cam_personal', 'cam_extra', 'cam_before', 'cam_merge', 'cam_unindexed');

CREATE TABLE person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  name TEXT NOT NULL DEFAULT '',
  organisation_uuid TEXT(36) REFERENCES organisation (uuid) DEFERRABLE INITIALLY DEFERRED,
  job_title TEXT,
  phone TEXT,
  email TEXT,
  address TEXT,
  postcode TEXT,
  note TEXT,
  lawful_basis TEXT,
  source TEXT,
  review_on DATE,
  deleted BOOLEAN NOT NULL DEFAULT 0
);
CREATE INDEX person_name ON person (name, fid) WHERE deleted = 0;
CREATE INDEX person_organisation ON person (organisation_uuid) WHERE organisation_uuid IS NOT NULL;

-- Two records that look like one and are not: somebody said so.
CREATE TABLE not_duplicate (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  table_name TEXT NOT NULL DEFAULT '',
  one_uuid TEXT(36),
  other_uuid TEXT(36),
  deleted BOOLEAN NOT NULL DEFAULT 0
);

-- A record that was joined with another one: what still comes in for the former goes to the kept one.
CREATE TABLE joined (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uuid TEXT(36) UNIQUE,
  table_name TEXT NOT NULL DEFAULT '',
  former_uuid TEXT(36),
  kept_uuid TEXT(36),
  deleted BOOLEAN NOT NULL DEFAULT 0
);
