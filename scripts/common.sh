# shellcheck shell=sh
# SPDX-FileCopyrightText: The Listwright authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Read by the other scripts: where the project is, and quiet building.
root=${root:-$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)}

# At least 1.5 GB for each compiler, or a small machine ends up swapping.
jobs() {
    cores=$(nproc 2>/dev/null || echo 2)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null)
    [ "${memory:-0}" -ge 1 ] || memory=1
    [ "$memory" -lt "$cores" ] && echo "$memory" || echo "$cores"
}

# build <preset> [<target>…]: the output is shown only when something fails. BUILD_JOBS limits the compilers.
build() {
    preset=$1
    shift
    folder=$root/build/$preset
    mkdir -p "$folder"
    log=$folder/build.log
    set -- -C "$folder" -j "${BUILD_JOBS:-$(jobs)}" "$@"
    if [ ! -f "$folder/build.ninja" ] || ! grep -q '^CMAKE_PROJECT_NAME' "$folder/CMakeCache.txt" 2>/dev/null; then
        echo "Configuring $preset …"
        launcher=
        if command -v ccache >/dev/null; then
            launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
        fi
        (cd "$root" && cmake --preset "$preset" $launcher) >"$log" 2>&1 || build_failed
    fi
    if ! ninja -n "$@" 2>/dev/null | grep -q 'no work to do'; then
        echo "Building $preset …"
    fi
    # what a file includes the compiler says as well; ccache need not find out first
    CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ninja "$@" >"$log" 2>&1 || build_failed
}

build_failed() {
    grep -E 'error|FAILED|CMake Error|undefined reference' -A3 "$log" | head -n 60 >&2
    echo "The build failed; all of its output is in $log" >&2
    exit 1
}
