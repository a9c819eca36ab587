#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmark programs of a build one after the other and prints their "bench:" lines.

run-bench.py BUILD [NAME…]. A figure means something only beside the reference that was measured in
the same run; nothing here passes or fails on a figure. Exit status 1 where a program fails.
"""
import json
import os
import subprocess
import sys


def main():
    build, names = sys.argv[1], sys.argv[2:]
    listed = json.loads(subprocess.check_output(["meson", "introspect", "--benchmarks", build]))
    status = 0
    for benchmark in listed:
        if names and benchmark["name"] not in names:
            continue
        environment = dict(os.environ, **benchmark["env"])
        run = subprocess.run(benchmark["cmd"], cwd=build, env=environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
        for line in run.stdout.splitlines():
            if line.startswith("bench:"):
                print(f"{benchmark['name']}: {line.removeprefix('bench:').strip()}", flush=True)
        if run.returncode != 0:
            print(f"{benchmark['name']}: failed\n{run.stderr}", file=sys.stderr)
            status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
