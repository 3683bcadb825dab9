#include "guide/draft.h"

#include "base/lang.h"
#include "guide/calendar.h"
#include "knowledge/fee.h"
#include <string.h>

void *draft_room(struct arena *a, void *v, size_t n, size_t size)
{
    void *more;

    if ((n & (n - 1)) != 0) /* capacities are the powers of two */
        return v;
    more = arena_array(a, n == 0 ? 1 : 2 * n, size);
    if (n > 0)
        memcpy(more, v, n * size);
    return more;
}

/* ---- reasons ---- */

static void add_reason(struct arena *a, struct reasons *r, const struct fact *f)
{
    size_t i = r->n;

    for (size_t j = 0; j < r->n; j++)
        if (r->v[j] == f)
            return;
    r->v = draft_room(a, r->v, r->n, sizeof(*r->v));
    while (i > 0 && r->v[i - 1] > f) { /* both point into the checklist's facts */
        r->v[i] = r->v[i - 1];
        i--;
    }
    r->v[i] = f;
    r->n++;
}

void draft_reason(void *ctx, const struct fact *f)
{
    struct reason_list *l = ctx;
    const struct fact *own = facts_get(&l->d->c->facts, f->question->id.s);

    if (own) /* a preset is nobody's answer */
        add_reason(&l->d->c->arena, l->to, own);
}

static void add_reasons(struct draft *d, const struct owner *o, const struct when *w,
                        struct reasons *to)
{
    struct reason_list l = {d, to};

    for (size_t i = 0; i < o->why.n; i++)
        add_reason(&d->c->arena, to, o->why.v[i]);
    scope_reasons(&o->at, w, draft_reason, &l);
}

/* ---- states ---- */

static enum item_state weigh(enum truth t, enum item_state cap)
{
    return t == TRUTH_TRUE ? cap : ITEM_ASK;
}

static enum item_state stronger(enum item_state a, enum item_state b)
{
    return a < b ? a : b;
}

/* An item that comes again takes the stronger state, with the reasons for that state only: what
 * makes it certain is not explained by a わからない. True when the new reasons are to be added. */
static bool merge_state(enum item_state *state, struct reasons *why, enum item_state more)
{
    if (more < *state)
        *why = (struct reasons){0};
    *state = stronger(*state, more);
    return more == *state;
}

/* ---- small lists ---- */

static void add_entry(struct arena *a, struct entry_list *l, const struct entry *e)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i] == e)
            return;
    l->v = draft_room(a, l->v, l->n, sizeof(*l->v));
    l->v[l->n++] = e;
}

static void add_str(struct arena *a, struct strs *l, const struct str *s)
{
    if (!s || s->len == 0)
        return;
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->v[i].s, s->s) == 0)
            return;
    l->v = draft_room(a, l->v, l->n, sizeof(*l->v));
    l->v[l->n++] = *s;
}

/* ---- items ---- */

void draft_procedure(struct draft *d, const struct owner *o)
{
    struct checklist *c = d->c;
    const struct knowledge *k = d->scope.guide->knowledge;
    struct item_procedure *p = NULL;

    for (size_t i = 0; i < c->procedures.n; i++)
        if (c->procedures.v[i].entry == o->entry)
            p = &c->procedures.v[i];
    if (!p) {
        c->procedures.v =
            draft_room(&c->arena, c->procedures.v, c->procedures.n, sizeof *c->procedures.v);
        p = &c->procedures.v[c->procedures.n++];
        *p = (struct item_procedure){.entry = o->entry, .state = o->cap};
        if (o->entry->desk.len > 0)
            p->desk = knowledge_desk(k, o->entry->desk.s);
    }
    if (!merge_state(&p->state, &p->why, o->cap))
        return;
    for (size_t i = 0; i < o->why.n; i++)
        add_reason(&c->arena, &p->why, o->why.v[i]);
}

static struct date today_of(const struct owner *o)
{
    return o->at.scope->guide->today;
}

/* Whichever procedure the walk ends at, it wants this document. */
static bool wanted_by_all(const struct owner *o, const struct document *document)
{
    const struct reach *r = &o->at.part->reach;

    for (size_t i = 0; i < r->nends; i++) {
        struct place_in_scope at = scope_place(o->at.scope, o->at.part, (int)i);
        bool wanted = r->ends[i].kind != HOP_DONE;
        const struct document_refs *refs = &r->ends[i].entry->documents;

        for (size_t j = 0; j < refs->n && !wanted; j++)
            wanted = refs->v[j].document == document && period_holds(&refs->v[j].in, today_of(o)) &&
                     scope_eval(&at, &refs->v[j].when) == TRUTH_TRUE;
        if (!wanted)
            return false;
    }
    return true;
}

