#include "morph/morph.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "text/kana.h"
#include <fcntl.h>
#include <mecab.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_DICDIR "/var/lib/mecab/dic/juman-utf8"
#define PACKAGE "mecab-jumandic-utf8"

struct morph {
    mecab_model_t *model;
    mecab_t *tagger;
    mecab_lattice_t *lattice;
};

/* The columns of a JUMAN feature. The last one may hold anything, commas too. */
enum feature { F_POS, F_SUBPOS, F_TYPE, F_FORM, F_BASE, F_READING, F_MEANING, FEATURES };

struct span {
    const char *s;
    size_t n;
};

static bool span_is(struct span a, const char *b)
{
    return a.n == strlen(b) && memcmp(a.s, b, a.n) == 0;
}

static bool same(struct span a, struct span b)
{
    return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

static bool span_begins(struct span a, const char *b)
{
    return a.n >= strlen(b) && memcmp(a.s, b, strlen(b)) == 0;
}

static void split_feature(const char *s, struct span out[FEATURES])
{
    for (size_t i = 0; i < FEATURES; i++) {
        size_t n = i + 1 < FEATURES ? strcspn(s, ",") : strlen(s);
        out[i] = (struct span){s, n};
        s += n;
        if (*s)
            s++;
    }
}

static enum pos noun_pos(struct span sub)
{
    if (span_is(sub, "数詞"))
        return POS_NUMBER;
    if (span_is(sub, "形式名詞") || span_is(sub, "副詞的名詞"))
        return POS_FORMAL;
    return POS_NOUN;
}

static enum pos map_pos(struct span pos, struct span sub)
{
    static const struct {
        const char *name;
        enum pos pos;
    } table[] = {
        {"動詞", POS_VERB},
        {"形容詞", POS_ADJECTIVE},
        {"副詞", POS_ADVERB},
        {"指示詞", POS_DEMONSTRATIVE},
        {"連体詞", POS_DEMONSTRATIVE},
        {"接頭辞", POS_PREFIX},
        {"助詞", POS_PARTICLE},
        {"助動詞", POS_AUXILIARY},
        {"判定詞", POS_AUXILIARY},
        {"接続詞", POS_CONJUNCTION},
        {"感動詞", POS_INTERJECTION},
        {"特殊", POS_SYMBOL},
    };
    if (span_is(pos, "名詞"))
        return noun_pos(sub);
    if (span_is(pos, "接尾辞"))
        return span_begins(sub, "名詞性") ? POS_SUFFIX : POS_SUFFIX_PREDICATE;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (span_is(pos, table[i].name))
            return table[i].pos;
    return POS_UNKNOWN;
}

/* MeCab guesses a part of speech for what it does not know; only signs and numerals are safe. */
static enum pos unknown_pos(enum pos guess)
{
    return guess == POS_SYMBOL || guess == POS_NUMBER ? guess : POS_UNKNOWN;
}

/* What stands behind key in the meaning: "代表表記:住民/じゅうみん カテゴリ:人" has
 * 住民/じゅうみん. Empty when there is none. */
static struct span remark(struct span meaning, const char *key)
{
    size_t klen = strlen(key);
    for (const char *p = meaning.s; p + klen <= meaning.s + meaning.n; p++)
        if ((p == meaning.s || p[-1] == ' ') && memcmp(p, key, klen) == 0)
            return (struct span){p + klen, strcspn(p + klen, " ;")};
    return (struct span){"", 0};
}

/* 使える is 使う for whoever looks something up. */
static struct span representative(struct span meaning)
{
    struct span plain = remark(meaning, "可能動詞:");
    return plain.n ? plain : remark(meaning, "代表表記:");
}

static const struct {
    const char *key;
    size_t n;
    const char *names[SORT_CATEGORIES];
} sorts[] = {
    {"カテゴリ:",
     SORT_CATEGORIES,
     {"人",          "組織・団体",    "動物",          "動物-部位",
      "植物",        "植物-部位",     "人工物-衣類",   "人工物-食べ物",
      "人工物-金銭", "人工物-乗り物", "人工物-その他", "自然物",
      "場所-施設",   "場所-施設部位", "場所-自然",     "場所-機能",
      "場所-その他", "抽象物",        "形・模様",      "色",
      "数量",        "時間"}},
    {"ドメイン:",
     SORT_DOMAINS,
     {"文化・芸術", "レクリエーション", "スポーツ", "健康・医学", "家庭・暮らし", "料理・食事",
      "交通", "教育・学習", "科学・技術", "ビジネス", "メディア", "政治"}},
};

/* The names behind a key: "カテゴリ:場所-施設;組織・団体" has two. */
static uint64_t find_sorts(struct span meaning)
{
    uint64_t found = 0;
    for (size_t k = 0, bit = 0; k < sizeof sorts / sizeof *sorts; bit += sorts[k++].n) {
        struct span left = remark(meaning, sorts[k].key);
        const char *end = meaning.s + meaning.n;
        while (left.n) {
            for (size_t i = 0; i < sorts[k].n; i++)
                if (span_is(left, sorts[k].names[i]))
                    found |= UINT64_C(1) << (bit + i);
            left.s += left.n;
            if (left.s == end || *left.s != ';')
                break;
            left.s++;
            left.n = strcspn(left.s, " ;");
        }
    }
    return found;
}

/* A remark of our own in dict/user.csv, 読み:確か: however the dictionary may read the word, here
 * it is read so. */
#define SETTLED "読み:"

static bool given(struct span s)
{
    return s.n && !span_is(s, "*");
}

/* others: the words that the text may have from the same place on. What costs much more than the
 * one that was chosen is hardly ever meant. */
static bool is_doubtful(const mecab_node_t *node, const mecab_node_t *others,
                        const struct span f[FEATURES])
{
    enum { MUCH_MORE = 2500 };
    if (remark(f[F_MEANING], SETTLED).n)
        return false;
    for (const mecab_node_t *o = others; o; o = o->bnext) {
        struct span g[FEATURES];
        if (o->rlength != node->rlength || o->posid != node->posid ||
            o->wcost > node->wcost + MUCH_MORE)
            continue;
        split_feature(o->feature, g);
        if (!same(g[F_READING], f[F_READING]) && kana_is_hiragana(g[F_READING].s, g[F_READING].n))
            return true;
    }
    return false;
}

/* Does the dictionary have the word as a name, too? */
static bool is_perhaps_name(const mecab_node_t *node, const mecab_node_t *others)
{
    for (const mecab_node_t *o = others; o; o = o->bnext) {
        struct span f[FEATURES];
        if (o->rlength != node->rlength || o->stat == MECAB_UNK_NODE)
            continue;
        split_feature(o->feature, f);
        if (span_is(f[F_SUBPOS], "人名"))
            return true;
    }
    return false;
}

static void fill_token(struct token *t, const mecab_node_t *node, const mecab_node_t *others,
                       struct arena *a)
{
    struct span f[FEATURES];
    split_feature(node->feature, f);
    t->surface = arena_strndup(a, node->surface, node->length);
    t->pos = map_pos(f[F_POS], f[F_SUBPOS]);
    if (node->stat == MECAB_UNK_NODE)
        t->pos = unknown_pos(t->pos);
    t->base = given(f[F_BASE]) ? arena_strndup(a, f[F_BASE].s, f[F_BASE].n) : t->surface;
    /* Words that were acquired from the web repeat the surface where no reading is known. */
    t->reading = kana_is_hiragana(f[F_READING].s, f[F_READING].n)
                     ? arena_strndup(a, f[F_READING].s, f[F_READING].n)
                     : "";
    struct span rep = representative(f[F_MEANING]);
    t->rep = rep.n ? arena_strndup(a, rep.s, rep.n) : t->base;
    t->sorts = find_sorts(f[F_MEANING]);
    t->name = span_is(f[F_SUBPOS], "地名") || span_is(f[F_SUBPOS], "人名");
    t->doubtful = is_doubtful(node, others, f);
    t->may_name = is_perhaps_name(node, others);
}

void tokens_init(struct tokens *t)
{
    memset(t, 0, sizeof *t);
    arena_init(&t->arena);
}

void tokens_done(struct tokens *t)
{
    arena_done(&t->arena);
    memset(t, 0, sizeof *t);
}

void morph_parse(struct morph *m, const char *s, size_t n, struct tokens *out)
{
    tokens_done(out);
    tokens_init(out);
    if (!n)
        return;
    mecab_lattice_clear(m->lattice);
    mecab_lattice_set_sentence2(m->lattice, s, n);
    if (!mecab_parse_lattice(m->tagger, m->lattice))
        return;
    size_t count = 0;
    const mecab_node_t *first = mecab_lattice_get_bos_node(m->lattice);
    for (const mecab_node_t *node = first; node; node = node->next)
        if (node->stat == MECAB_NOR_NODE || node->stat == MECAB_UNK_NODE)
            count++;
    out->v = arena_array(&out->arena, count, sizeof *out->v);
    for (const mecab_node_t *node = first; node; node = node->next) {
        if (node->stat != MECAB_NOR_NODE && node->stat != MECAB_UNK_NODE)
            continue;
        struct token *t = &out->v[out->n];
        t->start = (size_t)(node->surface - s);
        t->len = node->length;
        size_t at = (size_t)(node->surface - node->rlength + node->length - s);
        fill_token(t, node, mecab_lattice_get_begin_nodes(m->lattice, at), &out->arena);
        out->n++;
    }
}

static bool model_new(struct morph *m, const char *dicdir, const char *userdic)
{
    char *argv[] = {xstrdup("madoguchi"),
                    xstrdup("-r"),
                    xstrdup("/dev/null"),
                    xstrdup("-d"),
                    xstrdup(dicdir),
                    xstrdup("-u"),
                    xstrdup(userdic ? userdic : ""),
                    NULL};
    m->model = mecab_model_new(userdic ? 7 : 5, argv);
    for (size_t i = 0; argv[i]; i++)
        free(argv[i]);
    return m->model != NULL;
}

/* MeCab reads its dictionary option as a list with commas and quotes between; a path that contains
 * some is handed over by descriptor. Gives the descriptor, or -1. */
static int plain_path(const char *path, char out[static 32])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0)
        snprintf(out, 32, "/proc/self/fd/%d", fd);
    return fd;
}

