#include "tui/picking.h"
#include "base/lang.h"
#include "text/utf8.h"
#include "tui/screen.h"
#include <string.h>

void ui_forget_digits(struct ui *ui)
{
    explicit_bzero(&ui->digits, sizeof(ui->digits));
}

enum pick ui_pick_digit(struct ui *ui, struct menu *a, struct menu *b, const struct key *key,
                        struct menu **found)
{
    struct menu *ignored;
    if (ui->digits.s[0] == '\0') {
        ui->digits.area = (int)ui->area;
        ui->digits.selected[0] = ui->menu.selected;
        ui->digits.selected[1] = ui->more.selected;
    }
    return number_press(&ui->digits, key->cp, a, b, found ? found : &ignored);
}

void ui_no_number(struct ui *ui)
{
    struct strbuf s;
    strbuf_init(&s);
    strbuf_printf(&s, _("%s という番号はありません。画面に出ている番号を押してください。"),
                  ui->digits.s);
    ui_say(ui, s.s);
    strbuf_wipe(&s);
    strbuf_done(&s);
}

/* The digits of "12" or "１２番"; false when it is anything else, or 0, which is わからない. */
static bool said_digits(const char *text, char digits[static 4])
{
    size_t n = 0, len = strlen(text);
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        if (n > 0 && strcmp(text + i, "番") == 0)
            break;
        i += utf8_decode(text + i, len - i, &cp);
        if (cp >= 0xff10 && cp <= 0xff19)
            cp = cp - 0xff10 + '0';
        if (cp < '0' || cp > '9' || n == 3)
            return false;
        digits[n++] = (char)cp;
    }
    digits[n] = '\0';
    return n > 0 && digits[0] != '0';
}

bool ui_said_number(struct ui *ui, const char *text)
{
    const enum place picked = ui->screen->place(ui);
    char digits[4];
    if (!(picked == PLACE_LIST || picked == PLACE_CHOICE || picked == PLACE_MULTI) ||
        ui->menu.n == 0 || ui->menu.v[0].number <= 9 || !said_digits(text, digits))
        return false;
    ui_forget_digits(ui);
    if (digits[1] == '\0') { /* half a number */
        ui->digits.s[0] = digits[0];
        ui_no_number(ui);
    } else {
        const struct screen *screen = ui->screen;
        for (const char *s = digits; *s && ui->screen == screen; s++)
            screen->command(ui, CMD_DIGIT, &(struct key){.code = KC_CHAR, .cp = (unsigned char)*s});
    }
    ui_forget_digits(ui);
    explicit_bzero(digits, sizeof(digits));
    return true;
}

static void take_back(struct ui *ui)
{
    ui->area = (enum area)ui->digits.area;
    ui->menu.selected = ui->digits.selected[0];
    ui->more.selected = ui->digits.selected[1];
    ui_forget_digits(ui);
}

void ui_spill_digits(struct ui *ui)
{
    struct digits d = ui->digits;
    take_back(ui);
    for (const char *s = d.s; *s; s++) {
        struct key key = {.code = KC_CHAR, .cp = (unsigned char)*s};
        const struct screen *front = ui->over ? ui->over : ui->screen;
        front->command(ui, CMD_EDIT, &key);
    }
    explicit_bzero(&d, sizeof(d));
}

bool ui_waits(struct ui *ui, enum command cmd, const struct key *key)
{
    if (!ui->digits.waiting || cmd == CMD_DIGIT || cmd == CMD_REDRAW || cmd == CMD_SUSPEND)
        return false;
    if (cmd == CMD_BACK)
        take_back(ui);
    else if (cmd == CMD_EDIT && key->code == KC_CHAR) /* 2月の… */
        ui_spill_digits(ui);
    else if (cmd != CMD_ENTER)
        ui_forget_digits(ui);
    /* Enter chooses nothing by half a number. */
    return cmd == CMD_BACK || cmd == CMD_ENTER;
}

const char *ui_notice(const struct ui *ui, struct strbuf *out)
{
    if (!ui->digits.waiting)
        return session_knowledge(ui->session)->town.notice.s;
    strbuf_printf(out, _("%s_　もう1つ数字を押してください（Esc で取り消し）"), ui->digits.s);
    return out->s;
}

bool ui_turn_page(struct ui *ui, const struct spot *spot)
{
    struct menu *m = spot->area == AREA_MORE ? &ui->more : &ui->menu;
    if (spot->index == SPOT_PAGE_UP || spot->index == SPOT_PAGE_DOWN)
        menu_command(m, spot->index == SPOT_PAGE_UP ? CMD_PAGE_UP : CMD_PAGE_DOWN);
    else if (spot->index != SPOT_FOCUS)
        return false;
    return true;
}
