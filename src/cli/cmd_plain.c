#include "base/lang.h"
#include "cli/cli.h"
#include "text/width.h"
#include "tui/lineedit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The next line without its end; NULL at the end of the input. Caller wipes and frees it. */
static char *next_line(bool tty, size_t *n)
{
    if (tty) {
        char *line = lineedit_read(_("質問> "));
        *n = line ? strlen(line) : 0;
        return line;
    }
    char *line = NULL;
    size_t cap = 0;
    ssize_t len = getline(&line, &cap, stdin);
    if (len < 0) {
        free(line);
        return NULL;
    }
    while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
    *n = (size_t)len;
    return line;
}

static bool is_bye(const struct effects *e)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->v[i].kind == EFFECT_BYE)
            return true;
    return false;
}

static void say_wrapped(const struct cli *cli, const char *text)
{
    struct strbuf b;
    strbuf_init(&b);
    text_wrap(&b, text, strlen(text), cli->cols, "", "", cli->ambiguous);
    printf("%s\n", b.s);
    strbuf_done(&b);
}

/* Before somebody begins: another day has come, or another file. When that cannot be opened it is
 * said, and the one in use stays. */
static void renew(struct session *s)
{
    struct error err = ERROR_NONE;
    if (session_dialogue(s)->phase == PHASE_HOME && session_is_stale(s) && !session_reset(s, &err))
        cli_fail(&err);
}

/* What is typed goes in, what is said comes out, until the person takes leave. */
static int converse(const struct cli *cli, struct session *s)
{
    struct error err = ERROR_NONE;
    bool tty = isatty(STDIN_FILENO), bye = false;
    char *line;
    size_t n;
    while (!bye && (line = next_line(tty, &n))) {
        struct input in = {.kind = INPUT_TEXT, .text = line, .len = n};
        const struct effects *effects;
        struct strbuf out;
        strbuf_init(&out);
        renew(s);
        bool ok = session_input(s, &in, &effects, &err);
        if (ok) {
            session_narrate(s, effects, cli->cols, cli->ambiguous, &out);
            bye = is_bye(effects);
        }
        explicit_bzero(line, n);
        free(line);
        int code = ok ? cli_print(&out) : cli_fail(&err);
        strbuf_done(&out);
        if (code != EX_OK)
            return code;
    }
    return EX_OK;
}

int cli_plain(const struct cli *cli)
{
    struct error err = ERROR_NONE;
    struct session *s = session_open(&cli->session, &err);
    if (!s)
        return cli_fail(&err);
    cli_keep_journal(cli, s);
    printf(_("%s 手続き案内\n"), session_knowledge(s)->town.name.s);
    printf("%s\n", _("知りたいことを、ふだんのことばで書いて Enter を押してください。\n"
                     "例：引っ越してきた　住民票がほしい　（終わるときは「おわり」）\n"));
    if (session_journal_notice(s))
        say_wrapped(cli, session_journal_notice(s));
    fflush(stdout);
    int code = converse(cli, s);
    lineedit_forget();
    session_close(s);
    return code;
}
