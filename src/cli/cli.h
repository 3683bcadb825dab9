/* The command line: one table of commands, each in a file of its own. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "app/look.h"
#include "app/session.h"
#include "base/date.h"
#include "base/error.h"
#include "knowledge/filekind.h"

#ifndef MADOGUCHI_VERSION
#define MADOGUCHI_VERSION "0.1.0"
#endif

/* What a value or a word is called says what it is, to the shells' completion too: FILE, DIR, PATH
 * (any of them; OLD, NEW: two), ID (an entry's), KIND (of entries), or choices, this|that. Other
 * names are text of one's own. */
struct cli_option {
    const char *name; /* without -- */
    const char *arg;  /* what its value is called, or NULL when it takes none */
    const char *help;
};

struct args;
struct cli;
struct command {
    const char *name;
    const char *words;                /* usage of what is no option: QUERY… */
    int min_words, max_words;         /* max -1: any number */
    const struct cli_option *options; /* ends with name NULL */
    /* The first line says in one sentence what it does. Further lines are for its own --help and
     * the manual; one that begins with "$ " is an example. */
    const char *help;
    int (*run)(const struct cli *cli, const struct args *args); /* gives the exit code */
};

extern const struct command command_ask, command_search, command_show, command_guide, command_list,
    command_build, command_check, command_new, command_preview, command_graph, command_diff,
    command_test, command_schema, command_import, command_report, command_publish, command_export,
    command_completion, command_manual;

/* What was given on the command line, checked against the table. */
struct args {
    const struct command *command; /* NULL: none was named */
    struct {
        const char *name, *value;
    } options[64];
    int noptions;
    const char *const *words;
    int nwords;
};
bool args_has(const struct args *a, const char *option);
const char *args_value(const struct args *a, const char *option); /* the last one; or NULL */
/* Sets *n when the option is there and a number from 1 to max. False: it is none, and *err says so.
 */
bool args_number(const struct args *a, const char *option, size_t max, size_t *n,
                 struct error *err);

struct cli { /* what all commands share */
    struct session_options session;
    struct date today;
    const char *journal; /* to be kept while somebody asks, or read by a report; NULL: none */
    struct look look;
    bool kana;     /* what is typed on the full screen is romaji, for kana */
    size_t cols;   /* of the terminal, or 80 */
    int ambiguous; /* columns of East Asian Ambiguous characters */
    bool big;      /* the full screen: boxes for a finger */
};

int cli_main(int argc, char **argv);

/* Prints "madoguchi: MESSAGE" and gives the exit code. Silent of an output that nobody reads any
 * more
 * (`list | head`): 141, as a shell shows of what SIGPIPE ended. */
int cli_fail(const struct error *err);
/* Writes everything to standard output; EX_OK, or what cli_fail gives when it cannot be written. */
int cli_print(const struct strbuf *out);
/* Appends to out what answers the question text of n bytes; false and *err when that cannot be. */
typedef bool (*cli_answer)(void *ctx, struct session *s, const char *text, size_t n,
                           struct strbuf *out, struct error *err);
/* Opens a session and prints the answers to the words, joined by spaces, or with --batch to each
 * line of a file ("-": standard input). missing is said when there is neither. The exit code. */
int cli_questions(const struct cli *cli, const struct args *args, const char *missing,
                  cli_answer answer, void *ctx);
/* Lets the session keep the journal, if there is to be one; what is wrong with it goes to standard
 * error, and the screen goes on without. */
void cli_keep_journal(const struct cli *cli, struct session *s);
/* cmd_guide.c: --answer Q=A into facts. False and *err (EX_USAGE) when it is no answer. */
bool cli_read_answer(const struct knowledge *k, struct date today, const char *given,
                     struct facts *facts, struct error *err);
/* cmd_plain.c: the conversation line by line on standard input. */
int cli_plain(const struct cli *cli);
/* The directory of knowledge a command works on: its word, or knowledge. */
const char *cli_knowledge_dir(const struct args *a);

/* cmd_schema.c: writes the JSON Schema of such files to FOLDER/KIND.json, the folder made when it
 * is not there. False and *err when that cannot be. */
bool cli_write_schema(const struct filekind *kind, const char *folder, struct error *err);

#endif
