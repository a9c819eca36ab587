#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files go both ways between the program and Debian's age. Usage: test-age-interop.py TOOL."""
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

import tap

TOOL = sys.argv[1]
PASSPHRASE = 'Brücke, narrow boat & 7 ducks'
CHUNK = 65536
CORRUPT, INVALID, UNSUPPORTED = 11, 18, 19  # 10 + CamError
PATIENCE = 60


def run_age(*arguments, passphrase):
    """Runs age, which asks for passphrases at a terminal only, and answers whatever it asks."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp('age', ['age', *map(str, arguments)])
    said, answered, end = b'', 0, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        said += piece
        while said.count(b'passphrase') > answered and said.rstrip().endswith(b':'):
            answered = said.count(b'passphrase')
            os.write(terminal, passphrase.encode() + b'\n')
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, said.decode(errors='replace')


def make(length):
    return (bytes(range(251)) * (length // 251 + 1))[:length]


class Place:
    """A folder with a plain, a sealed and an opened file."""

    def __enter__(self):
        self.holder = tempfile.TemporaryDirectory(prefix='cam-age-')
        folder = pathlib.Path(self.holder.name)
        self.plain, self.sealed, self.opened, self.key = (
            folder / name for name in ('plain', 'sealed.age', 'opened', 'key.txt'))
        return self

    def __exit__(self, *_):
        self.holder.cleanup()

    def age(self, *arguments, passphrase=PASSPHRASE):
        status, said = run_age(*arguments, passphrase=passphrase)
        assert status == 0, said

    def age_refuses(self, passphrase=PASSPHRASE):
        assert run_age('-d', '-o', self.opened, self.sealed, passphrase=passphrase)[0] != 0
        self.opened.unlink(missing_ok=True)

    def tool(self, *arguments, passphrase=PASSPHRASE):
        done = subprocess.run([TOOL, *map(str, arguments)], capture_output=True, text=True,
                              env=dict(os.environ, PASSPHRASE=passphrase), timeout=PATIENCE)
        return done.returncode, done.stderr

    def encrypt(self, contents, factor):
        self.plain.write_bytes(contents)
        status, said = self.tool('encrypt', self.plain, self.sealed, factor)
        assert status == 0, said

    def refuses(self, expected, word, passphrase=PASSPHRASE):
        status, said = self.tool('decrypt', self.sealed, self.opened, passphrase=passphrase)
        assert status == expected and word in said, (status, said)
        assert not self.opened.exists()


def age_reads_ours():
    for length in (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5):
        with Place() as place:
            place.encrypt(make(length), 10)
            place.age('-d', '-o', place.opened, place.sealed)
            assert place.opened.read_bytes() == make(length), length


def age_reads_our_usual_factor():
    with Place() as place:
        place.encrypt(b'Ely', 0)
        assert re.match(rb'[^\n]*\n-> scrypt \S+ 18\n', place.sealed.read_bytes())
        place.age('-d', '-o', place.opened, place.sealed)
        assert place.opened.read_bytes() == b'Ely'


def age_refuses_what_we_refuse():
    with Place() as place:
        place.encrypt(make(2 * CHUNK), 8)
        whole = place.sealed.read_bytes()
        place.age_refuses(passphrase='wrong')
        place.refuses(INVALID, 'The passphrase does not open this copy.', passphrase='wrong')
        for broken in (whole[:-1], whole[:-CHUNK - 16], whole + b'x'):
            place.sealed.write_bytes(broken)
            place.age_refuses()
            place.refuses(CORRUPT, 'damaged')
        place.sealed.write_bytes(whole.replace(b' 8\n', b' 9\n'))
        place.age_refuses()
        place.refuses(INVALID, 'passphrase')


def we_read_ages():
    for length in (0, 2 * CHUNK):
        with Place() as place:
            place.plain.write_bytes(make(length))
            place.age('-p', '-o', place.sealed, place.plain)
            status, said = place.tool('decrypt', place.sealed, place.opened)
            assert status == 0, said
            assert place.opened.read_bytes() == make(length), length


def what_is_not_for_us():
    with Place() as place:
        place.plain.write_bytes(b'Ely')
        subprocess.run(['age-keygen', '-o', place.key], check=True, capture_output=True)
        for more, word in (['-a'], 'letters'), ([], 'key'):
            subprocess.run(['age', '-e', '-i', place.key, *more, '-o', place.sealed, place.plain], check=True)
            place.refuses(UNSUPPORTED, word)


tap.run([
    ('age reads ours', age_reads_ours),
    ('age reads our usual factor', age_reads_our_usual_factor),
    ('age refuses what we refuse', age_refuses_what_we_refuse),
    ('we read what age wrote', we_read_ages),
    ('what is not for a passphrase', what_is_not_for_us),
])
