#!/bin/sh
# The manual pages and the shells' completion, both made of the table of commands: what --help names
# is there, and real shells complete it. docs/fields.md, made of the table of fields.
. tests/tap.sh
. tests/tmux_lib.sh

ja=$T/ja.1 en=$T/en.1
"$MADOGUCHI" manual --lang ja >"$ja"
"$MADOGUCHI" manual --lang en >"$en"
"$MADOGUCHI" completion bash >"$T/bash"
"$MADOGUCHI" completion zsh >"$T/_madoguchi"
cp /dev/null "$T/none"

# silent NAME COMMAND...: passes when it succeeds and says nothing.
silent()
{
    silent_name=$1
    shift
    "$@" >"$T/silent" 2>&1 || echo "ended with $?" >>"$T/silent"
    same "$silent_name" "$T/none" "$T/silent"
}

page() # LANGUAGE: as a reader sees it, without bold and underline
{
    macros=-man
    [ "$1" = en ] || macros='-man -mja'
    groff -ww -K utf8 -T utf8 -P -cbou $macros "$T/$1.1" 2>"$T/$1.warnings" | sed 's/−/-/g' >"$T/$1"
}

# ---- the pages ----

for lang in ja en; do
    silent "mandoc finds nothing to say about the page in $lang" mandoc -T lint -W warning "$T/$lang.1"
    page $lang
    same "nor does groff" "$T/none" "$T/$lang.warnings"
    check "no word is cut by a hyphen" test "$(grep -c '‐$' "$T/$lang")" -eq 0
done

# The names in the left column of --help: "ask", "--db".
names()
{
    "$MADOGUCHI" "$@" --help | sed -n 's/^  \([a-z-][a-z-]*\)\( .*\)*$/\1/p'
}
names >"$T/all"
grep -v '^--' "$T/all" >"$T/commands"
while read -r command; do
    names "$command"
done <"$T/commands" >>"$T/all"
sort -u "$T/all" >"$T/names"
check "--help names commands and options" test "$(wc -l <"$T/names")" -gt 25
for lang in ja en; do
    while read -r name; do
        grep -qE "^ +$name( |\$)" "$T/$lang" || echo "$name"
    done <"$T/names" >"$T/missing"
    same "the page in $lang has all of them" "$T/none" "$T/missing"
done

grep -rhoE '\bEX_(USAGE|DATAERR|NO[A-Z]+|UN[A-Z]+|SOFTWARE|OS[A-Z]+|CANTCREAT|IOERR|TEMPFAIL|PROTOCOL|CONFIG)\b' \
    src | sort -u | while read -r code; do
    number=$(printf '#include <sysexits.h>\n%s\n' "$code" | cc -E -P - | tail -n 1)
    for lang in ja en; do
        grep -qE "^ +$number( |\$)" "$T/$lang" || echo "$code ($number) is not in $lang"
    done
done >"$T/missing"
same "every exit code that the source has is explained" "$T/none" "$T/missing"

sed -n 's/^\.TP\n//; s/^\\fB\([a-z_]*\):\\fR.*/\1/p' "$ja" >"$T/keys"
check "the page has the keys of the configuration" grep -qx slip_width "$T/keys"
while read -r key; do
    echo "$key:" >"$T/config"
    "$MADOGUCHI" --config "$T/config" list 2>&1 | grep -q "$key には値を一つ書いてください" || echo "$key"
done <"$T/keys" >"$T/unknown"
same "which are the keys that are read" "$T/none" "$T/unknown"

sed '/^\.EX/,/^\.EE/d' "$en" | grep -nP '[\p{Han}\p{Hiragana}\p{Katakana}]' >"$T/untranslated"
same "nothing but examples is Japanese in the English page" "$T/none" "$T/untranslated"

"$MADOGUCHI" schema --markdown >"$T/fields.md"
same "docs/fields.md is what schema --markdown prints" docs/fields.md "$T/fields.md"
grep -oE '\]\(#[^)]*' "$T/fields.md" | sed 's/^](#//' | LC_ALL=C sort -u >"$T/links"
awk '/^##/ {
    sub(/^#+ /, ""); gsub(/`/, ""); gsub(/ /, "-"); gsub(/（|）/, "")
    print $0 (seen[$0]++ ? "-" seen[$0] - 1 : "")
}' "$T/fields.md" | LC_ALL=C sort >"$T/headings"
LC_ALL=C comm -23 "$T/links" "$T/headings" >"$T/lost"
same "its links lead to its headings" "$T/none" "$T/lost"

