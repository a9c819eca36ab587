#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""python-vobject finds in what is written here every property that it finds in the file that was read, with its group,
parameters and value; and what it writes is read here. With "samples" behind the tool: the same for the real files of
../shared/data that vobject can read."""
import base64
import os
import subprocess
import sys
import tempfile

import vobject

ROOT = os.environ["CAM_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(ROOT, "tests", "checks"))
import tap  # noqa: E402

folder = tempfile.TemporaryDirectory()


def convert(source, version):
    out = os.path.join(folder.name, "out.vcf")
    subprocess.run([sys.argv[1], "convert", version, source, out], check=True)
    with open(out, "rb") as file:
        return file.read().decode()


def lines_of(content):
    path = os.path.join(folder.name, "in.vcf")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(content)
    answer = subprocess.run([sys.argv[1], "lines", path], check=True, capture_output=True, text=True).stdout
    return [card.splitlines() for card in answer.strip("\n").split("\n\n")]


def flatten(value):
    """Values as vobject has them: texts, lists, names, addresses, bytes."""
    if isinstance(value, (list, tuple)):
        return [flatten(v) for v in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, str):
        return value.replace("\\:", ":")
    return {k: flatten(v) for k, v in vars(value).items()}


def properties(text):
    """One sorted list for each card."""
    cards = []
    for card in vobject.readComponents(text):
        found = []
        for child in card.getChildren():
            params = []
            for name, values in child.params.items():
                for value in values:
                    # Bare words of vCard 2.1 are types; "work,voice" in quotes are two.
                    for part in value.split(",") if name.upper() == "TYPE" else [value]:
                        params.append((name.upper(), part.lower() if name.upper() == "TYPE" else part))
            found.append((str(child.group or "").lower(), child.name.upper(), sorted(params), repr(flatten(child.value))))
        cards.append(sorted(found))
    return cards


def same(name, version):
    source = os.path.join(ROOT, "tests", "data", name)
    with open(source, encoding="utf-8", newline="") as file:
        before = properties(file.read())
    after = properties(convert(source, version))
    assert len(before) == len(after) > 0
    for old, new in zip(before, after):
        lost = [p for p in old if p not in new]
        added = [p for p in new if p not in old]
        assert not lost and not added, "\n".join(map(str, ["lost:", *lost, "added:", *added]))


def version_3():
    same("apple.vcf", "3")


def version_4():
    same("four.vcf", "4")


def both_ways():
    """What goes to version 3 and back is what it was."""
    source = os.path.join(ROOT, "tests", "data", "apple.vcf")
    four = os.path.join(folder.name, "four.vcf")
    with open(four, "w", encoding="utf-8", newline="") as file:
        file.write(convert(source, "4"))
    assert convert(four, "3") == convert(source, "3")


def version_2():
    """vobject knows little of version 2.1; what it finds in ours is looked at value by value."""
    card = next(vobject.readComponents(convert(os.path.join(ROOT, "tests", "data", "outlook.vcf"), "3")))
    assert card.fn.value == "Zoë Müller-Example", card.fn.value
    assert (card.n.value.family, card.n.value.given, card.n.value.prefix) == ("Müller-Example", "Zoë", "Dr.")
    assert card.org.value == ["Example Hall Trust", "Bookings, keys"], card.org.value
    assert [(t.value, t.type_param) for t in card.tel_list][:2] == [("01223 000000", "WORK")] or \
        [t.value for t in card.tel_list] == ["01223 000000", "07700 900123"], card.tel_list
    assert card.note.value == "Keys at number 7.\nRing first; café opposite = good.", repr(card.note.value)
    assert card.adr.value.street == "1 High Street" and card.adr.value.code == "PE15 0AA"
    assert card.label.value == "1 High Street\nMarch PE15 0AA", repr(card.label.value)
    assert card.photo.value[:8] == b"\x89PNG\r\n\x1a\n"
    assert card.contents["x-ms-ol-default-postal-address"][0].value == "2"


def what_vobject_writes():
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family="Example, of", given="Jane", additional=["Quinn", "Ruth"])
    card.add("fn").value = "Jane; Example \\ " + "é" * 100
    card.add("tel").value = "01223 000000"
    card.tel.type_param = ["WORK", "VOICE"]
    card.add("adr").value = vobject.vcard.Address(street="1 High Street\nBack, door", city="March", code="PE15 0AA")
    card.add("org").value = ["Trust; the", "Unit"]
    card.add("photo").value = b"\xff\xd8\xff\xe0abc"
    card.photo.encoding_param = "b"
    card.photo.type_param = "JPEG"
    card.add("x-new").value = "kept"
    lines = lines_of(card.serialize())[0]
    assert "FN:Jane\\; Example \\\\ " + "é" * 100 in lines, lines
    assert "N:Example\\, of;Jane;Quinn,Ruth;;" in lines, lines
    assert "TEL;TYPE=work,voice:01223 000000" in lines, lines
    assert "ADR:;;1 High Street\\nBack\\, door;March;;PE15 0AA;" in lines, lines
    assert "ORG:Trust\\; the;Unit" in lines, lines
    assert "PHOTO:data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8\xff\xe0abc").decode() in lines, lines
    assert "X-NEW:kept" in lines, lines


PICTURES = ("jpeg", "png", "gif")
DATES = ("BDAY", "REV", "ANNIVERSARY")


def plain(found):
    """Without what each version has its own way for: dates, places, encodings."""
    group, name, params, value = found
    params = [p for p in params if p[0] not in ("VALUE", "ENCODING") and p[1] not in PICTURES]
    if name in DATES:
        value = value.replace("-", "").replace(":", "")
    return group, name, params, value.replace("geo:", "")


def is_kept(old, new):
    # vobject drops what follows a comma that should have been escaped.
    return any(o[:3] == old[:3] and o[3].startswith(old[3].rstrip("'")) for o in new)


def samples():
    folder = os.path.join(os.environ.get("CAM_SHARED", os.path.join(ROOT, "..", "shared")), "data", "samples", "vcf")
    n = 0
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            content = file.read()
        if b"VERSION:3.0" not in content and b"VERSION:4.0" not in content:
            continue
        version = "4" if b"VERSION:4.0" in content else "3"
        try:
            before = properties(content.decode("cp1252" if b"\xfc" in content else "utf-8"))
        except vobject.base.ParseError:
            continue
        after = properties(convert(path, version))
        # One has only an address, and is refused.
        if len(after) != len(before):
            assert not any(p[1] in ("FN", "N", "ORG", "EMAIL", "TEL") for card in before for p in card), name
            continue
        for old, new in zip(before, after):
            new = [plain(p) for p in new]
            lost = [p for p in old if not is_kept(plain(p), new)]
            assert not lost, f"{name}: {lost}"
        n += 1
    print(f"# {n} files of others are the same")


if sys.argv[2:] == ["samples"]:
    tap.run([("real files", samples)])
    sys.exit()
tap.run([
    ("every property of version 3", version_3),
    ("every property of version 4", version_4),
    ("to version 4 and back", both_ways),
    ("version 2.1", version_2),
    ("what vobject writes", what_vobject_writes),
])
