#!/bin/sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Collects all translatable texts into translations/*.ts (lupdate) and says what is missing.
#   scripts/translate.sh            update, then report
#   scripts/translate.sh --check    only report; exit code 1 when something is missing
set -eu
cd "$(dirname -- "$0")/.."

find_tool() {
    for folder in /usr/lib/qt6/bin "$(qtpaths6 --query QT_HOST_BINS 2>/dev/null || true)"; do
        if [ -x "$folder/$1" ]; then
            echo "$folder/$1"
            return
        fi
    done
    echo "translate: $1 of Qt 6 is not installed (scripts/setup.sh installs it)" >&2
    exit 1
}

# -I . lets lupdate find the headers, and with them the classes that texts belong to. Line numbers would change with
# every edit; -no-obsolete drops what the program no longer says.
update() {
    "$(find_tool lupdate)" -silent -locations none -no-obsolete -extensions cpp,h -I . app ui models services "$@"
}
if [ "${1:-}" != --check ]; then
    update -ts translations/listwright_de.ts translations/listwright_pl.ts
    # English needs only its plurals: "%n product(s)".
    update -pluralonly -ts translations/listwright_en.ts
fi

status=0
for file in translations/listwright_*.ts; do
    missing=$(grep -c 'type="unfinished"' "$file" || true)
    echo "$file: $(grep -c '<message' "$file" || true) texts, $missing unfinished"
    [ "$missing" -eq 0 ] || status=1
done
[ "${1:-}" != --check ] || exit $status
