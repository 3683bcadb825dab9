# awk -f score.awk QRELS.tsv RUN.jsonl...: how good a ranked run is, against graded judgments.
#
# QRELS.tsv  a header, then: number of the question (a line of the file of questions), entry id,
#            grade (2 correct, 1 related)
# RUN.jsonl  what `madoguchi search --batch QUESTIONS --json --limit 10` prints. Of several runs of
#            the same questions the means are given.
#
# recall@10 (grade 1 and above) and nDCG@10 (gain: the grade) and MRR@10 (grade 1 and above) are
# means over all questions that have judgments; hit@1, 3 and 10 are the part of the questions with
# an entry of grade 2 that have one so far up.

BEGIN { FS = "\t" }

FNR == 1 { file++ }

file == 1 {
    if (FNR > 1) {
        if (!(($1, $2) in grade)) {
            if (!($1 in count)) questions++
            id[$1, ++count[$1]] = $2
        }
        grade[$1, $2] = $3 + 0
        if ($1 + 0 > last) last = $1 + 0
    }
    next
}

!/[^ \t\r]/ { next }

{
    lines[file]++
    n = lines[file]
    if (n in count) measure(n, $0)
}

# The ids of a line's hits into top. A quotation mark inside a string always has a backslash before
# it, so what is looked for here cannot be part of a name.
function hits(line,    n, at) {
    split("", top)
    if (!match(line, /"hits": *\[/))
        stop("line " FNR " of " FILENAME " has no hits")
    line = substr(line, RSTART + RLENGTH)
    while (n < 10 && match(line, /"id": *"[^"]*"/)) {
        at = substr(line, RSTART, RLENGTH - 1)
        sub(/.*"/, "", at)
        line = substr(line, RSTART + RLENGTH)
        if (at in seen_in && seen_in[at] == FILENAME ":" FNR)
            stop("question " lines[file] " of " FILENAME ": " at " is ranked twice")
        seen_in[at] = FILENAME ":" FNR
        top[++n] = at
    }
    return n
}

function discounted(place) { return log(2) / log(place + 1) }

function measure(q, line,    n, i, g, found, dcg, ideal, reciprocal, best, correct, left) {
    n = hits(line)
    for (i = 1; i <= n; i++) {
        g = (q, top[i]) in grade ? grade[q, top[i]] : 0
        dcg += g * discounted(i)
        if (g > 0) {
            found++
            if (!reciprocal) reciprocal = 1 / i
        }
        if (g == 2 && !best) best = i
    }
    for (i = 1; i <= count[q]; i++) {
        left[grade[q, id[q, i]]]++
        if (grade[q, id[q, i]] == 2) correct = 1
    }
    for (i = 1; i <= 10 && i <= count[q]; i++) {
        g = left[2] > 0 ? 2 : left[1] > 0 ? 1 : 0
        left[g]--
        ideal += g * discounted(i)
    }
    asked++
    recall += found / count[q]
    ndcg += ideal > 0 ? dcg / ideal : 0
    mrr += reciprocal
    if (correct) {
        graded++
        hit1 += best == 1
        hit3 += best > 0 && best <= 3
        hit10 += best > 0
    }
}

function stop(why) {
    print "score.awk: " why >"/dev/stderr"
    failed = 1
    exit 65
}

END {
    if (failed) exit 65
    for (f = 2; f < ARGC; f++)
        if (lines[f] != last)
            stop("a run has " lines[f] + 0 " lines, the judgments " last " questions")
    printf "questions %d  recall@10 %.4f  ndcg@10 %.4f  mrr@10 %.4f", questions,
        recall / asked, ndcg / asked, mrr / asked
    printf "  hit@1 %.4f  hit@3 %.4f  hit@10 %.4f  (of %d)\n", hit1 / graded, hit3 / graded,
        hit10 / graded, graded / (file - 1)
}
