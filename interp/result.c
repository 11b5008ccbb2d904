/* Values out of a run, and the parts that accounts show. */
#include <assert.h>
#include <string.h>

#include "interp/engine_internal.h"
#include "interp/score/score.h"

const Roster *result_roster(const Result *result)
{
    return result->roster;
}

void result_periods(const Result *result, uint32_t calendar, int32_t *first, int32_t *last)
{
    const IrCalendar *of = &result->engine->ir->calendars[calendar];
    periods_inside(of, calendar_is_own(of) ? ANYONE : of->anchor, result->first, result->last,
                   first, last);
}

void result_days(const Result *result, uint32_t calendar, uint32_t subject, int32_t period,
                 Day *first, Day *last)
{
    const IrCalendar *of = &result->engine->ir->calendars[calendar];
    Day anchor = roster_anchor(result->roster, of, subject);
    *first = calendar_first(of, anchor, period);
    *last = calendar_last(of, anchor, period);
}

void result_members(const Result *result, const Expr *aggregate, uint32_t calendar,
                    uint32_t subject, int32_t period, int32_t *first, int32_t *last)
{
    const Ir *ir = result->engine->ir;
    const Window *window = &aggregate->window;
    const IrCalendar *inner = &ir->calendars[ir->items[aggregate->index].calendar];
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    const IrCalendar *gathers = has_calendar ? &ir->calendars[window->calendar] : inner;
    Inner of = {inner, roster_anchor(result->roster, inner, subject),
                roster_anchor(result->roster, gathers, subject), result->exec->frame.as_of};
    Day from, to;
    result_days(result, calendar, subject, period, &from, &to);
    *first = 0;
    *last = -1;
    if (from <= to)
        window_periods(ir, window, &of, from, to, first, last);
}

size_t result_period_write(const Result *result, uint32_t calendar, uint32_t subject,
                           int32_t period, char *out)
{
    const IrCalendar *of = &result->engine->ir->calendars[calendar];
    return calendar_write(out, of, roster_anchor(result->roster, of, subject), period);
}

/* Who has left has what is due for closed periods all the same. */
static bool is_adjusted(const Result *result, uint32_t kind, uint32_t subject, uint32_t calendar,
                        int32_t period)
{
    const Adjustment *rows;
    for (uint32_t i = 0; i < result->engine->ir->item_count && result->adjusted_count > 0; i++) {
        const IrItem *item = &result->engine->ir->items[i];
        if (item->subject == kind && item->calendar == calendar &&
            result_adjustments(result, i, subject, period, &rows) > 0)
            return true;
    }
    return false;
}

bool result_present(const Result *result, uint32_t kind, uint32_t subject, uint32_t calendar,
                    int32_t period)
{
    Day first, last;
    result_days(result, calendar, subject, period, &first, &last);
    return roster_last_day(&result->roster->kinds[kind], subject, first, last) != DAY_ALWAYS ||
           is_adjusted(result, kind, subject, calendar, period);
}

/* Asked of every cell that is written. */
static inline bool has_value(const PlanItem *of, int32_t period)
{
    return period >= of->first && period <= of->last && of->wanted && !of->scratch &&
           !of->item->kept;
}

bool result_has(const Result *result, uint32_t item, int32_t period)
{
    return has_value(&result->plan->items[item], period);
}

static Value value_of(Ratio ratio)
{
    return (Value){.state = ratio.den ? VALUE_KNOWN : VALUE_UNASSESSED, .number = ratio};
}

static Value value_between(Bounds bounds)
{
    switch (bounds.state) {
    case OPEN_NOT:
        break;
    case OPEN_BETWEEN:
        return (Value){VALUE_OPEN, bounds.low, bounds.high};
    case OPEN_UNDECIDED:
        return (Value){.state = VALUE_UNDECIDED};
    }
    return value_of(bounds.low);
}

/* With what is due for closed periods: of a value that is not there, that alone. */
static Value adjusted_value(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                            Value value)
{
    const Adjustment *rows;
    size_t count = result_adjustments(result, item, subject, period, &rows);
    if (count == 0)
        return value;
    if (value.state == VALUE_UNASSESSED)
        value = (Value){VALUE_KNOWN, RATIO(0), {0, 0}};
    for (size_t i = 0; i < count; i++) {
        bool added = !rows[i].is_open && ratio_add(&value.number, value.number, rows[i].amount);
        if (added && value.state == VALUE_OPEN)
            added = ratio_add(&value.high, value.high, rows[i].amount);
        if (!added)
            value = (Value){.state = VALUE_UNDECIDED};
    }
    return value;
}

Value result_value(const Result *result, uint32_t item, uint32_t subject, int32_t period)
{
    if (!result_has(result, item, period))
        return value_of((Ratio){0, 0});
    Value own = value_between(score_bounds(result->exec, item, subject, period));
    return result->adjusted_count > 0 ? adjusted_value(result, item, subject, period, own) : own;
}

