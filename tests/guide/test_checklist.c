#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample.h"

#define RULE "住み始めた日の翌日から数えて14日以内（最後の日が休みなら次の開庁日）"

static struct sample s;

static int open_sample(void **state)
{
    (void)state;
    sample_open(&s, sample_files, SAMPLE_FILES);
    return 0;
}

static int close_sample(void **state)
{
    (void)state;
    sample_close(&s);
    return 0;
}

/* today is Friday, 2026-11-20; see dump_checklist for how to read it. */
static const struct {
    const char *entry, *answers, *checklist;
} cases[] = {
    {"ten", "moto=kuni hoho=kami sumi_hi=2026-11-06 raicho=honnin",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "! [shomei] original ten <- hoho=kami\n"
     "! [tsucho] any ten <- raicho=honnin\n"
     "! until ten 2026-11-20\n"
     "  today 0 " RULE "\n"
     "! fee ten 0\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=kami sumi_hi=2026-11-06 raicho=honnin\n"},
    {"ten", "moto=kuni hoho=net mochi=hai sumi_hi=2026-11-05 raicho=dairi inin=iie",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "! [card] any ten <- mochi=hai\n"
     "! [ininjo] any ten <- raicho=dairi\n"
     "! [tsucho] any ten <- inin=iie\n"
     "! until ten 2026-11-19\n"
     "  past -1 " RULE "\n"
     "! fee ten 0\n"
     "! fee ten 300\n"
     "! note ten 14日を過ぎています。 <- sumi_hi=2026-11-05\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=net mochi=hai sumi_hi=2026-11-05 raicho=dairi inin=iie\n"},
    {"ten", "moto=kuni hoho=kami sumi_hi=2026-11-18 raicho=dairi inin=hai",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "! [shomei] original ten <- hoho=kami\n"
     "! [ininjo] any ten <- raicho=dairi\n"
     "! until ten 2026-12-02\n"
     "  open 12 " RULE "\n"
     "! fee ten 0\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=kami sumi_hi=2026-11-18 raicho=dairi inin=hai\n"},
    {"ten", "moto=kuni hoho=unknown sumi_hi=2026-11-18 raicho=unknown",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "? [shomei] original ten :紙の人 <- hoho=unknown\n"
     "? [card] any ten :カードの人 <- hoho=unknown\n"
     "? [ininjo] any ten :代理の人 <- raicho=unknown\n"
     "? [tsucho] any ten :委任状がない人 <- hoho=unknown raicho=unknown\n"
     "! until ten 2026-12-02\n"
     "  open 12 " RULE "\n"
     "! fee ten 0\n"
     "? fee ten 300\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=unknown sumi_hi=2026-11-18 raicho=unknown\n"},
    {"ten", "moto=kuni hoho=unknown sumi_hi=unknown raicho=dairi inin=unknown",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "! [ininjo] any ten <- raicho=dairi\n"
     "? [shomei] original ten :紙の人 <- hoho=unknown\n"
     "? [card] any ten :カードの人 <- hoho=unknown\n"
     "? [tsucho] any ten :委任状がない人 <- inin=unknown\n"
     "! until ten " RULE "\n"
     "! fee ten 0\n"
     "? fee ten 300\n"
     "? note ten 14日を過ぎています。 <- sumi_hi=unknown\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=unknown sumi_hi=unknown raicho=dairi inin=unknown\n"},
    {"ten", "moto=mada raicho=dairi",
     "stop まだ出せません。\n"
     "facts moto=mada\n"},
    {"ten", "moto=gaikoku gai_moto=hai raicho=dairi hoho=kami",
     "! gai zei <- moto=gaikoku\n"
     "! [honnin] original gai <- moto=gaikoku\n"
     "! [ryoken] any gai <- moto=gaikoku\n"
     "! [ininjo] any gai <- moto=gaikoku raicho=dairi\n"
     "! fee gai 0\n"
     "! note gai 土日は休みです。 <- moto=gaikoku\n"
     "! again gai 回答書を持って来ます。 <- moto=gaikoku raicho=dairi\n"
     "facts moto=gaikoku gai_moto=hai raicho=dairi\n"},
    {"ten", "moto=unknown hoho=kami sumi_hi=2026-11-18 raicho=dairi inin=hai",
     "? ten jumin <- moto=unknown\n"
     "? gai zei <- moto=unknown\n"
     "! [honnin] original ten,gai (来る人の分) <- moto=unknown\n"
     "? [shomei] original ten :紙の人 <- moto=unknown hoho=kami\n"
     "? [ininjo] any ten,gai :代理の人、代理で届ける人 <- moto=unknown raicho=dairi\n"
     "? [tsucho] any ten :委任状がない人 <- moto=unknown inin=hai\n"
     "? [ryoken] any gai <- moto=unknown\n"
     "? until ten 2026-12-02\n"
     "  open 12 " RULE "\n"
     "? fee ten 0\n"
     "? fee gai 0\n"
     "? note ten まだ出せません。 <- moto=unknown\n"
     "? note ten 土日は休みです。 <- moto=unknown\n"
     "? again gai 回答書を持って来ます。 <- moto=unknown raicho=dairi\n"
     "next koku\n"
     "facts moto=unknown hoho=kami sumi_hi=2026-11-18 raicho=dairi inin=hai\n"},
    {"ten", "",
     "? ten jumin\n"
     "? gai zei\n"
     "! [honnin] original ten,gai (来る人の分)\n"
     "? [shomei] original ten :紙の人\n"
     "? [card] any ten :カードの人\n"
     "? [ininjo] any ten,gai :代理の人、代理で届ける人\n"
     "? [tsucho] any ten :委任状がない人\n"
     "? [ryoken] any gai\n"
     "? until ten " RULE "\n"
     "? fee ten 0\n"
     "? fee ten 300\n"
     "? fee gai 0\n"
     "? note ten まだ出せません。\n"
     "? note ten 14日を過ぎています。\n"
     "? note ten 土日は休みです。\n"
     "? again gai 回答書を持って来ます。\n"
     "next koku\n"
     "facts\n"},
    {"ten", "moto=kuni hoho=kami raicho=honnin",
     "! ten jumin\n"
     "! [honnin] any ten (来る人の分)\n"
     "! [shomei] original ten <- hoho=kami\n"
     "! [tsucho] any ten <- raicho=honnin\n"
     "! until ten " RULE "\n"
     "! fee ten 0\n"
     "? note ten 14日を過ぎています。\n"
     "! note ten 土日は休みです。\n"
     "next koku\n"
     "next gai\n"
     "facts moto=kuni hoho=kami raicho=honnin\n"},
    {"gai", "gai_moto=iie moto=mada",
     "stop まだ出せません。\n"
     "facts gai_moto=iie moto=mada\n"},
    {"kai", "nenrei=65 kai_riyu=byoki",
     "! kai -\n"
     "! [shashin] any kai <- nenrei=65\n"
     "! [tsucho] any kai <- kai_riyu=byoki\n"
     "! until kai 早めに。\n"
     "! fee kai 0\n"
     "facts nenrei=65 kai_riyu=byoki\n"},
    {"kai", "nenrei=64 kai_riyu=byoki",
     "! kai -\n"
     "! [tsucho] any kai <- kai_riyu=byoki\n"
     "! until kai 早めに。\n"
     "! fee kai 0\n"
     "facts nenrei=64 kai_riyu=byoki\n"},
    {"kai", "nenrei=70 kai_riyu=yotei",
     "stop 決まってから来てください。\n"
     "facts nenrei=70 kai_riyu=yotei\n"},
    {"kai", "nenrei=unknown kai_riyu=unknown",
     "? kai - <- kai_riyu=unknown\n"
     "? [shashin] any kai :65歳以上の人 <- nenrei=unknown kai_riyu=unknown\n"
     "? [tsucho] any kai :病気の人 <- kai_riyu=unknown\n"
     "? until kai 早めに。\n"
     "? fee kai 0\n"
     "? note kai 決まってから来てください。 <- kai_riyu=unknown\n"
     "! note kai 電話で聞いてください。 <- kai_riyu=unknown\n"
     "facts nenrei=unknown kai_riyu=unknown\n"},
    {"koku", "hoken=kokuho",
     "! koku hoken\n"
     "! [honnin] copy koku (写しでよい)\n"
     "! fee koku 0\n"
     "! note koku 土日は休みです。\n"
     "facts\n"},
    {"hikkoshi", "muki=naka hoken=nashi setai=iie",
     "! note hikkoshi 犬の届も要ります。 <- muki=naka\n"
     "? again hikkoshi 犬を連れて来ます。 <- muki=naka\n"
     "next ten\n"
     "facts muki=naka hoken=nashi setai=iie\n"},
    {"hikkoshi", "muki=deru hoken=kokuho,kaigo setai=iie",
     "! koku hoken <- hoken=kokuho,kaigo\n"
     "! kai - <- hoken=kokuho,kaigo\n"
     "! [hokensho] copy koku <- hoken=kokuho,kaigo\n"
     "! [honnin] copy koku (写しでよい) <- hoken=kokuho,kaigo\n"
     "! [shashin] any kai <- muki=deru\n"
     "! [tsucho] any kai <- hoken=kokuho,kaigo\n"
     "! until kai 早めに。\n"
     "! fee koku 0\n"
     "! fee kai 0\n"
     "! note koku 土日は休みです。 <- hoken=kokuho,kaigo\n"
     "next ten\n"
     "facts muki=deru hoken=kokuho,kaigo setai=iie\n"},
    {"hikkoshi",
     "muki=hairu hoken=kokuho setai=hai nokoru=2 hoho=kami sumi_hi=2026-11-18 raicho=dairi "
     "inin=hai gai_moto=hai",
     "! ten jumin <- muki=hairu\n"
     "! koku hoken <- hoken=kokuho\n"
     "! gai zei <- setai=hai nokoru=2\n"
     "! [honnin] original ten,koku,gai (写しでよい) (来る人の分) <- muki=hairu hoken=kokuho "
     "setai=hai nokoru=2\n"
     "! [shomei] original ten <- muki=hairu hoho=kami\n"
     "! [ininjo] any ten,gai <- muki=hairu setai=hai nokoru=2 raicho=dairi\n"
     "! [hokensho] copy koku <- hoken=kokuho\n"
     "! [ryoken] any gai <- setai=hai nokoru=2\n"
     "! until ten 2026-12-02\n"
     "  open 12 " RULE "\n"
     "! fee ten 0\n"
     "! fee koku 0\n"
     "! fee gai 0\n"
     "! note hikkoshi 犬の届も要ります。 <- muki=hairu\n"
     "! note koku 土日は休みです。 <- muki=hairu hoken=kokuho setai=hai nokoru=2\n"
     "! again gai 回答書を持って来ます。 <- setai=hai nokoru=2 raicho=dairi\n"
     "facts muki=hairu hoken=kokuho setai=hai nokoru=2 hoho=kami sumi_hi=2026-11-18 raicho=dairi "
     "inin=hai gai_moto=hai\n"},
    {"hikkoshi",
     "muki=hairu hoken=unknown setai=unknown nokoru=3 hoho=net mochi=hai sumi_hi=2026-11-01 "
     "raicho=honnin gai_moto=unknown",
     "! ten jumin <- muki=hairu\n"
     "? koku hoken <- hoken=unknown\n"
     "? gai zei <- setai=unknown nokoru=3 gai_moto=unknown\n"
     "? kai - <- hoken=unknown\n"
     "! [honnin] original ten,koku,gai (写しでよい) (来る人の分) <- muki=hairu\n"
     "! [tsucho] any ten,kai <- muki=hairu raicho=honnin\n"
     "! [card] any ten <- muki=hairu mochi=hai\n"
     "? [hokensho] copy koku :国保の人 <- hoken=unknown\n"
     "? [ryoken] any gai :家族が残る人 <- setai=unknown nokoru=3 gai_moto=unknown\n"
     "? [shashin] any kai :65歳以上の人 <- hoken=unknown\n"
     "! until ten 2026-11-16\n"
     "  past -4 " RULE "\n"
     "? until kai 早めに。\n"
     "! fee ten 0\n"
     "! fee ten 300\n"
     "? fee koku 0\n"
     "? fee gai 0\n"
     "? fee kai 0\n"
     "! note hikkoshi 犬の届も要ります。 <- muki=hairu\n"
     "! note ten 14日を過ぎています。 <- muki=hairu sumi_hi=2026-11-01\n"
     "? note ten まだ出せません。 <- setai=unknown nokoru=3 gai_moto=unknown\n"
     "! note koku 土日は休みです。 <- muki=hairu\n"
     "facts muki=hairu hoken=unknown setai=unknown nokoru=3 hoho=net mochi=hai sumi_hi=2026-11-01 "
     "raicho=honnin gai_moto=unknown\n"},
    {"hikkoshi", "muki=unknown hoken=kaigo setai=iie",
     "? ten jumin <- muki=unknown\n"
     "! kai - <- hoken=kaigo\n"
     "! [tsucho] any ten,kai <- hoken=kaigo\n"
     "? [honnin] any ten (来る人の分) :来た人 <- muki=unknown\n"
     "? [shomei] original ten :紙の人 <- muki=unknown\n"
     "? [card] any ten :カードの人 <- muki=unknown\n"
     "? [ininjo] any ten :代理の人 <- muki=unknown\n"
     "? [shashin] any kai :出る人、65歳以上の人 <- muki=unknown hoken=kaigo\n"
     "? until ten " RULE "\n"
     "! until kai 早めに。\n"
     "? fee ten 0\n"
     "? fee ten 300\n"
     "! fee kai 0\n"
     "? note hikkoshi 犬の届も要ります。 <- muki=unknown\n"
     "? note ten 14日を過ぎています。 <- muki=unknown\n"
     "? note ten 土日は休みです。 <- muki=unknown\n"
     "? again hikkoshi 犬を連れて来ます。 <- muki=unknown\n"
     "next koku\n"
     "next gai\n"
     "facts muki=unknown hoken=kaigo setai=iie\n"},
    {"yotei", "setai=hai nenrei=70 kai_riyu=yotei",
     "! koku hoken\n"
     "! kai - <- setai=hai\n"
     "! [honnin] copy koku (写しでよい)\n"
     "! until yotei 出来事の期限。\n"
     "! until kai 早めに。\n"
     "! fee koku 0\n"
     "! note koku 土日は休みです。\n"
     "! note kai 決まってから来てください。 <- setai=hai kai_riyu=yotei\n"
     "facts setai=hai nenrei=70 kai_riyu=yotei\n"},
    {"yotei", "setai=unknown nenrei=70 kai_riyu=yotei",
     "! koku hoken\n"
     "? kai - <- setai=unknown\n"
     "! [honnin] copy koku (写しでよい)\n"
     "? until yotei 出来事の期限。\n"
     "? until kai 早めに。\n"
     "! fee koku 0\n"
     "! note koku 土日は休みです。\n"
     "? note kai 決まってから来てください。 <- setai=unknown kai_riyu=yotei\n"
     "facts setai=unknown nenrei=70 kai_riyu=yotei\n"},
    {"yotei", "setai=hai nenrei=70 kai_riyu=unknown",
     "! koku hoken\n"
     "? kai - <- setai=hai kai_riyu=unknown\n"
     "! [honnin] copy koku (写しでよい)\n"
     "? [shashin] any kai :世帯主 <- setai=hai nenrei=70 kai_riyu=unknown\n"
     "? [tsucho] any kai :病気の人 <- setai=hai kai_riyu=unknown\n"
     "! until yotei 出来事の期限。\n"
     "? until kai 早めに。\n"
     "! fee koku 0\n"
     "? fee kai 0\n"
     "! note koku 土日は休みです。\n"
     "? note kai 決まってから来てください。 <- setai=hai kai_riyu=unknown\n"
     "! note kai 電話で聞いてください。 <- setai=hai kai_riyu=unknown\n"
     "facts setai=hai nenrei=70 kai_riyu=unknown\n"},
    {"yotei", "setai=iie",
     "! koku hoken\n"
     "! [honnin] copy koku (写しでよい)\n"
     "! fee koku 0\n"
     "! note koku 土日は休みです。\n"
     "facts setai=iie\n"},
};

