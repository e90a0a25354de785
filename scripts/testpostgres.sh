#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A PostgreSQL server for tests, on a free port of 127.0.0.1, with its files in a folder of its own.
#   scripts/testpostgres.sh start [PID]    prints its URL, then its folder; stops by itself when process PID is gone
#   scripts/testpostgres.sh pause FOLDER   stops the server and keeps the data
#   scripts/testpostgres.sh resume FOLDER  starts it again on the same port
#   scripts/testpostgres.sh stop FOLDER    stops the server and removes the folder
# TESTPOSTGRES_DURABLE=1 leaves fsync on, for benches.
set -eu

fail() {
    echo "testpostgres: $1" >&2
    exit 1
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "$bin/initdb" ]; then
    bin=$(dirname -- "$(command -v initdb)") || fail "PostgreSQL is not installed (scripts/setup.sh test installs it)"
fi

# The server refuses to run as root.
as_server_user=
if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 || fail "running as root needs the account postgres"
    as_server_user="setpriv --reuid=postgres --regid=postgres --init-groups --"
fi

# As the program's files may lie where the server's account may not look, it works from /.
pg() {
    (cd / && $as_server_user "$bin/$@")
}

start_on() {
    options="-c listen_addresses=127.0.0.1 -c port=$2 -c unix_socket_directories=$1 -c max_connections=60"
    if [ -z "${TESTPOSTGRES_DURABLE:-}" ]; then
        options="$options -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    fi
    pg pg_ctl --silent --wait --timeout=60 --pgdata="$1/data" --log="$1/log" --options="$options" start >/dev/null 2>&1
}

# However the owner ends, even killed, no server stays behind.
stop_after() {
    (
        trap '' HUP INT
        while kill -0 "$1" 2>/dev/null && [ -d "$2" ]; do
            sleep 2
        done
        [ ! -d "$2" ] || stop "$2"
    ) >/dev/null 2>&1 </dev/null &
}

stop() {
    pg pg_ctl --silent --wait --mode=immediate --pgdata="$1/data" stop >/dev/null 2>&1 || true
    rm -rf "$1"
}

start() {
    folder=$(mktemp -d /tmp/listwright-postgres.XXXXXX)
    if [ -n "$as_server_user" ]; then
        chown postgres "$folder"
    fi
    pg initdb --pgdata="$folder/data" --auth=trust --username=listwright --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log" >&2
        rm -rf "$folder"
        fail "initdb failed"
    }
    attempt=0
    while [ $attempt -lt 20 ]; do
        attempt=$((attempt + 1))
        port=$(shuf -n 1 -i 20000-32000)
        if start_on "$folder" "$port"; then
            echo "$port" >"$folder/port"
            echo "postgresql://listwright@127.0.0.1:$port/postgres"
            echo "$folder"
            [ -z "$1" ] || stop_after "$1" "$folder"
            return
        fi
    done
    cat "$folder/log" >&2
    rm -rf "$folder"
    fail "the server did not start"
}

folder=${2:-}
case "${1:-}" in
start) start "${2:-}" ;;
pause | resume | stop)
    [ -d "$folder/data" ] || fail "“$folder” holds no server"
    case $1 in
    pause) pg pg_ctl --silent --wait --mode=immediate --pgdata="$folder/data" stop ;;
    resume) start_on "$folder" "$(cat "$folder/port")" || fail "the server did not start again" ;;
    stop) stop "$folder" ;;
    esac
    ;;
*) fail "say start, pause, resume or stop" ;;
esac
