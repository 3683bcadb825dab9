# The output of `tmux capture-pane -e -p` as a picture of what a phone sees: a cell is 4 by 8 pixels.
# Half and full blocks are drawn; any other character is left out, and takes one column (what is
# painted is right only to the left of wide ones). Run with LC_ALL=C.
#   fg, bg  the terminal's own colours: 0 black to 255 white

function grey(n)
{
    return n == 0 || n == 16 ? 0 : n == 15 || n == 231 ? 255 : n == 7 ? 229 : 128
}

function sgr(list,    v, n, i)
{
    n = split(list, v, ";")
    if (n == 0) {
        n = 1
        v[1] = 0
    }
    for (i = 1; i <= n; i++) {
        if (v[i] == 0) { f = fg; b = bg; reverse = 0 }
        else if (v[i] == 7) reverse = 1
        else if (v[i] == 27) reverse = 0
        else if (v[i] == 38 && v[i + 1] == 5) { f = grey(v[i + 2]); i += 2 }
        else if (v[i] == 48 && v[i + 1] == 5) { b = grey(v[i + 2]); i += 2 }
        else if (v[i] >= 30 && v[i] <= 37) f = grey(v[i] - 30)
        else if (v[i] >= 90 && v[i] <= 97) f = grey(v[i] - 82)
        else if (v[i] >= 40 && v[i] <= 47) b = grey(v[i] - 40)
        else if (v[i] >= 100 && v[i] <= 107) b = grey(v[i] - 92)
        else if (v[i] == 39) f = fg
        else if (v[i] == 49) b = bg
    }
}

function cell(upper, lower,    ink, ground)
{
    ink = reverse ? b : f
    ground = reverse ? f : b
    up[rows, cols] = upper ? ink : ground
    low[rows, cols] = lower ? ink : ground
    cols++
}

BEGIN {
    f = fg
    b = bg
}

{
    cols = 0
    s = $0
    while (s != "") {
        if (match(s, /^\033\[[0-9;]*m/)) {
            sgr(substr(s, 3, RLENGTH - 3))
            s = substr(s, RLENGTH + 1)
            continue
        }
        c = substr(s, 1, 1)
        size = c < "\200" ? 1 : c < "\340" ? 2 : c < "\360" ? 3 : 4
        c = substr(s, 1, size)
        s = substr(s, size + 1)
        cell(c == "\342\226\200" || c == "\342\226\210", c == "\342\226\204" || c == "\342\226\210")
    }
    width[rows] = cols
    if (cols > most) most = cols
    rows++
}

END {
    printf "P2\n%d %d\n255\n", most * 4, rows * 8
    for (r = 0; r < rows; r++) {
        for (half = 0; half < 2; half++) {
            line = ""
            for (c = 0; c < most; c++) {
                v = c >= width[r] ? bg : half == 0 ? up[r, c] : low[r, c]
                line = line v " " v " " v " " v " "
            }
            for (i = 0; i < 4; i++) print line
        }
    }
}
