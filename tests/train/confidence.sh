#!/bin/sh
# How often each confidence is given, and how often it is right: for the questions that people asked
# of a town's FAQ (BENCH), and for those that no town hall answers, asked of that FAQ and of the
# shipped knowledge. B: build folder, with evidence and judged/madoguchi.db in it.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
count() # NAME DB QUESTIONS [QRELS]
{
    "$B/evidence" "$2" "$3" >"$B/judged/evidence"
    awk -F '\t' -v name="$1" -v qrels="${4:-/dev/null}" '
    BEGIN {
        while ((getline line < qrels) > 0)
            if (split(line, v, " ") == 3)
                good[v[1], v[2]] = 1
    }
    {
        n[$1]++
        all++
        if ((NR, $8) in good)
            first[$1]++
        for (i = 8; i <= NF && i < 13; i++)
            if ((NR, $i) in good) {
                five[$1]++
                break
            }
    }
    END {
        split("sure choose unknown", kinds, " ")
        for (k = 1; k <= 3; k++) {
            c = kinds[k]
            printf "| %s | %s | %.3f |", name, c, n[c] / all
            if (qrels == "/dev/null")
                print " | |"
            else
                printf " %.2f | %.2f |\n", n[c] ? first[c] / n[c] : 0, n[c] ? five[c] / n[c] : 0
        }
    }' "$B/judged/evidence"
    rm -f "$B/judged/evidence"
}
echo '| 質問 | 自信 | 割合 | 1つめが正しい | 5つに正しいものがある |'
echo '|---|---|---|---|---|'
count '町のFAQに寄せられた質問' "$B/judged/madoguchi.db" "$BENCH/$SPLIT.queries.txt" "$BENCH/$SPLIT.qrels.tsv"
count '役場の答えないこと、町のFAQに' "$B/judged/madoguchi.db" tests/train/nothing.txt
count '役場の答えないこと、この知識に' "$B/madoguchi.db" tests/train/nothing.txt
