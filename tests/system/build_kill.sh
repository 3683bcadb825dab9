#!/bin/sh
# A build that is killed at any moment leaves the old file or the new one, whole; never half of one.
. tests/tap.sh
kills=40

# Two knowledges that differ in the town's name, each built once in peace.
for side in old new; do
    mkdir "$T/$side"
    cp -R tests/check/good/. "$T/$side"
done
sed -i 's/^name: .*/name: 新見本町/' "$T/new/knowledge/town.yaml"
for side in old new; do
    check "build the $side file" "$MADOGUCHI" build "$T/$side/knowledge" -o "$T/$side.db"
done
check "the two files differ" sh -c '! cmp -s "$1" "$2"' - "$T/old.db" "$T/new.db"

mkdir "$T/town"
target=$T/town/town.db
cp "$T/old.db" "$target"

start=$(date +%s%N)
"$MADOGUCHI" build "$T/new/knowledge" -o "$T/timed.db" >"$T/said" 2>&1
took=$((($(date +%s%N) - start) / 1000))
rm -f "$T/timed.db"

# Kill number i strikes i/kills of the way through a build and a little past its end.
torn=0 olds=0 news=0 i=0
while [ "$i" -lt "$kills" ]; do
    side=new
    [ $((i % 2)) -eq 0 ] || side=old
    "$MADOGUCHI" build "$T/$side/knowledge" -o "$target" >"$T/said" 2>&1 &
    pid=$!
    sleep "$(awk -v t="$took" -v i="$i" -v n="$kills" 'BEGIN { print t * 1.1 * i / n / 1e6 }')"
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    if cmp -s "$target" "$T/old.db"; then
        olds=$((olds + 1))
    elif cmp -s "$target" "$T/new.db"; then
        news=$((news + 1))
    else
        torn=$((torn + 1))
        ls -l "$target"
    fi
    if ! "$MADOGUCHI" --db "$target" list >"$T/said" 2>&1; then
        torn=$((torn + 1))
        sed 's/^/# /' "$T/said"
    fi
    i=$((i + 1))
done
echo "# after $kills kills: $olds times the old file, $news times the new one"
check "after every kill the file is whole and readable" test "$torn" -eq 0

check "a build in peace afterwards" "$MADOGUCHI" build "$T/new/knowledge" -o "$target"
same "gives the same file as ever" "$T/new.db" "$target"
ls -A "$T/town" >"$T/files"
echo town.db >"$T/one"
same "and what the killed builds left is gone" "$T/one" "$T/files"
tap_end
