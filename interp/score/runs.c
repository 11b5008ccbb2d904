/* Runs of periods (S3): how many in a row, subject by subject, while a rule's periods are tried. */
#include "interp/score/score.h"

#include <stdlib.h>

/* What one period is to a run; where decisions are open it may be one or the other (S21). */
typedef enum Element { OUTSIDE, BREAKS, PASSES, MAY_BREAK, MAY_PASS } Element;
/* A condition of it. */
typedef enum Answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN, ANSWER_OPEN } Answer;

/* One try of a rule: a period of a run of subjects. */
typedef struct Trial {
    Exec *exec;
    const PlanRule *rule;
    int32_t period;
    Answer selected[RUN_OF_SUBJECTS], passes[RUN_OF_SUBJECTS];
    Ratio n[RUN_OF_SUBJECTS]; /* den 0: unknown, nothing fires */
    bool n_open[RUN_OF_SUBJECTS];
    uint64_t *held; /* for accounts: the periods of each run that fires, one after another */
    size_t held_count, held_room;
} Trial;

static void answer(Exec *exec, const PlanRule *rule, const Program *program, Answer *answers)
{
    exec_program(exec, program, &rule->rule->name, &rule->rule->meta);
    for (size_t i = 0; i < exec->lanes->count; i++) {
        Ratio value = program->count ? exec_value(exec, program, i) : RATIO(1);
        answers[i] = value.den == 0 ? ANSWER_UNKNOWN : value.num == 1 ? ANSWER_YES : ANSWER_NO;
    }
}

static void limits(Trial *trial)
{
    Exec *exec = trial->exec;
    const Program *limit = &trial->rule->limit;
    const IrRule *rule = trial->rule->rule;
    bool is_run = rule->counter == COUNTER_RUN; /* another version of it may not be one */
    if (limit->count)
        exec_program(exec, limit, &rule->name, &rule->meta);
    for (size_t i = 0; i < exec->lanes->count; i++) {
        Ratio n = limit->count ? exec_value(exec, limit, i) : rule->count;
        trial->n[i] = is_run && n.num > 0 ? n : (Ratio){0, 0};
        trial->n_open[i] = false;
    }
}

static Answer open_answer(Exec *exec, const Program *program, const Place *place, Answer known)
{
    if (program->count == 0)
        return known;
    Bounds value = score_program_bounds(exec, program, place);
    if (value.state != OPEN_NOT)
        return ANSWER_OPEN;
    if (value.low.den == 0)
        return ANSWER_UNKNOWN;
    return value.low.num == 1 ? ANSWER_YES : ANSWER_NO;
}

/* The same of those who have an open value somewhere. */
static void answer_open(Trial *trial, uint32_t first, size_t count)
{
    Exec *exec = trial->exec;
    const PlanRule *rule = trial->rule;
    const IrRule *of = rule->rule;
    for (size_t i = 0; i < count; i++) {
        const Place place = {of->subject,   of->calendar, first + (uint32_t)i,
                             trial->period, &of->name,    &of->meta};
        if (!exec_is_touched(exec, of->subject, place.subject))
            continue;
        trial->selected[i] = open_answer(exec, &rule->condition, &place, trial->selected[i]);
        trial->passes[i] = open_answer(exec, &rule->run_where, &place, trial->passes[i]);
        Answer number = open_answer(exec, &rule->limit, &place, ANSWER_YES);
        trial->n_open[i] = number == ANSWER_OPEN;
    }
    score_lanes(exec, of->subject, of->calendar, trial->period, first, count);
}

static Element element_of(const Trial *trial, size_t lane)
{
    Answer selected = trial->selected[lane], passes = trial->passes[lane];
    if (selected == ANSWER_NO || selected == ANSWER_UNKNOWN || passes == ANSWER_UNKNOWN)
        return OUTSIDE;
    if (passes == ANSWER_NO)
        return selected == ANSWER_OPEN ? MAY_BREAK : BREAKS;
    return selected == ANSWER_OPEN || passes == ANSWER_OPEN ? MAY_PASS : PASSES;
}

static void add_element(PeriodRun *run, int32_t period, bool sure)
{
    if (run->count == run->room) {
        run->room = 2 * run->room + 4;
        run->elements = memory_resize(run->elements, run->room * sizeof *run->elements);
    }
    run->elements[run->count++] = (RunElement){period, sure};
}

static void drop_first(PeriodRun *run, size_t count)
{
    for (size_t i = count; i < run->count; i++)
        run->elements[i - count] = run->elements[i];
    run->count -= count;
}

static void doubt(PeriodRun *run)
{
    for (size_t i = 0; i < run->count; i++)
        run->elements[i].sure = false;
}

/* Periods before the window of the one that is tried are forgotten. False: it lies in no window. */
static bool leave_window(const Trial *trial, PeriodRun *run, uint32_t subject)
{
    const Exec *exec = trial->exec;
    const IrRule *rule = trial->rule->rule;
    const IrCalendar *calendar = &exec->plan->ir->calendars[rule->calendar];
    bool has_calendar = rule->window.kind == WINDOW_CALENDAR;
    Day of_window = has_calendar ? exec_anchor(exec, rule->window.calendar, subject) : NO_ANCHOR;
    Day from, ignored, anchor = exec_anchor(exec, rule->calendar, subject);
    size_t gone = 0;
    if (rule->window.kind == WINDOW_NONE)
        return true;
    if (!window_days(exec->plan->ir, &rule->window, of_window, exec->frame.first_day,
                     exec->frame.last_day, &from, &ignored))
        return false;
    while (gone < run->count && calendar_last(calendar, anchor, run->elements[gone].period) < from)
        gone++;
    drop_first(run, gone);
    return true;
}

