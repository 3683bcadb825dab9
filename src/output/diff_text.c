#include "output/diff_text.h"
#include "base/lang.h"
#include "output/diff_words.h"
#include "text/utf8.h"

enum { SOME_TERMS = 6, SOME_NAMES = 8, SOME_WORDS = 6 };

struct report {
    const struct diff *d;
    struct strbuf *out;
    bool all;
};

static const char *entry_name(const struct diff_entry *e)
{
    return (e->entry[1] ? e->entry[1] : e->entry[0])->name.s;
}

static void add_names(struct report *r, const struct diff_entries *l)
{
    for (size_t i = 0; i < l->n && (r->all || i < SOME_NAMES); i++)
        strbuf_printf(r->out, "%s%s", i ? _("、") : "", l->v[i]->name.s);
    if (!r->all && l->n > SOME_NAMES)
        strbuf_printf(r->out, _("、ほか %zu"), l->n - SOME_NAMES);
}

/* Whether わからない is told of as well. */
static void add_who(struct report *r, const struct diff_who *w, bool unknown)
{
    size_t from = r->out->len, told = 0, left = 0;
    if (w->everyone || w->listed) {
        strbuf_puts(r->out, "    ");
        diff_everyone_words(w, r->out);
        strbuf_putc(r->out, '\n');
    }
    for (size_t i = 0; i < w->n; i++) {
        if (w->v[i].unknown && !unknown)
            continue;
        if (!r->all && told == SOME_TERMS) {
            left++;
            continue;
        }
        strbuf_puts(r->out, "    ");
        diff_term_words(&w->v[i], r->out);
        strbuf_putc(r->out, '\n');
        told++;
    }
    if (left)
        strbuf_printf(r->out, _("    ほか %zu とおりの答え（--verbose で全部）\n"), left);
    if (r->out->len == from)
        strbuf_puts(r->out, _("    どの答えの人にも当たりません\n"));
}

static void add_fields(struct report *r, const struct differences *l)
{
    for (size_t i = 0; i < l->n; i++) {
        strbuf_puts(r->out, "  ");
        diff_field_words(r->d, &l->v[i], r->out);
        strbuf_putc(r->out, '\n');
    }
}

static bool is_same_thing(const struct diff_change *a, const struct diff_change *b)
{
    return a->thing == b->thing && !a->same_as_owner && !b->same_as_owner;
}

/* Somebody who answers everything gets this thing changed. */
static bool is_told(const struct diff_entry *e, const struct diff_change *c)
{
    for (size_t i = 0; i < e->nchanges; i++)
        if (is_same_thing(&e->changes[i], c) && diff_is_for_some_answer(&e->changes[i].who))
            return true;
    return false;
}

/* What follows from it for わからない is told in one line, after the last change of the thing. */
static bool has_unknown(const struct diff_entry *e, const struct diff_change *c)
{
    bool found = false;
    for (size_t i = 0; i < e->nchanges; i++) {
        const struct diff_change *x = &e->changes[i];
        if (!is_same_thing(x, c))
            continue;
        if (x > c && diff_is_for_some_answer(&x->who))
            return false;
        for (size_t j = 0; j < x->who.n; j++)
            found = found || x->who.v[j].unknown;
        found = found || !diff_is_for_some_answer(&x->who);
    }
    return found;
}

static void add_change(struct report *r, const struct diff_entry *e, const struct diff_change *c)
{
    bool sure = diff_is_for_some_answer(&c->who), told = sure || is_told(e, c);
    if (c->same_as_owner || (!sure && told && !r->all))
        return;
    strbuf_puts(r->out, "  ");
    diff_change_words(c, r->out);
    const struct entry *owner = c->owner[1] ? c->owner[1] : c->owner[0];
    if (owner && owner != e->entry[c->owner[1] ? 1 : 0])
        strbuf_printf(r->out, _("（手続き「%s」）"), owner->name.s);
    strbuf_putc(r->out, '\n');
    add_who(r, &c->who, r->all || !told);
    if (told && !r->all && has_unknown(e, c))
        strbuf_puts(r->out, _("    「わからない」と答えた人の一覧も、それに合わせて変わります\n"));
}