static void checklists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct guide g = {s.k, knowledge_entry(s.k, cases[i].entry), sample_today};
        struct checklist *c;
        struct strbuf got, want;
        struct facts f;

        facts_init(&f);
        strbuf_init(&got);
        strbuf_init(&want);
        sample_answer(&s, &f, cases[i].answers);
        c = guide_checklist(&g, &f);
        strbuf_printf(&got, "%s %s\n", cases[i].entry, cases[i].answers);
        dump_checklist(&got, c);
        strbuf_printf(&want, "%s %s\n%s", cases[i].entry, cases[i].answers, cases[i].checklist);
        assert_string_equal(got.s, want.s);
        assert_ptr_equal(c->entry, g.entry);
        checklist_free(c);
        facts_done(&f);
        strbuf_done(&got);
        strbuf_done(&want);
    }
    checklist_free(NULL);
}

/* The checklist is its own: the facts it was made from may go. */
static void outlives_the_facts(void **state)
{
    struct guide g = {s.k, knowledge_entry(s.k, "ten"), sample_today};
    struct checklist *c;
    struct facts f;

    (void)state;
    facts_init(&f);
    sample_answer(&s, &f, "moto=kuni hoho=kami sumi_hi=2026-11-06 raicho=dairi inin=hai");
    c = guide_checklist(&g, &f);
    facts_done(&f);
    for (size_t i = 0; i < c->documents.n; i++)
        for (size_t j = 0; j < c->documents.v[i].why.n; j++) {
            const struct fact *why = c->documents.v[i].why.v[j];
            assert_true(why >= c->facts.v && why < c->facts.v + c->facts.n);
        }
    checklist_free(c);
}

