#include "index/seal.h"
#include "sample.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* A word of no other dictionary, with the representative form of 転入. */
#define DICTIONARY \
    "ぬるぽよ,1,1,1000,名詞,サ変名詞,*,*,ぬるぽよ,ぬるぽよ,代表表記:転入/てんにゅう\n"

static struct morph *morph;
static struct sample sample;

static int setup(void **state)
{
    (void)state;
    morph = sample_morph();
    sample_load(&sample, sample_faq);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    sample_done(&sample);
    morph_close(morph);
    return 0;
}

/* The first entry for a question, or NULL. */
static const char *first(struct index *ix, const char *query)
{
    struct hits h;
    struct error err = ERROR_NONE;
    if (!index_search(ix, query, strlen(query), 10, &h, &err))
        fail_msg("%s", err.msg);
    const char *id = h.n ? h.v[0].entry->id.s : NULL;
    hits_done(&h);
    return id;
}

static void refuse(const char *path, int code)
{
    struct error err = ERROR_NONE;
    struct index *ix = index_open(path, &err);
    if (ix)
        fail_msg("%s was opened", path);
    assert_int_equal(err.code, code);
    assert_null(strchr(err.msg, '\n'));
    assert_non_null(strstr(err.msg, "。"));
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct place p;
    struct strbuf a, b;
    place_init(&p);
    strbuf_init(&a);
    strbuf_init(&b);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &a);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &b);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.s, b.s, a.len);
    assert_int_equal(place_files(&p), 1);
    strbuf_done(&a);
    strbuf_done(&b);
    place_done(&p);
}

