#include "knowledge/validate.h"
#include <string.h>

/* 0000-00-0000, 0120-123-456, 110, #7119; what is to be known of it may follow in brackets, or
 * more of the sentence behind a comma. */
static bool is_telephone(const char *s)
{
    size_t digits = 0, runs = 0;
    bool shortcut = *s == '#';
    for (s += shortcut; *s >= '0' && *s <= '9'; s += *s == '-' && s[1] >= '0' && s[1] <= '9') {
        size_t n = strspn(s, "0123456789");
        digits += n;
        runs++;
        s += n;
        shortcut = shortcut || (runs == 1 && n <= 4 && *s != '-');
        if (*s != '-')
            break;
    }
    if (*s && strncmp(s, "（", strlen("（")) != 0 && strncmp(s, "、", strlen("、")) != 0)
        return false;
    return shortcut ? runs == 1 && (digits == 3 || digits == 4) : digits == 10 || digits == 11;
}

/* One number, or those that follow the days they are for (period_words). */
static bool are_telephones(const char *s)
{
    static const char *const until[] = {"日までは", "日からは"};
    bool dated = false;
    for (size_t i = 0; i < sizeof until / sizeof *until; i++) {
        for (const char *p = s; (p = strstr(p, until[i])); p++) {
            dated = true;
            if (!is_telephone(p + strlen(until[i])))
                return false;
        }
    }
    return dated || is_telephone(s);
}

static void check_telephone(const struct str *tel, struct diags *d)
{
    if (tel->len && !are_telephones(tel->s))
        diags_add(d, DIAG_ERROR, tel->at,
                  "電話番号「%s」は、半角の数字と「-」で、市外局番から書きます（例: 0000-00-0000）",
                  tel->s);
}

static bool has_field(const struct strs *fields, const struct str *field)
{
    for (size_t i = 0; i < fields->n; i++)
        if (strcmp(fields->v[i].s, field->s) == 0)
            return true;
    return false;
}

void validate_town(const struct knowledge *k, struct diags *d)
{
    const struct town *t = &k->town;
    check_telephone(&t->tel, d);
    for (size_t i = 0; i < t->desks.n; i++)
        check_telephone(&t->desks.v[i].tel, d);
    for (size_t i = 0; i < k->urgency.urgent.n; i++)
        for (size_t c = 0; c < k->urgency.urgent.v[i].contacts.n; c++)
            check_telephone(&k->urgency.urgent.v[i].contacts.v[c].tel, d);
    for (size_t i = 0; d->errors == 0 && i < k->entries.n && t->fields.n; i++) {
        const struct entry *e = &k->entries.v[i];
        if (e->kind < ENTRY_FAQ && e->field.len && !has_field(&t->fields, &e->field))
            diags_add(d, DIAG_WARNING, e->field.at,
                      "分野「%s」は、town.yaml の fields にありません", e->field.s);
    }
}
