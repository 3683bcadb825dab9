#include "tui/term.h"
#include "base/die.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/width.h"
#include "tui/probe.h"
#include "tui/wake.h"
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

/* Codes for define_key, above those of curses. */
#define KEY_PASTE_BEGIN (KEY_MAX + 1)
#define KEY_PASTE_END (KEY_MAX + 2)

#define MOUSE_ON_PRESS (BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON1_DOUBLE_CLICKED)

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

struct term {
    SCREEN *screen;
    int ambiguous;
    bool paints;      /* it has colours */
    bool colour;      /* ... and they are wanted */
    enum theme theme; /* its colours are in the pairs */
    bool stay;
    bool pressed; /* the mouse button went down, and that was reported */
};

/* wcwidth() has no argument to find the terminal by. */
static int wide_ambiguous = 1;

/* Curses asks libc how wide a character is; the canvas asks text/width, which knows this terminal.
 * Where the two differ, a row shifts. So curses is answered from text/width as well: a program's
 * own wcwidth comes before that of the shared libc. */
int wcwidth(wchar_t wc)
{
    if (wc == 0)
        return 0;
    if (wc < 0x20 || (wc >= 0x7f && wc < 0xa0))
        return -1;
    return char_width((uint32_t)wc, wide_ambiguous);
}

static void put_string(const char *s)
{
    fputs(s, stdout);
    fflush(stdout);
}

static void leave(void)
{
    put_string(paste_off);
    endwin();
}

static bool usable(struct termios *before, struct error *err)
{
    const char *type = getenv("TERM");
    if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, before) != 0) {
        error_set(err, EX_UNAVAILABLE, "%s", _("端末につながっていません。"));
        return false;
    }
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        error_set(err, EX_UNAVAILABLE, "%s", _("文字コードが UTF-8 ではありません。"));
        return false;
    }
    if (!type || !*type || strcmp(type, "dumb") == 0) {
        error_set(err, EX_UNAVAILABLE, "%s", _("この端末では全画面の表示ができません。"));
        return false;
    }
    return true;
}

static short colour_here(enum colour c)
{
    return (short)((int)c >= COLORS ? (int)c - 8 : (int)c);
}

static void use_theme(struct term *t, enum theme theme)
{
    t->theme = theme;
    for (int style = 0; t->paints && style < STYLES; style++) {
        const struct theme_style *s = theme_style(theme, (enum style)style);
        init_pair((short)(style + 1), colour_here(s->fg), colour_here(s->bg));
    }
}

static void start_colours(struct term *t)
{
    const char *no_color = getenv("NO_COLOR");
    t->paints = has_colors() && start_color() == OK && use_default_colors() == OK;
    t->colour = t->paints && !(no_color && *no_color);
    if (!t->paints)
        return;
    use_theme(t, THEME_NORMAL);
}

/* Some terminals send the arrow keys the one way, some the other, whatever their description says.
 */
