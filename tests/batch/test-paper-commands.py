#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that writes papers. Usage: test-paper-commands.py PROGRAM. Speaks TAP."""

import sqlite3
import struct
import zlib

from program import main, ProgramTest

EVENT = '00000000-0000-4000-8000-000000000001'
SECRET = 'Zaphod-Beeblebrox'


def picture():
    """A PNG of 60 by 20 red pixels."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + b'\xc0\x20\x20' * 60) * 20
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 60, 20, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


class PaperCommands(ProgramTest):
    def add_event(self):
        with sqlite3.connect(self.file) as database:
            area, name = database.execute("SELECT uuid, name FROM area WHERE level = 'sda' ORDER BY name LIMIT 1").fetchone()
            database.execute("INSERT INTO venue (uuid, name, contact) VALUES ('v', 'Mill Hall', ?)", (SECRET,))
            database.execute('INSERT INTO event (uuid, name, starts_at, ends_at, lead, venue_uuid) VALUES (?, ?, ?, ?, ?, ?)',
                             (EVENT, 'Tea & talk', '2027-01-05T10:00', '2027-01-05T12:00', SECRET, 'v'))
            database.execute('INSERT INTO event_area (event_uuid, area_uuid) VALUES (?, ?)', (EVENT, area))
        self.ask('duplicates')
        return name

    def write(self, what, name, *options):
        before, out = self.digest(), self.folder / name
        answer = self.ask('papers', what, out, *options)
        self.assertEqual((answer['file'], self.digest()), (str(out), before))
        content = out.read_bytes()
        self.assertNotIn(SECRET.encode(), content)
        return answer['title'], content

    def test_event(self):
        area = self.add_event()
        title, poster = self.write(EVENT, 'poster.pdf')
        self.assertEqual((title, poster[:5]), ('Tea & talk', b'%PDF-'))
        page = self.write(EVENT, 'poster.html')[1].decode()
        self.assertIn('<h1 dir="auto">Tea &amp; talk</h1>', page)
        self.assertIn(f'alt="Map of {area}"', page)
        text = self.write(EVENT, 'poster.txt')[1].decode()
        self.assertIn('Tuesday 5 January 2027\n10:00 to 12:00\n\nWhere\nMill Hall\n', text)
        self.assertNotIn('You are invited', text)
        self.assertIn('You are invited to\nTea & talk\n', self.write(EVENT, 'mail.txt', '--kind', 'invitation')[1].decode())
        self.assertEqual(self.write(EVENT, 'sheet.pdf', '--kind', 'sign-in')[1][:5], b'%PDF-')
        self.assertIn('Wrote “Tea & talk” to “', self.run_program('papers', EVENT, self.folder / 'again.pdf', '--file', self.file))

    def test_logo(self):
        self.add_event()
        with sqlite3.connect(self.file) as database:
            for uuid, content in (('trust', picture()), ('broken', picture()[:-20]), ('bare', None)):
                database.execute('INSERT INTO organisation (uuid, name) VALUES (?, ?)', (uuid, f'The {uuid}'))
                database.execute('INSERT INTO organisation_logo (uuid, organisation_uuid, media_type, content) VALUES (?, ?, ?, ?)',
                                 (f'logo-{uuid}', uuid, 'image/png', content))
        self.ask('duplicates')
        self.assertNotIn('Logo of', self.write(EVENT, 'without.html')[1].decode())
        self.assertIn('alt="Logo of The trust"', self.write(EVENT, 'poster.html', '--logo', 'trust')[1].decode())
        self.assertGreater(len(self.write(EVENT, 'with.pdf', '--logo', 'trust')[1]), len(self.write(EVENT, 'poster.pdf')[1]))
        for of in ('bare', 'broken', 'nobody', ''):
            self.refuse('papers', EVENT, self.folder / 'poster.pdf', '--logo', of)
        for what, *options in (('venues',), (EVENT, '--kind', 'sign-in')):
            self.run_program('papers', what, self.folder / 'poster.pdf', '--logo', 'trust', *options, '--file', self.file, status=2)

    def test_venues(self):
        self.add_event()
        self.assertEqual(self.write('venues', 'venues.pdf')[1][:5], b'%PDF-')
        self.assertIn('<h2 dir="auto">Mill Hall</h2>', self.write('venues', 'venues.html')[1].decode())
        table = self.write('venues', 'venues.csv')[1].decode()
        self.assertTrue(table.startswith('name,address,postcode,capacity,'), table)
        self.assertIn('\r\nMill Hall,', table)

    def test_refused(self):
        self.add_event()
        self.refuse('papers', 'nobody', self.folder / 'poster.pdf')
        self.refuse('papers', EVENT, self.folder / 'poster.docx')
        self.refuse('papers', EVENT, self.folder / 'poster.csv')
        self.refuse('papers', EVENT, self.folder / 'sheet.txt', '--kind', 'sign-in')
        self.refuse('papers', 'venues', self.folder / 'venues.txt')
        self.refuse('papers', EVENT, self.file)
        self.refuse('papers', EVENT, self.folder / 'nowhere' / 'poster.pdf')
        self.run_program('papers', EVENT, self.folder / 'poster.pdf', '--kind', 'leaflet', '--file', self.file, status=2)


if __name__ == '__main__':
    main(PaperCommands)
