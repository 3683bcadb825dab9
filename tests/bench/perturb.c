/* perturb DIR OUT N: writes YAML files into OUT/faq with the questions and answers of DIR and,
 * until there are N, copies of them in which a fifth of the words are others' and a twentieth is
 * left out, so that an index of them is like that of a town with so much to say. Words come in as
 * often as they do in DIR. The same DIR gives the same files. */
#include "lines.h"
#include "load.h"
#include "morph/morph.h"
#include <errno.h>
#include <sys/stat.h>

enum { FILE_BYTES = 3 << 20, EXCHANGED = 20, DROPPED = 5 /* of 100 words */ };

struct text {
    const char *s;
    struct tokens tokens;
};
struct original {
    const struct entry *entry;
    struct text name, answer;
};
struct perturb {
    const char *out;
    struct original *v;
    size_t n;
    const char **words; /* all of them, as often as they occur */
    size_t nwords, cap;
    FILE *file;
    size_t files, bytes;
};

static bool is_word(const struct token *t)
{
    return t->pos == POS_NOUN || t->pos == POS_VERB || t->pos == POS_ADJECTIVE ||
           t->pos == POS_SUFFIX || t->pos == POS_UNKNOWN;
}

static void split(struct perturb *p, struct morph *m, const struct str *s, struct text *out)
{
    out->s = s->s;
    tokens_init(&out->tokens);
    morph_parse(m, s->s, s->len, &out->tokens);
    for (size_t i = 0; i < out->tokens.n; i++) {
        if (!is_word(&out->tokens.v[i]))
            continue;
        if (p->nwords == p->cap) {
            p->cap = p->cap ? p->cap * 2 : 1024;
            p->words = xreallocarray(p->words, p->cap, sizeof *p->words);
        }
        p->words[p->nwords++] = out->tokens.v[i].surface;
    }
}

static void collect(struct perturb *p, const struct knowledge *k, struct morph *m)
{
    p->v = xreallocarray(NULL, k->entries.n + 1, sizeof *p->v);
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct entry *e = &k->entries.v[i];
        if (e->kind != ENTRY_FAQ)
            continue;
        struct original *o = &p->v[p->n++];
        o->entry = e;
        split(p, m, &e->name, &o->name);
        split(p, m, &e->answer, &o->answer);
    }
}

static void change(const struct perturb *p, const struct text *t, uint64_t *seed,
                   struct strbuf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < t->tokens.n; i++) {
        const struct token *w = &t->tokens.v[i];
        strbuf_add(out, t->s + at, w->start - at);
        at = w->start + w->len;
        size_t fate = is_word(w) ? chance(seed, 100) : 100;
        if (fate < EXCHANGED)
            strbuf_puts(out, p->words[chance(seed, p->nwords)]);
        else if (fate >= EXCHANGED + DROPPED)
            strbuf_add(out, t->s + w->start, w->len);
    }
    strbuf_puts(out, t->s + at);
}

/* The loader wants no blanks at the ends. */
static void trim(const char **s, size_t *n)
{
    static const char *const blanks[] = {" ", "\n", "\t", "　"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t len = strlen(blanks[i]);
        bool first = *n >= len && memcmp(*s, blanks[i], len) == 0;
        bool last = *n >= len && memcmp(*s + *n - len, blanks[i], len) == 0;
        *s += first ? len : 0;
        *n -= first || last ? len : 0;
        if (first || last)
            i = (size_t)-1; /* look again for all */
    }
}

static void add_field(const char *key, const char *s, size_t n, struct strbuf *yaml)
{
    trim(&s, &n);
    strbuf_printf(yaml, "  %s: \"", key);
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"' || s[i] == '\\')
            strbuf_putc(yaml, '\\');
        if (s[i] == '\n')
            strbuf_puts(yaml, "\\n");
        else
            strbuf_putc(yaml, s[i]);
    }
    strbuf_puts(yaml, n ? "\"\n" : "。\"\n");
}

static void close_file(struct perturb *p)
{
    if (p->file && fclose(p->file) != 0)
        bench_stop(p->out, strerror(errno));
    p->file = NULL;
}

static void write_out(struct perturb *p, const struct strbuf *yaml)
{
    if (p->file && p->bytes + yaml->len > FILE_BYTES)
        close_file(p);
    if (!p->file) {
        struct strbuf path;
        strbuf_init(&path);
        strbuf_printf(&path, "%s/faq/%04zu.yaml", p->out, p->files++);
        p->file = fopen(path.s, "w");
        if (!p->file)
            bench_stop(path.s, strerror(errno));
        p->bytes = 0;
        strbuf_done(&path);
    }
    p->bytes += fwrite(yaml->s, 1, yaml->len, p->file);
}

/* copy 0: the original. */
static void write_copy(struct perturb *p, size_t i, size_t copy)
{
    const struct original *o = &p->v[i];
    const struct entry *e = o->entry;
    uint64_t seed = (uint64_t)copy << 32 | i;
    struct strbuf yaml, name, answer;
    strbuf_init(&yaml);
    strbuf_init(&name);
    strbuf_init(&answer);
    if (copy) {
        change(p, &o->name, &seed, &name);
        change(p, &o->answer, &seed, &answer);
        strbuf_printf(&yaml, "\"%s-%zu\":\n", e->id.s, copy);
    } else {
        strbuf_add(&name, e->name.s, e->name.len);
        strbuf_add(&answer, e->answer.s, e->answer.len);
        strbuf_printf(&yaml, "\"%s\":\n", e->id.s);
    }
    add_field("name", name.s, name.len, &yaml);
    add_field("answer", answer.s, answer.len, &yaml);
    if (e->field.len)
        add_field("field", e->field.s, e->field.len, &yaml);
    write_out(p, &yaml);
    strbuf_done(&yaml);
    strbuf_done(&name);
    strbuf_done(&answer);
}

static void make_folders(const char *out)
{
    struct strbuf faq;
    strbuf_init(&faq);
    strbuf_printf(&faq, "%s/faq", out);
    if ((mkdir(out, 0777) != 0 && errno != EEXIST) || (mkdir(faq.s, 0777) != 0 && errno != EEXIST))
        bench_stop(faq.s, strerror(errno));
    strbuf_done(&faq);
}

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    size_t wanted = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
    if (!wanted) {
        fputs("usage: perturb DIR OUT N\n", stderr);
        return EX_USAGE;
    }
    struct knowledge *k = bench_load(argv[1], argv[1]);
    struct morph *m = morph_open(NULL, NULL, &err);
    if (!m)
        bench_stop("morph", err.msg);
    struct perturb p = {.out = argv[2]};
    make_folders(argv[2]);
    collect(&p, k, m);
    if (!p.n || !p.nwords)
        bench_stop(argv[1], "has no questions and answers");
    for (size_t i = 0; i < wanted; i++)
        write_copy(&p, i % p.n, i / p.n);
    close_file(&p);
    for (size_t i = 0; i < p.n; i++) {
        tokens_done(&p.v[i].name.tokens);
        tokens_done(&p.v[i].answer.tokens);
    }
    free(p.v);
    free(p.words);
    morph_close(m);
    knowledge_free(k);
    return EX_OK;
}
