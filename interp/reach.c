/* Which rules and whose events: two checks of the rules side by side, and the events supposed. */
#include "interp/reach.h"

#include <stdlib.h>
#include <string.h>

#include "interp/suppose_internal.h"

/* --- rules that mean something else --- */

static void mark_rule(Reach *reach, bool is_after, uint32_t index)
{
    const Plan *plan = is_after ? reach->after : reach->before;
    const IrRule *rule = &plan->ir->rules[index];
    if (rule->trigger == TRIGGER_EVENTS) {
        (is_after ? reach->counts_after : reach->counts_before)[index] = true;
        reach->everyone = true;
        return;
    }
    if (is_after)
        reach->all_rules[index] = true;
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].kind == EFFECT_POST)
            reach->all_items[rule->effects[i].item] = true;
}

/* The versions of a name, one after the other. */
static uint32_t next_version(const Ir *ir, Text name, uint32_t from)
{
    while (from < ir->rule_count && !text_equal(name_canonical(&ir->rules[from].name), name))
        from++;
    return from;
}

static bool same_versions(const Ir *a, const Ir *b, Text name)
{
    uint32_t i = next_version(a, name, 0), k = next_version(b, name, 0);
    while (i < a->rule_count && k < b->rule_count && rule_equal(&a->rules[i], &b->rules[k])) {
        i = next_version(a, name, i + 1);
        k = next_version(b, name, k + 1);
    }
    return i == a->rule_count && k == b->rule_count;
}

static void mark_versions(Reach *reach, Text name)
{
    const Ir *a = reach->before->ir, *b = reach->after->ir;
    for (uint32_t i = 0; (i = next_version(a, name, i)) < a->rule_count; i++)
        mark_rule(reach, false, i);
    for (uint32_t i = 0; (i = next_version(b, name, i)) < b->rule_count; i++)
        mark_rule(reach, true, i);
}

/* Mostly the rules stand side by side: only where they do not, names are looked for. */
static void find_rules(Reach *reach)
{
    const Ir *a = reach->before->ir, *b = reach->after->ir;
    size_t most = a->rule_count > b->rule_count ? a->rule_count : b->rule_count;
    for (uint32_t i = 0; a != b && i < most; i++) {
        const IrRule *x = i < a->rule_count ? &a->rules[i] : NULL;
        const IrRule *y = i < b->rule_count ? &b->rules[i] : NULL;
        if (x && y && x->family == y->family && x->version == y->version &&
            text_equal(x->name.text, y->name.text) && rule_equal(x, y))
            continue;
        if (x && !same_versions(a, b, name_canonical(&x->name)))
            mark_versions(reach, name_canonical(&x->name));
        if (y && !same_versions(a, b, name_canonical(&y->name)))
            mark_versions(reach, name_canonical(&y->name));
    }
}

static bool find_items(Reach *reach)
{
    const Ir *a = reach->before->ir, *b = reach->after->ir;
    if (a == b)
        return true;
    for (size_t i = 0; i < a->item_count; i++)
        if (!item_equal(&a->items[i], &b->items[i])) {
            if (a->items[i].kind == ITEM_MEASURE)
                return false;
            reach->all_items[i] = true;
        }
    for (size_t i = 0; a->selection_count == b->selection_count && i < a->selection_count; i++)
        if (!selection_equal(&a->selections[i], &b->selections[i]))
            return false;
    return a->selection_count == b->selection_count;
}

/* --- events that are supposed --- */

static void add_own(Reach *reach, uint32_t event, uint32_t subject)
{
    OwnList *own = &reach->own;
    uint32_t kind = event_own_kind(reach->after->ir, event);
    for (size_t i = 0; i < own->count; i++)
        if (own->at[i].kind == kind && own->at[i].subject == subject)
            return;
    own->at = arena_grow(reach->arena, own->at, own->count, &own->room, sizeof *own->at);
    own->at[own->count].kind = kind;
    own->at[own->count++].subject = subject;
}

/* The rules that see an event of that kind, or of what it is treated as. */
static void mark_kind(Reach *reach, uint32_t kind)
{
    const KindRules *before = &reach->before->kinds[kind], *after = &reach->after->kinds[kind];
    for (size_t i = 0; i < before->rule_count; i++)
        reach->counts_before[before->rules[i]] = true;
    for (size_t i = 0; i < after->rule_count; i++)
        reach->counts_after[after->rules[i]] = true;
    for (size_t i = 0; i < before->treat_count; i++)
        mark_kind(reach, reach->before->rules[before->treats[i]].treat_as);
    for (size_t i = 0; i < after->treat_count; i++)
        mark_kind(reach, reach->after->rules[after->treats[i]].treat_as);
}

static void find_rows(Reach *reach)
{
    const Supposed *supposed = reach->supposed->supposed;
    const Store *store = engine_data(reach->root)->store;
    bool *none = arena_alloc(reach->arena, reach->after->ir->slot_count + 1);
    int64_t **room = arena_alloc(reach->arena, (reach->after->ir->slot_count + 1) * sizeof *room);
    for (size_t i = 0; supposed && i < supposed->struck_count; i++) {
        uint32_t kind = supposed->struck[i].kind;
        Batch rows = store_rows(store, kind, none, room);
        add_own(reach, kind, rows.own[supposed->struck_row[i]]);
        mark_kind(reach, kind);
    }
    for (size_t i = 0; supposed && i < supposed->added->count; i++) {
        add_own(reach, supposed->added->kind[i], supposed->added->own[i]);
        mark_kind(reach, supposed->added->kind[i]);
    }
}

