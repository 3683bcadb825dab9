#!/bin/sh
# The JSON Schemas that are shipped are those of the program: `make schema` makes them.
. tests/tap.sh

"$MADOGUCHI" schema -o "$T/schema" >"$T/said" 2>&1
diff -r knowledge/schema "$T/schema" >"$T/stale" 2>&1
cp /dev/null "$T/none"
same "knowledge/schema is what madoguchi schema writes (else: make schema)" "$T/none" "$T/stale"

mkdir "$T/k"
cp -R tests/check/good/. "$T/k"
(cd "$T/k" && "$MADOGUCHI" check knowledge) >"$T/without" 2>&1
cp -R knowledge/schema "$T/k/knowledge"
(cd "$T/k" && "$MADOGUCHI" check knowledge) >"$T/with" 2>&1
same "they are no part of the knowledge" "$T/without" "$T/with"
check "which was looked through" grep -q 項目 "$T/with"
tap_end