/* For whoever asks why it did not fire: what a period came to. */
static void note_count(const Trial *trial, size_t lane, size_t before, size_t after, uint8_t fires)
{
    const Exec *exec = trial->exec;
    const Sorted at = {UINT64_MAX, exec->lanes->own[lane], exec->lanes->date[lane], 0};
    exec_count_row(exec, trial->rule, &at,
                   (TraceCount){.period = trial->period,
                                .before = RATIO((int64_t)before),
                                .after = RATIO((int64_t)after),
                                .wanted = trial->n[lane],
                                .firings = fires == 1,
                                .is_open = fires == 2});
}

/* Those in a row, the last one included, that no open decision can break. */
static size_t sure_count(const PeriodRun *run)
{
    size_t count = 0;
    while (count < run->count && run->elements[run->count - 1 - count].sure)
        count++;
    return count;
}

static bool is_enough(size_t count, Ratio n)
{
    return n.den != 0 && ratio_compare(RATIO((int64_t)count), n) >= 0;
}

/* 1: it fires, 0: not, 2: that is open. */
static uint8_t fire(Trial *trial, PeriodRun *run, size_t lane)
{
    Lanes *lanes = trial->exec->lanes;
    Ratio n = trial->n[lane];
    if (!trial->n_open[lane] && !is_enough(run->count, n))
        return 0;
    if (trial->n_open[lane] || !is_enough(sure_count(run), n)) {
        doubt(run);
        return 2;
    }
    const Trace *trace = trial->exec->trace;
    lanes->held_first[lane] = (uint32_t)trial->held_count;
    for (size_t i = 0; i < run->count && trace != NULL && !trace->notices_only; i++) {
        trial->held = arena_grow(trace->arena, trial->held, trial->held_count, &trial->held_room,
                                 sizeof *trial->held);
        trial->held[trial->held_count++] = (uint64_t)(int64_t)run->elements[i].period;
    }
    lanes->held_last[lane] = (uint32_t)trial->held_count - 1;
    run->count = 0;
    return 1;
}

static uint8_t try_lane(Trial *trial, PeriodRun *run, size_t lane)
{
    Exec *exec = trial->exec;
    uint32_t subject = exec->lanes->own[lane];
    if (exec->lanes->roster_day[lane] == DAY_ALWAYS)
        return 0; /* the next period finds this one untried, which breaks the run */
    if (run->last != trial->period - 1)
        run->count = 0;
    run->last = trial->period;
    if (trial->rule->rule->missing && !exec_is_there_throughout(exec, subject)) {
        run->count = 0;
        return 0;
    }
    bool in_window = leave_window(trial, run, subject);
    Element element = in_window ? element_of(trial, lane) : OUTSIDE;
    switch (element) {
    case OUTSIDE:
        return 0;
    case BREAKS:
        note_count(trial, lane, run->count, 0, 0);
        run->count = 0;
        return 0;
    case MAY_BREAK:
        doubt(run);
        return 0;
    case PASSES:
    case MAY_PASS:
        break;
    }
    size_t before = run->count;
    add_element(run, trial->period, element == PASSES);
    uint8_t fires = fire(trial, run, lane);
    note_count(trial, lane, before, before + 1, fires);
    return fires;
}

static PeriodRun *runs_of(Exec *exec, const PlanRule *rule)
{
    const Ir *ir = exec->plan->ir;
    uint32_t head = rule->index, before;
    while ((before = rule_run_before(ir, head)) != NO_INDEX)
        head = before;
    PeriodRun **runs = &exec->period_runs[head];
    size_t count = exec->roster->kinds[rule->rule->subject].count;
    if (*runs == NULL) {
        *runs = memory_resize(NULL, (count + 1) * sizeof **runs);
        for (size_t i = 0; i <= count; i++)
            (*runs)[i] = (PeriodRun){0};
    }
    return *runs;
}

void score_run_trial(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count)
{
    const IrRule *of = rule->rule;
    Trial trial = {.exec = exec, .rule = rule, .period = period};
    uint8_t verdicts[RUN_OF_SUBJECTS];
    PeriodRun *runs = runs_of(exec, rule);
    score_lanes(exec, of->subject, of->calendar, period, first, count);
    if (exec->frame.last_day < exec->plan->known_from || exec->frame.last_day > exec->frame.as_of)
        return;
    answer(exec, rule, &rule->condition, trial.selected);
    answer(exec, rule, &rule->run_where, trial.passes);
    limits(&trial);
    bool opens = exec->has_open && exec->plan->rule_can_open[rule->index];
    if (opens)
        answer_open(&trial, first, count);
    for (size_t i = 0; i < count; i++)
        verdicts[i] = try_lane(&trial, &runs[first + i], i);
    if (opens)
        score_open_run(exec, rule, period, first, count, verdicts);
    exec->run_positions = trial.held;
    exec_score_rule(exec, rule, verdicts);
    exec->run_positions = NULL;
}
