#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody asks what is held about them, and then to be forgotten: everything is written from their form, agrees with what SQLite
says of every table, and tells of nobody else; then they are erased, and no byte of them is left."""
import base64
import contextlib
import html.parser
import json
import os
import pathlib
import shutil
import sqlite3
import tempfile
import zipfile

import story
import tap

HOME = tempfile.mkdtemp(prefix="cam-story-")
FILE = os.path.join(HOME, "county.gpkg")
FORGETTING = os.path.join(HOME, "forgetting.gpkg")
BUNDLE = os.path.join(HOME, "bundle.zip")
NAME, FORMER, OTHER = "Tamsin Quillfeather", "Tamsin Quilfeather", "Bartholomew Stranger"
PHOTO = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
# Of the person, each in another table; of somebody else, none of which may be in the bundle.
OWN = ("quillfeather@example.org", "01353 000017", "07700 900117", "Keyholder of the vestry", "Vestry roof talk", "Bring the vestry key",
       "Wants no newsletter", "X-VESTRY")
OTHERS = ("Bartholomew", "Stranger", "stranger@example.net", "07700 900999", "Stranger alone")


def look(sql, *parameters, row_factory=None):
    with contextlib.closing(sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)) as database:
        database.row_factory = row_factory
        return database.execute(sql, parameters).fetchall()


def make():
    status, _, errors = story.command("new", FILE, "--starter", home=HOME)
    assert status == 0, errors
    with contextlib.closing(sqlite3.connect(FILE)) as database, database:
        def put(table, **cells):
            row = database.execute(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({', '.join('?' * len(cells))})",
                                   list(cells.values())).lastrowid
            return database.execute(f"SELECT uuid FROM {table} WHERE fid = ?", (row,)).fetchone()[0]

        area, = database.execute("SELECT uuid FROM area WHERE level = 'parish' LIMIT 1").fetchone()
        group, = database.execute("SELECT uuid FROM partner_group LIMIT 1").fetchone()
        body, = database.execute("SELECT uuid FROM organisation LIMIT 1").fetchone()
        me = put("person", name=NAME, email=OWN[0], phone=OWN[1], note=f"{OWN[3]}, with {OTHER}", organisation_uuid=body,
                 lawful_basis="Public task", review_on="2099-03-03", vcard_extra="X-VESTRY:yes")
        former = put("person", name=FORMER, email=OWN[0], organisation_uuid=body)
        other = put("person", name=OTHER, email=OTHERS[2], phone=OTHERS[3])
        put("person_contact", person_uuid=me, kind="phone", value=OWN[2])
        put("person_contact", person_uuid=other, kind="phone", value="07700 900998")
        put("person_role", person_uuid=me, organisation_uuid=body, job_title="Verger")
        put("person_area", person_uuid=me, area_uuid=area)
        put("person_photo", person_uuid=me, media_type="image/png", content=PHOTO)
        put("person_consent", person_uuid=me, kind="objected", said_on="2026-01-02", note=OWN[6])
        put("group_person", person_uuid=me, group_uuid=group)
        put("group_person", person_uuid=former, group_uuid=group)
        fair = put("event", name="Vestry fair", starts_at="2026-05-01T10:00", ends_at="2026-05-01T12:00", lead_uuid=me)
        put("event_person", event_uuid=fair, person_uuid=former, role="champion")
        put("event_person", event_uuid=fair, person_uuid=other, role="champion")
        put("event_invitation", event_uuid=fair, person_uuid=me, reply="yes")
        talk = put("interaction", name=OWN[4], happened_on="2026-05-02", person_uuid=me, follow_up=OWN[5], follow_up_on="2026-06-01",
                   body=f"{OTHER} was there; Bartholomew has the key.")
        put("interaction_person", interaction_uuid=talk, person_uuid=other)
        put("interaction", name=OTHERS[4], happened_on="2026-05-03", person_uuid=other, body="About nobody else")


def join_the_two():
    """They were typed twice: what they have is one person's."""
    with story.Program("--file", FILE, home=HOME) as program:
        program.find("list item", contains="Review, 1 to settle")
        program.key("alt+7")
        program.find(contains="typed twice?")
        program.press("button", contains="Join")
        program.wait("one person", lambda: look("SELECT count(*) FROM joined WHERE deleted = 0")[0][0] == 1)
    # A text of others with the name in it is theirs to reword; it is in the bundle, and not in what is erased below.
    shutil.copy(FILE, FORGETTING)
    with contextlib.closing(sqlite3.connect(FILE)) as database, database:
        database.execute("INSERT INTO activity (name, owner) VALUES ('Mend the vestry roof', ?)", (NAME,))


def both():
    return [uuid for uuid, in look("SELECT uuid FROM person WHERE name IN (?, ?)", NAME, FORMER)]


def open_form(program):
    program.find("list item", name="Today")
    program.search("tamsin")
    # Which of the two is kept is the same on every copy, and not known here.
    kept, = (name for name, in look("SELECT name FROM person WHERE deleted = 0") if name != OTHER)
    program.find("list item", kept)
    program.key("Down", "Return")
    program.find("button", "Everything About This Person…")


