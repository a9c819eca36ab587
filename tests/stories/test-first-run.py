#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer starts the program, takes the starter pack, and comes back the next day."""
import json
import os
import shutil
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "data", "cambridgeshire-local", "local.gpkg")


def first_run():
    with story.Program(home=HOME) as program:
        program.find(contains="Welcome to Cambridgeshire Local")
        assert not os.path.exists(FILE), "a file was made before anybody asked for it"
        program.tab_to("list item", contains="Start with Cambridgeshire")
        program.key("Return")
        program.find("toggle button", "Search")
        program.find(contains="Map of areas")
    assert os.path.exists(FILE)


def second_run():
    with story.Program(home=HOME) as program:
        program.find(contains="Map of areas")
        assert next(program.matches(contains="Welcome to"), None) is None


def what_it_holds():
    status, output, errors = story.command("search", "--json", "St Ives", home=HOME)
    assert status == 0, errors
    titles = [hit["title"] for hit in json.loads(output)]
    assert any("St Ives" in title for title in titles), titles


def check():
    status, output, errors = story.command("check", home=HOME)
    assert status == 0, output + errors


def keeps_its_file_to_itself():
    assert os.stat(FILE).st_mode & 0o077 == 0, oct(os.stat(FILE).st_mode)


try:
    tap.run([
        ("the first run offers the starter pack", first_run),
        ("the second run shows the map at once", second_run),
        ("the file can be searched", what_it_holds),
        ("the file is sound", check),
        ("nobody else can read the file", keeps_its_file_to_itself),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