/* --- what can be counted anew --- */

/* Whoever feeds a stream is counted with it. */
static void mark_streams(const Plan *plan, bool *counts)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        for (size_t k = 0; counts[i] && plan->rules[i].ordered != NO_INDEX && k < plan->rule_count;
             k++)
            counts[k] |= plan->rules[k].ordered == plan->rules[i].ordered;
}

static bool all_are_sums(const Plan *plan, const bool *counts)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        if (counts[i] && !rule_is_sum(plan, &plan->rules[i]))
            return false;
    return true;
}

static Cells cells_new(const Reach *reach, uint32_t kind, int32_t first, int32_t last)
{
    Cells cells = {.first = first, .last = last};
    cells.subjects = reach->root->roster->kinds[kind].count;
    cells.words = (cells.subjects + 63) / 64;
    if (last >= first)
        cells.word = arena_alloc(reach->arena,
                                 cells.words * (size_t)(last - first + 1) * sizeof(uint64_t) + 8);
    return cells;
}

static void make_cells(Reach *reach)
{
    const Plan *plan = reach->after;
    reach->items = arena_alloc(reach->arena, (plan->ir->item_count + 1) * sizeof *reach->items);
    reach->rules = arena_alloc(reach->arena, (plan->rule_count + 1) * sizeof *reach->rules);
    for (size_t i = 0; i < plan->ir->item_count; i++) {
        const PlanItem *item = &plan->items[i];
        bool is_none = !item->wanted || item->item->kept;
        reach->items[i] = cells_new(reach, item->item->subject, item->first,
                                    is_none ? item->first - 1 : item->last);
    }
    for (size_t i = 0; i < plan->order_count; i++) {
        uint32_t rule = plan->order[i].index;
        if (plan->order[i].kind == REF_RULE)
            reach->rules[rule] = cells_new(reach, plan->rules[rule].rule->subject,
                                           plan->rules[rule].first, plan->rules[rule].last);
    }
}

static bool *flags(const Reach *reach, size_t count)
{
    return arena_alloc(reach->arena, count + 1);
}

bool reach_find(Reach *reach)
{
    reach->before = reach->sheet->result->plan;
    reach->after = reach->before;
    if (reach->supposed->ir != reach->root->ir) {
        PlanQuestion question = sheet_question(reach->sheet);
        question.like = reach->before;
        reach->after = plan_new(reach->arena, reach->supposed->ir, &question, engine_text_code,
                                reach->root->roster);
        if (!plan_is_local(reach->after) || !plan_has_shape(reach->before, reach->after))
            return false;
    }
    reach->counts_before = flags(reach, reach->before->rule_count);
    reach->counts_after = flags(reach, reach->after->rule_count);
    reach->all_items = flags(reach, reach->after->ir->item_count);
    reach->all_rules = flags(reach, reach->after->rule_count);
    if (!find_items(reach))
        return false;
    find_rules(reach);
    find_rows(reach);
    mark_streams(reach->before, reach->counts_before);
    mark_streams(reach->after, reach->counts_after);
    make_cells(reach);
    return all_are_sums(reach->before, reach->counts_before) &&
           all_are_sums(reach->after, reach->counts_after);
}

/* --- sets of cells --- */

bool cells_any(const Cells *cells, int32_t period)
{
    const uint64_t *row = cells_row(cells, period);
    for (size_t i = 0; i < cells->words; i++)
        if (row[i])
            return true;
    return false;
}

bool cells_full(const Cells *cells, int32_t period)
{
    const uint64_t *row = cells_row(cells, period);
    size_t whole = cells->subjects / 64, rest = cells->subjects % 64;
    for (size_t i = 0; i < whole; i++)
        if (row[i] != UINT64_MAX)
            return false;
    return rest == 0 || row[whole] == (UINT64_C(1) << rest) - 1;
}

bool cells_add(Cells *cells, uint32_t subject, int32_t period)
{
    uint64_t *word = cells_row(cells, period) + subject / 64, bit = UINT64_C(1) << subject % 64;
    bool is_new = !(*word & bit);
    *word |= bit;
    return is_new;
}

void cells_fill(Cells *cells, int32_t period)
{
    uint64_t *row = cells_row(cells, period);
    for (size_t i = 0; i < cells->words; i++)
        row[i] = UINT64_MAX;
    if (cells->subjects % 64)
        row[cells->words - 1] = (UINT64_C(1) << cells->subjects % 64) - 1;
}

size_t cells_list(const Cells *cells, int32_t period, uint32_t *out)
{
    const uint64_t *row = cells_row(cells, period);
    size_t count = 0;
    for (size_t i = 0; i < cells->words; i++)
        for (uint64_t word = row[i]; word; word &= word - 1)
            out[count++] = (uint32_t)(i * 64 + (size_t)__builtin_ctzll(word));
    return count;
}