static void define_keys(void)
{
    static const struct {
        const char *string;
        int code;
    } keys[] = {
        {"\033[A", KEY_UP},           {"\033OA", KEY_UP},      {"\033[B", KEY_DOWN},
        {"\033OB", KEY_DOWN},         {"\033[C", KEY_RIGHT},   {"\033OC", KEY_RIGHT},
        {"\033[D", KEY_LEFT},         {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
        {"\033OH", KEY_HOME},         {"\033[F", KEY_END},     {"\033OF", KEY_END},
        {"\033[1~", KEY_HOME},        {"\033[4~", KEY_END},    {"\033OP", KEY_F(1)},
        {"\033[11~", KEY_F(1)},       {"\033OQ", KEY_F(2)},    {"\033[12~", KEY_F(2)},
        {"\033OR", KEY_F(3)},         {"\033[13~", KEY_F(3)},  {"\033OS", KEY_F(4)},
        {"\033[14~", KEY_F(4)},       {"\033[15~", KEY_F(5)},  {"\033[17~", KEY_F(6)},
        {"\033[18~", KEY_F(7)},       {"\033[19~", KEY_F(8)},  {"\033[20~", KEY_F(9)},
        {"\033[21~", KEY_F(10)},      {"\033[24~", KEY_F(12)}, {"\033[200~", KEY_PASTE_BEGIN},
        {"\033[201~", KEY_PASTE_END},
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
        define_key(keys[i].string, keys[i].code);
}

static void start_curses(struct term *t)
{
    set_escdelay(50);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    mouseinterval(0);
    mousemask(MOUSE_ON_PRESS | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
    define_keys();
    start_colours(t);
    curs_set(1);
    put_string(paste_on);
}

/* newterm also takes types that cannot place the cursor. */
static SCREEN *open_screen(struct error *err)
{
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen && tigetstr("cup") && tigetstr("clear"))
        return screen;
    if (screen) {
        endwin();
        delscreen(screen);
    }
    error_set(err, EX_UNAVAILABLE, "%s", _("この端末では全画面の表示ができません。"));
    return NULL;
}

struct term *term_open(struct error *err)
{
    struct termios before;
    if (!usable(&before, err) || !wake_start(&before, err))
        return NULL;
    wide_ambiguous = probe_ambiguous(STDIN_FILENO, STDOUT_FILENO);
    SCREEN *screen = open_screen(err);
    if (!screen) {
        wake_stop();
        return NULL;
    }
    wake_take_signals();
    struct term *t = xcalloc(1, sizeof(*t));
    t->screen = screen;
    t->ambiguous = wide_ambiguous;
    start_curses(t);
    die_set_restore(leave);
    return t;
}

void term_close(struct term *t)
{
    if (!t)
        return;
    die_set_restore(NULL);
    erase();
    leave();
    delscreen(t->screen);
    wake_stop();
    free(t);
}

void term_size(const struct term *t, int *rows, int *cols)
{
    (void)t;
    getmaxyx(stdscr, *rows, *cols);
}

int term_ambiguous(const struct term *t)
{
    return t->ambiguous;
}

static attr_t attributes(const struct theme_style *s)
{
    return (s->bold ? A_BOLD : A_NORMAL) | (s->reverse ? A_REVERSE : A_NORMAL) |
           (s->underline ? A_UNDERLINE : A_NORMAL);
}

static void set_cell(const struct term *t, cchar_t *out, const struct cell *cell)
{
    wchar_t text[CELL_CHARS + 1];
    size_t n = 0, len = strlen(cell->text);
    /* The others are made of colours: without them there is only this one. */
    const struct theme_style *s =
        theme_style(t->colour ? t->theme : THEME_NORMAL, (enum style)cell->style);
    attr_t attrs = attributes(s);
    bool colour = t->colour || (t->paints && theme_painted((enum style)cell->style));
    /* Without colours white on red still has to stand out, and white is what is not black. */
    if (!colour && s->bg != COLOUR_DEFAULT && s->bg != COLOUR_BLACK)
        attrs |= A_REVERSE;
    for (size_t i = 0; i < len && n < CELL_CHARS;) {
        uint32_t cp;
        i += utf8_decode(cell->text + i, len - i, &cp);
        text[n++] = (wchar_t)cp;
    }
    text[n] = L'\0';
    setcchar(out, text, attrs, (short)(colour ? cell->style + 1 : 0), NULL);
}

void term_draw(struct term *t, const struct canvas *c)
{
    int rows, cols;
    term_size(t, &rows, &cols);
    if (c->theme != t->theme) {
        use_theme(t, c->theme);
        term_redraw(t);
    }
    cchar_t *line = xreallocarray(NULL, (size_t)cols + 1, sizeof(*line));
    erase();
    for (int row = 0; row < rows && row < c->rows; row++) {
        int n = 0, used = 0;
        for (int col = 0; col < c->cols; col++) {
            const struct cell *cell = canvas_at(c, row, col);
            if (cell->width == 0)
                continue;
            if (used + cell->width > cols)
                break;
            set_cell(t, &line[n++], cell);
            used += cell->width;
        }
        mvadd_wchnstr(row, 0, line, n);
    }
    explicit_bzero(line, ((size_t)cols + 1) * sizeof(*line));
    free(line);
    move(c->cursor_row < rows ? c->cursor_row : rows - 1,
         c->cursor_col < cols ? c->cursor_col : cols - 1);
    refresh();
}

void term_redraw(struct term *t)
{
    (void)t;
    clearok(curscr, TRUE);
}

void term_suspend(struct term *t)
{
    leave();
    wake_suspend();
    put_string(paste_on);
    term_redraw(t);
    refresh();
}

static void resized(struct term *t, struct key *out)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    /* resizeterm also leaves a KEY_RESIZE to be read, which is no key here. */
    term_redraw(t); /* terminals move lines about when they change their size */
    out->code = KC_RESIZE;
    term_size(t, &out->row, &out->col);
}

static void signalled(struct term *t, int sig, struct key *out)
{
    if (t->stay && sig != SIGTERM && sig != SIGCONT && sig != SIGWINCH)
        return; /* a terminal that is gone is noticed when it is read from */
    if (sig == SIGTSTP)
        term_suspend(t);
    if (sig == SIGTSTP || sig == SIGCONT || sig == SIGWINCH)
        resized(t, out); /* the window may be another after a stop, too */
    else
        out->code = KC_HANGUP;
}

static bool clicked(struct term *t, struct key *out)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return false;
    out->row = event.y;
    out->col = event.x;
    if (event.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
        out->code = event.bstate & BUTTON4_PRESSED ? KC_WHEEL_UP : KC_WHEEL_DOWN;
        return true;
    }
    /* Some touch screens send presses only, some releases only: whichever comes first counts, and
     * the release that belongs to a press does not count again. */
    bool press = event.bstate & MOUSE_ON_PRESS, release = event.bstate & BUTTON1_RELEASED;
    bool counts = press || (release && !t->pressed);
    t->pressed = press && !release && !(event.bstate & BUTTON1_CLICKED);
    out->code = KC_CLICK;
    return counts;
}

