#!/bin/sh
# The knowledge that is shipped: no mistakes, its own cases hold, and building it twice gives the
# same bytes.
. tests/tap.sh

check "the shipped knowledge has no mistakes" "$MADOGUCHI" check knowledge
check "the shipped knowledge's own cases hold" "$MADOGUCHI" --db "$DB" test knowledge

"$MADOGUCHI" build knowledge -o "$T/again.db" --userdic "$BUILD/user.dic" >"$T/said" 2>&1
check "a second build gives the same bytes" cmp "$DB" "$T/again.db"

# The town is made up, so nobody may be able to answer its telephones.
grep -noE '[0-9]{2,5}-[0-9]{2,4}-[0-9]{4}' knowledge/town.yaml |
    grep -vE ':0000-00-0000$' >"$T/telephones"
cp /dev/null "$T/none"
same "no telephone number of the made-up town looks real" "$T/none" "$T/telephones"
tap_end
