#include "index/confidence.h"
#include <math.h>

/* How much speaks for the first entry: what it scores, whatever the number of entries, and whether
 * most of the question is about it. Set on heaps of questions, which `make confidence` counts
 * again: some hundreds that people asked of a town's large FAQ, those of knowledge/tests, a hundred
 * that no town hall answers (tests/train/nothing.txt), and others written by people who had not
 * seen the entries.
 *
 * SURE: the first entry is right for 91 of 100 in the first heap and for 97 of 100 in the last.
 * CHOOSE: of 870 answerable questions of the last heap 2 in 100 are declined, of 180 others nine
 * tenths; most of these by an entry of ENTRY_ELSEWHERE, before this is asked. SHORT: a word or two
 * cannot score much, 「手数料」. */
#define SURE_SUPPORT 3.0
#define SURE_LEAD 1.25
#define CHOOSE_SUPPORT 2.2
#define SHORT_SIZE 1.5
#define SHORT_COVERED .5

static double support(const struct evidence *e)
{
    return e->top > 0 ? log(e->top) + e->covered : -INFINITY;
}

enum confidence confidence_judge(const struct evidence *e)
{
    if (!e->hits)
        return CONFIDENCE_UNKNOWN;
    if (e->exact == 1) /* an event may still mean one of its procedures */
        return e->broad ? CONFIDENCE_CHOOSE : CONFIDENCE_SURE;
    if (!e->exact && support(e) >= SURE_SUPPORT && e->top >= SURE_LEAD * e->next)
        return CONFIDENCE_SURE;
    bool brief = e->top > 0 && e->size <= SHORT_SIZE && e->covered >= SHORT_COVERED;
    return e->exact || brief || support(e) >= CHOOSE_SUPPORT ? CONFIDENCE_CHOOSE
                                                             : CONFIDENCE_UNKNOWN;
}
