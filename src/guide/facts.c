#include "guide/facts.h"

#include "base/lang.h"
#include "base/xalloc.h"
#include "text/wareki.h"
#include <stdlib.h>
#include <string.h>

/* What was answered is a person's affair: no copy of it stays behind in freed memory. */
static void wipe(struct fact *v, size_t n)
{
    if (v)
        explicit_bzero(v, n * sizeof *v);
}

void facts_init(struct facts *f)
{
    *f = (struct facts){0};
}

void facts_done(struct facts *f)
{
    wipe(f->v, f->cap);
    free(f->v);
    *f = (struct facts){0};
}

static void reserve(struct facts *f, size_t cap)
{
    struct fact *v;

    if (cap <= f->cap)
        return;
    v = xcalloc(cap, sizeof *v);
    if (f->n > 0)
        memcpy(v, f->v, f->n * sizeof *v);
    wipe(f->v, f->cap);
    free(f->v);
    f->v = v;
    f->cap = cap;
}

void facts_copy(struct facts *to, const struct facts *from)
{
    if (to == from)
        return;
    wipe(to->v, to->cap);
    to->n = 0;
    reserve(to, from->n);
    if (from->n > 0)
        memcpy(to->v, from->v, from->n * sizeof *to->v);
    to->n = from->n;
}

static size_t position(const struct facts *f, const char *id)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_is(&f->v[i].question->id, id))
            return i;
    return f->n;
}

const struct fact *facts_get(const struct facts *f, const char *question_id)
{
    size_t i = position(f, question_id);

    return i < f->n ? &f->v[i] : NULL;
}

void facts_put(struct facts *f, const struct fact *fact)
{
    struct fact copy = *fact; /* it may lie in f */
    size_t i = position(f, copy.question->id.s);

    if (i == f->n) {
        if (f->n == f->cap)
            reserve(f, f->cap == 0 ? 8 : 2 * f->cap);
        f->n++;
    }
    f->v[i] = copy;
}

void facts_unset(struct facts *f, const char *question_id)
{
    size_t i = position(f, question_id);

    if (i == f->n)
        return;
    memmove(&f->v[i], &f->v[i + 1], (f->n - i - 1) * sizeof *f->v);
    f->n--;
    wipe(&f->v[f->n], 1);
}

static void add_answers(const struct fact *fact, struct strbuf *out, const char *between,
                        bool label)
{
    const struct answers *answers = &fact->question->answers;
    bool first = true;

    for (size_t i = 0; i < answers->n && i < 64; i++) {
        if (!(fact->answers >> i & 1))
            continue;
        if (!first)
            strbuf_puts(out, between);
        strbuf_puts(out, label ? answers->v[i].label.s : answers->v[i].id.s);
        first = false;
    }
}

void fact_text(const struct fact *fact, struct strbuf *out)
{
    if (fact->unknown) {
        strbuf_puts(out, _("わからない"));
        return;
    }
    switch (fact->question->kind) {
    case Q_DATE:
        wareki_text(out, fact->date);
        break;
    case Q_NUMBER:
        strbuf_printf(out, "%ld%s", fact->number, fact->question->unit.s);
        break;
    default:
        add_answers(fact, out, _("、"), true);
    }
}

void fact_id(const struct fact *fact, struct strbuf *out)
{
    char iso[11];

    if (fact->unknown) {
        strbuf_puts(out, "unknown");
        return;
    }
    switch (fact->question->kind) {
    case Q_DATE:
        date_format_iso(fact->date, iso);
        strbuf_puts(out, iso);
        break;
    case Q_NUMBER:
        strbuf_printf(out, "%ld", fact->number);
        break;
    default:
        add_answers(fact, out, ",", false);
    }
}
