#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/lang.h"
#include <stdbool.h>
#include <string.h>

static const struct pair {
    const char *ja, *en;
} pairs[] = {
#include "base/lang_en.inc"
};

#define NPAIRS (sizeof(pairs) / sizeof(pairs[0]))

/* The next directive of a printf format at or after *p as text, or an empty one. */
static size_t next_directive(const char **p, const char **start)
{
    for (; **p; (*p)++) {
        if (**p != '%')
            continue;
        *start = (*p)++;
        *p += strspn(*p, "-+ #0123456789.*hlzjt");
        if (**p)
            (*p)++;
        return (size_t)(*p - *start);
    }
    *start = *p;
    return 0;
}

static void directives_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        const char *a = pairs[i].ja, *b = pairs[i].en, *sa, *sb;
        size_t na, nb;

        do {
            na = next_directive(&a, &sa);
            nb = next_directive(&b, &sb);
            if (na != nb || strncmp(sa, sb, na) != 0)
                fail_msg("%s: directives differ from %s", pairs[i].en, pairs[i].ja);
        } while (na > 0);
    }
}

static void every_text_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        for (size_t j = i + 1; j < NPAIRS; j++) {
            if (strcmp(pairs[i].ja, pairs[j].ja) == 0)
                fail_msg("%s: twice", pairs[i].ja);
        }
    }
}

/* Words to type may be quoted in Japanese, but the sentence is English. */
static void english_is_english(void **state)
{
    (void)state;
    for (size_t i = 0; i < NPAIRS; i++) {
        size_t latin = 0, other = 0;

        for (const char *p = pairs[i].en; *p; p++) {
            unsigned char c = (unsigned char)*p;

            latin += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            other += c >= 0xe3 && c <= 0xe9; /* kana and kanji begin with these bytes */
        }
        if (other > 0 && other > latin)
            fail_msg("%s: left in Japanese", pairs[i].en);
        assert_string_not_equal(pairs[i].en, "");
    }
}

static void texts_are_looked_up(void **state)
{
    const char *ja = pairs[0].ja, *none = "この文は表にありません";

    (void)state;
    assert_int_equal(lang_get(), LANG_JA);
    assert_ptr_equal(_(ja), ja);
    lang_set(LANG_EN);
    assert_int_equal(lang_get(), LANG_EN);
    for (size_t i = 0; i < NPAIRS; i++)
        assert_string_equal(_(pairs[i].ja), pairs[i].en);
    assert_ptr_equal(_(none), none);
    lang_set(LANG_JA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directives_agree),
        cmocka_unit_test(every_text_once),
        cmocka_unit_test(english_is_english),
        cmocka_unit_test(texts_are_looked_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
