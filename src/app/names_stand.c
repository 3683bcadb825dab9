#include "app/names_find.h"

#include <string.h>

/* The words that end before `end` and have no particle between: one name. */
static void hide_before(struct finder *f, size_t end)
{
    size_t i = end - 1;
    if (f->v[i].script == SCRIPT_HIRAGANA) {
        names_hide_hiragana(f, names_run_start(f, i), end, i);
        return;
    }
    for (;; i--) {
        static const char *const inside[] = {"・", "-", "=", "ノ", "ケ", "ヶ", NULL};
        struct word *w = &f->v[i];
        if (w->grammar && !names_any(w->t->surface, inside))
            break;
        if (names_is_family(w->t) && i + 1 < end)
            break;
        w->gone = true;
        if (i == 0 || !w->joined)
            break;
    }
}

/* さんが is a word of the dictionary (山河), and さんに another. */
static bool begins_honorific(const struct word *w)
{
    static const char *const honours[] = {"さん", "さま", "くん", "ちゃん", NULL};
    static const char *const after[] = {"が", "の", "は", "に", "と", "も", "を", "で", "か", NULL};
    for (size_t i = 0; w->script == SCRIPT_HIRAGANA && honours[i]; i++)
        if (strncmp(w->t->surface, honours[i], strlen(honours[i])) == 0 &&
            names_any(w->t->surface + strlen(honours[i]), after))
            return true;
    return false;
}

/* よしこ|おばあ|ちゃん */
static bool is_called_elder(const struct finder *f, size_t i)
{
    static const char *const elders[] = {"おばあ", "おじい", "ばあ", "じい",
                                         "おば",   "おじ",   "ばば", NULL};
    const struct word *name = i > 1 ? &f->v[i - 2] : NULL;
    return name && f->v[i].joined && f->v[i - 1].joined && name->t->pos != POS_PARTICLE &&
           name->t->pos != POS_DEMONSTRATIVE && !names_is(name, "お") &&
           names_any(f->v[i - 1].t->surface, elders);
}

static void hide_honoured(struct finder *f)
{
    static const char *const elders[] = {"ばあちゃん", "じいちゃん", "ばあさん",
                                         "じいさん",   "婆さん",     "爺さん",
                                         "婆ちゃん",   "爺ちゃん",   NULL};
    for (size_t i = 1; i < f->n; i++) {
        const struct word *w = &f->v[i], *before = &f->v[i - 1];
        if (names_is_honorific(w->t) && is_called_elder(f, i))
            hide_before(f, i - 1);
        if (w->joined && names_any(w->t->surface, elders) && !before->grammar &&
            !names_is_family(before->t))
            hide_before(f, i);
        bool cut = false; /* たな|かさん */
        if (!names_is_honorific(w->t) && w->script == SCRIPT_HIRAGANA && w->chars >= 3 &&
            !before->grammar) {
            static const char *const ends[] = {"さん", "くん", "ちゃん", "さま", NULL};
            for (size_t k = 0; ends[k]; k++)
                cut |= w->t->len > strlen(ends[k]) &&
                       strcmp(w->t->surface + w->t->len - strlen(ends[k]), ends[k]) == 0;
            cut = cut && before->script == SCRIPT_HIRAGANA && !names_is_firm(before);
        }
        if (!w->joined || !(cut || begins_honorific(w) || names_is_honorific(w->t)))
            continue;
        if (cut)
            f->v[i].gone = true;
        if (cut || (!names_is_role(before) && before->t->pos != POS_SYMBOL && !before->grammar) ||
            (before->grammar && before->script == SCRIPT_HIRAGANA &&
             before->t->pos != POS_PARTICLE))
            hide_before(f, i);
    }
}

static bool ends_name(const struct word *w)
{
    static const char *const words[] = {"です", "で", "と",   "だ", "でした",
                                        "が",   "は", "から", NULL};
    static const char *const marks[] = {"、", "。", ",", ".", "!", "?", "「", "」", NULL};
    if (w->t->pos == POS_SYMBOL)
        return names_any(w->t->surface, marks);
    return w->grammar && names_any(w->t->surface, words);
}

