/* schema.org's terms: https://schema.org/GovernmentService and those around it. The service has no
 * term for what one brings: that is the `supply` of a HowTo about it. */
#include "knowledge/period.h"
#include "output/export.h"

#include "output/linked.h"
#include "output/pieces.h"
#include "output/plain.h"
#include <stdio.h>
#include <string.h>

enum { ALSO_CALLED = 5 }; /* ways to say it; the rest is for the search */

struct ld {
    const struct export *x;
    struct json_t *graph;
    bool whole; /* all entries are in the graph */
};

/* ---- parts ---- */

static void set_who(struct json_t *o, const char *key, const struct str *who,
                    const struct when *when)
{
    struct strbuf b;

    strbuf_init(&b);
    describe_who(&b, who, when);
    ld_set_buf(o, key, &b);
}

static void set_called(struct json_t *o, const struct entry *e)
{
    struct json_t *a = jv_array();

    if (e->reading.len > 0)
        jv_push(a, jv_str(&e->reading));
    for (size_t i = 0; i < e->says.n && i < ALSO_CALLED; i++)
        jv_push(a, jv_str(&e->says.v[i]));
    jv_set(o, "alternateName", a);
}

static void add(struct ld *l, struct json_t *o)
{
    jv_push(l->graph, o);
}

/* ---- a page, who looked at it and when ---- */

static void add_page(struct ld *l, const struct entry *e)
{
    const char *kind = entry_kind_name(e->kind);
    struct json_t *o = ld_node("WebPage", "page", &e->id), *sources = jv_array();

    jv_set(o, "name", jv_str(&e->name));
    jv_set(o, "inLanguage", jv_text("ja"));
    jv_set(o, "mainEntity", ld_ref(kind, &e->id));
    jv_set(o, "publisher", ld_ref("town", NULL));
    if (date_valid(e->confirmed))
        jv_set(o, "lastReviewed", jv_date(e->confirmed));
    if (e->owner.len > 0)
        jv_set(o, "reviewedBy", ld_named("Organization", e->owner.s));
    jv_set(o, "creativeWorkStatus", jv_text(*entry_mark(e, l->x->today) ? "要確認" : "確認済み"));
    if (e->law.len > 0)
        jv_push(sources, jv_str(&e->law));
    for (size_t i = 0; i < e->sources.n; i++)
        jv_push(sources, jv_str(&e->sources.v[i]));
    jv_set(o, "citation", sources);
    ld_set_license(l->x, o);
    add(l, o);
}

/* ---- what to bring ---- */

static struct json_t *supplies(const struct ld *l, const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document_ref *r = &e->documents.v[i];
        struct strbuf b;

        if (!r->document || period_is_over(&r->in, l->x->today))
            continue;
        struct json_t *o = ld_named("HowToSupply", r->document->name.s);
        strbuf_init(&b);
        describe_whom_and_when(&b, &r->who, &r->when, &r->in);
        if (b.len == 0)
            strbuf_puts(&b, "必ず持って行く");
        if (r->note.len > 0)
            strbuf_printf(&b, "。%s", r->note.s);
        ld_set_buf(o, "description", &b);
        jv_set(o, "item", ld_ref("document", &r->id));
        jv_push(a, o);
    }
    return a;
}

static void add_checklist(struct ld *l, const struct entry *e)
{
    struct json_t *o = ld_node("HowTo", "checklist", &e->id);
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "%sの持ち物", e->name.s);
    ld_set_buf(o, "name", &b);
    jv_set(o, "about", ld_ref(entry_kind_name(e->kind), &e->id));
    jv_set(o, "supply", supplies(l, e));
    add(l, o);
}

/* ---- entries ---- */

static struct json_t *entry_node(const char *type, const struct entry *e)
{
    struct json_t *o = ld_node(type, entry_kind_name(e->kind), &e->id);

    jv_set(o, "name", jv_str(&e->name));
    set_called(o, e);
    jv_set_str(o, "description", e->summary.len > 0 ? &e->summary : &e->answer);
    jv_set(o, "mainEntityOfPage", ld_ref("page", &e->id));
    return o;
}

static struct json_t *offers(const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->fees.n; i++) {
        const struct fee *f = &e->fees.v[i];
        struct json_t *o = ld_thing("Offer");
        struct strbuf b;

        jv_set_str(o, "name", &f->label);
        if (f->yen >= 0) {
            jv_set(o, "price", jv_int(f->yen));
            jv_set(o, "priceCurrency", jv_text("JPY"));
        }
        if (!date_is_none(f->in.from))
            jv_set(o, "validFrom", jv_date(f->in.from));
        if (!date_is_none(f->in.until))
            jv_set(o, "validThrough", jv_date(f->in.until));
        strbuf_init(&b);
        plain_fee(f, &b);
        ld_set_buf(o, "description", &b);
        jv_push(a, o);
    }
    return a;
}

static struct json_t *channels(const struct ld *l, const struct entry *e)
{
    struct json_t *a = jv_array();
    bool desk = e->desk.len > 0 && knowledge_desk(l->x->knowledge, e->desk.s);
    bool online = e->online.level == ONLINE_PARTLY || e->online.level == ONLINE_YES;

