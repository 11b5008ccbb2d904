/* Ranks and grades where a decision is open (S21): who is placed whatever is decided, and who is
 * undecided. */
#define _GNU_SOURCE /* qsort_r */
#include "interp/score/score.h"

#include <stdlib.h>
#include <string.h>

void score_open_keys(Exec *exec, const Program *program, uint32_t item, int32_t period, Keys *keys)
{
    const PlanItem *of = &exec->plan->items[item];
    size_t count = exec->roster->kinds[of->item->subject].count;
    if (!exec->has_open || !of->can_open)
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (!exec_is_touched(exec, of->item->subject, i) ||
            !score_is_there(exec, of->item, i, period))
            continue;
        Bounds value = score_expression_bounds(exec, program, item, i, period);
        keys->value[i] = value.state == OPEN_NOT ? value.low : (Ratio){0, 0};
        if (value.state == OPEN_NOT)
            continue;
        if (!keys->open) {
            keys->open = memory_resize(NULL, (count + 1) * sizeof *keys->open);
            memset(keys->open, 0, (count + 1) * sizeof *keys->open);
        }
        keys->open[i] = value;
    }
}

/* What is known of a subject's first key when any key of it, or whether it competes, is open. */
static Bounds rival_of(const Contest *contest, const Keys *only, uint32_t subject)
{
    Bounds none = {.state = OPEN_NOT};
    bool any = false;
    if (only->open && only->open[subject].state != OPEN_NOT)
        return (Bounds){.state = OPEN_UNDECIDED};
    if (only->value && (!only->value[subject].den || only->value[subject].num != 1))
        return none;
    for (size_t k = 0; k < contest->order_count; k++)
        any |= contest->orders[k].open && contest->orders[k].open[subject].state != OPEN_NOT;
    if (!any)
        return none;
    const Keys *first = &contest->orders[0];
    if (first->open && first->open[subject].state != OPEN_NOT)
        return first->open[subject];
    Ratio value = first->value[subject];
    return value.den ? (Bounds){OPEN_BETWEEN, value, value} : none;
}

Bounds *score_open_rivals(const Contest *contest, const Keys *only, size_t count)
{
    bool any = only->open != NULL;
    for (size_t k = 0; k < contest->order_count; k++)
        any |= contest->orders[k].open != NULL;
    if (!any)
        return NULL;
    Bounds *rivals = memory_resize(NULL, (count + 1) * sizeof *rivals);
    for (uint32_t i = 0; i < count; i++) {
        rivals[i] = rival_of(contest, only, i);
        if (rivals[i].state != OPEN_NOT)
            contest->orders[0].value[i] = (Ratio){0, 0};
    }
    return rivals;
}

/* --- places --- */

/* Someone who competes, from the worst that the first key can be to the best. */
typedef struct Entry {
    uint32_t subject;
    bool open, vague;
    Ratio worst, best;
} Entry;

static Entry entry_of(const Contest *contest, uint32_t subject, Bounds value)
{
    Entry entry = {.subject = subject,
                   .open = value.state != OPEN_NOT,
                   .vague = value.state == OPEN_UNDECIDED,
                   .worst = value.low,
                   .best = value.high};
    if (contest->ascending && !entry.vague) {
        ratio_neg(&entry.worst, value.high);
        ratio_neg(&entry.best, value.low);
    }
    return entry;
}

/* By group; the vague first, then the worst first, the open before who is as bad. */
static int compare_entries(const void *a, const void *b, void *context)
{
    const Entry *x = a, *y = b;
    int order = score_compare_groups(context, x->subject, y->subject);
    if (order == 0 && x->vague != y->vague)
        return x->vague ? -1 : 1;
    if (order == 0 && !x->vague)
        order = ratio_compare(x->worst, y->worst);
    if (order == 0 && x->open != y->open)
        return x->open ? -1 : 1;
    return order ? order : (x->subject > y->subject) - (x->subject < y->subject);
}

/* How many before an entry and behind it: whom it may meet is seen by its neighbours, as the
 * entries go from the worst up and `reach` is the best that one before can be. */
typedef struct Sweep {
    const Entry *at;
    size_t count;
    const Ratio *reach, *open_reach; /* den 0: none before */
    const size_t *open_behind;       /* open ones from the entry on */
} Sweep;

static bool meets(const Sweep *sweep, size_t i)
{
    const Entry *entry = &sweep->at[i];
    const Ratio *before = entry->open ? &sweep->reach[i] : &sweep->open_reach[i];
    if (entry->vague || (before->den && ratio_compare(*before, entry->worst) >= 0))
        return true;
    return entry->open && i + 1 < sweep->count &&
           ratio_compare(sweep->at[i + 1].worst, entry->best) <= 0;
}

