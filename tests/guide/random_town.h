/* A town made at random, always the same for the same seed: procedures with trees of every kind of
 * node and target, conditions over what they ask, and an event that brings them together. */
#ifndef TESTS_GUIDE_RANDOM_TOWN_H
#define TESTS_GUIDE_RANDOM_TOWN_H

#include "base/strbuf.h"
#include "sample.h"

struct dice {
    uint64_t state;
};

/* xorshift64* (S. Vigna, 2016) */
static inline unsigned roll(struct dice *d, unsigned sides)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return (unsigned)((d->state * UINT64_C(2685821657736338717)) >> 33) % sides;
}

static const char random_questions[] =
    "s0:\n  ask: いち？\n  name: 一\n  answers: {a: {label: あ}, b: {label: い}, c: {label: う}}\n"
    "s1:\n  ask: に？\n  name: 二\n  kind: yesno\n"
    "s2:\n  ask: さん？\n  name: 三\n  kind: multi\n  none: z\n"
    "  answers: {a: {label: あ}, b: {label: い}, c: {label: う}, z: {label: なし}}\n"
    "s3:\n  ask: よん？\n  name: 四\n  kind: number\n  unit: 人\n  min: 0\n  max: 9\n"
    "s4:\n  ask: ご？\n  name: 五\n  kind: date\n"
    "s5:\n  ask: ろく？\n  name: 六\n  kind: yesno\n"
    "s6:\n  ask: なな？\n  name: 七\n  answers: {a: {label: あ}, b: {label: い}}\n";
enum { SHARED = 7, PROCEDURES = 4, EVENT_QUESTIONS = 4 };
static const char shared_kinds[] = "symndys"; /* single, yesno, multi, number, date */

struct asked { /* the questions that a condition may read */
    char id[40][24];
    char kind[40];
    size_t n;
};

static inline void asked_add(struct asked *a, const char *id, char kind)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->id[i], id) == 0)
            return;
    snprintf(a->id[a->n], sizeof a->id[a->n], "%s", id);
    a->kind[a->n++] = kind;
}

static inline void random_atom(struct dice *d, struct strbuf *b, const struct asked *a)
{
    static const char *const compare[] = {">=", "<", "==", "!=", ">", "<="};
    size_t i = roll(d, (unsigned)a->n);
    const char *q = a->id[i];

    switch (a->kind[i]) {
    case 'y':
        strbuf_puts(b, q);
        break;
    case 'n':
        strbuf_printf(b, "%s %s %u", q, compare[roll(d, 6)], roll(d, 10));
        break;
    case 'd':
        if (roll(d, 3) == 0)
            strbuf_printf(b, "today > %s + %u days", q, roll(d, 20));
        else
            strbuf_printf(b, "%s %s 2026-11-%02u", q, compare[roll(d, 6)], 10 + roll(d, 20));
        break;
    default:
        if (roll(d, 4) == 0)
            strbuf_printf(b, "%s in [a, b]", q);
        else
            strbuf_printf(b, "%s %s %c", q, roll(d, 3) == 0 ? "!=" : "==", "ab"[roll(d, 2)]);
    }
}

static inline void random_condition(struct dice *d, struct strbuf *b, const struct asked *a,
                                    int depth)
{
    unsigned what = depth == 0 ? 0 : roll(d, 5);

    switch (what) {
    case 1:
    case 2:
        strbuf_puts(b, "(");
        random_condition(d, b, a, depth - 1);
        strbuf_puts(b, what == 1 ? " and " : " or ");
        random_condition(d, b, a, depth - 1);
        strbuf_puts(b, ")");
        break;
    case 3:
        strbuf_puts(b, "not (");
        random_condition(d, b, a, depth - 1);
        strbuf_puts(b, ")");
        break;
    default:
        random_atom(d, b, a);
    }
}

static inline void random_when(struct dice *d, struct strbuf *b, const struct asked *a)
{
    if (a->n == 0 || roll(d, 4) == 0)
        return;
    strbuf_puts(b, ", when: \"");
    random_condition(d, b, a, 2);
    strbuf_puts(b, "\", who: 人");
}

