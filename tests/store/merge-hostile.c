/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-hostile.h"

#include "cam-error.h"

#define ENDLESS "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
#define AREA "(SELECT id FROM cam_table WHERE name = 'area')"
#define NOTE "(SELECT col FROM cam_column WHERE name = 'note' AND tbl = " AREA ")"
#define SOME_UUID "'aaaaaaaa-0000-4000-8000-00000000000b'"
#define KNOWN_AREA "'00000003-0000-4000-8000-00000000000a'"
/* Past any limit that the text of the file's own tables could be held to. */
#define HUGE "9223372036854775807"
#define NO_UNIQUE(table) \
  "PRAGMA writable_schema = ON;" \
  "DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_" table "%';" \
  "UPDATE sqlite_schema SET sql = replace (replace (sql, ' UNIQUE', ''), ' CHECK (id = 1)', '')" \
  " WHERE name = '" table "';" \
  "PRAGMA writable_schema = RESET;"
#define NO_TRIGGERS \
  "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger';" \
  "PRAGMA writable_schema = RESET;"
#define REPLACED_BY_VIEW(table, columns, values) \
  NO_TRIGGERS "DROP TABLE " table ";" \
  "CREATE VIEW " table " (" columns ") AS " ENDLESS "SELECT " values " FROM n;"

#define CORRUPT CAM_ERROR_CORRUPT
#define TOO_BIG CAM_ERROR_TOO_BIG
#define INVALID CAM_ERROR_INVALID

