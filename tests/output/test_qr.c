#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/qr.h"
#include "sample.h"
#include <unistd.h>

#define QUIET 4

static struct sample sample;

static void checklist_text(const char *id, const char *const *answers, struct strbuf *out)
{
    struct checklist *c = sample_checklist(&sample, id, answers);

    qr_checklist_text(c, out);
    checklist_free(c);
}

static void texts(void **state)
{
    static const struct {
        const char *id, *answers[4], *want;
    } cases[] = {
        {"tennyu",
         {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=unknown", NULL},
         "転入届\n【要確認】とあるものは、変わっているかもしれません。窓口で確かめてください。\n"
         "持って行くもの\n・本人確認書類（原本）\n・転出証明書（原本）\n"
         "窓口で確認するもの\n・委任状（コピーでよい）【要確認】\n行く窓口\n・住民課（1階 1番）"},
        {"tennyu", {"hoho=mada", NULL}, "転入届\n先に、前の町で転出届を出してください。"},
        {"hikkoshi",
         {"ninzu=3", "hajimeta_hi=2026-11-10", NULL},
         "引っ越し\n持って行くもの\n・本人確認書類（原本）\n・通帳\n"
         "窓口で確認するもの\n・転出証明書（原本）\n行く窓口\n・住民課（1階 1番）\n"
         "・保険課（1階 2番）"},
        {"tenshutsu",
         {NULL},
         "転出届【要確認】\n【要確認】とあるものは、変わっているかもしれません。窓口で確かめてくだ"
         "さい。\n"
         "行く窓口\n・前の町の役場"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        checklist_text(cases[i].id, cases[i].answers, &b);
        assert_string_equal(b.s, cases[i].want);
        strbuf_done(&b);
    }
}

static void long_advice_keeps_whole_sentences(void **state)
{
    struct checklist c = {.entry = sample_entry(&sample, "tennyu")};
    struct strbuf stop, b, want;

    (void)state;
    strbuf_init(&stop);
    strbuf_init(&b);
    strbuf_init(&want);
    for (int i = 0; i < 40; i++)
        strbuf_puts(&stop, "先に出してください。"); /* 30 bytes */
    c.stop = stop.s;
    qr_checklist_text(&c, &b);
    strbuf_puts(&want, "転入届\n");
    strbuf_add(&want, stop.s, 600);
    strbuf_puts(&want, "（続きがあります。窓口で確認してください）");
    assert_string_equal(b.s, want.s);
    strbuf_done(&stop);
    strbuf_done(&b);
    strbuf_done(&want);
}

static void sizes(void **state)
{
    struct error err = ERROR_NONE;
    struct strbuf b;
    struct qr q;

    (void)state;
    assert_true(qr_make(&q, "a", &err));
    assert_int_equal(q.size, 21);
    /* The finder pattern of JIS X 0510 in a corner, light around everything. */
    for (int y = -1; y < 8; y++) {
        for (int x = -1; x < 8; x++) {
            bool ring = x == 0 || x == 6 || y == 0 || y == 6;
            bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;
            bool inside = x >= 0 && x <= 6 && y >= 0 && y <= 6;

            assert_int_equal(qr_dark(&q, x, y), inside && (ring || core));
        }
    }
    assert_false(qr_dark(&q, 21, 0));
    assert_false(qr_dark(&q, 0, 21));
    qr_done(&q);
    qr_done(&q); /* harmless */

    strbuf_init(&b);
    strbuf_fill(&b, 'a', 2953); /* what version 40-L holds */
    assert_true(qr_make(&q, b.s, &err));
    assert_int_equal(q.size, 177);
    qr_done(&q);
    assert_int_equal(err.code, EX_OK);
    strbuf_putc(&b, 'a');
    assert_false(qr_make(&q, b.s, &err));
    assert_int_equal(err.code, EX_DATAERR);
    assert_null(q.dark);
    err = (struct error)ERROR_NONE;
    assert_false(qr_make(&q, "", &err));
    assert_int_equal(err.code, EX_DATAERR);
    strbuf_done(&b);
}

static void expect_same(const struct qr *a, const struct qr *b)
{
    assert_int_equal(a->size, b->size);
    assert_memory_equal(a->dark, b->dark, (size_t)a->size * (size_t)a->size);
}

/* The code stands below the list, but the list comes first where both do not fit. */
static void the_list_before_the_code(void **state)
{
    struct error err = ERROR_NONE;
    struct document d = {.name = {.s = NULL}};
    struct item_document item = {.document = &d};
    struct checklist c = {.entry = sample_entry(&sample, "tennyu")};
    struct strbuf name, text;
    struct qr got, want;

    (void)state;
    strbuf_init(&name);
    strbuf_init(&text);
    c.documents.v = &item;
    c.documents.n = 1;
    for (size_t n = 2800; n < 3000; n += 10) {
        strbuf_clear(&name);
        strbuf_fill(&name, 'a', n);
        d.name = (struct str){.s = name.s, .len = n};
        strbuf_clear(&text);
        qr_checklist_text(&c, &text);
        size_t list = text.len;
        strbuf_puts(&text, "\nつづきのコード：M8EV-4");
        if (text.len > 2953)
            strbuf_truncate(&text, list);
        if (list > 2953) {
            assert_false(qr_checklist(&got, &c, "M8EV-4", &err));
            assert_int_equal(err.code, EX_DATAERR);
            continue;
        }
        assert_true(qr_checklist(&got, &c, "M8EV-4", &err));
        assert_int_equal(err.code, EX_OK);
        assert_true(qr_make(&want, text.s, &err));
        expect_same(&got, &want);
        qr_done(&got);
        qr_done(&want);
    }
    assert_int_equal(err.code, EX_DATAERR); /* it was tried up to there */
    strbuf_done(&name);
    strbuf_done(&text);
}

/* The drawing read back: every cell is a module, background and foreground are always set. */
static void drawn_with_half_blocks(void **state)
{
    struct error err = ERROR_NONE;
    struct qr q;
    struct strbuf b;
    const char *p;
    int y = -QUIET;

    (void)state;
    assert_true(qr_make(&q, "本人確認書類", &err));
    strbuf_init(&b);
    qr_ansi(&q, true, &b);
    for (p = b.s; *p; y += 2) {
        assert_int_equal(strncmp(p, "\033[30;107m", 9), 0);
        p += 9;
        for (int x = -QUIET; x < q.size + QUIET; x++) {
            bool full = strncmp(p, "█", 3) == 0, top = full || strncmp(p, "▀", 3) == 0,
                 low = full || strncmp(p, "▄", 3) == 0;

            assert_true(top || low || *p == ' ');
            assert_int_equal(top, qr_dark(&q, x, y));
            assert_int_equal(low, qr_dark(&q, x, y + 1));
            p += top || low ? 3 : 1;
        }
        assert_int_equal(strncmp(p, "\033[0m\n", 5), 0);
        p += 5;
    }
    assert_true(y >= q.size + QUIET);
    strbuf_done(&b);
    qr_done(&q);
}

static void drawn_with_spaces(void **state)
{
    struct error err = ERROR_NONE;
    struct qr q;
    struct strbuf b;
    const char *p;
    int y = -QUIET;

    (void)state;
    assert_true(qr_make(&q, "本人確認書類", &err));
    strbuf_init(&b);
    qr_ansi(&q, false, &b);
    for (p = b.s; *p; y++) {
        int dark = -1; /* every line begins with a colour of its own */

        for (int x = -QUIET; x < q.size + QUIET; x++) {
            if (strncmp(p, "\033[97;40m", 8) == 0) {
                dark = 1;
                p += 8;
            } else if (strncmp(p, "\033[30;107m", 9) == 0) {
                dark = 0;
                p += 9;
            }
            assert_int_equal(dark, qr_dark(&q, x, y));
            assert_int_equal(strncmp(p, "  ", 2), 0);
            p += 2;
        }
        assert_int_equal(strncmp(p, "\033[0m\n", 5), 0);
        p += 5;
    }
    assert_int_equal(y, q.size + QUIET);
    strbuf_done(&b);
    qr_done(&q);
}

/* A picture of eight pixels a module, as a phone would see it. */
static void write_picture(const struct qr *q, const char *path)
{
    int side = (q->size + 2 * QUIET) * 8;
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    fprintf(f, "P5\n%d %d\n255\n", side, side);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++)
            fputc(qr_dark(q, x / 8 - QUIET, y / 8 - QUIET) ? 0 : 255, f);
    }
    assert_int_equal(fclose(f), 0);
}

