#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the events. Usage: test-event-commands.py PROGRAM. Speaks TAP."""

import csv
import json
import os
import pathlib
import sqlite3

import icalendar
import vobject

from program import main, ProgramTest

DATA = pathlib.Path(__file__).parent.parent / 'data'
UUID = '00000000-0000-4000-8000-%012d'


class EventCommands(ProgramTest):
    def rows(self, sql):
        with sqlite3.connect(f'file:{self.file}?mode=ro', uri=True) as database:
            return database.execute(sql).fetchall()

    def test_import(self):
        before = self.digest()
        looked = self.ask('events', 'import', DATA / 'google.ics', '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual((looked['new'], looked['changed'], looked['same'], looked['problem'], looked['dry_run']),
                         (3, 0, 0, 0, True))
        self.assertEqual((looked['calendar'], looked['people_left_out']), ('Outreach', 2))
        text = self.run_program('events', 'import', DATA / 'google.ics', '--file', self.file)
        self.assertTrue(text.startswith('google.ics: 3 new, 0 changed, 0 the same, 0 with a problem\n'), text)
        self.assertIn('Organisers and guests are left out: 2.\n', text)
        self.assertIn('Planning call: The calendar that it comes from marks it as private.', text)
        again = self.ask('events', 'import', DATA / 'google.ics')
        self.assertEqual((again['new'], again['changed'], again['same']), (0, 0, 3))
        history = self.ask('history', '--kind', 'event')
        self.assertEqual(history[0]['label'], 'Import events from google.ics')
        everything = '\n'.join(str(row) for row in self.rows('SELECT * FROM event'))
        self.assertNotIn('Person', everything)
        self.assertNotIn('example.org:', everything.replace('https://', ''))

    def test_merge_of_two_who_imported(self):
        """Both have the events of one calendar; together they have them once, and know them still."""
        other, copy = self.folder / 'other.gpkg', self.folder / 'copy.gpkg'
        self.run_program('new', other, '--starter')
        for file in (self.file, other):
            self.run_program('events', 'import', DATA / 'google.ics', '--file', file)
        before = self.rows('SELECT uuid FROM event WHERE deleted = 0 ORDER BY uuid')
        self.run_program('share', copy, '--file', other)
        self.run_program('merge', copy, '--file', self.file)
        self.assertEqual(self.rows('SELECT uuid FROM event WHERE deleted = 0 ORDER BY uuid'), before)
        self.assertEqual(self.rows('SELECT original_at FROM event_date WHERE deleted = 0'), [('2026-04-03T10:30',)])
        answer = self.ask('events', 'import', DATA / 'google.ics')
        self.assertEqual([answer[key] for key in ('new', 'changed', 'same', 'problem')], [0, 0, 3, 0])
        out = self.folder / 'out.ics'
        self.ask('events', 'export', out)
        answer = json.loads(self.run_program('events', 'import', out, '--json', '--file', other))
        self.assertEqual([answer[key] for key in ('new', 'changed', 'problem')], [0, 0, 0])

    def test_import_refused(self):
        for name, content in (('empty.ics', b''), ('text.ics', b'Nothing\n'), ('bytes.ics', b'\xff\xfe\x00\x01' * 100),
                              ('none.ics', b'BEGIN:VCALENDAR\nEND:VCALENDAR\n'),
                              ('bad.ics', b'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n')):
            (self.folder / name).write_bytes(content)
            self.refuse('events', 'import', self.folder / name)
        self.refuse('events', 'import', self.folder / 'missing.ics')
        self.refuse('events', 'import', self.file)
        self.run_program('events', 'eat', 'x.ics', status=2)
        self.run_program('events', 'import', status=2)
        self.run_program('events', 'import', 'x.ics', '--from', '2026-01-01', status=2)
        self.run_program('events', 'export', 'x.ics', '--from', 'tomorrow', status=2)
        self.run_program('events', 'export', 'x.ics', '--dry-run', status=2)

    def add_events(self):
        with sqlite3.connect(self.file) as database:
            ashley, = database.execute("SELECT uuid FROM area WHERE code = 'E04001620'").fetchone()
            for number, start in ((1, '2026-03-03T10:00'), (2, '2026-06-02T10:00')):
                database.execute('INSERT INTO event (uuid, name, starts_at, ends_at) VALUES (?, ?, ?, ?)',
                                 (UUID % number, f'Event {number}', start, start.replace('10:00', '12:00')))
            database.execute('INSERT INTO event_area (uuid, event_uuid, area_uuid) VALUES (?, ?, ?)',
                             (UUID % 3, UUID % 1, ashley))

    def test_export(self):
        self.add_events()
        out = self.folder / 'out.ics'
        self.ask('duplicates')
        before = self.digest()
        self.assertEqual(self.ask('events', 'export', out), {'file': str(out), 'events': 2, 'dates': 0})
        self.assertEqual(self.digest(), before)
        text = out.read_bytes()
        self.assertEqual(text.count(b'BEGIN:VEVENT\r\n'), 2)
        self.assertIn(f'UID:{UUID % 1}@local.cambridgeshire.gov.uk'.encode(), text)
        again = self.ask('events', 'import', out)
        self.assertEqual((again['new'], again['changed'], again['same'], again['problem']), (0, 0, 2, 0))
        self.assertIn('Wrote 1 events', self.run_program('events', 'export', out, '--from', '2026-06-01', '--file', self.file))
        self.assertEqual(self.ask('events', 'export', out, '--to', '2026-04-01')['events'], 1)
        district, = self.rows("SELECT name FROM area WHERE level = 'district' AND name LIKE 'East Cam%'")[0]
        for area in ('Ashley', district):
            self.assertEqual(self.ask('events', 'export', out, '--area', area)['events'], 1)
            self.assertIn(b'Event 1', out.read_bytes())
        self.assertEqual(self.ask('events', 'export', out, '--area', 'Fenland')['events'], 0)
        self.refuse('events', 'export', self.folder / 'x.ics', '--area', 'Nowhere')
        self.refuse('events', 'export', self.folder / 'x.pdf')
        self.refuse('events', 'export', self.file)

    def test_export_of_a_table(self):
        self.add_events()
        out = self.folder / 'out.csv'
        self.assertEqual(self.ask('events', 'export', out), {'file': str(out), 'events': 2, 'dates': 2})
        with open(out, newline='', encoding='utf-8') as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row['date'], row['start'], row['end'], row['title'], row['areas']) for row in rows],
                         [('2026-03-03', '10:00', '12:00', 'Event 1', 'Ashley'),
                          ('2026-06-02', '10:00', '12:00', 'Event 2', '')])
        again = self.ask('events', 'import', out)
        self.assertEqual([again[key] for key in ('new', 'changed', 'same', 'problem')], [0, 0, 2, 0])

    def test_import_of_a_table(self):
        """What somebody corrects in a spreadsheet is corrected here, once."""
        self.add_events()
        out = self.folder / 'out.csv'
        self.ask('events', 'export', out)
        text = out.read_text(encoding='utf-8').replace('2026-06-02,10:00', '03/06/2026,11am') + 'Sat 6 June 2026,2-4pm,,,,Fair\n'
        out.write_text(text, encoding='utf-8')
        before = self.digest()
        looked = self.ask('events', 'import', out, '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual([looked[key] for key in ('new', 'changed', 'same', 'problem')], [1, 0, 1, 1])
        self.assertIn('ends before', looked['problems'][0]['reason'])
        out.write_text(text.replace('2026-06-02,12:00', '2026-06-03,12:00'), encoding='utf-8')
        answer = self.ask('events', 'import', out)
        self.assertEqual([answer[key] for key in ('new', 'changed', 'same', 'problem')], [1, 1, 1, 0])
        self.assertEqual(self.rows("SELECT name, starts_at, ends_at FROM event WHERE starts_at > '2026-06' ORDER BY starts_at"),
                         [('Event 2', '2026-06-03T11:00', '2026-06-03T12:00'), ('Fair', '2026-06-06T14:00', '2026-06-06T16:00')])
        for name, content in (('none.csv', b''), ('other.csv', b'one,two\n1,2\n'), ('bytes.csv', b'date,title\n\0\n'),
                              ('bad.csv', b'date,title\nsoon,Walk\n')):
            (self.folder / name).write_bytes(content)
            self.refuse('events', 'import', self.folder / name)

    def test_feed(self):
        """Other libraries read it, it says how often it comes, and stays untouched while nothing changes."""
        self.add_events()
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE event SET kind = 'forum', aim = 'Secret', recurrence = 'FREQ=MONTHLY;BYDAY=1TU' WHERE name = 'Event 1'")
        out = self.folder / 'feed.ics'
        self.ask('events', 'export', out, '--feed', '--kind', 'forum')
        inode, text = os.stat(out).st_ino, out.read_bytes()
        calendar = icalendar.Calendar.from_ical(text)
        self.assertEqual([str(event['SUMMARY']) for event in calendar.walk('VEVENT')], ['Event 1'])
        self.assertEqual(str(calendar['REFRESH-INTERVAL']), 'PT6H')
        event = vobject.readOne(text.decode()).vevent
        dates = [date for date, _ in zip(event.getrruleset(True), range(3))]
        self.assertEqual([date.strftime('%d %H') for date in dates], ['03 10', '07 10', '05 10'])
        self.assertNotIn(b'Secret', text)
        self.ask('events', 'export', out, '--feed', '--kind', 'forum')
        self.assertEqual(os.stat(out).st_ino, inode)
        for arguments in (('import', out, '--feed'), ('import', out, '--kind', 'forum'), ('export', out, '--kind', 'party')):
            self.run_program('events', *arguments, '--file', self.file, status=2)


if __name__ == '__main__':
    main(EventCommands)
