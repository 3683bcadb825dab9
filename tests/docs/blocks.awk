# Splits a document's fenced blocks that are to be played into files DIR/NNNN, in order. The first
# line of each is "KIND ARGUMENT LINE". A fence says:
#   console [CODE]        commands behind "$ " and what they print; CODE: how the last one ends
#   yaml FILE             the file, whole
#   yaml FILE:N[-M]       lines to stand in the place of line N (to M) of the file
#   diff FILE             lines of the file, those to go behind "-", those to come behind "+"
# A heading "## …" is a block, too: "section 0 LINE".
# Other blocks are for the reader only.
#   -v dir=DIR
function start(kind, argument)
{
    if (file) close(file)
    file = sprintf("%s/%04d", dir, ++n)
    print kind, argument == "" ? 0 : argument, FNR >file
}
/^```/ {
    if (inside) {
        inside = taken = 0
        next
    }
    inside = 1
    head = substr($0, 4)
    if (head ~ /^console( [0-9]+)?$/ || head ~ /^(yaml|diff) [^ ]+$/) {
        taken = 1
        split(head, word, " ")
        start(word[1], word[2])
    }
    next
}
taken { print >file }
!inside && /^## / { start("section") }
