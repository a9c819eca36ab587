#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported is read by other libraries, which keep 10:00 at 10:00 over both changes of the clock; and what they
write is read here."""
import os
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import vobject
from dateutil.rrule import rruleset, rrulestr

sys.path.insert(0, os.path.join(os.environ["CAM_SOURCE_ROOT"], "tests", "checks"))
import tap  # noqa: E402

LONDON = ZoneInfo("Europe/London")
folder = tempfile.TemporaryDirectory()
path = os.path.join(folder.name, "out.ics")
subprocess.run([sys.argv[1], "export", path], check=True)
with open(path, "rb") as file:
    exported = file.read()


def read(content):
    other = os.path.join(folder.name, "in.ics")
    with open(other, "wb") as out:
        out.write(content)
    answer = subprocess.run([sys.argv[1], "read", other], check=True, capture_output=True, text=True).stdout
    return {line.split("\t")[0]: line.split("\t")[1:] for line in answer.splitlines()}


def dates_of(events, zone):
    """The dates of a series as python-icalendar and dateutil see it, on the wall of a zone."""
    master = next(e for e in events if "RECURRENCE-ID" not in e)
    start = master["DTSTART"].dt
    dates = rruleset()
    dates.rrule(rrulestr(master["RRULE"].to_ical().decode(), dtstart=start))
    for excluded in (master["EXDATE"] if isinstance(master.get("EXDATE"), list) else [master["EXDATE"]] if "EXDATE" in master else []):
        for value in excluded.dts:
            dates.exdate(value.dt)
    found = list(dates)
    for event in events:
        if "RECURRENCE-ID" in event:
            found.remove(event["RECURRENCE-ID"].dt)
            found.append(event["DTSTART"].dt)
    return sorted(d.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") for d in found)


def grouped():
    calendar = icalendar.Calendar.from_ical(exported)
    events = {}
    for event in calendar.walk("VEVENT"):
        events.setdefault(str(event["UID"]), []).append(event)
    return events


def with_icalendar():
    events = grouped()
    ours = read(exported)
    assert set(events) == set(ours), (set(events), set(ours))
    for uid, zone in [("weekly@example.org", "Europe/London"), ("monthly@example.org", "Europe/London"),
                      ("abroad@example.org", "America/New_York")]:
        theirs = dates_of(events[uid], zone)
        assert theirs == ours[uid][3].split(), f"{uid}\n{theirs}\n{ours[uid][3]}"
    weekly = dates_of(events["weekly@example.org"], "Europe/London")
    assert {d[11:] for d in weekly} == {"10:00", "14:00"}, weekly
    assert "2026-03-24T10:00" not in weekly and "2026-10-28T14:00" in weekly
    assert {d[5:7] for d in weekly} >= {"03", "04", "10", "11"}
    master = events["weekly@example.org"][0]
    assert str(master["SUMMARY"]) == "Tea, cake; and a \\ talk\nin the Café", repr(str(master["SUMMARY"]))
    assert str(master["DESCRIPTION"]).endswith("é" * 16)
    assert events["day@example.org"][0]["DTSTART"].dt == date(2026, 8, 31)


def with_vobject():
    calendar = vobject.readOne(exported.decode())
    weekly = next(e for e in calendar.vevent_list if e.uid.value == "weekly@example.org" and not hasattr(e, "recurrence_id"))
    # vobject reckons the dates with the time zone that the file defines.
    dates = [d.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M") for d in weekly.getrruleset(addRDate=True)]
    assert {d[11:] for d in dates} == {"10:00"}, dates
    assert len(dates) == 37, len(dates)


def rule_of_zone():
    """The definition of London alone gives the changes of forty years."""
    calendar = icalendar.Calendar.from_ical(exported)
    zone = next(z for z in calendar.walk("VTIMEZONE") if z["TZID"] == "Europe/London").to_tz()
    day = datetime(2000, 1, 1, 10)
    while day < datetime(2037, 1, 1):
        assert day.replace(tzinfo=zone).utcoffset() == day.replace(tzinfo=LONDON).utcoffset(), day
        day += timedelta(days=1)


def what_others_write():
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//x//x//")
    calendar.add("version", "2.0")
    event = icalendar.Event()
    event.add("uid", "i@example.org")
    event.add("dtstart", datetime(2026, 3, 17, 10, tzinfo=LONDON))
    event.add("dtend", datetime(2026, 3, 17, 11, tzinfo=LONDON))
    event.add("rrule", {"freq": "weekly", "count": 4})
    event.add("exdate", datetime(2026, 3, 31, 10, tzinfo=LONDON))
    event.add("summary", "é" * 100)
    calendar.add_component(event)
    assert read(calendar.to_ical())["i@example.org"] == [
        "2026-03-17T10:00", "2026-03-17T11:00", "Europe/London", "2026-03-17T10:00 2026-03-24T10:00 2026-04-07T10:00 "]
    other = vobject.iCalendar()
    added = other.add("vevent")
    added.add("uid").value = "v@example.org"
    added.add("summary").value = "x"
    added.add("dtstart").value = datetime(2026, 7, 1, 9, tzinfo=ZoneInfo("UTC"))
    added.add("dtend").value = datetime(2026, 7, 1, 10, tzinfo=ZoneInfo("UTC"))
    assert read(other.serialize().encode())["v@example.org"][:3] == ["2026-07-01T10:00", "2026-07-01T11:00", "Europe/London"]


tap.run([
    ("python-icalendar", with_icalendar),
    ("python-vobject", with_vobject),
    ("the definition of London", rule_of_zone),
    ("what others write", what_others_write),
])