const MergeLie merge_lies[] = {
  { "honest", "SELECT 1", MERGE_TAKEN, MERGE_TAKEN },

  /* Programs posing as data. */
  { "view-area",
    REPLACED_BY_VIEW ("area", "fid, uuid, name, deleted", "x, " SOME_UUID ", x, 0"), CORRUPT, CORRUPT },
  { "view-change",
    REPLACED_BY_VIEW ("cam_change", "id, copy, seq, tbl, uuid, col, old, new", "x, 1, x, 1, " SOME_UUID ", 0, 1, 1"),
    CORRUPT, CORRUPT },
  { "view-row", REPLACED_BY_VIEW ("cam_row", "tbl, fid, copy, seq", "1, x, 1, x"), CORRUPT, CORRUPT },
  { "view-meta", REPLACED_BY_VIEW ("cam_meta", "key, value", "x, x"), CORRUPT, CORRUPT },
  { "view-copy", REPLACED_BY_VIEW ("cam_copy", "copy, copy_id, name", "x, x, x"), CORRUPT, CORRUPT },
  { "forged-type",
    REPLACED_BY_VIEW ("area", "fid, uuid, name, deleted", "x, x, x, 0")
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'area';", CORRUPT, CORRUPT },
  { "shared-root",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'cam_action';",
    CORRUPT, CORRUPT },
  { "swapped-roots",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'cam_cell')"
    " WHERE name = 'cam_row';", CORRUPT, CORRUPT },
  { "generated",
    NO_TRIGGERS "ALTER TABLE area DROP COLUMN note;"
    "ALTER TABLE area ADD COLUMN note TEXT AS (printf ('%.*c', 100000000, 'x'));", CORRUPT, CORRUPT },
  { "generated-reference",
    NO_TRIGGERS "ALTER TABLE area DROP COLUMN note;"
    "ALTER TABLE area ADD COLUMN note TEXT AS (uuid || name);", CORRUPT, CORRUPT },
  { "check",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'note TEXT',"
    " 'note TEXT CHECK (length (printf (''%.*c'', 100000000, note)) = 1)') WHERE name = 'area';",
    MERGE_TAKEN, MERGE_TAKEN },
  { "default",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'note TEXT', 'note TEXT DEFAULT (zeroblob (100000000))')"
    " WHERE name = 'area';", MERGE_TAKEN, MERGE_TAKEN },
  { "unknown-module",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'fts5', 'evil') WHERE name = 'cam_search';",
    MERGE_TAKEN, MERGE_TAKEN },
  { "virtual",
    NO_TRIGGERS "DROP TABLE area; CREATE VIRTUAL TABLE area USING fts5 (uuid, name, deleted);",
    CORRUPT, CORRUPT },
  { "endless-trigger",
    "CREATE TRIGGER evil AFTER INSERT ON cam_change BEGIN INSERT INTO cam_change SELECT NULL, copy, seq, tbl, uuid,"
    " col, old, new FROM cam_change; END; PRAGMA recursive_triggers = ON;", MERGE_TAKEN, MERGE_TAKEN },
  { "costly-index",
    "CREATE INDEX evil ON area (length (hex (zeroblob (fid * 100000))));"
    "CREATE INDEX worse ON cam_change (length (hex (zeroblob (id))));", MERGE_TAKEN, MERGE_TAKEN },
  { "lying-partial-index",
    "CREATE INDEX evil ON cam_change (copy, seq, id) WHERE seq > 1;"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, ' WHERE seq > 1', '') WHERE name = 'evil';",
    MERGE_TAKEN, CORRUPT },
  { "collation",
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'uuid TEXT NOT NULL', 'uuid TEXT NOT NULL COLLATE evil')"
    " WHERE name = 'cam_change';", MERGE_TAKEN, CORRUPT },

  /* Values. */
  { "blob-as-text", "UPDATE area SET note = x'00ff'", INVALID, INVALID },
  { "broken-utf8", "UPDATE area SET note = CAST (x'c328' AS TEXT)", CORRUPT, CORRUPT },
  { "nul-in-text", "UPDATE area SET note = CAST (x'610062' AS TEXT)", CORRUPT, CORRUPT },
  { "nul-in-history", "UPDATE cam_change SET new = CAST (x'610062' AS TEXT) WHERE col > 0",
    MERGE_TAKEN, MERGE_TAKEN },
  { "broken-utf8-in-history", "UPDATE cam_change SET new = CAST (x'c328' AS TEXT) WHERE col > 0",
    MERGE_TAKEN, MERGE_TAKEN },
  { "number-as-text", NO_TRIGGERS
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'note TEXT', 'note')"
    " WHERE name = 'area'; PRAGMA writable_schema = RESET; UPDATE area SET note = 1e308", INVALID, INVALID },
  { "infinite", "UPDATE area SET hectares = 9e999", INVALID, INVALID },
  { "no-number", "UPDATE area SET population = 'many'", INVALID, INVALID },
  { "no-boolean", "UPDATE area SET deleted = 7", INVALID, INVALID },
  { "null-deleted", NO_TRIGGERS
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'BOOLEAN NOT NULL', 'BOOLEAN')"
    " WHERE name = 'area'; PRAGMA writable_schema = RESET; UPDATE area SET deleted = NULL", INVALID, INVALID },
  { "null-name", NO_TRIGGERS
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'name TEXT NOT NULL', 'name TEXT')"
    " WHERE name = 'area'; PRAGMA writable_schema = RESET; UPDATE area SET name = NULL", INVALID, INVALID },
  { "long-text", "UPDATE area SET note = printf ('%.*c', 9000000, 'x') WHERE fid = 7", CORRUPT, CORRUPT },
  { "huge-text", "UPDATE area SET note = printf ('%.*c', 40000000, 'x') WHERE fid = 7", TOO_BIG, TOO_BIG },
  { "huge-blob", "UPDATE area SET geom = zeroblob (40000000) WHERE fid = 7", TOO_BIG, TOO_BIG },
  { "huge-in-history", "UPDATE cam_change SET old = zeroblob (40000000) WHERE id = (SELECT max (id) FROM cam_change)", TOO_BIG, TOO_BIG },
  { "no-outline", "UPDATE area SET geom = x'0011223344'", INVALID, INVALID },
  { "outline-as-text", "UPDATE area SET geom = 'POLYGON ((0 0))'", INVALID, INVALID },
  /* Announces four thousand million polygons. With an envelope nobody looks at it before it is drawn. */
  { "outline-bomb",
    "UPDATE area SET geom = x'47500003E61000000000000000000000000000000000F03F0000000000000000"
    "000000000000F03F0106000000FFFFFFFF'", MERGE_TAKEN, MERGE_TAKEN },
  { "outline-bomb-bytes",
    "UPDATE area SET geom = x'47500001E61000000106000000FFFFFFFF0103000000FFFFFFFF'",
    INVALID, INVALID },
  { "outline-nan",
    "UPDATE area SET geom = x'47500003E6100000000000000000F87F000000000000F87F000000000000F87F"
    "000000000000F87F010600000000000000'", MERGE_TAKEN, MERGE_TAKEN },

  /* Names. */
  { "table-broken-utf8", "UPDATE cam_table SET name = CAST (x'61c328' AS TEXT) WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-quote", "UPDATE cam_table SET name = 'area\"; DROP TABLE area; --' WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-private", "UPDATE cam_table SET name = 'cam_action' WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-private-case", "UPDATE cam_table SET name = 'CAM_action' WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-schema", "UPDATE cam_table SET name = 'sqlite_schema' WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-case", "UPDATE cam_table SET name = 'AREA' WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-twice-case", "INSERT INTO cam_table (name, scope) VALUES ('AREA', 'shared')", CORRUPT, CORRUPT },
  { "table-missing", "INSERT INTO cam_table (name, scope) VALUES ('nothing_here', 'shared')", CORRUPT, CORRUPT },
  { "table-number", "UPDATE cam_table SET id = -5 WHERE name = 'area'", CORRUPT, CORRUPT },
  { "table-huge-number", "UPDATE cam_table SET id = " HUGE " WHERE name = 'area'", CORRUPT, CORRUPT },
  { "tables-many",
    "INSERT INTO cam_table (name, scope, here) WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000)"
    " SELECT 'table' || x, 'shared', 0 FROM n", CORRUPT, CORRUPT },
  { "column-twice",
    "INSERT INTO cam_column SELECT tbl, 900, name, 1 FROM cam_column WHERE tbl = " AREA " AND col = " NOTE,
    CORRUPT, CORRUPT },
  { "column-twice-case",
    "INSERT INTO cam_column SELECT tbl, 900, 'NOTE', 1 FROM cam_column WHERE tbl = " AREA " AND col = " NOTE,
    CORRUPT, CORRUPT },
  { "column-uuid", "INSERT INTO cam_column VALUES (" AREA ", 900, 'uuid', 1)", CORRUPT, CORRUPT },
  { "column-fid", "INSERT INTO cam_column VALUES (" AREA ", 900, 'FID', 1)", CORRUPT, CORRUPT },
  { "column-of-nobody", "INSERT INTO cam_column VALUES (9999, 1, 'note', 1)", CORRUPT, CORRUPT },
  { "column-not-there", "INSERT INTO cam_column VALUES (" AREA ", 900, 'nowhere', 1)", CORRUPT, CORRUPT },
  { "column-expression",
    "UPDATE cam_column SET name = 'hex(zeroblob(1e9))' WHERE name = 'note'", CORRUPT, CORRUPT },
  { "column-huge-number", "INSERT INTO cam_column VALUES (" AREA ", " HUGE ", 'evil', 1)", CORRUPT, CORRUPT },
  { "columns-many",
    "INSERT INTO cam_column WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 19000)"
    " SELECT t.id, 900 + x, 'column' || x, 0 FROM n, cam_table t", CORRUPT, CORRUPT },
  { "columns-forgotten", "DELETE FROM cam_column WHERE tbl = " AREA " AND name = 'note'", CORRUPT, CORRUPT },
  { "label-broken-utf8", "UPDATE cam_action SET label = CAST (x'c328' AS TEXT)", CORRUPT, CORRUPT },
  { "label-long", "UPDATE cam_action SET label = printf ('%.*c', 100000, 'x')", CORRUPT, CORRUPT },
  { "author-blob", "UPDATE cam_action SET author = x'ff00'", CORRUPT, CORRUPT },

  /* Identities. */
  { "uuid-twice", NO_TRIGGERS NO_UNIQUE ("area")
    "UPDATE area SET uuid = " KNOWN_AREA " WHERE fid > 5", MERGE_TAKEN, CORRUPT },
  { "uuid-twice-new", NO_TRIGGERS NO_UNIQUE ("area")
    "UPDATE area SET uuid = " SOME_UUID " WHERE fid > 24", MERGE_TAKEN, CORRUPT },
  { "uuid-none", NO_TRIGGERS "UPDATE area SET uuid = NULL WHERE fid > 24", CORRUPT, CORRUPT },
  { "uuid-nonsense", NO_TRIGGERS "UPDATE area SET uuid = 'one ' || fid", CORRUPT, CORRUPT },
  { "uuid-blob", NO_TRIGGERS "UPDATE area SET uuid = CAST (uuid AS BLOB)", CORRUPT, CORRUPT },
  { "copy-id-twice", NO_UNIQUE ("cam_copy")
    "INSERT INTO cam_copy SELECT 70000 + copy, copy_id, name FROM cam_copy", CORRUPT, CORRUPT },
  { "copy-id-nonsense", "UPDATE cam_copy SET copy_id = 'copy ' || copy", CORRUPT, CORRUPT },
  { "copy-id-case", "UPDATE cam_copy SET copy_id = upper (copy_id)", CORRUPT, CORRUPT },
  { "copy-number", "UPDATE cam_copy SET copy = -copy", CORRUPT, CORRUPT },
  { "copies-many",
    "INSERT INTO cam_copy (copy_id, name) WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100001)"
    " SELECT printf ('%08x-0000-4000-8000-00000000000c', x), '' FROM n", CORRUPT, CORRUPT },
  { "copies-some-thousand",
    "INSERT INTO cam_copy (copy_id, name) WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000)"
    " SELECT printf ('%08x-0000-4000-8000-00000000000c', x), '' FROM n", MERGE_TAKEN, MERGE_TAKEN },
  { "now-of-nobody", "UPDATE cam_now SET copy = 77777", CORRUPT, CORRUPT },
  { "now-twice", NO_UNIQUE ("cam_now") "INSERT INTO cam_now VALUES (2, 1, 77777, 0)", CORRUPT, CORRUPT },
  { "now-missing", "DELETE FROM cam_now", CORRUPT, CORRUPT },

  /* Numbers and clocks. */
  { "action-negative", "UPDATE cam_action SET seq = -seq", CORRUPT, CORRUPT },
  { "action-zero", "UPDATE OR REPLACE cam_action SET seq = 0 WHERE seq = 1", CORRUPT, CORRUPT },
  { "action-huge", "UPDATE OR REPLACE cam_action SET seq = " HUGE " WHERE seq = 1", CORRUPT, CORRUPT },
  { "action-of-nobody", "UPDATE OR REPLACE cam_action SET copy = 77777", CORRUPT, CORRUPT },
  { "action-never", "UPDATE cam_action SET at = 'soon'", CORRUPT, CORRUPT },
  { "seen-huge", "UPDATE cam_seen SET seq = " HUGE, CORRUPT, CORRUPT },
  { "seen-negative", "UPDATE cam_seen SET seq = -1", CORRUPT, CORRUPT },
  { "seen-of-nobody", "INSERT INTO cam_seen VALUES (77777, 'shared', 1)", CORRUPT, CORRUPT },
  { "clock-zero", "UPDATE cam_action SET clock = 0", CORRUPT, CORRUPT },
  { "clock-negative", "UPDATE cam_action SET clock = -clock", CORRUPT, CORRUPT },
  { "clock-huge", "UPDATE cam_action SET clock = " HUGE, CORRUPT, CORRUPT },
  { "clock-newest", "UPDATE cam_action SET clock = 1 << 61", MERGE_TAKEN, MERGE_TAKEN },
  { "row-huge", "UPDATE cam_row SET seq = " HUGE, CORRUPT, CORRUPT },
  { "row-negative", "UPDATE cam_row SET seq = -7", CORRUPT, CORRUPT },
  { "row-of-nobody", "UPDATE cam_row SET copy = 77777", CORRUPT, CORRUPT },
  { "cell-of-nobody", "UPDATE cam_cell SET copy = 77777", CORRUPT, CORRUPT },
  { "cell-of-no-column", "UPDATE OR IGNORE cam_cell SET col = 900", CORRUPT, CORRUPT },
  { "sibling-of-nobody", "UPDATE cam_sibling SET copy = 77777", CORRUPT, CORRUPT },
  { "row-without-dot", "DELETE FROM cam_row WHERE fid > 10", CORRUPT, CORRUPT },
  { "all-without-dot", "DELETE FROM cam_row; DELETE FROM cam_cell; DELETE FROM cam_sibling", MERGE_TAKEN, CORRUPT },
  { "dot-without-row", NO_TRIGGERS "DELETE FROM area WHERE fid > 10", CORRUPT, CORRUPT },
  { "dot-without-table", "INSERT INTO cam_row VALUES (77, 1, 1, 1)", CORRUPT, CORRUPT },
  { "dot-left-out", "UPDATE cam_row SET copy = 0, seq = -1", MERGE_TAKEN, MERGE_TAKEN },
  { "change-without-action", "INSERT INTO cam_change SELECT NULL, max (copy), 5000, " AREA ", " KNOWN_AREA ", " NOTE
    ", NULL, 'never' FROM cam_seen; INSERT OR REPLACE INTO cam_action SELECT max (copy), 6000,"
    " '2026-01-01T00:00:00Z', 1, '', '', 'edit', NULL FROM cam_seen", CORRUPT, CORRUPT },
  { "change-of-nothing", "UPDATE cam_change SET tbl = 77", CORRUPT, CORRUPT },
  { "change-of-no-column", "UPDATE cam_change SET col = 900 WHERE col > 0", CORRUPT, CORRUPT },
  { "change-of-nobody", "UPDATE cam_change SET copy = 77777", MERGE_TAKEN, MERGE_TAKEN },
  { "change-of-no-record", "UPDATE cam_change SET uuid = 'nobody'", CORRUPT, CORRUPT },
  { "siblings-many",
    "INSERT INTO cam_sibling WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 10001)"
    " SELECT " AREA ", 3, " NOTE ", 1, x, 'x' FROM n", CORRUPT, CORRUPT },
  { "siblings-unheard-of",
    "INSERT INTO cam_sibling WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000)"
    " SELECT " AREA ", 3, " NOTE ", (SELECT max (copy) FROM cam_seen), 100 + x, 'x' FROM n", CORRUPT, CORRUPT },
  { "siblings-some",
    "UPDATE cam_seen SET seq = 3000 WHERE copy = (SELECT max (copy) FROM cam_seen);"
    "INSERT INTO cam_sibling WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000)"
    " SELECT " AREA ", 3, " NOTE ", (SELECT max (copy) FROM cam_seen), 100 + x, 'x' FROM n", MERGE_TAKEN, MERGE_TAKEN },

  /* What may never be said. */
  { "erased-area", "INSERT INTO cam_erased VALUES (" KNOWN_AREA ")", CORRUPT, CORRUPT },
  { "erased-own-area", "INSERT INTO cam_erased SELECT uuid FROM area WHERE name = 'Dan'", CORRUPT, CORRUPT },
  { "erased-own-person", "INSERT INTO cam_erased SELECT uuid FROM person WHERE name = 'Dan'", CORRUPT, CORRUPT },
  { "erased-everything", "INSERT INTO cam_erased SELECT uuid FROM area", CORRUPT, CORRUPT },
  { "erased-nonsense", "INSERT INTO cam_erased VALUES ('everybody')", CORRUPT, CORRUPT },
  { "erased-person", "DELETE FROM person WHERE name = 'Cleo'; INSERT INTO cam_erased VALUES (" SOME_UUID ")",
    MERGE_TAKEN, MERGE_TAKEN },
  { "areas-are-personal",
    "UPDATE cam_table SET scope = 'personal' WHERE name = 'area'", MERGE_TAKEN, MERGE_TAKEN },
  { "all-is-personal",
    "INSERT OR REPLACE INTO cam_personal SELECT name, '' FROM cam_table", MERGE_TAKEN, MERGE_TAKEN },
  { "persons-are-shared",
    "UPDATE cam_table SET scope = 'shared'; DELETE FROM cam_personal", MERGE_TAKEN, MERGE_TAKEN },
  { "extra-of-known-column",
    "INSERT INTO cam_extra SELECT " AREA ", " KNOWN_AREA ", " NOTE ", 1, 1, 'twice'", CORRUPT, CORRUPT },
  { "extra-of-no-column", "INSERT INTO cam_extra VALUES (" AREA ", " KNOWN_AREA ", 900, 1, 1, 'x')", CORRUPT, CORRUPT },
  { "extra-of-no-record", "INSERT INTO cam_extra VALUES (" AREA ", 'nobody', 1, 1, 1, 'x')", CORRUPT, CORRUPT },
  { "area-not-here", "UPDATE cam_table SET here = 0 WHERE name = 'area'", CORRUPT, CORRUPT },
  { "note-not-here", "UPDATE cam_column SET here = 0 WHERE name = 'note'", MERGE_TAKEN, MERGE_TAKEN },
  { "references-in-circles",
    "UPDATE area SET parent_uuid = (SELECT uuid FROM area o WHERE o.fid = area.fid % 24 + 1);"
    "UPDATE cam_row SET copy = (SELECT max (copy) FROM cam_seen), seq = 2 WHERE tbl = " AREA ";"
    "UPDATE cam_seen SET seq = seq + 1", MERGE_TAKEN, MERGE_TAKEN },
  { "references-to-nothing", "UPDATE area SET parent_uuid = " SOME_UUID, MERGE_TAKEN, MERGE_TAKEN },
  { "reference-to-text", "UPDATE area SET parent_uuid = 'the next'", MERGE_TAKEN, MERGE_TAKEN },

  /* Versions. */
  { "future-reader", "UPDATE cam_meta SET value = 99 WHERE key = 'min_reader_version'",
    CAM_ERROR_FROM_THE_FUTURE, CAM_ERROR_FROM_THE_FUTURE },
  { "future-schema", "UPDATE cam_meta SET value = 1000000000000 WHERE key = 'schema_version'",
    MERGE_TAKEN, MERGE_TAKEN },
  { "no-reader", "DELETE FROM cam_meta WHERE key = 'min_reader_version'", CORRUPT, CORRUPT },
  { "text-reader", "UPDATE cam_meta SET value = 'abc' WHERE key = 'min_reader_version'", CORRUPT, CORRUPT },
  { "schema-zero", "UPDATE cam_meta SET value = 0 WHERE key = 'schema_version'", CORRUPT, CORRUPT },
  { "schema-one", "UPDATE cam_meta SET value = 1 WHERE key = 'schema_version'", MERGE_TAKEN, MERGE_TAKEN },
  { "no-file-id", "DELETE FROM cam_meta WHERE key = 'file_id'", CORRUPT, CORRUPT },
  /* Two files that were started separately may be merged. */
  { "other-family", "UPDATE cam_meta SET value = " SOME_UUID " WHERE key = 'file_id'", MERGE_TAKEN, MERGE_TAKEN },
  { "no-meta", "DROP TABLE cam_meta", CAM_ERROR_UNSUPPORTED, CAM_ERROR_UNSUPPORTED },

  /* Edits of another program that none made. */
  { "outside-many",
    "INSERT INTO cam_change WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 200001)"
    " SELECT NULL, (SELECT copy FROM cam_now), 0, " AREA ", " KNOWN_AREA ", " NOTE ", 'x', 'y' FROM n", TOO_BIG, TOO_BIG },
  { "outside-gone",
    "INSERT INTO cam_change SELECT NULL, (SELECT copy FROM cam_now), 0, " AREA ", uuid, 0, 'gone', fid FROM area",
    MERGE_TAKEN, MERGE_TAKEN },
  { "outside-of-nothing",
    "INSERT INTO cam_change SELECT NULL, (SELECT copy FROM cam_now), 0, 77, uuid, 0, NULL, NULL FROM area",
    CORRUPT, CORRUPT },
  { "outside-unnamed",
    "INSERT INTO cam_change SELECT NULL, (SELECT copy FROM cam_now), 0, " AREA ", '', 0, NULL, NULL FROM area",
    CAM_ERROR_UNSUPPORTED, CAM_ERROR_UNSUPPORTED },
  { NULL, NULL, 0, 0 },
};
