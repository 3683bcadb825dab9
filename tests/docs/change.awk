# change.awk BLOCK FILE: prints the file with the block's lines changed: those behind "-" go, those
# behind "+" come, those behind " " stay. Ends with 1 unless the lines stand in the file just once.
FNR == NR {
    if (FNR == 1) next
    mark = substr($0, 1, 1)
    if (mark != "+") old[++no] = substr($0, 2)
    if (mark != "-") new[++nn] = substr($0, 2)
    next
}
{ line[++n] = $0 }
END {
    for (i = 1; i + no - 1 <= n; i++) {
        for (k = 1; k <= no && line[i + k - 1] == old[k]; k++) ;
        if (k > no) { found++; at = i }
    }
    if (found != 1 || !no) {
        print "its lines stand in the file " found + 0 " times" >"/dev/stderr"
        exit 1
    }
    for (i = 1; i < at; i++) print line[i]
    for (k = 1; k <= nn; k++) print new[k]
    for (i = at + no; i <= n; i++) print line[i]
}
