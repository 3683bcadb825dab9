/* What people read is Japanese in the source, wrapped in _(); --lang en looks it up in a table. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

enum lang { LANG_JA, LANG_EN };

/* Set once at the start, before any output. */
void lang_set(enum lang lang);
enum lang lang_get(void);
/* The English for a Japanese interface text, or the text itself where there is none. */
const char *lang_text(const char *ja) __attribute__((format_arg(1)));

#define _(s) lang_text(s)

#endif
