/* dict/readings.yaml: how words are read. For src/knowledge alone. */
#ifndef KNOWLEDGE_READINGS_H
#define KNOWLEDGE_READINGS_H

#include "knowledge/diag.h"

/* Each is a word, a slash and its reading in hiragana; no word stands there twice. */
void readings_check(const struct strs *v, struct diags *d);

#endif
