#!/bin/sh
# The common knowledge serves any town: with another town.yaml nothing of the shipped town is left
# on any sheet. The other town is made from the shipped one, every value of it changed.
. tests/tap.sh

mkdir "$T/knowledge"
cp -R knowledge/. "$T/knowledge"
rm -rf "$T/knowledge/tests" # they expect the shipped town's values

# Fees get 7 in front, other values 別の値 and a number, desks and places 別 in front.
awk '
/^[a-z]+:/ { section = $1 }
/^name:/ { print "name: 乙川村"; next }
/^reading:/ { print "reading: おつかわむら"; next }
/^notice:/ { print "notice: 乙川村の案内です。"; next }
section == "fees:" && /^  [a-z]/ { sub(/: */, ": 7"); print; next }
section == "values:" && /^  [a-z]/ { sub(/: .*/, ": 別の値" ++n "です"); print; next }
section == "desks:" { gsub(/name: /, "name: 別"); gsub(/place: /, "place: 別"); print; next }
{ print }' knowledge/town.yaml >"$T/knowledge/town.yaml"

cp -R dict "$T/dict"
check "another town's knowledge has no mistakes" "$MADOGUCHI" check "$T/knowledge"
"$MADOGUCHI" build "$T/knowledge" -o "$T/other.db" --userdic "$BUILD/user.dic" >"$T/said" 2>&1 ||
    fail "another town's knowledge can be built" "$T/said"

"$MADOGUCHI" --db "$T/other.db" list --json | grep -o '"id":"[^"]*"' | cut -d'"' -f4 >"$T/ids"
while read -r id; do
    "$MADOGUCHI" --db "$T/other.db" show "$id" | tr -d '\n '
    echo
done <"$T/ids" >"$T/sheets"

# What the shipped town calls itself and its own desks (every town has a 教育委員会), and what it sets,
# where that is more than 「3か月以内」.
{
    awk '/^name:/ { print $2 }' knowledge/town.yaml
    awk '/^[a-z]+:/ { section = $1 }
    section == "desks:" && match($0, /name: [^,]*/) { print substr($0, RSTART + 6, RLENGTH - 6) }' knowledge/town.yaml | grep 課
    awk '/^[a-z]+:/ { section = $1 }
    section == "values:" && /^  [a-z]/ { sub(/^[^:]*: */, ""); print }' knowledge/town.yaml |
        tr -d '" ' | awk 'length($0) >= 45'
} >"$T/own"
sed 's/別[^、。（）：]*//g' "$T/sheets" >"$T/rest" # what the other town calls its desks
grep -onF -f "$T/own" "$T/rest" | sort -u >"$T/left"
cp /dev/null "$T/none"
same "nothing of the shipped town stands on the sheets of another" "$T/none" "$T/left"

awk '/^[a-z]+:/ { section = $1 } section == "fees:" && /^  juminhyo:/ { print 7 $2 "円" }' \
    knowledge/town.yaml >"$T/fee"
check "the other town's own fee does" grep -qF -f "$T/fee" "$T/sheets"
tap_end