/* strictly: whatever it is; else what the knowledge does not have. */
static void hide_after(struct finder *f, size_t i, bool strictly)
{
    for (; i < f->n && !ends_name(&f->v[i]); i++) {
        struct word *w = &f->v[i];
        bool noun = w->t->pos == POS_NOUN || w->t->pos == POS_UNKNOWN;
        if ((strictly && w->t->pos != POS_DEMONSTRATIVE && strcmp(w->t->base, "何") != 0) ||
            (noun && (!w->known || w->t->may_name) && !names_is_role(w)))
            w->gone = true;
    }
}

static void hide_introduced(struct finder *f)
{
    static const char *const called[] = {"名前",     "氏名", "名", "名義", "なまえ",
                                         "本名",     "旧姓", "姓", "名字", "苗字",
                                         "みょうじ", "宛名", NULL};
    static const char *const self[] = {"私", "わたし",   "僕",   "ぼく",
                                       "俺", "わたくし", "うち", NULL};
    static const char *const humbly[] = {"申す", "もうす", NULL};
    static const char *const say[] = {"申す", "もうす", "言う", "いう", "名乗る", NULL};
    static const char *const bearers[] = {"人", "者", "男",   "女", "子",   "名",
                                          "犬", "猫", "名前", "方", "先生", NULL};
    for (size_t i = 0; i + 1 < f->n; i++) {
        const struct word *w = &f->v[i], *next = &f->v[i + 1];
        bool topic = names_is(next, "は") || names_is(next, ":");
        if (topic && names_any(w->t->surface, called))
            hide_after(f, i + 2, true);
        else if ((topic && names_any(w->t->surface, self)) ||
                 (names_is(next, "が") && names_any(w->t->surface, called)))
            hide_after(f, i + 2, false);
        if (i > 0 && names_is(w, "という") && w->joined && !f->v[i - 1].grammar &&
            names_any(next->t->surface, bearers))
            hide_before(f, i);
        size_t len = w->t->len;
        if (len > 3 && strcmp(w->t->surface + len - 3, "と") == 0 &&
            names_any(next->t->base, humbly))
            hide_before(f, i + 1);
        if (i > 0 && names_is(w, "と") && names_any(next->t->base, say) && !f->v[i - 1].grammar) {
            const struct word *tail = i + 2 < f->n ? &f->v[i + 2] : NULL;
            if (names_any(next->t->base, humbly) || names_is(tail, "ます") ||
                names_is(tail, "者") || names_is(tail, "もの") || names_is(tail, "まして") ||
                (tail && !f->v[i - 1].known && names_any(tail->t->surface, bearers)))
                hide_before(f, i);
        }
    }
}

/* A whole sentence, or its beginning up to the first comma, that only says who speaks: 木下です。
 */
static void hide_presented(struct finder *f)
{
    static const char *const about[] = {"は", "が", "の", "を", "に", "と", "で", "も", NULL};
    for (size_t i = 0; i < f->n; i++) {
        size_t from = i;
        while (i < f->n && !f->v[i].grammar && !names_is_honorific(f->v[i].t))
            i++;
        bool begins = from == 0 || !names_any(f->v[from - 1].t->surface, about), own = false;
        if (begins && i > from && i - from <= 4 && i < f->n && names_is(&f->v[i], "です"))
            for (size_t k = from; k < i; k++)
                own |= !f->v[k].known || (f->v[k].t->may_name && !names_is_role(&f->v[k])) ||
                       (k + 1 < i && f->v[k].script == SCRIPT_KANJI &&
                        f->v[k + 1].script == SCRIPT_KANJI && f->v[k + 1].joined &&
                        !names_pair_known(f, k));
        for (size_t k = from; own && k < i; k++)
            f->v[k].gone |= f->v[k].script == f->v[i - 1].script;
    }
}

