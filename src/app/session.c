#include "app/session.h"
#include "app/narrate.h"
#include "app/reading.h"
#include "app/record.h"
#include "base/lang.h"
#include "base/xalloc.h"
#include "dialogue/say.h"
#include "output/plain.h"
#include "text/width.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HITS_LIMIT = 10 };

struct session {
    char *db;
    struct clock clock;
    struct slip_printer printer;
    struct index *index;
    struct dialogue dialogue;
    struct effects effects;
    bool furigana;
    struct furigana *readings; /* NULL: not needed yet */
    struct annotator annotator;
    struct record record;
};

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

static char *join(const char *folder, const char *name)
{
    struct strbuf b;
    strbuf_init(&b);
    strbuf_printf(&b, "%s/%s", folder, name);
    char *path = strbuf_detach(&b);
    strbuf_done(&b);
    return path;
}

static char *own_folder(void)
{
    for (size_t size = 256;; size *= 2) {
        char *path = xmalloc(size);
        ssize_t n = readlink("/proc/self/exe", path, size - 1);
        if (n >= 0 && (size_t)n < size - 1) {
            path[n] = '\0';
            char *folder = folder_of(path);
            free(path);
            return folder;
        }
        free(path);
        if (n < 0)
            return xstrdup(".");
    }
}

/* The file beside the program (in build/), or where make install puts it. */
static char *own_file(const char *name)
{
    char *folder = own_folder();
    char *beside = join(folder, name);
    char *share = join(folder, "../share/madoguchi");
    char *shared = join(share, name);
    bool use_shared = access(beside, F_OK) != 0 && access(shared, F_OK) == 0;
    free(folder);
    free(share);
    free(use_shared ? beside : shared);
    return use_shared ? shared : beside;
}

char *session_default_db(void)
{
    const char *env = getenv("MADOGUCHI_DB");
    return env && *env ? xstrdup(env) : own_file("madoguchi.db");
}

char *session_default_userdic(void)
{
    char *path = own_file("user.dic");
    if (access(path, F_OK) == 0)
        return path;
    free(path);
    return NULL;
}

char *session_default_dict(void)
{
    static const char *const places[] = {"dict", "../dict", "../share/madoguchi/dict"};
    char *folder = own_folder(), *found = NULL;
    for (size_t i = 0; !found && i < sizeof places / sizeof *places; i++) {
        found = join(folder, places[i]);
        if (access(found, F_OK) != 0) {
            free(found);
            found = NULL;
        }
    }
    free(folder);
    return found;
}

struct session *session_open(const struct session_options *o, struct error *err)
{
    char *db = o->db ? xstrdup(o->db) : session_default_db();
    struct index *index = index_open(db, err);
    if (!index) {
        free(db);
        return NULL;
    }
    struct session *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->clock = o->clock;
    s->furigana = o->furigana;
    s->printer = o->printer;
    s->index = index;
    dialogue_init(&s->dialogue, index_knowledge(index), clock_today(&s->clock));
    effects_init(&s->effects);
    return s;
}

void session_close(struct session *s)
{
    if (!s)
        return;
    record_leave(&s->record, s->index, &s->dialogue);
    journal_close(s->record.journal);
    effects_done(&s->effects);
    dialogue_done(&s->dialogue);
    furigana_free(s->readings);
    index_close(s->index);
    free(s->db);
    free(s);
}

struct index *session_index(struct session *s)
{
    return s->index;
}

const struct knowledge *session_knowledge(const struct session *s)
{
    return index_knowledge(s->index);
}

const struct dialogue *session_dialogue(const struct session *s)
{
    return &s->dialogue;
}

static struct date today_of(const struct session *s)
{
    return clock_today(&s->clock);
}

const struct slip_printer *session_printer(const struct session *s)
{
    return &s->printer;
}

/* Takes the first search out of the effects. Its text stays in their arena. */
static const char *take_search(struct effects *e)
{
    for (size_t i = 0; i < e->n; i++) {
        if (e->v[i].kind != EFFECT_SEARCH)
            continue;
        const char *text = e->v[i].text;
        memmove(&e->v[i], &e->v[i + 1], (e->n - i - 1) * sizeof *e->v);
        e->n--;
        return text;
    }
    return NULL;
}

/* False and *err when the database cannot be read. */
static bool perform(struct session *s, const struct input *in, bool *searched, struct error *err)
{
    dialogue_step(&s->dialogue, in, &s->effects);
    const char *query;
    while ((query = take_search(&s->effects))) {
        struct hits hits;
        *searched = true;
        if (!index_search(s->index, query, strlen(query), HITS_LIMIT, &hits, err))
            return false;
        struct input found = {.kind = INPUT_HITS, .hits = &hits};
        dialogue_step(&s->dialogue, &found, &s->effects);
        hits_done(&hits);
    }
    return true;
}

