# like.awk EXPECTED ACTUAL: ends with 0 when the second file reads as the first, where "…" alone on a
# line stands for any lines, and inside a line for any characters.
function line_like(e, a,    i, part, n, at)
{
    n = split(e, part, /…/)
    if (n <= 1) return e == a
    if (substr(a, 1, length(part[1])) != part[1]) return 0
    a = substr(a, length(part[1]) + 1)
    for (i = 2; i < n; i++) {
        at = index(a, part[i])
        if (!at) return 0
        a = substr(a, at + length(part[i]))
    }
    return length(a) >= length(part[n]) && substr(a, length(a) - length(part[n]) + 1) == part[n]
}
function like(i, j,    k)
{
    for (; i <= ne; i++) {
        if (e[i] == "…") {
            for (k = j; k <= na + 1; k++)
                if (like(i + 1, k)) return 1
            return 0
        }
        if (j > na || !line_like(e[i], a[j])) {
            if (i + j > far) { far = i + j; where = e[i] }
            return 0
        }
        j++
    }
    return j > na
}
FNR == NR { e[++ne] = $0; next }
{ a[++na] = $0 }
END {
    if (like(1, 1)) exit 0
    print "as written:"
    for (i = 1; i <= ne; i++) print "  " e[i]
    print "as it is:"
    for (i = 1; i <= na; i++) print "  " a[i]
    exit 1
}
