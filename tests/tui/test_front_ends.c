/* One session, two front ends: the same conversation is held line by line and on the full screen,
 * over the shipped knowledge. After every step the state must be the same, and each sentence that
 * plain mode says must be on the screen (blanks and line breaks aside), scrolling as needed. */
#include "app/narrate.h"
#include "otherwise.h"
#include "pages.h"
#include "said_state.h"
#include "tui/script.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shipped.h"

struct exchange {
    const char *plain; /* the line that is typed */
    const char *keys;  /* the script of the full screen */
    enum phase phase;  /* where this must lead, so that the steps after it mean something */
};

/* ---- what is read ---- */

enum { UNWRAPPED_COLS = 100000, PAGES_MAX = 60 };

struct rig {
    struct session *plain, *full;
    struct script_player *player;
    struct strbuf seen; /* all of the screen, page for page, squeezed */
    const char *talk;
    size_t step;
};

static void play(struct rig *r, const char *keys, struct strbuf *out)
{
    struct error err = ERROR_NONE;
    if (!script_player_play(r->player, keys, strlen(keys), out, &err))
        fail_msg("%s, step %zu: %s", r->talk, r->step, err.msg);
}

/* Reads the screen as a person would: first as it is, then page for page to its end. */
static void read_screen(struct rig *r)
{
    struct strbuf page, before, rows_only, text;
    strbuf_init(&page);
    strbuf_init(&rows_only);
    strbuf_init(&before);
    strbuf_init(&text);
    strbuf_clear(&r->seen);
    enum phase phase = session_dialogue(r->full)->phase;
    bool pages = phase == PHASE_ENTRY || phase == PHASE_CHECKLIST;
    bool list = phase == PHASE_CHOOSE || asks_choice(session_dialogue(r->full));
    const char *first = pages || list ? "key Home\ndump\n" : "dump\n";
    for (size_t i = 0; i < PAGES_MAX; i++) {
        strbuf_clear(&page);
        play(r, i == 0 ? first : pages ? "key PageDown\ndump\n" : "key Down\ndump\n", &page);
        const char *rows = strchr(page.s, '\n'); /* the cursor's place is in the first line */
        if (i > 0 && strcmp(rows, before.s) == 0)
            break;
        strbuf_clear(&before);
        strbuf_puts(&before, rows);
        squeeze(rows, strlen(rows), &r->seen);
        if (pages) {
            strbuf_clear(&rows_only);
            text_rows(page.s, &rows_only);
            add_page(&text, rows_only.s);
        }
        if (!pages && !list)
            break;
    }
    strbuf_putc(&r->seen, '\n');
    squeeze(text.s, text.len, &r->seen);
    if (pages || list)
        play(r, "key Home\n", &page);
    strbuf_done(&page);
    strbuf_done(&before);
    strbuf_done(&rows_only);
    strbuf_done(&text);
}

static bool seen(const struct rig *r, const char *s, size_t n)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_add(&b, s, n);
    bool found = strstr(r->seen.s, b.s) != NULL;
    strbuf_done(&b);
    return found;
}

/* 質問3。 このあと、多くて5問です。: 3 問目（多くてあと 5 問） */
static bool seen_count(const struct rig *r, const char *s)
{
    char title[64];
    unsigned n;
    if (sscanf(s, "質問%u。", &n) == 1)
        snprintf(title, sizeof title, "%u問目（", n);
    else if (sscanf(s, "このあと、多くて%u問です。", &n) == 1)
        snprintf(title, sizeof title, "（多くてあと%u問）", n);
    else
        return false;
    return seen(r, title, strlen(title));
}

static void expect_sentence(const struct rig *r, const char *s, size_t n)
{
    size_t mark = item_mark(s, n);
    s += mark;
    n -= mark;
    if (seen(r, s, n) || seen_count(r, s))
        return;
    for (size_t i = 0; i < sizeof otherwise / sizeof *otherwise; i++) {
        size_t len = strlen(otherwise[i].plain);
        if (n < len || memcmp(s, otherwise[i].plain, len) != 0)
            continue;
        if (!seen(r, otherwise[i].full, strlen(otherwise[i].full)))
            break;
        s += len;
        n -= len;
        if (n == 0 || seen(r, s, n))
            return;
    }
    fail_msg("%s, step %zu: not on the screen: %.*s\n%s", r->talk, r->step, (int)n, s, r->seen.s);
}

