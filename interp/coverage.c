/* Counting what fires, and what is seen of conditions, event by event. */
#include "interp/coverage.h"

#include <string.h>

#include "interp/exec/run.h"
#include "interp/row.h"
#include "interp/trial.h"

/* --- the parts of conditions --- */

static bool is_of_event(const Expr *expr)
{
    if (expr == NULL)
        return true;
    switch ((int)expr->op) {
    case EXPR_CELL:
    case EXPR_SECTIONS:
    case EXPR_EVENT_AGG:
    case EXPR_ITEM_AGG:
    case EXPR_GROUP:
    case EXPR_SHARE:
    case EXPR_CHARGED:
        return false;
    default:
        return is_of_event(expr->arg[0]) && is_of_event(expr->arg[1]) && is_of_event(expr->arg[2]);
    }
}

static bool same_span(const Span *a, const Span *b)
{
    return a->source == b->source && a->start == b->start && a->end == b->end;
}

static const Expr *last_compared(const Expr *expr)
{
    while (expr->op == EXPR_OR)
        expr = expr->arg[1];
    return expr->arg[0];
}

/* `is one of` and `between` are several comparisons of what was written once: one part. */
static bool is_written_apart(const Expr *expr)
{
    const Expr *left = last_compared(expr->arg[0]), *right = last_compared(expr->arg[1]);
    return left == NULL || right == NULL || !same_span(&left->span, &right->span);
}

static void add_parts(Coverage *coverage, uint32_t rule, const Expr *expr)
{
    if (expr == NULL || expr->op == EXPR_CONST)
        return;
    if (expr->op == EXPR_NOT) {
        add_parts(coverage, rule, expr->arg[0]);
    } else if ((expr->op == EXPR_AND || expr->op == EXPR_OR) && is_written_apart(expr)) {
        add_parts(coverage, rule, expr->arg[0]);
        add_parts(coverage, rule, expr->arg[1]);
    } else if (is_of_event(expr)) {
        coverage->parts = arena_grow(coverage->arena, coverage->parts, coverage->part_count,
                                     &coverage->part_room, sizeof *coverage->parts);
        coverage->parts[coverage->part_count++] = (CoverPart){.rule = rule, .expr = expr};
    }
}

Coverage *coverage_new(Arena *arena, const Ir *ir)
{
    Coverage *coverage = arena_alloc(arena, sizeof *coverage);
    *coverage = (Coverage){.ir = ir, .arena = arena};
    coverage->tests = arena_alloc(arena, (ir->rule_count + 1) * sizeof *coverage->tests);
    coverage->log = arena_alloc(arena, (ir->rule_count + 1) * sizeof *coverage->log);
    for (uint32_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].trigger == TRIGGER_EVENTS) {
            add_parts(coverage, i, ir->rules[i].where);
            add_parts(coverage, i, ir->rules[i].only);
            add_parts(coverage, i, ir->rules[i].unless);
        }
    return coverage;
}

/* --- events --- */

typedef struct Seen {
    Coverage *coverage;
    const Roster *roster;
    const Batch *batch;
    size_t row;
} Seen;

static bool concerns(const IrRule *rule, uint32_t kind, Day day)
{
    if (day < rule->meta.from || day > rule->meta.until)
        return false;
    for (size_t i = 0; i < rule->kind_count; i++)
        if (rule->kinds[i] == kind)
            return true;
    return false;
}

static void see_row(Seen *seen)
{
    const Batch *batch = seen->batch;
    Coverage *coverage = seen->coverage;
    uint32_t kind = batch->kind[seen->row];
    Row row = {.ir = coverage->ir,
               .roster = seen->roster,
               .own = batch->own[seen->row],
               .day = batch->day[seen->row],
               .batch = batch,
               .at = seen->row};
    for (size_t i = 0; i < coverage->part_count; i++) {
        CoverPart *part = &coverage->parts[i];
        if (!concerns(&coverage->ir->rules[part->rule], kind, row.day))
            continue;
        Ratio holds = row_value(&row, part->expr);
        part->yes += holds.den != 0 && holds.num != 0;
        part->no += holds.den != 0 && holds.num == 0;
    }
}

static void see_rows(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    Seen *seen = context;
    seen->batch = batch;
    for (size_t i = 0; i < count; i++) {
        seen->row = rows[i];
        see_row(seen);
    }
}

/* --- tests, a log --- */

static void see_test(void *context, const IrTest *test, const Result *result, const Trace *trace)
{
    Coverage *coverage = context;
    Seen seen = {.coverage = coverage, .roster = result_roster(result)};
    trace_fired(trace, coverage->tests);
    result_test_rows(result, test, see_rows, &seen);
}

bool coverage_tests(Coverage *coverage, Engine *engine)
{
    return trial_run(engine, see_test, coverage);
}

static void widen(const IrCalendar *calendar, Day *first, Day *last)
{
    int32_t index = 0;
    Day from = *first, to = *last;
    if (calendar_is_own(calendar))
        return;
    if (calendar_of_day(calendar, calendar->anchor, from, &index))
        *first = calendar_first(calendar, calendar->anchor, index);
    if (calendar_of_day(calendar, calendar->anchor, to, &index))
        *last = calendar_last(calendar, calendar->anchor, index);
}

bool coverage_log(Coverage *coverage, Engine *engine, uint64_t accept_rejects)
{
    const Ir *ir = coverage->ir;
    Day first, last;
    uint32_t *items = arena_alloc(coverage->arena, (ir->item_count + 1) * sizeof *items);
    bool *wanted = arena_alloc(coverage->arena, ir->slot_count + 1);
    coverage->has_log = true;
    for (uint32_t i = 0; i < ir->item_count; i++)
        items[i] = i;
    memset(wanted, true, ir->slot_count);
    if (!engine_days(engine, &first, &last))
        return engine_status(engine) == 0;
    Seen seen = {.coverage = coverage, .roster = engine_roster(engine)};
    if (!engine_rows(engine, wanted, first, last, see_rows, &seen))
        return false;
    for (size_t i = 0; i < ir->calendar_count; i++)
        widen(&ir->calendars[i], &first, &last);
    Trace trace = {.arena = arena_new(0), .subject_kind = UINT32_MAX, .subject = UINT32_MAX};
    Question question = {.items = items,
                         .item_count = ir->item_count,
                         .first = first,
                         .last = last,
                         .trace = &trace,
                         .accept_rejects = accept_rejects};
    Result *result = engine_run(engine, &question);
    if (result != NULL)
        trace_fired(&trace, coverage->log);
    result_free(result);
    arena_free(trace.arena);
    return result != NULL;
}
