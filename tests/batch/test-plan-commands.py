#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands of the plans: status, readings, export. Usage: test-plan-commands.py PROGRAM. Speaks TAP."""

import csv
import datetime
import sqlite3
import subprocess
import xml.etree.ElementTree
import zipfile

from program import main, ProgramTest

UUID = '00000000-0000-4000-8000-%012d'


class PlanCommands(ProgramTest):
    def add_measures(self):
        """Last year's target reached, missed and late, under a priority, under its outcome and under none."""
        year = datetime.date.today().year - (1 if datetime.date.today().month < 4 else 0)
        first, last = f'{year - 1}-04-01', f'{year}-03-31'
        with sqlite3.connect(self.file) as database:
            priority, = database.execute('SELECT uuid FROM priority ORDER BY position LIMIT 1').fetchone()
            ashley, = database.execute("SELECT uuid FROM area WHERE code = 'E04001620'").fetchone()
            database.execute('INSERT INTO outcome (uuid, priority_uuid, name) VALUES (?, ?, ?)',
                             (UUID % 1, priority, 'Fewer go hungry'))
            for number, name, under, unit, target, readings in (
                    (2, 'Meals', priority, None, 1000, [(None, 1200), (ashley, 12)]),
                    (3, 'Asked', None, '%', 80, [(None, 62)]), (4, 'Alone', None, None, 5, [])):
                database.execute(
                    'INSERT INTO measure (uuid, priority_uuid, outcome_uuid, name, unit, tolerance, frequency, position)'
                    " VALUES (?, ?, ?, ?, ?, 10, 'yearly', ?)",
                    (UUID % number, under, UUID % 1 if number == 3 else None, name, unit, number))
                database.execute('INSERT INTO measure_target (measure_uuid, starts_on, ends_on, value) VALUES (?, ?, ?, ?)',
                                 (UUID % number, first, last, target))
                for area, value in readings:
                    database.execute('INSERT INTO reading (measure_uuid, area_uuid, starts_on, ends_on, value)'
                                     ' VALUES (?, ?, ?, ?, ?)', (UUID % number, area, first, last, value))
        return first, last

    def test_status(self):
        self.assertTrue(self.run_program('status', '--file', self.file).startswith('0 measures, on '))
        first, last = self.add_measures()
        self.ask('duplicates')
        answer = self.ask('status')
        totals = {'measures': 3, 'green': 1, 'amber': 0, 'red': 1, 'overdue': 1, 'no-target': 0, 'no-reading': 0,
                  'count': 0}
        self.assertEqual(answer['totals'], totals)
        self.assertEqual(answer['day'], datetime.date.today().isoformat())
        priority, none = answer['priorities']
        self.assertEqual((priority['totals']['measures'], none['name'], none['totals']['overdue']), (2, None, 1))
        meals, asked = priority['measures']
        self.assertEqual((meals['status'], meals['value'], meals['target']['value']), ('green', '1,200', 1000))
        self.assertEqual((asked['status'], asked['reading']['value'], asked['reading']['ends_on'], asked['tolerance']),
                         ('red', 62, last, 10))
        self.assertEqual((meals['forecast'], none['measures'][0]['reading']), (None, None))
        text = self.run_program('status', '--file', self.file)
        self.assertIn(f"{priority['name']}\n  Meals: 1,200, green. {meals['reason']}\n", text)
        self.assertIn('Asked: 62\u00a0%, red. 62 of a target of 80', text)
        self.assertIn('Under no priority\n  Alone: —, overdue. ', text)
        self.assertRegex(text, r'\n3 measures, on .*: 1 green, 1 red, 1 overdue\.\n$')

    def test_status_of_an_area(self):
        self.add_measures()
        for word in ('Ashley', 'e04001620'):
            answer = self.ask('status', '--area', word)
            self.assertEqual(answer['area'], 'Ashley')
            self.assertEqual(answer['priorities'][0]['measures'][0]['reading']['value'], 12)
            self.assertEqual(answer['totals']['overdue'], 2)
        self.assertIn('3 measures, of readings in Ashley, on', self.run_program('status', '--area', 'Ashley', '--file', self.file))
        self.refuse('status', '--area', 'Nowhere')
        self.run_program('status', '--file', self.folder / 'missing.gpkg', status=1)

    def test_status_sums_up_areas(self):
        """What is read area by area only is their sum, or the ratio of sums; with fewer areas it is provisional."""
        today = datetime.date.today()
        months = [(today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)]
        months.append((months[0] - datetime.timedelta(days=1)).replace(day=1))
        old = datetime.date(2001, 1, 1)
        ends = {month: (month + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
                for month in [*months, old]}
        with sqlite3.connect(self.file) as database:
            areas = [uuid for uuid, in database.execute("SELECT uuid FROM area WHERE level = 'parish' LIMIT 2")]
            for number, name, adds_up, per in ((1, 'Sum', 1, None), (2, 'Ratio', 0, 100), (3, 'Apart', 0, None),
                                               (4, 'Old', 1, None), (5, 'Both', 1, None)):
                database.execute('INSERT INTO measure (uuid, name, frequency, adds_up, ratio_per, lag_days, position)'
                                 " VALUES (?, ?, 'monthly', ?, ?, 60, ?)", (UUID % number, name, adds_up, per, number))
            # The newest month, which has one area, comes first; the rows of the older one lie behind it.
            for number, month, area, value, numerator, denominator in (
                    (1, months[0], areas[0], 7, None, None), (1, months[1], areas[0], 5, None, None),
                    (1, months[1], areas[1], 6, None, None), (2, months[1], areas[0], None, 1, 10),
                    (2, months[1], areas[1], None, 9, 30), (3, months[1], areas[0], 5, None, None),
                    (4, old, None, 3, None, None), (5, months[1], areas[0], 5, None, None),
                    (5, months[1], None, 20, None, None)):
                database.execute('INSERT INTO reading (measure_uuid, starts_on, ends_on, area_uuid, value, numerator, denominator)'
                                 ' VALUES (?, ?, ?, ?, ?, ?, ?)', (UUID % number, month.isoformat(), ends[month].isoformat(),
                                                                   area, value, numerator, denominator))
        self.ask('duplicates')

        def read(*arguments):
            measures = self.ask('status', *arguments)['priorities'][-1]['measures']
            return [reading and (reading['value'], reading['provisional'])
                    for reading in (measure['reading'] for measure in measures)]

        self.assertEqual(read(), [(7, True), (25, False), None, (3, False), (20, False)])
        with sqlite3.connect(self.file) as database:
            database.execute('UPDATE reading SET deleted = 1 WHERE ends_on = ?', (ends[months[0]].isoformat(),))
        self.ask('duplicates')
        self.assertEqual(read(), [(11, False), (25, False), None, (3, False), (20, False)])
        self.assertEqual(read('--area', areas[0]), [(5, False), (10, False), (5, False), None, (5, False)])

    def test_readings_import(self):
        first, last = self.add_measures()
        self.ask('duplicates')
        table = self.folder / 'table.csv'
        table.write_text(f'Measure,From,To,Value,Area\nMeals,{first},{last},"1,300",\nAsked,{first},{last},62%,\n'
                         f'Alone,{first},{last},4,Ashley\nAlone,{first},soon,4,\nNone,{first},{last},=1+1,\n')
        before = self.digest()
        dry = self.ask('readings', 'import', table, '--dry-run')
        self.assertEqual(self.digest(), before)
        self.assertEqual([dry[key] for key in ('new', 'changed', 'same', 'problem', 'dry_run')], [1, 1, 1, 2, True])
        self.assertEqual(dry['problems'][0], {'line': 5, 'measure': 'Alone', 'area': 'All together', 'period': 'soon',
                                              'value': '4', 'reason': '“soon” is no date.'})
        self.assertRegex(dry['corrections'][0]['reason'], r'^Changes the reading of .* from 1,200 to 1,300\.$')
        text = self.run_program('readings', 'import', table, '--file', self.file)
        self.assertTrue(text.startswith('table.csv: 1 new, 1 changed, 1 the same, 2 with a problem\n  line 2, Meals, '), text)
        self.assertIn('line 6, None, All together: There is no measure “None”.', text)
        self.assertEqual(self.ask('status')['priorities'][0]['measures'][0]['value'], '1,300')
        action = self.ask('history', '--limit', '1')[0]
        self.assertEqual((action['label'], len(action['changes']) > 1), ('Import readings from table.csv', True))
        self.assertIn(('1200', '1300'), {(change['old'], change['new']) for change in action['changes']})
        before = self.digest()
        again = self.ask('readings', 'import', table)
        self.assertEqual((again['new'], again['changed'], again['same']), (0, 0, 3))
        self.assertEqual(self.digest(), before)

    def test_readings_refuses(self):
        self.add_measures()
        self.ask('duplicates')
        for name, content in (('empty.csv', b''), ('nul.csv', b'measure,period,value\n\0'),
                              ('headless.csv', b'Meals,2026-03,1\n'), ('only.csv', b'measure,period,value\n'),
                              ('wrong.csv', b'measure,period,value\nNone,2020/21,1\n')):
            path = self.folder / name
            path.write_bytes(content)
            self.refuse('readings', 'import', path)
        for path in (self.file, self.folder, self.folder / 'missing.csv'):
            self.refuse('readings', 'import', path)
        self.run_program('readings', 'import', self.folder / 'wrong.csv', '--file', self.folder / 'no.gpkg', status=1)

    def add_plan(self):
        """Measures, an activity whose words mean something to spreadsheets and to XML, and one that only is a template."""
        first, last = self.add_measures()
        with sqlite3.connect(self.file) as database:
            database.execute('INSERT INTO activity (uuid, outcome_uuid, name, description, owner, due_on) VALUES (?, ?, ?, ?, ?, ?)',
                             (UUID % 5, UUID % 1, '=1+1 <b>&"\x01', ' Two  spaces,\ttab\nand ]]> line ', '@owner', '2020-01-31'))
            database.execute("INSERT INTO activity (uuid, name, is_template) VALUES (?, 'Template', 1)", (UUID % 6,))
            database.execute("INSERT INTO activity_area (activity_uuid, area_uuid) SELECT ?, uuid FROM area"
                             " WHERE code IN ('E04001620', 'E04001621')", (UUID % 5,))
            database.execute("UPDATE reading SET comment = '+44 <x>' WHERE value = 62")
            database.execute('UPDATE measure SET activity_uuid = ? WHERE uuid = ?', (UUID % 5, UUID % 4))
        self.ask('duplicates')
        return first, last

    def test_export_plan_as_table(self):
        self.add_plan()
        before = self.digest()
        out = self.folder / 'plan.csv'
        self.assertEqual(self.ask('export', 'plan', out), {'file': str(out), 'activities': 1, 'measures': 3, 'readings': 0})
        self.assertEqual(self.digest(), before)
        with out.open(newline='', encoding='utf-8') as file:
            activity, *measures = csv.DictReader(file)
        self.assertEqual((activity['kind'], activity['name'], activity['owner']), ('activity', '\'=1+1 <b>&"\x01', "'@owner"))
        self.assertEqual(activity['areas'].count('; '), 1)
        self.assertRegex(activity['reason'], r'^\d+ days overdue; it was due on 31 January 2020\.$')
        self.assertEqual((activity['outcome'], activity['status']), ('Fewer go hungry', 'planned'))
        self.assertTrue(activity['priority'])
        status = {measure['name']: (measure['status'], measure['value'], measure['target'], measure['priority'])
                  for measure in measures}
        self.assertEqual(status['Meals'], ('green', '1200', '1000', activity['priority']))
        self.assertEqual(status['Alone'], ('overdue', '', '', activity['priority']))  # of its activity's outcome
        self.refuse('export', 'plan', self.folder / 'plan.doc')
        self.refuse('export', 'plan', self.file)
        self.refuse('export', 'plan', self.folder / 'missing' / 'plan.ods')

    def read_sheets(self, path):
        """Name of a sheet → rows of cells as (type, value, text), from the file itself."""
        office, table, text = (f'{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}' for name in ('office', 'table', 'text'))
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual(archive.namelist(), ['mimetype', 'META-INF/manifest.xml', 'content.xml'])
            xml.etree.ElementTree.fromstring(archive.read('META-INF/manifest.xml'))
            content = xml.etree.ElementTree.fromstring(archive.read('content.xml'))
        sheets = {}
        for sheet in content.iter(table + 'table'):
            rows = sheets[sheet.get(table + 'name')] = []
            for row in sheet.iter(table + 'table-row'):
                rows.append([(cell.get(office + 'value-type'),
                              next((cell.get(office + key) for key in ('value', 'date-value', 'boolean-value')
                                    if cell.get(office + key)), None),
                              [''.join({text + 's': ' ', text + 'tab': '\t'}.get(part.tag, '') + (part.text or '')
                                       + (part.tail or '' if part is not paragraph else '') for part in paragraph.iter())
                               for paragraph in cell.iter(text + 'p')])
                             for cell in row.iter(table + 'table-cell')])
        return sheets

    def test_export_plan_as_spreadsheet(self):
        first, last = self.add_plan()
        out = self.folder / 'plan.ods'
        self.assertEqual(self.ask('export', 'plan', out), {'file': str(out), 'activities': 1, 'measures': 3, 'readings': 3})
        # What tells the kind of file to those who look at its first bytes (OpenDocument 1.2, part 3, 3.3).
        self.assertTrue(out.read_bytes()[30:].startswith(b'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'))
        again = self.folder / 'again.ods'
        self.ask('export', 'plan', again)
        self.assertEqual(out.read_bytes(), again.read_bytes())
        sheets = self.read_sheets(out)
        self.assertEqual(list(sheets), ['Priorities', 'Activities', 'Measures', 'Readings'])
        self.assertEqual({len(row) for row in sheets['Measures']}, {19})
        self.assertEqual(len(sheets['Priorities']), 9)
        activity = sheets['Activities'][1]
        self.assertEqual(activity[2], ('string', None, ['=1+1 <b>&"\ufffd']))
        self.assertEqual(activity[3], ('string', None, [' Two  spaces,\ttab', 'and ]]> line ']))
        self.assertEqual(activity[8], ('date', '2020-01-31', ['2020-01-31']))
        meals = next(row for row in sheets['Measures'] if row[3][2] == ['Meals'])
        self.assertEqual((meals[5], meals[8], meals[9][:2]),
                         (('float', '1200', ['1200']), ('date', last, [last]), ('boolean', 'false')))
        self.assertEqual(meals[15][2], ['green'])

    def test_spreadsheet_opens_in_ogr(self):
        """Another program reads it, and its readings come in again as the same."""
        self.add_plan()
        out, table = self.folder / 'plan.ods', self.folder / 'readings.csv'
        self.ask('export', 'plan', out)
        subprocess.run(['ogr2ogr', '-f', 'CSV', '-oo', 'HEADERS=FORCE', table, out, 'Readings'], check=True, capture_output=True)
        with table.open(newline='', encoding='utf-8') as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({row['value'] for row in rows}, {'1200', '12', '62'})
        self.assertIn('+44 <x>', {row['comment'] for row in rows})
        answer = self.ask('readings', 'import', table)
        self.assertEqual([answer[key] for key in ('new', 'changed', 'same', 'problem')], [0, 0, 3, 0], answer)


if __name__ == '__main__':
    main(PlanCommands)
