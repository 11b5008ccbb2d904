/* The rooms of a run: matrices, columns, registers. */
#include "interp/exec/run.h"

#include <stdlib.h>

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        memory_exhausted(count * size);
    return memory;
}

static void make_matrix(Exec *exec, size_t index)
{
    const PlanGroup *group = &exec->plan->groups[index];
    Matrix *matrix = &exec->matrices[index];
    const IrCalendar *calendar = &exec->plan->ir->calendars[group->calendar];
    matrix->subjects = exec->roster->kinds[group->subject].count;
    matrix->periods = (size_t)(group->last - group->first + 1);
    matrix->width = group->cells;
    matrix->cells =
        exec->rooms ? exec->rooms[index]
                    : zeroed(matrix->subjects * matrix->periods * matrix->width, sizeof(int64_t));
    matrix->has_days = !calendar_is_own(calendar) && calendar->kind != CALENDAR_SEASONS;
    if (!matrix->has_days)
        return;
    matrix->first_day = calendar_first(calendar, calendar->anchor, group->first);
    Day last_day = calendar_last(calendar, calendar->anchor, group->last);
    matrix->days = (size_t)(last_day - matrix->first_day + 1);
    matrix->period_of_day = zeroed(matrix->days, sizeof(int32_t));
    for (size_t i = 0; i < matrix->days; i++) {
        int32_t period = 0;
        calendar_of_day(calendar, calendar->anchor, matrix->first_day + (Day)i, &period);
        matrix->period_of_day[i] = period - group->first;
    }
}

/* An item's own arrays, period by period. */
void exec_own_column(const Exec *exec, const PlanItem *item, bool ratio, Column *column)
{
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    if (item->scratch && subjects > RUN_OF_SUBJECTS)
        subjects = RUN_OF_SUBJECTS;
    size_t size = subjects * (size_t)(item->last - item->first + 1);
    column->num = zeroed(size, sizeof(int64_t));
    column->den = ratio ? zeroed(size, sizeof(int64_t)) : NULL;
    column->subject_stride = 1;
    column->period_stride = subjects;
    column->first = item->first;
    column->last = item->last;
    column->scale = item->scale;
}

static void matrix_column(const Exec *exec, const PlanItem *item, Column *column)
{
    const Matrix *matrix = &exec->matrices[item->group];
    const PlanGroup *group = &exec->plan->groups[item->group];
    *column = (Column){.num = matrix->cells + item->cell,
                       .scale = item->scale,
                       .subject_stride = matrix->periods * matrix->width,
                       .period_stride = matrix->width,
                       .first = group->first,
                       .last = group->last};
}

static void make_column(Exec *exec, uint32_t index)
{
    const PlanItem *item = &exec->plan->items[index];
    Column *column = &exec->columns[index];
    if (!item->wanted || item->item->kept || (exec->rooms && !item->post_ratio))
        return;
    if (item->in_place) {
        matrix_column(exec, item, column);
        return;
    }
    exec_own_column(exec, item, item->ratio, column);
    if (!item->post_ratio)
        return;
    if (item->item->kind == ITEM_MEASURE) { /* the sum is the value */
        exec->posted[index] = (Reg){column->num, column->den};
    } else {
        Column sums;
        exec_own_column(exec, item, true, &sums);
        exec->posted[index] = (Reg){sums.num, sums.den};
    }
    size_t size =
        exec->roster->kinds[item->item->subject].count * (size_t)(item->last - item->first + 1);
    for (size_t i = 0; i < size; i++)
        exec->posted[index].den[i] = 1;
}

void exec_registers(Exec *exec)
{
    size_t need = exec->plan->regs;
    if (need <= exec->regs)
        return;
    exec->frame.regs = memory_resize(exec->frame.regs, need * sizeof *exec->frame.regs);
    for (; exec->regs < need; exec->regs++) {
        exec->frame.regs[exec->regs].num = zeroed(LANES, sizeof(int64_t));
        exec->frame.regs[exec->regs].den = zeroed(LANES, sizeof(int64_t));
    }
}

