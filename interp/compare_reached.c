/* The short way to compare: the cells that are reached are worked out over the kept result, looked
 * at, and put back. */
#include "interp/reach.h"

#include <stdlib.h>

#include "interp/score/score.h"

typedef struct Rework {
    Reach *reach;
    Sheet *sheet;
    Exec *exec;
    uint32_t *list;  /* subjects of one period */
    size_t *written; /* by item: where in sheet->saved its cells begin */
} Rework;

/* --- sums --- */

/* Where rules on scores post anew, the sum begins with what events made of it. */
static void reset_sum(const Rework *work, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &work->reach->after->items[index];
    if (item->post_ratio) {
        size_t at = subject + (size_t)(period - item->first) *
                                  work->exec->roster->kinds[item->item->subject].count;
        Reg to = work->exec->posted[index], of = work->sheet->event_sums[index];
        sheet_save(work->sheet, &to.num[at]);
        sheet_save(work->sheet, &to.den[at]);
        to.num[at] = of.num[at];
        to.den[at] = of.den[at];
        return;
    }
    const Matrix *matrix = &work->exec->matrices[item->group];
    size_t place = (size_t)(period - work->reach->after->groups[item->group].first);
    size_t at = (subject * matrix->periods + place) * matrix->width + item->cell;
    sheet_save(work->sheet, &matrix->cells[at]);
    matrix->cells[at] = work->sheet->events[item->group][at];
}

/* Sections that are reached otherwise than by their events; those stand already. */
static void reset_sums(const Rework *work, const Cells *by_events)
{
    const Plan *plan = work->reach->after;
    for (uint32_t i = 0; i < plan->ir->item_count; i++) {
        const Cells *cells = &work->reach->items[i];
        if (plan->items[i].item->kind != ITEM_SECTION)
            continue;
        for (int32_t p = cells->first; p <= cells->last; p++) {
            size_t count = cells_list(cells, p, work->list);
            const uint64_t *row = cells_row(&by_events[i], p);
            for (size_t k = 0; k < count; k++)
                if (!(row[work->list[k] / 64] >> work->list[k] % 64 & 1))
                    reset_sum(work, i, work->list[k], p);
        }
    }
}

/* --- values --- */

static void save_value(const Rework *work, uint32_t item, uint32_t subject, int32_t period)
{
    const Column *column = &work->exec->columns[item];
    size_t at = column_at(column, subject, period);
    sheet_save(work->sheet, &column->num[at]);
    if (column->den)
        sheet_save(work->sheet, &column->den[at]);
}

static void rework_item(const Rework *work, uint32_t item)
{
    const Cells *cells = &work->reach->items[item];
    Exec *exec = work->exec;
    const IrItem *of = work->reach->after->items[item].item;
    bool is_barrier = item_is_barrier(work->reach->after, item);
    work->written[item] = work->sheet->saved_count;
    for (int32_t p = cells->first; p <= cells->last && !exec->failed; p++) {
        size_t count = cells_list(cells, p, work->list);
        for (size_t i = 0; i < count; i++)
            save_value(work, item, work->list[i], p);
        if (is_barrier && count > 0)
            score_barrier(exec, item, p);
        for (size_t at = 0; !is_barrier && at < count && !exec->failed; at += RUN_OF_SUBJECTS) {
            size_t lanes = count - at < RUN_OF_SUBJECTS ? count - at : RUN_OF_SUBJECTS;
            exec->list = work->list + at;
            score_lanes(exec, of->subject, of->calendar, p, exec->list[0], lanes);
            score_value(exec, item, p, exec->list[0], lanes);
            exec->list = NULL;
        }
    }
}

static void rework_rule(const Rework *work, const PlanRule *rule)
{
    const Cells *cells = &work->reach->rules[rule->index];
    Exec *exec = work->exec;
    for (int32_t p = cells->first; p <= cells->last && !exec->failed; p++) {
        if (!score_in_force(exec, rule, p))
            continue;
        size_t count = cells_list(cells, p, work->list);
        for (size_t at = 0; at < count && !exec->failed; at += RUN_OF_SUBJECTS) {
            exec->list = work->list + at;
            score_trial(exec, rule, p, exec->list[0],
                        count - at < RUN_OF_SUBJECTS ? count - at : RUN_OF_SUBJECTS);
            exec->list = NULL;
        }
    }
}

static bool rework_nodes(const Rework *work)
{
    const Plan *plan = work->reach->after;
    for (size_t i = 0; i < plan->order_count && !work->exec->failed; i++) {
        NodeRef ref = plan->order[i];
        if (ref.kind == REF_RULE)
            rework_rule(work, &plan->rules[ref.index]);
        else if (plan->items[ref.index].item->kind != ITEM_MEASURE)
            rework_item(work, ref.index);
    }
    return !work->exec->failed;
}

