#include "tui/keymap.h"
#include "base/lang.h"
#include "text/utf8.h"
#include "text/width.h"
#include <string.h>
#include <strings.h>

#define OPENED                                                                        \
    (PLACE_SAY | PLACE_CODE | PLACE_FIND | PLACE_BOARD) /* open in front of something \
                                                         */
#define EDITED (PLACE_INPUT | PLACE_TYPED | PLACE_VALUE | OPENED)
#define PICKED (PLACE_MENU | PLACE_LIST | PLACE_CHOICE | PLACE_MULTI)
#define LISTS (PICKED | PLACE_SUGGEST)
#define AT_HOME (PLACE_INPUT | PLACE_TYPED | PLACE_MENU | PLACE_SUGGEST)
#define TEXTS (PLACE_ENTRY | PLACE_CHECKLIST | PLACE_READ | PLACE_SLIP | PLACE_JUDGED)
#define ANY ((1 << PLACES) - 1)
/* Where a letter is a command: nothing has been typed. */
#define LETTERS (ANY & ~(PLACE_TYPED | PLACE_VALUE | PLACE_SUGGEST | OPENED))
/* Screens without a line of their own: what is typed there opens one. */
/* Where the board of kana opens below a line for words, or opens one. */
#define WORDS (PLACE_INPUT | PLACE_TYPED | PLACE_SAY)
#define MORE_WORDS (PLACE_MENU | PLACE_SUGGEST | PLACE_BOARD)
#define WORDLESS                                                                            \
    (PLACE_LIST | PLACE_CHOICE | PLACE_MULTI | PLACE_ENTRY | PLACE_CHECKLIST | PLACE_READ | \
     PLACE_JUDGED)
/* What can be printed is shown here. */
#define SHEETS (PLACE_ENTRY | PLACE_CHECKLIST | PLACE_READ | PLACE_JUDGED)

/* The first row that fits the place and the key decides. A row with keys is shown: with a label in
 * the help line of its places, with help on the help screen. The order here is the order there. */
struct binding {
    unsigned places;
    enum key_code code;
    uint32_t cp; /* KC_CHAR, KC_CTRL; 0: any character. '0' of CMD_DIGIT: every digit */
    enum command command;
    const char *keys, *label, *help;
};

