#include "index/spoken.h"
#include "text/kana.h"
#include "text/normalize.h"
#include "text/utf8.h"
#include <string.h>

#define MOST_CHARACTERS 300 /* nobody types more to find a name */

static bool begins_phrase(const struct token *t)
{
    switch (t->pos) {
    case POS_SUFFIX:
    case POS_SUFFIX_PREDICATE:
    case POS_PARTICLE:
    case POS_AUXILIARY:
    case POS_SYMBOL:
        return false;
    default:
        return true;
    }
}

static void add_token(struct strbuf *out, const struct token *t, bool after_prefix)
{
    if (t->pos == POS_SYMBOL)
        return;
    if (out->len > 0 && begins_phrase(t) && !after_prefix)
        strbuf_putc(out, ' ');
    if (*t->reading)
        strbuf_puts(out, t->reading);
    else
        kana_to_hiragana(out, t->surface, strlen(t->surface));
}

static void read_aloud(struct morph *m, const struct str *name, struct strbuf *out)
{
    struct strbuf normal;
    struct tokens t;
    strbuf_init(&normal);
    tokens_init(&t);
    text_normalize(&normal, name->s, utf8_prefix(name->s, name->len, MOST_CHARACTERS));
    morph_parse(m, normal.s, normal.len, &t);
    for (size_t i = 0; i < t.n; i++)
        add_token(out, &t.v[i], i > 0 && t.v[i - 1].pos == POS_PREFIX);
    tokens_done(&t);
    strbuf_done(&normal);
}

void spoken_fill(struct knowledge *k, struct morph *m)
{
    struct strbuf b;
    strbuf_init(&b);
    for (size_t i = 0; i < k->entries.n; i++) {
        struct entry *e = &k->entries.v[i];
        if (e->kind != ENTRY_FAQ || e->reading.len > 0)
            continue;
        strbuf_clear(&b);
        read_aloud(m, &e->name, &b);
        e->reading.s = arena_strndup(&k->arena, b.s, b.len);
        e->reading.len = b.len;
    }
    strbuf_done(&b);
}
