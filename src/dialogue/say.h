/* Effects, and what they say. */
#ifndef DIALOGUE_SAY_H
#define DIALOGUE_SAY_H

#include "dialogue/dialogue.h"

/* text: owned by out->arena, or NULL. */
void effect_add(struct effects *out, enum effect_kind kind, const struct entry *entry,
                const char *text);
/* Adds an EFFECT_SAY. */
void effect_say(struct effects *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* What was typed, fit to be shown: cleaned, cut to 40 characters; owned by out->arena. */
const char *say_echo(struct effects *out, const char *text);

/* 「引っ越してきた」「…」: up to three things one can ask, taken from the knowledge; "" without
 * any. */
const char *say_examples(struct effects *out, const struct knowledge *k);
/* The desk to turn to: that of the entry, else the front desk; "" when there is none. */
const char *say_desk(struct effects *out, const struct knowledge *k, const struct entry *e);
void say_home(struct effects *out, const struct knowledge *k);
void say_empty(struct effects *out, const struct knowledge *k);
/* How an answer may be written where that is not plain from the question; NULL otherwise. */
const char *say_how(struct effects *out, const struct question *q, struct date today);

#endif
