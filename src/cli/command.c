/* What the commands share. */
#include "base/lang.h"
#include "cli/cli.h"
#include "text/utf8.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was given ---- */

bool args_has(const struct args *a, const char *option)
{
    for (int i = 0; i < a->noptions; i++)
        if (strcmp(a->options[i].name, option) == 0)
            return true;
    return false;
}

const char *args_value(const struct args *a, const char *option)
{
    for (int i = a->noptions - 1; i >= 0; i--)
        if (strcmp(a->options[i].name, option) == 0)
            return a->options[i].value;
    return NULL;
}

bool args_number(const struct args *a, const char *option, size_t max, size_t *n, struct error *err)
{
    const char *s = args_value(a, option);
    if (!s)
        return true;
    char *end;
    errno = 0;
    unsigned long v = strtoul(s, &end, 10);
    if (errno || *end || *s < '0' || *s > '9' || v < 1 || v > max) {
        error_set(err, EX_USAGE, _("--%s には 1 から %zu までの数を書いてください"), option, max);
        return false;
    }
    *n = v;
    return true;
}

/* ---- what is said ---- */

/* What a shell shows of a program that SIGPIPE ended. */
enum { READER_GONE = 128 + SIGPIPE };

int cli_fail(const struct error *err)
{
    if (err->code == READER_GONE) /* which is what `head` does */
        return READER_GONE;
    struct strbuf b;
    strbuf_init(&b);
    utf8_clean(&b, err->msg, strlen(err->msg), true);
    fprintf(stderr, "madoguchi: %s\n", b.s);
    strbuf_done(&b);
    return err->code ? err->code : EX_SOFTWARE;
}

static bool written(bool ok, struct error *err)
{
    if (!ok && errno == EPIPE)
        error_set(err, READER_GONE, "%s", strerror(errno));
    else if (!ok)
        error_set(err, EX_IOERR, _("書き出せません（%s）"), strerror(errno));
    return ok;
}

int cli_print(const struct strbuf *out)
{
    struct error err = ERROR_NONE;
    bool ok = fwrite(out->s, 1, out->len, stdout) == out->len && fflush(stdout) == 0;
    return written(ok, &err) ? EX_OK : cli_fail(&err);
}

void cli_keep_journal(const struct cli *cli, struct session *s)
{
    struct strbuf told;
    strbuf_init(&told);
    if (cli->journal)
        session_keep_journal(s, cli->journal, &told);
    struct error err = ERROR_NONE;
    if (told.len > 0) {
        error_set(&err, EX_IOERR, "%s", told.s);
        cli_fail(&err);
    }
    strbuf_done(&told);
}

const char *cli_knowledge_dir(const struct args *a)
{
    return a->nwords ? a->words[0] : "knowledge";
}

/* ---- questions ---- */

struct asking {
    cli_answer answer;
    void *ctx;
    struct session *session;
};

static bool answer_one(const struct asking *a, const char *text, size_t n, struct error *err)
{
    struct strbuf out;
    strbuf_init(&out);
    bool ok = a->answer(a->ctx, a->session, text, n, &out, err) &&
              written(fwrite(out.s, 1, out.len, stdout) == out.len, err);
    strbuf_wipe(&out);
    strbuf_done(&out);
    return ok;
}

static bool answer_words(const struct asking *a, const struct args *args, struct error *err)
{
    struct strbuf text;
    strbuf_init(&text);
    for (int i = 0; i < args->nwords; i++) {
        strbuf_puts(&text, i ? " " : "");
        strbuf_puts(&text, args->words[i]);
    }
    bool ok = answer_one(a, text.s, text.len, err);
    strbuf_wipe(&text);
    strbuf_done(&text);
    return ok;
}

static bool unreadable(const char *path, struct error *err)
{
    error_set(err, EX_NOINPUT, _("「%s」を読めません（%s）"), path, strerror(errno));
    return false;
}

static bool answer_lines(const struct asking *a, const char *path, struct error *err)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!f)
        return unreadable(path, err);
    char *s = NULL;
    size_t cap = 0;
    ssize_t n;
    bool ok = true;
    while (ok && (n = getline(&s, &cap, f)) >= 0) {
        while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == '\r'))
            n--;
        ok = answer_one(a, s, (size_t)n, err);
    }
    if (ok && ferror(f)) /* a directory can be opened, but not read */
        ok = unreadable(path, err);
    if (s)
        explicit_bzero(s, cap);
    free(s);
    if (f != stdin)
        fclose(f);
    return ok;
}

int cli_questions(const struct cli *cli, const struct args *args, const char *missing,
                  cli_answer answer, void *ctx)
{
    struct error err = ERROR_NONE;
    const char *batch = args_value(args, "batch");
    if (!batch && args->nwords == 0) {
        error_set(&err, EX_USAGE, "%s", missing);
        return cli_fail(&err);
    }
    struct asking a = {answer, ctx, session_open(&cli->session, &err)};
    if (!a.session)
        return cli_fail(&err);
    bool ok = batch ? answer_lines(&a, batch, &err) : answer_words(&a, args, &err);
    ok = ok && written(fflush(stdout) == 0, &err);
    session_close(a.session);
    return ok ? EX_OK : cli_fail(&err);
}
