/* The manual page, made of the table of commands. `make install` writes one for each language. */
#include "app/config.h"
#include "base/lang.h"
#include "cli/table.h"
#include <stdio.h>
#include <string.h>

static int run_manual(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {NULL, NULL, NULL},
};
const struct command command_manual = {
    "manual",
    "",
    0,
    0,
    options,
    "man で読む説明書を、命令の表から作る\n"
    "make install が share/man に置くものです。ことばは --lang で選びます。\n"
    "$ madoguchi manual >madoguchi.1; man -l madoguchi.1",
    run_manual,
};

struct row {
    const char *name, *text;
};

static const struct row codes[] = {
    {"0", "うまくいった"},
    {"64", "命令やオプションの書き方がちがう"},
    {"65", "案内（YAML）や表にまちがいがある。または、案内についている例のとおりにならない"},
    {"66", "ファイルがない、または読めない"},
    {"69", "要るもの（辞書、プリンターなど）が使えない"},
    {"70", "プログラムのまちがい"},
    {"71", "メモリなど、機械の力が足りない"},
    {"73", "書き出す先のファイルを作れない"},
    {"74", "書き出している途中で失敗した"},
    {"75", "ほかのプログラムが使っている。しばらくして、もう一度"},
    {"77", "許されていない（ファイルの持ち主を確かめる）"},
    {"78", "設定ファイルにまちがいがある"},
    {"141", "出力の読み手が先にいなくなった（| head など）"},
};
static const struct row files[] = {
    {"madoguchi.db", "案内のファイル。プログラムのとなりか、../share/madoguchi にあるもの"},
    {"knowledge/", "案内の YAML。check、test、build は、書かなければこのフォルダを読む"},
    {"dict/", "案内のとなりにある、ことばの辞書（言い方、同義語）"},
    {CONFIG_KIOSK_JOURNAL, "公共の場所の端末が、答えられなかった質問を記録するファイル"},
    {CONFIG_DEFAULT_PATH, "設定ファイル。なくても動く。書けるのは次の項目"},
};
static const struct row environment[] = {
    {"MADOGUCHI_DB", "案内のファイル。--db と設定ファイルの db が先に立つ"},
    {"NO_COLOR", "何か入っていれば、色を使わない"},
    {"TERM", "端末の種類。dumb など、全画面にできないものなら、1行ずつの画面になる"},
    {"LANG, LC_ALL",
     "文字コード。UTF-8 でなければ C.UTF-8 とみなす。画面のことばは、これではなく --lang で決まる"},
};
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- roff ---- */

/* Appends s as text that roff prints as it stands: what means something to roff, or is drawn as
 * another character, by its name. */
static void literal(struct strbuf *out, const char *s, size_t n)
{
    static const struct {
        char c;
        const char *roff;
    } names[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'`', "\\(ga"},
                 {'^', "\\(ha"}, {'~', "\\(ti"}, {'"', "\\(dq"}};
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < COUNT(names) && names[k].c != s[i])
            k++;
        if (k < COUNT(names))
            strbuf_puts(out, names[k].roff);
        else
            strbuf_putc(out, s[i]);
    }
}

/* A line of text. \& keeps a leading dot from being a request. */
static void line_of(struct strbuf *out, const char *s, size_t n)
{
    strbuf_puts(out, n && *s == '.' ? "\\&" : "");
    literal(out, s, n);
    strbuf_putc(out, '\n');
}

static void line(struct strbuf *out, const char *s)
{
    line_of(out, s, strlen(s));
}

static void in_font(struct strbuf *out, char font, const char *s)
{
    strbuf_printf(out, "\\f%c", font);
    literal(out, s, strlen(s));
    strbuf_puts(out, "\\fR");
}

static void macro(struct strbuf *out, const char *name, const char *arg)
{
    strbuf_printf(out, ".%s \"", name);
    literal(out, arg, strlen(arg));
    strbuf_puts(out, "\"\n");
}

static void rows(struct strbuf *out, const struct row *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        strbuf_puts(out, ".TP\n");
        in_font(out, 'B', v[i].name);
        strbuf_putc(out, '\n');
        line(out, _(v[i].text));
    }
}

/* ---- the parts ---- */

static void option(struct strbuf *out, const struct cli_option *o)
{
    strbuf_puts(out, ".TP\n\\fB\\-\\-");
    literal(out, o->name, strlen(o->name));
    strbuf_puts(out, "\\fR");
    if (o->arg) {
        strbuf_putc(out, ' ');
        in_font(out, 'I', o->arg);
    }
    strbuf_putc(out, '\n');
    line(out, _(o->help));
}

