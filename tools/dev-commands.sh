# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev does once the environment stands. Sourced by ./dev.

build=${CAM_BUILD:-$here/_build}

usage () {
  cat <<'T'
./dev run [ARGS]         build and start the program with the starter pack
./dev test [SUITE…]      run all tests, or the named suites
./dev build              build only
./dev exec -- COMMAND    run a command in the development environment
./dev shell              a shell in it, with the built program on PATH
./dev bench [NAME…]      print the speed figures, each beside its reference
./dev flatpak            build the Flatpak and start it in its sandbox
T
}

configure () {
  local dir=$1
  shift
  [ -f "$dir/build.ninja" ] || meson setup --fatal-meson-warnings "$dir" "$here" "$@" >&2
}

compile () {
  local dir=$1
  shift
  configure "$dir" "$@"
  ninja -C "$dir" --quiet >&2
}

# Everything a freshly built program needs to find its own schemas and itself.
use_build () {
  export PATH="$1/src:$PATH"
  export GSETTINGS_SCHEMA_DIR="$1/data"
}

main () {
  local command=${1:-help}
  case $command in
    help|--help|-h) usage; return ;;
    run|test|build|exec|shell|bench|flatpak) ;;
    *) usage >&2; exit 2 ;;
  esac
  ensure_inside "$@"
  shift
  "do_$command" "$@"
}

do_build () { compile "$build"; }

do_exec () {
  [ "${1:-}" = -- ] && shift
  [ $# -gt 0 ] || { usage >&2; exit 2; }
  [ -n "${CAM_NO_BUILD:-}" ] || compile "$build"
  use_build "$build"
  exec "$@"
}

do_shell () {
  use_build "$build"
  exec bash "$@"
}
