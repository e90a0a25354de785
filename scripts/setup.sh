#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the Debian packages that building needs, and only those that are missing.
#   scripts/setup.sh         what scripts/run.sh needs
#   scripts/setup.sh test    and what the tests and checks need
#   scripts/setup.sh fuzz    and what the fuzz targets need
#   scripts/setup.sh bench   and what bench_server measures the server against
#   scripts/setup.sh --list [test|fuzz|bench]   prints the names
set -eu

# "a|b" stands for whichever of them the release has: the names differ between Debian 12 and 13.
build_packages="
    build-essential cmake ninja-build ccache pkg-config
    qt6-base-dev libqt6svg6-dev|qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-qpa-plugins qt6-wayland qt6-translations-l10n
    libqt6sql6-sqlite libqt6sql6-psql
    libgl-dev libopengl-dev libxkbcommon-dev
    qtkeychain-qt6-dev libexpected-dev libsodium-dev nlohmann-json3-dev libxml2-dev
    libsqlite3-dev sqlite3 libpq-dev libxxhash-dev libicu-dev zlib1g-dev libssl-dev prometheus-cpp-dev
    fonts-inter"
test_packages="
    postgresql postgresql-client openssl xvfb openbox dbus gnome-keyring
    clang-format-14|clang-format desktop-file-utils appstream file mold"
fuzz_packages="clang-14|clang libclang-rt-14-dev|libclang-rt-dev"
bench_packages="
    python3-fastapi python3-pydantic python3-sqlalchemy python3-psycopg2 python3-ujson
    uvicorn python3-uvloop python3-httptools"

# Debian 13 keeps the SVG plugins, which draw the icons, apart from the library.
if [ "$(. /etc/os-release 2>/dev/null && echo "${VERSION_ID:-12}" | cut -d . -f 1)" -ge 13 ] 2>/dev/null; then
    build_packages="$build_packages qt6-svg-plugins"
fi

fail() {
    echo "setup: $1" >&2
    exit 1
}

list=no
if [ "${1:-}" = --list ]; then
    list=yes
    shift
fi
case "${1:-build}" in
build) packages=$build_packages ;;
test) packages="$build_packages $test_packages" ;;
fuzz) packages="$build_packages $test_packages $fuzz_packages" ;;
bench) packages="$build_packages $test_packages $bench_packages" ;;
*) fail "unknown set “$1”; known are build, test, fuzz and bench" ;;
esac
if [ $list = yes ]; then
    printf '%s\n' $packages
    exit 0
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "setup: this is not a Debian system; install the equivalents of:" >&2
    echo "  "$packages >&2
    exit 0
fi

installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
is_installed() {
    printf '%s\n' "$installed" | grep -qxF "$1"
}
any_installed() {
    for name in $(echo "$1" | tr '|' ' '); do
        is_installed "$name" && return 0
    done
    return 1
}

missing=
for package in $packages; do
    any_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "these packages are missing, and installing them needs root (no sudo here). As root, run:
  apt-get install --no-install-recommends$(echo "$missing" | sed 's/|[^ ]*//g')"
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run_apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        fail "apt-get $1 failed; is the network there?"
    }
}

echo "Installing packages:$missing"
run_apt update
names=
for package in $missing; do
    for name in $(echo "$package" | tr '|' ' '); do
        if [ -n "$(apt-cache madison "$name" 2>/dev/null)" ]; then
            names="$names $name"
            continue 2
        fi
    done
    fail "this release has no package $package; Listwright needs Debian 12 or later"
done
run_apt install -y --no-install-recommends $names
