#include "tui/script.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "tui/kiosk.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIDE 1000

struct script_player {
    struct session *session;
    struct kiosk *kiosk;
    uint64_t now; /* ms; time passes when the script says so */
    struct strbuf *out;
    bool quit;
};

static void press(struct script_player *p, struct key key)
{
    if (p->quit)
        return;
    enum ui_request request = kiosk_key(p->kiosk, &key, p->now);
    p->quit = request == UI_QUIT;
    if (request == UI_WORK) {
        kiosk_draw(p->kiosk, p->now);
        kiosk_work(p->kiosk);
    }
}

static bool two_numbers(const char *s, int *a, int *b)
{
    char rest;
    return sscanf(s, "%4d %4d %c", a, b, &rest) == 2 && *a >= 0 && *b >= 0 && *a <= MAX_SIDE &&
           *b <= MAX_SIDE;
}

static bool do_size(struct script_player *p, char *arg)
{
    int cols, rows;
    if (!two_numbers(arg, &cols, &rows) || cols < 1 || rows < 1)
        return false;
    press(p, (struct key){.code = KC_RESIZE, .row = rows, .col = cols});
    return true;
}

static bool do_click(struct script_player *p, char *arg)
{
    int col, row;
    if (!two_numbers(arg, &col, &row))
        return false;
    kiosk_draw(p->kiosk, p->now); /* what is clicked is what was seen */
    press(p, (struct key){.code = KC_CLICK, .row = row, .col = col});
    return true;
}

