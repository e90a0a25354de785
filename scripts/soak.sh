#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Kills workers at random moments, longer than a test may take: KILLS times (100) over PRODUCTS jobs (2000), on SQLite and
# on a PostgreSQL server of its own, which is stopped at once and started again three times meanwhile. Then kills the
# server as often while products come in.
set -eu
. "$(dirname -- "$0")/common.sh"

"$root/scripts/setup.sh" test
build test tst_workerkills tst_servekills listwright

server=
trap '[ -z "$server" ] || "$root/scripts/testpostgres.sh" stop "$server"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# What it said it has written must be there after the stop.
export TESTPOSTGRES_DURABLE=1
started=$("$root/scripts/testpostgres.sh" start $$)
LISTWRIGHT_TEST_POSTGRES=$(echo "$started" | head -n 1)
server=$(echo "$started" | tail -n 1)
export LISTWRIGHT_TEST_POSTGRES LISTWRIGHT_KILL_SERVER="$server"
LC_ALL=C.UTF-8 TZ=UTC QTEST_FUNCTION_TIMEOUT=3600000 \
    LISTWRIGHT_KILLS="${KILLS:-100}" LISTWRIGHT_KILL_PRODUCTS="${PRODUCTS:-2000}" \
    "$root/build/test/bin/tst_workerkills"
LC_ALL=C.UTF-8 TZ=UTC QTEST_FUNCTION_TIMEOUT=3600000 LISTWRIGHT_SERVE_KILLS="${KILLS:-100}" \
    "$root/build/test/bin/tst_servekills"
