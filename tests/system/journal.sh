#!/bin/sh
# The journal through the real program: nobody who asked can be found in its bytes, whatever was
# typed and however the program ended; and what was asked in vain is there.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh
DB=${DB:-$(dirname "$MADOGUCHI")/madoguchi.db}
export DB

cat >"$T/secrets" <<'END'
090-1234-5678
0312345678
１２３
taro@example.jp
example
山田
太郎
やまだ
小鳥遊
Nguyen
nguyen
中沢
青葉台
ハイツ
昭和16
END
cat >"$T/typed" <<'END'
山田太郎と申しますがラーメンの作り方、電話は090-1234-5678です
やまだたろうですがラーメンの作り方
小鳥遊さんがラーメンの作り方 taro@example.jp に送って
Nguyen Van Anです ラーメンの作り方
見本町中沢1-2-3の山田です ラーメンの作り方 昭和16年3月7日生まれ
青葉台三丁目5番のグリーンハイツ201号室 ラーメンの作り方
でんわは0312345678、１２３ ラーメンの作り方
さいしょ
証明書 山田太郎
転出届
ばつ
いや、山田の印鑑登録
END

# nobody_in FOLDER: none of the secrets in any file of it, nor in the names.
nobody_in()
{
    if grep -raF -f "$T/secrets" "$1"; then return 1; fi
    ! find "$1" | grep -F -f "$T/secrets"
}

report()
{
    "$MADOGUCHI" report unanswered --journal "$1"
}

reports()
{
    report "$1" >"$T/report" && grep -qF "$2" "$T/report" && return
    cat "$T/report"
    return 1
}

# ---- line by line ----

mkdir "$T/plain"
check "lines are asked" \
    sh -c '"$1" --plain --journal "$2" <"$3"' sh "$MADOGUCHI" "$T/plain/j.db" "$T/typed"
check "nobody is in the file" nobody_in "$T/plain"
check "what was asked is" reports "$T/plain/j.db" ラーメンの作り方
check "the judgement is" reports "$T/plain/j.db" 'いいえ 1'

mkdir "$T/killed"
(
    while cat "$T/typed"; do :; done
) | "$MADOGUCHI" --plain --journal "$T/killed/j.db" >/dev/null 2>&1 &
pid=$!
until_true test -s "$T/killed/j.db"
kill -9 "$pid"
wait "$pid" 2>/dev/null
check "killed: nobody is in the files" nobody_in "$T/killed"
check "killed: the journal is whole" report "$T/killed/j.db"
check "killed: the next one goes on" \
    sh -c '"$1" --plain --journal "$2" <"$3"' sh "$MADOGUCHI" "$T/killed/j.db" "$T/typed"
check "killed: nothing was set aside" sh -c '! ls "$1".damaged* 2>/dev/null' sh "$T/killed/j.db"

# ---- full screen ----

mkdir "$T/screen"
printf 'kiosk: true\nidle: 3600\ncountdown: 3600\njournal: %s\n' "$T/screen/j.db" >"$T/kiosk.yaml"
tmux_begin
key "\"$MADOGUCHI\" --config $T/kiosk.yaml --db $DB" Enter
check "the full screen" sees 何についてお調べですか
key -l '山田太郎です、090-1234-5678、ドローンを飛ばしたい'
key Enter
check "nothing is found" sees 言い方を変えて
key F2
check "the start" sees 何についてお調べですか
key -l 転入届
key Enter
check "a sheet asks whether it was clear" sees まだ分かりません
key F1
check "the help says what is kept" sees 答えられなかった質問は
key Escape
check "back on the sheet" sees 分かりました
key F2
check "the start again" sees 何についてお調べですか
check "nobody is in the file of the full screen" nobody_in "$T/screen"
check "but the question" reports "$T/screen/j.db" ドローンを飛ばしたい

# ---- a folder that cannot be written ----

if [ "$(id -u)" != 0 ]; then
    mkdir -m 500 "$T/closed"
    printf '転入届\n' | "$MADOGUCHI" --plain --journal "$T/closed/j.db" >"$T/out" 2>"$T/err"
    check "a closed folder disturbs nobody" grep -q 本人確認書類 "$T/out"
    check "and staff is told" grep -q 質問の記録は残しません "$T/err"
elif [ -e /dev/full ]; then
    printf '転入届\n' | "$MADOGUCHI" --plain --journal /dev/full >"$T/out" 2>"$T/err"
    check "a file that cannot be written disturbs nobody" grep -q 本人確認書類 "$T/out"
    check "and staff is told" grep -q 質問の記録は残しません "$T/err"
fi
tap_end
