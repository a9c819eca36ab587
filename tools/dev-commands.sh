# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev does once the environment stands. Sourced by ./dev.

build=${CAM_BUILD:-$here/_build}
build_test=${CAM_BUILD_TEST:-$here/_build-test}
build_bench=${CAM_BUILD_BENCH:-$here/_build-bench}

usage () {
  cat <<'T'
./dev run [ARGS]         build and start the program with the starter pack
./dev test [SUITE…]      run all tests, or the named suites, under the sanitizers
./dev build              build only
./dev exec -- COMMAND    run a command in the development environment, the built program on PATH
./dev shell              a shell in the same
./dev bench [NAME…]      print the speed figures, each beside its reference from the same run
./dev soak [SUITE…]      the long form of the property and durability tests
./dev mutate [NAME…]     put mistakes into the merge, one at a time: does a test notice each?
./dev flatpak            build the Flatpak and start it in its sandbox
T
}

# compile DIR [MESON OPTIONS]: configures once, then builds.
compile () {
  local dir=$1
  shift
  if [ ! -f "$dir/build.ninja" ]; then
    meson setup --fatal-meson-warnings "$dir" "$here" "$@" >"$dir.log" 2>&1 ||
      { cat "$dir.log" >&2; die "configuring failed"; }
    rm -f "$dir.log"
  fi
  ninja -C "$dir" --quiet >&2
}

# A freshly built program finds itself and its settings schema.
use_build () {
  export PATH="$1/src:$PATH"
  export GSETTINGS_SCHEMA_DIR="$1/data"
}

# Runs its arguments with a display, a message bus and an accessibility bus of their own; the last one
# would otherwise be shared with every other run of this user.
with_display () (
  XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_RUNTIME_DIR
  trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
  dbus-run-session -- xvfb-run -a -s '-screen 0 1280x800x24' "$@"
)

main () {
  local command=${1:-help}
  case $command in
    help|--help|-h) usage; return ;;
    run|test|build|exec|shell|bench|soak|mutate|flatpak) ;;
    *) usage >&2; exit 2 ;;
  esac
  ensure_inside "$@"
  shift
  "do_$command" "$@"
}

do_build () { compile "$build"; }

do_exec () {
  [ "${1:-}" != -- ] || shift
  [ $# -gt 0 ] || { usage >&2; exit 2; }
  [ -n "${CAM_NO_BUILD:-}" ] || compile "$build"
  use_build "$build"
  exec "$@"
}

do_shell () {
  compile "$build"
  use_build "$build"
  exec bash "$@"
}

# Works on a file of its own under the build folder, so that trying the sources never touches what
# somebody keeps with an installed copy.
do_run () {
  compile "$build"
  use_build "$build"
  local file=$build/run/local.gpkg
  mkdir -p "$build/run"
  [ -f "$file" ] || cambridgeshire-local new "$file" --starter
  if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    exec cambridgeshire-local --file "$file" "$@"
  fi
  say "no display here: starting under Xvfb for a screenshot"
  with_display bash "$here/tools/screenshot.sh" "$build/run/screenshot.png" \
    cambridgeshire-local --file "$file" "$@"
  printf '%s\n' "$build/run/screenshot.png"
}

# Debug information for stack traces only: less to compile and to link.
compile_test () {
  compile "$build_test" -Db_sanitize=address,undefined -Dwerror=true -Dprofile=development -Dc_args=-g1
}

do_test () {
  compile_test
  use_build "$build_test"
  with_display python3 "$here/tools/run-tests.py" "$build_test" "$@"
}

do_soak () {
  compile_test
  use_build "$build_test"
  CAM_SOAK=${CAM_SOAK:-1} with_display python3 "$here/tools/run-tests.py" --slow "$build_test" "$@"
}

do_bench () {
  compile "$build_bench" --buildtype=release
  use_build "$build_bench"
  with_display python3 "$here/tools/run-bench.py" "$build_bench" "$@"
}

do_mutate () { python3 "$here/tools/mutate-merge.py" "$@"; }

do_flatpak () { bash "$here/flatpak/build.sh" "$@"; }
