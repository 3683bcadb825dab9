/* YAML that a program writes. */
#ifndef KNOWLEDGE_EMIT_H
#define KNOWLEDGE_EMIT_H

#include "base/strbuf.h"
#include <stddef.h>

/* Appends s as a scalar in double quotes, on one line, that reads back as the same text whatever
 * is in it. Bytes that are not UTF-8 become U+FFFD. */
void emit_quoted(struct strbuf *out, const char *s, size_t n);

#endif
