#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test programs of a build and counts test cases, not programs.

run-tests.py [--slow] BUILD [SUITE…]. The last line is "N passed, N failed"; the exit status is 1
unless at least one case passed and none failed. A program that crashed, ran out of time or reported
a sanitizer error counts as a failed case of its own.
"""
import json
import os
import subprocess
import sys


def cases(text):
    """(passed, failed, skipped) of one program's TAP."""
    passed = failed = skipped = 0
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("not ok"):
            failed += 1
        elif line.startswith("ok"):
            if "# SKIP" in line.upper():
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped


def main():
    arguments = sys.argv[1:]
    slow = "--slow" in arguments
    arguments = [a for a in arguments if a != "--slow"]
    build, suites = arguments[0], arguments[1:]
    log = os.path.join(build, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    command = ["meson", "test", "-C", build, "--no-rebuild", "--print-errorlogs"]
    # Limits are meant for an idle machine; one that is busy with other things is no fault of a test.
    command += ["--timeout-multiplier", "0" if slow else "4"]
    for suite in suites:
        command += ["--suite", suite]
    status = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL).returncode

    passed = failed = 0
    if os.path.exists(log):
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                test = json.loads(line)
                ok, bad, skipped = cases(test.get("stdout", ""))
                if skipped:
                    print(f"{test['name']}: {skipped} skipped, which counts as failed", file=sys.stderr)
                    bad += skipped
                if test["result"] != "OK" and bad == 0:
                    print(f"{test['name']}: {test['result']}", file=sys.stderr)
                    bad = 1
                passed += ok
                failed += bad
    if status != 0 and failed == 0:
        failed = 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