/* Readable for all whatever the umask; a link goes on leading to the file. */
static void test_place(void **state)
{
    (void)state;
    struct place p;
    struct stat st;
    char link[160];
    place_init(&p);
    snprintf(link, sizeof link, "%s/link.db", p.dir);
    mode_t mask = umask(077);
    build_ok(p.path, sample.k, morph);
    umask(mask);
    assert_int_equal(stat(p.path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0644);
    assert_int_equal(symlink("town.db", link), 0);
    ino_t before = st.st_ino;
    build_ok(link, sample.k, morph);
    assert_int_equal(lstat(link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(p.path, &st), 0);
    assert_true(S_ISREG(st.st_mode) && st.st_ino != before);
    assert_int_equal(place_files(&p), 2);
    place_done(&p);
}

static void refuse_build(const char *path, int code)
{
    struct error err = ERROR_NONE;
    assert_false(index_build(path, sample.k, morph, NULL, &err));
    assert_int_equal(err.code, code);
    assert_null(strchr(err.msg, '\n'));
}

static void test_cannot_build(void **state)
{
    (void)state;
    struct place p;
    struct error err = ERROR_NONE;
    place_init(&p);
    char name[160];
    snprintf(name, sizeof name, "%s/none/town.db", p.dir);
    refuse_build(name, EX_CANTCREAT);
    refuse_build(p.dir, EX_CANTCREAT);
    refuse_build("/dev/null", EX_CANTCREAT);
    refuse_build("", EX_CANTCREAT);
    assert_false(index_build(p.path, sample.k, morph, "/nonexistent", &err));
    assert_int_equal(err.code, EX_NOINPUT);
    assert_int_equal(place_files(&p), 0);
    place_done(&p);
}

/* When the disk is full the old file stays, and nothing else. */
static void test_no_room(void **state)
{
    (void)state;
    struct place p;
    struct rlimit old, small;
    place_init(&p);
    write_bytes(p.path, "old", 3);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    small = old;
    small.rlim_cur = 5000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    struct error err = ERROR_NONE;
    bool ok = index_build(p.path, sample.k, morph, NULL, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(ok);
    assert_int_equal(err.code, EX_IOERR);
    assert_int_equal(place_files(&p), 1);
    struct strbuf b;
    strbuf_init(&b);
    read_bytes(p.path, &b);
    assert_string_equal(b.s, "old");
    strbuf_done(&b);
    place_done(&p);
}

static void test_replaced(void **state)
{
    (void)state;
    struct place p;
    struct sample other;
    place_init(&p);
    build_ok(p.path, sample.k, morph);
    struct index *ix = open_ok(p.path);
    assert_false(index_replaced(ix));
    sample_load(&other, "neko:\n  name: 猫の登録\n  answer: 猫です。\n");
    build_ok(p.path, other.k, morph);
    assert_true(index_replaced(ix));
    assert_string_equal(first(ix, "転入届"), "tennyu"); /* the old one serves on */
    struct index *now = open_ok(p.path);
    assert_false(index_replaced(now));
    assert_string_equal(first(now, "猫の登録"), "neko");
    index_close(now);
    /* even when someone writes into the file itself */
    assert_int_equal(truncate(p.path, 0), 0);
    assert_string_equal(first(ix, "犬"), "inu");
    assert_int_equal(unlink(p.path), 0);
    assert_true(index_replaced(ix));
    assert_string_equal(first(ix, "犬"), "inu");
    index_close(ix);
    index_close(NULL);
    sample_done(&other);
    place_done(&p);
}

static void test_cannot_open(void **state)
{
    (void)state;
    struct place p;
    place_init(&p);
    refuse(p.path, EX_NOINPUT);
    refuse(p.dir, EX_NOINPUT);
    refuse("/dev/null", EX_NOINPUT);
    assert_int_equal(mkfifo(p.path, 0600), 0);
    refuse(p.path, EX_NOINPUT);
    unlink(p.path);
    write_bytes(p.path, "", 0);
    refuse(p.path, EX_DATAERR);
    static const char yaml[] = "id: tennyu\nname: 転入届\n";
    write_bytes(p.path, yaml, strlen(yaml));
    refuse(p.path, EX_DATAERR);
    place_done(&p);
}

/* The dictionary goes along in the file: what it makes one word is one word wherever it is opened.
 */
static void test_dictionary(void **state)
{
    (void)state;
    struct place p, dic;
    struct error err = ERROR_NONE;
    place_init(&p);
    place_init(&dic);
    char command[400];
    write_bytes(dic.path, DICTIONARY, strlen(DICTIONARY));
    snprintf(command, sizeof command,
             "/usr/lib/mecab/mecab-dict-index -d /usr/share/mecab/dic/juman -f utf-8 -t utf-8 "
             "-u %s.dic %s >/dev/null",
             dic.path, dic.path);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "%s.dic", dic.path);
    struct morph *m = morph_open(NULL, command, &err);
    assert_non_null(m);
    assert_true(index_build(p.path, sample.k, m, command, &err));
    unlink(command); /* nothing outside the file is needed */
    struct index *with = open_ok(p.path);
    assert_string_equal(first(with, "ぬるぽよ"), "tennyu");
    build_ok(p.path, sample.k, morph);
    struct index *without = open_ok(p.path);
    const char *other = first(without, "ぬるぽよ");
    assert_true(!other || strcmp(other, "tennyu") != 0);
    index_close(with);
    index_close(without);
    morph_close(m);
    assert_false(index_build(p.path, sample.k, morph, "/nonexistent", &err));
    assert_int_equal(err.code, EX_NOINPUT);
    place_done(&p);
    place_done(&dic);
}

/* ---- damage ---- */

static void test_truncated(void **state)
{
    (void)state;
    struct place p;
    struct strbuf b;
    place_init(&p);
    strbuf_init(&b);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &b);
    for (size_t n = 0; n < b.len; n += n < 200 || n + 100 > b.len ? 1 : 491) {
        assert_int_equal(truncate(p.path, 0), 0);
        write_bytes(p.path, b.s, n);
        refuse(p.path, EX_DATAERR);
    }
    strbuf_putc(&b, '\0'); /* one too many is no better */
    write_bytes(p.path, b.s, b.len);
    refuse(p.path, EX_DATAERR);
    strbuf_done(&b);
    place_done(&p);
}

static void test_wrong_byte(void **state)
{
    (void)state;
    struct place p;
    struct strbuf b;
    place_init(&p);
    strbuf_init(&b);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &b);
    int fd = open(p.path, O_WRONLY);
    assert_true(fd >= 0);
    for (size_t i = 0; i < b.len; i += i < 200 || i + 100 > b.len ? 1 : 37) {
        char wrong = (char)(b.s[i] ^ 1 << i % 8);
        assert_int_equal(pwrite(fd, &wrong, 1, (off_t)i), 1);
        refuse(p.path, EX_DATAERR);
        assert_int_equal(pwrite(fd, b.s + i, 1, (off_t)i), 1);
    }
    close(fd);
    index_close(open_ok(p.path));
    strbuf_done(&b);
    place_done(&p);
}

/* Damage that the seal was made for, as nothing but malice or a mistake of ours would: whatever
 * happens is an error in words, or an answer. */
static void try_sealed(const struct place *p, const struct sections *sections, struct strbuf *b)
{
    static const char *const queries[] = {"転入届の出し方", "てすうりょう", "葬祭費"};
    struct error err = ERROR_NONE;
    struct hits h;
    unsigned char *seal = (unsigned char *)b->s + b->len - SEAL_BYTES;
    seal_write(b->s, sections, seal);
    write_bytes(p->path, b->s, b->len);
    struct index *ix = index_open(p->path, &err);
    for (size_t i = 0; ix && i < 3; i++) {
        struct error why = ERROR_NONE;
        if (index_search(ix, queries[i], strlen(queries[i]), 10, &h, &why))
            hits_done(&h);
        else
            assert_true(why.code == EX_DATAERR || why.code == EX_IOERR);
    }
    if (!ix)
        assert_true(err.code == EX_DATAERR || err.code == EX_IOERR);
    index_close(ix);
}

