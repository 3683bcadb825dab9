#!/bin/sh
# An editor's real YAML language server reads the shipped schemas: nothing is wrong with the shipped
# files, an author's mistakes are marked on their line, and keys are explained. Nothing reaches for
# the network. The sentences that the schemas hold are Japanese, and so are the server's own where it
# has a translation; the rest (missing property, syntax) is English.
. tests/tap.sh
need_node
server=$BUILD/node/node_modules/yaml-language-server/bin/yaml-language-server

# lsp FOLDER ACTION...: tests/node/language_server.js
lsp()
{
    node tests/node/language_server.js "$server" "$@"
}

cp /dev/null "$T/none"
lsp . diagnose $(find knowledge dict -name '*.yaml' | sort) >"$T/said" 2>&1
echo "[$?]" >"$T/code"
echo '[0]' >"$T/fine"
same "the server reads the shipped files to the end" "$T/fine" "$T/code"
same "it marks nothing in the shipped files" "$T/none" "$T/said"

# ---- mistakes, each in a copy of one procedure ----

k=$T/knowledge
mkdir -p "$k/procedures/a"
cp -R knowledge/schema "$k"
cat >"$T/procedure" <<'END'
# yaml-language-server: $schema=../../schema/procedure.json
id: tennyu
name: 転入届
reading: てんにゅうとどけ
field: 住所
summary: 引っ越してきたときの届け出です。
says: 引っ越してきた
status: confirmed
desk: jumin
who: 本人
deadline:
  from: hi
  within: 14 days
fee: 0
online: {level: partly, how: マイナポータルで伝えられます。}
tree:
  start: doko
  nodes:
    doko: {use: doko, next: done}
documents:
  - id: honnin-kakunin
    when: raicho_sha == dairi and age(umareta_hi) >= 75
notes: 住み始める前には出せません。
confirmed: 2026-11-20
END
cp "$T/procedure" "$k/procedures/a/good.yaml"

# seed NAME SED LINE MESSAGE: the copy NAME with a mistake, and what must be said of which line.
: >"$T/wanted"
seed()
{
    sed "$2" "$T/procedure" >"$k/procedures/a/$1.yaml"
    printf '%s.yaml:%s: %s\n' "$1" "$3" "$4" >>"$T/wanted"
}
unknown='このキーは「手続き」にありません。つづりと、全角の「：」や空白がないかを確かめてください（書けるもの:'
text='ここには文字を書きます（数や true・false は " " で囲みます）'
seed unknown-key 's/^summary:/sumary:/' 6 "$unknown"
seed unknown-key 's/^summary:/sumary:/' 2 '「手続き」に「summary」（どんなものか）がありません'
seed missing-key '/^who:/d' 2 '「手続き」に「who」（だれができるか）がありません'
seed missing-inside 's/- id: .*/- note: 紙/' 21 'Missing property "id".'
seed number-for-text 's/^name: .*/name: 2026/' 3 "$text"
seed list-for-text 's/^who: .*/who: [本人]/' 10 "$text"
seed text-for-record 's/^tree:/tree: doko/; /^  start:/,/^    doko:/d' 16 \
    '「質問の木」は「キー: 値」の並びで書きます'
seed enum 's/^status: .*/status: maybe/' 8 '書けるのは confirmed, unconfirmed です'
seed id-letters 's/^id: .*/id: Tennyu/' 2 'id は半角の英小文字と数字と「-」「_」で書きます'
seed key-letters 's/^    doko:/    どこ:/' 19 \
    'id は半角の英小文字と数字と「-」「_」で書きます（yes・no・true などと、数だけのものは使えません）'
seed reading 's/^reading: .*/reading: テンニュウ/' 4 'よみがなは、ひらがなで書いてください'
seed date 's/^confirmed: .*/confirmed: 2026-13-20/' 24 '日付は 2026-11-20 の形で書いてください'
seed duration 's/14 days/14日/' 13 \
    '期間は「14 days」「3 months」のように書きます（days weeks months years）'
seed fee 's/^fee: 0/fee: 無料/' 14 '半角の数字を書いてください'
seed condition 's/sha == dairi/sha = dairi/' 22 '条件は「質問 == 答え」のように半角で書きます'
seed wide-condition 's/sha == dairi/sha ＝＝ dairi/' 22 \
    '条件は「質問 == 答え」のように半角で書きます'
