#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of the Countywide Community Resilience Group goes to somebody: chosen on Partners, written as a table and as a
contact file, and both read by libraries that know nothing of the program."""
import contextlib
import csv
import os
import shutil
import sqlite3
import tempfile
import time

import gi
import vobject

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402
import story  # noqa: E402
import tap  # noqa: E402

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
TABLE = os.path.join(HOME, "crg.csv")
CARDS = os.path.join(HOME, "crg.vcf")
GROUP = "Countywide Community Resilience Group"
NOTE = "=1+1 of them"
PHONE = "01223 000001"
CHAIR, HIDDEN, QUIET, ELSEWHERE = "Chaya Chair", "Rowan Restricted", "Quentin Quiet", "Elsa Elsewhere"
SECRET = "rowan.restricted@example.org"


def look(sql, *parameters):
    with contextlib.closing(sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)) as database:
        return database.execute(sql, parameters).fetchall()


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors
    with contextlib.closing(sqlite3.connect(FILE)) as database, database:
        group, = database.execute("SELECT uuid FROM partner_group WHERE name = ?", (GROUP,)).fetchone()
        body, = database.execute("SELECT organisation_uuid FROM group_organisation WHERE group_uuid = ? ORDER BY fid",
                                 (group,)).fetchone()
        database.execute("UPDATE organisation SET phone = ?, note = ? WHERE uuid = ?", (PHONE, NOTE, body))
        database.execute("INSERT INTO organisation (name) VALUES ('Not of the Group Ltd')")
        for name, email, visibility, quiet, member in (
                (CHAIR, "chaya.chair@example.org", "public", 0, True), (HIDDEN, SECRET, "restricted", 0, True),
                (QUIET, "quentin.quiet@example.org", "public", 1, True), (ELSEWHERE, "elsa@example.org", "public", 0, False)):
            database.execute("INSERT INTO person (name, email, visibility, do_not_contact, organisation_uuid) VALUES"
                             " (?, ?, ?, ?, ?)", (name, email, visibility, quiet, body))
            if member:
                database.execute("INSERT INTO group_person (group_uuid, person_uuid)"
                                 " SELECT ?, uuid FROM person WHERE name = ?", (group, name))


def bodies():
    found = [name for name, in look(
        "SELECT o.name FROM organisation o JOIN group_organisation m ON m.organisation_uuid = o.uuid"
        " JOIN partner_group g ON g.uuid = m.group_uuid WHERE g.name = ? AND o.deleted = 0 AND m.deleted = 0", GROUP)]
    assert len(found) == 39, len(found)
    return sorted(found)


def has_focus(program, role, name):
    return any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in program.matches(role, name))


def go(program, key, role, name):
    """With an arrow key, until the focus is there."""
    program.find(role, name)
    for _ in range(60):
        if has_focus(program, role, name):
            return
        program.key(key)
        time.sleep(0.1)
    raise story.NotFound(f"{key} does not reach {role} {name!r}")


def choose(program, row, value, steps):
    """A value of a row that drops down, with the keyboard."""
    program.tab_to("combo box", contains=row)
    for _ in range(steps):
        program.key("space")
        program.key("Down")
        program.key("Return")
    box = program.find("combo box", contains=row)
    program.wait(f"{value} in {row}", lambda: any(
        label.get_name() == value for label in labels_of(box)))


def labels_of(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None and child.get_role_name() == "label":
            yield child
        elif child is not None:
            yield from labels_of(child)


def export(program, path, kind, steps, listed):
    program.tab_to("toggle button", name="What to Do With These")
    program.key("space")
    program.find("menu", name="What to Do With These")
    program.key("w")
    program.find("dialog", name="Export Partners")
    if listed:
        program.find(contains="The 39 that are listed")
    else:
        choose(program, "In which group", GROUP, 1)
    choose(program, "As", kind, steps)
    program.press("button", name="Save…")
    program.choose_file(path)
    program.find(contains="Exported: 0 people, 39 organisations" if listed
                 else "Exported: 2 people, 39 organisations. 1 restricted person is left out.")


def list_the_group(program):
    program.tab_to("toggle button", name="Choose by Area, Sector and Group")
    program.key("shift+Tab")
    program.focused("list item", name="Other")
    go(program, "Up", "list item", GROUP)
    program.key("Return")
    program.find("label", name="39 organisations")


def write(path, kind, steps, listed):
    # GTK's own file chooser complains of itself now and then while a path is typed into it, and leaks what it
    # was reading when it is closed.
    calm = {"G_DEBUG": "", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    with story.Program("--file", FILE, home=HOME, environment=calm) as program:
        program.find("list item", name="Partners")
        program.key("alt+5")
        program.press("page tab", name="Organisations")
        program.find("label", name="40 organisations")
        if listed:
            list_the_group(program)
        export(program, path, kind, steps, listed)
        for word in (SECRET, HIDDEN, CHAIR, PHONE):
            assert word not in program.read_log()


def table_is_right():
    with open(TABLE, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["name"] for row in rows) == bodies()
    assert not [row for row in rows if row["kind"] == "person"]
    noted, = (row for row in rows if row["phone"])
    assert noted["phone"] == PHONE, noted
    assert noted["note"] == "'" + NOTE, noted  # a spreadsheet shows it as text


def categories(card):
    return sorted(word for line in card.contents["categories"] for word in line.value)


def cards_are_right():
    with open(CARDS, encoding="utf-8", newline="") as file:
        cards = {card.fn.value: card for card in vobject.readComponents(file.read())}
    assert sorted(cards) == sorted([*bodies(), CHAIR, QUIET])
    noted, = (card for card in cards.values() if hasattr(card, "note"))
    assert noted.note.value == NOTE, noted.note.value
    assert "".join(digit for digit in noted.tel.value if digit.isdigit()).startswith("0"), noted.tel.value
    assert cards[CHAIR].email.value.removeprefix("mailto:") == "chaya.chair@example.org"
    assert categories(cards[QUIET]) == [GROUP, "Do not contact"], categories(cards[QUIET])
    assert categories(cards[CHAIR]) == [GROUP], categories(cards[CHAIR])


def nobody_else():
    for path in (TABLE, CARDS):
        with open(path, "rb") as file:
            content = file.read().lower()
        for word in (HIDDEN, SECRET, ELSEWHERE, "Not of the Group"):
            assert word.lower().encode() not in content, (path, word)


try:
    tap.run([
        ("make a file with people in the group", make),
        ("list the group and write what is listed as a table", lambda: write(TABLE, "Table", 2, True)),
        ("write everybody of the group as cards", lambda: write(CARDS, "Contact file", 0, False)),
        ("the table has the bodies, as text", table_is_right),
        ("the cards have the bodies and their people", cards_are_right),
        ("nobody else is in either", nobody_else),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
