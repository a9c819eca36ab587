#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody renames an area, looks into the history, and puts the name back from there."""
import json
import os
import shutil
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors


def open_area(program, name):
    program.find(contains="Map of areas")
    program.search(name)
    program.find("list item", name)
    program.key("Down", "Return")
    program.find("heading", name)


def rename_and_restore():
    with story.Program("--file", FILE, home=HOME) as program:
        open_area(program, "Cottenham")
        program.tab_to("text", "Add a comment")
        program.write("Chairs are short in the hall")
        program.key("Return")
        program.find(contains="Chairs are short in the hall")
        program.press("button", "Rename Area")
        program.focused("text", "New name")
        program.key("ctrl+a")
        program.write("Cotham")
        program.key("Return")
        program.find("heading", "Cotham")

        program.key("ctrl+h")
        program.find("dialog", "History")
        # The newest first, and who typed what from what to what.
        program.find(contains="Rename area · Cotham")
        program.find(contains="Name: Cottenham → Cotham")
        program.find(contains="Comment on area")
        # A filter leaves the comment out; the restoring is reached with the keyboard alone.
        program.write("cottenham")
        program.gone(contains="Comment on area")
        program.tab_to("list item", contains="Rename area · Cotham")
        program.key("Return")
        program.tab_to("button", "Restore name of Cotham")
        program.key("Return")
        program.find(contains="Done: Restore name of Cotham")
        program.find(contains="Name: Cotham → Cottenham")
        program.key("Escape")
        program.find("heading", "Cottenham")


def what_is_kept():
    status, output, errors = story.command("history", "--limit", "1", "--json", "--file", FILE, home=HOME)
    assert status == 0, errors
    action = json.loads(output)[0]
    assert action["label"] == "Restore name of Cotham", action
    assert [(c["old"], c["new"]) for c in action["changes"]] == [("Cotham", "Cottenham")], action


def in_brief():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.key("ctrl+h")
        program.find("dialog", "History")
        program.focused("entry", "Search the history")
        program.write("cottenham")
        program.gone(contains="Comment on area")
        program.press("radio button", "In Brief")
        program.find("list", "Members of clusters")
        program.tab_to("list item", contains="Cottenham")
        program.key("Return")
        program.find("dialog", "History of Cottenham")
        program.find(contains="Restore name of Cotham")
        program.key("Escape")
        program.gone("dialog", "History of Cottenham")
        program.key("Escape")
        program.gone("dialog", "History")


try:
    tap.run([
        ("make a file with the starter pack", make),
        ("rename an area, find it in the history, restore the name", rename_and_restore),
        ("the restoring is an action of its own", what_is_kept),
        ("each record once, and the history of one", in_brief),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
