# tap.sh: for shell tests that tests/run.sh runs. Gives a scratch folder in $T, removed at the end,
# and functions that print one TAP line a test. A test script ends with `tap_end`.

T=$(mktemp -d) || exit 73
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
tap_n=0

# pass NAME; fail NAME [FILE]: FILE says why.
pass()
{
    tap_n=$((tap_n + 1))
    printf 'ok %d - %s\n' "$tap_n" "$1"
}

fail()
{
    tap_n=$((tap_n + 1))
    printf 'not ok %d - %s\n' "$tap_n" "$1"
    [ -z "${2:-}" ] || sed 's/^/# /' "$2"
}

# check NAME COMMAND...: passes when the command succeeds; else shows what it printed.
check()
{
    tap_name=$1
    shift
    if "$@" >"$T/.tap" 2>&1; then pass "$tap_name"; else fail "$tap_name" "$T/.tap"; fi
}

# same NAME EXPECTED ACTUAL: two files.
same()
{
    check "$1" diff -u "$2" "$3"
}

# Ends the script where the packages of tests/node could not be fetched.
need_node()
{
    [ -e "$BUILD/node/done" ] && return
    echo "ok $((tap_n += 1)) # SKIP the packages of tests/node could not be fetched"
    tap_end
    exit 0
}

tap_end()
{
    printf '1..%d\n' "$tap_n"
}
