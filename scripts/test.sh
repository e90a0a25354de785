#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the tests and runs all of them, with a PostgreSQL server that is started here and ended with the script.
#   scripts/test.sh [ARGUMENT OF CTEST…]      e.g. scripts/test.sh -R importer
# PRESET chooses another build: dev, asan or tsan. LISTWRIGHT_TEST_POSTGRES names a server to use instead.
set -eu
. "$(dirname -- "$0")/common.sh"
preset=${PRESET:-test}

"$root/scripts/setup.sh" test
build "$preset"

server=
end_server() {
    [ -z "$server" ] || "$root/scripts/testpostgres.sh" stop "$server"
    server=
}
trap end_server EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -z "${LISTWRIGHT_TEST_POSTGRES:-}" ]; then
    if started=$("$root/scripts/testpostgres.sh" start $$); then
        LISTWRIGHT_TEST_POSTGRES=$(echo "$started" | head -n 1)
        server=$(echo "$started" | tail -n 1)
        export LISTWRIGHT_TEST_POSTGRES
    else
        echo "PostgreSQL did not start: its tests will be reported as skipped." >&2
    fi
fi

export QT_QPA_PLATFORM=offscreen
status=0
results=$(mktemp)
# They wait more than they work.
ctest --test-dir "$root/build/$preset" --output-on-failure --no-tests=error -j 3 "$@" >"$results" 2>&1 || status=$?
# ctest calls a program with skipped cases passed; each is named, before the closing lines.
skipped=$(grep -h '^SKIP ' "$root/build/$preset/Testing/Temporary/LastTest.log" 2>/dev/null || true)
lines=$(grep -n 'tests passed,\|tests failed out of' "$results" | tail -n 1 | cut -d : -f 1)
if [ -n "$skipped" ] && [ -n "$lines" ]; then
    head -n $((lines - 1)) "$results"
    printf '%s\n' "$skipped"
    tail -n +"$lines" "$results"
else
    cat "$results"
fi
rm -f "$results"
exit $status
