/* What a screen is, and what the screens share. The state of the conversation is the session's
 * struct dialogue; here is only what belongs to looking at it. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "app/session.h"
#include "output/plain.h"
#include "tui/lineedit.h"
#include "tui/picking.h"
#include "tui/shelves.h"
#include "tui/ui.h"
#include "tui/widgets.h"
#include "tui/wordline.h"

#define UI_MIN_ROWS 18
#define UI_MIN_COLS 60

/* Parts of a screen that can have the focus. A screen uses those it needs. */
enum area {
    AREA_INPUT,
    AREA_MENU,
    AREA_MORE, /* fields at home; actions below a text */
    AREA_TEXT,
    AREA_BOARD,  /* the kana below a line for words */
    AREA_OFFERS, /* what such a line in front of a screen may become */
    AREA_OVER,   /* actions of an overlay */
    AREA_KEYS    /* the help line: for the mouse only */
};

struct screen {
    enum place (*place)(const struct ui *ui);
    /* It is shown, and was not before: where the focus is, what is selected. */
    void (*enter)(struct ui *ui);
    void (*draw)(struct ui *ui, struct rect body);
    /* False: the command means nothing here. A click gives the focus to the item's area, selects it
     * and comes as CMD_ENTER. */
    bool (*command)(struct ui *ui, enum command cmd, const struct key *key);
    void (*title)(const struct ui *ui, struct strbuf *out); /* right end of the title; or NULL */
};
extern const struct screen screen_home, screen_list, screen_entry, screen_question,
    screen_checklist, screen_reasons, screen_help, screen_say, screen_slip, screen_qr,
    screen_resume, screen_helper, screen_terms;

/* Lists that the conversation does not know of. */
enum browse {
    BROWSE_NONE,
    BROWSE_SHELF,   /* the entries of ui->shelf; of a long one the rows of kana first */
    BROWSE_RELATED, /* what usually follows the entry or checklist that is shown */
    BROWSE_ANSWERS  /* what was answered, to change it */
};

/* The line below a text that is searched. */
#define FIND_ROWS 2
struct find {
    bool open;
    bool moved; /* the cursor is on what was found, not in the line */
    struct lineedit *edit;
};

enum print_state { PRINT_NOT_YET, PRINT_RUNNING, PRINT_DONE, PRINT_FAILED };

struct ui {
    struct session *session;
    struct canvas canvas;
    struct spots spots;
    const struct screen *screen;
    const void *subject;        /* what the screen was entered for */
    const struct screen *over;  /* help, reasons or words, in front of it; or NULL */
    const struct screen *under; /* what help is in front of, when that is an overlay; or NULL */
    enum place asked;           /* where help was asked for */
    enum area area;
    struct menu menu, more;
    struct suggestions suggested; /* what home's question line may become; shown in menu */
    struct textview view, over_view;
    struct menu over_more; /* actions of an overlay */
    struct find find;
    enum print_state print;
    struct strbuf print_error;
    bool over_reading; /* the text of an overlay with actions has the focus */
    size_t qr;         /* which code is shown */
    const void *read;  /* what ui->view is scrolled for */
    struct lineedit *edit;
    struct wordline line;
    uint64_t chosen; /* marks of a question with several answers */
    enum browse browse;
    size_t shelf, kana_row;   /* what is browsed: 1 for the first; 0: none, the whole shelf */
    const struct entry *last; /* opened last: selected when its list comes back */
    struct strbuf message;    /* what the conversation says besides its state */
    bool said;                /* ... and it has not been drawn yet */
    struct strbuf alarm;      /* what is urgent: above every screen until the next step */
    struct strbuf lead;       /* what stands above the candidates */
    struct strbuf hint;       /* how to answer the open question */
    bool pasting;
    struct look look, configured;     /* look: what the visitor made of it */
    struct arena page;                /* what ui_read gave */
    const struct annotator *readings; /* of this drawing; NULL: none are wanted */
    const char *message_read;
    bool looked; /* the message is only about the look */
    bool big;    /* see ui_set_big */
    struct digits digits;
    bool moved; /* the last key was a digit, and led to another screen */
    bool again; /* see ui_started_again */
};

