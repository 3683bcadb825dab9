/* Completion for bash and zsh, made of the table of commands: what a value or a word is called
 * there says what can stand in its place. */
#include "base/lang.h"
#include "cli/table.h"
#include <string.h>

static int run_completion(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {NULL, NULL, NULL},
};
const struct command command_completion = {
    "completion",
    "bash|zsh",
    1,
    1,
    options,
    "シェルで Tab を押したときの補完を、命令の表から作る\n"
    "make install が置くものです。自分だけで使うときは、シェルの設定ファイルで読みこみます。\n"
    "$ eval \"$(madoguchi completion bash)\"",
    run_completion,
};

/* ---- what a place takes ---- */

enum place { PLACE_TEXT, PLACE_FILE, PLACE_DIR, PLACE_ID, PLACE_CHOICES };

/* Appends what KIND is to a command, each after a space. */
static void kinds(const struct command *c, struct strbuf *out)
{
    if (c == &command_schema)
        for (size_t i = 0; i < filekinds_count; i++)
            strbuf_printf(out, " %s", filekinds[i].name);
    else
        for (int k = 0; k < ENTRY_KINDS; k++)
            strbuf_printf(out, " %s", entry_kind_name((enum entry_kind)k));
    strbuf_puts(out, c == &command_new ? " case" : "");
}

/* What a name in the usage of c (NULL: of every command) stands for. Appends the choices, each
 * after a space. */
static enum place place_of(const struct command *c, const char *name, struct strbuf *choices)
{
    static const struct {
        const char *name;
        enum place place;
    } names[] = {{"FILE", PLACE_FILE}, {"PATH", PLACE_FILE}, {"OLD", PLACE_FILE},
                 {"NEW", PLACE_FILE},  {"DIR", PLACE_DIR},   {"ID", PLACE_ID}};
    if (c == &command_new && strcmp(name, "ID") == 0) /* one that is not there yet */
        return PLACE_TEXT;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].place;
    if (strcmp(name, "KIND") == 0) {
        kinds(c, choices);
        return PLACE_CHOICES;
    }
    if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz|")]) /* what is written as it stands */
        return PLACE_TEXT;
    strbuf_putc(choices, ' ');
    for (const char *s = name; *s; s++)
        strbuf_putc(choices, *s == '|' ? ' ' : *s);
    return PLACE_CHOICES;
}

/* The next word of a usage such as "KIND [ID] [-o FILE]", options left out, without its brackets.
 * Appended to name, which is cleared. False: there is none. */
static bool next_word(const char **usage, struct strbuf *name)
{
    bool option = false;
    while (*(*usage += strspn(*usage, " "))) {
        size_t n = strcspn(*usage, " ");
        const char *s = *usage;
        *usage += n;
        strbuf_clear(name);
        for (size_t i = 0; i < n; i++)
            if (s[i] != '[' && s[i] != ']')
                strbuf_putc(name, s[i]);
        bool value = option && name->s[0] != '-';
        option = name->s[0] == '-' && s[n - 1] != ']';
        if (name->s[0] != '-' && !value)
            return true;
    }
    return false;
}

static bool is_output(const struct cli_option *o)
{
    return strcmp(o->name, "output") == 0;
}

/* ---- bash ---- */

/* Appends "    'PATTERN') place=…" for what bash's _madoguchi_place decides. */
static void bash_place(struct strbuf *out, const struct command *c, const char *pattern,
                       const char *name)
{
    static const char *const places[] = {
        [PLACE_TEXT] = "text", [PLACE_FILE] = "file", [PLACE_DIR] = "dir", [PLACE_ID] = "id"};
    struct strbuf choices;
    strbuf_init(&choices);
    enum place place = place_of(c, name, &choices);
    strbuf_printf(out, "    %s) ", pattern);
    if (place == PLACE_CHOICES)
        strbuf_printf(out, "place=choices choices='%s' ;;\n", choices.s + 1);
    else
        strbuf_printf(out, "place=%s ;;\n", places[place]);
    strbuf_done(&choices);
}

static void bash_option_place(struct strbuf *out, const struct command *c,
                              const struct cli_option *o)
{
    struct strbuf pattern;
    strbuf_init(&pattern);
    if (c)
        strbuf_printf(&pattern, "'%s --%s'", c->name, o->name);
    else
        strbuf_printf(&pattern, "*' --%s'", o->name);
    if (c && is_output(o))
        strbuf_printf(&pattern, " | '%s -o'", c->name);
    if (o->arg)
        bash_place(out, c, pattern.s, o->arg);
    strbuf_done(&pattern);
}

