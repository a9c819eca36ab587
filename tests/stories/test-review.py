#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two people changed one note: it is settled with the keyboard, undone, and settled the other way."""
import os
import shutil
import sqlite3
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")


def look(sql):
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchone()[0]


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors
    with sqlite3.connect(FILE) as database:
        database.executescript("""
            UPDATE area SET note = 'by the river' WHERE code = 'E04001661';
            INSERT INTO cam_copy VALUES (7, '11111111-1111-4111-8111-111111111111', 'Laptop');
            INSERT INTO cam_action VALUES
              (7, 1, '2026-11-20T10:00:00.000Z', 1000, 'Edit', 'Anna Example', 'edit', NULL);
            INSERT INTO cam_sibling SELECT c.tbl, a.fid, c.col, 7, 1, 'on the hill' FROM area a
              JOIN cam_table t ON t.name = 'area' JOIN cam_column c ON c.tbl = t.id AND c.name = 'note'
              WHERE a.code = 'E04001661';""")


NOTE = "SELECT note FROM area WHERE code = 'E04001661'"
OPEN = "SELECT count(*) FROM cam_sibling"


def settle_by_keyboard():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find("list item", contains="Review, 1 to settle")
        program.tab_to("list item", name="Map")
        program.key("Down", "Down", "Down", "Down", "Return")
        program.find(contains="on the hill")
        program.find(contains="Anna Example")
        program.tab_to("button", contains="Take Theirs")
        program.key("2")
        program.wait("their note", lambda: look(NOTE) == "on the hill")
        program.find(contains="Nothing to Settle")
        program.find("list item", name="Review")
        assert look(OPEN) == 0
        program.key("ctrl+z")
        program.wait("both notes again", lambda: look(OPEN) == 1)
        assert look(NOTE) == "by the river"
        program.tab_to("button", contains="Keep Yours")
        program.key("Return")
        program.wait("no open note", lambda: look(OPEN) == 0)
        program.find(contains="Nothing to Settle")
        assert look(NOTE) == "by the river"


try:
    tap.run([
        ("make a file with a conflict", make),
        ("settle it by the keyboard", settle_by_keyboard),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
