#!/bin/sh
# A terminal in public: what must not end it and what must, and that nothing of a visitor is left in
# the process. Times are short here; none decides a test that passes.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh
tries_most=400 # the person has to have been away
home='何についてお調べですか'

settings()
{
    rm -f "$T/$1"
    key "stty -g >$T/$1.new; mv $T/$1.new $T/$1" Enter
    until_true test -s "$T/$1"
}

alive()
{
    kill -0 "$pid"
}

gone()
{
    ! kill -0 "$pid" 2>/dev/null
}

# started NAME IDLE COUNTDOWN [SETTINGS]: in the shell of the pane; its process id comes into $pid.
started()
{
    printf 'kiosk: true\nidle: %d\ncountdown: %d\ndb: %s\njournal: %s\n' "$2" "$3" "$T/town.db" \
        "$T/journal.db" >"$T/kiosk.yaml"
    rm -f "$T/pid"
    key "${4:-} sh -c 'echo \$\$ >$T/pid; exec \"\$MADOGUCHI\" --config $T/kiosk.yaml --today 2026-11-20'" Enter
    until_true test -s "$T/pid"
    pid=$(cat "$T/pid")
    check "$1" sees "$home"
}

# Something of a visitor's stands in the line.
somebody()
{
    key -l 住民票
    sees '│ 住民票 '
}

# clean: the start screen with an empty line.
clean()
{
    until_true misses '│ 住民票' && sees "$home"
}

# ---- what is refused ----

status()
{
    want=$1
    shift
    "$MADOGUCHI" "$@" </dev/null >"$T/out" 2>&1
    got=$?
    [ "$got" = "$want" ] || { echo "$got, not $want"; cat "$T/out"; return 1; }
}
check "without a terminal it does not read lines" status 69 --kiosk
check "--kiosk --plain is refused" status 64 --kiosk --plain
check "--kiosk with a command is refused" status 64 ask --kiosk 住民票

# ---- what must not end it ----

cp "$(dirname "$MADOGUCHI")/madoguchi.db" "$T/town.db" || exit 66
mkdir "$T/home"
tmux_begin
check "a shell in a terminal" sees '$'
settings before
started "a kiosk" 3600 3600 "HOME=$T/home TMPDIR=$T/home LD_LIBRARY_PATH=/nowhere EDITOR=vi PAGER=less \
LINES=5 COLUMNS=20 INPUTRC=$T/rc TERMINFO_DIRS= PATH=\$PATH:/nowhere"

tr '\0' '\n' <"/proc/$pid/environ" | sed 's/=.*//' | sort |
    grep -vxE 'TERM|LANG|LC_[A-Z]+|TZ|HOME|NO_COLOR|PATH' >"$T/foreign"
cp /dev/null "$T/none"
same "nothing else is in its environment" "$T/none" "$T/foreign"
check "PATH has its own value" grep -qaF "PATH=/usr/local/bin:/usr/bin:/bin" "/proc/$pid/environ"
check "no core dumps" grep -qE '^Max core file size +0 +0 ' "/proc/$pid/limits"
check "no privileges by set-uid programs" grep -qE '^NoNewPrivs:[[:space:]]+1' "/proc/$pid/status"
check "no key to leave with stands in the help line" misses 終わる

for k in C-z 'C-\' C-d C-s C-q C-o C-v C-y 'C-]' C-@ F9 F12 M-x; do
    check "before $k" somebody
    key "$k"
    key -l の
    check "$k changes nothing" sees '│ 住民票の '
    key C-c
    check "Ctrl-C after $k leads to the start" clean
    check "and it still runs" alive
done
key q
check "q at the start" clean
key F1
check "the help" sees 'キー'
key q
check "q in the help leads to the start" clean
key -l 転入届
key Enter
check "an entry" sees 質問に答えて
key q
check "q there leads to the start" clean
for word in おわり さようなら exit bye; do
    key -l "$word"
    key Enter
    check "$word leads to the start" sees ご利用ありがとうございました
    check "$word does not end it" alive
    key C-c
    check "the start is as at first" until_true misses ご利用ありがとうございました
done
for signal in HUP INT QUIT TSTP TTIN TTOU USR1 USR2 ALRM PIPE PROF VTALRM PWR CONT WINCH; do
    kill -s "$signal" "$pid"
    key C-l
    check "after SIG$signal" somebody
    check "SIG$signal does not end it" alive
    key C-c
    check "Ctrl-C after SIG$signal" clean
