#include "index/confidence.h"

/* Set on three heaps of questions: some hundreds that people asked of a town's large FAQ, the
 * shipped entries asked by one of their own phrases at a time while that one is left out, and forty
 * that no town hall answers.
 *
 * SURE: the first entry is right for 86 of 100 in the first two heaps. A lead of 1.2 would call
 * twice as many sure and be right for 73 of 100.
 * CHOOSE: of the last heap two pass (ホテルの予約 does not). Without the second way in, long
 * questions, of which any entry covers a small part only, would fail twice as often. */
#define SURE_LEAD 1.5
#define SURE_COVERED .4
#define CHOOSE_COVERED .4
#define CHOOSE_TELLING .8

enum confidence confidence_judge(const struct evidence *e)
{
    if (!e->hits)
        return CONFIDENCE_UNKNOWN;
    if (e->exact == 1 && !e->broad)
        return CONFIDENCE_SURE;
    if (e->exact <= 1 && e->covered >= SURE_COVERED && e->top >= SURE_LEAD * e->next)
        return CONFIDENCE_SURE;
    if (e->exact || e->covered >= CHOOSE_COVERED || e->telling >= CHOOSE_TELLING)
        return CONFIDENCE_CHOOSE;
    return CONFIDENCE_UNKNOWN;
}
