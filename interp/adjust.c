/* What amendments adjust: the value of a closed period by the rules as amended less the value by
 * the rules as they were, in the first period that was open when the amendment was recorded. */
#include <stdlib.h>

#include "interp/engine_internal.h"

typedef struct Work {
    Result *result;
    const Ir *ir;
    AdjustRun *run;
    const void *context;
    const Adjusting *list; /* amendments, in order of recording */
    size_t count;
    uint32_t *items; /* of the result: sections and scores in whose periods something lands */
    size_t item_count;
    Question range;   /* the items and days that are run again */
    Result **results; /* by edition, 0 .. count: so many amendments reach back; NULL: not run */
    size_t room;
} Work;

/* --- periods --- */

static int32_t holding_or_next(const IrCalendar *calendar, Day anchor, Day day)
{
    int32_t index;
    return calendar_of_day(calendar, anchor, day, &index) ? index : index + 1;
}

static int32_t holding_or_before(const IrCalendar *calendar, Day anchor, Day day)
{
    int32_t index;
    calendar_of_day(calendar, anchor, day, &index);
    return index;
}

/* Whether the period in which it lands is asked for. */
static bool lands(const Result *result, const IrCalendar *calendar, Day anchor,
                  const Adjusting *amendment, int32_t *period)
{
    *period = holding_or_next(calendar, anchor, amendment->closed + 1);
    return calendar_first(calendar, anchor, *period) >= result->first &&
           calendar_last(calendar, anchor, *period) <= result->last;
}

static bool may_land(const Result *result, const IrCalendar *calendar, const Adjusting *amendment)
{
    int32_t period;
    return calendar_is_own(calendar) ||
           lands(result, calendar, calendar->anchor, amendment, &period);
}

static bool is_adjusted(ItemKind kind)
{
    return kind == ITEM_SECTION || kind == ITEM_SCORE;
}

/* The days of all periods of the calendar that hold a day that the amendment changes. */
static void range_add(Question *range, const IrCalendar *calendar, const Adjusting *amendment)
{
    Day first, last;
    if (calendar_is_own(calendar)) {
        int32_t length = calendar->length;
        first = calendar->in_months ? day_add_months(amendment->from, -length)
                                    : amendment->from - length;
        last = calendar->in_months ? day_add_months(amendment->closed, length)
                                   : amendment->closed + length;
    } else {
        Day anchor = calendar->anchor;
        first =
            calendar_first(calendar, anchor, holding_or_next(calendar, anchor, amendment->from));
        last =
            calendar_last(calendar, anchor, holding_or_before(calendar, anchor, amendment->closed));
    }
    range->first = first < range->first ? first : range->first;
    range->last = last > range->last ? last : range->last;
}

static void items_find(Work *work)
{
    const Result *result = work->result;
    work->items = arena_alloc(result->arena, (work->ir->item_count + 1) * sizeof *work->items);
    for (uint32_t i = 0; i < work->ir->item_count; i++) {
        const IrItem *item = &work->ir->items[i];
        bool any = false;
        if (!is_adjusted(item->kind) || !result->plan->items[i].wanted)
            continue;
        const IrCalendar *calendar = &work->ir->calendars[item->calendar];
        for (size_t k = 0; k < work->count; k++)
            if (may_land(result, calendar, &work->list[k])) {
                range_add(&work->range, calendar, &work->list[k]);
                any = true;
            }
        if (any)
            work->items[work->item_count++] = i;
    }
}

/* --- editions --- */

/* The same item in another edition; -1: that has none. A name means one thing in all of them. */
static int item_of(const Work *work, const Ir *ir, uint32_t item)
{
    return ir_find_item(ir, work->ir->items[item].name.text);
}

static bool run_edition(Work *work, size_t reach)
{
    Engine *engine = work->result->engine;
    AmendOptions known = engine->known;
    known.adjusting = reach;
    Engine *edition = engine_edition(engine, &known);
    if (!edition)
        return false;
    Question range = work->range;
    uint32_t *items = arena_alloc(work->result->arena, (work->item_count + 1) * sizeof *items);
    for (size_t i = 0; i < work->item_count; i++) {
        int item = item_of(work, edition->ir, work->items[i]);
        if (item >= 0)
            items[range.item_count++] = (uint32_t)item;
    }
    range.items = items;
    size_t said = diag_count(engine->diag);
    work->results[reach] = work->run(edition, work->context, &range);
    if (!work->results[reach]) {
        engine->status = edition->status != 0 ? edition->status : engine->status;
        return false;
    }
    diag_truncate(engine->diag, said);
    return true;
}

/* --- differences --- */

static Value value_in(const Work *work, size_t reach, uint32_t item, uint32_t subject,
                      int32_t period)
{
    const Result *result = work->results[reach];
    int found = item_of(work, result->engine->ir, item);
    if (found < 0)
        return (Value){.state = VALUE_UNASSESSED};
    return result_value(result, (uint32_t)found, subject, period);
}

