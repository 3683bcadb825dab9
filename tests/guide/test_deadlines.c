/* By when, as a person is told: a day as they type it, on a day that stands still, against what was
 * worked out by hand from 民法 第138-143条, 戸籍法 第43条 and the holidays that the Cabinet Office
 * published. Each name tells the reckoning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

static const struct {
    const char *id, *within, *first_day, *closed;
} rules[] = {
    {"j14", "14 days", "next", "next_open"},   {"j15", "15 days", "next", "next_open"},
    {"k7", "7 days", "same", "next_open"},     {"k14", "14 days", "same", "next_open"},
    {"a10", "10 days", "next", "as_is"},       {"w2", "2 weeks", "next", "next_open"},
    {"m3", "3 months", "next", "next_open"},   {"m4", "4 months", "next", "next_open"},
    {"m10", "10 months", "next", "next_open"}, {"y1", "1 years", "next", "as_is"},
    {"y2", "2 years", "next", "as_is"},        {"y5", "5 years", "next", "as_is"},
    {"s1", "1 years", "same", "as_is"},        {"s4", "4 years", "same", "as_is"},
};
enum { RULES = sizeof rules / sizeof *rules };

static const struct {
    const char *name, *rule, *from, *today, *due;
    enum due_state state;
    long left;
} cases[] = {
    /* the first day is not counted; ways to say a day */
    {"翌日が1日目：10日の翌日11日から数え、14日目は24日（民法140条）", "j14", "2026-11-10",
     "2026-11-20", "2026-11-24", DUE_OPEN, 4},
    {"14日目の11月23日は勤労感謝の日なので24日（民法142条）", "j14", "2026-11-09", "2026-11-20",
     "2026-11-24", DUE_OPEN, 4},
    {"14日目が今日：最後の日", "j14", "11/6", "2026-11-20", "2026-11-20", DUE_TODAY, 0},
    {"14日目がきのう：1日過ぎた", "j14", "11月5日", "2026-11-20", "2026-11-19", DUE_PAST, -1},
    {"14日目のあすは土曜、23日は祝日なので24日", "j14", "11/7", "2026-11-20", "2026-11-24",
     DUE_OPEN, 4},
    {"きのう＝19日、14日目は12月3日", "j14", "きのう", "2026-11-20", "2026-12-03", DUE_OPEN, 13},
    {"おととい＝18日、14日目は12月2日", "j14", "おととい", "2026-11-20", "2026-12-02", DUE_OPEN,
     12},
    {"3日前＝17日、14日目は12月1日", "j14", "3日前", "2026-11-20", "2026-12-01", DUE_OPEN, 11},
    {"今日＝20日、翌日から14日目は12月4日", "j14", "きょうからです", "2026-11-20", "2026-12-04",
     DUE_OPEN, 14},
    {"先週の金曜＝13日（週は月曜から）、14日目は27日", "j14", "先週の金曜", "2026-11-20",
     "2026-11-27", DUE_OPEN, 7},
    {"先週の日曜＝15日（週の終わり）、14日目29日は日曜なので30日", "j14", "先週の日曜日",
     "2026-11-20", "2026-11-30", DUE_OPEN, 10},
    {"この前の月曜＝16日、14日目は30日", "j14", "この前の月曜", "2026-11-20", "2026-11-30",
     DUE_OPEN, 10},
    {"1週間前＝13日", "j14", "一週間前", "2026-11-20", "2026-11-27", DUE_OPEN, 7},
    {"先月末＝10月31日、14日目11月14日は土曜なので16日", "j14", "先月末", "2026-11-20",
     "2026-11-16", DUE_PAST, -4},
    {"先月の20日、14日目11月3日は文化の日なので4日", "j14", "先月の20日", "2026-11-20",
     "2026-11-04", DUE_PAST, -16},
    {"あした＝21日、14日目12月5日は土曜なので7日", "j14", "あした", "2026-11-20", "2026-12-07",
     DUE_OPEN, 17},
    {"来週の月曜＝23日、14日目は12月7日", "j14", "来週の月曜", "2026-11-20", "2026-12-07", DUE_OPEN,
     17},
    {"西暦を年月日で", "j14", "2026年11月4日", "2026-11-18", "2026-11-18", DUE_TODAY, 0},
    {"西暦を斜線で", "j14", "2026/11/4", "2026-11-17", "2026-11-18", DUE_OPEN, 1},
    {"西暦を8けたで", "j14", "20261104", "2026-11-19", "2026-11-18", DUE_PAST, -1},
    {"全角の数字", "j14", "２０２６年１１月４日", "2026-11-18", "2026-11-18", DUE_TODAY, 0},
    {"和暦", "j14", "令和8年11月3日", "2026-11-17", "2026-11-17", DUE_TODAY, 0},
    {"和暦を点で", "j14", "R8.11.3", "2026-11-20", "2026-11-17", DUE_PAST, -3},
    {"和暦を小さい字と斜線で", "j14", "r8/11/3", "2026-11-16", "2026-11-17", DUE_OPEN, 1},
    {"漢数字", "j14", "令和八年十一月三日", "2026-11-17", "2026-11-17", DUE_TODAY, 0},
    {"曜日をつけて", "j14", "令和8年11月3日（火）", "2026-11-17", "2026-11-17", DUE_TODAY, 0},
    {"かなで", "j14", "れいわ8ねん11がつみっか", "2026-11-17", "2026-11-17", DUE_TODAY, 0},
    /* the family register counts the day itself: 戸籍法 第43条 */
    {"死亡を知った日を1日目と数える：16日から7日目は22日の日曜、23日は祝日なので24日（戸籍法43条）",
     "k7", "2026-11-16", "2026-11-20", "2026-11-24", DUE_OPEN, 4},
    {"当日算入：13日を1日目として7日目は19日", "k7", "11/13", "2026-11-20", "2026-11-19", DUE_PAST,
     -1},
    {"当日算入：土曜の14日も1日目、7日目は20日", "k7", "11/14", "2026-11-20", "2026-11-20",
     DUE_TODAY, 0},
    {"当日算入の14日は、翌日起算より1日早い：7日から数えて20日", "k14", "11月7日", "2026-11-20",
     "2026-11-20", DUE_TODAY, 0},
    {"当日算入の14日目12月31日は年末の休み、1月4日", "k14", "2026-12-18", "2026-12-20",
     "2027-01-04", DUE_OPEN, 15},
    /* a new era */
    {"改元：平成31年4月16日から14日目の4月30日は国民の休日、10連休の次の5月7日", "j14",
     "平成31年4月16日", "2019-04-20", "2019-05-07", DUE_OPEN, 17},
    {"改元をまたぐ：平成31年4月30日から14日目は令和元年5月14日", "j14", "平成31年4月30日",
     "2019-05-07", "2019-05-14", DUE_OPEN, 7},
    {"令和元年5月1日から14日目は15日", "j14", "令和元年5月1日", "2019-05-10", "2019-05-15",
     DUE_OPEN, 5},
    {"令和1年とも書く", "j14", "令和1年5月1日", "2019-05-15", "2019-05-15", DUE_TODAY, 0},
    {"R1と書く", "j14", "R1.5.1", "2019-05-16", "2019-05-15", DUE_PAST, -1},
    {"改元と当日算入：平成31年4月30日から7日目の5月6日は振替休日、7日", "k7", "平成31年4月30日",
     "2019-05-07", "2019-05-07", DUE_TODAY, 0},
    {"改元と3か月：2月1日起算で4月30日に終わるが休み、5月7日", "m3", "平成31年1月31日",
     "2019-05-08", "2019-05-07", DUE_PAST, -1},
    {"改元と10か月：7月2日起算で令和元年5月1日（即位の日）、5月7日", "m10", "平成30年7月1日",
     "2019-04-26", "2019-05-07", DUE_OPEN, 11},
    {"改元と2年：5月2日起算で令和2年5月1日", "y2", "平成30年5月1日", "2020-05-01", "2020-05-01",
     DUE_TODAY, 0},
    {"昭和から平成：昭和64年1月7日から10日目は17日", "a10", "昭和64年1月7日", "1989-01-10",
     "1989-01-17", DUE_OPEN, 7},
    {"平成元年1月8日から10日目は18日", "a10", "平成元年1月8日", "1989-01-18", "1989-01-18",
     DUE_TODAY, 0},
    {"昭和63年から5年：12月26日起算で平成5年12月25日", "y5", "S63.12.25", "1993-12-25",
     "1993-12-25", DUE_TODAY, 0},
    /* the 29th of February, and the ends of months */
    {"うるう日が14日目：2028年2月29日", "j14", "2028-02-15", "2028-02-29", "2028-02-29", DUE_TODAY,
     0},
    {"うるう日が14日目：2024年2月29日", "j14", "令和6年2月15日", "2024-02-28", "2024-02-29",
     DUE_OPEN, 1},
    {"平年は3月1日、日曜なので2日", "j14", "2026-02-15", "2026-03-01", "2026-03-02", DUE_OPEN, 1},
    {"うるう日の翌日3月1日起算の1年は2月28日", "y1", "2024年2月29日", "2025-02-28", "2025-02-28",
     DUE_TODAY, 0},
    {"うるう日起算の1年：応じる日がないので2月の末日（民法143条2項ただし書）", "s1",
     "2024年2月29日", "2025-02-28", "2025-02-28", DUE_TODAY, 0},
    {"うるう日起算の4年：応じる日2028年2月29日の前日", "s4", "2024年2月29日", "2028-02-27",
     "2028-02-28", DUE_OPEN, 1},
    {"3月1日起算の2年、うるう年なので2月29日", "y2", "2022-02-28", "2024-02-29", "2024-02-29",
     DUE_TODAY, 0},
    {"3月1日起算の2年、平年なので2月28日", "y2", "2021-02-28", "2023-03-01", "2023-02-28", DUE_PAST,
     -1},
    {"11月30日起算の3か月：うるう年の2月に30日がなく、末日の29日", "m3", "2027-11-29", "2028-02-01",
     "2028-02-29", DUE_OPEN, 28},
    {"11月30日起算の3か月：平年の末日28日は日曜、3月1日", "m3", "2026-11-29", "2027-03-01",
     "2027-03-01", DUE_TODAY, 0},
    {"12月1日起算の3か月：2月28日は日曜、3月1日", "m3", "2026-11-30", "2027-03-02", "2027-03-01",
     DUE_PAST, -1},
    {"8月21日起算の3か月は11月20日", "m3", "2026-08-20", "2026-11-20", "2026-11-20", DUE_TODAY, 0},
    {"6月1日起算の3か月は8月31日", "m3", "2026-05-31", "2026-08-30", "2026-08-31", DUE_OPEN, 1},
    {"8月1日起算の3か月は10月31日の土曜、11月2日", "m3", "2026-07-31", "2026-11-20", "2026-11-02",
     DUE_PAST, -18},
    {"10月31日起算の4か月：2月に31日がなく28日の日曜、3月1日", "m4", "2026-10-30", "2026-11-20",
     "2027-03-01", DUE_OPEN, 101},
    {"4月1日起算の10か月は1月31日の日曜、2月1日", "m10", "2026-03-31", "2026-11-20", "2027-02-01",
     DUE_OPEN, 73},
    /* the end of the year */
    {"御用納めの12月28日は開いている", "j14", "12/14", "2026-12-28", "2026-12-28", DUE_TODAY, 0},
    {"12月29日から休み、1月4日", "j14", "2026-12-15", "2026-12-28", "2027-01-04", DUE_OPEN, 7},
    {"年をまたぐ：1月に打った12月20日は去年、14日目1月3日は休みで4日", "j14", "12月20日",
     "2027-01-04", "2027-01-04", DUE_TODAY, 0},
    {"去年の12月21日、14日目は1月4日", "j14", "去年の12月21日", "2027-01-05", "2027-01-04",
     DUE_PAST, -1},
    {"元日が14日目：2日・3日は休み、4日は日曜、5日", "j14", "2025-12-18", "2026-01-01",
     "2026-01-05", DUE_OPEN, 4},
    {"当日算入：年末の日曜から7日目1月3日は休み、4日は日曜、5日", "k7", "2025-12-28", "2025-12-30",
     "2026-01-05", DUE_OPEN, 6},
    {"休みでも延びない期限は12月30日のまま", "a10", "2026-12-20", "2026-12-28", "2026-12-30",
     DUE_OPEN, 2},
    {"大みそかに終わる2年は延びない", "y2", "2024-12-31", "2026-12-31", "2026-12-31", DUE_TODAY, 0},
    /* Golden Week */
    {"連休：14日目5月3日から6日（振替休日）まで休み、7日", "j14", "2026-04-19", "2026-05-01",
     "2026-05-07", DUE_OPEN, 6},
    {"昭和の日が14日目、翌日の30日", "j14", "2026-04-15", "2026-04-29", "2026-04-30", DUE_OPEN, 1},
    {"当日算入：昭和の日から7日目の5月5日は休み、7日", "k7", "2026-04-29", "2026-05-07",
     "2026-05-07", DUE_TODAY, 0},
    {"2025年5月6日はみどりの日（日曜）の振替休日、7日", "j14", "2025-04-22", "2025-05-08",
     "2025-05-07", DUE_PAST, -1},
    {"2024年5月6日はこどもの日（日曜）の振替休日、7日", "j14", "2024-04-22", "2024-05-06",
     "2024-05-07", DUE_OPEN, 1},
    {"連休でも延びない期限は5月4日のまま", "a10", "2026-04-24", "2026-05-05", "2026-05-04",
     DUE_PAST, -1},
    /* days off that follow from others, and holidays that were moved */
    {"勤労感謝の日が日曜、24日は振替休日、25日", "j14", "2025-11-10", "2025-11-25", "2025-11-25",
     DUE_TODAY, 0},
    {"建国記念の日が日曜、12日は振替休日、13日", "j14", "2024-01-29", "2024-02-12", "2024-02-13",
     DUE_OPEN, 1},
    {"国民の休日：敬老の日と秋分の日にはさまれた22日、24日", "j14", "2026-09-08", "2026-09-24",
     "2026-09-24", DUE_TODAY, 0},
    {"土曜から秋分の日まで5連休、24日", "j14", "2026-09-05", "2026-09-18", "2026-09-24", DUE_OPEN,
     6},
    {"春分の日が日曜、22日は振替休日、23日", "j14", "2027-03-07", "2027-03-22", "2027-03-23",
     DUE_OPEN, 1},
    {"2020年の海の日は7月23日、スポーツの日は24日、土日の次の27日", "j14", "2020-07-09",
     "2020-07-27", "2020-07-27", DUE_TODAY, 0},
    {"2021年の山の日は8月8日の日曜、9日は振替休日、10日", "j14", "2021-07-26", "2021-08-11",
     "2021-08-10", DUE_PAST, -1},
    {"2021年10月11日は祝日でない", "j14", "2021-09-27", "2021-10-11", "2021-10-11", DUE_TODAY, 0},
    {"2019年から12月23日は祝日でない", "j14", "2019-12-09", "2019-12-23", "2019-12-23", DUE_TODAY,
     0},
    {"2018年の天皇誕生日は日曜、24日は振替休日、25日", "j14", "2018-12-10", "2018-12-24",
     "2018-12-25", DUE_OPEN, 1},
    {"2月23日は天皇誕生日、24日", "j14", "2026-02-09", "2026-02-23", "2026-02-24", DUE_OPEN, 1},
    /* other lengths, and long past */
    {"15日：4日の翌日から数えて19日", "j15", "2026-11-04", "2026-11-20", "2026-11-19", DUE_PAST,
     -1},
    {"15日：5日の翌日から数えて20日", "j15", "2026-11-05", "2026-11-20", "2026-11-20", DUE_TODAY,
     0},
    {"2週間は14日と同じ", "w2", "2026-11-06", "2026-11-20", "2026-11-20", DUE_TODAY, 0},
    {"1か月以上過ぎた", "j14", "10月1日", "2026-11-20", "2026-10-15", DUE_PAST, -36},
    {"何年も過ぎた：2年の期限は2020年11月1日", "y2", "平成30年11月1日", "2026-11-20", "2020-11-01",
     DUE_PAST, -2210},
};

