#include "app/names_find.h"
#include "text/kana.h"
#include "text/utf8.h"

#include <string.h>

#include "app/names.inc"

/* ---- runs of hiragana ---- */

bool names_is_firm(const struct word *w)
{
    return !w->grammar && w->known && !w->doubt && w->chars >= 3;
}

/* Does something begin at i that shows that the name is over? */
static bool is_over(const struct finder *f, size_t i, size_t end)
{
    static const char *const words[] = {"の", "が",   "は",   "を",   "に",     "で", "と", "も",
                                        "へ", "から", "まで", "です", "でした", "だ", "や", NULL};
    if (i == end || names_is_firm(&f->v[i]) || names_is_honorific(f->v[i].t))
        return true;
    if (!f->v[i].grammar || !names_any(f->v[i].t->surface, words))
        return false;
    for (size_t j = i; j < end && f->v[j].joined; j++) {
        if (names_is_firm(&f->v[j]))
            return true;
        if (!f->v[j].grammar)
            return false;
    }
    return true;
}

/* What stands around a doubtful piece of hiragana is the rest of the same name, up to a word of
 * three kana or more that is known, and the particles around it. */
void names_hide_hiragana(struct finder *f, size_t from, size_t end, size_t i)
{
    size_t a = i, b = i + 1;
    while (a > from && !names_is_firm(&f->v[a - 1]))
        a--;
    while (a < i && f->v[a].t->pos == POS_PARTICLE) /* that of the word before */
        a++;
    while (b < end && !is_over(f, b, end))
        b++;
    for (size_t k = a; k < b; k++)
        f->v[k].gone = true;
}

static size_t run_end(const struct finder *f, size_t i)
{
    size_t end = i + 1;
    while (end < f->n && f->v[end].joined && f->v[end].script == SCRIPT_HIRAGANA)
        end++;
    return end;
}

size_t names_run_start(const struct finder *f, size_t i)
{
    while (i > 0 && f->v[i].joined && f->v[i - 1].script == SCRIPT_HIRAGANA)
        i--;
    return i;
}

/* Is a name in kanji followed by something in hiragana that is no particle? */
static bool goes_on(const struct finder *f, size_t i)
{
    if (f->v[i].script != SCRIPT_KANJI || i + 1 >= f->n)
        return false;
    const struct word *next = &f->v[i + 1];
    bool pointing = next->t->pos == POS_DEMONSTRATIVE; /* 心愛|ここ|あの */
    if (!f->v[i].t->name && !pointing)
        return false;
    return next->joined && next->script == SCRIPT_HIRAGANA && (!next->grammar || pointing) &&
           !names_is_firm(next) && !names_is_honorific(next->t);
}

/* Can a name that the dictionary has cut begin at i? At the beginning, or 娘の|の|あ, or behind a
 * surname and a space: 戸田 は|る|子 */
static bool may_begin(const struct finder *f, size_t i)
{
    if (i == 0 || (i > 1 && names_is(&f->v[i - 1], "の") && names_is_family(f->v[i - 2].t)))
        return true;
    return !f->v[i].joined && f->v[i - 1].t->name && f->v[i - 1].script == SCRIPT_KANJI;
}

/* No question begins with a particle (よ|ね|この), and before の there is a noun of more than one
 * kana: not ゆう|ま */
static void hide_odd_pieces(struct finder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        size_t end = run_end(f, i), no = i + 1;
        if (f->v[i].script != SCRIPT_HIRAGANA || !may_begin(f, i))
            continue;
        if (end > i + 1 && f->v[i].t->pos == POS_PARTICLE) {
            names_hide_hiragana(f, i, end, i);
            if (end < f->n && f->v[end].joined && f->v[end - 1].gone && names_is(&f->v[end], "子"))
                f->v[end].gone = true;
        }
        while (no < end && !names_is(&f->v[no], "の") && f->v[no].t->pos != POS_PARTICLE)
            no++;
        if (no < end && no + 1 == end && no + 1 < f->n && f->v[no + 1].joined &&
            f->v[no].t->pos == POS_PARTICLE && f->v[no - 1].chars == 1 && no > i + 1 &&
            f->v[no - 1].t->pos == POS_NOUN && !names_is_firm(&f->v[no - 2]))
            names_hide_hiragana(f, i, end, i);
    }
}