const struct dialogue *ui_dialogue(const struct ui *ui);
const struct screen *ui_front(const struct ui *ui); /* the overlay, or the screen */
bool ui_fits(const struct ui *ui);                  /* the window is large enough */
/* The conversation begins anew, with the day and the knowledge of now. */
void ui_go_home(struct ui *ui);
/* A step of the conversation, then the screen for its new state. */
void ui_send(struct ui *ui, const struct input *in);
void ui_send_text(struct ui *ui, enum input_kind kind, const char *text);
/* What was typed: as INPUT_TEXT, but that さいしょ is F2, and なおす or ちがう is F3. */
void ui_send_words(struct ui *ui, const char *text);
void ui_open(struct ui *ui, const struct entry *e);
void ui_say(struct ui *ui, const char *text); /* takes the place of the message */
/* screen_say.c: opens the line for words with its first key, where a screen has no line. */
void ui_words(struct ui *ui, const struct key *key);
void ui_words_board(struct ui *ui); /* opens it with the board */
void ui_words_leave(struct ui *ui); /* closes it */
void ui_browse(struct ui *ui, enum browse browse);

/* look.c: reading made easy */
void ui_defaults(struct ui *ui); /* as configured: the next visitor has other eyes */
bool ui_look_command(struct ui *ui, enum command cmd); /* false: it is none of the look's */
void ui_look_begin(struct ui *ui);                     /* before a drawing */
void ui_look_done(struct ui *ui);
/* s with readings, where they are wanted: each word once in a drawing. Valid until the next one. */
const char *ui_read(struct ui *ui, const char *s);
const char *ui_read_roomy(struct ui *ui, const char *s); /* without, in a low window */
const char *ui_message(struct ui *ui); /* the message, the same way; the same all the drawing */
/* screen_terms.c: the explained words in the text of the screen, at most max. */
size_t ui_screen_terms(struct ui *ui, const struct entry **out, size_t max);

/* parts.c */
/* Draws ui->message into r from its top; gives the rows used. */
int ui_draw_message(struct ui *ui, struct rect r);
/* Draws the line editor in a box of three rows at the top of r. */
void ui_draw_input(struct ui *ui, struct rect r, bool focus);
/* For a text in ui->view with the message and numbered actions (ui->more) below it. */
void ui_draw_reading(struct ui *ui, struct rect body);
bool ui_reading_command(struct ui *ui, enum command cmd);
void ui_start_reading(struct ui *ui, const void *subject);
/* The same for an overlay, which has nothing below. */
bool ui_over_command(struct ui *ui, enum command cmd, const struct key *key);
/* Puts an overlay in front; help may stand in front of another one. */
void ui_show_over(struct ui *ui, const struct screen *over);
void ui_close_over(struct ui *ui);
/* Help or what a helper says, in front of whatever is shown; away again when it is that already. */
void ui_explain(struct ui *ui, const struct screen *over);
enum place ui_place(const struct ui *ui); /* where a key is pressed now */
/* The slip of what is shown, if there is any; else says that there is none. */
void ui_print(struct ui *ui);
bool ui_can_print(const struct ui *ui);
/* Appends the slip of what is shown. */
void ui_slip(const struct ui *ui, size_t cols, struct strbuf *out);

/* What can be done now. */
typedef void (*ui_action)(struct ui *ui);
struct ui_choice {
    bool there;
    const char *label;
    ui_action run;
};
/* Fills m with those that are there, numbered; gives what the n-th of them does, or NULL. */
ui_action ui_fill(struct ui *ui, struct menu *m, const struct ui_choice *v, size_t nchoices,
                  size_t n);

/* find.c: the search in the text that is shown */
bool ui_find_open(struct ui *ui);
void ui_find_close(struct ui *ui);
bool ui_find_command(struct ui *ui, enum command cmd, const struct key *key);
/* Draws the line into the last rows of the body, after the text; gives the cursor to it while the
 * word is typed. */
void ui_find_draw(struct ui *ui, struct rect r);

/* The formatters' argument for texts of the body's width. */
struct plain ui_plain(const struct ui *ui, struct rect body);
/* Ids of the entries that usually follow what is shown. */
const struct strs *ui_related(const struct ui *ui);
/* Whether the sheet helped: two actions at the end of a sheet, where there is a journal. */
#define UI_VOTES 2
void ui_votes(const struct ui *ui, struct ui_choice out[static UI_VOTES]);

#endif
