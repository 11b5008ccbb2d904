/* `test` statements: their own roster and events, through the same plan. */
#include <assert.h>
#include <string.h>

#include "interp/engine_internal.h"
#include "interp/event/wording.h"
#include "interp/exec/cycles.h"

/* As a column keeps it: check saw to it that it fits. */
static int64_t cell_of(const Roster *roster, const IrField *field, Ratio value, Text text)
{
    if (field->type.kind == TYPE_TEXT)
        return text_pool_add(roster->pool, text);
    return value.num * (type_scale(field->type) / value.den);
}

/* Of anything but a subject: what is given, else what an empty cell means. */
static int64_t value_cell(const Roster *roster, const IrField *field, const IrAssign *assign)
{
    if (assign != NULL)
        return cell_of(roster, field, assign->value, assign->text);
    if (!field->has_default)
        return NO_NUMBER;
    return cell_of(roster, field, field->default_value, field->default_text);
}

static const IrAssign *assign_of(const IrGiven *given, uint32_t field)
{
    for (size_t i = 0; i < given->assign_count; i++)
        if (given->assigns[i].field == field)
            return &given->assigns[i];
    return NULL;
}

static void add_subject(Roster *roster, const Ir *ir, const IrGiven *given, Arena *arena)
{
    const IrSubject *kind = &ir->subjects[given->kind];
    RosterCell *cells = arena_alloc(arena, (kind->field_count + 1) * sizeof *cells);
    for (uint32_t f = 0; f < kind->field_count; f++) {
        const IrField *field = &kind->fields[f];
        const IrAssign *assign = assign_of(given, f);
        cells[f].value = NO_NUMBER;
        if (field->type.kind == TYPE_SUBJECT)
            cells[f].subject = assign ? assign->text : field->default_text;
        else
            cells[f].value = value_cell(roster, field, assign);
    }
    roster_add(roster, given->kind, given->id, given->id, given->joined, given->left, cells);
}

int64_t given_cell(const Roster *roster, const IrField *field, const IrAssign *assign)
{
    if (field->type.kind != TYPE_SUBJECT)
        return value_cell(roster, field, assign);
    int64_t subject = assign ? roster_find(&roster->kinds[field->type.ref], assign->text) : -1;
    return subject < 0 ? NO_NUMBER : subject;
}

/* What is given is wrong: no limit was reached. */
static void rules_fail(Result *result)
{
    result->exec->failed = result->exec->rules_fail = true;
}

/* An event before its cycles begin is rejected here as in a log. */
static bool has_cycle(const Result *result, const Cycles *cycles, const IrGiven *given)
{
    const Ir *ir = result->engine->ir;
    CycleAsked asked = {.kind = event_own_kind(ir, given->kind), .day = given->day};
    int64_t own = roster_find(&result->roster->kinds[asked.kind], given->id);
    if (cycles == NULL || own < 0)
        return true;
    asked.subject = (uint32_t)own;
    asked.calendar = cycles_lacking(cycles, result->roster, given->kind, asked.subject, given->day);
    if (asked.calendar == UINT32_MAX)
        return true;
    const char *args[4] = {""};
    DiagCode code = no_cycle(result->arena, ir, result->roster, &asked, args);
    diag_add(result->engine->diag, code, given->span, args[0], args[1], args[2], args[3], NULL);
    return false;
}

/* False: the event's own subject is not on the roster that day. */
bool given_row(Batch *batch, const Roster *roster, const Ir *ir, const IrGiven *given,
               uint64_t position)
{
    const IrEvent *event = &ir->events[given->kind];
    uint32_t kind = event_own_kind(ir, given->kind);
    int64_t own = roster_find(&roster->kinds[kind], given->id);
    if (own < 0 || roster_row(&roster->kinds[kind], (uint32_t)own, given->day) == UINT32_MAX)
        return false;
    batch_reserve(batch, batch->count + 1);
    size_t row = batch->count++;
    batch->kind[row] = (uint16_t)given->kind;
    batch->own[row] = (uint32_t)own;
    batch->day[row] = given->day;
    batch->times[row] = 1;
    batch->position[row] = position;
    if (batch->recorded)
        batch->recorded[row] = given->day;
    for (size_t s = 0; s < batch->slot_count; s++)
        if (batch->slots[s])
            batch->slots[s][row] = NO_NUMBER;
    for (uint32_t f = 0; f < event->field_count; f++) {
        const IrField *field = &event->fields[f];
        int64_t cell = given_cell(roster, field, assign_of(given, f));
        if (f == event->own)
            cell = own;
        if (f == event->occurrences && cell != NO_NUMBER)
            batch->times[row] = (int32_t)cell;
        if (batch->slots[field->slot])
            batch->slots[field->slot][row] = cell;
    }
    return true;
}