/* --- what differs --- */

static Value value_of(const Column *column, int64_t num, int64_t den)
{
    Ratio ratio = {0, 0};
    if (column->den)
        ratio = (Ratio){num, den};
    else if (num != ABSENT)
        ratio_make(&ratio, num, column->scale);
    return (Value){.state = ratio.den ? VALUE_KNOWN : VALUE_UNASSESSED, .number = ratio};
}

/* The cells of an item that were written over, one after the other. */
typedef struct Written {
    const Column *column;
    const Saved *saved;
    size_t at; /* in the column */
} Written;

static bool is_changed(const Written *cell)
{
    const Column *column = cell->column;
    return cell->saved[0].value != column->num[cell->at] ||
           (column->den && cell->saved[1].value != column->den[cell->at]);
}

/* Scaled numbers are added as such; none of them is a value that is missing. */
static void add_change(const Written *cell, __int128 *scaled, Ratio *sum)
{
    const Column *column = cell->column;
    int64_t was = cell->saved[0].value, is = column->num[cell->at];
    if (!column->den) {
        *scaled += (is == ABSENT ? 0 : is) - (__int128)(was == ABSENT ? 0 : was);
        return;
    }
    Ratio less = {was, cell->saved[1].value}, more = {is, column->den[cell->at]};
    if ((less.den && sum->den && !ratio_sub(sum, *sum, less)) ||
        (more.den && sum->den && !ratio_add(sum, *sum, more)))
        *sum = (Ratio){0, 0};
}

static CompareCell cell_of(const Written *cell, uint32_t item, uint32_t subject, int32_t period)
{
    const Column *column = cell->column;
    return (CompareCell){
        item, subject, period,
        value_of(column, cell->saved[0].value, column->den ? cell->saved[1].value : 0),
        value_of(column, column->num[cell->at], column->den ? column->den[cell->at] : 0)};
}

/* Adds a sum of scaled numbers, which may be larger than one of them can be. */
static bool add_scaled(Ratio *sum, __int128 scaled, int64_t scale)
{
    Ratio part;
    int64_t common = gcd64((int64_t)(scaled % scale), scale);
    scaled /= common;
    return scaled <= INT64_MAX && scaled >= INT64_MIN &&
           ratio_make(&part, (int64_t)scaled, scale / common) && ratio_add(sum, *sum, part);
}

static void add_changes(CompareTotal *total, __int128 scaled, Ratio sum, int64_t scale)
{
    if (!total->supposed.den)
        return;
    if (!sum.den || !add_scaled(&sum, scaled, scale) ||
        !ratio_add(&total->supposed, total->base, sum))
        total->supposed = (Ratio){0, 0};
}

static void find_cells(const Rework *work, const CompareAsk *ask, const CompareItems *items,
                       size_t place, Found *found)
{
    uint32_t item = items->at[place];
    const IrItem *of = work->reach->after->items[item].item;
    const Cells *cells = &work->reach->items[item];
    Written cell = {&work->exec->columns[item], work->sheet->saved + work->written[item], 0};
    __int128 scaled = 0;
    Ratio sum = RATIO(0);
    int32_t first, last;
    result_periods(work->sheet->result, of->calendar, &first, &last);
    for (int32_t p = cells->first; p <= cells->last; p++) {
        size_t count = cells_list(cells, p, work->list);
        for (size_t i = 0; i < count; i++, cell.saved += cell.column->den ? 2 : 1) {
            uint32_t subject = work->list[i];
            cell.at = column_at(cell.column, subject, p);
            if (!is_changed(&cell) || p < first || p > last ||
                !is_asked(ask, work->reach->supposed, of, subject, p))
                continue;
            add_change(&cell, &scaled, &sum);
            found->cells[found->count++] = cell_of(&cell, item, subject, p);
            found->totals[place].cells++;
        }
    }
    add_changes(&found->totals[place], scaled, sum, cell.column->scale);
}

/* Room for all cells that may differ. */
static void make_room(const Rework *work, const CompareItems *items, Arena *arena, Found *found)
{
    size_t most = 0;
    for (size_t i = 0; i < items->count; i++) {
        const Cells *cells = &work->reach->items[items->at[i]];
        for (int32_t p = cells->first; p <= cells->last; p++)
            most += cells_list(cells, p, work->list);
    }
    found->cells = arena_alloc(arena, (most + 1) * sizeof *found->cells);
    found->room = most;
}

/* --- sums of all --- */

