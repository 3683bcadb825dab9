#include "app/config.h"
#include "base/xalloc.h"
#include "knowledge/node.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONFIG_MAX_BYTES = 64 * 1024, SECONDS_MAX = 3600 };

/* Where a mistake is, in the terms of the file; NULL when there is none. */
static const struct diag *first_error(const struct diags *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].severity == DIAG_ERROR)
            return &d->v[i];
    return NULL;
}

/* A relative path counts from the folder of the file at `path`. */
static void read_path(char **out, const struct ynode *v, const char *path)
{
    const char *slash = strrchr(path, '/');
    free(*out);
    if (v->text.s[0] == '/' || !slash || str_is(&v->text, "none")) {
        *out = xstrdup(v->text.s);
        return;
    }
    struct strbuf b;
    strbuf_init(&b);
    strbuf_add(&b, path, (size_t)(slash - path) + 1);
    strbuf_puts(&b, v->text.s);
    *out = strbuf_detach(&b);
    strbuf_done(&b);
}

static void read_lang(struct config *c, const struct ynode *v, struct diags *d)
{
    c->has_lang = str_is(&v->text, "ja") || str_is(&v->text, "en");
    c->lang = str_is(&v->text, "en") ? LANG_EN : LANG_JA;
    if (!c->has_lang)
        diags_add(d, DIAG_ERROR, v->at, "%s", _("lang は ja か en です。"));
}

static void read_input(struct config *c, const struct ynode *v, struct diags *d)
{
    c->kana = str_is(&v->text, "kana");
    if (!c->kana && !str_is(&v->text, "latin"))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("input は kana か latin です。"));
}

static void read_big(struct config *c, const struct ynode *v, struct diags *d)
{
    c->big = str_is(&v->text, "true");
    if (!c->big && !str_is(&v->text, "false"))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("big は true か false です。"));
}

static void read_print(struct config *c, const struct ynode *v, struct diags *d)
{
    (void)d;
    free(c->print);
    c->print = xstrdup(v->text.s);
}

static void read_slip_width(struct config *c, const struct ynode *v, struct diags *d)
{
    static const struct {
        const char *text;
        int width;
    } widths[] = {{"32", 32}, {"48", 48}, {"80", 80}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (str_is(&v->text, widths[i].text))
            c->slip_width = widths[i].width;
    if (c->slip_width == 0)
        diags_add(d, DIAG_ERROR, v->at, "%s", _("slip_width は 32 か 48 か 80 です。"));
}

static void read_kiosk(struct config *c, const struct ynode *v, struct diags *d)
{
    c->kiosk = str_is(&v->text, "true");
    if (!c->kiosk && !str_is(&v->text, "false"))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("kiosk は true か false です。"));
}

static void read_seconds(unsigned *out, const char *key, const struct ynode *v, struct diags *d)
{
    const char *s = v->text.s;
    size_t digits = strspn(s, "0123456789");
    unsigned long n = digits > 0 && digits < 6 && !s[digits] ? strtoul(s, NULL, 10) : 0;
    if (n < 1 || n > SECONDS_MAX)
        diags_add(d, DIAG_ERROR, v->at, _("%s は秒の数です（1 から %d まで）。"), key,
                  (int)SECONDS_MAX);
    else
        *out = (unsigned)n;
}

static void read_idle(struct config *c, const struct ynode *v, struct diags *d)
{
    read_seconds(&c->idle, "idle", v, d);
}

static void read_countdown(struct config *c, const struct ynode *v, struct diags *d)
{
    read_seconds(&c->countdown, "countdown", v, d);
}

