#include "app/reading.h"
#include "base/strbuf.h"
#include <string.h>

static void teach(struct furigana *f, const struct str *name, const struct str *reading)
{
    if (name->len > 0 && reading->len > 0)
        furigana_teach(f, name->s, reading->s);
}

/* 相談所/そうだんじょ: these go before all others. */
static void teach_word(struct furigana *f, const struct str *s)
{
    const char *slash = strchr(s->s, '/');
    struct strbuf word;
    strbuf_init(&word);
    strbuf_add(&word, s->s, slash ? (size_t)(slash - s->s) : 0);
    if (slash)
        furigana_settle(f, word.s, slash + 1);
    strbuf_done(&word);
}

struct furigana *reading_new(const struct knowledge *k, struct morph *m)
{
    struct furigana *f = furigana_new(m);
    teach(f, &k->town.name, &k->town.reading);
    for (size_t i = 0; i < k->entries.n; i++)
        teach(f, &knowledge_at(k, i)->name, &knowledge_at(k, i)->reading);
    for (size_t i = 0; i < k->documents.n; i++)
        teach(f, &knowledge_document_at(k, i)->name, &knowledge_document_at(k, i)->reading);
    for (size_t i = 0; i < k->readings.n; i++)
        teach_word(f, &k->readings.v[i]);
    return f;
}
