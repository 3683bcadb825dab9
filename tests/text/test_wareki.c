#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/wareki.h"

#include "base/lang.h"
#include <string.h>

/* A Friday. */
static const struct date today = {2026, 11, 20};

static void read_dates(void **state)
{
    static const struct {
        const char *s, *iso; /* iso NULL: not a date */
    } cases[] = {
        /* western */
        {"2026-11-03", "2026-11-03"},
        {"2026/11/3", "2026-11-03"},
        {"2026.11.3", "2026-11-03"},
        {"2026年11月3日", "2026-11-03"},
        {"２０２６年１１月３日", "2026-11-03"},
        {"２０２６－１１－０３", "2026-11-03"},
        {"2026−11−03", "2026-11-03"},
        {"二〇二六年十一月三日", "2026-11-03"},
        {"西暦2026年11月3日", "2026-11-03"},
        {" 2026 年 11 月 3 日 ", "2026-11-03"},
        {"20261103", "2026-11-03"},
        {"2026年11月20日（金）", "2026-11-20"},
        {"2026年11月20日（金曜日）", "2026-11-20"},
        {"2026年11月20日（木）", NULL}, /* says two things */
        {"2024-02-29", "2024-02-29"},
        {"2026-02-29", NULL},
        {"2026-11-31", NULL},
        {"2026-13-01", NULL},
        {"2026-11", NULL},
        {"2026年11月", NULL},
        {"26/11/3", NULL},
        {"20261131", NULL},
        {"202611033", NULL},
        {"2026/11-3", NULL},
        /* eras and their ends */
        {"令和8年11月3日", "2026-11-03"},
        {"令和８年１１月３日", "2026-11-03"},
        {"令和八年十一月三日", "2026-11-03"},
        {"れいわ8ねん11がつ3にち", "2026-11-03"},
        {"R8.11.3", "2026-11-03"},
        {"r8/11/3", "2026-11-03"},
        {"Ｒ８．１１．３", "2026-11-03"},
        {"H31-4-30", "2019-04-30"},
        {"㋿8年11月3日", "2026-11-03"},
        {"令8.11.3", "2026-11-03"},
        {"令和元年5月1日", "2019-05-01"},
        {"令和1年5月1日", "2019-05-01"},
        {"R元.5.1", "2019-05-01"},
        {"令和元年4月30日", NULL},
        {"平成31年4月30日", "2019-04-30"},
        {"平成31年5月1日", NULL},
        {"平成元年1月8日", "1989-01-08"},
        {"平成元年1月7日", NULL},
        {"昭和64年1月7日", "1989-01-07"},
        {"昭和64年1月8日", NULL},
        {"昭和二十三年四月二日", "1948-04-02"},
        {"S23.4.2", "1948-04-02"},
        {"昭和元年12月25日", "1926-12-25"},
        {"大正15年12月25日", "1926-12-25"},
        {"大正15年12月26日", NULL},
        {"大正元年7月30日", "1912-07-30"},
        {"明治45年7月30日", "1912-07-30"},
        {"明治45年7月31日", NULL},
        {"M33.5.10", "1900-05-10"},
        {"明治元年1月25日", "1868-01-25"},
        {"明治元年1月24日", NULL},
        {"昭和０年1月1日", NULL},
        {"昭和30年2月30日", NULL},
        {"昭和30年", NULL},
        {"令和9999年1月1日", NULL},
        {"令和99999年1月1日", NULL},
        /* without a year: the nearest one that is not to come */
        {"11/3", "2026-11-03"},
        {"11月3日", "2026-11-03"},
        {"11月20日", "2026-11-20"},
        {"11月21日", "2025-11-21"},
        {"十二月一日", "2025-12-01"},
        {"11月ついたち", "2026-11-01"},
        {"2月29日", "2024-02-29"},
        {"2月30日", NULL},
        {"13/1", NULL},
        {"0/1", NULL},
        {"今年の3月3日", "2026-03-03"},
        {"去年の12月1日", "2025-12-01"},
        {"おととしの8月15日", "2024-08-15"},
        {"来年1月4日", "2027-01-04"},
        /* near today */
        {"きょう", "2026-11-20"},
        {"今日", "2026-11-20"},
        {"キョウ", "2026-11-20"},
        {"本日です", "2026-11-20"},
        {"きのう", "2026-11-19"},
        {"昨日", "2026-11-19"},
        {"昨日からです。", "2026-11-19"},
        {"おととい", "2026-11-18"},
        {"一昨日に", "2026-11-18"},
        {"あした", "2026-11-21"},
        {"明日", "2026-11-21"},
        {"あさって", "2026-11-22"},
        {"3日前", "2026-11-17"},
        {"３日まえ", "2026-11-17"},
        {"三日前に", "2026-11-17"},
        {"みっかまえ", "2026-11-17"},
        {"はつか前", "2026-10-31"},
        {"二十日前", "2026-10-31"},
        {"3日後", "2026-11-23"},
        {"1週間前", "2026-11-13"},
        {"いっしゅうかんまえ", "2026-11-13"},
        {"二週間前", "2026-11-06"},
        {"1か月前", "2026-10-20"},
        {"1ヶ月前", "2026-10-20"},
        {"１カ月前", "2026-10-20"},
        {"３ヵ月まえ", "2026-08-20"},
        {"ひとつきまえ", "2026-10-20"},
        {"半年前", "2026-05-20"},
        {"1年前", "2025-11-20"},
        {"3日", NULL},
        {"3前", NULL},
        /* weeks begin on Monday */
        {"先週の金曜", "2026-11-13"},
        {"先週の金曜日", "2026-11-13"},
        {"先週金曜日に", "2026-11-13"},
        {"せんしゅうのきんようび", "2026-11-13"},
        {"先週の日曜", "2026-11-15"},
        {"先週の月曜", "2026-11-09"},
        {"今週の月曜日", "2026-11-16"},
        {"今週の日曜日", "2026-11-22"},
        {"来週の火曜日", "2026-11-24"},
        {"先々週の水曜", "2026-11-04"},
        {"再来週の木曜", "2026-12-03"},
        {"この前の金曜日", "2026-11-13"},
        {"この前の木曜日", "2026-11-19"},
        {"今度の金曜日", "2026-11-27"},
        {"次の土曜", "2026-11-21"},
        {"先週", NULL},
        {"金曜日", NULL},
        /* months */
        {"今月1日", "2026-11-01"},
        {"今月の一日", "2026-11-01"},
        {"こんげつついたち", "2026-11-01"},
        {"先月20日", "2026-10-20"},
        {"先月の二十日", "2026-10-20"},
        {"せんげつはつか", "2026-10-20"},
        {"先月31日", "2026-10-31"},
        {"今月31日", NULL},
        {"先月末", "2026-10-31"},
        {"先々月5日", "2026-09-05"},
        {"来月5日", "2026-12-05"},
        {"先月0日", NULL},
        /* none */
        {"", NULL},
        {" ", NULL},
        {"わからない", NULL},
        {"引っ越した日", NULL},
        {"2026-11-03に引っ越した", NULL},
        {"きのうは", NULL},
        {"に", NULL},
        {"令和", NULL},
        {"99999999999999999999年1月1日", NULL},
        {"二〇二六二年一月一日", NULL},
        {"十百年1月1日", NULL},
        {"\xff\xfe", NULL},
        {"2026-11-03\xff", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct date d = {1, 2, 3};
        char iso[11];
        bool ok = wareki_parse(cases[i].s, strlen(cases[i].s), today, &d);

        date_format_iso(d, iso);
        if (ok != (cases[i].iso != NULL) || strcmp(iso, ok ? cases[i].iso : "0001-02-03") != 0)
            fail_msg("%s: %s", cases[i].s, ok ? iso : "not a date");
    }
}

static void near_the_end_of_the_year(void **state)
{
    static const struct {
        struct date today;
        const char *s, *iso;
    } cases[] = {
        {{2027, 1, 1}, "12月31日", "2026-12-31"},     {{2027, 1, 1}, "きのう", "2026-12-31"},
        {{2027, 1, 1}, "先月31日", "2026-12-31"},     {{2026, 12, 31}, "来月1日", "2027-01-01"},
        {{2027, 1, 1}, "1月1日", "2027-01-01"},       {{2026, 3, 31}, "1か月前", "2026-02-28"},
        {{2027, 1, 1}, "先週の日曜", "2026-12-27"},   {{2026, 11, 16}, "先週の日曜", "2026-11-15"},
        {{2026, 11, 22}, "今週の月曜", "2026-11-16"}, {{2104, 2, 28}, "2月29日", "2096-02-29"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct date d;
        char iso[11];

        assert_true(wareki_parse(cases[i].s, strlen(cases[i].s), cases[i].today, &d));
        date_format_iso(d, iso);
        assert_string_equal(iso, cases[i].iso);
    }
}

static void written(void **state)
{
    static const struct {
        struct date d;
        const char *era, *western;
    } cases[] = {
        {{2026, 11, 20}, "令和8年11月20日（金）", "2026年11月20日（金）"},
        {{2019, 5, 1}, "令和元年5月1日（水）", "2019年5月1日（水）"},
        {{2019, 4, 30}, "平成31年4月30日（火）", "2019年4月30日（火）"},
        {{1989, 1, 8}, "平成元年1月8日（日）", "1989年1月8日（日）"},
        {{1989, 1, 7}, "昭和64年1月7日（土）", "1989年1月7日（土）"},
        {{1926, 12, 25}, "昭和元年12月25日（土）", "1926年12月25日（土）"},
        {{1926, 12, 24}, "大正15年12月24日（金）", "1926年12月24日（金）"},
        {{1912, 7, 29}, "明治45年7月29日（月）", "1912年7月29日（月）"},
        {{1868, 1, 25}, "明治元年1月25日（土）", "1868年1月25日（土）"},
        {{1868, 1, 24}, "1868年1月24日（金）", "1868年1月24日（金）"},
        {{0, 0, 0}, "", ""},
        {{2026, 2, 29}, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct strbuf b;

        strbuf_init(&b);
        wareki_format(&b, cases[i].d);
        assert_string_equal(b.s, cases[i].era);
        strbuf_clear(&b);
        wareki_format_western(&b, cases[i].d);
        assert_string_equal(b.s, cases[i].western);
        strbuf_done(&b);
    }
}

/* What is written can be read again, for every day of a long life and more. */
static void there_and_back(void **state)
{
    long first = date_to_days((struct date){1860, 1, 1});
    long last = date_to_days((struct date){2060, 1, 1});
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    for (long day = first; day < last; day += 7) {
        struct date d = date_from_days(day), back;

        strbuf_clear(&b);
        wareki_format(&b, d);
        assert_true(wareki_parse(b.s, b.len, today, &back));
        assert_int_equal(date_to_days(back), day);
        strbuf_clear(&b);
        wareki_format_western(&b, d);
        assert_true(wareki_parse(b.s, b.len, today, &back));
        assert_int_equal(date_to_days(back), day);
    }
    strbuf_done(&b);
}

/* What people are shown, in the language of the screen; the day can be typed again. */
static void shows_in_both_languages(void **state)
{
    struct date no_day = {2026, 2, 29}, back;
    struct strbuf b;

    (void)state;
    strbuf_init(&b);
    wareki_text(&b, today);
    assert_string_equal(b.s, "令和8年11月20日（金）");
    lang_set(LANG_EN);
    strbuf_clear(&b);
    wareki_text(&b, no_day);
    assert_string_equal(b.s, "");
    wareki_text(&b, (struct date){1950, 4, 2});
    assert_string_equal(b.s, "1950-04-02 (Sun)");
    assert_true(wareki_parse(b.s, strlen("1950-04-02"), today, &back));
    assert_int_equal(date_cmp(back, (struct date){1950, 4, 2}), 0);
    lang_set(LANG_JA);
    strbuf_done(&b);
}

static void finds_in_sentences(void **state)
{
    static const struct {
        const char *s, *iso; /* iso NULL: no day */
    } cases[] = {
        {"先週の金曜に引っ越した", "2026-11-13"},
        {"先週引っ越したんだけど", "2026-11-09"},
        {"きのう父が亡くなりました", "2026-11-19"},
        {"今朝、母が亡くなった", "2026-11-20"},
        {"ゆうべ生まれた", "2026-11-19"},
        {"３日前に越してきました。何がいる？", "2026-11-17"},
        {"二週間まえに住み始めた", "2026-11-06"},
        {"11/3に引っ越しました", "2026-11-03"},
        {"令和8年11月3日から住んでいます", "2026-11-03"},
        {"R8.11.3転入", "2026-11-03"},
        {"11月3日（火）に生まれた", "2026-11-03"},
        {"先月20日に会社を辞めた", "2026-10-20"},
        {"きのう、11月19日に", "2026-11-19"}, /* the same day twice */
        {"きのうかおととい", NULL},
        {"先月引っ越した", NULL},
        {"3年前に引っ越した", NULL},
        {"半年前に引っ越した", NULL},
        {"75歳です", NULL},
        {"電話は090-1234-5678です", NULL},
        {"次の日に行く", NULL},
        {"名前の土地", NULL},
        {"引っ越した", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date d, expected;
        bool found = wareki_find(cases[i].s, strlen(cases[i].s), today, &d);

        if (found != (cases[i].iso != NULL))
            fail_msg("%s: %d-%d-%d", cases[i].s, d.year, d.month, d.day);
        if (!found)
            continue;
        assert_true(date_parse_iso(cases[i].iso, strlen(cases[i].iso), &expected));
        if (date_cmp(d, expected) != 0)
            fail_msg("%s: %d-%d-%d", cases[i].s, d.year, d.month, d.day);
    }
}

static void leaves_days_out(void **state)
{
    static const char *const cases[][2] = {
        {"先週の金曜に引っ越してきた", "引っ越してきた"},
        {"11月3日に子どもが生まれた", "子どもが生まれた"},
        {"コンビニで、きのう住民票を", "コンビニで、住民票を"},
        {"キノウからカイシャ", "カイシャ"},
        {"きのう", ""},
        {"来月よその町へ引っ越します", "よその町へ引っ越します"},
        {"最近の住民票", "住民票"},
        {"3年前の住民票", "3年前の住民票"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct strbuf b;

        strbuf_init(&b);
        wareki_leave_out(cases[i][0], strlen(cases[i][0]), today, &b);
        assert_string_equal(b.s, cases[i][1]);
        strbuf_done(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_dates),
        cmocka_unit_test(near_the_end_of_the_year),
        cmocka_unit_test(written),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(shows_in_both_languages),
        cmocka_unit_test(finds_in_sentences),
        cmocka_unit_test(leaves_days_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