static bool pick(const struct ynode *v, const char *const names[], int *out)
{
    for (int i = 0; names[i]; i++) {
        if (str_is(&v->text, names[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

static void read_furigana(struct config *c, const struct ynode *v, struct diags *d)
{
    static const char *const names[] = {"false", "true", NULL};
    int i = 0;
    if (!pick(v, names, &i))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("furigana は true か false です。"));
    c->look.furigana = i == 1;
}

static void read_spacing(struct config *c, const struct ynode *v, struct diags *d)
{
    static const char *const names[] = {"normal", "wide", NULL};
    int i = 0;
    if (!pick(v, names, &i))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("spacing は normal か wide です。"));
    c->look.wide = i == 1;
}

static void read_theme(struct config *c, const struct ynode *v, struct diags *d)
{
    static const char *const names[] = {
        [THEME_NORMAL] = "normal", [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEMES] = NULL};
    int i = THEME_NORMAL;
    if (!pick(v, names, &i))
        diags_add(d, DIAG_ERROR, v->at, "%s", _("theme は normal か dark か light です。"));
    c->look.theme = (enum theme)i;
}

static const struct key {
    struct config_key said;
    void (*read)(struct config *c, const struct ynode *v, struct diags *d);
    size_t path; /* where read is NULL: the offset of the char * that gets a path */
} keys[] = {
    {{"db", "FILE", "案内のファイル。相対パスは、設定ファイルのあるフォルダから数える"},
     NULL,
     offsetof(struct config, db)},
    {{"journal", "FILE|none",
      "答えられなかった質問の記録のファイル。相対パスは db と同じ。none なら記録しない"},
     NULL,
     offsetof(struct config, journal)},
    {{"lang", "ja|en", "画面のことば"}, read_lang, 0},
    {{"input", "latin|kana", "kana なら、打ったローマ字がはじめから、かなになる"}, read_input, 0},
    {{"big", "false|true", "true なら、指で選ぶところを大きな箱で描く"}, read_big, 0},
    {{"print", "COMMAND|none",
      "ひかえを印刷する命令。文が標準入力に入る。シェルは通らない。none ならプリンターはない"},
     read_print,
     0},
    {{"slip_width", "32|48|80", "ひかえの紙に入る桁数"}, read_slip_width, 0},
    {{"kiosk", "false|true", "true なら、公共の場所の端末としてひらく（--kiosk と同じ）"},
     read_kiosk,
     0},
    {{"idle", "SECONDS", "公共の場所の端末で、何秒さわられなければ、たずねるか"}, read_idle, 0},
    {{"countdown", "SECONDS", "たずねてから、何秒で最初の画面にもどるか"}, read_countdown, 0},
    {{"furigana", "false|true", "true なら、むずかしいことばに、はじめからふりがなをつける"},
     read_furigana,
     0},
    {{"spacing", "normal|wide", "wide なら、行のあいだを広げる"}, read_spacing, 0},
    {{"theme", "normal|dark|light", "画面の色。dark は黒い画面、light は白い画面"}, read_theme, 0},
};
enum { NKEYS = sizeof keys / sizeof *keys };

const struct config_key *config_key(size_t i)
{
    return i < NKEYS ? &keys[i].said : NULL;
}

static void unknown_key(const struct str *key, struct diags *d)
{
    struct strbuf names;
    strbuf_init(&names);
    for (size_t i = 0; i < NKEYS; i++) {
        strbuf_puts(&names, i ? _("、") : "");
        strbuf_puts(&names, keys[i].said.name);
    }
    diags_add(d, DIAG_ERROR, key->at, _("「%s」という項目はありません。使えるのは %s です。"),
              key->s, names.s);
    strbuf_done(&names);
}

static void read_key(struct config *c, const struct ypair *p, const char *path, struct diags *d)
{
    size_t i = 0;
    while (i < NKEYS && !str_is(&p->key, keys[i].said.name))
        i++;
    if (i == NKEYS)
        unknown_key(&p->key, d);
    else if (p->value.kind != Y_SCALAR || p->value.text.len == 0)
        diags_add(d, DIAG_ERROR, p->value.at, _("%s には値を一つ書いてください。"), p->key.s);
    else if (keys[i].read)
        keys[i].read(c, &p->value, d);
    else
        read_path((char **)((char *)c + keys[i].path), &p->value, path);
}

static void read_keys(struct config *c, const struct ynode *root, const char *path, struct diags *d)
{
    if (root->kind != Y_MAP) {
        diags_add(d, DIAG_ERROR, root->at, "%s",
                  _("「db: …」のように、項目名と値を書いてください。"));
        return;
    }
    for (size_t i = 0; i < root->npairs; i++)
        read_key(c, &root->pairs[i], path, d);
}

static bool read_file(const char *path, struct strbuf *out, struct error *err)
{
    FILE *f = fopen(path, "rbe");
    if (!f) {
        error_set(err, EX_NOINPUT, "%s: %s", path, strerror(errno));
        return false;
    }
    char block[4096];
    size_t n;
    while (out->len <= CONFIG_MAX_BYTES && (n = fread(block, 1, sizeof block, f)) > 0)
        strbuf_add(out, block, n);
    bool failed = ferror(f) != 0;
    int why = errno;
    fclose(f);
    if (failed)
        error_set(err, EX_NOINPUT, "%s: %s", path, strerror(why));
    else if (out->len > CONFIG_MAX_BYTES)
        error_set(err, EX_CONFIG, _("%s: 設定ファイルが大きすぎます。"), path);
    return !failed && out->len <= CONFIG_MAX_BYTES;
}

static bool parse(struct config *c, const char *path, const struct strbuf *text, struct error *err)
{
    struct sources sources;
    struct diags diags;
    struct arena arena;
    sources_init(&sources);
    diags_init(&diags, &sources);
    arena_init(&arena);
    uint32_t file = sources_add(&sources, path, text->s, text->len);
    const struct ynode *root = yaml_parse(&arena, &sources, file, &diags);
    if (root)
        read_keys(c, root, path, &diags);
    const struct diag *e = first_error(&diags);
    if (e)
        error_set(err, EX_CONFIG, "%s:%u:%u: %s", path, (unsigned)e->at.line, (unsigned)e->at.col,
                  e->msg);
    bool ok = e == NULL;
    arena_done(&arena);
    diags_done(&diags);
    sources_done(&sources);
    return ok;
}

bool config_load(struct config *c, const char *path, struct error *err)
{
    *c = (struct config){.lang = LANG_JA, .idle = 120, .countdown = 30};
    if (!path) {
        path = CONFIG_DEFAULT_PATH;
        if (access(path, F_OK) != 0)
            return true;
    }
    struct strbuf text;
    strbuf_init(&text);
    bool ok = read_file(path, &text, err) && parse(c, path, &text, err);
    strbuf_done(&text);
    return ok;
}

void config_done(struct config *c)
{
    free(c->db);
    free(c->journal);
    free(c->print);
    *c = (struct config){.lang = LANG_JA};
}

const char *config_journal(const struct config *c, const char *said, bool kiosk)
{
    static const char folder[] = "/var/lib/madoguchi";
    if (!said)
        said = c->journal;
    if (!said)
        return kiosk && access(folder, F_OK) == 0 ? CONFIG_KIOSK_JOURNAL : NULL;
    return strcmp(said, "none") == 0 ? NULL : said;
}
