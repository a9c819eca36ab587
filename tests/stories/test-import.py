#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A boundary file comes in: seen first, then imported, then undone."""
import json
import os
import shutil
import sqlite3
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
BOUNDARIES = os.path.join(HOME, "parishes.geojson")


def square(name, code, west, south, size=0.05):
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {"PAR19NM": name, "PAR19CD": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


def make():
    status, _, errors = story.command("new", FILE, home=HOME)
    assert status == 0, errors
    with open(BOUNDARIES, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": [
            square("Upper Example", "E04009901", 0.00, 52.2),
            square("Lower Example", "E04009902", 0.05, 52.2),
        ]}, file)


def outlines():
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM area WHERE geom IS NOT NULL AND deleted = 0"
                                ).fetchone()[0]


def dry_run_changes_nothing():
    with open(FILE, "rb") as file:
        before = file.read()
    status, output, errors = story.command("import", "--json", "--dry-run", "--file", FILE, BOUNDARIES,
                                           home=HOME)
    assert status == 0, errors
    assert '"new"' in output, output
    with open(FILE, "rb") as file:
        assert file.read() == before, "a dry run changed the file"


def preview_import_undo():
    with story.Program("--file", FILE, BOUNDARIES, home=HOME) as program:
        program.find(contains="What is it?")
        program.press("button", "Next")
        program.find(contains="Upper Example")
        assert outlines() == 0, "the preview wrote something"
        program.press("button", "Import")
        program.gone(contains="What would change")
        program.wait("two outlines", lambda: outlines() == 2)
        program.press("button", "Undo")
        program.wait("no outline", lambda: outlines() == 0)


try:
    tap.run([
        ("make an empty file", make),
        ("a dry run changes nothing", dry_run_changes_nothing),
        ("preview, import, undo", preview_import_undo),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
