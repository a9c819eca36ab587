#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody met at an event: added with where they were met, a call written down with what is to follow, which comes up on
Today and is ticked there, and all of it found by what was said."""
import contextlib
import os
import shutil
import sqlite3
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
NAME = "Tess Sample"
EVENT = "Open day at the hall"


def look(sql):
    with contextlib.closing(sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)) as database:
        row = database.execute(sql).fetchone()
        return row[0] if row else None


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors
    with contextlib.closing(sqlite3.connect(FILE)) as database, database:
        database.execute("INSERT INTO event (name, starts_at, ends_at) VALUES (?, '2026-09-05T10:00', '2026-09-05T12:00')",
                         (EVENT,))


def go_to_partners(program):
    program.find("list item", name="Partners")
    program.key("alt+5")
    program.find("page tab", name="People")


def add_a_person():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_partners(program)
        program.press("button", name="Add a Person…")
        program.focused("text", "Name")
        program.write(NAME)
        program.tab_to("list item", name="Met at the event")
        program.key("Return")
        program.find(contains="Met at Which Event?")
        program.write("open day")
        program.find("list item", name=EVENT)
        program.key("Return")
        program.gone(contains="Met at Which Event?")
        program.press("button", name="Add")
        program.wait("the person", lambda: look(f"SELECT source FROM person WHERE name = '{NAME}' AND deleted = 0")
                     == f"Met at {EVENT}")
        program.wait("their part in the event", lambda: look(
            "SELECT count(*) FROM event_person WHERE deleted = 0"
            f" AND person_uuid = (SELECT uuid FROM person WHERE name = '{NAME}')") == 1)
        program.find("text", name="Job title")
        program.key("Escape")
        program.gone("text", name="Job title")


def log_a_call():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_partners(program)
        program.find("list item", name=NAME)
        program.key("ctrl+l")
        program.focused("text", "What it was about")
        program.write("Chairs for the hall")
        program.tab_to("button", name="Add a Person…")
        program.key("Return")
        program.find(contains="Who Took Part?")
        program.write("tess")
        program.find("list item", name=NAME)
        program.key("Return")
        program.gone(contains="Who Took Part?")
        program.tab_to("text", "What is to be done")
        program.write("Bring ten chairs")
        program.tab_to("text", "By, as in 31/3/2027")
        program.write("1/9/2026")
        program.press("button", name="Save")
        program.wait("the call", lambda: look(
            "SELECT follow_up_on FROM interaction WHERE deleted = 0 AND name = 'Chairs for the hall'"
            f" AND person_uuid = (SELECT uuid FROM person WHERE name = '{NAME}')") == "2026-09-01")


def follow_up():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find("list item", name="Today")
        program.key("alt+1")
        program.find("list item", contains="Bring ten chairs")
        program.tab_to("check box", name="Done")
        program.key("space")
        program.wait("the tick", lambda: look("SELECT follow_up_done_on IS NOT NULL FROM interaction"))
        program.gone("list item", contains="Bring ten chairs")
        program.key("ctrl+z")
        program.wait("the tick taken back", lambda: look("SELECT follow_up_done_on IS NULL FROM interaction"))
        program.find("list item", contains="Bring ten chairs")


def find_again():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find("list item", name="Today")
        program.search("chairs for")
        program.find("list item", contains="Chairs for the hall")
        program.key("Down", "Return")
        program.find("text", name="What it was about")
        program.key("Escape")
        program.gone("text", name="What it was about")


try:
    tap.run([
        ("make a file", make),
        ("add somebody met at an event", add_a_person),
        ("write down a call with what is to follow", log_a_call),
        ("tick it on Today, and take that back", follow_up),
        ("find it by what was said", find_again),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
