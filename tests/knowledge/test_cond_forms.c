#include "knowledge/cond.h"
#include "knowledge/cond_forms.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void mark(const struct cond *c, bool seen[])
{
    if (!c)
        return;
    seen[c->op] = true;
    mark(c->a, seen);
    mark(c->b, seen);
    for (size_t i = 0; i < c->nlist; i++)
        mark(c->list[i], seen);
}

/* The authors' reference shows conditions that can be parsed, and nothing of the language is
 * missing there. */
static void test_forms(void **state)
{
    bool seen[COND_SUB + 1] = {[COND_QUESTION] = true, [COND_ANSWERS] = true}; /* names, resolved */
    (void)state;
    for (size_t i = 0; i < cond_forms_count; i++) {
        struct arena a;
        struct error err = ERROR_NONE;
        size_t at = 0;
        const char *text = cond_forms[i].example;
        arena_init(&a);
        const struct cond *c = cond_parse(&a, text, strlen(text), &err, &at);
        if (!c)
            fail_msg("%s: %s", text, err.msg);
        mark(c, seen);
        arena_done(&a);
    }
    for (size_t op = 0; op <= COND_SUB; op++)
        if (!seen[op])
            fail_msg("no example has operator %zu of enum cond_op", op);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
