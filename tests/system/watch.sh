#!/bin/sh
# `check --watch` and `test --watch` as real processes: files are saved in the ways of editors, and
# the right words appear. How soon is nobody's business here: we wait as long as it takes.
. tests/tap.sh
LIMIT=${WATCH_LIMIT:-30} # seconds, for a machine that is very busy

K=$T/work/knowledge
fresh()
{
    rm -rf "$T/work"
    cp -R tests/check/good "$T/work"
    rm -f "$T/work/expected"
    mkdir "$K/tests"
    cat >"$K/tests/a.yaml" <<'END'
questions:
  - {ask: 同じ町で別の家に越した, first: tenkyo}
guides:
  - name: 転居、代理の人
    id: tenkyo
    today: 2026-11-20
    answers: {hikkoshi_bi: 2026-11-20, raicho_sha: dairi}
    documents: [honnin-kakunin, ininjo]
END
    tenkyo=$K/procedures/jusho/tenkyo.yaml
}

watching=
start()
{
    : >"$T/out"
    (cd "$T/work" && exec "$MADOGUCHI" "$@" --watch --today 2026-11-21 knowledge \
        >"$T/out" 2>&1 </dev/null) &
    watching=$!
    trap 'kill $watching 2>/dev/null; rm -rf "$T"' EXIT
    from=0
}

# said TEXT: waits until it is said, behind what was waited for last.
said()
{
    tries=0
    while [ "$tries" -lt $((LIMIT * 20)) ]; do
        at=$(tail -c "+$((from + 1))" "$T/out" | LC_ALL=C grep -boF -- "$1" | head -n 1 | cut -d: -f1)
        if [ "$at" ]; then
            from=$((from + at + 1))
            return 0
        fi
        kill -0 "$watching" 2>/dev/null || break
        sleep 0.05
        tries=$((tries + 1))
    done
    echo "never said: $1"
    cat "$T/out"
    return 1
}

# ends SIGNAL CODE
ends()
{
    kill "-$1" "$watching"
    wait "$watching"
    got=$?
    [ "$got" -eq "$2" ] || { echo "ended with $got"; cat "$T/out"; return 1; }
}

GOOD=まちがいはありません

# ---- check --watch
fresh
start check
check "what is there is checked at the start" said "$GOOD"

sed 's/^desk: jumin/desk: jumim/' "$tenkyo" >"$T/new"
cat "$T/new" >"$tenkyo" # over the old one
check "a file written over: its name is said" said "保存されました: knowledge/procedures/jusho/tenkyo.yaml"
check "and the mistake" said "knowledge/procedures/jusho/tenkyo.yaml:17:7: error: 「jumim」"

sed 's/^desk: jumim/desk: jumin/' "$T/new" >"$K/procedures/jusho/.tenkyo.yaml.swp"
mv "$K/procedures/jusho/.tenkyo.yaml.swp" "$tenkyo" # another one in its place
check "a file put in its place: nothing is wrong" said "$GOOD"

sed 's/^field: 住所/felid: 住所/' "$tenkyo" >"$T/new"
: >"$K/procedures/jusho/4913" # as vim does it
rm "$K/procedures/jusho/4913"
mv "$tenkyo" "$tenkyo~"
cp "$T/new" "$tenkyo"
rm "$tenkyo~"
check "a file moved away and written anew" said "「felid」というキー"
sed 's/^felid: 住所/field: 住所/' "$T/new" >"$tenkyo"
check "and back" said "$GOOD"

mkdir -p "$K/procedures/shomei/atarashii"
sed 's/^id: tenkyo/id: utsushi/;s/^name: .*/name: 写し/;/^says:/,/^desk:/s/^  - /&写しで/;s/^reading: .*/reading: うつし/' \
    "$tenkyo" >"$K/procedures/shomei/atarashii/utsusi.yaml"
check "a file in a new folder in a new folder" said "id「utsushi」とファイル名「utsusi.yaml」が違います"
rm -r "$K/procedures/shomei"
check "a folder that goes away" said "$GOOD"

mv "$K/questions.yaml" "$T/questions.yaml"
check "a file that goes away" said "という質問（questions.yaml）はありません"
mv "$T/questions.yaml" "$K/questions.yaml"
check "and comes back" said "$GOOD"

mv "$K" "$T/away"
check "the whole folder goes away" said "知識のフォルダ「knowledge」を読めません"
mv "$T/away" "$K"
check "and comes back, too" said "$GOOD"
echo 'desk: kieta' >>"$tenkyo"
check "it is still watched" said "キー「desk」が2度あります"
check "Ctrl-C while something is wrong ends with 65" ends INT 65

# ---- test --watch
fresh
start test
check "the guide cases are run" said "道すじの例 1: 合っています"
check "then what is searched" said "検索・質問・対話の例"
check "and all is well" said "$GOOD"

sed 's/documents: .*/documents: [honnin-kakunin]/' "$K/tests/a.yaml" >"$T/new"
cat "$T/new" >"$K/tests/a.yaml"
check "a guide case that fails" said "道すじの例 1: だめ 1"
check "and that is the end of it" said "だめなところがあります"

sed -i 's/documents: .*/documents: [honnin-kakunin, ininjo]/;s/ask: [^,]*,/ask: 引っ越しの届け,/;s/first: tenkyo/first: hikkoshi/' "$K/tests/a.yaml"
check "a question that fails is run first" said "変えた所と、前にだめだった所の例 1: だめ 1"
check "and named" said "だめなところがあります"
sed -i 's/first: hikkoshi/first: tenkyo/' "$K/tests/a.yaml"
check "and when it is mended" said "変えた所と、前にだめだった所の例"
check "all of these are well" said "合っています"
check "all is well again" said "$GOOD"

echo '# ' >>"$tenkyo"
said "道すじの例 1: 合っています" >"$T/waited"
echo '# ' >>"$tenkyo" # ends the search that has begun
check "a save while it searches" said "道すじの例 1: 合っています"
check "Ctrl-C while it searches ends with 0" ends INT 0
check "nothing is left behind" test -z "$(find /tmp -maxdepth 1 -name 'madoguchi-watch-*' -user "$(id -un)" -newer "$T/waited" 2>/dev/null)"

(cd "$T/work" && "$MADOGUCHI" test --watch nai >"$T/said" 2>&1 </dev/null)
check "a folder that is not there ends it with 66" test $? -eq 66
tap_end