_Static_assert(sizeof cases / sizeof *cases >= 60, "a table, not a handful");

static struct sample s;

/* A procedure for each rule, which asks the same question. */
static int open_town(void **state)
{
    struct loader_file files[3 + RULES] = {sample_files[0], sample_files[1], sample_files[2]};
    char paths[RULES][40];
    struct strbuf texts[RULES];

    (void)state;
    for (size_t i = 0; i < RULES; i++) {
        const char *id = rules[i].id;

        strbuf_init(&texts[i]);
        strbuf_printf(&texts[i],
                      "id: %s\nname: 届け%s\nreading: とどけ\nfield: 住所\nsummary: 届けです。\n"
                      "says: [%s を出す]\nconfirmed: 2026-11-20\nsources: [例]\nwho: だれでも\n"
                      "desk: jumin\nfee: 0\ndocuments: [{id: honnin}]\n"
                      "tree: {start: %s_hi, nodes: {%s_hi: {use: sumi_hi, next: done}}}\n"
                      "deadline: {from: sumi_hi, within: %s, first_day: %s, closed: %s}\n",
                      id, id, id, id, id, rules[i].within, rules[i].first_day, rules[i].closed);
        snprintf(paths[i], sizeof paths[i], "procedures/jusho/%s.yaml", id);
        files[3 + i] = (struct loader_file){paths[i], texts[i].s, texts[i].len};
    }
    sample_open(&s, files, 3 + RULES);
    for (size_t i = 0; i < RULES; i++)
        strbuf_done(&texts[i]);
    return 0;
}

