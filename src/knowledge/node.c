#include "knowledge/node.h"
#include "base/xalloc.h"
#include "knowledge/spelling.h"
#include "text/utf8.h"
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct reader {
    struct arena *arena;
    const struct sources *sources;
    uint32_t file;
    struct diags *d;
    struct spelling spelling;
    yaml_parser_t parser;
    bool stop; /* a mistake behind which nothing can be read */
};

static struct mark mark_of(const struct reader *r, const yaml_mark_t *m)
{
    struct mark at = {r->file, (uint32_t)m->line + 1, (uint32_t)m->column + 1};
    for (size_t i = 0; i < r->spelling.ninserts; i++) {
        const struct spelling_insert *ins = &r->spelling.inserts[i];
        if (ins->line == at.line && at.col > ins->col)
            at.col--;
    }
    return at;
}

/* libyaml's complaints in the author's words. */
static const char *problem_text(const char *problem)
{
    static const struct {
        const char *problem, *text;
    } table[] = {
        {"mapping values are not allowed",
         "ここに「:」は置けません。字下げをそろえるか、値を引用符で囲んでください"},
        {"did not find expected ',' or '}'", "「{ }」の中の「,」か、閉じる「}」がありません"},
        {"did not find expected ',' or ']'", "「[ ]」の中の「,」か、閉じる「]」がありません"},
        {"could not find expected ':'", "「:」がありません。キーの後に「: 」が要ります"},
        {"did not find expected key", "字下げがそろっていません（ここにはキーが要ります）"},
        {"did not find expected '-' indicator",
         "字下げがそろっていません（ここには「- 」が要ります）"},
        {"found unexpected end of stream", "引用符が閉じられていません"},
        {"found unexpected document indicator", "引用符が閉じられていません"},
        {"found character that cannot start any token",
         "この文字で値を始められません。引用符で囲んでください"},
        {"found unknown escape character", "引用符の中の「\\」の使い方が違います"},
        {"block sequence entries are not allowed", "ここに「- 」は置けません"},
        {"control characters are not allowed", "使えない文字（制御文字）があります"},
        {"did not find expected node content", "ここに値が要ります"},
        {"while scanning", "書き方が違います"},
    };
    for (size_t i = 0; problem && i < sizeof table / sizeof *table; i++)
        if (strstr(problem, table[i].problem))
            return table[i].text;
    return NULL;
}

static void syntax_error(struct reader *r)
{
    yaml_parser_t *p = &r->parser;
    struct mark at = mark_of(r, &p->problem_mark);
    if (p->problem && strstr(p->problem, "unexpected end of stream"))
        at = mark_of(r, &p->context_mark); /* where the quote was opened */
    /* A bracket or a quote that stays open is noticed lines below, where nothing is wrong. */
    if (p->problem && strstr(p->problem, "did not find expected ',' or") &&
        p->context_mark.line < p->problem_mark.line) {
        diags_add(r->d, DIAG_ERROR, mark_of(r, &p->context_mark),
                  "ここで始まる括弧か、その中の引用符が、閉じていません（%zu行目まで読みました）",
                  p->problem_mark.line + 1);
        r->stop = true;
        return;
    }
    if (p->error == YAML_READER_ERROR)
        at = sources_mark(r->sources, r->file, p->problem_offset);
    const char *text = problem_text(p->problem);
    if (text)
        diags_add(r->d, DIAG_ERROR, at, "%s", text);
    else
        diags_add(r->d, DIAG_ERROR, at, "YAML として読めません（%s）",
                  p->problem ? p->problem : "memory");
    r->stop = true;
}

static bool next_event(struct reader *r, yaml_event_t *e)
{
    if (r->stop)
        return false;
    if (!yaml_parser_parse(&r->parser, e)) {
        syntax_error(r);
        return false;
    }
    return true;
}

static void complain(struct reader *r, const yaml_event_t *e, const char *msg)
{
    diags_add(r->d, DIAG_ERROR, mark_of(r, &e->start_mark), "%s", msg);
}

/* Control characters can come in through escapes in double quotes. */
static void check_characters(struct reader *r, const yaml_event_t *e, const char *s, size_t n)
{
    struct strbuf clean;
    strbuf_init(&clean);
    utf8_clean(&clean, s, n, true);
    if (clean.len != n || memcmp(clean.s, s, n) != 0)
        complain(r, e, "使えない文字（制御文字や見えない文字）があります");
    strbuf_done(&clean);
}

static void read_scalar(struct reader *r, const yaml_event_t *e, struct ynode *out)
{
    const char *s = (const char *)e->data.scalar.value;
    size_t n = e->data.scalar.length;
    yaml_scalar_style_t style = e->data.scalar.style;
    out->kind = Y_SCALAR;
    out->plain = style == YAML_PLAIN_SCALAR_STYLE;
    out->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    if (e->data.scalar.anchor || e->data.scalar.tag)
        complain(r, e, "「&」「*」「!」は使えません。引用符で囲むか、値を書いてください");
    check_characters(r, e, s, n);
    while (out->block && n > 0 && s[n - 1] == '\n')
        n--;
    out->at = mark_of(r, &e->start_mark);
    out->text = (struct str){arena_strndup(r->arena, s, n), n, out->at};
    if (!out->plain && !out->block)
        out->text.at.col++;
}