static const struct binding bindings[] = {
    {PLACE_BOARD, KC_UP, 0, CMD_UP, "↑↓←→", "動く", NULL},
    {PLACE_BOARD, KC_DOWN, 0, CMD_DOWN, NULL, NULL, NULL},
    {PLACE_BOARD, KC_LEFT, 0, CMD_LEFT, NULL, NULL, NULL},
    {PLACE_BOARD, KC_RIGHT, 0, CMD_RIGHT, NULL, NULL, NULL},
    {PLACE_BOARD, KC_ENTER, 0, CMD_ENTER, "Enter", "入れる", NULL},
    {PLACE_BOARD, KC_CHAR, ' ', CMD_ENTER, NULL, NULL, NULL},
    {PLACE_INPUT | PLACE_TYPED, KC_ENTER, 0, CMD_ENTER, "Enter", "調べる", "入れた言葉で調べます"},
    {PLACE_VALUE | PLACE_SAY | PLACE_CODE, KC_ENTER, 0, CMD_ENTER, "Enter", "決める", NULL},
    {PLACE_FIND, KC_ENTER, 0, CMD_ENTER, "Enter", "次へ",
     "さがしているとき、次に見つかった所へ動きます"},
    {PLACE_SLIP, KC_ENTER, 0, CMD_ENTER, "Enter", "決める", "ひかえの画面で、印刷します"},
    {PLACE_INPUT, KC_CHAR, '0', CMD_DIGIT, "数字", "選ぶ", NULL},
    {PICKED & ~PLACE_MULTI, KC_CHAR, '0', CMD_DIGIT, "数字", "選ぶ",
     "その番号のものを選びます。11 のような番号は、続けて2つ押します"
     "（いくつも選べる質問では、もう一度押すと消えます）"},
    {PLACE_MULTI, KC_CHAR, '0', CMD_DIGIT, "数字", "選ぶ", NULL},
    {PLACE_ENTRY | PLACE_CHECKLIST | PLACE_SLIP | PLACE_JUDGED, KC_CHAR, '0', CMD_DIGIT, "数字",
     "選ぶ", NULL},
    {LISTS, KC_UP, 0, CMD_UP, "↑↓", "動く", "上や下へ動きます"},
    {TEXTS, KC_UP, 0, CMD_UP, "↑↓", "読む", NULL},
    {LISTS | TEXTS, KC_DOWN, 0, CMD_DOWN, NULL, NULL, NULL},
    {PLACE_FIND, KC_UP, 0, CMD_UP, "↑↓", "前後の所へ",
     "さがしているとき、前や次に見つかった所へ動きます"},
    {PLACE_FIND, KC_DOWN, 0, CMD_DOWN, NULL, NULL, NULL},
    {PLACE_FIND, KC_PAGE_UP, 0, CMD_PAGE_UP, NULL, NULL, NULL},
    {PLACE_FIND, KC_PAGE_DOWN, 0, CMD_PAGE_DOWN, NULL, NULL, NULL},
    {PLACE_MENU | TEXTS, KC_LEFT, 0, CMD_LEFT, NULL, NULL, NULL},
    {PLACE_MENU | TEXTS, KC_RIGHT, 0, CMD_RIGHT, NULL, NULL, NULL},
    {PLACE_MULTI, KC_ENTER, 0, CMD_ENTER, "Enter", "選ぶ", NULL},
    {LISTS & ~PLACE_MULTI, KC_ENTER, 0, CMD_ENTER, "Enter", "決める",
     "「>」のついたものに決めます"},
    {PLACE_ENTRY, KC_ENTER, 0, CMD_ENTER, "Enter", "1番へ", NULL},
    {PLACE_CHECKLIST | PLACE_READ | PLACE_JUDGED, KC_ENTER, 0, CMD_ENTER, NULL, NULL, NULL},
    {LISTS | TEXTS, KC_PAGE_UP, 0, CMD_PAGE_UP, "PageUp PageDown", NULL,
     "1画面ずつ動きます（スペースキーでも進みます）"},
    {LISTS | TEXTS, KC_PAGE_DOWN, 0, CMD_PAGE_DOWN, NULL, NULL, NULL},
    {TEXTS, KC_CHAR, ' ', CMD_PAGE_DOWN, NULL, NULL, NULL},
    {PICKED & ~PLACE_MENU, KC_CHAR, ' ', CMD_ENTER, NULL, NULL, NULL},
    {LISTS | TEXTS, KC_HOME, 0, CMD_FIRST, "Home End", NULL, "いちばん上や下へ動きます"},
    {LISTS | TEXTS, KC_END, 0, CMD_LAST, NULL, NULL, NULL},
    {EDITED & ~OPENED, KC_DOWN, 0, CMD_NEXT_AREA, "↓", "下へ",
     "入れた文字の候補や、下の一覧へ動きます"},
    {ANY & ~PLACE_READ, KC_TAB, 0, CMD_NEXT_AREA, "Tab", NULL, "次のまとまりへ動きます"},
    {ANY & ~PLACE_READ, KC_BACKTAB, 0, CMD_PREV_AREA, NULL, NULL, NULL},
    {WORDS, KC_F5, 0, CMD_BOARD, "F5", "五十音",
     "画面の五十音から、矢印と Enter かマウスで文字を入れます"},
    {(WORDLESS & ~PLACE_READ) | MORE_WORDS, KC_F5, 0, CMD_BOARD, NULL, NULL, NULL},
    {WORDS, KC_F6, 0, CMD_KANA, "F6", "あA",
     "ローマ字で打つと、かなになる（あ）、英字のまま（A）を切りかえます"},
    {MORE_WORDS, KC_F6, 0, CMD_KANA, NULL, NULL, NULL},
    {PLACE_TYPED, KC_ESC, 0, CMD_BACK, "Esc", "消す", NULL},
    {PLACE_FIND, KC_ESC, 0, CMD_BACK, "Esc", "さがすのをやめる", NULL},
    {PLACE_MENU, KC_ESC, 0, CMD_BACK, "Esc", "文字を入れる", NULL},
    {(ANY & ~AT_HOME & ~PLACE_FIND) | PLACE_SUGGEST, KC_ESC, 0, CMD_BACK, "Esc", "もどる",
     "ひとつ前にもどります（文字を入れていないときは Backspace でも）"},
    {PLACE_INPUT, KC_ESC, 0, CMD_BACK, NULL, NULL, NULL},
    {PICKED | TEXTS, KC_BACKSPACE, 0, CMD_BACK, NULL, NULL, NULL},
    {(ANY & ~AT_HOME) | PLACE_SUGGEST, KC_F2, 0, CMD_HOME, "F2", "最初へ",
     "ここまでの答えを消して、最初の画面にもどります"},
    {AT_HOME, KC_F2, 0, CMD_HOME, NULL, NULL, NULL},
    {PLACE_CHOICE | PLACE_MULTI | PLACE_VALUE | PLACE_CHECKLIST, KC_F3, 0, CMD_CHANGE, "F3", NULL,
     "質問に答えたあと、前の答えを選んで直します"},
    {SHEETS, KC_CTRL, 'p', CMD_PRINT, "Ctrl-P", NULL, "ひかえを印刷する画面を開きます"},
    {PLACE_READ, KC_CHAR, '/', CMD_FIND, "/", "さがす", NULL},
    {SHEETS, KC_CHAR, '/', CMD_FIND, "/", NULL, "文の中のことばをさがします（Ctrl-F でも）"},
    {SHEETS, KC_CTRL, 'f', CMD_FIND, NULL, NULL, NULL},
    {PLACE_INPUT | PLACE_MENU, KC_F8, 0, CMD_RESUME, "F8", "つづきのコードがある",
     "ひかえに書いてあるコードで、前の一覧をもう一度出します"},
    {AT_HOME & ~(PLACE_INPUT | PLACE_MENU), KC_F8, 0, CMD_RESUME, NULL, NULL, NULL},
    {ANY, KC_F9, 0, CMD_HELPER, "F9", "手伝う人へ",
     "となりで手伝う人に、この画面で何を話せばよいかを出します"},
    {ANY, KC_F1, 0, CMD_HELP, "F1", "使い方", "この画面を出します（? でも）"},
    {LETTERS, KC_CHAR, '?', CMD_HELP, NULL, NULL, NULL},
    {LETTERS, KC_CHAR, 'q', CMD_QUIT, "q", "終わる", "終わります（文字を入れているときは Ctrl-C）"},
    {ANY & ~LETTERS, KC_CTRL, 'c', CMD_QUIT, "Ctrl-C", "終わる", NULL},
    {ANY, KC_CTRL, 'c', CMD_QUIT, NULL, NULL, NULL},
    /* In the help line where there is room. */
    {ANY, KC_F7, 0, CMD_FURIGANA, "F7", "ふりがな",
     "漢字のことばに、読みをつけます（もう一度押すと消えます）"},
    {ANY, KC_F4, 0, CMD_TERMS, "F4", "ことば", "画面にあるむずかしいことばの説明を読みます"},
    {ANY, KC_F10, 0, CMD_SPACING, "F10", NULL, "行のあいだを広げます（もう一度押すともどります）"},
    {ANY, KC_F12, 0, CMD_THEME, "F12", NULL, "画面の色を変えます（ふつう、黒い画面、白い画面）"},
    {ANY, KC_CTRL, 'l', CMD_REDRAW, "Ctrl-L", NULL, "画面が乱れたとき、かき直します"},
    {ANY, KC_CTRL, 'z', CMD_SUSPEND, NULL, NULL, NULL},

    {EDITED | PLACE_SUGGEST, KC_LEFT, 0, CMD_EDIT, "← →", NULL, "入れた文字の中を動きます"},
    {EDITED | PLACE_SUGGEST, KC_RIGHT, 0, CMD_EDIT, NULL, NULL, NULL},
    {EDITED, KC_HOME, 0, CMD_EDIT, NULL, NULL, NULL},
    {EDITED, KC_END, 0, CMD_EDIT, NULL, NULL, NULL},
    {EDITED | PLACE_SUGGEST, KC_BACKSPACE, 0, CMD_EDIT, "Backspace Delete", NULL,
     "前の文字、次の文字を消します"},
    {EDITED | PLACE_SUGGEST, KC_DELETE, 0, CMD_EDIT, NULL, NULL, NULL},
    {EDITED | PLACE_SUGGEST, KC_CTRL, 0, CMD_EDIT, "Ctrl-U Ctrl-K", NULL,
     "行の前、後ろをまとめて消します"},
    {EDITED, KC_CHAR, 0, CMD_EDIT, NULL, NULL, NULL},
    /* What is typed among the suggestions, events and fields belongs into the question line. */
    {PLACE_MENU | PLACE_SUGGEST, KC_CHAR, 0, CMD_EDIT, NULL, NULL, NULL},
    {WORDLESS, KC_CHAR, 0, CMD_EDIT, "文字", NULL,
     "どの画面でも、ことばで答えたり、聞いたりできます"},
};
#define NBINDINGS (sizeof(bindings) / sizeof(*bindings))

