#include "base/file.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/checker.h"
#include "knowledge/files.h"
#include "knowledge/loader.h"
#include "knowledge/node.h"
#include "knowledge/record.h"
#include "knowledge/skeleton.h"
#include "text/utf8.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int run_new(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"field", "FIELD", "分野（手続きには要る。出来事・やり方・よくある質問にも書ける）"},
    {"folder", "NAME", "その分野の手続きを入れるフォルダー（初めての分野のとき）"},
    {NULL, NULL, NULL},
};
const struct command command_new = {
    "new",
    "KIND ID [DIR]",
    2,
    3,
    options,
    "新しい項目の書きかけを作る\n"
    "KIND は種類（procedure event howto faq term elsewhere と、例の case）、ID "
    "は新しい名前です。「（ここに書く：…）」を書きかえると、できあがります。\n"
    "$ madoguchi new procedure helmet-hojo --field 暮らし",
    run_new,
};

enum { KIND_CASE = ENTRY_KINDS, MAX_ID = 60 };

struct making {
    const struct cli *cli;
    int kind; /* enum entry_kind, or KIND_CASE */
    const char *id, *field, *folder;
    char *dir;
    struct strbuf place; /* of the file, below dir */
    struct strbuf path;
    struct knowledge *k;
    struct sources sources;
    struct diags diags;
};

/* ---- what may be made ---- */

static bool read_kind(struct making *m, const char *name, struct error *err)
{
    for (m->kind = 0; m->kind < ENTRY_KINDS; m->kind++)
        if (strcmp(name, entry_kind_name((enum entry_kind)m->kind)) == 0)
            return true;
    if (strcmp(name, "case") == 0)
        return true;
    error_set(err, EX_USAGE,
              _("「%s」という種類は作れません（procedure event howto faq term elsewhere case）"),
              name);
    return false;
}

static bool id_ok(const char *id, struct error *err)
{
    if (strlen(id) > MAX_ID)
        error_set(err, EX_USAGE, _("id が長すぎます（%d 字まで）"), MAX_ID);
    else if (!record_key_ok(id))
        error_set(err, EX_USAGE,
                  _("「%s」は id にできません。半角の英小文字・数字・「-」「_」で、数だけでないもの"
                    "にしてください"),
                  id);
    return err->code == EX_OK;
}

/* A file of that name which could not be read holds the id, too. */
static const char *file_named(const struct making *m)
{
    size_t n = strlen(m->id);
    for (size_t i = 0; i < m->sources.n; i++) {
        const char *path = m->sources.v[i].path, *slash = strrchr(path, '/');
        const char *name = slash ? slash + 1 : path;
        if (strncmp(name, m->id, n) == 0 && strcmp(name + n, ".yaml") == 0 &&
            !strstr(path, "/examples/"))
            return path;
    }
    return NULL;
}

static bool id_free(const struct making *m, struct error *err)
{
    const struct entry *e = knowledge_entry(m->k, m->id);
    const char *file = file_named(m);
    if (m->kind == KIND_CASE) {
        if (!e || e->kind > ENTRY_EVENT)
            error_set(err, EX_USAGE,
                      _("「%s」という手続きや出来事はありません（list で一覧が出ます）"), m->id);
    } else if (e) {
        error_set(err, EX_USAGE, _("id「%s」は、もう「%s」（%s）が使っています"), m->id, e->name.s,
                  m->sources.v[e->id.at.file].path);
    } else if (file) {
        error_set(err, EX_USAGE, _("id「%s」のファイル %s が、もうあります"), m->id, file);
    }
    return err->code == EX_OK;
}

static bool field_ok(const struct making *m, struct error *err)
{
    const char *f = m->field;
    if (!f && m->kind == ENTRY_PROCEDURE)
        error_set(err, EX_USAGE, "%s", _("手続きには分野が要ります（--field 暮らし のように）"));
    else if (f && (m->kind > ENTRY_FAQ))
        error_set(err, EX_USAGE, "%s", _("この種類に --field は書けません"));
    else if (f && (!*f || !utf8_valid(f, strlen(f)) ||
                   strpbrk(f, "\"'\\:#,[]{}&*!|>%@`-?\n\r\t ") || strstr(f, "\xe3\x80\x80")))
        error_set(err, EX_USAGE,
                  _("「%s」は分野の名前にできません（記号や空白のない、短いことばで）"), f);
    if (m->folder && (m->kind != ENTRY_PROCEDURE || !record_key_ok(m->folder)))
        error_set(err, EX_USAGE, "%s",
                  _("--folder は手続きだけに、半角の英小文字・数字・「-」「_」で書きます"));
    return err->code == EX_OK;
}

/* ---- where it goes ---- */

