#include "guide/diff_results.h"
#include "base/xalloc.h"
#include <stdlib.h>
#include <string.h>

struct held { /* what a slot holds on one side, in one cell */
    enum diff_state state;
    const char *text; /* one copy of each text, so the pointers tell */
};
struct slot {
    enum diff_what what;
    const struct entry *owner[2];
    const void *item[2];
    bool listed; /* it stands in a list of its owner; notes: item is a struct note, not a text */
    bool same;   /* the two items say the same to people */
    struct held now[2];
    const char **texts; /* of documents: all that were held */
    size_t ntexts;
};
struct group {
    size_t slot;
    struct held before, after;
    size_t *cells;
    size_t n, cap;
};
struct known {
    enum diff_what what;
    const void *item;
    const struct entry *owner;
    size_t slot;
};

static const char stop_item[] = ""; /* a list ends with one advice at most */
static const char same_text[] = "", old_text[] = "<", new_text[] = ">";

void results_init(struct results *r, const struct knowledge *const k[2],
                  const struct owners *owners, struct date today)
{
    *r = (struct results){.k = {k[0], k[1]}, .owners = *owners, .today = today};
    arena_init(&r->arena);
}

void results_done(struct results *r)
{
    for (size_t i = 0; i < r->nslots; i++)
        free(r->slots[i].texts);
    for (size_t i = 0; i < r->ngroups; i++)
        free(r->groups[i].cells);
    free(r->slots);
    free(r->groups);
    free(r->known[0]);
    free(r->known[1]);
    free(r->shown);
    space_done(&r->space);
    arena_done(&r->arena);
}

/* ---- slots ---- */

static size_t add_slot(struct results *r, const struct slot *s)
{
    if (r->nslots == r->slots_cap) {
        r->slots_cap = r->slots_cap ? 2 * r->slots_cap : 32;
        r->slots = xreallocarray(r->slots, r->slots_cap, sizeof *r->slots);
    }
    r->slots[r->nslots] = *s;
    return r->nslots++;
}

static void know(struct results *r, int side, const struct known *k)
{
    r->known[side] = xreallocarray(r->known[side], r->nknown[side] + 1, sizeof *r->known[side]);
    r->known[side][r->nknown[side]++] = *k;
}

static const struct str *id_of(enum diff_what what, const void *item)
{
    switch (what) {
    case DIFF_PROCEDURE:
        return &((const struct entry *)item)->id;
    case DIFF_QUESTION:
        return &((const struct question *)item)->id;
    case DIFF_DOCUMENT:
        return &((const struct document *)item)->id;
    default:
        return NULL;
    }
}

/* The other side's slot of the same id, or of the same text where the text is all there is. */
static size_t slot_by_name(const struct results *r, int side, const struct slot *s)
{
    const struct str *id = id_of(s->what, s->item[side]);
    for (size_t i = 0; i < r->nslots; i++) {
        const struct slot *t = &r->slots[i];
        if (t->what != s->what || t->listed || t->item[side] || !t->item[1 - side])
            continue;
        if (s->what == DIFF_DOCUMENT && t->owner[side] != s->owner[side])
            continue; /* each procedure wants it for itself */
        if (s->what == DIFF_PROCEDURE
                ? r->owners.partner(r->owners.ctx, 1 - side, s->item[side]) == t->item[1 - side]
            : id ? str_is(id, id_of(t->what, t->item[1 - side])->s)
                 : strcmp(s->item[side], t->item[1 - side]) == 0)
            return i;
    }
    return SIZE_MAX;
}

static const struct note *own_note(const struct notes *l, const char *text)
{
    for (size_t i = 0; i < l->n; i++)
        if (str_is(&l->v[i].text, text))
            return &l->v[i];
    return NULL;
}

