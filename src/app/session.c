#include "app/session.h"
#include "app/narrate.h"
#include "base/xalloc.h"
#include "output/plain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HITS_LIMIT = 10 };

/* The database and what it needs. */
struct store {
    struct morph *morph;
    struct index *index;
};

struct session {
    char *db;
    struct clock clock;
    struct store store;
    struct dialogue dialogue;
    struct effects effects;
};

static void store_close(struct store *st)
{
    if (st->index)
        index_close(st->index);
    if (st->morph)
        morph_close(st->morph);
    *st = (struct store){NULL, NULL};
}

static bool store_open(struct store *st, const char *db, struct error *err)
{
    *st = (struct store){NULL, NULL};
    char *userdic = session_default_userdic(db);
    st->morph = morph_open(NULL, userdic, err);
    if (st->morph)
        st->index = index_open(db, st->morph, userdic, err);
    free(userdic);
    if (!st->index)
        store_close(st);
    return st->index != NULL;
}

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

char *session_default_db(void)
{
    const char *env = getenv("MADOGUCHI_DB");
    if (env && *env)
        return xstrdup(env);
    char *folder = own_folder();
    char *beside = join(folder, "madoguchi.db");
    char *shared = join(folder, "../share/madoguchi/madoguchi.db");
    bool use_shared = access(beside, F_OK) != 0 && access(shared, F_OK) == 0;
    free(folder);
    free(use_shared ? beside : shared);
    return use_shared ? shared : beside;
}

char *session_default_userdic(const char *db)
{
    char *folder = folder_of(db);
    char *path = join(folder, "user.dic");
    free(folder);
    if (access(path, F_OK) == 0)
        return path;
    free(path);
    return NULL;
}

struct session *session_open(const struct session_options *o, struct error *err)
{
    char *db = o->db ? xstrdup(o->db) : session_default_db();
    struct store store;
    if (!store_open(&store, db, err)) {
        free(db);
        return NULL;
    }
    struct session *s = xcalloc(1, sizeof *s);
    s->db = db;
    s->clock = o->clock;
    s->store = store;
    dialogue_init(&s->dialogue, index_knowledge(store.index), clock_today(&s->clock));
    effects_init(&s->effects);
    return s;
}

void session_close(struct session *s)
{
    if (!s)
        return;
    effects_done(&s->effects);
    dialogue_done(&s->dialogue);
    store_close(&s->store);
    free(s->db);
    free(s);
}

struct index *session_index(struct session *s)
{
    return s->store.index;
}

const struct knowledge *session_knowledge(const struct session *s)
{
    return index_knowledge(s->store.index);
}

const struct dialogue *session_dialogue(const struct session *s)
{
    return &s->dialogue;
}

struct date session_today(const struct session *s)
{
    return clock_today(&s->clock);
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

bool session_input(struct session *s, const struct input *in, const struct effects **effects,
                   struct error *err)
{
    effects_clear(&s->effects);
    *effects = &s->effects;
    dialogue_step(&s->dialogue, in, &s->effects);
    const char *query;
    while ((query = take_search(&s->effects))) {
        struct hits hits;
        if (!index_search(s->store.index, query, strlen(query), HITS_LIMIT, &hits, err))
            return false;
        struct input found = {.kind = INPUT_HITS, .hits = &hits};
        dialogue_step(&s->dialogue, &found, &s->effects);
        hits_done(&hits);
    }
    return true;
}

bool session_reset(struct session *s, struct error *err)
{
    bool ok = true;
    struct store fresh = {NULL, NULL};
    if (index_replaced(s->store.index))
        ok = store_open(&fresh, s->db, err);
    effects_clear(&s->effects);
    dialogue_done(&s->dialogue);
    if (fresh.index) {
        store_close(&s->store);
        s->store = fresh;
    }
    dialogue_init(&s->dialogue, index_knowledge(s->store.index), session_today(s));
    return ok;
}

void session_narrate(const struct session *s, const struct effects *e, size_t cols, int ambiguous,
                     struct strbuf *out)
{
    struct plain p = {.knowledge = session_knowledge(s),
                      .cols = cols,
                      .ambiguous = ambiguous,
                      .today = s->dialogue.today};
    narrate(&s->dialogue, e, &p, true, out);
}
