#!/bin/sh
# Three people, each from the first screen to the paper that comes out of the printer, in a real
# terminal. After every key the terminal's own cursor stands on what has the focus: who enlarges a
# part of the screen or hears it follows the cursor.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh

# moved: the screen or the cursor is another than before, and the cursor is where it belongs.
moved()
{
    look >"$T/after"
    ! cmp -s "$T/before" "$T/after" && stands_on_focus "$T/after" || return
    look >"$T/again" # not while it is being drawn
    cmp -s "$T/after" "$T/again"
}

# press KEY...: each of them changes what is seen.
press()
{
    for pressed; do
        look >"$T/before"
        key "$pressed"
        until_true moved && continue
        echo "after the key $pressed:"
        cat "$T/why" "$T/after"
        return 1
    done
}

# answer DATE: the questions, to the list. The first answer is chosen by its number; the day and
# numbers are typed in digits, too.
answer()
{
    asked=0
    until on_screen 'どうして必要か'; do
        asked=$((asked + 1))
        [ "$asked" -le 40 ] || return 1
        sees '問目（' || return
        if on_screen '日付は、'; then
            press $(echo "$1" | sed 's/./& /g') Enter || return
        elif on_screen '数字で書いてください'; then
            press 1 Enter || return
        elif on_screen これで決める; then
            press 1 $(number_of これで決める) || return
        else
            press 1 || return
        fi
    done
    echo "$asked" >"$T/asked"
}

# number_of TEXT: the digits that choose it.
number_of()
{
    t capture-pane -p | sed -n "s/.* \([0-9][0-9]*\)  *$1.*/\1/p" | head -n 1 | sed 's/./& /g'
}

# print_it: by the number of the list's action and of the slip's.
print_it()
{
    press $(number_of ひかえを印刷する) && sees このように印刷されます || return
    press $(number_of 印刷する) && sees 紙を忘れずに取ってください || return
    until_true [ -s "$T/paper" ]
}

# begin NAME: a new person at the terminal.
begin()
{
    story=$1
    rm -f "$T/paper" "$T/words"
    key "clear; \"\$MADOGUCHI\" --today 2026-11-20 --config $T/printer.yaml" Enter
    check "$story: the first screen" sees 何についてお調べですか
    look >"$T/after"
    check "$story: the cursor on it" stands_on_focus "$T/after"
}

# on_paper TEXT...
on_paper()
{
    # What does not fit in a line goes on in the next.
    cat "$T/paper" 2>/dev/null | tr -d ' \n' >"$T/words"
    for words; do
        check "$story: on the paper: $words" grep -qF -- "$words" "$T/words"
    done
}

leave()
{
    key C-c
    check "$story: the end" shows "#{alternate_on}" 0
    key C-u
}

# Could the cursor be found wrong?
wrong()
{
    printf '%s\n' "$2" 'title' '' "$3" "$4" "$5" '─── x ───' >"$T/screen"
    check "a cursor $1 is found out" eval '! stands_on_focus "$T/screen"'
}
right()
{
    printf '%s\n' "$2" 'title' '' "$3" "$4" "$5" '─── x ───' >"$T/screen"
    check "a cursor $1 is right" stands_on_focus "$T/screen"
}
right 'on the item' 4,3,1 '    11 本' '  > 12 人' ''
wrong 'on another item' 4,2,1 '    11 本' '  > 12 人' ''
wrong 'on the mark' 2,3,1 '    11 本' '  > 12 人' ''
wrong 'that is hidden' 4,3,0 '    11 本' '  > 12 人' ''
right 'in the second column' 10,2,1 '  本人  > 2 人' '' ''
wrong 'in the first column' 2,2,1 '  本人  > 2 人' '' ''
right 'on the kana' 9,2,1 '   い   [え] お' '' ''
wrong 'on another kana' 3,2,1 '   い   [え] お' '' ''
right 'behind what is typed' 6,3,1 '  ┌─────┐' '  │ 本   │ x' '  └─────┘'
wrong 'before what is typed' 4,3,1 '  ┌─────┐' '  │ 本   │ x' '  └─────┘'
wrong 'below the box' 2,4,1 '  ┌─────┐' '  │ 本   │ x' '  └─────┘'
right 'on a line of text' 2,2,1 '  本人' '' ''
wrong 'on no line' 2,3,1 '  本人' '' ''
wrong 'in the help line' 2,5,1 '  本人' '' ''

printf '#!/bin/sh\ncat >%s && mv %s %s\n' "$T/paper.new" "$T/paper.new" "$T/paper" >"$T/fake-printer"
chmod 700 "$T/fake-printer"
printf 'print: %s\nslip_width: 32\n' "$T/fake-printer" >"$T/printer.yaml"
tmux_begin

# 転入, found by the board of kana with the arrows and Enter.
begin 転入
check "$story: F5 opens the board" press F5
check "$story: て" press Right Right Right Down Down Down Enter
check "$story: ん" press Up Left Left Left Left Left Left Enter
check "$story: に" press Up Left Left Left Left Enter
check "$story: ゆ" press Down Right Right Right Enter
check "$story: 小さく" press Right Right Right Enter
check "$story: う" press Right Right Enter
check "$story: it is in the line" sees '│ てんにゅう  '
check "$story: down to what it may be" press Down Down Down
check "$story: 転入届 is offered first" sees '  >    転入届'
check "$story: Enter opens it" press Enter
check "$story: the entry" sees 質問に答えて、持ち物を調べる
check "$story: the questions" press 1
check "$story: answers" answer 20261115
check "$story: it prints" print_it
on_paper 転入届 本人確認書類 転出証明書 マイナンバーカード 住民課
leave

# おくやみ, with nothing but digits, and Enter behind those that are a day or a number of people.
begin おくやみ
check "$story: its number at home" press $(number_of ご家族が亡くなった)
check "$story: the event" sees 質問に答えて、持ち物を調べる
check "$story: the questions" press 1
check "$story: answers" answer 20261115
check "$story: they were many" [ "$(cat "$T/asked")" -ge 10 ]
check "$story: it prints" print_it
on_paper ご家族が亡くなった 本人確認書類 世帯主
leave

# 住民票, in letters that become kana.
begin 住民票
check "$story: F6: the letters become kana" press F6
check "$story: it is seen" sees '│ あ │'
check "$story: typed" press j u u m i n h y o u
check "$story: the kana" sees '│ じゅうみんひょう  '
check "$story: Enter asks" press Enter
check "$story: the entry" sees 質問に答えて、持ち物を調べる
check "$story: it is that" sees '  住民票の写し'
check "$story: the questions" press 1
check "$story: answers" answer 20261115
check "$story: it prints" print_it
on_paper 住民票の写し 本人確認書類 住民課
leave
tap_end