static void test_sealed_damage(void **state)
{
    (void)state;
    struct place p;
    struct strbuf good, b;
    uint32_t x = 1;
    place_init(&p);
    strbuf_init(&good);
    strbuf_init(&b);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &good);
    struct sections sections;
    assert_true(seal_check((const unsigned char *)good.s, good.len, "x", &sections, NULL));
    for (int round = 0; round < 2500; round++) {
        strbuf_clear(&b);
        strbuf_add(&b, good.s, good.len);
        for (int i = 0; i <= round % 4; i++) {
            x = x * 1664525u + 1013904223u;
            size_t at = 100 + (x >> 4) % (b.len - SEAL_BYTES - 100);
            b.s[at] = (char)(round % 2 ? b.s[at] ^ 1 << x % 8 : (int)(x >> 20));
        }
        try_sealed(&p, &sections, &b);
    }
    /* pages that are not there any more */
    for (struct sections less = sections; less.database > 4096;) {
        less.database -= 4096;
        strbuf_clear(&b);
        strbuf_add(&b, good.s, less.database);
        strbuf_add(&b, good.s + sections.database, good.len - sections.database);
        try_sealed(&p, &less, &b);
    }
    /* parts that are shorter, and what follows them where they ended */
    for (size_t i = 0; i < PARTS; i++)
        for (size_t cut = 1; cut <= sections.part[i].n; cut *= 3) {
            struct sections less = sections;
            size_t end =
                (size_t)(sections.part[i].p - (const unsigned char *)good.s) + sections.part[i].n;
            less.part[i].n -= cut;
            strbuf_clear(&b);
            strbuf_add(&b, good.s, end - cut);
            strbuf_add(&b, good.s + end, good.len - end);
            try_sealed(&p, &less, &b);
        }
    strbuf_done(&good);
    strbuf_done(&b);
    place_done(&p);
}

static void test_foreign(void **state)
{
    (void)state;
    struct place p;
    struct strbuf b;
    place_init(&p);
    strbuf_init(&b);
    build_ok(p.path, sample.k, morph);
    read_bytes(p.path, &b);
    b.s[68] ^= 1; /* application_id: some other program's database */
    write_bytes(p.path, b.s, b.len);
    refuse(p.path, EX_DATAERR);
    b.s[68] ^= 1;
    b.s[63] ^= 64; /* user_version: a madoguchi to come */
    write_bytes(p.path, b.s, b.len);
    struct error err = ERROR_NONE;
    assert_null(index_open(p.path, &err));
    assert_int_equal(err.code, EX_DATAERR);
    assert_non_null(strstr(err.msg, "版"));
    strbuf_done(&b);
    place_done(&p);
}

/* ---- builds that are killed ---- */

static void build_for_ever(const struct place *p, struct knowledge *a, struct knowledge *b)
{
    struct error err = ERROR_NONE;
    for (;;) {
        index_build(p->path, a, morph, NULL, &err);
        index_build(p->path, b, morph, NULL, &err);
    }
}

static void test_killed(void **state)
{
    (void)state;
    struct place p;
    struct sample other;
    place_init(&p);
    sample_load(&other, "inu:\n  name: 犬の登録\n  answer: 新しい案内です。\n");
    build_ok(p.path, sample.k, morph);
    uint32_t x = 99;
    for (int round = 0; round < 60; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            build_for_ever(&p, other.k, sample.k);
        x = x * 1664525u + 1013904223u;
        usleep(x >> 16 & 0x7fff); /* anywhere in the work */
        kill(child, SIGKILL);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        struct index *ix = open_ok(p.path);
        assert_string_equal(first(ix, "犬の登録"), "inu");
        index_close(ix);
    }
    build_ok(p.path, sample.k, morph);
    assert_int_equal(place_files(&p), 1); /* what the killed ones left is gone */
    sample_done(&other);
    place_done(&p);
}

/* Leftovers go, other people's files and a build that is still running stay. */
static void test_leftovers(void **state)
{
    (void)state;
    struct place p;
    static const char *const names[] = {"town.db.tmp.1", "town.db.tmp.99999999", "town.db.tmp.7x",
                                        "town.db.tmp.",  "town.db.old",          "xtown.db.tmp.7"};
    static const bool stays[] = {false, false, true, true, true, true};
    char path[200], busy[200];
    place_init(&p);
    for (size_t i = 0; i < 6; i++) {
        snprintf(path, sizeof path, "%s/%s", p.dir, names[i]);
        write_bytes(path, "half", 4);
    }
    snprintf(busy, sizeof busy, "%s/town.db.tmp.123", p.dir);
    int fd = open(busy, O_CREAT | O_RDWR, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    build_ok(p.path, sample.k, morph);
    for (size_t i = 0; i < 6; i++) {
        snprintf(path, sizeof path, "%s/%s", p.dir, names[i]);
        assert_int_equal(access(path, F_OK) == 0, stays[i]);
    }
    assert_int_equal(access(busy, F_OK), 0);
    close(fd);
    build_ok(p.path, sample.k, morph);
    assert_int_not_equal(access(busy, F_OK), 0);
    place_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes),   cmocka_unit_test(test_place),
        cmocka_unit_test(test_cannot_build), cmocka_unit_test(test_no_room),
        cmocka_unit_test(test_replaced),     cmocka_unit_test(test_cannot_open),
        cmocka_unit_test(test_dictionary),   cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_wrong_byte),   cmocka_unit_test(test_sealed_damage),
        cmocka_unit_test(test_foreign),      cmocka_unit_test(test_killed),
        cmocka_unit_test(test_leftovers),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
