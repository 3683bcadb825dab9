#!/bin/sh
# What `madoguchi export` makes of the shipped knowledge: tables that a CSV reader takes, data in
# schema.org's terms, and a site that is looked over in a real browser. The checks are checked too:
# pages with known faults must be named.
. tests/tap.sh
need_node

look()
{
    BUILD=$BUILD node tests/node/site.js "$@"
}

# Succeeds when the check fails and names all of these: CHECK SITE WORDS...
names()
{
    if look "$1" "$2" >"$T/named" 2>&1; then
        echo "$1 found nothing wrong"
        return 1
    fi
    cat "$T/named"
    shift 2
    for words; do
        grep -qF -e "$words" "$T/named" || return 1
    done
}

export_as()
{
    "$MADOGUCHI" --db "$DB" --today 2026-11-21 export --format "$@"
}

# ---- tables and data ----

check "tables are written" export_as csv -o "$T/tables"
check "a CSV reader finds equal rows, and a spreadsheet nothing to run" look tables "$T/tables"
mkdir "$T/bad_tables"
printf '\357\273\277a,b\r\n"=1",x\r\n"y""",x,z\r\n' >"$T/bad_tables/a.csv"
check "rows that are longer, and formulas, are named" \
    names tables "$T/bad_tables" 'row 2 would run: =1' 'row 3 has 3 columns'

export_as json -o "$T/town.json"
"$MADOGUCHI" --db "$DB" list --json >"$T/list.json"
every_entry()
{
    look json "$T/town.json" <"$T/list.json"
}
check "JSON has every entry" every_entry

export_as jsonld -o "$T/town.jsonld"
check "JSON-LD uses schema.org's terms, and its references lead somewhere" \
    look data "$T/town.jsonld"
sed 's/"serviceType"/"serviceKind"/; s/"#desk-jumin","@type"/"#desk-nai","@type"/' \
    "$T/town.jsonld" >"$T/bad.jsonld"
check "a term that is none, and a reference into nothing, are named" names data "$T/bad.jsonld" \
    'GovernmentService has no serviceKind' '#desk-jumin leads nowhere'

# ---- the site ----

check "a site is written" export_as html -o "$T/site"
check "every link of the site leads somewhere, and nowhere else" look links "$T/site"
check "the data of every page uses schema.org's terms" look data "$T/site"
check "pages can be read at 320 px, and links be hit" look layout "$T/site"
check "axe finds nothing, in light and dark" look access "$T/site"
check "a site with readings is written" export_as html --furigana -o "$T/read"
check "its links lead somewhere" look links "$T/read"
some="index.html procedure/tennyu.html event/okuyami.html"
check "it can be read at 320 px" look layout "$T/read" $some
check "axe finds nothing in it" look access "$T/read" $some

# ---- several at once ----

# While others write the folder again and again, its first page is always there.
watch()
{
    while [ ! -e "$T/stop" ]; do
        [ -e "$T/town/index.html" ] || echo "the site is gone"
    done | head -n 3 >"$T/gone"
}
"$MADOGUCHI" build tests/check/good/knowledge -o "$T/town.db" 2>/dev/null
town()
{
    "$MADOGUCHI" --db "$T/town.db" export --format html -o "$T/town" 2>"$T/said.$1"
    echo $? >"$T/code.$1"
}
town 0
watch &
watcher=$!
for round in 1 2 3 4 5 6; do
    writers=
    for i in 1 2 3 4; do
        town "$round$i" &
        writers="$writers $!"
    done
    wait $writers
done
: >"$T/stop"
wait "$watcher"
cp /dev/null "$T/none"
same "a site that is written again is never gone" "$T/none" "$T/gone"
grep -vx 0 "$T"/code.* >"$T/others"
same "writers beside each other wait for each other" "$T/none" "$T/others"
check "what they leave is one whole site" look links "$T/town"
ls -d "$T"/town* >"$T/left"
printf '%s\n' "$T/town" "$T/town.db" "$T/town.json" "$T/town.jsonld" >"$T/wanted"
same "and nothing else" "$T/wanted" "$T/left"

# ---- what the checks can see ----

mkdir "$T/bad"
cp "$T/site/style.css" "$T/bad"
cat >"$T/bad/index.html" <<'END'
<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>わるい</title><link rel="stylesheet" href="style.css"></head>
<body><main><h1>わるい</h1><p style="color: #888">うすい字</p><input type="text">
<p><a href="nai.html">ない</a> <a href="#nai">ない所</a> <a href="https://example.jp/">よそ</a></p>
<p style="width: 900px">ひろい</p><script>document.title = '';</script></main></body>
</html>
END
check "a bad page is named by axe" \
    names access "$T/bad" color-contrast-enhanced html-has-lang label
check "broken links, others' addresses and scripts are named" names links "$T/bad" \
    'broken link: nai.html' 'no such place: #nai' 'leads outside: https://example.jp/' 'has <script>'
check "a wide page and a small link are named" names layout "$T/bad" 'px wide' 'is small for'
tap_end