/* A paragraph at a time; a sentence ends with 。 or ？. */
static void expect_sentences(const struct rig *r, const char *said)
{
    static const char *const ends[] = {"。", "？"};
    struct strbuf line;
    strbuf_init(&line);
    for (const char *p = said; *p;) {
        size_t n = strcspn(p, "\n");
        strbuf_clear(&line);
        squeeze(p, n, &line);
        p += n + (p[n] == '\n');
        for (const char *s = line.s; *s;) {
            const char *end = s + strlen(s);
            for (size_t i = 0; i < 2; i++) {
                const char *mark = strstr(s, ends[i]);
                if (mark && mark + strlen(ends[i]) < end)
                    end = mark + strlen(ends[i]);
            }
            expect_sentence(r, s, (size_t)(end - s));
            s = end;
        }
    }
    strbuf_done(&line);
}

static void expect_reasons(struct rig *r, const struct checklist *c)
{
    struct strbuf b;
    strbuf_init(&b);
    play(r, "key 1\n", &b);
    read_screen(r);
    play(r, "key Esc\n", &b);
    strbuf_clear(&b);
    put_reasons(c, &b);
    expect_sentences(r, b.s);
    strbuf_done(&b);
}

/* ---- the conversations ---- */

static void take_step(struct rig *r, const struct exchange *step)
{
    struct error err = ERROR_NONE;
    const struct effects *e;
    struct strbuf plain, full, said;
    struct input in = {.kind = INPUT_TEXT, .text = step->plain, .len = strlen(step->plain)};
    strbuf_init(&plain);
    strbuf_init(&full);
    strbuf_init(&said);
    if (!session_input(r->plain, &in, &e, &err))
        fail_msg("%s", err.msg);
    const struct dialogue *d = session_dialogue(r->plain);
    struct plain p = {
        .knowledge = d->knowledge, .cols = UNWRAPPED_COLS, .ambiguous = 1, .today = d->today};
    narrate(d, e, &p, false, &said);
    play(r, step->keys, &full);
    put_state(d, &plain);
    put_state(session_dialogue(r->full), &full);
    if (strcmp(plain.s, full.s) != 0)
        fail_msg("%s, step %zu (%s):\n-- plain\n%s-- full screen\n%s", r->talk, r->step,
                 step->plain, plain.s, full.s);
    if (d->phase != step->phase)
        fail_msg("%s, step %zu (%s): phase %d\n%s", r->talk, r->step, step->plain, (int)d->phase,
                 said.s);
    read_screen(r);
    static const char first[] = "1どうして必要か";
    bool reasons = d->phase == PHASE_CHECKLIST && seen(r, first, strlen(first));
    if (d->phase == PHASE_CHECKLIST)
        drop_reasons(&said);
    expect_sentences(r, said.s);
    if (reasons)
        expect_reasons(r, d->checklist);
    for (size_t i = 0; i < e->n; i++) /* the whole sheet is on the screen: where the answer is */
        if (e->v[i].kind == EFFECT_TELL)
            expect_sentences(r, "についての答えは、案内の初めにあります。");
    strbuf_done(&plain);
    strbuf_done(&full);
    strbuf_done(&said);
}

static void hold(const char *talk, const struct exchange *steps, size_t n)
{
    struct rig r = {.plain = open_shipped(), .full = open_shipped(), .talk = talk};
    r.player = script_player_new(r.full, 1);
    strbuf_init(&r.seen);
    for (r.step = 1; r.step <= n; r.step++)
        take_step(&r, &steps[r.step - 1]);
    strbuf_done(&r.seen);
    script_player_free(r.player);
    session_close(r.full);
    session_close(r.plain);
}

#define HOLD(steps) hold(#steps, steps, sizeof steps / sizeof *steps)
#define SAY(words) words, "type " words "\nkey Enter\n"
#define PICK(number) number, "key " number "\n"

static void test_words(void **state)
{
    static const struct exchange tennyu[] = {
        {SAY("引っ越してきた"), PHASE_ENTRY},
        {SAY("はい"), PHASE_ASK},
        {SAY("県外から"), PHASE_ASK},
        {PICK("7"), PHASE_ASK},
        {SAY("うん"), PHASE_ASK},
        {SAY("紙でもらった"), PHASE_ASK},
        {SAY("いや"), PHASE_ASK},
        {SAY("いいえ"), PHASE_ASK},
        {"いつだったか", "key Ctrl-U\ntype いつだったか\nkey Enter\n", PHASE_ASK},
        {"11月16日", "key Ctrl-U\ntype 11月16日\nkey Enter\n", PHASE_ASK},
        {SAY("知り合い"), PHASE_ASK},
        {SAY("わからない"), PHASE_ASK},
        {SAY("いいえ"), PHASE_CHECKLIST},
    };
    (void)state;
    HOLD(tennyu);
}