def write_everything():
    calm = {"G_DEBUG": "", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
    with story.Program("--file", FILE, home=HOME, environment=calm) as program:
        open_form(program)
        program.tab_to("button", "Everything About This Person…")
        program.key("Return")
        program.choose_file(BUNDLE)
        program.find(contains="Read it before you hand it over.")
        program.key("Escape")
        program.gone("button", "Everything About This Person…")


def read():
    with zipfile.ZipFile(BUNDLE) as archive:
        assert archive.testzip() is None
        return json.loads(archive.read("data.json")), {name: archive.read(name) for name in archive.namelist()}


def bundle_is_whole():
    """Each row of each table that refers to the person is in it, with each of its values; which tables those are SQLite says."""
    told, files = read()
    people = both()
    assert len(people) == 2
    marks = ", ".join("?" * len(people))
    expected = {"person": look(f"SELECT * FROM person WHERE uuid IN ({marks})", *people, row_factory=sqlite3.Row)}
    for table, in look("SELECT name FROM cam_table WHERE here"):
        for row in look(f"SELECT * FROM pragma_foreign_key_list('{table}')", row_factory=sqlite3.Row):
            if row["table"] == "person":
                expected.setdefault(table, []).extend(
                    look(f'SELECT * FROM "{table}" WHERE "{row["from"]}" IN ({marks})', *people, row_factory=sqlite3.Row))
    assert len(expected) >= 11 and sum(map(len, expected.values())) >= 13, {key: len(rows) for key, rows in expected.items()}
    masked = set()
    for table, rows in expected.items():
        own = {row["uuid"]: row for row in told.get(table, [])}
        assert set(own) >= {row["uuid"] for row in rows}, table
        for row in rows:
            for column, value in own[row["uuid"]].items():
                if column not in row.keys() or column == "deleted":
                    continue
                if isinstance(row[column], bytes):
                    assert files[value] == row[column]
                elif isinstance(value, str) and "[another person]" in value:
                    masked.add((table, column))
                else:
                    assert value == row[column] or value is bool(row[column]), (table, column, value, row[column])
            # Of an event it is told what it is, not what others wrote about it.
            missing = set(row.keys()) - set(own[row["uuid"]]) - {"fid", "geom", "deleted"}
            assert table == "event" or not missing, (table, missing)
    assert masked == {("person", "note"), ("interaction", "body")}, masked
    assert {(row["table"], row["column"]) for row in told["mentions"]} == {("activity", "owner")}, told["mentions"]


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text, self.loads = [], [], []

    def handle_starttag(self, tag, attrs):
        self.loads += [value for name, value in attrs if name in ("src", "href") and not value.startswith("data:image/png;")]
        if tag not in ("meta", "img", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text.append(data)


def page_is_readable():
    _, files = read()
    page = Page()
    page.feed(files["everything.html"].decode())
    page.close()
    assert page.open == [] and page.loads == [], (page.open, page.loads)
    text = " ".join(page.text)
    for word in (NAME, *OWN, "Verger", "Vestry fair", "Mend the vestry roof"):
        assert word in text, word


def nobody_else_is_in_it():
    _, files = read()
    content = b"".join(files.values()).lower()
    for word in OTHERS:
        assert word.lower().encode() not in content, word
    assert "quill" not in BUNDLE.lower()


def erase():
    # What was written and handed over is the team's to delete.
    for path in (BUNDLE, FILE):
        os.remove(path)
    os.rename(FORGETTING, FILE)
    with story.Program("--file", FILE, home=HOME) as program:
        open_form(program)
        program.tab_to("button", "Erase…")
        program.key("Return")
        program.find(contains="This cannot be undone.")
        program.tab_to("button", "Erase")
        program.key("Return")
        program.find("heading", "Personal Data Erased")
        program.focused("button", "Close")
        program.key("Return")
        program.gone("heading", "Personal Data Erased")
        for word in (NAME, "Quil", *OWN):
            assert word.lower() not in program.read_log().lower(), word


def nothing_is_left():
    found = []
    for path in pathlib.Path(HOME).rglob("*"):
        assert "quil" not in path.name.lower(), path
        if path.is_file():
            held = path.read_bytes().lower()
            found += [(path.name, word) for word in ("quillfeather", "quilfeather", *OWN[:4], OWN[5], OWN[6], "x-vestry")
                      if word.lower().encode() in held]
            assert PHOTO not in path.read_bytes(), path
    with contextlib.closing(sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)) as database:
        where = [(table, column) for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
                 for column, in database.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
                 if found and database.execute(f"SELECT 1 FROM \"{table}\" WHERE CAST (\"{column}\" AS TEXT) LIKE '%quil%feather%'")
                 .fetchone()]
    assert found == [], (found, where)
    assert look("SELECT count(*) FROM person WHERE name = ?", OTHER) == [(1,)]
    status, output, errors = story.command("check", "--file", FILE, home=HOME)
    assert status == 0, output + errors


try:
    tap.run([
        ("make a file with a person in it, twice", make),
        ("join the two", join_the_two),
        ("write everything about the person", write_everything),
        ("it has each row of each table", bundle_is_whole),
        ("it can be read", page_is_readable),
        ("nobody else is in it", nobody_else_is_in_it),
        ("erase the person", erase),
        ("no byte is left", nothing_is_left),
    ])
finally:
    shutil.rmtree(HOME, ignore_errors=True)
