/* Themes: contrast, and that nothing is told by colour alone. What the configuration says comes
 * back for every visitor. */
#include "tui/canvas.h"
#include "tui/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The first eight colours and the eight bright ones as terminals come. */
struct palette {
    const char *name;
    uint32_t rgb[16];
};
static const struct palette palettes[] = {
    {"Linux console, VGA",
     {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555,
      0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
    {"xterm",
     {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
      0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff}},
    {"PuTTY",
     {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb, 0x555555,
      0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff}},
    {"Windows console",
     {0x000000, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080, 0x008080, 0xc0c0c0, 0x808080,
      0xff0000, 0x00ff00, 0xffff00, 0x0000ff, 0xff00ff, 0x00ffff, 0xffffff}},
};

/* WCAG 2: relative luminance. */
static double channel(uint32_t c)
{
    double v = (double)(c & 0xff) / 255;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
}

static double contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

static void test_contrast(void **state)
{
    (void)state;
    assert_float_equal(contrast(0x000000, 0xffffff), 21, 0.001);
    assert_float_equal(contrast(0x767676, 0xffffff), 4.54, 0.01);
    for (int theme = THEME_DARK; theme < THEMES; theme++) {
        for (int style = 0; style < STYLES; style++) {
            const struct theme_style *s = theme_style((enum theme)theme, (enum style)style);
            /* the whole screen is painted */
            assert_true(s->fg != COLOUR_DEFAULT && s->bg != COLOUR_DEFAULT);
            for (size_t p = 0; p < sizeof palettes / sizeof *palettes; p++) {
                const uint32_t *rgb = palettes[p].rgb;
                assert_true(contrast(rgb[s->fg], rgb[s->bg]) >= 7);
                if (s->bold) /* many terminals show bold as bright */
                    assert_true(contrast(rgb[s->fg + 8], rgb[s->bg]) >= 7);
            }
        }
    }
}

/* The bar at the top, the selected item and what is urgent stand out without colours, too: where
 * there are none the first theme is used, by its attributes. */
static void test_without_colours(void **state)
{
    (void)state;
    assert_true(theme_style(THEME_NORMAL, STYLE_TITLE)->reverse);
    assert_true(theme_style(THEME_NORMAL, STYLE_SELECTED)->reverse);
    assert_true(theme_style(THEME_NORMAL, STYLE_URGENT)->bold);
    for (int style = 0; style < STYLES; style++)
        if (style != STYLE_URGENT && !theme_painted((enum style)style))
            assert_int_equal(theme_style(THEME_NORMAL, (enum style)style)->fg, COLOUR_DEFAULT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_without_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