static size_t new_slot(struct results *r, int side, enum diff_what what, const struct entry *owner,
                       const void *item)
{
    struct slot s = {.what = what, .same = true};
    bool listed = what == DIFF_FEE || what == DIFF_DEADLINE;
    const void *seen = item;
    s.owner[side] = owner;
    s.owner[1 - side] = owner ? r->owners.partner(r->owners.ctx, 1 - side, owner) : NULL;
    if (what == DIFF_NOTE || what == DIFF_AGAIN) { /* given as a text */
        const struct note *n = own_note(what == DIFF_NOTE ? &owner->notes : &owner->again, item);
        listed = n != NULL;
        seen = n ? (const void *)n : item;
    }
    s.listed = listed;
    s.item[side] = seen;
    if (listed && s.owner[1 - side]) {
        const void *other = item_partner(r, s.owner, what, side, seen, &s.same);
        s.item[1 - side] = other;
        size_t at = add_slot(r, &s);
        if (other) {
            bool text = what == DIFF_NOTE || what == DIFF_AGAIN;
            const void *given = text ? ((const struct note *)other)->text.s : other;
            know(r, 1 - side, &(struct known){what, given, s.owner[1 - side], at});
        }
        return at;
    }
    size_t at = listed ? SIZE_MAX : slot_by_name(r, side, &s);
    if (at == SIZE_MAX)
        return add_slot(r, &s);
    r->slots[at].item[side] = s.item[side];
    r->slots[at].owner[side] = owner;
    return at;
}

static size_t slot_of(struct results *r, int side, enum diff_what what, const struct entry *owner,
                      const void *item)
{
    bool text = what == DIFF_NOTE || what == DIFF_AGAIN;
    for (size_t i = 0; i < r->nknown[side]; i++) {
        const struct known *k = &r->known[side][i];
        if (k->what == what && ((k->item == item && (what != DIFF_DOCUMENT || k->owner == owner)) ||
                                (text && k->owner == owner && strcmp(k->item, item) == 0)))
            return k->slot;
    }
    size_t slot = new_slot(r, side, what, owner, item);
    know(r, side, &(struct known){what, item, owner, slot});
    return slot;
}

static const char *one_copy(struct results *r, struct slot *s, const char *text)
{
    for (size_t i = 0; i < s->ntexts; i++)
        if (strcmp(s->texts[i], text) == 0)
            return s->texts[i];
    s->texts = xreallocarray(s->texts, s->ntexts + 1, sizeof *s->texts);
    return s->texts[s->ntexts++] = arena_strdup(&r->arena, text);
}

/* ---- what is held now ---- */

void results_item(struct results *r, int side, enum diff_what what, const struct entry *owner,
                  const void *item, enum diff_state state)
{
    size_t at = slot_of(r, side, what, owner, item); /* the slots may move */
    struct slot *s = &r->slots[at];
    if (state > s->now[side].state || !s->now[side].text)
        s->now[side] = (struct held){state, s->same ? same_text : side == 0 ? old_text : new_text};
}

static enum diff_state state_of(enum item_state s)
{
    return s == ITEM_REQUIRED ? DIFF_REQUIRED : DIFF_ASK;
}

/* Where it is stricter than the document itself says, its form; then what matters for it here. */
void results_document(struct results *r, int side, const struct entry *owner,
                      const struct document *d, enum form form, const char *notes,
                      enum diff_state state)
{
    struct strbuf text;
    size_t at = slot_of(r, side, DIFF_DOCUMENT, owner, d);
    struct slot *s = &r->slots[at];
    strbuf_init(&text);
    strbuf_printf(&text, "%d%s", form == d->form ? 0 : (int)form + 1, notes);
    s->now[side] = (struct held){state, one_copy(r, s, text.s)};
    strbuf_done(&text);
}

static void hold_document(struct results *r, int side, const struct item_document *d,
                          const struct entry *owner)
{
    struct strbuf notes;
    strbuf_init(&notes);
    for (size_t i = 0; i < d->notes.n; i++) {
        strbuf_puts(&notes, i ? " / " : "");
        strbuf_puts(&notes, d->notes.v[i].s);
    }
    results_document(r, side, owner, d->document, d->form, notes.s, state_of(d->state));
    strbuf_done(&notes);
}