# ---- bash ----

# offers WORD...: what bash would offer for the last word, one a line.
offers()
{
    bash --norc -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _madoguchi
        printf "%s\n" "${COMPREPLY[@]}"' "$T/bash" "$@" 2>/dev/null
}

completes() # WANTED WORD...
{
    wanted=$1
    shift
    offered=$(offers "$@" | tr '\n' ' ')
    [ "$offered" = "$wanted " ] || echo "$*: offers $offered, not $wanted"
}

silent "bash can read its completion" bash -n "$T/bash"
silent "bash knows what completes madoguchi" \
    bash --norc -c '. "$0" && complete -p madoguchi >/dev/null' "$T/bash"
offers madoguchi '' | sort >"$T/offered"
sort "$T/commands" >"$T/wanted"
same "bash offers the commands" "$T/wanted" "$T/offered"
while read -r command; do
    names "$command" | sort >"$T/wanted"
    offers madoguchi "$command" -- | sort >"$T/offered"
    diff "$T/wanted" "$T/offered" | sed "s/^/$command: /"
done <"$T/commands" >"$T/differ"
same "bash offers each command its options" "$T/none" "$T/differ"

mkdir "$T/knowledge.d"
(
    cd "$T" || exit
    completes guide "$MADOGUCHI" gu
    completes 'ja en' madoguchi --lang ''
    completes en madoguchi --lang = e
    completes 'ja en' madoguchi list --lang =
    completes event madoguchi list ev
    completes event madoguchi --db "$DB" list ev
    completes tenkyo "$MADOGUCHI" --db "$DB" show tenky
    completes tenkyo "$MADOGUCHI" --db "$DB" guide --answer doko = chonai tenky
    completes '' madoguchi guide --answer do
    completes '' madoguchi guide --answer doko = c
    completes '' madoguchi show tenkyo t
    completes knowledge.d madoguchi check know
    completes knowledge.d madoguchi import x.csv -o know
    completes 'bash zsh' madoguchi completion ''
    completes 'documents dialogues' madoguchi schema d
    completes case madoguchi new c
    completes '' madoguchi new procedure tenky
    completes tenkyo "$MADOGUCHI" graph tenky
    completes 'text dot mermaid' madoguchi graph --format ''
) >"$T/wrong" 2>&1
same "bash offers what belongs in each place" "$T/none" "$T/wrong"

# The ids come out of a file that somebody else may have made.
printf '#!/bin/sh\necho '\''$(touch pwned)'\''\necho '\''`touch pwned`'\''\n' >"$T/hostile"
chmod +x "$T/hostile"
(cd "$T" && offers ./hostile show '' >"$T/offered")
check "what a hostile file calls its entries is offered" test "$(wc -l <"$T/offered")" -eq 2
check "and not run" test ! -e "$T/pwned"

# ---- at a keyboard ----

mkdir "$T/bin"
ln -s "$MADOGUCHI" "$T/bin/madoguchi"
MADOGUCHI_DB=$DB PATH=$T/bin:$PATH
export MADOGUCHI_DB PATH
tmux_begin

typed() # KEYS WANTED: typing KEYS and Tab makes the line WANTED
{
    key -- "$1" Tab
    sees "$2"
}

key "exec bash --norc --noprofile" Enter 'PS1="bash> "; . ./bash; clear' Enter
check "in bash" sees 'bash>'
check "madoguchi gu Tab is guide" typed 'madoguchi gu' 'madoguchi guide'
check "an id is completed" typed 'tensh' 'guide tenshutsu'
check "an option is completed" typed '--ans' '--answer'
key C-u 'exec zsh -f' Enter "PS1='zsh> '; fpath=(\$PWD \$fpath); autoload -U compinit; compinit -D -u" \
    Enter clear Enter
check "in zsh" sees 'zsh>'
check "madoguchi gu Tab is guide in zsh" typed 'madoguchi gu' 'madoguchi guide'
check "an id is completed in zsh" typed 'tensh' 'guide tenshutsu'
check "an option is completed in zsh" typed '--ans' '--answer'
key C-u 'madoguchi list ' Tab
check "choices are shown in zsh" sees elsewhere
key C-u 'madoguchi ' Tab
check "commands are shown with what they do" sees 案内のまちがいを、場所をそえて知らせる
tap_end
