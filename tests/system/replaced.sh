#!/bin/sh
# A publish under terminals that are running: whoever begins next has the new fee, without a start
# of the program; who has begun keeps the old one; and --rollback brings that back to all.
cd "$(dirname "$0")/../.." || exit 70
. tests/tap.sh
. tests/tmux_lib.sh

cp -R tests/check/good/knowledge dict "$T"
DB=$T/town.db
publish()
{
    "$MADOGUCHI" publish "$@" -o "$DB" >"$T/said" 2>&1 || { cat "$T/said"; return 1; }
}
price()
{
    sed -i "s/juminhyo: [0-9]*/juminhyo: $1/" "$T/knowledge/town.yaml"
    publish "$T/knowledge"
}

# begins SCREEN OPTIONS: a terminal at its start, in a shell of its own.
begins()
{
    t new-window -d -n "$1" -c "$T" "PS1='\$ ' exec sh -i"
    t select-window -t "$1"
    t resize-window -x 80 -y 24
    t send-keys "\"\$MADOGUCHI\" --db '$DB' $2" Enter
    sees "$3"
}
# asks SCREEN QUESTION FEE
asks()
{
    t select-window -t "$1"
    key -l "$2"
    key Enter
    sees "住民票は$3円"
}
starts_again()
{
    t select-window -t "$1"
    key "$2"
    sees 何についてお調べですか
}
looks_elsewhere()
{
    t select-window -t "$1"
    key -l 世帯ってなに
    key Enter
    until_true misses 住民票は
}
says_goodbye()
{
    t select-window -t plain
    key -l さいしょ
    key Enter
    sees 何についてお調べですか
}

check "the first file" price 310
tmux_begin
check "the full screen" begins full '' 何についてお調べですか
check "a kiosk" begins kiosk --kiosk 何についてお調べですか
check "line mode" begins plain --plain '質問>'
check "a conversation has begun" asks full 引っ越した 310

check "another fee" price 420
check "somebody looks at something else" looks_elsewhere full
check "the conversation keeps the old one" asks full 引っ越した 310
check "the next one on the full screen" starts_again full F2
check "... has the new one" asks full 引っ越した 420
check "the kiosk, at its start all the time" asks kiosk 引っ越した 420
check "line mode, at its start all the time" asks plain 引っ越した 420

check "between two people" starts_again full F2
check "... in the kiosk" starts_again kiosk F2
check "... in line mode" says_goodbye
check "taken back" publish --rollback
check "the full screen, at its start since then" asks full 引っ越した 310
check "the kiosk" asks kiosk 引っ越した 310
check "line mode" asks plain 引っ越した 310
tap_end