/* 「まる」 or 「ばつ」 below a sheet. */
static bool take_vote(struct session *s, const struct input *in)
{
    int vote = in->kind == INPUT_TEXT && in->text && session_can_vote(s)
                   ? record_reads_vote(in->text, in->len)
                   : 0;
    if (vote != 0)
        effect_say(&s->effects, "%s", session_vote(s, vote > 0));
    return vote != 0;
}

bool session_input(struct session *s, const struct input *in, const struct effects **effects,
                   struct error *err)
{
    effects_clear(&s->effects);
    *effects = &s->effects;
    if (take_vote(s, in))
        return true;
    struct record_before before;
    bool searched = false;
    record_begin(&s->record, &s->dialogue, &before);
    bool ok = perform(s, in, &searched, err);
    record_end(&s->record, s->index, &s->dialogue, in, &s->effects, searched, &before);
    return ok;
}

bool session_keep_journal(struct session *s, const char *path, struct strbuf *told)
{
    struct error err = ERROR_NONE;
    journal_close(s->record.journal);
    s->record.journal = journal_open(path, today_of(s), NULL, told, &err);
    if (!s->record.journal) {
        strbuf_puts(told, err.msg);
        strbuf_puts(told, _("質問の記録は残しません。"));
    }
    return s->record.journal != NULL;
}

bool session_can_vote(const struct session *s)
{
    return record_can_vote(&s->record, &s->dialogue);
}

const char *session_vote(struct session *s, bool clear)
{
    record_vote(&s->record, s->index, &s->dialogue, clear);
    return clear ? _("ありがとうございます。")
                 : _("ありがとうございます。案内を直すときの参考にします。お急ぎのときは、窓口にお"
                     "たずねください。");
}

const char *session_journal_notice(const struct session *s)
{
    return s->record.journal ? _("答えられなかった質問は、名前や番号を消し、日付だけをつけて残しま"
                                 "す（案内を直すためです）。")
                             : NULL;
}

void session_suggest(const struct session *s, const char *typed, size_t n, size_t limit,
                     struct suggestions *out)
{
    index_suggest(s->index, typed, n, limit, out);
}

void session_prepare(const struct session *s)
{
    index_suggest_prepare(s->index);
}

static bool begin_again(struct session *s, bool reopen, struct error *err)
{
    record_leave(&s->record, s->index, &s->dialogue);
    struct index *fresh = reopen ? index_open(s->db, err) : NULL;
    effects_done(&s->effects);
    effects_init(&s->effects);
    dialogue_done(&s->dialogue);
    furigana_free(s->readings); /* it knows which words were read last */
    s->readings = NULL;
    if (fresh) {
        index_close(s->index);
        s->index = fresh;
    }
    dialogue_init(&s->dialogue, index_knowledge(s->index), today_of(s));
    return fresh || !reopen;
}

bool session_reset(struct session *s, struct error *err)
{
    return begin_again(s, index_replaced(s->index), err);
}

bool session_forget(struct session *s, struct error *err)
{
    return begin_again(s, true, err);
}

bool session_is_stale(const struct session *s)
{
    return index_replaced(s->index) || date_cmp(s->dialogue.today, today_of(s)) != 0;
}

const struct annotator *session_readings(struct session *s)
{
    if (!s->readings) {
        s->readings = reading_new(index_knowledge(s->index), index_morph(s->index));
        s->annotator = furigana_annotator(s->readings);
    }
    furigana_page(s->readings);
    return &s->annotator;
}

const struct annotator *session_plain_readings(struct session *s)
{
    return s->furigana ? session_readings(s) : NULL;
}

static bool shows_sheet(const struct effects *e)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->v[i].kind == EFFECT_SHOW || e->v[i].kind == EFFECT_TELL ||
            e->v[i].kind == EFFECT_CHECKLIST)
            return true;
    return false;
}

void session_narrate(struct session *s, const struct effects *e, size_t cols, int ambiguous,
                     struct strbuf *out)
{
    struct plain p = {.knowledge = session_knowledge(s),
                      .cols = cols,
                      .ambiguous = ambiguous,
                      .today = s->dialogue.today,
                      .readings = session_plain_readings(s)};
    narrate(&s->dialogue, e, &p, true, out);
    if (shows_sheet(e) && session_can_vote(s)) {
        const char *ask = _("これで分かったら「まる」、まだなら「ばつ」と書いて教えてください。");
        text_wrap(out, ask, strlen(ask), cols, "", "", ambiguous);
    }
}