static void read_picture(const char *path, struct strbuf *out)
{
    char command[200], part[256];
    size_t n;
    FILE *f;

    snprintf(command, sizeof(command), "zbarimg -q --raw '%s' 2>/dev/null", path);
    f = popen(command, "r");
    assert_non_null(f);
    while ((n = fread(part, 1, sizeof(part), f)) > 0)
        strbuf_add(out, part, n);
    assert_int_equal(pclose(f), 0);
    if (out->len > 0 && out->s[out->len - 1] == '\n')
        strbuf_truncate(out, out->len - 1);
}

static void a_phone_reads_it(void **state)
{
    static const char *const answers[] = {"hoho=kami", "hajimeta_hi=2026-11-10", "raicho=dairi",
                                          NULL};
    char path[] = "/tmp/madoguchi-qr-XXXXXX.pgm";
    struct error err = ERROR_NONE;
    struct guide g = {sample.knowledge, sample_entry(&sample, "tennyu"), SAMPLE_TODAY};
    struct strbuf text, got;
    struct checklist *c;
    struct facts f;
    struct qr q;
    int fd;

    (void)state;
    if (system("command -v zbarimg >/dev/null 2>&1") != 0)
        skip();
    fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    close(fd);
    strbuf_init(&text);
    strbuf_init(&got);
    checklist_text("tennyu", answers, &text);
    strbuf_puts(&text, "\nつづきのコード：M8EV-40N5-2731-J");
    sample_facts(&sample, &f, answers);
    c = guide_checklist(&g, &f);
    assert_true(qr_checklist(&q, c, "M8EV-40N5-2731-J", &err));
    checklist_free(c);
    facts_done(&f);
    write_picture(&q, path);
    read_picture(path, &got);
    unlink(path);
    assert_string_equal(got.s, text.s);
    strbuf_done(&text);
    strbuf_done(&got);
    qr_done(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(long_advice_keeps_whole_sentences),
        cmocka_unit_test(sizes),
        cmocka_unit_test(the_list_before_the_code),
        cmocka_unit_test(drawn_with_half_blocks),
        cmocka_unit_test(drawn_with_spaces),
        cmocka_unit_test(a_phone_reads_it),
    };
    int failed;

    sample_open(&sample);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sample_close(&sample);
    return failed;
}