static void rules_in_words(void **state)
{
    static const char text[] = HEAD(
        "kigen", "期限") "desk: jumin\nfee: 0\n"
                         "deadline:\n"
                         "  - {from: sumi_hi, within: 7 days, first_day: same, closed: as_is}\n"
                         "  - {from: sumi_hi, within: 3 months, closed: next_open}\n"
                         "  - {from: sumi_hi, within: 2 weeks, closed: as_is}\n"
                         "  - {from: sumi_hi, within: 1 years, first_day: same, closed: as_is}\n"
                         "  - {from: sumi_hi, within: 5 days, text: ことばのきまり。}\n"
                         "tree:\n  start: kigen_hi\n  nodes:\n"
                         "    kigen_hi: {use: sumi_hi, next: done}\n"
                         "documents:\n  - {id: honnin}\n";
    static const struct {
        const char *due, *rule;
    } want[] = {
        {"2026-11-23", "住み始めた日を1日目と数えて7日以内"},
        {"2026-11-24", "ことばのきまり。"}, /* from Sunday over a holiday */
        {"2026-12-01", "住み始めた日の翌日から数えて2週間以内"},
        {"2027-02-17", "住み始めた日の翌日から数えて3か月以内（最後の日が休みなら次の開庁日）"},
        {"2027-11-16", "住み始めた日を1日目と数えて1年以内"},
    };
    struct loader_file files[] = {sample_files[0], sample_files[1], sample_files[2],
                                  FILE_OF("procedures/jusho/kigen.yaml", text)};
    struct sample own;
    struct checklist *c;
    struct facts f;

    (void)state;
    sample_open(&own, files, 4);
    struct guide g = {own.k, knowledge_entry(own.k, "kigen"), sample_today};
    facts_init(&f);
    sample_answer(&own, &f, "sumi_hi=2026-11-17");
    c = guide_checklist(&g, &f);
    assert_int_equal(c->deadlines.n, 5);
    for (size_t i = 0; i < 5; i++) {
        char iso[11];
        date_format_iso(c->deadlines.v[i].due, iso);
        assert_string_equal(c->deadlines.v[i].rule, want[i].rule);
        assert_string_equal(iso, want[i].due);
    }
    checklist_free(c);
    facts_done(&f);
    sample_close(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checklists),
        cmocka_unit_test(outlives_the_facts),
        cmocka_unit_test(rules_in_words),
    };

    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
