#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands about events: coverage, clashes. Usage: test-event-commands.py PROGRAM. Speaks TAP."""

import datetime
import sqlite3
import struct
import uuid

from program import main, ProgramTest

UUID = '00000000-0000-4000-8000-%012d'
TODAY = datetime.date.today()


def day(days):
    return (TODAY + datetime.timedelta(days=days)).isoformat()


class EventCommands(ProgramTest):
    def add_events(self):
        """Held, planned, weekly, cancelled, an idea, and one that has no area but a venue; each for another area."""
        with sqlite3.connect(self.file) as database:
            self.areas = database.execute("SELECT uuid, name FROM area WHERE level = 'sda' ORDER BY name, fid").fetchall()
            lat, lon = database.execute('SELECT label_lat, label_lon FROM area WHERE uuid = ?', (self.areas[6][0],)).fetchone()
            point = b'GP\0\x01' + struct.pack('<i', 4326) + struct.pack('<BIdd', 1, 1, lon, lat)
            database.execute("INSERT INTO venue (uuid, name, geom) VALUES (?, 'Hall', ?)", (UUID % 90, point))
            database.execute("INSERT INTO person (uuid, name) VALUES (?, 'Ada')", (UUID % 91,))
            for number, status, when, rule, area, kind, venue in (
                    (1, 'held', day(-20), None, 0, 'engagement', None), (2, 'planned', day(20), None, 1, 'engagement', None),
                    (3, 'planned', day(-400), 'FREQ=WEEKLY', 2, 'forum', None),
                    (4, 'cancelled', day(20), None, 3, 'engagement', None), (5, 'idea', day(20), None, 4, 'engagement', None),
                    (6, 'held', day(-300), None, 5, 'engagement', None), (7, 'planned', day(30), None, None, 'workshop', UUID % 90)):
                database.execute('INSERT INTO event (uuid, name, status, starts_at, ends_at, recurrence, kind, venue_uuid)'
                                 ' VALUES (?, ?, ?, ?, ?, ?, ?, ?)', (UUID % number, f'Event {number}', status, f'{when}T10:00',
                                                                      f'{when}T12:00', rule, kind, venue))
                if area is not None:
                    database.execute('INSERT INTO event_area (event_uuid, area_uuid) VALUES (?, ?)',
                                     (UUID % number, self.areas[area][0]))
            database.execute("INSERT INTO event_attendance (event_uuid, occurred_on, count) VALUES (?, ?, 30)", (UUID % 1, day(-20)))
            database.execute("INSERT INTO forum (uuid, name) VALUES (?, 'Forum')", (UUID % 92,))
            database.execute("INSERT INTO forum_area (forum_uuid, area_uuid) VALUES (?, ?)", (UUID % 92, self.areas[0][0]))
            database.execute("INSERT INTO area_knowledge (area_uuid, known, reason) VALUES (?, 'well', 'Grew up there')",
                             (self.areas[1][0],))
        self.ask('duplicates')

    def test_coverage(self):
        self.add_events()
        before = self.digest()
        answer = self.ask('coverage', '--scheme', 'sda', '--from', day(-60), '--until', day(60))
        self.assertEqual(self.digest(), before)
        self.assertEqual([answer[key] for key in ('scheme', 'day', 'from', 'until', 'kind', 'areas')],
                         ['sda', day(0), day(-60), day(60), None, len(self.areas)])
        found = {area['uuid']: area for area in answer['list']}
        rows = [found[uuid] for uuid, _ in self.areas]
        self.assertEqual([row['state'] for row in rows[:6]], ['had', 'planned', 'planned', 'none', 'none', 'none'])
        self.assertEqual((answer['had'], answer['planned'] + answer['none']), (1, len(self.areas) - 1))
        self.assertEqual((rows[0]['last_on'], rows[0]['next_on'], rows[0]['attendance'], rows[0]['forums']), (day(-20), None, 30, 1))
        self.assertEqual((rows[0]['known'], rows[0]['known_as_said'], rows[3]['known']), ('partly', False, 'little'))
        self.assertEqual((rows[1]['known'], rows[1]['known_as_said'], rows[1]['reason']), ('well', True, 'Grew up there'))
        self.assertEqual(rows[5]['last_on'], day(-300))  # before the range, and told all the same
        self.assertEqual(rows[6]['state'], 'planned')    # by where its venue lies
        self.assertGreater(rows[2]['planned'], 5)
        text = self.run_program('coverage', '--from', day(-60), '--until', day(60), '--file', self.file)
        n = answer['had'] + answer['planned']
        self.assertTrue(text.startswith(f"{n} of {len(self.areas)} by "), text)
        self.assertIn(f'\n1 has had an event, {answer["planned"]} have one planned, {answer["none"]} have none.\nNone\n', text)
        self.assertIn(f'\nHad one\n  {self.areas[0][1]}: Last on ', text)
        self.assertIn('Well known, as somebody said; no forum.\n', text)

    def test_coverage_of_kinds_and_levels(self):
        self.add_events()
        answer = self.ask('coverage', '--from', day(-60), '--until', day(60), '--kind', 'forum')
        self.assertEqual((answer['had'], answer['planned'], answer['kind']), (0, 1, 'forum'))
        self.assertEqual(self.ask('coverage', '--scheme', 'county')['scheme'], 'county')
        default = self.ask('coverage')
        self.assertLess(default['from'], day(0))
        self.assertGreater(default['until'], day(80))
        self.assertIn('There is no area of the level “lsoa”.\n', self.run_program('coverage', '--scheme', 'lsoa', '--file', self.file))

    def test_usage(self):
        for arguments in (('coverage', '--scheme', 'shire'), ('coverage', '--until', 'soon'), ('coverage', '--kind', 'party'),
                          ('coverage', '--from', day(1), '--until', day(0)), ('coverage', 'sda'), ('coverage', '--until'),
                          ('clashes', '--until', '2026-02-30'), ('clashes', '--kind', 'forum'), ('clashes', '--from')):
            self.run_program(*arguments, '--file', self.file, status=2)
        for command in ('coverage', 'clashes'):
            self.run_program(command, '--file', self.folder / 'missing.gpkg', status=1)
            self.assertIn('--until DATE', self.run_program(command, '--help'))

    def test_clashes(self):
        self.assertEqual(self.run_program('clashes', '--file', self.file), 'Nothing clashes.\n')
        self.assertEqual(self.ask('clashes'), [])
        with sqlite3.connect(self.file) as database:
            database.execute('DELETE FROM holiday')
            database.execute("INSERT INTO holiday (uuid, name, starts_on) VALUES (?, 'Day off', ?)", (UUID % 80, day(5)))
            database.execute("INSERT INTO person (uuid, name) VALUES (?, 'Ada')", (UUID % 91,))
            for number, name, starts, ends, status in (
                    (1, 'First', f'{day(10)}T10:00', f'{day(10)}T12:00', 'planned'),
                    (2, 'Second', f'{day(10)}T11:00', f'{day(10)}T13:00', 'planned'),
                    (3, 'Called off', f'{day(10)}T11:00', f'{day(10)}T13:00', 'cancelled'),
                    (4, 'Alone', f'{day(5)}T11:00', f'{day(5)}T13:00', 'planned'),
                    (5, 'Later', f'{day(200)}T11:00', f'{day(200)}T13:00', 'planned'),
                    (6, 'Later too', f'{day(200)}T11:00', f'{day(200)}T13:00', 'planned')):
                database.execute('INSERT INTO event (uuid, name, starts_at, ends_at, status, lead_uuid) VALUES (?, ?, ?, ?, ?, ?)',
                                 (UUID % number, name, starts, ends, status, UUID % 91))
        self.ask('duplicates')
        before = self.digest()
        holiday, person = self.ask('clashes')
        self.assertEqual(self.digest(), before)
        self.assertEqual([holiday[key] for key in ('kind', 'event', 'holiday_uuid', 'other_uuid')],
                         ['holiday', 'Alone', UUID % 80, None])
        self.assertEqual([person[key] for key in ('kind', 'event_uuid', 'other_uuid', 'person_uuid', 'starts_at', 'ends_at')],
                         ['person', UUID % 1, UUID % 2, UUID % 91, f'{day(10)}T10:00', f'{day(10)}T12:00'])
        self.assertEqual(person['sentence'], 'Overlaps “Second”, 11:00 to 13:00: Ada is there.')
        text = self.run_program('clashes', '--from', day(6), '--until', day(210), '--file', self.file)
        self.assertRegex(text, r'^First, .*, 10:00 to 12:00\n  Overlaps “Second”, 11:00 to 13:00: Ada is there\.\n'
                               r'Later, .*, 11:00 to 13:00\n  Overlaps “Later too”, 11:00 to 13:00: Ada is there\.\n$')
        self.assertEqual(len(self.ask('clashes', '--until', day(9))), 1)

    def test_clashes_of_a_vehicle(self):
        """Its drive as the file has it; a point in a GeoPackage blob is x, then y."""
        self.ask('clashes')
        setting = uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, 'local.cambridgeshire.gov.uk'), 'setting:travel-minutes')
        with sqlite3.connect(self.file) as database:
            database.execute('DELETE FROM holiday')
            database.execute("INSERT INTO vehicle (uuid, name) VALUES (?, 'Library van')", (UUID % 70,))
            for number, latitude in ((71, 52.2), (72, 52.4)):
                blob = b'GP\0\1' + struct.pack('<i', 4326) + struct.pack('<bIdd', 1, 1, 0.1, latitude)
                database.execute("INSERT INTO venue (uuid, name, geom) VALUES (?, 'Place', ?)", (UUID % number, blob))
            for number, venue, starts, ends in ((1, 71, '10:00', '12:00'), (2, 72, '12:40', '14:00'), (3, 71, '13:30', '15:00')):
                database.execute('INSERT INTO event (uuid, name, starts_at, ends_at, vehicle_uuid, venue_uuid)'
                                 ' VALUES (?, ?, ?, ?, ?, ?)',
                                 (UUID % number, f'Stop {number}', f'{day(10)}T{starts}', f'{day(10)}T{ends}', UUID % 70, UUID % venue))
        self.ask('duplicates')
        travel, vehicle = sorted(self.ask('clashes'), key=lambda clash: clash['kind'])
        self.assertEqual([travel[key] for key in ('kind', 'event_uuid', 'other_uuid', 'person_uuid', 'vehicle_uuid')],
                         ['travel', UUID % 1, UUID % 2, None, UUID % 70])
        self.assertEqual(travel['sentence'], 'Library van goes on to “Stop 2”: 44 minutes’ drive, 40 minutes between.')
        self.assertEqual([vehicle[key] for key in ('kind', 'event_uuid', 'other_uuid', 'vehicle_uuid')],
                         ['vehicle', UUID % 2, UUID % 3, UUID % 70])
        with sqlite3.connect(self.file) as database:
            database.execute("INSERT INTO setting (uuid, name, value) VALUES (?, 'travel-minutes', '0')", (str(setting),))
        self.ask('duplicates')
        self.assertEqual([clash['kind'] for clash in self.ask('clashes')], ['vehicle'])


if __name__ == '__main__':
    main(EventCommands)
