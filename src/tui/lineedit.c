#include "tui/lineedit.h"
#include "base/strbuf.h"
#include "base/xalloc.h"
#include "text/utf8.h"
#include "text/width.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

struct lineedit {
    struct strbuf text;
    size_t point;
    size_t first; /* where the visible part begins */
};

/* What readline is given to read; readline has no context argument. */
static struct {
    const unsigned char *bytes;
    size_t n;
    Keymap keymap;
} feed;

static int read_feed(FILE *stream)
{
    (void)stream;
    if (feed.n == 0)
        return EOF;
    feed.n--;
    return *feed.bytes++;
}

static void show_nothing(void)
{
}

static int do_nothing(int count, int key)
{
    (void)count;
    (void)key;
    return 0;
}

/* The rest of a character is in the feed: a feed holds one key. */
static int insert_fed(int count, int key)
{
    char s[8] = {(char)key};
    (void)count;
    for (size_t i = 1; i < sizeof(s) - 1 && feed.n > 0; i++)
        s[i] = (char)read_feed(NULL);
    rl_insert_text(s);
    return 0;
}

/* The killing commands of readline keep what they kill for a later yank, and with it what the
 * person before has typed: these delete. */
static int delete_to_end(int count, int key)
{
    (void)count;
    (void)key;
    rl_delete_text(rl_point, rl_end);
    return 0;
}

static int delete_to_start(int count, int key)
{
    (void)count;
    (void)key;
    rl_delete_text(0, rl_point);
    rl_point = 0;
    return 0;
}

static int delete_word(int count, int key)
{
    int start = rl_point;
    (void)count;
    (void)key;
    while (start > 0 && rl_line_buffer[start - 1] == ' ')
        start--;
    while (start > 0 && rl_line_buffer[start - 1] != ' ')
        start--;
    rl_delete_text(start, rl_point);
    rl_point = start;
    return 0;
}

/* The editor's keys. The byte is what readline is fed for it: any control character but ^D, which
 * readline takes for the end of input on an empty line. */
static const struct edit_key {
    enum key_code code;
    uint32_t cp;
    unsigned char byte;
    rl_command_func_t *function;
} edit_keys[] = {
    {KC_HOME, 0, 1, rl_beg_of_line},   {KC_CTRL, 'a', 1, rl_beg_of_line},
    {KC_LEFT, 0, 2, rl_backward_char}, {KC_CTRL, 'b', 2, rl_backward_char},
    {KC_END, 0, 5, rl_end_of_line},    {KC_CTRL, 'e', 5, rl_end_of_line},
    {KC_RIGHT, 0, 6, rl_forward_char}, {KC_CTRL, 'f', 6, rl_forward_char},
    {KC_BACKSPACE, 0, 8, rl_rubout},   {KC_CTRL, 'h', 8, rl_rubout},
    {KC_DELETE, 0, 14, rl_delete},     {KC_CTRL, 'd', 14, rl_delete},
    {KC_CTRL, 'k', 11, delete_to_end}, {KC_CTRL, 'u', 21, delete_to_start},
    {KC_CTRL, 'w', 23, delete_word},
};
#define NEDIT_KEYS (sizeof(edit_keys) / sizeof(*edit_keys))

static void discard_line(char *line)
{
    free(line);
}

/* What holds for both ways of using readline. */
static void start_readline(void)
{
    static bool started;
    if (started)
        return;
    started = true;
    setenv("INPUTRC", "/dev/null", 1);
    rl_readline_name = "madoguchi";
    rl_change_environment = 0;
    rl_terminal_name = "dumb";
    rl_initialize();
    rl_variable_bind("bell-style", "none");
    rl_variable_bind("enable-bracketed-paste", "off");
    rl_variable_bind("bind-tty-special-chars", "off");
    rl_variable_bind("convert-meta", "off");
    rl_variable_bind("input-meta", "on");
    rl_variable_bind("output-meta", "on");
    rl_inhibit_completion = 1;
}

