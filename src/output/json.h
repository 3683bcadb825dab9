/* --json, as the contract in docs/ has it. One object, or for lists one array, a newline after it.
 */
#ifndef OUTPUT_JSON_H
#define OUTPUT_JSON_H

#include "base/strbuf.h"
#include "guide/guide.h"
#include "knowledge/hit.h"

/* query: any bytes; what is no UTF-8 is replaced. */
void json_search(const char *query, size_t n, const struct hits *h, struct strbuf *out);
struct json_ask {
    const char *query, *act, *aspect; /* aspect NULL: null */
    const struct entry *const *entries;
    size_t nentries;
    const struct facts *facts;
    const char *text;
};
void json_ask(const struct json_ask *a, struct strbuf *out);
void json_list(const struct entry *const *v, size_t n, struct strbuf *out);
/* As it is on that day: what holds from or until another is left out. */
void json_entry(const struct knowledge *k, const struct entry *e, struct date today,
                struct strbuf *out);
/* {"state": "asking", …}; code: as resume_code gives it, NULL: null. */
void json_asking(const struct guide_step *step, const struct guide_path *path, const char *code,
                 struct strbuf *out);
/* {"state": "done", …} */
void json_checklist(const struct checklist *c, const struct guide_path *path, const char *code,
                    struct strbuf *out);

#endif