/* 娘の花が: what is an ordinary word elsewhere. */
static void hide_family(struct finder *f)
{
    static const char *const pets[] = {"犬", "猫", "愛犬", "愛猫", "飼い犬", "飼い猫", "鳥", NULL};
    static const char *const after[] = {"が", "は", "を", "の", "も", "と", "に", NULL};
    for (size_t i = 2; i < f->n; i++) {
        struct word *w = &f->v[i];
        const struct word *next = i + 1 < f->n ? &f->v[i + 1] : NULL;
        bool pet = names_any(f->v[i - 2].t->surface, pets) && w->script == SCRIPT_KATAKANA &&
                   !w->known && w->chars <= 5; /* 犬のジョン, 猫のミー */
        if (names_is(&f->v[i - 1], "の") && pet && (!next || names_any(next->t->surface, after)))
            w->gone = true;
        if (names_is(&f->v[i - 1], "の") && names_is_family(f->v[i - 2].t) && !w->grammar &&
            (w->t->may_name || !w->known) && !names_is_family(w->t) && w->t->pos == POS_NOUN &&
            (!next || names_any(next->t->surface, after)))
            w->gone = true;
    }
}

/* ワン・シャオミン: one of the parts shows what the others are. */
static void hide_parts(struct finder *f)
{
    for (size_t i = 1; i + 1 < f->n; i++) {
        struct word *a = &f->v[i - 1], *b = &f->v[i + 1];
        if (names_is(&f->v[i], "・") && (a->gone || b->gone))
            a->gone = f->v[i].gone = b->gone = true;
    }
    for (size_t i = f->n; i-- > 2;)
        if (names_is(&f->v[i - 1], "・") && f->v[i].gone)
            f->v[i - 2].gone = f->v[i - 1].gone = true;
}

/* グリーンハイツ中野, コーポ山田 */
static void hide_buildings(struct finder *f)
{
    static const char *const words[] = {
        "ハイツ", "コーポ",     "マンション", "アパート", "メゾン",   "ハイム", "レジデンス",
        "荘",     "ビル",       "コート",     "パレス",   "シャトー", "ハウス", "ヴィラ",
        "ビラ",   "レオパレス", "タワー",     "団地",     "館",       NULL};
    static const char *const parts[] = {"ハイツ", "コーポ",   "メゾン", "ハイム",   "レジデンス",
                                        "パレス", "シャトー", "ヴィラ", "グランド", NULL};
    for (size_t i = 0; i < f->n; i++) {
        for (size_t k = 0; !f->v[i].known && parts[k]; k++)
            f->v[i].gone |= strstr(f->v[i].t->surface, parts[k]) != NULL;
        if (f->v[i].gone && f->v[i].script == SCRIPT_KATAKANA && i + 1 < f->n &&
            f->v[i + 1].joined && f->v[i + 1].t->pos == POS_NOUN &&
            !names_is_honorific(f->v[i + 1].t))
            f->v[i + 1].gone = true;
        if (!names_any(f->v[i].t->surface, words))
            continue;
        size_t from = i, to = i + 1;
        bool court = (names_is(&f->v[i], "コート") || names_is(&f->v[i], "ハウス")) && i > 0 &&
                     f->v[i].joined && (f->v[i - 1].known || f->v[i - 1].t->sorts) &&
                     !f->v[i - 1].t->may_name && /* テニスコート; but パークコート203 */
                     !(i + 1 < f->n && f->v[i + 1].t->pos == POS_NUMBER);
        bool own = !f->v[i].known && !court;
        while (from > 0 && f->v[from].joined && !f->v[from - 1].grammar)
            own |= !f->v[--from].known || f->v[from].doubt;
        while (to < f->n && f->v[to].joined && !f->v[to].grammar) {
            own |= !f->v[to].known || f->v[to].doubt;
            to++;
        }
        for (size_t k = from; own && k < to; k++)
            f->v[k].gone = true;
    }
}

/* 桜木町, 旭台: a part of some town. The knowledge has the names that may stay. */
static void hide_quarters(struct finder *f)
{
    static const char *const ends[] = {"町", "丁", "台", "丘", "字", NULL};
    for (size_t i = 1; i < f->n; i++) {
        struct word *w = &f->v[i], *before = &f->v[i - 1];
        if (w->joined && names_any(w->t->surface, ends) && !before->grammar &&
            before->t->pos != POS_PREFIX && !names_pair_known(f, i - 1))
            w->gone = before->gone = true;
    }
}

void names_hide_standing(struct finder *f)
{
    hide_honoured(f);
    hide_introduced(f);
    hide_presented(f);
    hide_family(f);
    hide_parts(f);
    hide_buildings(f);
    hide_quarters(f);
}
