#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs a build that is there into a temporary folder and checks that all is in its place and fits together.
#   scripts/checkinstall.sh
# PRESET chooses another build than test.
set -eu
. "$(dirname -- "$0")/common.sh"
preset=${PRESET:-test}

id=org.listwright.Listwright
docs=share/doc/listwright
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
status=0

wrong() {
    echo "checkinstall: $1" >&2
    status=1
}

need() {
    for file in "$@"; do
        [ -s "$prefix/$file" ] || wrong "$file is missing or empty"
    done
}

# values <key> <file>: the values of its lines key=value, without what follows a blank.
values() {
    sed -n "s/^$1=\([^ ]*\).*/\1/p" "$prefix/$2"
}

log=$prefix/install.log
cmake --install "$root/build/$preset" --prefix "$prefix" >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}

need bin/listwright "share/applications/$id.desktop" "share/metainfo/$id.metainfo.xml" share/man/man1/listwright.1.gz \
    "share/icons/hicolor/scalable/apps/$id.svg" "share/icons/hicolor/128x128/apps/$id.png" \
    lib/systemd/system/listwright.service lib/systemd/system/listwright-worker.service \
    lib/systemd/user/listwright.service "$docs/README.md" "$docs/CHANGELOG.md" "$docs/copyright" \
    "$docs/docs/import.md" "$docs/docs/server.md" "$docs/examples/listwright.env" "$docs/examples/listwright.json"
[ $status -eq 0 ] || exit $status

version=$(sed -n 's/^project(Listwright VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")
said=$("$prefix/bin/listwright" --version) || wrong "bin/listwright does not start"
case $said in
*"$version"*) ;;
*) wrong "bin/listwright calls itself “$said”, not $version" ;;
esac

for program in $(values Exec "share/applications/$id.desktop") $(values ExecStart lib/systemd/system/listwright.service) \
    $(values ExecStart lib/systemd/system/listwright-worker.service) \
    $(values ExecStart lib/systemd/user/listwright.service); do
    [ -x "$prefix/bin/$(basename -- "$program")" ] || wrong "$program is started, but not installed"
done
[ "$(values Icon "share/applications/$id.desktop")" = "$id" ] || wrong "the desktop file names another icon"
grep -q "<launchable type=\"desktop-id\">$id.desktop<" "$prefix/share/metainfo/$id.metainfo.xml" ||
    wrong "the metadata name another desktop file"
gzip -dc "$prefix/share/man/man1/listwright.1.gz" | cmp -s - "$root/packaging/listwright.1" ||
    wrong "the manual page is not that of the sources"

[ $status -ne 0 ] || echo "Installed: $(find "$prefix" -type f ! -name install.log | wc -l) files, all in their places"
exit $status
