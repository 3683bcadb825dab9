/* The words of a question, and which of them may be names. Private to names*.c. */
#ifndef APP_NAMES_FIND_H
#define APP_NAMES_FIND_H

#include "index/index.h"
#include "morph/morph.h"
#include <stdbool.h>

enum script {
    SCRIPT_KANJI,
    SCRIPT_HIRAGANA,
    SCRIPT_KATAKANA,
    SCRIPT_LATIN,
    SCRIPT_OTHER,
    SCRIPT_MIXED
};

struct word {
    const struct token *t;
    enum script script;
    size_t chars;
    bool joined;  /* nothing stands between it and the word before */
    bool grammar; /* particles and the like: no name by itself */
    bool known;   /* the knowledge has it */
    bool doubt;   /* it may be a name by itself */
    bool gone;
};
struct finder {
    struct index *ix;
    const char *s; /* normalised */
    struct word *v;
    size_t n;
};

/* names_word.c: one word, and what it is beside its neighbours */
enum script names_script(const char *s, size_t n);
enum script names_script_of(uint32_t c);
bool names_any(const char *s, const char *const words[]); /* words ends with NULL */
bool names_is(const struct word *w, const char *s);       /* w may be NULL */
bool names_is_grammar(const struct token *t);
bool names_is_honorific(const struct token *t);
bool names_is_family(const struct token *t);
/* A sort of person rather than one: 業者さん, 大家さん */
bool names_is_role(const struct word *w);
/* Do the letters where i and the next word meet stand side by side in the knowledge? */
bool names_pair_known(const struct finder *f, size_t i);
void names_doubt(struct finder *f); /* sets doubt */

/* names_thing.c: takes the doubt from what is a thing rather than a person */
void names_keep_things(struct finder *f);

/* names_kana.c: names in kana, which the dictionary cuts into pieces */
/* Hides the piece i and what belongs to it among the words from `from` up to `end`, all hiragana.
 */
void names_hide_hiragana(struct finder *f, size_t from, size_t end, size_t i);
size_t names_run_start(const struct finder *f, size_t i);
bool names_is_firm(const struct word *w); /* no part of a name that is cut */
void names_hide_doubtful(struct finder *f);
void names_hide_sounds(struct finder *f, size_t n); /* n: bytes of the text */

/* names_stand.c: where names stand: before さん, after 私の名前は, in a building's name */
void names_hide_standing(struct finder *f);

#endif
