#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program's commands as a script would. Usage: test-commands.py PROGRAM. Speaks TAP."""

import contextlib
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys

from program import main, PROGRAM, ProgramTest

LEVELS = ['county', 'district', 'sda', 'parish']
SQUARE = {
    'type': 'Feature', 'properties': {'PAR19CD': 'E04001620', 'PAR19NM': 'Ashley'},
    'geometry': {'type': 'Polygon', 'coordinates': [
        [[0.46, 52.21], [0.50, 52.21], [0.50, 52.24], [0.46, 52.24], [0.46, 52.21]]]}}


class Commands(ProgramTest):
    def write_geojson(self, *features, name='in.geojson'):
        path = self.folder / name
        path.write_text(json.dumps({'type': 'FeatureCollection', 'features': list(features)}))
        return path

    def test_version_and_help(self):
        self.assertRegex(self.run_program('--version'), r'^cambridgeshire-local \d+\.\d+\.\d+\n$')
        whole = self.run_program('--help')
        for word in ('new', 'import', 'export', 'share', 'merge', 'locate', 'search', 'erase', 'history', 'conflicts',
                     'duplicates', 'readings', 'status', 'check'):
            self.assertIn(f'cambridgeshire-local {word}', whole)
        self.assertIn('LAT LON', self.run_program('locate', '--help'))

    def test_usage(self):
        for arguments in (['serach', 'x'], ['locate'], ['locate', '--frob', '1'], ['import'],
                          ['import', 'x.csv', '--level', 'village'], ['export', 'areas'],
                          ['export', 'events', 'x.csv'], ['check', 'x'], ['search'], ['search', ' '],
                          ['search', 'x', '--starter'], ['new'], ['check', '--file'],
                          ['check', '--file='], ['locate', 'nowhere'], ['new', 'a', '--file', 'b'],
                          ['import', 'x.csv', '--level'], ['erase'], ['erase', 'a', 'b'],
                          ['erase', 'a', '--dry-run'], ['share'], ['share', 'a', 'b'],
                          ['share', 'x', '--scope'], ['share', 'x', '--scope', 'public', '--scope', 'March'],
                          ['check', '--scope', 'public'], ['check', '--without-personal-data'],
                          ['share', 'x', '--passphrase-file'], ['history', 'x'],
                          ['merge'], ['merge', 'x', '--level', 'parish'], ['merge', 'x', '--passphrase-file'],
                          ['history', '--since', 'soon'], ['history', '--limit', '0'],
                          ['history', '--limit', 'x'], ['history', '--kind'],
                          ['search', 'x', '--since', '2026-01-01'], ['status', 'x'], ['status', '--area'],
                          ['readings'], ['readings', 'import'], ['readings', 'export', 'x'],
                          ['search', 'x', '--area', 'March']):
            with self.subTest(arguments=arguments):
                self.run_program(*arguments, status=2)
        self.assertFalse((self.folder / 'data').exists())

    def test_new(self):
        path = self.folder / 'a new one.gpkg'
        answer = json.loads(self.run_program('new', path, '--json'))
        self.assertEqual(answer, {'file': str(path), 'areas': 0})
        self.run_program('new', path, status=1)
        self.run_program('new', self.folder / 'missing' / 'x.gpkg', status=1)
        self.assertFalse((self.folder / 'missing').exists())
        answer = json.loads(self.run_program('new', '--file', self.folder / 'b.gpkg', '--starter', '--json'))
        self.assertEqual(answer['areas'], 277)

    def test_new_is_a_valid_geopackage(self):
        result = subprocess.run([sys.executable, '-m', 'osgeo_utils.samples.validate_gpkg', '-k', '--extra', '--warning-as-error',
                                 self.file], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_own_file_is_made(self):
        own = self.folder / 'data' / 'cambridgeshire-local' / 'local.gpkg'
        self.assertEqual(json.loads(self.run_program('search', 'ely', '--json')), [])
        self.assertTrue(own.exists())
        self.assertEqual(own.stat().st_mode & 0o777, 0o600)
        self.assertEqual(own.parent.stat().st_mode & 0o777, 0o700)

    def add_person(self, uuid, name):
        """As another program would."""
        with contextlib.closing(sqlite3.connect(self.file)) as database, database:
            database.execute('INSERT INTO person (uuid, name, email) VALUES (?, ?, ?)',
                             (uuid, name, f'{name.lower()}@example.org'))

    def holders(self, word):
        """The files that have the word in some byte."""
        return sorted(path.name for path in self.folder.rglob('*')
                      if path.is_file() and word.lower() in path.read_bytes().lower())

    def test_erase(self):
        gone, stays = '11111111-2222-4333-8444-555555555555', '11111111-2222-4333-8444-666666666666'
        self.add_person(gone, 'Quillfeather')
        self.add_person(stays, 'Staythorpe')
        self.assertEqual([hit['uuid'] for hit in self.ask('search', 'quillfeather')], [])
        # An import makes a backup, with the person in it.
        self.ask('import', self.write_geojson(SQUARE), '--level', 'parish')
        self.assertEqual([hit['uuid'] for hit in self.ask('search', 'quillfeather')], [gone])
        self.assertEqual(len(self.holders(b'quillfeather')), 2)
        aside = self.folder / 'local-set-aside-2026-11-26-100000.gpkg'
        aside.write_bytes(self.file.read_bytes())

        answer = self.ask('erase', gone)
        self.assertEqual(answer, {'file': str(self.file), 'uuid': gone, 'records': 1, 'backups': 1,
                                  'deleted_backups': [], 'leftovers': [str(aside)], 'pending': False})
        self.assertEqual(self.holders(b'quillfeather'), [aside.name])
        self.assertEqual(len(self.holders(b'staythorpe')), 3)
        self.assertEqual(self.ask('search', 'quillfeather'), [])
        self.assertTrue(self.ask('check')['sound'])

        aside.unlink()
        self.assertEqual(self.ask('erase', gone)['records'], 0)
        self.assertEqual(self.run_program('erase', gone, '--file', self.file), 'It was erased already.\n')
        self.assertEqual(self.run_program('erase', stays, '--file', self.file),
                         'Erased 1 record with all history.\nCleaned 1 backup.\n')
        self.assertEqual(self.holders(b'staythorpe'), [])

    def test_erase_refuses(self):
        self.refuse('erase', '11111111-2222-4333-8444-555555555555')
        self.refuse('erase', self.ask('search', 'ely')[0]['uuid'])
        self.refuse('erase', '\udcff')

    def test_missing_file_is_not_made(self):
        for command in (['search', 'x'], ['locate', '52', '0'], ['check'], ['erase', 'x'], ['export', 'areas', 'x.csv']):
            self.run_program(*command, '--file', self.folder / 'missing.gpkg', status=1)
        self.assertFalse((self.folder / 'missing.gpkg').exists())

    def test_locate(self):
        areas = self.ask('locate', '52.5522', '0.0708')
        self.assertEqual([area['level'] for area in areas], LEVELS)
        self.assertEqual([area['name'] for area in areas], ['Cambridgeshire', 'Fenland', 'March', 'March'])
        self.assertEqual([area['code'] for area in areas], ['E10000003', 'E07000010', None, 'E04001661'])
        self.assertEqual(len({area['uuid'] for area in areas}), 4)
        self.assertEqual(self.ask('locate', '10', '10'), [])
        text = self.run_program('locate', '52.5522', '0.0708', '--file', self.file)
        self.assertIn('March (E04001661)', text)

    def test_locate_west_of_greenwich(self):
        for arguments in (['52.3425', '-0.1861'], ['52.3425,-0.1861'], ['52.3425, -0.1861'],
                          ['52.3425 -0.1861'], ['TL', '236', '722']):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.ask('locate', *arguments)[-1]['name'], 'Huntingdon')

    def test_locate_by_grid(self):
        for arguments in (['TL', '45', '58'], ['TL450580'], ['545500,258500']):
            with self.subTest(arguments=arguments):
                areas = self.ask('locate', *arguments)
                self.assertEqual(areas[1]['name'], 'Cambridge')
                self.assertEqual(areas[-1]['level'], 'ward')

    def test_search(self):
        hits = self.ask('search', 'st', 'ives')
        self.assertEqual(hits[0]['kind'], 'area')
        self.assertEqual(set(hits[0]), {'kind', 'title', 'subtitle', 'table', 'uuid', 'lat', 'lon'})
        self.assertIn('St Ives', [hit['title'] for hit in hits])
        self.assertEqual(self.ask('search', 'E04001661')[0]['title'], 'March')
        self.assertEqual(self.ask('search', 'CAPALC')[0]['table'], 'organisation')
        self.assertEqual(self.ask('search', 'xyzzy'), [])

    def test_history(self):
        everything = self.ask('history')
        self.assertEqual(set(everything[0]), {'at', 'label', 'author', 'kind', 'copy', 'here', 'changes', 'more'})
        self.assertTrue(all(action['here'] for action in everything))
        self.assertEqual(sorted((a['at'] for a in everything), reverse=True), [a['at'] for a in everything])
        self.ask('import', self.write_geojson(SQUARE))
        newest = self.ask('history', '--limit', '1')
        self.assertEqual(len(newest), 1)
        change = newest[0]['changes'][0]
        self.assertEqual((change['table'], change['title']), ('area', 'Ashley'))
        self.assertEqual(newest[0]['kind'], 'edit')
        self.assertIn({'table': 'area', 'uuid': change['uuid'], 'title': 'Ashley', 'column': 'outline',
                       'old': 'approximate', 'new': 'imported'}, newest[0]['changes'])
        record = self.ask('history', change['uuid'])
        self.assertEqual(len(record), 2)
        self.assertEqual({c['uuid'] for action in record for c in action['changes']}, {change['uuid']})
        self.assertIsNone(record[-1]['changes'][-1]['column'])
        only = self.ask('history', '--kind=organisation')
        self.assertEqual({c['table'] for action in only for c in action['changes']}, {'organisation'})
        self.assertEqual(self.ask('history', '--since', '2999-01-01'), [])
        self.assertEqual(self.ask('history', '--author', 'Nobody Example'), [])
        self.assertTrue(self.ask('history', '--since', '2020-01-01T00:00:00Z', '--author', ''))
        text = self.run_program('history', '--limit', '1', '--file', self.file)
        self.assertIn('outline: approximate → imported', text)
        self.assertIn('Nothing was changed', self.run_program('history', '--since', '2999-01-01', '--file', self.file))
        self.refuse('history', '--kind', 'nothing')

    def test_reading_changes_nothing(self):
        before = self.digest()
        self.ask('locate', '52.2', '0.1')
        self.ask('search', 'ely')
        self.ask('check')
        self.ask('history')
        self.run_program('export', 'areas', self.folder / 'out.csv', '--file', self.file)
        self.assertEqual(self.digest(), before)

    def test_odd_bytes(self):
        self.assertEqual(self.ask('search', b'\xff\xfe'), [])
        path = os.fsencode(self.folder) + b'/caf\xe9.gpkg'
        self.run_program('new', path)
        self.assertTrue(os.path.exists(path))
        self.run_program('check', '--file', path)

    def test_check(self):
        answer = self.ask('check')
        self.assertTrue(answer['sound'])
        self.assertEqual(answer['problems'], [])
        self.file.write_bytes(b'not a database at all, but long enough to be looked at' * 20)
        before = self.digest()
        result = subprocess.run([PROGRAM, 'check', '--json', '--file', self.file], env=self.environment,
                                capture_output=True)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr.count(b'\n'), 1)
        answer = json.loads(result.stdout)
        self.assertFalse(answer['sound'])
        self.assertEqual(len(answer['problems']), 1)
        self.assertEqual(self.digest(), before)

    def test_check_of_no_file(self):
        for path in (self.folder, '/dev/null', self.folder / 'missing.gpkg'):
            self.run_program('check', '--file', path, status=1)

    def add_conflict(self):
        with sqlite3.connect(self.file) as database:
            database.executescript("""
                INSERT INTO cam_copy VALUES (7, '11111111-1111-4111-8111-111111111111', 'Laptop');
                INSERT INTO cam_action VALUES (7, 1, '2026-11-20T10:00:00.000Z', 1000, 'Edit', 'Anna', 'edit', NULL);
                INSERT INTO cam_sibling SELECT c.tbl, a.fid, c.col, 7, 1, 'theirs' FROM area a
                  JOIN cam_table t ON t.name = 'area' JOIN cam_column c ON c.tbl = t.id AND c.name = 'note'
                  WHERE a.code = 'E04001661';""")

    def test_conflicts(self):
        self.assertEqual(self.ask('conflicts'), [])
        self.add_conflict()
        before = self.digest()
        found, = self.ask('conflicts')
        self.assertEqual(self.digest(), before)
        self.assertEqual((found['table'], found['column'], found['title']), ('area', 'note', 'March'))
        self.assertEqual(found['values'][1], {
            'text': 'theirs', 'author': 'Anna', 'at': '2026-11-20T10:00:00.000Z', 'mine': False,
            'shown': False, 'available': True})
        self.assertTrue(found['values'][0]['shown'])
        self.assertIn('Anna', self.run_program('conflicts', '--file', self.file))
        self.refuse('conflicts', 'settle', found['uuid'], 'note', '3')
        self.refuse('conflicts', 'settle', found['uuid'], 'name', '1')
        self.run_program('conflicts', 'settle', found['uuid'], 'note', '0', '--file', self.file, status=2)
        self.run_program('conflicts', 'settle', found['uuid'], '--file', self.file, status=2)
        self.assertEqual(self.ask('conflicts', 'settle', found['uuid'], 'note', '2'), {'left': 0})
        self.assertEqual(self.ask('conflicts'), [])
        with sqlite3.connect(self.file) as database:
            self.assertEqual(database.execute("SELECT note FROM area WHERE code = 'E04001661'").fetchone(),
                             ('theirs',))

    def test_duplicates(self):
        self.assertEqual(self.ask('duplicates'), [])
        with sqlite3.connect(self.file) as database:
            database.execute("INSERT INTO organisation (name) SELECT upper (name) FROM organisation LIMIT 1")
        pair, = self.ask('duplicates')
        self.assertEqual((pair['table'], pair['reason']), ('organisation', 'same-name'))
        self.assertIn('organisation', self.run_program('duplicates', '--file', self.file))

    def test_export(self):
        out = self.folder / 'out.geojson'
        answer = self.ask('export', 'areas', out)
        self.assertEqual(answer, {'file': str(out), 'areas': 277})
        self.assertEqual(len(json.loads(out.read_text())['features']), 277)
        self.refuse('export', 'areas', self.folder / 'out.doc')
        self.refuse('export', 'areas', self.file)
        self.refuse('export', 'areas', self.folder / 'missing' / 'out.csv')

    def add_person_and_contacts(self):
        with sqlite3.connect(self.file) as database:
            database.execute("INSERT INTO person (name, phone) VALUES ('Quetzalina Example', '07700900123')")
            database.execute("UPDATE venue SET contact = 'Plumbergast'")
            database.execute("INSERT INTO venue (name, contact) VALUES ('Village hall', 'Plumbergast')")

    def look(self, path, sql):
        with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
            return database.execute(sql).fetchall()

    def test_share(self):
        self.add_person_and_contacts()
        out = self.folder / 'out.gpkg'
        answer = self.ask('share', out)
        self.assertEqual((answer['file'], answer['scope'], answer['personal'], answer['encrypted'], answer['people']),
                         (str(out), 'everything', True, False, 1))
        self.assertEqual(answer['size'], out.stat().st_size)
        self.assertIn({'kind': 'area', 'level': 'parish', 'count': 235}, answer['contents'])
        self.assertIn({'kind': 'venue', 'level': None, 'count': 1}, answer['contents'])
        self.assertIn(b'Quetzalina', out.read_bytes())
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        # What another program did has become an action first.
        self.assertEqual(self.look(out, 'SELECT count (*) FROM cam_change WHERE seq = 0'), [(0,)])
        answer = self.ask('share', out, '--without-personal-data')
        self.assertEqual((answer['personal'], answer['people']), (False, 0))
        for word in (b'Quetzalina', b'07700900123', b'Plumbergast'):
            self.assertIn(word, self.file.read_bytes())
            self.assertNotIn(word, out.read_bytes())
        text = self.run_program('share', out, '--scope=public', '--file', self.file)
        self.assertIn('235 parishes', text)
        self.assertIn('Nothing about people', text)
        self.assertTrue(json.loads(self.run_program('check', '--json', '--file', out))['sound'])
        self.assertEqual([name for name in self.folder.iterdir() if 'partial' in name.name], [])

    def test_share_areas(self):
        out = self.folder / 'out.gpkg'
        answer = self.ask('share', out, '--scope', 'Fenland', '--scope', 'E04001620')
        self.assertEqual(answer['scope'], 'areas')
        names = {name for name, in self.look(out, 'SELECT name FROM area')}
        self.assertLess({'Cambridgeshire', 'Fenland', 'March', 'Wisbech', 'Ashley', 'East Cambridgeshire'}, names)
        self.assertNotIn('Huntingdon', names)
        self.assertEqual(self.look(out, 'PRAGMA foreign_key_check'), [])
        result = subprocess.run([sys.executable, '-m', 'osgeo_utils.samples.validate_gpkg', '-k', '--extra',
                                 '--warning-as-error', out], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_share_opens_in_ogr(self):
        from osgeo import ogr
        ogr.UseExceptions()
        out = self.folder / 'out.gpkg'
        self.ask('share', out, '--scope', 'public')
        source = ogr.Open(str(out))
        self.assertEqual(source.GetLayerByName('area').GetFeatureCount(), 277)

    def test_share_encrypted(self):
        out = self.folder / 'out.gpkg.age'
        secret = self.folder / 'secret.txt'
        secret.write_text('correct horse battery\n')
        answer = self.ask('share', out, '--passphrase-file', secret)
        self.assertTrue(answer['encrypted'])
        self.assertTrue(out.read_bytes().startswith(b'age-encryption.org/v1\n'))
        self.assertNotIn(b'Cambridgeshire', out.read_bytes())
        # Nothing lies open anywhere.
        cache = self.folder / 'cache' / 'cambridgeshire-local'
        self.assertEqual(list(cache.iterdir()) if cache.exists() else [], [])
        secret.write_text('short\n')
        self.refuse('share', self.folder / 'other.age', '--passphrase-file', secret)
        self.refuse('share', self.folder / 'other.age', '--passphrase-file', self.folder / 'missing')

    def test_share_refuses(self):
        out = self.folder / 'out.gpkg'
        out.write_text('something else')
        self.refuse('share', out, '--scope', 'Atlantis')
        self.refuse('share', self.file)
        self.refuse('share', self.folder)
        self.refuse('share', self.folder / 'missing' / 'out.gpkg')
        # A parish and a draft have this name.
        self.refuse('share', out, '--scope', 'March')
        self.assertEqual(out.read_text(), 'something else')
        self.run_program('share', out, '--file', self.folder / 'missing.gpkg', status=1)
        self.assertFalse((self.folder / 'missing.gpkg').exists())

    def edit(self, path, name):
        with sqlite3.connect(path) as db:
            db.execute("UPDATE area SET name = ? WHERE code = 'E04001620'", (name,))
        db.close()

    def test_merge(self):
        copy = self.folder / 'Anna’s copy.gpkg'
        self.ask('share', copy)
        self.edit(copy, 'Ashley Green')
        before = self.digest()
        dry = self.ask('merge', copy, '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual(dry, [{'file': str(copy), 'new': 0, 'changed': 1, 'both': 0, 'deleted': 0, 'erased': 0,
                                'conflicts': 0, 'dangling': 0, 'partial': False, 'nothing_new': False,
                                'dry_run': True, 'outcome': 'looked'}])
        text = self.run_program('merge', copy, '--dry-run', '--file', self.file)
        self.assertIn('Anna’s copy.gpkg (nothing written): 0 new, 1 changed,', text)
        self.assertEqual(self.digest(), before)
        done = self.ask('merge', copy)
        self.assertEqual((done[0]['changed'], done[0]['dry_run'], done[0]['outcome']), (1, False, 'merged'))
        self.assertEqual(self.look(self.file, "SELECT name FROM area WHERE code = 'E04001620'"), [('Ashley Green',)])
        before = self.digest()
        self.assertTrue(self.ask('merge', copy)[0]['nothing_new'])
        self.assertIn('nothing new', self.run_program('merge', copy, '--file', self.file))
        self.assertEqual(self.digest(), before)

    def test_merge_conflict(self):
        first = self.folder / 'first.gpkg'
        second = self.folder / 'second.gpkg'
        for path, name in ((first, 'Ashley Green'), (second, 'Ashley Fen')):
            self.ask('share', path, '--without-personal-data')
            self.edit(path, name)
        before = self.digest()
        dry = self.ask('merge', first, second, '--dry-run')
        self.assertEqual([(one['changed'], one['both'], one['partial']) for one in dry], [(1, 0, True)] * 2)
        self.assertEqual(self.digest(), before)
        done = self.ask('merge', first, second)
        self.assertEqual([(one['changed'], one['both'], one['conflicts']) for one in done], [(1, 0, 0), (0, 1, 1)])
        self.assertEqual(self.look(self.file, "SELECT count (*) FROM cam_sibling WHERE typeof (value) = 'text'"),
                         [(1,)])

    def test_merge_half(self):
        """The disk fails at the second of three copies: the first one stays, and the answer says so."""
        def grow(path, prefix):
            with contextlib.closing(sqlite3.connect(path)) as database, database:
                database.executemany('INSERT INTO venue (name, address) VALUES (?, ?)',
                                     ((f'{prefix} {i}', 'x' * 1000) for i in range(1500)))

        small, large, last = (self.folder / f'{name}.gpkg' for name in ('small', 'large', 'last'))
        for path in (small, large, last):
            self.ask('share', path)
        self.edit(small, 'Ashley Green')
        self.edit(last, 'Ashley Fen')
        grow(large, 'Hall')
        grow(self.file, 'Barn')
        # Which takes up what another program did.
        self.ask('share', self.folder / 'other.gpkg')
        most = max(self.file.stat().st_size, large.stat().st_size) + 400_000

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        result = subprocess.run([PROGRAM, 'merge', small, large, last, '--json', '--file', self.file],
                                env=self.environment, capture_output=True, timeout=60, restore_signals=False,
                                preexec_fn=limit)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn('“large.gpkg”'.encode(), result.stderr)
        self.assertEqual(result.stderr.count(b'\n'), 1)
        self.assertEqual([one['outcome'] for one in json.loads(result.stdout)], ['merged', 'failed', 'untried'])
        self.assertEqual(self.look(self.file, "SELECT name FROM area WHERE code = 'E04001620'"), [('Ashley Green',)])
        self.assertEqual(self.look(self.file, "SELECT count (*) FROM venue WHERE name LIKE 'Hall %'"), [(0,)])
        self.run_program('check', '--file', self.file)
        # Where there is room, the rest follows.
        self.assertEqual([one['outcome'] for one in self.ask('merge', small, large, last)],
                         ['nothing_new', 'merged', 'merged'])

    def test_search_in_a_copy(self):
        """A copy comes without a search index; one that cannot be written is no reason for a wrong answer."""
        self.add_person('00000000-0000-4000-8000-000000000001', 'Quetzalina')
        copy = self.folder / 'copy.gpkg'
        self.ask('share', copy)
        self.assertEqual(self.look(copy, 'SELECT count (*) FROM cam_search'), [(0,)])
        found = json.loads(self.run_program('search', 'quetzalina', '--json', '--file', copy))
        self.assertEqual([one['title'] for one in found], ['Quetzalina'])
        self.assertEqual(self.look(copy, 'SELECT count (*) FROM cam_unindexed'), [(0,)])

    def test_merge_encrypted(self):
        copy = self.folder / 'copy.gpkg.age'
        secret = self.folder / 'secret.txt'
        wrong = self.folder / 'wrong.txt'
        secret.write_text('correct horse battery\n')
        wrong.write_text('correct horse\n')
        self.ask('share', copy, '--passphrase-file', secret)
        self.edit(self.file, 'Ashley Green')
        self.ask('share', self.folder / 'later.gpkg.age', '--passphrase-file', secret)
        self.file.write_bytes(self.started.read_bytes())
        self.refuse('merge', copy)
        self.refuse('merge', copy, '--passphrase-file', wrong)
        self.refuse('merge', copy, '--passphrase-file', self.folder / 'missing')
        damaged = self.folder / 'damaged.gpkg.age'
        damaged.write_bytes(copy.read_bytes()[:-7])
        self.refuse('merge', damaged, '--passphrase-file', secret)
        done = self.ask('merge', self.folder / 'later.gpkg.age', copy, '--passphrase-file', secret)
        self.assertEqual([(one['changed'], one['nothing_new']) for one in done], [(1, False), (0, True)])
        # Nothing lies open anywhere.
        cache = self.folder / 'cache' / 'cambridgeshire-local'
        self.assertEqual([path for path in cache.rglob('*') if path.is_file()], [])

    def test_merge_refuses(self):
        good = self.folder / 'good.gpkg'
        self.ask('share', good)
        self.edit(good, 'Ashley Green')
        damaged = self.folder / 'damaged.gpkg'
        # Behind the back of everything that would note it.
        self.assertIn(b'Wisbech', good.read_bytes())
        damaged.write_bytes(good.read_bytes().replace(b'Wisbech', b'Wisbach'))
        linked = self.folder / 'linked.gpkg'
        linked.symlink_to(self.file)
        strange = self.folder / 'strange.gpkg'
        with sqlite3.connect(strange) as db:
            db.execute('PRAGMA application_id = 0x47504b47')
            db.execute('CREATE TABLE gpkg_contents (table_name TEXT)')
        db.close()
        empty = self.folder / 'empty.gpkg'
        empty.write_text('')
        for path in (damaged, linked, self.file, strange, empty, self.folder / 'missing.gpkg', self.folder):
            with self.subTest(path=path.name):
                self.refuse('merge', path)
                self.refuse('merge', good, path)
        self.run_program('merge', good, '--file', self.folder / 'nowhere.gpkg', status=1)
        self.assertFalse((self.folder / 'nowhere.gpkg').exists())

    def test_import(self):
        path = self.write_geojson(SQUARE)
        before = self.digest()
        dry = self.ask('import', path, '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual((dry[0]['new'], dry[0]['changed'], dry[0]['problem']), (0, 1, 0))
        self.assertTrue(dry[0]['dry_run'])
        done = self.ask('import', path)
        self.assertEqual((done[0]['level'], done[0]['changed']), ('parish', 1))
        self.assertEqual(self.ask('locate', '52.235', '0.495')[-1]['name'], 'Ashley')
        before = self.digest()
        again = self.ask('import', path)
        self.assertEqual((again[0]['changed'], again[0]['same']), (0, 1))
        self.assertEqual(self.digest(), before)

    def test_import_lists_problems(self):
        broken = dict(SQUARE, properties={'PAR19CD': 'E04001621', 'PAR19NM': 'Bottisham'},
                      geometry={'type': 'Polygon', 'coordinates': [[[0, 52], [0, 52], [0, 52], [0, 52]]]})
        answer = self.ask('import', self.write_geojson(SQUARE, broken))
        self.assertEqual(answer[0]['problem'], 1)
        self.assertEqual(answer[0]['problems'][0]['name'], 'Bottisham')
        self.assertTrue(answer[0]['problems'][0]['reason'])
        many = [dict(broken, properties={'PAR19CD': f'E0499{i:04}', 'PAR19NM': f'Odd {i}'})
                for i in range(60)]
        text = self.run_program('import', self.write_geojson(SQUARE, *many), '--dry-run',
                                '--file', self.file)
        self.assertIn('60 with a problem', text)
        self.assertEqual(text.count('Odd '), 50)
        self.assertIn('and 10 more', text)

    def test_import_refuses(self):
        good = self.write_geojson(SQUARE)
        bad = self.folder / 'bad.geojson'
        bad.write_text('{"type": "FeatureCollection", "features": [')
        empty = self.folder / 'empty.geojson'
        empty.write_text('')
        none = self.write_geojson(name='none.geojson')
        for path in (bad, empty, none, self.folder / 'missing.geojson', self.folder):
            with self.subTest(path=path.name):
                self.refuse('import', path, '--level', 'parish')
                self.refuse('import', good, path, '--level', 'parish')

    def test_import_into_itself(self):
        linked = self.folder / 'linked.gpkg'
        linked.symlink_to(self.file)
        good = self.write_geojson(SQUARE)
        for path in (self.file, linked):
            self.refuse('import', path)
            self.refuse('import', good, path)

    def test_import_makes_the_file(self):
        path = self.folder / 'fresh.gpkg'
        bad = self.folder / 'bad.geojson'
        bad.write_text('[')
        self.run_program('import', bad, '--level', 'parish', '--file', path, status=1)
        self.assertFalse(path.exists())
        self.run_program('import', self.write_geojson(SQUARE), '--file', path)
        self.assertTrue(path.exists())


if __name__ == '__main__':
    main(Commands)
