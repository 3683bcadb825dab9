#include "cli/cli.h"
#include "app/config.h"
#include "app/lockdown.h"
#include "base/lang.h"
#include "cli/table.h"
#include "tui/script.h"
#include "tui/tui.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What residents use, and from build on what the staff use. */
static const struct command *const commands[] = {
    &command_ask,     &command_search, &command_show,       &command_guide,   &command_list,
    &command_build,   &command_check,  &command_new,        &command_preview, &command_graph,
    &command_diff,    &command_test,   &command_schema,     &command_import,  &command_report,
    &command_publish, &command_export, &command_completion, &command_manual,
};
enum { NCOMMANDS = sizeof commands / sizeof *commands, MAX_OPTIONS = 64 };

static const struct cli_option global_options[] = {
    {"kiosk", NULL,
     "公共の場所の端末として（終われない。間があけば最初の画面に戻り、跡を残さない）"},
    {"plain", NULL, "1行ずつの画面（読み上げ・点字・パイプ向け）"},
    {"furigana", NULL, "むずかしいことばに、ふりがなをつける"},
    {"db", "FILE", "知識の入ったファイル"},
    {"journal", "FILE", "答えられなかった質問の記録（none：残さない）"},
    {"config", "FILE", "設定ファイル"},
    {"today", "YYYY-MM-DD", "今日の日付（試すとき）"},
    {"lang", "ja|en", "画面のことば"},
    {"script", "FILE", "書いてあるとおりにキーを押し、画面を書き出す（試すとき）"},
    {"help", NULL, "この説明"},
    {"version", NULL, "版"},
};
enum { NGLOBALS = sizeof global_options / sizeof *global_options };

const struct command *cli_command(size_t i)
{
    return i < NCOMMANDS ? commands[i] : NULL;
}

bool cli_for_staff(const struct command *c)
{
    for (int i = 0; commands[i] != &command_build; i++)
        if (commands[i] == c)
            return false;
    return true;
}

const struct cli_option *cli_global_option(size_t i)
{
    return i < NGLOBALS ? &global_options[i] : NULL;
}

/* ---- reading the command line ---- */

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < NCOMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static bool global_takes_value(const char *name)
{
    for (int i = 0; i < NGLOBALS; i++)
        if (global_options[i].arg && strcmp(name, global_options[i].name) == 0)
            return true;
    return false;
}

/* The place in argv of the command: the first word that is no option and no option's value; 0 when
 * there is none. */
static int command_place(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--", 2) != 0)
            return i;
        if (global_takes_value(argv[i] + 2))
            i++;
    }
    return 0;
}

enum { LONG_OPTION = 1000 }; /* -o FILE is --output FILE where a command has that */

struct option_table {
    struct option rows[MAX_OPTIONS + 1]; /* getopt's */
    int n;
};

static void table_add(struct option_table *t, const struct cli_option *o)
{
    t->rows[t->n++] =
        (struct option){o->name, o->arg ? required_argument : no_argument, NULL, LONG_OPTION};
}

static bool add_option(struct args *a, const char *name, const char *value, struct error *err)
{
    if (a->noptions == MAX_OPTIONS) {
        error_set(err, EX_USAGE, _("オプションが多すぎます"));
        return false;
    }
    a->options[a->noptions].name = name;
    a->options[a->noptions++].value = value;
    return true;
}

static bool parse_options(int argc, char **argv, struct args *a, struct error *err)
{
    struct option_table table = {.n = 0};
    bool output = false;
    for (int i = 0; i < NGLOBALS; i++)
        table_add(&table, &global_options[i]);
    for (const struct cli_option *o = a->command ? a->command->options : NULL; o && o->name; o++) {
        output |= strcmp(o->name, "output") == 0;
        table_add(&table, o);
    }
    opterr = 0;
    optind = 1;
    int c, row = 0;
    while ((c = getopt_long(argc, argv, output ? ":o:" : ":", table.rows, &row)) != -1) {
        const char *given = argv[optind - 1];
        if (c == ':')
            error_set(err, EX_USAGE, _("「%s」には値が要ります"), given);
        else if (c == '?')
            error_set(err, EX_USAGE,
                      _("「%s」というオプションはありません（--help で説明が出ます）"), given);
        if (c == ':' || c == '?' ||
            !add_option(a, c == 'o' ? "output" : table.rows[row].name, optarg, err))
            return false;
    }
    a->words = (const char *const *)argv + optind;
    a->nwords = argc - optind;
    return true;
}

static bool parse_args(int argc, char **argv, struct args *a, struct error *err)
{
    int at = command_place(argc, argv);
    if (at) {
        a->command = find_command(argv[at]);
        if (!a->command) {
            error_set(err, EX_USAGE, _("「%s」という命令はありません（--help で一覧が出ます）"),
                      argv[at]);
            return false;
        }
        for (int i = at; i > 1; i--) /* the name moves to the front and out of getopt's sight */
            argv[i] = argv[i - 1];
        argv++;
        argc--;
    }
    if (!parse_options(argc, argv, a, err))
        return false;
    const struct command *c = a->command;
    if (c && !args_has(a, "help") &&
        (a->nwords < c->min_words || (c->max_words >= 0 && a->nwords > c->max_words))) {
        error_set(err, EX_USAGE, _("使い方: madoguchi %s [オプション] %s"), c->name, c->words);
        return false;
    }
    return true;
}

