#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the benches and runs them, with a PostgreSQL server of their own that keeps its data as safe as a real one.
#   scripts/bench.sh [BENCH…]      e.g. scripts/bench.sh bench_import
# Results are printed and kept in build/bench/results. BENCH_ROWS sets the size (1,000,000 by default), BENCH_SECONDS how
# long bench_server asks each server (5). That one also needs the packages of its peer, and is skipped without them.
set -eu
. "$(dirname -- "$0")/common.sh"

"$root/scripts/setup.sh" test
"$root/scripts/setup.sh" bench || echo "bench: the peer's packages cannot be installed; bench_server will be skipped" >&2
build bench

cd "$root/build/bench"
[ $# -gt 0 ] || set -- $(cd bin && ls -d bench_* 2>/dev/null)
if [ $# -eq 0 ]; then
    echo "bench: there are no benches" >&2
    exit 1
fi
server=
trap '[ -z "$server" ] || "$root/scripts/testpostgres.sh" stop "$server"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -z "${LISTWRIGHT_TEST_POSTGRES:-}" ] && started=$(TESTPOSTGRES_DURABLE=1 "$root/scripts/testpostgres.sh" start $$); then
    LISTWRIGHT_TEST_POSTGRES=$(echo "$started" | head -n 1)
    server=$(echo "$started" | tail -n 1)
    export LISTWRIGHT_TEST_POSTGRES
fi

export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" BENCH_ROWS="${BENCH_ROWS:-1000000}"
mkdir -p results
status=0
for name in "$@"; do
    echo "== $name"
    { "bin/$name" || touch results/failed; } | tee "results/$name.txt"
    if [ -e results/failed ]; then
        rm results/failed
        status=1
    fi
done
exit $status
