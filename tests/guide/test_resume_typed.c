/* A code as people type it: every spelling, mistakes, and what is no code at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "guide/resume_number.h"
#include "resume_sample.h"
#include "text/utf8.h"

/* ---- mistakes ---- */

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static size_t count_letters(const struct strbuf *code)
{
    return code->len - code->len / RESUME_GROUP;
}

static void one_wrong_letter(const struct strbuf *code)
{
    for (size_t i = 0; i < code->len; i++) {
        char was = code->s[i];

        for (const char *p = letters; was != '-' && *p; p++) {
            code->s[i] = *p;
            assert_int_equal(resume_looks_like(code->s, code->len), *p == was);
        }
        code->s[i] = was;
    }
}

static void two_in_the_wrong_order(const struct strbuf *code)
{
    for (size_t i = 0; i + 1 < code->len; i++) {
        size_t j = i + 1 + (code->s[i + 1] == '-');
        char a = code->s[i], b = code->s[j];

        if (a == b || a == '-')
            continue;
        code->s[i] = b;
        code->s[j] = a;
        assert_false(resume_looks_like(code->s, code->len));
        code->s[i] = a;
        code->s[j] = b;
    }
}

/* Up to 31 letters not even two mistakes go unnoticed. */
static void two_wrong_letters(struct dice *d, const struct strbuf *code)
{
    for (int tries = 0; count_letters(code) <= 31 && tries < 600; tries++) {
        size_t i = roll(d, (unsigned)code->len), j = roll(d, (unsigned)code->len);
        char a = code->s[i], b = code->s[j];

        if (i == j || a == '-' || b == '-')
            continue;
        code->s[i] = letters[roll(d, 32)];
        code->s[j] = letters[roll(d, 32)];
        assert_int_equal(resume_looks_like(code->s, code->len), code->s[i] == a && code->s[j] == b);
        code->s[i] = a;
        code->s[j] = b;
    }
}

/* A letter left out, one too many, groups exchanged: found but for one in a thousand. Gives how
 * many were tried, and adds those that were not found. */
static size_t other_mistakes(struct dice *d, const struct strbuf *code, size_t *unnoticed)
{
    struct strbuf b;
    size_t tried = 0;

    strbuf_init(&b);
    for (size_t i = 0; i < code->len; i++) {
        char more = letters[roll(d, 32)];

        strbuf_clear(&b);
        strbuf_add(&b, code->s, i);
        strbuf_puts(&b, code->s + i + 1);
        *unnoticed += code->s[i] != '-' && resume_looks_like(b.s, b.len);
        strbuf_clear(&b);
        strbuf_add(&b, code->s, i);
        strbuf_putc(&b, more);
        strbuf_puts(&b, code->s + i);
        *unnoticed += resume_looks_like(b.s, b.len);
        tried += 2;
    }
    for (size_t i = RESUME_GROUP; i + RESUME_GROUP <= code->len; i += RESUME_GROUP) {
        strbuf_clear(&b);
        strbuf_puts(&b, code->s + i);
        strbuf_puts(&b, "-");
        strbuf_add(&b, code->s, i - 1);
        *unnoticed += resume_looks_like(b.s, b.len);
        tried++;
    }
    strbuf_done(&b);
    return tried;
}

static void mistakes_are_found(void **state)
{
    struct dice d = {3};
    struct shipped s;
    struct strbuf code;
    size_t tried = 0, unnoticed = 0;

    (void)state;
    shipped_open(&s);
    strbuf_init(&code);
    for (int i = 0; i < 300; i++) {
        random_code(&d, s.k, &code);
        one_wrong_letter(&code);
        two_in_the_wrong_order(&code);
        two_wrong_letters(&d, &code);
        tried += other_mistakes(&d, &code, &unnoticed);
    }
    assert_true(tried > 5000);
    assert_true(unnoticed * 400 < tried);
    strbuf_done(&code);
    shipped_close(&s);
}

/* ---- what people type ---- */