/* A command's text, from *text on: its first line, then paragraphs and, together, examples. */
static void help_text(struct strbuf *out, const char *text)
{
    const char *s;
    size_t n;
    bool example, first = true, before = false;
    while (cli_help_next(&text, &s, &n, &example)) {
        if (before && !example)
            strbuf_puts(out, ".EE\n");
        if (!first && !(before && example))
            strbuf_puts(out, example ? ".PP\n.EX\n" : ".PP\n");
        line_of(out, s, n);
        if (first)
            strbuf_puts(out, ".RS\n");
        first = false;
        before = example;
    }
    strbuf_puts(out, before ? ".EE\n" : "");
}

static void command(struct strbuf *out, const struct command *c)
{
    strbuf_puts(out, ".TP\n");
    in_font(out, 'B', c->name);
    if (*c->words) {
        strbuf_putc(out, ' ');
        in_font(out, 'I', c->words);
    }
    strbuf_putc(out, '\n');
    help_text(out, _(c->help));
    for (const struct cli_option *o = c->options; o->name; o++)
        option(out, o);
    strbuf_puts(out, ".RE\n");
}

static void commands(struct strbuf *out, bool staff)
{
    const struct command *c;
    for (size_t i = 0; (c = cli_command(i)); i++)
        if (cli_for_staff(c) == staff)
            command(out, c);
}

static void head(struct strbuf *out, struct date today)
{
    strbuf_printf(out, ".TH MADOGUCHI 1 %04d-%02d-%02d \"madoguchi %s\" \"%s\"\n", today.year,
                  today.month, today.day, MADOGUCHI_VERSION, _("まどぐち"));
    /* Justified, gaps would open around the few Latin words; hyphens would look like part of names.
     */
    strbuf_puts(out, ".ad l\n.nh\n.nr HY 0\n");
    macro(out, "SH", _("名前"));
    strbuf_printf(out, "madoguchi \\- %s\n", _("役場へ行く前に、何を持って行けばよいかが分かる"));
    macro(out, "SH", _("書式"));
    strbuf_printf(out, "\\fBmadoguchi\\fR [%s]\n.br\n\\fBmadoguchi\\fR \\fI%s\\fR [%s] [%s]\n",
                  _("オプション"), _("命令"), _("オプション"), _("ことば…"));
    macro(out, "SH", _("説明"));
    line(out,
         _("ふだんのことばでたずねると、手続きを見つけ、必要なことだけを聞きかえし、窓口へ持って行"
           "くもの"
           "の一覧を作ります。インターネットは使いません。案内は一つのファイルに入っています。"));
    strbuf_puts(out, ".PP\n");
    line(out, _("命令を書かなければ、全画面で開きます。--plain "
                "をつけたときと、端末が全画面に向かないときは、"
                "1行ずつの画面になります。"));
    strbuf_puts(out, ".PP\n");
    line(out, _("案内は knowledge というフォルダの YAML です。職員は、それを直し、check と test で"
                "確かめ、build で一つのファイルにまとめます。"));
}

static void settings(struct strbuf *out)
{
    const struct config_key *k;
    strbuf_puts(out, ".RS\n");
    for (size_t i = 0; (k = config_key(i)); i++) {
        strbuf_puts(out, ".TP\n\\fB");
        literal(out, k->name, strlen(k->name));
        strbuf_puts(out, ":\\fR ");
        in_font(out, 'I', k->values);
        strbuf_putc(out, '\n');
        line(out, _(k->help));
    }
    strbuf_puts(out, ".RE\n");
}

static void write_manual(struct strbuf *out, struct date today)
{
    const struct cli_option *o;
    head(out, today);
    macro(out, "SH", _("どの命令でも使えるオプション"));
    for (size_t i = 0; (o = cli_global_option(i)); i++)
        option(out, o);
    macro(out, "SH", _("住民の方への命令"));
    commands(out, false);
    macro(out, "SH", _("職員の方への命令"));
    commands(out, true);
    macro(out, "SH", _("終了コード"));
    rows(out, codes, COUNT(codes));
    macro(out, "SH", _("ファイル"));
    rows(out, files, COUNT(files));
    settings(out);
    macro(out, "SH", _("環境変数"));
    rows(out, environment, COUNT(environment));
    macro(out, "SH", _("関連項目"));
    line(out, _("share/doc/madoguchi の文書（職員の方は staff.md から）"));
}

static int run_manual(const struct cli *cli, const struct args *args)
{
    (void)args;
    struct strbuf out;
    strbuf_init(&out);
    write_manual(&out, cli->today);
    int code = cli_print(&out);
    strbuf_done(&out);
    return code;
}
