/* techniques WITHOUT DIR DICT USERDIC DB QUESTIONS...: what the engine finds without one of its
 * parts. Builds DIR into DB without it, asks each line of every file of questions in the same way,
 * and writes FILE.run beside each FILE, for score.awk.
 *
 * The engine has no switches for this: the linker leads its calls of morph_parse and analyzer_run
 * to the functions here (--wrap), which take away what the part would add. */
#include "index/index.h"
#include "index/terms.h"
#include "lines.h"
#include "load.h"
#include <errno.h>

enum { LIMIT = 10 };
enum part {
    NOTHING,
    RERANK,         /* the second look */
    CONCEPTS,       /* what groups of synonyms stand for */
    GRAMS,          /* two characters */
    CHARS,          /* single kanji */
    READINGS,       /* two kana of what it sounds like */
    FUNCTION_WORDS, /* dropping particles, auxiliaries, pronouns */
    STOPWORDS,      /* dropping what says nothing about what is looked for */
    REPRESENTATIVE, /* one writing of a word: 引越す for 引っ越す */
    BASE,           /* the dictionary form, and with it the one above */
    USERDIC,        /* dict/user.csv: words that must stay one */
    PARTS
};
static const char *const names[PARTS] = {
    "nothing",        "rerank",    "concepts",       "grams", "kanji",   "readings",
    "function-words", "stopwords", "representative", "base",  "userdic",
};

static enum part without; /* the wrapped functions are given nothing to find it by */

/* ---- what the linker puts between ---- */

void __real_morph_parse(struct morph *m, const char *s, size_t n, struct tokens *out);
void __wrap_morph_parse(struct morph *m, const char *s, size_t n, struct tokens *out);
void __real_analyzer_run(struct analyzer *a, const char *s, size_t n, bool query,
                         struct terms *out);
void __wrap_analyzer_run(struct analyzer *a, const char *s, size_t n, bool query,
                         struct terms *out);

static bool is_function_word(enum pos pos)
{
    return pos == POS_PARTICLE || pos == POS_AUXILIARY || pos == POS_SUFFIX_PREDICATE ||
           pos == POS_FORMAL || pos == POS_DEMONSTRATIVE || pos == POS_CONJUNCTION ||
           pos == POS_INTERJECTION;
}

void __wrap_morph_parse(struct morph *m, const char *s, size_t n, struct tokens *out)
{
    __real_morph_parse(m, s, n, out);
    for (size_t i = 0; i < out->n; i++) {
        struct token *t = &out->v[i];
        if (without == REPRESENTATIVE)
            t->rep = t->base;
        else if (without == BASE)
            t->rep = t->base = t->surface;
        else if (without == FUNCTION_WORDS && is_function_word(t->pos))
            t->pos = POS_NOUN;
    }
}

static bool is_dropped(enum term_kind kind)
{
    return (without == GRAMS && kind == TERM_GRAM) || (without == CHARS && kind == TERM_CHAR) ||
           (without == CONCEPTS && kind == TERM_CONCEPT) ||
           (without == READINGS && kind == TERM_READING);
}

void __wrap_analyzer_run(struct analyzer *a, const char *s, size_t n, bool query, struct terms *out)
{
    __real_analyzer_run(a, s, n, query, out);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (!is_dropped(term_kind_of(out->v[i].s, out->v[i].len)))
            out->v[kept++] = out->v[i];
    out->n = kept;
}

/* ---- building and asking ---- */

static void build(const char *dir, const char *dict, const char *userdic, const char *db)
{
    struct error err = ERROR_NONE;
    struct knowledge *k = bench_load(dir, dict);
    /* The model was made for all parts at once: where one is missing it would mislead. */
    if (without != NOTHING)
        k->weights.n = 0;
    if (without == STOPWORDS)
        k->stopwords.n = 0;
    if (without == USERDIC)
        userdic = NULL;
    struct morph *m = morph_open(NULL, userdic, &err);
    if (!m || !index_build(db, k, m, userdic, &err))
        bench_stop(db, err.msg);
    morph_close(m);
    knowledge_free(k);
}

static void ask(struct index *ix, const char *question, FILE *out)
{
    struct error err = ERROR_NONE;
    struct hits hits;
    if (!index_search(ix, question, strlen(question), LIMIT, &hits, &err))
        bench_stop("search", err.msg);
    fputs("{\"hits\": [", out);
    for (size_t i = 0; i < hits.n; i++)
        fprintf(out, "%s{\"id\": \"%s\"}", i ? ", " : "", hits.v[i].entry->id.s);
    fputs("]}\n", out);
    hits_done(&hits);
}

static void ask_all(struct index *ix, const char *path)
{
    struct lines lines = lines_read(path);
    struct strbuf run;
    strbuf_init(&run);
    strbuf_printf(&run, "%s.run", path);
    FILE *out = fopen(run.s, "w");
    if (!out)
        bench_stop(run.s, strerror(errno));
    for (size_t i = 0; i < lines.n; i++)
        ask(ix, lines.v[i], out);
    if (fclose(out) != 0)
        bench_stop(run.s, strerror(errno));
    strbuf_done(&run);
    lines_free(&lines);
}

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    while (argc > 1 && without < PARTS && strcmp(names[without], argv[1]) != 0)
        without++;
    if (argc < 7 || without == PARTS) {
        fputs("usage: techniques WITHOUT DIR DICT USERDIC DB QUESTIONS...\nWITHOUT is one of:",
              stderr);
        for (size_t i = 0; i < PARTS; i++)
            fprintf(stderr, " %s", names[i]);
        fputs("\n", stderr);
        return EX_USAGE;
    }
    build(argv[2], argv[3], argv[4], argv[5]);
    struct index *ix = index_open(argv[5], &err);
    if (!ix)
        bench_stop(argv[5], err.msg);
    for (int i = 6; i < argc; i++)
        ask_all(ix, argv[i]);
    index_close(ix);
    return EX_OK;
}