/* The folder of most procedures of the field: from dir's end up to the last slash. */
static bool find_folder(const struct making *m, struct strbuf *out)
{
    size_t best = 0;
    for (size_t i = 0; i < m->k->entries.n; i++) {
        const struct entry *e = &m->k->entries.v[i];
        if (e->kind != ENTRY_PROCEDURE || strcmp(e->field.s, m->field) != 0 || !e->id.len)
            continue;
        const char *path = m->sources.v[e->id.at.file].path;
        size_t n = (size_t)(strrchr(path, '/') - path), count = 0;
        for (size_t j = 0; j < m->k->entries.n; j++) {
            const struct entry *o = &m->k->entries.v[j];
            const char *other = o->id.len ? m->sources.v[o->id.at.file].path : "";
            count += o->kind == ENTRY_PROCEDURE && strcmp(o->field.s, m->field) == 0 &&
                     strncmp(other, path, n + 1) == 0 && !strchr(other + n + 1, '/');
        }
        if (count > best) {
            best = count;
            strbuf_clear(out);
            strbuf_add(out, path + strlen(m->dir) + 1, n - strlen(m->dir) - 1);
        }
    }
    return best > 0;
}

static void list_fields(const struct making *m, struct strbuf *out)
{
    for (size_t i = 0; i < m->k->fields.n; i++)
        strbuf_printf(out, "%s%s", i ? "、" : "", m->k->fields.v[i].s);
}

static bool procedure_place(struct making *m, struct error *err)
{
    struct strbuf fields;
    strbuf_init(&fields);
    if (m->folder) {
        strbuf_printf(&m->place, "procedures/%s", m->folder);
    } else if (!find_folder(m, &m->place)) {
        list_fields(m, &fields);
        error_set(err, EX_USAGE,
                  _("分野「%s」の手続きは、まだありません。新しい分野なら、--folder "
                    "でフォルダーの名前も書いてください（いまある分野：%s）"),
                  m->field, fields.s);
    }
    strbuf_printf(&m->place, "/%s.yaml", m->id);
    strbuf_done(&fields);
    return err->code == EX_OK;
}

static bool find_place(struct making *m, struct error *err)
{
    static const char *const formats[] = {
        [ENTRY_EVENT] = "events/%s.yaml",     [ENTRY_HOWTO] = "howtos/%s.yaml",
        [ENTRY_FAQ] = "faq/%s.yaml",          [ENTRY_TERM] = "glossary.yaml",
        [ENTRY_ELSEWHERE] = "elsewhere.yaml", [KIND_CASE] = "tests/%s.yaml",
    };
    if (m->kind == ENTRY_PROCEDURE) {
        if (!procedure_place(m, err))
            return false;
    } else {
        const char *format = formats[m->kind], *gap = strstr(format, "%s");
        strbuf_add(&m->place, format, gap ? (size_t)(gap - format) : strlen(format));
        if (gap)
            strbuf_printf(&m->place, "%s%s", m->id, gap + 2);
    }
    strbuf_printf(&m->path, "%s/%s", m->dir, m->place.s);
    return true;
}

/* ---- writing ---- */

static bool create_file(const char *path, const struct strbuf *text, struct error *err)
{
    char *folder = file_folder(path);
    bool ok = file_make_folder(folder, err) && file_create(path, text, err);
    free(folder);
    return ok;
}

static const struct source *source_at(const struct making *m, const char *path)
{
    for (size_t i = 0; i < m->sources.n; i++)
        if (strcmp(m->sources.v[i].path, path) == 0)
            return &m->sources.v[i];
    return NULL;
}

/* Is it a map of so many entries, without a mistake of spelling? SIZE_MAX: it is not. The last
 * one's id goes to last. */
static size_t count_entries(const char *path, const char *text, size_t n, struct strbuf *last)
{
    struct sources sources;
    struct diags diags;
    struct arena arena;
    sources_init(&sources);
    diags_init(&diags, &sources);
    arena_init(&arena);
    size_t count = SIZE_MAX;
    struct ynode *root = yaml_parse(&arena, &sources, sources_add(&sources, path, text, n), &diags);
    if (!root && diags.errors == 0)
        count = 0;
    else if (root && root->kind == Y_MAP && diags.errors == 0)
        count = root->npairs;
    if (count != SIZE_MAX && count > 0)
        strbuf_puts(last, root->pairs[count - 1].key.s);
    arena_done(&arena);
    diags_done(&diags);
    sources_done(&sources);
    return count;
}

/* Somebody may have written to it since it was read. */
static bool is_unchanged(const struct source *old, struct error *err)
{
    struct sources again;
    struct diags diags;
    uint32_t file;
    sources_init(&again);
    diags_init(&diags, &again);
    bool same = files_read(old->path, &again, &diags, &file) && again.v[file].len == old->len &&
                memcmp(again.v[file].text, old->text, old->len) == 0;
    if (!same)
        error_set(err, EX_TEMPFAIL, _("「%s」が、いま書きかえられました。もう一度してください"),
                  old->path);
    diags_done(&diags);
    sources_done(&again);
    return same;
}

