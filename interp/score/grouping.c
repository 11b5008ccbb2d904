/* Who belongs to which group: by a roster field, under a superior, or everyone to one. */
#include "interp/score/groups.h"

#include <stdlib.h>
#include <string.h>

typedef struct Keyed {
    Ratio key;
    uint32_t subject;
} Keyed;

static int by_key(const void *a, const void *b)
{
    const Keyed *x = a, *y = b;
    int order = ratio_compare(x->key, y->key);
    return order ? order : (x->subject < y->subject ? -1 : x->subject > y->subject);
}

/* Equal keys are one group; who has none is in no group. */
static void number_groups(const Keys *keys, size_t count, Grouping *grouping)
{
    Keyed *sorted = memory_resize(NULL, (count + 1) * sizeof *sorted);
    size_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        grouping->group[i] = NO_INDEX;
        if (keys->value[i].den)
            sorted[known++] = (Keyed){keys->value[i], i};
    }
    qsort(sorted, known, sizeof *sorted, by_key);
    for (size_t i = 0; i < known; i++) {
        bool is_new = i == 0 || ratio_compare(sorted[i].key, sorted[i - 1].key) != 0;
        grouping->count += is_new;
        grouping->group[sorted[i].subject] = (uint32_t)grouping->count - 1;
    }
    free(sorted);
}

Days days_of(const Exec *exec, uint32_t item, int32_t period)
{
    const Ir *ir = exec->plan->ir;
    const IrCalendar *calendar = &ir->calendars[ir->items[item].calendar];
    return (Days){calendar_first(calendar, calendar->anchor, period),
                  calendar_last(calendar, calendar->anchor, period)};
}

/* Whom each subject of the kind names in the field on its last day of the period (S12). */
static void read_superiors(const Exec *exec, const Grouping *grouping, uint32_t field, Days days)
{
    const RosterKind *roster = &exec->roster->kinds[grouping->kind];
    const int32_t *codes = roster->columns[field].codes;
    for (uint32_t i = 0; i < roster->count; i++) {
        Day day = roster_last_day(roster, i, days.first, days.last);
        uint32_t row = day == DAY_ALWAYS ? UINT32_MAX : roster_row(roster, i, day);
        bool has_one = row != UINT32_MAX && codes[row] != NO_SUBJECT;
        grouping->group[i] = has_one ? (uint32_t)codes[row] : NO_INDEX;
    }
}

static void everyone(const Exec *exec, Grouping *grouping, Days days)
{
    const RosterKind *roster = &exec->roster->kinds[grouping->kind];
    grouping->count = 1;
    for (uint32_t i = 0; i < roster->count; i++)
        grouping->group[i] =
            roster_last_day(roster, i, days.first, days.last) == DAY_ALWAYS ? NO_INDEX : 0;
}

Grouping grouping_new(Exec *exec, uint32_t kind, Over over, uint32_t field, const Program *across,
                      uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    Days days = days_of(exec, item, period);
    size_t members = exec->roster->kinds[kind].count;
    Grouping grouping = {.kind = kind, .own_kind = of->subject, .under = over == OVER_UNDER};
    grouping.group = memory_resize(NULL, (members + 1) * sizeof *grouping.group);
    if (over == OVER_UNDER) {
        grouping.count = exec->roster->kinds[of->subject].count;
        grouping.seen = memory_resize(NULL, (grouping.count + 1) * sizeof *grouping.seen);
        memset(grouping.seen, 0xff, (grouping.count + 1) * sizeof *grouping.seen);
        read_superiors(exec, &grouping, field, days);
    } else if (over == OVER_ACROSS) {
        Keys keys = score_keys(exec, across, item, period);
        number_groups(&keys, members, &grouping);
        free(keys.value);
    } else {
        everyone(exec, &grouping, days);
    }
    return grouping;
}

void grouping_free(Grouping *grouping)
{
    free(grouping->group);
    free(grouping->seen);
}

uint32_t grouping_next(const Grouping *grouping, uint32_t member, uint32_t after)
{
    if (!grouping->under)
        return after == NO_INDEX ? grouping->group[member] : NO_INDEX;
    bool is_one_kind = grouping->kind == grouping->own_kind;
    if (after == NO_INDEX && is_one_kind)
        grouping->seen[member] = member; /* nobody is under themselves */
    if (after != NO_INDEX && !is_one_kind)
        return NO_INDEX;
    uint32_t next = grouping->group[after == NO_INDEX ? member : after];
    if (next == NO_INDEX || (is_one_kind && grouping->seen[next] == member))
        return NO_INDEX;
    if (is_one_kind)
        grouping->seen[next] = member;
    return next;
}

uint32_t grouping_own(const Grouping *grouping, uint32_t subject)
{
    return grouping->under ? subject : grouping->group[subject];
}
