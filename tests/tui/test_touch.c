/* Whatever a key can do has a place on the screen, and big places are big: over the shipped
 * knowledge, at every size. */
#include "index/index.h"
#include "text/utf8.h"
#include "tui/screen.h"
#include "tui/targets.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shipped.h"

static const int sizes[][2] = {{18, 60}, {24, 80}, {40, 120}, {60, 200}};
#define NSIZES (sizeof(sizes) / sizeof(*sizes))

static void type(struct ui *ui, const char *text)
{
    for (size_t i = 0, n = strlen(text); i < n;) {
        struct key key = {.code = KC_CHAR};
        i += utf8_decode(text + i, n - i, &key.cp);
        if (key.cp == '\n')
            key.code = KC_ENTER;
        ui_draw(ui);
        ui_key(ui, &key);
    }
    ui_draw(ui);
}

static bool touches(const struct ui *ui, int area, size_t index)
{
    for (size_t i = 0; i < ui->spots.n; i++)
        if (ui->spots.v[i].area == area && ui->spots.v[i].index == index)
            return true;
    return false;
}

static bool commands(const struct ui *ui, enum command cmd)
{
    return touches(ui, AREA_KEYS, cmd);
}

/* All items can be touched: on this page, or by turning it. */
static void expect_menu(struct ui *ui, struct menu *m, int area)
{
    size_t first = m->top, seen = 0;
    for (size_t i = 0; i < m->n; i++)
        seen += touches(ui, area, i);
    assert_true(seen > 0);
    if (first > 0)
        assert_true(touches(ui, area, SPOT_PAGE_UP));
    if (first + m->shown < m->n && m->v[first + m->shown].number != 0)
        assert_true(touches(ui, area, SPOT_PAGE_DOWN));
}

static void click(struct ui *ui, int area, size_t index)
{
    for (size_t i = 0; i < ui->spots.n; i++) {
        const struct spot *s = &ui->spots.v[i];
        if (s->area != area || s->index != index)
            continue;
        ui_key(ui, &(struct key){.code = KC_CLICK, .row = s->r.row, .col = s->r.col});
        ui_draw(ui);
        return;
    }
    struct strbuf screen;
    strbuf_init(&screen);
    canvas_dump(&ui->canvas, &screen);
    fail_msg("nothing to touch: %d %zu\n%s", area, index, screen.s);
}

/* Every page of a menu, forth and back by touch alone. */
static void turn_pages(struct ui *ui, struct menu *m, int area)
{
    bool *seen = calloc(m->n, sizeof(*seen));
    for (size_t turn = 0; turn <= m->n; turn++) {
        for (size_t i = 0; i < m->n; i++)
            seen[i] |= touches(ui, area, i);
        expect_menu(ui, m, area);
        if (!touches(ui, area, SPOT_PAGE_DOWN))
            break;
        click(ui, area, SPOT_PAGE_DOWN);
    }
    for (size_t i = 0; i < m->n; i++)
        assert_true(seen[i]);
    for (size_t turn = 0; turn <= m->n && touches(ui, area, SPOT_PAGE_UP); turn++)
        click(ui, area, SPOT_PAGE_UP);
    assert_int_equal(m->top, 0);
    free(seen);
}

static void turn_text(struct ui *ui, struct textview *v)
{
    if (v->nlines <= v->page)
        return;
    for (size_t turn = 0; turn < v->nlines && v->line + v->page < v->nlines; turn++)
        click(ui, AREA_KEYS, CMD_PAGE_DOWN);
    assert_true(v->line > 0);
    for (size_t turn = 0; turn < v->nlines && v->line > 0; turn++)
        click(ui, AREA_KEYS, CMD_PAGE_UP);
    assert_int_equal(v->line, 0);
}

static void expect_keys(const struct ui *ui)
{
    assert_true(commands(ui, CMD_BACK));
    assert_true(commands(ui, CMD_HOME));
    assert_true(commands(ui, CMD_HELP));
}

static void expect_big(const struct ui *ui)
{
    for (size_t i = 0; ui->big && i < ui->spots.n; i++) {
        const struct rect *r = &ui->spots.v[i].r;
        if (r->rows < TARGET_ROWS || r->cols < TARGET_ROWS)
            fail_msg("area %d, item %zu: %d rows, %d columns", ui->spots.v[i].area,
                     ui->spots.v[i].index, r->rows, r->cols);
        assert_true(r->row + r->rows <= ui->canvas.rows && r->col + r->cols <= ui->canvas.cols);
        for (size_t j = 0; j < i; j++) { /* no box stands on another one */
            const struct rect *o = &ui->spots.v[j].r;
            assert_true(r->row >= o->row + o->rows || o->row >= r->row + r->rows ||
                        r->col >= o->col + o->cols || o->col >= r->col + r->cols);
        }
    }
}

static void walk(struct ui *ui)
{
    ui_draw(ui);
    expect_big(ui);
    assert_true(commands(ui, CMD_HELP));
    turn_pages(ui, &ui->menu, AREA_MENU);
    if (ui->big)
        click(ui, AREA_MORE, SPOT_FOCUS);
    turn_pages(ui, &ui->more, AREA_MORE);
    type(ui, "44"); /* the entries of a field */
    assert_int_equal(ui->browse, BROWSE_SHELF);
    expect_big(ui);
    expect_keys(ui);
    turn_pages(ui, &ui->menu, AREA_MENU);
    click(ui, AREA_KEYS, CMD_BACK);
    assert_ptr_equal(ui->screen, &screen_home);
    ui_key(ui, &(struct key){.code = KC_F2});
    type(ui, "転入届\n");
    assert_int_equal(ui_dialogue(ui)->phase, PHASE_ENTRY);
    expect_big(ui);
    expect_keys(ui);
    turn_text(ui, &ui->view);
    click(ui, AREA_MORE, 0);
    while (ui_dialogue(ui)->phase == PHASE_ASK) {
        expect_big(ui);
        expect_keys(ui);
        if (ui_dialogue(ui)->step.asked > 0 && ui->big && ui->canvas.rows >= 24)
            assert_true(commands(ui, CMD_CHANGE));
        turn_pages(ui, &ui->menu, AREA_MENU);
        while (!touches(ui, AREA_MENU, ui->menu.n - 1)) /* わからない */
            click(ui, AREA_MENU, SPOT_PAGE_DOWN);
        click(ui, AREA_MENU, ui->menu.n - 1);
    }
    assert_int_equal(ui_dialogue(ui)->phase, PHASE_CHECKLIST);
    expect_big(ui);
    expect_keys(ui);
    turn_text(ui, &ui->view);
    click(ui, AREA_MORE, 0); /* the reasons */
    expect_big(ui);
    turn_text(ui, &ui->over_view);
    click(ui, AREA_KEYS, CMD_BACK);
    click(ui, AREA_KEYS, CMD_HELP);
    expect_big(ui);
    turn_text(ui, &ui->over_view);
    click(ui, AREA_KEYS, CMD_HOME);
    assert_ptr_equal(ui->screen, &screen_home);
}

static void test_touch(void **state)
{
    (void)state;
    struct session *s = open_shipped();
    for (size_t i = 0; i < NSIZES; i++) {
        for (int run = 0; run < 4; run++) {
            struct ui *ui = ui_new(s, sizes[i][0], sizes[i][1], run % 2 + 1);
            ui_set_big(ui, run / 2);
            walk(ui);
            ui_free(ui);
            struct error err = ERROR_NONE;
            session_reset(s, &err);
        }
    }
    session_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_touch)};
    setenv("LC_ALL", "C.UTF-8", 1); /* readline reads it again */
    setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
