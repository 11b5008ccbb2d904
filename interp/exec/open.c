/* What open decisions leave of items: the ends of their values, or that they are undecided (S21).
 * Rooms are made when the first decision is found open. */
#include "interp/exec/run.h"

#include <assert.h>
#include <stdlib.h>

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (!memory)
        memory_exhausted(count * size);
    return memory;
}

static size_t size_of(const Exec *exec, const PlanItem *item)
{
    return exec->roster->kinds[item->item->subject].count * (size_t)(item->last - item->first + 1);
}

static size_t place_of(const Exec *exec, const PlanItem *item, uint32_t subject, int32_t period)
{
    return subject +
           (size_t)(period - item->first) * exec->roster->kinds[item->item->subject].count;
}

void exec_touch(Exec *exec, uint32_t kind, uint32_t subject)
{
    if (!exec->touched)
        exec->touched = zeroed(exec->plan->ir->subject_count, sizeof *exec->touched);
    if (!exec->touched[kind])
        exec->touched[kind] = zeroed(exec->roster->kinds[kind].count, 1);
    exec->touched[kind][subject] = 1;
    exec->has_open = true;
}

bool exec_is_touched(const Exec *exec, uint32_t kind, uint32_t subject)
{
    return exec->touched && exec->touched[kind] && exec->touched[kind][subject];
}

bool ends_add(Ends *sum, Ends by)
{
    bool fits = ratio_add(&sum->low, sum->low, by.low);
    fits &= ratio_add(&sum->high, sum->high, by.high);
    return fits;
}

bool exec_open(Exec *exec, uint32_t index, uint32_t subject, int32_t period, Ends amount)
{
    const PlanItem *item = &exec->plan->items[index];
    OpenItem *open = &exec->open[index];
    if (!open->posted)
        open->posted = zeroed(size_of(exec, item), sizeof *open->posted);
    Ends *at = &open->posted[place_of(exec, item, subject, period)];
    if (!at->low.den)
        *at = (Ends){RATIO(0), RATIO(0)};
    exec_touch(exec, item->item->subject, subject);
    return ends_add(at, amount);
}

static uint8_t *state_of(Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    OpenItem *open = &exec->open[index];
    if (!open->state)
        open->state = zeroed(size_of(exec, item), 1);
    return &open->state[place_of(exec, item, subject, period)];
}

void exec_undecided(Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    assert(item->wanted && period >= item->first && period <= item->last);
    *state_of(exec, index, subject, period) = OPEN_UNDECIDED;
    exec_touch(exec, item->item->subject, subject);
}

OpenState exec_open_state(const Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    if (!exec->has_open || !exec->open[index].state || period < item->first || period > item->last)
        return OPEN_NOT;
    return (OpenState)exec->open[index].state[place_of(exec, item, subject, period)];
}

/* Whatever is known of the item so far; what is worked out later takes its place. */
static void copy_column(const Exec *exec, uint32_t index, Column *to)
{
    const PlanItem *item = &exec->plan->items[index];
    const Column *from = &exec->columns[index];
    exec_own_column(exec, item, item->ratio, to);
    for (uint32_t i = 0; i < exec->roster->kinds[item->item->subject].count; i++)
        for (int32_t period = item->first; period <= item->last; period++) {
            size_t at = column_at(to, i, period);
            to->num[at] = from->num[column_at(from, i, period)];
            if (to->den)
                to->den[at] = from->den[column_at(from, i, period)];
        }
}

void exec_open_columns(Exec *exec)
{
    for (uint32_t i = 0; i < exec->plan->ir->item_count && exec->has_open; i++) {
        const PlanItem *item = &exec->plan->items[i];
        OpenItem *open = &exec->open[i];
        if (!item->wanted || !item->can_open || open->low.num)
            continue;
        if (!open->state)
            open->state = zeroed(size_of(exec, item), 1);
        copy_column(exec, i, &open->low);
        copy_column(exec, i, &open->high);
    }
}

/* --- rules on events that read scores --- */

typedef struct Reading {
    const Exec *exec;
    uint32_t kind, subject;
    Day day;
    bool any_day;         /* what happened earlier counts too */
    const Expr *measured; /* a balance: exec_balance tells where that is open; NULL: none */
    bool is_open;
} Reading;

