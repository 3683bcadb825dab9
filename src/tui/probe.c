#include "tui/probe.h"
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A terminal near by answers within a few milliseconds; one behind a slow line within this. A later
 * answer is thrown away by term_key. */
#define PATIENCE_MS 300

static bool put(int fd, const char *s)
{
    size_t n = strlen(s);
    return write(fd, s, n) == (ssize_t)n;
}

/* Reads ESC [ row ; column R; gives the column, 0 when nothing like it comes. What was typed
 * before is read over. */
static int read_column(int fd)
{
    enum { NOTHING, ESCAPE, ROW, COLUMN } state = NOTHING;
    int column = 0;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    for (int bytes = 0; bytes < 256 && poll(&p, 1, PATIENCE_MS) > 0; bytes++) {
        char c;
        if (read(fd, &c, 1) != 1)
            return 0;
        if (c == '\033') {
            state = ESCAPE;
        } else if (state == ESCAPE) {
            state = c == '[' ? ROW : NOTHING;
        } else if (state == ROW && c == ';') {
            state = COLUMN;
            column = 0;
        } else if (state == COLUMN && c == 'R') {
            return column;
        } else if (state == COLUMN && c >= '0' && c <= '9' && column < 1000) {
            column = column * 10 + (c - '0');
        } else if (!(state == ROW && c >= '0' && c <= '9')) {
            state = NOTHING;
        }
    }
    return 0;
}

int probe_ambiguous(int in, int out)
{
    struct termios before, raw;
    if (tcgetattr(in, &before) != 0)
        return 1;
    raw = before;
    raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(in, TCSANOW, &raw) != 0)
        return 1;
    int column = put(out, "\r\342\227\213\033[6n") ? read_column(in) : 0; /* ○ */
    put(out, "\r  \r");
    tcsetattr(in, TCSANOW, &before);
    return column == 3 ? 2 : 1;
}
