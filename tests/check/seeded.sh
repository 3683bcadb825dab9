#!/bin/sh
# tests/check/seeded.sh: each mistake of seeded.txt, made in a copy of the shipped knowledge, is
# named by `madoguchi check` at its place, and soon: among the first lines that are said.
set -u
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
MADOGUCHI=${MADOGUCHI:-$PWD/build/madoguchi}
SOON=3 # mistakes that a clerk reads before looking for the cause

mkdir "$T/fresh" "$T/work"
cp -R knowledge dict "$T/fresh"
cp -R knowledge dict "$T/work"
(cd "$T/fresh" && "$MADOGUCHI" check knowledge 2>"$T/said")
check "the knowledge without a mistake gives none" grep -qx '項目.*（注意 0）' "$T/said"
check "and nothing else is said" test "$(wc -l <"$T/said")" -eq 1

clear()
{
    name='' file='' copy='' edit='' more='' code='' in='' line='' last='' says=''
}

# Makes the mistake in $T/work.
seed()
{
    at=$T/work/knowledge/$file
    [ -z "$copy" ] || cp "$T/work/knowledge/$copy" "$at" || return
    cp "$at" "$T/before" || return
    [ -z "$edit" ] || sed -i "$edit" "$at" || return
    [ -z "$more" ] || printf "$more\n" >>"$at"
    [ -z "$code" ] || iconv -f UTF-8 -t "$code//TRANSLIT" "$T/before" >"$at" || return
    [ "$copy" ] || ! cmp -s "$T/before" "$at"
}

restore()
{
    if [ "$copy" ]; then
        rm -f "$T/work/knowledge/$file"
    else
        cp "$T/fresh/knowledge/$file" "$T/work/knowledge/$file"
    fi
}

# Is it said at the line, among the first?
is_named()
{
    where=knowledge/${in:-$file}
    if [ "$line" != 0 ]; then
        number=$(LC_ALL=C grep -n -- "${line:-$last}" "$T/work/$where" | cut -d: -f1)
        number=$(printf '%s\n' "$number" | if [ "$line" ]; then head -n 1; else tail -n 1; fi)
        [ "$number" ] || { echo "the edited file has no line $line$last"; return 1; }
        where="$where:$number[:）]"
    fi
    grep -E '^[^ ].*: (error|warning): ' "$T/said" | head -n "$SOON" >"$T/first"
    grep -e "^$where" -e "（$where" "$T/first" | grep -F -- ": ${says%% *}: " | grep -qF -- "${says#* }" ||
        { echo "wanted: $where: $says"; head -n 12 "$T/said"; return 1; }
}

run_case()
{
    [ "$name" ] || return 0
    if ! seed 2>"$T/error"; then
        echo "the edit changes nothing" >>"$T/error"
        fail "$name" "$T/error"
    else
        (cd "$T/work" && "$MADOGUCHI" check knowledge >"$T/said" 2>&1 </dev/null)
        status=$?
        wanted=65
        [ "${says%% *}" = error ] || wanted=0
        check "$name: $file" is_named
        check "$name: ends with $wanted" test "$status" -eq "$wanted"
    fi
    restore
}

clear
while read -r key rest; do
    case $key in
    '' | '#'*) continue ;;
    name)
        run_case
        clear
        name=$rest
        ;;
    file) file=$rest ;;
    copy) copy=$rest ;;
    edit) edit=$rest ;;
    more) more=$rest ;;
    code) code=$rest ;;
    in) in=$rest ;;
    line) line=$rest ;;
    last) last=$rest ;;
    says) says=$rest ;;
    *) fail "seeded.txt: $key is no word of the table" ;;
    esac
done <tests/check/seeded.txt
run_case
tap_end