static int close_town(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

static struct date day(const char *iso)
{
    struct date d;

    assert_true(date_parse_iso(iso, strlen(iso), &d));
    return d;
}

static struct checklist *answered(const char *rule, const char *from, struct date today)
{
    struct guide g = {s.k, knowledge_entry(s.k, rule), today};
    struct error err = ERROR_NONE;
    struct checklist *c;
    struct facts f;

    facts_init(&f);
    if (!facts_set(&f, knowledge_question(s.k, "sumi_hi"), from, today, &err))
        fail_msg("%s: %s", from, err.msg);
    c = guide_checklist(&g, &f);
    facts_done(&f);
    return c;
}

static void by_when(void **state)
{
    static const char *const states[] = {"open", "today", "past"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct checklist *c = answered(cases[i].rule, cases[i].from, day(cases[i].today));
        const struct item_deadline *d = c->deadlines.v;
        char due[11];

        assert_int_equal(c->deadlines.n, 1);
        date_format_iso(d->due, due);
        if (strcmp(due, cases[i].due) != 0 || d->due_state != cases[i].state ||
            d->days_left != cases[i].left)
            fail_msg("%s: %s %s %ld, not %s %s %ld", cases[i].name, due, states[d->due_state],
                     d->days_left, cases[i].due, states[cases[i].state], cases[i].left);
        assert_int_equal(d->state, ITEM_REQUIRED);
        checklist_free(c);
    }
}

/* Whoever does not know the day is told the rule, and no day. */
static void day_unknown(void **state)
{
    struct checklist *c = answered("j14", "わからない", sample_today);

    (void)state;
    assert_int_equal(c->deadlines.n, 1);
    assert_true(date_is_none(c->deadlines.v[0].due));
    assert_non_null(strstr(c->deadlines.v[0].rule, "翌日から数えて14日以内"));
    checklist_free(c);
}

/* Days that never were are asked for again. */
static void no_such_day(void **state)
{
    static const char *const typed[] = {"2026年2月29日",       "令和元年4月30日", "昭和64年1月8日",
                                        "平成31年5月1日",      "11/31",           "13月1日",
                                        "令和8年11月3日（月）"};

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct error err = ERROR_NONE;
        struct facts f;

        facts_init(&f);
        if (facts_set(&f, knowledge_question(s.k, "sumi_hi"), typed[i], sample_today, &err))
            fail_msg("%s was taken", typed[i]);
        assert_non_null(strstr(err.msg, "のように入れてください"));
        facts_done(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_when),
        cmocka_unit_test(day_unknown),
        cmocka_unit_test(no_such_day),
    };

    return cmocka_run_group_tests(tests, open_town, close_town);
}