static void make_frame(Exec *exec)
{
    exec->frame = (Frame){.as_of = DAY_NEVER,
                          .roster = exec->roster,
                          .columns = exec->columns,
                          .gathered = exec->gathered,
                          .plan = exec->plan};
    exec_registers(exec);
    exec->lanes = zeroed(1, sizeof *exec->lanes);
    exec->targets = zeroed(1, sizeof *exec->targets);
}

static void make_bases(Exec *exec, uint32_t index)
{
    const PlanItem *item = &exec->plan->items[index];
    size_t periods = (size_t)(item->last - item->first + 1);
    if (item->measured)
        exec->bases[index] =
            zeroed(exec->roster->kinds[item->item->subject].count * periods, sizeof(Ratio));
}

static Exec *new_exec(const Plan *plan, const Roster *roster, const Builtins *builtins, Diag *diag,
                      Trace *trace, int64_t **rooms)
{
    Exec *exec = zeroed(1, sizeof *exec);
    exec->rooms = rooms;
    size_t items = plan->ir->item_count;
    exec->plan = plan;
    exec->roster = roster;
    exec->builtins = builtins;
    exec->diag = diag;
    exec->trace = trace;
    exec->columns = zeroed(items, sizeof *exec->columns);
    exec->posted = zeroed(items, sizeof *exec->posted);
    exec->holds = zeroed(items, sizeof *exec->holds);
    exec->sets = zeroed(items, sizeof *exec->sets);
    exec->histograms = zeroed(items, sizeof *exec->histograms);
    exec->meetings = zeroed(items, sizeof *exec->meetings);
    exec->gathered = zeroed(items, sizeof *exec->gathered);
    exec->matrices = zeroed(plan->group_count, sizeof *exec->matrices);
    for (size_t i = 0; i < plan->group_count; i++)
        make_matrix(exec, i);
    for (uint32_t i = 0; i < items; i++)
        make_column(exec, i);
    exec->kept = zeroed(plan->run_count, sizeof *exec->kept);
    for (size_t i = 0; i < plan->run_count; i++)
        exec->kept[i].batch = batch_new(plan->runs[i].wanted, plan->ir->slot_count, 0);
    exec_pools_make(exec);
    exec->journals = zeroed(items, sizeof *exec->journals);
    exec->bases = zeroed(items, sizeof *exec->bases);
    for (uint32_t i = 0; i < items; i++)
        make_bases(exec, i);
    exec->waiting = zeroed(plan->ir->rule_count, sizeof(Batch *));
    exec->period_runs = zeroed(plan->ir->rule_count, sizeof(PeriodRun *));
    if (plan->has_decided)
        exec->open = zeroed(items, sizeof *exec->open);
    make_frame(exec);
    return exec;
}

Exec *exec_new(const Plan *plan, const Roster *roster, const Builtins *builtins, Diag *diag,
               Trace *trace)
{
    return new_exec(plan, roster, builtins, diag, trace, NULL);
}

Exec *exec_new_sums(const Plan *plan, const Roster *roster, const Builtins *builtins, Diag *diag,
                    int64_t **rooms)
{
    return new_exec(plan, roster, builtins, diag, NULL, rooms);
}

static void free_item(Exec *exec, uint32_t i)
{
    const PlanItem *item = &exec->plan->items[i];
    free(exec->holds[i].most);
    free(exec->holds[i].least);
    free(exec->holds[i].withheld);
    free(exec->sets[i]);
    free(exec->journals[i].entries);
    free(exec->bases[i]);
    histogram_release(&exec->histograms[i]);
    free(exec->meetings[i].rows);
    free(exec->gathered[i].rows);
    if (!item->wanted || item->in_place)
        return;
    if (exec->posted[i].num != exec->columns[i].num) {
        free(exec->posted[i].num);
        free(exec->posted[i].den);
    }
    free(exec->columns[i].num);
    free(exec->columns[i].den);
}

static void free_period_runs(Exec *exec, uint32_t rule)
{
    PeriodRun *runs = exec->period_runs[rule];
    size_t count = runs ? exec->roster->kinds[exec->plan->ir->rules[rule].subject].count : 0;
    for (size_t i = 0; i < count; i++)
        free(runs[i].elements);
    free(runs);
}

