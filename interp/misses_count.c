/* Counters and runs that end short of what they wait for. */
#include "interp/misses_work.h"

#include <stdlib.h>

#include "interp/report/unit.h"

void search_count(Search *search, const IrRule *rule, const Batch *batch, uint32_t row,
                  const Miss *miss)
{
    Ratio amount = rule->counted != NULL ? row_value(&search->row, rule->counted) : RATIO(1);
    Ratio passes = rule->run_where == NULL ? RATIO(1) : row_value(&search->row, rule->run_where);
    if (amount.den != 0 && !ratio_mul(&amount, amount, RATIO(batch->times[row])))
        amount = (Ratio){0, 0};
    search->counted = arena_grow(search->arena, search->counted, search->counted_count,
                                 &search->counted_room, sizeof *search->counted);
    search->counted[search->counted_count++] =
        (Counted){*miss, rule, amount, passes.den != 0 && passes.num != 0};
}

static int by_own(const void *a, const void *b)
{
    const Counted *x = a, *y = b;
    if (x->miss.own != y->miss.own)
        return x->miss.own < y->miss.own ? -1 : 1;
    if (x->miss.day != y->miss.day)
        return x->miss.day < y->miss.day ? -1 : 1;
    return x->miss.position < y->miss.position ? -1 : x->miss.position > y->miss.position;
}

/* The first day that the window of an event looks at. */
static Day window_from(const Search *search, const Counted *event)
{
    Day from = DAY_ALWAYS, to = event->miss.day;
    const Window *window = &event->rule->window;
    if (window->kind == WINDOW_NONE)
        return from;
    const IrCalendar *calendar =
        window->calendar == UINT32_MAX ? NULL : &search->ir->calendars[window->calendar];
    Day anchor =
        calendar == NULL ? DAY_ALWAYS : roster_anchor(search->roster, calendar, event->miss.own);
    return window_days(search->ir, window, anchor, event->miss.day, event->miss.day, &from, &to)
               ? from
               : event->miss.day;
}

/* What the count is at an event; a run begins anew behind an event that breaks it. */
static Ratio count_at(const Search *search, size_t at)
{
    const Counted *event = &search->counted[at];
    Day from = window_from(search, event);
    Ratio count = RATIO(0);
    bool is_run = event->rule->counter == COUNTER_RUN;
    for (size_t i = at + 1; i-- > 0;) {
        const Counted *before = &search->counted[i];
        if (before->miss.own != event->miss.own || before->miss.day < from ||
            (is_run && !before->passes))
            break;
        if (before->amount.den != 0 && !ratio_add(&count, count, before->amount))
            return (Ratio){0, 0};
    }
    return count;
}

/* How much of the count is still wanted: of `every`, for the next time; 0 or less: nothing. */
static bool wanted_at(const Counted *event, Ratio count, Ratio *wanted)
{
    Ratio n = event->rule->count;
    if (count.den == 0 || event->rule->count_by != NULL || event->rule->balance)
        return false;
    if (event->rule->counter == COUNTER_BEYOND && !ratio_add(&n, n, RATIO(1)))
        return false;
    bool again = event->rule->counter == COUNTER_EVERY || event->rule->counter == COUNTER_RUN;
    if (again && n.den == 1 && count.den == 1 && n.num > 0)
        count.num %= n.num;
    return ratio_sub(wanted, n, count);
}

/* Another event of that person counts on in the same window. */
static bool goes_on(const Search *search, size_t at)
{
    const Counted *event = &search->counted[at];
    if (at + 1 == search->counted_count)
        return false;
    const Counted *next = &search->counted[at + 1];
    return next->miss.own == event->miss.own && next->passes &&
           window_from(search, next) <= event->miss.day;
}

static Text count_words(const Search *search, const Counted *event, Ratio count, Ratio wanted)
{
    const Explainer *explainer = &search->explainer;
    Type type = event->rule->counted != NULL ? event->rule->counted->type
                                             : (Type){.kind = TYPE_NUMBER, .dim = {.times = 1}};
    Ratio n = RATIO(0);
    ratio_add(&n, count, wanted);
    Text has = ratio_text(explainer->arena, count);
    Text of = value_shown(explainer->arena, explainer->ir, type, n, explainer->language);
    Text lacks = value_shown(explainer->arena, explainer->ir, type, wanted, explainer->language);
    return explain_format(
        explainer,
        explain_say(explainer, "counted %.*s of %.*s, %.*s short", "累计 %.*s，须 %.*s，差 %.*s"),
        (int)has.size, has.at, (int)of.size, of.at, (int)lacks.size, lacks.at);
}

/* Almost: one more like the last one would have done. */
static bool is_near(const Counted *event, Ratio wanted)
{
    return event->amount.den != 0 && ratio_compare(wanted, event->amount) <= 0;
}

void search_counted(Search *search)
{
    if (search->counted_count > 1)
        qsort(search->counted, search->counted_count, sizeof *search->counted, by_own);
    for (size_t i = 0; i < search->counted_count; i++) {
        Counted *event = &search->counted[i];
        Ratio count = count_at(search, i), wanted = RATIO(0);
        bool is_in = event->miss.day >= search->ask->first && event->miss.day <= search->ask->last;
        if (!event->passes || !wanted_at(event, count, &wanted))
            continue;
        bool is_full = wanted.num <= 0;
        if (event->rule->counter == COUNTER_EVERY || event->rule->counter == COUNTER_RUN)
            is_full = ratio_compare(wanted, event->rule->count) == 0 && !ratio_is_zero(count);
        search->fired += is_full && is_in;
        if (is_full || goes_on(search, i))
            continue;
        if (event->rule->counter == COUNTER_EVERY || event->rule->counter == COUNTER_RUN) {
            Ratio n = event->rule->count;
            ratio_sub(&count, n, wanted);
        }
        event->miss.failed = is_near(event, wanted) ? 1 : 2;
        event->miss.words = count_words(search, event, count, wanted);
        search_keep(search, event->miss);
    }
}