static void spellings(void **state)
{
    static const char want[] = "ten " WALK;
    struct strbuf code, b;
    struct sample s;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    strbuf_init(&code);
    strbuf_init(&b);
    code_of(&s, "ten", WALK, &code);
    reads_as(&s, code.s, want);
    for (const char *p = code.s; *p; p++) /* small, spaces for hyphens */
        strbuf_putc(&b, *p == '-' ? ' ' : *p >= 'A' ? (char)(*p | 32) : *p);
    reads_as(&s, b.s, want);
    strbuf_clear(&b);
    for (const char *p = code.s; *p; p++) { /* full-width, a long mark where the hyphen is */
        char wide[4];
        strbuf_add(&b, wide, utf8_encode(*p == '-' ? 0x30fc : (uint32_t)(*p - '!') + 0xff01, wide));
    }
    reads_as(&s, b.s, want);
    strbuf_clear(&b);
    strbuf_puts(&b, "　 ");
    for (const char *p = code.s; *p; p++) /* no hyphens */
        if (*p != '-')
            strbuf_putc(&b, *p);
    strbuf_puts(&b, "\r\n");
    reads_as(&s, b.s, want);
    strbuf_done(&b);
    strbuf_done(&code);
    sample_close(&s);
}

static void look_alikes(void **state)
{
    static const char pairs[][2] = {"0O", "0o", "1I", "1i", "1L", "1l"};
    struct dice d = {13};
    struct shipped s;
    struct strbuf code;
    size_t met[sizeof pairs / sizeof *pairs] = {0};

    (void)state;
    shipped_open(&s);
    strbuf_init(&code);
    for (int i = 0; i < 300; i++) {
        random_code(&d, s.k, &code);
        for (size_t j = 0; j < sizeof pairs / sizeof *pairs; j++) {
            char *at = strchr(code.s, pairs[j][0]);
            if (!at)
                continue;
            *at = pairs[j][1];
            assert_true(resume_looks_like(code.s, code.len));
            *at = pairs[j][0];
            met[j]++;
        }
    }
    for (size_t j = 0; j < sizeof pairs / sizeof *pairs; j++)
        assert_true(met[j] > 20);
    strbuf_done(&code);
    shipped_close(&s);
}

/* If one of these changes, codes that people hold are lost: let it be another format, with a first
 * letter of its own, and go on reading this one. */
static void the_format_is_kept(void **state)
{
    static const struct {
        const char *id, *answers, *code;
    } cases[] = {
        {"ten", WALK, "MPGM-M2XR-ZA1W-4"},
        {"ten", "", "MPGM-1PGM-K"},
        {"ten", "moto=unknown hoho=unknown sumi_hi=unknown raicho=unknown", "MPGM-047Z-1H6"},
        {"ten", "moto=mada", "MPGM-C8XX-N"},
        {"ten", "moto=kuni hoho=kami sumi_hi=1945-08-15 raicho=dairi inin=iie",
         "MPGM-4A1T-8RC8-GE"},
        {"ten", "moto=kuni hoho=kami sumi_hi=1890-06-12 raicho=kazoku", "MPGM-4K6Y-F28W-6KR"},
        {"ten", "raicho=honnin sumi_hi=2026-11-01", "MPGM-322Q-TGX6-3PK"},
        {"kai", "nenrei=0 kai_riyu=unknown", "MJP7-CHD7-3YH"},
        {"kai", "nenrei=120 kai_riyu=byoki", "MJP7-MDF7-37B"},
        {"koku", "", "MTH9-876N-W"},
        {"hikkoshi", "muki=deru hoken=nashi setai=iie", "M3WS-RRE9-3C"},
        {"hikkoshi", "muki=deru hoken=nenkin setai=hai nokoru=20", "M3WS-1AGN-6K11-3"},
        {"hikkoshi",
         "muki=hairu hoken=kokuho,kaigo setai=hai nokoru=3 hoho=kami sumi_hi=2026-11-10 "
         "raicho=honnin gai_moto=hai",
         "M3WS-M7M8-CFN0-A37J"},
    };
    struct strbuf code;
    struct sample s;

    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    strbuf_init(&code);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        strbuf_clear(&code);
        code_of(&s, cases[i].id, cases[i].answers, &code);
        assert_string_equal(code.s, cases[i].code);
    }
    strbuf_done(&code);
    sample_close(&s);
}

static void not_a_code(const struct str *text)
{
    if (resume_looks_like(text->s, text->len))
        fail_msg("taken for a code: %s", text->s);
}

