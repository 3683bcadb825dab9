/* screen DATABASE: how long the full screen takes from a key to the drawn screen, without the
 * terminal. Visits as people make them, each from the first screen of a new session on. */
#include "app/session.h"
#include "lines.h"
#include "text/utf8.h"
#include "tui/ui.h"
#include <locale.h>

enum { VISITS_EACH = 15, MOST = 20000, NAMED = 3 };

/* Keys by their names; what is no key's name is typed letter by letter. */
static const char *const visits[] = {
    /* a name, its suggestions, the questions, the checklist with why, slip and code */
    "住民票 Down Enter PageDown PageUp 1 1 1 1 PageDown PageUp 1 PageDown Esc 4 PageDown Esc 5 "
    "Right Esc F2",
    /* in kana and back, an entry, help, a search in the text */
    "じゅうみんひょうのうつし Backspace Backspace Backspace Down Down Enter / 窓口 Enter Enter Esc "
    "F1 PageDown Esc F9 Esc 1 0 0 0 PageDown F3 1 1 F2",
    /* romaji that become kana */
    "F6 tennnyuutodoke Enter 1 1 Down Enter 0 0 0 0 0 0 0 PageDown PageDown F2",
    /* whole questions */
    "引っ越してきたら何が必要？ Enter 1 PageDown Esc Esc 家族が亡くなった Enter PageDown 1 11/3 "
    "Enter 1 1 2 Esc Esc F2",
    /* the board, and what can be chosen without a word */
    "F5 Right Right Right Down Enter Right Enter Down Down Down Down Down Esc Esc F2 1 1 PageDown "
    "1 1 F2 3 2 PageDown Down Down Enter PageDown F2 5 1 Enter Esc F2",
};
enum { VISITS = sizeof visits / sizeof *visits };

static const struct {
    int cols, rows;
} sizes[] = {{80, 24}, {120, 40}};

struct wait {
    double ms;
    char key[16];
    size_t visit;
    bool first; /* of the visit */
};

struct waits {
    struct wait v[MOST];
    size_t n;
};

static void press(struct ui *ui, const struct key *key, struct wait *wait)
{
    double start = now_ms();
    if (ui_key(ui, key) == UI_WORK)
        ui_work(ui);
    ui_draw(ui);
    wait->ms = now_ms() - start;
}

static void visit(const char *db, size_t which, int rows, int cols, struct waits *waits)
{
    struct error err = ERROR_NONE;
    struct session_options o = {
        .db = db, .clock = {.fixed = {2026, 11, 20}}, .printer = {.command = "true"}};
    struct session *s = session_open(&o, &err);
    if (!s)
        bench_stop(db, err.msg);
    struct ui *ui = ui_new(s, rows, cols, 1);
    ui_draw(ui);
    session_prepare(s); /* as tui_run */
    char words[512], *rest = NULL;
    bool first = true;
    snprintf(words, sizeof words, "%s", visits[which]);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        struct key key;
        size_t n = strlen(word), i = 0;
        bool named = key_parse(word, &key);
        while (i < n) {
            size_t from = i;
            if (!named)
                key = (struct key){.code = KC_CHAR};
            i += named ? n : utf8_decode(word + i, n - i, &key.cp);
            if (waits->n == MOST)
                bench_stop(word, "is one key too many");
            struct wait *w = &waits->v[waits->n++];
            *w = (struct wait){.visit = which, .first = first};
            first = false;
            snprintf(w->key, sizeof w->key, "%.*s", (int)(i - from), word + from);
            press(ui, &key, w);
        }
    }
    ui_free(ui);
    session_close(s);
}

static int longest_last(const void *a, const void *b)
{
    const struct wait *x = a, *y = b;
    return (x->ms > y->ms) - (x->ms < y->ms);
}

static void print(const struct waits *w, int rows, int cols)
{
    printf("key to screen %dx%d   p50 %.2f ms   p95 %.2f ms   p99 %.2f ms   (%zu keys; longest",
           cols, rows, w->v[w->n / 2].ms, w->v[w->n * 95 / 100].ms, w->v[w->n * 99 / 100].ms, w->n);
    for (size_t i = w->n - 1; i >= w->n - NAMED; i--)
        printf(" %s%s %.1f", w->v[i].key, w->v[i].first ? " (first)" : "", w->v[i].ms);
    puts(")");
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: screen DATABASE\n", stderr);
        return EX_USAGE;
    }
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    static struct waits waits;
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
        waits.n = 0;
        for (int i = 0; i < VISITS_EACH; i++)
            for (size_t which = 0; which < VISITS; which++)
                visit(argv[1], which, sizes[size].rows, sizes[size].cols, &waits);
        qsort(waits.v, waits.n, sizeof *waits.v, longest_last);
        print(&waits, sizes[size].rows, sizes[size].cols);
    }
    return EX_OK;
}