/* ---- what all commands share ---- */

static size_t terminal_columns(void)
{
    struct winsize ws;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col >= 20)
        return ws.ws_col < 100 ? ws.ws_col : 100; /* longer lines are hard to read */
    return 80;
}

static bool read_lang(const char *name, const struct config *config, struct error *err)
{
    if (!name)
        lang_set(config && config->has_lang ? config->lang : LANG_JA);
    else if (strcmp(name, "ja") == 0)
        lang_set(LANG_JA);
    else if (strcmp(name, "en") == 0)
        lang_set(LANG_EN);
    else
        error_set(err, EX_USAGE, "--lang は ja か en です");
    return err->code == EX_OK;
}

static bool setup(struct cli *cli, const struct args *a, struct config *config, struct error *err)
{
    if (!config_load(config, args_value(a, "config"), err))
        return false;
    if (!read_lang(args_value(a, "lang"), config, err))
        return false;
    const char *today = args_value(a, "today");
    struct clock clock = {{0, 0, 0}};
    if (today && !date_parse_iso(today, strlen(today), &clock.fixed)) {
        error_set(err, EX_USAGE, _("--today は 2026-11-20 の形で書いてください"));
        return false;
    }
    const char *db = args_value(a, "db");
    struct look look = config->look;
    bool kiosk = args_has(a, "kiosk") || (config->kiosk && !args_has(a, "plain"));
    look.furigana = look.furigana || args_has(a, "furigana");
    *cli = (struct cli){
        .session = {.db = db ? db : config->db,
                    .clock = clock,
                    .furigana = look.furigana,
                    .printer = {.command = config->print, .cols = config->slip_width}},
        .look = look,
        .today = clock_today(&clock),
        .journal = config_journal(config, args_value(a, "journal"), kiosk),
        .kana = config->kana,
        .cols = terminal_columns(),
        .ambiguous = 1,
        .big = config->big,
    };
    return true;
}

static int play_script(struct session *s, const struct cli *cli, const char *path,
                       struct error *err)
{
    struct strbuf out;
    strbuf_init(&out);
    int code = EX_OK;
    if (script_play_file(s, path, cli->ambiguous, &out, err))
        code = cli_print(&out);
    strbuf_done(&out);
    return code;
}

/* --kiosk beside what leaves the full screen. */
static bool kiosk_fits(const struct args *a, struct error *err)
{
    if (args_has(a, "kiosk") && (a->command || args_has(a, "plain")))
        error_set(err, EX_USAGE, "%s",
                  _("--kiosk は全画面だけで使えます（--plain や命令とは使えません）"));
    return err->code == EX_OK;
}

/* No command: the full screen where there is a terminal, otherwise line by line. But never that in
 * a kiosk: the end of its input would leave it. */
static int open_screen(const struct cli *cli, const struct args *a, const struct tui_options *o)
{
    const char *script = args_value(a, "script");
    bool tty = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (!script && (args_has(a, "plain") || !(tty || o->kiosk)))
        return cli_plain(cli);
    struct error err = ERROR_NONE;
    struct session *session = session_open(&cli->session, &err);
    if (!session)
        return cli_fail(&err);
    cli_keep_journal(cli, session);
    int code = script ? play_script(session, cli, script, &err) : tui_run(session, o, &err);
    session_close(session);
    if (code == EX_UNAVAILABLE && !script && !o->kiosk)
        return cli_plain(cli);
    if (err.code != EX_OK)
        return cli_fail(&err);
    return code;
}

static int open_locked(const struct cli *cli, const struct args *a, const struct config *c,
                       char **argv)
{
    struct tui_options o = {.kiosk = args_has(a, "kiosk") || (c->kiosk && !args_has(a, "plain")),
                            .idle = c->idle,
                            .countdown = c->countdown,
                            .kana = cli->kana,
                            .big = cli->big,
                            .look = cli->look};
    if (o.kiosk) {
        lockdown_environment(argv);
        lockdown_process();
    }
    return open_screen(cli, a, &o);
}

/* Mistakes of the command line itself are told in the language it asks for, too. */
static void foresee_lang(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--lang=en") == 0 ||
            (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "en") == 0))
            lang_set(LANG_EN);
}

int cli_main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    struct args args = {.command = NULL};
    struct config config;
    struct cli cli;
    foresee_lang(argc, argv);
    if (!parse_args(argc, argv, &args, &err))
        return cli_fail(&err);
    if (args_has(&args, "help"))
        return read_lang(args_value(&args, "lang"), NULL, &err)
                   ? cli_help(args.command, terminal_columns())
                   : cli_fail(&err);
    if (args_has(&args, "version"))
        return printf("madoguchi %s\n", MADOGUCHI_VERSION) > 0 ? EX_OK : EX_IOERR;
    int code;
    if (!setup(&cli, &args, &config, &err) || !kiosk_fits(&args, &err))
        code = cli_fail(&err);
    else
        code =
            args.command ? args.command->run(&cli, &args) : open_locked(&cli, &args, &config, argv);
    config_done(&config);
    return code;
}
