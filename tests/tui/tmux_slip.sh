#!/bin/sh
# Taking the list along, in a real terminal: paper comes out of a printer that the configuration
# names, nothing of it is seen on the screen, and a phone reads the QR code that is shown.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh

# start SETTINGS [OPTION]: the program in the shell of the pane.
start()
{
    key "clear; env PATH=\"$T:\$PATH\" $1 \"\$MADOGUCHI\" --today 2026-11-20 ${2:-}" Enter
    sees 何についてお調べですか
}

leave()
{
    key C-c
    shows "#{alternate_on}" 0
    key C-u
}

to_the_list()
{
    key -l 印鑑登録証明書がほしい
    key Enter
    sees 質問に答えて、持ち物を調べる || return
    key 1
    for question in 2 3 4 5 6 7 8 9; do
        sees 問目 || return
        key 1
        until_true eval "on_screen '$question 問目' || on_screen 持って行くもの" || return
        on_screen 持って行くもの && return
    done
}

# fake NAME BODY: a printer on the PATH.
fake()
{
    printf '#!/bin/sh\n%s\n' "$2" >"$T/$1"
    chmod 700 "$T/$1"
}

fake fake-printer "cat >$T/paper.new; echo \"\$*\" >$T/words; echo rubbish; echo rubbish >&2; mv $T/paper.new $T/paper"
fake fake-failing 'cat >/dev/null; echo rubbish >&2; exit 1'
printf 'print: fake-printer -d receipt\nslip_width: 32\n' >"$T/good.yaml"
printf 'print: fake-failing\n' >"$T/bad.yaml"
printf 'print: none\n' >"$T/none.yaml"

tmux_begin

start '' "--config $T/good.yaml"
check "the list" to_the_list
key C-p
check "Ctrl-P shows the slip" sees このように印刷されます
check "as wide as the paper" sees '│ -------------------------------- │'
check "nothing is printed yet" [ ! -e "$T/paper" ]
key Enter
check "Enter prints" sees 紙を忘れずに取ってください
check "the printer got it" until_true [ -s "$T/paper" ]
check "with the words of the configuration" grep -qx -- '-d receipt' "$T/words"
check "the documents have boxes" grep -q '^□ ' "$T/paper"
# Every character that is not ASCII has three bytes and two columns here.
check "no line is wider than 32 columns" env LC_ALL=C awk '
    { w = $0; n = gsub(/[^ -~]/, "", w); if (length(w) + n / 3 * 2 > 32) { print; bad = 1 } }
    END { exit bad }' "$T/paper"
check "what the printer says is not on the screen" misses rubbish
key Enter
check "Enter leads back" sees どうして必要か
leave

start '' "--config $T/bad.yaml"
check "the list again" to_the_list
key C-p Enter
check "a printer that fails" sees プリンターが受け付けませんでした
check "what to do then" sees 係の人に知らせるか、QRコードで
check "its complaint is not on the screen" misses rubbish
key 2
check "the QR code instead" sees つづきのコード
leave

start '' "--config $T/none.yaml"
check "no printer: the list" to_the_list
check "no printer: nothing to print with" misses 印刷
leave

# read_screen FG BG: the codes that a phone sees on a terminal with these colours, into $T/read.
read_screen()
{
    t capture-pane -e -p >"$T/screen"
    LC_ALL=C awk -v fg="$1" -v bg="$2" -f tests/tui/screen_to_pgm.awk "$T/screen" >"$T/screen.pgm"
    zbarimg -q --raw "$T/screen.pgm" >"$T/read" 2>"$T/.err"
}

reads()
{
    read_screen "$1" "$2" && grep -qF -- "$3" "$T/read" && return
    cat "$T/read" "$T/.err" "$T/screen"
    return 1
}

carries_nothing_typed()
{
    ! grep -q 'がほしい' "$T/read"
}

# codes NAME SETTINGS: the short code at 80x24, the list in a larger window, on dark and light.
codes()
{
    t resize-window -x 80 -y 24
    start "$2"
    check "$1: the list" to_the_list
    key "$qr"
    check "$1: the QR screen" sees QRコードで持ち帰る
    key 2
    check "$1: the code to go on with" sees つづきのコード（表示中）
    t capture-pane -p | sed -n 's/.*  \([0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]-[0-9A-Z-]*\) *$/\1/p' >"$T/code"
    check "$1: it stands there in letters" [ -s "$T/code" ]
    check "$1: on a dark terminal" reads 229 0 "$(cat "$T/code")"
    check "$1: on a light terminal" reads 0 255 "$(cat "$T/code")"
    t resize-window -x 120 -y 50
    key 1
    check "$1: the list's" sees 持ち物の一覧（表示中）
    check "$1: the list on a dark terminal" reads 229 0 '本人確認書類'
    check "$1: the list on a light terminal" reads 0 255 '本人確認書類'
    check "$1: the desk is in it" grep -qF 行く窓口 "$T/read"
    check "$1: nothing that was typed" carries_nothing_typed
    leave
}

if command -v zbarimg >/dev/null; then
    qr=5
    codes "colours" ''
    codes "NO_COLOR" 'NO_COLOR=1'
    codes "eight colours" 'TERM=screen'
fi
tap_end