/* next: a later node. */
static inline void random_target(struct dice *d, struct strbuf *b, int p, int node, int nodes)
{
    int later = node + 1 + (int)roll(d, (unsigned)(nodes - node));

    switch (roll(d, 8)) {
    case 0:
        strbuf_printf(b, "stop: %d の %d でやめます。", p, node);
        break;
    case 1:
    case 2:
        /* mostly onwards; at times back, in a circle */
        strbuf_printf(b, "go: p%d", (p + 1 + (int)roll(d, PROCEDURES - 1)) % PROCEDURES);
        break;
    default:
        if (later >= nodes)
            strbuf_puts(b, "next: done");
        else
            strbuf_printf(b, "next: p%d_%d", p, later);
    }
}

static inline void random_own(struct dice *d, struct strbuf *b, struct asked *a, int p, int node,
                              int nodes)
{
    char id[24], kind = "ssyymnd"[roll(d, 7)];

    snprintf(id, sizeof id, "p%d_%d", p, node);
    asked_add(a, id, kind);
    strbuf_printf(b, "      ask: %d の %d？\n      name: 問%d%d\n      kind: %s\n", p, node, p,
                  node,
                  kind == 's'   ? "single"
                  : kind == 'y' ? "yesno"
                  : kind == 'm' ? "multi"
                  : kind == 'n' ? "number"
                                : "date");
    if (kind == 'n' || kind == 'd')
        return;
    if (kind == 'm')
        strbuf_puts(b, "      none: z\n");
    strbuf_puts(b, "      answers:\n");
    for (int i = 0; i < (kind == 'y' ? 2 : 3); i++) {
        static const char *const yesno[] = {"hai", "iie"}, *const choice[] = {"a", "b", "z"};
        strbuf_printf(b, "        %s: {label: %s%d", kind == 'y' ? yesno[i] : choice[i], "答", i);
        if (i > 0 && roll(d, 2) == 0) { /* the first takes the node's own way */
            strbuf_puts(b, ", ");
            random_target(d, b, p, node, nodes);
        }
        strbuf_puts(b, "}\n");
    }
}

static inline void random_use(struct dice *d, struct strbuf *b, struct asked *a, int p, int node,
                              int nodes)
{
    unsigned shared = roll(d, SHARED);
    char id[24];

    snprintf(id, sizeof id, "s%u", shared);
    asked_add(a, id, shared_kinds[shared]);
    strbuf_printf(b, "      use: %s\n", id);
    if (shared_kinds[shared] != 'n' && shared_kinds[shared] != 'd' && roll(d, 2) == 0) {
        strbuf_printf(b, "      branch: {%s: {", shared_kinds[shared] == 'y' ? "iie" : "b");
        random_target(d, b, p, node, nodes);
        strbuf_puts(b, "}}\n");
    }
}

/* Two reasons to come twice, of which one is never certain; p -1: the event's. */
static inline void random_again(struct dice *d, struct strbuf *b, const struct asked *a, int p)
{
    strbuf_printf(b, "again:\n  - {text: %d でもう一度。", p);
    random_when(d, b, a);
    strbuf_printf(b, "}\n  - {text: %d でもしかすると。, maybe: true", p);
    random_when(d, b, a);
    strbuf_puts(b, "}\n");
}

/* asked: what the event asks; the tree's own questions are added to it. */
static inline void random_procedure(struct dice *d, struct strbuf *b, struct asked *a, int p)
{
    /* the desks' walking order is another one */
    static const char *const places[] = {"desk: zei", "desk: jumin", "place: 支所", "desk: hoken"};
    int nodes = (int)roll(d, 6);

    strbuf_printf(b, "id: p%d\nname: 手続き%d\nreading: てつづき\nfield: 住所\nsummary: ためし。\n",
                  p, p);
    strbuf_printf(b, "says: [p%d がしたい, p%d の手続き, p%d はどこ]\n", p, p, p);
    strbuf_puts(b, "confirmed: 2026-11-20\nsources: [例]\nwho: だれでも\n");
    strbuf_printf(b, "%s\n", places[p % 4]);
    if (nodes > 0)
        strbuf_printf(b, "tree:\n  start: p%d_0\n  nodes:\n", p);
    for (int i = 0; i < nodes; i++) {
        strbuf_printf(b, "    p%d_%d:\n", p, i);
        if (roll(d, 3) == 0)
            random_use(d, b, a, p, i, nodes);
        else
            random_own(d, b, a, p, i, nodes);
        if (i + 1 < nodes)
            strbuf_printf(b, "      next: p%d_%d\n", p, i + 1);
        else
            strbuf_puts(b, "      next: done\n");
        if (roll(d, 3) == 0) {
            strbuf_puts(b, "      unknown: {");
            random_target(d, b, p, i, nodes);
            strbuf_puts(b, "}\n");
        }
    }
    strbuf_puts(b, "documents:\n");
    for (int i = 0; i < 5; i++) {
        static const char *const ids[] = {"honnin", "shomei", "card",   "ininjo",
                                          "ryoken", "tsucho", "shashin"};
        strbuf_printf(b, "  - {id: %s", ids[(p + i) % 7]);
        random_when(d, b, a);
        strbuf_puts(b, "}\n");
    }
    strbuf_printf(b, "notes:\n  - {text: 手続き%d の注意。", p);
    random_when(d, b, a);
    strbuf_printf(b, "}\nfee:\n  - 0\ndeadline: {text: 手続き%d の期限。}\n", p);
    if (places[p % 4][0] == 'd')
        random_again(d, b, a, p);
}

