#!/bin/sh
# publish, against what happens to machines: killed at any moment, two at once, a full disk, a folder
# that may not be written. The file that the terminals read is there, whole, whatever happens.
. tests/tap.sh

cp -R tests/check/good/knowledge "$T/a"
cp -R dict "$T/dict"
cp -R "$T/a" "$T/b"
sed -i 's/juminhyo: 300/juminhyo: 400/' "$T/b/town.yaml"
sed -i 's/^tel: .*/tel: 0000-00-0001/' "$T/b/town.yaml"
mkdir "$T/out"
DB=$T/out/m.db
publish() { "$MADOGUCHI" publish "$1" -o "$DB" >"$T/said" 2>&1; }
whole() { "$MADOGUCHI" --db "$DB" list >"$T/list" 2>&1; }

check "the first one" publish "$T/a"

# Kill number i strikes i/kills of the way through and a little past its end.
start=$(date +%s%N)
publish "$T/b"
took=$((($(date +%s%N) - start) / 1000))
kills=40 torn=0 i=0
while [ "$i" -lt "$kills" ]; do
    side=a
    [ $((i % 2)) -eq 0 ] || side=b
    "$MADOGUCHI" publish "$T/$side" -o "$DB" >"$T/said" 2>&1 &
    pid=$!
    sleep "$(awk -v t="$took" -v i="$i" -v n="$kills" 'BEGIN { print t * 1.1 * i / n / 1e6 }')"
    kill -KILL "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    whole || torn=$((torn + 1))
    i=$((i + 1))
done
[ "$torn" = 0 ] && pass "killed at any moment, the file is whole" ||
    fail "killed at any moment, the file is whole ($torn times it was not)" "$T/list"
check "after that it can be published" publish "$T/a"
check "and again" publish "$T/b" # the same may be there already: then there is nothing to do
check "the one before is whole as well" "$MADOGUCHI" --db "$DB.previous" list
ls "$T/out" | grep -v -e '^m.db$' -e '^m.db.previous$' >"$T/left"
[ -s "$T/left" ] && fail "nothing is left behind" "$T/left" || pass "nothing is left behind"

# Two at once: the folder is locked by another program here.
if command -v flock >/dev/null; then
    flock "$T/out" sh -c '"$0" publish "$1" -o "$2"' "$MADOGUCHI" "$T/a" "$DB" >"$T/said" 2>&1
    code=$?
    [ $code = 75 ] && grep -q 'ほかの publish' "$T/said" && pass "one at a time" ||
        fail "one at a time (exit code $code)" "$T/said"
else
    echo "ok $((tap_n += 1)) # SKIP flock is not installed"
fi

# A disk that is full in the middle of the file: writing fails beyond 64 KiB.
cp "$DB" "$T/before.db"
sh -c 'trap "" XFSZ; ulimit -f 128; exec "$0" publish "$1" -o "$2"' "$MADOGUCHI" "$T/a" "$DB" \
    >"$T/said" 2>&1
code=$?
[ $code != 0 ] && grep -q 'そのまま' "$T/said" && cmp -s "$T/before.db" "$DB" &&
    [ ! -e "$DB.next" ] && pass "a full disk leaves the file in use" ||
    fail "a full disk leaves the file in use (exit code $code)" "$T/said"

# A folder that may not be written; root may write everywhere.
chmod 755 "$T"
chmod 555 "$T/out"
if [ "$(id -u)" != 0 ]; then
    publish "$T/a"
    code=$?
elif command -v setpriv >/dev/null; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$MADOGUCHI" publish "$T/a" -o "$DB" \
        >"$T/said" 2>&1
    code=$?
else
    code=
fi
if [ -z "$code" ]; then
    echo "ok $((tap_n += 1)) # SKIP this is root, and there is no setpriv"
elif [ "$code" = 73 ] && grep -q '書けません' "$T/said" && cmp -s "$T/before.db" "$DB"; then
    pass "a folder that may not be written"
else
    fail "a folder that may not be written (exit code $code)" "$T/said"
fi
chmod 755 "$T/out"
tap_end
