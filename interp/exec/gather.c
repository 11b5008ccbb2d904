/* Matched events of measures: kept by whom they count for, then sorted once. */
#include "interp/exec/gather.h"

#include <stdlib.h>

#include "interp/exec/run.h"

int64_t gather_key(const Roster *roster, const IrItem *measure, uint32_t subject, Day day)
{
    if (measure->across == UINT32_MAX)
        return subject;
    const RosterKind *kind = &roster->kinds[measure->subject];
    uint32_t row = day == DAY_ALWAYS ? UINT32_MAX : roster_row(kind, subject, day);
    if (row == UINT32_MAX)
        return NO_NUMBER;
    const RosterColumn *column = &kind->columns[measure->across];
    if (column->numbers)
        return column->numbers[row];
    int32_t code = column->codes[row];
    return code == NO_CODE || code == NO_SUBJECT ? NO_NUMBER : code;
}

bool gather_days(const Roster *roster, const Ir *ir, const Window *window, uint32_t subject,
                 Day first, Day last, Day *from, Day *to)
{
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    Day anchor = ANYONE; /* not looked at */
    if (first > last)    /* a subject without a date has no cycles */
        return false;
    if (has_calendar)
        anchor = roster_anchor(roster, &ir->calendars[window->calendar], subject);
    return window_days(ir, window, anchor, first, last, from, to);
}

/* Of whom the rows are kept: of everyone, but for accounts of sums only of who is asked about. */
static bool is_of_account(const Exec *exec, uint32_t kind, uint32_t subject)
{
    const Trace *trace = exec->trace;
    return trace->subject == UINT32_MAX ||
           (trace->subject_kind == kind && trace->subject == subject);
}

bool exec_gathers(const Exec *exec, const PlanRule *rule)
{
    return rule->keeps || (!rule->rule && exec->trace && !exec->trace->notices_only);
}

static bool is_in_range(const Exec *exec, const PlanItem *item, uint32_t subject, Day day)
{
    int32_t period;
    if (item->item->kept)
        return day >= item->first && day <= item->last;
    return item_period(exec, item, subject, day, &period);
}

static void keep(Exec *exec, const PlanRule *rule, const Batch *batch, size_t hit)
{
    const PlanItem *item = &exec->plan->items[rule->index];
    const Lanes *lanes = exec->lanes;
    size_t lane = exec->hits.lane[hit];
    uint32_t subject = exec->hits.subject[hit], row = lanes->rows[lane];
    Day day = lanes->date[lane];
    Ratio value = exec_value(exec, &rule->effects[0].amount, lane);
    if (value.den == 0 || !is_in_range(exec, item, subject, day) || is_lapsed(exec, rule, hit) ||
        (!item->item->kept && !is_of_account(exec, item->item->subject, subject)))
        return;
    int64_t key = gather_key(exec->roster, item->item, subject, day);
    if (key == NO_NUMBER)
        return;
    Gathered *gathered = &exec->gathered[rule->index];
    if (gathered->count == gathered->room) {
        gathered->room = gathered->room ? gathered->room * 2 : 256;
        gathered->rows = memory_resize(gathered->rows, gathered->room * sizeof *gathered->rows);
    }
    gathered->rows[gathered->count++] = (GatherRow){.key = key,
                                                    .position = batch->position[row],
                                                    .value = value,
                                                    .day = day,
                                                    .times = lanes->times[lane],
                                                    .own = lanes->own[lane],
                                                    .kind = batch->kind[row]};
}

void exec_gather(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    exec_charges(exec, rule, batch, NULL);
    if (exec->hits.count == 0)
        return;
    exec_bind(exec, exec->lanes);
    exec_program(exec, &rule->effects[0].amount, plan_rule_name(exec->plan, rule), NULL);
    for (size_t i = 0; i < exec->hits.count && !exec->failed; i++)
        keep(exec, rule, batch, i);
}

static int by_key_day_position(const void *a, const void *b)
{
    const GatherRow *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

void exec_gather_sort(Exec *exec)
{
    for (size_t i = 0; i < exec->plan->ir->item_count; i++) {
        Gathered *gathered = &exec->gathered[i];
        if (gathered->count > 1)
            qsort(gathered->rows, gathered->count, sizeof *gathered->rows, by_key_day_position);
    }
}

/* The first row that is not before key and day. */
static size_t first_from(const Gathered *gathered, int64_t key, Day day)
{
    size_t low = 0, high = gathered->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const GatherRow *row = &gathered->rows[middle];
        if (row->key < key || (row->key == key && row->day < day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const GatherRow *gather_find(const Gathered *gathered, int64_t key, Day from, Day to, size_t *count)
{
    *count = 0;
    if (gathered->count == 0 || key == NO_NUMBER || to < from)
        return NULL;
    size_t first = first_from(gathered, key, from);
    *count = first_from(gathered, key, to + 1) - first;
    return gathered->rows + first;
}
