#include "base/lang.h"
#include "guide/resume.h"
#include "output/qr.h"
#include "text/width.h"
#include "tui/screen.h"

/* The checklist to take along in a phone: the list itself, or the code to go on with elsewhere. */

enum { QUIET = 4, BESIDE = 26, GAP = 2, BELOW = 8 };
enum { SHOW_LIST, SHOW_CODE };

/* What fits into the room there is. */
struct picture {
    struct qr qr;
    bool there;
    enum qr_carries what;
    int rows, cols; /* on the screen, with the quiet zone */
};

static enum place place(const struct ui *ui)
{
    (void)ui;
    return PLACE_LIST;
}

static const struct checklist *checklist(const struct ui *ui)
{
    return ui_dialogue(ui)->checklist;
}

static bool get_code(const struct ui *ui, struct strbuf *out)
{
    const struct dialogue *d = ui_dialogue(ui);
    const struct checklist *c = d->checklist;
    const struct guide g = {d->knowledge, c->entry, d->today};
    return !c->stop && resume_code(&g, &c->facts, out);
}

static bool has_code(const struct ui *ui)
{
    struct strbuf code;
    strbuf_init(&code);
    bool has = get_code(ui, &code);
    strbuf_wipe(&code);
    strbuf_done(&code);
    return has;
}

static void show_list(struct ui *ui)
{
    ui->qr = SHOW_LIST;
}

static void show_code(struct ui *ui)
{
    ui->qr = SHOW_CODE;
}

static ui_action fill(struct ui *ui, size_t n, bool seen)
{
    bool list = seen && ui->qr == SHOW_LIST, code = seen && ui->qr == SHOW_CODE;
    const struct ui_choice all[] = {
        {true, list ? _("持ち物の一覧（表示中）") : _("持ち物の一覧"), show_list},
        {has_code(ui), code ? _("つづきのコード（表示中）") : _("つづきのコード"), show_code},
        {ui_can_print(ui), _("紙に印刷する"), ui_print},
    };
    return ui_fill(ui, &ui->over_more, all, sizeof(all) / sizeof(*all), n);
}

static void enter(struct ui *ui)
{
    ui->over_more.selected = 0;
    ui->qr = SHOW_LIST;
}

/* Half blocks stand two modules in a cell. Where they may be two columns wide, a module is two
 * blanks. */
static bool half_blocks(const struct ui *ui)
{
    return ui->canvas.ambiguous == 1;
}

/* Modules a side that fit into so many rows and columns. */
static int room(const struct ui *ui, int rows, int cols)
{
    int high = half_blocks(ui) ? rows * 2 : rows, wide = half_blocks(ui) ? cols : cols / 2;
    return (high < wide ? high : wide) - 2 * QUIET;
}

static bool make(const struct ui *ui, size_t which, int most, const char *code, struct picture *p)
{
    p->what = QR_CODE;
    if (which == SHOW_CODE)
        p->there = *code && qr_fit_code(&p->qr, checklist(ui), code, most);
    else
        p->there = qr_fit_checklist(&p->qr, checklist(ui), *code ? code : NULL, most, &p->what);
    if (!p->there)
        return false;
    int side = p->qr.size + 2 * QUIET;
    p->rows = half_blocks(ui) ? (side + 1) / 2 : side;
    p->cols = half_blocks(ui) ? side : side * 2;
    return true;
}

/* The words stand beside it, or in a high and narrow window below. */
static bool make_in(const struct ui *ui, size_t which, struct rect body, const char *code,
                    struct picture *p)
{
    return make(ui, which, room(ui, body.rows, body.cols - BESIDE - GAP), code, p) ||
           make(ui, which, room(ui, body.rows - BELOW, body.cols), code, p);
}

static void draw_half(struct canvas *c, const struct qr *q, struct rect r)
{
    static const char *const blocks[] = {" ", "▀", "▄", "█"};
    for (int row = 0; row < r.rows; row++)
        for (int col = 0; col < r.cols; col++) {
            int x = col - QUIET, y = row * 2 - QUIET;
            canvas_puts(c, r.row + row, r.col + col, 1, STYLE_QR,
                        blocks[qr_dark(q, x, y) + 2 * qr_dark(q, x, y + 1)]);
        }
}