/* A line that is typed in the conversation is a question, unless it is nothing but a code. */
/* One with a mistake in it is told as such, and is not searched for. */
static void what_is_meant_as_a_code(void **state)
{
    static const struct {
        const char *line;
        bool meant;
    } cases[] = {
        {"MHCN-RGKB-NE", true},
        {"MHCN-RGKB-NF", true},
        {"mhcn-rgkb-n", true},
        {"ＭＨＣＮ－ＲＧＫＢ－ＮＦ", true},
        {"M8EV MEMK WQ45 1T5", true},
        {"m8evmemkwq451t", true},
        {"M000-0000-0", true},
        {"menkyosho", false},
        {"MYNUMBERCARD", false},
        {"ma-ketto-kado", false},
        {"mmmm-mm", false},
        {"M-1", false},
        {"2026-11-20", false},
        {"03-1234-5678", false},
        {"マイナンバーカード", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (resume_looks_meant(cases[i].line, strlen(cases[i].line)) != cases[i].meant)
            fail_msg("%s", cases[i].line);
}

static void words_are_no_codes(void **state)
{
    static const char *const lines[] = {
        "",
        "M",
        "-",
        "0000-00-0000",
        "03-1234-5678",
        "2026-11-20",
        "20261120",
        "R8.11.20",
        "1234 5678 9012",
        "123456789012",
        "M000-0000-0",
        "M1234567",
        "MYNUMBERCARD",
        "mainanbakado",
        "menkyosho",
        "MMMMMMMMM",
        "MMMM-MMMM-MMMM",
        "昭和25年4月1日",
        "マイナンバーカード",
        "はい",
        "1と3",
        "わからない",
        "\xff\xfe",
        "M\xff-00-0000-000",
    };
    struct shipped s;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (resume_looks_like(lines[i], strlen(lines[i])))
            fail_msg("taken for a code: %s", lines[i]);
    shipped_open(&s);
    for (size_t i = 0; i < s.k->entries.n; i++) {
        const struct entry *e = &s.k->entries.v[i];
        not_a_code(&e->id);
        not_a_code(&e->name);
        not_a_code(&e->reading);
        for (size_t j = 0; j < e->says.n; j++)
            not_a_code(&e->says.v[j]);
    }
    for (size_t i = 0; i < s.k->questions.n; i++)
        for (size_t j = 0; j < s.k->questions.v[i].answers.n; j++) {
            const struct answer *a = &s.k->questions.v[i].answers.v[j];
            not_a_code(&a->id);
            not_a_code(&a->label);
            for (size_t m = 0; m < a->says.n; m++)
                not_a_code(&a->says.v[m]);
        }
    for (size_t i = 0; i < s.k->documents.n; i++) {
        not_a_code(&s.k->documents.v[i].id);
        not_a_code(&s.k->documents.v[i].name);
        not_a_code(&s.k->documents.v[i].reading);
    }
    shipped_close(&s);
}

/* Letters and digits at random, and numbers that begin as a real code does: refused, and never read
 * beyond the questions there are. */
static void nonsense_is_refused(void **state)
{
    struct dice d = {5};
    struct shipped s;
    struct strbuf b;
    size_t taken = 0, read = 0;

    (void)state;
    shipped_open(&s);
    strbuf_init(&b);
    for (int i = 0; i < 40000; i++) {
        size_t n = 9 + roll(&d, 30);
        strbuf_clear(&b);
        strbuf_putc(&b, 'M');
        while (b.len < n)
            strbuf_putc(&b, letters[roll(&d, 32)]);
        taken += resume_looks_like(b.s, b.len);
    }
    assert_true(taken < 100); /* one in 1024: 39 */
    refused(s.k, "", mistyped);
    refused(s.k, "転入届", mistyped);
    for (int i = 0; i < 2000; i++) {
        struct resume_number v;
        const struct entry *entry;
        struct facts f;

        random_code(&d, s.k, &b);
        assert_true(resume_parse(b.s, b.len, &v));
        uint64_t begin = resume_pull(&v, 32768);
        v.n = 0;
        for (unsigned digits = roll(&d, 30); digits > 0; digits--)
            resume_push(&v, roll(&d, 32), 32);
        resume_push(&v, begin, 32768);
        strbuf_clear(&b);
        resume_write(&v, &b);
        facts_init(&f);
        read += resume_read(s.k, b.s, b.len, &entry, &f, NULL);
        facts_done(&f);
    }
    assert_true(read < 10); /* one in 4096, and with something left over */
    strbuf_done(&b);
    shipped_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(spellings),
        cmocka_unit_test(look_alikes),
        cmocka_unit_test(the_format_is_kept),
        cmocka_unit_test(what_is_meant_as_a_code),
        cmocka_unit_test(words_are_no_codes),
        cmocka_unit_test(nonsense_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
