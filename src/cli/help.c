#include "base/lang.h"
#include "cli/table.h"
#include "text/width.h"
#include <string.h>

enum { LEFT = 28 }; /* columns of names, with their margins */

bool cli_help_next(const char **text, const char **s, size_t *n, bool *example)
{
    if (!**text)
        return false;
    *s = *text;
    *n = strcspn(*s, "\n");
    *text += *n + ((*text)[*n] == '\n');
    *example = strncmp(*s, "$ ", 2) == 0;
    if (*example) {
        *s += 2;
        *n -= 2;
    }
    return true;
}

/* A name on the left and a text beside it, or below where the name is too long. */
static void row(struct strbuf *out, const char *name, const char *text, size_t n, size_t cols)
{
    struct strbuf left, indent;
    strbuf_init(&left);
    strbuf_init(&indent);
    strbuf_printf(&left, "  %s", name);
    strbuf_fill(&indent, ' ', LEFT);
    size_t width = text_width(left.s, left.len, 1);
    if (width + 2 > LEFT) {
        strbuf_printf(out, "%s\n", left.s);
        strbuf_clear(&left);
        width = 0;
    }
    strbuf_fill(&left, ' ', LEFT - width);
    text_wrap(out, text, n, cols, left.s, indent.s, 1);
    strbuf_done(&indent);
    strbuf_done(&left);
}

static void option_row(struct strbuf *out, const struct cli_option *o, size_t cols)
{
    struct strbuf name;
    strbuf_init(&name);
    strbuf_printf(&name, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    const char *help = _(o->help);
    row(out, name.s, help, strlen(help), cols);
    strbuf_done(&name);
}

static void command_rows(struct strbuf *out, bool staff, size_t cols)
{
    const struct command *c;
    for (size_t i = 0; (c = cli_command(i)); i++) {
        struct strbuf name;
        const char *text = _(c->help), *s;
        size_t n;
        bool example;
        if (cli_for_staff(c) != staff || !cli_help_next(&text, &s, &n, &example))
            continue;
        strbuf_init(&name);
        strbuf_printf(&name, "%s%s%s", c->name, *c->words ? " " : "", c->words);
        row(out, name.s, s, n, cols);
        strbuf_done(&name);
    }
}

static void all_commands(struct strbuf *out, size_t cols)
{
    strbuf_puts(out, _("使い方: madoguchi [オプション]              画面を開く\n"
                       "        madoguchi 命令 [オプション] [ことば]\n"));
    strbuf_printf(out, "\n%s\n", _("住民の方へ:"));
    command_rows(out, false, cols);
    strbuf_printf(out, "\n%s\n", _("職員の方へ:"));
    command_rows(out, true, cols);
    strbuf_printf(out, "\n%s\n\n",
                  _("命令ごとの説明と例は madoguchi 命令 --help、全体は man madoguchi で出ます。"));
}

static void one_command(struct strbuf *out, const struct command *c, size_t cols)
{
    const char *text = _(c->help), *s;
    size_t n;
    bool example;
    strbuf_printf(out, _("使い方: madoguchi %s [オプション] %s\n"), c->name, c->words);
    while (cli_help_next(&text, &s, &n, &example)) {
        if (example)
            strbuf_printf(out, "    %.*s\n", (int)n, s);
        else
            text_wrap(out, s, n, cols, "", "", 1);
    }
    strbuf_puts(out, c->options->name ? "\n" : "");
    for (const struct cli_option *o = c->options; o->name; o++)
        option_row(out, o, cols);
}

int cli_help(const struct command *c, size_t cols)
{
    struct strbuf out;
    strbuf_init(&out);
    if (c)
        one_command(&out, c, cols);
    else
        all_commands(&out, cols);
    strbuf_printf(&out, "%s%s\n", c ? "\n" : "", _("どの命令でも使えるオプション:"));
    const struct cli_option *o;
    for (size_t i = 0; (o = cli_global_option(i)); i++)
        option_row(&out, o, cols);
    int code = cli_print(&out);
    strbuf_done(&out);
    return code;
}