static Keymap bare_keymap(rl_command_func_t *insert)
{
    Keymap map = rl_make_bare_keymap();
    for (int i = 0; i < 256; i++)
        rl_bind_key_in_map(i, i < ' ' || i == 0x7f ? do_nothing : insert, map);
    return map;
}

void lineedit_start(void)
{
    if (feed.keymap)
        return;
    start_readline();
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_getc_function = read_feed;
    rl_redisplay_function = show_nothing;
    feed.keymap = bare_keymap(insert_fed);
    for (size_t i = 0; i < NEDIT_KEYS; i++)
        rl_bind_key_in_map(edit_keys[i].byte, edit_keys[i].function, feed.keymap);
    rl_set_keymap(feed.keymap);
    rl_callback_handler_install(NULL, discard_line);
    rl_set_keymap(feed.keymap);
}

static void stop_engine(void)
{
    if (!feed.keymap)
        return;
    rl_callback_handler_remove();
    rl_free_keymap(feed.keymap);
    feed.keymap = NULL;
}

struct lineedit *lineedit_new(void)
{
    struct lineedit *l = xcalloc(1, sizeof(*l));
    strbuf_init(&l->text);
    lineedit_start();
    return l;
}

void lineedit_free(struct lineedit *l)
{
    if (!l)
        return;
    strbuf_wipe(&l->text);
    strbuf_done(&l->text);
    free(l);
}

const char *lineedit_text(const struct lineedit *l)
{
    return l->text.s;
}

size_t lineedit_point(const struct lineedit *l)
{
    return l->point;
}

void lineedit_clear(struct lineedit *l)
{
    strbuf_wipe(&l->text);
    l->point = l->first = 0;
}

/* Readline holds the line only while it works on it; then nothing of it is left there. */
static void run(struct lineedit *l, const char *bytes, size_t n)
{
    lineedit_start();
    rl_replace_line(l->text.s, 1);
    rl_end = (int)l->text.len;
    rl_point = (int)l->point;
    feed.bytes = (const unsigned char *)bytes;
    feed.n = n;
    while (feed.n > 0)
        rl_callback_read_char();
    size_t len = (size_t)rl_end, most = len > l->text.len ? len : l->text.len;
    if (len <= LINEEDIT_MAX && utf8_valid(rl_line_buffer, len)) {
        strbuf_wipe(&l->text);
        strbuf_add(&l->text, rl_line_buffer, len);
        l->point = (size_t)rl_point < len ? (size_t)rl_point : len;
    }
    rl_free_undo_list();
    explicit_bzero(rl_line_buffer, most);
    rl_point = rl_end = rl_mark = 0;
}

bool lineedit_key(struct lineedit *l, const struct key *k)
{
    if (k->code == KC_CHAR) {
        char s[4];
        lineedit_insert(l, s, utf8_encode(k->cp, s));
        return true;
    }
    for (size_t i = 0; i < NEDIT_KEYS; i++) {
        if (edit_keys[i].code == k->code && edit_keys[i].cp == k->cp) {
            char byte = (char)edit_keys[i].byte;
            run(l, &byte, 1);
            return true;
        }
    }
    return false;
}

void lineedit_insert(struct lineedit *l, const char *s, size_t n)
{
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, s, n, true);
    for (size_t i = 0, step; i < clean.len; i += step) {
        uint32_t cp;
        step = utf8_decode(clean.s + i, clean.len - i, &cp);
        if (cp == '\n')
            run(l, " ", 1);
        else if (cp != 0xfffd)
            run(l, clean.s + i, step);
    }
    strbuf_wipe(&clean);
    strbuf_done(&clean);
}

/* Bytes of the character at s with the marks on it. */
static size_t step_over(const char *s, size_t n, int ambiguous)
{
    uint32_t cp;
    size_t len = utf8_decode(s, n, &cp);
    while (len < n) {
        size_t step = utf8_decode(s + len, n - len, &cp);
        if (char_width(cp, ambiguous) > 0)
            break;
        len += step;
    }
    return len;
}

