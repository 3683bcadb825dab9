#!/bin/sh
# tests/run.sh PROGRAM...: runs test programs (cmocka binaries, or shell scripts that print TAP) and
# counts. What passes is one line a folder; of a program that fails, all but its passes is shown.
# The last line is "N passed, N failed"; the exit status is 0 only when nothing failed and something
# ran.
#   B        the build folder (default build)
#   VERBOSE  set: show every program
# The programs find their surroundings in these variables, with absolute paths:
#   ROOT  the project     BUILD  the build folder     MADOGUCHI  the program
#   DB    its database
set -u
cd "$(dirname "$0")/.." || exit 70
ROOT=$PWD
BUILD=$(cd "${B:-build}" && pwd) || exit 66
MADOGUCHI=$BUILD/madoguchi
DB=$BUILD/madoguchi.db
export ROOT BUILD MADOGUCHI DB CMOCKA_MESSAGE_OUTPUT=TAP
export LC_ALL=C.UTF-8 TZ=Asia/Tokyo
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:exitcode=99" UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$ROOT/tests/lsan.txt:print_suppressions=0"
unset CDPATH MECABRC NO_COLOR INPUTRC
limit=${TEST_TIMEOUT:-900}

out=$(mktemp) || exit 73
trap 'rm -f "$out"' EXIT
trap 'exit 1' HUP INT TERM

passed=0 failed=0 skipped=0
folder='' in_folder=0 failed_before=0

# One line for the folder that has just been finished.
close_folder()
{
    [ -n "$folder" ] || return 0
    printf '%-10s %4d passed, %d failed\n' "$folder" $((passed - in_folder)) \
        $((failed - failed_before))
}

# Prints "passed failed skipped" for the TAP in $out of a program that ended with status $1. Tests
# that were planned and never reported count as failed, and so does a bad end that no test owns.
count()
{
    awk -v status="$1" '
        /^(not )?ok .*# (SKIP|skip)/ { skipped++; next }
        /^ok /                       { passed++; next }
        /^not ok /                   { failed++; next }
        /^1\.\.[0-9]+/               { sub(/^1\.\./, ""); planned += $0 + 0 }
        END {
            lost = planned - passed - failed - skipped
            if (lost > 0) failed += lost
            if (failed == 0 && (status != 0 || passed + skipped == 0)) failed = 1
            print passed + 0, failed + 0, skipped + 0
        }' "$out"
}

run()
{
    case $1 in
    *.sh) set -- sh "$1" ;;
    esac
    timeout -k 10 "$limit" "$@" >"$out" 2>&1 </dev/null
    status=$?
    set -- $(count "$status")
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    [ "$2" -gt 0 ] || [ -n "${VERBOSE:-}" ] || return 0
    printf -- '---- %s: %d failed, ended with status %d\n' "$program" "$2" "$status"
    grep -av '^ok ' "$out"
    printf -- '----\n'
}

for program; do
    in=$(basename "$(dirname "$program")")
    if [ "$in" != "$folder" ]; then
        close_folder
        folder=$in in_folder=$passed failed_before=$failed
    fi
    run "$program"
done
close_folder

if [ $((passed + failed)) -eq 0 ]; then
    failed=1
fi
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
