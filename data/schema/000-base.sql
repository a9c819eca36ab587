-- SPDX-License-Identifier: GPL-3.0-or-later
-- What every file has before its first table: the tables that OGC 12-128r19 (GeoPackage 1.4) asks for,
-- and the private ones of docs/merging.md.

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'any flat coordinates'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'any longitude and latitude'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in degrees');

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

CREATE TABLE cam_meta (key TEXT PRIMARY KEY NOT NULL, value) WITHOUT ROWID;
INSERT INTO cam_meta VALUES ('schema_version', 0), ('min_reader_version', 1), ('min_writer_version', 1);

CREATE TABLE cam_table (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL
);
CREATE TABLE cam_column (
  tbl INTEGER NOT NULL,
  col INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (tbl, col)
) WITHOUT ROWID;
CREATE TABLE cam_copy (copy INTEGER PRIMARY KEY NOT NULL, copy_id TEXT NOT NULL UNIQUE, name TEXT);
CREATE TABLE cam_seen (
  copy INTEGER NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (copy, scope)
) WITHOUT ROWID;
CREATE TABLE cam_now (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  capture INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL
);
INSERT INTO cam_now VALUES (1, 1, 1, 0);
CREATE TABLE cam_action (
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  clock INTEGER NOT NULL,
  label TEXT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  undoes INTEGER,
  PRIMARY KEY (copy, seq)
) WITHOUT ROWID;
CREATE TABLE cam_change (
  id INTEGER PRIMARY KEY NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tbl INTEGER NOT NULL,
  uuid TEXT NOT NULL,
  col INTEGER NOT NULL,
  old,
  new
);
CREATE INDEX cam_change_action ON cam_change (copy, seq);
CREATE INDEX cam_change_uuid ON cam_change (uuid);
CREATE TABLE cam_row (
  tbl INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tbl, fid)
) WITHOUT ROWID;
CREATE TABLE cam_cell (
  tbl INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  col INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (tbl, fid, col)
) WITHOUT ROWID;
CREATE TABLE cam_sibling (
  tbl INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  col INTEGER NOT NULL,
  copy INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  value,
  PRIMARY KEY (tbl, fid, col, copy, seq)
) WITHOUT ROWID;
CREATE TABLE cam_erased (uuid TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;
CREATE TABLE cam_undo (id INTEGER PRIMARY KEY NOT NULL, stack TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE VIRTUAL TABLE cam_search USING fts5 (
  title, body, title_also, body_also, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
-- Without this a word that was typed and erased would stay in the index.
INSERT INTO cam_search (cam_search, rank) VALUES ('secure-delete', 1);

INSERT INTO gpkg_extensions
  SELECT name, NULL, 'cambridgeshire_local',
         'The bookkeeping of Cambridgeshire Local; see docs/merging.md in its source.', 'read-write'
  FROM sqlite_schema WHERE type = 'table' AND name LIKE 'cam\_%' ESCAPE '\';
