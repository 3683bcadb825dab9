#!/bin/sh
# tests/cli/run.sh [CASE...]: runs what tests/cli/*.case type, and compares what comes back.
#
# A case is prose with indented commands and exactly what they print:
#
#   Words for the reader start at the margin.
#     $ madoguchi show nai            a command for sh; the next line may go on with "> "
#     a line of standard output
#     ! a line of standard error
#     [66]                            the exit code, when it is not 0
#
# (with two spaces of indent). Each command runs in a shell of its own, in the case's scratch folder,
# without standard input. Whatever a case says, output must be UTF-8 without control or bidi
# characters: nothing that came from a resident or a file may reach the terminal raw.
# `hush COMMAND...` runs a command of which only that and the exit code matter, not the words.
#   UPDATE=1     writes what came back into the cases
#   VALGRIND=1   runs the program under valgrind; an error or a leak fails the case
set -u
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
ROOT=$PWD
MADOGUCHI=${MADOGUCHI:-$ROOT/build/madoguchi}
DB=${DB:-$(dirname "$MADOGUCHI")/madoguchi.db}
export ROOT MADOGUCHI DB
[ $# -gt 0 ] || set -- tests/cli/*.case

mkdir "$T/bin" "$T/home"
# valgrind's log has a descriptor of its own: 1 and 2 may be closed in a case.
if [ -n "${VALGRIND:-}" ]; then
    under="valgrind -q --error-exitcode=98 --leak-check=full --errors-for-leak-kinds=definite"
    printf '#!/bin/sh\nexec 9>>"%s/valgrind.$$"\nexec %s --log-fd=9 "$MADOGUCHI" "$@"\n' "$T" \
        "$under" >"$T/bin/madoguchi"
else
    printf '#!/bin/sh\nexec "$MADOGUCHI" "$@"\n' >"$T/bin/madoguchi"
fi
cat >"$T/bin/hush" <<'END'
#!/bin/sh
"$@" >hushed.out 2>hushed.err
code=$?
unsafe hushed.out && LC_ALL=C sed -n l hushed.out
unsafe hushed.err && LC_ALL=C sed -n l hushed.err
exit $code
END
# Succeeds when a file holds what no terminal should get: C0 but tab and newline, DEL, C1, line
# separators, bidi controls, bytes that are not UTF-8.
cat >"$T/bin/unsafe" <<'END'
#!/bin/sh
c0='[\x00-\x08\x0b-\x1f\x7f]' c1='\xc2[\x80-\x9f]'
bidi='\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]'
LC_ALL=C grep -aqP "$c0|$c1|$bidi" "$1" || ! iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1
END
chmod +x "$T"/bin/*

# Lines of file $1 with prefix $2. What no terminal should get is shown as a complaint instead.
show()
{
    if "$T/bin/unsafe" "$1"; then
        echo "  ! *** control characters or broken UTF-8:"
        LC_ALL=C sed -n l "$1" | sed 's/^/  ! *** /'
    else
        awk -v prefix="$2" '{ print prefix $0 }' "$1"
    fi
}

# Runs command $1 in $scratch and appends what came back to $T/actual.
play()
{
    (cd "$scratch" && env -i PATH="$T/bin:$PATH" HOME="$T/home" LANG=C.UTF-8 TZ=Asia/Tokyo \
        TERM=dumb ROOT="$ROOT" DB="$DB" MADOGUCHI="$MADOGUCHI" \
        ASAN_OPTIONS="${ASAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}" \
        sh -c "$1" >"$T/out" 2>"$T/err" </dev/null)
    code=$?
    { show "$T/out" '  ' && show "$T/err" '  ! '; } >>"$T/actual"
    [ "$code" -eq 0 ] || echo "  [$code]" >>"$T/actual"
}

# Plays the case in file $1: $T/actual becomes the case as it should read.
replay()
{
    : >"$T/actual"
    command=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '  > '*)
            command="$command
${line#  > }"
            printf '%s\n' "$line" >>"$T/actual"
            continue
            ;;
        esac
        if [ -n "$command" ]; then
            play "$command"
            command=
        fi
        case $line in
        '  $ '*)
            command=${line#  \$ }
            printf '%s\n' "$line" >>"$T/actual"
            ;;
        '  '*) ;; # what came back last time
        *) printf '%s\n' "$line" >>"$T/actual" ;;
        esac
    done <"$1"
    [ -z "$command" ] || play "$command"
}

for case; do
    name=$(basename "$case" .case)
    scratch=$T/scratch.$name
    mkdir "$scratch"
    replay "$case"
    cat "$T"/valgrind.* >"$T/memory" 2>/dev/null
    rm -f "$T"/valgrind.*
    if [ -s "$T/memory" ]; then
        fail "$name: valgrind" "$T/memory"
    elif [ -n "${UPDATE:-}" ]; then
        cmp -s "$case" "$T/actual" || cp "$T/actual" "$case"
        pass "$name"
    else
        same "$name" "$case" "$T/actual"
    fi
    rm -rf "$scratch"
done
tap_end
