/* The language of conditions by example, for the authors' reference. */
#ifndef KNOWLEDGE_COND_FORMS_H
#define KNOWLEDGE_COND_FORMS_H

#include <stddef.h>

struct cond_form {
    const char *example; /* a condition that can be parsed */
    const char *means;   /* one Japanese sentence */
};
/* Every operator and every kind of value is in one of them. */
extern const struct cond_form cond_forms[];
extern const size_t cond_forms_count;

#endif