/* よし|江: kana before the last letter of a woman's name. */
static bool is_called_so(const struct finder *f, size_t i)
{
    static const char *const lasts[] = {"江", "枝", "恵", "乃", "代", "美", "子", NULL};
    return i > 0 && f->v[i].joined && names_any(f->v[i].t->surface, lasts) &&
           (f->v[i - 1].script == SCRIPT_HIRAGANA || f->v[i - 1].script == SCRIPT_KATAKANA) &&
           f->v[i - 1].chars <= 3 && f->v[i - 1].t->pos != POS_PARTICLE &&
           f->v[i - 1].t->pos != POS_PREFIX && f->v[i - 1].t->pos != POS_DEMONSTRATIVE;
}

/* あんりとじゅり: what is like a name beside it. */
static void hide_likes(struct finder *f)
{
    for (size_t i = 2; i < f->n; i++) {
        const struct word *a = &f->v[i - 2];
        struct word *b = &f->v[i];
        if (a->gone && names_is(&f->v[i - 1], "と") && b->joined && a->script == b->script &&
            (b->script == SCRIPT_HIRAGANA || b->script == SCRIPT_KATAKANA) && !b->grammar &&
            b->chars <= 4)
            b->gone = true;
    }
}

/* 戸田 はる|子: the dictionary has 子 as a word and はる as a verb. */
static void hide_called(struct finder *f)
{
    for (size_t i = 1; i < f->n; i++) {
        struct word *a = &f->v[i - 1], *b = &f->v[i];
        if (!is_called_so(f, i) || a->chars != 2 || (i > 1 && a->joined && !may_begin(f, i - 1)))
            continue;
        a->gone = b->gone = true;
    }
}

void names_hide_doubtful(struct finder *f)
{
    hide_called(f);
    hide_odd_pieces(f);
    for (size_t i = 0; i < f->n; i++) {
        if (!f->v[i].doubt)
            continue;
        f->v[i].gone = true;
        if (f->v[i].script == SCRIPT_HIRAGANA)
            names_hide_hiragana(f, names_run_start(f, i), run_end(f, i), i);
        else if (is_called_so(f, i))
            f->v[i - 1].gone = true;
        else if (goes_on(f, i)) /* 中条あきほ */
            names_hide_hiragana(f, i + 1, run_end(f, i + 1), i + 1);
    }
    hide_likes(f);
}

/* ---- names in kana, by their sound ---- */

/* The longest of the names that stands at s; its bytes, or 0. */
static size_t name_at(const char *names, const char *s, size_t n)
{
    size_t best = 0;
    for (const char *p = names + 1; *p;) {
        size_t len = strcspn(p, " ");
        if (len > best && len >= 3 * strlen("あ") && len <= n && memcmp(p, s, len) == 0)
            best = len;
        p += len + 1;
    }
    return best;
}

static bool begins_with_any(const char *s, size_t n, const char *const words[])
{
    for (size_t i = 0; words[i]; i++)
        if (n >= strlen(words[i]) && memcmp(s, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* kana: the text with its katakana as hiragana, of the same length. */
static bool name_begins(const char *kana, size_t at)
{
    static const char *const before[] = {"の", "は", "が", "を", "に",
                                         "と", "も", "や", "、", NULL};
    size_t len = strlen("あ");
    if (at == 0)
        return true;
    uint32_t c;
    if (at >= len && begins_with_any(kana + at - len, len, before))
        return true;
    size_t back = 1;
    while (back < at && ((unsigned char)kana[at - back] & 0xc0) == 0x80)
        back++;
    utf8_decode(kana + at - back, back, &c);
    return names_script_of(c) != SCRIPT_HIRAGANA;
}

static bool name_ends(const char *kana, size_t n)
{
    static const char *const after[] = {"です",     "さん",       "さま", "くん", "ちゃん", "と申",
                                        "ともうし", "といいます", "の",   "が",   "は",     "を",
                                        "に",       "と",         "も",   "、",   "。",     " ",
                                        "?",        "!",          ",",    ".",    NULL};
    uint32_t c;
    if (n == 0 || begins_with_any(kana, n, after))
        return true;
    utf8_decode(kana, n, &c);
    return names_script_of(c) != SCRIPT_HIRAGANA;
}

static void hide_bytes(struct finder *f, size_t from, size_t to)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].t->start < to && f->v[i].t->start + f->v[i].t->len > from)
            f->v[i].gone = true;
}

/* Does one of the names, which stand between spaces, begin at s? Its bytes, or 0. */
static size_t listed_at(const char *names, const char *s, size_t n)
{
    for (const char *p = names + 1; *p;) {
        size_t len = strcspn(p, " ");
        if (len <= n && memcmp(p, s, len) == 0)
            return len;
        p += len + 1;
    }
    return 0;
}