/* The key an input method that is on would have hidden. */
static uint32_t to_ascii(uint32_t cp)
{
    if (cp >= 0xff01 && cp <= 0xff5e)
        return cp - 0xff01 + '!';
    return cp == 0x3000 ? ' ' : cp;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool binds(const struct binding *b, enum place place, enum key_code code, uint32_t cp)
{
    if (!(b->places & place) || b->code != code)
        return false;
    if (code != KC_CHAR && code != KC_CTRL)
        return true;
    return b->cp == 0 || b->cp == cp || (b->command == CMD_DIGIT && is_digit(cp));
}

enum command keymap_find(enum place place, struct key *key)
{
    uint32_t cp = key->cp;
    if (key->code == KC_CHAR && !(place & EDITED))
        cp = to_ascii(cp);
    for (size_t i = 0; i < NBINDINGS; i++) {
        if (!binds(&bindings[i], place, key->code, cp))
            continue;
        if (bindings[i].command != CMD_EDIT)
            key->cp = cp;
        return bindings[i].command;
    }
    return CMD_NONE;
}

static bool is_spare(enum command c)
{
    return c == CMD_FURIGANA || c == CMD_TERMS;
}

/* Like the language, one for the whole process. */
static bool no_leaving;

void keymap_lock(bool locked)
{
    no_leaving = locked;
}

static bool is_shown(const struct binding *b, const char *text)
{
    return text && !(no_leaving && b->command == CMD_QUIT);
}

bool keymap_next_hint(enum place place, size_t *row, struct hint *out)
{
    while (*row < NBINDINGS) {
        const struct binding *b = &bindings[(*row)++];
        if ((b->places & place) && is_shown(b, b->label)) {
            *out = (struct hint){_(b->keys), _(b->label), b->command, is_spare(b->command)};
            return true;
        }
    }
    return false;
}

/* Where there is room for a box to leave the program by; elsewhere もどる or 最初へ comes first. */
#define LEFT_FROM \
    ((AT_HOME & ~PLACE_SUGGEST) | PLACE_LIST | PLACE_ENTRY | PLACE_READ | PLACE_JUDGED)

static bool by_finger(const struct binding *b, enum place place)
{
    enum command c = b->command;
    return c == CMD_DIGIT || c == CMD_UP || c == CMD_DOWN || c == CMD_NEXT_AREA || c == CMD_BOARD ||
           c == CMD_KANA || /* on the line itself */
           /* who has come to a suggestion by keys goes on by them */
           (c == CMD_ENTER && !(place & (EDITED | PLACE_SUGGEST))) ||
           (c == CMD_QUIT && !(place & LEFT_FROM));
}

bool keymap_next_touch(enum place place, size_t *row, struct hint *out)
{
    while (*row < NBINDINGS) {
        const struct binding *b = &bindings[(*row)++];
        /* The help line of a question is full. */
        const char *label = b->label || b->command != CMD_CHANGE ? b->label : "直す";
        if (!(b->places & place) || !is_shown(b, label) || by_finger(b, place))
            continue;
        *out = (struct hint){_(b->keys), _(label), b->command, is_spare(b->command)};
        return true;
    }
    return false;
}

/* What it does at the place; NULL for a row that is not shown. */
static const char *help_of(const struct binding *b, enum place place)
{
    if (!b->keys)
        return NULL;
    return b->help || !(b->places & place) ? b->help : b->label;
}

/* The rows of the place, or all others, each below the name of its keys. */
static void write_keys(struct strbuf *out, enum place place, bool here, size_t name_cols,
                       size_t cols, int ambiguous)
{
    struct strbuf keys, indent;
    strbuf_init(&keys);
    strbuf_init(&indent);
    strbuf_fill(&indent, ' ', name_cols);
    for (size_t i = 0; i < NBINDINGS; i++) {
        const char *help = help_of(&bindings[i], place);
        if (!is_shown(&bindings[i], help) || here != ((bindings[i].places & place) != 0))
            continue;
        const char *name = _(bindings[i].keys), *text = _(help);
        strbuf_clear(&keys);
        text_pad(&keys, name, strlen(name), name_cols, ambiguous);
        text_wrap(out, text, strlen(text), cols, keys.s, indent.s, ambiguous);
    }
    strbuf_done(&keys);
    strbuf_done(&indent);
}

void keymap_help(struct strbuf *out, enum place place, size_t cols, int ambiguous)
{
    size_t widest = 0;
    for (size_t i = 0; i < NBINDINGS; i++) {
        if (!help_of(&bindings[i], place))
            continue;
        size_t w = text_width(_(bindings[i].keys), strlen(_(bindings[i].keys)), ambiguous);
        widest = w > widest ? w : widest;
    }
    strbuf_printf(out, "%s\n", _("いまの画面で使うキー"));
    write_keys(out, place, true, widest + 2, cols, ambiguous);
    strbuf_printf(out, "\n%s\n", _("ほかの画面で使うキー"));
    write_keys(out, place, false, widest + 2, cols, ambiguous);
}

struct key_name {
    enum key_code code;
    const char *name;
};

bool key_parse(const char *name, struct key *out)
{
    static const struct key_name names[] = {
#define X(code, name) {KC_##code, name},
        KEY_CODES(X)
#undef X
    };
    memset(out, 0, sizeof(*out));
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (strcasecmp(name, names[i].name) == 0) {
            out->code = names[i].code;
            return true;
        }
    }
    size_t n = strlen(name);
    if (n == 6 && strncasecmp(name, "ctrl-", 5) == 0) {
        out->code = KC_CTRL;
        out->cp = (unsigned char)name[5] | 0x20u;
        return out->cp >= 'a' && out->cp <= 'z';
    }
    out->code = KC_CHAR;
    return n > 0 && utf8_valid(name, n) && utf8_decode(name, n, &out->cp) == n && out->cp >= ' ';
}