    if (desk || e->place.len > 0) {
        struct json_t *o = ld_named("ServiceChannel", "窓口");

        jv_set(o, "serviceLocation",
               desk ? ld_ref("desk", &e->desk) : ld_named("Place", e->place.s));
        jv_push(a, o);
    }
    if (online) {
        struct json_t *o = ld_named(
            "ServiceChannel", e->online.level == ONLINE_YES ? "オンライン" : "オンライン（一部）");

        jv_set_str(o, "description", &e->online.how);
        jv_push(a, o);
    }
    return a;
}

static void set_deadlines(const struct ld *l, struct json_t *o, const struct entry *e)
{
    struct strbuf b;

    strbuf_init(&b);
    for (size_t i = 0; i < e->deadlines.n; i++) {
        if (period_is_over(&e->deadlines.v[i].in, l->x->today))
            continue;
        strbuf_puts(&b, b.len > 0 ? " / 期限：" : "期限：");
        period_words(&b, &e->deadlines.v[i].in);
        plain_deadline_rule(&e->deadlines.v[i], &b);
    }
    ld_set_buf(o, "termsOfService", &b);
}

/* What the procedure hands out. */
static void set_output(const struct ld *l, struct json_t *o, const struct entry *e)
{
    const struct knowledge *k = l->x->knowledge;
    struct json_t *a = jv_array();

    for (size_t i = 0; i < k->documents.n; i++) {
        const struct document *d = knowledge_document_at(k, i);

        if (strcmp(d->get.s, e->id.s) == 0)
            jv_push(a, l->whole ? ld_ref("document", &d->id) : ld_named("Thing", d->name.s));
    }
    jv_set(o, "serviceOutput", a);
}

static void set_related(const struct ld *l, struct json_t *o, const struct entry *e)
{
    struct json_t *a = jv_array();

    for (size_t i = 0; i < e->next.n; i++) {
        const struct entry *n = knowledge_entry(l->x->knowledge, e->next.v[i].s);

        if (n && n->kind == ENTRY_PROCEDURE)
            jv_push(a, l->whole ? ld_ref(entry_kind_name(n->kind), &n->id)
                                : ld_named("GovernmentService", n->name.s));
    }
    jv_set(o, "isRelatedTo", a);
}

static void add_procedure(struct ld *l, const struct entry *e)
{
    const struct town *t = &l->x->knowledge->town;
    struct json_t *o = entry_node("GovernmentService", e);

    jv_set(o, "serviceType", jv_str(&e->field));
    jv_set(o, "areaServed", ld_named("AdministrativeArea", t->name.s));
    jv_set(o, "provider", ld_ref("town", NULL));
    if (e->who.len > 0) {
        struct json_t *who = ld_thing("Audience");

        jv_set(who, "audienceType", jv_str(&e->who));
        jv_set(o, "audience", who);
    }
    jv_set(o, "availableChannel", channels(l, e));
    if (e->hours.len > 0)
        jv_set(o, "hoursAvailable", ld_hours(&e->hours));
    jv_set(o, "offers", offers(e));
    set_deadlines(l, o, e);
    set_output(l, o, e);
    set_related(l, o, e);
    jv_set(o, "subjectOf", ld_ref("checklist", &e->id));
    add(l, o);
    add_checklist(l, e);
}

static void add_event(struct ld *l, const struct entry *e)
{
    struct json_t *o = entry_node("ItemList", e), *a = jv_array();

    for (size_t i = 0; i < e->procedures.n; i++) {
        const struct entry_ref *r = &e->procedures.v[i];
        const struct entry *p = knowledge_entry(l->x->knowledge, r->id.s);

        if (!p)
            continue;
        struct json_t *item = ld_named("ListItem", p->name.s);
        jv_set(item, "position", jv_int((long)i + 1));
        set_who(item, "description", &r->who, &r->when);
        if (l->whole)
            jv_set(item, "item", ld_ref(entry_kind_name(p->kind), &p->id));
        jv_push(a, item);
    }
    jv_set(o, "itemListElement", a);
    jv_set(o, "subjectOf", ld_ref("checklist", &e->id));
    add(l, o);
    add_checklist(l, e);
}

static void add_howto(struct ld *l, const struct entry *e)
{
    struct json_t *o = entry_node("HowTo", e), *a = jv_array();

    for (size_t i = 0; i < e->steps.n; i++) {
        const struct step *s = &e->steps.v[i];
        struct json_t *step = ld_thing("HowToStep");
        struct strbuf b;

        jv_set(step, "position", jv_int((long)i + 1));
        jv_set(step, "text", jv_str(&s->text));
        strbuf_init(&b);
        if (s->look.len > 0)
            strbuf_printf(&b, "見えるもの：%s", s->look.s);
        if (s->if_not.len > 0)
            strbuf_printf(&b, "ちがうとき：%s", s->if_not.s);
        ld_set_buf(step, "description", &b);
        jv_push(a, step);
    }
    jv_set(o, "step", a);
    add(l, o);
}

/* ---- what is one node together ---- */