static void read_node(struct reader *r, yaml_event_t *e, int depth, struct ynode *out);

static void read_sequence(struct reader *r, int depth, struct ynode *out)
{
    struct ynode *v = NULL;
    size_t cap = 0;
    yaml_event_t e;
    while (next_event(r, &e)) {
        if (e.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&e);
            break;
        }
        if (out->nitems == cap) {
            cap = cap ? cap * 2 : 8;
            v = xreallocarray(v, cap, sizeof *v);
        }
        memset(&v[out->nitems], 0, sizeof *v);
        read_node(r, &e, depth + 1, &v[out->nitems++]);
    }
    out->items = arena_array(r->arena, out->nitems, sizeof *v);
    if (out->nitems)
        memcpy(out->items, v, out->nitems * sizeof *v);
    free(v);
}

static bool is_duplicate(const struct ypair *v, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(&v[i].key, key))
            return true;
    return false;
}

static void read_mapping(struct reader *r, int depth, struct ynode *out)
{
    struct ypair *v = NULL;
    size_t cap = 0;
    yaml_event_t e;
    while (next_event(r, &e)) {
        if (e.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&e);
            break;
        }
        if (out->npairs == cap) {
            cap = cap ? cap * 2 : 8;
            v = xreallocarray(v, cap, sizeof *v);
        }
        struct ynode key = {0};
        read_node(r, &e, depth + 1, &key);
        bool usable = !r->stop && key.kind == Y_SCALAR;
        if (!r->stop && !usable)
            diags_add(r->d, DIAG_ERROR, key.at, "キーは1つのことばで書いてください");
        if (usable && is_duplicate(v, out->npairs, key.text.s)) {
            diags_add(r->d, DIAG_ERROR, key.at, "キー「%s」が2度あります", key.text.s);
            usable = false;
        }
        if (!next_event(r, &e))
            break;
        struct ynode dropped = {0};
        struct ynode *value = &dropped;
        if (usable) {
            v[out->npairs] = (struct ypair){.key = key.text};
            value = &v[out->npairs].value;
        }
        read_node(r, &e, depth + 1, value);
        out->npairs += usable;
    }
    out->pairs = arena_array(r->arena, out->npairs, sizeof *v);
    if (out->npairs)
        memcpy(out->pairs, v, out->npairs * sizeof *v);
    free(v);
}

/* Takes over e. Recursion is bounded by YAML_MAX_DEPTH. */
static void read_node(struct reader *r, yaml_event_t *e, int depth, struct ynode *out)
{
    out->at = mark_of(r, &e->start_mark);
    if (depth > YAML_MAX_DEPTH) {
        complain(r, e, "入れ子が深すぎます");
        r->stop = true;
    } else if (e->type == YAML_SCALAR_EVENT) {
        read_scalar(r, e, out);
    } else if (e->type == YAML_ALIAS_EVENT) {
        complain(r, e, "「&」「*」「!」は使えません。引用符で囲むか、値を書いてください");
        out->kind = Y_SCALAR;
        out->text = (struct str){"*", 1, out->at};
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        out->kind = Y_SEQ;
        if (e->data.sequence_start.anchor || e->data.sequence_start.tag)
            complain(r, e, "「&」「*」「!」は使えません。引用符で囲むか、値を書いてください");
        yaml_event_delete(e);
        read_sequence(r, depth, out);
        return;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        out->kind = Y_MAP;
        if (e->data.mapping_start.anchor || e->data.mapping_start.tag)
            complain(r, e, "「&」「*」「!」は使えません。引用符で囲むか、値を書いてください");
        yaml_event_delete(e);
        read_mapping(r, depth, out);
        return;
    }
    yaml_event_delete(e);
}

static struct ynode *read_stream(struct reader *r)
{
    struct ynode *root = NULL;
    yaml_event_t e;
    int documents = 0;
    while (next_event(r, &e)) {
        yaml_event_type_t type = e.type;
        if (type == YAML_DOCUMENT_START_EVENT && ++documents > 1) {
            complain(r, &e, "1つのファイルに「---」で区切った文書は1つだけです");
            r->stop = true;
        }
        if (type == YAML_SCALAR_EVENT || type == YAML_SEQUENCE_START_EVENT ||
            type == YAML_MAPPING_START_EVENT || type == YAML_ALIAS_EVENT) {
            root = arena_alloc(r->arena, sizeof *root);
            read_node(r, &e, 0, root);
            continue;
        }
        yaml_event_delete(&e);
        if (type == YAML_STREAM_END_EVENT)
            break;
    }
    return root;
}

struct ynode *yaml_parse(struct arena *a, const struct sources *s, uint32_t file, struct diags *d)
{
    struct reader r = {.arena = a, .sources = s, .file = file, .d = d};
    struct ynode *root = NULL;
    spelling_check(s, file, d, &r.spelling);
    if (!r.spelling.fatal) {
        if (!yaml_parser_initialize(&r.parser)) {
            diags_add(d, DIAG_ERROR, (struct mark){file, 0, 0}, "メモリが足りません");
        } else {
            yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(&r.parser, (const unsigned char *)r.spelling.text.s,
                                         r.spelling.text.len);
            root = read_stream(&r);
            yaml_parser_delete(&r.parser);
        }
    }
    spelling_done(&r.spelling);
    return r.stop ? NULL : root;
}
