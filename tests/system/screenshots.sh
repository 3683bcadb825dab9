#!/bin/sh
# The pictures in docs/screens are what is seen: drawn anew they are the same. Where they are not,
# `make screenshots` draws them, and what changed is to be looked at.
. tests/tap.sh
screens=$ROOT/docs/screens

mkdir "$T/drawn"
check "all scripts can be played" "$BUILD/screenshots" "$DB" "$T/drawn" "$screens"/*.script
for script in "$screens"/*.script; do
    name=$(basename "$script" .script)
    same "$name.svg is what is seen (else: make screenshots)" "$screens/$name.svg" \
        "$T/drawn/$name.svg"
    check "$name.svg is shown in docs/screens.md" grep -qF "](screens/$name.svg)" \
        "$ROOT/docs/screens.md"
done

# Without xmllint: every tag is closed in its order, attributes are quoted, & begins an entity.
well_formed()
{
    if command -v xmllint >/dev/null; then
        xmllint --noout "$1"
        return
    fi
    awk 'BEGIN { RS = "<" }
        NR == 1 { if ($0 ~ /[^ \n]/) bad = "text before the first tag"; next }
        {
            end = index($0, ">")
            tag = substr($0, 1, end - 1)
            text = substr($0, end + 1)
            if (!end) bad = "a tag without an end: " $0
            gsub(/&(amp|lt|gt|quot);/, "", text)
            if (text ~ /[&>]/) bad = "not escaped: " text
            if (tag ~ /^\//) {
                if (depth < 1 || open[depth--] != substr(tag, 2)) bad = "closed out of order: " tag
                next
            }
            closed = sub(/\/$/, "", tag)
            name = tag
            sub(/[ \n].*/, "", name)
            sub(/^[a-z]+/, "", tag)
            gsub(/[ \n]+[a-zA-Z:-]+="[^"&]*"/, "", tag)
            if (name !~ /^[a-z]+$/ || tag ~ /[^ \n]/) bad = "no tag: " $0
            if (!closed) open[++depth] = name
        }
        END {
            if (!bad && depth) bad = "never closed: " open[depth]
            if (!bad && NR < 2) bad = "empty"
            if (bad) { print bad; exit 1 }
        }' "$1"
}

for svg in "$screens"/*.svg; do
    name=$(basename "$svg" .svg)
    check "$name.svg is well-formed" well_formed "$svg"
    check "$name.svg has a script" test -f "$screens/$name.script"
done
sed 's/<\/g>//' "$screens/home.svg" >"$T/broken.svg"
if well_formed "$T/broken.svg" >"$T/why" 2>&1; then
    fail "a missing end is noticed"
else
    pass "a missing end is noticed"
fi
tap_end