static size_t document_slot(struct draft *d, const struct document *document)
{
    struct checklist *c = d->c;
    size_t n = c->documents.n;

    for (size_t i = 0; i < n; i++)
        if (c->documents.v[i].document == document)
            return i;
    c->documents.v = draft_room(&c->arena, c->documents.v, n, sizeof *c->documents.v);
    d->who = draft_room(&c->arena, d->who, n, sizeof *d->who);
    c->documents.v[n] = (struct item_document){.document = document, .state = ITEM_ASK};
    c->documents.v[n].who.s = "";
    d->who[n] = (struct strs){0};
    c->documents.n++;
    return n;
}

static void add_document(struct draft *d, const struct owner *o, const struct document_ref *ref,
                         enum truth truth)
{
    struct checklist *c = d->c;
    enum form form = ref->form != FORM_ANY ? ref->form : ref->document->form;
    enum item_state state = weigh(truth, o->cap);
    size_t slot = document_slot(d, ref->document);
    struct item_document *item = &c->documents.v[slot];

    if (state == ITEM_ASK && truth == TRUTH_TRUE && o->one_of_several &&
        wanted_by_all(o, ref->document))
        state = ITEM_REQUIRED;
    if (form > item->form)
        item->form = form;
    if (o->is_procedure)
        add_entry(&c->arena, &item->procedures, o->entry);
    add_str(&c->arena, &item->notes, &ref->note);
    add_str(&c->arena, &d->who[slot], truth == TRUTH_TRUE ? o->who : &ref->who);
    if (merge_state(&item->state, &item->why, state))
        add_reasons(d, o, &ref->when, &item->why);
}

static void put_words(struct arena *a, struct strs *to, const struct strbuf *b)
{
    struct str s = {arena_strndup(a, b->s, b->len), b->len, {0, 0, 0}};

    add_str(a, to, &s);
}

/* Does the entry want it on the day after ref's last one, by another row? */
static bool wanted_after(const struct entry *e, const struct document_ref *ref)
{
    struct date next = date_add_days(ref->in.until, 1);

    for (size_t i = 0; i < e->documents.n; i++)
        if (e->documents.v[i].document == ref->document &&
            period_holds(&e->documents.v[i].in, next))
            return true;
    return false;
}

/* Who reads the list today may go after the change. */
static void tell_end(struct draft *d, const struct owner *o, const struct document_ref *ref)
{
    struct strs *notes = &d->c->documents.v[document_slot(d, ref->document)].notes;
    struct date next;
    struct strbuf b;

    if (!period_ends_soon(&ref->in, today_of(o)) || wanted_after(o->entry, ref))
        return;
    strbuf_init(&b);
    next = date_add_days(ref->in.until, 1);
    strbuf_printf(&b, _("%sでは、%d年%d月%d日からは要りません。"), o->entry->name.s, next.year,
                  next.month, next.day);
    put_words(&d->c->arena, notes, &b);
    strbuf_done(&b);
}

/* A document that will be wanted soon, by whoever goes then. */
static void add_coming(struct draft *d, const struct owner *o, const struct document_ref *ref)
{
    struct document_ref coming = *ref;
    struct date day = ref->in.from;
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, _("%d年%d月%d日から行く人"), day.year, day.month, day.day);
    if (ref->who.len)
        strbuf_printf(&b, "：%s", ref->who.s);
    coming.who = (struct str){arena_strndup(&d->c->arena, b.s, b.len), b.len, {0, 0, 0}};
    strbuf_done(&b);
    add_document(d, o, &coming, TRUTH_UNKNOWN);
}

void draft_documents(struct draft *d, const struct owner *o)
{
    for (size_t i = 0; i < o->entry->documents.n; i++) {
        const struct document_ref *ref = &o->entry->documents.v[i];
        enum truth truth = scope_eval(&o->at, &ref->when);

        if (truth == TRUTH_FALSE || !ref->document)
            continue;
        if (period_holds(&ref->in, today_of(o))) {
            add_document(d, o, ref, truth);
            tell_end(d, o, ref);
        } else if (period_begins_soon(&ref->in, today_of(o))) {
            add_coming(d, o, ref);
        }
    }
}