void results_checklist(struct results *r, int side, const struct checklist *c)
{
    for (size_t i = 0; i < c->procedures.n; i++) {
        const struct item_procedure *p = &c->procedures.v[i];
        results_item(r, side, DIFF_PROCEDURE, c->entry, p->entry, state_of(p->state));
    }
    if (c->stop) {
        size_t at = slot_of(r, side, DIFF_STOP, c->entry, stop_item);
        struct slot *s = &r->slots[at];
        s->now[side] = (struct held){DIFF_REQUIRED, one_copy(r, s, c->stop)};
    }
    for (size_t i = 0; i < c->documents.n; i++) {
        const struct item_document *d = &c->documents.v[i];
        for (size_t p = 0; p < d->procedures.n; p++)
            hold_document(r, side, d, d->procedures.v[p]);
        if (d->procedures.n == 0)
            hold_document(r, side, d, c->entry);
    }
    for (size_t i = 0; i < c->fees.n; i++)
        results_item(r, side, DIFF_FEE, c->fees.v[i].entry, c->fees.v[i].fee,
                     state_of(c->fees.v[i].state));
    for (size_t i = 0; i < c->deadlines.n; i++)
        results_item(r, side, DIFF_DEADLINE, c->deadlines.v[i].entry, c->deadlines.v[i].deadline,
                     state_of(c->deadlines.v[i].state));
    for (size_t i = 0; i < c->notes.n; i++)
        results_item(r, side, DIFF_NOTE, c->notes.v[i].entry, c->notes.v[i].text.s,
                     state_of(c->notes.v[i].state));
    for (size_t i = 0; i < c->again.n; i++)
        results_item(r, side, DIFF_AGAIN, c->again.v[i].entry, c->again.v[i].text.s,
                     state_of(c->again.v[i].state));
}

/* ---- cells ---- */

static bool same_held(const struct held *a, const struct held *b)
{
    return a->state == b->state && (a->state == DIFF_ABSENT || a->text == b->text);
}

static void put_group(struct results *r, size_t slot, size_t cell)
{
    const struct slot *s = &r->slots[slot];
    struct group *g = NULL;
    for (size_t i = 0; i < r->ngroups && !g; i++)
        if (r->groups[i].slot == slot && same_held(&r->groups[i].before, &s->now[0]) &&
            same_held(&r->groups[i].after, &s->now[1]))
            g = &r->groups[i];
    if (!g) {
        if (r->ngroups == r->groups_cap) {
            r->groups_cap = r->groups_cap ? 2 * r->groups_cap : 16;
            r->groups = xreallocarray(r->groups, r->groups_cap, sizeof *r->groups);
        }
        g = &r->groups[r->ngroups++];
        *g = (struct group){.slot = slot, .before = s->now[0], .after = s->now[1]};
    }
    if (g->n == g->cap) {
        g->cap = g->cap ? 2 * g->cap : 8;
        g->cells = xreallocarray(g->cells, g->cap, sizeof *g->cells);
    }
    g->cells[g->n++] = cell;
}

/* Where another list comes out, or advice, its single items are not told one by one. */
static bool leads_elsewhere(const struct results *r)
{
    for (size_t i = 0; i < r->nslots; i++) {
        const struct slot *s = &r->slots[i];
        bool before = s->now[0].state != DIFF_ABSENT, after = s->now[1].state != DIFF_ABSENT;
        bool walked = s->owner[0] ? s->owner[0]->kind != ENTRY_EVENT : true;
        if (walked && (s->what == DIFF_PROCEDURE || s->what == DIFF_STOP) && before != after)
            return true;
    }
    return false;
}

enum { SEVERAL = -2 };

static void put_shown(struct results *r, size_t cell)
{
    int shown = -1, n = 0;
    if (cell >= r->shown_cap) {
        r->shown_cap = r->shown_cap ? 2 * r->shown_cap : 64;
        r->shown = xreallocarray(r->shown, r->shown_cap, sizeof *r->shown);
    }
    for (size_t i = 0; i < r->nslots; i++) {
        const struct slot *s = &r->slots[i];
        if (s->what == DIFF_PROCEDURE && s->now[1].state != DIFF_ABSENT) {
            shown = (int)i;
            n++;
        }
    }
    r->shown[cell] = n > 1 ? SEVERAL : shown;
}

void results_cell(struct results *r)
{
    size_t cell = r->space.n;
    bool elsewhere = leads_elsewhere(r);
    space_add(&r->space);
    put_shown(r, cell);
    for (size_t i = 0; i < r->nslots; i++) {
        struct slot *s = &r->slots[i];
        bool route = s->what == DIFF_PROCEDURE || s->what == DIFF_STOP;
        if ((!elsewhere || route) && !same_held(&s->now[0], &s->now[1]))
            put_group(r, i, cell);
        s->now[0] = s->now[1] = (struct held){DIFF_ABSENT, NULL};
    }
}

