# tmux_lib.sh: for shell tests, after tap.sh: the program in a real terminal of tmux. Begins with
# `tmux_begin`, in the root of the project.

MADOGUCHI=${MADOGUCHI:-$PWD/build/madoguchi}
export MADOGUCHI LANG=C.UTF-8 LC_ALL=C.UTF-8
unset TMUX ENV NO_COLOR
socket=madoguchi-$$
trap 'tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$T"' EXIT

t()
{
    tmux -u -L "$socket" "$@"
}

# tmux_begin: a shell in a terminal of 80x24.
tmux_begin()
{
    t -f /dev/null new-session -d -x 80 -y 24 "cd '$T' && PS1='\$ ' exec sh -i" || exit 69
    t set-option -g status off
    t resize-window -x 80 -y 24
}

# until_true COMMAND...: tries again and again for ten seconds, or as $tries_most says in twentieths of
# one; the time does not decide a test that passes.
until_true()
{
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt "${tries_most:-200}" ] || return 1
        sleep 0.05
    done
}

now()
{
    [ "$(t display-message -p "$1")" = "$2" ]
}

# shows FORMAT VALUE: tmux's FORMAT becomes VALUE.
shows()
{
    until_true now "$1" "$2" && return
    echo "$1 is $(t display-message -p "$1"), not $2"
    t capture-pane -p
    return 1
}

on_screen()
{
    t capture-pane -p | grep -qF -- "$1"
}

sees()
{
    until_true on_screen "$1" && return
    echo "not on the screen: $1"
    t capture-pane -p
    return 1
}

misses()
{
    ! on_screen "$1"
}

key()
{
    t send-keys "$@"
}

# look: the cursor and the screen, as stands_on_focus FILE wants them, which says why not in $T/why.
look()
{
    t display-message -p '#{cursor_x},#{cursor_y},#{cursor_flag}' \; capture-pane -p
}

stands_on_focus()
{
    LC_ALL=C awk -f tests/tui/focus.awk "$1" >"$T/why"
}