static void free_lanes(Exec *exec)
{
    free(exec->lanes);
    free(exec->targets);
    free(exec->hits.lane);
    free(exec->hits.charge);
    free(exec->hits.subject);
    free(exec->hits.next);
    order_release(&exec->order);
    free(exec->sorted);
}

static void free_kept(Exec *exec)
{
    for (size_t i = 0; i < exec->plan->run_count; i++) {
        batch_free(exec->kept[i].batch);
        free(exec->kept[i].passes);
        free(exec->kept[i].rule);
        free(exec->kept[i].value);
        free(exec->kept[i].limit);
    }
    free(exec->kept);
}

void exec_free(Exec *exec)
{
    for (uint32_t i = 0; i < exec->plan->ir->rule_count; i++)
        free_period_runs(exec, i);
    free(exec->period_runs);
    exec_open_free(exec);
    for (uint32_t i = 0; i < exec->plan->ir->item_count; i++)
        free_item(exec, i);
    for (size_t i = 0; i < exec->plan->group_count; i++) {
        if (!exec->rooms)
            free(exec->matrices[i].cells);
        free(exec->matrices[i].period_of_day);
    }
    free_kept(exec);
    for (size_t i = 0; i < exec->regs; i++) {
        free(exec->frame.regs[i].num);
        free(exec->frame.regs[i].den);
    }
    free(exec->frame.regs);
    free_lanes(exec);
    peers_free(exec->peers);
    free(exec->cell_at);
    free(exec->cell_add);
    free(exec->by_kind);
    batch_free(exec->treated);
    free(exec->columns);
    free(exec->posted);
    free(exec->holds);
    free(exec->sets);
    free(exec->histograms);
    free(exec->meetings);
    free(exec->matrices);
    exec_pools_free(exec);
    free(exec->journals);
    free(exec->bases);
    for (size_t i = 0; i < exec->plan->ir->rule_count; i++)
        batch_free(exec->waiting[i]);
    free(exec->waiting);
    free(exec->gathered);
    free(exec);
}

void exec_bind(Exec *exec, Lanes *lanes)
{
    Frame *frame = &exec->frame;
    frame->count = lanes->count;
    frame->own = lanes->own;
    frame->roster_day = lanes->roster_day;
    frame->date = lanes->date;
    frame->charged = lanes->charged;
    frame->rows = lanes->rows;
}

const Name *plan_rule_name(const Plan *plan, const PlanRule *rule)
{
    return rule->rule ? &rule->rule->name : &plan->ir->items[rule->index].name;
}

const Meta *plan_rule_meta(const PlanRule *rule)
{
    return rule->rule ? &rule->rule->meta : NULL;
}

uint32_t event_own_kind(const Ir *ir, uint32_t event)
{
    const IrEvent *of = &ir->events[event];
    return of->own == NO_INDEX ? 0 : of->fields[of->own].type.ref;
}

void exec_overflow(Exec *exec, const Name *what, const Meta *meta, uint32_t kind, uint32_t subject)
{
    if (exec->failed)
        return;
    exec->failed = true;
    Arena *arena = diag_arena(exec->diag);
    Text id = exec->roster->kinds[kind].id[subject];
    Text clause = meta && meta->cite_count ? meta->cites[0] : TEXT("-");
    Text name = name_shown(what, diag_language(exec->diag));
    diag_plain(exec->diag, DIAG_E2001, arena_format(arena, "%.*s", (int)name.size, name.at),
               arena_format(arena, "%.*s", (int)clause.size, clause.at),
               arena_format(arena, "%.*s", (int)id.size, id.at), NULL);
}

void exec_program(Exec *exec, const Program *program, const Name *what, const Meta *meta)
{
    Frame *frame = &exec->frame;
    frame->failed = NULL;
    for (size_t i = 0; i < program->count; i++)
        exec->builtins->kernels[program->steps[i].kernel](&program->steps[i], frame);
    if (frame->failed)
        exec_overflow(exec, what, meta, frame->own_kind, frame->own[frame->failed_lane]);
}