static void set_due(struct draft *d, const struct owner *o, struct item_deadline *item)
{
    const struct guide *g = d->scope.guide;
    const struct deadline *dl = item->deadline;
    struct possible from = POSSIBLE_ABSENT;

    if (dl->question)
        from = scope_possible(&o->at, dl->question);
    if (!from.has || from.any)
        return;
    item->due = calendar_due(&g->knowledge->town, dl, from.date);
    if (date_is_none(item->due))
        return;
    item->days_left = date_to_days(item->due) - date_to_days(g->today);
    item->due_state = item->days_left < 0 ? DUE_PAST : item->days_left == 0 ? DUE_TODAY : DUE_OPEN;
}

void draft_deadlines(struct draft *d, const struct owner *o)
{
    struct checklist *c = d->c;

    for (size_t i = 0; i < o->entry->deadlines.n; i++) {
        const struct deadline *dl = &o->entry->deadlines.v[i];
        enum truth truth = scope_eval(&o->at, &dl->when);
        struct item_deadline *item = NULL;

        if (truth == TRUTH_FALSE || (o->stopped && dl->when.cond) ||
            !period_holds(&dl->in, today_of(o)))
            continue;
        for (size_t j = 0; j < c->deadlines.n; j++)
            if (c->deadlines.v[j].deadline == dl)
                item = &c->deadlines.v[j];
        if (!item) {
            c->deadlines.v =
                draft_room(&c->arena, c->deadlines.v, c->deadlines.n, sizeof *c->deadlines.v);
            item = &c->deadlines.v[c->deadlines.n++];
            *item = (struct item_deadline){
                .entry = o->entry, .deadline = dl, .state = weigh(truth, o->cap)};
        }
        item->state = stronger(item->state, weigh(truth, o->cap));
        if (date_is_none(item->due))
            set_due(d, o, item);
    }
}

void draft_fees(struct draft *d, const struct owner *o)
{
    struct checklist *c = d->c;

    for (size_t i = 0; i < o->entry->fees.n; i++) {
        const struct fee *fee = &o->entry->fees.v[i];
        enum truth truth = scope_eval(&o->at, &fee->when);
        enum item_state state = weigh(truth, o->cap);
        bool there = false;

        if (truth == TRUTH_FALSE || !fee_shown(&o->entry->fees, fee, today_of(o)))
            continue;
        for (size_t j = 0; j < c->fees.n; j++) {
            if (c->fees.v[j].fee != fee)
                continue;
            c->fees.v[j].state = stronger(c->fees.v[j].state, state);
            there = true;
        }
        if (there)
            continue;
        c->fees.v = draft_room(&c->arena, c->fees.v, c->fees.n, sizeof *c->fees.v);
        c->fees.v[c->fees.n++] = (struct item_fee){o->entry, fee, state};
    }
}

static void add_note(struct arena *a, struct item_notes *to, const struct item_note *note)
{
    struct item_note *item = NULL;

    for (size_t i = 0; i < to->n; i++)
        if (strcmp(to->v[i].text.s, note->text.s) == 0)
            item = &to->v[i];
    if (!item) {
        to->v = draft_room(a, to->v, to->n, sizeof *to->v);
        item = &to->v[to->n++];
        *item = (struct item_note){.entry = note->entry, .text = note->text, .state = note->state};
    }
    if (!merge_state(&item->state, &item->why, note->state))
        return;
    for (size_t i = 0; i < note->why.n; i++)
        add_reason(a, &item->why, note->why.v[i]);
}

void draft_note(struct draft *d, const struct entry *e, const struct str *text,
                enum item_state state, const struct reasons *why)
{
    add_note(&d->c->arena, &d->c->notes, &(struct item_note){e, *text, state, *why});
}

void draft_notes(struct draft *d, const struct owner *o)
{
    for (size_t i = 0; i < o->entry->notes.n; i++) {
        const struct note *note = &o->entry->notes.v[i];
        enum truth truth = scope_eval(&o->at, &note->when);
        struct reasons why = {0};

        if (truth == TRUTH_FALSE || (o->stopped && note->when.cond) ||
            !period_holds(&note->in, today_of(o)))
            continue;
        add_reasons(d, o, &note->when, &why);
        draft_note(d, o->entry, &note->text, weigh(truth, o->cap), &why);
    }
}

void draft_again(struct draft *d, const struct owner *o)
{
    for (size_t i = 0; i < o->entry->again.n; i++) {
        const struct note *again = &o->entry->again.v[i];
        enum truth truth = scope_eval(&o->at, &again->when);
        struct item_note item = {.entry = o->entry, .text = again->text};

        if (truth == TRUTH_FALSE || !period_holds(&again->in, today_of(o)))
            continue;
        item.state = again->maybe ? ITEM_ASK : weigh(truth, o->cap);
        add_reasons(d, o, &again->when, &item.why);
        add_note(&d->c->arena, &d->c->again, &item);
    }
}
