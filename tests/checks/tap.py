# SPDX-License-Identifier: GPL-3.0-or-later
"""The little of TAP that the Python tests need."""
import sys
import traceback


def run(checks):
    """Runs (name, function) pairs; a function that raises is a failed case."""
    print(f"1..{len(checks)}", flush=True)
    failed = False
    for number, (name, function) in enumerate(checks, 1):
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # any failure is one failed case, told with its trace
            failed = True
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {name}", flush=True)
    sys.exit(1 if failed else 0)
