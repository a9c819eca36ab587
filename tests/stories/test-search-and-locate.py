#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody looks for a place by name and by grid reference and reads what it lies in."""
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


def search_by_name():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.search("Cottenham")
        program.find("list item", "Cottenham")
        program.key("Down", "Return")
        program.find("heading", "Cottenham")
        program.find(contains="Lies in")
        program.find(contains="South Cambridgeshire")


def search_by_grid_reference():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.search("TL 45 67")
        program.find("list item", contains="TL 45")
        program.key("Down", "Return")
        program.find(contains="South Cambridgeshire")


def a_click_tells_every_area():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.click_until(600, 435, "label", "Where You Clicked")
        for level in ("County", "District", "Parish"):
            program.find("label", level)


def locate():
    status, output, errors = story.command("locate", "--json", "--file", FILE, "TL 45 58", home=HOME)
    assert status == 0, errors
    levels = {area["level"] for area in json.loads(output)}
    assert {"county", "district", "ward"} <= levels, levels


def a_comment_can_be_undone():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.search("Cottenham")
        program.find("list item", "Cottenham")
        program.key("Down", "Return")
        program.find(contains="Lies in")
        program.tab_to("text", "Add a comment")
        program.write("Chairs are short in the hall")
        program.key("Return")
        program.find(contains="Chairs are short in the hall")
        program.key("ctrl+z")
        program.gone("label", contains="Chairs are short in the hall")
        program.key("ctrl+shift+z")
        program.find(contains="Chairs are short in the hall")
    status, output, _ = story.command("search", "--json", "--file", FILE, "chairs", home=HOME)
    assert status == 0 and json.loads(output), output


try:
    tap.run([
        ("make a file with the starter pack", make),
        ("search by name and open the area", search_by_name),
        ("search by grid reference", search_by_grid_reference),
        ("a click tells every area that holds the point", a_click_tells_every_area),
        ("locate without a window", locate),
        ("a comment, undone and redone", a_comment_can_be_undone),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
