#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that the tests of merging would notice if merging were wrong.

mutate-merge.py [--check] [--seeds N] [NAME…]. Each deliberate mistake below is put into a scratch copy of the
sources, which is built and tested. The exit status is 1 where a mistake is not noticed, 2 where one no longer
fits the sources. --check only looks whether they all fit and the tests exist. Run it with: ./dev mutate
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARING = "src/store/sharing/"
TESTS = ["test-join", "test-merge", "test-merge-seen", "test-merge-named", "test-merge-property"]

# Name, file, what stands there (once), what is put in its place.
MUTATIONS = [
    ("last-writer-wins", SHARING + "cam-join.c",
     "      g_array_index (result, CamSurvivor, shown) = first;\n    }\n",
     "      g_array_index (result, CamSurvivor, shown) = first;\n    }\n  g_array_set_size (result, 1);\n"),
    ("equal-values-collapsed", SHARING + "cam-join.c",
     "      g_array_index (result, CamSurvivor, shown) = first;\n    }\n",
     "      g_array_index (result, CamSurvivor, shown) = first;\n    }\n"
     "  for (guint i = result->len; i-- > 1;)\n"
     "    if (cam_value_equals (get (result, i)->value, get (result, 0)->value))\n"
     "      g_array_remove_index (result, i);\n"),
    ("left-out-is-a-value", SHARING + "cam-join.c",
     "      if (has_dot (other, each) ? once : (each->copy != 0 && !each->seen))",
     "      if (has_dot (other, each) ? once : (each->copy == 0 || !each->seen))"),
    ("left-out-stays", SHARING + "cam-join.c",
     "    if (get (result, i)->copy == 0)\n", "    if (get (result, i)->copy == 0 && result->len > 2)\n"),
    ("tie-by-local-number", SHARING + "cam-merge-history.c",
     "  order = strcmp (cam_merge_get_copy (self, a->copy)->id, cam_merge_get_copy (self, b->copy)->id);",
     "  order = (int) (cam_merge_get_copy (self, a->copy)->local - cam_merge_get_copy (self, b->copy)->local);"),
    ("vector-before-the-rows", SHARING + "cam-merge-run.c",
     "      || !cam_merge_take_rows (self, error) || ",
     "      || !cam_merge_write_vectors (self, error)\n"
     "      || !cam_merge_map_copies (self, error)\n"
     "      || !cam_merge_take_rows (self, error) || "),
    ("vector-from-the-actions", SHARING + "cam-merge-lists.c",
     "      memcpy (copy.theirs, each->seen, sizeof copy.theirs);",
     "      memcpy (copy.theirs, each->seen, sizeof copy.theirs);\n"
     "      copy.theirs[0] = copy.theirs[1] = MAX (copy.theirs[0], each->newest);"),
    ("vector-of-the-other-scope", SHARING + "cam-merge-lists.c",
     "  *seen = copy == 0 || seq <= each->ours[column->scope];",
     "  *seen = copy == 0 || seq <= each->ours[CAM_SCOPE_SHARED];"),
    ("siblings-dropped", SHARING + "cam-merge-cell.c",
     "  for (guint i = 1; i < self->result->len; i++)\n", "  for (guint i = 1; i < MIN (self->result->len, 1); i++)\n"),
    ("siblings-of-new-rows-dropped", SHARING + "cam-merge-rows.c",
     "  for (guint i = 1; i < self->theirs_cell->len && done; i++)\n",
     "  for (guint i = 1; i < MIN (self->theirs_cell->len, 1) && done; i++)\n"),
    ("erasures-ignored", SHARING + "cam-merge-run.c",
     "      || !take_erasures (self, error) || ", "      || "),
    ("erased-comes-back", SHARING + "cam-merge-rows.c",
     "  *stays_erased = table->scope == CAM_SCOPE_PERSONAL;\n", "  *stays_erased = FALSE;\n"),
    ("erased-history-comes-back", SHARING + "cam-merge-history.c",
     "  if (g_hash_table_contains (self->erased, uuid))\n    {\n",
     "  if (FALSE && g_hash_table_contains (self->erased, uuid))\n    {\n"),
    ("label-of-erased-stays", SHARING + "cam-merge-history.c",
     "take_outside (self, error) && forget_erased (self, error)", "take_outside (self, error)"),
    ("reference-to-erased-stays", SHARING + "cam-merge-cell.c",
     "         && g_hash_table_contains (self->erased, value.text);",
     "         && FALSE;"),
    ("deleted-not-touched", "src/store/cam-capture.c",
     "iif(NEW.deleted = 0, %d, 0)", "iif(NEW.deleted = 0, %d * 0, 0)"),
    ("edit-of-a-deleted-row-touches", "src/store/cam-capture.c",
     "iif(NEW.deleted = 0, %d, 0)", "iif(true, %d, 0)"),
    ("our-history-not-asked", SHARING + "cam-merge-lists.c",
     "  return find_in_history (self, table, column, uuid, each, seq, seen, error);",
     "  return find_in_history != NULL;"),
    ("their-history-not-asked", SHARING + "cam-merge-lists.c",
     "  if (seq > each->their_newest)\n    return FALSE;\n", "  if (seq > 0)\n    return FALSE;\n"),
    ("history-not-taken", SHARING + "cam-merge-history.c",
     "  if (seq <= MIN (copy->ours[scope], copy->our_newest))\n", "  if (seq > 1)\n"),
    ("states-not-chained", SHARING + "cam-outside-chain.h", "#define CAM_OUTSIDE_MAX_STATES 200\n",
     "#define CAM_OUTSIDE_MAX_STATES 0\n"),
    ("state-by-chance", SHARING + "cam-outside-chain.c",
     "  sum[6] = (sum[6] & 0x0f) | 0x80;", "  sum[6] = (guint8) g_random_int ();"),
    ("edits-of-others-not-taken-back", "src/store/cam-capture.c",
     "seq <> 0 AND col IN (NEW.col, NEW.touched);", "seq <> 0 AND false;"),
    ("newer-cells-dropped", SHARING + "cam-merge-extra.c",
     "  if (!self->incoming->has_before)\n    return TRUE;\n", "  if (self->incoming->has_before)\n    return TRUE;\n"),
    ("newer-columns-dropped", SHARING + "cam-merge-lists.c",
     "      table->has_unknown |= column.ours == NULL && column.theirs->position > 0;\n", ""),
    ("clock-not-taken", "src/store/cam-session.c",
     "  self->clock = MAX (self->clock, clock);\n", ""),
    ("single-actions-overlooked", SHARING + "cam-merge-lists.c",
     "      if (copy->their_newest > copy->our_newest)\n        return TRUE;\n", ""),
    ("copied-file-keeps-its-id", "src/store/cam-place.c",
     "  return strcmp (here, place) == 0;\n", "  return here != NULL;\n"),
]