/* ---- changes ---- */

static void set_item(struct diff_change *c, int side, const struct slot *s, const struct held *h,
                     struct arena *a)
{
    const void *item = s->item[side];
    c->owner[side] = s->owner[side];
    c->state[side] = h->state;
    if (!item)
        return;
    switch (s->what) {
    case DIFF_PROCEDURE:
        c->procedure[side] = item;
        break;
    case DIFF_QUESTION:
        c->question[side] = item;
        break;
    case DIFF_DOCUMENT:
        c->document[side] = item;
        c->form[side] = c->document[side]->form;
        c->text[side] = "";
        if (h->text && *h->text && h->state != DIFF_ABSENT) {
            if (*h->text > '0')
                c->form[side] = (enum form)(*h->text - '1');
            c->text[side] = arena_strdup(a, h->text + 1);
        }
        break;
    case DIFF_STOP:
        c->text[side] = h->text ? arena_strdup(a, h->text) : NULL;
        break;
    case DIFF_FEE:
        c->fee[side] = item;
        break;
    case DIFF_DEADLINE:
        c->deadline[side] = item;
        break;
    default:
        c->text[side] = s->listed ? ((const struct note *)item)->text.s : item;
    }
}

static void describe(const struct results *r, const struct group *g, struct arena *a,
                     struct diff_change *out)
{
    const struct slot *s = &r->slots[g->slot];
    size_t n = r->space.n;
    bool *in = xcalloc(n + 1, sizeof *in), *listed = xcalloc(n + 1, sizeof *listed), any = false;
    *out = (struct diff_change){.what = s->what, .thing = g->slot};
    set_item(out, 0, s, &g->before, a);
    set_item(out, 1, s, &g->after, a);
    for (size_t i = 0; i < g->n; i++)
        in[g->cells[i]] = true;
    bool clear = true; /* each list is one procedure's */
    for (size_t i = 0; i < n && s->owner[1]; i++) {
        listed[i] = r->shown[i] >= 0 && r->slots[r->shown[i]].item[1] == s->owner[1];
        any = any || listed[i];
        clear = clear && (r->shown[i] != SEVERAL || r->space.unknown[i]);
    }
    space_describe(&r->space, in, any && clear ? listed : NULL, a, &out->who);
    free(in);
    free(listed);
}

static int cmp_groups(const void *pa, const void *pb)
{
    const struct group *a = pa, *b = pb;
    return (a->cells[0] > b->cells[0]) - (a->cells[0] < b->cells[0]);
}

bool diff_is_for_some_answer(const struct diff_who *w)
{
    return w->everyone || w->listed || (w->n && !w->v[0].unknown);
}

/* By what; what belongs together stays together, what is certain first. Otherwise in the order of
 * the walk, which is that of the things. */
static int cmp_changes(const void *pa, const void *pb)
{
    const struct diff_change *a = pa, *b = pb;
    bool sure_a = diff_is_for_some_answer(&a->who), sure_b = diff_is_for_some_answer(&b->who);
    if (a->what != b->what)
        return a->what < b->what ? -1 : 1;
    if (a->thing != b->thing)
        return a->thing < b->thing ? -1 : 1;
    return sure_b - sure_a;
}

/* Advice that わからない turns into a note is the same thing as the advice. */
static void tie_advice(const struct results *r, struct diff_change *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n && v[i].what == DIFF_NOTE && !r->slots[v[i].thing].listed; j++)
            if (v[j].what == DIFF_STOP)
                v[i].thing = v[j].thing;
}

struct diff_change *results_changes(struct results *r, struct arena *a, size_t *n)
{
    struct diff_change *out = xcalloc(r->ngroups + 1, sizeof *out);
    *n = 0;
    if (r->ngroups)
        qsort(r->groups, r->ngroups, sizeof *r->groups, cmp_groups);
    for (size_t i = 0; i < r->ngroups; i++)
        describe(r, &r->groups[i], a, &out[(*n)++]);
    tie_advice(r, out, *n);
    if (*n)
        qsort(out, *n, sizeof *out, cmp_changes);
    return out;
}
