#!/bin/sh
# tests/lint/run.sh: the rules of the house that a machine can check. One line a rule; what breaks
# it is listed below that line. Ends with "lint: N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 70
T=$(mktemp -d) || exit 73
trap 'rm -rf "$T"' EXIT

kept=0 broken=0

# rule NAME COMMAND...: whatever the command prints is what breaks the rule.
rule()
{
    name=$1
    shift
    "$@" >"$T/found" 2>&1
    if [ -s "$T/found" ]; then
        broken=$((broken + 1))
        printf 'FAIL  %s\n' "$name"
        sed 's/^/      /' "$T/found"
    else
        kept=$((kept + 1))
        printf 'ok    %s\n' "$name"
    fi
}

# The same for what should be looked at but breaks nothing.
remark()
{
    name=$1
    shift
    "$@" >"$T/found"
    [ -s "$T/found" ] || return 0
    printf 'note  %s\n' "$name"
    sed 's/^/      /' "$T/found"
}

rows()
{
    sed 's/#.*//' "$1" | awk 'NF'
}

files()
{
    find "$@" -type f | sort
}

files src -name '*.[ch]' >"$T/c"
files tests -name '*.[ch]' >"$T/test_c"
# FILE:LINE:HEADER of every include in src and tests.
xargs awk '/^[ \t]*#[ \t]*include/ {
    name = $0
    sub(/^[^"<]*["<]/, "", name)
    sub(/[">].*/, "", name)
    kind = /</ ? "system" : "own"
    print FILENAME ":" FNR ":" kind ":" name
}' <"$T/c" >"$T/includes" /dev/null
xargs awk '/^[ \t]*#[ \t]*include/ { print FILENAME ":" FNR ":" $2 }' <"$T/test_c" \
    >"$T/test_includes" /dev/null

unknown_rooms()
{
    rows tests/lint/rooms.txt | awk '{ print $1 }' | sort >"$T/named"
    find src -mindepth 1 -maxdepth 1 \( -type d -o -name '*.[ch]' \) -printf '%f\n' | sort |
        comm -13 "$T/named" - | sed 's/$/: not in tests\/lint\/rooms.txt/'
}

upward_rows()
{
    rows tests/lint/rooms.txt | awk '{
        for (i = 2; i <= NF; i++) {
            room = $i
            sub(/\/.*/, "", room)
            if (!(room in seen)) print $1 " names " $i ", which does not stand above it"
        }
        seen[$1] = 1
    }'
}

foreign_includes()
{
    rows tests/lint/rooms.txt >"$T/rooms"
    awk -F : '
        NR == FNR {
            n = split($0, w, /[ \t]+/)
            for (i = 2; i <= n; i++) allowed[w[1], w[i]] = 1
            next
        }
        $3 == "own" {
            split($1, at, "/")
            split($4, to, "/")
            if (at[2] != to[1] && !((at[2], to[1]) in allowed) && !((at[2], $4) in allowed))
                print $1 ":" $2 ": " at[2] " may not include \"" $4 "\""
        }' "$T/rooms" "$T/includes"
}

include_form()
{
    awk -F : '$3 == "own" && $4 !~ /^[a-z]+\/[a-z0-9_]+\.(h|inc)$/ {
        print $1 ":" $2 ": write it as \"room/file.h\""
    }' "$T/includes"
}

own_header_first()
{
    awk -F : '!($1 in first) { first[$1] = $4; print $1 "\t" $4 }' "$T/includes" |
        while read -r file name; do
            case $file in
            *.c) own=${file%.c}.h ;;
            *) continue ;;
            esac
            if [ -f "$own" ] && [ "src/$name" != "$own" ]; then
                echo "$file: include its own header first"
            fi
        done
}

circles()
{
    awk -F : '$3 == "own" { print $1, "src/" $4 }' "$T/includes" | tsort 2>&1 >/dev/null
}