seed wide-space-at-end 's/^who: .*/who: 本人　/' 10 \
    '1行の文字を書きます。前と後ろに全角の空白は置けません'
seed empty-value 's/^who: .*/who:/' 10 "$text"
seed wide-colon 's/^name: /name：/' 3 "$unknown"
seed wide-colon 's/^name: /name：/' 3 'Implicit keys need to be on a single line'
seed wide-space-indent 's/^  start:/　start:/' 17 "$unknown"
seed duplicate-key 's/^who: .*/&\n&/' 11 'Map keys must be unique'

dated='[{yen: 300, until: 2027-03-31}, {yen: 400, from: 2027-04-01}]'
place='[{text: 1階, until: 2027-03-31}, {text: 2階, from: 2027-04-01}]'
sed "s/^  juminhyo: .*/  juminhyo: $dated/; s/place: 本庁1階 1番/place: $place/" knowledge/town.yaml \
    >"$k/town.yaml"
diff knowledge/town.yaml "$k/town.yaml" | grep -c '^>' >"$T/dated"
echo 2 >"$T/two"
same "two values of the town's copy are dated" "$T/two" "$T/dated"
lsp "$k" diagnose "$k/town.yaml" >"$T/said" 2>&1
same "it marks nothing in dated values" "$T/none" "$T/said"

lsp "$k" diagnose "$k"/procedures/a/*.yaml >"$T/said" 2>&1
sed -i "s|^$k/procedures/a/||" "$T/said"
grep '^good' "$T/said" >"$T/good"
same "it marks nothing in the copy without a mistake" "$T/none" "$T/good"
while IFS= read -r wanted; do
    grep -F "${wanted%%:*}:" "$T/said" >"$T/of_file"
    check "it says ${wanted%%（*}" grep -F "$wanted" "$T/of_file"
done <"$T/wanted"
# Where the YAML itself holds, nothing but the mistake is marked.
grep -vE '^(unknown-key|wide-|text-for-record|duplicate-key)' "$T/said" |
    awk -F : '{ print $1 }' | sort | uniq -d >"$T/twice"
same "it says one thing of one mistake" "$T/none" "$T/twice"

# ---- explained, offered ----

good=$k/procedures/a/good.yaml
lsp "$k" hover "$good" 6 3 >"$T/hover" 2>&1
check "a key is explained" grep -qx 'どんなものか' "$T/hover"
lsp "$k" hover "$good" 13 5 >"$T/hover" 2>&1
check "a key in a record is explained" grep -q '^いつまでか（14 days' "$T/hover"
lsp "$k" hover "$good" 8 12 >"$T/hover" 2>&1
check "a value is explained" grep -qF '* `unconfirmed`: まだ確かめていないもの' "$T/hover"

{
    printf '# yaml-language-server: $schema=../../schema/procedure.json\n'
    printf 'id: x\nname: 届\n\ndeadline:\n  within: 14 days\n  \nstatus: \n'
} >"$k/procedures/a/half.yaml"
# offers NAME LINE COL KEY DESCRIPTION
offers()
{
    lsp "$k" complete "$k/procedures/a/half.yaml" "$2" "$3" >"$T/offered" 2>&1
    printf '%s\t%s\n' "$4" "$5" >"$T/line"
    check "$1" grep -qxF -f "$T/line" "$T/offered"
}
offers "a missing key is offered with its description" 4 1 summary どんなものか
check "one that is there is not" sh -c "! grep -q '^name' '$T/offered'"
offers "a key in a record is offered" 7 3 late 過ぎたときにどうするか
offers "a value is offered" 8 9 unconfirmed 'まだ確かめていないもの。画面に【要確認】と出ます'

# ---- offline ----

printf '# yaml-language-server: $schema=https://example.invalid/x.json\nid: x\n' \
    >"$k/procedures/a/far.yaml"
lsp "$k" diagnose "$k/procedures/a/far.yaml" >"$T/said" 2>&1
check "a server that reaches for the network would have been noticed" \
    grep -q '^the network was reached for' "$T/said"
tap_end
