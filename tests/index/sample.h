/* A small town's knowledge, and a place to build it in. */
#ifndef TESTS_INDEX_SAMPLE_H
#define TESTS_INDEX_SAMPLE_H

#include "base/strbuf.h"
#include "index/index.h"
#include "knowledge/loader.h"
#include "morph/morph.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char sample_faq[] =
    "tennyu:\n"
    "  name: 転入届\n"
    "  reading: てんにゅうとどけ\n"
    "  says: [引っ越してきた, 住民票をこっちに移したい, よそから移ってきた]\n"
    "  answer: ほかの市区町村から引っ越してきたときの届け出です。転出証明書を持ってきます。\n"
    "tenshutsu:\n"
    "  name: 転出届\n"
    "  reading: てんしゅつとどけ\n"
    "  says: [ほかの町へ引っ越す, 町を出る]\n"
    "  answer: ほかの市区町村へ引っ越すときの届け出です。\n"
    "juminhyo:\n"
    "  name: 住民票の写し\n"
    "  reading: じゅうみんひょうのうつし\n"
    "  says: [住民票がほしい, じゅうみんひょう]\n"
    "  answer: 住所と家族を証明する書類です。手数料がかかります。\n"
    "inkan:\n"
    "  name: 印鑑登録証明書\n"
    "  reading: いんかんとうろくしょうめいしょ\n"
    "  says: [実印の証明]\n"
    "  answer: 登録した印鑑の証明書です。手数料がかかります。\n"
    "sosaihi-kokuho:\n"
    "  name: 葬祭費（国民健康保険）\n"
    "  reading: そうさいひこくみんけんこうほけん\n"
    "  says: [葬式のお金, 国保の葬祭費]\n"
    "  answer: 葬式をした人に出るお金です。\n"
    "sosaihi-kouki:\n"
    "  name: 葬祭費（後期高齢者医療）\n"
    "  reading: そうさいひこうきこうれいしゃいりょう\n"
    "  says: [後期の葬祭費]\n"
    "  answer: 葬式をした人に出るお金です。\n"
    "card:\n"
    "  name: マイナンバーカードの申請\n"
    "  reading: まいなんばーかーどのしんせい\n"
    "  says: [マイナカードを作りたい]\n"
    "  answer: 顔写真を用意します。\n"
    "inu:\n"
    "  name: 犬の登録\n"
    "  reading: いぬのとうろく\n"
    "  says: [犬を飼い始めた]\n"
    "  answer: 狂犬病の予防注射の証明書を持ってきます。\n";

static const char sample_stopwords[] = "[する, 教える, 欲しい, 方法]\n";

struct sample {
    struct sources sources;
    struct diags diags;
    struct knowledge *k;
};

static inline void sample_load(struct sample *s, const char *faq)
{
    struct loader_file files[] = {
        {"faq/sample.yaml", faq, strlen(faq)},
        {"dict/stopwords.yaml", sample_stopwords, strlen(sample_stopwords)},
    };
    sources_init(&s->sources);
    diags_init(&s->diags, &s->sources);
    s->k = knowledge_load_texts(files, 2, &s->sources, &s->diags);
    if (s->diags.errors)
        fail_msg("%s", s->diags.v[0].msg);
}

static inline void sample_done(struct sample *s)
{
    knowledge_free(s->k);
    diags_done(&s->diags);
    sources_done(&s->sources);
}

/* A directory of the test's own, and the file in it. */
struct place {
    char dir[64];
    char path[128];
};

static inline void place_init(struct place *p)
{
    strcpy(p->dir, "/tmp/test_index.XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    snprintf(p->path, sizeof p->path, "%s/%s", p->dir, "town.db");
}

static inline size_t place_files(const struct place *p)
{
    size_t n = 0;
    DIR *dir = opendir(p->dir);
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir));)
        n += strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static inline void place_done(struct place *p)
{
    char name[512];
    DIR *dir = opendir(p->dir);
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir));) {
        snprintf(name, sizeof name, "%s/%s", p->dir, d->d_name);
        unlink(name);
    }
    closedir(dir);
    assert_int_equal(rmdir(p->dir), 0);
}

static inline void read_bytes(const char *path, struct strbuf *out)
{
    char chunk[65536];
    size_t n;
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    strbuf_clear(out);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        strbuf_add(out, chunk, n);
    fclose(f);
}

static inline void write_bytes(const char *path, const void *p, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static inline struct morph *sample_morph(void)
{
    struct error err = ERROR_NONE;
    struct morph *m = morph_open(NULL, NULL, &err);
    if (!m)
        fail_msg("%s", err.msg);
    return m;
}

static inline void build_ok(const char *path, struct knowledge *k, struct morph *m)
{
    struct error err = ERROR_NONE;
    if (!index_build(path, k, m, NULL, &err))
        fail_msg("%s", err.msg);
}

static inline struct index *open_ok(const char *path)
{
    struct error err = ERROR_NONE;
    struct index *ix = index_open(path, &err);
    if (!ix)
        fail_msg("%s", err.msg);
    return ix;
}

#endif