foreign_libraries()
{
    rows tests/lint/libraries.txt >"$T/libraries"
    awk '
        NR == FNR { owner[$1] = $2; next }
        {
            split($0, f, ":")
            split(f[1], at, "/")
            if (f[3] != "system" || !(f[4] in owner)) next
            if (at[2] != owner[f[4]])
                print f[1] ":" f[2] ": <" f[4] "> belongs to " owner[f[4]]
            else if (f[4] in user && user[f[4]] != f[1])
                print f[1] ":" f[2] ": <" f[4] "> is already included by " user[f[4]]
            user[f[4]] = f[1]
        }' "$T/libraries" "$T/includes"
}

# A library nobody has written down has no owner.
unnamed_libraries()
{
    rows tests/lint/libraries.txt | awk '{ print $1 }' | sort >"$T/known"
    awk -F : '$3 == "system" { print $4 }' "$T/includes" | sort -u | comm -23 - "$T/known" |
        while read -r name; do
            path=$(printf '#include <%s>\n' "$name" | cc -E -x c - 2>/dev/null |
                sed -n 's/^# 1 "\(\/[^"]*\)".*/\1/p' | grep -F "/$name" | head -n 1)
            case $(dpkg-query -S "$path" 2>/dev/null) in
            '' | libc6-dev* | libgcc-* | linux-libc-dev* | gcc* | libstdc*) ;;
            *) echo "<$name> ($path) is not in tests/lint/libraries.txt" ;;
            esac
        done
}

test_libraries()
{
    awk -F : '/cmocka\.h/ { print $1 ":" $2 ": cmocka is for tests" }' "$T/includes"
}

# calls NAMES: where functions of that |-separated list are called in src, comments aside.
calls()
{
    xargs grep -nE "(^|[^a-z_0-9>.])($1)\(" <"$T/c" /dev/null | grep -vE ':[0-9]+: *(/?\*( |/|$)|//)'
}

# Calls that have a bounded or checked sibling, go through a shell, or keep a hidden state.
banned_calls()
{
    calls 'strcpy|strcat|strncpy|sprintf|vsprintf|gets|atoi|atol|atof|alloca'
    calls 'system|popen|tmpnam|tempnam|mktemp|rand|strtok|ctime|localtime|gmtime'
}

endings_from_below()
{
    calls 'exit|_exit|abort' | grep -vE '^src/(main|base/die|cli/[a-z_]+)\.c:'
}

raw_allocation()
{
    calls 'malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf' |
        grep -vE '^src/base/(xalloc|wipe)\.'
}

# Rooms below the front ends hand back text; base holds die().
printing_core()
{
    rows tests/lint/rooms.txt | awk '{ print $1 }' |
        grep -vxE 'base|tui|cli|main\.c' | sed 's/^/^src\//; s/$/\//' >"$T/silent"
    { calls 'printf|puts|putchar|perror'; xargs grep -nE 'std(out|err)' <"$T/c" /dev/null; } |
        grep -f "$T/silent"
}

unfinished()
{
    grep -rnE '\<(TODO|FIXME|XXX|HACK)\>|未実装' src knowledge dict docs README.md Makefile tests .ci |
        grep -v '^tests/lint/run\.sh:'
}

# Data that programs write or that is wrong on purpose is left alone.
spacing()
{
    files src tests knowledge dict docs .ci README.md Makefile |
        grep -vE '^tests/(check|[a-z]+/data)/|\.(case|expected|screen|tsv|csv)$' |
        xargs grep -lI '' >"$T/text"
    grep -vx Makefile "$T/text" | xargs grep -nP '\t' /dev/null |
        sed 's/:\([0-9]*\):.*/:\1: a tab/'
    xargs grep -nP '[ \t\r]$' <"$T/text" /dev/null |
        sed 's/:\([0-9]*\):.*/:\1: blanks or CR at the end of the line/'
    while IFS= read -r file; do
        [ -z "$(tail -c 1 "$file")" ] || echo "$file: no newline at the end"
    done <"$T/text"
}

format()
{
    cat "$T/c" "$T/test_c" | xargs clang-format --dry-run -Werror 2>&1 |
        sed -n 's/^\([^:]*:[0-9]*\):[0-9]*: error:.*/\1/p' | sort -t : -k 1,1 -u |
        sed 's/$/: make format changes this and perhaps more/'
}

