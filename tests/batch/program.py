# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the program's commands as a script would, on a file with the starter pack. For tests, which speak TAP."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else 'cambridgeshire-local'


class ProgramTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.TemporaryDirectory(prefix='cam-batch-')
        cls.started = pathlib.Path(cls.shared.name) / 'started.gpkg'
        environment = dict(os.environ, XDG_STATE_HOME=cls.shared.name)
        subprocess.run([PROGRAM, 'new', cls.started, '--starter'], check=True, env=environment,
                       stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.shared.cleanup()

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='cam-batch-')
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.environment = dict(os.environ, XDG_DATA_HOME=str(self.folder / 'data'),
                                XDG_STATE_HOME=str(self.folder / 'state'),
                                XDG_CACHE_HOME=str(self.folder / 'cache'))
        self.environment.pop('DISPLAY', None)
        self.environment.pop('WAYLAND_DISPLAY', None)
        self.file = self.folder / 'local.gpkg'
        self.file.write_bytes(self.started.read_bytes())

    def run_program(self, *arguments, status=0):
        result = subprocess.run([PROGRAM, *arguments], env=self.environment, capture_output=True,
                                timeout=60, stdin=subprocess.DEVNULL)
        self.assertEqual(result.returncode, status, result.stderr.decode(errors='replace'))
        self.assertEqual(bool(result.stderr), status != 0, result.stderr)
        self.assertEqual(bool(result.stdout), status == 0, result.stdout)
        if status == 1:
            self.assertEqual(result.stderr.count(b'\n'), 1)
            self.assertTrue(result.stderr.endswith(b'.\n'), result.stderr)
        return result.stdout.decode()

    def ask(self, *arguments):
        return json.loads(self.run_program(*arguments, '--json', '--file', self.file))

    def digest(self):
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    def refuse(self, *arguments):
        before, names = self.digest(), sorted(self.folder.iterdir())
        self.run_program(*arguments, '--file', self.file, status=1)
        self.assertEqual(self.digest(), before)
        self.assertEqual(sorted(name for name in self.folder.iterdir() if name.suffix != ''),
                         [name for name in names if name.suffix != ''])


class TapResult(unittest.TestResult):
    """One line for each test, with what went wrong in comments before it."""

    def startTest(self, test):
        super().startTest(test)
        self.passed = True

    def stopTest(self, test):
        super().stopTest(test)
        name = test.id().split('.')[-1]
        print(f'{"ok" if self.passed else "not ok"} {self.testsRun} {name}', flush=True)

    def tell(self, test, error):
        self.passed = False
        for line in [str(test), *self._exc_info_to_string(error, test).splitlines()]:
            print('#', line)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.tell(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.tell(subtest, err)


def main(test_case):
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(test_case)
    print(f'1..{suite.countTestCases()}')
    result = TapResult()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
