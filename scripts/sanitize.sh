#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs all tests under the address and undefined-behaviour sanitizers, then under the thread sanitizer.
#   scripts/sanitize.sh [asan|tsan]
set -eu
folder=$(dirname -- "$0")
case "${1:-all}" in
asan | tsan) presets=$1 ;;
all) presets="asan tsan" ;;
*)
    echo "sanitize: say asan or tsan, or nothing for both" >&2
    exit 2
    ;;
esac

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$(cd "$folder" && pwd)/sanitize/lsan.txt:print_suppressions=0
export TSAN_OPTIONS=suppressions=$(cd "$folder" && pwd)/sanitize/tsan.txt:halt_on_error=1:second_deadlock_stack=1:die_after_fork=0:history_size=7
for preset in $presets; do
    echo "== $preset"
    PRESET=$preset "$folder/test.sh"
done
