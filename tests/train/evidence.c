/* evidence DB QUESTIONS: on each line of standard output what a question's confidence was judged
 * by, for setting the thresholds of src/index/confidence.c: what it came to, then hits, exact, top,
 * next, covered, and the ids of the first entries; with a tab between. */
#include "base/xalloc.h"
#include "index/search.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

int main(int argc, char **argv)
{
    struct error err = ERROR_NONE;
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    struct index *ix = argc == 3 ? index_open(argv[1], &err) : NULL;
    FILE *f = ix ? fopen(argv[2], "r") : NULL;
    if (!f)
        return EX_USAGE;
    while ((n = getline(&line, &cap, f)) > 0) {
        struct hits h;
        struct evidence e;
        if (line[n - 1] == '\n')
            n--;
        if (!search_explain(ix, line, (size_t)n, 5, &h, &e, &err))
            return EX_SOFTWARE;
        printf("%s\t%zu\t%zu\t%.4f\t%.4f\t%.4f\t%.4f", confidence_name(h.confidence), e.hits,
               e.exact, e.top, e.next, e.covered, e.size);
        for (size_t i = 0; i < h.n; i++)
            printf("\t%s", h.v[i].entry->id.s);
        putchar('\n');
        hits_done(&h);
    }
    free(line);
    fclose(f);
    index_close(ix);
    return EX_OK;
}