static void test_numbers(void **state)
{
    static const struct exchange okuyami[] = {
        {SAY("主人が亡くなった"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {SAY("11/10"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {SAY("2"), PHASE_ASK}, /* how many stay: a number is typed */
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {"1と5", "key 1 5 8\n", PHASE_ASK},
        {"1と2", "key 1 Down Enter 9\n", PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {"1と3", "key 1 Down Down Enter 6\n", PHASE_ASK},
        {SAY("11/13"), PHASE_ASK},
        {PICK("2"), PHASE_CHECKLIST},
        {"なおす", "key F3\n", PHASE_CHECKLIST},
        {"3", "key 1 3\n", PHASE_ASK},
        {PICK("2"), PHASE_CHECKLIST}, /* the answers to what is asked for both are kept */
    };
    (void)state;
    HOLD(okuyami);
}

static void test_unknown(void **state)
{
    static const struct exchange unknown[] = {
        {SAY("丸太を半分に割りたい"), PHASE_CHOOSE}, {PICK("0"), PHASE_CHOOSE},
        {SAY("どれもちがう"), PHASE_CHOOSE},         {SAY("もどる"), PHASE_CHOOSE},
        {SAY("住民票ください"), PHASE_ENTRY},        {"もどる", "key Esc\n", PHASE_CHOOSE},
        {"もどる", "key Esc\n", PHASE_HOME},         {SAY("わからない"), PHASE_HOME},
    };
    (void)state;
    HOLD(unknown);
}

static void test_choose(void **state)
{
    static const struct exchange choose[] = {
        {SAY("はんこ"), PHASE_CHOOSE},
        {PICK("2"), PHASE_ENTRY},
        {"もどる", "key Backspace\n", PHASE_CHOOSE},
        {PICK("9"), PHASE_CHOOSE},
        {SAY("一番"), PHASE_ENTRY},
        {SAY("もどる"), PHASE_CHOOSE},
        {SAY("ぶどう"), PHASE_CHOOSE},
        {SAY("どれもちがう"), PHASE_CHOOSE},
        {SAY("さいしょ"), PHASE_HOME},
    };
    (void)state;
    HOLD(choose);
}

static void test_change(void **state)
{
    static const struct exchange change[] = {
        {SAY("印鑑証明はいくらですか"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {PICK("1"), PHASE_CHECKLIST},
        {"なおす", "key F3\n", PHASE_CHECKLIST},
        {PICK("2"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("3"), PHASE_CHECKLIST},
        {SAY("なおす"), PHASE_CHECKLIST},
        {PICK("2"), PHASE_ASK},
        {SAY("見つからない"), PHASE_ASK},
        {PICK("1"), PHASE_CHECKLIST},
        {"もどる", "key Esc\n", PHASE_ASK},
        {"もどる", "key Esc\n", PHASE_ASK},
        {"もどる", "key Esc\n", PHASE_CHECKLIST},
        {"さいしょ", "key F2\n", PHASE_HOME},
    };
    (void)state;
    HOLD(change);
}

/* Many answers fall away at once, and are named. */
static void test_turn_round(void **state)
{
    static const struct exchange round[] = {
        {SAY("引っ越し全部"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {"1と3と5", "key 1 3 5 8\n", PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {SAY("おととい"), PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {SAY("11/14"), PHASE_ASK},
        {SAY("どれもない"), PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_CHECKLIST},
        {"なおす", "key F3\n", PHASE_CHECKLIST},
        {"1", "key 1 1\n", PHASE_ASK},
        {PICK("2"), PHASE_ASK},
        {"もどる", "key Esc\n", PHASE_ASK},
        {PICK("4"), PHASE_CHECKLIST},
    };
    (void)state;
    HOLD(round);
}

static void test_between(void **state)
{
    static const struct exchange between[] = {
        {SAY("引っ越してきた"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {SAY("印鑑証明はいくらですか"), PHASE_ENTRY}, /* while answers are offered */
        {"もどる", "key Esc\n", PHASE_ASK},
        {SAY("ぶどう"), PHASE_ASK}, /* neither answer nor question */
        {SAY("戸籍が要る"), PHASE_ASK},
        {SAY("カードで"), PHASE_ASK},
        {SAY("ちがう"), PHASE_ASK},
        {SAY("委任状とは"), PHASE_ENTRY}, /* while a date is asked */
        {SAY("もどる"), PHASE_ASK},
        {SAY("わからない"), PHASE_ASK},
        {SAY("戸籍謄本"), PHASE_ENTRY},
        {SAY("戸籍が要る"), PHASE_CHOOSE}, /* while an entry is shown */
        {SAY("もどる"), PHASE_ENTRY},
        {SAY("もどる"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {PICK("2"), PHASE_CHECKLIST},
        {SAY("住民票ください"), PHASE_ENTRY}, /* while a checklist is shown */
        {SAY("もどる"), PHASE_CHECKLIST},
        {SAY("さいしょ"), PHASE_HOME},
    };
    (void)state;
    HOLD(between);
}

/* What was asked of what is spoken of already, and what was heard in it or taken back. */
static void test_follow_up(void **state)
{
    static const struct exchange follow_up[] = {
        {SAY("住民票ください"), PHASE_ENTRY},
        {SAY("いくら？"), PHASE_ENTRY},
        {SAY("何がいりますか"), PHASE_ENTRY},
        {SAY("いつまで"), PHASE_ENTRY}, /* has none, and says so */
        {PICK("1"), PHASE_ASK},
        {SAY("いくらかかりますか"), PHASE_ENTRY},
        {"もどる", "key Esc\n", PHASE_ASK},
        {SAY("さいしょ"), PHASE_HOME},
        {SAY("住民票ください"), PHASE_ENTRY},
        {SAY("ちがう"), PHASE_CHOOSE},
        {SAY("もどる"), PHASE_ENTRY},
    };
    static const struct exchange heard[] = {
        {SAY("会社を辞めて国保に切り替えたい"), PHASE_ENTRY},
        {SAY("いくら"), PHASE_ENTRY}, /* which is not told again with what was heard */
        {SAY("いや、引っ越してきたので"), PHASE_ENTRY},
        {SAY("ちがう"), PHASE_ENTRY},
        {SAY("もどる"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {SAY("いや、子どもが生まれた"), PHASE_ASK},
        {SAY("さいしょ"), PHASE_HOME},
        {SAY("町の中で引っ越したので転入届を出したい"), PHASE_ENTRY},
    };
    (void)state;
    HOLD(follow_up);
    HOLD(heard);
}

static void test_asks_back(void **state)
{
    static const struct exchange asks_back[] = {
        {SAY("引っ越し"), PHASE_ASK}, {SAY("ちがう"), PHASE_CHOOSE},
        {SAY("引っ越し"), PHASE_ASK}, {SAY("町の中で"), PHASE_ASK},
        {SAY("ちがう"), PHASE_ASK},   {SAY("いや、ぶどう"), PHASE_ASK},
        {SAY("もどる"), PHASE_ASK},   {SAY("もどる"), PHASE_CHOOSE},
        {PICK("2"), PHASE_ENTRY},     {SAY("さいしょ"), PHASE_HOME},
    };
    (void)state;
    HOLD(asks_back);
}

static void test_between_times(void **state)
{
    static const struct exchange between_times[] = {
        {SAY("こんにちは"), PHASE_HOME},
        {SAY("転入届"), PHASE_ENTRY},
        {SAY("ありがとう"), PHASE_ENTRY},
        {PICK("1"), PHASE_ASK},
        {SAY("となりが火事です"), PHASE_ASK},
        {SAY("疲れました"), PHASE_ASK},
        {PICK("1"), PHASE_ASK},
        {SAY("たすけて"), PHASE_ASK},
        {SAY("はい"), PHASE_ASK},
        {SAY("さいしょ"), PHASE_HOME},
        {SAY("となりが火事です。住民票がほしい"), PHASE_ENTRY},
        {SAY("もどる"), PHASE_HOME},
    };
    (void)state;
    HOLD(between_times);
}

/* Of 印鑑登録証明書, as the second list of test_change, noted down elsewhere. */
static void test_code(void **state)
{
    static const struct exchange code[] = {
        {SAY("MHCN-RGKB-NF"), PHASE_HOME},
        {"mhcn rgkb ne", "key Ctrl-U\ntype mhcn rgkb ne\nkey Enter\n", PHASE_CHECKLIST},
        {SAY("ちがう"), PHASE_CHECKLIST},
        {PICK("1"), PHASE_ASK},
        {SAY("mhcn rgkb ne"), PHASE_CHECKLIST},
        {SAY("もどる"), PHASE_ASK},
    };
    (void)state;
    HOLD(code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),      cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_unknown),    cmocka_unit_test(test_choose),
        cmocka_unit_test(test_change),     cmocka_unit_test(test_between),
        cmocka_unit_test(test_turn_round), cmocka_unit_test(test_follow_up),
        cmocka_unit_test(test_asks_back),  cmocka_unit_test(test_between_times),
        cmocka_unit_test(test_code),
    };
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
