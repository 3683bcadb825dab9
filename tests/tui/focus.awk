# Reads X,Y,FLAG of the hardware cursor and then the screen below it; succeeds when the cursor is
# seen (FLAG 1) and stands on what has the focus: behind the only "> " or "[" mark; without a mark
# behind what was typed in the box for it; without both at the beginning of a line of text.
BEGIN {
    for (i = 0; i < 256; i++)
        code[sprintf("%c", i)] = i
}

NR == 1 {
    split($0, cursor, ",")
    x = cursor[1]
    y = cursor[2]
    next
}

# One character a column: others than ASCII are "W" and, where they are wide, "w" behind it.
{
    columns = ""
    for (i = 1; i <= length($0); i++) {
        byte = code[substr($0, i, 1)]
        three = substr($0, i, 3)
        if (byte < 128)
            columns = columns substr($0, i, 1)
        else if (byte >= 240)
            columns = columns "Ww"
        else if (three == "│")
            columns = columns "|"
        else if (three == "┌" || three == "└")
            columns = columns "+"
        else if (three == "─")
            columns = columns "-"
        else if (three == "　")
            columns = columns "  "
        else if (byte >= 227)
            columns = columns "Ww"
        else if (byte >= 192)
            columns = columns "W"
    }
    row[NR - 2] = columns
}

function fail(why)
{
    print "the cursor at " x "," y (cursor[3] == 1 ? "" : " (hidden)") ": " why
    failed = 1
    exit 1
}

# Columns from 0 where the marks are, in at[], and their rows.
function find_marks(r, from, rest)
{
    for (from = 0; match(substr(row[r], from + 1), /(^|  )> +[^ ]/); from += RSTART + RLENGTH - 1) {
        marked_row[++marks] = r
        marked_col[marks] = from + RSTART + RLENGTH - 2
    }
    for (from = 0; match(substr(row[r], from + 1), /\[[^]]*\]/); from += RSTART + RLENGTH - 1) {
        marked_row[++marks] = r
        marked_col[marks] = from + RSTART
    }
}

END {
    if (failed)
        exit 1
    if (cursor[3] != 1)
        fail("it is not seen")
    for (r = 1; r < NR - 1; r++) {
        if (row[r] ~ /^-- *|^---/)
            break # the help line and what stands above it
        find_marks(r)
        if (!box && row[r] ~ /^ *\+---/ && row[r + 1] ~ /^ *\| / && row[r + 2] ~ /^ *\+-/)
            box = r + 1
    }
    foot = r
    if (marks > 1)
        fail("several marks")
    if (marks == 1) {
        if (y != marked_row[1] || x != marked_col[1])
            fail("the mark is before " marked_col[1] "," marked_row[1])
        exit 0
    }
    if (box) {
        inside = row[box]
        sub(/^ *\| /, "", inside)
        left = length(row[box]) - length(inside)
        sub(/ *\|.*$/, "", inside)
        if (y != box || x != left + length(inside))
            fail("what is typed ends at " left + length(inside) "," box)
        exit 0
    }
    if (y < 2 || y >= foot || x != 2 || substr(row[y], 3, 1) !~ /[^ -]/)
        fail("no line of text begins there")
}