static void visit_open(void *context, const Expr *expr, uint32_t index, uint32_t rule)
{
    Reading *by = context;
    const Exec *exec = by->exec;
    if (rule != NO_INDEX || expr == by->measured ||
        exec->plan->items[index].item->subject != by->kind)
        return;
    const PlanItem *item = &exec->plan->items[index];
    int32_t first = item->first, last = item->last, period;
    if (!by->any_day && expr->op == EXPR_CELL &&
        item_period(exec, item, by->subject, by->day, &period))
        first = last = period;
    for (period = first; period <= last && !by->is_open; period++)
        by->is_open = exec_open_state(exec, index, by->subject, period) != OPEN_NOT;
}

static bool reads_open(const Exec *exec, const PlanRule *rule, uint32_t kind, uint32_t subject,
                       Day day)
{
    const IrRule *of = rule->rule;
    Reading by = {.exec = exec,
                  .kind = kind,
                  .subject = subject,
                  .day = day,
                  .any_day = rule->ordered != NO_INDEX,
                  .measured = of->balance ? of->counted : NULL};
    if (exec_is_touched(exec, kind, subject))
        visit_rule_reads(exec->plan->ir, rule->index, visit_open, &by);
    return by.is_open;
}

/* How many share an amount hangs on it: what any of them bears cannot be told. */
static void undecide_everyone(Exec *exec, uint32_t index, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    for (uint32_t i = 0; i < exec->roster->kinds[item->item->subject].count; i++)
        exec_undecided(exec, index, i, period);
}

/* What a cap leaves of later postings hangs on it too. */
static void undecide(Exec *exec, const PlanRule *rule, const PlanEffect *effect, size_t hit)
{
    uint32_t index = effect->effect->item;
    const PlanItem *item = &exec->plan->items[index];
    int32_t period;
    for (period = item->first; rule->pool != NO_INDEX && period <= item->last; period++)
        exec_undecided(exec, index, exec->hits.subject[hit], period);
    if (!target_period(exec, effect, hit, &period))
        return;
    exec_undecided(exec, index, exec->hits.subject[hit], period);
    if (effect->shared)
        undecide_everyone(exec, index, period);
}

void exec_undecided_hits(Exec *exec, const PlanRule *rule)
{
    for (size_t i = 0; i < exec->hits.count; i++)
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].effect->kind != EFFECT_NOTICE && !is_lapsed(exec, rule, i))
                undecide(exec, rule, &rule->effects[k], i);
}

/* Whose score is read is the event's own subject or the one charged; whom the condition of a
 * charge leaves out cannot be told either. */
void exec_undecided_rows(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    PlanRule all = *rule;
    all.charges = memory_resize(NULL, (rule->charge_count + 1) * sizeof *all.charges);
    for (size_t k = 0; k < rule->charge_count; k++) {
        all.charges[k] = rule->charges[k];
        all.charges[k].where.count = 0;
    }
    exec_charges(exec, &all, batch, NULL);
    for (size_t i = 0; i < exec->hits.count; i++) {
        uint32_t own = exec->lanes->own[exec->hits.lane[i]];
        Day day = exec->lanes->date[exec->hits.lane[i]];
        if (is_lapsed(exec, rule, i) ||
            (!reads_open(exec, rule, exec->frame.own_kind, own, day) &&
             !reads_open(exec, rule, hit_kind(exec, rule, i), exec->hits.subject[i], day)))
            continue;
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].effect->kind != EFFECT_NOTICE)
                undecide(exec, rule, &rule->effects[k], i);
    }
    free(all.charges);
}

void exec_open_free(Exec *exec)
{
    for (size_t i = 0; exec->open && i < exec->plan->ir->item_count; i++) {
        OpenItem *open = &exec->open[i];
        free(open->posted);
        free(open->state);
        free(open->low.num);
        free(open->low.den);
        free(open->high.num);
        free(open->high.den);
    }
    for (size_t i = 0; exec->touched && i < exec->plan->ir->subject_count; i++)
        free(exec->touched[i]);
    free(exec->touched);
    free(exec->open);
    free(exec->decisions);
    free(exec->misdecided);
}
