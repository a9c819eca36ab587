#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the house rules say about the tree: sizes, rooms, words to translate, licence lines."""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import tap

ROOT = sys.argv[1]
MAX_FILE = 800
MAX_FUNCTION = 80
BELOW_UI = ("store", "model", "partner", "geo", "lines", "picture", "calendar", "contact", "exchange", "share", "batch")


def files(*endings, under=("src", "tests", "data", "tools")):
    for top in under:
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(folder, name), ROOT)


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def none(found, what):
    assert not found, what + ": " + "; ".join(found)


def functions(source):
    """(name, lines) of each function of a GNU-style C file, its braces in column 0."""
    start = name = None
    lines = source.splitlines()
    for number, line in enumerate(lines):
        match = re.match(r"([a-z_][a-z0-9_]*) \(", line)
        if match:
            name = match.group(1)
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            yield name, number - start + 1
            start = None


def file_sizes():
    none([f"{p} has {n} lines" for p in files(".c", ".h", ".py")
          if (n := text(p).count("\n")) > MAX_FILE], "longer than allowed")


def function_sizes():
    none([f"{p}: {name} has {n} lines" for p in files(".c")
          for name, n in functions(text(p)) if n > MAX_FUNCTION], "longer than allowed")


def licence_lines():
    none([p for p in files(".c", ".h", ".py", ".sh", ".sql")
          if "SPDX-License-Identifier: GPL-3.0-or-later" not in text(p)[:200]], "no licence line")


def rooms():
    found = []
    for room in BELOW_UI:
        for path in files(".c", ".h", under=(f"src/{room}",)):
            if re.search(r"#include <(gtk|gdk(?!-pixbuf)|adwaita|shumate)", text(path)):
                found.append(path)
    none(found, "a screen library below src/ui")


def sql():
    pattern = re.compile(r"sqlite3_|\"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\s")
    allowed = re.compile(r"cam-mbtiles")
    none([p for p in files(".c", ".h", under=("src",))
          if not p.startswith("src/store/") and not allowed.search(p) and pattern.search(text(p))],
         "SQL outside src/store")


def translatable():
    listed = [line for line in text("po/POTFILES.in").splitlines() if line and line[0] != "#"]
    wanted = []
    for path in files(".c", under=("src",)):
        if re.search(r"\b(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2) ?\(\"", text(path)):
            wanted.append(path)
    for path in files(".ui", ".in", ".gschema.xml", under=("data",)):
        if path.endswith((".desktop.in", ".metainfo.xml.in")) or re.search(
                r'translatable="yes"|<summary>', text(path)):
            wanted.append(path)
    none(sorted(set(wanted) - set(listed)), "not in po/POTFILES.in")
    none(sorted(set(listed) - set(wanted)), "in po/POTFILES.in for nothing")
    assert listed == sorted(listed), "po/POTFILES.in is not sorted"


def well_formed():
    for path in files(".ui", ".svg", ".xml", ".in", under=("data",)):
        if not path.endswith((".desktop.in", ".service.in")):
            ElementTree.fromstring(text(path))


def left_open():
    pattern = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|g_test_skip|g_test_incomplete")
    none([p for p in files(".c", ".h", ".ui", under=("src", "tests", "data"))
          if pattern.search(text(p))], "left open")


def ui_templates_listed():
    resources = text("data/cambridgeshire-local.gresource.xml")
    none([p for p in files(".ui", under=("data/ui",))
          if os.path.relpath(p, "data") not in resources], "not in the resource file")


def run(*command):
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}{result.stderr}"


def desktop_file():
    run("desktop-file-validate", sys.argv[2])


def mutations():
    run(sys.executable, "tools/mutate-merge.py", "--check")


def metainfo():
    run("appstreamcli", "validate", "--no-net", "--explain", sys.argv[3])


tap.run([
    ("files are short", file_sizes),
    ("functions are short", function_sizes),
    ("licence lines", licence_lines),
    ("no screen library below src/ui", rooms),
    ("SQL only in src/store", sql),
    ("POTFILES.in is whole", translatable),
    ("XML is well-formed", well_formed),
    ("nothing left open", left_open),
    ("templates are in the resource file", ui_templates_listed),
    ("the mistakes of tools/mutate-merge.py fit", mutations),
    ("desktop file", desktop_file),
    ("metainfo", metainfo),
])
