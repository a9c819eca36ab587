#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An event for an area that has had none: planned from the coverage, met by a clash, moved with the keys and taken back."""
import os
import shutil
import sqlite3
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
EVENT = "Meet your neighbours"
SAID = "A lift to the surgery"


def look(sql):
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        row = database.execute(sql).fetchone()
        return row[0] if row else None


def starts_at():
    return look(f"SELECT starts_at FROM event WHERE name = '{EVENT}' AND deleted = 0")


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors


def go_to_events(program):
    program.find("list item", name="Events")
    program.key("alt+4")
    # The view that was shown last is shown again.
    program.press("page tab", name="Month")
    program.find("button", name="Plan an Event…")


def open_event(program):
    program.press("button", contains=EVENT)
    program.find("text", name="Name")


def plan_where_none_is():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_events(program)
        program.press("page tab", name="Coverage")
        program.find(contains="0 of ")
        program.press("button", name="Plan One Here")
        program.focused("text", "What it is called")
        program.write(EVENT)
        program.key("Return")
        program.wait("the event", starts_at)
        program.wait("its area", lambda: look(
            "SELECT count(*) FROM event_area WHERE deleted = 0"
            f" AND event_uuid = (SELECT uuid FROM event WHERE name = '{EVENT}')") == 1)
        program.find("text", name="Name")
        program.key("Escape")
        program.gone("text", name="Name")
        program.find(contains="1 of ")


def meet_a_clash():
    with sqlite3.connect(FILE) as database:
        database.execute(
            "INSERT INTO holiday (name, kind, starts_on, ends_on)"
            f" SELECT 'Founders’ Day', 'bank', substr (starts_at, 1, 10), substr (starts_at, 1, 10) FROM event WHERE name = '{EVENT}'")
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_events(program)
        open_event(program)
        program.find(contains="Founders’ Day")
        program.key("Escape")
        program.gone("text", name="Name")


def move_and_take_back():
    before = starts_at()
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_events(program)
        program.tab_to("button", contains=EVENT)
        program.key("ctrl+Right")
        program.wait("another day", lambda: starts_at() != before)
        assert starts_at()[10:] == before[10:], starts_at()
        program.find(contains="moved to")
        program.key("ctrl+z")
        program.wait("the day of before", lambda: starts_at() == before)


def hold_it():
    """Marked as held, counted, and what was said became an activity that knows where it came from."""
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_events(program)
        open_event(program)
        program.tab_to("button", name="Mark as Held")
        program.key("Return")
        program.wait("held", lambda: look(f"SELECT status FROM event WHERE name = '{EVENT}'") == "held")
        program.tab_to("list item", contains="Who Came")
        program.key("Return")
        program.tab_to("text", name="Residents")
        program.write("14")
        program.key("Return")
        program.wait("fourteen", lambda: look("SELECT sum (count) FROM event_attendance WHERE deleted = 0") == 14)
        program.key("Escape")
        program.find(contains="14 people on")
        program.tab_to("list item", contains="Feedback")
        program.key("Return")
        program.tab_to("text", contains="What did people say?")
        program.write(SAID)
        program.key("Return")
        program.find(contains=SAID)
        program.tab_to("button", name="Make It an Activity")
        program.key("Return")
        program.find(contains="Which Priority")
        program.write("take-up")
        program.key("Return")
        program.wait("the activity", lambda: look(
            f"SELECT count (*) FROM activity a JOIN event e ON e.uuid = a.event_uuid WHERE a.name = '{SAID}'") == 1)
        program.key("Escape")
        program.find("text", name="Name")
        # The first one takes away what the form tells.
        program.key("Escape", "Escape")
        program.gone("text", name="Name")
        program.search("lift to the")
        program.find("list item", contains=SAID)


def print_its_poster():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_events(program)
        open_event(program)
        program.tab_to("button", contains="Poster, Invitation")
        program.key("Return")
        program.find("image", contains=f"Preview of “{EVENT}”")
        program.tab_to("button", name="Copy Text")
        program.key("Return")
        program.find(contains="Copied")
        program.key("Escape", "Escape")
        program.gone("button", name="Copy Text")
        program.key("Escape")
        program.gone("text", name="Name")


try:
    tap.run([
        ("make a file", make),
        ("plan an event where none is", plan_where_none_is),
        ("meet a clash", meet_a_clash),
        ("move it with the keys and take that back", move_and_take_back),
        ("hold it, count who came, make an activity of what was said", hold_it),
        ("look at its poster", print_its_poster),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