static bool do_key(struct script_player *p, char *arg)
{
    bool any = false;
    char *rest = NULL;
    for (char *name = strtok_r(arg, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        struct key key;
        if (!key_parse(name, &key))
            return false;
        kiosk_draw(p->kiosk, p->now); /* a person sees each screen before the next key */
        press(p, key);
        any = true;
    }
    return any;
}

/* The byte that \xHH stands for, or -1. */
static int hex_byte(const char *s)
{
    static const char digits[] = "0123456789abcdef";
    const char *high = s[0] ? strchr(digits, s[0]) : NULL;
    const char *low = high && s[1] ? strchr(digits, s[1]) : NULL;
    return low ? (int)((high - digits) * 16 + (low - digits)) : -1;
}

/* Writes s in place with \xHH as that byte; gives the length. */
static size_t unescape(char *s)
{
    size_t n = 0;
    for (const char *p = s; *p; n++) {
        int byte = p[0] == '\\' && p[1] == 'x' ? hex_byte(p + 2) : -1;
        s[n] = byte >= 0 ? (char)byte : *p;
        p += byte >= 0 ? 4 : 1;
    }
    return n;
}

static bool do_type(struct script_player *p, char *arg)
{
    size_t n = unescape(arg);
    for (size_t i = 0; i < n;) {
        struct key key = {.code = KC_CHAR};
        i += utf8_decode(arg + i, n - i, &key.cp);
        if (key.cp == '\n' || key.cp == '\t')
            key.code = key.cp == '\n' ? KC_ENTER : KC_TAB;
        press(p, key);
    }
    return n > 0;
}

static bool do_paste(struct script_player *p, char *arg)
{
    press(p, (struct key){.code = KC_PASTE_BEGIN});
    bool ok = do_type(p, arg);
    press(p, (struct key){.code = KC_PASTE_END});
    return ok;
}

static bool do_wheel(struct script_player *p, char *arg)
{
    bool up = strcmp(arg, "up") == 0;
    kiosk_draw(p->kiosk, p->now);
    press(p, (struct key){.code = up ? KC_WHEEL_UP : KC_WHEEL_DOWN});
    return up || strcmp(arg, "down") == 0;
}

static bool do_big(struct script_player *p, char *arg)
{
    bool on = strcmp(arg, "on") == 0;
    kiosk_set_big(p->kiosk, on);
    return on || strcmp(arg, "off") == 0;
}

static bool do_kiosk(struct script_player *p, char *arg)
{
    int idle, countdown;
    if (!two_numbers(arg, &idle, &countdown) || idle < 1 || countdown < 1)
        return false;
    struct canvas size = *kiosk_draw(p->kiosk, p->now);
    struct tui_options o = {
        .kiosk = true, .idle = (unsigned)idle, .countdown = (unsigned)countdown};
    kiosk_free(p->kiosk);
    p->kiosk = kiosk_new(p->session, &o, size.rows, size.cols, size.ambiguous);
    return true;
}

/* As the terminal's owner does it: looks again whenever there may be something new to see. */
static bool do_wait(struct script_player *p, char *arg)
{
    char rest;
    unsigned seconds;
    if (sscanf(arg, "%5u %c", &seconds, &rest) != 1)
        return false;
    uint64_t end = p->now + (uint64_t)seconds * 1000;
    while (p->now < end) {
        int wait = kiosk_wait(p->kiosk, p->now);
        p->now = wait >= 0 && (uint64_t)wait < end - p->now ? p->now + (uint64_t)wait : end;
        kiosk_tick(p->kiosk, p->now);
    }
    return true;
}

static bool do_dump(struct script_player *p, char *arg)
{
    const struct canvas *c = kiosk_draw(p->kiosk, p->now);
    strbuf_printf(p->out, "== %dx%d cursor %d,%d\n", c->cols, c->rows, c->cursor_col,
                  c->cursor_row);
    canvas_dump(c, p->out);
    return *arg == '\0';
}

static const struct {
    const char *name;
    bool (*run)(struct script_player *p, char *arg);
} commands[] = {
    {"size", do_size},   {"key", do_key},     {"type", do_type}, {"paste", do_paste},
    {"click", do_click}, {"wheel", do_wheel}, {"dump", do_dump}, {"big", do_big},
    {"kiosk", do_kiosk}, {"wait", do_wait},
};

static bool play_line(struct script_player *p, char *line)
{
    size_t n = strcspn(line, " ");
    char *arg = line[n] ? line + n + 1 : line + n;
    if (line[n])
        line[n] = '\0';
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
        if (strcmp(commands[i].name, line) == 0)
            return commands[i].run(p, arg);
    return false;
}

bool script_player_play(struct script_player *p, const char *script, size_t n, struct strbuf *out,
                        struct error *err)
{
    struct strbuf line;
    strbuf_init(&line);
    p->out = out;
    bool ok = true;
    size_t number = 1;
    for (size_t pos = 0; ok && !p->quit && pos < n; number++) {
        const char *newline = memchr(script + pos, '\n', n - pos);
        size_t len = newline ? (size_t)(newline - script) - pos : n - pos;
        strbuf_clear(&line);
        strbuf_add(&line, script + pos, len);
        pos += len + 1;
        if (line.len == 0 || line.s[0] == '#')
            continue;
        ok = play_line(p, line.s);
    }
    if (!ok)
        error_set(err, EX_DATAERR, _("スクリプトの %zu 行目が読めません。"), number - 1);
    strbuf_done(&line);
    return ok;
}

struct script_player *script_player_new(struct session *s, int ambiguous)
{
    struct script_player *p = xcalloc(1, sizeof *p);
    p->session = s;
    p->kiosk = kiosk_new(s, &(struct tui_options){.kiosk = false}, 24, 80, ambiguous);
    return p;
}

void script_player_free(struct script_player *p)
{
    if (!p)
        return;
    kiosk_free(p->kiosk);
    free(p);
}

const struct canvas *script_player_screen(struct script_player *p)
{
    return kiosk_draw(p->kiosk, p->now);
}

bool script_play(struct session *s, const char *script, size_t n, int ambiguous, struct strbuf *out,
                 struct error *err)
{
    struct script_player *p = script_player_new(s, ambiguous);
    bool ok = script_player_play(p, script, n, out, err);
    script_player_free(p);
    return ok;
}

bool script_play_file(struct session *s, const char *path, int ambiguous, struct strbuf *out,
                      struct error *err)
{
    FILE *f = fopen(path, "r");
    if (!f) {
        error_set(err, EX_NOINPUT, "%s: %s", path, strerror(errno));
        return false;
    }
    struct strbuf text;
    char block[4096];
    strbuf_init(&text);
    for (size_t n; (n = fread(block, 1, sizeof(block), f)) > 0;)
        strbuf_add(&text, block, n);
    bool ok = ferror(f) == 0;
    if (!ok)
        error_set(err, EX_NOINPUT, "%s: %s", path, strerror(errno));
    fclose(f);
    ok = ok && script_play(s, text.s, text.len, ambiguous, out, err);
    strbuf_done(&text);
    return ok;
}