static void bash_places(struct strbuf *out)
{
    const struct command *c;
    const struct cli_option *o;
    strbuf_puts(out, "# What stands after option $2 of command $1, or as its word number $2.\n"
                     "_madoguchi_place()\n{\n    place= choices=\n    case \"$1 $2\" in\n");
    for (size_t i = 0; (c = cli_command(i)); i++) {
        struct strbuf word, pattern;
        const char *usage = c->words;
        strbuf_init(&word);
        strbuf_init(&pattern);
        for (size_t n = 1; next_word(&usage, &word); n++) {
            strbuf_clear(&pattern);
            strbuf_printf(&pattern, "'%s %zu'", c->name, n);
            bash_place(out, c, pattern.s, word.s);
        }
        for (o = c->options; o->name; o++)
            bash_option_place(out, c, o);
        strbuf_done(&pattern);
        strbuf_done(&word);
    }
    for (size_t i = 0; (o = cli_global_option(i)); i++)
        bash_option_place(out, NULL, o);
    strbuf_puts(out, "    esac\n    [[ -n $place ]]\n}\n\n");
}

static void bash_names(struct strbuf *out)
{
    const struct command *c;
    const struct cli_option *o;
    strbuf_puts(out, "_madoguchi_commands='");
    for (size_t i = 0; (c = cli_command(i)); i++)
        strbuf_printf(out, "%s%s", i ? " " : "", c->name);
    strbuf_puts(out, "'\n\n# The options of command $1.\n_madoguchi_options()\n{\n"
                     "    choices='");
    for (size_t i = 0; (o = cli_global_option(i)); i++)
        strbuf_printf(out, "%s--%s", i ? " " : "", o->name);
    strbuf_puts(out, "'\n    case $1 in\n");
    for (size_t i = 0; (c = cli_command(i)); i++) {
        if (!c->options->name)
            continue;
        strbuf_printf(out, "    %s) choices+='", c->name);
        for (o = c->options; o->name; o++)
            strbuf_printf(out, " --%s%s", o->name, is_output(o) ? " -o" : "");
        strbuf_puts(out, "' ;;\n");
    }
    strbuf_puts(out, "    esac\n}\n\n");
}

/* Ids come from a file that may be anybody's: nothing of them is ever expanded by the shell, as
 * compgen -W would. */
static const char bash_body[] =
    "# Offers those of the words $@ that begin with what has been typed.\n"
    "_madoguchi_offer()\n"
    "{\n"
    "    local word\n"
    "    for word; do\n"
    "        [[ $word == \"$typed\"* ]] && COMPREPLY+=(\"$word\")\n"
    "    done\n"
    "}\n"
    "\n"
    "_madoguchi()\n"
    "{\n"
    "    local program=${COMP_WORDS[0]/#\\~\\//$HOME/} typed=${COMP_WORDS[COMP_CWORD]}\n"
    "    local command= option= place= choices= word i number=1 db=() ids=()\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ $word == = ]]; then\n"
    "            [[ -n $option ]] || ((i++)) # --answer q=a is q, = and a\n"
    "        elif [[ -n $option ]]; then\n"
    "            [[ $option != --db ]] || db=(--db \"${word/#\\~\\//$HOME/}\")\n"
    "            option=\n"
    "        elif [[ $word == -* ]]; then\n"
    "            _madoguchi_place \"$command\" \"$word\" && option=$word\n"
    "        elif [[ -z $command ]]; then\n"
    "            command=$word\n"
    "        else\n"
    "            ((number++))\n"
    "        fi\n"
    "    done\n"
    "    ((i == COMP_CWORD)) || return\n"
    "    if [[ $typed == = ]]; then # --lang=\n"
    "        [[ -n $option ]] || return\n"
    "        typed=\n"
    "    fi\n"
    "    if [[ -n $option ]]; then\n"
    "        _madoguchi_place \"$command\" \"$option\"\n"
    "    elif [[ $typed == -* ]]; then\n"
    "        _madoguchi_options \"$command\"\n"
    "        place=choices\n"
    "    elif [[ -z $command ]]; then\n"
    "        place=choices choices=$_madoguchi_commands\n"
    "    else\n"
    "        _madoguchi_place \"$command\" \"$number\"\n"
    "    fi\n"
    "    case $place in\n"
    "    choices) _madoguchi_offer $choices ;;\n"
    "    id)\n"
    "        mapfile -t ids < <(\"$program\" \"${db[@]}\" list --ids 2>/dev/null)\n"
    "        _madoguchi_offer \"${ids[@]}\"\n"
    "        ;;\n"
    "    file) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$typed\") ;;\n"
    "    dir) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$typed\") ;;\n"
    "    esac\n"
    "}\n"
    "complete -F _madoguchi madoguchi\n";

static void write_bash(struct strbuf *out)
{
    strbuf_puts(out, "# bash completion for madoguchi, made by `madoguchi completion bash`.\n\n");
    bash_names(out);
    bash_places(out);
    strbuf_puts(out, bash_body);
}

/* ---- zsh ---- */

/* Appends s for the inside of '…', with the characters of special escaped for _arguments. */
static void zsh_text(struct strbuf *out, const char *s, size_t n, const char *special)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\'') {
            strbuf_puts(out, "'\\''");
            continue;
        }
        if (s[i] == '\\' || strchr(special, s[i]))
            strbuf_putc(out, '\\');
        strbuf_putc(out, s[i]);
    }
}

