#!/bin/sh
# The full screen in a real terminal: where the cursor is after every key, what is seen, and that the
# terminal is given back however the program ends.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh

# in_line X: the cursor is in the first box of the screen, wherever that stands.
in_line()
{
    row=$(t capture-pane -p | awk '/^  ┌/ { print NR; exit }')
    now '#{cursor_x},#{cursor_y}' "$1,$row"
}

# cursor NAME X,Y or X,line
cursor()
{
    case $2 in
    *,line) check "$1: the cursor is in the line, at ${2%,*}" until_true in_line "${2%,*}" ;;
    *) check "$1: the cursor is at $2" shows '#{cursor_x},#{cursor_y}' "$2" ;;
    esac
}

# start SETTINGS [OPTION]: starts the program in the shell of the pane; its process id comes into
# $T/pid.
start()
{
    rm -f "$T/pid"
    key "$1 sh -c 'echo \$\$ >$T/pid; exec \"\$MADOGUCHI\" --today 2026-11-20 ${2:-}'" Enter
}

settings()
{
    rm -f "$T/$1"
    key "stty -g >$T/$1.new; mv $T/$1.new $T/$1" Enter
    until_true test -s "$T/$1"
}

given_back()
{
    check "$1: the screen is given back" shows '#{alternate_on}' 0
    settings after
    same "$1: the terminal's settings are as before" "$T/before" "$T/after"
    key clear Enter
}

tmux_begin
check "a shell in a terminal" sees '$'
settings before

start
check "it takes the whole screen" shows '#{alternate_on}' 1
check "and asks" sees 何についてお調べですか
cursor "at first" 4,line
key 1
check "a digit waits for the second one" sees '1_　もう1つ数字を押してください'
check "the first of these numbers is marked" sees '  > 11 '
look >"$T/look"
check "the cursor is on it" stands_on_focus "$T/look"
key Escape
cursor "Esc takes it back" 4,line
key 1
key 1
check "two digits open a life event" sees 質問に答えて、持ち物を調べる
key F2
cursor "home" 4,line
key -l 住民票
cursor "住民票" 10,line
key Left
cursor "Left" 8,line
key Left
cursor "Left again" 6,line
key -l の
cursor "の in the middle" 8,line
check "it was inserted" sees '│ 住の民票  '
key BSpace
cursor "Backspace" 6,line
check "it is gone" sees '│ 住民票  '
key Home
cursor "Home" 4,line
key DC
cursor "Delete" 4,line
check "the first character is gone" sees '│ 民票  '
key End
cursor "End" 8,line
key Right
cursor "Right at the end" 8,line
key C-u
cursor "Ctrl-U" 4,line
t set-buffer "$(printf '住民票\nの写し\t!')"
t paste-buffer -p
cursor "a paste of two lines" 19,line
check "stays in the line" sees '│ 住民票 の写し !'
key -l "$(printf '\033[24;2R\033[1;5P')"
key -l x
check "what is no key is not typed" sees '│ 住民票 の写し !x '
t resize-window -x 100 -y 30
check "a wider window is filled" sees "│ 住民票 の写し !x$(printf '%55s' '')│"
t resize-window -x 30 -y 8
check "a small one says so" sees 画面が少し小さいようです
t resize-window -x 80 -y 24
check "and back" sees '│ 住民票 の写し !x '
cursor "after all that" 20,line

key Escape
cursor "Esc empties the line" 4,line
key -l juuminhy
check "romaji that is not finished suggests an entry" sees '       住民票の写し'
cursor "suggestions" 12,line
key Down
cursor "Down among the suggestions" 7,8
check "it is marked" sees '  >    住民票の写し'
key -l 2
cursor "a digit there is text" 13,line
check "it stands in the line" sees '│ juuminhy2  '
check "and nothing begins with it" sees 出来事から選ぶ
key BSpace
check "without it the suggestion is there again" sees '       住民票の写し'
key Down
cursor "Down" 7,8
key Enter
check "Enter opens the entry" sees 質問に答えて、持ち物を調べる
key Escape
check "Esc leads back to the suggestions" sees '       住民票の写し'
cursor "in the line" 12,line
key Escape
cursor "Esc empties the line again" 4,line
check "the events are there again" sees 出来事から選ぶ
key -l 住民票の写し
key Enter
check "the entry" sees 質問に答えて、持ち物を調べる
key 1
check "the first question" sees '1 問目'
key -l いくら
check "words at a question open a line" sees 'ことばで答えるか'
check "with what was typed" sees '│ いくら  '
cursor "words" 10,line
key BSpace
key BSpace
key BSpace
check "all taken back: the question again" sees '1 問目'
key -l 転入届
key Enter
check "another question is answered" sees 'さきほどの質問には'
key -l もどる
key Enter
check "words lead back to the first question" sees '1 問目'
for question in 2 3 4 5 6 7 8 9 10; do
    if on_screen '数字で書いてください' || on_screen '日付は'; then
        key Tab
        key Enter
    else
        key 1
    fi
    until_true eval "on_screen '$question 問目' || on_screen 持って行くもの" || break
    ! on_screen 持って行くもの || break
