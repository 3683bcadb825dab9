/* What a person does at the terminal: keys, the mouse, and what happens to the terminal itself. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stdint.h>

/* Constant, name in scripts. */
#define KEY_CODES(X)          \
    X(ENTER, "Enter")         \
    X(ESC, "Esc")             \
    X(BACKSPACE, "Backspace") \
    X(DELETE, "Delete")       \
    X(TAB, "Tab")             \
    X(BACKTAB, "BackTab")     \
    X(UP, "Up")               \
    X(DOWN, "Down")           \
    X(LEFT, "Left")           \
    X(RIGHT, "Right")         \
    X(HOME, "Home")           \
    X(END, "End")             \
    X(PAGE_UP, "PageUp")      \
    X(PAGE_DOWN, "PageDown")  \
    X(F1, "F1")               \
    X(F2, "F2")               \
    X(F3, "F3")               \
    X(F4, "F4")               \
    X(F5, "F5")               \
    X(F6, "F6")               \
    X(F7, "F7")               \
    X(F8, "F8")               \
    X(F9, "F9")               \
    X(F10, "F10")             \
    X(F12, "F12")

enum key_code {
    KC_NONE,
    KC_CHAR, /* cp */
    KC_CTRL, /* cp: 'a' to 'z' */
#define X(code, name) KC_##code,
    KEY_CODES(X)
#undef X
        KC_PASTE_BEGIN, /* what comes until KC_PASTE_END was pasted */
    KC_PASTE_END,
    KC_CLICK, /* row, col */
    KC_WHEEL_UP,
    KC_WHEEL_DOWN,
    KC_RESIZE, /* row, col: the new number of rows and columns */
    KC_HANGUP  /* the terminal is gone, or the process is told to end */
};

struct key {
    enum key_code code;
    uint32_t cp;
    int row, col;
};

/* Reads a name of the table above, "Ctrl-C", or a single character. */
bool key_parse(const char *name, struct key *out);

#endif
