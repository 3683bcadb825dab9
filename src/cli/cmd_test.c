#include "base/lang.h"
#include "base/xalloc.h"
#include "cli/cli.h"
#include "cli/tester.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int run_test(const struct cli *cli, const struct args *args);

static const struct cli_option options[] = {
    {"userdic", "FILE", "MeCab のユーザー辞書"},
    {NULL, NULL, NULL},
};
const struct command command_test = {
    "test",
    "[DIR]",
    0,
    1,
    options,
    "案内についている例を、ぜんぶ試す\n"
    "質問の例で手続きが見つかるか、道すじの例で書類と期限が合うか、対話の例のとおりに答えるかを確か"
    "めます。\n"
    "$ madoguchi test",
    run_test,
};

static void run_cases(struct tester *t, const struct cases *cases)
{
    size_t turns = 0;
    for (size_t i = 0; i < t->k->entries.n && t->err.code == EX_OK; i++)
        test_own_words(t, knowledge_at(t->k, i));
    for (size_t i = 0; i < cases->questions.n && t->err.code == EX_OK; i++)
        test_question(t, &cases->questions.v[i]);
    for (size_t i = 0; i < cases->guides.n; i++)
        test_guide(t, &cases->guides.v[i]);
    for (size_t i = 0; i < cases->dialogues.n && t->err.code == EX_OK; i++)
        turns += test_dialogue(t, &cases->dialogues.v[i]);
    if (t->err.code == EX_OK)
        printf(_("質問の例 %zu、道すじの例 %zu、対話の例 %zu（発話 %zu）\n"), cases->questions.n,
               cases->guides.n, cases->dialogues.n, turns);
    if (t->err.code == EX_OK)
        printf(_("そのうち、はじめて聞いたとしても1番目に出る質問 %zu（%zu のうち）\n"), t->unheard,
               t->asked);
}

/* Builds a file of its own to search in, beside nothing that is in use. */
static int test_built(struct tester *t, struct knowledge *k, const struct cases *cases,
                      const char *userdic)
{
    char path[] = "/tmp/madoguchi-test-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) {
        error_set(&t->err, EX_CANTCREAT, _("一時ファイルを作れません"));
        return cli_fail(&t->err);
    }
    close(fd);
    struct morph *m = morph_open(NULL, userdic, &t->err);
    cases_teach(cases, k);
    if (m && index_build(path, k, m, userdic, &t->err))
        t->index = index_open(path, &t->err);
    if (t->index) {
        t->db = path;
        t->k = index_knowledge(t->index);
        run_cases(t, cases);
        index_close(t->index);
    }
    morph_close(m);
    unlink(path);
    if (t->err.code != EX_OK)
        return cli_fail(&t->err);
    printf("%zu passed, %zu failed\n", t->passed, t->failed);
    return t->failed ? EX_DATAERR : EX_OK;
}

static int run_test(const struct cli *cli, const struct args *args)
{
    const char *dir = cli_knowledge_dir(args);
    int code;
    struct knowledge *k = cli_load_knowledge(cli, dir, &code);
    if (!k)
        return code;
    struct sources sources;
    struct cases cases;
    sources_init(&sources);
    const char *given = args_value(args, "userdic");
    char *beside = given ? NULL : session_default_userdic();
    struct tester t = {.sources = &sources, .err = ERROR_NONE};
    code = cli_load_cases(dir, k, &sources, &cases);
    if (code == EX_OK)
        code = test_built(&t, k, &cases, given ? given : beside);
    free(beside);
    cases_done(&cases);
    sources_done(&sources);
    knowledge_free(k);
    return code;
}
