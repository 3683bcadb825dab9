#!/bin/sh
# search.sh quality|large|techniques: measures the search with a town's questions and answers and
# questions that people asked of them. `make bench-search`, `bench-search-large` and
# `bench-search-techniques` run it. On standard output: tables for docs/search.md.
#
# B      where everything that is built is; what this script makes goes to B/bench-search
# BENCH  holds corpus.tsv (id, question, answer), SPLIT.queries.txt (a question a line) and
#        SPLIT.qrels.tsv (number of the question, id, grade)
set -eu
: "${B:?}" "${SPLIT:=dev}"
for file in corpus.tsv "$SPLIT.queries.txt" "$SPLIT.qrels.tsv"; do
    [ -n "${BENCH:-}" ] && [ -r "$BENCH/$file" ] && continue
    echo "search.sh: ${BENCH:-BENCH}/$file がありません（make bench-search BENCH=フォルダー）" >&2
    exit 66
done
tools=$B/bench-search
work=$tools/work
judgments=$BENCH/$SPLIT.qrels.tsv
mkdir -p "$work"
ln -sfn "$PWD/dict" "$work/dict" # stands beside the knowledge, as in the source

madoguchi()
{
    "$B/madoguchi" "$@" 2>"$work/said" || {
        cat "$work/said" >&2
        exit 70
    }
}

# One number of what the program search printed: number FILE NAME.
number()
{
    awk -v name="$2" '$1 == name { print $2 }' "$1"
}

prepare()
{
    rm -rf "$work/town"
    madoguchi import "$BENCH/corpus.tsv" -o "$work/town"
    cp "$BENCH/$SPLIT.queries.txt" "$work/written"
    "$tools/variants" hiragana <"$work/written" >"$work/hiragana"
    for seed in 1 2 3; do
        "$tools/variants" shorter $seed <"$work/written" >"$work/shorter$seed"
    done
}

# build NAME: NAME.db from the folder NAME, and how long it took in NAME.seconds.
build()
{
    start=$(date +%s%N)
    madoguchi build "$work/$1" -o "$work/$1.db"
    end=$(date +%s%N)
    echo "$start $end" | awk '{ printf "%.1f\n", ($2 - $1) / 1e9 }' >"$work/$1.seconds"
}

# run DB QUESTIONS: writes QUESTIONS.run.
run()
{
    madoguchi --db "$work/$1.db" search --batch "$work/$2" --json --limit 10 >"$work/$2.run"
}

# A row of the first table: quality LABEL RUN...
quality()
{
    label=$1
    shift
    awk -f tests/bench/score.awk "$judgments" "$@" | awk -v label="$label" '{
        printf "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n", label, $4, $6, $8, $10, $12, $14
    }'
}

# A row of the second table: cost NAME.
cost()
{
    "$tools/search" "$work/$1.db" "$work/written" >"$work/written.times"
    "$tools/search" "$work/$1.db" "$work/hiragana" >"$work/hiragana.times"
    w=$work/written.times h=$work/hiragana.times
    bytes=$(number "$w" bytes)
    printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$(number "$w" entries)" \
        "$(awk "BEGIN { printf \"%.1f\", $bytes / 1048576 }")" "$(cat "$work/$1.seconds")" \
        "$(number "$w" open_ms)" "$(number "$w" p50_ms)" "$(number "$w" p95_ms)" \
        "$(number "$w" p99_ms)" "$(number "$w" max_ms)" "$(number "$h" p50_ms)" \
        "$(number "$h" p95_ms)"
}

quality_head()
{
    echo "| 質問 | recall@10 | nDCG@10 | MRR@10 | hit@1 | hit@3 | hit@10 |"
    echo "|---|---|---|---|---|---|---|"
}

cost_head()
{
    echo "| 項目 | 索引 MiB | 組み立て 秒 | 開く ms | p50 ms | p95 ms | p99 ms | 最大 ms | ひらがな p50 | p95 |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
}

# Each fifth of the questions is asked when the other four are attached as examples to the entries
# they meant. The runs are put together in the order of the questions.
with_examples()
{
    : >"$work/numbered"
    for part in 0 1 2 3 4; do
        folder=$work/asked
        rm -rf "$folder"
        mkdir "$folder"
        ln -s ../town/faq "$folder/faq"
        awk -F '\t' -v part=$part -v OFS='\t' '
            BEGIN { print "query", "id", "grade" }
            NR == FNR { text[FNR] = $0; next }
            FNR > 1 && $1 % 5 != part { print text[$1], $2, $3 }
        ' "$work/written" "$judgments" >"$work/examples.tsv"
        madoguchi import --examples "$work/examples.tsv" -o "$folder"
        build asked
        awk -v part=$part 'NR % 5 == part' "$work/written" >"$work/part"
        run asked part
        awk -v part=$part '{ print (NR - (part > 0)) * 5 + part "\t" $0 }' "$work/part.run" \
            >>"$work/numbered"
    done
    sort -n "$work/numbered" | cut -f 2- >"$work/examples.run"
}

measure_quality()
{
    prepare
    build town
    for questions in written hiragana shorter1 shorter2 shorter3; do
        run town $questions
    done
    with_examples
    quality_head
    quality "書かれたまま" "$work/written.run"
    quality "すべてひらがな" "$work/hiragana.run"
    quality "1字ぬけ（3通りの平均）" "$work/shorter1.run" "$work/shorter2.run" "$work/shorter3.run"
    quality "書かれたまま、ほかの8割を質問例に" "$work/examples.run"
    echo
    cost_head
    cost town
    echo
    "$tools/hostile" "$work/town.db"
}

measure_large()
{
    prepare
    cost_head
    for n in 20000 200000; do
        rm -rf "$work/$n"
        "$tools/perturb" "$work/town" "$work/$n" $n
        build $n
        cost $n
        rm -rf "$work/$n" "$work/$n.db"
    done
}

# A row of the third table: technique LABEL NAME.
technique()
{
    (
        cd "$work"
        "../techniques" "$2" town dict "$userdic" without.db written hiragana shorter1 shorter2 \
            shorter3
    )
    printf '| %s' "$1"
    for runs in written hiragana 'shorter[123]'; do
        # shellcheck disable=SC2086 # the pattern names files
        awk -f tests/bench/score.awk "$judgments" "$work"/$runs.run |
            awk '{ printf " | %.3f | %.3f", $6, $4 }'
    done
    echo " |"
}

measure_techniques()
{
    userdic=$(cd "$B" && pwd)/user.dic
    prepare
    echo "| なくしたもの | nDCG | recall | ひらがな nDCG | recall | 1字ぬけ nDCG | recall |"
    echo "|---|---|---|---|---|---|---|"
    technique "なし（すべてあり）" nothing
    technique "並べ直し（ここから下は、これもなし）" rerank
    technique "同義語の組" concepts
    technique "2字の組" grams
    technique "漢字1字" kanji
    technique "よみの2字の組" readings
    technique "助詞・助動詞などを捨てること" function-words
    technique "決まり文句を捨てること" stopwords
    technique "代表表記" representative
    technique "代表表記と基本形" base
    technique "ユーザー辞書" userdic
}

case ${1:-} in
quality | large | techniques) "measure_$1" ;;
*)
    echo "usage: search.sh quality|large|techniques" >&2
    exit 64
    ;;
esac