static bool function_key(struct term *t, wint_t wc, struct key *out)
{
    static const struct {
        int curses;
        enum key_code code;
    } keys[] = {
        {KEY_ENTER, KC_ENTER},
        {KEY_BACKSPACE, KC_BACKSPACE},
        {KEY_DC, KC_DELETE},
        {KEY_BTAB, KC_BACKTAB},
        {KEY_UP, KC_UP},
        {KEY_DOWN, KC_DOWN},
        {KEY_LEFT, KC_LEFT},
        {KEY_RIGHT, KC_RIGHT},
        {KEY_HOME, KC_HOME},
        {KEY_END, KC_END},
        {KEY_FIND, KC_HOME},
        {KEY_SELECT, KC_END},
        {KEY_PPAGE, KC_PAGE_UP},
        {KEY_NPAGE, KC_PAGE_DOWN},
        {KEY_F(1), KC_F1},
        {KEY_F(2), KC_F2},
        {KEY_F(3), KC_F3},
        {KEY_F(4), KC_F4},
        {KEY_F(5), KC_F5},
        {KEY_F(6), KC_F6},
        {KEY_F(7), KC_F7},
        {KEY_F(8), KC_F8},
        {KEY_F(9), KC_F9},
        {KEY_F(10), KC_F10},
        {KEY_F(12), KC_F12},
        {KEY_PASTE_BEGIN, KC_PASTE_BEGIN},
        {KEY_PASTE_END, KC_PASTE_END},
    };
    if (wc == KEY_MOUSE)
        return clicked(t, out);
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        if ((wint_t)keys[i].curses == wc) {
            out->code = keys[i].code;
            return true;
        }
    }
    return false;
}

/* Curses drops the first bytes of a character when it may not wait for the rest, and would make us
 * wait when there is nothing: it may wait exactly when something has come. */
static int read_wch(wint_t *wc)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    timeout(poll(&p, 1, 0) > 0 ? 100 : 0);
    return get_wch(wc);
}

/* After an ESC that began no key of the terminal's description: an unknown key or a late answer of
 * the terminal (ESC [ … letter, ESC O letter), Alt with a letter, or the Esc key itself. Only the
 * last is a key; the others would be typed as rubbish. */
static bool escape(struct key *out)
{
    wint_t wc;
    int rc = read_wch(&wc);
    out->code = KC_ESC;
    if (rc == ERR)
        return true;
    if (rc == KEY_CODE_YES || wc < ' ' || wc == 0x7f) {
        if (rc == KEY_CODE_YES)
            ungetch((int)wc);
        else
            unget_wch((wchar_t)wc);
        return true;
    }
    if (wc == '[') {
        do
            rc = read_wch(&wc);
        while (rc == OK && wc >= 0x20 && wc < 0x40);
    } else if (wc == 'O') {
        read_wch(&wc);
    }
    return false;
}

static bool character(wint_t wc, struct key *out)
{
    if (wc == 27)
        return escape(out);
    if (wc == '\r' || wc == '\n')
        out->code = KC_ENTER;
    else if (wc == '\t')
        out->code = KC_TAB;
    else if (wc == 0x7f || wc == 8)
        out->code = KC_BACKSPACE;
    else if (wc > 0 && wc <= 26)
        out->code = KC_CTRL;
    else if (wc >= 0x20)
        out->code = KC_CHAR;
    else
        return false;
    out->cp = out->code == KC_CTRL ? (uint32_t)(wc - 1 + 'a') : (uint32_t)wc;
    return true;
}

static bool next_key(struct term *t, struct key *out)
{
    wint_t wc;
    for (bool any = false;; any = true) {
        int rc = read_wch(&wc);
        if (rc == ERR) {
            out->code = KC_NONE;
            return any;
        }
        if (rc == KEY_CODE_YES ? function_key(t, wc, out) : character(wc, out))
            return true;
    }
}

void term_stay(struct term *t)
{
    t->stay = true;
}

bool term_key(struct term *t, struct key *out, int timeout_ms)
{
    struct pollfd fds[2] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = wake_fd(), .events = POLLIN}};
    memset(out, 0, sizeof(*out));
    for (;;) {
        int sig = wake_read();
        if (sig != 0) {
            signalled(t, sig, out);
            if (out->code == KC_NONE)
                continue;
            return true;
        }
        if (next_key(t, out))
            return true;
        /* Readable and still nothing to read: the other side has hung up. */
        if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
            out->code = KC_HANGUP;
            return true;
        }
        int n = poll(fds, 2, timeout_ms);
        if (n < 0 && errno != EINTR) {
            out->code = KC_HANGUP;
            return true;
        }
        if (n == 0)
            return false;
    }
}

/* Blanks of two kinds take turns, so that each is sent: they run through the buffer for output and
 * through every cell of curses' three screens.
 * Not put off because something is being typed, as curses does else. */
void term_forget(struct term *t)
{
    int rows, cols;
    term_size(t, &rows, &cols);
    term_redraw(t);
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++)
            mvaddch(row, col, (row + col) % 2 ? ' ' : ' ' | A_BOLD);
    typeahead(-1);
    refresh();
    typeahead(STDIN_FILENO);
    term_redraw(t);
}
