/* Who belongs to which group: by a roster field, under a superior, or everyone to one. */
#include "interp/score/groups.h"

#include <stdlib.h>

typedef struct Keyed {
    Ratio key;
    uint32_t subject;
} Keyed;

static int by_key(const void *a, const void *b)
{
    const Keyed *x = a, *y = b;
    int order = ratio_compare(x->key, y->key);
    return order ? order : (x->subject > y->subject) - (x->subject < y->subject);
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

/* Whom each subject of a kind names in the field on its last day of the period (S12). Owned. */
static uint32_t *superiors(const Exec *exec, uint32_t kind, uint32_t field, Days days)
{
    const RosterKind *roster = &exec->roster->kinds[kind];
    const int32_t *codes = roster->columns[field].codes;
    uint32_t *names = memory_resize(NULL, (roster->count + 1) * sizeof *names);
    for (uint32_t i = 0; i < roster->count; i++) {
        Day day = roster_last_day(roster, i, days.first, days.last);
        uint32_t row = day == DAY_ALWAYS ? UINT32_MAX : roster_row(roster, i, day);
        bool has_one = row != UINT32_MAX && codes[row] != NO_SUBJECT;
        names[i] = has_one ? (uint32_t)codes[row] : NO_INDEX;
    }
    return names;
}

/* Among the superiors themselves it goes on through the field of the same name. */
static uint32_t *further_superiors(const Exec *exec, uint32_t kind, const IrField *field, Days days)
{
    const IrSubject *subject = &exec->plan->ir->subjects[kind];
    for (uint32_t i = 0; i < subject->field_count; i++) {
        const IrField *own = &subject->fields[i];
        if (own->type.kind == TYPE_SUBJECT && own->type.ref == kind &&
            (name_is(&own->name, field->name.text) || name_is(&own->name, field->name.alias)))
            return superiors(exec, kind, i, days);
    }
    return NULL;
}

static void read_relation(const Exec *exec, uint32_t field, Days days, Grouping *grouping)
{
    uint32_t own = grouping->own_kind;
    grouping->under = true;
    grouping->count = exec->roster->kinds[own].count;
    grouping->group = superiors(exec, grouping->kind, field, days);
    grouping->above =
        further_superiors(exec, own, &exec->plan->ir->subjects[grouping->kind].fields[field], days);
    grouping->seen = memory_resize(NULL, (grouping->count + 1) * sizeof *grouping->seen);
    grouping_forget(grouping);
}

static void everyone(const Exec *exec, Days days, Grouping *grouping)
{
    const RosterKind *roster = &exec->roster->kinds[grouping->kind];
    grouping->count = 1;
    for (uint32_t i = 0; i < roster->count; i++)
        grouping->group[i] =
            roster_last_day(roster, i, days.first, days.last) == DAY_ALWAYS ? NO_INDEX : 0;
}

/* Each member is a group, and the path says whose value a subject has. */
static void read_path(Exec *exec, const Program *path, uint32_t item, int32_t period,
                      Grouping *grouping)
{
    size_t readers = exec->roster->kinds[grouping->own_kind].count;
    Keys keys = score_keys(exec, path, item, period);
    grouping->named = true;
    grouping->count = exec->roster->kinds[grouping->kind].count;
    grouping->group = memory_resize(NULL, (readers + 1) * sizeof *grouping->group);
    for (size_t i = 0; i < readers; i++)
        grouping->group[i] = keys.value[i].den ? (uint32_t)keys.value[i].num : NO_INDEX;
    free(keys.value);
}

Grouping grouping_new(Exec *exec, uint32_t kind, Over over, uint32_t field, const Program *key,
                      uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    Days days = days_of(exec, item, period);
    size_t members = exec->roster->kinds[kind].count;
    Grouping grouping = {.kind = kind, .own_kind = of->subject};
    if (over == OVER_UNDER) {
        read_relation(exec, field, days, &grouping);
        return grouping;
    }
    if (over == OVER_NAMED) {
        read_path(exec, key, item, period, &grouping);
        return grouping;
    }
    grouping.group = memory_resize(NULL, (members + 1) * sizeof *grouping.group);
    if (over == OVER_ACROSS) {
        Keys keys = score_keys(exec, key, item, period);
        number_groups(&keys, members, &grouping);
        free(keys.value);
    } else {
        everyone(exec, days, &grouping);
    }
    return grouping;
}

void grouping_forget(Grouping *grouping)
{
    for (size_t i = 0; grouping->under && i < grouping->count; i++)
        grouping->seen[i] = NO_INDEX;
}

void grouping_free(Grouping *grouping)
{
    free(grouping->group);
    free(grouping->above);
    free(grouping->seen);
}

uint32_t grouping_next(const Grouping *grouping, uint32_t member, uint32_t after)
{
    if (!grouping->under && after != NO_INDEX)
        return NO_INDEX;
    if (!grouping->under)
        return grouping->named ? member : grouping->group[member];
    uint32_t next = grouping->group[member];
    if (after != NO_INDEX)
        next = grouping->above ? grouping->above[after] : NO_INDEX;
    else if (grouping->kind == grouping->own_kind)
        grouping->seen[member] = member; /* nobody is under themselves */
    if (next == NO_INDEX || grouping->seen[next] == member)
        return NO_INDEX;
    grouping->seen[next] = member;
    return next;
}

uint32_t grouping_own(const Grouping *grouping, uint32_t subject)
{
    return grouping->under ? subject : grouping->group[subject];
}