def fits(text, name, path, old):
    n = text.count(old)
    if n != 1:
        print(f"{name}: what should be mutated is in {path} {n} times")
    return n == 1


def check():
    ok = True
    for test in TESTS:
        if not os.path.exists(os.path.join(ROOT, "tests/store", test + ".c")):
            print(f"there is no tests/store/{test}.c")
            ok = False
    for name, path, old, _ in MUTATIONS:
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            ok = fits(file.read(), name, path, old) and ok
    return ok


def copy_sources(scratch):
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            check=True, capture_output=True).stdout.decode().split("\0")
    for path in filter(None, listed):
        source, target = os.path.join(ROOT, path), os.path.join(scratch, path)
        if not os.path.isfile(source):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(source, target)


def run(command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)


def build(folder):
    result = run(["ninja", "-C", folder, *("tests/store/" + test for test in TESTS)])
    if result.returncode != 0:
        sys.exit(result.stdout.decode(errors="replace") + "\nA mutation does not build.")


def find_noticed(folder, seeds):
    """The first test that fails, and what it says last; None where all pass."""
    env = dict(os.environ, CAM_SOAK=str(seeds), GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8", TZ="UTC",
               G_TEST_SRCDIR=os.path.join(ROOT, "tests"), CAM_SOURCE_ROOT=ROOT)
    env.pop("CAM_SEED", None)
    for test in TESTS:
        result = run([os.path.join(folder, "tests/store", test)], env=env, timeout=1800)
        if result.returncode != 0:
            lines = [line for line in result.stdout.decode(errors="replace").splitlines()
                     if line.strip() and not line.startswith(("#", "ok", "TAP", "1.."))]
            seed = next((line for line in lines if line.startswith("CAM_SEED=")), "")
            said = [line for line in lines if not line.startswith(("Bail", "  ", "CAM_SEED="))]
            return " ".join(filter(None, [test + ":", seed.replace(" fails:", ""), said[-1] if said else ""]))
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if not check():
        sys.exit(2)
    if options.check:
        return
    survived = []
    with tempfile.TemporaryDirectory(prefix="mutate-merge-") as scratch:
        folder = os.path.join(scratch, "_build")
        copy_sources(scratch)
        subprocess.run(["meson", "setup", "--buildtype=debugoptimized", folder, scratch], check=True,
                       stdout=subprocess.DEVNULL)
        build(folder)
        if not options.names and find_noticed(folder, 20) is not None:
            sys.exit("the tests fail without any mutation")
        for name, path, old, new in MUTATIONS:
            if options.names and name not in options.names:
                continue
            target = os.path.join(scratch, path)
            with open(target, encoding="utf-8") as file:
                text = file.read()
            with open(target, "w", encoding="utf-8") as file:
                file.write(text.replace(old, new))
            start = time.monotonic()
            build(folder)
            noticed = find_noticed(folder, options.seeds)
            print(f"{'noticed ' if noticed else 'SURVIVED'} {name} ({time.monotonic() - start:.0f} s) {noticed or ''}",
                  flush=True)
            if not noticed:
                survived.append(name)
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
    if survived:
        sys.exit("Not noticed: " + ", ".join(survived))


if __name__ == "__main__":
    main()