shell_syntax()
{
    files src tests -name '*.sh' | while IFS= read -r script; do
        sh -n "$script" 2>&1
    done
    bash -n .ci/run 2>&1
}

lengths()
{
    cat "$T/c" "$T/test_c" "$T/scripts" | xargs awk -v limit="$1" '
        function done() { if (lines > limit) print file ": " lines " lines" }
        FNR == 1 { done(); file = FILENAME }
        { lines = FNR }
        END { done() }' /dev/null
}

long_headers()
{
    grep '\.h$' "$T/c" | xargs wc -l | awk '$2 != "total" && $1 > 120 { print $2 ": " $1 " lines" }'
}

long_functions()
{
    xargs awk '
        FNR == 1 { start = 0 }
        /^[a-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
        /^\{/ { start = FNR }
        /^\}/ && start {
            if (FNR - start - 1 > 60)
                print FILENAME ":" start ": " name " has " FNR - start - 1 " lines"
            start = 0
        }' <"$T/c" /dev/null
}

cppcheck_findings()
{
    ! command -v cppcheck >/dev/null ||
        cppcheck --enable=warning,performance,portability --inline-suppr -q -Isrc src 2>&1
}

top_level()
{
    find . -mindepth 1 -maxdepth 1 ! -name '.*' -printf '%f\n' |
        grep -vxE 'Makefile|src|knowledge|dict|tests|docs|README\.md|LICENSE|build'
}

# Other files of those rooms hold no sentences about an author's files.
sentences()
{
    grep -E '^src/(knowledge/|guide/(paths|trial))[^/]*\.c$' "$T/c" |
        grep -vE '/(schema|schema_words|cond_describe|cond_forms|filekind|skeleton)\.c$' |
        xargs awk -f tests/lint/messages.awk | sort -u
}

# What knowledge/period.c puts together while running stands at the end of a row's first cell.
unexplained()
{
    sentences >"$T/sentences"
    while IFS= read -r said; do
        case $said in
        ありません | 重なっています) row="$said |" ;;
        *) row="| $said |" ;;
        esac
        grep -qF -- "$row" docs/errors.md || echo "not in docs/errors.md: $said"
    done <"$T/sentences"
}

explained_only()
{
    sed -n 's/^| \([^|]*\) | .*/\1/p' docs/errors.md | grep -vxE 'ことば|-+' |
        grep -vxF -f "$T/sentences" | grep -vE '…が(ありません|重なっています)$' |
        sed 's/^/nobody says: /'
}

files src tests -name '*.sh' >"$T/scripts"
[ ! -f .ci/run ] || echo .ci/run >>"$T/scripts"

rule "every folder of src has a row in rooms.txt" unknown_rooms
rule "the arrows between folders form no circle" upward_rows
rule "folders include only what rooms.txt lets them" foreign_includes
rule "includes are written \"room/file.h\"" include_form
rule "a file includes its own header first" own_header_first
rule "headers form no circle" circles
rule "each library's header is included by one file, its owner's" foreign_libraries
rule "every library has an owner in libraries.txt" unnamed_libraries
rule "cmocka is included by tests only" test_libraries
rule "no calls without bounds, to a shell, or to a hidden state" banned_calls
rule "only main, the commands and die() end the process" endings_from_below
rule "memory comes from base/xalloc and base/arena" raw_allocation
rule "only the front ends write to the terminal" printing_core
rule "nothing is marked as unfinished" unfinished
rule "no tabs, blanks at line ends or missing last newlines" spacing
rule "clang-format agrees" format
rule "shell scripts can be parsed" shell_syntax
rule "no source file is longer than 500 lines" lengths 500
rule "docs/errors.md explains whatever check and import say" unexplained
rule "and nothing else" explained_only
rule "only what belongs there stands at the top" top_level
remark "functions longer than 60 lines" long_functions
remark "what cppcheck says, where it is installed" cppcheck_findings
remark "headers longer than 120 lines" long_headers

echo "lint: $kept passed, $broken failed"
[ "$broken" -eq 0 ]
