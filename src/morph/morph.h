/* Words of a Japanese text, by MeCab with the JUMAN dictionary. */
#ifndef MORPH_MORPH_H
#define MORPH_MORPH_H

#include "base/arena.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pos {
    POS_NOUN,             /* 名詞 (普通, サ変, 固有, 地名, 人名 …) */
    POS_NUMBER,           /* 名詞-数詞 */
    POS_FORMAL,           /* 形式名詞 (こと, ため …), 副詞的名詞 */
    POS_VERB,             /* 動詞 */
    POS_ADJECTIVE,        /* 形容詞 */
    POS_ADVERB,           /* 副詞 */
    POS_DEMONSTRATIVE,    /* 指示詞 */
    POS_PREFIX,           /* 接頭辞 */
    POS_SUFFIX,           /* 接尾辞, noun-like: 票, 課, 料 */
    POS_SUFFIX_PREDICATE, /* 接尾辞, verb- or adjective-like: たい, くる, ない */
    POS_PARTICLE,         /* 助詞 */
    POS_AUXILIARY,        /* 助動詞, 判定詞 */
    POS_CONJUNCTION,      /* 接続詞 */
    POS_INTERJECTION,     /* 感動詞 */
    POS_SYMBOL,           /* 特殊 */
    POS_UNKNOWN           /* 未定義語 and what the dictionary does not know */
};

/* What sort of thing a word is, in the dictionary's view; a word may be of several. A bit each:
 * categories (人, 場所-施設 …), then domains (交通, 健康・医学 …). */
#define SORT_CATEGORIES 22
#define SORT_DOMAINS 12
#define SORT_CATEGORY_BITS ((UINT64_C(1) << SORT_CATEGORIES) - 1)
#define SORT_DOMAIN_BITS (((UINT64_C(1) << SORT_DOMAINS) - 1) << SORT_CATEGORIES)

struct token {
    size_t start, len;   /* bytes in the parsed text */
    const char *surface; /* as written */
    const char *base;    /* dictionary form; the surface where there is none */
    const char *reading; /* hiragana; "" when unknown */
    const char
        *rep; /* 代表表記, "引っ越す/ひっこす" (of 使える that of 使う); base where there is none */
    enum pos pos;
    uint64_t sorts;
    bool name;     /* of a place or a person */
    bool may_name; /* the dictionary has the same letters as a person's name, too: 林, 光 */
    bool doubtful; /* the dictionary reads the same word in other ways, too: 額 がく, ひたい */
};

struct tokens {
    struct token *v;
    size_t n;
    struct arena arena; /* owns all strings of the tokens */
};

struct morph;

/* dicdir: the compiled jumandic (UTF-8); NULL: the place Debian installs it. userdic: a compiled
 * user dictionary, or NULL. Opened with -r /dev/null, so no mecabrc changes results. NULL and
 * *err set (EX_UNAVAILABLE with the package's name when the dictionary is not there). Caller
 * frees with morph_close. Not for use by two threads at once. */
struct morph *morph_open(const char *dicdir, const char *userdic, struct error *err);
void morph_close(struct morph *m);

/* s: normalised UTF-8 text of n bytes. Fills out, which tokens_init made; earlier contents are
 * freed. White space gives no token. MeCab takes memory in proportion to n, and time in proportion
 * to the square of an unbroken run of latin letters or katakana: cut long texts before. */
void morph_parse(struct morph *m, const char *s, size_t n, struct tokens *out);
void tokens_init(struct tokens *t);
void tokens_done(struct tokens *t);

#endif