static inline void random_event(struct dice *d, struct strbuf *b, struct asked *known)
{
    strbuf_puts(b, "id: e\nname: 出来事\nreading: できごと\nsummary: ためし。\n"
                   "says: [出来事があった, 何かあった, どうしよう]\nconfirmed: 2026-11-20\n"
                   "sources: [例]\nquestions:\n");
    for (int i = 0; i < EVENT_QUESTIONS; i++) {
        char id[24];
        snprintf(id, sizeof id, "s%d", i);
        strbuf_printf(b, "  - {id: %s", id);
        if (known->n > 0 && roll(d, 2) == 0) {
            strbuf_puts(b, ", when: \"");
            random_condition(d, b, known, 1);
            strbuf_puts(b, "\"");
        }
        strbuf_puts(b, "}\n");
        asked_add(known, id, shared_kinds[i]);
    }
    strbuf_puts(b, "procedures:\n");
    for (int p = 0; p < PROCEDURES; p++) {
        strbuf_printf(b, "  - {id: p%d", p);
        random_when(d, b, known);
        strbuf_printf(b, ", walk: %s", roll(d, 3) == 0 ? "false" : "true");
        if (roll(d, 3) == 0)
            strbuf_printf(b, ", with: {s1: %s}", roll(d, 2) == 0 ? "hai" : "iie");
        strbuf_puts(b, "}\n");
    }
    strbuf_puts(b, "documents:\n  - {id: hokensho");
    random_when(d, b, known);
    strbuf_puts(b, "}\nnotes:\n  - {text: 出来事の注意。");
    random_when(d, b, known);
    strbuf_puts(b, "}\n");
    random_again(d, b, known, -1);
}

/* edit: may rewrite the texts (the procedures in their order, then the event); or NULL. */
static inline void random_town_open_edited(struct sample *s, unsigned seed,
                                           void (*edit)(void *ctx, struct strbuf *texts), void *ctx)
{
    struct dice d = {UINT64_C(0x9e3779b97f4a7c15) * (seed + 1)};
    struct loader_file files[4 + PROCEDURES] = {sample_files[0], sample_files[1],
                                                FILE_OF("questions.yaml", random_questions)};
    struct strbuf texts[PROCEDURES + 1];
    char paths[PROCEDURES][32];
    struct asked event = {.n = 0};

    for (int p = 0; p <= PROCEDURES; p++)
        strbuf_init(&texts[p]);
    random_event(&d, &texts[PROCEDURES], &event);
    for (int p = 0; p < PROCEDURES; p++) {
        struct asked own = event;
        random_procedure(&d, &texts[p], &own, p);
    }
    if (edit)
        edit(ctx, texts);
    for (int p = 0; p < PROCEDURES; p++) {
        snprintf(paths[p], sizeof paths[p], "procedures/jusho/p%d.yaml", p);
        files[3 + p] = (struct loader_file){paths[p], texts[p].s, texts[p].len};
    }
    files[3 + PROCEDURES] =
        (struct loader_file){"events/e.yaml", texts[PROCEDURES].s, texts[PROCEDURES].len};
    sample_open(s, files, 4 + PROCEDURES);
    for (int p = 0; p <= PROCEDURES; p++)
        strbuf_done(&texts[p]);
}

static inline void random_town_open(struct sample *s, unsigned seed)
{
    random_town_open_edited(s, seed, NULL, NULL);
}

#endif
