/* A conversation with the database behind it: performs the effects for every front end. */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/printer.h"
#include "base/date.h"
#include "base/error.h"
#include "dialogue/dialogue.h"
#include "index/index.h"
#include "index/suggest.h"
#include "text/annotate.h"

struct session_options {
    const char *db; /* NULL: found from the program's own place */
    struct clock clock;
    bool furigana;               /* session_narrate puts readings behind hard words */
    struct slip_printer printer; /* its command is borrowed */
};

struct session;
/* NULL and *err as index_open and morph_open say. */
struct session *session_open(const struct session_options *o, struct error *err);
void session_close(struct session *s);

struct index *session_index(struct session *s);
const struct knowledge *session_knowledge(const struct session *s);
const struct dialogue *session_dialogue(const struct session *s);
const struct slip_printer *session_printer(const struct session *s);

/* Keeps what is asked in vain in the journal at path, masked (record.h), until the session is
 * closed. False when it cannot be used: the session goes on without. What there is to say about the
 * file is appended to told, a sentence without a newline. */
bool session_keep_journal(struct session *s, const char *path, struct strbuf *told);
/* Whether the sheet that is shown may be judged, and has not been; then 「まる」 and 「ばつ」 as
 * INPUT_TEXT do that, as this does. Gives what to say to the person; owned by the program. */
bool session_can_vote(const struct session *s);
const char *session_vote(struct session *s, bool clear);
/* For the first page and the help: that such a journal is kept; NULL: it is not. */
const char *session_journal_notice(const struct session *s);

/* One step and the searches it asks for. The effects that remain are for the front end; they are
 * valid until the next call. False and *err when the database could not be read. */
bool session_input(struct session *s, const struct input *in, const struct effects **effects,
                   struct error *err);
/* What n bytes of a question that is still being typed may become (index_suggest). */
void session_suggest(const struct session *s, const char *typed, size_t n, size_t limit,
                     struct suggestions *out);
/* Reads what the first suggestion would wait for. To be called when there is time: at once when
 * that is done. */
void session_prepare(const struct session *s);
/* Forgets the conversation; opens the database again when it was replaced (the old one stays in
 * use when the new one cannot be opened, and *err tells). */
bool session_reset(struct session *s, struct error *err);
/* Between two people in a public place: as session_reset, but nothing of the database, the
 * dictionary and what they kept of the questions is used further. False and *err when it could not
 * be opened again: what was open stays in use, then. */
bool session_forget(struct session *s, struct error *err);
/* The database was replaced, or another day has come since the conversation began. */
bool session_is_stale(const struct session *s);

/* Puts readings behind hard words; each call begins a page, on which a word gets its reading once.
 * Valid until session_reset or session_close. */
const struct annotator *session_readings(struct session *s);
/* The same where the session was opened with furigana, otherwise NULL. */
const struct annotator *session_plain_readings(struct session *s);

/* Appends what the effects say, as lines of cols columns: plain mode's output. */
void session_narrate(struct session *s, const struct effects *e, size_t cols, int ambiguous,
                     struct strbuf *out);

/* The path of the default database: beside the program (build/), else ../share/madoguchi from it;
 * MADOGUCHI_DB in the environment goes before both. Caller frees. */
char *session_default_db(void);
/* The compiled user dictionary at the same places, for those who build; NULL when there is none. */
char *session_default_userdic(void);
/* The folder of word lists that the program came with: for knowledge that has none beside it. NULL
 * when there is none. */
char *session_default_dict(void);

#endif
