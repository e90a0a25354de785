#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds Listwright where needed and starts it, with the import preview open on the files named.
#   scripts/run.sh [FILE…]
# Without a display it runs the main job on a bundled sample from the command line instead.
set -eu
. "$(dirname -- "$0")/common.sh"

"$root/scripts/setup.sh"
build release listwright

program=$root/build/release/bin/listwright
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "${QT_QPA_PLATFORM:-}" = offscreen ]; then
    exec "$program" "$@"
fi
exec "$program" demo "$@"