static Ratio total_of(const Rework *work, const CompareAsk *ask, uint32_t item)
{
    const IrItem *of = work->reach->after->items[item].item;
    const Column *column = &work->exec->columns[item];
    Ratio sum = RATIO(0);
    int32_t first, last;
    result_periods(work->sheet->result, of->calendar, &first, &last);
    for (int32_t p = first; p <= last; p++) {
        __int128 whole = 0;
        for (uint32_t i = 0; i < work->exec->roster->kinds[of->subject].count; i++) {
            size_t at = column_at(column, i, p);
            if (!is_asked(ask, work->reach->supposed, of, i, p))
                continue;
            if (column->den)
                sum_value(&sum, value_of(column, column->num[at], column->den[at]));
            else if (column->num[at] != ABSENT)
                whole += column->num[at];
        }
        if (sum.den && !add_scaled(&sum, whole, column->scale))
            sum = (Ratio){0, 0};
    }
    return sum;
}

/* Of everyone: once. */
static Ratio known_total(const Rework *work, const CompareAsk *ask, uint32_t item)
{
    Sheet *sheet = work->sheet;
    const Ir *ir = work->reach->after->ir;
    if (ask->kind != UINT32_MAX || calendar_is_own(&ir->calendars[ir->items[item].calendar]))
        return total_of(work, ask, item);
    if (!sheet->has_total[item])
        sheet->totals[item] = total_of(work, ask, item);
    sheet->has_total[item] = true;
    return sheet->totals[item];
}

static void find_totals(const Rework *work, const CompareAsk *ask, const CompareItems *items,
                        Found *found)
{
    for (size_t i = 0; i < items->count; i++) {
        CompareTotal *total = &found->totals[i];
        if (has_sum(work->reach->after->ir, items->at[i]))
            total->base = total->supposed = known_total(work, ask, items->at[i]);
    }
}

/* --- the whole --- */

static Cells *copy_cells(const Reach *reach)
{
    size_t count = reach->after->ir->item_count;
    Cells *copy = arena_copy(reach->arena, reach->items, (count + 1) * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        const Cells *of = &reach->items[i];
        if (of->last >= of->first)
            copy[i].word =
                arena_copy(reach->arena, of->word,
                           of->words * (size_t)(of->last - of->first + 1) * sizeof(uint64_t));
    }
    return copy;
}

static bool rework(Rework *work, const CompareAsk *ask, const CompareItems *items, Arena *arena,
                   Found *found)
{
    Reach *reach = work->reach;
    find_totals(work, ask, items, found);
    if (!reach_events(reach))
        return false;
    const Cells *by_events = copy_cells(reach);
    reach_spread(reach);
    reset_sums(work, by_events);
    work->exec->plan = work->exec->frame.plan = reach->after;
    exec_registers(work->exec);
    bool good = rework_nodes(work);
    make_room(work, items, arena, found);
    for (size_t i = 0; good && i < items->count; i++)
        find_cells(work, ask, items, i, found);
    return good;
}

/* The most subjects of any kind. */
static size_t most_subjects(const Roster *roster)
{
    size_t most = 1;
    for (size_t i = 0; i < roster->kind_count; i++)
        most = roster->kinds[i].count > most ? roster->kinds[i].count : most;
    return most;
}

static bool reach_compare(Reach *reach, const CompareAsk *ask, const CompareItems *items,
                          Arena *arena, Found *found)
{
    if (!reach_find(reach))
        return false;
    Rework work = {.reach = reach, .sheet = reach->sheet, .exec = reach->sheet->result->exec};
    work.list = arena_alloc(reach->arena, most_subjects(reach->root->roster) * sizeof *work.list);
    work.written =
        arena_alloc(reach->arena, (reach->after->ir->item_count + 1) * sizeof *work.written);
    bool good = rework(&work, ask, items, arena, found);
    sheet_restore(reach->sheet);
    work.exec->plan = work.exec->frame.plan = reach->before;
    work.exec->failed = work.exec->rules_fail = false;
    return good;
}

bool compare_reached(Engine *supposed, const CompareAsk *ask, const CompareItems *items,
                     Arena *arena, Found *found)
{
    Engine *root = supposed->root;
    if (supposed->owns_data || supposed->ir->item_count != root->ir->item_count ||
        items->count == 0)
        return false;
    size_t said = diag_count(root->diag);
    Reach reach = {.root = root, .supposed = supposed};
    reach.sheet = sheet_of(root, items->at, items->count, ask);
    if (!reach.sheet)
        return false;
    reach.arena = arena_new(0);
    bool good = reach_compare(&reach, ask, items, arena, found);
    arena_free(reach.arena);
    if (!good)
        diag_truncate(root->diag, said);
    return good;
}
