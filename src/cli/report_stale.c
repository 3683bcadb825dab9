/* report stale: what somebody has to look at again, by who has to. */
#include "base/lang.h"
#include "cli/report.h"
#include "knowledge/loader.h"
#include "knowledge/review.h"
#include "output/json_value.h"
#include "text/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WITHIN = 90, WITHIN_MAX = 3660 };

struct stale {
    const struct sources *sources;
    struct date today;
    size_t within;
    struct review_item *v;
    size_t n;
};

static const struct str *item_name(const struct review_item *item)
{
    return item->entry ? &item->entry->name : &item->document->name;
}

static const struct str *item_id(const struct review_item *item)
{
    return item->entry ? &item->entry->id : &item->document->id;
}

/* The line to change: where the day stands, else where the item does. */
static struct mark item_place(const struct review_item *item)
{
    if (item->entry && item->entry->confirmed_at.line)
        return item->entry->confirmed_at;
    return item_id(item)->at;
}

/* The first day on which it counts as old. */
static struct date since(const struct review_item *item)
{
    return date_is_none(item->until) ? item->until : date_add_days(item->until, 1);
}

/* ---- lines ---- */

static void put_dates(const struct stale *s, const struct review_item *item, struct strbuf *out)
{
    struct date day = since(item);
    char iso[11];

    bool due = date_cmp(day, s->today) <= 0;
    if (!date_is_none(day) && (due || item->state == REVIEW_SOON)) {
        date_format_iso(day, iso);
        if (!due)
            strbuf_printf(out, _("　%s に時期が来ます"), iso);
        else
            strbuf_printf(out, _("　%s に時期が来ました"), iso);
    }
    if (item->entry && !date_is_none(item->entry->confirmed)) {
        date_format_iso(item->entry->confirmed, iso);
        strbuf_printf(out, _("　確かめた日 %s"), iso);
    }
}

static void put_item(const struct stale *s, const struct review_item *item, struct strbuf *out)
{
    struct mark at = item_place(item);

    strbuf_printf(out, "  %s（%s）", item_name(item)->s, item_id(item)->s);
    put_dates(s, item, out);
    strbuf_printf(out, "\n    %s:%u\n", s->sources->v[at.file].path, (unsigned)at.line);
}

static void put_heading(const struct stale *s, enum review_state state, size_t n,
                        struct strbuf *out)
{
    switch (state) {
    case REVIEW_OVERDUE:
        strbuf_printf(out, _("確かめ直す時期を過ぎたもの（画面に【要確認】と出ています）：%zu件"),
                      n);
        break;
    case REVIEW_SOON:
        strbuf_printf(out, _("%zu日のうちに、確かめ直す時期が来るもの：%zu件"), s->within, n);
        break;
    case REVIEW_UNCONFIRMED:
        strbuf_printf(out, _("まだ確認が済んでいないもの（status: unconfirmed）：%zu件"), n);
        break;
    }
    strbuf_putc(out, '\n');
}

static void put_section(const struct stale *s, enum review_state state, struct strbuf *out)
{
    const char *owner = NULL;
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->v[i].state == state;
    if (n == 0)
        return;
    strbuf_puts(out, out->len > 0 ? "\n" : "");
    put_heading(s, state, n, out);
    for (size_t i = 0; i < s->n; i++) {
        const char *of = review_owner(&s->v[i]);

        if (s->v[i].state != state)
            continue;
        if (!owner || strcmp(owner, of) != 0)
            strbuf_printf(out, "%s\n", *of ? of : _("受け持ちの課が書かれていないもの"));
        owner = of;
        put_item(s, &s->v[i], out);
    }
}

static void put_text(const struct stale *s, struct strbuf *out)
{
    for (int state = REVIEW_OVERDUE; state <= REVIEW_UNCONFIRMED; state++)
        put_section(s, (enum review_state)state, out);
    if (s->n == 0)
        strbuf_puts(out, _("確かめ直すものは、いまありません。\n"));
}

/* ---- JSON ---- */

static struct json_t *item_json(const struct stale *s, const struct review_item *item)
{
    struct mark at = item_place(item);
    const struct entry *e = item->entry;
    struct json_t *o = jv_object();

    jv_set(o, "id", jv_str(item_id(item)));
    jv_set(o, "kind", jv_text(e ? entry_kind_name(e->kind) : "document"));
    jv_set(o, "name", jv_str(item_name(item)));
    jv_set(o, "owner", *review_owner(item) ? jv_text(review_owner(item)) : jv_null());
    jv_set(o, "confirmed", e ? jv_date(e->confirmed) : jv_null());
    jv_set(o, "since", jv_date(since(item)));
    jv_set(o, "file", jv_text(s->sources->v[at.file].path));
    jv_set(o, "line", jv_int((long)at.line));
    return o;
}

static void put_json(const struct stale *s, struct strbuf *out)
{
    static const char *const names[] = {
        [REVIEW_OVERDUE] = "overdue", [REVIEW_SOON] = "soon", [REVIEW_UNCONFIRMED] = "unconfirmed"};
    struct json_t *o = jv_object();

    jv_set(o, "today", jv_date(s->today));
    jv_set(o, "within", jv_int((long)s->within));
    for (int state = REVIEW_OVERDUE; state <= REVIEW_UNCONFIRMED; state++) {
        struct json_t *list = jv_array();
        for (size_t i = 0; i < s->n; i++)
            if ((int)s->v[i].state == state)
                jv_push(list, item_json(s, &s->v[i]));
        jv_set(o, names[state], list);
    }
    jv_finish(o, out);
}

/* ---- the whole ---- */

static int print_report(const struct stale *s, bool json)
{
    struct strbuf out, clean;

    strbuf_init(&out);
    strbuf_init(&clean);
    if (json)
        put_json(s, &out);
    else
        put_text(s, &out);
    utf8_clean(&clean, out.s, out.len, true); /* paths are as they were typed */
    int code = cli_print(&clean);
    strbuf_done(&out);
    strbuf_done(&clean);
    return code;
}

static int report(const struct cli *cli, const struct args *args, const struct knowledge *k,
                  const struct sources *sources, size_t within)
{
    struct stale s = {.sources = sources, .today = cli->today, .within = within};

    s.n = review_list(k, cli->today, within, &s.v);
    int code = print_report(&s, args_has(args, "json"));
    free(s.v);
    return code;
}

int report_stale(const struct cli *cli, const struct args *args, const char *dir)
{
    struct error err = ERROR_NONE;
    size_t within = WITHIN;
    struct sources sources;
    struct diags diags;
    int code;

    if (!args_number(args, "within", WITHIN_MAX, &within, &err))
        return cli_fail(&err);
    sources_init(&sources);
    diags_init(&diags, &sources);
    struct knowledge *k = knowledge_load(dir ? dir : "knowledge", NULL, &sources, &diags, &err);
    if (!k) {
        code = cli_fail(&err);
    } else if (diags.errors > 0) {
        struct strbuf said;
        strbuf_init(&said);
        diags_print(&diags, &said);
        fputs(said.s, stderr);
        strbuf_done(&said);
        code = EX_DATAERR;
    } else {
        code = report(cli, args, k, &sources, within);
    }
    knowledge_free(k);
    diags_done(&diags);
    sources_done(&sources);
    return code;
}