static void note_problem(void *context, int what, uint32_t kind, size_t row, uint32_t field)
{
    (void)what, (void)kind, (void)row, (void)field;
    *(bool *)context = true;
}

static Roster *test_roster(const Ir *ir, const IrTest *test, Arena *arena, bool *problem)
{
    Roster *roster = roster_new(ir);
    for (size_t i = 0; i < test->given_count; i++)
        if (!test->givens[i].is_event)
            add_subject(roster, ir, &test->givens[i], arena);
    roster_finish(roster, ir, note_problem, problem);
    return roster;
}

/* A rule that fired posts somewhere: the periods of any calendar that hold its day are needed. */
static void whole_periods(const Ir *ir, Day *first, Day *last)
{
    const Day from = *first, to = *last;
    for (size_t i = 0; i < ir->calendar_count; i++) {
        const IrCalendar *calendar = &ir->calendars[i];
        int32_t index = 0;
        if (calendar_is_own(calendar))
            continue; /* bounds for everyone hold them */
        if (calendar_of_day(calendar, calendar->anchor, from, &index) &&
            calendar_first(calendar, calendar->anchor, index) < *first)
            *first = calendar_first(calendar, calendar->anchor, index);
        if (calendar_of_day(calendar, calendar->anchor, to, &index) &&
            calendar_last(calendar, calendar->anchor, index) > *last)
            *last = calendar_last(calendar, calendar->anchor, index);
    }
}

static void next_period(const Ir *ir, uint32_t item, Day *last)
{
    const IrCalendar *calendar = &ir->calendars[ir->items[item].calendar];
    Day anchor = calendar_is_own(calendar) ? ANYONE : calendar->anchor;
    int32_t index;
    calendar_of_day(calendar, anchor, *last, &index); /* or the one before, between seasons */
    Day end = calendar_last(calendar, anchor, index + 1);
    *last = end > *last && end != DAY_NEVER ? end : *last;
}

/* What acts on the next period fires there. */
static void next_periods(const Ir *ir, const IrTest *test, Day *last)
{
    const Day asked = *last;
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++)
            for (size_t e = 0; e < test->expect_count && ir->rules[i].effects[k].next; e++) {
                const IrExpect *expect = &test->expects[e];
                Day end = asked;
                if (expect->kind != EXPECT_FIRED ||
                    !text_equal(expect->rule, name_canonical(&ir->rules[i].name)))
                    continue;
                next_period(ir, ir->rules[i].effects[k].item, &end);
                *last = end > *last ? end : *last;
            }
}

static void expected_days(const Ir *ir, const IrTest *test, Day *first, Day *last)
{
    *first = DAY_NEVER;
    *last = DAY_ALWAYS;
    for (size_t i = 0; i < test->expect_count; i++) {
        const IrExpect *expect = &test->expects[i];
        Day from = expect->first, to = expect->last;
        if (expect->kind != EXPECT_FIRED && expect->kind != EXPECT_NOTICE) {
            const IrCalendar *calendar = &ir->calendars[expect->calendar];
            Day anchor = calendar_is_own(calendar) ? ANYONE : calendar->anchor;
            from = calendar_first(calendar, anchor, expect->first);
            to = calendar_last(calendar, anchor, expect->last);
        }
        *first = from < *first ? from : *first;
        *last = to > *last ? to : *last;
    }
    if (*first > *last)
        return;
    whole_periods(ir, first, last);
    next_periods(ir, test, last);
}

/* Runs of periods begin with the first event; where none is given, with what is asked about. */
static Day known_from(const IrTest *test, Day asked)
{
    Day first = DAY_NEVER;
    for (size_t i = 0; i < test->given_count; i++)
        if (test->givens[i].is_event && test->givens[i].day < first)
            first = test->givens[i].day;
    return first == DAY_NEVER ? asked : first;
}