static bool open_model(struct morph *m, const char *dicdir, const char *userdic)
{
    char fdpath[32];
    int fd = -1;
    if (userdic && strpbrk(userdic, ",\"")) {
        fd = plain_path(userdic, fdpath);
        if (fd >= 0)
            userdic = fdpath;
    }
    bool ok = model_new(m, dicdir, userdic);
    if (fd >= 0)
        close(fd);
    return ok;
}

/* The beginning of a compiled dictionary: ten little-endian numbers and a charset. */
enum header { H_SIZE, H_VERSION, H_KIND, H_WORDS, H_LEFT, H_RIGHT, H_TRIE, H_TOKENS, H_FEATURES };
#define H_NUMBERS 10
#define H_BYTES (H_NUMBERS * 4 + 32)
#define H_SIZE_KEY 0xef718f77u /* the size of the file is kept xored with this */

static bool parse_header(const unsigned char bytes[static H_BYTES], uint64_t size,
                         uint32_t h[static H_NUMBERS])
{
    for (size_t i = 0; i < H_NUMBERS; i++) {
        const unsigned char *p = bytes + 4 * i;
        h[i] = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    }
    return (h[H_SIZE] ^ H_SIZE_KEY) == size &&
           (uint64_t)H_BYTES + h[H_TRIE] + h[H_TOKENS] + h[H_FEATURES] == size;
}