static void draw_full(struct canvas *c, const struct qr *q, struct rect r)
{
    for (int row = 0; row < r.rows; row++)
        for (int col = 0; col < r.cols; col += 2)
            canvas_puts(c, r.row + row, r.col + col, 2,
                        qr_dark(q, col / 2 - QUIET, row - QUIET) ? STYLE_QR_DARK : STYLE_QR, "  ");
}

static void describe(const struct ui *ui, const struct picture *p, bool smaller, const char *code,
                     struct strbuf *out)
{
    if (!p->there) {
        strbuf_puts(out, _("この画面には大きすぎて、QRコードを出せません。"));
        if (smaller)
            strbuf_puts(out, _("「つづきのコード」なら出せます。"));
        if (ui_can_print(ui))
            strbuf_puts(out, _("紙に印刷することもできます。"));
        strbuf_puts(out, _("窓を広げると、出せることがあります。"));
    } else {
        strbuf_puts(out,
                    _("スマートフォンのカメラを画面に向け、四角の全体が入るまで離してください。"));
        if (p->what == QR_NAMES)
            strbuf_puts(out, _("画面に入るように、持ち物の名前だけにしてあります。"));
        if (p->what == QR_CODE)
            strbuf_puts(out, _("このコードを、ほかの端末で入れると、同じ一覧が出ます。"));
    }
    if (*code)
        strbuf_printf(out, "\n\n%s\n%s", _("つづきのコード："), code);
}

static void draw_words(struct ui *ui, struct rect r, const char *told, bool seen)
{
    fill(ui, 0, seen);
    /* Something can be chosen however low the window is. */
    struct rect text = {r.row, r.col, r.rows - 1, r.cols};
    int used = paragraph_draw(&ui->canvas, text, STYLE_TEXT, told);
    used += used + 1 < r.rows;
    r.row += used;
    r.rows -= used;
    menu_draw(&ui->over_more, &ui->canvas, r, true, false, &ui->spots, AREA_OVER);
}

static void draw(struct ui *ui, struct rect body)
{
    struct picture p = {.there = false}, other = {.there = false};
    struct strbuf code, told;
    struct rect words = body;
    strbuf_init(&code);
    strbuf_init(&told);
    if (!get_code(ui, &code))
        strbuf_clear(&code);
    make_in(ui, ui->qr, body, code.s, &p);
    if (!p.there && ui->qr == SHOW_LIST)
        make_in(ui, SHOW_CODE, body, code.s, &other);
    if (p.there) {
        struct rect r = {body.row, body.col, p.rows, p.cols};
        bool beside = p.cols + GAP + BESIDE <= body.cols;
        (half_blocks(ui) ? draw_half : draw_full)(&ui->canvas, &p.qr, r);
        if (beside)
            words = (struct rect){body.row, body.col + p.cols + GAP, body.rows,
                                  body.cols - p.cols - GAP};
        else
            words = (struct rect){body.row + p.rows, body.col, body.rows - p.rows, body.cols};
    }
    describe(ui, &p, other.there, code.s, &told);
    draw_words(ui, words, told.s, p.there);
    qr_done(&p.qr);
    qr_done(&other.qr);
    strbuf_wipe(&code);
    strbuf_done(&code);
    strbuf_wipe(&told);
    strbuf_done(&told);
}

static void act(struct ui *ui)
{
    ui_action run = fill(ui, ui->over_more.selected, false);
    if (run)
        run(ui);
}

static bool command(struct ui *ui, enum command cmd, const struct key *key)
{
    fill(ui, 0, false);
    switch (cmd) {
    case CMD_DIGIT:
        if (ui_pick_digit(ui, &ui->over_more, NULL, key, NULL) == PICK_ITEM)
            act(ui);
        return true;
    case CMD_ENTER:
        act(ui);
        return true;
    case CMD_BACK:
        ui_close_over(ui);
        return true;
    case CMD_EDIT:
        ui->over = NULL;
        ui_words(ui, key);
        return true;
    default:
        menu_command(&ui->over_more, cmd);
        return true;
    }
}

static void title(const struct ui *ui, struct strbuf *out)
{
    (void)ui;
    strbuf_puts(out, _("QRコードで持ち帰る"));
}

const struct screen screen_qr = {place, enter, draw, command, title};