static void add_entry(struct report *r, const struct diff_entry *e)
{
    const struct entry *now = e->entry[1] ? e->entry[1] : e->entry[0];
    strbuf_printf(r->out, _("\n%s（%s）\n"), now->name.s, now->id.s);
    if (!e->entry[0] || !e->entry[1]) {
        strbuf_printf(r->out,
                      e->entry[1] ? _("  新しい項目です（%s）\n") : _("  なくなりました（%s）\n"),
                      _(entry_kind_label(now->kind)));
        return;
    }
    if (e->renamed)
        strbuf_printf(r->out, _("  id が %s から変わりました\n"), e->entry[0]->id.s);
    add_fields(r, &e->fields);
    for (size_t i = 0; i < e->nchanges; i++)
        add_change(r, e, &e->changes[i]);
    if (e->too_many)
        strbuf_puts(r->out, _("  道すじが多すぎて、全部はくらべられませんでした\n"));
    if (e->also.n) {
        strbuf_puts(r->out, _("  次の一覧にも出ます: "));
        add_names(r, &e->also);
        strbuf_putc(r->out, '\n');
    }
}

static const char *shared_title(const struct diff_shared *s)
{
    switch (s->kind) {
    case DIFF_DESK:
        return _("窓口「%s」");
    case DIFF_SHARED_DOCUMENT:
        return _("書類「%s」");
    case DIFF_SHARED_QUESTION:
        return _("共通の質問「%s」");
    case DIFF_TOWN:
        return _("町「%s」");
    case DIFF_URGENT:
        return _("急ぎのこと%s");
    default:
        return _("あいさつと雑談%s");
    }
}

static void add_shared(struct report *r, const struct diff_shared *s)
{
    const char *title = shared_title(s), *at = title;
    if (!s->added && !s->removed && !s->fields.n)
        return; /* words only */
    strbuf_putc(r->out, '\n');
    for (; *at && !(at[0] == '%' && at[1] == 's'); at++)
        strbuf_putc(r->out, *at);
    if (*at) {
        strbuf_puts(r->out, s->name);
        strbuf_puts(r->out, at + 2);
    }
    strbuf_putc(r->out, '\n');
    if (s->added)
        strbuf_puts(r->out, _("  新しく加わりました\n"));
    if (s->removed)
        strbuf_puts(r->out, _("  なくなりました\n"));
    add_fields(r, &s->fields);
    if (s->users.n) {
        strbuf_printf(r->out, _("  これを使う項目 %zu: "), s->users.n);
        add_names(r, &s->users);
        strbuf_putc(r->out, '\n');
    }
}

/* 転入届: 「引っ越した」が増えました、「引越」が減りました */
static void add_words(struct report *r, const char *name, const struct differences *l,
                      bool *heading)
{
    if (!l->n)
        return;
    if (!*heading)
        strbuf_puts(r->out, _("\n言い方（さがすとき、聞きとるとき）\n"));
    *heading = true;
    strbuf_printf(r->out, "  %s: ", name);
    for (size_t i = 0; i < l->n && (r->all || i < SOME_WORDS); i++) {
        const struct difference *f = &l->v[i];
        strbuf_puts(r->out, i ? _("、") : "");
        if (f->before && f->after)
            strbuf_printf(r->out, _("「%s」→「%s」"), f->before, f->after);
        else
            strbuf_printf(r->out, f->after ? _("「%s」が増えました") : _("「%s」が減りました"),
                          f->after    ? f->after
                          : f->before ? f->before
                                      : "");
    }
    if (!r->all && l->n > SOME_WORDS)
        strbuf_printf(r->out, _("、ほか %zu"), l->n - SOME_WORDS);
    strbuf_putc(r->out, '\n');
}

static void add_tables(const struct diff *d, struct strbuf *out)
{
    strbuf_puts(out, _("  さがすことばの表が変わりました: "));
    for (size_t i = 0; d->words[i]; i++)
        strbuf_printf(out, "%s%s", i ? _("、") : "", d->words[i]);
    strbuf_putc(out, '\n');
}