/* The file with the entry behind all others, proved by reading it; it is replaced in one step. */
static bool append_item(struct making *m, const struct source *old, const struct strbuf *item,
                        struct error *err)
{
    struct strbuf text, last;
    strbuf_init(&text);
    strbuf_init(&last);
    strbuf_add(&text, old->text, old->len);
    if (text.len && text.s[text.len - 1] != '\n')
        strbuf_putc(&text, '\n');
    strbuf_add(&text, item->s, item->len);
    size_t before = count_entries(m->path.s, old->text, old->len, &last);
    strbuf_clear(&last);
    size_t after = count_entries(m->path.s, text.s, text.len, &last);
    if (before == SIZE_MAX)
        error_set(err, EX_DATAERR,
                  _("「%s」にまちがいがあり、書き足せません（madoguchi check "
                    "で確かめて、先に直してください）"),
                  m->path.s);
    else if (after != before + 1 || strcmp(last.s, m->id) != 0)
        error_set(err, EX_DATAERR,
                  _("「%s」の終わりに書き足せません。項目を「id:」の並びで書いてください"),
                  m->path.s);
    bool ok = err->code == EX_OK && is_unchanged(old, err) && file_replace(m->path.s, &text, err);
    strbuf_done(&text);
    strbuf_done(&last);
    return ok;
}

static bool write_entry(struct making *m, struct error *err)
{
    struct skeleton s = {m->k, m->id, m->field, m->cli->today};
    const struct source *old = source_at(m, m->path.s);
    bool shared = m->kind == ENTRY_TERM || m->kind == ENTRY_ELSEWHERE;
    struct strbuf text;
    strbuf_init(&text);
    if (m->kind == KIND_CASE)
        skeleton_cases(&s, m->place.s, &text);
    else if (shared && old)
        skeleton_item(&s, (enum entry_kind)m->kind, &text);
    else
        skeleton_file(&s, (enum entry_kind)m->kind, m->place.s, &text);
    bool ok = shared && old ? append_item(m, old, &text, err) : create_file(m->path.s, &text, err);
    strbuf_done(&text);
    return ok;
}

/* ---- the command ---- */

/* As the shell wants it: quoted where it has more than letters, digits and what paths have. */
static void put_word(struct strbuf *out, const char *word)
{
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, word, strlen(word), false);
    bool plain = clean.len > 0;
    for (size_t i = 0; i < clean.len; i++) {
        unsigned char c = (unsigned char)clean.s[i];
        plain = plain && (c >= 0x80 || isalnum(c) || strchr("/._-+,:@%", c));
    }
    strbuf_puts(out, plain ? "" : "'");
    for (size_t i = 0; i < clean.len; i++)
        if (clean.s[i] == '\'')
            strbuf_puts(out, "'\\''");
        else
            strbuf_putc(out, clean.s[i]);
    strbuf_puts(out, plain ? "" : "'");
    strbuf_done(&clean);
}

static int say_next(const struct making *m)
{
    struct strbuf out, path;
    strbuf_init(&out);
    strbuf_init(&path);
    utf8_clean(&path, m->path.s, m->path.len, false);
    strbuf_printf(&out, _("%s に書きました。次にすること：\n"), path.s);
    strbuf_puts(&out, _("  1. そのファイルの「（ここに書く：…）」を、すべて書きかえる\n"));
    strbuf_clear(&path);
    put_word(&path, m->dir);
    strbuf_printf(&out, _("  2. madoguchi check %s で、まだ書いていない所とまちがいを見る\n"),
                  path.s);
    if (m->kind == KIND_CASE)
        strbuf_printf(&out, _("  3. madoguchi test %s で、例のとおりになるかを試す\n"), path.s);
    else
        strbuf_printf(&out, _("  3. madoguchi preview %s %s で、町の人に見える形を見る\n"), m->id,
                      path.s);
    int code = cli_print(&out);
    strbuf_done(&out);
    strbuf_done(&path);
    return code;
}

static bool load(struct making *m, struct error *err)
{
    char *dict = cli_dict_for(m->dir);
    m->k = knowledge_load(m->dir, dict, &m->sources, &m->diags, err);
    free(dict);
    return m->k != NULL;
}

static char *without_slash(const char *dir)
{
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    return xstrndup(dir, n);
}

static int run_new(const struct cli *cli, const struct args *args)
{
    struct error err = ERROR_NONE;
    struct making m = {.cli = cli,
                       .id = args->words[1],
                       .field = args_value(args, "field"),
                       .folder = args_value(args, "folder"),
                       .dir = without_slash(args->nwords > 2 ? args->words[2] : "knowledge")};
    sources_init(&m.sources);
    diags_init(&m.diags, &m.sources);
    strbuf_init(&m.place);
    strbuf_init(&m.path);
    bool ok = read_kind(&m, args->words[0], &err) && id_ok(m.id, &err) && field_ok(&m, &err) &&
              load(&m, &err) && id_free(&m, &err) && find_place(&m, &err) && write_entry(&m, &err);
    int code = ok ? say_next(&m) : cli_fail(&err);
    knowledge_free(m.k);
    diags_done(&m.diags);
    sources_done(&m.sources);
    strbuf_done(&m.place);
    strbuf_done(&m.path);
    free(m.dir);
    return code;
}