/* The place of an entry whom nothing open meets; 0: it cannot be told. */
static int64_t place_of(const Sweep *sweep, size_t i, int64_t among_settled, bool dense)
{
    const Entry *entry = &sweep->at[i];
    size_t open_behind = sweep->open_behind[i + 1];
    if (dense && (entry->open || open_behind > 0))
        return 0; /* who shares a place above is not known */
    if (entry->open)
        return (int64_t)(sweep->count - i);
    return among_settled + (int64_t)open_behind;
}

static void place_entries(Exec *exec, uint32_t item, int32_t period, const Sweep *sweep, bool dense)
{
    const Column *column = &exec->columns[item];
    bool vague = sweep->at[0].vague;
    for (size_t i = 0; i < sweep->count; i++) {
        uint32_t subject = sweep->at[i].subject;
        int64_t settled = column->num[column_at(column, subject, period)];
        bool held = exec_open_state(exec, item, subject, period) == OPEN_UNDECIDED;
        int64_t at = vague || held || meets(sweep, i) ? 0 : place_of(sweep, i, settled, dense);
        Bounds place = {.state = OPEN_UNDECIDED};
        if (at > 0)
            place = (Bounds){OPEN_NOT, RATIO(at), RATIO(at)};
        score_open_put(exec, item, subject, period, place);
    }
}

static Ratio farther(Ratio reach, Ratio best)
{
    return reach.den && ratio_compare(reach, best) >= 0 ? reach : best;
}

static void place_group(Exec *exec, uint32_t item, int32_t period, const Entry *entries,
                        size_t count, bool dense)
{
    Ratio *reach = memory_resize(NULL, (count + 1) * sizeof *reach);
    Ratio *open_reach = memory_resize(NULL, (count + 1) * sizeof *open_reach);
    size_t *behind = memory_resize(NULL, (count + 1) * sizeof *behind);
    Ratio none = {0, 0};
    reach[0] = open_reach[0] = none;
    behind[count] = 0;
    for (size_t i = 0; i < count; i++) {
        reach[i + 1] = farther(reach[i], entries[i].best);
        open_reach[i + 1] =
            entries[i].open ? farther(open_reach[i], entries[i].best) : open_reach[i];
    }
    for (size_t i = count; i-- > 0;)
        behind[i] = behind[i + 1] + entries[i].open;
    if (behind[0] > 0) {
        const Sweep sweep = {entries, count, reach, open_reach, behind};
        place_entries(exec, item, period, &sweep, dense);
    }
    free(reach);
    free(open_reach);
    free(behind);
}

void score_open_places(Exec *exec, uint32_t item, int32_t period, const Contest *contest,
                       const Bounds *rivals, const uint32_t *order, size_t ranked, bool dense)
{
    size_t subjects = exec->roster->kinds[exec->plan->items[item].item->subject].count;
    Entry *entries = memory_resize(NULL, (subjects + 1) * sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < ranked; i++) {
        Ratio value = contest->orders[0].value[order[i]];
        entries[count++] = entry_of(contest, order[i], (Bounds){OPEN_NOT, value, value});
    }
    for (uint32_t i = 0; i < subjects; i++)
        if (rivals[i].state != OPEN_NOT)
            entries[count++] = entry_of(contest, i, rivals[i]);
    qsort_r(entries, count, sizeof *entries, compare_entries, (void *)contest);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count; to++)
            if (score_compare_groups(contest, entries[from].subject, entries[to].subject) != 0)
                break;
        place_group(exec, item, period, entries + from, to - from, dense);
    }
    free(entries);
}

void score_open_mirror(Exec *exec, uint32_t item, int32_t period, const Bounds *rivals)
{
    const PlanItem *of = &exec->plan->items[item];
    Column *column = &exec->columns[item];
    size_t count = exec->roster->kinds[of->item->subject].count;
    if (!exec->has_open || !of->can_open)
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (rivals && rivals[i].state != OPEN_NOT)
            continue;
        Bounds value = {.state = OPEN_NOT};
        bool said = exec_open_state(exec, item, i, period) == OPEN_UNDECIDED;
        int64_t number = column->num[column_at(column, i, period)];
        if (number == UNDECIDED_LEVEL || (said && number != ABSENT))
            value.state = OPEN_UNDECIDED;
        else if (number != ABSENT)
            value = (Bounds){OPEN_NOT, RATIO(number), RATIO(number)};
        score_open_put(exec, item, i, period, value);
    }
}