static void add_all_words(struct report *r)
{
    bool heading = false;
    for (size_t i = 0; i < r->d->nentries; i++)
        add_words(r, entry_name(&r->d->entries[i]), &r->d->entries[i].words, &heading);
    for (size_t i = 0; i < r->d->nshared; i++)
        add_words(r, r->d->shared[i].name, &r->d->shared[i].words, &heading);
    if (!r->d->words[0])
        return;
    strbuf_puts(r->out, heading ? "" : _("\n言い方（さがすとき、聞きとるとき）\n"));
    add_tables(r->d, r->out);
}

static void clean_into(struct strbuf *raw, struct strbuf *out)
{
    utf8_clean(out, raw->s, raw->len, true);
    strbuf_done(raw);
}

static void add_confirmed(const struct diff *d, struct strbuf *out)
{
    if (d->confirmed_only)
        strbuf_printf(out, _("確かめた日だけが変わった項目 %zu\n"), d->confirmed_only);
}

static void add_summary(const struct diff *d, struct strbuf *out)
{
    size_t changed = 0, added = 0, removed = 0;
    for (size_t i = 0; i < d->nentries; i++) {
        const struct diff_entry *e = &d->entries[i];
        added += !e->entry[0];
        removed += !e->entry[1];
        changed += e->entry[0] && e->entry[1] && diff_entry_changed(e);
    }
    if (diff_is_empty(d))
        strbuf_puts(out, _("答えは何も変わりません。\n"));
    else
        strbuf_printf(
            out, _("答えの変わる項目 %zu、新しい項目 %zu、なくなる項目 %zu、共通のことがら %zu\n"),
            changed, added, removed, d->nshared);
    for (size_t i = 0; i < d->nentries; i++) {
        const struct diff_entry *e = &d->entries[i];
        const struct entry *now = e->entry[1] ? e->entry[1] : e->entry[0];
        if (diff_entry_changed(e))
            strbuf_printf(out, "  %s%s（%s）\n",
                          !e->entry[0]   ? _("新しい: ")
                          : !e->entry[1] ? _("なくなる: ")
                                         : "",
                          now->name.s, now->id.s);
    }
    add_confirmed(d, out);
}

struct word_counts {
    size_t more, fewer, other;
};

static void count_words(const struct differences *l, struct word_counts *c)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct difference *f = &l->v[i];
        c->more += !f->before;
        c->fewer += !f->after;
        c->other += f->before && f->after;
    }
}

static void add_word_counts(const struct diff *d, struct strbuf *out)
{
    struct word_counts c = {0, 0, 0};
    for (size_t i = 0; i < d->nentries; i++)
        count_words(&d->entries[i].words, &c);
    for (size_t i = 0; i < d->nshared; i++)
        count_words(&d->shared[i].words, &c);
    if (c.more || c.fewer || c.other)
        strbuf_printf(out, _("言い方: 増えた %zu、減った %zu、変わった %zu\n"), c.more, c.fewer,
                      c.other);
    if (d->words[0])
        add_tables(d, out);
}

void diff_summary(const struct diff *d, struct strbuf *out)
{
    struct strbuf raw;
    strbuf_init(&raw);
    add_summary(d, &raw);
    add_word_counts(d, &raw);
    clean_into(&raw, out);
}

void diff_text(const struct diff *d, bool all, struct strbuf *out)
{
    struct strbuf raw;
    struct report r = {d, &raw, all};
    strbuf_init(&raw);
    add_summary(d, &raw);
    size_t head = 0; /* the names follow in full below */
    while (head < raw.len && raw.s[head] != '\n')
        head++;
    if (!diff_is_empty(d))
        strbuf_truncate(&raw, head + (head < raw.len));
    for (size_t i = 0; i < d->nentries; i++)
        if (diff_entry_changed(&d->entries[i]))
            add_entry(&r, &d->entries[i]);
    for (size_t i = 0; i < d->nshared; i++)
        add_shared(&r, &d->shared[i]);
    add_all_words(&r);
    if (d->confirmed_only && !diff_is_empty(d)) {
        strbuf_putc(&raw, '\n');
        add_confirmed(d, &raw);
    }
    clean_into(&raw, out);
}