/* ":NAME:ACTION" */
static void zsh_place(struct strbuf *out, const struct command *c, const char *name)
{
    static const char *const actions[] = {[PLACE_TEXT] = " ",
                                          [PLACE_FILE] = "_files",
                                          [PLACE_DIR] = "_files -/",
                                          [PLACE_ID] = "_madoguchi_ids"};
    struct strbuf choices;
    strbuf_init(&choices);
    enum place place = place_of(c, name, &choices);
    strbuf_putc(out, ':');
    zsh_text(out, name, strlen(name), ":");
    strbuf_putc(out, ':');
    if (place == PLACE_CHOICES)
        strbuf_printf(out, "(%s)", choices.s + 1);
    else
        strbuf_puts(out, actions[place]);
    strbuf_done(&choices);
}

static void zsh_option(struct strbuf *out, const struct command *c, const struct cli_option *o)
{
    const char *help = _(o->help);
    if (is_output(o))
        strbuf_puts(out, " '(-o --output)'{-o,--output}'[");
    else /* what is given as Q=A is given again and again */
        strbuf_printf(out, " '%s--%s[", o->arg && strchr(o->arg, '=') ? "*" : "", o->name);
    zsh_text(out, help, strlen(help), "[]:");
    strbuf_putc(out, ']');
    if (o->arg)
        zsh_place(out, c, o->arg);
    strbuf_putc(out, '\'');
}

static void zsh_command(struct strbuf *out, const struct command *c)
{
    struct strbuf word;
    const char *usage = c->words;
    strbuf_init(&word);
    strbuf_printf(out, "        %s) _arguments $globals", c->name);
    for (const struct cli_option *o = c->options; o->name; o++)
        zsh_option(out, c, o);
    for (size_t n = 1; next_word(&usage, &word); n++) {
        strbuf_puts(out, " '");
        if (c->max_words < 0)
            strbuf_putc(out, '*');
        else
            strbuf_printf(out, "%zu", n);
        zsh_place(out, c, word.s);
        strbuf_putc(out, '\'');
    }
    strbuf_puts(out, " && ret=0 ;;\n");
    strbuf_done(&word);
}

static void zsh_names(struct strbuf *out)
{
    const struct command *c;
    strbuf_puts(out, "    commands=(");
    for (size_t i = 0; (c = cli_command(i)); i++) {
        const char *help = _(c->help);
        strbuf_printf(out, " '%s:", c->name);
        zsh_text(out, help, strcspn(help, "\n"), ":");
        strbuf_putc(out, '\'');
    }
    strbuf_puts(out, ")\n");
}

static void write_zsh(struct strbuf *out)
{
    const struct command *c;
    const struct cli_option *o;
    strbuf_puts(
        out,
        "#compdef madoguchi\n"
        "# zsh completion for madoguchi, made by `madoguchi completion zsh`.\n\n"
        "_madoguchi_ids()\n{\n    local -a ids\n"
        "    ids=(${(f)\"$(_call_program ids $madoguchi $database list --ids 2>/dev/null)\"})\n"
        "    compadd \"$@\" -a ids\n}\n\n"
        "_madoguchi()\n{\n"
        "    local madoguchi=$words[1] database= curcontext=$curcontext state state_descr line "
        "ret=1\n"
        "    local -a context globals commands\n    typeset -A opt_args\n");
    strbuf_puts(out, "    globals=(");
    for (size_t i = 0; (o = cli_global_option(i)); i++)
        zsh_option(out, NULL, o);
    strbuf_puts(out, ")\n");
    zsh_names(out);
    strbuf_puts(out, "    _arguments -C $globals '1: :->command' '*:: :->words' && ret=0\n"
                     "    [[ -z $opt_args[--db] ]] || database=\"--db $opt_args[--db]\"\n"
                     "    case $state in\n"
                     "    command) _describe -t commands command commands && ret=0 ;;\n"
                     "    words)\n        case $words[1] in\n");
    for (size_t i = 0; (c = cli_command(i)); i++)
        zsh_command(out, c);
    strbuf_puts(out, "        esac ;;\n    esac\n    return ret\n}\n\n_madoguchi \"$@\"\n");
}

static int run_completion(const struct cli *cli, const struct args *args)
{
    (void)cli;
    struct error err = ERROR_NONE;
    struct strbuf out;
    bool bash = strcmp(args->words[0], "bash") == 0;
    if (!bash && strcmp(args->words[0], "zsh") != 0) {
        error_set(&err, EX_USAGE, _("補完を作れるのは bash と zsh です"));
        return cli_fail(&err);
    }
    strbuf_init(&out);
    if (bash)
        write_bash(&out);
    else
        write_zsh(&out);
    int code = cli_print(&out);
    strbuf_done(&out);
    return code;
}