static size_t write_value(Value value, char *out)
{
    static const char undecided[] = "undecided";
    switch (value.state) {
    case VALUE_UNASSESSED:
        return 0;
    case VALUE_KNOWN:
        return ratio_write(out, value.number);
    case VALUE_OPEN: {
        size_t size = ratio_write(out, value.number);
        memcpy(out + size, "..", 2);
        return size + 2 + ratio_write(out + size + 2, value.high);
    }
    case VALUE_UNDECIDED:
        memcpy(out, undecided, sizeof undecided - 1);
        return sizeof undecided - 1;
    }
    return 0;
}

/* Apart, so that what is mostly written needs none of its room. */
static __attribute__((noinline)) size_t write_rarely(const Result *result, uint32_t item,
                                                     uint32_t subject, int32_t period, char *out)
{
    return write_value(result_value(result, item, subject, period), out);
}

size_t result_write(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                    char *out)
{
    const Column *column = &result->exec->columns[item];
    assert(has_value(&result->plan->items[item], period)); /* it was asked for */
    if (result->adjusted_count > 0)
        return write_rarely(result, item, subject, period, out);
    size_t at = column_at(column, subject, period);
    if (column->den ? column->den[at] == 0 : column->num[at] == ABSENT)
        return write_rarely(result, item, subject, period, out); /* a decision is open */
    if (column->den)
        return ratio_write(out, (Ratio){column->num[at], column->den[at]});
    /* a grade writes its level's number, from 0 */
    return scaled_write(out, column->num[at], column->scale);
}

Text result_word(const Result *result, uint32_t item, uint32_t subject, int32_t period)
{
    Value value = result_value(result, item, subject, period);
    const IrItem *of = result->plan->items[item].item;
    if (value.state == VALUE_UNDECIDED)
        return TEXT("undecided");
    if (value.state != VALUE_KNOWN)
        return TEXT("");
    return name_canonical(&result->engine->ir->enums[of->type.ref].values[value.number.num]);
}