static void run_events(Result *result, const IrTest *test)
{
    const Ir *ir = result->engine->ir;
    const Cycles *cycles = cycles_new(result->arena, ir);
    Batch *batch = batch_new(result->plan->wanted, ir->slot_count, test->given_count);
    for (size_t i = 0; i < test->given_count && !result->exec->failed; i++) {
        const IrGiven *given = &test->givens[i];
        if (given->is_event && !has_cycle(result, cycles, given)) {
            rules_fail(result);
            break;
        }
        if (!given->is_event || given_row(batch, result->roster, ir, given, i))
            continue;
        diag_add(result->engine->diag, DIAG_E0790, given->span,
                 arena_format(result->arena, "%.*s", (int)given->id.size, given->id.at), NULL);
        rules_fail(result);
    }
    if (!result->exec->failed)
        exec_batch(result->exec, batch);
    for (size_t i = 0; i < result->exec->misdecided_count; i++) {
        const Misdecided *row = &result->exec->misdecided[i];
        const char *words[4];
        misdecided_words(result->arena, result->engine, row, words);
        diag_add(result->engine->diag, DIAG_E1046, test->givens[row->position].span, words[0],
                 words[1], words[2], words[3], NULL);
        rules_fail(result);
    }
    batch_free(batch);
}

static Result *run_test(Engine *engine, const IrTest *test, const PlanQuestion *question,
                        Trace *trace)
{
    bool problem = false;
    engine->status = 0;
    Roster *roster = test_roster(engine->ir, test, engine->arena, &problem);
    Result *result = result_new(engine, roster, question, trace);
    result->own_roster = roster;
    if (problem) {
        diag_add(engine->diag, DIAG_E0791, test->span, NULL);
        rules_fail(result);
    }
    run_events(result, test);
    if (result_compute(result))
        return result;
    result_free(result);
    return NULL;
}

/* The same test over other days, by another edition of the rules. */
static Result *run_range(Engine *edition, const void *context, const Question *range)
{
    const IrTest *test = &edition->ir->tests[*(const size_t *)context];
    PlanQuestion question = {.items = range->items,
                             .item_count = range->item_count,
                             .first = range->first,
                             .last = range->last,
                             .known_from = known_from(test, range->first)};
    return run_test(edition, test, &question, NULL);
}

Result *engine_run_test(Engine *engine, const IrTest *test, Trace *trace)
{
    const Ir *ir = engine->ir;
    size_t index = (size_t)(test - ir->tests);
    uint32_t *items = arena_alloc(engine->arena, (ir->item_count + 1) * sizeof *items);
    for (uint32_t i = 0; i < ir->item_count; i++)
        items[i] = i;
    PlanQuestion question = {
        .items = items, .item_count = ir->item_count, .keep_all = trace != NULL};
    expected_days(ir, test, &question.first, &question.last);
    question.known_from = known_from(test, question.first);
    Result *result = run_test(engine, test, &question, trace);
    if (!result || adjust_result(result, run_range, &index))
        return result;
    result_free(result);
    return NULL;
}

static bool is_written_at(const IrTest *test, Span span)
{
    return test->span.source == span.source && test->span.start == span.start;
}

/* The one that was written at the same place; of several made from one, the same of them. */
static const IrTest *same_test(const Ir *ir, const IrTest *test, const Ir *other)
{
    size_t place = 0, i = 0;
    for (const IrTest *at = ir->tests; at < test; at++)
        place += is_written_at(at, test->span);
    while (!is_written_at(&other->tests[i], test->span) || place-- > 0) {
        i++;
        assert(i < other->test_count); /* an edition has the tests of all */
    }
    return &other->tests[i];
}

Engine *engine_of_test(Engine *engine, const IrTest **test)
{
    const AmendOptions known = {(*test)->recorded_until, (*test)->closed_through,
                                (*test)->closed_unit, 0};
    Engine *edition = engine_edition(engine, &known);
    if (edition)
        *test = same_test(engine->ir, *test, edition->ir);
    return edition;
}

void result_test_rows(const Result *result, const IrTest *test, EngineRows *visit, void *context)
{
    const Ir *ir = result->engine->ir;
    bool *wanted = arena_alloc(result->arena, ir->slot_count + 1);
    memset(wanted, true, ir->slot_count);
    Batch *batch = batch_new(wanted, ir->slot_count, test->given_count);
    for (size_t i = 0; i < test->given_count; i++)
        if (test->givens[i].is_event)
            given_row(batch, result->roster, ir, &test->givens[i], i);
    for (uint32_t row = 0; row < batch->count; row++)
        visit(context, batch, &row, 1);
    batch_free(batch);
}
