/* The full screen for one person, or in a public place for one after the other: between them
 * nothing is left in the process. Knows no clock: `now` is the time in milliseconds from any
 * beginning; it never goes back. */
#ifndef TUI_KIOSK_H
#define TUI_KIOSK_H

#include "tui/tui.h"
#include "tui/ui.h"

struct kiosk;
/* Borrows s. Without o->kiosk it only hands through, and sees to it that a conversation begins with
 * the day and the knowledge of its beginning. */
struct kiosk *kiosk_new(struct session *s, const struct tui_options *o, int rows, int cols,
                        int ambiguous);
void kiosk_free(struct kiosk *k);

/* UI_FORGET: a visitor has gone, and session and ui are new: what the terminal's owner keeps of
 * the old ones is to be overwritten. In a kiosk UI_QUIT means that the terminal is gone, and
 * UI_SUSPEND does not come. */
enum ui_request kiosk_key(struct kiosk *k, const struct key *key, uint64_t now);
void kiosk_work(struct kiosk *k);              /* ui_work */
void kiosk_set_big(struct kiosk *k, bool big); /* ui_set_big, from now on */
/* Whether nobody is there any more; to be called after kiosk_wait milliseconds without a key. */
enum ui_request kiosk_tick(struct kiosk *k, uint64_t now);
int kiosk_wait(const struct kiosk *k, uint64_t now); /* -1: for ever */
const struct canvas *kiosk_draw(struct kiosk *k, uint64_t now);

#endif
