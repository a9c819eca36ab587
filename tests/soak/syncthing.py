#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Four copies of a file over a real Syncthing, with a cut of the network in the middle.

syncthing.py EXCHANGE-TOOL. Each of four hosts has a Syncthing, a folder that it keeps the same, and a
copy of the file that exchanges through that folder. One round: everybody edits and all become equal; the
cable is cut, both halves go on, each becomes equal within; it is mended, and all four become equal again,
with the one contradiction that there was, until somebody settles it. CAM_SOAK asks for more rounds.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checks"))

import hosts
import tap

N = 4
LEFT, RIGHT = (0, 1), (2, 3)
NAMES = ("Anna Example", "Ben Example", "Cleo Example", "Dan Example")
PATIENCE = 120
ROUNDS = 5 if os.environ.get("CAM_SOAK") else 1

CONFIG = """<configuration version="37">
  <folder id="shared" label="shared" path="{folder}" type="sendreceive" rescanIntervalS="30"
          fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="false" autoNormalize="true">
    <filesystemType>basic</filesystemType>
{members}
  </folder>
{devices}
  <gui enabled="false"></gui>
  <options>
    <listenAddress>tcp://0.0.0.0:22000</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <reconnectionIntervalS>2</reconnectionIntervalS>
    <startBrowser>false</startBrowser>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <crashReportingEnabled>false</crashReportingEnabled>
    <announceLANAddresses>false</announceLANAddresses>
  </options>
</configuration>
"""


class Laptop:
    def __init__(self, host, root):
        self.host = host
        self.root = os.path.join(root, f"host{host.number}")
        self.folder = os.path.join(self.root, "shared")
        self.live = os.path.join(self.root, "own", "local.gpkg")
        self.home = os.path.join(self.root, "syncthing")
        # A laptop's state, cache and backups are its own.
        self.env = dict(os.environ, HOME=self.root, STNOUPGRADE="1", STNORESTART="1")
        for name in ("DATA", "STATE", "CACHE", "CONFIG"):
            self.env[f"XDG_{name}_HOME"] = os.path.join(self.root, name.lower())
        for path in (os.path.join(self.folder, ".stfolder"), os.path.dirname(self.live)):
            os.makedirs(path)
        self.tool = self.syncthing = self.log = None
        self.device = self.make_device()

    def make_device(self):
        subprocess.run(["syncthing", "generate", "--home", self.home, "--no-default-folder", "--skip-port-probing"],
                       env=self.env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        with open(os.path.join(self.home, "config.xml"), encoding="utf-8") as file:
            return re.search(r'<device id="([A-Z2-7-]{63})"', file.read()).group(1)

    def start_syncthing(self, laptops):
        devices = "".join(f'  <device id="{other.device}" name="host{other.host.number}" compression="never">'
                          f"<address>tcp://{other.host.address}:22000</address></device>\n" for other in laptops)
        members = "".join(f'    <device id="{other.device}"></device>\n' for other in laptops)
        with open(os.path.join(self.home, "config.xml"), "w", encoding="utf-8") as file:
            file.write(CONFIG.format(folder=self.folder, members=members, devices=devices))
        self.log = open(os.path.join(self.root, "syncthing.log"), "wb")
        self.syncthing = self.host.start(["syncthing", "serve", "--home", self.home, "--no-browser"], env=self.env,
                                         stdout=self.log, stderr=subprocess.STDOUT)

    def start_tool(self, tool):
        self.tool = self.host.start([tool, self.live, self.folder, NAMES[self.host.number]], env=self.env, text=True,
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, *words):
        self.tool.stdin.write("\t".join(words) + "\n")
        self.tool.stdin.flush()
        answer = self.tool.stdout.readline()
        assert answer, f"host {self.host.number} has ended"
        return answer.rstrip("\n")

    def files(self):
        """What lies in the folder, to tell whether anybody still writes."""
        found = {}
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".gpkg"):
                info = os.stat(os.path.join(self.folder, name))
                found[name] = (info.st_size, info.st_mtime_ns)
        return found

    def close(self):
        if self.tool:
            self.tool.stdin.close()
            assert self.tool.wait(60) == 0
        if self.syncthing:
            self.syncthing.terminate()
            self.syncthing.wait(60)
        if self.log:
            self.log.close()


