#!/bin/sh
# tests/check/run.sh [NAME...]: what `madoguchi check` says to authors' mistakes.
#
# tests/check/good/knowledge (and good/dict) is a small knowledge without a mistake. Every other
# folder holds only what differs: its files are laid over the good ones (a file ending in .gone
# removes one), and `madoguchi check knowledge` must then print exactly `expected`, and end with 65
# when that has an error, else with 0.
#   UPDATE=1   writes what was said into `expected`
set -u
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
ROOT=$PWD
MADOGUCHI=${MADOGUCHI:-$ROOT/build/madoguchi}
if [ $# -eq 0 ]; then
    set -- tests/check/*/
fi

for folder; do
    name=$(basename "$folder")
    fixture=tests/check/$name
    rm -rf "$T/work"
    mkdir "$T/work"
    cp -R tests/check/good/. "$T/work"
    cp -R "$fixture/." "$T/work"
    rm -f "$T/work/expected"
    find "$T/work" -name '*.gone' | while IFS= read -r mark; do
        rm -f "$mark" "${mark%.gone}"
    done
    (cd "$T/work" && "$MADOGUCHI" check knowledge >"$T/said" 2>"$T/err" </dev/null)
    code=$?
    cat "$T/err" >>"$T/said"
    if [ -n "${UPDATE:-}" ]; then
        cp "$T/said" "$fixture/expected"
    fi
    same "$name" "$fixture/expected" "$T/said"
    wanted=0
    if grep -q ' error: ' "$fixture/expected"; then
        wanted=65
    fi
    check "$name ends with $wanted" test "$code" -eq "$wanted"
done
tap_end
