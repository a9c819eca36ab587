#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dates of rules, held against python-dateutil as an independent reference, on the wall of London over both
changes of the clock; and rules in words and from words."""
import itertools
import os
import random
import subprocess
import sys
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

sys.path.insert(0, os.path.join(os.environ["CAM_SOURCE_ROOT"], "tests", "checks"))
import tap  # noqa: E402

FROM, TO = datetime(2026, 1, 1), datetime(2027, 12, 31, 23, 59)

# What a mobile library or a series of meetings repeats by; each with its start.
RULES = [
    ("FREQ=WEEKLY;BYDAY=MO", "2026-01-05T10:00"),
    ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-01-06T14:30"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-01-07T09:15"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU", "2026-01-05T10:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO", "2026-01-04T10:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "2026-01-04T10:00"),
    ("FREQ=WEEKLY;INTERVAL=4;BYDAY=TH", "2026-01-08T13:45"),
    ("FREQ=WEEKLY;INTERVAL=3", "2026-01-09T11:00"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1", "2026-01-05T10:00"),
    ("FREQ=MONTHLY;BYDAY=1MO", "2026-01-05T10:00"),
    ("FREQ=MONTHLY;BYDAY=2TU", "2026-01-13T10:00"),
    ("FREQ=MONTHLY;BYDAY=2TU,4TU", "2026-01-13T10:00"),
    ("FREQ=MONTHLY;BYDAY=1WE,3WE", "2026-01-07T15:20"),
    ("FREQ=MONTHLY;BYDAY=5TH", "2026-01-29T10:00"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30T19:00"),
    ("FREQ=MONTHLY;BYDAY=-2SA", "2026-01-24T10:00"),
    ("FREQ=MONTHLY;BYDAY=1MO,3TH", "2026-01-05T10:00"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE", "2026-01-21T10:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-01-15T10:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31T10:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T01:30"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "2026-01-01T10:00"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-01-01T10:00"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30T10:00"),
    ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "2026-01-07T10:00"),
    ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,-1", "2026-01-03T10:00"),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13T10:00"),
    ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", "2026-01-13T10:00"),
    ("FREQ=MONTHLY;BYMONTH=9,10,11;BYDAY=2TU", "2026-09-08T10:00"),
    ("FREQ=DAILY", "2026-03-01T01:30"),
    ("FREQ=DAILY;INTERVAL=10", "2026-01-03T10:00"),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-01-01T10:00"),
    ("FREQ=DAILY;BYMONTH=1,8", "2026-01-01T10:00"),
    ("FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30", "2026-01-01T09:00"),
    ("FREQ=DAILY;COUNT=10", "2026-03-25T10:00"),
    ("FREQ=WEEKLY;COUNT=30;BYDAY=TU,TH", "2025-11-04T10:00"),
    ("FREQ=WEEKLY;UNTIL=20260630T225959Z;BYDAY=TU", "2026-01-06T10:00"),
    ("FREQ=MONTHLY;UNTIL=20260915;BYMONTHDAY=15", "2026-01-15T10:00"),
    ("FREQ=YEARLY", "2024-02-29T10:00"),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2026-03-29T01:30"),
    ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "2025-10-26T01:30"),
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=1MO,-1MO", "2026-05-04T10:00"),
    ("FREQ=YEARLY;BYDAY=20MO", "2026-05-18T10:00"),
    ("FREQ=YEARLY;BYDAY=-1TU", "2026-12-29T10:00"),
    ("FREQ=YEARLY;BYYEARDAY=1,100,-1", "2026-01-01T10:00"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2026-05-11T10:00"),
    ("FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU", "2026-01-04T10:00"),
    ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH", "2026-12-31T10:00"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=4", "2022-01-04T10:00"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "2024-11-05T10:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-01-06"),
    ("FREQ=MONTHLY;UNTIL=20270115;BYDAY=3FR", "2026-01-16"),
]


class Tool:
    def __init__(self):
        self.process = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n")


tool = Tool()


def expected(rule, start, first, last):
    """UNTIL on the wall for dateutil, which does not know zones here."""
    form = "%Y-%m-%dT%H:%M" if "T" in start else "%Y-%m-%d"
    parts = dict(part.split("=") for part in rule.split(";"))
    if len(parts.get("UNTIL", "")) == 8 and "T" in start:
        parts["UNTIL"] += "T235959"
    if parts.get("UNTIL", "").endswith("Z"):  # the ones here are in summer
        until = datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%SZ") + timedelta(hours=1)
        parts["UNTIL"] = until.strftime("%Y%m%dT%H%M%S")
    # Without an end it would look for more dates until the year 9999.
    count = int(parts.pop("COUNT", 1000000))
    parts.setdefault("UNTIL", last.strftime("%Y%m%dT%H%M%S"))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    dates = itertools.islice(rrulestr(text, dtstart=datetime.strptime(start, form)), count)
    return [date.strftime(form) for date in dates if first <= date <= last]


def ask(rule, start, first, last):
    form = "%Y-%m-%dT%H:%M"
    answer = tool.ask("expand", rule, start, first.strftime(form), last.strftime(form))
    assert not answer.startswith("error"), f"{rule}: {answer}"
    return answer.split()


def same(rule, start, first, last):
    ours, theirs = ask(rule, start, first, last), expected(rule, start, first, last)
    assert ours == theirs, f"{rule} from {start} in {first}…{last}\nours   {ours[:20]}\ntheirs {theirs[:20]}"
    return len(ours)


def table():
    for rule, start in RULES:
        assert same(rule, start, FROM, TO) > 0 or start.startswith("2024-02-29"), rule


def months():
    """A month at a time is the same as all of it."""
    for rule, start in RULES:
        day, found = FROM, []
        while day < TO:
            after = (day + timedelta(days=32)).replace(day=1)
            month = ask(rule, start, day, after - timedelta(minutes=1))
            assert all(date[:7] == day.strftime("%Y-%m") for date in month), f"{rule}: {month}"
            found += month
            day = after
        assert found == ask(rule, start, FROM, TO), rule


def make_rule(chance):
    """A rule whose start is among its dates, of the kinds on which both agree what they mean."""
    kind = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = {"FREQ": kind}
    days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    def some(values, most):
        return ",".join(str(v) for v in chance.sample(values, chance.randint(1, min(most, len(values)))))

    if chance.random() < 0.5:
        parts["INTERVAL"] = str(chance.randint(1, 7))
    if chance.random() < 0.3:
        parts["WKST"] = chance.choice(days)
    if chance.random() < 0.3:
        parts["BYMONTH"] = some(list(range(1, 13)), 4)
    choice = chance.random()
    if kind in ("MONTHLY", "YEARLY") and choice < 0.3:
        parts["BYDAY"] = ",".join(f"{chance.choice([1, 2, 3, 4, 5, -1, -2])}{d}" for d in chance.sample(days, 2))
    elif choice < 0.6:
        parts["BYDAY"] = some(days, 4)
    if kind in ("DAILY", "MONTHLY", "YEARLY") and chance.random() < 0.3:
        parts["BYMONTHDAY"] = some([d for d in range(-31, 32) if d], 8)
    if kind == "YEARLY" and chance.random() < 0.2:
        parts["BYYEARDAY"] = some([d for d in range(-366, 367) if d], 8)
    if kind == "YEARLY" and chance.random() < 0.2 and "BYDAY" in parts and parts["BYDAY"][0].isalpha():
        # Not the first week said from the end, which dateutil does not find in the December before.
        parts["BYWEEKNO"] = some([w for w in range(-51, 54) if w], 6)
    # dateutil counts positions in the first week from the start on, and not from the first day of the week.
    if kind != "WEEKLY" and len(parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}) and chance.random() < 0.3:
        parts["BYSETPOS"] = some([1, 2, 3, -1, -2], 3)
    if chance.random() < 0.3:
        parts["COUNT"] = str(chance.randint(1, 60))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def random_rules():
    chance = random.Random(20261127)
    taken = 0
    for _ in range(30000 if "CAM_SOAK" in os.environ else 1500):
        rule = make_rule(chance)
        begin = datetime(2020, 1, 1, 10) + timedelta(days=chance.randint(0, 2000))
        plain = ";".join(p for p in rule.split(";") if not p.startswith("COUNT"))
        if not tool.ask("words", plain, begin.strftime("%Y-%m-%dT%H:%M")).startswith("error"):
            # Where it comes true; dateutil would look for that until the year 9999.
            found = ask(plain, begin.strftime("%Y-%m-%dT%H:%M"), begin + timedelta(minutes=1), begin + timedelta(days=2000))
            first = datetime.strptime(found[0], "%Y-%m-%dT%H:%M") if found else None
            if first is None:
                continue
            window = first + timedelta(days=chance.randint(0, 1500))
            same(rule, first.strftime("%Y-%m-%dT%H:%M"), window, window + timedelta(days=chance.randint(0, 800)))
            taken += 1
    assert taken > 500, taken


def refused():
    start = "2026-01-06T10:00"
    for rule in ["", "x", "FREQ", "FREQ=", "FREQ=OFTEN", "FREQ=SECONDLY", "FREQ=MINUTELY;BYDAY=MO", "FREQ=HOURLY",
                 "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;BYMONTH=4,6;BYMONTHDAY=31", "FREQ=DAILY;COUNT=0",
                 "FREQ=DAILY;COUNT=999999999999", "FREQ=DAILY;COUNT=20001", "FREQ=DAILY;COUNT=-1",
                 "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=65537", "FREQ=DAILY;INTERVAL=2000",
                 "FREQ=WEEKLY;BYDAY=2TU", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=DAILY;BYSETPOS=1", "FREQ=DAILY;FREQ=WEEKLY",
                 "FREQ=DAILY;BYHOUR=25", "FREQ=DAILY;BYSECOND=30", "FREQ=MONTHLY;BYYEARDAY=1", "FREQ=MONTHLY;BYDAY=XX",
                 "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTHDAY=32", "FREQ=YEARLY;BYWEEKNO=54", "FREQ=DAILY;UNTIL=soon",
                 "FREQ=DAILY;UNTIL=20260231", "RSCALE=CHINESE;FREQ=YEARLY", "FREQ=DAILY;WHAT=1",
                 "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,30",
                 "FREQ=YEARLY;BYYEARDAY=" + ",".join(str(n) for n in range(1, 80)), "FREQ=DAILY;" * 200]:
        answer = tool.ask("words", rule, start)
        assert answer.startswith("error: ") and answer.endswith("."), f"{rule[:60]!r}: {answer}"


def never_true():
    """Rules that contradict themselves where it cannot be seen end at once and have only their start."""
    for rule in ["FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
                 "FREQ=YEARLY;BYDAY=53MO;BYMONTHDAY=1;BYYEARDAY=200", "FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=1",
                 "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=60", "FREQ=MONTHLY;COUNT=20000;BYDAY=5MO;BYMONTHDAY=1"]:
        assert ask(rule, "2026-01-06T10:00", FROM, datetime(2199, 12, 31)) == ["2026-01-06T10:00"], rule


def start_counts():
    """A start that is none of the dates comes first and counts."""
    assert ask("FREQ=WEEKLY;COUNT=3;BYDAY=MO", "2026-01-07T10:00", FROM, TO) == \
        ["2026-01-07T10:00", "2026-01-12T10:00", "2026-01-19T10:00"]


def in_words():
    for rule, start, words in [
        ("FREQ=WEEKLY;COUNT=10;BYDAY=TU", "2026-01-06T10:00", "Weekly on Tuesday, 10 times"),
        ("FREQ=WEEKLY", "2026-01-06T10:00", "Weekly on Tuesday"),
        ("FREQ=MONTHLY;UNTIL=20270331T225959Z;BYDAY=2TU,4TU", "2026-01-13T10:00",
         "The second and fourth Tuesday of every month until 31 March 2027"),
        ("FREQ=MONTHLY;UNTIL=20270331;BYDAY=2TU,4TU", "2026-01-13", "The second and fourth Tuesday of every month until 31 March 2027"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-01-05T10:00", "Every 2 weeks on Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-01-05T10:00", "Weekly on Monday to Friday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30T10:00", "The last working day of every month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "2026-01-13T10:00", "The second Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3TH", "2026-01-05T10:00", "The first Monday and third Thursday of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2026-01-30T10:00", "Every 3 months on the last Friday"),
        ("FREQ=MONTHLY", "2026-01-15T10:00", "Monthly on the 15th"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T10:00", "Monthly on the last day"),
        ("FREQ=YEARLY", "2026-03-31T10:00", "Yearly on the 31st of March"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2026-03-29T10:00", "Yearly on the last Sunday of March"),
        ("FREQ=DAILY;INTERVAL=3", "2026-03-31T10:00", "Every 3 days"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2026-05-11T10:00",
         "By a rule for which there are no short words (FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO)"),
    ]:
        answer = tool.ask("words", rule, start)
        assert answer == words, f"{rule}: {answer}"
        if "no short words" not in words and "Yearly on the 31st" not in words:
            again = tool.ask("typed", words, start)
            assert ask(again, start, FROM, TO) == ask(rule, start, FROM, TO), f"{words}: {again}"


def typed():
    start = "2026-01-06T10:00"  # a Tuesday
    for words, rule in [
        ("on the first Tuesday of every month", "FREQ=MONTHLY;BYDAY=1TU"),
        ("First Tuesday each month", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every 2 weeks on Monday and Thursday until 31 March 2027",
         "FREQ=WEEKLY;UNTIL=20270331T225959Z;INTERVAL=2;BYDAY=MO,TH"),
        ("weekly", "FREQ=WEEKLY"), ("every week", "FREQ=WEEKLY"), ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("every fortnight on tuesdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), ("Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("every Tue, Thu", "FREQ=WEEKLY;BYDAY=TU,TH"), ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("Friday to Monday", "FREQ=WEEKLY;BYDAY=MO,FR,SA,SU"),
        ("every 2nd and 4th Tuesday", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("the second and fourth Tuesday of every third month", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU,4TU"),
        ("last Friday of the month, 6 times", "FREQ=MONTHLY;COUNT=6;BYDAY=-1FR"),
        ("weekly on Tuesday for ten times", "FREQ=WEEKLY;COUNT=10;BYDAY=TU"),
        ("the last working day of every month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("on the 15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("the 1st and 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1"), ("every day", "FREQ=DAILY"), ("daily, 3 times", "FREQ=DAILY;COUNT=3"),
        ("every second day", "FREQ=DAILY;INTERVAL=2"), ("every three months", "FREQ=MONTHLY;INTERVAL=3"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"), ("every year on 5 March", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5"),
        ("yearly on the last Sunday of March", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        ("annually", "FREQ=YEARLY"), ("weekly till 2026-12-31", "FREQ=WEEKLY;UNTIL=20261231T235959Z"),
        ("weekly until 31/3/26", "FREQ=WEEKLY;UNTIL=20260331T225959Z"),
        ("weekly until the 5th of January", "FREQ=WEEKLY;UNTIL=20270105T235959Z"),
        ("weekly until June 2026", "FREQ=WEEKLY;UNTIL=20260630T225959Z"),
    ]:
        answer = tool.ask("typed", words, start)
        assert answer == rule, f"{words}: {answer}"
    for words in ["", "now and then", "every second Tuesday", "every blue moon", "2026", "until 31 March 2027",
                  "every week until whenever", "weekly until 31 February 2027", "weekly until 2020-01-01", "every 0 weeks",
                  "every 5 5 weeks", "last of", "the 45th of the month", "weekly monthly", "monthly on Tuesday", "the last working day and Tuesday", "first Monday and last working day",
                  "the first Tuesday and on the 15th of every month", "every last week",
                  "every 100000 weeks", "seventh Tuesday of the month", "é à ü", "the first second third fourth fifth" * 9]:
        answer = tool.ask("typed", words, start)
        assert answer.startswith("error: ") and answer.endswith("."), f"{words}: {answer}"


tap.run([
    ("the table over two years", table),
    ("month by month", months),
    ("random rules", random_rules),
    ("refused with a sentence", refused),
    ("rules that never come true", never_true),
    ("a start outside its rule", start_counts),
    ("in words and back", in_words),
    ("from words", typed),
])