/* The first entry of a subject: the trace is sorted by them. */
static size_t first_of(const Trace *trace, uint32_t subject)
{
    size_t low = 0, high = trace->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (trace->entries[middle].subject < subject)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What the trace says was posted to a section: both ends of it. */
static Bounds posted_sum(const Result *result, uint32_t item, uint32_t subject, int32_t period)
{
    Bounds sum = {OPEN_NOT, RATIO(0), RATIO(0)};
    const Trace *trace = result->trace;
    const uint32_t kind = result->engine->ir->items[item].subject;
    for (size_t i = trace ? first_of(trace, subject) : 0;
         trace && i < trace->count && trace->entries[i].subject == subject; i++) {
        const TraceEntry *entry = &trace->entries[i];
        if (entry->kind != TRACE_POSTED || entry->item != item || entry->subject_kind != kind ||
            entry->period != period)
            continue;
        ratio_add(&sum.low, sum.low, entry->amount);
        ratio_add(&sum.high, sum.high, entry->high.den ? entry->high : entry->amount);
    }
    if (ratio_compare(sum.low, sum.high) != 0)
        sum.state = OPEN_BETWEEN;
    return sum;
}

static bool differs(Bounds a, Bounds b)
{
    if (a.state == OPEN_UNDECIDED || b.state == OPEN_UNDECIDED || !a.low.den || !b.low.den)
        return false;
    return ratio_compare(a.low, b.low) != 0 || ratio_compare(a.high, b.high) != 0;
}

static void open_steps(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                       Bounds posted, CellSteps *out)
{
    const IrVersion *version = NULL;
    OpenParts parts = score_open_parts(result->exec, item, subject, period, posted);
    version_of(result->exec, item, subject, period, &version);
    Bounds sum = parts.pro_rata;
    if (parts.posted.low.den && sum.low.den) {
        ratio_add(&sum.low, sum.low, parts.posted.low);
        ratio_add(&sum.high, sum.high, parts.posted.high);
    }
    *out = (CellSteps){.formula = value_between(parts.formula),
                       .posted = value_between(posted),
                       .pro_rata = value_between(parts.pro_rata),
                       .set = value_between(parts.set),
                       .limited = value_between(parts.limited),
                       .held = value_between(parts.held),
                       .paid = value_between(parts.paid),
                       .value = value_between(score_bounds(result->exec, item, subject, period)),
                       .has_pro_rata = version && version->pro_rata,
                       .has_set = differs(sum, parts.set),
                       .has_limit = differs(parts.set, parts.limited),
                       .has_hold = differs(parts.limited, parts.held),
                       .has_withhold = differs(parts.held, parts.paid),
                       .has_rounding = version && version->rounding.set};
}

static void closed_steps(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                         Ratio posted, CellSteps *out)
{
    const IrItem *of = result->plan->items[item].item;
    ScoreParts parts =
        score_parts(result->exec, item, subject, period, of->kind == ITEM_SECTION ? &posted : NULL);
    *out = (CellSteps){.formula = value_of(parts.formula),
                       .posted = value_of(parts.posted),
                       .pro_rata = value_of(parts.pro_rata),
                       .set = value_of(parts.set),
                       .limited = value_of(parts.limited),
                       .held = value_of(parts.held),
                       .paid = value_of(parts.paid),
                       .value = value_of(parts.value),
                       .has_pro_rata = parts.has_pro_rata,
                       .has_set = parts.has_set,
                       .has_limit = parts.has_limit,
                       .has_hold = parts.has_hold,
                       .has_withhold = parts.has_withhold,
                       .has_rounding = parts.has_rounding};
}

void result_steps(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                  CellSteps *out)
{
    const IrItem *of = result->plan->items[item].item;
    Bounds posted = posted_sum(result, item, subject, period);
    if (exec_is_touched(result->exec, of->subject, subject))
        open_steps(result, item, subject, period, posted, out);
    else
        closed_steps(result, item, subject, period, posted.low, out);
    Day first, last;
    result_days(result, of->calendar, subject, period, &first, &last);
    out->days = roster_days(&result->roster->kinds[of->subject], subject, first, last);
    out->period_days = first <= last ? last - first + 1 : 0;
}

/* Compiled once a result: a condition is asked of every row. */
static const Program *expression_program(const Result *result, const Expr *expr, const IrItem *of)
{
    Compiled **last = &result->state->compiled;
    for (; *last; last = &(*last)->next)
        if ((*last)->expr == expr && (*last)->item == of)
            return &(*last)->program;
    Compiler compiler = {.arena = result->arena,
                         .ir = result->engine->ir,
                         .plan = result->plan,
                         .text_code = engine_text_code,
                         .context = (void *)result->roster,
                         .own_calendar = NO_INDEX};
    if (of) { /* else as from an event */
        compiler.own_kind = of->subject;
        compiler.own_calendar = of->calendar;
    }
    *last = arena_alloc(result->arena, sizeof **last);
    **last = (Compiled){.expr = expr, .item = of, .program = compile_program(&compiler, expr)};
    exec_registers(result->exec);
    return &(*last)->program;
}

Value result_expression(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                        int32_t period)
{
    const Program *program = expression_program(result, expr, result->plan->items[item].item);
    const IrItem *of = result->plan->items[item].item;
    if (exec_is_touched(result->exec, of->subject, subject))
        return value_between(score_expression_bounds(result->exec, program, item, subject, period));
    return value_of(score_expression(result->exec, program, item, subject, period));
}

Value result_place(const Result *result, uint32_t item, uint32_t subject, int32_t period)
{
    int64_t place = score_rank(result->exec, item, period, subject);
    return value_of(place == ABSENT ? (Ratio){0, 0} : RATIO(place));
}

Value result_at(const Result *result, const Expr *expr, uint32_t kind, uint32_t own,
                uint32_t charged, Day day)
{
    const Program *program = expression_program(result, expr, NULL);
    Exec *exec = result->exec;
    Lanes *lanes = exec->lanes;
    lanes->count = 1;
    lanes->own[0] = own;
    lanes->charged[0] = charged;
    lanes->date[0] = lanes->roster_day[0] = day;
    exec->frame.own_kind = kind;
    exec_bind(exec, lanes);
    exec_program(exec, program, &result->engine->ir->regulation, NULL);
    return value_of(exec_value(exec, program, 0));
}

size_t result_events(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                     int32_t period, Day *from, Day *to, const GatherRow **rows)
{
    const Ir *ir = result->engine->ir;
    const IrItem *of = &ir->items[item], *measure = &ir->items[expr->index];
    Day first = 0, last = 0;
    size_t count = 0;
    result_days(result, of->calendar, subject, period, &first, &last);
    if (!gather_days(result->roster, ir, &expr->window, subject, first, last, from, to))
        return 0;
    Day day = roster_last_day(&result->roster->kinds[of->subject], subject, first, last);
    int64_t key = gather_key(result->roster, measure, subject, day);
    *rows = gather_find(&result->exec->gathered[expr->index], key, *from, *to, &count);
    return count;
}

size_t result_quotas(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                     QuotaNote *out, size_t room)
{
    QuotaResult *notes = arena_alloc(result->arena, (room + 1) * sizeof *notes);
    size_t count = score_quotas(result->exec, item, subject, period, notes, room);
    for (size_t i = 0; i < count; i++)
        out[i] =
            (QuotaNote){notes[i].level,         notes[i].ranked,      notes[i].slots,
                        notes[i].eligible,      notes[i].taken,       notes[i].subject_eligible,
                        notes[i].subject_taken, notes[i].subject_tied};
    return count;
}