static struct json_t *question_value(const struct entry *e)
{
    struct json_t *o = ld_node("Question", entry_kind_name(e->kind), &e->id);
    struct json_t *answer = ld_thing("Answer");

    jv_set(o, "name", jv_str(&e->name));
    jv_set(answer, "text", jv_str(&e->answer));
    jv_set(o, "acceptedAnswer", answer);
    return o;
}

static struct json_t *term_value(const struct entry *e)
{
    struct json_t *o = ld_node("DefinedTerm", entry_kind_name(e->kind), &e->id);

    jv_set(o, "name", jv_str(&e->name));
    set_called(o, e);
    jv_set(o, "description", jv_str(&e->answer));
    jv_set(o, "inDefinedTermSet", ld_ref("glossary", NULL));
    return o;
}

static struct json_t *elsewhere_value(const struct entry *e)
{
    struct json_t *o = ld_node("ListItem", entry_kind_name(e->kind), &e->id);

    jv_set(o, "name", jv_str(&e->name));
    jv_set(o, "description", jv_str(&e->answer));
    return o;
}

/* All entries of a kind as one node; none when there are none. */
static void add_all(struct ld *l, enum entry_kind kind, struct json_t *o, const char *key,
                    struct json_t *(*value)(const struct entry *))
{
    const struct knowledge *k = l->x->knowledge;
    struct json_t *a = jv_array();

    for (size_t i = 0; i < k->entries.n; i++)
        if (knowledge_kind(k, i) == kind)
            jv_push(a, value(knowledge_at(k, i)));
    jv_set(o, key, a);
    add(l, o);
}

static void add_sets(struct ld *l)
{
    struct json_t *faq = ld_node("FAQPage", "faq", NULL);
    struct json_t *glossary = ld_node("DefinedTermSet", "glossary", NULL);
    struct json_t *elsewhere = ld_node("ItemList", "elsewhere", NULL);

    jv_set(faq, "name", jv_text("よくある質問"));
    jv_set(glossary, "name", jv_text("ことばの説明"));
    jv_set(elsewhere, "name", jv_text("よその窓口"));
    add_all(l, ENTRY_FAQ, faq, "mainEntity", question_value);
    add_all(l, ENTRY_TERM, glossary, "hasDefinedTerm", term_value);
    add_all(l, ENTRY_ELSEWHERE, elsewhere, "itemListElement", elsewhere_value);
}

static void add_dataset(struct ld *l)
{
    const struct town *t = &l->x->knowledge->town;
    struct json_t *o = ld_node("Dataset", "dataset", NULL);
    struct strbuf b;

    strbuf_init(&b);
    strbuf_printf(&b, "%s 手続きの案内", t->name.s);
    ld_set_buf(o, "name", &b);
    jv_set(o, "description",
           jv_text("手続き、出来事、持ち物、窓口、スマホなどのやり方、ことばの説明。"));
    jv_set(o, "inLanguage", jv_text("ja"));
    jv_set(o, "creator", ld_ref("town", NULL));
    jv_set(o, "dateModified", jv_date(l->x->today));
    ld_set_license(l->x, o);
    add(l, o);
}

static void add_entry(struct ld *l, const struct entry *e)
{
    if (e->kind == ENTRY_PROCEDURE)
        add_procedure(l, e);
    else if (e->kind == ENTRY_EVENT)
        add_event(l, e);
    else if (e->kind == ENTRY_HOWTO)
        add_howto(l, e);
    else
        return;
    add_page(l, e);
}

static void begin(struct ld *l, const struct export *x, bool whole)
{
    *l = (struct ld){x, jv_array(), whole};
    add(l, ld_town(&x->knowledge->town));
}

static void finish(struct ld *l, struct strbuf *out)
{
    struct json_t *o = jv_object();

    jv_set(o, "@context", jv_text("https://schema.org"));
    jv_set(o, "@graph", l->graph);
    jv_finish(o, out);
}

void export_jsonld(const struct export *x, struct strbuf *out)
{
    const struct knowledge *k = x->knowledge;
    struct ld l;

    begin(&l, x, true);
    add_dataset(&l);
    for (size_t i = 0; i < k->town.desks.n; i++)
        add(&l, ld_desk(&k->town.desks.v[i]));
    for (size_t i = 0; i < k->documents.n; i++)
        add(&l, ld_document(knowledge_document_at(k, i)));
    for (size_t i = 0; i < k->entries.n; i++)
        add_entry(&l, knowledge_at(k, i));
    add_sets(&l);
    finish(&l, out);
}

void export_jsonld_entry(const struct export *x, const struct entry *e, struct strbuf *out)
{
    const struct desk *desk = knowledge_desk(x->knowledge, e->desk.s);
    struct ld l;

    begin(&l, x, false);
    if (desk)
        add(&l, ld_desk(desk));
    for (size_t i = 0; i < e->documents.n; i++) {
        const struct document *d = e->documents.v[i].document;
        bool told = d == NULL;

        for (size_t j = 0; j < i; j++)
            told = told || e->documents.v[j].document == d;
        if (!told)
            add(&l, ld_document(d));
    }
    add_entry(&l, e);
    finish(&l, out);
}
