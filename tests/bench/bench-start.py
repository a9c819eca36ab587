#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-start.py PROGRAM EMPTY BATCH: process start to first frame, with the starter file, against a
program that shows an empty window; the two in turn, medians."""
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

RUNS = 15


def seconds(command, environment):
    """Waiting with a time limit looks only every 50 ms, so the limit is a thread of its own."""
    before = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    limit = threading.Timer(60, process.kill)
    limit.start()
    code = process.wait()
    after = time.monotonic()
    limit.cancel()
    if code != 0:
        raise subprocess.CalledProcessError(code, command)
    return after - before


def main():
    program, empty, batch = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, HOME=folder, XDG_DATA_HOME=folder + "/data",
                           XDG_CONFIG_HOME=folder + "/config", XDG_CACHE_HOME=folder + "/cache",
                           XDG_STATE_HOME=folder + "/state", GSK_RENDERER="cairo")
        file = os.path.join(folder, "local.gpkg")
        subprocess.run([batch, "new", file, "--starter"], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        ours, reference = [], []
        for run in range(RUNS + 1):
            pair = seconds([program, "--file", file], environment), seconds([empty], environment)
            if run > 0:
                ours.append(pair[0])
                reference.append(pair[1])
    figure, base = statistics.median(ours) * 1000, statistics.median(reference) * 1000
    print(f"bench: start to first frame {figure:.0f} ms "
          f"(reference empty window {base:.0f} ms; {figure / base:.2f} times)")


main()
