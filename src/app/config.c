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

static void read_db(struct config *c, const struct ynode *v, const char *path)
{
    const char *slash = strrchr(path, '/');
    free(c->db);
    if (v->text.s[0] == '/' || !slash) {
        c->db = xstrdup(v->text.s);
        return;
    }
    struct strbuf b;
    strbuf_init(&b);
    strbuf_add(&b, path, (size_t)(slash - path) + 1);
    strbuf_puts(&b, v->text.s);
    c->db = strbuf_detach(&b);
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

static void read_print(struct config *c, const struct ynode *v)
{
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

static void read_seconds(unsigned *out, const struct ypair *p, struct diags *d)
{
    const char *s = p->value.text.s;
    size_t digits = strspn(s, "0123456789");
    unsigned long n = digits > 0 && digits < 6 && !s[digits] ? strtoul(s, NULL, 10) : 0;
    if (n < 1 || n > SECONDS_MAX)
        diags_add(d, DIAG_ERROR, p->value.at, _("%s は秒の数です（1 から %d まで）。"), p->key.s,
                  (int)SECONDS_MAX);
    else
        *out = (unsigned)n;
}

/* False: there is no such key. */
static bool read_value(struct config *c, const struct ypair *p, const char *path, struct diags *d)
{
    if (str_is(&p->key, "db"))
        read_db(c, &p->value, path);
    else if (str_is(&p->key, "lang"))
        read_lang(c, &p->value, d);
    else if (str_is(&p->key, "kiosk"))
        read_kiosk(c, &p->value, d);
    else if (str_is(&p->key, "idle"))
        read_seconds(&c->idle, p, d);
    else if (str_is(&p->key, "countdown"))
        read_seconds(&c->countdown, p, d);
    else if (str_is(&p->key, "input"))
        read_input(c, &p->value, d);
    else if (str_is(&p->key, "big"))
        read_big(c, &p->value, d);
    else if (str_is(&p->key, "print"))
        read_print(c, &p->value);
    else if (str_is(&p->key, "slip_width"))
        read_slip_width(c, &p->value, d);
    else
        return false;
    return true;
}

static bool is_value(const struct ynode *v)
{
    return v->kind == Y_SCALAR && v->text.len > 0;
}

static void read_keys(struct config *c, const struct ynode *root, const char *path, struct diags *d)
{
    if (root->kind != Y_MAP) {
        diags_add(d, DIAG_ERROR, root->at, "%s",
                  _("「db: …」のように、項目名と値を書いてください。"));
        return;
    }
    for (size_t i = 0; i < root->npairs; i++) {
        const struct ypair *p = &root->pairs[i];
        if (!is_value(&p->value))
            diags_add(d, DIAG_ERROR, p->value.at, _("%s には値を一つ書いてください。"), p->key.s);
        else if (!read_value(c, p, path, d))
            diags_add(d, DIAG_ERROR, p->key.at,
                      _("「%s」という項目はありません。使えるのは db、lang、input、big、print、"
                        "slip_width、kiosk、idle、countdown です。"),
                      p->key.s);
    }
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
    free(c->print);
    *c = (struct config){.lang = LANG_JA};
}