done
check "it has the screen all the time" now '#{alternate_on}' 1

# ---- another database between two visitors ----

check "a database for the test is built" \
    "$MADOGUCHI" build tests/tui/knowledge -o "$T/next.db"
check "somebody is there" somebody
mv "$T/next.db" "$T/town.db"
check "the visitor keeps the one that was there" on_screen 実在しない見本の町です
key C-c
check "the next one has the new one" sees 試験のための見本です
kill -s TERM "$pid"
check "SIGTERM ends it" until_true gone
check "the screen is given back" until_true now '#{alternate_on}' 0
settings after
same "the terminal's settings are as before" "$T/before" "$T/after"
find "$T/home" -type f >"$T/files"
same "no file was written" "$T/none" "$T/files"

# ---- the terminal goes away ----

cp "$(dirname "$MADOGUCHI")/madoguchi.db" "$T/town.db"
key clear Enter
started "again" 3600 3600
t respawn-pane -k "cd '$T' && PS1='\$ ' exec sh -i"
check "a terminal that is gone ends it" until_true gone
check "a new shell" sees '$'

# ---- nothing is left in memory ----

word=鵺鸛 romaji=zugyapopo day=昭和16年3月7
look()
{
    "$T/memory" "$pid" "$word" 鵺 鸛 "$romaji" ずぎゃぽ ズギャポ "$day" 1941-03-07 date:1941-3-7
}

there()
{
    look >"$T/found"
    grep -q "$1" "$T/found" && return
    cat "$T/found"
    return 1
}

nothing_left()
{
    look
    [ $? -eq 1 ]
}

# visited NAME PATTERN: PATTERN is found now, and nothing after the countdown.
visited()
{
    check "$1: the search finds it while it is there" there "$2"
    check "$1: a countdown" sees 'あと 1 秒'
    check "$1: the start screen comes by itself" clean
    until_true misses 'あと '
    check "$1: nothing is on the screen" misses "$word"
    check "$1: nothing is in its memory" nothing_left
}

memory_tests()
{
    started "a kiosk with little patience" 2 2
    key -l "$romaji"
    check "romaji" sees "│ $romaji "
    visited romaji "$romaji"
    key -l "$word$day日"
    check "a line" sees "│ $word$day日 "
    check "a line: curses has it, a character a cell" there '^w .*鵺'
    visited "a line" "^u .*$word"
    key -l "$word$day日"
    key Enter
    check "a question" sees "「$word$day日」"
    visited "a question" "^u .*$word"
    key -l 鵺鸛から引っ越してきた
    key Enter
    check "something is found" until_true misses "$home"
    key -l 出生届
    check "words over it" sees '│ 出生届 '
    key Enter
    check "an entry" sees 質問に答えて
    visited "another question" "^u .*$word"
    key -l 亡くなった
    key Enter
    check "an event" sees 質問に答えて
    key 1
    check "its first question" sees '1 問目'
    key -l "$day日"
    key Enter
    check "a date" until_true there '^d '
    visited "a date" '^d '
    key -l "${word}です、電話は090-1234-5678、ラーメンの作り方"
    key Enter
    check "a question without an answer" until_true misses "$home"
    visited "a question for the journal" "^u .*$word"
    kill -s TERM "$pid"
    check "SIGTERM ends it, too" until_true gone
}

# nobody_in FILE...: nothing that was typed and is personal.
nobody_in()
{
    ! grep -aE '鵺|鸛|1234|5678|1941|16年|ずぎゃぽ|zugya' "$@"
}

check "the searcher is compiled" \
    ${CC:-cc} -std=c17 -O2 -D_GNU_SOURCE -o "$T/memory" tests/system/memory.c
if [ "$(id -u)" != 0 ]; then
    echo "ok $((tap_n += 1)) # SKIP only root may read another process's memory here"
elif grep -qa __asan_init "$MADOGUCHI"; then
    echo "ok $((tap_n += 1)) # SKIP the sanitizer keeps freed memory"
else
    memory_tests
fi
check "the journal is there" test -s "$T/journal.db"
check "and has nobody in it" nobody_in "$T/journal.db"
check "and nothing is beside it" sh -c '! ls "$1"-* 2>/dev/null' sh "$T/journal.db"
tap_end
