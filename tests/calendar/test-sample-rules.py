#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the real calendar files in ../shared/data have the dates that python-dateutil gives them: over the two years
from their start, and over 2026 and 2027 with both changes of the clock. The files are looked through here by other means
than the program's."""
import glob
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

root = os.environ["CAM_SOURCE_ROOT"]
sys.path.insert(0, os.path.join(root, "tests", "checks"))
import tap  # noqa: E402

SHARED = os.environ.get("CAM_SHARED", os.path.join(root, "..", "shared"))
FORM = "%Y-%m-%dT%H:%M"
tool = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def events(path):
    """(rule, start) of each event of a file; UNTIL on the wall, since zones are not what is compared."""
    with open(path, "rb") as file:
        text = file.read().decode("utf-8", "replace")
    text = re.sub(r"\r?\n[ \t]", "", text)
    for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.S):
        rule = re.search(r"^RRULE[^:\n]*:(.*?)\r?$", event, re.M)
        start = re.search(r"^DTSTART.*:(\d{8})(T\d{6})?Z?\r?$", event, re.M)
        if rule and start and int(start[1][:4]) >= 1900:
            time = start[2] or ""
            yield re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", rule[1].strip().rstrip(";")), start[1] + time[:5]


def ask(rule, start, first, last):
    begin = start.strftime(FORM)
    tool.stdin.write("\t".join(["expand", rule, begin, first.strftime(FORM), last.strftime(FORM)]) + "\n")
    tool.stdin.flush()
    return tool.stdout.readline().strip()


def expected(rule, start, first, last):
    """The start comes first and counts, also where it is none of the dates."""
    rule = re.sub(r"(UNTIL=\d{8})(;|$)", r"\1T235959\2", rule)
    plain = re.sub(r";?COUNT=\d+", "", rule)
    matches = start in rrulestr(plain, dtstart=start).between(start, start, inc=True)
    if not matches:
        rule = re.sub(r"COUNT=(\d+)", lambda found: f"COUNT={int(found[1]) - 1}", rule)
    dates = rrulestr(rule, dtstart=start).between(first, last, inc=True)
    if not matches and first <= start <= last:
        dates.insert(0, start)
    return [date.strftime(FORM) for date in dates]


def check(path):
    for rule, text in sorted(set(events(path))):
        start = datetime.strptime(text, "%Y%m%dT%H%M" if "T" in text else "%Y%m%d")
        for first, last in [(start, start + timedelta(days=731)), (datetime(2026, 1, 1), datetime(2027, 12, 31, 23, 59))]:
            answer = ask(rule, start, first, last)
            if answer.startswith("error: "):
                # What is not kept is kept nowhere else either: the reason is a sentence.
                assert re.search(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", rule) and answer.endswith("."), f"{rule}: {answer}"
                continue
            theirs = expected(rule, start, first, last)
            assert answer.split() == theirs, f"{rule} from {start}\nours   {answer[:300]}\ntheirs {' '.join(theirs)[:300]}"


def no_data():
    print("# There is no shared data here, so there is nothing to look at.")


paths = sorted(glob.glob(os.path.join(SHARED, "data", "samples", "ics", "*.ics")))
tap.run([(os.path.basename(path), lambda path=path: check(path)) for path in paths] or [("no data", no_data)])
