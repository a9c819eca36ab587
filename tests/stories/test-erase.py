#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody asks to be forgotten: they are found by search, corrected, and erased with the keyboard alone; then
no file of the program has a byte of them."""
import contextlib
import os
import pathlib
import shutil
import sqlite3
import tempfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
NAME = "Tamsin Quillfeather"
WORDS = (b"quillfeather", b"01353 000000", b"01353 000001", b"keyholder")


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors
    with contextlib.closing(sqlite3.connect(FILE)) as database, database:
        database.execute("INSERT INTO person (name, phone, email, note, lawful_basis, review_on) VALUES"
                         " (?, '01353 000000', 'quillfeather@example.org', 'Keyholder of the hall',"
                         " 'Public task', '2099-03-03')", (NAME,))


def holders():
    found = []
    for path in pathlib.Path(HOME).rglob("*"):
        if path.is_file():
            held = path.read_bytes().lower()
            found += [(path.name, word) for word in WORDS if word in held]
    return found


def correct():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find(contains="Map of areas")
        program.search("quillf")
        program.find("list item", NAME)
        program.key("Down", "Return")
        program.find("label", contains="Public task · review by 3 March 2099")
        program.tab_to("text", "Phone")
        program.key("ctrl+a")
        program.write("01353 000001")
        program.key("Return")
        program.key("Escape")
        program.gone("label", contains="Public task")
    status, output, errors = story.command("search", "01353 000001", "--file", FILE, home=HOME)
    assert status == 0 and NAME in output, (output, errors)
    assert holders()


def erase():
    with story.Program("--file", FILE, home=HOME) as program:
        program.find("list item", name="Today")
        program.search("quillf")
        program.find("list item", NAME)
        program.key("Down", "Return")
        program.find("label", contains="Public task · review by 3 March 2099")
        program.tab_to("button", "Erase…")
        program.key("Return")
        program.find(contains="This cannot be undone.")
        program.tab_to("button", "Erase")
        program.key("Return")
        program.find("heading", "Personal Data Erased")
        program.focused("button", "Close")
        program.key("Return")
        program.gone("heading", "Personal Data Erased")
        program.search("quillf")
        program.find(contains="Nothing Found")


def nothing_is_left():
    assert holders() == [], holders()
    status, output, errors = story.command("check", "--file", FILE, home=HOME)
    assert status == 0, output + errors


try:
    tap.run([
        ("make a file with a person in it", make),
        ("find the person and correct a number", correct),
        ("erase the person with the keyboard", erase),
        ("no file has a byte of them", nothing_is_left),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