static enum script script_at(const char *s, size_t n)
{
    uint32_t c;
    return n && utf8_decode(s, n, &c) ? names_script_of(c) : SCRIPT_OTHER;
}

static enum script script_before(const char *s, size_t at)
{
    size_t back = 1;
    while (back < at && ((unsigned char)s[at - back] & 0xc0) == 0x80)
        back++;
    return at ? script_at(s + at - back, back) : SCRIPT_OTHER;
}

/* Names of one or two letters are words elsewhere: they are hidden where nothing stands beside them
 * but particles: 凛の, ツルが; not 光回線. 実の母 is no name. */
static size_t short_name_at(const char *s, size_t at, size_t n)
{
    static const char *const calls[] = {"ばあ", "じい", "おば", "おじ", "婆", "爺", NULL};
    static const char *const families[] = {"母", "父", "妻", "夫", "娘", "孫", "嫁", "兄",
                                           "姉", "弟", "妹", "女", "屋", "店", "室", NULL};
    static const char *const handbook[] = {"実の母子", NULL};
    static const char *const parents[] = {"実の母", "実の父", "実の親", "実の兄", NULL};
    static const struct {
        const char *names;
        enum script script;
    } lists[] = {{short_names, SCRIPT_HIRAGANA},
                 {short_katakana, SCRIPT_KATAKANA},
                 {single_names, SCRIPT_KANJI}};
    size_t left = n - at;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        size_t len = listed_at(lists[k].names, s + at, left);
        enum script before = script_before(s, at);
        bool family =
            at >= strlen("母") && begins_with_any(s + at - strlen("母"), strlen("母"), families);
        bool begins = before == SCRIPT_OTHER || before == SCRIPT_LATIN || family ||
                      (before == SCRIPT_HIRAGANA && name_begins(s, at)) ||
                      (before == SCRIPT_KANJI && lists[k].script == SCRIPT_KATAKANA);
        bool called = len && begins_with_any(s + at + len, left - len, calls);
        if (len && begins && script_at(s + at + len, left - len) != SCRIPT_KANJI &&
            script_at(s + at + len, left - len) != SCRIPT_KATAKANA &&
            (called || name_ends(s + at + len, left - len)) &&
            (!begins_with_any(s + at, left, parents) || begins_with_any(s + at, left, handbook)))
            return len;
    }
    return listed_at(strange_names, s + at, left);
}

static void hide_short_names(struct finder *f, size_t n)
{
    for (size_t i = 0; i < n; i += utf8_prefix(f->s + i, n - i, 1)) {
        size_t len = short_name_at(f->s, i, n);
        if (len)
            hide_bytes(f, i, i + len);
    }
}

/* まつだせいこといいます, whatever pieces the dictionary makes of that; but not 何といいますか. */
static void hide_introduced(struct finder *f, const char *kana, size_t n)
{
    static const char *const says[] = {"といいます", "ともうします", "と言います",
                                       "と申します", "ともうしま",   NULL};
    const size_t len = strlen("あ");
    for (size_t i = len; i < n; i++) {
        if (!begins_with_any(kana + i, n - i, says))
            continue;
        size_t from = i;
        while (from >= len) {
            uint32_t c;
            utf8_decode(kana + from - len, len, &c);
            if (names_script_of(c) != SCRIPT_HIRAGANA)
                break;
            from -= len;
        }
        bool asks = i - from >= 2 * len && memcmp(kana + i - 2 * len, "なん", 2 * len) == 0;
        if (from < i && !asks)
            hide_bytes(f, from, i);
    }
}

void names_hide_sounds(struct finder *f, size_t n)
{
    struct strbuf kana;
    hide_short_names(f, n);
    strbuf_init(&kana);
    kana_to_hiragana(&kana, f->s, n);
    for (size_t i = 0; kana.len == n && i < n; i += utf8_prefix(kana.s + i, n - i, 1)) {
        const char *s = kana.s + i;
        size_t last = name_at(surnames, s, n - i), gap = last && s[last] == ' ' ? 1 : 0;
        size_t first = name_at(given_names, s + last + gap, n - i - last - gap);
        size_t len = first ? last + gap + first : last;
        if (len == 0 || !name_begins(kana.s, i) || !name_ends(s + len, n - i - len))
            continue;
        hide_bytes(f, i, i + len);
    }
    if (kana.len == n)
        hide_introduced(f, kana.s, n);
    strbuf_wipe(&kana);
    strbuf_done(&kana);
}
