/* Conditions: a small closed language over facts, evaluated in three values.
 *
 *   expr := and ('or' and)*          and := not ('and' not)*      not := 'not' not | cmp
 *   cmp  := sum (('=='|'!='|'<'|'<='|'>'|'>=') sum | 'in' '[' sum (',' sum)* ']')?
 *   sum  := term (('+'|'-') term)*
 *   term := NUMBER | YYYY-MM-DD | NUMBER ('days'|'weeks'|'months'|'years') | 'today'
 *         | 'age' '(' question ')' | name | '(' expr ')'
 *
 * A name is a question, or an answer of the question on the other side of == != in. A yesno
 * question or a derived value may stand alone as a condition. For a multi question, `q == a` and
 * `q in [a, b]` mean "a was chosen" and "one of them was chosen".
 * The logic is Kleene's strong three-valued one (S. C. Kleene, Introduction to Metamathematics,
 * 1952, §64). A question that certainly is not asked makes every comparison with it false. */
#ifndef KNOWLEDGE_CONDITION_H
#define KNOWLEDGE_CONDITION_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/strbuf.h"
#include "knowledge/str.h"

enum truth { TRUTH_FALSE, TRUTH_UNKNOWN, TRUTH_TRUE };

struct question;

/* What is known of the answer to a question. For choice questions the possible answers are a bit
 * set over question->answers (yesno: bit 0 はい, bit 1 いいえ). */
struct possible {
    bool absent;      /* it may be that the question does not apply */
    bool any;         /* date, number: any value is possible */
    bool has;         /* date, number: `number` or `date` is a possible value */
    uint64_t answers; /* single, yesno: the answers of which one holds. multi: see chosen */
    uint64_t chosen;  /* multi: certainly chosen; answers: possibly chosen (chosen ⊆ answers) */
    long number;
    struct date date;
};

/* The certain "not asked". */
#define POSSIBLE_ABSENT ((struct possible){.absent = true})

struct cond_env {
    /* What is known of q. Called for every question the condition reads, in order of reading. */
    struct possible (*get)(void *ctx, const struct question *q);
    void *ctx;
    struct date today;
};

struct cond; /* owned by the arena it was parsed into */

/* Parses s. NULL on a mistake: err->msg says what, *at the byte offset in s where. Names are not
 * resolved yet. */
struct cond *cond_parse(struct arena *a, const char *s, size_t n, struct error *err, size_t *at);

/* Gives every name its question or answer. find returns the question of that id or NULL. False on
 * a mistake, reported as by cond_parse. */
bool cond_resolve(struct cond *c, const struct question *(*find)(void *ctx, const char *id),
                  void *ctx, struct error *err, size_t *at);

/* NULL condition: TRUTH_TRUE. Derived values are evaluated through their own condition. */
enum truth cond_eval(const struct cond *c, const struct cond_env *env);

/* Calls visit once for every question that c reads (derived values: the questions below them). */
void cond_questions(const struct cond *c, void (*visit)(void *ctx, const struct question *q),
                    void *ctx);
/* Does a derived question read itself, over however many others? */
bool cond_reads_itself(const struct question *derived);
/* Calls visit for every number and date that c compares q with: the values around which its
 * result can change. */
void cond_constants(const struct cond *c, const struct question *q, struct date today,
                    void (*visit)(void *ctx, const struct possible *value), void *ctx);
/* The answers of q that c compares it with, as bits over q->answers. */
uint64_t cond_answers(const struct cond *c, const struct question *q);
/* Appends the condition in words, from the names and labels of its questions and answers:
 * 「転出の手続き」が「紙でした」. */
void cond_describe(const struct cond *c, struct strbuf *out);

#endif