class Office:
    def __init__(self, tool, root):
        self.network = hosts.Network(N)
        self.laptops = [Laptop(host, root) for host in self.network.hosts]
        first = self.laptops[0]
        first.start_tool(tool)
        self.areas = [first.ask("add", f"Place {number}") for number in range(20)]
        first.tool.stdin.close()
        assert first.tool.wait(60) == 0
        for laptop in self.laptops[1:]:
            shutil.copyfile(first.live, laptop.live)
        for laptop in self.laptops:
            laptop.start_syncthing(self.laptops)
            laptop.start_tool(tool)

    def ask(self, number, *words):
        return self.laptops[number].ask(*words)

    def exchange(self, which):
        for number in which:
            answer = self.ask(number, "exchange")
            assert answer == "exchanged", answer

    def wait_until_equal(self, which, wanted=lambda: True):
        """Seconds that it took."""
        start = time.monotonic()
        while True:
            self.exchange(which)
            if len({self.ask(number, "digest") for number in which}) == 1 and wanted():
                return time.monotonic() - start
            assert time.monotonic() - start < PATIENCE, "they do not become equal"
            time.sleep(0.5)

    def edit(self, which):
        """A new area each, and a figure in an area that is each one's own."""
        for number in which:
            self.areas.append(self.ask(number, "add", f"New place of {NAMES[number]}"))
            self.ask(number, "population", self.areas[number], str(random.randrange(100000)))

    def count(self, number):
        return int(self.ask(number, "count"))

    def close(self):
        for laptop in self.laptops:
            laptop.close()
        self.network.close()


def note(text):
    print(f"# {text}", flush=True)


def run_round(office):
    everybody = range(N)
    n_areas = office.count(0)
    office.edit(everybody)
    note(f"four edits: equal after {office.wait_until_equal(everybody, lambda: office.count(0) == n_areas + N):.1f} s")

    target = office.areas[-5]
    office.network.cut()
    office.edit(LEFT)
    office.edit(RIGHT)
    office.ask(LEFT[0], "name", target, f"Left {random.random()}")
    office.ask(RIGHT[0], "name", target, f"Right {random.random()}")
    for side in (LEFT, RIGHT):
        wait = office.wait_until_equal(side, lambda side=side: office.count(side[0]) == n_areas + N + 2)
        note(f"cut: one half equal after {wait:.1f} s")
    assert office.ask(LEFT[0], "digest") != office.ask(RIGHT[0], "digest"), "the cut is none"

    office.network.heal()
    wait = office.wait_until_equal(everybody, lambda: office.count(0) == n_areas + 2 * N)
    note(f"mended: all four equal after {wait:.1f} s")
    assert [office.ask(number, "conflicts") for number in everybody] == ["1"] * N, "a contradiction was lost"
    office.ask(3, "name", target, f"Settled {random.random()}")
    wait = office.wait_until_equal(everybody, lambda: office.ask(0, "conflicts") == "0")
    note(f"settled: all four equal after {wait:.1f} s")


def check_rest(office):
    """Nobody writes any more, on any host, and nothing conflicts with anything."""
    office.wait_until_equal(range(N), lambda: all(laptop.files() == office.laptops[0].files()
                                                  for laptop in office.laptops))
    before = [laptop.files() for laptop in office.laptops]
    for _ in range(6):
        time.sleep(1)
        office.exchange(range(N))
    after = [laptop.files() for laptop in office.laptops]
    assert before == after, f"still writing: {before} {after}"
    assert all(len(files) == N for files in after), after


def main():
    hosts.enter_own_network()
    root = tempfile.mkdtemp(prefix="cam-syncthing-")
    office = Office(sys.argv[1], root)
    try:
        tap.run([*((f"edits, a cut and a contradiction, round {number + 1}", lambda: run_round(office))
                   for number in range(ROUNDS)),
                 ("at rest", lambda: check_rest(office))])
    finally:
        office.close()
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