struct lineedit_view lineedit_view(struct lineedit *l, int cols, int ambiguous)
{
    const char *s = l->text.s;
    size_t n = l->text.len, room = cols < 2 ? 2 : (size_t)cols;
    if (text_width(s, n, ambiguous) < room)
        l->first = 0;
    if (l->first > l->point)
        l->first = l->point;
    /* The cursor's own character must be seen whole; at the end the cursor takes one column. */
    size_t at = l->point < n ? step_over(s + l->point, n - l->point, ambiguous) : 0;
    size_t need = at > 0 ? text_width(s + l->point, at, ambiguous) : 1;
    while (l->first < l->point &&
           text_width(s + l->first, l->point - l->first, ambiguous) + need > room)
        l->first += step_over(s + l->first, n - l->first, ambiguous);
    return (struct lineedit_view){l->first, text_fit(s + l->first, n - l->first, room, ambiguous),
                                  (int)text_width(s + l->first, l->point - l->first, ambiguous)};
}

/* Plain mode's keys: no completion (it would show the files here), no macros, no searching. */
static Keymap plain_keymap(void)
{
    static const struct {
        const char *keys;
        rl_command_func_t *function;
    } binds[] = {
        {"\\C-m", rl_newline},
        {"\\C-j", rl_newline},
        {"\\C-h", rl_rubout},
        {"\\C-?", rl_rubout},
        {"\\C-a", rl_beg_of_line},
        {"\\C-e", rl_end_of_line},
        {"\\C-b", rl_backward_char},
        {"\\C-f", rl_forward_char},
        {"\\C-d", rl_delete},
        {"\\C-k", delete_to_end},
        {"\\C-u", delete_to_start},
        {"\\C-w", delete_word},
        {"\\C-p", rl_get_previous_history},
        {"\\C-n", rl_get_next_history},
        {"\\e[A", rl_get_previous_history},
        {"\\e[B", rl_get_next_history},
        {"\\e[C", rl_forward_char},
        {"\\e[D", rl_backward_char},
        {"\\e[H", rl_beg_of_line},
        {"\\e[F", rl_end_of_line},
        {"\\e[1~", rl_beg_of_line},
        {"\\e[4~", rl_end_of_line},
        {"\\e[3~", rl_delete},
        {"\\e[5~", do_nothing},
        {"\\e[6~", do_nothing},
        {"\\eOA", rl_get_previous_history},
        {"\\eOB", rl_get_next_history},
        {"\\eOC", rl_forward_char},
        {"\\eOD", rl_backward_char},
        {"\\eOH", rl_beg_of_line},
        {"\\eOF", rl_end_of_line},
    };
    static Keymap map;
    if (map)
        return map;
    map = bare_keymap(rl_insert);
    for (size_t i = 0; i < sizeof(binds) / sizeof(*binds); i++)
        rl_bind_keyseq_in_map(binds[i].keys, binds[i].function, map);
    return map;
}

char *lineedit_read(const char *prompt)
{
    stop_engine();
    start_readline();
    rl_catch_signals = 1;
    rl_catch_sigwinch = 1;
    rl_prep_term_function = rl_prep_terminal;
    rl_deprep_term_function = rl_deprep_terminal;
    rl_getc_function = rl_getc;
    rl_redisplay_function = rl_redisplay;
    rl_reset_terminal(NULL);
    rl_set_keymap(plain_keymap());
    using_history();
    char *line = readline(prompt);
    if (line && *line) {
        HIST_ENTRY *last =
            history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
        if (!last || strcmp(last->line, line) != 0)
            add_history(line);
    }
    return line;
}

static void forget_entry(HIST_ENTRY *entry)
{
    explicit_bzero(entry->line, strlen(entry->line));
    free_history_entry(entry);
}

void lineedit_forget(void)
{
    while (history_length > 0)
        forget_entry(remove_history(history_length - 1));
}
