#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An activity for an area that is not well known, a measure, twelve readings from a spreadsheet: it turns amber and
says why; somebody thinks otherwise, and takes it back."""
import os
import shutil
import sqlite3
import subprocess
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
TEMPLATE = "Plan to reach an area that is not well known to us"
MEASURE = "Homes that somebody spoke to"


def look(sql):
    with sqlite3.connect(f"file:{FILE}?mode=ro", uri=True) as database:
        row = database.execute(sql).fetchone()
        return row[0] if row else None


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors


def go_to_plans(program):
    program.find("list item", name="Plans")
    program.key("alt+3")
    program.find("button", name="Add an Activity")


def plan_activity():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_plans(program)
        program.press("button", name="New From Template…")
        program.find(contains=TEMPLATE)
        program.write("not well")
        program.key("Down", "Return")
        program.wait("the activity", lambda: look(
            "SELECT count(*) FROM activity WHERE made_from_uuid IS NOT NULL AND is_template = 0") == 1)
        # Its form opens, to be filled in.
        program.find("text", name="What is to be done")
        program.key("Escape")
        program.gone("text", name="What is to be done")
        program.find("list item", contains=TEMPLATE)


def hold(text):
    holder = subprocess.Popen([os.environ["HOLD_CLIPBOARD"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdin.write(text)
    holder.stdin.close()
    assert holder.stdout.readline() == "held\n"
    return holder


def measure_and_paste():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_plans(program)
        program.press("button", name="Add a Measure")
        program.find(contains="What is counted or measured")
        program.write(MEASURE)
        program.key("Return")
        program.wait("the measure", lambda: look(f"SELECT count(*) FROM measure WHERE name = '{MEASURE}'") == 1)
    with sqlite3.connect(FILE) as database:
        database.executescript(f"""
            UPDATE measure SET frequency = 'monthly', tolerance = 10, lag_days = 60 WHERE name = '{MEASURE}';
            INSERT INTO measure_target (measure_uuid, starts_on, ends_on, value)
              SELECT uuid, date ('now', '-2 years'), date ('now', '+1 year'), 100 FROM measure WHERE name = '{MEASURE}';""")
    holder = hold("".join(f"{value}\n" for value in (40, 46, 51, 57, 60, 66, 71, 78, 81, 86, 90, 93)))
    try:
        with story.Program("--file", FILE, home=HOME) as program:
            go_to_plans(program)
            program.press("button", contains=MEASURE)
            program.tab_to("button", contains="Paste Readings")
            program.key("Return")
            program.find(contains="12 new")
            program.press("button", name="Add")
            program.wait("twelve readings", lambda: look("SELECT count(*) FROM reading WHERE deleted = 0") == 12)
            program.find(contains="93 of a target of 100")
            program.find(contains="mber")
            program.key("Escape")
            program.gone(contains="Paste Readings")
    finally:
        holder.kill()
        holder.wait()


def think_otherwise():
    with story.Program("--file", FILE, home=HOME) as program:
        go_to_plans(program)
        program.press("button", contains=MEASURE)
        program.tab_to("button", contains="Set Another Status")
        program.key("Return")
        program.find(contains="It holds for the newest reading")
        program.tab_to("text", name="Why")
        program.write("Counted before the last street")
        program.press("button", name="Set")
        program.wait("the override", lambda: look("SELECT count(*) FROM rag_override WHERE deleted = 0") == 1)
        program.find(contains="Counted before the last street")
        program.key("Escape")
        program.gone(contains="Paste Readings")
        program.key("ctrl+z")
        program.wait("no override", lambda: look("SELECT count(*) FROM rag_override WHERE deleted = 0") == 0)
        program.find(contains="93 of a target of 100")


try:
    tap.run([
        ("make a file", make),
        ("plan an activity from a template", plan_activity),
        ("add a measure and paste twelve readings", measure_and_paste),
        ("set another status and take it back", think_otherwise),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
