#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs each fuzz target for FUZZ_SECONDS (600 by default), on two cores two at a time.
#   scripts/fuzz.sh [TARGET…]
# What a target learned is kept in build/fuzz/corpus; a finding in build/fuzz/findings, and then the exit code is 1.
set -eu
. "$(dirname -- "$0")/common.sh"

"$root/scripts/setup.sh" fuzz
[ $# -gt 0 ] || set -- $(cd "$root/tests/fuzz" && ls fuzz_*.cpp | sed 's/\.cpp$//')
build fuzz "$@"

cd "$root/build/fuzz"
mkdir -p findings
fuzz_one() {
    mkdir -p "corpus/$1"
    seeds=$root/tests/fuzz/corpus/$1
    [ -d "$seeds" ] || seeds=
    "bin/$1" -max_total_time="${FUZZ_SECONDS:-600}" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="findings/$1-" "corpus/$1" $seeds >"$1.log" 2>&1 && return
    echo "$1 found something:" >&2
    tail -n 40 "$1.log" >&2
    return 1
}

status=0
while [ $# -gt 0 ]; do
    fuzz_one "$1" &
    first=$!
    names=$1
    shift
    second=
    if [ $# -gt 0 ]; then
        fuzz_one "$1" &
        second=$!
        names="$names $1"
        shift
    fi
    wait $first || status=1
    [ -z "$second" ] || wait "$second" || status=1
    for name in $names; do
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$name.log") inputs"
    done
done
exit $status
