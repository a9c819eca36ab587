#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the partners; python-vobject finds in what comes out every property that it finds in what went in. Usage:
test-partner-commands.py PROGRAM. Speaks TAP."""

import base64
import csv
import pathlib
import sqlite3
import subprocess

import vobject

from program import main, PROGRAM, ProgramTest

DATA = pathlib.Path(__file__).parent.parent / 'data'
CARD = ('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jane Example\r\nEMAIL:jane@example.org\r\nTEL:01223 000000\r\nORG:Example Trust\r\n'
        'NOTE:=1+1\r\nEND:VCARD\r\n')


def flatten(value):
    if isinstance(value, (list, tuple)):
        return [flatten(v) for v in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, str):
        return value.replace('\\:', ':')
    return {k: flatten(v) for k, v in vars(value).items()}


def properties(text):
    """A sorted list for each card, by its name."""
    cards = {}
    for card in vobject.readComponents(text):
        found = []
        for child in card.getChildren():
            params = sorted((name.upper(), value.lower()) for name, values in child.params.items() for value in values)
            found.append((str(child.group or '').lower(), child.name.upper(), params, repr(flatten(child.value))))
        cards[card.fn.value] = sorted(found)
    return cards


class PartnerCommands(ProgramTest):
    def rows(self, sql):
        with sqlite3.connect(f'file:{self.file}?mode=ro', uri=True) as database:
            return database.execute(sql).fetchall()

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def test_import(self):
        path = self.write('jane.vcf', CARD)
        before = self.digest()
        looked = self.ask('partners', 'import', path, '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual([looked[key] for key in ('new', 'changed', 'same', 'problem', 'further_organisations', 'dry_run')],
                         [1, 0, 0, 0, 1, True])
        text = self.run_program('partners', 'import', path, '--basis', 'Public task', '--file', self.file)
        self.assertTrue(text.startswith('jane.vcf: 1 new, 0 changed, 0 the same, 0 with a problem\n'), text)
        # Nobody's name comes into the file by way of the name of another one.
        self.assertEqual(self.rows('SELECT lawful_basis, source FROM person'), [('Public task', 'A contact file')])
        self.assertEqual(self.ask('history', '--kind', 'person')[0]['label'], 'Import partners from A contact file')
        again = self.ask('partners', 'import', path)
        self.assertEqual((again['new'], again['changed'], again['same']), (0, 0, 1))

    def test_basis(self):
        """One of six names, however it is typed; of any other word nothing comes in."""
        path = self.write('people.vcf', CARD)
        before = self.digest()
        for typed in ('Because', '', '(', 'public', 'Public task and more', b'Public \xff'):
            self.run_program('partners', 'import', path, '--basis', typed, '--file', self.file, status=2)
        result = subprocess.run([PROGRAM, 'partners', 'import', path, '--basis', 'Because', '--file', self.file],
                                env=self.environment, capture_output=True, timeout=60, check=False)
        self.assertIn('“Because” is no lawful basis; say “Consent”, “Contract”, “Legal obligation”, “Vital interests”, '
                      '“Public task” or “Legitimate interests”.', result.stderr.decode())
        self.assertEqual(self.digest(), before)
        self.ask('partners', 'import', path, '--basis', 'legitimate_INTERESTS')
        self.assertEqual(self.rows('SELECT lawful_basis FROM person'), [('Legitimate interests',)])

    def test_every_property(self):
        """Also what no column of ours holds."""
        self.ask('partners', 'import', DATA / 'four.vcf')
        out = self.folder / 'out.vcf'
        self.ask('partners', 'export', out)
        after = properties(out.read_bytes().decode())
        for card, old in properties((DATA / 'four.vcf').read_bytes().decode()).items():
            # A list of others is no contact, and is refused.
            if any(p[1] == 'KIND' and 'group' in p[3] for p in old):
                continue
            lost = [p for p in old if p not in after[card]]
            self.assertEqual(lost, [], card)

    def test_apple(self):
        """Version 3 with Apple's own; what comes out is version 4."""
        self.ask('partners', 'import', DATA / 'apple.vcf')
        out = self.folder / 'out.vcf'
        self.ask('partners', 'export', out)
        after = properties(out.read_bytes().decode())
        for card, old in properties((DATA / 'apple.vcf').read_bytes().decode()).items():
            names = [(p[0], p[1]) for p in after[card]]
            lost = [p[:2] for p in old if p[:2] not in names and p[1] not in ('VERSION', 'N')]
            self.assertEqual(lost, [], card)

    def test_table(self):
        self.ask('partners', 'import', self.write('a.vcf', CARD))
        out = self.folder / 'out.csv'
        text = self.run_program('partners', 'export', out, '--bom', '--file', self.file)
        self.assertIn('Wrote 1 people and', text)
        content = out.read_bytes()
        self.assertTrue(content.startswith(b'\xef\xbb\xbf'))
        rows = [row for row in csv.DictReader(content.decode('utf-8-sig').splitlines()) if row['kind'] == 'person']
        self.assertEqual((rows[0]['phone'], rows[0]['note'], rows[0]['organisation']), ('01223 000000', "'=1+1", 'Example Trust'))
        answer = self.ask('partners', 'import', out)
        self.assertEqual((answer['new'], answer['changed'], answer['problem']), (0, 0, 0))

    def test_group(self):
        out = self.folder / 'out.csv'
        answer = self.ask('partners', 'export', out, '--group', 'CRG')
        self.assertEqual((answer['organisations'], answer['people']), (39, 0))
        self.run_program('partners', 'export', out, '--group', 'No such', '--file', self.file, status=1)

    def test_refused(self):
        for name, content in (('empty.vcf', b''), ('text.vcf', b'Nothing\n'), ('bytes.vcf', b'\xff\xfe\x00\x01' * 100),
                              ('none.csv', b''), ('odd.csv', b'Wer,Was\n1,2\n')):
            self.refuse('partners', 'import', self.write(name, content))
        self.refuse('partners', 'import', self.file)
        self.refuse('partners', 'export', self.file)
        self.refuse('partners', 'export', self.folder / 'out.doc')
        for words in (('export', 'a.vcf', '--dry-run'), ('import', 'a.vcf', '--bom'), ('move', 'a.vcf'), ('export', 'a.vcf', '--basis', 'x')):
            self.run_program('partners', *words, '--file', self.file, status=2)


main(PartnerCommands)
