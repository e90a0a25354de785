#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks the layout of the sources against .clang-format; --fix writes it.
set -eu
cd "$(dirname -- "$0")/.."

format=clang-format-14
if ! command -v $format >/dev/null; then
    # Other versions lay out differently in places, so a difference would mean nothing.
    echo "format: clang-format-14 is not installed (scripts/setup.sh test installs it on Debian 12); skipped" >&2
    exit 0
fi
if [ "${1:-}" = --fix ]; then
    git ls-files -z '*.cpp' '*.h' | xargs -0 $format -i
else
    git ls-files -z '*.cpp' '*.h' | xargs -0 -n 20 -P 2 $format --dry-run --Werror
fi
