#include "tui/kanaboard.h"
#include "base/lang.h"
#include "text/width.h"
#include <string.h>

#define KANA_COLS 10
#define LEAST_COLS 4    /* of a key */
#define LEAST_WORDS 8   /* of a key with a word on it */
#define ENOUGH_WORDS 13 /* for the longest of them */
#define BOX_COLS 7      /* from here on a key is a box, with a column between two */
#define MOST_COLS 8

/* あ at the left and downwards, as banks' machines, ticket machines and the search terminals of
 * bookshops and libraries have it: not as the table hung in the classroom, from the right. */
static const char *const kana[BOARD_ROWS][KANA_COLS] = {
    {"あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ"},
    {"い", "き", "し", "ち", "に", "ひ", "み", NULL, "り", "を"},
    {"う", "く", "す", "つ", "ぬ", "ふ", "む", "ゆ", "る", "ん"},
    {"え", "け", "せ", "て", "ね", "へ", "め", NULL, "れ", NULL},
    {"お", "こ", "そ", "と", "の", "ほ", "も", "よ", "ろ", NULL},
};
static const char *const latin[BOARD_ROWS][KANA_COLS] = {
    {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"},
    {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"},
    {"K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"},
    {"U", "V", "W", "X", "Y", "Z", "-", ".", "@", "/"},
};

static const struct board_key marks[BOARD_ROWS] = {
    {BOARD_VOICED, NULL, "゛ 濁点", "゛"},     {BOARD_SEMIVOICED, NULL, "゜ 半濁点", "゜"},
    {BOARD_RESIZE, NULL, "小さく っゃ", "小"}, {BOARD_PUT, "ー", "ー のばす", "ー"},
    {BOARD_TURN, NULL, "ABC 123", "ABC"},
};
static const struct board_key edits[BOARD_ROWS] = {
    {BOARD_ERASE, NULL, "1字消す", "消す"},  {BOARD_CLEAR, NULL, "ぜんぶ消す", "全消し"},
    {BOARD_PUT, " ", "空白", "空白"},        {BOARD_ASK, NULL, "調べる", "調べる"},
    {BOARD_CLOSE, NULL, "とじる", "とじる"},
};
static const struct board_key back_to_kana = {BOARD_TURN, NULL, "あいう", "あ"};

void kanaboard_init(struct kanaboard *b)
{
    *b = (struct kanaboard){.latin = false};
}

struct board_key kanaboard_key(const struct kanaboard *b, size_t index)
{
    static const struct board_key none = {BOARD_NOTHING, NULL, NULL, NULL};
    size_t row = index / BOARD_COLS, col = index % BOARD_COLS;
    if (row >= BOARD_ROWS)
        return none;
    if (col < KANA_COLS) {
        const char *text = (b->latin ? latin : kana)[row][col];
        return text ? (struct board_key){BOARD_PUT, text, text, text} : none;
    }
    struct board_key key = (col == KANA_COLS ? marks : edits)[row];
    if (b->latin && col == KANA_COLS) {
        if (key.act != BOARD_TURN)
            return none;
        key = back_to_kana;
    }
    key.label = _(key.label);
    key.brief = _(key.brief);
    return key;
}

static size_t index_at(int row, int col)
{
    return (size_t)row * BOARD_COLS + (size_t)col;
}

struct board_key kanaboard_focused(const struct kanaboard *b)
{
    return kanaboard_key(b, index_at(b->row, b->col));
}

bool kanaboard_focus(struct kanaboard *b, size_t index)
{
    if (kanaboard_key(b, index).act == BOARD_NOTHING)
        return false;
    b->row = (int)(index / BOARD_COLS);
    b->col = (int)(index % BOARD_COLS);
    return true;
}

void kanaboard_turn(struct kanaboard *b)
{
    b->latin = !b->latin;
    b->row = b->col = 0;
}

/* Over the gaps where there is no key. */
static bool move_rows(struct kanaboard *b, int step)
{
    for (int row = b->row + step; row >= 0 && row < BOARD_ROWS; row += step)
        if (kanaboard_focus(b, index_at(row, b->col)))
            return true;
    return false;
}

static bool move_cols(struct kanaboard *b, int step)
{
    int col = b->col;
    do
        col = (col + step + BOARD_COLS) % BOARD_COLS;
    while (!kanaboard_focus(b, index_at(b->row, col)));
    return true;
}

bool kanaboard_move(struct kanaboard *b, enum command cmd)
{
    switch (cmd) {
    case CMD_UP:
        return move_rows(b, -1);
    case CMD_DOWN:
        return move_rows(b, 1);
    case CMD_LEFT:
        return move_cols(b, -1);
    case CMD_RIGHT:
        return move_cols(b, 1);
    default:
        return false;
    }
}

/* Columns and rows of the keys. */
struct sizes {
    int kana, words, high;
};

static int between(int n, int least, int most)
{
    return n < least ? least : n > most ? most : n;
}

static struct sizes sizes_in(struct rect r)
{
    struct sizes s;
    s.kana = between((r.cols - 2 * ENOUGH_WORDS) / KANA_COLS, LEAST_COLS, MOST_COLS);
    s.words = between((r.cols - KANA_COLS * s.kana) / 2, LEAST_WORDS, 2 * MOST_COLS);
    s.high = between(r.rows / BOARD_ROWS, 1, 3);
    return s;
}

static int columns_of(const struct canvas *c, const char *s)
{
    return (int)text_width(s, strlen(s), c->ambiguous);
}

/* The focused key stands in brackets, with the cursor on what it is called. */
static void draw_key(struct canvas *c, struct rect r, const struct board_key *key, bool focused)
{
    if (r.cols >= BOX_COLS && r.rows == 3) {
        r.cols--;
        canvas_box(c, r, STYLE_RULE);
    }
    const char *label = columns_of(c, key->label) + 2 <= r.cols ? key->label : key->brief;
    int width = columns_of(c, label), row = r.row + (r.rows - 1) / 2;
    int col = r.col + (r.cols - width) / 2;
    canvas_puts(c, row, col, width, key->act == BOARD_PUT ? STYLE_TEXT : STYLE_KEY, label);
    if (!focused)
        return;
    canvas_puts(c, row, col - 1, 1, STYLE_TEXT, "[");
    canvas_puts(c, row, col + width, 1, STYLE_TEXT, "]");
    canvas_restyle(c, row, col - 1, width + 2, STYLE_SELECTED);
    canvas_cursor(c, row, col);
}

int kanaboard_draw(struct kanaboard *b, struct canvas *c, struct rect r, bool focus,
                   struct spots *spots, int area)
{
    struct sizes size = sizes_in(r);
    int seen = between(r.rows, 1, BOARD_ROWS);
    b->top = between(b->top, b->row - seen + 1, b->row);
    b->top = between(b->top, 0, BOARD_ROWS - seen);
    for (int row = b->top; row < b->top + seen; row++) {
        for (int col = 0; col < BOARD_COLS; col++) {
            struct board_key key = kanaboard_key(b, index_at(row, col));
            if (key.act == BOARD_NOTHING)
                continue;
            int words = col > KANA_COLS ? col - KANA_COLS : 0, plain = col - words;
            struct rect at = {r.row + (row - b->top) * size.high,
                              r.col + plain * size.kana + words * size.words, size.high,
                              col < KANA_COLS ? size.kana : size.words};
            draw_key(c, at, &key, focus && row == b->row && col == b->col);
            spots_add(spots, at, area, index_at(row, col));
        }
    }
    return seen * size.high;
}
