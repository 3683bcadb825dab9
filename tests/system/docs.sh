#!/bin/sh
# tests/system/docs.sh [DOCUMENT...]: does what the staff's documents tell one to do, in a scratch copy of
# the project, and compares what is printed with what they show. How a block says what it is:
# tests/docs/blocks.awk; "…" in what is printed: tests/docs/like.awk.
set -u
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
ROOT=$PWD
MADOGUCHI=${MADOGUCHI:-$ROOT/build/madoguchi}
DB=${DB:-$(dirname "$MADOGUCHI")/madoguchi.db}
[ $# -gt 0 ] || set -- docs/yaml.md docs/staff.md docs/ordinance.md
mkdir "$T/bin" "$T/home"
ln -s "$MADOGUCHI" "$T/bin/madoguchi"

# Files that the document begins with.
fresh()
{
    rm -rf "$T/work"
    mkdir "$T/work"
    case $1 in
    docs/yaml.md) cp -R tests/check/good/knowledge "$T/work" ;;
    *)
        cp -R knowledge dict "$T/work"
        # The examples take long to try, and the documents show no more than that they hold;
        # tests/system/knowledge.sh tries them. EXAMPLES=1 keeps them.
        [ -n "${EXAMPLES:-}" ] || rm -rf "$T/work/knowledge/tests"
        cp "$DB" "$T/work/madoguchi.db"
        ;;
    esac
}

in_work()
{
    (cd "$T/work" && env -i PATH="$T/bin:$PATH" HOME="$T/home" LANG=C.UTF-8 TZ=Asia/Tokyo TERM=dumb \
        USER=staff ASAN_OPTIONS="${ASAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}" \
        sh -c "$1" </dev/null 2>&1)
}

# The commands of block $1, each with what it prints. The last one's exit code must be $2.
play_console()
{
    code=0
    : >"$T/printed"
    sed -n 's/^\$ //p' "$1" >"$T/typed"
    while IFS= read -r typed <&3; do
        [ "$code" -eq 0 ] || echo "[ended with $code]" >>"$T/printed"
        printf '$ %s\n' "$typed" >>"$T/printed"
        in_work "$typed" >>"$T/printed"
        code=$?
    done 3<"$T/typed"
    [ "$code" -eq "$2" ] || echo "[ended with $code]" >>"$T/printed"
    sed 1d "$1" >"$T/shown"
    LC_ALL=C awk -f tests/docs/like.awk "$T/shown" "$T/printed"
}

put_lines() # BLOCK FILE RANGE
{
    first=${3%-*} last=${3#*-}
    [ "$(sed -n '$=' "$2")" -ge "$last" ] || return
    { sed "$first,\$d" "$2" && sed 1d "$1" && sed "1,${last}d" "$2"; } >"$T/new" && mv "$T/new" "$2"
}

play() # BLOCK KIND ARGUMENT
{
    file=$T/work/${3%%:*}
    case $2 in
    console) play_console "$1" "$3" ;;
    yaml)
        case $3 in
        *:*) put_lines "$1" "$file" "${3#*:}" ;;
        *) mkdir -p "$(dirname "$file")" && sed 1d "$1" >"$file" ;;
        esac
        ;;
    diff) awk -f tests/docs/change.awk "$1" "$file" >"$T/new" && mv "$T/new" "$file" ;;
    esac
}

# Links that lead to no file.
lost_links()
{
    for from in README.md docs/*.md; do
        sed 's/`[^`]*`//g' "$from" | grep -oE '\]\([^):#]+' | sed 's/^](//' | while IFS= read -r to; do
            [ -e "$(dirname "$from")/$to" ] || echo "$from: $to"
        done
    done
}
lost_links >"$T/lost"
check "every link of a document leads to a file" test ! -s "$T/lost"

for document; do
    rm -rf "$T/blocks"
    mkdir "$T/blocks"
    awk -v dir="$T/blocks" -f tests/docs/blocks.awk "$document"
    fresh "$document"
    for block in "$T"/blocks/*; do
        read -r kind argument at <"$block"
        case $kind in
        section)
            # Each rule of the language is shown by itself; what it ends with is right.
            [ "$document" != docs/yaml.md ] || {
                check "${document##*/}: what is left is right" in_work "madoguchi check"
                fresh "$document"
            }
            ;;
        *) check "${document##*/}:$at $kind" play "$block" "$kind" "$argument" ;;
        esac
    done
    [ "$document" != docs/yaml.md ] || check "${document##*/}: what is left is right" in_work "madoguchi check"
done
tap_end
