# Prints the sentences that check and import say about an author's files, one a line: every literal of
# the given C files that is a sentence, adjacent ones joined, what printf fills in as "…". What ends
# with a newline is written into a file and said to nobody.
function flush_sentence()
{
    gsub(/%[-0-9.*l]*z?[a-z]/, "…", text)
    gsub(/\\"/, "\"", text)
    if (text ~ /ません|ます|ました|です|ください/ && text !~ /\\n$/) print text
    text = ""
}
{
    line = $0
    sub(/^[ \t]*\/?\*.*/, "", line) # a comment's line
    while (line != "") {
        if (inside) {
            if (match(line, /^([^"\\]|\\.)*/)) text = text substr(line, 1, RLENGTH)
            line = substr(line, RLENGTH + 1)
            if (line ~ /^"/) { inside = 0; line = substr(line, 2) }
        } else if (line ~ /^[ \t]*"/) {
            sub(/^[ \t]*"/, "", line)
            inside = 1
        } else if (line ~ /^[ \t]*$/) {
            line = ""
        } else {
            if (text != "") flush_sentence()
            if (match(line, /^('\\?.'|[^"'])+/)) line = substr(line, RLENGTH + 1)
            else line = substr(line, 2)
        }
    }
}
END { flush_sentence() }
