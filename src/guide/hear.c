#include "guide/hear.h"

#include "guide/understand.h"
#include "text/wareki.h"
#include <string.h>

struct ears {
    const struct guide *guide;
    struct strbuf form; /* the sentence, in the form of understand.h */
    struct date day;    /* that it names; none: no day, or several */
    long age;           /* -1: no age, or several */
    struct facts *out;
};

/* What follows a cue and makes it no statement. */
static bool is_turned(const char *after, size_t n)
{
    static const char *const words[] = {"でも",     "も",     "ではな", "ではあり", "じゃな",
                                        "じゃあり", "でなく", "でない", "以外",     "なし",
                                        "がな",     "はな",   "ですか", "か?"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n >= strlen(words[i]) && memcmp(after, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* The length of the longest of the cues that is said, 0: none is. */
static size_t said(const struct ears *e, const struct strs *cues)
{
    size_t longest = 0;

    for (size_t i = 0; i < cues->n; i++) {
        struct strbuf cue;

        strbuf_init(&cue);
        understand_form(&cue, cues->v[i].s, cues->v[i].len);
        const char *p = e->form.s, *end = p + e->form.len;
        while (cue.len > longest && (p = memmem(p, (size_t)(end - p), cue.s, cue.len))) {
            p += cue.len;
            if (!is_turned(p, (size_t)(end - p)))
                longest = cue.len;
        }
        strbuf_done(&cue);
    }
    return longest;
}

static bool fits_age(const struct ears *e, const struct answer *a)
{
    return e->age >= 0 && a->age_to > 0 && e->age >= a->age_from && e->age <= a->age_to;
}

/* The answers with the longest cue: 世帯主の妻 is not 世帯主. Without any, those of that age. */
static uint64_t said_answers(const struct ears *e, const struct question *q)
{
    uint64_t cued = 0, aged = 0;
    size_t longest = 0;

    for (size_t i = 0; i < q->answers.n && i < 64; i++) {
        size_t len = said(e, &q->answers.v[i].heard);

        if (len > longest)
            cued = 0;
        if (len > 0 && len >= longest)
            cued |= UINT64_C(1) << i;
        longest = len > longest ? len : longest;
        if (fits_age(e, &q->answers.v[i]))
            aged |= UINT64_C(1) << i;
    }
    return cued ? cued : aged;
}

static void hear_question(struct ears *e, const struct question *q)
{
    struct fact f = {.question = q};

    switch (q->kind) {
    case Q_DATE:
        f.date = e->day;
        if (date_is_none(e->day) || said(e, &q->heard) == 0)
            return;
        break;
    case Q_NUMBER:
        if (q->heard.n == 0 || said(e, &q->heard) == 0 ||
            !understand_number_in(e->form.s, e->form.len, &q->unit, &f.number) ||
            ((q->min != 0 || q->max != 0) && (f.number < q->min || f.number > q->max)))
            return;
        break;
    case Q_DERIVED:
        return;
    default:
        f.answers = said_answers(e, q);
        if (f.answers == 0 || (f.answers & (f.answers - 1)) != 0)
            return;
    }
    facts_put(e->out, &f);
}

void hear(const struct guide *g, const char *s, size_t n, struct facts *out)
{
    static const struct str years = {"歳", sizeof "歳" - 1, {0, 0, 0}};
    const struct entry *entry = g->entry;
    struct ears e = {.guide = g, .age = -1, .out = out};

    strbuf_init(&e.form);
    understand_form(&e.form, s, n);
    if (!wareki_find(s, n, g->today, &e.day))
        e.day = (struct date){0, 0, 0};
    if (!understand_number_in(e.form.s, e.form.len, &years, &e.age))
        e.age = -1;
    for (size_t i = 0; i < entry->tree.nodes.n; i++)
        if (entry->tree.nodes.v[i].question)
            hear_question(&e, entry->tree.nodes.v[i].question);
    for (size_t i = 0; i < entry->questions.n; i++)
        if (entry->questions.v[i].question)
            hear_question(&e, entry->questions.v[i].question);
    strbuf_wipe(&e.form);
    strbuf_done(&e.form);
}
