#include "knowledge/filekind.h"
#include "knowledge/schema.h"
#include <string.h>

/* clang-format off */
const struct filekind filekinds[] = {
    {"procedure", "procedures/", "手続き（1つに1ファイル）", &record_entry[ENTRY_PROCEDURE], FILE_RECORD},
    {"event", "events/", "出来事（1つに1ファイル）", &record_entry[ENTRY_EVENT], FILE_RECORD},
    {"howto", "howtos/", "やり方（1つに1ファイル）", &record_entry[ENTRY_HOWTO], FILE_RECORD},
    {"town", "town.yaml", "町の名前・窓口・料金", &record_town, FILE_RECORD},
    {"documents", "documents.yaml", "書類", &record_document, FILE_MAP},
    {"questions", "questions.yaml", "みんなで使う質問", &record_question, FILE_MAP},
    {"glossary", "glossary.yaml", "ことばの説明", &record_entry[ENTRY_TERM], FILE_MAP},
    {"faq", "faq/", "よくある質問", &record_entry[ENTRY_FAQ], FILE_MAP},
    {"elsewhere", "elsewhere.yaml", "よその窓口", &record_entry[ENTRY_ELSEWHERE], FILE_MAP},
    {"urgent", "urgent.yaml", "急ぎのこと", &record_urgency, FILE_RECORD},
    {"examples", "examples/", "寄せられた質問", &record_example, FILE_MAP},
    {"tests", "tests/", "質問と道すじの例", &record_case_file, FILE_RECORD},
    {"dialogues", "tests/dialogues/", "対話の例", &record_case_file, FILE_RECORD},
    {"intents", "dict/intents.yaml", "聞きたいことの手がかり", &record_intent, FILE_MAP},
    {"smalltalk", "dict/smalltalk.yaml", "あいさつと雑談", &record_smalltalk, FILE_RECORD},
    {"synonyms", "dict/synonyms.yaml", "同じ意味のことば", NULL, FILE_GROUPS},
    {"stopwords", "dict/stopwords.yaml", "検索で読みとばすことば", NULL, FILE_TEXTS},
    {"readings", "dict/readings.yaml", "ふりがなの読み（ことば/よみ）", NULL, FILE_TEXTS},
    {"katakana", "dict/katakana.yaml", "説明の要らないカタカナのことば", NULL, FILE_TEXTS},
    {"rerank", "dict/rerank.yaml", "順位の重み（手では直しません）", &record_weight, FILE_MAP},
};
/* clang-format on */
const size_t filekinds_count = sizeof filekinds / sizeof *filekinds;

const struct filekind *filekind_named(const char *name)
{
    for (size_t i = 0; i < filekinds_count; i++)
        if (strcmp(filekinds[i].name, name) == 0)
            return &filekinds[i];
    return NULL;
}

static bool stands_at(const struct filekind *k, const char *place)
{
    size_t n = strlen(k->place);
    bool folder = k->place[n - 1] == '/';
    return folder ? strncmp(place, k->place, n) == 0 : strcmp(place, k->place) == 0;
}

const struct filekind *filekind_of(const char *place)
{
    const struct filekind *best = NULL;
    size_t n = strlen(place);
    if (n < 6 || strcmp(place + n - 5, ".yaml") != 0)
        return NULL;
    for (size_t i = 0; i < filekinds_count; i++)
        if (stands_at(&filekinds[i], place) &&
            (!best || strlen(filekinds[i].place) > strlen(best->place)))
            best = &filekinds[i];
    return best;
}

bool filekind_modeline(struct strbuf *out, const char *place)
{
    const struct filekind *k = filekind_of(place);
    if (!k)
        return false;
    strbuf_puts(out, "# yaml-language-server: $schema=");
    for (const char *p = place; (p = strchr(p, '/')); p++)
        strbuf_puts(out, "../");
    strbuf_printf(out, "%sschema/%s.json\n", strncmp(place, "dict/", 5) == 0 ? "knowledge/" : "",
                  k->name);
    return true;
}