static bool is_open(Value value)
{
    return value.state == VALUE_OPEN || value.state == VALUE_UNDECIDED;
}

/* Where there is no value, nothing was given and nothing is due. */
static Ratio number_of(Value value)
{
    return value.state == VALUE_KNOWN ? value.number : RATIO(0);
}

static void difference_add(Work *work, Adjustment row, Value as_known, Value as_amended)
{
    Result *result = work->result;
    row.is_open = is_open(as_known) || is_open(as_amended);
    if (!row.is_open && (!ratio_sub(&row.amount, number_of(as_amended), number_of(as_known)) ||
                         ratio_is_zero(row.amount)))
        return;
    result->adjusted = arena_grow(result->arena, result->adjusted, result->adjusted_count,
                                  &work->room, sizeof *result->adjusted);
    result->adjusted[result->adjusted_count++] = row;
}

static void subject_compare(Work *work, size_t k, uint32_t item, uint32_t subject)
{
    const Result *result = work->result;
    const Adjusting *amendment = &work->list[k];
    const IrCalendar *calendar = &work->ir->calendars[work->ir->items[item].calendar];
    Day anchor = roster_anchor(result->roster, calendar, subject);
    int32_t landing;
    if (anchor == NO_ANCHOR || !lands(result, calendar, anchor, amendment, &landing))
        return;
    int32_t last = holding_or_before(calendar, anchor, amendment->closed);
    for (int32_t p = holding_or_next(calendar, anchor, amendment->from); p <= last; p++)
        difference_add(work,
                       (Adjustment){.item = item,
                                    .subject = subject,
                                    .period = landing,
                                    .closed = p,
                                    .amendment = amendment->node},
                       value_in(work, k, item, subject, p),
                       value_in(work, k + 1, item, subject, p));
}

static bool amendment_compare(Work *work, size_t k)
{
    bool good = true;
    for (size_t reach = k; reach <= k + 1 && good; reach++)
        good = work->results[reach] || run_edition(work, reach);
    for (size_t i = 0; i < work->item_count && good; i++) {
        uint32_t kind = work->ir->items[work->items[i]].subject;
        const RosterKind *subjects = &work->result->roster->kinds[kind];
        for (uint32_t s = 0; s < subjects->count; s++)
            subject_compare(work, k, work->items[i], s);
    }
    return good;
}

static bool lands_anywhere(const Work *work, size_t k)
{
    for (size_t i = 0; i < work->item_count; i++) {
        uint32_t calendar = work->ir->items[work->items[i]].calendar;
        if (may_land(work->result, &work->ir->calendars[calendar], &work->list[k]))
            return true;
    }
    return false;
}

static int by_cell(const void *left, const void *right)
{
    const Adjustment *a = left, *b = right;
    const int64_t parts[][2] = {{a->item, b->item},
                                {a->subject, b->subject},
                                {a->period, b->period},
                                {a->closed, b->closed},
                                {a->amendment->span.start, b->amendment->span.start}};
    int order = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && order == 0; i++)
        order = (parts[i][0] > parts[i][1]) - (parts[i][0] < parts[i][1]);
    return order;
}

bool adjust_result(Result *result, AdjustRun *run, const void *context)
{
    const Engine *engine = result->engine;
    Work work = {.result = result,
                 .ir = engine->ir,
                 .run = run,
                 .context = context,
                 .range = {.first = DAY_NEVER, .last = DAY_ALWAYS}};
    if (engine->known.closed_through == DAY_ALWAYS)
        return true;
    work.count = amend_adjusting(result->arena, engine->written, engine->file_count, &engine->known,
                                 &work.list);
    items_find(&work);
    work.results = arena_alloc(result->arena, (work.count + 1) * sizeof(Result *));
    bool good = true;
    for (size_t k = 0; k < work.count && good; k++)
        if (lands_anywhere(&work, k))
            good = amendment_compare(&work, k);
    for (size_t i = 0; i <= work.count; i++)
        result_free(work.results[i]);
    if (result->adjusted_count > 1)
        qsort(result->adjusted, result->adjusted_count, sizeof *result->adjusted, by_cell);
    return good;
}

size_t result_adjustments(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                          const Adjustment **out)
{
    const Adjustment key = {.item = item, .subject = subject, .period = period};
    size_t low = 0, high = result->adjusted_count, count = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Adjustment *at = &result->adjusted[middle];
        bool before = at->item != key.item         ? at->item < key.item
                      : at->subject != key.subject ? at->subject < key.subject
                                                   : at->period < key.period;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    *out = result->adjusted_count > 0 ? &result->adjusted[low] : NULL;
    while (low + count < result->adjusted_count && (*out)[count].item == item &&
           (*out)[count].subject == subject && (*out)[count].period == period)
        count++;
    return count;
}

size_t result_adjusted(const Result *result, const Adjustment **out)
{
    *out = result->adjusted;
    return result->adjusted_count;
}
