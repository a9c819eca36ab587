#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Flatpak and starts it in its sandbox; called by `./dev flatpak` inside the environment.
#
# Where Flathub cannot be reached, a Platform and an Sdk of the same names are assembled from this
# environment, so that the manifest and the sandbox are really exercised.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
id=uk.gov.cambridgeshire.Local
branch=50
arch=$(uname -m)
work=${CAM_DEV_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/cambridgeshire-local}/flatpak
manifest=$here/flatpak/$id.yml
export FLATPAK_USER_DIR=$work/installation
export XDG_CACHE_HOME=$work/cache

say () { printf 'flatpak: %s\n' "$*" >&2; }

install_tools () {
  local wanted missing=
  for wanted in $(sed -e 's/#.*//' "$here/flatpak/packages.txt"); do
    dpkg-query -W -f='${Status}' "$wanted" 2>/dev/null | grep -q 'ok installed' || missing="$missing $wanted"
  done
  [ -z "$missing" ] && return
  say "installing$missing"
  # shellcheck disable=SC2086
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >&2
}

# Fills DIR/usr from this system and describes it as org.gnome.NAME.
assemble_runtime () {
  local name=$1 dir=$work/$1
  rm -rf "$dir"
  mkdir -p "$dir/usr/etc" "$dir/files"
  local skip=(--exclude=./share/doc --exclude=./share/man --exclude=./src --exclude=./local --exclude=./games
              --exclude=./lib/debug --exclude=./lib/systemd --exclude=./lib/modules --exclude=./lib/firmware)
  [ "$name" = Sdk ] || skip+=(--exclude=./include --exclude='./lib/gcc' --exclude='*.a' --exclude=./share/gir-1.0
                             --exclude=./libexec/gcc)
  tar -C /usr "${skip[@]}" -cf - . | tar -C "$dir/usr" --no-same-owner -xf -
  cp -a /etc/alternatives /etc/fonts /etc/ld.so.conf /etc/ld.so.conf.d "$dir/usr/etc/"
  cp -aL /etc/passwd /etc/group /etc/nsswitch.conf "$dir/usr/etc/"
  rm -rf "$dir/usr/etc/machine-id" "$dir/usr/etc/resolv.conf"
  cat >"$dir/metadata" <<T
[Runtime]
name=org.gnome.$name
runtime=org.gnome.Platform/$arch/$branch
sdk=org.gnome.Sdk/$arch/$branch
T
  [ -d "$work/repo" ] || ostree --repo="$work/repo" init --mode=bare-user-only
  flatpak build-export --runtime --disable-sandbox --no-update-summary "$work/repo" "$dir" "$branch" >&2
  rm -rf "$dir"
}

use_local_runtime () {
  local stamp
  stamp=$(dpkg-query -W | sha256sum)
  if [ "$(cat "$work/stamp" 2>/dev/null)" != "$stamp" ]; then
    say "assembling a runtime from this environment (once, a few minutes)"
    rm -rf "$work/repo"
    assemble_runtime Platform
    assemble_runtime Sdk
    flatpak build-update-repo "$work/repo" >&2
    flatpak --user remote-add --if-not-exists --no-gpg-verify local "file://$work/repo"
    flatpak --user install -y --noninteractive --reinstall local \
      "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch" >&2
    printf '%s' "$stamp" >"$work/stamp"
  fi
  sed '/# libraries: begin/,/# libraries: end/d; s|path: \.\.$|path: '"$here"'|' "$manifest" >"$work/$id.yml"
  manifest=$work/$id.yml
}

main () {
  install_tools
  mkdir -p "$work"
  if timeout 20 flatpak --user remote-add --if-not-exists flathub \
       https://dl.flathub.org/repo/flathub.flatpakrepo 2>/dev/null; then
    flatpak --user install -y --noninteractive flathub "org.gnome.Platform//$branch" "org.gnome.Sdk//$branch" >&2
  else
    use_local_runtime
  fi
  flatpak-builder --user --install --force-clean --disable-rofiles-fuse --state-dir="$work/state" \
    "$work/build" "$manifest" >&2
  say "starting it in its sandbox"
  flatpak --user run --command=cambridgeshire-local "$id" --version
  dbus-run-session -- xvfb-run -a -s '-screen 0 1280x800x24' \
    bash "$here/tools/screenshot.sh" "$work/screenshot.png" flatpak --user run --env=GSK_RENDERER=cairo "$id"
  printf '%s\n' "$work/screenshot.png"
}

main "$@"