done
check "number keys lead to the checklist" sees 持って行くもの
cursor "on the first line of it" 2,2
key End
check "End leads to its end" sees （ここで終わりです）
key q
given_back "q"

start
check "again" sees 何についてお調べですか
key -l 住民
cursor "typed" 8,line
key C-z
check "Ctrl-Z: the screen is given back" shows '#{alternate_on}' 0
key fg Enter
check "fg: it is there again" sees '│ 住民  '
cursor "fg" 8,line
key -l 票
cursor "typing goes on" 10,line
key C-c
given_back "Ctrl-C"

for signal in TERM HUP INT QUIT ABRT; do
    start 'ulimit -c 0;'
    check "before $signal" sees 何についてお調べですか
    key -l 住
    cursor "before $signal" 6,4
    kill -s "$signal" "$(cat "$T/pid")"
    given_back "$signal"
done

# Nothing but the board of kana, from the first screen to an entry: its arrows and Enter. The cursor
# is on the key each time.
start
check "for the board" sees 五十音で入れる
key F5
cursor "F5: the board, on あ" 3,5
check "it is marked" sees '[あ]'
board()
{
    for step in $1; do
        key "$step"
    done
    cursor "$2" "$3"
    key Enter
    check "$2 is in the line" sees "│ $4  "
}
board 'Right Right Right Down Down Down' て 18,11 て
board 'Up Left Left Left Left Left Left' ん 48,9 てん
board 'Up Left Left Left Left' に 23,7 てんに
board 'Down Right Right Right' ゆ 38,9 てんにゆ
board 'Right Right Right' 小さく 53,9 てんにゅ
board 'Right Right' う 3,9 てんにゅう
board 'Down Down Right Right Right' と 18,13 てんにゅうと
board 'Right' の 23,13 てんにゅうとの
key BSpace
check "a wrong one is taken back" sees '│ てんにゅうと  '
cursor "still on the key" 23,13
board 'Up Up Up Up Left Left Left Left Left Left' ゛ 55,5 てんにゅうど
key BSpace
board 'Down Down Down Down Right Right Right Right Right' と 18,13 てんにゅうと
key Down
cursor "past the last row: the suggestions" 7,17
check "the best one is marked" sees '  >    転入届'
key Enter
check "the entry" sees 質問に答えて、持ち物を調べる
check "it is 転入届" sees ' 転入届'
key Escape
check "back: the board, as it was" sees '[と]'
cursor "on the key that was pressed last" 18,13
key F5
check "F5 closes it" sees 五十音で入れる
cursor "the line is kept" 16,line
key C-u
key F6
check "F6: romaji become kana" sees '│ あ │'
key -l tennyuutodok
check "as they are typed" sees '│ てんにゅうとどｋ  '
cursor "behind the letter" 20,line
key -l e
check "and then the kana" sees '│ てんにゅうとどけ  '
key Left
key BSpace
check "Backspace takes one" sees '│ てんにゅうとけ  '
key -l do
check "in the middle, too" sees '│ てんにゅうとどけ  '
key Enter
check "Enter asks" sees 質問に答えて、持ち物を調べる
key q
given_back "the board"

# Themes: the whole screen is painted, every cell; NO_COLOR leaves the terminal's own.
painted()
{
    until_true painted_now "$1"
}
painted_now()
{
    t capture-pane -e -p | grep -c "$(printf '\033')\[[0-9;]*$1[;m]" >"$T/rows"
    [ "$(cat "$T/rows")" -ge 3 ]
}
start ''
check "themes: normal first" sees 何についてお調べですか
key F12
check "F12: dark, and it says so" sees 黒い画面に白い文字
check "F12: white on black" painted 40
key F12
check "F12 again: light, and it says so" sees 白い画面に黒い文字
check "F12 again: black on white" painted 47
key F7
check "F7: readings" sees '調べ（しらべ）'
key F2
check "F2: as it was" sees '何についてお調べですか'
key C-c
given_back "themes"
start 'NO_COLOR=1'
check "NO_COLOR: begins" sees 何についてお調べですか
key F12 F12
check "NO_COLOR: the theme is told" sees 白い画面に黒い文字
check "NO_COLOR: no colours" [ "$(t capture-pane -e -p | grep -cE "\[([0-9]+;)*[34][0-7][;m]")" -eq 0 ]
key C-c
given_back "NO_COLOR"

start '' --plain
check "plain mode" sees '質問>'
check "plain mode: the screen is left alone" shows '#{alternate_on}' 0
key -l 住票
key Left
key -l 民
check "plain mode edits the line" sees '質問> 住民票'
check "plain mode: the cursor is in it" shows '#{cursor_x}' 10
key End
key C-u
key Tab
key -l ぬるぽ
check "plain mode completes no file names" sees '質問> ぬるぽ'
key Enter
check "plain mode answers" sees 「ぬるぽ」
check "plain mode asks again" shows '#{cursor_x}' 6
key Up
check "plain mode: Up brings the line back" shows '#{cursor_x}' 12
key C-c
given_back "Ctrl-C in plain mode"

start 'TERM=dumb'
check "TERM=dumb: line by line" sees '質問>'
check "TERM=dumb: the screen is left alone" shows '#{alternate_on}' 0
key -l おわり
key Enter
given_back "TERM=dumb"
tap_end
