#include "knowledge/knowledge.h"
#include "knowledge/hit.h"
#include <stdlib.h>
#include <string.h>

const struct desk *knowledge_desk(const struct knowledge *k, const char *id)
{
    for (size_t i = 0; i < k->town.desks.n; i++)
        if (str_is(&k->town.desks.v[i].id, id))
            return &k->town.desks.v[i];
    return NULL;
}

const struct node *tree_node(const struct tree *t, const char *id)
{
    for (size_t i = 0; i < t->nodes.n; i++)
        if (str_is(&t->nodes.v[i].id, id))
            return &t->nodes.v[i];
    return NULL;
}

int question_answer(const struct question *q, const char *answer_id)
{
    for (size_t i = 0; i < q->answers.n; i++)
        if (str_is(&q->answers.v[i].id, answer_id))
            return (int)i;
    return -1;
}

const char *question_name(const struct question *q)
{
    return q->name.len ? q->name.s : q->ask.s;
}

const char *entry_kind_name(enum entry_kind kind)
{
    static const char *const names[] = {"procedure", "event", "howto", "faq", "term", "elsewhere"};
    return names[kind];
}

const char *entry_kind_label(enum entry_kind kind)
{
    static const char *const labels[] = {"手続き",       "出来事", "やり方",
                                         "よくある質問", "ことば", "よその窓口"};
    return labels[kind];
}

const char *confidence_name(enum confidence c)
{
    static const char *const names[] = {"unknown", "choose", "sure"};
    return names[c];
}

void hits_done(struct hits *h)
{
    free(h->v);
    memset(h, 0, sizeof *h);
}