enum dic { DIC_UNREADABLE, DIC_BROKEN, DIC_FINE };

static enum dic read_header(const char *path, uint32_t h[static H_NUMBERS])
{
    struct stat st;
    unsigned char bytes[H_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return DIC_UNREADABLE;
    enum dic result = DIC_UNREADABLE;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        bool whole = read(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes;
        result = whole && parse_header(bytes, (uint64_t)st.st_size, h) ? DIC_FINE : DIC_BROKEN;
    }
    close(fd);
    return result;
}

/* MeCab itself leaks memory over what it refuses, and tells it on standard error. */
static bool check_files(const char *dicdir, const char *userdic, struct error *err)
{
    uint32_t sys[H_NUMBERS], user[H_NUMBERS];
    char *sysdic = xmalloc(strlen(dicdir) + sizeof "/sys.dic");
    stpcpy(stpcpy(sysdic, dicdir), "/sys.dic");
    enum dic found = read_header(sysdic, sys);
    free(sysdic);
    if (found != DIC_FINE) {
        error_set(err, EX_UNAVAILABLE, _("辞書が %s にありません。%s をインストールしてください。"),
                  dicdir, PACKAGE);
        return false;
    }
    if (!userdic)
        return true;
    found = read_header(userdic, user);
    if (found == DIC_UNREADABLE) {
        error_set(err, EX_NOINPUT, _("利用者辞書 %s を読めません。"), userdic);
        return false;
    }
    if (found == DIC_FINE && user[H_KIND] == 1 && user[H_VERSION] == sys[H_VERSION] &&
        user[H_LEFT] == sys[H_LEFT] && user[H_RIGHT] == sys[H_RIGHT])
        return true;
    error_set(err, EX_DATAERR, _("利用者辞書 %s が壊れているか、この辞書のものではありません。"),
              userdic);
    return false;
}

/* A dictionary of another kind opens just as well and then finds nothing: ask it something only
 * JUMAN answers. */
static bool is_jumandic(struct morph *m)
{
    const mecab_dictionary_info_t *info = mecab_model_dictionary_info(m->model);
    if (!info ||
        (strcasecmp(info->charset, "utf-8") != 0 && strcasecmp(info->charset, "utf8") != 0))
        return false;
    struct tokens t;
    tokens_init(&t);
    morph_parse(m, "住民", strlen("住民"), &t);
    bool ok = t.n == 1 && strcmp(t.v[0].rep, "住民/じゅうみん") == 0;
    tokens_done(&t);
    return ok;
}

struct morph *morph_open(const char *dicdir, const char *userdic, struct error *err)
{
    const char *dir = dicdir ? dicdir : DEFAULT_DICDIR;
    if (!check_files(dir, userdic, err))
        return NULL;
    struct morph *m = xcalloc(1, sizeof *m);
    if (!open_model(m, dir, userdic)) {
        error_set(err, EX_UNAVAILABLE,
                  _("辞書 %s を開けません。%s をインストールし直してください。"), dir, PACKAGE);
        morph_close(m);
        return NULL;
    }
    m->tagger = mecab_model_new_tagger(m->model);
    m->lattice = mecab_model_new_lattice(m->model);
    /* The package's own place is taken at its word: the probe would cost a third of the start. */
    if (!m->tagger || !m->lattice || (dicdir && !is_jumandic(m))) {
        error_set(err, EX_UNAVAILABLE, _("%s は %s の辞書ではありません。"), dir, PACKAGE);
        morph_close(m);
        return NULL;
    }
    return m;
}

void morph_close(struct morph *m)
{
    if (!m)
        return;
    if (m->lattice)
        mecab_lattice_destroy(m->lattice);
    if (m->tagger)
        mecab_destroy(m->tagger);
    if (m->model)
        mecab_model_destroy(m->model);
    free(m);
}
