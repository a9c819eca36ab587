#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands about people's data: subject-access, erase, and what is written where. Usage: test-privacy-commands.py PROGRAM.
Speaks TAP."""

import html.parser
import io
import json
import os
import sqlite3
import subprocess
import zipfile

from program import main, PROGRAM, ProgramTest

UUID = '00000000-0000-4000-8000-%012d'
ME, FORMER, BOB, EVE = (UUID % number for number in (1, 2, 3, 4))
OTHER = '[another person]'
PNG = b'\x89PNG\r\n\x1a\n' + bytes(60)

# Each stands in one place of the file about the person, and nowhere else.
SECRETS = ['Quillfeather', 'quillfeather@example.org', '07700 900111', 'Bramblewick Cottage', 'Zephyrine note', 'Married name Ashgrove',
           '07700 900222', 'vcardsecret', 'Wants fewer mails', 'Rang about the hall', 'Ring back on Dunmore', 'Thimbleby meeting',
           'photobytes', 'accesssecret']

# Texts of tables that are not about people, each looked at: it is a word of some, a key, or tells of places, plans and bodies.
# What people type into one of them about somebody is in every copy, as docs/privacy.md says. Whoever adds a column adds it
# here, or to cam_personal where it tells of a person.
IMPERSONAL = {
    'activity': 'name description status repeats',
    'activity_block': 'reason',
    'activity_note': 'body said_at',
    'activity_slip': 'reason said_at',
    'area': 'level name code note population_source status outline outline_source',
    'area_comment': 'body said_at',
    'area_figure': 'dataset name edition geography_vintage period unit source licence',
    'area_knowledge': 'known reason',
    'area_member': 'note',
    'assessment': 'rating changed contribution learned',
    'clash_silence': 'kind reason',
    'corporate_priority': 'name',
    'event':
        'name kind aim description audience format status starts_at ends_at time_zone recurrence room online_link '
        'ical_uid ical_extra',
    'event_attendance': 'group_name',
    'event_date': 'kind original_at starts_at ends_at status note',
    'event_feedback': 'body we_did',
    'event_invitation': 'reply',
    'event_partner': 'role',
    'event_risk': 'name control',
    'event_session': 'name kind room starts_at ends_at',
    'event_task': 'name',
    'evidence': 'name link media_type',
    'forum': 'name kind description starts_at ends_at recurrence how_to_join website note',
    'holiday': 'name kind source',
    'joined': 'table_name',
    'measure':
        'name description kind question unit numerator_name denominator_name direction rule frequency source area_level '
        'dataset edition geography_vintage licence',
    'milestone': 'name',
    'not_duplicate': 'table_name',
    'organisation': 'name short_name sector note other_names kind status offers phone email website vcard_uid vcard_extra',
    'organisation_address': 'label address postcode',
    'organisation_contact': 'kind label value',
    'organisation_logo': 'media_type content',
    'outcome': 'name description',
    'partner_group': 'name short_name kind description',
    'postcode': 'postcode source',
    'priority': 'name rationale note methodology intended_outcomes motivations primary_outcome sponsor',
    'rag_override': 'status reason said_at',
    'reading': 'comment edition geography_vintage',
    'saved_filter': 'name kind choice',
    'setting': 'name value',
    'vehicle': 'name registration description facilities note',
    'venue': 'name address postcode step_free toilet hearing_loop parking public_transport cost note',
}


class Page(html.parser.HTMLParser):
    """Headings and texts; fails on a tag that is not closed."""

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.text, self.lang, self.cells = [], [], [], None, 0

    def handle_starttag(self, tag, attrs):
        if tag == 'html':
            self.lang = dict(attrs).get('lang')
        if tag == 'th':
            assert dict(attrs).get('scope') in ('row', 'col'), attrs
        if tag not in ('meta', 'img', 'br'):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ('h1', 'h2'):
            self.headings.append((self.open[-1], data))
        if not self.open or self.open[-1] != 'style':
            self.text.append(data)


class PrivacyCommands(ProgramTest):
    def add_people(self):
        with sqlite3.connect(self.file) as database:
            def put(table, **cells):
                database.execute(f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({', '.join('?' * len(cells))})",
                                 list(cells.values()))

            area = database.execute("SELECT uuid FROM area WHERE level = 'parish' LIMIT 1").fetchone()[0]
            put('organisation', uuid=UUID % 20, name='Alder Trust')
            put('organisation', uuid=UUID % 21, name='Birch Trust')
            put('person', uuid=ME, name='Ada Quillfeather', email='quillfeather@example.org', phone='07700 900111',
                address='Bramblewick Cottage', organisation_uuid=UUID % 20, note='Zephyrine note: friend of Bob Stranger',
                source='Told by Bob Stranger <script>', lawful_basis='Public task', access_needs='accesssecret',
                vcard_extra='X-NOTE:vcardsecret', do_not_contact=1)
            put('person', uuid=FORMER, name='Ada Ashgrove', note='Married name Ashgrove', deleted=1)
            put('joined', table_name='person', former_uuid=FORMER, kept_uuid=ME)
            put('person', uuid=BOB, name='Bob Stranger', email='bob@example.net', phone='01223 555555',
                note='Neighbour of Ada Quillfeather, and rude')
            put('person', uuid=EVE, name='Eve Óther')
            put('person', uuid=UUID % 60, name='Tim Gone')
            put('person_contact', uuid=UUID % 30, person_uuid=ME, value='07700 900222')
            put('person_contact', uuid=UUID % 31, person_uuid=BOB, value='07700 900999')
            put('person_role', uuid=UUID % 32, person_uuid=ME, organisation_uuid=UUID % 21, job_title='Chair')
            put('person_area', uuid=UUID % 33, person_uuid=ME, area_uuid=area)
            put('partner_group', uuid=UUID % 34, name='Newsletter')
            put('group_person', uuid=UUID % 35, person_uuid=ME, group_uuid=UUID % 34)
            put('person_consent', uuid=UUID % 36, person_uuid=ME, kind='objected', said_on='2026-01-02', note='Wants fewer mails')
            put('person_photo', uuid=UUID % 37, person_uuid=ME, media_type='image/png', content=PNG + b'photobytes')
            put('interaction', uuid=UUID % 40, name='Rang about the hall', person_uuid=ME, body='Ring back on Dunmore', deleted=1)
            put('interaction', uuid=UUID % 41, name='Thimbleby meeting', person_uuid=BOB,
                body='Bob said that Ada agrees; EVE OTHER came, bob@example.net wrote, 07700 900999 rang.')
            put('interaction_person', uuid=UUID % 42, interaction_uuid=UUID % 41, person_uuid=ME)
            put('interaction_person', uuid=UUID % 43, interaction_uuid=UUID % 41, person_uuid=EVE)
            put('interaction', uuid=UUID % 44, name='Nothing to do with it', person_uuid=BOB, body='Bob alone')
            put('event', uuid=UUID % 50, name='Fair', lead_uuid=ME, starts_at='2026-05-01T10:00', description='Long story')
            put('event', uuid=UUID % 51, name='Market')
            put('event_person', uuid=UUID % 52, event_uuid=UUID % 51, person_uuid=ME, role='champion')
            put('event_person', uuid=UUID % 53, event_uuid=UUID % 51, person_uuid=BOB, role='champion')
            put('event_invitation', uuid=UUID % 54, event_uuid=UUID % 51, person_uuid=ME, reply='yes')
            put('event_attendance', uuid=UUID % 55, event_uuid=UUID % 51, count=2, names='Ada Quillfeather, Bob Stranger')
            put('activity', uuid=UUID % 56, name='Mend the path', owner='Ada Quillfeather and Zed Unlisted')
        self.ask('erase', UUID % 60)  # whoever opens it for writing takes it in
        with sqlite3.connect(self.file) as database:
            database.execute('UPDATE person SET phone = ? WHERE uuid = ?', ('07700 900112', ME))

    def bundle(self):
        out = self.folder / 'out.zip'
        answer = self.ask('subject-access', ME, str(out))
        self.assertEqual((answer['uuid'], answer['size'], answer['file']), (ME, out.stat().st_size, str(out)))
        archive = zipfile.ZipFile(io.BytesIO(out.read_bytes()))
        self.assertIsNone(archive.testzip())
        return archive, json.loads(archive.read('data.json'))

    def expected(self, database):
        """Every row that refers to the person, by the schema and not by what the program knows of it."""
        rows = {'person': database.execute('SELECT * FROM person WHERE uuid IN (?, ?)', (ME, FORMER)).fetchall()}
        tables = [row[0] for row in database.execute("SELECT name FROM cam_table")]
        for table in tables:
            references = [row[3] for row in database.execute(f'PRAGMA foreign_key_list({table})') if row[2] == 'person']
            for column in references:
                rows[table] = database.execute(f'SELECT * FROM {table} WHERE {column} IN (?, ?)', (ME, FORMER)).fetchall()
                self.assertIn(table, self.answer, f'{table}.{column} refers to people and is not in the bundle')
        rows['interaction'] = database.execute(
            'SELECT * FROM interaction WHERE person_uuid IN (?, ?) OR uuid IN'
            ' (SELECT interaction_uuid FROM interaction_person WHERE person_uuid IN (?, ?))', (ME, FORMER, ME, FORMER)).fetchall()
        return rows

    def test_bundle_equals_query(self):
        self.add_people()
        archive, self.answer = self.bundle()
        database = sqlite3.connect(self.file)
        self.addCleanup(database.close)
        database.row_factory = sqlite3.Row
        truths = {'do_not_contact', 'all_day', 'is_template'}
        masked = 0
        for table, rows in self.expected(database).items():
            found = {row['uuid']: row for row in self.answer[table]}
            self.assertEqual(set(found), {row['uuid'] for row in rows}, table)
            for row in rows:
                told = found[row['uuid']]
                self.assertEqual(told.get('deleted', False), bool(row['deleted']))
                for column in row.keys():
                    value = row[column]
                    if column in ('fid', 'geom', 'deleted') or (table == 'event' and column not in told):
                        continue
                    if column in truths:
                        value = bool(value)
                    if isinstance(value, bytes):
                        self.assertEqual(archive.read(told[column]), value)
                    elif OTHER in str(told[column]):
                        masked += 1
                        self.assertIn(value if column.endswith('uuid') else 'Bob', (BOB, EVE) if column.endswith('uuid') else value)
                    else:
                        self.assertEqual(told[column], value, (table, column))
        self.assertEqual(masked, 4)  # note, source, and in the meeting its person and body
        self.assertEqual(self.answer['person'][0]['organisation_name'], 'Alder Trust')
        self.assertEqual(self.answer['group_person'][0]['group_name'], 'Newsletter')
        self.assertEqual(set(self.answer['event'][0]), {'uuid', 'name', 'kind', 'status', 'starts_at', 'ends_at', 'lead_uuid', 'lead_name'})
        names = archive.namelist()
        self.assertEqual(names, ['everything.html', 'data.json', 'picture-1.png'])
        # History: each change that the file has of those rows, but for the rows of others.
        told = {(row['table'], row['uuid'], row['column'], row['at']) for row in self.answer['history']}
        own = [(table, row['uuid']) for table in self.answer if isinstance(self.answer[table], list)
               for row in self.answer[table] if isinstance(row, dict) and table not in
               ('history', 'mentions', 'event', 'interaction_person')]
        kept = set()
        for table, uuid in own:
            kept |= set(map(tuple, database.execute(
                "SELECT t.name, h.uuid, c.name, a.at FROM cam_change h JOIN cam_table t ON t.id = h.tbl JOIN cam_action a"
                " ON a.copy = h.copy AND a.seq = h.seq LEFT JOIN cam_column c ON c.tbl = h.tbl AND c.col = h.col AND h.col > 0"
                " WHERE t.name = ? AND h.uuid = ?", (table, uuid))))
        self.assertEqual(told, kept)
        self.assertGreater(len(told), 10)
        self.assertIn('07700 900112', [row['new'] for row in self.answer['history']])

    def test_others_are_left_out(self):
        self.add_people()
        archive, answer = self.bundle()
        everything = b''.join(archive.read(name) for name in archive.namelist()).decode('utf-8', 'replace')
        for secret in SECRETS:
            self.assertIn(secret.split(' <')[0], everything)
        for stranger in ('Stranger', 'Bob', 'bob@example.net', '555555', '900999', 'EVE', 'Eve ', 'Unlisted', 'Long story', BOB, EVE,
                         'Nothing to do with it'):
            self.assertNotIn(stranger, everything)
        texts = {(row['table'], row['column']): row['text'] for row in answer['mentions']}
        self.assertEqual(texts, {('person', 'note'): 'Neighbour of Ada Quillfeather, and rude',
                                 ('event_attendance', 'names'): f'Ada Quillfeather, {OTHER}',
                                 ('activity', 'owner'): f'Ada Quillfeather and {OTHER}'})
        meeting = next(row for row in answer['interaction'] if row['uuid'] == UUID % 41)
        self.assertEqual(meeting['body'], f'{OTHER} said that Ada agrees; {OTHER} came, {OTHER} wrote, {OTHER} rang.')
        self.assertEqual((meeting['other_people'], meeting['person_uuid']), (2, OTHER))
        self.assertEqual(len(answer['left_out']), 2)
        self.assertIn(OTHER, answer['left_out'][0])
        self.assertIn('1 note tells of other people', answer['left_out'][1])

    def test_every_text_is_looked_at(self):
        """The name in every text of every table that is not about people: which those are the file says, so that none of a
        later one is forgotten."""
        self.add_people()
        # Keys, and rules of dates: nobody types a name there.
        keys = {'table_name', 'ical_uid', 'vcard_uid', 'time_zone', 'recurrence'}
        expected = set()
        with sqlite3.connect(self.file) as database:
            for table, in database.execute("SELECT name FROM cam_table WHERE scope <> 'personal'").fetchall():
                columns = [row[1] for row in database.execute(f'PRAGMA table_info({table})')
                           if row[2] == 'TEXT' and row[1] not in keys and not row[1].endswith(('_at', '_uuid'))]
                if columns:
                    database.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                                     ['Ada Quillfeather, Zed Unlisted'] * len(columns))
                expected |= {(table, column) for column in columns}
            # Of an event that the person leads little is told; in the rest the name may stand as well.
            database.execute("UPDATE event SET audience = 'Friends of Ada Quillfeather' WHERE uuid = ?", (UUID % 50,))
            personal = set(database.execute("SELECT table_name, column_name FROM cam_personal WHERE column_name NOT IN ('', 'content')"))
        self.ask('erase', BOB)  # takes it in
        archive, answer = self.bundle()
        texts = {}
        for row in answer['mentions']:
            texts.setdefault((row['table'], row['column']), []).append(row['text'])
        self.assertEqual(expected - set(texts), set())
        self.assertGreater(len(expected), 100)
        for key in personal:
            self.assertIn(f'Ada Quillfeather, {OTHER}', texts[key], key)
        self.assertIn('Friends of Ada Quillfeather', texts['event', 'audience'])
        record = next(row for row in answer['mentions'] if row['text'] == f'Ada Quillfeather and {OTHER}')
        self.assertEqual(record['record'], 'Mend the path')

    def test_every_column_has_a_class(self):
        """A text of a later schema is personal or was looked at; what refers to a person says so."""
        with sqlite3.connect(self.file) as database:
            personal = set(database.execute('SELECT table_name, column_name FROM cam_personal'))
            found = {}
            for table, scope in database.execute('SELECT name, scope FROM cam_table').fetchall():
                references = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list({table})')}
                self.assertEqual((table, '') in personal, scope == 'personal', table)
                for _, column, kind, *_ in database.execute(f'PRAGMA table_info({table})').fetchall():
                    if scope != 'personal' and kind in ('TEXT', 'BLOB') and (table, column) not in personal and column not in references:
                        found.setdefault(table, []).append(column)
                    if column.endswith('person_uuid'):
                        self.assertEqual(references.get(column), 'person', (table, column))
        self.assertEqual({table: set(columns) for table, columns in found.items()},
                         {table: set(columns.split()) for table, columns in IMPERSONAL.items()})

    def test_page(self):
        self.add_people()
        archive, answer = self.bundle()
        source = archive.read('everything.html').decode()
        page = Page()
        page.feed(source)
        self.assertEqual(page.open, [])
        self.assertEqual(page.lang, 'en')
        self.assertEqual([level for level, _ in page.headings].count('h1'), 1)
        self.assertEqual(page.headings[1][1], 'What Is Not in Here')
        text = ''.join(page.text)
        self.assertIn(f'Told by {OTHER} <script>', text)
        self.assertIn('<td>Person consent</td>', source)  # a word for each table and column
        self.assertNotIn('<td>person_consent</td>', source)
        self.assertNotIn('<script', source)
        self.assertNotIn('http', source)
        for section in answer.values():
            for row in section if isinstance(section, list) else []:
                for column, value in row.items() if isinstance(row, dict) else []:
                    if isinstance(value, str) and not column.endswith('_uuid') and column not in ('table', 'column'):
                        self.assertIn(value, text)

    def test_refused(self):
        self.refuse('subject-access', UUID % 999, str(self.folder / 'out.zip'))
        self.refuse('subject-access', "' OR 1 --", str(self.folder / 'out.zip'))
        self.add_people()
        self.refuse('subject-access', ME, str(self.file))
        self.run_program('subject-access', ME, str(self.folder / 'none' / 'out.zip'), '--file', self.file, status=1)
        self.assertFalse((self.folder / 'none').exists())
        self.run_program('subject-access', ME, status=2)

    def test_nothing_in_logs_and_names(self):
        """Neither what the program logs nor what files are called tells of anybody."""
        self.add_people()
        self.environment['G_MESSAGES_DEBUG'] = 'all'
        files = set()
        said = b''
        for arguments in (('check',), ('subject-access', ME, str(self.folder / 'out.zip')), ('search', 'hall'),
                          ('share', str(self.folder / 'copy.gpkg'), '--without-personal-data'), ('merge', str(self.folder / 'copy.gpkg')),
                          ('erase', BOB), ('erase', ME)):
            result = subprocess.run([PROGRAM, *arguments, '--file', self.file], env=self.environment, capture_output=True,
                                    timeout=60, stdin=subprocess.DEVNULL)
            self.assertEqual(result.returncode, 0, result.stderr)
            said += result.stderr + (b'' if arguments[0] == 'search' else result.stdout)
        for folder, folders, names in os.walk(self.folder):
            files |= set(folders) | set(names)
        self.assertIn(b'cam-', said)  # it does log
        for word in [*SECRETS, 'Ada', 'Stranger', 'Ashgrove', 'example.net']:
            self.assertNotIn(word.lower().encode(), said.lower())
            self.assertNotIn(word.lower(), ' '.join(files).lower())

    def test_copy_and_erasure_keep_nothing(self):
        self.add_people()
        copy = self.folder / 'copy.gpkg'
        self.ask('share', str(copy), '--without-personal-data')
        content = copy.read_bytes().lower()
        for word in SECRETS:
            self.assertNotIn(word.lower().encode(), content)
        self.ask('erase', ME)
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE event_attendance SET names = NULL")
        left = b''.join(path.read_bytes() for path in self.folder.rglob('*') if path.is_file() and path != copy).lower()
        there = {word for word in SECRETS if word.lower().encode() in left}
        # What others wrote about them stays where it is, and the program names where.
        self.assertEqual(there, {'Quillfeather', 'Thimbleby meeting'})

    def test_old_copy_brings_nobody_back(self):
        """One that was handed over before the erasure, with everything; nor does it take the erasure back there."""
        self.add_people()
        copy, back = self.folder / 'old.gpkg', self.folder / 'back.gpkg'
        self.ask('share', str(copy))
        self.assertIn(b'photobytes', copy.read_bytes())
        with sqlite3.connect(copy) as database:  # something is new in it, also about the person
            database.execute("UPDATE person SET note = 'Zephyrine note, again' WHERE uuid = ?", (ME,))
            database.execute("INSERT INTO person_consent (person_uuid, note) VALUES (?, 'Zephyrine consent')", (ME,))
            database.execute("INSERT INTO venue (name) VALUES ('Newcomer hall')")
        self.ask('erase', ME)
        with sqlite3.connect(self.file) as database:
            database.execute("UPDATE event_attendance SET names = NULL")
        self.ask('merge', str(copy))
        with sqlite3.connect(self.file) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM venue WHERE name = 'Newcomer hall'").fetchone(), (1,))
        self.ask('share', str(back))
        for path in (path for path in self.folder.rglob('*') if path.is_file() and path != copy):
            content = path.read_bytes().lower()
            there = {word for word in [*SECRETS, 'Zephyrine'] if word.lower().encode() in content}
            self.assertLessEqual(there, {'Quillfeather', 'Thimbleby meeting'}, path)
        self.run_program('merge', str(back), '--file', str(copy))
        content = copy.read_bytes().lower()
        there = {word for word in [*SECRETS, 'Zephyrine'] if word.lower().encode() in content}
        self.assertLessEqual(there, {'Quillfeather', 'Thimbleby meeting'})


if __name__ == '__main__':
    main(PrivacyCommands)
